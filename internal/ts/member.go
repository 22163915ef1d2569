package ts

import "github.com/nhivet/nhivet/internal/syntax"

// postfix reads members, calls and templates behind an operand.
func (p *parser) postfix(e *syntax.Expr, start int32) *syntax.Expr {
	return p.members(e, start, true)
}

func (p *parser) members(e *syntax.Expr, start int32, calls bool) *syntax.Expr {
	for n := 0; ; n++ {
		if n == maxChain {
			p.fail("more calls in a row than people write")
		}
		before := e
		switch p.tok.code {
		case '.':
			p.next()
			e = p.member(e, start)
		case opOptional:
			if !calls {
				return e
			}
			p.next()
			switch {
			case p.is('('):
				e = p.call(e, start)
			case p.is('['):
				e = p.index(e, start)
			case p.is('<') && p.types:
				p.typeArgs()
				if p.is('(') {
					e = p.call(e, start)
				}
			case p.tok.kind == template:
			default:
				e = p.member(e, start)
			}
		case '[':
			e = p.index(e, start)
		case '(':
			if !calls || e.Kind == syntax.Lambda && e.Count == isArrow && p.closed != e {
				return e
			}
			e = p.call(e, start)
		case '`':
			if p.tok.kind != template {
				return e
			}
			e = p.tagged(e, start)
		case '!':
			if p.tok.fresh || !p.types {
				return e
			}
			p.next()
		case '<', opShift:
			if !p.types || !p.instance() {
				return e
			}
			if p.is('(') && calls {
				e = p.call(e, start)
			}
		default:
			return e
		}
		if n >= maxChain {
			e = before
		}
	}
}

func (p *parser) member(x *syntax.Expr, start int32) *syntax.Expr {
	e := p.nodes.Expr(syntax.Attr, start)
	e.X, e.TextAt = x, p.tok.start
	if p.tok.kind != word && p.tok.kind != private {
		p.fail("expected a name")
		return p.close(e)
	}
	e.Text = ident(p.text())
	p.next()
	return p.close(e)
}

func (p *parser) index(x *syntax.Expr, start int32) *syntax.Expr {
	e := p.nodes.Expr(syntax.Index, start)
	e.X = x
	p.next()
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, false
	e.Y = p.sequence()
	p.noIn, p.branch = noIn, branch
	p.want(']', "expected ']'")
	return p.close(e)
}

func (p *parser) call(x *syntax.Expr, start int32) *syntax.Expr {
	e := p.nodes.Expr(syntax.Call, start)
	e.X = x
	p.next()
	e.Args = p.elements(')')
	return p.close(e)
}

func (p *parser) tagged(x *syntax.Expr, start int32) *syntax.Expr {
	e := p.nodes.Expr(syntax.Call, start)
	e.X = x
	n := len(p.nodes.Stack)
	p.nodes.Push(syntax.Arg{Value: p.template()})
	e.Args = p.nodes.Pop(n)
	return p.close(e)
}

// elements reads expressions up to a closing bracket, which it passes over.
func (p *parser) elements(shut uint8) []syntax.Arg {
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, false
	n := len(p.nodes.Stack)
	for !p.is(shut) && p.tok.kind != end {
		if p.take(',') { // a hole
			continue
		}
		before := p.tok.start
		if p.is(opDots) {
			e := p.nodes.Expr(syntax.Star, before)
			p.next()
			e.X = p.assign()
			star := int8(1)
			if shut == ']' {
				star = 0 // as in the other language, where the element says so
			}
			p.nodes.Push(syntax.Arg{Star: star, Value: p.close(e)})
		} else {
			p.nodes.Push(syntax.Arg{Value: p.assign()})
		}
		if !p.take(',') && !p.is(shut) {
			p.fail("expected ',' or the end of the list")
			if p.tok.start == before || p.tok.code == ';' || p.tok.code == '}' || p.tok.code == ')' || p.tok.code == ']' {
				break
			}
		}
	}
	p.noIn, p.branch = noIn, branch
	if !p.take(shut) {
		p.fail("a bracket is not closed")
	}
	return p.nodes.Pop(n)
}
