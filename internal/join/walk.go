package join

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// maxDepth bounds the walk from an identity to those it can become. AWS chains
// longer than this do not occur in practice, and each step loses certainty.
const maxDepth = 4

// reach is an identity that an agent acts as, directly or through others.
type reach struct {
	to         *node // of the identity
	confidence int
	// from is where in the walk the identity is that becomes it, or outset.
	from  int
	steps []nhi.Step // from there, or from the agent
}

// outset is where a walk begins.
const outset = -1

// walk are identities in the order in which they are come to, each by its shortest
// way. It is valid until the next one.
type walk []reach

// each goes over the steps that lead to one of a walk.
func (w walk) each(i int, do func(nhi.Step)) {
	if w[i].from != outset {
		w.each(w[i].from, do)
	}
	for _, s := range w[i].steps {
		do(s)
	}
}

// direct are the identities that an agent or a workload runs as.
func (j *joiner) direct(n *node) walk {
	out := j.first[:0]
	for _, e := range n.ways(nhi.RunsAs) {
		if i := e.to.identity; i != nil {
			out = append(out, reach{e.to, e.Confidence, outset, []nhi.Step{{At: e.At, Note: "'" + n.agent.Name + "' runs as '" + i.Name + "'"}}})
		}
	}
	j.first = out
	return out
}

// throughTools are the identities that the tools of an agent act as: the agent
// does not run as them, but what they may do it may have done.
func (j *joiner) throughTools(n *node) walk {
	out := j.first[:0]
	for _, call := range n.ways(nhi.Calls) {
		t := call.to.tool
		if t == nil {
			continue
		}
		for _, e := range call.to.ways(nhi.RunsAs) {
			if i := e.to.identity; i != nil {
				out = append(out, reach{e.to, min(call.Confidence, e.Confidence), outset, []nhi.Step{
					{At: call.At, Note: "'" + n.agent.Name + "' calls tool '" + t.Name + "'"},
					{At: e.At, Note: "tool '" + t.Name + "' runs as '" + i.Name + "'"},
				}})
			}
		}
	}
	j.first = out
	return out
}

// held is a credential that an agent or one of its tools has, with the way.
type held struct {
	credential *node
	confidence int
	steps      []nhi.Step
}

// holding are the credentials of an agent that count, its tools' among them.
func (j *joiner) holding(n *node, counts func(credential *node) bool) []held {
	var out []held
	add := func(from *node, confidence int, steps ...nhi.Step) {
		for _, e := range from.ways(nhi.Holds) {
			for _, c := range j.readFrom(e.to) {
				if counts(c) {
					way := append(steps[:len(steps):len(steps)], nhi.Step{At: e.At, Note: "'" + n.agent.Name + "' holds '" + c.credential.Name + "'"})
					out = append(out, held{c, min(confidence, e.Confidence), way})
				}
			}
		}
	}
	add(n, nhi.Certain)
	for _, call := range n.ways(nhi.Calls) {
		if t := call.to.tool; t != nil {
			add(call.to, call.Confidence, nhi.Step{At: call.At, Note: "'" + n.agent.Name + "' calls tool '" + t.Name + "'"})
		}
	}
	return out
}

// become adds to identities those that they are elsewhere and, when asked, those
// that they may ask to become: to do so is to act for another, not to share it.
func (j *joiner) become(first walk, ask bool) walk {
	out := j.walked[:0]
	j.pass++
	for _, r := range first {
		if j.meets(r.to) {
			out = append(out, r)
		}
	}
	for depth, begin := 0, 0; depth < maxDepth && begin < len(out); depth++ {
		end := len(out)
		for from := begin; from < end; from++ {
			r := out[from]
			add := func(list []becoming) {
				for _, b := range list {
					if j.meets(b.to) {
						out = append(out, reach{b.to, min(r.confidence, b.confidence), from, b.steps})
					}
				}
			}
			add(r.to.elsewhere())
			if ask {
				add(r.to.asks)
			}
		}
		begin = end
	}
	j.walked = out
	return out
}

// meets says whether a node is come to for the first time in this pass.
func (j *joiner) meets(n *node) bool {
	if n.pass == j.pass {
		return false
	}
	n.pass = j.pass
	return true
}

// elsewhere is what an identity is in other systems. It is asked for when all edges
// are known.
func (n *node) elsewhere() []becoming {
	if n.known {
		return n.other
	}
	n.known = true
	for _, e := range n.ways(nhi.Reaches) {
		i := e.to.identity
		if i == nil {
			continue
		}
		note := e.Note
		if note == "" {
			note = "the " + words(n.identity.Kind) + " '" + n.identity.Name + "' can become the " + words(i.Kind) + " '" + i.Name + "'"
		}
		steps := []nhi.Step{{At: e.At, Note: note}}
		if e.Via.Valid() {
			steps = append(steps, nhi.Step{At: e.Via, Note: "which is written into the manifest here"})
		}
		n.other = append(n.other, becoming{e.to, e.Confidence, steps})
	}
	return n.other
}

