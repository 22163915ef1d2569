package terraform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// statement is a statement of an AWS policy with the places of its parts.
type statement struct {
	iam.Statement
	sid                          string
	at                           nhi.Span // a short place for the whole
	actions, resources, notParts []*value
	principals                   []*value
}

// allows says whether the statement is known to give rights; Allow is the default
// of aws_iam_policy_document.
func (s statement) allows() bool { return s.Effect == "" || strings.EqualFold(s.Effect, "Allow") }

// maxPolicies bounds how documents refer to each other.
const maxPolicies = 10

// statements reads a policy: a document made by jsonencode, a text, or the json
// attribute of an aws_iam_policy_document.
func (r *reader) statements(v *value, depth int) []statement {
	if v.absent() || depth > maxPolicies {
		return nil
	}
	if d := v.document(); d != nil {
		return r.fromJSON(d)
	}
	if v.kind == object {
		return r.fromJSON(v)
	}
	for _, to := range v.refs {
		if b := r.objects[to.addr]; b != nil && b.typ == "data" && b.labels[0] == "aws_iam_policy_document" {
			return r.fromDocument(b, depth)
		}
	}
	return nil
}

// fromJSON reads {"Statement": [{"Effect", "Action", …}]}.
func (r *reader) fromJSON(d *value) []statement {
	var out []statement
	for _, s := range get(d, "Statement").each() {
		if hole := s.display(); s.kind == unknown && hole != "" {
			// It may deny everything.
			out = append(out, statement{Statement: iam.Statement{Effect: hole, Actions: []string{hole}, Resources: []string{hole}}, at: s.span})
		}
		if s.kind != object {
			continue
		}
		st := statement{at: s.span, actions: get(s, "Action").each(), resources: get(s, "Resource").each()}
		st.at, st.sid = short(s), get(s, "Sid").lit()
		st.Effect = get(s, "Effect").display()
		st.Actions = get(s, "Action").strings()
		st.Resources = get(s, "Resource").strings()
		st.NotActions = get(s, "NotAction").strings()
		st.NotResources = get(s, "NotResource").strings()
		st.notParts = append(get(s, "NotAction").each(), get(s, "NotResource").each()...)
		if p := get(s, "Principal"); p != nil {
			if p.kind == object {
				for _, f := range p.fields {
					for _, i := range f.val.each() {
						st.Principals = append(st.Principals, f.key+":"+i.display())
						st.principals = append(st.principals, i)
					}
				}
			} else {
				st.Principals, st.principals = p.strings(), p.each()
			}
		}
		for _, op := range fieldsOf(get(s, "Condition")) {
			for _, f := range fieldsOf(op.val) {
				st.Conditions = append(st.Conditions, op.key+" "+f.key+"="+strings.Join(f.val.strings(), ","))
			}
			if op.val.kind == unknown {
				st.Conditions = append(st.Conditions, op.key+" ${"+op.val.text+"}=${"+op.val.text+"}")
			}
		}
		if c := get(s, "Condition"); c != nil && c.kind == unknown {
			st.Conditions = append(st.Conditions, "? ${"+c.text+"}=${"+c.text+"}")
		}
		out = append(out, st)
	}
	return out
}

// get is a member whatever the case of its name: IAM takes both.
func get(v *value, name string) *value {
	if f := v.get(name); f != nil {
		return f
	}
	if v == nil {
		return nil
	}
	for _, f := range v.fields {
		if strings.EqualFold(f.key, name) {
			return f.val
		}
	}
	return nil
}

// short is a place for an object that does not cover all of it: up to its first
// member.
func short(v *value) nhi.Span {
	if len(v.fields) > 0 && v.fields[0].keySpan.Valid() && v.fields[0].keySpan.File == v.span.File {
		return v.span.File.At(v.span.Start, max(v.fields[0].keySpan.End, v.span.Start))
	}
	return v.span
}

