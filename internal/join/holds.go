package join

import (
	"fmt"
	"slices"
	"sort"

	"github.com/nhivet/nhivet/internal/nhi"
)

// maxHeld bounds the walk from a credential to those it is read from (an
// ExternalSecret, the store's path).
const maxHeld = 4

// holds writes beside every credential who holds it, through what it is read
// from, through tools, and through the identity that it proves.
func (j *joiner) holds() {
	for _, n := range j.tools {
		t := n.tool
		for _, e := range n.ways(nhi.Holds) {
			for _, held := range j.readFrom(e.to) {
				c := held.credential
				j.addRef(&c.Tools, &nhi.Ref{Key: t.Key, Name: t.Name, Kind: t.Kind, Confidence: e.Confidence, At: e.At})
				j.addStep(&c.Path, nhi.Step{At: e.At, Note: fmt.Sprintf("held by tool '%s'", t.Name)})
				j.addRef(&t.Credentials, &nhi.Ref{Key: c.Key, Name: c.Name, Kind: c.Kind, Vendor: c.Vendor, Environment: c.Environment, Confidence: e.Confidence, At: e.At})
			}
		}
	}
	for _, n := range j.everyone() {
		a := n.agent
		note := "held by '" + a.Name + "'"
		hold := func(to *node, confidence int, at nhi.Span, note string) {
			for _, held := range j.readFrom(to) {
				c := held.credential
				if n.is {
					switch i := j.addRef(&c.Agents, a.Ref(confidence)); {
					case i == len(held.heldAt):
						held.heldAt = append(held.heldAt, at)
					case !held.heldAt[i].Valid():
						held.heldAt[i] = at
					}
				} else {
					j.addRef(&c.Workloads, a.Ref(confidence))
				}
				j.addStep(&c.Path, nhi.Step{At: at, Note: note})
			}
		}
		for _, e := range n.ways(nhi.Holds) {
			hold(e.to, e.Confidence, e.At, note)
		}
		for _, e := range n.ways(nhi.Calls) {
			t := e.to.tool
			if t == nil {
				continue
			}
			if n.is {
				j.addRef(&t.Agents, a.Ref(e.Confidence))
			}
			for _, h := range e.to.ways(nhi.Holds) {
				if t.Attributes[nhi.Keeper] == "true" {
					j.broker(h.to, a)
				}
				hold(h.to, min(e.Confidence, h.Confidence), h.At, "held by tool '"+t.Name+"'")
			}
		}
	}
	for _, c := range j.inv.Credentials {
		if c.Subject == "" {
			continue
		}
		i := j.at(c.Subject).identity
		if i == nil {
			continue
		}
		for _, r := range i.Agents {
			j.addRef(&c.Agents, r)
			j.addStep(&c.Path, nhi.Step{At: r.At, Note: fmt.Sprintf("'%s' runs as '%s', which it proves", r.Name, i.Name)})
		}
		for _, r := range i.Workloads {
			j.addRef(&c.Workloads, r)
		}
	}
	for _, c := range j.inv.Credentials {
		if len(c.Related) == 0 {
			continue
		}
		told := map[nhi.Span]bool{}
		for _, s := range c.Path {
			told[s.At] = true
		}
		for _, s := range c.Related {
			if !told[s.At] {
				told[s.At] = true
				j.addStep(&c.Path, s)
			}
		}
	}
}

// broker notes that an agent has the credentials of a node through a broker alone:
// they are not handed to the agents that call it.
func (j *joiner) broker(n *node, a *nhi.Agent) {
	for _, held := range j.readFrom(n) {
		c := held.credential
		if !slices.ContainsFunc(c.Agents, func(r *nhi.Ref) bool { return r.Agent() == a }) {
			j.brokered[pair{a, c}] = true
		}
	}
}

