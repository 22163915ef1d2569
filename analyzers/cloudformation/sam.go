package cloudformation

import (
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// serverless reads the role that the transform makes: what trusts it, and the
// policies, each a managed one by name or ARN, a document, or a template. With a
// role of its own, a function's policies give nothing.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies
func (r *reader) serverless(s *stack, res *resource) {
	role := s.byID[res.id+"Role"]
	if role == nil || !role.made {
		return
	}
	key := s.key(role.id)
	r.trust(s, role, s.at(res, "AssumeRolePolicyDocument"), key)
	h := r.holder(key, nhi.Step{At: res.head, Note: "the role of " + res.id})
	for _, p := range s.at(res, "Policies").each() {
		switch {
		case !insensitive(p, "Statement").absent():
			r.document(s, role.id, p, []aws.Holder{h})
		case p.kind == object:
			for _, f := range p.fields {
				r.template(h, f)
			}
		default:
			r.named(h, p)
		}
	}
}

// named gives a managed policy by its name or ARN.
func (r *reader) named(h aws.Holder, p *value) {
	if p.known() && !strings.HasPrefix(p.text, "arn:") {
		w := *p
		w.text = "arn:aws:iam::aws:policy/" + p.text
		if strings.HasSuffix(p.text, "Role") {
			w.text = "arn:aws:iam::aws:policy/service-role/" + p.text
		}
		p = &w
	}
	r.attach(h, p)
}

// template gives what a policy template says.
func (r *reader) template(h aws.Holder, f member) {
	t, ok := policyTemplates[f.key]
	if !ok {
		return
	}
	for _, given := range t {
		st := aws.Statement{At: f.keySpan}
		st.Effect, st.Conditions = "Allow", given.conditions
		for _, a := range strings.Fields(given.actions) {
			st.Actions = append(st.Actions, given.service+":"+a)
		}
		for _, pattern := range strings.Fields(given.resources) {
			resource, from := pattern, []nhi.Step(nil)
			if i := strings.Index(pattern, "{"); i >= 0 {
				j := strings.Index(pattern, "}")
				v := f.val.get(pattern[i+1 : j])
				if v == nil {
					return // not a template that SAM takes
				}
				resource, from = pattern[:i]+v.display()+pattern[j+1:], v.from
			}
			st.Resources = append(st.Resources, resource)
			st.Res = append(st.Res, aws.Part{Text: resource, At: f.keySpan, From: from})
		}
		for _, a := range st.Actions {
			st.Acts = append(st.Acts, aws.Part{Text: a, At: f.keySpan})
		}
		// What every user of a template gets has no narrower form.
		grants := aws.Grants([]aws.Holder{h}, f.key, []aws.Statement{st})
		if given.resources == "*" {
			for _, g := range grants {
				if iam.Rank(g.Breadth) <= iam.Rank(iam.Broad) {
					g.Justified = true
				}
			}
		}
		r.facts.Grants = append(r.facts.Grants, grants...)
	}
}
