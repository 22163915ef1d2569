package py

import "github.com/nhivet/nhivet/internal/syntax"

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

func (p *parser) decorated() *syntax.Stmt {
	var items []syntax.Arg
	for p.code() == '@' {
		p.i++
		items = append(items, syntax.Arg{Value: p.named()})
		p.endLine()
	}
	start := p.start()
	async := p.take(wordAsync)
	if p.code() != wordDef && p.code() != wordClass {
		p.fail("expected a function or a class")
		s := p.nodes.Stmt(syntax.Other, start)
		s.Word, s.Items, s.End = "@", items, max(start, p.last())
		return s
	}
	s := p.compound(start)
	s.Items, s.Async = items, async
	return s
}

func (p *parser) compound(start int32) *syntax.Stmt {
	code := p.code()
	s := p.nodes.Stmt(syntax.Block, start)
	s.Word = p.text()
	p.i++
	switch code {
	case wordDef:
		s.Kind, s.Word = syntax.Def, ""
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
		s.Kind, s.Word = syntax.Class, ""
		p.define(s)
		if p.take('(') {
			s.Args = p.args(')')
		}
	case wordIf, wordElif, wordWhile:
		s.Value = p.named()
	case wordFor:
		s.Targets = []*syntax.Expr{p.list((*parser).target)}
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
			s.Targets = []*syntax.Expr{p.list((*parser).pattern)}
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

func (p *parser) asName(s *syntax.Stmt) {
	if p.take(wordAs) && p.isName() {
		s.Name, s.NameAt = p.text(), p.start()
		p.i++
	}
}

// define reads the name of what is defined, and its type parameters.
func (p *parser) define(s *syntax.Stmt) {
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
func (p *parser) with(s *syntax.Stmt) {
	outer := p.as
	p.as = true
	for {
		item := p.expr()
		if item.Kind == syntax.Tuple && p.code() == ':' && len(s.Items) == 0 {
			s.Items = item.Args // in brackets, since 3.10
			break
		}
		a := syntax.Arg{Value: item}
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
