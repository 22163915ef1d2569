package code

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// code is a parsed module with an index of its names and calls.
type code struct {
	repo *Repo
	// file is where the facts are; path is the module's, the same but for notebooks.
	file  *nhi.File
	path  string
	m     *syntax.Module
	top   *scope
	calls []call
	sets  []set
	// entries are the entries of dictionaries that are given a value.
	entries []set
	// scopes are those of functions and classes, defs the functions in the order of the
	// module, and byScope the calls of each.
	scopes  map[*syntax.Stmt]*scope
	defs    []*syntax.Stmt
	byScope map[*scope][]call
	// puts and grown are the entries and the calls that put something into a container, by
	// its name.
	puts  map[string][]set
	grown map[string][]call
	parts map[*syntax.Expr][]syntax.Piece
	// quals are full names that were found: every pass asks for those of all calls.
	// imports are the modules that imports were found to name.
	quals   map[named]string
	imports map[dependency]*code
	// agents are the agents that calls of this module build, once they were looked for.
	agents map[*syntax.Expr]*nhi.Agent
	looked bool
}

// named is an expression and the scope in which it has its meaning.
type named struct {
	e *syntax.Expr
	s *scope
}

// dependency is a module as an import names it.
type dependency struct {
	module string
	level  int
}

// call is a call and the scope in which it stands.
type call struct {
	e *syntax.Expr
	s *scope
}

// set is an attribute that is given a value.
type set struct {
	target, value *syntax.Expr
	s             *scope
}

// scope is a module, a function or a class.
type scope struct {
	code   *code
	parent *scope
	names  map[string][]binding
	// def is the function or class; nil for the module.
	def *syntax.Stmt
	// attrs are what the methods of a class give to attributes of self.
	attrs map[string][]binding
	// global are the names that a function takes from the module.
	global map[string]bool
}

func (s *scope) class() bool { return s.def != nil && s.def.Kind == syntax.Class }

// what a name is bound to.
type bound uint8

const (
	toUnknown bound = iota
	toValue
	toModule // import a.b as c
	toMember // from a.b import c
	toParam
	toDef // a function or a class
)

// binding is one way in which a name gets its value.
type binding struct {
	kind bound
	// at is where, and straight says that it always happens: not in a branch or a loop.
	at       int32
	straight bool
	expr     *syntax.Expr
	stmt     *syntax.Stmt
	param    *syntax.Param
	// module and member of an import, and how many dots are before the module.
	module, member string
	level          int
	// s is the scope in which expr has its meaning.
	s *scope
}

// maxNames is how many bindings of one name are kept; what has more is no constant.
const maxNames = 16

func (s *scope) bind(name string, b binding) {
	if s.global[name] {
		for s.parent != nil {
			s = s.parent
		}
		b.straight = false
	}
	if len(s.names[name]) < maxNames {
		s.names[name] = append(s.names[name], b)
	}
}

// newCode indexes a module.
func newCode(r *Repo, file *nhi.File, path string, m *syntax.Module) *code {
	c := &code{repo: r, file: file, path: path, m: m, scopes: map[*syntax.Stmt]*scope{}}
	c.top = &scope{code: c, names: map[string][]binding{}}
	c.block(m.Body, c.top, true)
	return c
}

func (c *code) block(list []*syntax.Stmt, s *scope, straight bool) {
	for _, st := range list {
		c.statement(st, s, straight)
	}
}

func (c *code) statement(st *syntax.Stmt, s *scope, straight bool) {
	st.Exprs(func(e *syntax.Expr) { c.index(e, s) })
	b := binding{at: st.Start, straight: straight, s: s, stmt: st}
	switch st.Kind {
	case syntax.Import:
		for _, a := range st.Names {
			b.kind, b.module = toModule, a.Name
			name := a.As
			if name == "" {
				name, _, _ = strings.Cut(a.Name, ".")
				b.module = name
			}
			s.bind(name, b)
		}
	case syntax.From:
		for _, a := range st.Names {
			b.kind, b.module, b.level, b.member = toMember, st.Module, st.Level, a.Name
			name := a.As
			if name == "" {
				name = a.Name
			}
			s.bind(name, b)
		}
	case syntax.Assign:
		if st.Value == nil {
			return
		}
		for _, t := range st.Targets {
			c.assign(t, st.Value, b)
		}
	case syntax.Augment:
		// x += y makes something else of it, but a list keeps what it had.
		c.assign(st.Targets[0], nil, b)
	case syntax.Def, syntax.Class:
		b.kind = toDef
		s.bind(st.Name, b)
		c.define(st, s)
	case syntax.Block:
		for _, t := range st.Targets {
			c.assign(t, nil, b)
		}
		for _, item := range st.Items { // with open() as f: mostly the same thing
			if item.Key != nil {
				c.assign(item.Key, item.Value, b)
			}
		}
		if st.Name != "" { // except … as
			s.bind(st.Name, b)
		}
		c.block(st.Body, s, straight && (st.Word == "with" || st.Word == "try"))
	case syntax.Other:
		if st.Word == "global" {
			if s.global == nil {
				s.global = map[string]bool{}
			}
			for _, a := range st.Names {
				s.global[a.Name] = true
			}
		}
	}
}

