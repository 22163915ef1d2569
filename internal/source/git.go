package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/nhivet/nhivet/internal/gitignore"
)

// gitTimeout bounds one question. The slowest, listing the index of a repository
// with a million files, takes seconds.
const gitTimeout = 2 * time.Minute

// gitSettings override what a repository's own configuration says, whose author
// may be a stranger: nothing that it names is run, and no file that it names is
// read.
var gitSettings = []string{
	"core.hooksPath=" + os.DevNull,
	"core.fsmonitor=false",
	"core.untrackedCache=false",
	"core.excludesFile=" + os.DevNull,
	"core.attributesFile=" + os.DevNull,
	"core.pager=cat",
	"core.editor=false",
	"core.askPass=false",
	"core.sshCommand=false",
	"core.gitProxy=false",
	"core.alternateRefsCommand=false",
	"core.quotePath=false",
	"credential.helper=",
	"diff.external=",
	"diff.relative=false",
	"protocol.allow=never",
	"submodule.recurse=false",
	"maintenance.auto=false",
	"gc.auto=0",
}

// gitEnv is all of git's environment besides what a process needs to start. The
// caller's GIT_* are gone: a hook's GIT_DIR, a trace file, a configuration given
// by variables. A missing object of a partial clone would start a transport that
// the repository chooses, so all are forbidden.
var gitEnv = []string{
	"GIT_CONFIG_NOSYSTEM=1",
	"GIT_CONFIG_GLOBAL=" + os.DevNull,
	"GIT_ATTR_NOSYSTEM=1",
	"GIT_TERMINAL_PROMPT=0",
	"GIT_EXTERNAL_DIFF=",
	"GIT_ALLOW_PROTOCOL=none",
	"GIT_NO_LAZY_FETCH=1",
	"GIT_NO_REPLACE_OBJECTS=1",
	"GIT_OPTIONAL_LOCKS=0",
	"GIT_ASKPASS=false",
	"SSH_ASKPASS=false",
	"LC_ALL=C",
}

// keptEnv are the variables that a process needs to start and find its files.
var keptEnv = []string{"PATH", "HOME", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP", "PATHEXT"}

// git asks one repository. index is another index file, "" for its own.
type git struct{ top, index string }

// command is the one place that makes a git process. Naming the folder and the
// work tree makes core.worktree void, and spares the question who owns the
// folder: in a container it is often another user, and nothing of its
// configuration is trusted anyway.
func (g git) command(ctx context.Context, args ...string) *exec.Cmd {
	full := []string{"--no-pager", "--no-optional-locks", "--literal-pathspecs", "--git-dir=" + filepath.Join(g.top, ".git"), "--work-tree=" + g.top}
	for _, s := range gitSettings {
		full = append(full, "-c", s)
	}
	cmd := exec.CommandContext(ctx, "git", append(full, args...)...)
	cmd.Dir = g.top
	for _, name := range keptEnv {
		if v, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+v)
		}
	}
	cmd.Env = append(cmd.Env, gitEnv...)
	if g.index != "" {
		cmd.Env = append(cmd.Env, "GIT_INDEX_FILE="+g.index)
	}
	cmd.WaitDelay = time.Second
	return cmd
}

// run gives the whole output of one question.
func (g git) run(ctx context.Context, stdin io.Reader, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, gitTimeout)
	defer cancel()
	cmd := g.command(ctx, args...)
	cmd.Stdin = stdin
	var out, message bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &message
	if err := cmd.Run(); err != nil {
		return nil, gitError(args[0], err, message.String())
	}
	return out.Bytes(), nil
}

// gitError keeps the first line of what git says.
func gitError(what string, err error, message string) error {
	line, _, _ := strings.Cut(strings.TrimSpace(message), "\n")
	if len(line) > 200 {
		line = line[:200] + "…"
	}
	if line == "" {
		line = err.Error()
	}
	return fmt.Errorf("git %s: %s", what, escape(line))
}

// Common is git's own folder of a work tree, which all work trees of a repository
// share; empty where that cannot be told.
func Common(top string) string {
	dir := filepath.Join(top, ".git")
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		// A linked work tree or a submodule: the file names the folder, and that
		// may name the one it shares.
		text, err := ReadSmall(dir)
		named, ok := strings.CutPrefix(string(text), "gitdir:")
		if err != nil || !ok {
			return ""
		}
		dir = absIn(top, named)
		if text, err := ReadSmall(filepath.Join(dir, "commondir")); err == nil {
			dir = absIn(dir, string(text))
		}
	}
	return dir
}

// excludeFile is .git/info/exclude of a repository, the ignore file that git asks
// last.
func excludeFile(top string) *layer {
	dir := Common(top)
	if dir == "" {
		return nil
	}
	text, err := ReadSmall(filepath.Join(dir, "info", "exclude"))
	if err != nil {
		return nil
	}
	if p := gitignore.Parse(text); p.Len() > 0 {
		return &layer{patterns: p}
	}
	return nil
}

func absIn(dir, name string) string {
	name = strings.TrimSpace(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// ReadSmall reads a regular file that is no link, up to DefaultMaxSize: git's own
// small files, and those that a scan is set up by.
func ReadSmall(name string) ([]byte, error) {
	if info, err := os.Lstat(name); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, DefaultMaxSize+1))
	if err == nil && len(text) > DefaultMaxSize {
		err = errors.New("too large")
	}
	return text, err
}
