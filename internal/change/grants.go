package change

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/picture"
)

// grants tells of those that are new, gone, wider or narrower. Those of new agents
// are part of what is said of the agent.
func (c *comparison) grants() {
	holder := map[*picture.Grant]string{}
	for _, g := range c.base.Grants {
		holder[g] = cmp.Or(g.Holder, unnamed(g))
	}
	for _, g := range c.head.Grants {
		holder[g] = cmp.Or(c.old(g.Holder), unnamed(g))
	}
	set := func(list []string) string {
		list = slices.Clone(list)
		slices.Sort(list)
		return strings.Join(slices.Compact(list), "\x01")
	}
	was := match(c.base.Grants, c.head.Grants,
		tier[*picture.Grant]{mark: func(g *picture.Grant) string {
			return marks(holder[g], g.System, g.Name, g.Breadth, g.Scope, set(g.Actions), set(g.Resources), set(g.Conditions), set(g.Hazards))
		}},
		tier[*picture.Grant]{mark: func(g *picture.Grant) string {
			return marks(holder[g], g.System, g.Breadth, g.Scope, set(g.Actions), set(g.Resources), set(g.Conditions), set(g.Hazards))
		}},
		tier[*picture.Grant]{mark: func(g *picture.Grant) string { return marks(holder[g], g.System, g.Name, set(g.Resources)) }},
		tier[*picture.Grant]{mark: func(g *picture.Grant) string { return marks(holder[g], g.System, g.Name, set(g.Actions)) }},
		tier[*picture.Grant]{mark: func(g *picture.Grant) string { return marks(holder[g], g.System, g.Name) }, alone: true})
	fresh, lost := groups{}, groups{}
	for n, g := range c.head.Grants {
		if was[n] < 0 {
			if len(g.Agents) == 0 || slices.ContainsFunc(g.Agents, func(id string) bool { return c.was[id] != "" }) {
				fresh.add(marks(holder[g], g.System, g.Breadth, strings.Join(g.Agents, " ")), g)
			}
			continue
		}
		before := c.base.Grants[was[n]]
		c.was[g.ID] = before.ID
		agents := names(c.headIndex, g.Agents)
		x := Change{Subject: g.Key, Agents: agents, Before: before.Breadth, After: g.Breadth, At: g.At, rank: picture.Reach(g.Breadth)}
		how, more := wider(before, g)
		switch {
		case how > 0:
			x.Kind, x.Message = GrantWider, sentence("%s may do more now, by '%s' on %s: %s%s.", c.headIndex.grantee(g), label(g), g.System, more, reached(agents))
		case how < 0:
			x.Kind, x.Message = GrantNarrower, sentence("%s may do less now, by '%s' on %s: %s.", c.headIndex.grantee(g), label(g), g.System, more)
		default:
			continue
		}
		c.add(x)
	}
	for _, list := range fresh.lists {
		g, agents := list[0], names(c.headIndex, list[0].Agents)
		x := Change{Kind: GrantNew, Message: sentence("%s may now: %s%s.", c.headIndex.grantee(g), whats(list), reached(agents)), Subject: g.Key, Agents: agents, After: g.Breadth, At: g.At, rank: picture.Reach(g.Breadth)}
		if len(agents) == 0 {
			x.Kind = GrantElsewhere
		}
		c.add(x)
	}
	stay := map[string]bool{}
	for _, id := range c.was {
		stay[id] = true
	}
	for _, n := range gone(len(c.base.Grants), was) {
		g := c.base.Grants[n] // some are gone with their agents
		if len(g.Agents) == 0 || slices.ContainsFunc(g.Agents, func(id string) bool { return stay[id] }) {
			lost.add(marks(holder[g], g.System, g.Breadth), g)
		}
	}
	for _, list := range lost.lists {
		g := list[0]
		c.add(Change{Kind: GrantGone, Message: sentence("%s may no longer: %s.", c.baseIndex.grantee(g), whats(list)), Subject: g.Key, Agents: names(c.baseIndex, g.Agents), Before: g.Breadth, At: g.At, rank: picture.Reach(g.Breadth)})
	}
}

// groups are the grants of one holder, system and breadth, which are told together.
type groups struct {
	at    map[string]int
	lists [][]*picture.Grant
}

func (s *groups) add(mark string, g *picture.Grant) {
	if s.at == nil {
		s.at = map[string]int{}
	}
	i, ok := s.at[mark]
	if !ok {
		i, s.at[mark] = len(s.lists), len(s.lists)
		s.lists = append(s.lists, nil)
	}
	s.lists[i] = append(s.lists[i], g)
}

