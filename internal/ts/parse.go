package ts

import (
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
)

type parser struct {
	m   *syntax.Module
	src string
	// tok is the token at hand, pos where the next one is looked for, and last where
	// the one before ended.
	tok  token
	pos  int
	last int32
	// jsx and types say what the file may hold.
	jsx, types bool
	// noIn is set where "in" belongs to a for statement, and branch in the part of a
	// conditional before its colon.
	noIn, branch bool
	depth        int
	// closed is the last expression that stood in brackets.
	closed *syntax.Expr
	// budget is how many bytes may be looked at in vain, for types that were none and
	// functions that were none. Broken source must not cost more than a second look.
	budget int

	nodes syntax.Nodes
}

// Parse reads a file. Its name says what may be in it: JSX is in .tsx, .jsx and .js,
// types are in .ts, .tsx, .mts and .cts.
func Parse(name, src string) *syntax.Module {
	m := &syntax.Module{Source: src, Literals: literals{src}}
	if len(src) > MaxSize {
		m.Errors = []syntax.Error{{At: MaxSize, Msg: "more source than people write"}}
		return m
	}
	p := &parser{m: m, src: src, budget: len(src) + 4096}
	switch path.Ext(name) {
	case ".ts", ".mts", ".cts":
		p.types = true
	case ".tsx":
		p.types, p.jsx = true, true
	default:
		p.jsx = true
	}
	if strings.HasPrefix(src, "\ufeff") {
		p.pos = 3
	}
	if strings.HasPrefix(src[p.pos:], "#!") {
		p.pos = lineEnd(src, p.pos)
	}
	p.next()
	for p.tok.kind != end {
		m.Body = p.statements(m.Body)
		if p.tok.kind != end { // a brace that closes nothing
			p.fail("a bracket closes nothing")
			p.next()
		}
	}
	slices.SortStableFunc(m.Errors, func(a, b syntax.Error) int { return a.At - b.At })
	return m
}

func (p *parser) fail(msg string) { p.failAt(int(p.tok.start), msg) }

func (p *parser) failAt(at int, msg string) {
	for _, e := range p.m.Errors {
		if e.At == at {
			return
		}
	}
	if len(p.m.Errors) < maxErrors {
		p.m.Errors = append(p.m.Errors, syntax.Error{At: at, Msg: msg})
	}
}

// is says whether the token at hand has a code.
func (p *parser) is(code uint8) bool { return p.tok.code == code }

// take passes over a token with this code.
func (p *parser) take(code uint8) bool {
	if p.tok.code == code {
		p.next()
		return true
	}
	return false
}

// want passes over a token that has to be there.
func (p *parser) want(code uint8, msg string) bool {
	if p.take(code) {
		return true
	}
	p.fail(msg)
	return false
}

// text is the source of the token at hand.
func (p *parser) text() string { return p.src[p.tok.start:p.tok.end] }

// soft says whether the token is a word that is a name elsewhere.
func (p *parser) soft(s string) bool {
	return p.tok.kind == word && int(p.tok.end-p.tok.start) == len(s) && p.text() == s
}

// name says whether a token can be a name.
func named(t token) bool {
	if t.kind != word {
		return false
	}
	switch t.code {
	case 0, wordAsync, wordAwait, wordLet, wordYield:
		return true
	}
	return false
}

// semicolon passes over the end of a statement, which may be left to the line.
func (p *parser) semicolon() {
	if p.take(';') || p.is('}') || p.tok.fresh {
		return
	}
	p.fail("expected the end of the statement")
}

// mark is a place to come back to.
type mark struct {
	tok          token
	pos          int
	last         int32
	errors, list int
}

func (p *parser) mark() mark { return mark{p.tok, p.pos, p.last, len(p.m.Errors), len(p.nodes.Stack)} }

// back goes back, which costs of the budget what was looked at.
func (p *parser) back(m mark) {
	p.budget -= p.pos - m.pos
	p.tok, p.pos, p.last = m.tok, m.pos, m.last
	p.m.Errors, p.nodes.Stack = p.m.Errors[:m.errors], p.nodes.Stack[:m.list]
}

// close ends an expression behind the last token.
func (p *parser) close(e *syntax.Expr) *syntax.Expr {
	e.End = max(e.Start, p.last)
	return e
}

// deep says whether more is nested than is followed; then a token is passed over.
func (p *parser) deep() bool {
	if p.depth < maxDepth {
		return false
	}
	p.fail("nested too deep")
	p.next()
	return true
}
