package py

import "github.com/nhivet/nhivet/internal/syntax"

// simple reads a statement without a block, up to its semicolon or the end of the
// line.
func (p *parser) simple(out []*syntax.Stmt) []*syntax.Stmt {
	s := p.nodes.Stmt(syntax.Other, p.start())
	code := p.code()
	switch {
	case code == wordImport:
		p.i++
		s.Kind = syntax.Import
		p.imports(s)
	case code == wordFrom:
		p.i++
		s.Kind = syntax.From
		p.from(s)
	case code == wordReturn:
		p.i++
		s.Kind = syntax.Return
		if !p.ends() {
			s.Value = p.list((*parser).starred)
		}
	case code == wordDel, code == wordAssert, code == wordRaise:
		s.Word = p.text()
		p.i++
		for !p.ends() {
			before := p.i
			s.Items = append(s.Items, syntax.Arg{Value: p.expr()})
			if !p.take(wordFrom) && !p.take(',') || p.i == before {
				break
			}
		}
	case code == wordGlobal, code == wordBreak:
		s.Word = p.text()
		p.i++
		for p.isName() {
			s.Names = append(s.Names, syntax.Alias{Name: p.text(), Start: p.start(), End: p.toks[p.i].End})
			p.i++
			p.take(',')
		}
	case p.isName() && p.text() == "type" && p.alias(s):
	default:
		p.assignment(s)
	}
	s.End = max(s.Start, p.last())
	return append(out, s)
}

// ends says whether a simple statement is over.
func (p *parser) ends() bool {
	k := p.kind()
	return k == Newline || k == none || k == Indent || k == Dedent || p.code() == ';'
}

// imports reads "a.b as c, d".
func (p *parser) imports(s *syntax.Stmt) {
	for {
		a := syntax.Alias{Start: p.start()}
		a.Name = p.dotted()
		if a.Name == "" {
			p.fail("expected the name of a module")
			return
		}
		p.aliased(&a)
		s.Names = append(s.Names, a)
		if !p.take(',') {
			return
		}
	}
}

func (p *parser) aliased(a *syntax.Alias) {
	if p.take(wordAs) && p.kind() == Name {
		a.As = p.text()
		p.i++
	}
	a.End = p.last()
}

// dotted reads a name with dots, which nothing may stand between.
func (p *parser) dotted() string {
	start, end := p.start(), int32(0)
	for p.kind() == Name && (p.code() == 0 || p.code() == wordAsync || p.code() == wordAwait) {
		end = p.toks[p.i].End
		p.i++
		if p.code() != '.' {
			break
		}
		p.i++
	}
	if end == 0 {
		return ""
	}
	return p.m.Source[start:end]
}

// from reads "..a.b import (c as d, e)".
func (p *parser) from(s *syntax.Stmt) {
	for {
		if p.take('.') {
			s.Level++
		} else if p.take(opDots) {
			s.Level += 3
		} else {
			break
		}
	}
	if p.kind() == Name && p.code() != wordImport {
		s.Module = p.dotted()
	}
	if !p.take(wordImport) {
		p.fail("expected 'import'")
		return
	}
	brackets := p.take('(')
	for {
		a := syntax.Alias{Start: p.start()}
		switch {
		case p.take('*'):
			a.Name, a.End = "*", p.last()
		case p.isName():
			a.Name = p.text()
			p.i++
			p.aliased(&a)
		default:
			if !brackets || p.code() != ')' {
				p.fail("expected a name to import")
			}
			p.take(')')
			return
		}
		s.Names = append(s.Names, a)
		if !p.take(',') {
			break
		}
	}
	if brackets && !p.take(')') {
		p.fail("expected ')'")
	}
}

// alias reads "type X[T] = …".
func (p *parser) alias(s *syntax.Stmt) bool {
	if kind, code := p.ahead(1); kind != Name || code != 0 {
		return false
	}
	if _, code := p.ahead(2); code != '=' && code != '[' {
		return false
	}
	s.Word = "type"
	p.i++
	p.define(s)
	if p.take('=') {
		s.Value = p.expr()
	}
	return true
}

// assignment reads an expression, or what is assigned to it.
func (p *parser) assignment(s *syntax.Stmt) {
	first := p.list((*parser).starred)
	switch code := p.code(); code {
	case ':':
		p.i++
		s.Kind, s.Targets = syntax.Assign, []*syntax.Expr{first}
		s.Ann = p.list((*parser).starred)
		if p.take('=') {
			s.Value = p.list((*parser).starred)
		}
	case '=':
		s.Kind, s.Value = syntax.Assign, first
		for p.take('=') {
			s.Targets = append(s.Targets, s.Value)
			s.Value = p.list((*parser).starred)
		}
	case opAugmented:
		s.Kind, s.Targets = syntax.Augment, []*syntax.Expr{first}
		s.Word = p.text()
		p.i++
		s.Value = p.list((*parser).starred)
	default:
		s.Kind, s.Value = syntax.ExprStmt, first
	}
}