// fromDocument reads the blocks of an aws_iam_policy_document, with the documents
// that it is made from: a statement with a name replaces the earlier one of that
// name.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
func (r *reader) fromDocument(b *block, depth int) []statement {
	var out []statement
	add := func(st statement) {
		if i := slices.IndexFunc(out, func(o statement) bool { return st.sid != "" && o.sid == st.sid }); i >= 0 {
			out[i] = st
			return
		}
		out = append(out, st)
	}
	documents := func(arguments ...string) {
		for _, a := range arguments {
			for _, d := range r.at(b, a).each() {
				for _, st := range r.statements(d, depth+1) {
					add(st)
				}
			}
		}
	}
	documents("source_json", "source_policy_documents")
	for _, s := range r.nested(b, "statement") {
		st := statement{at: s.head, sid: r.at(s, "sid").lit(), actions: r.at(s, "actions").each(), resources: r.at(s, "resources").each()}
		st.Effect = r.at(s, "effect").display()
		st.Actions = r.at(s, "actions").strings()
		st.Resources = r.at(s, "resources").strings()
		st.NotActions = r.at(s, "not_actions").strings()
		st.NotResources = r.at(s, "not_resources").strings()
		st.notParts = append(r.at(s, "not_actions").each(), r.at(s, "not_resources").each()...)
		for _, p := range r.nested(s, "principals") {
			kind := r.at(p, "type").display()
			for _, i := range r.at(p, "identifiers").each() {
				if kind == "*" {
					st.Principals = append(st.Principals, "*")
				} else {
					st.Principals = append(st.Principals, kind+":"+i.display())
				}
				st.principals = append(st.principals, i)
			}
		}
		for _, c := range r.nested(s, "condition") {
			st.Conditions = append(st.Conditions, r.at(c, "test").display()+" "+r.at(c, "variable").display()+"="+strings.Join(r.at(c, "values").strings(), ","))
		}
		add(st)
	}
	documents("override_json", "override_policy_documents")
	return out
}

// place is where a person would narrow the statement: the action that is a
// pattern, the resource that is everything, else the statement.
func (s statement) place(j iam.Judgement) (nhi.Span, []nhi.Step) {
	pick := func(v *value) (nhi.Span, []nhi.Step) {
		if v.span.Valid() && v.span.File == s.at.File {
			return v.span, v.from
		}
		return s.at, append([]nhi.Step{{At: v.span, Note: "what it says"}}, v.from...)
	}
	if iam.Rank(j.Breadth) < iam.Rank(iam.Broad) {
		return s.at, nil
	}
	one := s.Statement
	one.Actions = make([]string, len(s.actions))
	for i, a := range s.actions {
		one.Actions[i] = a.display()
	}
	var worst *value
	rank := 0
	for i, alone := range iam.AWSActions(one) {
		name := one.Actions[i]
		if strings.HasPrefix(j.Why, `"`) && !strings.HasPrefix(j.Why, fmt.Sprintf("%q", name)) {
			continue // the reason names another one
		}
		if n := iam.Rank(alone.Breadth); n > rank && strings.HasSuffix(name, "*") {
			worst, rank = s.actions[i], n
		}
	}
	if worst != nil && rank == iam.Rank(j.Breadth) {
		return pick(worst)
	}
	for _, v := range s.resources {
		if iam.EveryResource(v.display()) {
			return pick(v)
		}
	}
	return s.at, nil
}

// awsGrants makes a grant of each statement of a policy, for each of its holders.
func (r *reader) awsGrants(name string, policy *value, holders []holder) {
	statements := r.statements(policy, 0)
	plain := make([]iam.Statement, len(statements))
	for n, s := range statements {
		plain[n] = s.Statement
	}
	judged := iam.AWSPolicy(plain)
	for n, s := range statements {
		if !s.allows() || len(s.Actions)+len(s.NotActions) == 0 {
			continue
		}
		j := judged[n]
		at, from := s.place(j)
		if !at.Valid() {
			continue
		}
		for _, h := range holders {
			j := j
			if limit, ok := r.boundaries[h.key]; ok {
				j = j.Within(limit)
			}
			g := &nhi.Grant{Key: nhi.Key("grant", h.key, name, itoa(n), itoa(at.Start)), Identity: h.key, System: "aws", Name: name,
				Actions: iam.OrNot(s.Actions, s.NotActions), Resources: iam.OrNot(s.Resources, s.NotResources), Conditions: s.Conditions, Scope: s.Scope(),
				Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain, At: at}
			g.Related = append(append(g.Related, from...), h.path...)
			r.facts.Grants = append(r.facts.Grants, g)
			if at, ok := callsModel(s); ok {
				if _, seen := r.models[h.key]; !seen {
					r.models[h.key] = at
				}
			}
		}
	}
}

