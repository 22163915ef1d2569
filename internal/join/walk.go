package join

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// maxDepth bounds the walk from an identity to those it can become. AWS chains
// longer than this do not occur in practice, and each step loses certainty.
const maxDepth = 4

// reach is an identity that an agent acts as, directly or through others.
type reach struct {
	identity   *nhi.Identity
	confidence int
	steps      []nhi.Step // from the agent to the identity
}

// reached walks from an agent or workload over runs-as, then over what each
// identity is elsewhere. Every identity is visited once, by its shortest way.
func (j *joiner) reached(a *nhi.Agent) []reach { return j.become(j.direct(a), false) }

func (j *joiner) direct(a *nhi.Agent) []reach {
	var level []reach
	for _, e := range j.from(a.Key, nhi.RunsAs) {
		if i := e.to.identity; i != nil {
			level = append(level, reach{i, e.Confidence, []nhi.Step{{At: e.At, Note: fmt.Sprintf("'%s' runs as '%s'", a.Name, i.Name)}}})
		}
	}
	return level
}

// acting are the identities that an agent is, and those that it may ask to become.
func (j *joiner) acting(a *nhi.Agent) []reach { return j.become(j.direct(a), true) }

// throughTools are the identities that the tools of an agent act as: the agent
// does not run as them, but what they may do it may have done.
func (j *joiner) throughTools(a *nhi.Agent) []reach {
	var level []reach
	for _, call := range j.from(a.Key, nhi.Calls) {
		t := call.to.tool
		if t == nil {
			continue
		}
		for _, e := range j.from(t.Key, nhi.RunsAs) {
			if i := e.to.identity; i != nil {
				level = append(level, reach{i, min(call.Confidence, e.Confidence), []nhi.Step{
					{At: call.At, Note: fmt.Sprintf("'%s' calls tool '%s'", a.Name, t.Name)},
					{At: e.At, Note: fmt.Sprintf("tool '%s' runs as '%s'", t.Name, i.Name)},
				}})
			}
		}
	}
	return j.become(level, true)
}

// held is a credential that an agent or one of its tools has, with the way.
type held struct {
	credential *nhi.Credential
	reach      reach
}

// holding are the credentials of an agent that count, its tools' among them.
func (j *joiner) holding(a *nhi.Agent, counts func(*nhi.Credential) bool) []held {
	var out []held
	add := func(from string, confidence int, steps []nhi.Step) {
		for _, e := range j.from(from, nhi.Holds) {
			for _, c := range e.to.readFrom() {
				if counts(c) {
					way := append(steps[:len(steps):len(steps)], nhi.Step{At: e.At, Note: fmt.Sprintf("'%s' holds '%s'", a.Name, c.Name)})
					out = append(out, held{c, reach{confidence: min(confidence, e.Confidence), steps: way}})
				}
			}
		}
	}
	add(a.Key, nhi.Certain, nil)
	for _, call := range j.from(a.Key, nhi.Calls) {
		if t := call.to.tool; t != nil {
			add(t.Key, call.Confidence, []nhi.Step{{At: call.At, Note: fmt.Sprintf("'%s' calls tool '%s'", a.Name, t.Name)}})
		}
	}
	return out
}

// become adds to identities those that they are elsewhere and, when asked, those
// that they may ask to become: to do so is to act for another, not to share it.
func (j *joiner) become(first []reach, ask bool) []reach {
	var out, level []reach
	var seen met
	for _, r := range first {
		if seen.first(r.identity) {
			level = append(level, r)
		}
	}
	for depth := 0; len(level) > 0; depth++ {
		out = append(out, level...)
		var next []reach
		for _, r := range level {
			if depth == maxDepth {
				break
			}
			for _, e := range j.from(r.identity.Key, nhi.Reaches) {
				i := e.to.identity
				if i == nil || !seen.first(i) {
					continue
				}
				note := e.Note
				if note == "" {
					note = fmt.Sprintf("the %s '%s' can become the %s '%s'", words(r.identity.Kind), r.identity.Name, words(i.Kind), i.Name)
				}
				steps := append(r.steps[:len(r.steps):len(r.steps)], nhi.Step{At: e.At, Note: note})
				if e.Via.Valid() {
					steps = append(steps, nhi.Step{At: e.Via, Note: "which is written into the manifest here"})
				}
				next = append(next, reach{i, min(r.confidence, e.Confidence), steps})
			}
			if !ask {
				continue
			}
			for _, b := range j.asks[r.identity] {
				if !seen.first(b.identity) {
					continue
				}
				next = append(next, reach{b.identity, min(r.confidence, b.confidence), append(r.steps[:len(r.steps):len(r.steps)], b.steps...)})
			}
		}
		level = next
	}
	return out
}

// met are the identities that a walk has come to: mostly a few, so that a map of them
// would cost more than the walk.
type met struct {
	few  []*nhi.Identity
	many map[*nhi.Identity]bool
}

