package join

import (
	"fmt"
	"slices"
	"sort"
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
// identity can become. Every identity is visited once, by its shortest way.
func (j *joiner) reached(a *nhi.Agent) []reach {
	var level []reach
	for _, e := range j.from(a.Key, nhi.RunsAs) {
		if i := j.identities[j.same.find(e.To)]; i != nil {
			level = append(level, reach{i, e.Confidence, []nhi.Step{{At: e.At, Note: fmt.Sprintf("'%s' runs as '%s'", a.Name, i.Name)}}})
		}
	}
	return j.become(level)
}

// throughTools are the identities that the tools of an agent act as: the agent
// does not run as them, but what they may do it may have done.
func (j *joiner) throughTools(a *nhi.Agent) []reach {
	var level []reach
	for _, call := range j.from(a.Key, nhi.Calls) {
		t := j.tools[j.same.find(call.To)]
		if t == nil {
			continue
		}
		for _, e := range j.from(t.Key, nhi.RunsAs) {
			if i := j.identities[j.same.find(e.To)]; i != nil {
				level = append(level, reach{i, min(call.Confidence, e.Confidence), []nhi.Step{
					{At: call.At, Note: fmt.Sprintf("'%s' calls tool '%s'", a.Name, t.Name)},
					{At: e.At, Note: fmt.Sprintf("tool '%s' runs as '%s'", t.Name, i.Name)},
				}})
			}
		}
	}
	return j.become(level)
}

// become adds to identities those that they can become.
func (j *joiner) become(first []reach) []reach {
	var out, level []reach
	seen := map[string]bool{}
	for _, r := range first {
		if !seen[r.identity.Key] {
			seen[r.identity.Key] = true
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
				i := j.identities[j.same.find(e.To)]
				if i == nil || seen[i.Key] {
					continue
				}
				seen[i.Key] = true
				note := e.Note
				if note == "" {
					note = fmt.Sprintf("'%s' can become '%s'", r.identity.Name, i.Name)
				}
				steps := append(r.steps[:len(r.steps):len(r.steps)], nhi.Step{At: e.At, Note: note})
				next = append(next, reach{i, min(r.confidence, e.Confidence), steps})
			}
		}
		level = next
	}
	return out
}

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
				i.Agents = addRef(i.Agents, ref)
				agents[i] = append(agents[i], a)
			} else {
				i.Workloads = addRef(i.Workloads, ref)
			}
			for _, s := range r.steps {
				i.Path = addStep(i.Path, s)
			}
		}
	}
	for i, list := range agents {
		i.SharedBy = distinct(list)
		// A copy of an agent is no other workload, although too little is seen of
		// it to call it an agent.
		i.Workloads = slices.DeleteFunc(i.Workloads, func(r nhi.Ref) bool {
			w := j.agents[j.same.find(r.Key)]
			return w != nil && slices.ContainsFunc(list, func(a *nhi.Agent) bool { return copies(a, w) })
		})
	}
}

// distinct counts agents, copies of one counted once. What may be a copy of
// another is not known to be a second agent: the surest are counted first.
func distinct(list []*nhi.Agent) int {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *nhi.Agent) int { return known(b) - known(a) })
	var counted []*nhi.Agent
	for _, a := range list {
		if !slices.ContainsFunc(counted, func(o *nhi.Agent) bool { return copies(a, o) }) {
			counted = append(counted, a)
		}
	}
	return len(counted)
}

func known(a *nhi.Agent) (n int) {
	name, runs := family(a)
	if name != "" {
		n++
	}
	if runs != "" {
		n++
	}
	return n
}

// copies says whether two agents are, or may be, copies that take turns. Those
// without a family are themselves alone.
func copies(a, b *nhi.Agent) bool {
	if a == b || a.Key == b.Key {
		return true
	}
	if a.Family == "" || b.Family == "" || a.Platform != b.Platform || a.Attributes["namespace"] != b.Attributes["namespace"] {
		return false
	}
	nameA, runsA := family(a)
	nameB, runsB := family(b)
	return (nameA == nameB || nameA == "" || nameB == "") && (runsA == runsB || runsA == "" || runsB == "")
}

// family is what copies of an agent have in common: a name, and what it runs;
// empty where a template hides it.
func family(a *nhi.Agent) (name, runs string) {
	name, runs, _ = strings.Cut(a.Family, " ")
	if templated(name) {
		name, runs = "", a.Family[strings.LastIndexByte(a.Family, ' ')+1:]
	}
	if templated(runs) {
		runs = ""
	}
	return name, runs
}

