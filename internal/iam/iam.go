// Package iam knows what permissions mean: how far a statement, a role or a
// path reaches, and which known dangerous abilities it gives. It judges what is
// written and leaves to the rules whether that is too much.
package iam

import "slices"

// The breadths, as Grant.Breadth has them. Unknown is what nothing can be said
// about: a custom role that is defined elsewhere.
const (
	Unknown  = ""
	Narrow   = "narrow"   // named actions on named resources
	Broad    = "broad"    // all actions on some resources, or reading all resources of a kind
	Wildcard = "wildcard" // changing, or reading the secrets of, every resource of a service
	Admin    = "admin"    // everything
)

// The hazards: abilities that are dangerous whatever the breadth is.
const (
	Escalation      = "escalation"        // may give itself or others more rights
	Impersonation   = "impersonation"     // may act as other principals or users, with the rights they have
	ReadsAllSecrets = "reads-all-secrets" // may read every secret of a store
	OpenTrust       = "open-trust"        // may be assumed by principals that are not named
	OpenResource    = "open-resource"     // a resource whose own policy lets everybody use it
	AnyModel        = "any-model"         // may invoke every model
)

// The scopes, as Grant.Scope has them, narrowest first.
const (
	Resource     = "resource"
	Namespace    = "namespace"
	Cluster      = "cluster"
	Project      = "project" // a Google project, an Azure resource group
	Account      = "account" // an AWS account, an Azure subscription
	Organization = "organization"
)

// Judgement is what a grant amounts to.
type Judgement struct {
	// Breadth is one of the constants above; Unknown when nothing can be said.
	Breadth string
	// Hazards are sorted and without duplicates.
	Hazards []string
	// Writes says whether something other than telemetry can be changed.
	Writes bool
	// Justified says that the service itself demands this breadth: its actions
	// know no narrower resource.
	Justified bool
	// Why says in one clause what makes it broad or dangerous.
	Why string
}

var ranks = map[string]int{Unknown: 0, Narrow: 1, Broad: 2, Wildcard: 3, Admin: 4}

// Rank orders breadths: unknown is 0, admin 4.
func Rank(breadth string) int { return ranks[breadth] }

// Join is the judgement of two grants held together: the broader of the two
// with the hazards of both. It is justified only where both are.
func (j Judgement) Join(o Judgement) Judgement {
	out := j
	// What is dangerous says more than what is wide.
	if (len(j.Hazards) > 0) != (len(o.Hazards) > 0) && j.Breadth != Admin && o.Breadth != Admin {
		if len(o.Hazards) > 0 {
			out.Why = o.Why
		}
		if Rank(o.Breadth) > Rank(j.Breadth) {
			out.Breadth = o.Breadth
		}
	} else if Rank(o.Breadth) > Rank(j.Breadth) || Rank(o.Breadth) == Rank(j.Breadth) && len(o.Hazards) > len(j.Hazards) {
		out.Breadth, out.Why = o.Breadth, o.Why
	}
	if out.Why == "" {
		out.Why = j.Why + o.Why
	}
	out.Hazards = union(j.Hazards, o.Hazards)
	out.Writes = j.Writes || o.Writes
	out.Justified = j.Justified && o.Justified
	return out
}

// Within is what is left of a grant under a permissions boundary, which gives
// nothing by itself. A boundary of which nothing can be said leaves nothing that
// can be said.
func (j Judgement) Within(boundary Judgement) Judgement {
	if boundary.Breadth == Admin || Rank(j.Breadth) <= Rank(Narrow) && len(j.Hazards) == 0 {
		return j
	}
	if boundary.Breadth == Unknown {
		return Judgement{Writes: j.Writes}
	}
	if Rank(boundary.Breadth) < Rank(j.Breadth) {
		j.Breadth = boundary.Breadth
	}
	j.Hazards = slices.DeleteFunc(slices.Clone(j.Hazards), func(h string) bool { return !slices.Contains(boundary.Hazards, h) })
	j.Writes = j.Writes && boundary.Writes
	if j.Why != "" {
		j.Why += ", within a permissions boundary"
	}
	return j
}

func union(a, b []string) []string {
	if len(a)+len(b) == 0 {
		return nil
	}
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// lower is a breadth one step down, not below narrow.
func lower(breadth string) string {
	switch breadth {
	case Admin:
		return Wildcard
	case Wildcard:
		return Broad
	case Broad:
		return Narrow
	}
	return breadth
}

// Covers says whether a pattern with * and ? covers a text, both in the same case.
func Covers(pattern, text string) bool { return match(pattern, text) }

// match says whether a pattern with * and ? covers a text. Both are compared as
// they are; callers fold case where the platform does.
func match(pattern, text string) bool {
	p, t, star, back := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, back = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			back++
			p, t = star+1, back
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}
