// Package join makes one inventory of the facts of all units: keys that mean the
// same thing become one, edges are walked once, and what a rule would have to
// search for is written beside each fact. It knows no format.
package join

import (
	"cmp"
	"slices"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Options are what the join needs to know besides facts.
type Options struct {
	// Now is the date against which expiry is judged.
	Now time.Time
	// Lives are the maximum lives by credential kind and environment; nil means
	// DefaultLives for all.
	Lives func(kind, environment string) Lives
	// Environment guesses an environment from a path and a name, and says how sure
	// that is and by what; nil means none.
	Environment func(path, namespace, name string) (environment string, confidence int, basis string)
	// Owned says whether the tree defines all of a platform; nil means of none.
	Owned func(platform string) bool
	// Owner is who answers for an agent by the configuration, and whether it names
	// owners at all; nil means that it does not.
	Owner func(*nhi.Agent) (owner string, named bool)
	// Include and Exclude override whether something is an agent; nil means
	// neither.
	Include, Exclude func(*nhi.Agent) bool
	// Parameters of rules, by rule and name.
	Parameters map[string]map[string]string
}

// Lives are the bounds between the bands of a lifetime.
type Lives struct{ Good, Quiet, Standing time.Duration }

// DefaultLives: an agent's credential up to one hour is good, up to a day is
// passed over, above that too long, above 90 days standing.
var DefaultLives = Lives{Good: time.Hour, Quiet: 24 * time.Hour, Standing: 90 * 24 * time.Hour}

// joiner is the state of one join.
type joiner struct {
	o    Options
	same sets // keys that mean the same thing

	inv   *nhi.Inventory
	nodes map[string]*node
	// Those of the lists of the inventory and of its edges, in the same order.
	agents, workloads, tools, identities, credentials []*node
	links                                             []link

	code     map[*nhi.Agent][]*nhi.Agent // the agents that the code of a workload builds
	folder   map[*nhi.Agent]string       // the folder of the program that a workload runs, where it builds agents
	parts    map[*nhi.Agent][]string     // and those of the packages that it imports
	deployed map[*nhi.Agent]bool         // agents of code that a workload runs
	brokered map[pair]bool               // those with a broker between them
	lists    lists
	// twins are accounts that are deployed in every environment in which they are
	// made: the key of the one that is deployed, and of one that is made.
	twins [][2]string
	// fills are credentials that are put into Secrets: the key of an entry as holders
	// name it, and of what it is made from.
	fills [][2]string
	// also are the keys of other secrets in the value that a key stands for.
	also map[string][]string
	// pass numbers the walks; first, walked, queue and read are room for them.
	pass          int
	first, walked walk
	queue, read   []*node
}

// Join builds the inventory. The facts are changed and belong to it afterwards.
func Join(facts *nhi.Facts, o Options) *nhi.Inventory {
	j := &joiner{
		o: o, same: sets{}, also: map[string][]string{},
		nodes:    make(map[string]*node, len(facts.Agents)+len(facts.Tools)+len(facts.Identities)+len(facts.Credentials)),
		brokered: map[pair]bool{}, code: map[*nhi.Agent][]*nhi.Agent{}, deployed: map[*nhi.Agent]bool{}, folder: map[*nhi.Agent]string{}, parts: map[*nhi.Agent][]string{},
		inv: &nhi.Inventory{
			Version: nhi.InventoryVersion, Now: o.Now.UTC().Format(time.RFC3339), Parameters: o.Parameters,
			// Never null: a rule, and a reader of the JSON, iterates over them.
			Agents: []*nhi.Agent{}, Workloads: []*nhi.Agent{}, Tools: []*nhi.Tool{}, Identities: []*nhi.Identity{},
			Credentials: []*nhi.Credential{}, Grants: []*nhi.Grant{}, Controls: []*nhi.Control{},
		},
	}
	if j.inv.Parameters == nil {
		j.inv.Parameters = map[string]map[string]string{}
	}
	j.mergeIdentities(facts.Identities, facts.Edges)
	j.mergeCredentials(facts.Credentials)
	j.mergeAgents(facts.Agents)
	j.mergeTools(facts.Tools)
	j.addEdges(slices.Concat(facts.Edges, policies(facts.Identities), j.twinned(), j.filled(facts.Edges)))
	j.inv.Grants = append(j.inv.Grants, facts.Grants...)
	slices.SortStableFunc(j.inv.Grants, grantPlace) // of two with one key the first is the same every time
	j.inv.Controls = append(j.inv.Controls, facts.Controls...)

	j.lifetimes()
	j.equalSecrets()
	j.federate()
	j.assume()
	j.runsAs()
	j.holds()
	j.readsEnvironment()
	j.shareEqual()
	j.sharers()
	j.grants()
	j.admits()
	j.across()
	j.orphans()
	j.gives()
	j.controls()
	j.rights()
	j.lends()
	j.talks()
	j.unasked()
	j.delegates()
	j.readOnly()
	j.sort()
	return j.inv
}

// sets is a union-find over keys.
type sets map[string]string

// find gives the representative of a key's class.
func (s sets) find(k string) string {
	root := k
	for s[root] != "" && s[root] != root {
		root = s[root]
	}
	for k != root {
		next := s[k]
		s[k] = root
		k = next
	}
	return root
}

// union makes two keys mean the same thing. The smaller one represents both, so
// that the result does not depend on the order of facts.
func (s sets) union(a, b string) {
	a, b = s.find(a), s.find(b)
	if a == b || a == "" || b == "" {
		return
	}
	if b < a {
		a, b = b, a
	}
	s[b] = a
	s[a] = a
}

func (j *joiner) addEdges(edges []*nhi.Edge) {
	for _, e := range edges {
		for _, key := range j.also[e.To] {
			other := *e
			other.To = key
			edges = append(edges, &other)
		}
	}
	slices.SortStableFunc(edges, func(a, b *nhi.Edge) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return cmp.Compare(string(a.Kind)+" "+a.From+" "+a.To, string(b.Kind)+" "+b.From+" "+b.To)
	})
	type ends struct {
		kind     nhi.EdgeKind
		from, to *node
	}
	seen := make(map[ends]int, len(edges))
	links := make([]link, 0, len(edges)+len(edges)/16) // some are found later
	for _, e := range edges {
		id := ends{e.Kind, j.at(e.From), j.at(e.To)}
		if old, ok := seen[id]; ok {
			links[old].Confidence = max(links[old].Confidence, e.Confidence)
			continue
		}
		seen[id] = len(links)
		links = append(links, link{id.from, way{e, e.Kind, id.to}})
		id.from.degree++
	}
	// The edges of all nodes have one room.
	room := make([]way, len(links))
	j.links, j.inv.Edges = links, make([]*nhi.Edge, 0, cap(links))
	for _, l := range links {
		n := l.from
		if n.out == nil {
			n.out, room = room[:0:n.degree], room[n.degree:]
		}
		n.out = append(n.out, l.way)
		j.inv.Edges = append(j.inv.Edges, l.Edge)
	}
	for _, l := range links {
		if l.from.degree > 1 {
			l.from.degree = 0
			slices.SortStableFunc(l.from.out, func(a, b way) int { return cmp.Compare(a.kind, b.kind) })
		}
	}
}

