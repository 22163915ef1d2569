package kustomize

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// mergeKeys are the lists of Kubernetes' own types whose items are merged by a
// field (patchMergeKey in k8s.io/api); all others are replaced. A list is known by
// its field's name, and where two types have one of that name, by the first field
// that its items have.
var mergeKeys = map[string][]string{
	"containers": {"name"}, "initContainers": {"name"}, "ephemeralContainers": {"name"}, "env": {"name"}, "volumes": {"name"},
	"volumeMounts": {"mountPath"}, "volumeDevices": {"devicePath"}, "ports": {"containerPort", "port"}, "imagePullSecrets": {"name"},
	"hostAliases": {"ip"}, "topologySpreadConstraints": {"topologyKey"}, "secrets": {"name"}, "ownerReferences": {"uid"},
	"resourceClaims": {"name"}, "schedulingGates": {"name"},
}

// builtin says whether kustomize has the schema of an API group. Of every other
// type it replaces lists.
func builtin(group string) bool {
	return !strings.Contains(group, ".") || strings.HasSuffix(group, ".k8s.io") && !strings.HasSuffix(group, "x-k8s.io")
}

// patched lays a strategic merge patch over a value.
func (b *builder) patched(into, patch *tree.Node, lists bool) *tree.Node {
	if into == nil || into.Kind != tree.Mapping || patch.Kind != tree.Mapping {
		return b.cleaned(b.copied(patch))
	}
	switch patch.Get("$patch").Str() {
	case "replace":
		return b.cleaned(b.copied(patch))
	case "delete":
		return nil
	}
	for _, f := range patch.Entries() {
		if strings.HasPrefix(f.Key, "$") {
			continue // the order of lists, and what is taken from plain ones
		}
		if f.Value.Kind == tree.Null {
			drop(into, f.Key)
			continue
		}
		old := into.Field(f.Key)
		if old == nil {
			if v := b.cleaned(b.copied(f.Value)); v != nil {
				into.Fields = append(into.Fields, tree.Field{Key: f.Key, KeySpan: f.KeySpan, Value: v})
			}
			continue
		}
		if old.Value.Scalar() && old.Value.Kind == f.Value.Kind && old.Value.Text == f.Value.Text {
			continue // the base says it already
		}
		var v *tree.Node
		if keys := mergeKeys[f.Key]; lists && keys != nil && old.Value.Kind == tree.Sequence && f.Value.Kind == tree.Sequence {
			v = b.patchedList(old.Value, f.Value, keys)
		} else {
			v = b.patched(old.Value, f.Value, lists)
		}
		if v == nil {
			drop(into, f.Key)
			continue
		}
		old.Value = v
	}
	return into
}

// patchedList merges items by a field; new ones come first, as kustomize has it.
func (b *builder) patchedList(into, patch *tree.Node, keys []string) *tree.Node {
	key := keys[0]
	for _, k := range keys {
		if slices.ContainsFunc(patch.Items, func(n *tree.Node) bool { return n.Get(k) != nil }) {
			key = k
			break
		}
	}
	if slices.ContainsFunc(patch.Items, func(n *tree.Node) bool { return n.Get("$patch").Str() == "replace" }) {
		into.Items = nil
	}
	// The items of the patch come first, in its order.
	var out []*tree.Node
	for _, p := range patch.Items {
		b.nodes--
		if p.Get("$patch").Str() == "replace" && len(p.Fields) == 1 {
			continue
		}
		i := slices.IndexFunc(into.Items, func(n *tree.Node) bool {
			return n.Get(key).Str() == p.Get(key).Str() && p.Get(key) != nil && (key != "containerPort" && key != "port" || protocol(n) == protocol(p))
		})
		b.nodes -= len(into.Items) / 8
		switch {
		case i >= 0:
			if n := b.patched(into.Items[i], p, true); n != nil {
				out = append(out, n)
			}
			into.Items = slices.Delete(into.Items, i, i+1)
		case p.Get("$patch").Str() != "delete":
			out = append(out, b.cleaned(b.copied(p)))
		}
	}
	into.Items = append(out, into.Items...)
	return into
}

func protocol(n *tree.Node) string {
	if p := n.Get("protocol").Str(); p != "" {
		return p
	}
	return "TCP"
}

// cleaned takes the directives and nulls out of a patch that becomes a value.
func (b *builder) cleaned(n *tree.Node) *tree.Node {
	if n == nil || n.Get("$patch").Str() == "delete" {
		return nil
	}
	n.Fields = slices.DeleteFunc(n.Fields, func(f tree.Field) bool { return strings.HasPrefix(f.Key, "$") || f.Value.Kind == tree.Null })
	for i := range n.Fields {
		if v := b.cleaned(n.Fields[i].Value); v != nil {
			n.Fields[i].Value = v
		}
	}
	return n
}

// change is one patch of an overlay.
type change struct {
	// merges are strategic merge patches, operations those of JSON 6902.
	merges     []*tree.Node
	operations []*tree.Node
	target     *tree.Node
	at         nhi.Span
}

