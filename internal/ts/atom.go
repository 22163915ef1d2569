package ts

import "github.com/nhivet/nhivet/internal/syntax"

// primary reads an operand.
func (p *parser) primary() *syntax.Expr {
	start := p.tok.start
	switch p.tok.kind {
	case text:
		e := p.nodes.Expr(syntax.Str, start)
		p.next()
		return p.close(e)
	case template:
		return p.template()
	case number:
		e := p.nodes.Expr(syntax.Num, start)
		e.Text = p.text()
		p.next()
		return p.close(e)
	case word:
		return p.word(start)
	case private:
		e := p.nodes.Expr(syntax.Ident, start)
		e.Text = ident(p.text())
		p.next()
		return p.close(e)
	}
	switch p.tok.code {
	case '(':
		return p.brackets(start, false)
	case '[':
		e := p.nodes.Expr(syntax.List, start)
		p.next()
		e.Args = p.elements(']')
		return p.close(e)
	case '{':
		return p.object()
	case '/', opAssign:
		if p.src[start] == '/' {
			e := p.nodes.Expr(syntax.Const, start)
			e.Text = "/"
			p.regex()
			return p.close(e)
		}
	case '@':
		items := p.decorators()
		if p.is(wordClass) {
			e := p.nodes.Expr(syntax.Lambda, start)
			e.Def = p.class(start)
			e.Def.Items = items
			return p.close(e)
		}
	}
	e := p.nodes.Expr(syntax.Bad, start)
	p.fail("expected an expression")
	// What closes a bracket or a statement is for those around.
	switch p.tok.code {
	case ')', ']', '}', ',', ';', ':':
	default:
		if p.tok.kind != end {
			p.next()
		}
	}
	return p.close(e)
}

// word reads an operand that starts with a word.
func (p *parser) word(start int32) *syntax.Expr {
	switch p.tok.code {
	case wordFunction:
		return p.function(start, false)
	case wordAsync:
		switch t := p.peek(); {
		case t.fresh:
		case t.code == wordFunction:
			p.next()
			return p.function(start, true)
		case t.code == '(' && t.kind == punct:
			p.next()
			return p.brackets(start, true)
		case t.code == '<' && p.types && p.budget > 0:
			m := p.mark()
			p.next()
			p.typeArgs()
			if p.is('(') && len(p.m.Errors) == m.errors {
				e := p.brackets(start, true)
				if e.Kind == syntax.Lambda {
					return e
				}
			}
			p.back(m)
		case named(t):
			if p.scan(int(t.end)).code == opArrow {
				p.next()
				return p.word(start)
			}
		}
	case wordClass:
		e := p.nodes.Expr(syntax.Lambda, start)
		e.Def = p.class(start)
		return p.close(e)
	case wordNew:
		return p.new(start)
	case wordLiteral:
		e := p.nodes.Expr(syntax.Const, start)
		e.Text = map[byte]string{'n': "None", 't': "True", 'f': "False"}[p.src[start]]
		p.next()
		return p.close(e)
	case wordImport:
		e := p.nodes.Expr(syntax.Ident, start)
		e.Text = "import"
		p.next()
		return p.close(e)
	}
	if !named(p.tok) && !p.is(wordThis) && !p.is(wordSuper) {
		e := p.nodes.Expr(syntax.Bad, start)
		p.fail("expected an expression")
		switch p.tok.code { // what starts a statement is for those around
		case wordConst, wordReturn, wordIf, wordFor, wordWhile, wordVar, wordExport, wordTry, wordThrow, wordSwitch, wordBreak, wordContinue, wordDo:
		default:
			p.next()
		}
		return p.close(e)
	}
	e := p.nodes.Expr(syntax.Ident, start)
	e.Text, e.TextAt = ident(p.text()), p.tok.start
	p.next()
	if e.Text == "undefined" {
		e.Kind, e.Text = syntax.Const, "None"
	}
	e.Start = e.TextAt
	p.close(e)
	if p.is(opArrow) && !p.tok.fresh && e.Kind == syntax.Ident {
		n := len(p.nodes.Stack)
		p.nodes.Push(syntax.Arg{Value: e})
		list := p.nodes.Stack[n:]
		def := p.nodes.Stmt(syntax.Def, start)
		params(def, list)
		p.nodes.Stack = p.nodes.Stack[:n]
		return p.arrow(start, def)
	}
	e.Start = start
	return e
}

func (p *parser) new(start int32) *syntax.Expr {
	p.next()
	if p.is('.') { // new.target
		p.next()
		p.next()
		e := p.nodes.Expr(syntax.Ident, start)
		e.Text = "new.target"
		return p.close(e)
	}
	at := p.tok.start
	var x *syntax.Expr
	if p.deep() {
		return p.close(p.nodes.Expr(syntax.Bad, start))
	}
	p.depth++
	if p.is(wordNew) {
		x = p.new(at)
	} else {
		x = p.primary()
	}
	x = p.members(x, at, false)
	p.depth--
	e := p.nodes.Expr(syntax.Call, start)
	e.X = x
	if p.take('(') {
		e.Args = p.elements(')')
	}
	return p.close(e)
}

