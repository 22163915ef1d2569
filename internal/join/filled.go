package join

import (
	"fmt"
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
)

// secretEntry is an entry of a Secret, whatever the scope.
type secretEntry struct{ namespace, name, entry string }

// filled leads from the entry of a Secret that a holder names to the credential that
// a configuration puts there: the directory that makes it and the folder that deploys
// are two scopes of one cluster. With several on either side the environment tells
// which is meant; one manifest that is deployed in all of them has the credential of
// each.
func (j *joiner) filled(edges []*nhi.Edge) []*nhi.Edge {
	made := map[secretEntry][]*nhi.Edge{}
	for _, e := range edges {
		if e.Kind != nhi.Reads {
			continue
		}
		if _, ns, name, entry, ours, ok := nhi.SecretEntry(e.From); ok && ours && j.at(e.To).credential != nil {
			if of := (secretEntry{ns, name, entry}); len(made[of]) < maxFillers {
				made[of] = append(made[of], e)
			}
		}
	}
	if len(made) == 0 {
		return nil
	}
	held := map[secretEntry][]string{}
	var order []secretEntry
	for _, e := range edges {
		_, ns, name, entry, ours, ok := nhi.SecretEntry(e.To)
		of := secretEntry{ns, name, entry}
		if !ok || ours || e.Kind != nhi.Holds || made[of] == nil || len(held[of]) == maxFillers || slices.Contains(held[of], e.To) {
			continue
		}
		if held[of] == nil {
			order = append(order, of)
		}
		held[of] = append(held[of], e.To)
	}
	var out []*nhi.Edge
	for _, of := range order {
		for _, key := range held[of] {
			for _, e := range j.fillers(nhi.First(key), len(held[of]), made[of]) {
				from := j.at(e.To).credential
				from.Related = append(from.Related, nhi.Step{At: e.At, Note: fmt.Sprintf("put into the Secret '%s' here", of.name)})
				j.fills = append(j.fills, [2]string{key, e.To})
				out = append(out, &nhi.Edge{Kind: nhi.Reads, From: key, To: e.To, Confidence: nhi.Certain, Note: e.Note, At: e.At})
			}
		}
	}
	return out
}

// maxFillers is how many scopes make, or hold, one Secret of a name: a few
// environments in a few regions.
const maxFillers = 50

// fillers are those of the edges that make a Secret which may be the one of a scope,
// of which several hold one of the name.
func (j *joiner) fillers(scope string, scopes int, made []*nhi.Edge) []*nhi.Edge {
	where := func(scope string) string {
		if j.o.Environment == nil {
			return ""
		}
		e, _, _ := j.o.Environment(scope+"/main", "", "")
		return e
	}
	own := where(scope)
	var same, all []*nhi.Edge
	environments := map[string]bool{}
	for _, e := range made {
		environment := where(nhi.First(e.From))
		if environment == own {
			same = append(same, e)
		}
		if !environments[environment] {
			environments[environment] = true
			all = append(all, e)
		}
	}
	switch {
	case own != "":
		if len(same) == 1 {
			return same
		}
		if len(made) == 1 && environments[""] {
			return made
		}
	case scopes == 1 && len(all) == len(made) && (len(made) == 1 || !environments[""]):
		return all
	}
	return nil
}
