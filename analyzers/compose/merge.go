package compose

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// maxMerged is how many fields merging copies in one unit: a hundred files of a
// thousand fields.
const maxMerged = 100_000

// How a field of a service is merged, where it is not like every other: mappings
// by key, lists one behind the other, all else replaced
// (docs.docker.com/reference/compose-file/merge).
var (
	replaced = map[string]bool{"command": true, "entrypoint": true, "test": true}
	// named are lists of NAME=value that may be written as mappings.
	named = map[string]bool{"environment": true, "labels": true, "args": true, "annotations": true, "sysctls": true, "extra_hosts": true}
	// keyed are lists whose items replace those of the same place in the container.
	keyed = map[string]bool{"volumes": true, "secrets": true, "configs": true}
)

// merge lays a node over another one. key is that of the field that holds them.
func (r *reader) merge(base, over *tree.Node, key string) *tree.Node {
	switch {
	case over == nil:
		return base
	case over.Tag == "!reset":
		return nil
	case base == nil || over.Tag == "!override" || replaced[key]:
		return over
	case over.Kind == tree.Null:
		return base
	case r.merged > maxMerged:
		r.notice(over.Span, "expected files that merge to at most 100000 fields, found more")
		return over
	}
	if named[key] && (base.Kind == tree.Sequence || over.Kind == tree.Sequence) {
		base, over = assignments(base), assignments(over)
	}
	switch {
	case base.Kind == tree.Mapping && over.Kind == tree.Mapping:
		return r.mappings(base, over)
	case base.Kind == tree.Sequence || over.Kind == tree.Sequence || key == "env_file":
		return r.lists(base, over, key)
	}
	return over
}

func (r *reader) mappings(base, over *tree.Node) *tree.Node {
	out := &tree.Node{Kind: tree.Mapping, Span: over.Span}
	index := map[string]int{}
	for _, f := range base.Entries() {
		r.merged++
		index[f.Key] = len(out.Fields)
		out.Fields = append(out.Fields, f)
	}
	for _, f := range over.Entries() {
		r.merged++
		i, ok := index[f.Key]
		if !ok {
			if f.Value != nil && f.Value.Tag == "!reset" {
				continue
			}
			index[f.Key] = len(out.Fields)
			out.Fields = append(out.Fields, f)
			continue
		}
		old := out.Fields[i].Value
		f.Value = r.merge(old, f.Value, f.Key)
		if f.Value == nil {
			f.Value = &tree.Node{Kind: tree.Null, Span: f.KeySpan}
		}
		if f.Value == old || f.Value.Kind == tree.Mapping {
			f.KeySpan = out.Fields[i].KeySpan // it is found where it began
		}
		out.Fields[i] = f
	}
	return out
}

func (r *reader) lists(base, over *tree.Node, key string) *tree.Node {
	out := &tree.Node{Kind: tree.Sequence, Span: over.Span}
	at := map[string]int{}
	for _, n := range append(base.Each()[:len(base.Each()):len(base.Each())], over.Each()...) {
		r.merged++
		if keyed[key] {
			place := target(n)
			if i, ok := at[place]; ok && place != "" {
				out.Items[i] = n
				continue
			}
			at[place] = len(out.Items)
		}
		out.Items = append(out.Items, n)
	}
	return out
}

// target is where a volume, secret or config is in the container.
func target(n *tree.Node) string {
	if n.Kind != tree.Mapping {
		if _, inside, ok := volumeParts(n.Str()); ok {
			return inside
		}
		return n.Str()
	}
	if t := n.Get("target").Str(); t != "" {
		return t
	}
	return n.Get("source").Str()
}

// assignments gives a list of NAME=value the form of a mapping. A name alone has
// no value: it is the shell's.
func assignments(n *tree.Node) *tree.Node {
	if n == nil || n.Kind != tree.Sequence {
		return n
	}
	out := &tree.Node{Kind: tree.Mapping, Span: n.Span}
	for _, item := range n.Items {
		if !item.Scalar() {
			continue
		}
		name, value, set := strings.Cut(item.Text, "=")
		place := jobs.Place(item)
		f := tree.Field{Key: strings.TrimSpace(name), KeySpan: place(0, len(name))}
		f.Value = &tree.Node{Kind: tree.Null, Span: f.KeySpan}
		if set {
			f.Value = &tree.Node{Kind: tree.String, Text: value, Span: place(len(name)+1, len(item.Text))}
			f.Value.Exact = f.Value.Span.Text() == value
			if value == "" {
				f.Value.Span = f.KeySpan
			}
		}
		out.Fields = append(out.Fields, f)
	}
	return out
}

// extended is a service with all that it extends. stack are the services on the way
// to it.
func (r *reader) extended(root *tree.Node, from, name string, stack []string) *tree.Node {
	n := root.Get("services", name)
	if n == nil || n.Kind != tree.Mapping {
		return n
	}
	ext := n.Get("extends")
	if ext == nil || ext.Kind == tree.Null {
		return n
	}
	own := without(n, "extends")
	id := from + "\x00" + name
	stack = append(stack, id)
	if len(stack) > maxNesting {
		r.notice(ext.Span, "expected at most 20 services that extend each other, found more")
		return own
	}
	of := ext.Str()
	if ext.Kind == tree.Mapping {
		of = ext.Get("service").Str()
		if file := ext.Get("file"); file != nil {
			s := r.load(file)
			if s == nil || s.root == nil {
				return own
			}
			root, from = s.root, s.file.Path
		}
	}
	for _, seen := range stack {
		if seen == from+"\x00"+of {
			r.notice(ext.Span, "expected a service to extend another one, found one that extends itself")
			return own
		}
	}
	if text, known := resolve(of, 0); !known || text == "" || root.Get("services", of) == nil {
		r.notice(ext.Span, "extends: expected a service of the file, found none of this name")
		return own
	}
	return r.merge(r.extended(root, from, of, stack), own, "")
}

func without(n *tree.Node, key string) *tree.Node {
	out := *n
	out.Fields = nil
	for _, f := range n.Entries() {
		if f.Key != key {
			out.Fields = append(out.Fields, f)
		}
	}
	return &out
}

// below joins a path to a folder of the tree.
func below(dir, name string) (string, bool) {
	p := path.Join(dir, name)
	return p, p != ".." && !strings.HasPrefix(p, "../")
}

// at is the place of a value, or of its field when it is empty.
func at(f *tree.Field) nhi.Span {
	if f.Value != nil && f.Value.Span.Valid() && f.Value.Span.End > f.Value.Span.Start {
		return f.Value.Span
	}
	return f.KeySpan
}