// template reads a template: a string, with expressions in it or without.
func (p *parser) template() *syntax.Expr {
	start := p.tok.start
	e := p.nodes.Expr(syntax.Str, start)
	i := int(p.tok.end)
	from, n := i, len(p.nodes.Stack)
	holes := false
	chunk := func(to int) {
		c := p.nodes.Expr(syntax.Str, int32(from))
		c.End, c.First = int32(to), bare
		p.nodes.Push(syntax.Arg{Value: c})
	}
	for i < len(p.src) {
		switch b := p.src[i]; {
		case b == '\\':
			i += 2
		case b == '`':
			if holes {
				chunk(i)
				e.Args = p.nodes.Pop(n)
			}
			p.tok.end, p.pos = int32(i+1), i+1
			p.next()
			return p.close(e)
		case b == '$' && i+1 < len(p.src) && p.src[i+1] == '{':
			holes = true
			chunk(i)
			p.pos = i + 2
			p.next()
			noIn, branch := p.noIn, p.branch
			p.noIn, p.branch = false, false
			p.nodes.Push(syntax.Arg{Value: p.sequence()})
			p.noIn, p.branch = noIn, branch
			if !p.is('}') {
				p.fail("expected '}'")
				e.Args = p.nodes.Pop(n)
				return p.close(e)
			}
			i = int(p.tok.end)
			from = i
		default:
			i++
		}
	}
	p.failAt(int(start), "a template is not closed")
	e.Args = p.nodes.Pop(n)
	p.tok.end, p.pos = int32(len(p.src)), len(p.src)
	p.next()
	return p.close(e)
}

// object reads an object, or a pattern that looks like one.
func (p *parser) object() *syntax.Expr {
	e := p.nodes.Expr(syntax.Dict, p.tok.start)
	p.next()
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, false
	n := len(p.nodes.Stack)
	for !p.is('}') && p.tok.kind != end {
		before := p.tok.start
		p.nodes.Push(p.entry())
		if !p.take(',') && !p.is('}') {
			p.fail("expected ',' or '}'")
			if p.tok.start == before || p.is(';') || p.is(')') || p.is(']') {
				break
			}
		}
	}
	e.Args = p.nodes.Pop(n)
	p.noIn, p.branch = noIn, branch
	p.want('}', "a bracket is not closed")
	return p.close(e)
}

// entry reads a property, a method or a spread.
func (p *parser) entry() syntax.Arg {
	start := p.tok.start
	if p.take(opDots) {
		return syntax.Arg{Star: 2, Value: p.assign()}
	}
	async := false
	for p.tok.kind == word && (p.is(wordAsync) || p.soft("get") || p.soft("set")) {
		if t := p.peek(); t.kind == punct && t.code != '[' && t.code != '*' || t.kind == end {
			break
		}
		async = async || p.is(wordAsync)
		p.next()
	}
	star := p.take('*')
	a := p.key()
	switch {
	case p.is('(') || p.is('<') && p.types:
		def := p.nodes.Stmt(syntax.Def, start)
		def.Name, def.NameAt, def.Async = a.Name, a.NameAt, async
		p.signature(def)
		p.block(def)
		e := p.nodes.Expr(syntax.Lambda, start)
		e.Def = def
		a.Value = p.close(e)
	case p.take(':') && !star:
		a.Value = p.assign()
		entitle(a.Value, a.Name, a.NameAt)
	default:
		e := p.nodes.Expr(syntax.Ident, start)
		e.Text, e.TextAt = a.Name, a.NameAt
		a.Value = p.close(e)
		if e.Text == "undefined" {
			e.Kind, e.Text = syntax.Const, "None"
		}
		if p.is('=') { // of a pattern
			set := p.nodes.Expr(syntax.Named, start)
			p.next()
			set.X, set.Y = e, p.assign()
			a.Value = p.close(set)
		}
	}
	return a
}

// key reads the name of a property.
func (p *parser) key() syntax.Arg {
	a := syntax.Arg{NameAt: p.tok.start}
	switch {
	case p.tok.kind == word || p.tok.kind == private:
		e := p.nodes.Expr(syntax.Str, p.tok.start)
		e.First = bare
		a.Name = ident(p.text())
		p.next()
		a.Key = p.close(e)
	case p.tok.kind == text:
		e := p.nodes.Expr(syntax.Str, p.tok.start)
		p.next()
		a.Key = p.close(e)
		a.Name, _ = p.m.Text(e)
	case p.tok.kind == number:
		e := p.nodes.Expr(syntax.Num, p.tok.start)
		e.Text = p.text()
		p.next()
		a.Key = p.close(e)
	case p.is('['):
		p.next()
		a.Key = p.assign()
		p.want(']', "expected ']'")
	default:
		p.fail("expected a property")
		e := p.nodes.Expr(syntax.Bad, p.tok.start)
		switch p.tok.code {
		case ')', ']', '}', ',', ';', ':':
		default:
			p.next()
		}
		a.Key = p.close(e)
	}
	return a
}
