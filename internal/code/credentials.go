package code

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// reader makes the facts of one module.
type reader struct {
	*code
	facts *nhi.Facts
	seen  map[nhi.Span]*nhi.Credential
	// found are the credentials in the file that tell themselves apart.
	found   []creds.Found
	scanned bool
	// holds are the calls that take a credential, for who holds it.
	holds []hold
	// tools are the MCP servers by what describes them, and named counts their names.
	tools map[*syntax.Expr]*nhi.Tool
	named map[string]int
	// asked are the scopes that were stated.
	asked map[nhi.Span]bool
	// asks says that what is printed is what the program is for.
	asks bool
	// offered are the functions of the module that agents were given, and to which.
	offered map[*syntax.Stmt]string
	// titles are what people call the functions that were handed to what makes tools.
	titles map[*syntax.Stmt]string
	// guarded are the scopes that have to do with the rights of files. handedOn is where an
	// attribute is handed to a function.
	guarded  map[*scope]bool
	handedOn map[string]*syntax.Expr
	// reads are where credentials are taken out of headers, once they were looked for.
	reads    []headerRead
	sawReads bool
	// interim are the values that are replaced by others in the same function.
	interim map[nhi.Span]bool
	// rights are who may do what in AWS.
	rights *rights
}

type hold struct {
	e *syntax.Expr
	c *nhi.Credential
}

// credentials finds what reaches the clients of models, clouds and services.
func (r *reader) credentials() {
	t := r.known()
	for _, k := range r.calls {
		for _, row := range t.sinks.find(r.qual(k.e.X, k.s, 0)) {
			if row.Absent != "" {
				if a, s := r.argument(k, row.Absent, 0); a != nil && !s.code.none(a, s) || k.e.Spread() {
					continue
				}
			}
			if arg, s := r.argument(k, row.Arg, row.Pos); arg != nil {
				r.sink(k.e, arg, s, row, 0)
			}
		}
	}
	for _, set := range r.sets {
		if row, ok := r.repo.lang.Sets[r.qual(set.target, set.s, 0)]; ok {
			r.sink(set.value, set.value, set.s, &row, 0)
		}
	}
}

// argument finds the argument of a call: by its keyword (empty where the language has
// none), as "a.b" an entry of a dictionary, as "a[1]" an element of a tuple, or by its
// place from 1.
func (c *code) argument(k call, name string, pos int) (*syntax.Expr, *scope) {
	outer, inner, entry := strings.Cut(name, ".")
	outer, number, element := strings.Cut(outer, "[")
	var arg *syntax.Expr
	s := k.s
	if outer != "" {
		arg = k.e.Arg(outer)
	}
	for i := 0; arg == nil && outer != "" && i < len(k.e.Args) && i < 3; i++ { // options that stand elsewhere
		if e := k.e.Args[i].Value; e != nil && e.Kind == syntax.Ident && k.e.Args[i].Name == "" {
			if t := c.follow(e, k.s, 0); t.expr.Entry(outer) != nil {
				arg, s = t.expr.Entry(outer), t.s
			}
		}
	}
	if arg == nil && pos > 0 {
		arg = k.e.Positional(pos - 1)
	}
	switch {
	case arg == nil:
		return nil, nil
	case entry:
		t := s.code.follow(arg, s, 0)
		for {
			inner, name, entry = strings.Cut(inner, ".")
			e := t.entry(inner)
			if !entry || e == nil {
				return e, t.s
			}
			t, inner = t.s.code.follow(e, t.s, 0), name
		}
	case element:
		t := s.code.follow(arg, s, 0)
		n, err := strconv.Atoi(strings.TrimSuffix(number, "]"))
		if t.expr == nil || t.expr.Kind != syntax.Tuple || err != nil || n >= len(t.expr.Args) {
			return nil, nil
		}
		return t.expr.Args[n].Value, t.s
	}
	return arg, s
}

// maxWrappers is how many functions a credential is followed through.
const maxWrappers = 2

// sink follows a value to where it comes from.
func (r *reader) sink(at, arg *syntax.Expr, s *scope, row *Sink, wrapped int) {
	for _, o := range s.code.origins(arg, s, 0) {
		if o.kind == fromParam {
			if wrapped < maxWrappers {
				r.callers(o, row, wrapped)
			}
			continue
		}
		r.credential(at, s, o, row)
	}
}

// callers looks at who calls the function whose parameter reaches a client.
func (r *reader) callers(o origin, row *Sink, wrapped int) {
	index := -1
	for i := range o.def.Params {
		if &o.def.Params[i] == o.param {
			index = i
		}
	}
	d := o.s.code
	if d != r.code {
		return
	}
	method := o.s.parent != nil && o.s.parent.class()
	n := 0
	for _, k := range d.calls {
		if n++; n > 5000 {
			return
		}
		t := d.follow(k.e.X, k.s, 4)
		skip := 0
		if t.def != o.def {
			// Calling a class calls its __init__.
			if !method || o.def.Name != d.repo.lang.Constructor || t.def == nil || t.def != o.s.parent.def {
				continue
			}
		}
		if method {
			skip = 1
		}
		arg := k.e.Arg(o.param.By())
		if arg == nil && !o.param.KeywordOnly && index >= skip {
			arg = k.e.Positional(place(o.def, index) - skip)
		}
		if arg != nil {
			r.sink(k.e, arg, k.s, row, wrapped+1)
		}
	}
}