// define indexes a function or a class that stands in a scope.
func (c *code) define(st *syntax.Stmt, s *scope) {
	inner := &scope{code: c, parent: s, names: map[string][]binding{}, def: st}
	c.scopes[st] = inner
	if st.Kind == syntax.Def {
		c.defs = append(c.defs, st)
	}
	if st.Kind == syntax.Class {
		inner.attrs = map[string][]binding{}
	}
	for i := range st.Params {
		p := &st.Params[i]
		inner.bind(p.Name, binding{kind: toParam, at: p.Start, straight: true, param: p, stmt: st, s: inner})
	}
	c.block(st.Body, inner, true)
}

// assign binds what stands on the left side to a value, nil for something unknown.
func (c *code) assign(t, value *syntax.Expr, b binding) {
	switch t.Kind {
	case syntax.Ident:
		if b.expr = value; value != nil {
			b.kind = toValue
		}
		b.s.bind(t.Text, b)
	case syntax.Index:
		if value != nil && t.Y != nil {
			c.entries = append(c.entries, set{t, value, b.s})
		}
	case syntax.Attr:
		if value != nil {
			c.sets = append(c.sets, set{t, value, b.s})
		}
		// self.x = …
		if t.X.Kind != syntax.Ident || b.s.def == nil || len(b.s.def.Params) == 0 || b.s.def.Params[0].Name != t.X.Text {
			return
		}
		class := b.s.parent
		if class == nil || !class.class() {
			return
		}
		if b.expr = value; value != nil {
			b.kind = toValue
		}
		if len(class.attrs[t.Text]) < maxNames {
			class.attrs[t.Text] = append(class.attrs[t.Text], b)
		}
	case syntax.Tuple, syntax.List:
		for i, a := range t.Args {
			var part *syntax.Expr
			if value != nil && (value.Kind == syntax.Tuple || value.Kind == syntax.List) && len(value.Args) == len(t.Args) && value.Args[i].Star == 0 {
				part = value.Args[i].Value
			}
			c.assign(a.Value, part, b)
		}
	case syntax.Star:
		c.assign(t.X, nil, b)
	case syntax.Dict: // { a, b: c } = x
		for _, a := range t.Args {
			var part *syntax.Expr
			if value != nil && a.Name != "" {
				part = &syntax.Expr{Kind: syntax.Attr, Start: a.NameAt, End: a.NameAt + int32(len(a.Name)), TextAt: a.NameAt, X: value, Text: a.Name}
			}
			if a.Value != nil {
				c.assign(a.Value, part, b)
			}
		}
	case syntax.Named: // of a pattern: its default is one value more
		c.assign(t.X, value, b)
	}
}

// index notes the calls in an expression, and the names that it binds.
func (c *code) index(e *syntax.Expr, s *scope) {
	e.Walk(func(e *syntax.Expr) bool {
		switch e.Kind {
		case syntax.Call:
			c.calls = append(c.calls, call{e, s})
		case syntax.Named:
			c.assign(e.X, e.Y, binding{at: e.Start, s: s})
		case syntax.Lambda:
			if e.Def != nil {
				c.define(e.Def, s)
			}
			for _, a := range e.Args {
				if len(s.names[a.Name]) > 0 { // it hides a name that has a meaning
					s.bind(a.Name, binding{at: e.Start, s: s})
				}
			}
		case syntax.Comp:
			for _, a := range e.Args {
				if a.Key != nil {
					c.assign(a.Key, nil, binding{at: e.Start, s: s})
				}
			}
		}
		return true
	})
}

// lookup gives the ways in which a name that stands at a place may have got its
// value there; nil for a name that nothing here binds.
func (s *scope) lookup(name string, at int32) []binding {
	for sc := s; sc != nil; sc = sc.parent {
		if sc.class() && sc != s {
			continue
		}
		list, ok := sc.names[name]
		if !ok {
			continue
		}
		if sc != s {
			return list
		}
		return before(list, at)
	}
	return nil
}

// before are the bindings that count at a place of the same scope: from the last one
// before it that always happens.
func before(list []binding, at int32) []binding {
	first, last := 0, 0
	for i, b := range list {
		if b.at >= at && b.kind != toParam {
			break
		}
		last = i + 1
		if b.straight {
			first = i
		}
	}
	if last == 0 {
		return list // of a loop
	}
	return list[first:last]
}

// span is a stretch of the module's file.
func (c *code) span(start, end int32) nhi.Span { return c.file.At(int(start), int(end)) }

// at is the place of an expression; of a string what stands between its quotes.
func (c *code) at(e *syntax.Expr) nhi.Span {
	if e.Kind == syntax.Str {
		start, end := c.m.Inside(e)
		return c.file.At(start, end)
	}
	return c.span(e.Start, e.End)
}
