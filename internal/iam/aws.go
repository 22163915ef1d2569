package iam

import (
	"fmt"
	"slices"
	"strings"
)

// Statement is one statement of an AWS policy. Texts may have holes, written
// "${…}", where a part is not known; a hole is never a wildcard.
type Statement struct {
	// Effect is Allow or Deny; empty counts as Allow, the default of
	// aws_iam_policy_document.
	Effect                  string
	Actions, NotActions     []string
	Resources, NotResources []string
	// Conditions are "<operator> <key>=<value>,<value>".
	Conditions []string
	// Principals are "*", or "<type>:<id>" with AWS, Service, Federated or
	// CanonicalUser as type.
	Principals []string
}

// Denies says whether the statement takes rights away.
func (s Statement) Denies() bool { return strings.EqualFold(s.Effect, "Deny") }

// Scope is how far the statement reaches, as Grant.Scope has it.
func (s Statement) Scope() string {
	if len(s.NotResources) > 0 || slices.ContainsFunc(s.Resources, EveryResource) {
		return Account
	}
	return Resource
}

// OrNot is a list of actions or resources, or what the statement leaves out of
// all of them, each as "not x".
func OrNot(list, not []string) []string {
	if len(list) > 0 || len(not) == 0 {
		return list
	}
	out := make([]string, len(not))
	for i, n := range not {
		out[i] = "not " + n
	}
	return out
}

// maxParts is how many actions, resources and conditions a statement may have. A
// policy of AWS's largest size (10,240 characters) has no room for so many; of a
// longer one nothing is said.
const maxParts = 2000

// AWS judges a statement of an identity's policy.
func AWS(s Statement) Judgement { return awsUnder(s, nil) }

// awsUnder is AWS where the document denies some actions on every resource.
func awsUnder(s Statement, denied []string) Judgement {
	if s.Denies() {
		return Judgement{Breadth: Narrow, Justified: true}
	}
	if len(s.Actions)+len(s.Resources)+len(s.Conditions) > maxParts {
		return Judgement{}
	}
	to := reaches(s)
	var w awsWorst
	if len(s.NotActions) > 0 {
		b := Judgement{Breadth: Broad, Writes: true, Why: "every action but a few on some resources"}
		every := to
		if every.of(""); every.all {
			b.Breadth, b.Why = Wildcard, "every action but a few on "+every.where
		}
		w.add("", b)
	}
	to.denied = denied
	for _, a := range s.Actions {
		w.add(a, awsAction(a, to, s.Conditions))
	}
	return limited(w.judgement(), limiting(s.Conditions))
}

// AWSActions judges each action of a statement as if it were the only one.
func AWSActions(s Statement) []Judgement {
	out := make([]Judgement, len(s.Actions))
	if s.Denies() || len(s.Actions)+len(s.Resources)+len(s.Conditions) > maxParts {
		return out
	}
	to, keys := reaches(s), limiting(s.Conditions)
	for i, a := range s.Actions {
		out[i] = limited(awsAction(a, to, s.Conditions), keys)
	}
	return out
}

// limited is a judgement under conditions that narrow it.
func limited(j Judgement, keys []string) Judgement {
	if len(keys) == 0 || Rank(j.Breadth) <= Rank(Narrow) {
		return j
	}
	j.Breadth = lower(j.Breadth)
	j.Why += ", limited by " + keys[0]
	if j.Breadth != Wildcard {
		j.Hazards = nil
	}
	return j
}

// reach is what the resources of a statement say, for all of its actions.
type reach struct {
	// all says that they are every resource, and where how to call them.
	all   bool
	where string
	// only are the ARNs that are every resource of one service, by that service.
	only map[string]string
	// vault and providers are AgentCore's store of credentials, and all of its
	// credential providers.
	vault, providers bool
	// denied are patterns of actions that the same document takes away. Lower case.
	denied []string
}

// denies says whether an action is among those that are taken away.
func (to reach) denies(action string) bool {
	return slices.ContainsFunc(to.denied, func(p string) bool { return match(p, action) })
}

