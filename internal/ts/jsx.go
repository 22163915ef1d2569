package ts

import "github.com/nhivet/nhivet/internal/syntax"

// element reads an element of JSX: a tuple of the expressions in it.
func (p *parser) element() *syntax.Expr {
	start := p.tok.start
	e := p.nodes.Expr(syntax.Tuple, start)
	n := len(p.nodes.Stack)
	p.tag()
	e.Args = p.nodes.Pop(n)
	// The token at hand is the > that ends it.
	p.pos = int(p.tok.end)
	p.next()
	return p.close(e)
}

// tag reads an element up to its last >, which stays at hand.
func (p *parser) tag() {
	if p.deep() {
		return
	}
	p.depth++
	defer func() { p.depth-- }()
	p.next() // <
	p.tagName()
	if p.is('<') && p.types {
		p.typeArgs()
	}
	for p.tok.kind != end && !p.is('>') && !p.is('/') {
		before := p.tok.start
		p.attribute()
		if p.tok.start == before {
			p.fail("expected an attribute")
			return
		}
	}
	if p.is('/') {
		p.next()
		if !p.is('>') {
			p.fail("expected '>'")
		}
		p.narrow()
		return
	}
	if !p.is('>') {
		p.fail("expected '>'")
		return
	}
	p.children(int(p.tok.start) + 1)
}

// narrow makes one byte of the > at hand.
func (p *parser) narrow() {
	if p.is('>') {
		p.tok.end = p.tok.start + 1
		p.pos = int(p.tok.end)
	}
}

// tagName passes over a name with dots, dashes and a colon.
func (p *parser) tagName() {
	for p.tok.kind == word || p.is('.') || p.is(':') || p.is('-') || p.is(opStep) || p.tok.kind == number && p.tok.start == p.last {
		if t := p.tok; t.kind == word && t.start != p.last && p.last > 0 {
			switch p.src[p.last-1] {
			case '<', '/', '.', ':', '-':
			default:
				return // an attribute
			}
		}
		p.next()
	}
}

// attribute reads name, name=…, or {...x}.
func (p *parser) attribute() {
	if p.is('{') {
		p.hole()
		p.next()
		return
	}
	at := p.tok.start
	for first := true; first || p.tok.start == p.last; first = false {
		if p.tok.kind != word && !p.is('-') && !p.is(':') && !p.is(opStep) && p.tok.kind != number {
			break
		}
		p.next()
	}
	if !p.is('=') || p.last == at {
		return
	}
	// A string of JSX has no escapes and may have several lines.
	i := int(p.tok.end)
	for i < len(p.src) && (class[p.src[i]] == blank || class[p.src[i]] == newline) {
		i++
	}
	if i < len(p.src) && class[p.src[i]] == quote {
		q := p.src[i]
		j := i + 1
		for j < len(p.src) && p.src[j] != q {
			j++
		}
		if j == len(p.src) {
			p.failAt(i, "a string is not closed")
		}
		e := p.nodes.Expr(syntax.Str, int32(i))
		e.End = int32(min(j+1, len(p.src)))
		p.nodes.Push(syntax.Arg{Value: e})
		p.pos = min(j+1, len(p.src))
		p.tok.end = int32(p.pos)
		p.next()
		return
	}
	p.next()
	switch {
	case p.is('{'):
		p.hole()
		p.next()
	case p.is('<'):
		p.tag()
		p.narrow()
		p.next()
	default:
		p.fail("expected a value")
	}
}

// hole reads {…} up to its last brace, which stays at hand.
func (p *parser) hole() {
	p.next()
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, false
	p.take(opDots)
	if !p.is('}') {
		p.nodes.Push(syntax.Arg{Value: p.sequence()})
	}
	p.noIn, p.branch = noIn, branch
	if !p.is('}') {
		p.fail("expected '}'")
	}
}

// children reads what stands between the tags, from i on, and the closing tag.
func (p *parser) children(i int) {
	for i < len(p.src) {
		switch p.src[i] {
		case '{':
			p.pos = i
			p.next()
			p.hole()
			if !p.is('}') {
				return
			}
			i = int(p.tok.end)
		case '<':
			p.pos = i
			p.next()
			if p.is('<') && p.peek().code == '/' {
				p.next()
				p.next()
				p.tagName()
				if !p.is('>') {
					p.fail("expected '>'")
				}
				p.narrow()
				return
			}
			if !p.is('<') {
				p.fail("expected an element")
				return
			}
			p.tag()
			if !p.is('>') {
				return
			}
			i = int(p.tok.start) + 1
		default:
			i++
		}
	}
	p.pos = len(p.src)
	p.failAt(len(p.src), "an element is not closed")
	p.next()
}
