package py

import "slices"

type parser struct {
	m     *Module
	toks  []Token
	i     int
	depth int
	// as says that "as NAME" may follow an element: of a pattern, or of what a with
	// statement opens.
	as bool

	exprs []Expr
	stmts []Stmt
}

// Parse reads a file.
func Parse(src string) *Module {
	if len(src) > MaxSize {
		return &Module{Source: src, Errors: []Error{{MaxSize, "more source than people write"}}}
	}
	m := &Module{Source: src}
	m.Tokens, m.Errors = Lex(src)
	p := &parser{m: m, toks: m.Tokens}
	for p.i < len(p.toks) {
		m.Body = append(m.Body, p.block()...)
		if p.kind() == Dedent {
			p.i++
		}
	}
	slices.SortStableFunc(m.Errors, func(a, b Error) int { return a.At - b.At })
	return m
}

// Expr parses a stretch of the source that is one expression: a field of a
// formatted string. Its tokens become the module's.
func (m *Module) Expr(start, end int) *Expr {
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
	p := &parser{m: m, toks: m.Tokens, i: base, exprs: make([]Expr, 0, 4)}
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
	p.m.Errors = append(p.m.Errors, Error{at, msg})
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

func (p *parser) stmt(k StmtKind, start int32) *Stmt {
	if len(p.stmts) == cap(p.stmts) {
		p.stmts = make([]Stmt, 0, 64)
	}
	n := len(p.stmts)
	p.stmts = p.stmts[:n+1]
	s := &p.stmts[n]
	s.Kind, s.Start = k, start
	return s
}

// block reads statements up to the end of the block, which it leaves.
func (p *parser) block() []*Stmt {
	var out []*Stmt
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
func (p *parser) body() []*Stmt {
	if !p.take(':') {
		p.fail("expected ':'")
		p.skipLine()
	} else if p.kind() != Newline {
		var out []*Stmt
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
func (p *parser) statement(out []*Stmt) []*Stmt {
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

// soft says whether "match" or "case" is a keyword here: its line ends in a colon.
func (p *parser) soft() bool {
	switch kind, code := p.ahead(1); {
	case kind == Newline, kind == none:
		return false
	case code == '=', code == '.', code == ',', code == ')', code == ':', code == opAugmented, code == opWalrus:
		return false
	}
	depth := 0
	for j := p.i + 1; j < len(p.toks); j++ {
		switch t := p.toks[j]; t.code {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case wordLambda:
			depth++ // its colon is not the one
		case ':':
			if depth == 0 {
				return true
			}
			if depth > 0 && p.toks[j-1].code != '[' && lambdaOpen(p.toks[p.i+1:j]) {
				depth--
			}
		default:
			if t.Kind == Newline {
				return false
			}
		}
	}
	return false
}

// lambdaOpen says whether the last lambda of a stretch still waits for its colon.
func lambdaOpen(toks []Token) bool {
	for j := len(toks) - 1; j >= 0 && j > len(toks)-50; j-- {
		switch toks[j].code {
		case wordLambda:
			return true
		case ':', '(', '[', '{':
			return false
		}
	}
	return false
}

func (p *parser) decorated() *Stmt {
	var items []Arg
	for p.code() == '@' {
		p.i++
		items = append(items, Arg{Value: p.named()})
		p.endLine()
	}
	start := p.start()
	async := p.take(wordAsync)
	if p.code() != wordDef && p.code() != wordClass {
		p.fail("expected a function or a class")
		s := p.stmt(Other, start)
		s.Word, s.Items, s.End = "@", items, max(start, p.last())
		return s
	}
	s := p.compound(start)
	s.Items, s.Async = items, async
	return s
}

func (p *parser) compound(start int32) *Stmt {
	code := p.code()
	s := p.stmt(Block, start)
	s.Word = p.text()
	p.i++
	switch code {
	case wordDef:
		s.Kind, s.Word = Def, ""
		p.define(s)
		if p.take('(') {
			s.Params = p.params(')')
			if !p.take(')') {
				p.fail("expected ')'")
			}
		} else {
			p.fail("expected '('")
		}
		if p.take(opArrow) {
			s.Ann = p.list((*parser).expr)
		}
	case wordClass:
		s.Kind, s.Word = Class, ""
		p.define(s)
		if p.take('(') {
			s.Args = p.args(')')
		}
	case wordIf, wordElif, wordWhile:
		s.Value = p.named()
	case wordFor:
		s.Targets = []*Expr{p.list((*parser).target)}
		if !p.take(wordIn) {
			p.fail("expected 'in'")
		}
		s.Value = p.list((*parser).starred)
	case wordExcept:
		p.take('*')
		if p.code() != ':' {
			s.Value = p.list((*parser).expr)
			p.asName(s)
		}
	case wordWith:
		p.with(s)
	case 0:
		outer := p.as
		p.as = true
		if s.Word == "match" {
			s.Value = p.list((*parser).starred)
		} else {
			s.Targets = []*Expr{p.list((*parser).pattern)}
			if p.take(wordIf) {
				s.Value = p.named()
			}
		}
		p.as = outer
	}
	s.Body = p.body()
	for j := p.i - 1; j >= 0; j-- {
		if k := p.toks[j].Kind; k != Newline && k != Dedent {
			s.End = p.toks[j].End
			break
		}
	}
	return s
}

func (p *parser) asName(s *Stmt) {
	if p.take(wordAs) && p.isName() {
		s.Name, s.NameAt = p.text(), p.start()
		p.i++
	}
}

// define reads the name of what is defined, and its type parameters.
func (p *parser) define(s *Stmt) {
	if p.kind() != Name {
		p.fail("expected a name")
		return
	}
	s.Name, s.NameAt = p.text(), p.start()
	p.i++
	if p.take('[') {
		p.params(']')
		if !p.take(']') {
			p.fail("expected ']'")
		}
	}
}

// with reads what a with statement opens.
func (p *parser) with(s *Stmt) {
	outer := p.as
	p.as = true
	for {
		item := p.expr()
		if item.Kind == Tuple && p.code() == ':' && len(s.Items) == 0 {
			s.Items = item.Args // in brackets, since 3.10
			break
		}
		a := Arg{Value: item}
		if p.take(wordAs) {
			p.as = outer
			a.Key = p.target()
			p.as = true
		}
		s.Items = append(s.Items, a)
		if !p.take(',') || p.code() == ':' {
			break
		}
	}
	p.as = outer
}
