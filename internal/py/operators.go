package py

import "github.com/nhivet/nhivet/internal/syntax"

// The levels of binary operators, the loosest first.
const (
	levelOr = iota
	levelAnd
	levelNot
	levelCompare
	levelBitOr
	levelXor
	levelBitAnd
	levelShift
	levelSum
	levelProduct
	levelUnary
)

// levels are those of the operators; not and in are told apart by hand.
var levels = func() (l [256]int8) {
	for i := range l {
		l[i] = -1
	}
	for code, level := range map[uint8]int8{
		wordOr: levelOr, wordAnd: levelAnd, opCompare: levelCompare, '<': levelCompare, '>': levelCompare, wordIn: levelCompare,
		wordIs: levelCompare, wordNot: levelCompare, '|': levelBitOr, '^': levelXor, '&': levelBitAnd, opShift: levelShift,
		'+': levelSum, '-': levelSum, '*': levelProduct, '/': levelProduct, '%': levelProduct, '@': levelProduct, opFloor: levelProduct,
	} {
		l[code] = level
	}
	return l
}()

// target reads what can be assigned to: anything that binds closer than "in".
func (p *parser) target() *syntax.Expr {
	if p.code() == '*' {
		return p.star(levelBitOr)
	}
	return p.binary(levelBitOr)
}

// pattern reads a pattern of a case, whose "if" is its guard.
func (p *parser) pattern() *syntax.Expr {
	if p.code() == '*' {
		return p.starred()
	}
	return p.binary(levelOr)
}

// binary reads operators of a level and all that bind closer.
func (p *parser) binary(min int8) *syntax.Expr {
	start := p.start() // that of a bracket around x too
	x := p.unary(min)
	for n := 0; ; n++ {
		code := p.code()
		level := levels[code]
		if code == 0 || level < min {
			return x
		}
		op := p.text()
		if code == wordNot {
			if _, next := p.ahead(1); next != wordIn {
				return x
			}
			p.i++
			op = "not in"
		}
		p.i++
		if code == wordIs && p.take(wordNot) {
			op = "is not"
		}
		kind := syntax.Binary
		switch {
		case level <= levelAnd:
			kind = syntax.Logic
		case level == levelCompare:
			kind = syntax.Compare
		}
		e := p.nodes.Expr(kind, start)
		e.Text, e.X = op, x
		if n == maxChain {
			p.fail("an expression is too long")
		}
		if n >= maxChain {
			e.Kind, e.X = syntax.Bad, nil
		}
		e.Y = p.binary(level + 1)
		if e.Kind == syntax.Bad {
			e.Y = nil
		}
		x = p.close(e)
	}
}

// unary reads the operators before an operand, and powers behind it.
func (p *parser) unary(min int8) *syntax.Expr {
	switch code := p.code(); code {
	case wordNot, '-', '+', '~':
		if deep := p.enter(); deep != nil {
			p.depth--
			return deep
		}
		e := p.nodes.Expr(syntax.Unary, p.start())
		e.Text = p.text()
		p.i++
		if code == wordNot {
			e.X = p.binary(levelNot)
		} else {
			e.X = p.binary(levelUnary)
		}
		p.depth--
		return p.close(e)
	case wordLambda: // behind an operator, no Python that runs
		return p.expr()
	}
	start := p.start()
	x := p.primary()
	if p.code() != opPower {
		return x
	}
	if deep := p.enter(); deep != nil {
		p.depth--
		return deep
	}
	p.i++
	e := p.nodes.Expr(syntax.Binary, start)
	e.Text, e.X, e.Y = "**", x, p.unary(levelUnary)
	p.depth--
	return p.close(e)
}
