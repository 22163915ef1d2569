package py

import "github.com/nhivet/nhivet/internal/syntax"

// maxChain is how many operators, calls or attributes in a row are followed; what
// is longer was written by a program.
const maxChain = 1000

func (p *parser) close(e *syntax.Expr) *syntax.Expr {
	e.End = max(e.Start, p.last())
	return e
}

// bad is what is not understood. It takes no token.
func (p *parser) bad(msg string) *syntax.Expr {
	p.fail(msg)
	return p.nodes.Expr(syntax.Bad, p.start())
}

// enter counts the depth; what is too deep is passed over, brackets and all.
func (p *parser) enter() *syntax.Expr {
	if p.depth++; p.depth <= maxDepth {
		return nil
	}
	e := p.bad("expressions are nested too deep")
	open := 0
	for ; p.i < len(p.toks); p.i++ {
		switch p.code() {
		case '(', '[', '{':
			open++
		case ')', ']', '}':
			if open--; open < 0 {
				return p.close(e)
			}
		default:
			if k := p.kind(); k == Newline || k == Indent || k == Dedent {
				return p.close(e)
			}
		}
	}
	return p.close(e)
}

// list reads one element, or several with commas, which make a tuple.
func (p *parser) list(one func(*parser) *syntax.Expr) *syntax.Expr {
	start := p.start()
	first := p.element(one)
	if p.code() != ',' {
		if first.Key != nil {
			t := p.nodes.Expr(syntax.Tuple, start)
			t.Args = []syntax.Arg{first}
			return p.close(t)
		}
		return first.Value
	}
	t := p.nodes.Expr(syntax.Tuple, start)
	t.Args = []syntax.Arg{first}
	for p.take(',') {
		if p.endsList() {
			break
		}
		before := p.i
		t.Args = append(t.Args, p.element(one))
		if p.i == before {
			break
		}
	}
	return p.close(t)
}

// element reads an element and the name that it is bound to, where that can be.
func (p *parser) element(one func(*parser) *syntax.Expr) syntax.Arg {
	a := syntax.Arg{Value: one(p)}
	if p.as && p.code() == wordAs {
		p.i++
		a.Key = p.target()
	}
	return a
}

func (p *parser) endsList() bool {
	switch p.code() {
	case ')', ']', '}', '=', ':', ';', opAugmented, wordIn, wordIf:
		return true
	}
	k := p.kind()
	return k == Newline || k == none || k == Indent || k == Dedent
}

// starred reads an expression that may have a star, a walrus or a yield.
func (p *parser) starred() *syntax.Expr {
	if p.code() == '*' || p.code() == opPower {
		return p.star(levelOr)
	}
	return p.named()
}

// star reads a star and what it spreads, which binds as close as level.
func (p *parser) star(level int8) *syntax.Expr {
	e := p.nodes.Expr(syntax.Star, p.start())
	p.i++
	e.X = p.binary(level)
	return p.close(e)
}

// named reads an expression, or NAME := expression.
func (p *parser) named() *syntax.Expr {
	start := p.start()
	e := p.expr()
	if p.code() != opWalrus {
		return e
	}
	p.i++
	n := p.nodes.Expr(syntax.Named, start)
	n.X, n.Y = e, p.expr()
	return p.close(n)
}

// expr reads an expression.
func (p *parser) expr() *syntax.Expr {
	e := p.enter()
	if e == nil {
		e = p.whole()
	}
	p.depth--
	return e
}

func (p *parser) whole() *syntax.Expr {
	switch p.code() {
	case wordLambda:
		return p.lambda()
	case wordYield:
		e := p.nodes.Expr(syntax.Yield, p.start())
		p.i++
		if p.take(wordFrom) {
			e.X = p.expr()
		} else if !p.endsList() {
			e.X = p.list((*parser).starred)
		}
		return p.close(e)
	}
	start := p.start()
	e := p.binary(levelOr)
	if p.code() != wordIf {
		return e
	}
	p.i++
	t := p.nodes.Expr(syntax.Ternary, start)
	t.X, t.Y = e, p.binary(levelOr)
	if p.take(wordElse) {
		t.Z = p.expr()
	} else {
		p.fail("expected 'else'")
	}
	return p.close(t)
}

