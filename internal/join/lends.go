package join

import (
	"cmp"
	"path"
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
)

// lends writes beside every door that asks nobody who they are what stands behind
// it: the credentials and the grants of its own with which an agent or a server of
// tools acts for whoever calls. Of code these are what the folder of the program
// reads, and what the workload has that runs it.
func (j *joiner) lends() {
	open := slices.DeleteFunc(slices.Clone(j.inv.Controls), func(c *nhi.Control) bool {
		return c.Kind != "authentication" || c.State == "present" || c.Subject == ""
	})
	if len(open) == 0 {
		return
	}
	reads, runs := map[string][]*nhi.Credential{}, map[string][]*nhi.Agent{}
	for _, c := range j.inv.Credentials {
		if nhi.ReadByCode(c.Key) && c.At.Valid() {
			dir := path.Dir(c.At.File.Path)
			reads[dir] = append(reads[dir], c)
		}
	}
	for _, a := range j.everyone() {
		if code := a.Attributes[nhi.RunsCode]; code != "" {
			runs[code] = append(runs[code], a)
		}
	}
	grants := map[*node][]*nhi.Grant{}
	for _, g := range j.inv.Grants {
		if g.Identity != "" && g.Attributes["trust"] != "true" && !g.Justified && (g.Writes || g.Breadth == "admin" || len(g.Hazards) > 0) {
			n := j.at(g.Identity)
			grants[n] = append(grants[n], g)
		}
	}
	for _, c := range open {
		names := map[string]bool{} // of one name are what code reads and what is set for it
		add := func(r nhi.Ref) {
			if !names[r.Name] && len(c.Lends) < maxGiven {
				names[r.Name] = true
				j.addRef(&c.Lends, r)
			}
		}
		has := func(key string, first []reach) {
			for _, e := range j.from(key, nhi.Holds) {
				for _, held := range e.to.readFrom() {
					add(refTo(held, e.At))
				}
			}
			for _, r := range j.become(first, true) {
				for _, g := range grants[j.at(r.identity.Key)] {
					add(nhi.Ref{Key: g.Key, Name: rightName(g), Kind: g.System, Confidence: min(r.confidence, certain(g.Confidence)), At: g.At})
				}
			}
		}
		n := j.at(c.Subject)
		if t := n.tool; t != nil {
			has(t.Key, j.served(t))
		}
		a := n.agent
		if a == nil {
			continue
		}
		has(a.Key, j.direct(a))
		if a.Kind != "code" || !a.At.Valid() {
			continue
		}
		dir := path.Dir(a.At.File.Path)
		for _, read := range reads[dir] {
			add(refTo(read, read.At))
		}
		for _, w := range runs[dir] {
			has(w.Key, j.direct(w))
		}
	}
}

// served are the identities that a tool runs as.
func (j *joiner) served(t *nhi.Tool) []reach {
	var out []reach
	for _, e := range j.from(t.Key, nhi.RunsAs) {
		if i := e.to.identity; i != nil {
			out = append(out, reach{identity: i, confidence: e.Confidence})
		}
	}
	return out
}

func refTo(c *nhi.Credential, at nhi.Span) nhi.Ref {
	return nhi.Ref{Key: c.Key, Name: cmp.Or(c.Name, c.Title), Kind: c.Kind, Vendor: c.Vendor, Environment: c.Environment, Confidence: nhi.Certain, At: at}
}

func certain(n int) int { return cmp.Or(n, nhi.Certain) }
