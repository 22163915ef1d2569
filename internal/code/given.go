package code

import (
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// attach gives a policy that AWS manages to an identity.
func (r *reader) attach(key string, arn aws.Part) {
	if arn.At.File != r.file || strings.Contains(arn.Text, "${") {
		return
	}
	if g := aws.Managed(aws.Holder{Key: key, Limit: r.rights.limits[key]}, arn); g != nil && !r.rights.attached[g.Key] {
		r.rights.attached[g.Key] = true
		r.facts.Grants = append(r.facts.Grants, g)
		if strings.HasPrefix(g.Name, "AmazonBedrock") || strings.HasPrefix(g.Name, "BedrockAgentCore") {
			r.callsModel(key, arn.At)
		}
	}
}

// callsModel remembers that an identity may call a model, by the first place.
func (r *reader) callsModel(key string, at nhi.Span) {
	if _, seen := r.rights.models[key]; !seen && key != "" {
		r.rights.models[key] = at
	}
}

// equip gives the policies that a role is made with: managed ones by their names, and
// documents.
func (r *reader) equip(key string, t thing) {
	if list := r.part(t, "managedPolicies"); list.expr != nil {
		each, _ := list.s.code.elements(list.expr, list.s, 0)
		for _, p := range each {
			r.manage(key, p.expr, p.s)
		}
	}
	if inline := r.part(t, "inlinePolicies").end(); inline.expr != nil && inline.expr.Kind == syntax.Dict {
		for _, a := range inline.expr.Args {
			r.endow(key, a.Value, inline.s)
		}
	}
}

// policy gives what a policy says, and what is added to it.
func (r *reader) policy(key string, k call) {
	for _, name := range [...]string{"statements", "document"} {
		if e, s := r.prop(k, name); e != nil {
			r.endow(key, e, s)
		}
	}
	r.addedTo(key, k.e)
}

// addedTo gives the statements that a method adds to a policy or a document.
func (r *reader) addedTo(key string, e *syntax.Expr) {
	for _, m := range r.rights.later[e] {
		if unspelled(m.e.X.Text) == "addstatements" {
			for _, a := range m.e.Args {
				r.endow(key, a.Value, m.s)
			}
		}
	}
}

// bound reads the boundary of an identity. What is not known may leave nothing.
func (r *reader) bound(key string, k call) {
	e, s := r.prop(k, "permissionsBoundary")
	if e == nil {
		return
	}
	limit := &iam.Judgement{}
	t := s.code.follow(e, s, 0)
	if row := r.rights.calls[t.expr]; row != nil && row.Is == Managed && row.Name == "" {
		if name, ok := t.s.code.text(t.expr.Positional(0), t.s, 0); ok {
			*limit, _ = iam.AWSManaged(name)
		}
	} else if row != nil && row.Is == Policy {
		r.withhold(call{t.expr, t.s})
	}
	r.rights.limits[key] = limit
}

// withhold says that the statements of a policy are a boundary, which gives nothing.
func (r *reader) withhold(k call) {
	e, s := r.prop(k, "statements")
	if e == nil {
		return
	}
	list, _ := s.code.elements(e, s, 0)
	for _, one := range list {
		if t := one.end(); t.expr != nil {
			r.rights.given[t.expr] = true
		}
	}
}

func (r *reader) manage(key string, e *syntax.Expr, s *scope) {
	t := s.code.follow(e, s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Call || t.s.code != r.code {
		return
	}
	row := r.rights.calls[t.expr]
	switch {
	case row == nil:
	case row.Is == Policy:
		r.policy(key, call{t.expr, t.s})
	case row.Is == Managed:
		n := 0
		if row.Name == "arn" { // (scope, id, arn)
			n = 2
		}
		name := t.expr.Positional(n)
		if text, ok := r.text(name, t.s, 0); ok {
			if n == 0 {
				text = "arn:aws:iam::aws:policy/" + text
			}
			r.attach(key, aws.Part{Text: text, At: r.place(name, t.s)})
		}
	}
}

// endow gives what an expression says to an identity: a statement, a list of those,
// or a document of them.
func (r *reader) endow(key string, e *syntax.Expr, s *scope) {
	t := s.code.follow(e, s, 0)
	if t.expr == nil || t.s.code != r.code {
		return
	}
	if t.expr.Kind != syntax.Call {
		list, _ := t.s.code.elements(t.expr, t.s, 0)
		for _, one := range list {
			if one.expr != t.expr {
				r.endow(key, one.expr, one.s)
			}
		}
		return
	}
	k := call{t.expr, t.s}
	if row := r.rights.calls[k.e]; row != nil && row.Is == Says {
		if st, ok := r.statement(k); ok {
			r.hold(key, r.moduleName(), st)
		}
		r.rights.given[k.e] = true
		return
	}
	if e, s := r.prop(k, "statements"); e != nil { // a document
		r.endow(key, e, s)
	}
	r.addedTo(key, k.e)
}

// addWords are the methods of a role, and of what runs as one, that give it
// something.
var addWords = map[string]bool{"addtopolicy": true, "addtorolepolicy": true, "addtoprincipalpolicy": true, "addtotaskrolepolicy": true}

// added reads what a method of a construct gives to its role.
func (r *reader) added(k call) {
	if k.e.X.Kind != syntax.Attr {
		return
	}
	word, first := unspelled(k.e.X.Text), k.e.Positional(0)
	if first == nil {
		first = k.e.Arg("statement")
	}
	switch {
	case first == nil:
	case word == "addtoresourcepolicy":
		if t := r.follow(first, k.s, 0); t.expr != nil {
			r.rights.given[t.expr] = true
		}
	case addWords[word]:
		if key := r.holderOf(k.e.X.X, k.s); key != "" {
			r.endow(key, first, k.s)
		}
	case word == "addpermission" || word == "grantinvoke":
		r.invoked(k, word)
	case word == "attachtorole" || word == "attachtouser" || word == "attachtogroup":
		if t := r.follow(k.e.X.X, k.s, 0); t.expr != nil && r.rights.calls[t.expr] != nil {
			if key := r.holderOf(first, k.s); key != "" {
				r.policy(key, call{t.expr, t.s})
			}
		}
	case word == "addmanagedpolicy" || word == "attachinlinepolicy":
		if key := r.holderOf(k.e.X.X, k.s); key != "" {
			r.manage(key, first, k.s)
		}
	}
}
