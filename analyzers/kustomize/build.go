package kustomize

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// builder is the state of all builds of a tree.
type builder struct {
	tree     nhi.Tree
	facts    *nhi.Facts
	overlays map[string]*overlay
	rendered map[string]bool
	// nodes are those that may still be copied; bytes is what was built.
	nodes, bytes int
	stack        []string
	// open says that a patch of the build at hand is not there: any value may be
	// another.
	open bool
}

// resource is an object on its way through the overlays.
type resource struct {
	node *tree.Node
	// was are the names that it had, oldest first.
	was []id
	// through are the prefixes and suffixes that it got: of two objects that had
	// one name, those of one way belong together.
	through []string
}

type id struct{ group, kind, namespace, name string }

func (b *builder) notice(at nhi.Span, dir, format string, args ...any) {
	n := nhi.Notice{Path: dir, Reason: "kustomize: " + fmt.Sprintf(format, args...), Incomplete: true}
	if at = at.Origin(); at.Valid() {
		n.Path, n.Line = at.File.Path, at.Position().Line
	}
	if !slices.Contains(b.facts.Notices, n) {
		b.facts.Notices = append(b.facts.Notices, n)
	}
}

// build gives the objects of an overlay. A component changes those that it is
// given, in the order of kustomize: what is there, what is generated, components,
// and then the changes.
func (b *builder) build(dir string, depth int, given []*resource) []*resource {
	o := b.overlay(dir)
	if o == nil || b.nodes < 0 {
		return given
	}
	if slices.Contains(b.stack, dir) || depth > maxDepth {
		b.notice(o.root.Span, dir, "expected bases below each other at most %d deep, found a ring or more", maxDepth)
		return given
	}
	b.stack = append(b.stack, dir)
	defer func() { b.stack = b.stack[:len(b.stack)-1] }()
	list := given
	for _, key := range []string{"resources", "bases"} {
		for _, n := range o.root.Get(key).Each() {
			list = append(list, b.accumulate(o, n, depth)...)
		}
	}
	list = b.generate(o, list)
	for _, n := range o.root.Get("components").Each() {
		below, ok := b.inside(dir, n.Str())
		if !ok || b.overlay(below) == nil {
			b.outside(o, n)
			continue
		}
		list = b.build(below, depth+1, list)
	}
	for _, key := range []string{"helmCharts", "helmChartInflationGenerator", "generators", "transformers", "configurations"} {
		if n := o.root.Get(key); n != nil && len(n.Each()) > 0 {
			b.notice(n.Span, dir, "%s are not read", key)
			b.facts.Notices[len(b.facts.Notices)-1].Incomplete = false
		}
	}
	return b.transform(o, list)
}

// outside says why something that an overlay names is not read.
func (b *builder) outside(o *overlay, n *tree.Node) {
	if remote(n.Str()) {
		b.notice(n.Span, o.dir, "a base that is not in the tree; what it deploys is not read")
		b.facts.Notices[len(b.facts.Notices)-1].Incomplete = false
		return
	}
	if _, ok := b.inside(o.dir, n.Str()); !ok {
		b.notice(n.Span, o.dir, "expected a path inside of the tree, found one that leads out of it")
		return
	}
	b.notice(n.Span, o.dir, "expected a file or a folder with a kustomization, found none")
}

// accumulate gives the objects of one entry of resources.
func (b *builder) accumulate(o *overlay, n *tree.Node, depth int) []*resource {
	p, ok := b.inside(o.dir, n.Str())
	if !ok {
		b.outside(o, n)
		return nil
	}
	f, err := b.tree.Read(p)
	if err != nil || wants(p) {
		if wants(p) {
			p = path.Dir(p)
		}
		if b.overlay(p) == nil {
			b.outside(o, n)
			return nil
		}
		return b.build(p, depth+1, nil)
	}
	b.rendered[f.Path] = true
	documents, notices := tree.YAML(f)
	b.facts.Notices = append(b.facts.Notices, notices...)
	var out []*resource
	for _, d := range documents {
		out = b.objects(out, d.Root, 4)
	}
	return out
}

// objects are a document, or the items of a list.
func (b *builder) objects(out []*resource, n *tree.Node, depth int) []*resource {
	if n.Kind != tree.Mapping || n.Get("kind").Str() == "" || depth == 0 {
		return out
	}
	if items := n.Get("items"); items != nil && items.Kind == tree.Sequence && strings.HasSuffix(n.Get("kind").Str(), "List") {
		for _, item := range items.Items {
			out = b.objects(out, item, depth-1)
		}
		return out
	}
	return append(out, &resource{node: b.copied(n)})
}

// copied is a node that changes may be made to.
func (b *builder) copied(n *tree.Node) *tree.Node {
	if n == nil {
		return nil
	}
	if b.nodes--; b.nodes < 0 {
		return &tree.Node{Kind: tree.Null, Span: n.Span}
	}
	out := *n
	out.Anchor = nil
	if n.Kind == tree.Mapping {
		out.Fields = slices.Clone(n.Entries())
		for i := range out.Fields {
			out.Fields[i].Value = b.copied(out.Fields[i].Value)
		}
	}
	out.Items = slices.Clone(n.Items)
	for i := range out.Items {
		out.Items[i] = b.copied(out.Items[i])
	}
	return &out
}

func (r *resource) id() id {
	version := r.node.Get("apiVersion").Str()
	group, _, ok := strings.Cut(version, "/")
	switch {
	case templated(version):
		group = version
	case !ok:
		group = ""
	}
	meta := r.node.Get("metadata")
	return id{group, r.node.Get("kind").Str(), meta.Get("namespace").Str(), meta.Get("name").Str()}
}

// ids are the names that an object has and had.
func (r *resource) ids() []id { return append([]id{r.id()}, r.was...) }

func (r *resource) had(name string) bool {
	return slices.ContainsFunc(r.ids(), func(i id) bool { return i.name == name })
}

// rename notes the name that an object has, before it is changed.
func (r *resource) rename(through string) {
	r.was = append(r.was, r.id())
	if through != "" {
		r.through = append(r.through, through)
	}
}

// put sets an entry of a mapping.
func put(n *tree.Node, key string, value *tree.Node) {
	if f := n.Field(key); f != nil {
		f.Value = value // the key stays where it is
		return
	}
	n.Fields = append(n.Fields, tree.Field{Key: key, KeySpan: value.Span, Value: value})
}

// drop takes entries out of a mapping.
func drop(n *tree.Node, key string) {
	n.Fields = slices.DeleteFunc(n.Fields, func(f tree.Field) bool { return f.Key == key })
}

// below walks down mappings, and makes those that are not there.
func below(n *tree.Node, at nhi.Span, keys ...string) *tree.Node {
	for _, key := range keys {
		next := n.Get(key)
		if next == nil || next.Kind != tree.Mapping {
			next = &tree.Node{Kind: tree.Mapping, Span: at}
			put(n, key, next)
		}
		n = next
	}
	return n
}

// text is a scalar that the kustomization says.
func text(s string, at nhi.Span) *tree.Node {
	return &tree.Node{Kind: tree.String, Text: s, Span: at}
}
