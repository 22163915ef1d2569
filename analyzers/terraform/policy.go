package terraform

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// statement is a statement of an AWS policy. Allow is the default of
// aws_iam_policy_document.
type statement struct {
	aws.Statement
	sid        string
	principals []*value
	resources  []*value
}

// parts are the items of a value as parts of a policy.
func (v *value) parts() []aws.Part {
	var out []aws.Part
	for _, i := range v.each() {
		if t := i.display(); t != "" {
			out = append(out, aws.Part{Text: t, At: i.span, From: i.from})
		}
	}
	return out
}

// stated makes a statement of its parts.
func stated(at nhi.Span, sid, effect string, actions, resources *value) statement {
	st := statement{Statement: aws.Statement{At: at, Acts: actions.parts(), Res: resources.parts()}, sid: sid}
	for _, v := range resources.each() {
		if v.display() != "" {
			st.resources = append(st.resources, v)
		}
	}
	if st.Effect = effect; effect == "" {
		st.Effect = "Allow"
	}
	st.Actions, st.Resources = aws.Texts(st.Acts), aws.Texts(st.Res)
	return st
}

// add adds a principal as it is spelled.
func (s *statement) add(text string, v *value) {
	s.Principals, s.principals = append(s.Principals, text), append(s.principals, v)
	s.Who = append(s.Who, aws.Part{Text: v.lit(), At: v.span})
}

// documented are the statements as AWS's policies have them.
func documented(statements []statement) []aws.Statement {
	out := make([]aws.Statement, len(statements))
	for n, s := range statements {
		out[n] = s.Statement
	}
	return out
}

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
			out = append(out, stated(s.span, "", hole, s, s))
		}
		if s.kind != object {
			continue
		}
		st := stated(short(s), get(s, "Sid").lit(), get(s, "Effect").display(), get(s, "Action"), get(s, "Resource"))
		st.NotActions = get(s, "NotAction").strings()
		st.NotResources = get(s, "NotResource").strings()
		if p := get(s, "Principal"); p != nil {
			if p.kind == object {
				for _, f := range p.fields {
					for _, i := range f.val.each() {
						st.add(f.key+":"+i.display(), i)
					}
				}
			} else {
				for _, i := range p.each() {
					st.add(i.display(), i)
				}
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
		st := stated(s.head, r.at(s, "sid").lit(), r.at(s, "effect").display(), r.at(s, "actions"), r.at(s, "resources"))
		st.NotActions = r.at(s, "not_actions").strings()
		st.NotResources = r.at(s, "not_resources").strings()
		for _, p := range r.nested(s, "principals") {
			kind := r.at(p, "type").display()
			for _, i := range r.at(p, "identifiers").each() {
				if kind == "*" {
					st.add("*", i)
				} else {
					st.add(kind+":"+i.display(), i)
				}
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

// held are the holders of a policy, with what their boundaries leave.
func (r *reader) held(holders ...holder) []aws.Holder {
	out := make([]aws.Holder, len(holders))
	for i, h := range holders {
		out[i] = aws.Holder{Key: h.key, Path: h.path}
		if limit, ok := r.boundaries[h.key]; ok {
			out[i].Limit = &limit
		}
	}
	return out
}

// awsGrants makes a grant of each statement of a policy, for each of its holders.
func (r *reader) awsGrants(name string, policy *value, holders []holder) {
	statements := r.statements(policy, 0)
	r.facts.Grants = append(r.facts.Grants, aws.Grants(r.held(holders...), name, documented(statements))...)
	r.assumes(statements, holders)
	for _, s := range statements {
		if at, ok := s.CallsModel(); ok && s.Allows() {
			for _, h := range holders {
				if _, seen := r.models[h.key]; !seen {
					r.models[h.key] = at
				}
			}
		}
	}
}

// trust reads who may become a role.
func (r *reader) trust(b *block, key, name string, policy *value) {
	for n, s := range r.statements(policy, 0) {
		if !s.Allows() {
			continue
		}
		for i, p := range s.Principals {
			at := s.At
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
				if root := aws.RootAccount(id); root != "" {
					r.edge(nhi.Trusts, key, root, at)
				} else if from := r.principal(v, ""); from != "" && from != key {
					r.edge(nhi.Trusts, key, from, at)
				}
			case kind == "Federated" && id != "":
				r.edge(nhi.Trusts, key, nhi.Key("issuer", id), at)
				for _, subject := range aws.Subjects(s.Statement, id) {
					r.edge(nhi.Trusts, key, subject, at)
				}
			}
		}
		if g := aws.Trust(key, name, n, s.Statement, []nhi.Step{{At: b.head, Note: "the trust of " + b.label()}}); g != nil {
			r.facts.Grants = append(r.facts.Grants, g)
		}
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
			limit = limit.Join(aws.Boundary(documented(r.statements(r.at(p, "policy"), 0))))
		}
		r.boundaries[r.id(b)] = limit
	}
}
