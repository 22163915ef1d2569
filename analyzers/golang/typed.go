package golang

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Reader reads the Go code of one scan with the types of its dependencies, and by
// its syntax what cannot be built here. It runs the go command, once for each
// module that has anything to read, and for no more than the packages that do.
type Reader struct {
	// Root is the folder on disk that the paths of the scan are relative to.
	Root string
	// Limit is how long the go command may take for a module.
	Limit time.Duration
	// Late is what is said, besides that it was not ready, of a module for which the go
	// command took longer.
	Late string

	mu      sync.Mutex
	claimed map[string]bool // directories
	modules map[string]*compiled
	used    nhi.GoUsed
}

// Used says how what was read so far was read.
func (s *Reader) Used() nhi.GoUsed {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.used
}

// HasGo says whether there is a go command.
func HasGo() bool {
	_, err := exec.LookPath("go")
	return err == nil
}

// Analyzer is the analyzer that reads with types where it can.
func (s *Reader) Analyzer() *nhi.Analyzer {
	a := *Analyzer
	a.Claims = func(name string, text []byte) (string, bool) {
		unit, ok := Analyzer.Claims(name, text)
		if ok {
			s.mu.Lock()
			if s.claimed == nil {
				s.claimed = map[string]bool{}
			}
			s.claimed[unit] = true
			s.mu.Unlock()
		}
		return unit, ok
	}
	a.Run = s.run
	return &a
}

// module is that of a directory, nil when there is none.
func (s *Reader) module(u *nhi.Unit) *compiled {
	dir := u.Key
	for {
		if _, err := u.Tree.Read(path.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == "." || dir == "/" {
			return nil
		}
		dir = path.Dir(dir)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.modules[dir]
	if m == nil {
		if s.modules == nil {
			s.modules = map[string]*compiled{}
		}
		m = &compiled{dir: dir}
		s.modules[dir] = m
	}
	return m
}

// run reads one unit: with types what is built here, by its syntax the rest.
func (s *Reader) run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	m := s.module(u)
	if m == nil {
		return s.syntax(ctx, u, "")
	}
	m.once.Do(func() { s.load(ctx, m, u.Tree) })
	p := m.packages[u.Key]
	switch {
	case m.failed != "":
		return s.syntax(ctx, u, "") // said once, at go.mod
	case p == nil:
		return s.syntax(ctx, u, "no file of it is built here")
	case p.failed != "":
		return s.syntax(ctx, u, p.failed)
	}
	s.mu.Lock()
	if p.partly == "" {
		s.used.Types++
	} else {
		s.used.Partly++
	}
	s.mu.Unlock()
	facts := p.facts
	if p.partly != "" {
		facts.Notices = append(facts.Notices, nhi.Notice{Path: u.Files[0].Path,
			Reason: "this package is read without the types of some of what it imports: " + p.partly})
	}
	left := slices.DeleteFunc(slices.Clone(u.Files), func(f *nhi.File) bool { return p.files[f.Path] })
	if len(left) > 0 { // built for other systems, or with tags; or by cgo
		rest, err := run(ctx, u)
		if err != nil {
			return facts, err
		}
		facts.Add(only(rest, left))
	}
	return facts, nil
}

// syntax reads a unit without types, and says why when there should be some.
func (s *Reader) syntax(ctx context.Context, u *nhi.Unit, why string) (*nhi.Facts, error) {
	s.mu.Lock()
	s.used.Syntax++
	s.mu.Unlock()
	facts, err := run(ctx, u)
	if why != "" {
		facts.Notices = append(facts.Notices, nhi.Notice{Path: u.Files[0].Path,
			Reason: "this package is read by its syntax, without the types of what it imports: " + why})
	}
	return facts, err
}

// Notices say which modules were read without types, and why.
func (s *Reader) Notices() (all []nhi.Notice) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.modules {
		if m.failed != "" {
			all = append(all, nhi.Notice{Path: path.Join(m.dir, "go.mod"), Reason: "Go code is read by its syntax, without the types of what it imports: " + m.failed})
		}
	}
	return all
}

