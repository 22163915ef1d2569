package kustomize

import (
	"encoding/base64"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

func decimal(i int) string { return strconv.Itoa(i) }

// generate adds the ConfigMaps and Secrets that a kustomization makes, or changes
// those that a base makes.
func (b *builder) generate(o *overlay, list []*resource) []*resource {
	for _, kind := range []string{"ConfigMap", "Secret"} {
		key := strings.ToLower(kind[:1]) + kind[1:] + "Generator"
		for _, n := range o.root.Get(key).Each() {
			list = b.generated(o, n, kind, list)
		}
	}
	return list
}

func (b *builder) generated(o *overlay, n *tree.Node, kind string, list []*resource) []*resource {
	name := n.Get("name")
	if name.Str() == "" {
		b.notice(n.Span, o.dir, "expected a generator with a name, found none")
		return list
	}
	data := b.entries(o, n, kind == "Secret")
	behavior := n.Get("behavior").Str()
	if behavior == "merge" || behavior == "replace" {
		for _, r := range list {
			i := r.id()
			if i.kind != kind || !r.had(name.Text) || n.Get("namespace").Str() != "" && i.namespace != n.Get("namespace").Str() {
				continue
			}
			if behavior == "replace" {
				drop(r.node, "data")
			}
			into := below(r.node, n.Span, "data")
			for _, f := range data.Fields {
				put(into, f.Key, f.Value)
				into.Field(f.Key).KeySpan = f.KeySpan
			}
			return list
		}
		b.notice(n.Span, o.dir, "expected a generator of what is there to be changed, found none")
	}
	meta := &tree.Node{Kind: tree.Mapping, Span: n.Span}
	put(meta, "name", name)
	if ns := n.Get("namespace"); ns.Str() != "" {
		put(meta, "namespace", ns)
	}
	options := []*tree.Node{o.root.Get("generatorOptions"), n.Get("options")}
	for _, from := range options {
		for _, key := range []string{"labels", "annotations"} {
			for _, f := range from.Get(key).Entries() {
				put(below(meta, f.KeySpan, key), f.Key, text(f.Value.Str(), f.Value.Span))
			}
		}
	}
	root := &tree.Node{Kind: tree.Mapping, Span: n.Span}
	put(root, "apiVersion", text("v1", n.Span))
	put(root, "kind", text(kind, n.Span))
	put(root, "metadata", meta)
	if len(data.Fields) > 0 {
		put(root, "data", data)
	}
	if kind == "Secret" {
		typ := n.Get("type")
		if typ.Str() == "" {
			typ = text("Opaque", n.Span)
		}
		put(root, "type", typ)
	}
	return append(list, &resource{node: root})
}

// entries are the data of a generated object, sorted as kustomize has them.
func (b *builder) entries(o *overlay, n *tree.Node, secret bool) *tree.Node {
	data := &tree.Node{Kind: tree.Mapping, Span: n.Span}
	add := func(key, value string, keyAt, at nhi.Span) {
		if b.nodes--; key == "" {
			return
		}
		v := text(value, at)
		v.Exact = at.Valid() && at.End-at.Start == len(value)
		if secret {
			v = text(base64.StdEncoding.EncodeToString([]byte(value)), at)
		}
		put(data, key, v)
		data.Field(key).KeySpan = keyAt
	}
	envs := n.Get("envs").Each()
	if one := n.Get("env"); one != nil {
		envs = append(slices.Clone(envs), one.Each()...)
	}
	for _, e := range envs {
		f := b.source(o, e, e.Str())
		if f == nil {
			continue
		}
		for i := 1; i <= f.Lines(); i++ {
			at := f.LineSpan(i)
			line := at.Text()
			key, value, ok := strings.Cut(line, "=")
			if !ok || strings.HasPrefix(line, "#") {
				continue // a name alone is taken from the environment
			}
			key = strings.TrimSpace(key)
			add(key, value, f.At(at.Start, at.Start+len(key)), f.At(at.End-len(value), at.End))
		}
	}
	for _, e := range n.Get("files").Each() {
		key, name, ok := strings.Cut(e.Str(), "=")
		if !ok {
			key, name = path.Base(e.Str()), e.Str()
		}
		if f := b.source(o, e, name); f != nil && utf8.Valid(f.Bytes()) {
			add(key, string(f.Bytes()), e.Span, f.At(0, f.Len()))
		}
	}
	for _, e := range n.Get("literals").Each() {
		key, value, ok := strings.Cut(e.Str(), "=")
		if !ok {
			b.notice(e.Span, o.dir, "expected a literal of the form key=value, found another")
			continue
		}
		from, keyAt := e.Span, e.Span
		if i := strings.IndexByte(e.Span.Text(), '='); i >= 0 && e.Exact {
			keyAt = e.Span.File.At(e.Span.Start, e.Span.Start+i)
			from = e.Span.File.At(e.Span.Start+i+1, e.Span.End)
		}
		for _, q := range []string{`"`, `'`} {
			if len(value) > 1 && strings.HasPrefix(value, q) && strings.HasSuffix(value, q) {
				value = value[1 : len(value)-1]
				if from.End-from.Start == len(value)+2 {
					from = from.File.At(from.Start+1, from.End-1)
				}
				break
			}
		}
		add(key, value, keyAt, from)
	}
	slices.SortStableFunc(data.Fields, func(a, b tree.Field) int { return strings.Compare(a.Key, b.Key) })
	return data
}

// source is a file that a generator names.
func (b *builder) source(o *overlay, at *tree.Node, name string) *nhi.File {
	p, ok := b.inside(o.dir, name)
	if !ok {
		b.outside(o, text(name, at.Span))
		return nil
	}
	f, err := b.tree.Read(p)
	if err != nil {
		// Secrets are often made where they are deployed, and kept out of the tree.
		b.notice(at.Span, o.dir, "a file that a generator reads is not in the tree")
		b.facts.Notices[len(b.facts.Notices)-1].Incomplete = false
		return nil
	}
	if b.bytes += f.Len(); b.bytes > maxBytes {
		return nil
	}
	return f
}
