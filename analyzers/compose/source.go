package compose

import (
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// source is a compose file.
type source struct {
	file *nhi.File
	root *tree.Node // a mapping, or nil
}

// project is a set of files that run together.
type project struct {
	// path is the file that gives its services their keys.
	path string
	root *tree.Node
	// own says whether a service is stated here: what an included file of the tree
	// has is stated where that is read.
	own func(service *tree.Field) bool
	// mark are the services of a variant, where those of the project are found.
	mark *tree.Node
}

// read parses a file; documents of one file are put together.
func (r *reader) read(f *nhi.File) *source {
	s := &source{file: f}
	docs, notices := tree.YAML(f)
	if !r.elsewhere(f) {
		r.facts.Notices = append(r.facts.Notices, notices...)
	}
	for _, d := range docs {
		if d.Root.Kind != tree.Mapping {
			r.notice(d.Root.Span, "expected a mapping of services, found something else")
			continue
		}
		s.root = r.merge(s.root, d.Root, "")
	}
	if n := s.root.Get("services"); n != nil && n.Kind != tree.Mapping && n.Kind != tree.Null {
		r.notice(n.Span, "services: expected a mapping of names, found something else")
	}
	return s
}

// load reads a file that another one names, relative to it; nil when the tree
// does not have it.
func (r *reader) load(n *tree.Node) *source {
	text, known := resolve(n.Str(), 0)
	if !known || text == "" || remote(text) {
		return nil
	}
	name, ok := r.locate(n)
	if !ok {
		r.notice(n.Span, "expected a file of this tree, found a path that leaves it")
		return nil
	}
	if s, ok := r.files[name]; ok {
		return s
	}
	r.files[name] = nil
	f, err := r.tree.Read(name)
	if err != nil {
		r.notice(n.Span, "expected a compose file, found none")
		return nil
	}
	r.files[name] = r.read(f)
	return r.files[name]
}

// locate is the path, in the tree, of a file or folder that a value names: it is
// relative to the file in which it is written.
func (r *reader) locate(n *tree.Node) (string, bool) {
	text, known := resolve(n.Str(), 0)
	if !known || r.tree == nil || !n.Span.Valid() || path.IsAbs(text) || strings.HasPrefix(text, "~") || strings.Contains(text, `\`) {
		return "", false
	}
	name := path.Join(path.Dir(n.Span.File.Path), text)
	return name, name != ".." && !strings.HasPrefix(name, "../")
}

// remote says whether a path is of a repository or registry elsewhere.
func remote(text string) bool {
	return strings.Contains(text, "://") || strings.HasPrefix(text, "git@") || strings.HasPrefix(text, "oci:") || strings.HasPrefix(text, "github.com/")
}

// projects are what the files of a folder make: the default file with its
// override, every further default name alone, and the variants.
func (r *reader) projects(files []*nhi.File) []*project {
	by := map[string]*source{}
	for _, f := range files {
		if s := r.files[f.Path]; s.root != nil {
			by[strings.ToLower(path.Base(f.Path))] = s
		}
	}
	var out []*project
	var base *tree.Node
	var over *source
	for _, name := range overrides {
		if s := by[name]; s != nil && over == nil {
			over = s
		}
	}
	for _, name := range bases {
		s := by[name]
		if s == nil {
			continue
		}
		delete(by, name)
		root := r.including(s, nil)
		if base == nil {
			base = root
			if over != nil {
				delete(by, strings.ToLower(path.Base(over.file.Path)))
				root = r.merge(root, r.including(over, nil), "")
			}
		}
		out = append(out, &project{path: s.file.Path, root: root, own: r.home(s.file.Path)})
	}
	names := make([]string, 0, len(by))
	for name := range by {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		s := by[name]
		p := &project{path: s.file.Path, root: r.including(s, nil)}
		p.own = r.home(s.file.Path)
		if base != nil && partial(s.root, base) {
			// What the variant does not touch is the base's, and stated there.
			own := p.root
			p.root = r.merge(base, own, "")
			p.mark = own.Get("services")
			p.own = func(f *tree.Field) bool { return p.mark.Field(f.Key) != nil }
		}
		out = append(out, p)
	}
	return out
}

// home says of a service of a project whether its file is one that the unit
// states, or one that nothing else does.
func (r *reader) home(file string) func(*tree.Field) bool {
	return func(f *tree.Field) bool {
		at := f.KeySpan.File
		if at == nil {
			return false
		}
		if at.Path == file || path.Dir(at.Path) == path.Dir(file) && !wants(at.Path) {
			return true
		}
		_, claimed := claims(at.Path, at.Bytes())
		return !claimed || slices.Contains(overrides, strings.ToLower(path.Base(at.Path))) && path.Dir(at.Path) == path.Dir(file)
	}
}

// partial says whether a variant only changes a base: it has a service that says
// neither what runs nor how it is built, or takes something of the base back.
func partial(variant, base *tree.Node) bool {
	services := base.Get("services")
	for _, f := range variant.Get("services").Entries() {
		if services.Field(f.Key) == nil {
			continue
		}
		n := f.Value
		if n.Get("image") == nil && n.Get("build") == nil && n.Get("extends") == nil && n.Get("provider") == nil {
			return true
		}
		for _, g := range n.Entries() {
			if g.Value != nil && (g.Value.Tag == "!reset" || g.Value.Tag == "!override") {
				return true
			}
		}
	}
	return false
}

// including puts the files that a file includes under it. Names in both are the
// includer's.
func (r *reader) including(s *source, stack []*source) *tree.Node {
	list := s.root.Get("include")
	if list == nil {
		return s.root
	}
	stack = append(stack, s)
	var under *tree.Node
	for _, item := range list.Each() {
		paths := item
		if item.Kind == tree.Mapping {
			paths = item.Get("path")
		}
		for _, n := range paths.Each() {
			if !n.Scalar() {
				continue
			}
			inner := r.load(n)
			switch {
			case inner == nil || inner.root == nil:
			case slices.Contains(stack, inner):
				r.notice(n.Span, "expected files that include no file twice, found one that includes itself")
			case len(stack) > maxNesting:
				r.notice(n.Span, "expected at most 20 files that include each other, found more")
			default:
				under = r.merge(under, r.including(inner, stack), "")
			}
		}
	}
	return r.merge(under, s.root, "")
}

// maxNesting is how deep files include, and services extend, each other. People
// stop at two or three.
const maxNesting = 20
