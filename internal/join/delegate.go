package join

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// rights writes beside every agent what it holds and which of its grants change
// something.
func (j *joiner) rights() {
	for _, n := range j.credentials {
		c := n.credential
		for i, r := range c.Agents {
			at := c.At
			if i < len(n.heldAt) && n.heldAt[i].Valid() {
				at = n.heldAt[i] // where this agent gets it
			}
			j.addRef(&r.Agent().Credentials, &nhi.Ref{Key: c.Key, Name: cmp.Or(c.Name, c.Title), Kind: c.Kind, Environment: c.Environment, Confidence: r.Confidence, At: at})
		}
	}
	for _, g := range j.inv.Grants {
		if !g.Writes || len(g.Agents) == 0 {
			continue
		}
		var ref *nhi.Ref
		for _, r := range g.Agents {
			if ref == nil || ref.Confidence != r.Confidence {
				ref = &nhi.Ref{Key: g.Key, Name: grantName(g), Kind: g.System, Confidence: r.Confidence, At: g.At}
			}
			j.addRef(&r.Agent().Writes, ref)
		}
	}
}

// unasked writes beside every agent which of its tools change something and ask
// nobody.
func (j *joiner) unasked() {
	off := map[*node]bool{}
	agents := map[*nhi.Agent]bool{}
	for _, c := range j.inv.Controls {
		if c.Kind == "approval" && c.State == "off" {
			n := j.at(c.Subject)
			off[n] = true
			agents[n.agent] = true
		}
	}
	for _, n := range j.tools {
		t := n.tool
		// What a shell may run is told by its pattern.
		if t.Writes == nil || !*t.Writes || t.Approved == nil || *t.Approved || t.Kind == "shell" || off[n] {
			continue
		}
		for _, r := range t.Agents {
			if a := r.Agent(); !agents[a] {
				j.addRef(&a.Unasked, &nhi.Ref{Key: t.Key, Name: t.Name, Kind: t.Kind, Confidence: r.Confidence, At: t.At})
			}
		}
	}
}

// grantName names a grant in a list: what it writes where its actions say so
// ("contents: write"), the role or policy, or its first actions.
func grantName(g *nhi.Grant) string {
	var writes, talk []string
	for _, a := range g.Actions {
		switch scope, level, _ := strings.Cut(a, ": "); {
		case level == "write" && conversation[scope]:
			talk = append(talk, a)
		case level == "write", a == "write-all":
			writes = append(writes, a)
		}
	}
	writes = append(writes, talk...) // what counts comes first
	switch {
	case len(writes) > 3:
		return strings.Join(writes[:3], ", ") + ", …"
	case len(writes) > 0:
		return strings.Join(writes, ", ")
	case g.Name != "":
		return g.Name
	case len(g.Actions) > 2:
		return strings.Join(g.Actions[:2], ", ") + ", …"
	case len(g.Actions) > 0:
		return strings.Join(g.Actions, ", ")
	}
	return g.System
}

// power is how much more than its task a grant allows, for comparing two agents:
// specialists of a team hold what the one who asks them does not, so only what
// reaches beyond a task counts. 2 is everything, or whatever it gives itself; 1
// everything of a kind; 0 is no news.
func power(g *nhi.Grant) int {
	switch {
	case g.Justified || !g.Writes && g.Breadth != "admin":
		return 0
	case g.Breadth == "admin" || slices.Contains(g.Hazards, "escalation"):
		return 2
	case g.Breadth == "wildcard":
		return 1
	}
	return 0
}

// delegates writes beside every agent whom it can have act for it, and where one
// of those may do what it may not: a wider grant, or a tool that asks nobody
// where its own asks a person.
func (j *joiner) delegates() {
	most := map[*nhi.Agent]int{}
	widest := map[*nhi.Agent]*nhi.Grant{}
	for _, g := range j.inv.Grants {
		p := power(g)
		if p == 0 || g.Confidence < nhi.Guess { // a guessed grant widens nothing
			continue
		}
		for _, r := range g.Agents {
			if a := r.Agent(); r.Confidence >= nhi.Guess && p > most[a] {
				most[a], widest[a] = p, g
			}
		}
	}
	asks, acts := map[*nhi.Agent]map[string]bool{}, map[*nhi.Agent][]string{}
	for _, t := range j.inv.Tools {
		if t.Approved == nil || t.Writes == nil || !*t.Writes {
			continue
		}
		for _, r := range t.Agents {
			a := r.Agent()
			if !*t.Approved {
				acts[a] = append(acts[a], t.Name)
				continue
			}
			if asks[a] == nil {
				asks[a] = map[string]bool{}
			}
			asks[a][t.Name] = true
		}
	}
	for _, n := range j.agents {
		a := n.agent
		for _, e := range n.ways(nhi.DelegatesTo) {
			b := e.to.agent
			if b == nil || b == a {
				continue
			}
			j.addRef(&a.Delegates, b.Ref(e.Confidence))
			if e.Confidence < nhi.Guess {
				continue
			}
			if g := widest[b]; g != nil && most[b] > most[a] {
				j.addStep(&a.Wider, nhi.Step{At: e.At, Note: fmt.Sprintf("'%s', which may do more than it: %s", b.Name, g.Why)})
				continue
			}
			for _, name := range acts[b] {
				if asks[a][name] {
					j.addStep(&a.Wider, nhi.Step{At: e.At, Note: fmt.Sprintf("'%s', which calls '%s' without the approval that it needs itself", b.Name, name)})
					break
				}
			}
		}
	}
}

// throughDelegates carries "writes" back from the agents that are asked to those
// who ask: whoever has a writer act for it is no reader. An agent that no file
// describes may write.
func (j *joiner) throughDelegates(writes map[*nhi.Agent]bool) {
	callers := map[*nhi.Agent][]*nhi.Agent{}
	var queue []*nhi.Agent
	for _, n := range j.agents {
		a := n.agent
		if writes[a] {
			queue = append(queue, a)
		}
		for _, e := range n.ways(nhi.DelegatesTo) {
			if b := e.to.agent; b != nil && e.to.is {
				callers[b] = append(callers[b], a)
			} else if !writes[a] {
				writes[a] = true
				queue = append(queue, a)
			}
		}
	}
	for len(queue) > 0 {
		a := queue[0]
		queue = queue[1:]
		for _, caller := range callers[a] {
			if !writes[caller] {
				writes[caller] = true
				queue = append(queue, caller)
			}
		}
	}
}
