package code

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// source is where a value comes from.
type source uint8

const (
	fromConstant source = iota
	fromEnv
	fromStore
	fromParam
	// fromIssuer: somebody who issues or keeps credentials gave it, and text is its name.
	fromIssuer
)

// origin is one place that a value may come from.
type origin struct {
	kind source
	// text is the constant, or the name of the variable.
	text string
	at   nhi.Span
	// name is the variable that a constant is written to.
	name string
	via  []nhi.Step
	// A parameter of a function: whoever calls it says the value.
	def   *syntax.Stmt
	param *syntax.Param
	s     *scope
}

// maxOrigins bounds what one value may come from.
const maxOrigins = 16

// origins are the places that the value of an expression may come from; those that
// are not known are left out.
func (c *code) origins(e *syntax.Expr, s *scope, hops int) []origin {
	if e == nil || c.tired(hops) {
		return nil
	}
	switch e.Kind {
	case syntax.Str:
		if text, ok := c.m.Text(e); ok {
			return []origin{{kind: fromConstant, text: text, at: c.at(e)}}
		}
		return c.within(e, s, hops)
	case syntax.Binary:
		// "Bearer " + key
		if e.Text == "+" && c.scheme(e.X, s) {
			return c.origins(e.Y, s, hops+1)
		}
	case syntax.Ident:
		var out []origin
		for _, b := range s.lookup(e.Text, e.Start) {
			out = append(out, c.bound(b, e.Text, hops)...)
		}
		return short(out)
	case syntax.Attr:
		return c.attribute(e, s, hops)
	case syntax.Index:
		return c.item(e, s, hops)
	case syntax.Call:
		return c.result(e, s, hops)
	case syntax.Logic:
		if e.Text == "or" {
			return short(append(c.origins(e.X, s, hops+1), c.origins(e.Y, s, hops+1)...))
		}
	case syntax.Ternary:
		return short(append(c.origins(e.X, s, hops+1), c.origins(e.Z, s, hops+1)...))
	case syntax.Named:
		return c.origins(e.Y, s, hops+1)
	case syntax.Await:
		return c.origins(e.X, s, hops+1)
	}
	return nil
}

func short(list []origin) []origin {
	if len(list) > maxOrigins {
		return list[:maxOrigins]
	}
	return list
}

// scheme says whether a text is the name of an authentication scheme.
func (c *code) scheme(e *syntax.Expr, s *scope) bool {
	text, ok := c.text(e, s, 0)
	return ok && isScheme(text)
}

func isScheme(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "bearer", "token", "basic", "":
		return true
	}
	return false
}

// within are the origins of what is put into a text that is nothing but that and the
// name of a scheme.
func (c *code) within(e *syntax.Expr, s *scope, hops int) []origin {
	var only *syntax.Expr
	for _, p := range c.pieces(e) {
		switch {
		case p.Expr == nil && isScheme(p.Text):
		case p.Expr != nil && only == nil:
			only = p.Expr
		default:
			return nil
		}
	}
	return c.origins(only, s, hops+1)
}

// bound are the origins of what a name is bound to.
func (c *code) bound(b binding, name string, hops int) []origin {
	c = b.s.code
	switch b.kind {
	case toValue:
		if c.typed(b) && secretVariable(name) {
			return []origin{{kind: fromIssuer, text: name, at: c.span(b.expr.Start, b.expr.End)}}
		}
		out := c.origins(b.expr, b.s, hops+1)
		for i := range out {
			if out[i].name == "" && out[i].kind == fromConstant {
				out[i].name = name
			}
		}
		return out
	case toParam:
		if o, ok := c.injected(b); ok {
			return []origin{o}
		}
		out := []origin{{kind: fromParam, at: c.span(b.param.Start, b.param.End), def: b.stmt, param: b.param, s: b.s}}
		if b.param.Default != nil {
			for _, o := range c.origins(b.param.Default, b.s.parent, hops+1) {
				if o.name == "" {
					o.name = b.param.Name
				}
				out = append(out, o)
			}
		}
		return out
	case toMember:
		if m, member := c.member(b); m != nil && member != "" && hops < maxHops {
			var out []origin
			for _, b := range m.top.names[member] {
				out = append(out, m.bound(b, member, hops+1)...)
			}
			return short(out)
		}
	}
	return nil
}

