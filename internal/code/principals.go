package code

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// holderOf is the key of the identity that an expression stands for: what makes it,
// something of that (its name, its role), or what runs as it. Empty for one that is
// not known.
func (r *reader) holderOf(e *syntax.Expr, s *scope) string {
	for range maxHops {
		t := s.code.follow(e, s, 0)
		if t.expr == nil || t.s.code != r.code {
			return ""
		}
		switch t.expr.Kind {
		case syntax.Attr, syntax.Index:
			e, s = t.expr.X, t.s
			continue
		case syntax.Call:
			row, k := r.rights.calls[t.expr], call{t.expr, t.s}
			switch {
			case row == nil:
			case row.Is == Principal:
				return r.principal(k, row)
			case row.Is == Runs:
				return r.roleOf(k, row)
			}
		}
		return ""
	}
	return ""
}

// nameOf is what a construct or a request calls what it makes: the name that it is
// given, its id, or the variable that it is put into.
func (r *reader) nameOf(k call, row *Right) string {
	name := ""
	if e, s := r.setting(k, row.Name); e != nil {
		if name = s.code.holed(e, s, 0); strings.HasPrefix(name, "${") {
			name = strings.Trim(name, "${}?")
		}
	}
	if name == "" && row.Trust == "" {
		name, _ = r.text(k.e.Positional(1), k.s, 0)
	}
	if name == "" {
		name = r.holder(k)
	}
	return name
}

// principal states the identity that a call makes, once.
func (r *reader) principal(k call, row *Right) string {
	name := r.nameOf(k, row)
	key := ""
	if row.Trust != "" { // a request
		if e, s := r.setting(k, row.Name); e != nil {
			key = r.goesBy(e, s)
		}
	}
	if key == "" {
		key = nhi.Key(r.key("role"), r.path, strconv.Itoa(int(k.e.Start)))
	}
	kind := row.Kind
	if kind == "" {
		kind = "role"
	}
	r.identity(key, name, kind, r.span(k.e.X.Start, k.e.X.End))
	return key
}

// goesBy is the key of the role that goes by a name: a text, or the same variable of
// the same function.
func (r *reader) goesBy(e *syntax.Expr, s *scope) string {
	if key := r.holderOf(e, s); key != "" && e.Kind != syntax.Ident {
		return key
	}
	if text, ok := r.text(e, s, 0); ok {
		key := nhi.Key(r.key("role"), r.path, "named", text)
		r.identity(key, text, "role", r.place(e, s))
		return key
	}
	text := called(e)
	if text == hole {
		return ""
	}
	in := ""
	if list := s.lookup(e.Text, e.Start); e.Kind == syntax.Ident && len(list) > 0 && list[0].s.def != nil {
		in = strconv.Itoa(int(list[0].s.def.Start))
	}
	key, name := nhi.Key(r.key("role"), r.path, "called", in, text), strings.Trim(text, "${}")
	if full := r.holed(e, s, 0); !strings.HasPrefix(full, "${") {
		name = full
	}
	r.identity(key, name, "role", r.at(e))
	return key
}

func (r *reader) identity(key, name, kind string, at nhi.Span) {
	if _, ok := r.rights.stated[key]; ok || at.File != r.file {
		return
	}
	r.rights.stated[key] = name
	r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: name, Kind: kind, Platform: "aws", At: at})
}

// trusted reads who may become a role, as constructs say it.
func (r *reader) trusted(key string, k call, e *syntax.Expr, s *scope) {
	t := s.code.follow(e, s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Call || t.s.code != r.code {
		return
	}
	p := call{t.expr, t.s}
	what := last(r.qual(p.e.X, p.s, 0))
	if what == "CompositePrincipal" {
		for _, a := range p.e.Args {
			if a.Star == 0 && a.Name == "" {
				r.trusted(key, k, a.Value, p.s)
			}
		}
		return
	}
	kind, ok := principals[what]
	if !ok || p.e.Spread() {
		return
	}
	at := r.span(p.e.X.Start, p.e.X.End)
	st := aws.Statement{At: at}
	st.Effect, st.Actions = "Allow", []string{"sts:AssumeRole"}
	id := "*"
	if first := p.e.Positional(0); kind != "*" && first != nil {
		id = r.holed(first, p.s, 0)
	}
	if what == "OpenIdConnectPrincipal" && (strings.HasPrefix(id, "${") || !strings.Contains(id, ".")) {
		id = "${oidc}" // a provider of tokens, whatever it is called
	}
	if kind == "*" {
		kind = "AWS"
	}
	st.Principals = []string{kind + ":" + id}
	conditions, cs := r.prop(p, "conditions")
	if kind == "Federated" && conditions == nil {
		conditions, cs = p.e.Positional(1), p.s
	}
	if conditions != nil {
		st.Conditions = cs.code.conditions(conditions, cs)
	}
	r.trust(key, int(p.e.Start), st)
}

// principals are the constructs of principals, and how a document calls them.
// https://docs.aws.amazon.com/cdk/api/v2/python/aws_cdk.aws_iam.html
var principals = map[string]string{"ServicePrincipal": "Service", "AnyPrincipal": "*", "StarPrincipal": "*", "ArnPrincipal": "AWS",
	"OpenIdConnectPrincipal": "Federated", "WebIdentityPrincipal": "Federated", "FederatedPrincipal": "Federated"}

// trust states who may become a role.
func (r *reader) trust(key string, n int, st aws.Statement) {
	if !st.Allows() || st.At.File != r.file {
		return
	}
	for i, p := range st.Principals {
		at := st.At
		if i < len(st.Who) && st.Who[i].At.File == r.file {
			at = st.Who[i].At
		}
		kind, id, _ := strings.Cut(p, ":")
		switch {
		case kind == "Service" && id != "":
			r.edge(nhi.Trusts, key, nhi.Key("aws-service", id), nhi.Certain, "", at)
		case kind == "Federated" && id != "" && !strings.Contains(id, "${"):
			r.edge(nhi.Trusts, key, nhi.Key("issuer", id), nhi.Certain, "", at)
			for _, subject := range aws.Subjects(st, id) {
				r.edge(nhi.Trusts, key, subject, nhi.Certain, "", at)
			}
		}
	}
	if g := aws.Trust(key, r.rights.stated[key], n, st, nil); g != nil {
		r.facts.Grants = append(r.facts.Grants, g)
	}
}
