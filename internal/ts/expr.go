package ts

import (
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
)

// sequence reads expressions with commas between, and gives the last one or all.
func (p *parser) sequence() *syntax.Expr {
	start := p.tok.start
	e := p.assign()
	if !p.is(',') {
		return e
	}
	n := len(p.nodes.Stack)
	p.nodes.Push(syntax.Arg{Value: e})
	for p.take(',') {
		p.nodes.Push(syntax.Arg{Value: p.assign()})
	}
	all := p.nodes.Expr(syntax.Tuple, start)
	all.Args = p.nodes.Pop(n)
	return p.close(all)
}

// assign reads one expression without a comma.
func (p *parser) assign() *syntax.Expr {
	start := p.tok.start
	if p.deep() {
		return p.close(p.nodes.Expr(syntax.Bad, start))
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.is(wordYield) {
		if e := p.yield(); e != nil {
			return e
		}
	}
	e := p.binary(0)
	if p.is('?') && !p.optional() {
		e = p.conditional(e)
	}
	switch {
	case p.is('='):
		p.next()
		set := p.nodes.Expr(syntax.Named, start)
		set.X = e
		set.Y = p.assign()
		named := e.Kind == syntax.Ident
		if named {
			entitle(set.Y, e.Text, e.Start)
		}
		return p.close(set)
	case p.is(opAssign):
		// x ||= y and x ??= y give x one more value, the others make another of it.
		op := p.text()
		p.next()
		set := p.nodes.Expr(syntax.Named, start)
		set.X, set.Text = e, op
		set.Y = p.assign()
		return p.close(set)
	}
	return e
}

// entitle gives a function without a name that of what it is given to.
func entitle(e *syntax.Expr, name string, at int32) {
	if e != nil && e.Kind == syntax.Lambda && e.Def != nil && e.Def.Name == "" {
		e.Def.Name, e.Def.NameAt = name, at
	}
}

// yield reads what a generator gives; nil for a name.
func (p *parser) yield() *syntax.Expr {
	t := p.peek()
	if t.kind == punct && t.code != '*' && strings.IndexByte("([{!~+-@", t.code) < 0 && t.code < 128 || t.code == opArrow || t.code == opAssign || t.code == wordIn {
		switch t.code {
		case ')', ']', '}', ',', ';', ':':
		default:
			if t.code != '/' && t.code != '<' {
				return nil
			}
		}
	}
	e := p.nodes.Expr(syntax.Yield, p.tok.start)
	p.next()
	star := p.take('*')
	if !star && (p.tok.fresh || p.tok.kind == end || p.tok.kind == punct && strings.IndexByte(")]},;:", p.tok.code) >= 0) {
		return p.close(e)
	}
	e.X = p.assign()
	return p.close(e)
}

// optional says whether the mark at hand says that a parameter may be left out.
func (p *parser) optional() bool {
	t := p.peek()
	switch t.code {
	case ':', ')', ',', '=':
		return t.kind == punct
	}
	return false
}

func (p *parser) conditional(test *syntax.Expr) *syntax.Expr {
	p.next()
	e := p.nodes.Expr(syntax.Ternary, test.Start)
	e.Y = test
	branch, noIn := p.branch, p.noIn
	p.branch, p.noIn = true, false
	e.X = p.assign()
	p.branch, p.noIn = branch, noIn
	if p.want(':', "expected ':'") {
		e.Z = p.assign()
	}
	return p.close(e)
}

// infix is how tight the operator at hand binds, 0 for none, and its length.
func (p *parser) infix() (level, length int) {
	t := p.tok
	length = int(t.end - t.start)
	if t.kind == word {
		switch t.code {
		case wordIn:
			if p.noIn {
				return 0, 0
			}
			return 7, length
		case wordInstanceof:
			return 7, length
		}
		return 0, 0
	}
	if t.kind != punct {
		return 0, 0
	}
	switch t.code {
	case opNullish, opOr:
		return 1, length
	case opAnd:
		return 2, length
	case '|':
		return 3, length
	case '^':
		return 4, length
	case '&':
		return 5, length
	case opEqual:
		return 6, length
	case '<', opRelation:
		return 7, length
	case opShift:
		return 8, length
	case '+', '-':
		return 9, length
	case '*', '/', '%':
		return 10, length
	case opPower:
		return 11, length
	case '>':
		i := int(t.start)
		n := 1
		for i+n < len(p.src) && n < 3 && p.src[i+n] == '>' {
			n++
		}
		set := i+n < len(p.src) && p.src[i+n] == '='
		switch {
		case n == 1 && set:
			return 7, 2
		case n == 1:
			return 7, 1
		case set: // >>= assigns
			p.tok.end, p.tok.code = int32(i+n+1), opAssign
			p.pos = i + n + 1
			return 0, 0
		}
		return 8, n
	}
	return 0, 0
}

// binary reads operators that bind tighter than a level.
func (p *parser) binary(level int) *syntax.Expr {
	start := p.tok.start
	var left *syntax.Expr
	if p.tok.kind == private { // #x in y
		left = p.nodes.Expr(syntax.Ident, start)
		left.Text = ident(p.text())
		p.next()
		p.close(left)
	} else {
		left = p.unary()
	}
	for n := 0; ; {
		if p.types && !p.tok.fresh && p.tok.kind == word && level < 7 && (p.soft("as") || p.soft("satisfies")) {
			p.next()
			if !p.take(wordConst) {
				p.typ()
			}
			continue
		}
		l, length := p.infix()
		if l == 0 || l <= level && l != 11 || l == 11 && level > 11 {
			return left
		}
		e := p.nodes.Expr(syntax.Binary, start)
		op := p.src[p.tok.start : int(p.tok.start)+length]
		switch p.tok.code {
		case opNullish, opOr:
			e.Kind, op = syntax.Logic, "or"
		case opAnd:
			e.Kind, op = syntax.Logic, "and"
		case opEqual, opRelation, '<', '>', wordIn, wordInstanceof:
			if l < 8 {
				e.Kind = syntax.Compare
			}
		}
		e.Text = op
		p.pos = int(p.tok.start) + length
		p.tok.end = int32(p.pos)
		p.next()
		right := l
		if l == 11 { // to the right
			right = 10
		}
		if p.deep() {
			return left
		}
		p.depth++
		e.Y = p.binary(right)
		p.depth--
		if n++; n > maxChain {
			if n == maxChain+1 {
				p.fail("more operators in a row than people write")
			}
			continue
		}
		e.X = left
		left = p.close(e)
	}
}

// unary reads what stands before an operand, the operand, and what stands behind.
func (p *parser) unary() *syntax.Expr {
	start := p.tok.start
	if p.deep() {
		return p.close(p.nodes.Expr(syntax.Bad, start))
	}
	p.depth++
	defer func() { p.depth-- }()
	switch p.tok.code {
	case '!', '~', '+', '-', wordTypeof, wordVoid, wordDelete, opStep:
		e := p.nodes.Expr(syntax.Unary, start)
		e.Text = p.text()
		p.next()
		e.X = p.unary()
		return p.close(e)
	case wordAwait:
		if t := p.peek(); t.kind == punct && strings.IndexByte(";,)]}=.:?*%&|^", t.code) >= 0 || t.kind == punct && t.code >= 128 && t.code != opStep || t.kind == end {
			break // a name
		}
		e := p.nodes.Expr(syntax.Await, start)
		p.next()
		e.X = p.unary()
		return p.close(e)
	case '<':
		if p.jsx && !p.generic() {
			e := p.element()
			return p.postfix(e, start)
		}
		p.typeArgs() // <T>x, or the parameters of a function
		if p.is('(') {
			return p.postfix(p.brackets(start, false), start)
		}
		return p.unary()
	}
	e := p.postfix(p.primary(), start)
	if p.is(opStep) && !p.tok.fresh {
		u := p.nodes.Expr(syntax.Unary, start)
		u.Text, u.X = "++", e
		p.next()
		e = p.close(u)
	}
	return e
}

// generic says whether what starts with < in a file with JSX is a function with
// parameters for types: <T,>(…) or <T extends X>(…).
func (p *parser) generic() bool {
	if !p.types {
		return false
	}
	i := int(p.tok.end)
	t := p.scan(i)
	if t.code == wordConst {
		t = p.scan(int(t.end))
	}
	if t.kind != word {
		return false
	}
	t = p.scan(int(t.end))
	if t.code == ',' {
		return true
	}
	if t.code == wordExtends {
		t = p.scan(int(t.end))
		return t.code != '=' && t.code != '>' && t.code != '/'
	}
	return false
}
