package ts

import (
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
)

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
			s := p.nodes.Stmt(syntax.Assign, start)
			id := p.nodes.Expr(syntax.Ident, at)
			id.Text, id.End = plain, at+int32(len(plain))
			s.Targets, s.Value = []*syntax.Expr{id}, p.assign()
			p.semicolon()
			s.End = max(s.Start, p.last)
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
		s := p.nodes.Stmt(syntax.Import, start)
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
	if !Local(module) {
		s := p.nodes.Stmt(syntax.Import, start)
		s.Names, s.End = []syntax.Alias{{Name: module, As: as, Start: start, End: p.last}}, p.last
		return s
	}
	return p.from(module, []syntax.Alias{{Name: "default", As: as, Start: start, End: p.last}}, start)
}

// Local says whether a module's name is a path in the repository. What the names @/…,
// ~/… and #… stand for is a setting, and mostly the root of the sources.
func Local(module string) bool {
	return strings.HasPrefix(module, ".") || strings.HasPrefix(module, "@/") || strings.HasPrefix(module, "~/") || strings.HasPrefix(module, "#")
}

func (p *parser) from(module string, names []syntax.Alias, start int32) *syntax.Stmt {
	s := p.nodes.Stmt(syntax.From, start)
	s.Module, s.Names, s.End = module, names, p.last
	if Local(module) {
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
	return modular(unescape(t[1 : len(t)-1]))
}

// modular is the name of a module. What an ending says of a module in a package is
// left out, as packages are imported with it and without.
func modular(name string) string {
	if !Local(name) && strings.IndexByte(name, '/') > 0 {
		return strings.TrimSuffix(name, ".js")
	}
	return name
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
		a.End = max(a.Start, p.last)
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
		s := p.nodes.Stmt(syntax.Assign, start)
		id := p.nodes.Expr(syntax.Ident, start)
		id.Text, id.End = name, start
		s.Targets, s.Value, s.End = []*syntax.Expr{id}, value, p.last
		entitle(value, name, start)
		return s
	}
	use := func(name string, at int32) *syntax.Expr {
		e := p.nodes.Expr(syntax.Ident, at)
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
		s := p.nodes.Stmt(syntax.Import, start)
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
	module = modular(module)
	t := s.Targets[0]
	if !ok || e.X.Text == "import" && s.Value.Kind != syntax.Await {
		return append(out, s)
	}
	switch {
	case t.Kind == syntax.Ident && member != "" && member != "default":
		return append(out, p.from(module, []syntax.Alias{{Name: member, As: t.Text, Start: t.Start, End: t.End}}, s.Start))
	case t.Kind == syntax.Ident:
		i := p.nodes.Stmt(syntax.Import, s.Start)
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
