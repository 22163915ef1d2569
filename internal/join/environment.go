package join

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// sureEnvironment is the confidence from which an environment counts for what two
// of them share.
const sureEnvironment = 80

// place says in which environment an agent is: what its format says (the
// deployment environment of a job), or what the place where it is deployed is
// called.
func (j *joiner) place(a *nhi.Agent) {
	if j.o.Environment == nil || !a.At.Valid() {
		return
	}
	e, confidence, basis := j.o.Environment(deployedAt(a), a.Attributes["namespace"], a.Name)
	switch {
	case a.Environment == "" || a.Environment == e:
		a.Environment, a.EnvironmentConfidence, a.EnvironmentBasis = e, confidence, basis
	case confidence == nhi.Certain: // the configuration
		a.Environment, a.EnvironmentConfidence, a.EnvironmentBasis = e, confidence, basis
	default:
		a.EnvironmentConfidence, a.EnvironmentBasis = 90, "its own setting"
	}
}

// deployedAt is the path that says where an agent is deployed: of a chart's
// values or an overlay rather than of the template or the base.
func deployedAt(a *nhi.Agent) string {
	scope := nhi.First(scopeOf(a))
	if scope == "" {
		return a.At.File.Path
	}
	if folder, variant, ok := strings.Cut(scope, "//"); ok {
		return folder + "/" + variant + ".yaml"
	}
	if strings.HasPrefix(a.At.File.Path, scope+"/") || scope == "." {
		return a.At.File.Path
	}
	return scope + "/" + a.At.File.Path[strings.LastIndexByte(a.At.File.Path, '/')+1:]
}

// across writes beside identities and credentials which environments share them,
// where one is production.
func (j *joiner) across() {
	through := j.accountsWithin()
	for _, i := range j.inv.Identities {
		if lasting(i) {
			i.Across, i.Environments = j.spread(append(i.Agents[:len(i.Agents):len(i.Agents)], i.Workloads...), len(i.Agents), through[i]...)
		}
	}
	for _, c := range j.inv.Credentials {
		// A reference means in each environment what is kept there under its name; a
		// literal that is written in both is the same.
		if c.Origin == nhi.FromLiteral && c.Same > 0 && c.Subject == "" || c.Attributes[nhi.OneStore] == "true" {
			c.Across, c.Environments = j.spread(append(c.Agents[:len(c.Agents):len(c.Agents)], c.Workloads...), len(c.Agents))
		}
	}
}

// within is an account that something acts as, and the environment in which it is
// made.
type within struct {
	environment string
	step        nhi.Step
}

// accountsWithin are, for each identity, the accounts that become it and are made in
// an environment: one manifest that is deployed in every environment says nothing of
// them, but each environment's own configuration may make its account.
func (j *joiner) accountsWithin() map[*nhi.Identity][]within {
	out := map[*nhi.Identity][]within{}
	for _, e := range j.links {
		if e.kind != nhi.Reaches || e.Confidence < nhi.Guess || j.o.Environment == nil {
			continue
		}
		from, to := e.from.identity, e.to.identity
		if from == nil || to == nil || !from.Defined || from.Kind != "service-account" || from.Platform != "kubernetes" || len(from.Agents)+len(from.Workloads) == 0 || !lasting(to) {
			continue
		}
		path, at := from.At.File.Path, e.At
		if root := from.Attributes["root"]; root != "" { // of what a module makes the caller says where
			path = root + "/main.tf"
		}
		if len(from.Related) > 0 {
			at = from.Related[0].At
		}
		if environment, confidence, basis := j.o.Environment(path, from.Namespace, from.Name); environment != "" && confidence >= sureEnvironment {
			out[to] = append(out[to], within{environment, nhi.Step{At: at, Note: fmt.Sprintf("its account '%s' is made for %s, by %s", from.Name, environment, basis)}})
		}
	}
	return out
}