// first says whether an identity is met for the first time, and remembers it.
func (m *met) first(i *nhi.Identity) bool {
	if m.many == nil {
		if slices.Contains(m.few, i) {
			return false
		}
		if m.few = append(m.few, i); len(m.few) > shortList {
			m.many = map[*nhi.Identity]bool{}
			for _, i := range m.few {
				m.many[i] = true
			}
		}
		return true
	}
	if m.many[i] {
		return false
	}
	m.many[i] = true
	return true
}

// words spells a kind for a person.
func words(kind string) string { return strings.ReplaceAll(kind, "-", " ") }

// everyone are agents, then workloads.
func (j *joiner) everyone() []*nhi.Agent {
	return append(j.inv.Agents[:len(j.inv.Agents):len(j.inv.Agents)], j.inv.Workloads...)
}

// runsAs writes beside every identity who acts as it, and how many of the
// agents are distinct.
func (j *joiner) runsAs() {
	agents := map[*nhi.Identity][]*nhi.Agent{}
	for _, a := range j.everyone() {
		for _, r := range j.reached(a) {
			i := r.identity
			ref := refOf(a, r.confidence)
			if j.isAgent[a] {
				j.addRef(&i.Agents, ref)
				agents[i] = append(agents[i], a)
			} else {
				j.addRef(&i.Workloads, ref)
			}
			for _, s := range r.steps {
				j.addStep(&i.Path, s)
			}
			for _, s := range a.Related {
				j.addStep(&i.Path, s)
			}
		}
	}
	for _, i := range j.inv.Identities {
		for _, s := range i.Related {
			j.addStep(&i.Path, s)
		}
	}
	for i, list := range agents {
		if i.SharedBy = len(list); i.SharedBy == 1 && len(i.Workloads) == 0 {
			continue
		}
		counted := distinct(list)
		i.SharedBy = counted.n
		// A copy of an agent is no other workload, although too little is seen of
		// it to call it an agent.
		i.Workloads = slices.DeleteFunc(i.Workloads, func(r nhi.Ref) bool {
			w := j.at(r.Key).agent
			return w != nil && counted.copies(w)
		})
	}
}

// grants writes beside every grant which agents reach it, with the way.
func (j *joiner) grants() {
	type holder struct {
		agent *nhi.Agent
		reach reach
	}
	by := map[*node][]holder{} // of those that have grants
	for _, g := range j.inv.Grants {
		if g.Identity != "" {
			by[j.at(g.Identity)] = nil
		}
	}
	add := func(key string, a *nhi.Agent, r reach) {
		n := j.at(key)
		if list, ok := by[n]; ok {
			by[n] = append(list, holder{a, r})
		}
	}
	for _, a := range j.inv.Agents {
		for _, r := range append(j.acting(a), j.throughTools(a)...) {
			add(r.identity.Key, a, r)
		}
	}
	// Who holds a credential has what it gives, and what the identity has that it
	// proves.
	gives := func(c *nhi.Credential) bool {
		_, ok := by[j.at(c.Key)]
		return ok || c.Subject != ""
	}
	for _, a := range j.inv.Agents {
		for _, h := range j.holding(a, gives) {
			add(h.credential.Key, a, h.reach)
			if i := j.at(h.credential.Subject).identity; h.credential.Subject != "" && i != nil {
				h.reach.identity = i
				for _, r := range j.become([]reach{h.reach}, true) {
					add(r.identity.Key, a, r)
				}
			}
		}
	}
	for _, a := range j.inv.Agents {
		add(a.Key, a, reach{confidence: nhi.Certain})
	}
	for _, t := range j.inv.Tools {
		for _, r := range t.Agents {
			if a := j.at(r.Key).agent; a != nil {
				add(t.Key, a, reach{confidence: r.Confidence, steps: []nhi.Step{{At: t.At, Note: fmt.Sprintf("'%s' calls tool '%s'", a.Name, t.Name)}}})
			}
		}
	}
	for _, g := range j.inv.Grants {
		if g.Confidence == 0 {
			g.Confidence = nhi.Certain
		}
		if g.Identity == "" {
			continue
		}
		n := j.at(g.Identity)
		if i := n.identity; i != nil {
			i.Bound = true
			g.Grantee = i.Name
		}
		for _, h := range by[n] {
			j.addRef(&g.Agents, refOf(h.agent, h.reach.confidence))
			for _, s := range h.reach.steps {
				j.addStep(&g.Path, s)
			}
		}
		for _, s := range g.Related {
			j.addStep(&g.Path, s)
		}
	}
}

func (j *joiner) controls() {
	for _, c := range j.inv.Controls {
		n := j.at(c.Subject)
		if a := n.agent; a != nil && j.isAgent[a] {
			j.addRef(&c.Agents, refOf(a, nhi.Certain))
		}
		if t := n.tool; t != nil {
			for _, r := range t.Agents {
				j.addRef(&c.Agents, r)
			}
		}
	}
}
