package rules

import (
	"reflect"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// candidate is what a rule asks of a fact of each list before it can say anything
// about it, as its file says it: nil where it does not look at the list. Most facts
// of a large inventory are no candidates, and to make them readable for the engine
// costs more than to judge them.
type candidate struct {
	agents      func(*nhi.Agent) bool
	tools       func(*nhi.Tool) bool
	identities  func(*nhi.Identity) bool
	credentials func(*nhi.Credential) bool
	grants      func(*nhi.Grant) bool
	controls    func(*nhi.Control) bool
}

// judged are the rules of those given that could say something about an inventory,
// and the facts that they could say it about.
func judged(rules []*nhi.Rule, inv *nhi.Inventory) ([]*nhi.Rule, *nhi.Inventory) {
	out := *inv
	out.Workloads = []*nhi.Agent{}
	asked := map[*nhi.Rule]bool{}
	out.Agents = pick(rules, asked, inv.Agents, func(c candidate) func(*nhi.Agent) bool { return c.agents })
	out.Tools = pick(rules, asked, inv.Tools, func(c candidate) func(*nhi.Tool) bool { return c.tools })
	out.Identities = pick(rules, asked, inv.Identities, func(c candidate) func(*nhi.Identity) bool { return c.identities })
	out.Credentials = pick(rules, asked, inv.Credentials, func(c candidate) func(*nhi.Credential) bool { return c.credentials })
	out.Grants = pick(rules, asked, inv.Grants, func(c candidate) func(*nhi.Grant) bool { return c.grants })
	out.Controls = pick(rules, asked, inv.Controls, func(c candidate) func(*nhi.Control) bool { return c.controls })
	var selected []*nhi.Rule
	for _, r := range rules {
		if asked[r] {
			selected = append(selected, r)
		}
	}
	return selected, &out
}

// pick are the facts of a list that one of the rules asks for, and notes which do.
func pick[T any](rules []*nhi.Rule, asked map[*nhi.Rule]bool, facts []*T, of func(candidate) func(*T) bool) []*T {
	type asking struct {
		rule *nhi.Rule
		asks func(*T) bool
		did  bool
	}
	var all []asking
	for _, r := range rules {
		if asks := of(candidates[r.Name]); asks != nil {
			all = append(all, asking{r, asks, asked[r]})
		}
	}
	out := []*T{}
	for _, f := range facts {
		found := false
		for i := range all {
			if a := &all[i]; (!found || !a.did) && a.asks(f) {
				found, a.did = true, true
			}
		}
		if found {
			out = append(out, f)
		}
	}
	for _, a := range all {
		asked[a.rule] = a.did
	}
	return out
}

// has says whether an attribute is there.
func has(attributes map[string]string, name string) bool {
	_, ok := attributes[name]
	return ok
}

// factTypes are those of the lists.
var factTypes = map[string]reflect.Type{
	"agents": reflect.TypeFor[nhi.Agent](), "tools": reflect.TypeFor[nhi.Tool](), "identities": reflect.TypeFor[nhi.Identity](),
	"credentials": reflect.TypeFor[nhi.Credential](), "grants": reflect.TypeFor[nhi.Grant](), "controls": reflect.TypeFor[nhi.Control](),
}

// use is what rules do with a field.
type use int

const (
	unread  use = iota
	handsOn     // as what is related, as it is
	looks
)

// fieldsRead is what the given rules do with the fields of facts, by type; nil of a
// type means that some look at all of them.
func fieldsRead(rules []*nhi.Rule) map[reflect.Type]map[string]use {
	out := map[reflect.Type]map[string]use{}
	for list, t := range factTypes {
		fields := map[string]use{}
		for _, r := range rules {
			for _, f := range read[r.Name][list] {
				if name, ok := strings.CutPrefix(f, "→"); ok {
					fields[name] = max(fields[name], handsOn)
				} else {
					fields[f] = looks
				}
			}
		}
		if fields["*"] == unread {
			out[t] = fields
		}
	}
	return out
}
