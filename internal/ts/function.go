package ts

import "github.com/nhivet/nhivet/internal/syntax"

// function reads a function that is an expression.
func (p *parser) function(start int32, async bool) *syntax.Expr {
	e := p.nodes.Expr(syntax.Lambda, start)
	e.Def = p.def(start, async)
	return p.close(e)
}

// def reads a function from its word on.
func (p *parser) def(start int32, async bool) *syntax.Stmt {
	p.next()
	p.take('*')
	def := p.nodes.Stmt(syntax.Def, start)
	def.Async = async
	if named(p.tok) {
		def.Name, def.NameAt = ident(p.text()), p.tok.start
		p.next()
	}
	p.signature(def)
	if p.is('{') {
		p.block(def)
	} else { // only declared
		p.semicolon()
	}
	def.End = max(def.Start, p.last)
	return def
}

// signature reads the parameters of a function and the type that it gives back.
func (p *parser) signature(def *syntax.Stmt) {
	if p.is('<') {
		p.typeArgs()
	}
	if !p.is('(') {
		p.fail("expected '('")
		return
	}
	p.next()
	n := len(p.nodes.Stack)
	p.parameters()
	params(def, p.nodes.Stack[n:])
	p.nodes.Stack = p.nodes.Stack[:n]
	if p.is(':') {
		p.next()
		def.Ann = p.result()
	}
}

// block reads the body of a function.
func (p *parser) block(def *syntax.Stmt) {
	if !p.is('{') {
		p.fail("expected '{'")
		return
	}
	def.Body = append(def.Body, p.body()...)
	def.End = max(def.Start, p.last)
}

// body reads statements in braces.
func (p *parser) body() []*syntax.Stmt {
	if !p.want('{', "expected '{'") {
		return nil
	}
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, false
	out := p.statements(nil)
	p.noIn, p.branch = noIn, branch
	p.want('}', "a bracket is not closed")
	return out
}

// property marks a parameter that the object keeps under its name.
const property = 100

// parameters reads what stands in brackets, of a function or not, up to the closing
// one, which it passes over, and puts it on the stack: types as keys, and what the
// brackets of a call could not hold with a mark. plain says that it may be both.
func (p *parser) parameters() (plain bool) {
	plain = true
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, false
	for !p.is(')') && p.tok.kind != end {
		before := p.tok.start
		a := syntax.Arg{NameAt: before}
		if p.is('@') {
			p.decorators()
		}
		for p.types && p.modifier() {
			a.Star = property
			p.next()
		}
		if p.is(opDots) {
			e := p.nodes.Expr(syntax.Star, p.tok.start)
			p.next()
			e.X = p.assign()
			a.Value = p.close(e)
		} else {
			a.Value = p.assign()
		}
		if p.is('?') {
			plain = false
			p.next()
		}
		if p.is(':') {
			plain = false
			p.next()
			a.Key = p.typ()
		}
		if p.is('=') {
			set := p.nodes.Expr(syntax.Named, before)
			p.next()
			set.X, set.Y = a.Value, p.assign()
			a.Value = p.close(set)
		}
		p.nodes.Push(a)
		if !p.take(',') && !p.is(')') {
			p.fail("expected ',' or ')'")
			break
		}
	}
	p.noIn, p.branch = noIn, branch
	p.want(')', "a bracket is not closed")
	return plain
}

// modifier says whether the word at hand belongs to the parameter behind it.
func (p *parser) modifier() bool {
	if p.tok.kind != word {
		return false
	}
	switch p.text() {
	case "public", "private", "protected", "readonly", "override":
		t := p.peek()
		return t.kind == word || t.code == '{' || t.code == '['
	}
	return false
}

