package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// traversal resolves a name: var.x, local.x, a bound name, or an object.
func (e evaluator) traversal(x *hclsyntax.ScopeTraversalExpr, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	t := x.Traversal
	root := t.RootName()
	if v, ok := s.find(root); ok {
		return e.walk(v, t[1:], span)
	}
	name, rest := step(t, 1)
	switch root {
	case "var":
		return e.walk(e.m.variable(name, span, e.depth), rest, span)
	case "local":
		return e.walk(e.m.local(name, span, e.depth), rest, span)
	case "each", "count", "self", "path", "terraform":
		return e.unknown(x)
	case "module":
		return e.walk(&value{span: span, text: span.Text(), refs: []ref{{addr: "module." + name}}}, rest, span)
	case "data", "ephemeral":
		inner, rest := step(rest, 0)
		return e.object(root+"."+name+"."+inner, rest, x)
	}
	return e.object(root+"."+name, rest, x)
}

// step takes the name at i off a traversal.
func step(t hcl.Traversal, i int) (string, hcl.Traversal) {
	if i >= len(t) {
		return "", nil
	}
	switch a := t[i].(type) {
	case hcl.TraverseAttr:
		return a.Name, t[i+1:]
	case hcl.TraverseIndex:
		if a.Key.IsKnown() && !a.Key.IsNull() && a.Key.Type() == cty.String {
			return a.Key.AsString(), t[i+1:]
		}
	}
	return "", t[i+1:]
}

// object is an attribute of a resource or data block: its argument when one is
// written and known, with the reference kept in either case.
func (e evaluator) object(addr string, rest hcl.Traversal, x *hclsyntax.ScopeTraversalExpr) *value {
	span := tree.Range(e.file, x.Range())
	var names []string
	for _, r := range rest {
		if a, ok := r.(hcl.TraverseAttr); ok {
			names = append(names, a.Name)
		}
	}
	to := ref{addr: addr, attr: strings.Join(names, ".")}
	out := &value{span: span, text: span.Text(), refs: []ref{to}}
	b := e.m.objects[addr]
	if b == nil || len(names) == 0 || strings.HasPrefix(addr, "data.aws_iam_policy_document.") {
		return out
	}
	key := "object " + addr + " " + to.attr
	v, ok := e.m.memo[key]
	if !ok {
		if e.m.busy[key] || len(e.m.busy) > maxDepth {
			return out
		}
		e.m.busy[key] = true
		v = e.m.at(b, to.attr)
		delete(e.m.busy, key)
		e.m.memo[key] = v
	}
	if v == nil || v.kind == null || v.kind == unknown {
		return out
	}
	w := v.via(span, "argument of "+addr)
	w.refs = joined([]ref{to}, w.refs)
	return w
}

// variable is a variable as this module sees it when nobody calls it: what a
// tfvars file gives it, or its default.
func (m *module) variable(name string, at nhi.Span, depth int) *value {
	self := ref{addr: "var." + name}
	b := m.variables[name]
	a, note := m.assigned[name], "value of variable "+name
	if a == nil {
		a, note = b.attr("default"), "default of variable "+name
	}
	v := m.named("var."+name, a, depth)
	// A default of null is what a caller replaces; null itself says nothing.
	if v == nil || v.kind == null {
		return &value{span: at, text: "var." + name, refs: []ref{self}}
	}
	return v.via(at, note)
}

func (m *module) local(name string, at nhi.Span, depth int) *value {
	v := m.named("local."+name, m.locals[name], depth)
	if v == nil {
		return &value{span: at, text: "local." + name, refs: []ref{{addr: "local." + name}}}
	}
	return v.via(at, "local "+name)
}

// named evaluates an argument once. Names that lead to themselves are unknown.
func (m *module) named(key string, a *attr, depth int) *value {
	if a == nil {
		return nil
	}
	if v, ok := m.memo[key]; ok {
		return v
	}
	if m.busy[key] || len(m.busy) > maxDepth {
		return &value{span: a.span, text: key}
	}
	m.busy[key] = true
	e := evaluator{m: m, file: a.file, depth: depth}
	var v *value
	if a.node != nil {
		v = e.json(a.node, nil)
	} else {
		v = e.expr(a.expr, nil)
	}
	delete(m.busy, key)
	m.memo[key] = v
	return v
}

// walk follows the rest of a traversal into a value.
func (e evaluator) walk(v *value, rest hcl.Traversal, span nhi.Span) *value {
	for _, r := range rest {
		switch r := r.(type) {
		case hcl.TraverseAttr:
			v = e.member(v, r.Name, span)
		case hcl.TraverseIndex:
			v = e.index(v, fromCty(r.Key, span), span)
		default:
			return &value{span: span}
		}
	}
	return v
}

func (e evaluator) member(v *value, name string, span nhi.Span) *value {
	switch {
	case v == nil:
		return &value{span: span}
	case v.kind == unknown:
		w := &value{span: span, text: v.text, after: v.after}
		for _, r := range v.refs {
			if r.attr != "" {
				r.attr += "."
			}
			w.refs = append(w.refs, ref{r.addr, r.attr + name})
		}
		if w.text != "" && w.text != span.Text() {
			w.text += "." + name
		}
		return w
	}
	f := v.get(name)
	if f == nil {
		return &value{span: span, text: span.Text(), refs: v.refs}
	}
	return e.seen(f, v, span)
}

// seen is an element of a value, seen from where the value is used: the way goes
// on from the element, when the value itself came from elsewhere.
func (e evaluator) seen(f, whole *value, span nhi.Span) *value {
	if len(whole.from) == 0 {
		return f
	}
	return f.via(span, whole.from[0].Note)
}

func (e evaluator) index(v, key *value, span nhi.Span) *value {
	switch {
	case v == nil:
		return &value{span: span}
	case v.kind == unknown:
		return &value{span: span, text: span.Text(), refs: v.refs}
	case v.kind == list:
		if n, ok := key.number(); ok && n >= 0 && n < float64(len(v.items)) {
			return e.seen(v.items[int(n)], v, span)
		}
	case v.kind == object && key.known():
		return e.member(v, key.text, span)
	}
	return &value{span: span, text: span.Text(), refs: v.allRefs()}
}

func (e evaluator) splat(x *hclsyntax.SplatExpr, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	src := e.expr(x.Source, s)
	var rest hcl.Traversal
	switch each := x.Each.(type) {
	case *hclsyntax.AnonSymbolExpr:
	case *hclsyntax.RelativeTraversalExpr:
		if _, ok := each.Source.(*hclsyntax.AnonSymbolExpr); !ok {
			return e.unknown(x, src.allRefs()...)
		}
		rest = each.Traversal
	default:
		return e.unknown(x, src.allRefs()...)
	}
	switch {
	case src.kind == unknown:
		w := e.walk(src, rest, span)
		return &value{span: span, text: span.Text(), refs: w.refs}
	case src.kind == null:
		return &value{kind: list, span: span}
	}
	out := &value{kind: list, span: span}
	for _, i := range src.each() {
		out.items = append(out.items, e.walk(i, rest, span))
	}
	return out
}
