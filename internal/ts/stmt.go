package ts

import "github.com/nhivet/nhivet/internal/syntax"

// statements reads up to a closing brace or the end.
func (p *parser) statements(out []*syntax.Stmt) []*syntax.Stmt {
	for p.tok.kind != end && !p.is('}') {
		before := p.tok.start
		out = p.statement(out)
		if p.tok.start == before && p.tok.kind != end && !p.is('}') {
			p.fail("expected a statement")
			p.next()
		}
	}
	return out
}

// statement reads one statement.
func (p *parser) statement(out []*syntax.Stmt) []*syntax.Stmt {
	start := p.tok.start
	if p.depth >= maxDepth {
		p.fail("nested too deep")
		p.next()
		return out
	}
	p.depth++
	defer func() { p.depth-- }()
	switch p.tok.code {
	case ';':
		if p.tok.kind == punct {
			p.next()
			return out
		}
	case '{':
		return append(out, p.braces(start, "try")) // what is in it always happens
	case '@':
		items := p.decorators()
		n := len(out)
		if out = p.statement(out); len(out) > n {
			out[n].Items = items
		}
		return out
	case wordVar, wordConst, wordLet:
		if p.is(wordConst) && p.peek().code == wordEnum {
			p.next()
			return append(out, p.enum(start))
		}
		if p.is(wordLet) {
			if t := p.peek(); !named(t) && t.code != '[' && t.code != '{' {
				break
			}
		}
		out = p.variables(out)
		p.semicolon()
		return out
	case wordFunction:
		return append(out, p.def(start, false))
	case wordAsync:
		if t := p.peek(); t.code == wordFunction && !t.fresh {
			p.next()
			return append(out, p.def(start, true))
		}
	case wordClass:
		return append(out, p.class(start))
	case wordEnum:
		return append(out, p.enum(start))
	case wordImport:
		if t := p.peek(); t.code != '(' && t.code != '.' {
			return p.imports(out)
		}
	case wordExport:
		return p.exports(out)
	case wordIf, wordFor, wordWhile, wordDo, wordTry, wordSwitch, wordWith:
		return p.compound(out)
	case wordReturn, wordThrow:
		s := p.nodes.Stmt(syntax.Return, start)
		if p.is(wordThrow) {
			s.Kind, s.Word = syntax.Other, "raise"
		}
		p.next()
		if !p.tok.fresh && !p.is(';') && !p.is('}') && p.tok.kind != end {
			s.Value = p.sequence()
		}
		p.semicolon()
		s.End = max(s.Start, p.last)
		return append(out, s)
	case wordBreak, wordContinue, wordDebugger:
		p.next()
		if named(p.tok) && !p.tok.fresh {
			p.next()
		}
		p.semicolon()
		return out
	case 0:
		if p.tok.kind == word {
			if more, ok := p.declared(out); ok {
				return more
			}
		}
	}
	if named(p.tok) {
		if t := p.peek(); t.code == ':' && t.kind == punct { // a label
			p.next()
			p.next()
			return p.statement(out)
		}
	}
	e := p.sequence()
	end := p.last
	p.semicolon()
	return p.evaluated(out, e, start, end)
}

// evaluated makes a statement of an expression: an assignment where it is one.
func (p *parser) evaluated(out []*syntax.Stmt, e *syntax.Expr, start, end int32) []*syntax.Stmt {
	s := p.nodes.Stmt(syntax.ExprStmt, start)
	s.End, s.Value = end, e
	if e.Kind != syntax.Named {
		return append(out, s)
	}
	s.Targets, s.Value = []*syntax.Expr{e.X}, e.Y
	switch e.Text {
	case "":
		s.Kind = syntax.Assign
		p.exported(s)
	case "||=", "??=":
		// It had another value before, maybe.
		s.Kind, s.Value = syntax.ExprStmt, e
	default:
		s.Kind = syntax.Augment
	}
	return append(out, s)
}

// exported makes names of the module of module.exports = … and exports.name = ….
func (p *parser) exported(s *syntax.Stmt) {
	t := s.Targets[0]
	if t.Kind != syntax.Attr || t.X == nil {
		return
	}
	of := func(e *syntax.Expr) bool {
		return e.Kind == syntax.Ident && e.Text == "exports" ||
			e.Kind == syntax.Attr && e.Text == "exports" && e.X.Kind == syntax.Ident && e.X.Text == "module"
	}
	name := t.Text
	switch {
	case of(t):
		name = "default"
	case !of(t.X):
		return
	}
	id := p.nodes.Expr(syntax.Ident, t.Start)
	id.End, id.Text, id.TextAt = t.End, name, t.TextAt
	s.Targets = []*syntax.Expr{id}
	entitle(s.Value, name, t.TextAt)
}

// braces reads a block of statements.
func (p *parser) braces(start int32, word string) *syntax.Stmt {
	s := p.nodes.Stmt(syntax.Block, start)
	s.Word = word
	s.Body = p.body()
	s.End = max(s.Start, p.last)
	return s
}

// variables reads what var, let and const declare.
func (p *parser) variables(out []*syntax.Stmt) []*syntax.Stmt {
	p.next()
	for {
		start := p.tok.start
		target := p.target()
		s := p.nodes.Stmt(syntax.Assign, start)
		s.Targets = []*syntax.Expr{target}
		if p.is('!') {
			p.next()
		}
		if p.is(':') {
			p.next()
			s.Ann = p.typ()
		}
		if p.take('=') {
			s.Value = p.assign()
			if target.Kind == syntax.Ident {
				entitle(s.Value, target.Text, target.Start)
			}
		}
		s.End = max(s.Start, p.last)
		out = p.required(out, s)
		if !p.take(',') {
			return out
		}
		if p.tok.start == start {
			return out
		}
	}
}

