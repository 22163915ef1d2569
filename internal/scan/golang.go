package scan

import (
	"errors"
	"slices"
	"time"

	"github.com/nhivet/nhivet/analyzers/golang"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// GoLevel is how Go code is read.
type GoLevel string

// The levels: by its syntax alone, which runs nothing; with the types of what it
// imports, for which the go command compiles it; and with types where it is safe
// and a go command is there.
const (
	GoSyntax GoLevel = ""
	GoTypes  GoLevel = "types"
	GoAuto   GoLevel = "auto"
)

// How long the go command may take for a module. Without a build cache it compiles
// everything that is imported, which took 160 s of CPU for a repository of 120,000
// lines; who has not asked for it waits no longer than for a slow test, and is told
// that what is found depends on it.
const (
	goAsked   = 10 * time.Minute
	goUnasked = 30 * time.Second
)

// goMemory is when the collector starts where Go code is read with types, in bytes:
// those of a thousand packages stay until the end, and a cycle that finds them all in
// use frees little.
const goMemory = 192 << 20

// goReaders are the analyzers of the scan, with the one that reads Go code when
// it is read with types. What is not on the disk as it is scanned has no types, and
// with it no revision can be compared.
func (o Options) goReaders(set *source.Set) ([]*nhi.Analyzer, *golang.Reader, error) {
	list := o.analyzers()
	i := slices.Index(list, golang.Analyzer)
	if i < 0 || o.Go == GoSyntax || o.Go == GoAuto && (!o.onDisk() || !golang.HasGo()) {
		return list, &golang.Reader{}, nil
	}
	switch {
	case !o.onDisk():
		return nil, nil, errors.New("--go=types reads the work tree alone: what is staged, is compared with a revision or comes from standard input has no types")
	case !golang.HasGo():
		return nil, nil, errors.New("--go=types needs the go command")
	}
	lengthenPause(goMemory)
	s := &golang.Reader{Root: set.Root, Limit: goAsked}
	if o.Go == GoAuto {
		s.Limit = goUnasked
		s.Late = "; what was compiled until then is kept, so the next scan may find more: --go=types waits for ten minutes, and --go=syntax finds the same each time"
	}
	list = slices.Clone(list)
	list[i] = s.Analyzer()
	return list, s, nil
}

func (o Options) onDisk() bool { return !o.Staged && o.Diff == "" && o.StdinName == "" }

// goUsed says how the packages of Go code were read.
func goUsed(c *Collected, s *golang.Reader) nhi.GoUsed {
	u := s.Used()
	u.Syntax = c.Units[golang.Analyzer.Name] - u.Types - u.Partly
	return u
}
