// Package aws makes facts of AWS policies whose parts have places in a file: the
// grants of an identity's policy, the trust of a role, and what a resource's own
// policy opens to everybody. It judges nothing itself (package iam does) and
// knows no format: readers hand over statements.
package aws

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Part is an action, a resource or a principal as text, in which unknown parts are
// holes ("${…}"), with its place and where it came through.
type Part struct {
	Text string
	At   nhi.Span
	From []nhi.Step
}

// Texts are the texts of parts.
func Texts(parts []Part) []string {
	var out []string
	for _, p := range parts {
		out = append(out, p.Text)
	}
	return out
}

// Statement is a statement of a policy with the places of its parts. Acts and Res
// stand for Actions and Resources, one for each.
type Statement struct {
	iam.Statement
	// At is a short place for the whole.
	At             nhi.Span
	Acts, Res, Who []Part
}

// Allows says whether the statement is known to give rights.
func (s Statement) Allows() bool { return strings.EqualFold(s.Effect, "Allow") }

// Place is where a person would narrow the statement: the action that is a
// pattern, the resource that is everything, else the statement; and the way there.
func (s Statement) Place(j iam.Judgement) (nhi.Span, []nhi.Step) {
	pick := func(p Part) (nhi.Span, []nhi.Step) {
		if p.At.Valid() && p.At.File == s.At.File {
			return p.At, p.From
		}
		return s.At, append([]nhi.Step{{At: p.At, Note: "what it says"}}, p.From...)
	}
	if iam.Rank(j.Breadth) < iam.Rank(iam.Broad) {
		return s.At, nil
	}
	var worst *Part
	rank := 0
	for i, alone := range iam.AWSActions(s.Statement) {
		name := s.Actions[i]
		if strings.HasPrefix(j.Why, `"`) && !strings.HasPrefix(j.Why, fmt.Sprintf("%q", name)) || i >= len(s.Acts) {
			continue // the reason names another one
		}
		if n := iam.Rank(alone.Breadth); n > rank && strings.HasSuffix(name, "*") {
			worst, rank = &s.Acts[i], n
		}
	}
	if worst != nil && rank == iam.Rank(j.Breadth) {
		return pick(*worst)
	}
	var every *Part
	for i, r := range s.Res {
		named := strings.Contains(j.Why, fmt.Sprintf("%q", r.Text))
		if iam.EveryResource(r.Text) && (every == nil || named) {
			every = &s.Res[i]
			if named {
				break
			}
		}
	}
	if every != nil {
		return pick(*every)
	}
	return s.At, nil
}

// CallsModel says whether a statement lets its holder call a model by name, and
// where; "*" lets everybody do everything and says nothing of that.
func (s Statement) CallsModel() (nhi.Span, bool) {
	for i, a := range s.Actions {
		l := strings.ToLower(a)
		if strings.HasPrefix(l, "bedrock:invoke") || strings.HasPrefix(l, "bedrock:converse") || strings.HasPrefix(l, "bedrock-agentcore:invoke") || l == "bedrock:*" {
			if i < len(s.Acts) && s.Acts[i].At.Valid() {
				return s.Acts[i].At, true
			}
			return s.At, true
		}
	}
	return nhi.Span{}, false
}

// Holder is an identity that a policy is given to, with the way. Limit, if any, is
// what its permissions boundary leaves.
type Holder struct {
	Key   string
	Path  []nhi.Step
	Limit *iam.Judgement
}

// Judge judges the statements of one policy together: Allow is what has to be
// written for a right to be given, and what is not known may deny.
func Judge(statements []Statement) []iam.Judgement {
	plain := make([]iam.Statement, len(statements))
	for n, s := range statements {
		if plain[n] = s.Statement; !s.Allows() && !strings.Contains(s.Effect, "${") {
			plain[n].Effect = "Deny"
		}
	}
	return iam.AWSPolicy(plain)
}

// Boundary is what a policy lets through as a permissions boundary.
func Boundary(statements []Statement) iam.Judgement {
	var out iam.Judgement
	for n, j := range Judge(statements) {
		if statements[n].Allows() {
			out = out.Join(j)
		}
	}
	return out
}