// params makes parameters of what stands in brackets. What is taken out of an object
// can be given by its name.
func params(def *syntax.Stmt, list []syntax.Arg) {
	for _, a := range list {
		e, fallback := a.Value, (*syntax.Expr)(nil)
		if e.Kind == syntax.Named {
			e, fallback = e.X, e.Y
		}
		one := syntax.Param{Start: e.Start, End: e.End, Ann: a.Key, Default: fallback}
		switch e.Kind {
		case syntax.Star:
			one.Star = 1
			if e.X != nil && e.X.Kind == syntax.Ident {
				one.Name = e.X.Text
			}
			def.Params = append(def.Params, one)
		case syntax.Dict:
			one.Ann = nil
			def.Params = append(def.Params, one)
			for _, in := range e.Args {
				t, d := in.Value, (*syntax.Expr)(nil)
				if t != nil && t.Kind == syntax.Named {
					t, d = t.X, t.Y
				}
				if t == nil {
					continue
				}
				part := syntax.Param{Key: in.Name, Start: t.Start, End: t.End, KeywordOnly: true, Default: d}
				if in.Star != 0 {
					part.Key = "..."
				}
				if t.Kind == syntax.Ident {
					part.Name = t.Text
				}
				def.Params = append(def.Params, part)
			}
		case syntax.List:
			def.Params = append(def.Params, one)
			for _, in := range e.Args {
				t, d := in.Value, (*syntax.Expr)(nil)
				if t.Kind == syntax.Named {
					t, d = t.X, t.Y
				}
				if t.Kind == syntax.Ident {
					def.Params = append(def.Params, syntax.Param{Name: t.Text, Key: "...", Start: t.Start, End: t.End, KeywordOnly: true, Default: d})
				}
			}
		default:
			if e.Kind == syntax.Ident {
				one.Name = e.Text
			}
			def.Params = append(def.Params, one)
			if a.Star == property && e.Kind == syntax.Ident {
				this := &syntax.Expr{Kind: syntax.Ident, Start: e.Start, End: e.Start, Text: "this"}
				field := &syntax.Expr{Kind: syntax.Attr, Start: e.Start, End: e.End, TextAt: e.Start, X: this, Text: e.Text}
				def.Body = append(def.Body, &syntax.Stmt{Kind: syntax.Assign, Start: e.Start, End: e.End, Targets: []*syntax.Expr{field}, Value: e})
			}
		}
	}
}

// fits says whether what stands in brackets may be parameters.
func fits(list []syntax.Arg) bool {
	for _, a := range list {
		e := a.Value
		if e.Kind == syntax.Named {
			e = e.X
		}
		if e.Kind == syntax.Star {
			e = e.X
		}
		if e.Kind != syntax.Ident && e.Kind != syntax.Dict && e.Kind != syntax.List {
			return false
		}
	}
	return true
}

// brackets reads (…): expressions, or the parameters of a function.
func (p *parser) brackets(start int32, async bool) *syntax.Expr {
	n, branch := len(p.nodes.Stack), p.branch
	p.next()
	plain := p.parameters()
	list := p.nodes.Stack[n:]
	empty := len(list) == 0
	if fits(list) {
		returns := (*syntax.Expr)(nil)
		if p.is(':') && p.types && (!branch || !plain || empty) && p.budget > 0 {
			m := p.mark()
			p.next()
			returns = p.result()
			if !p.is(opArrow) || len(p.m.Errors) > m.errors {
				p.back(m)
			}
		}
		if p.is(opArrow) && !p.tok.fresh {
			def := p.nodes.Stmt(syntax.Def, start)
			def.Async, def.Ann = async, returns
			params(def, p.nodes.Stack[n:])
			p.nodes.Stack = p.nodes.Stack[:n]
			return p.arrow(start, def)
		}
	}
	if !plain {
		p.fail("expected '=>'")
	}
	list = p.nodes.Pop(n)
	switch {
	case async: // the call of a function that is called so
		x := p.nodes.Expr(syntax.Ident, start)
		x.Text, x.End = "async", start+int32(len("async"))
		e := p.nodes.Expr(syntax.Call, start)
		e.X, e.Args = x, list
		for i := range list {
			if list[i].Value.Kind == syntax.Star {
				list[i].Star = 1
			}
		}
		return p.close(e)
	case len(list) == 1:
		p.closed = list[0].Value
		return p.closed
	case len(list) == 0:
		p.fail("expected an expression")
		return p.close(p.nodes.Expr(syntax.Bad, start))
	}
	e := p.nodes.Expr(syntax.Tuple, start)
	e.Args = list
	return p.close(e)
}

// isArrow marks functions that are not called without brackets around them.
const isArrow = 1

// arrow reads a function from its arrow on.
func (p *parser) arrow(start int32, def *syntax.Stmt) *syntax.Expr {
	p.next()
	e := p.nodes.Expr(syntax.Lambda, start)
	e.Def, e.Count = def, isArrow
	if p.is('{') {
		p.block(def)
	} else {
		back := p.nodes.Stmt(syntax.Return, p.tok.start)
		back.Value = p.assign()
		back.End = max(back.Start, p.last)
		def.Body = append(def.Body, back)
	}
	def.End = max(def.Start, p.last)
	return p.close(e)
}