// words spells a kind for a person.
func words(kind string) string { return strings.ReplaceAll(kind, "-", " ") }

// everyone are agents, then workloads.
func (j *joiner) everyone() []*node {
	return append(j.agents[:len(j.agents):len(j.agents)], j.workloads...)
}

// runsAs writes beside every identity who acts as it, and how many of the
// agents are distinct.
func (j *joiner) runsAs() {
	for _, n := range j.everyone() {
		reached := j.become(j.direct(n), false)
		for k, r := range reached {
			i := r.to.identity
			list := &i.Workloads
			if n.is {
				list = &i.Agents
			}
			j.addRef(list, n.agent.Ref(r.confidence))
			add := func(s nhi.Step) { j.addStep(&i.Path, s) }
			reached.each(k, add)
			for _, s := range n.agent.Related {
				add(s)
			}
		}
	}
	for _, i := range j.inv.Identities {
		for _, s := range i.Related {
			j.addStep(&i.Path, s)
		}
		if i.SharedBy = len(i.Agents); i.SharedBy == 0 || i.SharedBy == 1 && len(i.Workloads) == 0 {
			continue
		}
		counted := distinct(agents(i.Agents))
		i.SharedBy = counted.n
		// A copy of an agent is no other workload, although too little is seen of
		// it to call it an agent.
		i.Workloads = slices.DeleteFunc(i.Workloads, func(r *nhi.Ref) bool { return counted.copies(r.Agent()) })
	}
}

// agents are those that references were made of.
func agents(refs []*nhi.Ref) []*nhi.Agent {
	out := make([]*nhi.Agent, len(refs))
	for i, r := range refs {
		out[i] = r.Agent()
	}
	return out
}

// grants writes beside every grant which agents reach it, with the way.
func (j *joiner) grants() {
	for _, g := range j.inv.Grants {
		if g.Confidence == 0 {
			g.Confidence = nhi.Certain
		}
		if g.Identity == "" {
			continue
		}
		n := j.at(g.Identity)
		n.grants = append(n.grants, g)
		if i := n.identity; i != nil {
			i.Bound = true
			g.Grantee = i.Name
		}
	}
	give := func(from *node, a *nhi.Agent, confidence int, steps ...nhi.Step) {
		for _, g := range from.grants {
			j.addRef(&g.Agents, a.Ref(confidence))
			for _, s := range steps {
				j.addStep(&g.Path, s)
			}
		}
	}
	giveAll := func(a *nhi.Agent, reached walk) {
		for k, r := range reached {
			for _, g := range r.to.grants {
				j.addRef(&g.Agents, a.Ref(r.confidence))
				reached.each(k, func(s nhi.Step) { j.addStep(&g.Path, s) })
			}
		}
	}
	for _, n := range j.agents {
		giveAll(n.agent, j.become(j.direct(n), true))
		giveAll(n.agent, j.become(j.throughTools(n), true))
	}
	// Who holds a credential has what it gives, and what the identity has that it
	// proves.
	gives := func(c *node) bool { return len(c.grants) > 0 || c.credential.Subject != "" }
	for _, n := range j.agents {
		for _, h := range j.holding(n, gives) {
			give(h.credential, n.agent, h.confidence, h.steps...)
			if subject := h.credential.credential.Subject; subject != "" {
				if to := j.at(subject); to.identity != nil {
					giveAll(n.agent, j.become(walk{{to, h.confidence, outset, h.steps}}, true))
				}
			}
		}
	}
	for _, n := range j.agents {
		give(n, n.agent, nhi.Certain)
	}
	for _, n := range j.tools {
		for _, r := range n.tool.Agents {
			give(n, r.Agent(), r.Confidence, nhi.Step{At: n.tool.At, Note: "'" + r.Name + "' calls tool '" + n.tool.Name + "'"})
		}
	}
	for _, g := range j.inv.Grants {
		if g.Identity == "" {
			continue
		}
		for _, s := range g.Related {
			j.addStep(&g.Path, s)
		}
	}
}

func (j *joiner) controls() {
	for _, c := range j.inv.Controls {
		n := j.at(c.Subject)
		if n.is && n.agent != nil {
			j.addRef(&c.Agents, n.agent.Ref(nhi.Certain))
		}
		if t := n.tool; t != nil {
			for _, r := range t.Agents {
				j.addRef(&c.Agents, r)
			}
		}
	}
}
