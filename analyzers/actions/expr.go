package actions

import (
	"errors"
	"strings"
)

// op is what a node of an expression is.
type op uint8

const (
	opLiteral  op = iota // text
	opContext            // a name and a path: secrets.NAME
	opCall               // a function and its arguments
	opNot                // !x
	opAnd                // x && y
	opOr                 // x || y
	opEqual              // x == y
	opUnequal            // x != y
	opCompared           // x < y, x <= y, x > y, x >= y
)

// expr is a node of an expression.
type expr struct {
	op op
	// text is a literal's value as a string, a function's name or a context's
	// name, these two in lower case.
	text string
	// path are the steps from a context: names in lower case (as GitHub compares
	// them), "*" for all, "" for an index that is args[i] at the same place.
	path []string
	// raw is the path as written: names of secrets are shown so.
	raw  []string
	args []*expr
}

// Limits of GitHub itself: 21,000 characters and a depth of 50 ("Exceeded max
// expression length", "Exceeded max expression depth" of actions/runner's
// ExpressionConstants). What is beyond them fails there too.
const (
	maxExpression = 21_000
	maxNesting    = 50
)

var (
	errNesting = errors.New("expected an expression nested at most 50 deep")
	errLength  = errors.New("expected an expression of at most 21,000 characters")
	errSyntax  = errors.New("expected an expression")
)

// parse reads one expression, without the braces around it.
func parse(text string) (*expr, error) {
	if len(text) > maxExpression {
		return nil, errLength
	}
	p := &parser{text: text}
	e := p.or()
	if p.space(); p.err == nil && p.i < len(text) {
		p.err = errSyntax
	}
	if p.err != nil {
		return nil, p.err
	}
	return e, nil
}

type parser struct {
	text  string
	i     int
	depth int
	err   error
}

func (p *parser) fail(err error) *expr {
	if p.err == nil {
		p.err = err
	}
	p.i = len(p.text)
	return &expr{}
}

func (p *parser) space() {
	for p.i < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.i]) >= 0 {
		p.i++
	}
}

// take passes a token if it comes next.
func (p *parser) take(token string) bool {
	p.space()
	if !strings.HasPrefix(p.text[p.i:], token) {
		return false
	}
	p.i += len(token)
	return true
}

// The operators from loose to tight, as GitHub's documentation lists them.

func (p *parser) or() *expr {
	if p.depth++; p.depth > maxNesting {
		return p.fail(errNesting)
	}
	defer func() { p.depth-- }()
	e := p.and()
	for p.take("||") {
		e = &expr{op: opOr, args: []*expr{e, p.and()}}
	}
	return e
}

func (p *parser) and() *expr {
	e := p.equality()
	for p.take("&&") {
		e = &expr{op: opAnd, args: []*expr{e, p.equality()}}
	}
	return e
}

func (p *parser) equality() *expr {
	e := p.comparison()
	for {
		switch {
		case p.take("=="):
			e = &expr{op: opEqual, args: []*expr{e, p.comparison()}}
		case p.take("!="):
			e = &expr{op: opUnequal, args: []*expr{e, p.comparison()}}
		default:
			return e
		}
	}
}

func (p *parser) comparison() *expr {
	e := p.unary()
	for p.take("<=") || p.take(">=") || p.take("<") || p.take(">") {
		e = &expr{op: opCompared, args: []*expr{e, p.unary()}}
	}
	return e
}

func (p *parser) unary() *expr {
	n := 0
	for {
		if p.space(); strings.HasPrefix(p.text[p.i:], "!=") || !p.take("!") {
			break
		}
		n++
	}
	e := p.primary()
	if n%2 == 1 {
		return &expr{op: opNot, args: []*expr{e}}
	}
	return e
}

func (p *parser) primary() *expr {
	p.space()
	if p.i >= len(p.text) {
		return p.fail(errSyntax)
	}
	switch c := p.text[p.i]; {
	case c == '(':
		p.i++
		e := p.or()
		if !p.take(")") {
			return p.fail(errSyntax)
		}
		return p.postfix(e)
	case c == '\'':
		return p.quoted()
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		start := p.i
		for p.i++; p.i < len(p.text) && (word(p.text[p.i]) || p.text[p.i] == '.'); p.i++ {
		}
		return &expr{text: p.text[start:p.i]}
	case word(c):
		return p.named()
	}
	return p.fail(errSyntax)
}

