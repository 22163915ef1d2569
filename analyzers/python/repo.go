package python

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/py"
)

// repo serves the modules of a repository that a unit's files import.
type repo struct {
	tree    nhi.Tree
	modules map[string]*code // by path; nil for one that is not there
	roots   map[string][]string
	here    map[string]bool
	secrets map[string]bool // by name: see secret
	tokens  []py.Token      // of the last file that was only split into them
	steps   int
}

// maxModules bounds the modules that are read for one directory's files.
const maxModules = 200

func newRepo(tree nhi.Tree) *repo {
	return &repo{tree: tree, modules: map[string]*code{}, roots: map[string][]string{}, here: map[string]bool{}}
}

// load reads a module by its path; nil when it is not there.
func (r *repo) load(name string) *code {
	c, ok := r.modules[name]
	if ok || r.tree == nil || len(r.modules) >= maxModules {
		return c
	}
	if f, err := r.tree.Read(name); err == nil && f.Len() <= py.MaxSize {
		c = newCode(r, f, name, py.Parse(string(f.Bytes())))
	}
	r.modules[name] = c
	return c
}

// distributions are the names under which packages are published whose modules are
// called otherwise.
var distributions = map[string]string{"agents": "openai-agents", "strands": "strands-agents", "haystack": "haystack-ai", "agent_framework": "agent-framework-core", "google": "google-adk", "pydantic_ai": "pydantic-ai-slim"}

// own says whether a folder, or the one above its src, is the project that publishes
// a package itself.
func (r *repo) own(dir, module string) bool {
	name := distributions[module]
	if name == "" {
		name = strings.ReplaceAll(module, "_", "-")
	}
	if !known().roots[module] {
		return false
	}
	if path.Base(dir) == "src" {
		dir = path.Dir(dir)
	}
	file := path.Join(dir, "pyproject.toml")
	key := file + " " + name
	have, ok := r.here[key]
	if !ok {
		if f, err := r.tree.Read(file); err == nil {
			text := string(f.Bytes())
			have = strings.Contains(text, `name = "`+name+`"`) && strings.Contains(text, "[project]")
		}
		r.here[key] = have
	}
	return have
}

// mine is a file of the unit itself.
func (r *repo) mine(f *nhi.File, name string) *code {
	if c := r.modules[name]; c != nil && c.file == f {
		return c
	}
	c := newCode(r, f, name, py.Parse(string(f.Bytes())))
	r.modules[name] = c
	return c
}

// find reads a.b.c below a folder: a/b/c.py or a/b/c/__init__.py.
func (r *repo) find(dir, module string) *code {
	base := path.Join(dir, strings.ReplaceAll(module, ".", "/"))
	if c := r.load(base + ".py"); c != nil {
		return c
	}
	return r.load(path.Join(base, "__init__.py"))
}

// search are the folders from which modules are imported by a file: its own, that
// above the package that it belongs to, and the root of its project with its src.
func (r *repo) search(file string) []string {
	dir := path.Dir(file)
	if list, ok := r.roots[dir]; ok {
		return list
	}
	list := []string{dir}
	add := func(d string) {
		for _, have := range list {
			if have == d {
				return
			}
		}
		list = append(list, d)
	}
	if r.tree != nil {
		top := dir
		for r.has(path.Join(top, "__init__.py")) && top != "." {
			top = path.Dir(top)
		}
		add(top)
		for d := dir; ; d = path.Dir(d) {
			if d == "." || r.has(path.Join(d, "pyproject.toml")) || r.has(path.Join(d, "setup.py")) || r.has(path.Join(d, "requirements.txt")) || r.has(path.Join(d, "setup.cfg")) {
				add(d)
				add(path.Join(d, "src"))
				break
			}
		}
	}
	r.roots[dir] = list
	return list
}

func (r *repo) has(name string) bool {
	have, ok := r.here[name]
	if !ok {
		_, err := r.tree.Read(name)
		have = err == nil
		r.here[name] = have
	}
	return have
}

// local says whether a module that a file imports is the repository's own, by the
// first part of its name.
func (r *repo) local(file, module string) bool {
	if r.tree == nil {
		return false
	}
	first, _, _ := strings.Cut(module, ".")
	for _, dir := range r.search(file) {
		if r.own(dir, first) {
			continue // the repository is the SDK itself: what it calls so is what we know
		}
		base := path.Join(dir, first)
		if base+".py" != file && r.has(base+".py") || r.has(path.Join(base, "__init__.py")) {
			return true
		}
		key := base + "/*.py"
		have, ok := r.here[key]
		if !ok {
			have = len(r.tree.Glob(globQuote(base)+"/*.py")) > 0
			r.here[key] = have
		}
		if have {
			return true
		}
	}
	return false
}

// globQuote takes the meaning from the special characters of path.Match.
func globQuote(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// imported is the module that an import of a file names; nil when it is not the
// repository's.
func (c *code) imported(module string, level int) *code {
	if level > 0 {
		dir := path.Dir(c.path)
		for range level - 1 {
			dir = path.Dir(dir)
		}
		if module == "" {
			return c.repo.load(path.Join(dir, "__init__.py"))
		}
		return c.repo.find(dir, module)
	}
	if !c.repo.local(c.path, module) {
		return nil
	}
	for _, dir := range c.repo.search(c.path) {
		if m := c.repo.find(dir, module); m != nil && m != c {
			return m
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
	}
	sub := b.member
	if b.module != "" {
		sub = b.module + "." + b.member
	}
	if level := b.level; level > 0 || c.repo.local(c.path, sub) {
		if s := c.imported(sub, level); s != nil && s != m {
			return s, ""
		}
	}
	return m, b.member
}
