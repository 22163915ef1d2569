package iam

import (
	"fmt"
	"strings"
)

// AWSTrust judges a statement of a role's trust policy: who may become it. An
// open one has a hazard and no breadth, for it grants nothing but itself.
func AWSTrust(s Statement) Judgement {
	if s.Denies() {
		return Judgement{Breadth: Narrow, Justified: true}
	}
	j := Judgement{Breadth: Narrow}
	open := func(why string) {
		j = Judgement{Hazards: []string{OpenTrust}, Why: why}
	}
	for _, p := range s.Principals {
		kind, id, typed := strings.Cut(p, ":")
		if !typed {
			kind, id = "AWS", p
		}
		switch {
		case id == "*" && kind != "Service":
			if len(trustKeys(s.Conditions)) == 0 {
				open("every principal may assume it")
			}
		case kind == "Federated" && !strings.Contains(id, "saml-provider/"):
			if why := openSubject(id, s.Conditions); why != "" {
				open(why)
			}
		}
	}
	return j
}

// Anyone says whether a statement of a resource's policy lets everybody in: a
// principal that is "*" and no condition that says which.
func Anyone(s Statement) bool {
	if s.Denies() || len(trustKeys(s.Conditions)) > 0 {
		return false
	}
	for _, p := range s.Principals {
		if p == "*" || p == "AWS:*" {
			return true
		}
	}
	return false
}

// trustKeys are the conditions that narrow a wildcard principal.
func trustKeys(conditions []string) []string {
	var out []string
	for _, c := range conditions {
		op, rest, _ := strings.Cut(c, " ")
		key, value, _ := strings.Cut(rest, "=")
		k := strings.ToLower(strings.TrimSpace(key))
		if strings.Contains(op, "Not") || strings.Trim(value, "*") == "" || k == "aws:multifactorauthpresent" || k == "aws:securetransport" {
			continue
		}
		out = append(out, key)
	}
	return out
}

// openSubject says why a web-identity trust lets strangers in; empty when it
// does not, or when it cannot be told.
func openSubject(provider string, conditions []string) string {
	// An issuer whose tokens name their audience per client needs no subject:
	// Cognito identity pools and the consumer providers are bound by :aud / :app_id.
	for _, p := range []string{"cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com", "accounts.google.com"} {
		if strings.EqualFold(provider, p) {
			return ""
		}
	}
	// Of a provider that is not known it cannot be told whether it is one of these.
	if l := strings.ToLower(provider); strings.Contains(l, "${") && !strings.Contains(l, "oidc") && !strings.Contains(l, "openid") {
		return ""
	}
	seen := false
	for _, c := range conditions {
		op, rest, _ := strings.Cut(c, " ")
		key, values, _ := strings.Cut(rest, "=")
		key = strings.TrimSpace(key)
		if strings.Contains(key, "${") && !strings.HasSuffix(key, ":aud") && !strings.HasSuffix(key, ":sub") {
			return "" // the key's end is not known
		}
		if !strings.HasSuffix(key, ":sub") && !subjectClaims[lastPart(key)] {
			continue
		}
		seen = true
		if !strings.Contains(op, "Like") || strings.Contains(op, "Not") || lastPart(key) != "sub" {
			continue
		}
		for v := range strings.SplitSeq(withoutHoles(values), ",") {
			if why := wildSubject(values[:len(v)], v); why != "" {
				return why
			}
			values = values[min(len(v)+1, len(values)):]
		}
	}
	if !seen {
		return "any subject of the token issuer may assume it"
	}
	return ""
}

// subjectClaims are other claims that name the caller, by which GitHub, GitLab,
// Terraform Cloud and Buildkite trusts may be limited.
var subjectClaims = map[string]bool{
	"repository": true, "repository_id": true, "repository_owner_id": true, "job_workflow_ref": true,
	"project_path": true, "project_id": true, "namespace_path": true, "organization_slug": true, "actor_id": true, "environment": true,
}

func lastPart(key string) string { return key[strings.LastIndexByte(key, ':')+1:] }

// OpenSubject says why a pattern with * for the subject of a token lets strangers
// in; empty when it does not. A hole is what is not known.
func OpenSubject(pattern string) string { return wildSubject(pattern, withoutHoles(pattern)) }

// wildSubject says why a subject pattern is open: a wildcard before the caller's
// own name (the repository, the service account) is complete. known is the pattern
// without its holes.
func wildSubject(sub, known string) string {
	i := strings.IndexAny(known, "*?")
	if i < 0 {
		return ""
	}
	before := known[:i]
	open := fmt.Sprintf("the subject pattern %q does not name the caller", sub)
	switch {
	case strings.HasPrefix(before, "repo:"): // repo:<owner>/<name>:<context>
		if !strings.Contains(strings.TrimPrefix(before, "repo:"), ":") {
			return open
		}
	case strings.HasPrefix(before, "project_path:"): // project_path:<group>/<name>:ref_type:…
		if strings.Count(before, ":") < 2 {
			return open
		}
	case strings.HasPrefix(before, "system:serviceaccount:"): // …:<namespace>:<name>
		if rest := strings.TrimPrefix(before, "system:serviceaccount:"); !strings.Contains(rest, ":") {
			return open
		}
	case len(before) == 0:
		return open
	}
	return ""
}

// withoutHoles is a text of the same length in which what is not known is blank:
// the source in a hole may have any character.
func withoutHoles(s string) string {
	out, depth := []byte(s), 0
	for i, c := range out {
		switch {
		case c == '{' && (depth > 0 || i > 0 && s[i-1] == '$'):
			depth++
		case depth == 0:
			continue
		case c == '}':
			depth--
		}
		out[i] = ' '
	}
	return string(out)
}
