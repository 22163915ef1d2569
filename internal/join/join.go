// Package join makes one inventory of the facts of all units: keys that mean the
// same thing become one, edges are walked once, and what a rule would have to
// search for is written beside each fact. It knows no format.
package join

import (
	"slices"
	"sort"
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

	inv         *nhi.Inventory
	agents      map[string]*nhi.Agent // agents and workloads, by representative
	isAgent     map[*nhi.Agent]bool
	tools       map[string]*nhi.Tool
	identities  map[string]*nhi.Identity
	credentials map[string]*nhi.Credential
	out         map[string][]*nhi.Edge      // edges by representative of From
	code        map[*nhi.Agent][]*nhi.Agent // the agents that the code of a workload builds
	folder      map[*nhi.Agent]string       // the folder of the program that a workload runs, where it builds agents
	deployed    map[*nhi.Agent]bool         // agents of code that a workload runs
	brokered    map[[2]string]bool          // keys of a credential and an agent with a broker between them
	lists       lists
	asks        map[*nhi.Identity][]becoming // whom an identity may ask to become
	// twins are accounts that are deployed in every environment in which they are
	// made: the key of the one that is deployed, and of one that is made.
	twins [][2]string
	// fills are credentials that are put into Secrets: the key of an entry as holders
	// name it, and of what it is made from.
	fills [][2]string
	// also are the keys of other secrets in the value that a key stands for.
	also map[string][]string
	// heldAt is where an agent, by its representative, gets a credential.
	heldAt map[[2]string]nhi.Span
}

// Join builds the inventory. The facts are changed and belong to it afterwards.
func Join(facts *nhi.Facts, o Options) *nhi.Inventory {
	j := &joiner{
		o: o, same: sets{}, isAgent: map[*nhi.Agent]bool{}, heldAt: map[[2]string]nhi.Span{}, also: map[string][]string{},
		agents: map[string]*nhi.Agent{}, tools: map[string]*nhi.Tool{},
		identities: map[string]*nhi.Identity{}, credentials: map[string]*nhi.Credential{},
		asks: map[*nhi.Identity][]becoming{},
		out:  map[string][]*nhi.Edge{}, brokered: map[[2]string]bool{}, code: map[*nhi.Agent][]*nhi.Agent{}, deployed: map[*nhi.Agent]bool{}, folder: map[*nhi.Agent]string{},
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
	byPlace(j.inv.Grants, grantPlace) // of two with one key the first is the same every time
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
	seen := map[[3]string]*nhi.Edge{}
	sort.SliceStable(edges, func(a, b int) bool {
		x, y := edges[a], edges[b]
		return before(x.At, y.At, string(x.Kind)+" "+x.From+" "+x.To, string(y.Kind)+" "+y.From+" "+y.To)
	})
	for _, e := range edges {
		from, to := j.same.find(e.From), j.same.find(e.To)
		id := [3]string{string(e.Kind), from, to}
		if old := seen[id]; old != nil {
			old.Confidence = max(old.Confidence, e.Confidence)
			continue
		}
		seen[id] = e
		j.out[from] = append(j.out[from], e)
		j.inv.Edges = append(j.inv.Edges, e)
	}
}

// from are the edges of a kind that leave a key.
func (j *joiner) from(key string, kind nhi.EdgeKind) []*nhi.Edge {
	var out []*nhi.Edge
	for _, e := range j.out[j.same.find(key)] {
		if e.Kind == kind {
			out = append(out, e)
		}
	}
	return out
}

func refOf(a *nhi.Agent, confidence int) nhi.Ref {
	return nhi.Ref{Key: a.Key, Name: a.Name, Kind: a.Kind, Environment: a.Environment, Confidence: confidence, At: a.At}
}

func (j *joiner) sort() {
	refs := func(r []nhi.Ref) {
		sort.SliceStable(r, func(a, b int) bool {
			if r[a].At != r[b].At {
				return r[a].At.Less(r[b].At)
			}
			return r[a].Key < r[b].Key
		})
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
	byPlace(j.inv.Agents, func(a *nhi.Agent) (nhi.Span, string) { return a.At, a.Key })
	byPlace(j.inv.Workloads, func(a *nhi.Agent) (nhi.Span, string) { return a.At, a.Key })
	byPlace(j.inv.Tools, func(t *nhi.Tool) (nhi.Span, string) { return t.At, t.Key })
	byPlace(j.inv.Identities, func(i *nhi.Identity) (nhi.Span, string) { return i.At, i.Key })
	byPlace(j.inv.Credentials, func(c *nhi.Credential) (nhi.Span, string) { return c.At, c.Key })
	byPlace(j.inv.Grants, grantPlace)
	byPlace(j.inv.Controls, func(c *nhi.Control) (nhi.Span, string) { return c.At, c.Key })
}

// before orders facts by place, and by key where two readers saw one place.
func before(a, b nhi.Span, keyA, keyB string) bool {
	if a != b && (a.Less(b) || b.Less(a)) {
		return a.Less(b)
	}
	return keyA < keyB
}

func grantPlace(g *nhi.Grant) (nhi.Span, string) { return g.At, g.Key + g.Identity + g.Why }

func byPlace[T any](list []T, place func(T) (nhi.Span, string)) {
	sort.SliceStable(list, func(a, b int) bool {
		sa, ka := place(list[a])
		sb, kb := place(list[b])
		if sa != sb {
			return sa.Less(sb)
		}
		return ka < kb
	})
}
