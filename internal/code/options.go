package code

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// Option is a call that declares an option of a command.
type Option struct {
	// Begin and End are how the full name of the call begins and ends.
	Begin, End string
	// Otherwise are arguments that give the value another way, or make another thing
	// of it: a flag, a number, a variable of the environment.
	Otherwise string
	Source    string
}

// options states the credentials that a program takes as arguments of its command.
func (r *reader) options() {
	for _, k := range r.calls {
		if k.e.X.Kind != syntax.Attr {
			continue
		}
		for i := range r.repo.lang.Options {
			row := &r.repo.lang.Options[i]
			if !strings.HasSuffix(k.e.X.Text, strings.TrimPrefix(row.End, ".")) {
				continue
			}
			if q := r.qual(k.e.X, k.s, 0); strings.HasPrefix(q, row.Begin) && strings.HasSuffix(q, row.End) {
				r.option(k, row)
			}
		}
	}
}

// option states one, when the program hands its value on: a value that is only
// looked at may be something else.
func (r *reader) option(k call, row *Option) {
	var at *syntax.Expr
	name := ""
	for i := range k.e.Args {
		if a := &k.e.Args[i]; a.Name == "" && a.Value.Kind == syntax.Str {
			if text, ok := r.text(a.Value, k.s, 0); ok && strings.HasPrefix(text, "--") && at == nil {
				at, name = a.Value, strings.ReplaceAll(strings.TrimLeft(text, "-"), "-", "_")
			}
		}
	}
	if at == nil || k.e.Spread() || !secretVariable(name) {
		return
	}
	for _, other := range strings.Fields(row.Otherwise) {
		if e := k.e.Arg(other); e != nil {
			return
		}
	}
	if e := k.e.Arg("default"); e != nil && !r.none(e, k.s) {
		if text, ok := r.text(e, k.s, 0); !ok || text != "" {
			return
		}
	}
	if text, ok := r.text(k.e.Arg("help"), k.s, 0); ok && creds.Named(name).Secret() {
		for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
			switch w {
			case "file", "path", "max", "maximum", "number", "count", "limit", "env", "environment", "variable", "name", "deprecated":
				return
			}
		}
	}
	dest := name
	if text, ok := r.text(k.e.Arg("dest"), k.s, 0); ok {
		dest = text
	}
	use := r.used(dest)
	if def := r.under(k.e); def != nil {
		if i := slices.IndexFunc(k.e.Args, func(a syntax.Arg) bool {
			text, ok := r.m.Text(a.Value)
			return a.Name == "" && a.Value.Kind == syntax.Str && ok && !strings.HasPrefix(text, "-")
		}); i >= 0 {
			dest, _ = r.m.Text(k.e.Args[i].Value)
		}
		use = r.usedIn(def, dest)
	}
	if use == nil {
		return
	}
	c := creds.Describe(name)
	where := r.at(at)
	if c == nil || r.seen[where] != nil {
		return
	}
	c.Key = nhi.Key(r.key("option"), r.path, strconv.Itoa(where.Start))
	c.Name, c.Origin, c.Store, c.At = "--"+strings.ReplaceAll(name, "_", "-"), nhi.FromIssuer, "argument", where
	c.Static, c.Lifetime, c.Alternative = false, nhi.Lifetime{}, ""
	c.Attributes = map[string]string{"reaches_source": row.Source}
	c.Related = []nhi.Step{{At: r.span(use.Start, use.End), Note: "handed on here"}}
	r.seen[where] = c
	r.facts.Credentials = append(r.facts.Credentials, c)
}

// under is the function that a decorator hangs on; nil for a call that is none.
func (r *reader) under(e *syntax.Expr) *syntax.Stmt {
	for _, def := range r.defs {
		for _, d := range def.Items {
			if d.Value == e {
				return def
			}
		}
	}
	return nil
}

// usedIn is where a parameter is handed to a function that does more than look at it.
func (r *reader) usedIn(def *syntax.Stmt, param string) *syntax.Expr {
	for _, k := range r.callsIn(r.scopes[def]) {
		for i := range k.e.Args {
			e := k.e.Args[i].Value
			if e.Kind != syntax.Ident || e.Text != param {
				continue
			}
			if name := r.qual(k.e.X, k.s, 0); !r.repo.lang.Looks[last(name)] && !r.repo.lang.Logs(name) {
				return e
			}
		}
	}
	return nil
}

// used is where the value of an option is handed to a function that does more than look
// at it.
func (r *reader) used(dest string) *syntax.Expr {
	if r.handedOn != nil {
		return r.handedOn[dest]
	}
	r.handedOn = map[string]*syntax.Expr{}
	for _, k := range r.calls {
		q := ""
		for i := range k.e.Args {
			e := k.e.Args[i].Value
			if e.Kind != syntax.Attr || e.X.Kind != syntax.Ident || r.handedOn[e.Text] != nil {
				continue
			}
			if q == "" {
				q = r.qual(k.e.X, k.s, 0) + " "
			}
			if name := strings.TrimSuffix(q, " "); !r.repo.lang.Looks[last(name)] && !r.repo.lang.Logs(name) {
				r.handedOn[e.Text] = e
			}
		}
	}
	return r.handedOn[dest]
}
