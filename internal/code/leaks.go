package code

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// leaks states the credentials that get to where others read them: the texts that a
// model is given, and logs. What is written out is found where it is written, so in a
// log only what comes from the environment or a store counts.
func (r *reader) leaks() {
	t := r.known()
	for _, k := range r.calls {
		q := r.qual(k.e.X, k.s, 0)
		for _, row := range t.agents.find(q) {
			for _, name := range strings.Fields(row.Prompts) {
				if arg, s := r.argument(k, name, 0); arg != nil {
					r.told(arg, s, "prompt", q, row.Source, 0)
				}
			}
		}
		if r.repo.lang.Logs(q) {
			// A program that prints a token and nothing else was asked for it.
			if len(k.e.Args) == 1 && (q == "print" || strings.HasSuffix(q, "echo")) && k.e.Args[0].Value.Kind != syntax.Str && k.e.Args[0].Value.Kind != syntax.Binary {
				r.asks = true
			}
			for i := range k.e.Args {
				r.told(k.e.Args[i].Value, k.s, "log", strings.ReplaceAll(q, ".getLogger()", ""), r.repo.lang.LogSource, 0)
			}
			r.asks = false
		}
	}
}

// told looks at a text that others read, and at what is put into it.
func (r *reader) told(e *syntax.Expr, s *scope, store, through, source string, hops int) {
	if e == nil || r.tired(hops) {
		return
	}
	switch e.Kind {
	case syntax.Str:
		if store == "prompt" {
			r.written(e, s.code, store)
		}
		for _, p := range s.code.pieces(e) {
			if p.Expr != nil {
				r.told(p.Expr, s, store, through, source, hops+1)
			}
		}
	case syntax.Binary:
		r.told(e.X, s, store, through, source, hops+1)
		r.told(e.Y, s, store, through, source, hops+1)
	case syntax.Ident, syntax.Attr, syntax.Index, syntax.Call:
		if e.Kind == syntax.Call {
			if e.X.Kind == syntax.Attr && e.X.Text == "format" {
				r.told(e.X.X, s, store, through, source, hops+1)
				for i := range e.Args {
					r.told(e.Args[i].Value, s, store, through, source, hops+1)
				}
				return
			}
			q := r.qual(e.X, s, 0)
			if r.repo.lang.Dumps[q] && store == "log" {
				r.told(e.Positional(0), s, store, through, source, hops+1)
				return
			}
			member := e.X.Kind == syntax.Attr && (e.X.Text == "get" || r.repo.lang.Through[e.X.Text])
			if !member && !r.repo.lang.Environment[q] && !r.repo.lang.Stores[strings.TrimSuffix(q, ".get")] && r.repo.lang.Gives[q] == "" {
				return // what a function makes of it is not known
			}
		}
		if o, ok := r.whole(e, s); ok && store == "log" {
			r.leak(e, s, o, store, through, source)
			return
		}
		for _, o := range s.code.origins(e, s, 0) {
			if o.kind == fromEnv || o.kind == fromStore || o.kind == fromIssuer && !r.asks {
				r.leak(e, s, o, store, through, source)
			}
		}
		if t := s.code.follow(e, s, 0); store == "prompt" && t.expr != nil && t.expr != e && (t.expr.Kind == syntax.Str || t.expr.Kind == syntax.Binary) {
			t.s.code.reach(r, t, store, through, source, hops)
		}
	}
}

// whole is the credential in a value that the same function takes one out of elsewhere:
// an event of a gateway, or the headers of a request.
func (r *reader) whole(e *syntax.Expr, s *scope) (origin, bool) {
	if s.code != r.code || s.def == nil {
		return origin{}, false
	}
	path := r.chain(e)
	if path == "" {
		return origin{}, false
	}
	for _, read := range r.headerReads() {
		if (read.path == path || strings.HasPrefix(read.path, path+".")) && s.def.Start <= read.start && read.start < s.def.End {
			return read.origin, true
		}
	}
	return origin{}, false
}

// headerRead is a place where a credential is taken out of the headers of a request.
type headerRead struct {
	path   string
	start  int32
	origin origin
}

// headerReads are those of the module. A header that is given a value is none: that is
// how it is taken out before the rest is written to a log.
func (r *reader) headerReads() []headerRead {
	if r.sawReads {
		return r.reads
	}
	r.sawReads = true
	if !strings.Contains(r.m.Source, "uthorization") && !strings.Contains(r.m.Source, "x-api-key") {
		return nil
	}
	note := func(e, base *syntax.Expr, key string) {
		if path := r.chain(base); path != "" && r.repo.lang.Headers[strings.ToLower(key)] && r.headers(base) {
			r.reads = append(r.reads, headerRead{path, e.Start, origin{kind: fromIssuer, text: key, at: r.at(e)}})
		}
	}
	see := func(e *syntax.Expr) bool {
		switch {
		case e.Kind == syntax.Index && e.Y != nil && e.Y.Kind == syntax.Str:
			key, _ := r.m.Text(e.Y)
			note(e, e.X, key)
		case e.Kind == syntax.Attr:
			note(e, e.X, e.Text)
		case e.Kind == syntax.Call && e.X.Kind == syntax.Attr && e.X.Text == "get" && len(e.Args) > 0 && e.Args[0].Value.Kind == syntax.Str:
			key, _ := r.m.Text(e.Args[0].Value)
			note(e, e.X.X, key)
		}
		return true
	}
	for i := range r.entries {
		if key, ok := r.text(r.entries[i].target.Y, r.entries[i].s, 0); ok && r.repo.lang.Headers[strings.ToLower(key)] {
			return nil
		}
	}
	var walk func(list []*syntax.Stmt)
	walk = func(list []*syntax.Stmt) {
		syntax.Walk(list, func(st *syntax.Stmt) bool {
			st.Exprs(func(e *syntax.Expr) {
				e.Walk(func(e *syntax.Expr) bool {
					if e.Def != nil {
						walk(e.Def.Body)
					}
					return see(e)
				})
			})
			return true
		})
	}
	walk(r.m.Body)
	return r.reads
}

