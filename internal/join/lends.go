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
	reads, runs := map[string][]*nhi.Credential{}, map[string][]*node{}
	for _, c := range j.inv.Credentials {
		if nhi.ReadByCode(c.Key) && c.At.Valid() {
			dir := path.Dir(c.At.File.Path)
			reads[dir] = append(reads[dir], c)
		}
	}
	for _, n := range j.everyone() {
		if code := n.agent.Attributes[nhi.RunsCode]; code != "" {
			runs[code] = append(runs[code], n)
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
		add := func(r *nhi.Ref) {
			if !names[r.Name] && len(c.Lends) < maxGiven {
				names[r.Name] = true
				j.addRef(&c.Lends, r)
			}
		}
		has := func(n *node, first walk) {
			for _, e := range n.ways(nhi.Holds) {
				for _, held := range j.readFrom(e.to) {
					add(refTo(held.credential, e.At))
				}
			}
			for _, r := range j.become(first, true) {
				for _, g := range grants[r.to] {
					add(&nhi.Ref{Key: g.Key, Name: rightName(g), Kind: g.System, Confidence: min(r.confidence, certain(g.Confidence)), At: g.At})
				}
			}
		}
		n := j.at(c.Subject)
		if n.tool != nil {
			has(n, served(n))
		}
		a := n.agent
		if a == nil {
			continue
		}
		has(n, j.direct(n))
		if a.Kind != "code" || !a.At.Valid() {
			continue
		}
		dir := path.Dir(a.At.File.Path)
		for _, read := range reads[dir] {
			add(refTo(read, read.At))
		}
		for _, w := range runs[dir] {
			has(w, j.direct(w))
		}
	}
}

// served are the identities that a tool runs as.
func served(tool *node) walk {
	var out walk
	for _, e := range tool.ways(nhi.RunsAs) {
		if e.to.identity != nil {
			out = append(out, reach{to: e.to, confidence: e.Confidence, from: outset})
		}
	}
	return out
}

func refTo(c *nhi.Credential, at nhi.Span) *nhi.Ref {
	return &nhi.Ref{Key: c.Key, Name: cmp.Or(c.Name, c.Title), Kind: c.Kind, Vendor: c.Vendor, Environment: c.Environment, Confidence: nhi.Certain, At: at}
}

func certain(n int) int { return cmp.Or(n, nhi.Certain) }
