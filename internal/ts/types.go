package ts

import "github.com/nhivet/nhivet/internal/syntax"

// result passes over the type that a function gives back: asserts x is T among them.
func (p *parser) result() *syntax.Expr {
	if p.soft("asserts") {
		if t := p.peek(); (named(t) || t.code == wordThis) && !t.fresh {
			p.next()
		}
	}
	return p.typ()
}

// typ passes over a type. It is an expression where it is nothing but a name.
func (p *parser) typ() *syntax.Expr {
	if p.deep() {
		return nil
	}
	p.depth++
	defer func() { p.depth-- }()
	if !p.take('|') {
		p.take('&')
	}
	e := p.part()
	for {
		switch {
		case p.is('|') || p.is('&'):
			p.next()
			p.part()
		case p.is(wordExtends):
			p.next()
			p.typ()
			if p.take('?') {
				p.typ()
				p.want(':', "expected ':'")
				p.typ()
			}
		case p.soft("is") && !p.tok.fresh:
			p.next()
			p.typ()
		default:
			return e
		}
		e = nil
	}
}

// part passes over a type without | and &.
func (p *parser) part() (e *syntax.Expr) {
	start := p.tok.start
	switch p.tok.kind {
	case word:
		switch {
		case p.is(wordNew) || p.soft("abstract") && p.peek().code == wordNew:
			if !p.is(wordNew) {
				p.next()
			}
			p.next()
			p.functionType()
			return nil
		case (p.soft("keyof") || p.soft("unique") || p.soft("readonly") || p.soft("infer")) && p.operand():
			infer := p.soft("infer")
			p.next()
			if infer {
				p.next()
				return nil
			}
			if p.deep() {
				return nil
			}
			p.depth++
			p.part()
			p.depth--
			return nil
		case p.is(wordTypeof):
			p.next()
			if p.is(wordImport) {
				p.next()
				p.balanced()
			} else {
				p.next()
			}
			for p.take('.') {
				p.next()
			}
			if p.is('<') && !p.tok.fresh {
				p.typeArgs()
			}
		case p.is(wordImport):
			p.next()
			if p.is('(') {
				p.balanced()
			}
			for p.take('.') {
				p.next()
			}
			if p.is('<') {
				p.typeArgs()
			}
		case p.is(wordVoid) || p.is(wordLiteral):
			p.next()
		default:
			e = p.nodes.Expr(syntax.Ident, start)
			e.Text = ident(p.text())
			p.next()
			p.close(e)
			for p.is('.') {
				p.next()
				e = p.member(e, start)
			}
			if p.is('<') && !p.tok.fresh {
				p.typeArgs()
			}
		}
	case text, number:
		p.next()
	case template:
		p.typeTemplate()
	default:
		switch p.tok.code {
		case '-':
			p.next()
			p.next()
		case '(':
			function := p.startsFunction()
			p.balanced()
			if function && p.is(opArrow) {
				p.next()
				p.result()
				return nil
			}
		case '[', '{':
			p.balanced()
		case '<':
			p.functionType()
			return nil
		default:
			p.fail("expected a type")
			return nil
		}
	}
	for !p.tok.fresh {
		if !p.is('[') {
			return e
		}
		p.balanced()
		e = nil
	}
	return e
}

// startsFunction says whether the bracket at hand holds the parameters of a function,
// not a type.
func (p *parser) startsFunction() bool {
	t := p.peek()
	switch t.code {
	case ')', opDots, '{', '[':
		return true
	}
	if t.kind != word {
		return false
	}
	switch t = p.scan(int(t.end)); t.code {
	case ':', ',', '?', '=', ')':
		return true
	}
	return false
}

// typeTemplate passes over a template of types.
func (p *parser) typeTemplate() {
	i := int(p.tok.end)
	for i < len(p.src) {
		switch b := p.src[i]; {
		case b == '\\':
			i += 2
		case b == '`':
			p.tok.end, p.pos = int32(i+1), i+1
			p.next()
			return
		case b == '$' && i+1 < len(p.src) && p.src[i+1] == '{':
			p.pos = i + 2
			p.next()
			p.typ()
			if !p.is('}') {
				p.fail("expected '}'")
				return
			}
			i = int(p.tok.end)
		default:
			i++
		}
	}
	p.fail("a template is not closed")
	p.pos = len(p.src)
	p.next()
}

// operand says whether a type follows the word at hand.
func (p *parser) operand() bool {
	t := p.peek()
	switch t.kind {
	case word:
		return t.code != wordExtends && t.code != wordIn
	case text, number, template:
		return true
	}
	return t.code == '(' || t.code == '[' || t.code == '{'
}

// functionType passes over <T>(…) => T.
func (p *parser) functionType() {
	if p.is('<') {
		p.typeArgs()
	}
	if !p.is('(') {
		p.fail("expected '('")
		return
	}
	p.balanced()
	if p.want(opArrow, "expected '=>'") {
		p.result()
	}
}

// typeArgs passes over <…>: types, or parameters for types with what they extend and
// their defaults. It says whether that is what it was.
func (p *parser) typeArgs() bool {
	errors := len(p.m.Errors)
	if p.is(opShift) { // <<T>() => void>
		p.tok.end--
		p.pos--
	}
	p.next()
	if p.deep() {
		return false
	}
	p.depth++
	for !p.is('>') && p.tok.kind != end {
		before := p.tok.start
		for p.is(wordConst) || p.is(wordIn) || p.soft("out") && p.peek().kind == word {
			p.next()
		}
		p.typ()
		if p.take('=') {
			p.typ()
		}
		if !p.take(',') && !p.is('>') || p.tok.start == before {
			p.fail("expected '>'")
			break
		}
	}
	p.depth--
	if p.is('>') {
		p.pos = int(p.tok.start) + 1
		p.tok.end = int32(p.pos)
		p.next()
	} else {
		p.fail("expected '>'")
	}
	return len(p.m.Errors) == errors
}

// instance passes over the types that a function or class is given, f<T>(x), unless
// what stands there compares.
func (p *parser) instance() bool {
	if p.budget <= 0 || len(p.m.Errors) >= maxErrors {
		return false
	}
	m := p.mark()
	if p.typeArgs() {
		switch p.tok.kind {
		case template, end:
			return true
		case word:
			if p.tok.fresh || p.tok.code == wordIn || p.tok.code == wordInstanceof || p.soft("as") || p.soft("satisfies") || p.is(wordExtends) || p.soft("implements") {
				return true
			}
		case punct:
			switch p.tok.code {
			case '(', ')', ']', '}', ',', ';', ':', '.', '?', '=', '|', '&', '^', '*', '%', '!', '{', opOptional, opNullish, opOr, opAnd, opEqual, opArrow, opPower, '>':
				return true
			}
			if p.tok.fresh {
				return true
			}
		case number, text, private:
			if p.tok.fresh {
				return true
			}
		}
	}
	p.back(m)
	return false
}

// balanced passes over what stands in brackets.
func (p *parser) balanced() {
	open := p.tok
	depth := 0
	for p.tok.kind != end {
		switch p.tok.kind {
		case template:
			p.typeTemplate()
			continue
		case punct:
			switch p.tok.code {
			case '(', '[', '{':
				depth++
			case ')', ']', '}':
				if depth--; depth == 0 {
					p.next()
					return
				}
			}
		}
		p.next()
	}
	p.failAt(int(open.start), "a bracket is not closed")
}