func templated(s string) bool {
	return strings.Contains(s, "{{") || strings.Contains(s, "}}") || strings.Contains(s, "${") || strings.Contains(s, "$(")
}

// maxHeld bounds the walk from a credential to those it is read from (an
// ExternalSecret, the store's path).
const maxHeld = 4

// holds writes beside every credential who holds it, through what it is read
// from, through tools, and through the identity that it proves.
func (j *joiner) holds() {
	for _, t := range j.inv.Tools {
		for _, e := range j.from(t.Key, nhi.Holds) {
			for _, c := range j.readFrom(e.To) {
				c.Tools = addRef(c.Tools, nhi.Ref{Key: t.Key, Name: t.Name, Kind: t.Kind, Confidence: e.Confidence, At: e.At})
				c.Path = addStep(c.Path, nhi.Step{At: e.At, Note: fmt.Sprintf("held by tool '%s'", t.Name)})
				t.Credentials = addRef(t.Credentials, nhi.Ref{Key: c.Key, Name: c.Name, Kind: c.Kind, Environment: c.Environment, Confidence: e.Confidence, At: c.At})
			}
		}
	}
	for _, a := range j.everyone() {
		note := fmt.Sprintf("held by '%s'", a.Name)
		hold := func(key string, confidence int, at nhi.Span, note string) {
			for _, c := range j.readFrom(key) {
				ref := refOf(a, confidence)
				if j.isAgent[a] {
					c.Agents = addRef(c.Agents, ref)
				} else {
					c.Workloads = addRef(c.Workloads, ref)
				}
				c.Path = addStep(c.Path, nhi.Step{At: at, Note: note})
			}
		}
		for _, e := range j.from(a.Key, nhi.Holds) {
			hold(e.To, e.Confidence, e.At, note)
		}
		tools := j.from(a.Key, nhi.Calls)
		for _, e := range tools {
			t := j.tools[j.same.find(e.To)]
			if t == nil {
				continue
			}
			if j.isAgent[a] {
				t.Agents = addRef(t.Agents, refOf(a, e.Confidence))
			}
			for _, h := range j.from(t.Key, nhi.Holds) {
				hold(h.To, min(e.Confidence, h.Confidence), h.At, fmt.Sprintf("held by tool '%s'", t.Name))
			}
		}
	}
	for _, c := range j.inv.Credentials {
		i := j.identities[j.same.find(c.Subject)]
		if c.Subject == "" || i == nil {
			continue
		}
		for _, r := range i.Agents {
			c.Agents = addRef(c.Agents, r)
			c.Path = addStep(c.Path, nhi.Step{At: r.At, Note: fmt.Sprintf("'%s' runs as '%s', which it proves", r.Name, i.Name)})
		}
		for _, r := range i.Workloads {
			c.Workloads = addRef(c.Workloads, r)
		}
	}
	for _, c := range j.inv.Credentials {
		for _, s := range c.Related {
			if !slices.ContainsFunc(c.Path, func(o nhi.Step) bool { return o.At == s.At }) {
				c.Path = addStep(c.Path, s)
			}
		}
	}
}

// readFrom is a credential and those it is made from.
func (j *joiner) readFrom(key string) []*nhi.Credential {
	var out []*nhi.Credential
	seen := map[string]bool{}
	level := []string{j.same.find(key)}
	for depth := 0; len(level) > 0 && depth <= maxHeld; depth++ {
		var next []string
		for _, k := range level {
			if seen[k] {
				continue
			}
			seen[k] = true
			if c := j.credentials[k]; c != nil {
				out = append(out, c)
			}
			for _, e := range j.from(k, nhi.Reads) {
				next = append(next, j.same.find(e.To))
			}
		}
		level = next
	}
	return out
}

