package join

import (
	"maps"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// account is what an account of a cluster is called there, whatever the scope.
type account struct{ namespace, name string }

// sides are the keys under which the account of a name is known: where it is made
// or mentioned for a cluster that others deploy to, and where it is deployed.
type sides struct {
	made, mentioned, deployed map[string]bool
	defined                   bool // by what is deployed
}

// accountsByName joins an account of a cluster that Terraform makes, or binds to a
// role, to the one that manifests run as: the directory that makes it and the
// folder that deploys there are two scopes of one cluster. With several of a name
// on either side the environment tells which is meant; where it does not, or
// without a namespace, it cannot be told.
func (j *joiner) accountsByName(all []*nhi.Identity) {
	by := map[account]*sides{}
	environment := map[string]string{}
	// Most accounts have one side, and there is nothing to join: those that others
	// deploy are looked at first, and the deployed ones only where there is one.
	for _, deployed := range [...]bool{false, true} {
		for _, i := range all {
			elsewhere := i.Attributes[nhi.Elsewhere] == "true"
			if i.Platform != "kubernetes" || i.Kind != "service-account" || i.Default || deployed == (elsewhere || i.Defined && strings.HasPrefix(i.Key, "tf:")) {
				continue
			}
			for _, k := range append([]string{i.Key}, i.Aliases...) {
				_, namespace, name, ok := nhi.ServiceAccountName(k)
				s := by[account{namespace, name}]
				if !ok || namespace == "default" || s == nil && deployed {
					continue
				}
				if s == nil {
					s = &sides{map[string]bool{}, map[string]bool{}, map[string]bool{}, false}
					by[account{namespace, name}] = s
				}
				key := j.same.find(k)
				if e := j.environment(i.Environment, i.At, i.Namespace, ""); e != "" {
					environment[key] = e
				}
				switch {
				case deployed:
					s.deployed[key] = true
					s.defined = s.defined || i.Defined
				case elsewhere:
					s.mentioned[key] = true
				default:
					s.made[key] = true
				}
			}
		}
		if len(by) == 0 {
			return
		}
	}
	for _, s := range by {
		if s.defined && len(s.made) > 0 {
			continue // it is made twice: two clusters
		}
		for k := range s.made {
			delete(s.mentioned, k)
		}
		for _, from := range [...]map[string]bool{s.made, s.mentioned} {
			j.unite(from, s.deployed, environment)
		}
	}
}

// unite joins the keys of two sides: the one of each, or the one of each
// environment. One that is deployed wherever it is made, of no environment itself,
// stays what it is.
func (j *joiner) unite(from, to map[string]bool, environment map[string]string) {
	of := func(keys map[string]bool, e string) []string {
		var out []string
		for _, k := range slices.Sorted(maps.Keys(keys)) {
			if environment[k] == e {
				out = append(out, k)
			}
		}
		return out
	}
	if len(from) == 1 && len(to) == 1 {
		a, b := slices.Collect(maps.Keys(from))[0], slices.Collect(maps.Keys(to))[0]
		if x, y := environment[a], environment[b]; x == "" || y == "" || x == y {
			j.same.union(a, b)
		}
		return
	}
	var twins []string
	for _, e := range environments[1:] {
		a, b := of(from, e), of(to, e)
		if len(a) == 1 && len(b) == 1 {
			j.same.union(a[0], b[0])
		}
		if len(a) == 1 {
			twins = append(twins, a[0])
		}
	}
	// The same manifest in the clusters of all environments.
	if free := of(to, ""); len(to) == 1 && len(free) == 1 && len(twins) == len(from) {
		for _, k := range twins {
			j.twins = append(j.twins, [2]string{free[0], k})
		}
	}
}

// twinned leads from an account that is deployed in several environments to what
// it is in each of them.
func (j *joiner) twinned() []*nhi.Edge {
	slices.SortFunc(j.twins, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	var out []*nhi.Edge
	for _, t := range j.twins {
		if i := j.at(t[1]).identity; i != nil {
			out = append(out, &nhi.Edge{Kind: nhi.Reaches, From: t[0], To: t[1], Confidence: nhi.Certain, Note: "the account is made here", At: i.At})
		}
	}
	return out
}
