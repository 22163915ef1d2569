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

// scope binds the names of for expressions and dynamic blocks.
type scope struct {
	parent *scope
	vars   map[string]*value
}

func (s *scope) find(name string) (*value, bool) {
	for ; s != nil; s = s.parent {
		if v, ok := s.vars[name]; ok {
			return v, true
		}
	}
	return nil, false
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
func (m *module) eval(a *attr, s *scope) *value {
	if a == nil {
		return nil
	}
	e := evaluator{m: m, file: a.file}
	if a.node != nil {
		return e.json(a.node, s)
	}
	return e.expr(a.expr, s)
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

func (e evaluator) expr(x hclsyntax.Expression, s *scope) *value {
	e.depth++
	e.m.fuel--
	span := tree.Range(e.file, x.Range())
	if e.depth > maxDepth || e.m.fuel < 0 {
		return &value{span: span}
	}
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return fromCty(x.Val, span)
	case *hclsyntax.ParenthesesExpr:
		return e.expr(x.Expression, s)
	case *hclsyntax.TemplateWrapExpr:
		return e.expr(x.Wrapped, s)
	case *hclsyntax.TemplateExpr:
		return e.template(x, s)
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
			if !key.known() {
				continue // an entry whose name is not known
			}
			out.fields = append(out.fields, member{key: key.text, keySpan: key.span, val: e.expr(i.ValueExpr, s)})
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
		out.refs = append(out.refs, v.refs...)
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
		out.pieces = append(out.pieces, piece{text: t, span: at, hole: hole})
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
	w.refs = append([]ref{to}, w.refs...)
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
		if n, ok := key.number(); ok && n >= 0 && int(n) < len(v.items) {
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

// conditional takes the branch that is known. Otherwise it is unknown, with the
// references of both branches; equal branches need no condition.
func (e evaluator) conditional(x *hclsyntax.ConditionalExpr, s *scope) *value {
	if c, ok := e.expr(x.Condition, s).truth(); ok {
		if c {
			return e.expr(x.TrueResult, s)
		}
		return e.expr(x.FalseResult, s)
	}
	a, b := e.expr(x.TrueResult, s), e.expr(x.FalseResult, s)
	if a.known() && b.known() && a.text == b.text {
		return a
	}
	return e.unknown(x, append(a.allRefs(), b.allRefs()...)...)
}

func (e evaluator) binary(x *hclsyntax.BinaryOpExpr, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	l, r := e.expr(x.LHS, s), e.expr(x.RHS, s)
	if x.Op == hclsyntax.OpEqual || x.Op == hclsyntax.OpNotEqual {
		same, ok := l.text == r.text, l.known() && r.known()
		if l.kind == null || r.kind == null {
			same, ok = l.kind == r.kind, l.kind != unknown && r.kind != unknown
		}
		if !ok {
			return e.unknown(x)
		}
		return &value{kind: scalar, typ: 'b', text: strconv.FormatBool(same == (x.Op == hclsyntax.OpEqual)), span: span}
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

func (e evaluator) loop(x *hclsyntax.ForExpr, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	coll := e.expr(x.CollExpr, s)
	if coll.kind != list && coll.kind != object || len(coll.items)+len(coll.fields) > maxInstances || x.Group {
		return e.unknown(x, coll.allRefs()...)
	}
	out := &value{kind: list, span: span}
	if x.KeyExpr != nil {
		out.kind = object
	}
	one := func(key, val *value) bool {
		vars := map[string]*value{x.ValVar: val}
		if x.KeyVar != "" {
			vars[x.KeyVar] = key
		}
		in := &scope{parent: s, vars: vars}
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
		if k.known() {
			out.fields = append(out.fields, member{key: k.text, keySpan: k.span, val: v})
		}
		return k.known()
	}
	for i, v := range coll.items {
		if !one(number(i, v.span), v) {
			return e.unknown(x, coll.allRefs()...)
		}
	}
	for _, f := range coll.fields {
		if !one(text(f.key, f.keySpan), f.val) {
			return e.unknown(x, coll.allRefs()...)
		}
	}
	return out
}

func number(i int, span nhi.Span) *value {
	return &value{kind: scalar, typ: 'n', text: strconv.Itoa(i), span: span}
}

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
