package python

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/code"
)

// distributions are the names under which packages are published whose modules are
// called otherwise.
var distributions = map[string]string{"agents": "openai-agents", "strands": "strands-agents", "haystack": "haystack-ai", "agent_framework": "agent-framework-core", "google": "google-adk", "pydantic_ai": "pydantic-ai-slim"}

// own says whether a folder, or the one above its src, is the project that publishes
// a package itself.
func own(r *code.Repo, dir, module string) bool {
	name := distributions[module]
	if name == "" {
		name = strings.ReplaceAll(module, "_", "-")
	}
	if !r.Root(module) {
		return false
	}
	if path.Base(dir) == "src" {
		dir = path.Dir(dir)
	}
	file := path.Join(dir, "pyproject.toml")
	key := file + " " + name
	have, ok := r.Here[key]
	if !ok {
		if f, err := r.Tree.Read(file); err == nil {
			text := string(f.Bytes())
			have = strings.Contains(text, `name = "`+name+`"`) && strings.Contains(text, "[project]")
		}
		r.Here[key] = have
	}
	return have
}

// search are the folders from which modules are imported by a file: its own, that
// above the package that it belongs to, and the root of its project with its src.
func search(r *code.Repo, file string) []string {
	dir := path.Dir(file)
	if list, ok := r.Roots[dir]; ok {
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
	if r.Tree != nil {
		top := dir
		for r.Has(path.Join(top, "__init__.py")) && top != "." {
			top = path.Dir(top)
		}
		add(top)
		for d := dir; ; d = path.Dir(d) {
			if d == "." || r.Has(path.Join(d, "pyproject.toml")) || r.Has(path.Join(d, "setup.py")) || r.Has(path.Join(d, "requirements.txt")) || r.Has(path.Join(d, "setup.cfg")) {
				add(d)
				add(path.Join(d, "src"))
				for _, member := range members(r, d) {
					add(path.Join(member, "src"))
				}
				break
			}
		}
	}
	r.Roots[dir] = list
	return list
}

// maxMembers bounds the projects of one workspace that modules are looked for in.
const maxMembers = 50

// members are the projects of the workspace of uv that a project belongs to.
// https://docs.astral.sh/uv/concepts/projects/workspaces/
func members(r *code.Repo, project string) (out []string) {
	key := project + " and its workspace"
	if list, ok := r.Roots[key]; ok {
		return list
	}
	defer func() { r.Roots[key] = out }()
	for d := path.Dir(project); ; d = path.Dir(d) {
		if f, err := r.Tree.Read(path.Join(d, "pyproject.toml")); err == nil {
			_, rest, ok := strings.Cut(string(f.Bytes()), "[tool.uv.workspace]")
			if !ok {
				return nil // another project, or none of uv
			}
			rest, _, _ = strings.Cut(rest, "\n[")
			_, rest, _ = strings.Cut(rest, "members")
			rest, _, _ = strings.Cut(rest, "]")
			for i, pattern := range strings.Split(rest, `"`) {
				if i%2 == 0 || strings.Contains(pattern, "..") {
					continue
				}
				for _, file := range r.Tree.Glob(path.Join(d, pattern, "pyproject.toml")) {
					if len(out) < maxMembers {
						out = append(out, path.Dir(file))
					}
				}
			}
			return out
		}
		if d == "." || d == "/" {
			return nil
		}
	}
}

// local says whether a module that a file imports is the repository's own, by the
// first part of its name, or the second of a package without files of its own.
func local(r *code.Repo, file, module string) bool {
	if r.Tree == nil {
		return false
	}
	first, rest, _ := strings.Cut(module, ".")
	second, _, _ := strings.Cut(rest, ".")
	for _, dir := range search(r, file) {
		if own(r, dir, first) {
			continue // the repository is the SDK itself: what it calls so is what we know
		}
		base := path.Join(dir, first)
		if base+".py" != file && r.Has(base+".py") || r.Has(path.Join(base, "__init__.py")) {
			return true
		}
		if second != "" && (r.Has(path.Join(base, second, "__init__.py")) || r.Has(path.Join(base, second+".py"))) {
			return true // a part of a package that several projects share
		}
		key := base + "/*.py"
		have, ok := r.Here[key]
		if !ok {
			have = len(r.Tree.Glob(globQuote(base)+"/*.py")) > 0
			r.Here[key] = have
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

// paths are where a module that a file imports may be: a.b.c is a/b/c.py or
// a/b/c/__init__.py.
func paths(r *code.Repo, file, module string, level int) []string {
	in := func(dir string) []string {
		base := path.Join(dir, strings.ReplaceAll(module, ".", "/"))
		return []string{base + ".py", path.Join(base, "__init__.py")}
	}
	if level == 0 {
		var out []string
		for _, dir := range search(r, file) {
			out = append(out, in(dir)...)
		}
		return out
	}
	dir := path.Dir(file)
	for range level - 1 {
		dir = path.Dir(dir)
	}
	if module == "" {
		return []string{path.Join(dir, "__init__.py")}
	}
	return in(dir)
}