func reaches(s Statement) reach {
	to := reach{all: len(s.NotResources) > 0, where: "every resource"}
	for _, r := range s.Resources {
		switch service := arnService(r); {
		case to.all && to.where == "every resource" || !EveryResource(r):
		case service == "":
			to.all, to.where = true, "every resource"
			if r != "*" {
				to.where = fmt.Sprintf("%q", r)
			}
		case to.only[service] == "":
			if to.only == nil {
				to.only = map[string]string{}
			}
			to.only[service] = r
		}
		to.vault = to.vault || strings.Contains(r, "bedrock-agentcore-identity!default/*")
		to.providers = to.providers || strings.HasSuffix(r, "credentialprovider/*")
	}
	return to
}

// of looks whether the resources are every one that an action of a service can have.
// What another service has is none of them; of the services that awsOwners does not
// know, any may be.
func (to *reach) of(service string) {
	if to.all || to.only == nil {
		return
	}
	owner, known := awsOwners[service]
	for _, arn := range to.only {
		if !known && (to.where == "every resource" || arn < to.where) {
			to.all, to.where = true, arn
		}
	}
	if arn := to.only[owner]; known && arn != "" {
		to.all, to.where = true, arn
	}
	if to.all {
		to.where = fmt.Sprintf("%q", to.where)
	}
}

// arnService is the service that an ARN names; empty for none, a pattern or a hole.
func arnService(arn string) string {
	p := strings.SplitN(arn, ":", 4)
	if len(p) < 4 || p[0] != "arn" || strings.ContainsAny(p[2], "*?${") {
		return ""
	}
	return p[2]
}

func awsAction(action string, to reach, conditions []string) Judgement {
	a := strings.ToLower(strings.TrimSpace(action))
	service, verb, ok := strings.Cut(a, ":")
	if strings.Contains(a, "${") || a == "" {
		return Judgement{}
	}
	if !ok || service == "*" {
		if strings.Trim(a, "*:") != "" {
			return Judgement{Breadth: Broad, Writes: true, Why: fmt.Sprintf("%q in every service", action)}
		}
		switch {
		case to.all && slices.ContainsFunc(awsHazards, func(h awsHazard) bool { return h.hazard == Escalation && to.denies(h.action) }):
			return Judgement{Breadth: Wildcard, Writes: true, Why: "every action but those that are denied on " + to.where}
		case to.all:
			return Judgement{Breadth: Admin, Writes: true, Why: "every action on " + to.where}
		}
		if to.of(""); to.all {
			return Judgement{Breadth: Wildcard, Writes: true, Why: "every action on " + to.where}
		}
		return Judgement{Breadth: Broad, Writes: true, Why: "every action on the resources it names"}
	}
	if awsEndpoints[service] {
		return Judgement{Breadth: Narrow, Justified: true}
	}
	to.of(service)
	kind := awsServices[service]
	j := Judgement{Breadth: Narrow, Writes: !readOnly(service, verb)}
	anything := strings.Trim(verb, "*") == ""
	if !to.all {
		switch {
		case to.vault && covers(a, "secretsmanager:getsecretvalue"):
			return Judgement{Breadth: Broad, Hazards: []string{ReadsAllSecrets}, Why: "the stored credentials of every agent"}
		case to.providers && covers(a, "bedrock-agentcore:getresourceapikey", "bedrock-agentcore:getresourceoauth2token"):
			return Judgement{Breadth: Broad, Hazards: []string{Impersonation}, Why: fmt.Sprintf("%q on every credential provider", action)}
		case anything && kind != telemetry:
			j.Breadth = Broad
			j.Why = fmt.Sprintf("every action of %s on the resources it names", service)
		}
		return j
	}
	j.Why = fmt.Sprintf("%q on %s", action, to.where)
	for _, h := range awsHazards {
		if covers(a, h.action) && (!h.named || a == h.action) && !to.denies(h.action) && !(h.unless != "" && hasCondition(conditions, h.unless)) {
			j.Hazards = union(j.Hazards, []string{h.hazard})
			j.Breadth = Broad
		}
	}
	switch {
	case anything && kind == telemetry:
		j.Breadth = Broad
	case j.Hazards == nil && onlyStar(a):
		j.Breadth, j.Justified, j.Why = Narrow, true, ""
	case anything:
		j.Breadth = Wildcard
	case j.Hazards != nil:
	case kind == telemetry:
		j.Breadth, j.Why = Narrow, ""
	case j.Writes && strings.ContainsAny(a, "*?"):
		j.Breadth = Wildcard
	default: // one named action, or reading
		j.Breadth = Broad
	}
	return j
}