func (j *joiner) sort() {
	refs := func(r []*nhi.Ref) {
		slices.SortStableFunc(r, func(a, b *nhi.Ref) int { return before(a.At, b.At, a.Key, b.Key) })
	}
	for _, i := range j.inv.Identities {
		refs(i.Agents)
		refs(i.Workloads)
	}
	for _, c := range j.inv.Credentials {
		refs(c.Agents)
		refs(c.Workloads)
		refs(c.Tools)
		if len(c.Agents) > 0 {
			c.Agent = c.Agents[0].Name
		}
	}
	for _, g := range j.inv.Grants {
		refs(g.Agents)
	}
	for _, t := range j.inv.Tools {
		refs(t.Agents)
		refs(t.Credentials)
	}
	for _, a := range j.inv.Agents {
		refs(a.Credentials)
		refs(a.Writes)
		refs(a.Unasked)
		refs(a.Delegates)
	}
	slices.SortStableFunc(j.inv.Agents, func(a, b *nhi.Agent) int { return before(a.At, b.At, a.Key, b.Key) })
	slices.SortStableFunc(j.inv.Workloads, func(a, b *nhi.Agent) int { return before(a.At, b.At, a.Key, b.Key) })
	slices.SortStableFunc(j.inv.Tools, func(a, b *nhi.Tool) int { return before(a.At, b.At, a.Key, b.Key) })
	slices.SortStableFunc(j.inv.Identities, func(a, b *nhi.Identity) int { return before(a.At, b.At, a.Key, b.Key) })
	slices.SortStableFunc(j.inv.Credentials, func(a, b *nhi.Credential) int { return before(a.At, b.At, a.Key, b.Key) })
	slices.SortStableFunc(j.inv.Grants, grantPlace)
	slices.SortStableFunc(j.inv.Controls, func(a, b *nhi.Control) int { return before(a.At, b.At, a.Key, b.Key) })
}

// before orders facts by place, and by key where two readers saw one place.
func before(a, b nhi.Span, keyA, keyB string) int {
	if c := a.Compare(b); c != 0 {
		return c
	}
	return cmp.Compare(keyA, keyB)
}

func grantPlace(a, b *nhi.Grant) int {
	if c := a.At.Compare(b.At); c != 0 {
		return c
	}
	return cmp.Compare(a.Key+a.Identity+a.Why, b.Key+b.Identity+b.Why)
}
