package terraform

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// traversal resolves a name: var.x, local.x, a bound name, a module or an object.
func (e evaluator) traversal(x *hclsyntax.ScopeTraversalExpr, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	t := x.Traversal
	root := t.RootName()
	if v, of := s.find(root); of != nil {
		if of.touchy {
			e.m.w.touch()
		}
		return e.walk(v, t[1:], span)
	}
	name, rest := step(t, 1)
	switch root {
	case "var":
		return e.walk(e.m.variable(name, span, e.depth), rest, span)
	case "local":
		return e.walk(e.m.local(name, span, e.depth), rest, span)
	case "path":
		if name == "module" {
			return text(e.m.path, span)
		}
		if name == "root" {
			return text(e.m.w.dir, span)
		}
		return e.unknown(x)
	case "each", "count", "self", "terraform":
		return e.unknown(x)
	case "module":
		return e.walk(e.m.module(name, span), rest, span)
	case "data", "ephemeral":
		inner, rest := step(rest, 0)
		return e.walk(e.m.object(root+"."+name+"."+inner, span), rest, span)
	}
	return e.walk(e.m.object(root+"."+name, span), rest, span)
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

// object is a resource or data block: one thing, or the list or map of its
// instances.
func (m *module) object(addr string, span nhi.Span) *value {
	f := m.family(addr)
	if f == nil {
		return &value{span: span, text: span.Text(), refs: []ref{{addr: m.prefix + addr}}}
	}
	m.w.touch()
	return f.value(span, func(i int) *value {
		return &value{span: span, text: span.Text(), obj: f.blocks[i], refs: []ref{{addr: f.blocks[i].addr}}}
	})
}

// module is what a call makes.
func (m *module) module(name string, span nhi.Span) *value {
	c, addr := m.child(name), m.prefix+"module."+name
	if m.called[name] != nil {
		m.w.touch()
	}
	if !c.known {
		return &value{span: span, text: span.Text(), refs: []ref{{addr: addr}}, keyed: true}
	}
	return c.value(span, func(i int) *value {
		return &value{span: span, text: span.Text(), mod: c.modules[i], refs: []ref{{addr: addr + c.index[i]}}}
	})
}

func (f *family) value(span nhi.Span, one func(int) *value) *value {
	if f.symbolic {
		v := one(0)
		v.many, v.keyed = true, f.shape == object
		return v
	}
	if f.shape == scalar {
		return one(0)
	}
	out := &value{kind: f.shape, span: span}
	for i := range f.index {
		if f.index[i] == "" {
			out.more = true
			continue
		}
		v := one(i)
		if f.shape == list {
			out.items = append(out.items, v)
			continue
		}
		out.fields = append(out.fields, member{key: f.keys[i], keySpan: span, val: v})
	}
	return out
}

// argument is an attribute of a resource: its argument when one is written and
// known, with the reference kept in either case.
func (e evaluator) argument(of *value, name string, span nhi.Span) *value {
	b := of.obj
	p := strings.TrimPrefix(of.path+"."+name, ".")
	to := ref{addr: b.addr, attr: p}
	out := &value{span: span, text: span.Text(), refs: []ref{to}, obj: b, path: p, many: of.many}
	if b.typ == "data" && b.labels[0] == "aws_iam_policy_document" {
		return out
	}
	key := evaluated{b.addr, p}
	v, ok := b.m.memo[key]
	if v == opening || !ok && e.m.w.busy > maxDepth {
		return out
	}
	if !ok {
		b.m.memo[key] = opening
		e.m.w.busy++
		v = e.m.w.at(b, p)
		e.m.w.busy--
		b.m.memo[key] = v
	}
	if v == nil || v.kind == null || v.kind == unknown {
		return out
	}
	w := v.via(span, "argument of "+b.addr)
	w.refs = joined([]ref{to}, w.refs)
	return w
}

// variable is a variable as a module sees it: what its call gives it, or a tfvars
// file at the root, or its default.
func (m *module) variable(name string, at nhi.Span, depth int) *value {
	b := m.variables[name]
	var (
		v    *value
		note string
	)
	if m.call != nil {
		v, note = m.passed(name, depth), "argument "+name+" of "+strings.TrimSuffix(m.prefix, ".")
	} else {
		if m.w.shared != nil && m.w.shared.varying[name] {
			m.w.touch()
		}
		v, note = m.once("given", name, m.given[name], depth), "value of variable "+name
	}
	if v != nil {
		v = m.typed("var", name, b, v)
	}
	if v == nil || v.kind == null && m.filled(b) {
		if m.shy && m.call == nil {
			v = nil
		} else {
			v, note = m.typed("default", name, b, m.once("default", name, b.attr("default"), depth)), "default of variable "+name
		}
	}
	// A default of null at a root is what a caller replaces; null itself says
	// nothing. In a module that is called it is what the caller meant.
	if v == nil || v.kind == null && m.call == nil {
		addr := m.prefix + "var." + name
		return &value{span: at, text: "var." + name, refs: []ref{{addr: addr}}}
	}
	return v.via(at, note)
}

// filled says whether null takes the default of a variable.
func (m *module) filled(b *block) bool {
	if b == nil {
		return false
	}
	v := m.once("nullable", b.labels[0], b.attr("nullable"), 0)
	on, ok := v.truth()
	return ok && !on
}

// passed is what a call gives to a variable; nil for nothing.
func (m *module) passed(name string, depth int) *value {
	a := m.call.attr(name)
	if a == nil {
		return nil
	}
	v, cyclic := m.remember(evaluated{"passed", name}, a, m.parent, m.scope, depth)
	if cyclic {
		m.cyclic(a, name)
		return &value{span: a.span, text: "var." + name}
	}
	return v
}

func (m *module) cyclic(a *attr, name string) {
	if m.w.busy <= maxDepth {
		m.w.notice(a.key, name+" is made of itself; what depends on it is unknown")
	}
}

func (m *module) local(name string, at nhi.Span, depth int) *value {
	v := m.once("local", name, m.locals[name], depth)
	if v == nil {
		return &value{span: at, text: "local." + name, refs: []ref{{addr: m.prefix + "local." + name}}}
	}
	return v.via(at, "local "+name)
}

// output is an output of a module, seen from outside.
func (m *module) output(name string, at nhi.Span, depth int) *value {
	addr := strings.TrimSuffix(m.prefix, ".")
	b := m.outputs[name]
	v := m.once("output", name, b.attr("value"), depth)
	if v == nil {
		return &value{span: at, text: at.Text(), refs: []ref{{addr: addr, attr: name}}, bad: b == nil}
	}
	return v.via(at, "output "+name+" of "+addr)
}

// once evaluates an argument of the module once. Names that lead to themselves
// are unknown.
func (m *module) once(what, name string, a *attr, depth int) *value {
	if a == nil {
		return nil
	}
	v, cyclic := m.remember(evaluated{what, name}, a, m, nil, depth)
	if cyclic {
		m.cyclic(a, a.name)
		return &value{span: a.span, text: what + "." + name}
	}
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
	case v.obj != nil && v.kind == unknown:
		return e.argument(v, name, span)
	case v.mod != nil && v.kind == unknown:
		return v.mod.output(name, span, e.depth)
	case v.kind == unknown:
		w := &value{span: span, text: v.text, after: v.after, bad: v.bad}
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
		// An object of which all is known has nothing of this name.
		return &value{span: span, text: span.Text(), refs: v.refs, bad: v.kind == null || v.kind == object && !v.more && !v.hidden()}
	}
	return e.seen(f, v, span)
}