// Grants are the grants of a policy's statements to its holders.
func Grants(holders []Holder, name string, statements []Statement) []*nhi.Grant {
	var out []*nhi.Grant
	judged := Judge(statements)
	for n, s := range statements {
		if !s.Allows() || len(s.Actions)+len(s.NotActions) == 0 {
			continue
		}
		at, from := s.Place(judged[n])
		if !at.Valid() {
			continue
		}
		for _, h := range holders {
			j := h.within(judged[n])
			out = append(out, &nhi.Grant{Key: nhi.Key("grant", h.Key, name, strconv.Itoa(n), strconv.Itoa(at.Start)), Identity: h.Key, System: "aws", Name: name,
				Actions: iam.OrNot(s.Actions, s.NotActions), Resources: iam.OrNot(s.Resources, s.NotResources), Conditions: s.Conditions, Scope: s.Scope(),
				Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain, At: at,
				Related: append(slices.Clone(from), h.Path...)})
		}
	}
	return out
}

// within is what the holder's boundary leaves of a judgement.
func (h Holder) within(j iam.Judgement) iam.Judgement {
	if h.Limit == nil {
		return j
	}
	return j.Within(*h.Limit)
}

// Managed is the grant of a policy that AWS manages; nil for another one, or one
// that nothing is known of.
func Managed(h Holder, arn Part) *nhi.Grant {
	j, ok := iam.AWSManaged(arn.Text)
	if !ok || !strings.HasPrefix(arn.Text, "arn:") || !arn.At.Valid() {
		return nil
	}
	j = h.within(j)
	return &nhi.Grant{Key: nhi.Key("grant", h.Key, arn.Text), Identity: h.Key, System: "aws", Name: arn.Text[strings.LastIndexByte(arn.Text, '/')+1:], Scope: iam.Account,
		Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain,
		Attributes: map[string]string{"policy": arn.Text}, At: arn.At, Related: append(slices.Clone(arn.From), h.Path...)}
}

// Trust is the grant of a trust statement that lets in more than the role's own
// workload; nil where it does not.
func Trust(key, name string, n int, s Statement, path []nhi.Step) *nhi.Grant {
	if !s.Allows() || !s.At.Valid() {
		return nil
	}
	j := iam.AWSTrust(s.Statement)
	if len(j.Hazards) == 0 {
		return nil
	}
	return &nhi.Grant{Key: nhi.Key("grant", key, "trust", strconv.Itoa(n)), Identity: key, System: "aws", Name: name,
		Actions: s.Actions, Conditions: s.Conditions, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Confidence: nhi.Certain,
		Attributes: map[string]string{"trust": "true"}, At: s.At, Related: path}
}

// Open is the grant of a statement of a resource's own policy that lets everybody
// in; nil where it does not. "*" among its resources is the resource itself.
func Open(key, name string, n int, s Statement, path []nhi.Step) *nhi.Grant {
	if !s.Allows() || !s.At.Valid() || !iam.Anyone(s.Statement) {
		return nil
	}
	what := "use it"
	if len(s.Actions) > 0 {
		what = "call " + s.Actions[0]
		if len(s.Actions) > 1 {
			what += " and more"
		}
	}
	at := s.At
	for _, p := range s.Who {
		if p.Text == "*" && p.At.Valid() {
			at = p.At
		}
	}
	return OpenTo(key, name, strconv.Itoa(n), s.Actions, "anyone may "+what, at, path)
}

// Invokes says why a permission to call a function, which names no source, lets
// everybody in; empty when it does not. The service calls it for the agents of whoever
// asks, in every account.
// https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
// https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permissions.html#agents-permissions-lambda
func Invokes(principal string) string {
	switch principal {
	case "*":
		return "anyone may invoke it"
	case "bedrock.amazonaws.com":
		return "agents of every account may invoke it, as no source account is named"
	}
	return ""
}

// Unsourced says of a grant that Invokes explains why a source that is not written means
// every account: for a service that calls for others, the documentation says so.
func Unsourced(g *nhi.Grant, principal string) *nhi.Grant {
	if principal != "*" {
		g.Attributes["default_source"] = "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html"
	}
	return g
}

// OpenTo is the grant of a resource that is open to everybody.
func OpenTo(key, name, part string, actions []string, why string, at nhi.Span, path []nhi.Step) *nhi.Grant {
	return &nhi.Grant{Key: nhi.Key("grant", key, "open", part), Identity: key, System: "aws", Name: name,
		Actions: actions, Hazards: []string{iam.OpenResource}, Why: why, Confidence: nhi.Certain,
		Attributes: map[string]string{"trust": "true"}, At: at, Related: path}
}
