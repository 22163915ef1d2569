package picture

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// Scene is what a drawing shows: agents on the left, identities and credentials
// in the middle, grants on the right.
type Scene struct {
	Nodes []*Node `json:"nodes"`
	Edges []Edge  `json:"edges"`
	// Total is how many nodes there would be without the limit.
	Total int `json:"total"`
}

// Node is a thing that is drawn.
type Node struct {
	ID string `json:"id"`
	// Kind is agent, identity, credential or grant.
	Kind string `json:"kind"`
	// Label is its name, Note what it is.
	Label string `json:"label"`
	Note  string `json:"note"`
	// Type is the kind of agent, identity or credential, or the system of a grant.
	Type        string `json:"type"`
	Environment string `json:"environment"`
	// Shared is by how many agents; 0 when by none or one.
	Shared int `json:"shared"`
	// Standing credentials live for months or for ever; Life says how long.
	Standing bool   `json:"standing"`
	Life     string `json:"life"`
	Breadth  string `json:"breadth"`
	// Level is the loudest of the findings about it; empty without any.
	Level nhi.Level `json:"level"`
	// Members are the grants of one holder, system and breadth that it stands for.
	Members []string `json:"-"`
	// Rows describe it, each with a label first.
	Rows [][]string `json:"rows"`
}

// Edge is a line of a drawing.
type Edge struct {
	From string       `json:"from"`
	To   string       `json:"to"`
	Kind nhi.EdgeKind `json:"kind"`
	// Guess says that it rests on a guess.
	Guess bool `json:"guess"`
}

// composer makes a scene.
type composer struct {
	p      *Picture
	things map[string]any
	labels map[string]string
	levels map[string]nhi.Level
	nodes  map[string]*Node  // by ID of a node
	of     map[string]string // ID of the node that shows a thing
	order  []*Node
}

// Compose makes the scene of a picture, with at most so many nodes. Beyond the
// limit the agents with the loudest findings stay, each with all that it has.
func (p *Picture) Compose(limit int) *Scene {
	c := &composer{p: p, things: p.things(), labels: p.labels(), levels: p.worst(), nodes: map[string]*Node{}, of: map[string]string{}}
	for _, a := range p.Agents {
		c.add(&Node{ID: a.ID, Kind: "agent", Label: Brief(a.Name, a.At), Note: strings.ReplaceAll(a.Kind, "-", " ") + " on " + a.Platform, Type: a.Kind, Environment: a.Environment}, a.ID)
	}
	for _, i := range p.Identities {
		c.add(&Node{ID: i.ID, Kind: "identity", Label: Brief(i.Name, i.At), Note: strings.ReplaceAll(i.Kind, "-", " ") + " on " + i.Platform, Type: i.Kind, Environment: i.Environment, Shared: fromTwo(i.SharedBy)}, i.ID)
	}
	for _, x := range p.Credentials {
		c.add(&Node{ID: x.ID, Kind: "credential", Label: Brief(x.Name, x.At), Note: cmp.Or(x.Title, x.Kind), Type: x.Kind, Environment: x.Environment, Shared: fromTwo(x.SharedBy), Standing: x.Standing(), Life: x.Life()}, x.ID)
	}
	c.grants()
	s := &Scene{Nodes: []*Node{}, Edges: []Edge{}, Total: len(c.order)}
	kept := c.keep(limit)
	for _, n := range c.order {
		if kept[n.ID] {
			s.Nodes = append(s.Nodes, n)
		}
	}
	seen := map[Edge]bool{}
	for _, l := range p.Links {
		e := Edge{c.of[l.From], c.of[l.To], l.Kind, l.Confidence < nhi.Guess}
		if kept[e.From] && kept[e.To] && e.From != e.To && !seen[e] {
			seen[e] = true
			s.Edges = append(s.Edges, e)
		}
	}
	return s
}

// fromTwo is a number that counts from two on.
func fromTwo(n int) int {
	if n < 2 {
		return 0
	}
	return n
}

func (c *composer) add(n *Node, things ...string) {
	for _, id := range things {
		c.of[id] = n.ID
		if l := c.levels[id]; l.Rank() > n.Level.Rank() {
			n.Level = l
		}
	}
	c.nodes[n.ID] = n
	c.order = append(c.order, n)
}

// grants draws those of one holder, system and breadth as one node.
func (c *composer) grants() {
	groups := map[string][]*Grant{}
	var keys []string
	for _, g := range c.p.Grants {
		key := strings.Join([]string{cmp.Or(g.Holder, "by "+strings.Join(g.Agents, " ")), g.System, g.Breadth}, " ")
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], g)
	}
	for _, key := range keys {
		list := groups[key]
		g := list[0]
		n := &Node{ID: g.ID, Kind: "grant", Label: g.label(), Note: breadthText(g.Breadth) + " on " + g.System, Type: g.System, Breadth: g.Breadth}
		for _, g := range list {
			n.Members = append(n.Members, g.ID)
		}
		if len(list) > 1 {
			n.Label = fmt.Sprintf("%d grants: %s", len(list), enumerate(distinct(n.Members, c.labels), c.labels))
		}
		c.add(n, n.Members...)
	}
}

// keep chooses the nodes that stay under a limit.
func (c *composer) keep(limit int) map[string]bool {
	kept := map[string]bool{}
	if len(c.order) <= limit {
		for _, n := range c.order {
			kept[n.ID] = true
		}
		return kept
	}
	agents := slices.Clone(c.p.Agents)
	slices.SortStableFunc(agents, func(x, y *Agent) int { return c.levels[y.ID].Rank() - c.levels[x.ID].Rank() })
	for _, a := range agents {
		want := []string{a.ID}
		for _, uses := range [][]Use{a.RunsAs, a.Holds} {
			for _, u := range uses {
				want = append(want, c.of[u.ID])
			}
		}
		for _, r := range a.May {
			for _, id := range r.Grants {
				want = append(want, c.of[id])
			}
		}
		want = slices.DeleteFunc(want, func(id string) bool { return kept[id] })
		slices.Sort(want)
		if want = slices.Compact(want); len(kept)+len(want) > limit {
			continue
		}
		for _, id := range want {
			kept[id] = true
		}
	}
	return kept
}

// Cut says what the limit left out; empty when nothing.
func (s *Scene) Cut() string {
	if len(s.Nodes) == s.Total {
		return ""
	}
	return fmt.Sprintf("%d of %s are drawn: the agents with the loudest findings, each with all that it has. --format json has all.", len(s.Nodes), report.Plural(s.Total, "node"))
}
