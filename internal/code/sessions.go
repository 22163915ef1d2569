package code

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// Session is a call that says under which session a trace of an agent is kept.
type Session struct {
	Calls string
	// Method is the last part of it instead, where what it is called on is not known; its
	// first argument is one of Keys and the second the value.
	Method string
	// Arg is the dictionary, and Keys its entries; without an argument they are those of
	// the call.
	Arg, Keys string
	Source    string
}

// sessions states sessions and callers that are the same for everybody.
func (r *reader) sessions() {
	done := map[*scope]bool{}
	for _, k := range r.calls {
		for i := range r.repo.lang.Sessions {
			row := &r.repo.lang.Sessions[i]
			if row.Method == "" && !slices.Contains(r.known().sessions.find(r.qual(k.e.X, k.s, 0)), row) {
				continue
			}
			if e, s := r.session(k, row); e != nil && !done[k.s] {
				if text, ok := s.code.text(e, s, 0); ok && text != "" && len(text) < 100 {
					done[k.s] = true
					at := k.e
					if s.code == r.code {
						at = e
					}
					r.unattributed(text, "traces", row.Source, r.span(at.Start, at.End), r.built()[k.e])
				}
			}
		}
	}
	r.authorizer()
}

// session is the value of a session that a call states; nil for none.
func (r *reader) session(k call, row *Session) (*syntax.Expr, *scope) {
	keys := strings.Fields(row.Keys)
	if row.Method != "" {
		if k.e.X.Kind != syntax.Attr || k.e.X.Text != row.Method || len(k.e.Args) != 2 {
			return nil, nil
		}
		name, _ := r.text(k.e.Positional(0), k.s, 0)
		if !slices.Contains(keys, name) {
			return nil, nil
		}
		return k.e.Positional(1), k.s
	}
	if row.Arg == "" {
		for _, key := range keys {
			if e := k.e.Arg(key); e != nil {
				return e, k.s
			}
		}
		return nil, nil
	}
	arg, s := r.argument(k, row.Arg, 0)
	if arg == nil {
		return nil, nil
	}
	t := s.code.follow(arg, s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Dict {
		return nil, nil
	}
	for i := range t.expr.Args {
		a := &t.expr.Args[i]
		name := a.Name
		if name == "" {
			name, _ = t.s.code.text(a.Key, t.s, 0)
		}
		if slices.Contains(keys, name) {
			return a.Value, t.s
		}
	}
	return nil, nil
}

// unattributed states that everybody goes by one name.
func (r *reader) unattributed(name, where, source string, at nhi.Span, a *nhi.Agent) {
	subject := ""
	if a == nil {
		a = r.only()
	}
	if a != nil {
		subject = a.Key
	}
	r.control(&nhi.Control{Kind: "attribution", State: "absent",
		Name: name, Subject: subject, Source: source, At: at, Attributes: map[string]string{"where": where}})
}

const docAuthorizer = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html"

// authorizer states the name that an authorizer of API Gateway gives to every caller. It
// is what the access log and the functions behind it know of who that was.
func (r *reader) authorizer() {
	text := r.m.Source
	if !strings.Contains(text, "principalId") || !strings.Contains(text, "policyDocument") {
		return
	}
	var names []thing
	for _, put := range r.entries {
		if key, ok := r.text(put.target.Y, put.s, 0); ok && key == "principalId" {
			names = append(names, thing{expr: put.value, s: put.s})
		}
	}
	for _, put := range r.sets {
		if put.target.Text == "principalId" {
			names = append(names, thing{expr: put.value, s: put.s})
		}
	}
	r.objects(r.m.Body, r.top, func(object *syntax.Expr, s *scope) {
		for i := range object.Args {
			a := &object.Args[i]
			if text, _ := r.text(a.Key, s, 0); a.Value != nil && (a.Name == "principalId" || text == "principalId") {
				names = append(names, thing{expr: a.Value, s: s})
			}
		}
	})
	var said []thing
	for _, n := range names {
		list, ok := r.constants(n.expr, n.s, 0)
		if !ok {
			return
		}
		said = append(said, list...)
	}
	if len(said) == 0 {
		return
	}
	first, _ := r.text(said[0].expr, said[0].s, 0)
	for _, t := range said {
		if other, _ := r.text(t.expr, t.s, 0); other != first {
			return // callers of several kinds
		}
	}
	r.unattributed(first, "authorizer", docAuthorizer, r.span(said[0].expr.Start, said[0].expr.End), nil)
}

// constants are the texts that a value may have, where all of them are written out: for a
// parameter what its callers hand over.
func (r *reader) constants(e *syntax.Expr, s *scope, hops int) (out []thing, ok bool) {
	if e == nil || hops > maxWrappers+1 || r.tired(0) {
		return nil, false
	}
	if _, known := r.text(e, s, 0); known {
		return []thing{{expr: e, s: s}}, s.code == r.code
	}
	if e.Kind != syntax.Ident {
		return nil, false
	}
	list := s.lookup(e.Text, e.Start)
	if len(list) != 1 || list[0].kind != toParam {
		return nil, false
	}
	b := list[0]
	index := slices.IndexFunc(b.stmt.Params, func(p syntax.Param) bool { return p.Name == e.Text })
	if index < 0 || b.param.Star != 0 || b.s.parent.class() {
		return nil, false
	}
	for _, k := range r.calls {
		if r.follow(k.e.X, k.s, 0).def != b.stmt {
			continue
		}
		arg := k.e.Arg(b.param.By())
		if arg == nil {
			arg = k.e.Positional(place(b.stmt, index))
		}
		more, whole := r.constants(arg, k.s, hops+1)
		if !whole {
			return nil, false
		}
		out = append(out, more...)
	}
	return out, len(out) > 0 && len(out) <= maxOrigins
}