// covers says whether an action pattern allows one of the actions.
func covers(pattern string, actions ...string) bool {
	for _, a := range actions {
		if match(pattern, a) {
			return true
		}
	}
	return false
}

// readOnly says whether every action that a verb pattern allows only looks, or
// only calls a model, or only writes telemetry.
func readOnly(service, verb string) bool {
	if i := strings.IndexAny(verb, "*?"); i >= 0 {
		verb = verb[:i]
	}
	if awsServices[service] == telemetry {
		return !strings.HasPrefix(verb, "delete") && verb != ""
	}
	for _, p := range awsReadVerbs {
		if strings.HasPrefix(verb, p) {
			return true
		}
	}
	for _, p := range awsUseVerbs[service] {
		if strings.HasPrefix(verb, p) {
			return true
		}
	}
	return false
}

func onlyStar(action string) bool {
	_, verb, _ := strings.Cut(action, ":")
	// A List or Describe family has members without a resource type in every
	// service, and shows names, not content.
	if strings.HasPrefix(verb, "describe") || strings.HasPrefix(verb, "list") && action != "s3:listbucket" {
		return true
	}
	for _, p := range awsOnlyStar {
		if match(p, action) {
			return true
		}
	}
	return false
}

// EveryResource says whether an ARN pattern covers every resource of a service
// or of one of its types: "*", "arn:aws:s3:::*", "arn:aws:iam::*:role/*".
func EveryResource(arn string) bool {
	arn = strings.TrimSpace(arn)
	if arn != "" && strings.Trim(arn, "*") == "" {
		return true
	}
	p := strings.SplitN(arn, ":", 6)
	if len(p) < 6 || p[0] != "arn" {
		return strings.HasPrefix(arn, "arn:") && strings.HasSuffix(arn, ":*") && len(p) <= 4
	}
	parts := strings.FieldsFunc(p[5], func(r rune) bool { return r == '/' || r == ':' })
	if len(parts) == 0 {
		return false
	}
	for _, part := range parts[1:] {
		if strings.Trim(part, "*") != "" {
			return false
		}
	}
	head := parts[0]
	if strings.Trim(head, "*") == "" {
		return true
	}
	// A bucket's objects are named by the bucket: "name/*" is not everything.
	return len(parts) > 1 && p[2] != "s3" && p[2] != "sqs" && p[2] != "sns" && awsTypes[head]
}

func hasCondition(conditions []string, key string) bool {
	for _, c := range conditions {
		_, rest, _ := strings.Cut(c, " ")
		k, v, _ := strings.Cut(rest, "=")
		if strings.Contains(k, "${") {
			return true // it may be this one
		}
		if strings.EqualFold(strings.TrimSpace(k), key) && strings.Trim(v, "*") != "" {
			return true
		}
	}
	return false
}

// limiting are the keys of the conditions that narrow which resources or
// requests a statement covers.
func limiting(conditions []string) []string {
	var out []string
	for _, c := range conditions {
		op, rest, _ := strings.Cut(c, " ")
		key, value, _ := strings.Cut(rest, "=")
		if strings.HasPrefix(op, "Null") || strings.HasPrefix(op, "Bool") || strings.Contains(op, "Not") || strings.Trim(value, "*") == "" {
			continue
		}
		k := strings.ToLower(strings.TrimSpace(key))
		if strings.Contains(k, "${") {
			out = append(out, "a condition that is not known")
			continue
		}
		for _, l := range awsLimitingKeys {
			if match(l, k) {
				out = append(out, strings.TrimSpace(key))
				break
			}
		}
	}
	return out
}