// grants writes beside every grant which agents reach it, with the way.
func (j *joiner) grants() {
	type holder struct {
		agent *nhi.Agent
		reach reach
	}
	by := map[string][]holder{}
	for _, a := range j.inv.Agents {
		for _, r := range append(j.reached(a), j.throughTools(a)...) {
			key := j.same.find(r.identity.Key)
			by[key] = append(by[key], holder{a, r})
		}
	}
	for _, a := range j.inv.Agents {
		by[j.same.find(a.Key)] = append(by[j.same.find(a.Key)], holder{a, reach{confidence: nhi.Certain}})
	}
	for _, t := range j.inv.Tools {
		for _, r := range t.Agents {
			if a := j.agents[j.same.find(r.Key)]; a != nil {
				key := j.same.find(t.Key)
				by[key] = append(by[key], holder{a, reach{confidence: r.Confidence, steps: []nhi.Step{{At: t.At, Note: fmt.Sprintf("'%s' calls tool '%s'", a.Name, t.Name)}}}})
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
		key := j.same.find(g.Identity)
		if i := j.identities[key]; i != nil {
			i.Bound = true
		}
		for _, h := range by[key] {
			g.Agents = addRef(g.Agents, refOf(h.agent, h.reach.confidence))
			for _, s := range h.reach.steps {
				g.Path = addStep(g.Path, s)
			}
		}
		for _, s := range g.Related {
			g.Path = addStep(g.Path, s)
		}
	}
}

func (j *joiner) controls() {
	for _, c := range j.inv.Controls {
		key := j.same.find(c.Subject)
		if a := j.agents[key]; a != nil && j.isAgent[a] {
			c.Agents = addRef(c.Agents, refOf(a, nhi.Certain))
		}
		if t := j.tools[key]; t != nil {
			for _, r := range t.Agents {
				c.Agents = addRef(c.Agents, r)
			}
		}
	}
}

// modelVendors sell answers of models: a key of theirs writes nothing that an
// agent's task is about.
var modelVendors = map[string]bool{
	"openai": true, "anthropic": true, "google ai": true, "google gemini": true, "gemini": true, "mistral": true, "cohere": true,
	"groq": true, "xai": true, "perplexity": true, "openrouter": true, "deepseek": true, "together": true,
	"cerebras": true, "nvidia": true, "fireworks": true, "hugging face": true, "azure openai": true, "amazon bedrock": true, "replicate": true,
}

// readOnly marks the agents that can be shown to change nothing: something is
// known of what they may do, and nothing of it writes.
func (j *joiner) readOnly() {
	known := map[string]bool{}
	writes := map[string]bool{}
	for _, g := range j.inv.Grants {
		for _, r := range g.Agents {
			known[r.Key] = true
			writes[r.Key] = writes[r.Key] || g.Writes || g.Breadth == "admin" || len(g.Hazards) > 0
		}
	}
	for _, t := range j.inv.Tools {
		for _, r := range t.Agents {
			known[r.Key] = known[r.Key] || t.Writes != nil
			writes[r.Key] = writes[r.Key] || t.Writes == nil || *t.Writes
		}
	}
	for _, c := range j.inv.Credentials {
		if c.Kind == "kubernetes-automounted-token" || c.Kind == "kubernetes-projected-token" {
			continue // what it opens is in the grants
		}
		for _, r := range c.Agents {
			if !modelVendors[strings.ToLower(c.Vendor)] && c.Attributes["access"] != "read" {
				writes[r.Key] = true
			}
		}
	}
	for _, a := range j.inv.Agents {
		a.ReadOnly = known[a.Key] && !writes[a.Key]
	}
	for _, g := range j.inv.Grants {
		g.ReadOnly = len(g.Agents) > 0
		for _, r := range g.Agents {
			if a := j.agents[j.same.find(r.Key)]; a == nil || !a.ReadOnly {
				g.ReadOnly = false
			}
		}
	}
}

// equalSecrets numbers the classes of equal secrets. The numbers follow the
// order of places; no digest of a secret leaves the join.
func (j *joiner) equalSecrets() {
	classes := map[string][]*nhi.Credential{}
	for _, c := range j.inv.Credentials {
		if s := c.Secret.Reveal(); s != "" {
			classes[s] = append(classes[s], c)
		}
	}
	var shared [][]*nhi.Credential
	for _, class := range classes {
		if len(class) > 1 {
			sort.SliceStable(class, func(a, b int) bool { return class[a].At.Less(class[b].At) })
			shared = append(shared, class)
		}
	}
	sort.Slice(shared, func(a, b int) bool { return shared[a][0].At.Less(shared[b][0].At) })
	for n, class := range shared {
		for _, c := range class {
			c.Same = n + 1
		}
	}
}

// shareEqual lets the first of equal secrets speak for all: who holds one holds
// them all.
func (j *joiner) shareEqual() {
	first := map[int]*nhi.Credential{}
	for _, c := range j.inv.Credentials { // still in order of place
		if c.Same == 0 {
			continue
		}
		one := first[c.Same]
		if one == nil {
			first[c.Same] = c
			continue
		}
		for _, r := range c.Agents {
			one.Agents = addRef(one.Agents, r)
		}
		for _, r := range c.Workloads {
			one.Workloads = addRef(one.Workloads, r)
		}
		for _, r := range c.Tools {
			one.Tools = addRef(one.Tools, r)
		}
		one.Path = addStep(one.Path, nhi.Step{At: c.At, Note: "the same value"})
	}
}