// lasting says whether an identity is the same whoever names it: one with an
// address of its own in the world, or made by the tree. A role of Vault is one of
// each Vault, and a name in a secret may stand for several.
func lasting(i *nhi.Identity) bool {
	if i.Default || i.Kind == "group" || i.Platform == "vault" || i.Platform == "terraform" {
		return false
	}
	for _, k := range append([]string{i.Key}, i.Aliases...) {
		kind, _, _ := strings.Cut(k, ":")
		switch kind {
		case "aws-arn", "gcp-sa", "entra", "azure-mi", "db-user":
			return true
		}
	}
	return i.Defined && i.Platform != "kubernetes" && i.Platform != "github-actions"
}

// spread is a holder of each environment, when production and another one are
// among them. A guessed holder is none, and of the first agents one is needed.
// accounts speak for environments of which no holder does.
func (j *joiner) spread(refs []*nhi.Ref, agents int, accounts ...within) ([]nhi.Step, []string) {
	if agents == 0 || len(refs)+len(accounts) < 2 {
		return nil, nil
	}
	by := map[string]*nhi.Agent{}
	for _, r := range refs {
		a := r.Agent()
		if a.Environment == "" || a.EnvironmentConfidence < sureEnvironment || r.Confidence < nhi.Guess {
			continue
		}
		if old := by[a.Environment]; old == nil || a.EnvironmentConfidence > old.EnvironmentConfidence {
			by[a.Environment] = a
		}
	}
	prod := by["prod"]
	for e, a := range by {
		// Folders of one scope are read as one cluster, and what is the same in them
		// may be two things of one name.
		if prod != nil && a != prod && scopeOf(a) != "" && scopeOf(a) == scopeOf(prod) {
			delete(by, e)
		}
	}
	told := map[string]nhi.Step{}
	for e, a := range by {
		told[e] = nhi.Step{At: a.At, Note: fmt.Sprintf("'%s' is in %s, by %s", a.Name, e, a.EnvironmentBasis)}
	}
	for _, a := range accounts {
		if _, ok := told[a.environment]; !ok {
			told[a.environment] = a.step
		}
	}
	if _, ok := told["prod"]; !ok || len(told) < 2 {
		return nil, nil
	}
	var steps []nhi.Step
	var names []string
	for e, step := range told {
		names, steps = append(names, e), append(steps, step)
	}
	slices.Sort(names)
	slices.SortFunc(steps, func(a, b nhi.Step) int { return strings.Compare(a.Note, b.Note) })
	return steps, names
}

// gives writes beside every identity which of its grants count: for the message of
// who shares it.
func (j *joiner) gives() {
	by := map[*node][]*nhi.Grant{}
	for _, g := range j.inv.Grants {
		if g.Identity != "" && g.Attributes["trust"] != "true" && (g.Writes || g.Breadth == "admin" || len(g.Hazards) > 0) {
			n := j.at(g.Identity)
			by[n] = append(by[n], g)
		}
	}
	for _, n := range j.identities {
		i := n.identity
		if i.SharedBy < 2 && len(i.Across) == 0 && len(i.Workloads) == 0 {
			continue
		}
		var all []*nhi.Grant
		for _, r := range j.become(walk{{to: n, confidence: nhi.Certain, from: outset}}, true) {
			all = append(all, by[r.to]...)
		}
		slices.SortStableFunc(all, func(a, b *nhi.Grant) int { return breadths[b.Breadth] - breadths[a.Breadth] })
		names := map[string]bool{}
		for _, g := range all {
			if name := rightName(g); !names[name] && len(i.Gives) < maxGiven {
				names[name] = true
				j.addRef(&i.Gives, &nhi.Ref{Key: g.Key, Name: name, Kind: g.System, Confidence: nhi.Certain, At: g.At})
			}
		}
	}
}

// rightName says what a grant gives: why it is wide, else its first actions.
func rightName(g *nhi.Grant) string {
	switch {
	case g.Why != "" && breadths[g.Breadth] > 1:
		return g.Why
	case len(g.Actions) > 2:
		return strings.Join(g.Actions[:2], ", ") + ", …"
	case len(g.Actions) > 0:
		return strings.Join(g.Actions, ", ")
	}
	return grantName(g)
}

// breadths are the order of the breadths of grants.
var breadths = map[string]int{"narrow": 1, "broad": 2, "wildcard": 3, "admin": 4}

// maxGiven is how many grants a message of a shared identity can list.
const maxGiven = 20