func (p *parser) lambda() *syntax.Expr {
	e := p.nodes.Expr(syntax.Lambda, p.start())
	p.i++
	for _, q := range p.params(':') {
		e.Args = append(e.Args, syntax.Arg{Name: q.Name, NameAt: q.Start, Star: q.Star, Value: q.Default})
	}
	if !p.take(':') {
		p.fail("expected ':'")
	}
	e.X = p.expr()
	return p.close(e)
}

// params reads parameters up to a token that it leaves. Annotations are read
// unless that is the colon.
func (p *parser) params(end uint8) []syntax.Param {
	var out []syntax.Param
	behind := false
	for p.code() != end && p.kind() != none && p.kind() != Newline {
		q := syntax.Param{Start: p.start(), KeywordOnly: behind}
		switch {
		case p.take('/'):
			p.take(',')
			continue
		case p.take('*'):
			q.Star, behind = 1, true
			if p.take(',') {
				continue
			}
		case p.take(opPower):
			q.Star = 2
		}
		switch {
		case p.isName():
			q.Name = p.text()
			p.i++
		case p.code() == '(': // of Python 2
			p.skipBrackets()
		default:
			p.fail("expected a parameter")
			p.skipParams(end)
			return out
		}
		if end != ':' && p.take(':') {
			q.Ann = p.starred()
		}
		if p.take('=') {
			q.Default = p.starred()
		}
		q.End = p.last()
		out = append(out, q)
		if !p.take(',') {
			break
		}
	}
	if p.code() != end {
		p.fail("expected ','")
		p.skipParams(end)
	}
	return out
}

func (p *parser) skipParams(end uint8) {
	for p.i < len(p.toks) && p.code() != end && p.kind() != Newline {
		switch p.code() {
		case '(', '[', '{':
			p.skipBrackets()
		default:
			p.i++
		}
	}
}

// skipBrackets passes over a bracket and what it holds.
func (p *parser) skipBrackets() {
	open := 0
	for p.i < len(p.toks) && p.kind() != Newline {
		switch p.code() {
		case '(', '[', '{':
			open++
		case ')', ']', '}':
			open--
		}
		p.i++
		if open <= 0 {
			return
		}
	}
}

// primary reads an operand with the calls, subscripts and attributes behind it.
func (p *parser) primary() *syntax.Expr {
	if p.code() == wordAwait {
		if deep := p.enter(); deep != nil {
			p.depth--
			return deep
		}
		e := p.nodes.Expr(syntax.Await, p.start())
		p.i++
		e.X = p.primary()
		p.depth--
		return p.close(e)
	}
	start := p.start()
	x := p.atom()
	for n := 0; ; n++ {
		if n == maxChain {
			p.fail("an expression is too long")
		}
		if n >= maxChain {
			b := p.nodes.Expr(syntax.Bad, start)
			x = p.close(b)
		}
		switch p.code() {
		case '.':
			e := p.nodes.Expr(syntax.Attr, start)
			p.i++
			e.X, e.TextAt = x, p.start()
			if p.kind() == Name {
				e.Text = p.text()
				p.i++
			} else {
				p.fail("expected the name of an attribute")
			}
			x = p.close(e)
		case '(':
			e := p.nodes.Expr(syntax.Call, start)
			p.i++
			e.X = x
			e.Args = p.args(')')
			x = p.close(e)
		case '[':
			e := p.nodes.Expr(syntax.Index, start)
			p.i++
			e.X = x
			e.Y = p.subscript()
			x = p.close(e)
		default:
			return x
		}
	}
}
