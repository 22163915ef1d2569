package picture

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// breadths are in order of reach, the widest first.
var breadths = []string{"admin", "wildcard", "broad", "narrow", ""}

// Reach is how wide a breadth is: 4 for admin, 0 for unknown.
func Reach(breadth string) int {
	if i := slices.Index(breadths, breadth); i >= 0 {
		return len(breadths) - 1 - i
	}
	return 0
}

// guards are the kinds of controls behind the two questions that are asked of
// every agent.
var guards = map[string]func(*Agent) *Guard{
	"approval": func(a *Agent) *Guard { return &a.Approval },
	"consent":  func(a *Agent) *Guard { return &a.Approval },
	"audit":    func(a *Agent) *Guard { return &a.Audit },
}

// states are the states of a control as those of a guard, the worst last: of two
// gates around an agent the one that is open counts.
var states = []struct{ control, guard string }{{"present", On}, {"absent", Absent}, {"off", Off}}

func (g *Guard) add(state, id string) {
	rank := func(guard string) int {
		for i, s := range states {
			if s.guard == guard {
				return i + 1
			}
		}
		return 0
	}
	for _, s := range states {
		if s.control == state {
			g.By = append(g.By, id)
			if rank(s.guard) > rank(g.State) {
				g.State = s.guard
			}
		}
	}
}

// uses writes beside every agent what the lists and links say of it.
func (b *builder) uses() {
	agents := map[string]*Agent{}
	for _, a := range b.p.Agents {
		agents[a.ID] = a
	}
	for n, i := range b.p.Identities {
		for _, r := range b.identities[n].Agents {
			if a := b.agents[r.Key]; a != nil {
				a.RunsAs = append(a.RunsAs, Use{i.ID, r.Confidence, b.through[pair{a.ID, i.ID}]})
			}
		}
	}
	for _, l := range b.p.Links {
		a := agents[l.From]
		if a == nil {
			continue
		}
		use := Use{l.To, l.Confidence, l.Through}
		switch l.Kind {
		case nhi.Holds:
			a.Holds = append(a.Holds, use)
		case nhi.Calls:
			a.Calls = append(a.Calls, use)
		case nhi.DelegatesTo:
			a.DelegatesTo = append(a.DelegatesTo, use)
		}
	}
	b.rights(agents)
	for _, g := range b.p.Gates {
		for _, id := range g.Agents {
			a := agents[id]
			a.Gates = append(a.Gates, g.ID)
			if guard := guards[g.Kind]; guard != nil {
				guard(a).add(g.State, g.ID)
			}
		}
	}
	b.approvals(agents)
}

// rights sums up, for every agent, the grants that it reaches by their breadth.
func (b *builder) rights(agents map[string]*Agent) {
	for _, breadth := range breadths {
		for _, g := range b.p.Grants {
			if g.Breadth != breadth {
				continue
			}
			for _, id := range g.Agents {
				a := agents[id]
				if n := len(a.May); n == 0 || a.May[n-1].Breadth != breadth {
					a.May = append(a.May, Rights{Breadth: breadth, Systems: []string{}, Hazards: []string{}, Grants: []string{}})
				}
				r := &a.May[len(a.May)-1]
				r.Grants = append(r.Grants, g.ID)
				r.Writes = r.Writes || g.Writes
				r.Systems = with(r.Systems, g.System)
				for _, h := range g.Hazards {
					r.Hazards = with(r.Hazards, h)
				}
			}
		}
	}
}

// with adds a word to a sorted list of few.
func with(list []string, word string) []string {
	if i, found := slices.BinarySearch(list, word); !found && word != "" {
		return slices.Insert(list, i, word)
	}
	return list
}

// approvals adds what the tools say where no gate does: those that ask and those
// that do not.
func (b *builder) approvals(agents map[string]*Agent) {
	type asked struct{ yes, no []string }
	tools := map[string]*asked{}
	for _, t := range b.p.Tools {
		if t.Approved == nil {
			continue
		}
		for _, id := range t.Agents {
			if tools[id] == nil {
				tools[id] = &asked{}
			}
			if *t.Approved {
				tools[id].yes = append(tools[id].yes, t.ID)
			} else {
				tools[id].no = append(tools[id].no, t.ID)
			}
		}
	}
	for id, t := range tools {
		a := agents[id]
		if a.Approval.State != Unknown {
			continue
		}
		switch {
		case len(t.no) == 0:
			a.Approval = Guard{On, t.yes}
		case len(t.yes) == 0:
			a.Approval = Guard{Off, t.no}
		default:
			a.Approval = Guard{Partly, t.no}
		}
	}
}

// kindOf is the kind of thing that an ID stands for.
func kindOf(id string) string {
	kind, _, _ := strings.Cut(id, "-")
	return kind
}
