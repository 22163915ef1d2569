package ts

import "github.com/nhivet/nhivet/internal/syntax"

// declared reads a statement that starts with a word which is a name elsewhere; false
// when it is one here.
func (p *parser) declared(out []*syntax.Stmt) ([]*syntax.Stmt, bool) {
	start := p.tok.start
	t := p.peek()
	w := p.text()
	if w == "using" && named(t) && !t.fresh && p.src[t.start:t.end] != "of" {
		out = p.variables(out)
		p.semicolon()
		return out, true
	}
	if !p.types || t.fresh && w != "abstract" {
		return out, false
	}
	isName := named(t) || t.kind == word && t.code == 0
	switch w {
	case "type":
		if !isName {
			return out, false
		}
		p.next()
		p.next()
		if p.is('<') {
			p.typeArgs()
		}
		if p.take('=') {
			p.typ()
		}
		p.semicolon()
		return out, true
	case "interface":
		if !isName {
			return out, false
		}
		p.next()
		for p.tok.kind != end && !p.is('{') && !p.is(';') && !p.is('}') {
			if p.is('<') {
				p.typeArgs()
				continue
			}
			p.next()
		}
		if p.is('{') {
			p.balanced()
		}
		return out, true
	case "declare":
		switch t.code {
		case wordConst, wordVar, wordLet, wordFunction, wordClass, wordEnum, wordAsync, wordImport:
		default:
			if t.kind != word || t.code != 0 {
				return out, false
			}
		}
		p.next()
		if p.soft("global") && p.peek().code == '{' {
			p.next()
			return append(out, p.braces(start, "if")), true
		}
		return p.statement(out), true
	case "global":
		if t.code == '{' {
			p.next()
			return append(out, p.braces(start, "if")), true
		}
		return out, false
	case "abstract":
		if t.code != wordClass {
			return out, false
		}
		p.next()
		return append(out, p.class(start)), true
	case "namespace", "module":
		if !isName && t.kind != text {
			return out, false
		}
		p.next()
		p.next()
		for p.take('.') {
			p.next()
		}
		if p.is('{') {
			return append(out, p.braces(start, "if")), true
		}
		p.semicolon()
		return out, true
	}
	return out, false
}

// decorators reads @a @b(…).
func (p *parser) decorators() (out []syntax.Arg) {
	for p.is('@') {
		p.next()
		start := p.tok.start
		if p.deep() {
			return out
		}
		p.depth++
		out = append(out, syntax.Arg{Value: p.postfix(p.primary(), start)})
		p.depth--
	}
	return out
}

// enum reads an enumeration: a class with its members.
func (p *parser) enum(start int32) *syntax.Stmt {
	p.next()
	s := p.nodes.Stmt(syntax.Class, start)
	if p.tok.kind == word {
		s.Name, s.NameAt = ident(p.text()), p.tok.start
		p.next()
	}
	if p.want('{', "expected '{'") {
		for !p.is('}') && p.tok.kind != end {
			before := p.tok.start
			at := p.tok.start
			a := p.key()
			if p.take('=') {
				a.Value = p.assign()
				s.Body = append(s.Body, p.field(a, at))
			}
			if !p.take(',') && !p.is('}') || p.tok.start == before {
				p.fail("expected ',' or '}'")
				break
			}
		}
		p.want('}', "a bracket is not closed")
	}
	s.End = max(s.Start, p.last)
	return s
}

// field is the assignment that a member of a class is.
func (p *parser) field(a syntax.Arg, start int32) *syntax.Stmt {
	s := p.nodes.Stmt(syntax.Assign, start)
	id := p.nodes.Expr(syntax.Ident, a.NameAt)
	id.Text, id.TextAt = a.Name, a.NameAt
	if id.End = a.NameAt; a.Key != nil {
		id.End = a.Key.End
	}
	s.Targets, s.Value = []*syntax.Expr{id}, a.Value
	s.End = max(s.Start, p.last)
	return s
}

