package code

import (
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/wordset"
)

// asksCallers says whether anything in the module may ask who calls: a word of what does,
// something that is put before the application, or somebody else who is handed it.
func (r *reader) asksCallers(app *syntax.Expr, row *App) bool {
	for _, k := range r.calls {
		x := k.e.X
		if x.Kind == syntax.Attr && r.follow(x.X, k.s, 0).expr == app {
			if wordset.Has(row.Wraps, x.Text) && !r.quiet(k, row) {
				return true
			}
			continue
		}
		if wordset.Has(row.Quiet, last(r.qual(x, k.s, 0))) || len(r.known().opens.find(r.qual(x, k.s, 0))) > 0 {
			continue
		}
		for i := range k.e.Args {
			if v := k.e.Args[i].Value; v != nil && v.Kind == syntax.Ident && r.follow(v, k.s, 0).expr == app {
				return true
			}
		}
	}
	for st, s := range r.scopes {
		for _, d := range st.Items { // @app.before_request
			if e := d.Value; e != nil && e.Kind == syntax.Attr && s != nil && wordset.Has(row.Wraps, e.Text) && r.follow(e.X, s.parent, 0).expr == app {
				return true
			}
		}
	}
	return r.looksAtCallers()
}

// quiet says whether what is put before an application asks callers for nothing.
func (r *reader) quiet(k call, row *App) bool {
	if len(k.e.Args) == 0 {
		return false // a decorator: a function of its own
	}
	what := false
	for i := range k.e.Args {
		a := &k.e.Args[i]
		if a.Name != "" || a.Value == nil || a.Value.Kind == syntax.Str {
			continue
		}
		e := a.Value
		if e.Kind == syntax.Call {
			e = e.X
		}
		if e.Kind != syntax.Ident && e.Kind != syntax.Attr || !wordset.Has(row.Quiet, last(r.qual(e, k.s, 0))) {
			return false
		}
		what = true
	}
	return what
}

// askWords are words of the names of what looks at who calls, and askParts begin them.
var (
	askWords = wordset.Of("bearer jwt hmac login signature signed permission permissions credentials verify verified verifier principal identity guard guards security secure cookie cookies clerk supertokens keycloak cognito firebase entra msal")
	askParts = [...]string{"auth", "oauth", "unauth"}
)

// tells says whether a name is that of something which looks at who calls.
func tells(name string) bool {
	lower := strings.ToLower(name)
	if strings.Contains(lower, "x-api-key") || strings.Contains(lower, "current_user") || strings.Contains(lower, "currentuser") || strings.Contains(lower, "apikeyheader") {
		return true
	}
	for _, w := range tools.Words(name) {
		if askWords[w] {
			return true
		}
		for _, part := range askParts {
			if strings.HasPrefix(w, part) && !strings.HasPrefix(w, "author") || strings.HasPrefix(w, "authori") {
				return true
			}
		}
	}
	return false
}