// attribute are the origins of x.name: of the object's own, of a module of the
// repository, or of a class and what is made of it.
func (c *code) attribute(e *syntax.Expr, s *scope, hops int) []origin {
	own := c.self(e, s)
	if own == nil {
		if m, name := c.foreign(e, s, hops); m != nil {
			own = m.top.names[name]
		}
	}
	if own != nil {
		var out []origin
		for _, b := range own {
			out = append(out, c.bound(b, e.Text, hops+1)...)
		}
		return short(out)
	}
	if c.repo.lang.Members && c.repo.lang.Mapping[c.qual(e.X, s, hops+1)] {
		return []origin{{kind: fromEnv, text: e.Text, at: c.span(e.TextAt, e.TextAt+int32(len(e.Text)))}}
	}
	base := c.follow(e.X, s, hops+1)
	if v := base.expr.Entry(e.Text); v != nil {
		out := base.s.code.origins(v, base.s, hops+1)
		for i := range out {
			if out[i].name == "" && out[i].kind == fromConstant {
				out[i].name = e.Text
			}
		}
		return out
	}
	if c.repo.lang.Members && base.checked() {
		return []origin{{kind: fromEnv, text: e.Text, at: c.span(e.TextAt, e.TextAt+int32(len(e.Text)))}}
	}
	class := base.class(hops + 1)
	if class == nil {
		if name := c.repo.lang.Gives[c.qual(e, s, hops+1)]; name != "" {
			return []origin{{kind: fromIssuer, text: name, at: c.at(e)}}
		}
		if o, ok := c.issued(e, e.X, e.Text); ok {
			return []origin{o}
		}
		return nil
	}
	if base.expr != nil { // made with the value
		if given := base.expr.Arg(e.Text); given != nil {
			return base.s.code.origins(given, base.s, hops+1)
		}
	}
	return class.field(e.Text, hops)
}

// checked says whether a thing is the environment as a schema gives it back:
// schema.parse(process.env), createEnv({ runtimeEnv: process.env }).
func (t thing) checked() bool {
	if t.expr == nil || t.expr.Kind != syntax.Call {
		return false
	}
	for _, e := range [...]*syntax.Expr{t.expr.Positional(0), t.expr.Arg("runtimeEnv")} {
		if e != nil && t.s.code.repo.lang.Mapping[t.s.code.qual(e, t.s, 2)] {
			return true
		}
	}
	return false
}

// item are the origins of x[key]: of the environment, a store, or a dictionary that
// is written out.
func (c *code) item(e *syntax.Expr, s *scope, hops int) []origin {
	key, ok := c.text(e.Y, s, hops+1)
	if !ok {
		return nil
	}
	switch q := c.qual(e.X, s, hops+1); {
	case c.repo.lang.Mapping[q]:
		return []origin{{kind: fromEnv, text: key, at: c.place(e.Y, s)}}
	case c.repo.lang.Stores[q]:
		return []origin{{kind: fromStore, text: key, at: c.at(e.Y)}}
	}
	if t := c.follow(e, s, hops+1); t.expr != nil && t.expr != e {
		out := t.s.code.origins(t.expr, t.s, hops+1)
		for i := range out {
			if out[i].name == "" {
				out[i].name = key
			}
		}
		return out
	}
	if o, ok := c.issued(e, e.X, key); ok {
		return []origin{o}
	}
	return nil
}