// class reads a class.
func (p *parser) class(start int32) *syntax.Stmt {
	s := p.nodes.Stmt(syntax.Class, start)
	p.next()
	if named(p.tok) && !p.soft("implements") {
		s.Name, s.NameAt = ident(p.text()), p.tok.start
		p.next()
	}
	if p.is('<') {
		p.typeArgs()
	}
	if p.take(wordExtends) {
		at := p.tok.start
		n := len(p.nodes.Stack)
		p.depth++
		e := p.members(p.primary(), at, true)
		p.depth--
		p.nodes.Push(syntax.Arg{Value: e})
		s.Args = p.nodes.Pop(n)
		if p.is('<') && p.types {
			p.typeArgs()
		}
	}
	if p.soft("implements") {
		p.next()
		p.typ()
		for p.take(',') {
			p.typ()
		}
	}
	if !p.want('{', "expected '{'") {
		s.End = max(s.Start, p.last)
		return s
	}
	noIn, branch := p.noIn, p.branch
	p.noIn, p.branch = false, false
	for p.tok.kind != end && !p.is('}') {
		before := p.tok.start
		if p.take(';') {
			continue
		}
		s.Body = p.classMember(s.Body)
		if p.tok.start == before {
			p.fail("expected a member of the class")
			p.next()
		}
	}
	p.noIn, p.branch = noIn, branch
	p.want('}', "a bracket is not closed")
	s.End = max(s.Start, p.last)
	return s
}

// modifiers of members, which are names where nothing follows them.
var modifiers = map[string]bool{"static": true, "public": true, "private": true, "protected": true, "readonly": true, "abstract": true, "override": true,
	"declare": true, "async": true, "get": true, "set": true, "accessor": true, "export": true, "const": false}

// classMember reads a member of a class.
func (p *parser) classMember(out []*syntax.Stmt) []*syntax.Stmt {
	start := p.tok.start
	items := p.decorators()
	static, async := false, false
	for p.tok.kind == word && modifiers[p.text()] {
		t := p.peek()
		if t.kind == punct && t.code != '[' && t.code != '*' && t.code != '{' && t.code != '@' || t.kind == end {
			break
		}
		if t.code == '{' {
			if !p.soft("static") {
				break
			}
			p.next()
			return append(out, p.braces(start, "try"))
		}
		if t.fresh && !p.soft("static") && !p.soft("public") && !p.soft("private") && !p.soft("protected") && !p.soft("abstract") && !p.soft("override") && !p.soft("readonly") {
			break
		}
		static = static || p.soft("static")
		async = async || p.is(wordAsync)
		p.next()
		items = append(items, p.decorators()...)
	}
	p.take('*')
	if p.is('[') && p.types && p.signatureOfIndex() {
		p.balanced()
		if p.take('?') || p.is(':') {
			p.take(':')
			p.typ()
		}
		p.semicolon()
		return out
	}
	a := p.key()
	if p.is('?') || p.is('!') {
		p.next()
	}
	if p.is('(') || p.is('<') {
		def := p.nodes.Stmt(syntax.Def, start)
		def.Name, def.NameAt, def.Async, def.Items = a.Name, a.NameAt, async, items
		if !static {
			def.Params = append(def.Params, syntax.Param{Name: "this", Start: a.NameAt, End: a.NameAt})
		}
		p.signature(def)
		if p.is('{') {
			p.block(def)
		} else {
			p.semicolon()
			if len(def.Body) == 0 {
				return out // only declared
			}
		}
		def.End = max(def.Start, p.last)
		return append(out, def)
	}
	var ann *syntax.Expr
	if p.take(':') {
		ann = p.typ()
	}
	if p.take('=') {
		a.Value = p.assign()
		entitle(a.Value, a.Name, a.NameAt)
		if e := a.Value; e.Kind == syntax.Lambda && e.Count == isArrow && !static {
			e.Def.Params = append([]syntax.Param{{Name: "this", Start: a.NameAt, End: a.NameAt}}, e.Def.Params...)
		}
	}
	p.semicolon()
	s := p.field(a, start)
	s.Ann, s.Items = ann, items
	return append(out, s)
}

// signatureOfIndex says whether [name: type] starts here, and no computed name.
func (p *parser) signatureOfIndex() bool {
	t := p.peek()
	if t.kind != word {
		return false
	}
	t = p.scan(int(t.end))
	return t.code == ':' || t.code == wordIn
}
