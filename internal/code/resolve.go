package code

import (
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
)

// maxHops is how many steps a name is followed.
const maxHops = 8

// maxSteps bounds what is followed for one directory, and maxText the length of a
// text in bytes that is put together: names may stand for texts of names.
const (
	maxSteps = 1 << 19
	maxText  = 1 << 16
)

// tired says whether enough was followed.
func (c *code) tired(hops int) bool {
	c.repo.steps++
	return hops > maxHops || c.repo.steps > maxSteps
}

// pieces are the parts of a string, which are parsed once.
func (c *code) pieces(e *syntax.Expr) []syntax.Piece {
	list, ok := c.parts[e]
	if !ok {
		list = c.m.Pieces(e)
		if c.parts == nil {
			c.parts = map[*syntax.Expr][]syntax.Piece{}
		}
		c.parts[e] = list
	}
	return list
}

// qual is the full name of what an expression stands for: agents.Agent, or for what a
// call gives back, openai.OpenAI(). It is empty for what is not known and what is the
// repository's own.
func (c *code) qual(e *syntax.Expr, s *scope, hops int) string {
	if e == nil || c.tired(hops) {
		return ""
	}
	q, ok := c.quals[named{e, s}]
	if ok {
		return q
	}
	q = c.spelled(e, s, hops)
	if hops == 0 { // else the steps may not have been enough
		if c.quals == nil {
			c.quals = map[named]string{}
		}
		c.quals[named{e, s}] = q
	}
	return q
}

// spelled finds a full name step by step.
func (c *code) spelled(e *syntax.Expr, s *scope, hops int) string {
	switch e.Kind {
	case syntax.Ident:
		list := s.lookup(e.Text, e.Start)
		if list == nil {
			return e.Text // a builtin
		}
		// One of several imports of a name is as good as any (try, except).
		for _, b := range list {
			if b.kind == toMember || b.kind == toModule {
				return c.qualOf(b, hops)
			}
		}
		if len(list) != 1 {
			return ""
		}
		return c.qualOf(list[0], hops)
	case syntax.Attr:
		if own := c.self(e, s); own != nil {
			if len(own) == 1 && own[0].kind == toValue {
				return c.qual(own[0].expr, own[0].s, hops+1)
			}
			return ""
		}
		base := c.qual(e.X, s, hops+1)
		if base == "" {
			if m, name := c.foreign(e, s, hops); m != nil {
				return m.qualName(name, hops+1)
			}
			return ""
		}
		return base + "." + e.Text
	case syntax.Call:
		base := c.qual(e.X, s, hops+1)
		if base == "" {
			return ""
		}
		if c.repo.lang.Factories[base] {
			what, ok := c.text(e.Positional(0), s, hops+1)
			if !ok {
				return ""
			}
			return base + "(" + what + ")"
		}
		if c.repo.lang.Adapts[base] { // promisify(exec)
			return c.qual(e.Positional(0), s, hops+1)
		}
		if i := strings.Index(base, "()."); i >= 0 && c.repo.lang.Fluent[base[:i+2]] {
			return base[:i+2] // its methods give it back
		}
		return base + "()"
	case syntax.Await:
		return c.qual(e.X, s, hops+1)
	case syntax.Named:
		return c.qual(e.Y, s, hops+1)
	}
	return ""
}

// qualOf is the full name of what a name is bound to.
func (c *code) qualOf(b binding, hops int) string {
	switch b.kind {
	case toModule:
		if c.repo.lang.Local(c.repo, c.path, b.module) {
			return ""
		}
		return b.module
	case toMember:
		if b.level == 0 && !c.repo.lang.Local(c.repo, c.path, b.module) {
			return b.module + "." + b.member
		}
		if m, name := c.member(b); m != nil && name != "" {
			return m.qualName(name, hops+1)
		}
	case toValue:
		return b.s.code.qual(b.expr, b.s, hops+1)
	case toParam:
		if b.param.Ann != nil && b.param.Star == 0 {
			if q := c.qual(b.param.Ann, b.s.parent, hops+1); strings.Contains(q, ".") {
				return q + "()"
			}
		}
	}
	return ""
}

