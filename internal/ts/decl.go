package ts

import (
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
)

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
	s := p.stmt(syntax.Class, start)
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
	s.End = p.last
	return s
}

// field is the assignment that a member of a class is.
func (p *parser) field(a syntax.Arg, start int32) *syntax.Stmt {
	s := p.stmt(syntax.Assign, start)
	id := p.expr(syntax.Ident, a.NameAt)
	id.Text, id.TextAt = a.Name, a.NameAt
	if id.End = a.NameAt; a.Key != nil {
		id.End = a.Key.End
	}
	s.Targets, s.Value = []*syntax.Expr{id}, a.Value
	s.End = p.last
	return s
}

// class reads a class.
func (p *parser) class(start int32) *syntax.Stmt {
	s := p.stmt(syntax.Class, start)
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
		n := len(p.stack)
		p.depth++
		e := p.members(p.primary(), at, true)
		p.depth--
		p.push(syntax.Arg{Value: e})
		s.Args = p.pop(n)
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
		s.End = p.last
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
	s.End = p.last
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
		def := p.stmt(syntax.Def, start)
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
		def.End = p.last
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

// imports reads an import.
func (p *parser) imports(out []*syntax.Stmt) []*syntax.Stmt {
	start := p.tok.start
	p.next()
	if p.tok.kind == text {
		p.module()
		p.attributes()
		p.semicolon()
		return out
	}
	if p.soft("type") || p.soft("defer") || p.soft("source") {
		if t := p.peek(); t.code == '{' || t.code == '*' || t.kind == word && p.src[t.start:t.end] != "from" && t.code == 0 || named(t) && p.src[t.start:t.end] == "from" && p.fromTwice(t) {
			p.next()
		}
	}
	whole, at := "", p.tok.start // the name of the module as a whole
	var names []syntax.Alias
	plain := ""
	if named(p.tok) {
		plain = ident(p.text())
		at = p.tok.start
		p.next()
		if p.take('=') { // import x = require("y"), import x = a.b
			s := p.stmt(syntax.Assign, start)
			id := p.expr(syntax.Ident, at)
			id.Text, id.End = plain, at+int32(len(plain))
			s.Targets, s.Value = []*syntax.Expr{id}, p.assign()
			p.semicolon()
			s.End = p.last
			return p.required(out, s)
		}
		p.take(',')
	}
	switch {
	case p.is('*'):
		p.next()
		if p.soft("as") {
			p.next()
		}
		whole = ident(p.text())
		p.next()
	case p.is('{'):
		names = p.specifiers()
	}
	if p.soft("from") {
		p.next()
	} else {
		p.fail("expected 'from'")
	}
	module := p.module()
	p.attributes()
	p.semicolon()
	if module == "" {
		return out
	}
	if whole != "" {
		s := p.stmt(syntax.Import, start)
		s.Names, s.End = []syntax.Alias{{Name: module, As: whole, Start: start, End: p.last}}, p.last
		out = append(out, s)
	}
	if plain != "" {
		out = append(out, p.standard(module, plain, start))
	}
	if len(names) > 0 {
		out = append(out, p.from(module, names, start))
	}
	return out
}

// fromTwice says whether another from follows the one at t: import type from from "x".
func (p *parser) fromTwice(t token) bool {
	u := p.scan(int(t.end))
	return u.kind == word && p.src[u.start:u.end] == "from"
}

// standard is the import of what a module gives when nothing is named: a package goes
// by its own name then.
func (p *parser) standard(module, as string, start int32) *syntax.Stmt {
	if !local(module) {
		s := p.stmt(syntax.Import, start)
		s.Names, s.End = []syntax.Alias{{Name: module, As: as, Start: start, End: p.last}}, p.last
		return s
	}
	return p.from(module, []syntax.Alias{{Name: "default", As: as, Start: start, End: p.last}}, start)
}

// local says whether a module's name is a path in the repository. What the names @/…,
// ~/… and #… stand for is a setting, and mostly the root of the sources.
func local(module string) bool {
	return strings.HasPrefix(module, ".") || strings.HasPrefix(module, "@/") || strings.HasPrefix(module, "~/") || strings.HasPrefix(module, "#")
}

func (p *parser) from(module string, names []syntax.Alias, start int32) *syntax.Stmt {
	s := p.stmt(syntax.From, start)
	s.Module, s.Names, s.End = module, names, p.last
	if local(module) {
		s.Level = 1
	}
	return s
}

// module reads the name of a module.
func (p *parser) module() string {
	if p.tok.kind != text {
		p.fail("expected the name of a module")
		return ""
	}
	t := p.text()
	p.next()
	if len(t) < 2 {
		return ""
	}
	return unescape(t[1 : len(t)-1])
}

// attributes passes over with { type: "json" }.
func (p *parser) attributes() {
	if (p.is(wordWith) || p.soft("assert") && !p.tok.fresh) && p.peek().code == '{' {
		p.next()
		p.object()
	}
}

// specifiers reads { a, b as c, type d }.
func (p *parser) specifiers() (names []syntax.Alias) {
	p.next()
	one := func() string {
		if p.tok.kind == word {
			s := ident(p.text())
			p.next()
			return s
		}
		return p.module()
	}
	for !p.is('}') && p.tok.kind != end {
		before := p.tok.start
		if p.soft("type") {
			t := p.peek()
			next := p.src[t.start:t.end]
			after := p.scan(int(t.end))
			// type x, type x as y, type as as y; but type, type as x
			if t.kind == text || t.kind == word && (next != "as" || after.kind == word && p.src[after.start:after.end] == "as" || after.kind == punct) {
				p.next()
			}
		}
		a := syntax.Alias{Start: p.tok.start}
		a.Name = one()
		if p.soft("as") {
			p.next()
			a.As = one()
		}
		a.End = p.last
		names = append(names, a)
		if !p.take(',') && !p.is('}') || p.tok.start == before {
			p.fail("expected ',' or '}'")
			break
		}
	}
	p.want('}', "a bracket is not closed")
	return names
}

// exports reads an export.
func (p *parser) exports(out []*syntax.Stmt) []*syntax.Stmt {
	start := p.tok.start
	p.next()
	given := func(name string, value *syntax.Expr) *syntax.Stmt {
		s := p.stmt(syntax.Assign, start)
		id := p.expr(syntax.Ident, start)
		id.Text, id.End = name, start
		s.Targets, s.Value, s.End = []*syntax.Expr{id}, value, p.last
		entitle(value, name, start)
		return s
	}
	use := func(name string, at int32) *syntax.Expr {
		e := p.expr(syntax.Ident, at)
		e.Text, e.End = name, at
		return e
	}
	switch {
	case p.is(wordDefault):
		p.next()
		n := len(out)
		switch {
		case p.is(wordFunction), p.is(wordClass), p.is(wordAsync) && p.peek().code == wordFunction, p.is('@'), p.soft("abstract") && p.peek().code == wordClass:
			out = p.statement(out)
			if len(out) > n && out[n].Name == "" {
				out[n].Name, out[n].NameAt = "default", out[n].Start
			} else if len(out) > n {
				out = append(out, given("default", use(out[n].Name, p.last)))
			}
			return out
		case p.soft("interface") && p.types:
			return p.statement(out)
		}
		e := p.assign()
		p.semicolon()
		return append(out, given("default", e))
	case p.is('='): // export = x
		p.next()
		e := p.assign()
		p.semicolon()
		return append(out, given("default", e))
	case p.is('*'):
		p.next()
		as := ""
		if p.soft("as") {
			p.next()
			as = ident(p.text())
			p.next()
		}
		if p.soft("from") {
			p.next()
		}
		module := p.module()
		p.attributes()
		p.semicolon()
		if as == "" {
			return append(out, p.from(module, []syntax.Alias{{Name: "*", Start: start, End: p.last}}, start))
		}
		s := p.stmt(syntax.Import, start)
		s.Names, s.End = []syntax.Alias{{Name: module, As: as, Start: start, End: p.last}}, p.last
		return append(out, s)
	case p.soft("as") && p.peek().kind == word: // export as namespace x
		p.next()
		p.next()
		p.next()
		p.semicolon()
		return out
	case p.soft("type") && (p.peek().code == '{' || p.peek().code == '*'):
		p.next()
		if p.is('*') {
			for !p.tok.fresh && p.tok.kind != end && !p.is(';') {
				p.next()
			}
			p.take(';')
			return out
		}
	}
	if p.is('{') {
		names := p.specifiers()
		if p.soft("from") {
			p.next()
			module := p.module()
			p.attributes()
			p.semicolon()
			return append(out, p.from(module, names, start))
		}
		p.semicolon()
		for _, a := range names {
			if a.As != "" && a.As != a.Name {
				out = append(out, given(a.As, use(a.Name, a.Start)))
			}
		}
		return out
	}
	if p.is(wordImport) { // export import x = y
		return p.imports(out)
	}
	return p.statement(out)
}

// required makes an import of what a module gives that is asked for by require, or by
// import while it runs.
func (p *parser) required(out []*syntax.Stmt, s *syntax.Stmt) []*syntax.Stmt {
	e, member := s.Value, ""
	if e != nil && e.Kind == syntax.Attr {
		e, member = e.X, e.Text
	}
	if e != nil && e.Kind == syntax.Await {
		e = e.X
	}
	if e == nil || e.Kind != syntax.Call || e.X.Kind != syntax.Ident || e.X.Text != "require" && e.X.Text != "import" || len(e.Args) != 1 {
		return append(out, s)
	}
	module, ok := p.m.Text(e.Args[0].Value)
	t := s.Targets[0]
	if !ok || e.X.Text == "import" && s.Value.Kind != syntax.Await {
		return append(out, s)
	}
	switch {
	case t.Kind == syntax.Ident && member != "" && member != "default":
		return append(out, p.from(module, []syntax.Alias{{Name: member, As: t.Text, Start: t.Start, End: t.End}}, s.Start))
	case t.Kind == syntax.Ident:
		i := p.stmt(syntax.Import, s.Start)
		i.Names, i.End = []syntax.Alias{{Name: module, As: t.Text, Start: t.Start, End: t.End}}, s.End
		return append(out, i)
	case t.Kind == syntax.Dict && member == "":
		var names []syntax.Alias
		for _, a := range t.Args {
			if v := a.Value; v != nil && v.Kind == syntax.Ident && a.Name != "" {
				names = append(names, syntax.Alias{Name: a.Name, As: v.Text, Start: v.Start, End: v.End})
			}
		}
		return append(out, p.from(module, names, s.Start))
	}
	return append(out, s)
}
