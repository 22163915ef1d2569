package terraform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// scope binds the names of for expressions and dynamic blocks.
type scope struct {
	parent *scope
	vars   map[string]*value
	// touchy says that the values depend on the world, see shared.
	touchy bool
}

// find is the value of a name with the scope that binds it; nil where none does.
func (s *scope) find(name string) (*value, *scope) {
	for ; s != nil; s = s.parent {
		if v, ok := s.vars[name]; ok {
			return v, s
		}
	}
	return nil, nil
}

const (
	// maxText is the longest text that evaluation puts together, in bytes.
	maxText = 256 << 10
	// maxItems is the longest list.
	maxItems = 10_000
	// maxDepth bounds how deep expressions and names that lead to each other go.
	maxDepth = 400
)

// eval evaluates an argument; nil for one that is not written.
func (m *module) eval(a *attr, s *scope, depth int) *value {
	if a == nil {
		return nil
	}
	if a.planned {
		return a.value()
	}
	e := evaluator{m: m, file: a.file, depth: depth}
	if a.node != nil {
		return e.json(a.node, s)
	}
	return e.once(a, s)
}

// once evaluates what is constant once for all, and has every use pay for it.
func (e evaluator) once(a *attr, s *scope) *value {
	v := a.constant.Load()
	if v == nil && !constant(a.expr) {
		v = varies
		a.constant.Store(v)
	}
	if v == varies || e.depth >= maxDepth || e.m.w.fuel <= maxText {
		return e.expr(a.expr, s)
	}
	if v == nil {
		e.depth = 0 // whoever asks first
		v = e.expr(a.expr, nil)
		a.constant.Store(v)
		return v
	}
	e.m.w.fuel -= 1 + v.cost()
	return v
}

// constant says whether an expression is made of literals alone.
func constant(x hclsyntax.Expression) bool {
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return true
	case *hclsyntax.TemplateExpr:
		return !slices.ContainsFunc(x.Parts, func(p hclsyntax.Expression) bool { _, lit := p.(*hclsyntax.LiteralValueExpr); return !lit })
	case *hclsyntax.TupleConsExpr:
		return !slices.ContainsFunc(x.Exprs, func(i hclsyntax.Expression) bool { return !constant(i) })
	case *hclsyntax.ObjectConsExpr:
		return !slices.ContainsFunc(x.Items, func(i hclsyntax.ObjectConsItem) bool {
			k, _ := i.KeyExpr.(*hclsyntax.ObjectConsKeyExpr)
			return k == nil || (hcl.ExprAsKeyword(k.Wrapped) == "" || k.ForceNonLiteral) && !constant(k.Wrapped) || !constant(i.ValueExpr)
		})
	}
	return false
}

type evaluator struct {
	m     *module
	file  *nhi.File
	depth int
}

func (e evaluator) unknown(x hclsyntax.Expression, refs ...ref) *value {
	span := tree.Range(e.file, x.Range())
	src := ""
	if span.End-span.Start <= 200 {
		src = span.Text()
	}
	return &value{span: span, text: src, refs: refs}
}

// expr evaluates an expression, and takes from the fuel what that costs.
func (e evaluator) expr(x hclsyntax.Expression, s *scope) *value {
	e.depth++
	e.m.w.fuel--
	if e.depth > maxDepth || e.m.w.fuel < 0 {
		e.m.w.touch()
		return &value{span: tree.Range(e.file, x.Range())}
	}
	v := e.evaluate(x, s)
	// A name that is known is the same value at every use.
	if _, name := x.(*hclsyntax.ScopeTraversalExpr); !name || v == nil || v.kind == unknown {
		e.m.w.fuel -= v.cost()
	}
	return v
}