// qualName is the full name of what a name of the module stands for: of what it
// only passes on.
func (c *code) qualName(name string, hops int) string {
	list := c.top.names[name]
	if len(list) == 0 || hops > maxHops {
		return ""
	}
	return c.qualOf(list[len(list)-1], hops)
}

// self are the bindings of an attribute of the object whose method this is; nil when
// it is none.
func (c *code) self(e *syntax.Expr, s *scope) []binding {
	if e.X.Kind != syntax.Ident {
		return nil
	}
	for sc := s; sc != nil; sc = sc.parent {
		if sc.def == nil || sc.class() || len(sc.def.Params) == 0 || sc.def.Params[0].Name != e.X.Text || sc.parent == nil || !sc.parent.class() {
			continue
		}
		if list := sc.parent.attrs[e.Text]; len(list) > 0 {
			return list
		}
		return sc.parent.names[e.Text]
	}
	return nil
}

// foreign is the module of the repository and the name in it that module.name means.
func (c *code) foreign(e *syntax.Expr, s *scope, hops int) (*code, string) {
	if e.X.Kind != syntax.Ident || hops > maxHops {
		return nil, ""
	}
	list := s.lookup(e.X.Text, e.Start)
	if len(list) != 1 {
		return nil, ""
	}
	switch b := list[0]; b.kind {
	case toModule:
		if m := b.s.code.imported(b.module, 0); m != nil {
			return m, e.Text
		}
	case toMember:
		if m, name := b.s.code.member(b); m != nil && name == "" {
			return m, e.Text
		}
	}
	return nil, ""
}

// thing is what a name stands for in the end: an expression that is no name, or a
// function or class of the repository.
type thing struct {
	expr *syntax.Expr
	def  *syntax.Stmt
	s    *scope
	// name is the last name that it went by.
	name string
}

func (t thing) known() bool { return t.expr != nil || t.def != nil }

// follow finds what an expression stands for. Names with several values stand for
// nothing that is known.
func (c *code) follow(e *syntax.Expr, s *scope, hops int) thing {
	if e == nil || c.tired(hops) {
		return thing{}
	}
	switch e.Kind {
	case syntax.Ident:
		list := s.lookup(e.Text, e.Start)
		if len(list) != 1 {
			return thing{}
		}
		return followed(list[0], e.Text, hops)
	case syntax.Attr:
		if own := c.self(e, s); own != nil {
			if len(own) == 1 {
				return followed(own[0], e.Text, hops)
			}
			return thing{}
		}
		if m, name := c.foreign(e, s, hops); m != nil {
			return m.followName(name, hops+1)
		}
		base := c.follow(e.X, s, hops+1)
		if class := base.class(hops + 1); class != nil { // of a class, or of what is made of it
			if sc := class.s.code.scopes[class.def]; sc != nil {
				list := sc.names[e.Text]
				if base.def == nil && len(sc.attrs[e.Text]) > 0 {
					list = sc.attrs[e.Text]
				}
				if len(list) == 1 {
					return followed(list[0], e.Text, hops)
				}
			}
			return thing{}
		}
		if v := base.expr.Entry(e.Text); v != nil {
			return base.s.code.follow(v, base.s, hops+1)
		}
	case syntax.Await:
		return c.follow(e.X, s, hops+1)
	case syntax.Named:
		return c.follow(e.Y, s, hops+1)
	case syntax.Index:
		key, ok := c.text(e.Y, s, hops+1)
		base := c.follow(e.X, s, hops+1)
		if !ok || base.expr == nil || base.expr.Kind != syntax.Dict {
			break
		}
		for _, a := range base.expr.Args {
			if k, ok := base.s.code.text(a.Key, base.s, hops+1); ok && k == key {
				return base.s.code.follow(a.Value, base.s, hops+1)
			}
		}
		return thing{}
	}
	if e.Kind == syntax.Lambda && e.Def != nil {
		return thing{def: e.Def, s: s}
	}
	return thing{expr: e, s: s}
}

