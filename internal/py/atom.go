package py

import "github.com/nhivet/nhivet/internal/syntax"

// atom reads an operand.
func (p *parser) atom() *syntax.Expr {
	start := p.start()
	switch p.kind() {
	case Name:
		switch p.code() {
		case 0:
			e := p.nodes.Expr(syntax.Ident, start)
			e.Text = p.text()
			p.i++
			return p.close(e)
		case wordConst:
			e := p.nodes.Expr(syntax.Const, start)
			e.Text = p.text()
			p.i++
			return p.close(e)
		}
	case Number:
		e := p.nodes.Expr(syntax.Num, start)
		e.Text = p.text()
		p.i++
		return p.close(e)
	case String:
		e := p.nodes.Expr(syntax.Str, start)
		e.First = int32(p.i)
		for p.kind() == String {
			p.i++
		}
		e.Count = int32(p.i) - e.First
		return p.close(e)
	case Op:
		switch p.code() {
		case '(':
			return p.group()
		case '[':
			return p.brackets()
		case '{':
			return p.braces()
		case opDots:
			e := p.nodes.Expr(syntax.Const, start)
			e.Text = "..."
			p.i++
			return p.close(e)
		}
	}
	return p.bad("expected an expression")
}

// elements reads what stands in brackets up to end, which it leaves.
func (p *parser) elements(end uint8, first syntax.Arg) []syntax.Arg {
	n := p.nodes.Push(first)
	for p.take(',') && p.code() != end {
		before := p.i
		p.nodes.Push(p.element((*parser).starred))
		if p.i == before {
			break
		}
	}
	return p.nodes.Pop(n)
}

// shut passes over a closing bracket, and over what should not be before it.
func (p *parser) shut(end uint8) {
	if p.take(end) {
		return
	}
	p.fail("expected '" + string(rune(end)) + "'")
	for p.i < len(p.toks) && p.kind() != Newline {
		switch code := p.code(); code {
		case '(', '[', '{':
			p.skipBrackets()
			continue
		case ')', ']', '}':
			if code == end {
				p.i++
			}
			return
		}
		p.i++
	}
}

// group reads what starts with a round bracket.
func (p *parser) group() *syntax.Expr {
	start := p.start()
	p.i++
	if p.code() == ')' {
		e := p.nodes.Expr(syntax.Tuple, start)
		p.i++
		return p.close(e)
	}
	if deep := p.enter(); deep != nil {
		p.depth--
		p.shut(')')
		return deep
	}
	first := p.element((*parser).starred)
	switch {
	case p.code() == wordFor || p.code() == wordAsync:
		e := p.nodes.Expr(syntax.Comp, start)
		e.X = first.Value
		e.Args = p.clauses()
		p.depth--
		p.shut(')')
		return p.close(e)
	case p.code() == ',' || first.Key != nil:
		e := p.nodes.Expr(syntax.Tuple, start)
		e.Args = p.elements(')', first)
		p.depth--
		p.shut(')')
		return p.close(e)
	}
	p.depth--
	p.shut(')')
	return first.Value
}

func (p *parser) brackets() *syntax.Expr {
	e := p.nodes.Expr(syntax.List, p.start())
	p.i++
	if p.take(']') {
		return p.close(e)
	}
	if deep := p.enter(); deep != nil {
		p.depth--
		p.shut(']')
		return deep
	}
	first := p.element((*parser).starred)
	if p.code() == wordFor || p.code() == wordAsync {
		e.Kind, e.X = syntax.Comp, first.Value
		e.Args = p.clauses()
	} else {
		e.Args = p.elements(']', first)
	}
	p.depth--
	p.shut(']')
	return p.close(e)
}

// braces reads a dictionary or a set.
func (p *parser) braces() *syntax.Expr {
	e := p.nodes.Expr(syntax.Dict, p.start())
	p.i++
	if p.take('}') {
		return p.close(e)
	}
	if deep := p.enter(); deep != nil {
		p.depth--
		p.shut('}')
		return deep
	}
	n := len(p.nodes.Stack)
	for {
		a, isDict := p.entry()
		if !isDict && a.Star != 2 {
			e.Kind = syntax.Set
		}
		if len(p.nodes.Stack) == n && (p.code() == wordFor || p.code() == wordAsync) {
			e.Kind, e.X, e.Y = syntax.Comp, a.Value, nil
			if isDict {
				e.X, e.Y = a.Key, a.Value
			}
			e.Args = p.clauses()
			break
		}
		p.nodes.Push(a)
		if !p.take(',') || p.code() == '}' {
			break
		}
	}
	if e.Kind != syntax.Comp {
		e.Args = p.nodes.Pop(n)
	}
	p.depth--
	p.shut('}')
	return p.close(e)
}