func (e evaluator) evaluate(x hclsyntax.Expression, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return fromCty(x.Val, span)
	case *hclsyntax.ParenthesesExpr:
		return e.expr(x.Expression, s)
	case *hclsyntax.TemplateWrapExpr:
		return e.expr(x.Wrapped, s)
	case *hclsyntax.TemplateExpr:
		return e.template(x, s)
	case *hclsyntax.TemplateJoinExpr:
		return e.repeat(x, s)
	case *hclsyntax.ScopeTraversalExpr:
		return e.traversal(x, s)
	case *hclsyntax.RelativeTraversalExpr:
		return e.walk(e.expr(x.Source, s), x.Traversal, span)
	case *hclsyntax.IndexExpr:
		return e.index(e.expr(x.Collection, s), e.expr(x.Key, s), span)
	case *hclsyntax.SplatExpr:
		return e.splat(x, s)
	case *hclsyntax.TupleConsExpr:
		out := &value{kind: list, span: span}
		for _, i := range x.Exprs {
			out.items = append(out.items, e.expr(i, s))
		}
		return out
	case *hclsyntax.ObjectConsExpr:
		out := &value{kind: object, span: span}
		for _, i := range x.Items {
			key := e.key(i.KeyExpr, s)
			// A name that is not known is one nobody asks for, but it is there: a
			// condition on "${issuer}:sub" is a condition.
			out.fields = append(out.fields, member{key: key.display(), keySpan: key.span, val: e.expr(i.ValueExpr, s)})
		}
		return out
	case *hclsyntax.ObjectConsKeyExpr:
		return e.key(x, s)
	case *hclsyntax.FunctionCallExpr:
		return e.call(x, s)
	case *hclsyntax.ConditionalExpr:
		return e.conditional(x, s)
	case *hclsyntax.ForExpr:
		return e.loop(x, s)
	case *hclsyntax.UnaryOpExpr:
		if v, ok := e.expr(x.Val, s).toCty(); ok && !v.IsNull() && v.Type() == x.Op.Type {
			if r, err := x.Op.Impl.Call([]cty.Value{v}); err == nil {
				return fromCty(r, span)
			}
		}
		return e.unknown(x)
	case *hclsyntax.BinaryOpExpr:
		return e.binary(x, s)
	}
	return e.unknown(x)
}

func (e evaluator) key(x hclsyntax.Expression, s *scope) *value {
	if k, ok := x.(*hclsyntax.ObjectConsKeyExpr); ok {
		if name := hcl.ExprAsKeyword(k.Wrapped); name != "" && !k.ForceNonLiteral {
			return text(name, tree.Range(e.file, k.Range()))
		}
		x = k.Wrapped
	}
	return e.expr(x, s)
}

// template puts a text together. A text of one part is that part.
func (e evaluator) template(x *hclsyntax.TemplateExpr, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	if len(x.Parts) == 1 && !heredoc(span) {
		if lit, ok := x.Parts[0].(*hclsyntax.LiteralValueExpr); ok {
			return fromCty(lit.Val, unquoted(span))
		}
		return e.expr(x.Parts[0], s)
	}
	out := &value{kind: scalar, typ: 's', span: unquoted(span)}
	var b strings.Builder
	for _, p := range x.Parts {
		v := e.expr(p, s)
		if _, literal := p.(*hclsyntax.LiteralValueExpr); !literal && len(x.Parts) == 1 {
			return v
		}
		if _, literal := p.(*hclsyntax.LiteralValueExpr); !literal {
			out.composed = true
		}
		at := tree.Range(e.file, p.Range())
		out.refs = joined(out.refs, v.refs)
		if len(v.from) > 0 && len(out.from) == 0 {
			out.from = v.from
		}
		t, hole := v.text, v.kind != scalar
		if hole {
			t = "${" + v.text + "}"
		}
		if v.structured != nil && v.kind != scalar {
			t = "${" + at.Text() + "}"
		}
		if b.Len()+len(t) > maxText {
			return e.unknown(x, out.refs...)
		}
		b.WriteString(t)
		out.holes = out.holes || hole || v.holes
		if n := len(v.pieces); n > 0 && v.kind == scalar && at.Overlaps(v.pieces[0].span) && at.Overlaps(v.pieces[n-1].span) {
			// A loop or a condition of the template itself.
			out.pieces = append(out.pieces, v.pieces...)
			continue
		}
		out.pieces = append(out.pieces, piece{text: t, span: at, hole: hole, refs: v.refs})
	}
	out.text = b.String()
	// The way leads to one origin only when nothing but that value is in it.
	if len(x.Parts) > 1 {
		out.from = nil
	}
	if heredoc(span) && len(out.pieces) > 0 {
		first, last := out.pieces[0].span, out.pieces[len(out.pieces)-1].span
		out.span = first.Union(last)
	}
	return out
}

