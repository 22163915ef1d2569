package gitlab

import (
	"fmt"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// maxIncludes is how many files one pipeline may include, nested ones counted:
// GitLab's own default.
const maxIncludes = 150

// source is one parsed file.
type source struct {
	file *nhi.File
	root *tree.Node
}

// reader reads the pipelines of one unit.
type reader struct {
	tree    nhi.Tree
	facts   *nhi.Facts
	files   map[string]*nhi.File
	parsed  map[string]*source
	reached map[string]bool
}

// load parses a file once. A file of components has a header document before the
// configuration.
func (r *reader) load(name string) *source {
	if s, ok := r.parsed[name]; ok {
		return s
	}
	r.parsed[name] = nil
	f := r.files[name]
	if f == nil && r.tree != nil {
		f, _ = r.tree.Read(name)
	}
	if f == nil || f.Len() > limit {
		return nil
	}
	docs, notices := tree.YAML(f)
	r.facts.Notices = append(r.facts.Notices, notices...)
	s := &source{file: f}
	for _, d := range docs {
		if d.Root != nil && d.Root.Kind == tree.Mapping && d.Root.Field("spec") == nil || len(docs) == 1 {
			s.root = d.Root
			break
		}
	}
	if s.root == nil || s.root.Kind != tree.Mapping {
		return nil
	}
	r.parsed[name] = s
	return s
}

// sources are a file and what it includes, in the order in which later ones
// override earlier ones: what is included comes before the file that does.
func (r *reader) sources(f *nhi.File) []*source {
	var out []*source
	seen := map[string]bool{}
	full := false
	var visit func(name string, depth int)
	visit = func(name string, depth int) {
		if seen[name] {
			return // twice, or a cycle: GitLab refuses the second
		}
		if len(seen) > maxIncludes {
			if !full {
				full = true
				r.facts.Notices = append(r.facts.Notices, nhi.Notice{Path: f.Path, Incomplete: true,
					Reason: fmt.Sprintf("GitLab CI: expected at most %d included files, found more", maxIncludes)})
			}
			return
		}
		seen[name] = true
		s := r.load(name)
		if s == nil {
			return
		}
		r.reached[name] = true
		for _, item := range s.root.Get("include").Each() {
			local := item.Str()
			if item.Kind == tree.Mapping {
				local = item.Get("local").Str()
			}
			for _, n := range r.local(f.Path, local) {
				visit(n, depth+1)
			}
		}
		out = append(out, s)
	}
	visit(f.Path, 0)
	return out
}

// local are the files that an include of the same repository names: a path from
// its root, which is where the pipeline's first file is, with wildcards.
func (r *reader) local(first, name string) []string {
	if name == "" || strings.Contains(name, "://") || strings.ContainsAny(name, "$\\") {
		return nil
	}
	root := path.Dir(first)
	name = path.Clean("/" + name)[1:]
	if ext := path.Ext(name); ext != ".yml" && ext != ".yaml" {
		return nil
	}
	if !main(first) {
		root = "." // a part of a pipeline: paths are the repository's
	}
	full := path.Join(root, name)
	if !strings.Contains(full, "*") {
		return []string{full}
	}
	if r.tree == nil {
		return nil
	}
	if i := strings.Index(full, "**"); i >= 0 {
		// Any depth: of the files that this analyzer reads anyway.
		before, after := full[:i], strings.TrimPrefix(full[i+2:], "/")
		var out []string
		for _, p := range sorted(r.files) {
			rest, ok := strings.CutPrefix(p, before)
			if ok && (path.Base(rest) == after || matches(after, path.Base(rest))) {
				out = append(out, p)
			}
		}
		return out
	}
	out := r.tree.Glob(full)
	return out[:min(len(out), maxIncludes+1)]
}

func matches(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil || pattern == ".yml" && strings.HasSuffix(name, ".yml")
}
