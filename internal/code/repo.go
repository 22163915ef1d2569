package code

import "github.com/nhivet/nhivet/internal/nhi"

// Repo serves the modules of a repository that a unit's files import.
type Repo struct {
	// Tree holds the files; nil for a file alone.
	Tree nhi.Tree
	// Roots and Here are for the language: what it found out about folders and files.
	Roots   map[string][]string
	Here    map[string]bool
	lang    *Language
	modules map[string]*code // by path; nil for one that is not there
	secrets map[string]bool  // by name: see secret
	spare   any              // of Language.Pairs
	steps   int
}

// maxModules bounds the modules that are read for one directory's files.
const maxModules = 200

func newRepo(l *Language, tree nhi.Tree) *Repo {
	return &Repo{Tree: tree, Roots: map[string][]string{}, Here: map[string]bool{}, lang: l, modules: map[string]*code{}}
}

// Root says whether the tables know a package, as Language.Root does.
func (r *Repo) Root(name string) bool { return r.lang.Root(name) }

// load reads a module by its path; nil when it is not there.
func (r *Repo) load(name string) *code {
	c, ok := r.modules[name]
	if ok || r.Tree == nil || len(r.modules) >= maxModules {
		return c
	}
	if f, err := r.Tree.Read(name); err == nil && f.Len() <= r.lang.MaxSize {
		c = newCode(r, f, name, r.lang.Parse(name, string(f.Bytes())))
	}
	r.modules[name] = c
	return c
}

// mine is a file of the unit itself.
func (r *Repo) mine(f *nhi.File, name string) *code {
	if c := r.modules[name]; c != nil && c.file == f {
		return c
	}
	c := newCode(r, f, name, r.lang.Parse(name, string(f.Bytes())))
	r.modules[name] = c
	return c
}

// imported is the module that an import of a file names; nil when it is not the
// repository's.
func (c *code) imported(module string, level int) *code {
	key := dependency{module, level}
	m, ok := c.imports[key]
	if !ok {
		if c.imports == nil {
			c.imports = map[dependency]*code{}
		}
		m = c.search(module, level)
		c.imports[key] = m
	}
	return m
}

// search looks for that module where the language says it may be.
func (c *code) search(module string, level int) *code {
	l := c.repo.lang
	if level == 0 && !l.Local(c.repo, c.path, module) {
		return nil
	}
	for _, name := range l.Paths(c.repo, c.path, module, level) {
		if m := c.repo.load(name); m != nil && (level > 0 || m != c) {
			return m
		}
	}
	return nil
}

// Has says whether a file is there.
func (r *Repo) Has(name string) bool {
	have, ok := r.Here[name]
	if !ok {
		_, err := r.Tree.Read(name)
		have = err == nil
		r.Here[name] = have
	}
	return have
}

// starred is the module that a name comes from which another one hands on with all of
// its names; nil for none.
func (c *code) starred(name string, hops int) *code {
	if hops > 3 {
		return nil
	}
	for _, b := range c.top.names["*"] {
		if b.kind != toMember {
			continue
		}
		m := c.imported(b.module, b.level)
		if m == nil || m == c {
			continue
		}
		if _, ok := m.top.names[name]; ok {
			return m
		}
		if s := m.starred(name, hops+1); s != nil {
			return s
		}
	}
	return nil
}

// member finds what "from module import name" gives: the module's own name, or a
// module of that name.
func (c *code) member(b binding) (*code, string) {
	m := c.imported(b.module, b.level)
	if m != nil {
		if _, ok := m.top.names[b.member]; ok {
			return m, b.member
		}
		if s := m.starred(b.member, 0); s != nil {
			return s, b.member
		}
	}
	sub := b.member
	if b.module != "" {
		sub = b.module + "." + b.member
	}
	if level := b.level; level > 0 || c.repo.lang.Local(c.repo, c.path, sub) {
		if s := c.imported(sub, level); s != nil && s != m {
			return s, ""
		}
	}
	return m, b.member
}