// hidden says whether an object has a name that is not known.
func (v *value) hidden() bool {
	for _, f := range v.fields {
		if strings.Contains(f.key, "${") {
			return true
		}
	}
	return false
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
	case v.kind == unknown && v.keyed && key.known() && v.path == "" && len(v.refs) > 0:
		// Two names of a collection that is not here are two things.
		return &value{span: span, text: span.Text(), refs: []ref{{addr: v.refs[0].addr + "[" + strconv.Quote(key.text) + "]"}}}
	case v.kind == unknown && (v.obj != nil || v.mod != nil):
		w := *v
		w.span, w.many, w.keyed = span, false, false
		return &w
	case v.kind == unknown && v.elem != nil:
		return v.elem.via(span, "an element of it")
	case v.kind == unknown:
		return &value{span: span, text: span.Text(), refs: v.refs, bad: v.bad}
	case v.kind == list:
		if n, ok := key.number(); ok && n >= 0 && n < float64(len(v.items)) {
			return e.seen(v.items[int(n)], v, span)
		} else if ok && !v.more {
			return &value{span: span, text: span.Text(), bad: true}
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
	case src.kind == unknown && (src.many || src.obj == nil && src.mod == nil):
		w := e.walk(src.element(span), rest, span)
		if src.elem == nil && !src.many {
			w = e.walk(src, rest, span)
		}
		return &value{span: span, text: span.Text(), refs: w.refs, elem: w, bad: src.bad}
	case src.kind == null:
		return &value{kind: list, span: span}
	}
	out := &value{kind: list, span: span, more: src.more}
	for _, i := range src.each() {
		out.items = append(out.items, e.walk(i, rest, span))
	}
	return out
}