// chain writes down how a value is reached from a name: event.headers for
// event["headers"] and event.get("headers", {}); empty for what is computed.
func (c *code) chain(e *syntax.Expr) string {
	key := ""
	switch {
	case e.Kind == syntax.Ident:
		return e.Text
	case e.Kind == syntax.Attr:
		key = e.Text
	case e.Kind == syntax.Index && e.Y != nil && e.Y.Kind == syntax.Str:
		key, _ = c.m.Text(e.Y)
	case e.Kind == syntax.Call && e.X.Kind == syntax.Attr && e.X.Text == "get" && len(e.Args) > 0 && e.Args[0].Value.Kind == syntax.Str:
		key, _ = c.m.Text(e.Args[0].Value)
		e = e.X
	}
	if key == "" || e.X == nil || len(key) > 100 {
		return ""
	}
	if base := c.chain(e.X); base != "" && len(base) < 500 {
		return base + "." + key
	}
	return ""
}

// reach goes on with a text that a name stands for.
func (c *code) reach(r *reader, t thing, store, through, source string, hops int) {
	if c == r.code {
		r.told(t.expr, t.s, store, through, source, hops+1)
	}
}

// written states the credentials within a text that the model reads.
func (r *reader) written(e *syntax.Expr, c *code, store string) {
	if c != r.code {
		return
	}
	if !r.scanned {
		r.scanned, r.found = true, creds.Scan(r.file)
	}
	at := r.at(e)
	for _, f := range r.found {
		if f.Span.Start < at.Start || f.Span.End > at.End {
			continue
		}
		if _, ok := r.seen[f.Span]; !ok {
			cr := f.Credential("", store)
			r.seen[f.Span] = cr
			r.facts.Credentials = append(r.facts.Credentials, cr)
		}
	}
}

// leak states where a credential gets out, once.
func (r *reader) leak(e *syntax.Expr, s *scope, o origin, store, through, source string) {
	if s.code != r.code || o.kind != fromIssuer && !secretVariable(o.text) {
		return
	}
	c := creds.Describe(o.text)
	at := r.span(e.Start, e.End)
	if _, ok := r.seen[at]; ok || c == nil {
		return
	}
	r.seen[at] = c
	c.Key = nhi.Key(r.key("leak"), r.path, strconv.Itoa(at.Start))
	c.Name, c.Origin, c.Store, c.At = o.text, nhi.FromEnv, store, at
	switch o.kind {
	case fromIssuer:
		c.Origin, c.Static, c.Lifetime, c.Alternative = nhi.FromIssuer, false, nhi.Lifetime{}, ""
	case fromStore:
		c.Origin, c.Static, c.Lifetime = nhi.FromStore, false, nhi.Lifetime{}
	}
	c.Attributes = map[string]string{"reaches": through, "reaches_source": source}
	if o.at.Valid() && !o.at.Overlaps(at) {
		c.Related = []nhi.Step{{At: o.at, Note: "it comes from here"}}
	}
	r.holds = append(r.holds, hold{e, c})
	r.facts.Credentials = append(r.facts.Credentials, c)
}

// answers looks at what a function gives back that is a tool: the model reads it.
func (r *reader) answers(def *syntax.Stmt, s *scope, name string) {
	inner := s.code.scopes[def]
	if inner == nil || s.code != r.code {
		return
	}
	syntax.Walk(def.Body, func(st *syntax.Stmt) bool {
		if st.Kind == syntax.Return && st.Value != nil {
			r.answer(st.Value, inner, name, 0)
		}
		return st.Kind != syntax.Def && st.Kind != syntax.Class
	})
}

// answer looks into what is written out: { content: [{ type: "text", text }] }.
func (r *reader) answer(e *syntax.Expr, s *scope, name string, deep int) {
	if e == nil || deep > maxHops {
		return
	}
	r.told(e, s, "tool-result", name, docTools, 0)
	if e.Kind == syntax.Dict || e.Kind == syntax.List {
		for i := range e.Args {
			r.answer(e.Args[i].Value, s, name, deep+1)
		}
	}
}

const docTools = "https://modelcontextprotocol.io/specification/2025-06-18/server/tools#calling-tools"

// secretVariable says whether a variable of the environment holds a credential
// itself: no path of a file that does, and no address that may be without one.
func secretVariable(name string) bool {
	n := creds.Named(name)
	upper := strings.ToUpper(name)
	if !n.Secret() || n.Class == creds.ConnectionString || upper == "GOOGLE_APPLICATION_CREDENTIALS" {
		return false
	}
	for _, suffix := range [...]string{"_FILE", "_PATH", "_DIR", "_URL", "_NAME", "_ID", "_HEADER", "_TTL"} {
		if strings.HasSuffix(upper, suffix) {
			return false
		}
	}
	return true
}