// whats says grants in a clause each.
func whats(list []*picture.Grant) string {
	var out []string
	for _, g := range list {
		if s := what(g); !slices.Contains(out, s) {
			out = append(out, s)
		}
		if len(out) == maxNamed {
			out = append(out, "and more")
			break
		}
	}
	return strings.Join(out, "; ")
}

// unnamed tells grants apart that nobody is known to have: by the last part of the
// grantee's key, which is no folder.
func unnamed(g *picture.Grant) string {
	return "by " + g.Grantee[strings.LastIndexByte(g.Grantee, '/')+1:] + " in " + path.Base(g.At.File)
}

// grantee names who has a grant.
func (x index) grantee(g *picture.Grant) string {
	switch {
	case x.agents[g.Holder] != nil:
		return calledAgent(x.agents[g.Holder])
	case x.identities[g.Holder] != nil:
		return "the " + calledIdentity(x.identities[g.Holder])
	case x.credentials[g.Holder] != nil:
		return "whoever holds the " + calledCredential(x.credentials[g.Holder])
	case x.tools[g.Holder] != nil:
		return fmt.Sprintf("the tool '%s'", x.tools[g.Holder].Name)
	case len(g.Agents) > 0:
		return "whoever runs " + quoted(names(x, g.Agents))
	}
	return "whoever the files do not name"
}

// label names a grant.
func label(g *picture.Grant) string {
	if g.Name != "" {
		return g.Name
	}
	return few(g.Actions)
}

func few(list []string) string {
	if len(list) > maxNamed {
		return strings.Join(list[:maxNamed], ", ") + fmt.Sprintf(" and %d more", len(list)-maxNamed)
	}
	return strings.Join(list, ", ")
}

// what says a grant in a clause.
func what(g *picture.Grant) string {
	name := ""
	if g.Name != "" {
		name = "'" + g.Name + "'"
	}
	does := cmp.Or(few(g.Actions), g.Why)
	s := cmp.Or(does, name, "what is not said")
	if len(g.Resources) > 0 {
		s += " on " + few(g.Resources)
	}
	s += fmt.Sprintf(" (%s on %s", cmp.Or(g.Breadth, "of unknown breadth"), g.System)
	if does != "" && name != "" {
		s += ", " + name
	}
	if len(g.Hazards) > 0 {
		s += ", " + strings.Join(g.Hazards, ", ")
	}
	return s + ")"
}

func reached(agents []string) string {
	if len(agents) == 0 {
		return ""
	}
	return "; " + quoted(agents) + " can use it"
}

// wider compares a grant with what it was: 1 for more, -1 for less, and how. The
// breadth decides, then dangers, then what is named.
func wider(before, after *picture.Grant) (int, string) {
	if a, b := picture.Reach(before.Breadth), picture.Reach(after.Breadth); a != b && a > 0 && b > 0 {
		return cmp.Compare(b, a), fmt.Sprintf("%s instead of %s", after.Breadth, before.Breadth)
	}
	plus, minus := missing(before.Hazards, after.Hazards), missing(after.Hazards, before.Hazards)
	if len(plus) > 0 {
		return 1, strings.Join(plus, ", ")
	}
	if before.Scope == after.Scope && len(minus) == 0 {
		for _, part := range []struct {
			name      string
			old, new_ []string
		}{{"", before.Actions, after.Actions}, {"on ", before.Resources, after.Resources}} {
			plus, minus := missing(part.old, part.new_), missing(part.new_, part.old)
			switch {
			case len(plus) > 0 && !covers(part.old):
				return 1, part.name + few(plus) + " as well"
			case len(minus) > 0 && !covers(part.new_):
				return -1, part.name + "no longer " + few(minus)
			}
		}
		if gone := missing(after.Conditions, before.Conditions); len(gone) > 0 && len(missing(before.Conditions, after.Conditions)) == 0 {
			return 1, "no longer only where " + few(gone)
		}
		if added := missing(before.Conditions, after.Conditions); len(added) > 0 && len(missing(after.Conditions, before.Conditions)) == 0 {
			return -1, "only where " + few(added)
		}
	}
	if len(minus) > 0 {
		return -1, "no longer " + strings.Join(minus, ", ")
	}
	return 0, ""
}

// covers says whether a list has everything already.
func covers(list []string) bool { return slices.Contains(list, "*") }

// missing are those of the second list that the first has not.
func missing(have, want []string) []string {
	has := map[string]bool{}
	for _, h := range have {
		has[h] = true
	}
	var out []string
	for _, w := range want {
		if !has[w] {
			has[w] = true
			out = append(out, w)
		}
	}
	return out
}