// quoted reads a string; two quotes in it are one.
func (p *parser) quoted() *expr {
	var b strings.Builder
	for p.i++; p.i < len(p.text); p.i++ {
		if p.text[p.i] == '\'' {
			if p.i++; p.i >= len(p.text) || p.text[p.i] != '\'' {
				return &expr{text: b.String()}
			}
		}
		b.WriteByte(p.text[p.i])
	}
	return p.fail(errSyntax)
}

// named reads a keyword, a function or a context with its path.
func (p *parser) named() *expr {
	name := strings.ToLower(p.name())
	switch name {
	case "true", "false":
		return &expr{text: name}
	case "null":
		return &expr{}
	}
	if !p.take("(") {
		return p.postfix(&expr{op: opContext, text: name})
	}
	e := &expr{op: opCall, text: name}
	if p.take(")") {
		return p.postfix(e)
	}
	for {
		e.args = append(e.args, p.or())
		if p.take(",") {
			continue
		}
		if !p.take(")") {
			return p.fail(errSyntax)
		}
		return p.postfix(e)
	}
}

func (p *parser) name() string {
	start := p.i
	for p.i < len(p.text) && word(p.text[p.i]) {
		p.i++
	}
	return p.text[start:p.i]
}

// postfix reads .name, .* and [index]. The path of what is no context is kept as
// that of a function's result, which nobody knows.
func (p *parser) postfix(e *expr) *expr {
	if e.op != opContext {
		if p.space(); p.i < len(p.text) && (p.text[p.i] == '.' || p.text[p.i] == '[') {
			e = &expr{op: opCall, text: "(path)", args: []*expr{e}}
		} else {
			return e
		}
	}
	step := func(name, raw string, index *expr) {
		for len(e.args) < len(e.path) {
			e.args = append(e.args, nil)
		}
		if e.op == opContext {
			e.path, e.raw, e.args = append(e.path, name), append(e.raw, raw), append(e.args, index)
		} else if index != nil {
			e.args = append(e.args, index)
		}
	}
	for {
		switch {
		case p.take("."):
			if p.take("*") {
				step("*", "*", nil)
				continue
			}
			p.space()
			name := p.name()
			if name == "" {
				return p.fail(errSyntax)
			}
			step(strings.ToLower(name), name, nil)
		case p.take("["):
			if p.take("*") {
				step("*", "*", nil)
			} else if index := p.or(); index.op == opLiteral {
				step(strings.ToLower(index.text), index.text, nil)
			} else {
				step("", "", index)
			}
			if !p.take("]") {
				return p.fail(errSyntax)
			}
		default:
			return e
		}
	}
}

func word(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// name is a context with its path: "github.event.label.name".
func (e *expr) name() string { return e.text + "." + strings.Join(e.path, ".") }

// walk visits an expression and all in it.
func (e *expr) walk(visit func(*expr)) {
	if e == nil {
		return
	}
	visit(e)
	for _, a := range e.args {
		a.walk(visit)
	}
}

// segment is a piece of a text: words, or an expression. Both are nil where the
// expression cannot be read.
type segment struct {
	text string
	expr *expr
	// bad says that it is an expression that cannot be read.
	bad bool
	// start and end are offsets in the text, braces included.
	start, end int
}

// split takes a text apart at ${{ }}.
func split(text string) (out []segment, err error) {
	for i := 0; i < len(text); {
		open := strings.Index(text[i:], "${{")
		if open < 0 {
			return append(out, segment{text: text[i:], start: i, end: len(text)}), err
		}
		open += i
		if open > i {
			out = append(out, segment{text: text[i:open], start: i, end: open})
		}
		end := closing(text, open+3)
		if end < 0 {
			return append(out, segment{bad: true, start: open, end: len(text)}), errSyntax
		}
		e, fault := parse(text[open+3 : end])
		if fault != nil {
			err = fault
		}
		out = append(out, segment{expr: e, bad: fault != nil, start: open, end: end + 2})
		i = end + 2
	}
	return out, err
}

// closing is the offset of the braces that end an expression: quotes hide them.
func closing(text string, i int) int {
	quoted := false
	for ; i < len(text); i++ {
		switch text[i] {
		case '\'':
			quoted = !quoted
		case '}':
			if !quoted && strings.HasPrefix(text[i:], "}}") {
				return i
			}
		}
	}
	return -1
}
