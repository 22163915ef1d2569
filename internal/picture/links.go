package picture

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// link adds a relation once, the surest.
func (b *builder) link(l Link) {
	id := l
	id.Confidence = 0
	if l.From == "" || l.To == "" || l.From == l.To || b.linked[id] {
		return
	}
	b.linked[id] = true
	b.p.Links = append(b.p.Links, l)
}

// pair is an agent with something that it has.
type pair struct{ agent, thing string }

// addLinks turns edges into links, and adds those that only the join knew: what
// each fact says of the agents that reach it always holds in the picture.
func (b *builder) addLinks() {
	called := map[string][]Link{} // calls by tool
	identities := map[string][]string{}
	for _, e := range b.inv.Edges {
		from, to := b.ids[e.From], b.ids[e.To]
		a := b.agents[e.From]
		if a != nil {
			from = a.ID
		}
		switch {
		case e.Kind == nhi.DelegatesTo, e.Kind == nhi.Trusts, e.Kind == nhi.Reads:
			continue // delegation is the join's: it walks tools
		case e.Kind == nhi.Calls && a != nil:
			called[to] = append(called[to], Link{Kind: e.Kind, From: from, To: to, Confidence: e.Confidence})
		case e.Kind == nhi.RunsAs && a != nil:
			b.direct[pair{from, to}] = true
		case e.Kind == nhi.Holds && a != nil:
			b.direct[pair{from, to}] = true
			continue // a credential says who holds it, whatever it is read from
		case e.Kind == nhi.Reaches:
			identities[from] = append(identities[from], to)
		default:
			continue
		}
		b.link(Link{Kind: e.Kind, From: from, To: to, Confidence: e.Confidence})
	}
	b.indirect(identities)
	for i, c := range b.p.Credentials {
		for _, t := range c.Tools {
			for _, call := range called[t] {
				if p := (pair{call.From, c.ID}); b.through[p] == "" {
					b.through[p] = t
				}
			}
		}
		for _, r := range b.credentials[i].Agents {
			a := b.agents[r.Key]
			if a == nil {
				continue
			}
			l, p := Link{Kind: nhi.Holds, From: a.ID, To: c.ID, Confidence: r.Confidence}, pair{a.ID, c.Proves}
			switch {
			case b.direct[pair{a.ID, c.ID}]:
			case b.through[pair{a.ID, c.ID}] != "":
				l.Through = b.through[pair{a.ID, c.ID}]
			case b.direct[p], b.through[p] != "":
				l.Through = c.Proves
			}
			b.link(l)
		}
		b.link(Link{Kind: Proves, From: c.ID, To: c.Proves, Confidence: nhi.Certain})
	}
	for _, a := range b.inv.Agents {
		for _, r := range a.Delegates {
			if to := b.agents[r.Key]; to != nil {
				b.link(Link{Kind: nhi.DelegatesTo, From: b.agents[a.Key].ID, To: to.ID, Confidence: r.Confidence})
			}
		}
	}
	for _, g := range b.p.Grants {
		b.link(Link{Kind: Has, From: g.Holder, To: g.ID, Confidence: nhi.Certain})
		if kind := kindOf(g.Holder); kind != "tool" && kind != "" {
			continue
		}
		for _, a := range g.Agents { // a tool is no node of the drawing
			l := Link{Kind: Has, From: a, To: g.ID, Confidence: g.Confidence}
			if g.Holder != "" {
				l.Through = g.Holder
			}
			b.link(l)
		}
	}
	slices.SortStableFunc(b.p.Links, func(x, y Link) int {
		return strings.Compare(string(x.Kind), string(y.Kind))
	})
}

// indirect finds the identity by which an agent has another, and links agents to
// identities that they reach in a way that no link shows.
func (b *builder) indirect(next map[string][]string) {
	for _, l := range slices.Clone(b.p.Links) {
		if l.Kind != nhi.RunsAs || b.through[pair{l.From, l.To}] != "" {
			continue
		}
		for todo := []string{l.To}; len(todo) > 0; todo = todo[1:] {
			for _, i := range next[todo[0]] {
				if p := (pair{l.From, i}); i != "" && i != l.To && !b.direct[p] && b.through[p] == "" {
					b.through[p] = todo[0]
					todo = append(todo, i)
				}
			}
		}
	}
	for n, i := range b.identities {
		id := b.p.Identities[n].ID
		for _, r := range i.Agents {
			if a := b.agents[r.Key]; a != nil && !b.direct[pair{a.ID, id}] && b.through[pair{a.ID, id}] == "" {
				b.link(Link{Kind: nhi.RunsAs, From: a.ID, To: id, Confidence: r.Confidence})
			}
		}
	}
}
