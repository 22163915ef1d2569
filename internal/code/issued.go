package code

import (
	"path"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// Inject is a decorator that hands a credential to the function under it.
type Inject struct {
	Calls string
	// Into is the argument with the name of the parameter, Default that without it.
	Into, Default string
	Source        string
}

// Interim is a call that sets a password until another call sets the one that counts.
type Interim struct {
	Calls string
	// Arg is the argument with the password, By the call that replaces it and Last the
	// argument of that.
	Arg, By, Last string
	Source        string
}

// Writer is a call that writes something to a file.
type Writer struct {
	Calls string
	// Content is the place of what is written, from 1, and To that of the file; 0 for
	// the object whose method it is.
	Content, To int
	Source      string
}

// issued is the origin of a member of what a service answered, by the name that the
// protocol has for it; false for others.
func (c *code) issued(e, base *syntax.Expr, key string) (origin, bool) {
	l := c.repo.lang
	switch {
	case l.Answers[key]:
	case l.Headers[strings.ToLower(key)] && c.headers(base):
	default:
		return origin{}, false
	}
	return origin{kind: fromIssuer, text: key, at: c.at(e)}, true
}

// typed says whether a name is bound to what a person types in.
func (c *code) typed(b binding) bool {
	e := b.expr
	for e.Kind == syntax.Call && e.X.Kind == syntax.Attr && c.repo.lang.Through[e.X.Text] {
		e = e.X.X
	}
	return e.Kind == syntax.Call && e.X.Kind == syntax.Ident && e.X.Text == "input" && c.qual(e.X, b.s, 0) == "input"
}

// headers says whether something is the headers of a request, by its name.
func (c *code) headers(e *syntax.Expr) bool {
	switch e.Kind {
	case syntax.Attr, syntax.Ident:
		return strings.HasSuffix(strings.ToLower(e.Text), "headers")
	case syntax.Index:
		if e.Y == nil || e.Y.Kind != syntax.Str {
			return false
		}
		text, ok := c.m.Text(e.Y)
		return ok && text == "headers"
	case syntax.Call: // .get("headers", {})
		text, ok := "", false
		if first := e.Positional(0); first != nil && first.Kind == syntax.Str {
			text, ok = c.m.Text(first)
		}
		return ok && text == "headers" && e.X.Kind == syntax.Attr && e.X.Text == "get"
	}
	return false
}

// injected is the origin of a parameter that a decorator fills; false for others.
func (c *code) injected(b binding) (origin, bool) {
	if b.stmt == nil || b.stmt.Kind != syntax.Def {
		return origin{}, false
	}
	for _, d := range b.stmt.Items {
		if d.Value == nil || d.Value.Kind != syntax.Call {
			continue
		}
		for _, row := range c.known().injects.find(c.qual(d.Value.X, b.s.parent, 0)) {
			name := row.Default
			if into, ok := c.text(d.Value.Arg(row.Into), b.s.parent, 0); ok {
				name = into
			}
			if name == b.param.Name {
				return origin{kind: fromIssuer, text: name, at: c.span(d.Value.X.Start, d.Value.X.End)}, true
			}
		}
	}
	return origin{}, false
}

// interims notes the passwords that the same function replaces: they are gone before
// anybody could use them.
func (r *reader) interims() {
	for _, k := range r.calls {
		for _, row := range r.known().interims.find(r.qual(k.e.X, k.s, 0)) {
			arg := k.e.Arg(row.Arg)
			if arg == nil {
				continue
			}
			first, _ := r.text(arg, k.s, 0)
			for _, other := range r.callsIn(k.s) {
				last := other.e.Arg(row.Last)
				if last == nil || other.e.Start < k.e.Start || r.qual(other.e.X, other.s, 0) != row.By {
					continue
				}
				if second, ok := r.text(last, other.s, 0); !ok || second != first {
					if r.interim == nil {
						r.interim = map[nhi.Span]bool{}
					}
					for _, o := range r.origins(arg, k.s, 0) {
						r.interim[o.at] = true
					}
				}
			}
		}
	}
}

// files states the credentials that are written to files which every user of the
// machine may read: that is what a file gets that is made without saying otherwise.
func (r *reader) files() {
	for _, k := range r.calls {
		for _, row := range r.known().writers.find(r.qual(k.e.X, k.s, 0)) {
			content := k.e.Positional(row.Content - 1)
			if content == nil || row.To > 0 && !r.opened(k.e.Positional(row.To-1), k.s) ||
				row.To == 0 && k.e.X.Kind == syntax.Attr && r.qual(k.e.X.X, k.s, 0) == "open()" && !r.opened(k.e.X.X, k.s) || r.guards(k.s) {
				continue
			}
			for _, o := range r.inside(content, k.s, 0) {
				if o.kind == fromEnv && secretVariable(o.text) || o.kind == fromStore || o.kind == fromIssuer {
					r.readable(k, content, o, row)
					break
				}
			}
		}
	}
}

// opened says whether an expression is a file that was opened to be written, with
// nothing that says how.
func (r *reader) opened(e *syntax.Expr, s *scope) bool {
	t := s.code.follow(e, s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Call || t.s.code.qual(t.expr.X, t.s, 0) != "open" || t.expr.Arg("opener") != nil {
		return false
	}
	mode := t.expr.Arg("mode")
	if mode == nil {
		mode = t.expr.Positional(1)
	}
	text, ok := t.s.code.text(mode, t.s, 0)
	return ok && strings.ContainsAny(text, "wax")
}

// guards says whether the function, or the module around it, has to do with the
// rights of files.
func (r *reader) guards(s *scope) bool {
	if yes, ok := r.guarded[s]; ok {
		return yes
	}
	if r.guarded == nil {
		r.guarded = map[*scope]bool{}
	}
	text := r.m.Source
	if s.def != nil {
		text = text[s.def.Start:s.def.End]
	}
	for _, word := range r.repo.lang.Guards {
		if strings.Contains(text, word) {
			r.guarded[s] = true
			return true
		}
	}
	r.guarded[s] = false
	return false
}

// inside are the origins of what is somewhere in a value that is written out.
func (r *reader) inside(e *syntax.Expr, s *scope, hops int) (out []origin) {
	if e == nil || r.tired(hops) {
		return nil
	}
	c := s.code
	switch e.Kind {
	case syntax.Str:
		for _, p := range c.pieces(e) {
			if p.Expr != nil {
				out = append(out, r.inside(p.Expr, s, hops+1)...)
			}
		}
		return short(out)
	case syntax.Binary:
		return short(append(r.inside(e.X, s, hops+1), r.inside(e.Y, s, hops+1)...))
	case syntax.Dict, syntax.List, syntax.Tuple:
		for _, a := range e.Args {
			out = append(out, r.inside(a.Value, s, hops+1)...)
		}
		return short(out)
	case syntax.Call:
		if r.repo.lang.Dumps[c.qual(e.X, s, 0)] {
			return r.inside(e.Positional(0), s, hops+1)
		}
	}
	if e.Kind == syntax.Ident {
		for _, put := range c.contents(e, s) {
			out = append(out, r.inside(put.value, put.s, hops+1)...)
		}
		if len(out) > 0 {
			return short(out)
		}
	}
	if t := c.follow(e, s, 0); t.expr != nil && t.expr != e && (t.expr.Kind == syntax.Dict || t.expr.Kind == syntax.Str || t.expr.Kind == syntax.Call) {
		if list := r.inside(t.expr, t.s, hops+1); len(list) > 0 {
			return list
		}
	}
	return c.origins(e, s, 0)
}

// readable states a credential in a file that everybody on the machine may read.
func (r *reader) readable(k call, content *syntax.Expr, o origin, row *Writer) {
	at := r.span(content.Start, content.End)
	c := creds.Describe(o.text)
	if _, ok := r.seen[at]; ok || c == nil || k.s.code != r.code {
		return
	}
	r.seen[at] = c
	c.Key = nhi.Key(r.key("file"), r.path, strconv.Itoa(at.Start))
	c.Name, c.Origin, c.Store, c.At = o.text, nhi.FromFile, "file", at
	c.Static, c.Lifetime, c.Alternative = false, nhi.Lifetime{}, ""
	c.Attributes = map[string]string{"world_readable": "true", "mode": "0644, as no other is said and the usual umask is 022", "reaches_source": row.Source}
	if o.at.Valid() && !o.at.Overlaps(at) {
		c.Related = []nhi.Step{{At: o.at, Note: "it comes from here"}}
	}
	r.facts.Credentials = append(r.facts.Credentials, c)
}

// defaults states the keys that sign or encrypt which the code has for when its
// environment has none: whoever reads the code then signs too.
func (r *reader) defaults() {
	for _, w := range [...]string{"test", "demo", "example"} { // it meets a service that has it too
		if strings.Contains(strings.ToLower(path.Base(r.path)), w) {
			return
		}
	}
	for _, k := range r.calls {
		if !r.repo.lang.Environment[r.qual(k.e.X, k.s, 0)] {
			continue
		}
		name, ok := r.text(k.e.Positional(0), k.s, 0)
		fallback := k.e.Positional(1)
		if fallback == nil {
			fallback = k.e.Arg("default")
		}
		// What a signature is made with is no signature.
		as := strings.ReplaceAll(strings.ToUpper(name), "SIGNATURE", "SIGNING")
		if !ok || fallback == nil || fallback.Kind != syntax.Str || !secretVariable(as) || !signing(as) {
			continue
		}
		value, ok := r.text(fallback, k.s, 0)
		at := r.at(fallback)
		if !ok || strings.TrimSpace(value) == "" || creds.Reference(value) || r.seen[at] != nil || creds.Judge(name, value, at) != nil {
			continue
		}
		r.common(name, as, at)
	}
}

// signing says whether a variable holds a key with which tokens are signed or data is
// encrypted: any text will do for one, so that a default works.
func signing(name string) bool {
	upper := strings.ToUpper(name)
	if !strings.Contains(upper, "SECRET") && !strings.Contains(upper, "KEY") {
		return false
	}
	for _, w := range [...]string{"JWT", "SIGNING", "HMAC", "COOKIE", "SESSION_SECRET", "ENCRYPTION", "FLASK_SECRET", "DJANGO_SECRET"} {
		if strings.Contains(upper, w) {
			return true
		}
	}
	return false
}

// common states a value that everybody knows who reads the code.
func (r *reader) common(name, as string, at nhi.Span) {
	c := creds.Describe(as)
	if c == nil || at.File != r.file {
		return
	}
	c.Key, c.Origin, c.Store, c.At = nhi.Key("literal", at.File.Path, strconv.Itoa(at.Start)), nhi.FromLiteral, "code", at
	c.Name = name
	c.Attributes = map[string]string{creds.Weak: "true"}
	r.seen[at] = c
	r.facts.Credentials = append(r.facts.Credentials, c)
}