// readFrom is a credential and those it is made from, until it is asked again.
func (j *joiner) readFrom(n *node) []*node {
	out, queue := j.read[:0], append(j.queue[:0], n)
	j.pass++
	for depth, begin := 0, 0; depth <= maxHeld && begin < len(queue); depth++ {
		end := len(queue)
		for _, n := range queue[begin:end] {
			if !j.meets(n) {
				continue
			}
			if n.credential != nil {
				out = append(out, n)
			}
			for _, e := range n.ways(nhi.Reads) {
				queue = append(queue, e.to)
			}
		}
		begin = end
	}
	j.read, j.queue = out, queue
	return out
}

// equalSecrets numbers the classes of equal secrets. The numbers follow the
// order of places; no digest of a secret leaves the join.
func (j *joiner) equalSecrets() {
	classes := map[string][]*nhi.Credential{}
	for _, c := range j.inv.Credentials {
		// What everybody knows proves nothing by being equal.
		if s := c.Secret.Reveal(); s != "" && c.Attributes["weak"] == "" {
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
			j.addRef(&one.Agents, r)
		}
		for _, r := range c.Workloads {
			j.addRef(&one.Workloads, r)
		}
		for _, r := range c.Tools {
			j.addRef(&one.Tools, r)
		}
		j.addStep(&one.Path, nhi.Step{At: c.At, Note: "the same value"})
		if slices.Contains(rehearsal, one.Environment) && !slices.Contains(rehearsal, c.Environment) {
			one.Environment = c.Environment
		}
	}
}

// rehearsal are the environments in which little is lost. What is good elsewhere as
// well is not of them.
var rehearsal = []string{"dev", "test"}

// ofOneOwner are kinds of agents that belong together: the assistants at a
// person's desk, and the jobs of a repository, which share its secrets by design.
var ofOneOwner = map[string]bool{"mcp-client": true, "coding-agent": true, "ci-job": true}

// sharers counts the distinct agents that hold each credential. Agents of one
// name in several places are one that is deployed there; those of one owner are
// none, and those that call a broker do not hold what it holds.
// Of code, what runs it is counted: what the code reads from its environment is
// there what the deployment sets, and two programs that read a variable of one name
// may each be given a value of its own.
func (j *joiner) sharers() {
	var team sets
	var list []*nhi.Agent
	names := map[string]bool{}
	for _, c := range j.inv.Credentials {
		list = list[:0]
		clear(names)
		for _, r := range c.Agents {
			a := r.Agent()
			// What code reads, wherever it runs.
			read := j.deployed[a] && (nhi.ReadByCode(c.Key) || c.Key == nhi.EnvKey("", c.Name))
			if !read && !ofOneOwner[a.Kind] && !names[a.Name] && !j.brokered[pair{a, c}] {
				names[a.Name] = true
				list = append(list, a)
			}
		}
		if c.SharedBy = len(list); c.SharedBy > 1 {
			c.SharedBy = distinct(list).n
		}
		if c.SharedBy > 1 && !changes(c) {
			if team == nil {
				team = j.teams()
			}
			seen := map[string]bool{}
			for _, a := range list {
				seen[team.find(a.Key)] = true
			}
			c.SharedBy = min(c.SharedBy, len(seen))
		}
	}
	// What is put into a Secret speaks for the entry that is made from it.
	for _, f := range j.fills {
		entry, from := j.at(f[0]).credential, j.at(f[1]).credential
		if entry != nil && from != nil && entry != from && from.Subject == "" && entry.SharedBy > 1 && from.SharedBy >= entry.SharedBy {
			entry.SharedBy = 1
		}
	}
}

// teams are the agents built in code that have one another act for them. A team in
// one process has one key for its models, which opens nothing that they share.
func (j *joiner) teams() sets {
	team := sets{}
	for _, n := range j.agents {
		a := n.agent
		for _, e := range n.ways(nhi.DelegatesTo) {
			if b := e.to.agent; b != nil && a.Kind == "code" && b.Kind == "code" {
				team.union(a.Key, b.Key)
			}
		}
	}
	return team
}