// class is the class of the repository that a thing is, or that it is made of.
func (t thing) class(hops int) *thing {
	if t.def != nil {
		if t.def.Kind == syntax.Class {
			return &t
		}
		return nil
	}
	if t.expr == nil || t.expr.Kind != syntax.Call {
		return nil
	}
	made := t.s.code.follow(t.expr.X, t.s, max(hops, 2))
	if made.def != nil && made.def.Kind == syntax.Class {
		return &made
	}
	return nil
}

func followed(b binding, name string, hops int) thing {
	c := b.s.code
	switch b.kind {
	case toValue:
		t := c.follow(b.expr, b.s, hops+1)
		if t.name == "" {
			t.name = name
		}
		return t
	case toDef:
		return thing{def: b.stmt, s: b.s, name: name}
	case toMember:
		if m, member := c.member(b); m != nil && member != "" {
			return m.followName(member, hops+1)
		}
	}
	return thing{}
}

func (c *code) followName(name string, hops int) thing {
	list := c.top.names[name]
	if len(list) != 1 || hops > maxHops {
		return thing{}
	}
	return followed(list[0], name, hops)
}

// text is the text that an expression has, when it is a constant.
func (c *code) text(e *syntax.Expr, s *scope, hops int) (string, bool) {
	t := c.follow(e, s, hops)
	if t.expr == nil || hops > maxHops {
		return "", false
	}
	c, e, s = t.s.code, t.expr, t.s
	switch e.Kind {
	case syntax.Str:
		if text, ok := c.m.Text(e); ok {
			return text, true
		}
		whole := ""
		pieces := c.pieces(e)
		for _, p := range pieces {
			if p.Expr != nil {
				part, ok := c.text(p.Expr, s, hops+1)
				if !ok {
					return "", false
				}
				whole += part
				continue
			}
			whole += p.Text
			if len(whole) > maxText {
				return "", false
			}
		}
		return whole, len(pieces) > 0 && len(whole) <= maxText
	case syntax.Binary:
		if e.Text != "+" {
			return "", false
		}
		x, ok1 := c.text(e.X, s, hops+1)
		y, ok2 := c.text(e.Y, s, hops+1)
		return x + y, ok1 && ok2 && len(x)+len(y) <= maxText
	case syntax.Call: // new URL("…")
		if c.repo.lang.Wrap[c.qual(e.X, s, hops+1)] {
			return c.text(e.Positional(0), s, hops+1)
		}
	}
	return "", false
}

// elements are those of a list, a tuple or a set, lists that are added and spread
// among them; whole is false when some are not known.
func (c *code) elements(e *syntax.Expr, s *scope, hops int) (out []thing, whole bool) {
	t := c.follow(e, s, hops)
	if t.expr == nil || hops > maxHops {
		return nil, false
	}
	c, e, s = t.s.code, t.expr, t.s
	switch e.Kind {
	case syntax.List, syntax.Tuple, syntax.Set:
		whole = true
		for _, a := range e.Args {
			if a.Value.Kind == syntax.Star {
				more, ok := c.elements(a.Value.X, s, hops+1)
				out, whole = append(out, more...), whole && ok
				continue
			}
			out = append(out, thing{expr: a.Value, s: s})
		}
		return out, whole
	case syntax.Dict: // tools by name
		whole = true
		for _, a := range e.Args {
			switch {
			case a.Star == 2:
				more, ok := c.elements(a.Value, s, hops+1)
				out, whole = append(out, more...), whole && ok
			case a.Name != "" && a.Value != nil:
				out = append(out, thing{expr: a.Value, s: s, name: a.Name})
			default:
				whole = false
			}
		}
		return out, whole
	case syntax.Binary:
		if e.Text != "+" {
			return nil, false
		}
		x, ok1 := c.elements(e.X, s, hops+1)
		y, ok2 := c.elements(e.Y, s, hops+1)
		return append(x, y...), ok1 && ok2
	}
	return nil, false
}