// looksAtCallers goes through what the module can run, and not what nobody calls there,
// such as the check whose only call is a comment.
func (r *reader) looksAtCallers() bool {
	idle := map[string][]*syntax.Stmt{}
	var work []*syntax.Stmt
	for _, st := range r.m.Body {
		switch {
		case st.Kind == syntax.Import || st.Kind == syntax.From:
		case st.Kind == syntax.Def && len(st.Items) == 0 || st.Kind == syntax.Class:
			idle[st.Name] = append(idle[st.Name], st)
		case st.Kind == syntax.Assign && len(st.Targets) == 1 && st.Targets[0].Kind == syntax.Ident:
			idle[st.Targets[0].Text] = append(idle[st.Targets[0].Text], st)
		default:
			work = append(work, st)
		}
	}
	found := false
	seen := map[string]bool{}
	name := func(text string) {
		if list := idle[text]; list != nil {
			work = append(work, list...)
			delete(idle, text)
		}
		if !seen[text] {
			seen[text] = true
			found = found || tells(text) || r.importedFor(text)
		}
	}
	var statement func(st *syntax.Stmt)
	expr := func(e *syntax.Expr) bool {
		switch e.Kind {
		case syntax.Ident:
			name(e.Text)
		case syntax.Attr:
			name(e.Text)
			switch e.Text {
			case "headers", "header", "cookies", "session":
				found = found || e.X.Kind == syntax.Ident && e.X.Text != "response" && e.X.Text != "resp" && e.X.Text != "res" || e.X.Kind == syntax.Attr
			}
		case syntax.Str:
			if text, ok := r.m.Text(e); ok && len(text) < 48 {
				found = found || tells(text)
			}
		case syntax.Num:
			found = found || e.Text == "401" || e.Text == "403"
		case syntax.Compare:
			found = found || secretive(e.X) || secretive(e.Y)
		case syntax.Lambda:
			if e.Def != nil {
				statement(e.Def)
			}
		}
		for i := range e.Args {
			if e.Kind == syntax.Call && e.Args[i].Name != "" {
				found = found || tells(e.Args[i].Name) && !strings.HasPrefix(e.Args[i].Name, "allow_")
			}
		}
		return !found
	}
	statement = func(st *syntax.Stmt) {
		syntax.Walk([]*syntax.Stmt{st}, func(st *syntax.Stmt) bool {
			if st.Kind == syntax.ExprStmt && st.Value != nil && st.Value.Kind == syntax.Str {
				return true // what is said of it
			}
			st.Exprs(func(e *syntax.Expr) { e.Walk(expr) })
			return !found
		})
	}
	for len(work) > 0 && !found {
		st := work[len(work)-1]
		work = work[:len(work)-1]
		statement(st)
	}
	return found
}

// importedFor says whether a name comes from a module that is there to look at callers.
func (r *reader) importedFor(name string) bool {
	for _, b := range r.top.names[name] {
		if b.kind == toModule || b.kind == toMember {
			if tells(b.member) {
				return true
			}
			for _, part := range strings.FieldsFunc(b.module, func(r rune) bool { return r == '.' || r == '/' }) {
				if tells(part) || part == "middleware" && !strings.HasPrefix(b.module, "fastapi.") && !strings.HasPrefix(b.module, "starlette.") || part == "deps" || part == "dependencies" {
					return true
				}
			}
		}
	}
	return false
}

// secretive says whether a value goes by the name of a secret.
func secretive(e *syntax.Expr) bool {
	if e == nil || e.Kind != syntax.Ident && e.Kind != syntax.Attr {
		return false
	}
	for _, w := range tools.Words(e.Text) {
		switch w {
		case "key", "token", "secret", "password", "apikey":
			return true
		}
	}
	return false
}

// asksHere says whether a route of its own may look at who calls: it depends on
// something, has functions before it, or hands the request on to somebody.
func (r *reader) asksHere(d route, first bool) bool {
	if d.call.Arg("dependencies") != nil || d.call.Spread() {
		return true
	}
	requests := map[string]bool{}
	for i := range d.def.Params {
		p := &d.def.Params[i]
		if p.Default != nil && p.Default.Kind == syntax.Call {
			return true // Depends(…), Header(…)
		}
		plain := first && i == 0
		if p.Ann != nil {
			q := r.qual(p.Ann, d.s.parent, 0)
			if p.Ann.Kind == syntax.Index && last(r.qual(p.Ann.X, d.s.parent, 0)) == "Annotated" {
				return true // Annotated[User, Depends(user)]
			}
			switch last(q) {
			case "Request", "WebSocket", "HTTPConnection":
				plain = plain || strings.Contains(q, ".")
			}
		}
		if plain {
			requests[p.Name] = true
		}
	}
	handed := false
	for _, k := range r.calls {
		if k.e.Start < d.def.Start || k.e.End > d.def.End {
			continue
		}
		for i := range k.e.Args {
			v := k.e.Args[i].Value
			handed = handed || v != nil && v.Kind == syntax.Ident && requests[v.Text]
		}
	}
	return handed
}
