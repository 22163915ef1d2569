package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// loop evaluates a for expression. Over a collection that is not known it is
// unknown, and what one element of it is like is known all the same.
func (e evaluator) loop(x *hclsyntax.ForExpr, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	coll := e.expr(x.CollExpr, s)
	inner := func(key, val *value) *scope {
		vars := map[string]*value{x.ValVar: val}
		if x.KeyVar != "" {
			vars[x.KeyVar] = key
		}
		return &scope{parent: s, vars: vars}
	}
	lost := func() *value {
		out := e.unknown(x, coll.allRefs()...)
		val := coll.element(tree.Range(e.file, x.CollExpr.Range()))
		if out.elem = e.expr(x.ValExpr, inner(&value{span: span, text: x.KeyVar}, val)); x.Group {
			out.elem = &value{span: span, elem: out.elem}
		}
		return out
	}
	if coll.kind != list && coll.kind != object || len(coll.items)+len(coll.fields) > maxInstances {
		return lost()
	}
	out := &value{kind: list, span: span, more: coll.more}
	if x.KeyExpr != nil {
		out.kind = object
	}
	at := map[string]int{}
	one := func(key, val *value) bool {
		in := inner(key, val)
		if x.CondExpr != nil {
			c, ok := e.expr(x.CondExpr, in).truth()
			if !ok {
				return false
			}
			if !c {
				return true
			}
		}
		v := e.expr(x.ValExpr, in)
		if x.KeyExpr == nil {
			out.items = append(out.items, v)
			return true
		}
		k := e.expr(x.KeyExpr, in)
		name := k.display()
		// Keys that are not known stand for any number.
		out.more = out.more || !k.known()
		i, seen := at[name]
		switch {
		case name == "":
			return false
		case x.Group && seen:
			out.fields[i].val.items = append(out.fields[i].val.items, v)
		case x.Group:
			v = &value{kind: list, span: v.span, items: []*value{v}}
			fallthrough
		default:
			at[name] = len(out.fields)
			out.fields = append(out.fields, member{key: name, keySpan: k.span, val: v})
		}
		return true
	}
	for i, v := range coll.items {
		key := number(i, v.span)
		if coll.set && v.kind == scalar {
			key = v
		}
		if !one(key, v) {
			return lost()
		}
	}
	for _, f := range coll.fields {
		if !one(text(f.key, f.keySpan), f.val) {
			return lost()
		}
	}
	return out
}

// element is what an element of a collection is like when it is not known which.
func (v *value) element(at nhi.Span) *value {
	switch {
	case v != nil && v.elem != nil:
		return v.elem
	case v != nil && v.many && (v.obj != nil || v.mod != nil):
		w := *v
		w.many = false
		return &w
	}
	return &value{span: at}
}

// repeat is what a loop of a template puts out.
func (e evaluator) repeat(x *hclsyntax.TemplateJoinExpr, s *scope) *value {
	all := e.expr(x.Tuple, s)
	if all.kind != list {
		return e.unknown(x, all.allRefs()...)
	}
	out := &value{kind: scalar, typ: 's', composed: true, span: tree.Range(e.file, x.Range())}
	var b strings.Builder
	for _, i := range all.items {
		t := i.display()
		if b.Len()+len(t) > maxText || len(out.pieces) > maxPieces {
			return e.unknown(x, all.allRefs()...)
		}
		b.WriteString(t)
		out.refs = joined(out.refs, i.refs)
		out.holes = out.holes || i.kind != scalar || i.holes
		if len(i.pieces) > 0 {
			out.pieces = append(out.pieces, i.pieces...)
		} else {
			out.pieces = append(out.pieces, piece{text: t, span: i.span, hole: i.kind != scalar, refs: i.refs})
		}
	}
	out.text = b.String()
	return out
}