// credential makes the fact of one origin, once for each place.
func (r *reader) credential(at *syntax.Expr, s *scope, o origin, row *Sink) {
	if c, ok := r.seen[o.at]; ok {
		if c != nil {
			r.holds = append(r.holds, hold{at, c})
		}
		return
	}
	var c *nhi.Credential
	switch o.kind {
	case fromConstant:
		c = literal(row, o.text, o.at)
		if c != nil && c.Name == "" {
			c.Name = o.name
		}
	case fromEnv:
		c = r.variable(row, o.text, o.at)
	case fromStore:
		c = r.stored(row, o.text, o.at)
	}
	if c == nil {
		return
	}
	if c.Attributes == nil {
		c.Attributes = map[string]string{}
	}
	through := strings.Fields(row.Calls)
	if len(through) > 0 {
		c.Attributes["reaches"] = through[0]
	}
	c.Attributes["reaches_source"] = row.Source
	if o.kind == fromEnv && c.Static && row.Forces != "" && r.forced(at, s, row) {
		c.Attributes["forces"] = row.Forces
	}
	if site := r.span(at.Start, at.End); o.at.File == r.file && !site.Overlaps(o.at) || o.at.File != r.file {
		c.Related = append(c.Related, nhi.Step{At: site, Note: "handed to a client here"})
	}
	r.seen[o.at] = c
	r.holds = append(r.holds, hold{at, c})
	r.facts.Credentials = append(r.facts.Credentials, c)
}

// forced says whether a call of the SDK hands a key over in every case: not for a
// service of another vendor, which knows no other way, and not where the same function
// calls the SDK without one as well.
func (r *reader) forced(e *syntax.Expr, s *scope, row *Sink) bool {
	if e.Kind != syntax.Call || e.Arg(row.Arg) == nil || e.Arg("endpoint_url") != nil {
		return false
	}
	q := r.qual(e.X, s, 0)
	if q == "" {
		return false
	}
	for _, k := range r.callsIn(s) {
		if k.e != e && k.e.Arg(row.Arg) == nil && r.qual(k.e.X, k.s, 0) == q {
			return false
		}
	}
	return true
}

// callsIn are the calls of one function or of the module itself.
func (c *code) callsIn(s *scope) []call {
	if c.byScope == nil {
		c.byScope = map[*scope][]call{}
		for _, k := range c.calls {
			c.byScope[k.s] = append(c.byScope[k.s], k)
		}
	}
	return c.byScope[s]
}

// works says whether a text can be the password of a user: services ask for letters of
// both cases and digits. What asks to be replaced seldom has them, and what is encrypted
// or stands in somebody's documentation is none.
func works(text string) bool {
	return len(text) >= 8 && len(text) < 100 && !creds.Reference(text) && !creds.Ciphertext(text) && !creds.Published(text) && !strings.ContainsAny(text, "<> ") &&
		strings.ContainsAny(text, "0123456789") && strings.ToLower(text) != text && strings.ToUpper(text) != text
}

// literal judges a constant that reaches a client.
func literal(row *Sink, text string, at nhi.Span) *nhi.Credential {
	name := row.As
	if name == "" {
		name = "API_KEY"
	}
	c := creds.Judge(name, text, at)
	if c == nil && row.Set && works(text) {
		if c = creds.Describe(name); c != nil {
			c.Key, c.Origin, c.At = nhi.Key("literal", at.File.Path, strconv.Itoa(at.Start)), nhi.FromLiteral, at
			c.Attributes = map[string]string{creds.Weak: "true"}
		}
	}
	if c != nil {
		c.Store = "code"
	}
	return c
}

// variable is a credential that the code reads from its environment. What the
// variable's own name says of a vendor counts more than the client: many vendors are
// reached through the client of another. An address may hold no credential at all, so
// the name alone decides there.
func (r *reader) variable(row *Sink, name string, at nhi.Span) *nhi.Credential {
	if name == "" { // of a variable that something else names
		if row.Forces == "" {
			return nil
		}
		name = row.As
	}
	c := creds.Describe(name)
	if (c == nil || c.Vendor == "") && row.As != "" && !row.URI {
		if d := creds.Describe(row.As); d != nil {
			c = d
		}
	}
	if c == nil {
		return nil
	}
	c.Key, c.Name, c.Origin, c.Store, c.At = nhi.CodeEnvKey(r.path, name), name, nhi.FromEnv, "env", at
	return c
}

// stored is a credential that the code reads from a store of secrets.
func (r *reader) stored(row *Sink, name string, at nhi.Span) *nhi.Credential {
	c := r.variable(row, name, at)
	if c != nil {
		c.Key, c.Origin, c.Store = nhi.Key("py-store", at.File.Path, name), nhi.FromStore, "store"
	}
	return c
}