// only keeps what stands in some files.
func only(f *nhi.Facts, files []*nhi.File) *nhi.Facts {
	in := func(s nhi.Span) bool { return slices.Contains(files, s.File) }
	f.Agents = slices.DeleteFunc(f.Agents, func(a *nhi.Agent) bool { return !in(a.At) })
	f.Tools = slices.DeleteFunc(f.Tools, func(t *nhi.Tool) bool { return !in(t.At) })
	f.Identities = slices.DeleteFunc(f.Identities, func(i *nhi.Identity) bool { return !in(i.At) })
	f.Credentials = slices.DeleteFunc(f.Credentials, func(c *nhi.Credential) bool { return !in(c.At) })
	f.Grants = slices.DeleteFunc(f.Grants, func(g *nhi.Grant) bool { return !in(g.At) })
	f.Controls = slices.DeleteFunc(f.Controls, func(c *nhi.Control) bool { return !in(c.At) })
	f.Edges = slices.DeleteFunc(f.Edges, func(e *nhi.Edge) bool { return !in(e.At) })
	f.Notices = slices.DeleteFunc(f.Notices, func(n nhi.Notice) bool {
		return !slices.ContainsFunc(files, func(f *nhi.File) bool { return f.Path == n.Path })
	})
	return f
}

// load describes and checks the claimed packages of a module, and those of the
// tree that they import.
func (s *Reader) load(ctx context.Context, m *compiled, tree nhi.Tree) {
	abs := filepath.Join(s.Root, filepath.FromSlash(m.dir))
	var patterns []string
	s.mu.Lock()
	for dir := range s.claimed {
		if rel, ok := within(dir, m.dir); ok {
			patterns = append(patterns, "./"+rel)
		}
	}
	s.mu.Unlock()
	slices.Sort(patterns)
	if len(patterns) > maxPatterns {
		patterns = []string{"./..."}
	}
	_, err := tree.Read(path.Join(m.dir, "vendor/modules.txt"))
	all, err := list(ctx, abs, err == nil, s.Limit, patterns)
	if errors.Is(err, errLate) {
		m.failed = fmt.Sprintf("%v after %s%s", err, s.Limit, s.Late)
		return
	}
	if err != nil {
		m.failed = err.Error()
		return
	}
	m.fset, m.known = token.NewFileSet(), store{}
	m.imports, m.exports = map[string]*types.Package{"unsafe": types.Unsafe}, map[string]string{}
	m.files, m.literals, m.packages = map[*token.File]*nhi.File{}, constants{}, map[string]*built{}
	m.suite = NewSuite(s.relative)
	for _, p := range all { // dependencies first
		if ctx.Err() != nil {
			m.failed = ctx.Err().Error()
			return
		}
		m.exports[p.ImportPath] = p.Export
		dir := s.relative(p.Dir)
		if p.Standard || dir == "" || len(p.GoFiles) == 0 && p.Error == nil {
			continue
		}
		b := &built{files: map[string]bool{}, claimed: s.claimed[dir]}
		b.failed, b.partly = p.problem()
		m.packages[dir] = b
		if b.failed == "" {
			m.check(p, b, dir, tree)
		}
	}
}

// maxPatterns is how many packages the go command is asked for by name: the
// arguments of a command are bounded, to 128 KiB on the strictest systems.
const maxPatterns = 1000

// relative is a path of the disk as the scan calls it, empty when it is outside.
func (s *Reader) relative(name string) string {
	rel, err := filepath.Rel(s.Root, name)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// within is a directory relative to another that it is in, or is.
func within(dir, in string) (string, bool) {
	if in == "." || dir == in {
		return strings.TrimPrefix(dir, in), in == "." || dir == in
	}
	return strings.CutPrefix(dir, in+"/")
}
