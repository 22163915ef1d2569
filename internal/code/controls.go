package code

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// controls states the protections that the module switches off.
func (r *reader) controls() {
	for _, k := range r.calls {
		for _, row := range r.known().controls.find(r.qual(k.e.X, k.s, 0)) {
			at, ok := r.off(k, row)
			if !ok || row.Kind == "" || at.File != r.file {
				continue
			}
			subject, a := "", r.concerned(k)
			if row.Acts && !r.changes(a) {
				continue
			}
			if a != nil {
				subject = a.Key
			}
			r.control(&nhi.Control{Kind: row.Kind, Name: row.Name, State: "off", Subject: subject, Source: row.Source, Attributes: map[string]string{"why": row.Why}, At: at})
		}
	}
}

// control states a control by its place, and by what tells several of one place apart.
func (r *reader) control(c *nhi.Control, apart ...string) {
	c.Key = r.controlKey(c.At, apart...)
	r.facts.Controls = append(r.facts.Controls, c)
}

func (r *reader) controlKey(at nhi.Span, apart ...string) string {
	return nhi.Key(r.key("control"), append([]string{r.path, strconv.Itoa(at.Start)}, apart...)...)
}

// states says whether a control of a key was stated.
func (r *reader) states(key string) bool {
	return slices.ContainsFunc(r.facts.Controls, func(c *nhi.Control) bool { return c.Key == key })
}

// concerned is the agent that a setting is about: what its call builds or is a method of,
// the one around it, or the only one of the module.
func (r *reader) concerned(k call) *nhi.Agent {
	if a := r.built()[k.e]; a != nil {
		return a
	}
	if k.e.X.Kind == syntax.Attr {
		if a := r.agentOf(k.e.X.X, k.s, 0); a != nil {
			return a
		}
	}
	if a := r.around(k.e); a != nil {
		return a
	}
	return r.only()
}

// changes says whether an agent has a shell or a tool that changes something, and nothing in
// the module writes down what it does.
func (r *reader) changes(a *nhi.Agent) bool {
	if a == nil {
		return false
	}
	lower := strings.ToLower(r.m.Source)
	for _, name := range [...]string{"logfire", "langfuse", "langsmith", "opentelemetry", "phoenix", "openinference", "mlflow", "agentops", "braintrust", "weave", "datadog", "traceprocessor", "trace_processor"} {
		if strings.Contains(lower, name) {
			return false
		}
	}
	return a.Attributes["shell"] == "true" || slices.ContainsFunc(r.facts.Tools, func(t *nhi.Tool) bool {
		return t.Agent == a.Key && (t.Kind == "shell" || t.Writes != nil && *t.Writes)
	})
}

// around is the agent of the module within whose call another one stands.
func (r *reader) around(e *syntax.Expr) *nhi.Agent {
	var best *syntax.Expr
	for call, a := range r.built() {
		if call.Start <= e.Start && e.End <= call.End && call != e && a.Attributes["role"] != "tool-server" && (best == nil || call.Start > best.Start) {
			best = call
		}
	}
	if best == nil {
		return nil
	}
	return r.built()[best]
}

// off says whether a call has a setting that switches a protection off, and where.
func (r *reader) off(k call, row *Control) (nhi.Span, bool) {
	if row.With != "" {
		if value, ok := r.truth(k.e.Arg(row.With), k.s); !ok || !value {
			return nhi.Span{}, false
		}
	}
	if row.Sends && !r.sends(k) {
		return nhi.Span{}, false
	}
	if row.Arg == "" && row.Pos == 0 {
		return r.span(k.e.X.Start, k.e.X.End), true
	}
	arg, s := r.argument(k, row.Arg, row.Pos)
	if arg == nil {
		return nhi.Span{}, false
	}
	at := s.code.span(arg.Start, arg.End)
	if !strings.Contains(row.Arg, ".") && at.File == r.file {
		for _, a := range k.e.Args { // the keyword as well
			if a.Name == row.Arg {
				at = r.span(a.NameAt, a.Value.End)
			}
		}
	}
	if row.Value == "True" || row.Value == "False" {
		value, ok := s.code.truth(arg, s)
		return at, ok && value == (row.Value == "True")
	}
	text, ok := s.code.text(arg, s, 0)
	return at, ok && text == row.Value
}

// sends says whether a request, or a client for some, carries a credential: one of its
// own argument, or a header. What goes to this machine reaches nobody else.
func (r *reader) sends(k call) bool {
	for i := range k.e.Args {
		if a := &k.e.Args[i]; a.Name == "" && i < 2 || a.Name == "url" || a.Name == "base_url" {
			to := r.holed(a.Value, k.s, 0)
			for _, host := range [...]string{"localhost", "127.0.0.1", "0.0.0.0", "[::1]"} {
				if strings.Contains(to, host) {
					return false
				}
			}
		}
	}
	if auth := k.e.Arg("auth"); auth != nil && !r.none(auth, k.s) {
		return true
	}
	headers := r.follow(k.e.Arg("headers"), k.s, 0)
	if headers.expr == nil || headers.expr.Kind != syntax.Dict {
		return false
	}
	for _, a := range headers.expr.Args {
		if name, ok := headers.s.code.text(a.Key, headers.s, 0); ok && r.repo.lang.Headers[strings.ToLower(name)] {
			return true
		}
	}
	return false
}