func heredoc(span nhi.Span) bool {
	return span.Valid() && span.Start < span.File.Len() && span.File.Bytes()[span.Start] == '<'
}

// unquoted drops the quotes around a span.
func unquoted(s nhi.Span) nhi.Span {
	if !s.Valid() || s.End-s.Start < 2 {
		return s
	}
	if t := s.File.Bytes(); t[s.Start] == '"' && t[s.End-1] == '"' {
		return s.File.At(s.Start+1, s.End-1)
	}
	return s
}

// conditional takes the branch that is known. Otherwise it is unknown, with the
// references of both branches; equal branches need no condition.
func (e evaluator) conditional(x *hclsyntax.ConditionalExpr, s *scope) *value {
	cond := e.expr(x.Condition, s)
	if c, ok := cond.truth(); ok {
		branch := x.FalseResult
		if c {
			branch = x.TrueResult
		}
		v := e.expr(branch, s)
		if len(cond.from) > 0 && v != nil && v.why == nil {
			w := *v
			w.why = cond
			return &w
		}
		return v
	}
	a, b := e.expr(x.TrueResult, s), e.expr(x.FalseResult, s)
	if a.known() && b.known() && a.text == b.text {
		return a
	}
	v := e.unknown(x, joined(a.allRefs(), b.allRefs())...)
	v.either = true
	return v
}

func (e evaluator) binary(x *hclsyntax.BinaryOpExpr, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	l, r := e.expr(x.LHS, s), e.expr(x.RHS, s)
	if x.Op == hclsyntax.OpEqual || x.Op == hclsyntax.OpNotEqual {
		same, ok := l.text == r.text, l.known() && r.known()
		switch {
		case l.kind == null || r.kind == null:
			same, ok = l.kind == r.kind, (l.kind != unknown || l.computed()) && (r.kind != unknown || r.computed())
		case l.kind == r.kind && (l.kind == list || l.kind == object):
			// [] and {} are compared with, and little else.
			n := len(l.items) + len(l.fields)
			m := len(r.items) + len(r.fields)
			same, ok = n == m, !l.more && !r.more && (n == 0 || m == 0)
		}
		if !ok {
			return e.unknown(x)
		}
		out := boolean(same == (x.Op == hclsyntax.OpEqual), span)
		if out.from = l.from; len(l.from) == 0 {
			out.from = r.from
		}
		return out
	}
	// What one side decides alone.
	for _, v := range []*value{l, r} {
		if b, ok := v.truth(); ok && (x.Op == hclsyntax.OpLogicalAnd && !b || x.Op == hclsyntax.OpLogicalOr && b) {
			return &value{kind: scalar, typ: 'b', text: strconv.FormatBool(b), span: span}
		}
	}
	a, ok1 := l.toCty()
	b, ok2 := r.toCty()
	params := x.Op.Impl.Params()
	if ok1 && ok2 && !a.IsNull() && !b.IsNull() && len(params) == 2 && a.Type() == params[0].Type && b.Type() == params[1].Type {
		if v, err := x.Op.Impl.Call([]cty.Value{a, b}); err == nil {
			out := fromCty(v, span)
			if len(l.from) > 0 && len(r.from) == 0 {
				out.from = l.from
			}
			return out
		}
	}
	return e.unknown(x)
}

func number(i int, span nhi.Span) *value {
	return &value{kind: scalar, typ: 'n', text: strconv.Itoa(i), span: span}
}
