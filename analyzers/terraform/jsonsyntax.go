package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// json evaluates a node of the JSON syntax, whose texts are templates.
func (e evaluator) json(n *tree.Node, s *scope) *value {
	e.m.fuel--
	e.depth++
	if e.m.fuel < 0 || e.depth > maxDepth {
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

// jsonTemplate evaluates a text of the JSON syntax that has interpolations. Their
// ranges are inside the text, so what comes out stands at the whole text.
func (e evaluator) jsonTemplate(n *tree.Node, s *scope) *value {
	if len(n.Text) > maxText || strings.Count(n.Text, "{")+strings.Count(n.Text, "(")+strings.Count(n.Text, "[") > maxDepth {
		return &value{span: n.Span}
	}
	x, diags := hclsyntax.ParseTemplate([]byte(n.Text), n.Span.File.Path, hcl.InitialPos)
	if diags.HasErrors() || x == nil {
		return &value{span: n.Span, text: n.Text}
	}
	inner := evaluator{m: e.m, file: nhi.NewFile(n.Span.File.Path, []byte(n.Text)), depth: e.depth}
	v := *inner.expr(x, s)
	return moved(&v, inner.file, n.Span, 0)
}

// moved puts everything that stands in a helper file at a real span.
func moved(v *value, helper *nhi.File, span nhi.Span, depth int) *value {
	if v == nil || depth > 20 {
		return v
	}
	w := *v
	if w.span.File == helper {
		w.span = span
	}
	w.pieces = nil
	for i, f := range w.from {
		if f.At.File == helper {
			w.from = append([]nhi.Step(nil), w.from...)
			w.from[i].At = span
		}
	}
	w.items = nil
	for _, i := range v.items {
		w.items = append(w.items, moved(i, helper, span, depth+1))
	}
	w.fields = nil
	for _, f := range v.fields {
		if f.keySpan.File == helper {
			f.keySpan = span
		}
		f.val = moved(f.val, helper, span, depth+1)
		w.fields = append(w.fields, f)
	}
	w.structured = moved(v.structured, helper, span, depth+1)
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