// changes reads an entry of patches, patchesStrategicMerge or patchesJson6902.
func (b *builder) changes(o *overlay, n *tree.Node) (out change) {
	out.at = n.Span
	inline, file := n, (*tree.Node)(nil)
	if n.Kind == tree.Mapping {
		inline, file, out.target = n.Get("patch"), n.Get("path"), n.Get("target")
	} else if !strings.Contains(n.Str(), "\n") && !strings.Contains(n.Str(), ": ") && !strings.HasPrefix(strings.TrimSpace(n.Str()), "{") {
		inline, file = nil, n
	}
	var documents []*tree.Document
	switch {
	case inline.Str() != "":
		documents, _ = tree.YAML(nhi.NewDerived("patch", []byte(inline.Text), lines(inline)))
	case file.Str() != "":
		p, ok := b.inside(o.dir, file.Str())
		f, err := b.tree.Read(p)
		if !ok || err != nil {
			b.open = true
			b.outside(o, file)
			return out
		}
		b.rendered[f.Path] = true
		var notices []nhi.Notice
		documents, notices = tree.YAML(f)
		b.facts.Notices = append(b.facts.Notices, notices...)
	}
	for _, d := range documents {
		if d.Root.Kind == tree.Sequence {
			out.operations = append(out.operations, d.Root.Items...)
		} else {
			out.merges = append(out.merges, d.Root)
		}
	}
	if len(documents) == 0 {
		b.notice(n.Span, o.dir, "expected a patch, found none that is read")
	}
	return out
}

// lines maps the text of a block to its lines.
func lines(n *tree.Node) (out []nhi.Piece) {
	from := n.Span.Origin()
	if n.Exact && from == n.Span {
		return []nhi.Piece{{Start: 0, End: len(n.Text), From: from, Site: from}}
	}
	source, at, offset := n.Span.Text(), 0, 0
	for line := range strings.Lines(n.Text) {
		text := strings.TrimRight(line, "\n")
		span := from
		if i := strings.Index(source[at:], text); i >= 0 && text != "" {
			span = n.Span.File.At(n.Span.Start+at+i, n.Span.Start+at+i+len(text)).Origin()
			at += i + len(text)
		}
		out = append(out, nhi.Piece{Start: offset, End: offset + len(text), From: span, Site: span})
		offset += len(line)
	}
	return out
}

// apply makes a change to the objects that it is for.
func (b *builder) apply(o *overlay, list []*resource, c change) []*resource {
	gone := map[*resource]bool{}
	hit := false
	for _, m := range c.merges {
		for _, r := range list {
			b.nodes--
			fits := meant(r, m)
			if c.target != nil {
				fits = selected(r, c.target)
			}
			if fits == no {
				continue
			}
			hit = true
			patch := m
			if c.target != nil || fits == maybe { // the patch's own name is not that of its target
				patch = b.copied(m)
				drop(patch, "apiVersion")
				drop(patch, "kind")
				if meta := patch.Get("metadata"); meta != nil && meta.Kind == tree.Mapping {
					drop(meta, "name")
					drop(meta, "namespace")
				}
			}
			if fits == maybe {
				blur(patch)
			}
			if n := b.patched(r.node, patch, builtin(r.id().group)); n != nil {
				r.node = n
			} else {
				gone[r] = true
			}
		}
	}
	for _, r := range list {
		if c.target == nil || len(c.operations) == 0 {
			break
		}
		fits := selected(r, c.target)
		for _, op := range c.operations {
			switch {
			case fits == maybe:
				b.maybeOperate(r.node, op)
			case fits == yes && !b.operate(r.node, op):
				b.notice(op.Span, o.dir, "expected an operation that fits its object, found one that does not")
			}
		}
		hit = hit || fits != no
	}
	if !hit && len(c.merges)+len(c.operations) > 0 {
		b.notice(c.at, o.dir, "expected a patch of an object that is there, found one of none")
	}
	return slices.DeleteFunc(list, func(r *resource) bool { return gone[r] })
}

// told are the fields by which items of lists are told apart.
var told = wordset.Of("name mountPath devicePath containerPort port ip topologyKey")

// blur makes every value of a patch unknown that may not be meant.
func blur(n *tree.Node) {
	if n.Scalar() {
		n.Kind, n.Text, n.Exact = tree.String, "$(unknown)", false
	}
	for _, f := range n.Fields {
		if !told[f.Key] {
			blur(f.Value)
		}
	}
	for _, item := range n.Items {
		blur(item)
	}
}

// maybeOperate makes what an operation would change unknown.
func (b *builder) maybeOperate(root, op *tree.Node) {
	keys, ok := pointer(op.Get("path").Str())
	if !ok || op.Get("op").Str() == "test" {
		return
	}
	value := &tree.Node{Kind: tree.String, Span: op.Span}
	if v := op.Get("value"); v != nil {
		value = b.copied(v)
	}
	blur(value)
	set(root, keys, value, op.Get("op").Str() == "add")
}