// callsModel says whether a statement lets its holder call a model by name; "*"
// lets everybody do everything and says nothing of that.
func callsModel(s statement) (nhi.Span, bool) {
	for i, a := range s.Actions {
		l := strings.ToLower(a)
		if strings.HasPrefix(l, "bedrock:invoke") || strings.HasPrefix(l, "bedrock:converse") || strings.HasPrefix(l, "bedrock-agentcore:invoke") || l == "bedrock:*" {
			if i < len(s.actions) && s.actions[i].span.Valid() {
				return s.actions[i].span, true
			}
			return s.at, true
		}
	}
	return nhi.Span{}, false
}

// trust reads who may become a role.
func (r *reader) trust(b *block, key, name string, policy *value) {
	for n, s := range r.statements(policy, 0) {
		if !s.allows() {
			continue
		}
		j := iam.AWSTrust(s.Statement)
		for i, p := range s.Principals {
			at := s.at
			var v *value
			if i < len(s.principals) {
				v = s.principals[i]
				if v.span.Valid() {
					at = v.span
				}
			}
			kind, id, _ := strings.Cut(p, ":")
			switch {
			case kind == "Service" && id != "":
				r.edge(nhi.Trusts, key, nhi.Key("aws-service", id), at)
			case kind == "AWS" && v != nil:
				if from := r.principal(v, ""); from != "" && from != key {
					r.edge(nhi.Trusts, key, from, at)
				}
			case kind == "Federated" && id != "":
				r.edge(nhi.Trusts, key, nhi.Key("issuer", id), at)
			}
		}
		if len(j.Hazards) == 0 || !s.at.Valid() {
			continue
		}
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, "trust", itoa(n)), Identity: key, System: "aws", Name: name,
			Actions: s.Actions, Conditions: s.Conditions, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Confidence: nhi.Certain,
			Attributes: map[string]string{"trust": "true"}, At: s.at, Related: []nhi.Step{{At: b.head, Note: "the trust of " + b.label()}}})
	}
}

// mayBeNull says whether a value is not known and may be nothing at all: what a
// variable brings that has a default, or an expression.
func (r *reader) mayBeNull(v *value) bool {
	if v.kind != unknown {
		return false
	}
	if len(v.refs) == 1 && v.refs[0].kind() == "var" {
		name, ok := strings.CutPrefix(v.refs[0].addr, "var.")
		return !ok || r.root.variables[name].attr("default") != nil
	}
	return !strings.HasPrefix(v.text, "module.") && !strings.HasPrefix(v.text, "data.") && (len(v.refs) != 1 || r.objects[v.refs[0].addr] == nil)
}

// bound reads the permissions boundaries of roles and users.
func (r *reader) bound() {
	r.boundaries, r.limits = map[string]iam.Judgement{}, map[string]bool{}
	for _, b := range r.resources("aws_iam_role", "aws_iam_user") {
		v := r.at(b, "permissions_boundary")
		if v.absent() || v.known() && v.text == "" || r.mayBeNull(v) {
			continue
		}
		limit, _ := iam.AWSManaged(v.lit())
		for _, to := range v.allRefs() {
			p := r.objects[to.addr]
			if p == nil {
				continue
			}
			r.limits[to.addr] = true
			statements := r.statements(r.at(p, "policy"), 0)
			plain := make([]iam.Statement, len(statements))
			for n, s := range statements {
				plain[n] = s.Statement
			}
			for n, j := range iam.AWSPolicy(plain) {
				if statements[n].allows() {
					limit = limit.Join(j)
				}
			}
		}
		r.boundaries[r.key(b.address())] = limit
	}
}
