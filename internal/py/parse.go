package py

import (
	"slices"

	"github.com/nhivet/nhivet/internal/syntax"
)

type parser struct {
	m     *Module
	toks  []Token
	i     int
	depth int
	// as says that "as NAME" may follow an element: of a pattern, or of what a with
	// statement opens.
	as bool

	nodes syntax.Nodes
}

// Parse reads a file.
func Parse(src string) *Module {
	if len(src) > MaxSize {
		m := &Module{Module: syntax.Module{Source: src, Errors: []syntax.Error{{At: MaxSize, Msg: "more source than people write"}}}}
		m.Literals = m
		return m
	}
	m := &Module{Module: syntax.Module{Source: src}}
	m.Literals = m
	m.Tokens, m.Errors = Lex(src)
	m.Own = len(m.Tokens)
	p := &parser{m: m, toks: m.Tokens}
	for p.i < len(p.toks) {
		m.Body = append(m.Body, p.block()...)
		if p.kind() == Dedent {
			p.i++
		}
	}
	slices.SortStableFunc(m.Errors, func(a, b syntax.Error) int { return a.At - b.At })
	return m
}

// Expr parses a stretch of the source that is one expression: a field of a
// formatted string. Its tokens become the module's.
func (m *Module) Expr(start, end int) *syntax.Expr {
	l := lexer{src: m.Source[:end], indents: []int32{0}, budget: end - start, depth: 1}
	for i := start; i < end; {
		switch class[m.Source[i]] {
		case blank, newline:
			i++
		case letter:
			i = l.word(i)
		case digit:
			i = l.number(i)
		case quote:
			i = l.text(i, i)
		case hash:
			i = lineEnd(m.Source, i)
		case backslash:
			i++
		default:
			i = l.op(i)
		}
	}
	base := len(m.Tokens)
	m.Tokens = append(m.Tokens, l.out...)
	p := &parser{m: m, toks: m.Tokens, i: base}
	e := p.list((*parser).expr)
	if p.code() == '=' { // f"{x=}"
		p.i++
	}
	return e
}

func (p *parser) fail(msg string) {
	if len(p.m.Errors) >= maxErrors {
		return
	}
	at := len(p.m.Source)
	if p.i < len(p.toks) {
		at = int(p.toks[p.i].Start)
	}
	p.m.Errors = append(p.m.Errors, syntax.Error{At: at, Msg: msg})
}

// none is the kind of the token behind the last one.
const none Kind = 255

func (p *parser) kind() Kind {
	if p.i < len(p.toks) {
		return p.toks[p.i].Kind
	}
	return none
}

// code is that of the token; 0 for names, numbers, strings and ends.
func (p *parser) code() uint8 {
	if p.i < len(p.toks) {
		return p.toks[p.i].code
	}
	return 0
}

// ahead is the code of the token n further on.
func (p *parser) ahead(n int) (Kind, uint8) {
	if p.i+n < len(p.toks) {
		return p.toks[p.i+n].Kind, p.toks[p.i+n].code
	}
	return none, 0
}

func (p *parser) text() string {
	t := p.toks[p.i]
	return p.m.Source[t.Start:t.End]
}

func (p *parser) start() int32 {
	if p.i < len(p.toks) {
		return p.toks[p.i].Start
	}
	return int32(len(p.m.Source))
}

// last is the end of the token before.
func (p *parser) last() int32 {
	if p.i == 0 {
		return 0
	}
	return p.toks[p.i-1].End
}

// take passes over a token with this code.
func (p *parser) take(code uint8) bool {
	if p.code() == code && code != 0 {
		p.i++
		return true
	}
	return false
}

// isName says whether the token is a name and no keyword.
func (p *parser) isName() bool { return p.kind() == Name && p.code() == 0 }

// block reads statements up to the end of the block, which it leaves.
func (p *parser) block() []*syntax.Stmt {
	var out []*syntax.Stmt
	for p.i < len(p.toks) {
		switch p.kind() {
		case Dedent:
			return out
		case Newline:
			p.i++
		case Indent: // nobody opened a block
			p.fail("a statement stands further in than the one before")
			p.i++
			out = append(out, p.block()...)
			if p.kind() == Dedent {
				p.i++
			}
		default:
			before := p.i
			out = p.statement(out)
			if p.i == before { // never: but then it must not hang
				p.i++
			}
		}
	}
	return out
}

// body reads what follows the colon of a compound statement.
func (p *parser) body() []*syntax.Stmt {
	if !p.take(':') {
		p.fail("expected ':'")
		p.skipLine()
	} else if p.kind() != Newline {
		var out []*syntax.Stmt
		for {
			out = p.simple(out)
			if !p.take(';') || p.kind() == Newline {
				break
			}
		}
		p.endLine()
		return out
	}
	if p.kind() == Newline {
		p.i++
	}
	if p.kind() != Indent {
		p.fail("expected a block")
		return nil
	}
	p.i++
	out := p.block()
	if p.kind() == Dedent {
		p.i++
	}
	return out
}

// endLine passes over the end of a logical line, and over what should not be
// before it.
func (p *parser) endLine() {
	if p.kind() != Newline && p.i < len(p.toks) {
		p.fail("expected the end of the statement")
		p.skipLine()
	}
	if p.kind() == Newline {
		p.i++
	}
}

func (p *parser) skipLine() {
	for p.i < len(p.toks) && p.kind() != Newline && p.kind() != Indent && p.kind() != Dedent {
		p.i++
	}
}

// statement reads one logical line with its block, or several simple statements.
func (p *parser) statement(out []*syntax.Stmt) []*syntax.Stmt {
	start := p.start()
	switch p.code() {
	case '@':
		return append(out, p.decorated())
	case wordAsync:
		if _, code := p.ahead(1); code == wordDef || code == wordFor || code == wordWith {
			p.i++
			s := p.compound(start)
			s.Async = true
			return append(out, s)
		}
	case wordDef, wordClass, wordIf, wordElif, wordElse, wordFor, wordWhile, wordTry, wordExcept, wordFinally, wordWith:
		return append(out, p.compound(start))
	case 0:
		if p.isName() && (p.text() == "match" || p.text() == "case") && p.soft() {
			return append(out, p.compound(start))
		}
	}
	for {
		out = p.simple(out)
		if !p.take(';') || p.kind() == Newline {
			break
		}
	}
	p.endLine()
	return out
}
