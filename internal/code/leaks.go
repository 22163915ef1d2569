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
			if len(k.e.Args) == 1 && q == "print" && k.e.Args[0].Value.Kind != syntax.Str && k.e.Args[0].Value.Kind != syntax.Binary {
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
			q, member := r.qual(e.X, s, 0), e.X.Kind == syntax.Attr && (e.X.Text == "get" || r.repo.lang.Through[e.X.Text])
			if !member && !r.repo.lang.Environment[q] && !r.repo.lang.Stores[strings.TrimSuffix(q, ".get")] && r.repo.lang.Gives[q] == "" {
				return // what a function makes of it is not known
			}
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