// target reads a name or a pattern.
func (p *parser) target() *syntax.Expr {
	start := p.tok.start
	switch {
	case p.is('{'):
		return p.object()
	case p.is('['):
		return p.primary()
	case named(p.tok) || p.tok.kind == word && p.tok.code == 0:
		e := p.nodes.Expr(syntax.Ident, start)
		e.Text, e.TextAt = ident(p.text()), start
		p.next()
		return p.close(e)
	}
	p.fail("expected a name")
	return p.close(p.nodes.Expr(syntax.Bad, start))
}

// compound reads a statement that has others in it.
func (p *parser) compound(out []*syntax.Stmt) []*syntax.Stmt {
	start := p.tok.start
	s := p.nodes.Stmt(syntax.Block, start)
	s.Word = p.text()
	code := p.tok.code
	p.next()
	switch code {
	case wordIf:
		s.Value = p.test()
		s.Body = p.statement(nil)
		s.End = max(s.Start, p.last)
		out = append(out, s)
		if p.is(wordElse) {
			other := p.nodes.Stmt(syntax.Block, p.tok.start)
			other.Word = "else"
			p.next()
			other.Body = p.statement(nil)
			other.End = max(other.Start, p.last)
			out = append(out, other)
		}
		return out
	case wordWhile, wordWith:
		s.Word = "while"
		s.Value = p.test()
		s.Body = p.statement(nil)
	case wordDo:
		s.Word = "while"
		s.Body = p.statement(nil)
		if p.take(wordWhile) {
			s.Value = p.test()
		}
		p.take(';')
	case wordFor:
		p.loop(s)
	case wordSwitch:
		s.Word = "if"
		s.Value = p.test()
		s.Body = p.cases()
	case wordTry:
		s.Body = p.body()
		s.End = max(s.Start, p.last)
		out = append(out, s)
		if p.is(wordCatch) {
			c := p.nodes.Stmt(syntax.Block, p.tok.start)
			c.Word = "except"
			p.next()
			if p.take('(') {
				c.Targets = []*syntax.Expr{p.target()}
				if p.take(':') {
					p.typ()
				}
				p.want(')', "expected ')'")
			}
			c.Body = p.body()
			c.End = max(c.Start, p.last)
			out = append(out, c)
		}
		if p.is(wordFinally) {
			at := p.tok.start
			p.next()
			out = append(out, p.braces(at, "finally"))
		}
		return out
	}
	s.End = max(s.Start, p.last)
	return append(out, s)
}

// test reads a condition in brackets.
func (p *parser) test() *syntax.Expr {
	if !p.want('(', "expected '('") {
		return nil
	}
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, false
	e := p.sequence()
	p.noIn, p.branch = noIn, branch
	p.want(')', "expected ')'")
	return e
}

// loop reads what follows for.
func (p *parser) loop(s *syntax.Stmt) {
	p.take(wordAwait)
	if !p.want('(', "expected '('") {
		return
	}
	p.noIn = true
	var first []*syntax.Stmt
	var x *syntax.Expr
	switch {
	case p.is(wordVar) || p.is(wordConst) || p.is(wordLet) || p.soft("using") && named(p.peek()) && p.src[p.peek().start:p.peek().end] != "of":
		first = p.variables(nil)
		if len(first) == 1 && len(first[0].Targets) == 1 {
			x = first[0].Targets[0]
		}
	case p.is(wordAwait) && p.peek().kind == word && p.src[p.peek().start:p.peek().end] == "using":
		p.next()
		first = p.variables(nil)
	case !p.is(';'):
		x = p.sequence()
		first = p.evaluated(nil, x, x.Start, x.End)
	}
	p.noIn = false
	if p.is(wordIn) || p.soft("of") {
		p.next()
		if x != nil {
			s.Targets = []*syntax.Expr{x}
		}
		s.Value = p.sequence()
	} else {
		s.Word = "while"
		s.Body = first
		p.want(';', "expected ';'")
		if !p.is(';') {
			s.Value = p.sequence()
		}
		p.want(';', "expected ';'")
		if !p.is(')') {
			e := p.sequence()
			s.Body = p.evaluated(s.Body, e, e.Start, e.End)
		}
	}
	p.want(')', "expected ')'")
	s.Body = p.statement(s.Body)
}

// cases reads the body of a switch.
func (p *parser) cases() (out []*syntax.Stmt) {
	if !p.want('{', "expected '{'") {
		return nil
	}
	for p.tok.kind != end && !p.is('}') {
		before := p.tok.start
		switch {
		case p.is(wordCase):
			p.next()
			branch := p.branch
			p.branch = true // (x): is no function
			e := p.sequence()
			p.branch = branch
			out = p.evaluated(out, e, e.Start, e.End)
			p.want(':', "expected ':'")
		case p.is(wordDefault):
			p.next()
			p.want(':', "expected ':'")
		default:
			out = p.statement(out)
		}
		if p.tok.start == before && !p.is('}') && p.tok.kind != end {
			p.fail("expected a statement")
			p.next()
		}
	}
	p.want('}', "a bracket is not closed")
	return out
}