func (p *parser) entry() (syntax.Arg, bool) {
	if p.take(opPower) {
		return syntax.Arg{Star: 2, Value: p.binary(levelOr)}, true
	}
	a := p.element((*parser).starred)
	if !p.take(':') {
		return a, false
	}
	value := p.element((*parser).named)
	return syntax.Arg{Key: a.Value, Value: value.Value}, true
}

// clauses reads "for x in y if z …".
func (p *parser) clauses() []syntax.Arg {
	var out []syntax.Arg
	for {
		switch {
		case p.take(wordAsync):
		case p.take(wordFor):
			a := syntax.Arg{Key: p.list((*parser).target)}
			if !p.take(wordIn) {
				p.fail("expected 'in'")
				return out
			}
			if p.code() == wordLambda {
				a.Value = p.expr()
			} else {
				a.Value = p.binary(levelOr)
			}
			out = append(out, a)
		case p.take(wordIf):
			e := p.binary(levelOr)
			if p.code() == opWalrus {
				p.i++
				n := p.nodes.Expr(syntax.Named, e.Start)
				n.X, n.Y = e, p.binary(levelOr)
				e = p.close(n)
			}
			out = append(out, syntax.Arg{Value: e})
		default:
			return out
		}
	}
}

// args reads arguments up to the closing bracket and over it.
func (p *parser) args(end uint8) []syntax.Arg {
	if p.take(end) {
		return nil
	}
	if deep := p.enter(); deep != nil {
		p.depth--
		p.shut(end)
		return nil
	}
	n := len(p.nodes.Stack)
	for {
		a := syntax.Arg{}
		switch {
		case p.take('*'):
			a.Star, a.Value = 1, p.expr()
		case p.take(opPower):
			a.Star, a.Value = 2, p.expr()
		case p.kind() == Name && p.assigns():
			a.Name, a.NameAt = p.text(), p.start()
			p.i += 2
			a.Value = p.element((*parser).expr).Value
		default:
			start := p.start()
			a.Value = p.element((*parser).named).Value
			if p.code() == wordFor || p.code() == wordAsync {
				e := p.nodes.Expr(syntax.Comp, start)
				e.X = a.Value
				e.Args = p.clauses()
				a.Value = p.close(e)
			}
		}
		p.nodes.Push(a)
		if !p.take(',') || p.code() == end {
			break
		}
	}
	p.depth--
	p.shut(end)
	return p.nodes.Pop(n)
}

func (p *parser) assigns() bool {
	_, code := p.ahead(1)
	return code == '='
}

// subscript reads what stands in square brackets behind something, and the bracket.
func (p *parser) subscript() *syntax.Expr {
	if deep := p.enter(); deep != nil {
		p.depth--
		p.shut(']')
		return deep
	}
	start := p.start()
	e := p.slice()
	if p.code() == ',' || e.Kind == syntax.Star {
		t := p.nodes.Expr(syntax.Tuple, start)
		t.Args = []syntax.Arg{{Value: e}}
		for p.take(',') && p.code() != ']' && p.kind() != Newline && p.kind() != none {
			before := p.i
			t.Args = append(t.Args, syntax.Arg{Value: p.slice()})
			if p.i == before {
				break
			}
		}
		e = p.close(t)
	}
	p.depth--
	p.shut(']')
	return e
}

func (p *parser) slice() *syntax.Expr {
	start := p.start()
	var x *syntax.Expr
	if p.code() != ':' {
		if x = p.starred(); p.code() != ':' {
			return x
		}
	}
	e := p.nodes.Expr(syntax.Slice, start)
	e.X = x
	for _, part := range [...]**syntax.Expr{&e.Y, &e.Z} {
		if !p.take(':') {
			break
		}
		if c := p.code(); c != ':' && c != ']' && c != ',' {
			*part = p.expr()
		}
	}
	return p.close(e)
}
