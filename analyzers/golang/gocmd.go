package golang

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// goEnv keeps the go command from doing more than reading and compiling Go: no
// other toolchain, no network, no C compiler, no version control, no change of
// go.mod, and no program that an environment or a module names (-toolexec).
var goEnv = []string{
	"GO111MODULE=on", "GOTOOLCHAIN=local", "GOPROXY=off", "GOSUMDB=off", "GOVCS=*:off", "CGO_ENABLED=0",
	"GIT_TERMINAL_PROMPT=0",
	// Its collector takes a third of the time that it needs to describe a thousand
	// packages, for 80 MB instead of 140. The limit is for compilers, which it starts
	// when something is not in the build cache.
	"GOGC=400", "GOMEMLIMIT=2GiB",
}

// goFlags are its flags. With a vendor folder nothing else may be read.
func goFlags(vendored bool) string {
	if vendored {
		return "GOFLAGS=-mod=vendor -buildvcs=false"
	}
	return "GOFLAGS=-mod=readonly -buildvcs=false"
}

// listed is a package as the go command describes it (go help list).
type listed struct {
	Dir, ImportPath, Name, Export string
	GoFiles                       []string
	Imports                       []string
	ImportMap                     map[string]string
	Standard, Incomplete          bool
	Module                        *struct{ GoVersion string }
	Error                         *struct {
		ImportStack []string
		Pos, Err    string
	}
	DepsErrors []*struct {
		ImportStack []string
		Pos, Err    string
	}
}

const listFields = "-json=Dir,ImportPath,Name,Export,GoFiles,Imports,ImportMap,Standard,Incomplete,Module,Error,DepsErrors"

// What the go command may use: strangers' code is compiled by it, and a compiler
// takes exponential time or memory on some of it. A build of the largest packages
// that people write stays within a quarter of the memory, which bounds the address
// space of each process.
const (
	goMemory = 8 << 30  // bytes
	goOutput = 64 << 20 // bytes; a thousand packages are described in 2 MB
)

// errNoGo says that there is no go command.
var errNoGo = errors.New("there is no go command")

// errLate says that the go command took longer than it may.
var errLate = errors.New("the go command was not ready")

// list has the go command describe packages and everything that they import,
// dependencies first, and compile what is not in the build cache. Packages that
// cannot be built are described as far as they can be.
func list(ctx context.Context, dir string, vendored bool, limit time.Duration, patterns []string) ([]*listed, error) {
	goCommand, err := exec.LookPath("go")
	if err != nil {
		return nil, errNoGo
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, goCommand, append([]string{"list", "-e", "-export", "-deps", listFields, "--"}, patterns...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), append(goEnv, goFlags(vendored), "PWD="+dir)...)
	group(cmd)
	cmd.WaitDelay = time.Second // when a grandchild holds the pipe
	out := &capped{most: goOutput}
	cmd.Stdout = out
	var stderr bytes.Buffer
	cmd.Stderr = &capped{Writer: &stderr, most: 4 << 10}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("run the go command: %w", err)
	}
	bound(cmd, goMemory)
	if err := cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return nil, errLate
		}
		return nil, errors.New(because(stderr.String(), "the go command cannot load it"))
	}
	if out.over {
		return nil, fmt.Errorf("the go command described packages in more than %d MiB", goOutput>>20)
	}
	var all []*listed
	for d := json.NewDecoder(&out.buffer); ; {
		p := &listed{}
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("the go command does not answer as go list should: %w", err)
		}
		all = append(all, p)
	}
}

// capped keeps the first bytes of what is written.
type capped struct {
	io.Writer
	buffer bytes.Buffer
	most   int
	over   bool
}

func (c *capped) Write(p []byte) (int, error) {
	n := len(p)
	if len(p) > c.most {
		p, c.over = p[:c.most], true
	}
	c.most -= len(p)
	if c.Writer == nil {
		c.buffer.Write(p)
		return n, nil
	}
	_, err := c.Writer.Write(p)
	return n, err
}

// reasons are what the go command says when a package or module cannot be
// built, and our words for it: its own may quote the source.
var reasons = []struct{ says, means string }{
	{"import cycle not allowed", "it imports itself in a circle"},
	{"no required module provides", "go.mod lacks a module that it imports"},
	{"module lookup disabled", "a module that it needs is not in the module cache"},
	{"cannot find module", "a module that it needs is not in the module cache"},
	{"missing go.sum entry", "go.sum lacks a module that it needs"},
	{"inconsistent vendoring", "the vendor folder is not that of go.mod"},
	{"updates to go.mod needed", "go.mod is not up to date"},
	{"(running go ", "it needs a newer Go than the one that is here"},
	{"build cache is required", "the go command has no build cache"},
	{"unknown directive", "go.mod is not understood"},
	{"errors parsing go.", "go.mod or go.work is not understood"},
	{"is contained in a module that is not one of the workspace modules", "go.work leaves it out"},
	{"directory prefix", "go.work leaves it out"},
	{"build constraints exclude all Go files", "it imports a package of which no file is built here"},
	{"is not in std", "it imports a package that is not there"},
	{"cannot find package", "it imports a package that is not there"},
	{"no such file or directory", "a file that it needs is not there"},
	{"expected ", "a file of it has Go syntax that is not understood"},
	{"found packages ", "its folder holds several packages"},
}

// because is why the go command failed.
func because(text, otherwise string) string {
	for _, r := range reasons {
		if strings.Contains(text, r.says) {
			return r.means
		}
	}
	return otherwise
}

// halfway is why a package that is right itself is not compiled.
const halfway = "something that it imports does not compile here, where cgo is off"

// problem is why a package has no types, or not those of all that it imports;
// empty when nothing is the matter.
func (p *listed) problem() (none, partly string) {
	switch {
	case p.Error != nil:
		return because(p.Error.Err, "it does not compile"), ""
	case len(p.DepsErrors) > 0 && p.DepsErrors[0] != nil:
		return "", because(p.DepsErrors[0].Err, halfway)
	case p.Incomplete || p.Export == "":
		return "", halfway
	}
	return "", ""
}
