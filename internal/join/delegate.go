package join

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// rights writes beside every agent what it holds and which of its grants change
// something.
func (j *joiner) rights() {
	for _, c := range j.inv.Credentials {
		for _, r := range c.Agents {
			if a := j.at(r.Key).agent; a != nil {
				name := c.Name
				if name == "" {
					name = c.Title
				}
				at := j.heldAt[pair{a, c}] // where this agent gets it
				if !at.Valid() {
					at = c.At
				}
				j.addRef(&a.Credentials, nhi.Ref{Key: c.Key, Name: name, Kind: c.Kind, Environment: c.Environment, Confidence: r.Confidence, At: at})
			}
		}
	}
	for _, g := range j.inv.Grants {
		if !g.Writes {
			continue
		}
		for _, r := range g.Agents {
			if a := j.at(r.Key).agent; a != nil {
				j.addRef(&a.Writes, nhi.Ref{Key: g.Key, Name: grantName(g), Kind: g.System, Confidence: r.Confidence, At: g.At})
			}
		}
	}
}

// unasked writes beside every agent which of its tools change something and ask
// nobody.
func (j *joiner) unasked() {
	off := map[*node]bool{}
	for _, c := range j.inv.Controls {
		if c.Kind == "approval" && c.State == "off" {
			off[j.at(c.Subject)] = true
		}
	}
	for _, t := range j.inv.Tools {
		// What a shell may run is told by its pattern.
		if t.Writes == nil || !*t.Writes || t.Approved == nil || *t.Approved || t.Kind == "shell" || off[j.at(t.Key)] {
			continue
		}
		for _, r := range t.Agents {
			if n := j.at(r.Key); n.agent != nil && !off[n] {
				j.addRef(&n.agent.Unasked, nhi.Ref{Key: t.Key, Name: t.Name, Kind: t.Kind, Confidence: r.Confidence, At: t.At})
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
	most := map[string]int{}
	widest := map[string]*nhi.Grant{}
	for _, g := range j.inv.Grants {
		for _, r := range g.Agents {
			p := power(g)
			// A guessed grant widens nothing.
			if p == 0 || r.Confidence < nhi.Guess || g.Confidence < nhi.Guess {
				continue
			}
			if p > most[r.Key] {
				most[r.Key], widest[r.Key] = p, g
			}
		}
	}
	asks, acts := map[string]map[string]bool{}, map[string][]string{}
	for _, t := range j.inv.Tools {
		if t.Approved == nil || t.Writes == nil || !*t.Writes {
			continue
		}
		for _, r := range t.Agents {
			if !*t.Approved {
				acts[r.Key] = append(acts[r.Key], t.Name)
				continue
			}
			if asks[r.Key] == nil {
				asks[r.Key] = map[string]bool{}
			}
			asks[r.Key][t.Name] = true
		}
	}
	for _, a := range j.inv.Agents {
		for _, e := range j.from(a.Key, nhi.DelegatesTo) {
			b := e.to.agent
			if b == nil || b == a {
				continue
			}
			j.addRef(&a.Delegates, refOf(b, e.Confidence))
			if e.Confidence < nhi.Guess {
				continue
			}
			if g := widest[b.Key]; g != nil && most[b.Key] > most[a.Key] {
				j.addStep(&a.Wider, nhi.Step{At: e.At, Note: fmt.Sprintf("'%s', which may do more than it: %s", b.Name, g.Why)})
				continue
			}
			for _, name := range acts[b.Key] {
				if asks[a.Key][name] {
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
func (j *joiner) throughDelegates(writes map[*node]bool) {
	callers := map[*node][]*node{}
	var queue []*node
	for _, a := range j.inv.Agents {
		n := j.at(a.Key)
		if writes[n] {
			queue = append(queue, n)
		}
		for _, e := range n.ways(nhi.DelegatesTo) {
			if b := e.to.agent; b != nil && j.isAgent[b] {
				callers[e.to] = append(callers[e.to], n)
			} else if !writes[n] {
				writes[n] = true
				queue = append(queue, n)
			}
		}
	}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, caller := range callers[n] {
			if !writes[caller] {
				writes[caller] = true
				queue = append(queue, caller)
			}
		}
	}
}