// result are the origins of what a call gives back.
func (c *code) result(e *syntax.Expr, s *scope, hops int) []origin {
	q := c.qual(e.X, s, hops+1)
	first := e.Positional(0)
	switch {
	case c.repo.lang.Environment[q] || c.repo.lang.Named[q]:
		if first == nil {
			first = e.Arg("key")
		}
		name, ok := c.text(first, s, hops+1)
		if !ok && first == nil {
			return nil
		}
		out := []origin{{kind: fromEnv, text: name, at: c.place(first, s)}}
		fallback := e.Positional(1)
		if fallback == nil {
			fallback = e.Arg("default")
		}
		for _, o := range c.origins(fallback, s, hops+1) {
			if o.name == "" {
				o.name = name
			}
			out = append(out, o)
		}
		return out
	case c.repo.lang.Stores[strings.TrimSuffix(q, ".get")]:
		if name, ok := c.text(first, s, hops+1); ok {
			return []origin{{kind: fromStore, text: name, at: c.at(first)}}
		}
		return nil
	case c.repo.lang.Wrap[q]:
		return c.origins(first, s, hops+1)
	case e.X.Kind == syntax.Attr && c.repo.lang.Through[e.X.Text]:
		return c.origins(e.X.X, s, hops+1)
	}
	if e.X.Kind == syntax.Attr && e.X.Text == "get" && first != nil { // config.get("key", …)
		if base := c.follow(e.X.X, s, hops+1); base.expr != nil && base.expr.Kind == syntax.Dict {
			if key, ok := c.text(first, s, hops+1); ok {
				return base.s.code.origins(base.entry(key), base.s, hops+1)
			}
		}
		if key, ok := c.text(first, s, hops+1); ok {
			if o, ok := c.issued(e, e.X.X, key); ok {
				return []origin{o}
			}
		}
		return nil
	}
	if name := c.repo.lang.Gives[q]; name != "" {
		return []origin{{kind: fromIssuer, text: name, at: c.span(e.X.Start, e.X.End)}}
	}
	return c.returned(e, s, hops)
}

// place is where a text is written that an expression stands for.
func (c *code) place(e *syntax.Expr, s *scope) nhi.Span {
	if t := c.follow(e, s, 0); t.expr != nil && t.expr.Kind == syntax.Str {
		return t.s.code.at(t.expr)
	}
	return c.at(e)
}

// entry is the value of a key of a dictionary that is written out.
func (t thing) entry(key string) *syntax.Expr {
	if t.expr == nil || t.expr.Kind != syntax.Dict {
		return nil
	}
	for _, a := range t.expr.Args {
		if k, ok := t.s.code.text(a.Key, t.s, 0); ok && k == key {
			return a.Value
		}
	}
	return nil
}

// place is the place of a parameter among those that are given by it, from 0.
func place(def *syntax.Stmt, i int) int {
	n := 0
	for j := range i {
		if !def.Params[j].KeywordOnly {
			n++
		}
	}
	return n
}

// returned are the origins of what a function of the repository gives back, with the
// arguments of this call in place of its parameters.
func (c *code) returned(e *syntax.Expr, s *scope, hops int) []origin {
	t := c.follow(e.X, s, hops+1)
	if t.def == nil || t.def.Kind != syntax.Def || hops > 3 {
		return nil
	}
	d := t.s.code
	inner := d.scopes[t.def]
	if inner == nil {
		return nil
	}
	here := &scope{code: d, parent: inner.parent, def: inner.def, names: map[string][]binding{}, global: inner.global}
	for name, list := range inner.names {
		own := make([]binding, len(list))
		for i, b := range list {
			if own[i] = b; b.s == inner {
				own[i].s = here
			}
		}
		here.names[name] = own
	}
	skip := 0
	if e.X.Kind == syntax.Attr && t.s.class() {
		skip = 1 // self
	}
	for i := skip; i < len(t.def.Params); i++ {
		p := &t.def.Params[i]
		arg := e.Arg(p.By())
		if arg == nil && !p.KeywordOnly && p.Star == 0 {
			arg = e.Positional(place(t.def, i) - skip)
		}
		if arg != nil {
			here.names[p.Name] = []binding{{kind: toValue, at: -1, straight: true, expr: arg, s: s}}
		}
	}
	var out []origin
	n := 0
	syntax.Walk(t.def.Body, func(st *syntax.Stmt) bool {
		if st.Kind == syntax.Return && n < 8 {
			n++
			out = append(out, d.origins(st.Value, here, hops+2)...)
		}
		return st.Kind != syntax.Def && st.Kind != syntax.Class
	})
	return short(out)
}
