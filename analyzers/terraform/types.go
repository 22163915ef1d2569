package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/tree"
)

// typed is a value as the type of its variable makes it: attributes that the type
// calls optional are there, with their default or null, and sets are sets.
func (m *module) typed(what, name string, b *block, v *value) *value {
	a := b.attr("type")
	if v == nil || a == nil || v.kind != list && v.kind != object {
		return v
	}
	if _, ok := a.expr.(*hclsyntax.FunctionCallExpr); !ok {
		return v
	}
	key := evaluated{"typed " + what, name}
	if w, ok := m.memo[key]; ok {
		return w
	}
	w := m.convert(a, a.expr, v, 0)
	m.memo[key] = w
	return w
}

// maxTypes bounds how deep types are in each other.
const maxTypes = 16

func (m *module) convert(a *attr, x hclsyntax.Expression, v *value, depth int) *value {
	call, ok := x.(*hclsyntax.FunctionCallExpr)
	if !ok || v == nil || len(call.Args) == 0 || depth > maxTypes || v.kind != list && v.kind != object {
		return v
	}
	switch call.Name {
	case "optional":
		return m.convert(a, call.Args[0], v, depth+1)
	case "list", "set", "map":
		w := *v
		w.set = call.Name == "set"
		if _, inner := call.Args[0].(*hclsyntax.FunctionCallExpr); !inner {
			return &w
		}
		w.items, w.fields = nil, nil
		for _, i := range v.items {
			w.items = append(w.items, m.convert(a, call.Args[0], i, depth+1))
		}
		for _, f := range v.fields {
			f.val = m.convert(a, call.Args[0], f.val, depth+1)
			w.fields = append(w.fields, f)
		}
		return &w
	case "object":
		o, ok := call.Args[0].(*hclsyntax.ObjectConsExpr)
		if !ok || v.kind != object {
			return v
		}
		w := *v
		w.fields = append([]member(nil), v.fields...)
		for _, i := range o.Items {
			name := hcl.ExprAsKeyword(i.KeyExpr)
			at := -1
			for n, f := range w.fields {
				if f.key == name {
					at = n
				}
			}
			opt, _ := i.ValueExpr.(*hclsyntax.FunctionCallExpr)
			optional := opt != nil && opt.Name == "optional" && len(opt.Args) > 0
			if at >= 0 && !(w.fields[at].val.kind == null && optional && len(opt.Args) > 1) {
				w.fields[at].val = m.convert(a, i.ValueExpr, w.fields[at].val, depth+1)
				continue
			}
			if name == "" || !optional || v.more || v.hidden() {
				continue
			}
			f := member{key: name, keySpan: v.span, val: &value{kind: null, span: v.span}}
			if len(opt.Args) > 1 {
				d := (evaluator{m: m, file: a.file}).expr(opt.Args[1], nil)
				f.val = m.convert(a, opt.Args[0], d, depth+1)
				f.keySpan = tree.Range(a.file, i.KeyExpr.Range())
			}
			if at >= 0 {
				w.fields[at] = f
			} else {
				w.fields = append(w.fields, f)
			}
		}
		return &w
	}
	return v
}
