package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// json evaluates a node of the JSON syntax, whose texts are templates.
func (e evaluator) json(n *tree.Node, s *scope) *value {
	e.m.w.fuel--
	e.depth++
	if e.m.w.fuel < 0 || e.depth > maxDepth {
		e.m.w.touch()
		return &value{span: n.Span}
	}
	switch n.Kind {
	case tree.Null:
		return &value{kind: null, span: n.Span}
	case tree.Bool:
		return &value{kind: scalar, typ: 'b', text: n.Text, span: n.Span}
	case tree.Number:
		return &value{kind: scalar, typ: 'n', text: n.Text, span: n.Span}
	case tree.Sequence:
		out := &value{kind: list, span: n.Span}
		for _, i := range n.Items {
			out.items = append(out.items, e.json(i, s))
		}
		return out
	case tree.Mapping:
		out := &value{kind: object, span: n.Span}
		for _, f := range n.Fields {
			if f.Value != nil {
				out.fields = append(out.fields, member{key: f.Key, keySpan: f.KeySpan, val: e.json(f.Value, s)})
			}
		}
		return out
	case tree.String:
		if !strings.Contains(n.Text, "${") && !strings.Contains(n.Text, "%{") {
			return text(n.Text, n.Span)
		}
		return e.jsonTemplate(n, s)
	}
	return &value{span: n.Span}
}

// maxPieces bounds the lines and other pieces of a text of the JSON syntax that has
// interpolations; the parser joins them pair by pair.
const maxPieces = 2000

// jsonTemplate evaluates a text of the JSON syntax that has interpolations. Their
// ranges are inside the text, so what comes out stands at the whole text.
func (e evaluator) jsonTemplate(n *tree.Node, s *scope) *value {
	count := func(chars string) (seen int) {
		for i := range len(n.Text) {
			if strings.IndexByte(chars, n.Text[i]) >= 0 {
				seen++
			}
		}
		return seen
	}
	if len(n.Text) > maxText || count("{([") > maxDepth || count("\n$%") > maxPieces {
		return &value{span: n.Span}
	}
	x, diags := hclsyntax.ParseTemplate([]byte(n.Text), n.Span.File.Path, hcl.InitialPos)
	if diags.HasErrors() || x == nil {
		return &value{span: n.Span, text: n.Text}
	}
	inner := evaluator{m: e.m, file: nhi.NewFile(n.Span.File.Path, []byte(n.Text)), depth: e.depth}
	m := mover{inner.file, n.Span, map[*value]*value{}}
	return m.move(inner.expr(x, s))
}

// mover puts everything that stands in a helper file at a real span.
type mover struct {
	helper *nhi.File
	span   nhi.Span
	done   map[*value]*value
}

// move copies what stands in the helper file. What does not has nothing in it
// that does.
func (m mover) move(v *value) *value {
	if v == nil || v.span.File != m.helper {
		return v
	}
	if w := m.done[v]; w != nil {
		return w
	}
	w := *v
	m.done[v] = &w
	w.span, w.pieces = m.span, nil
	w.from = slices.Clone(v.from)
	for i := range w.from {
		if w.from[i].At.File == m.helper {
			w.from[i].At = m.span
		}
	}
	w.items = slices.Clone(v.items)
	for i := range w.items {
		w.items[i] = m.move(w.items[i])
	}
	w.fields = slices.Clone(v.fields)
	for i := range w.fields {
		if w.fields[i].keySpan.File == m.helper {
			w.fields[i].keySpan = m.span
		}
		w.fields[i].val = m.move(w.fields[i].val)
	}
	w.structured = m.move(v.structured)
	return &w
}

// jsonTop converts the top of the JSON syntax: {"resource": {"type": {"name": {…}}}}.
func jsonTop(f *nhi.File, n *tree.Node) []*block {
	labels := map[string]int{"resource": 2, "data": 2, "ephemeral": 2, "variable": 1, "provider": 1, "module": 1, "output": 1, "locals": 0, "terraform": 0}
	var out []*block
	if n == nil {
		return nil
	}
	for _, top := range n.Fields {
		depth, ok := labels[top.Key]
		if !ok {
			continue
		}
		var walk func(n *tree.Node, head nhi.Span, names []string)
		walk = func(n *tree.Node, head nhi.Span, names []string) {
			for _, item := range n.Each() {
				if len(names) == depth {
					b := jsonBlock(f, top.Key, head, item)
					b.labels = append([]string(nil), names...)
					out = append(out, b)
					continue
				}
				for _, field := range item.Fields {
					walk(field.Value, field.KeySpan, append(names, field.Key))
				}
			}
		}
		walk(top.Value, top.KeySpan, nil)
	}
	return out
}

func jsonBlock(f *nhi.File, typ string, head nhi.Span, n *tree.Node) *block {
	b := &block{typ: typ, file: f, head: head, span: head, attrs: jsonAttrs(f, n)}
	if n != nil {
		b.span = head.Union(n.Span)
	}
	return b
}

func jsonAttrs(f *nhi.File, n *tree.Node) []*attr {
	var out []*attr
	if n == nil {
		return nil
	}
	for _, field := range n.Fields {
		if field.Value == nil || field.Key == "//" {
			continue
		}
		out = append(out, &attr{name: field.Key, key: field.KeySpan, span: field.Span(), file: f, node: field.Value})
	}
	return out
}
