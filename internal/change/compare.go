package change

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/picture"
	"github.com/nhivet/nhivet/internal/report"
)

func (c *comparison) add(x Change) { c.out = append(c.out, x) }

func words(s string) string { return strings.ReplaceAll(s, "-", " ") }

// called names an agent, an identity or a credential.
func calledAgent(a *picture.Agent) string {
	what := words(a.Kind) + " on " + a.Platform
	if a.Environment != "" {
		what += ", " + a.Environment
	}
	return fmt.Sprintf("agent '%s' (%s)", picture.Brief(a.Name, a.At), what)
}

func calledIdentity(i *picture.Identity) string {
	return fmt.Sprintf("%s '%s' on %s", words(i.Kind), picture.Brief(i.Name, i.At), i.Platform)
}

func calledCredential(x *picture.Credential) string {
	if x.Title == "" || x.Title == x.Name {
		return fmt.Sprintf("credential '%s'", x.Name)
	}
	return fmt.Sprintf("%s '%s'", x.Title, x.Name)
}

// sentence begins with a capital.
func sentence(format string, args ...any) string {
	s := fmt.Sprintf(format, args...)
	if s != "" && 'a' <= s[0] && s[0] <= 'z' {
		s = string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// agents tells of new and gone ones, and of what those that stay run as, hold and
// delegate to besides what they did.
func (c *comparison) agents() {
	stay := map[string]bool{}
	for _, a := range c.head.Agents {
		before := c.baseIndex.agents[c.was[a.ID]]
		if before == nil {
			c.add(Change{Kind: AgentNew, Message: sentence("%s is new: %s.", calledAgent(a), c.headIndex.has(a)), Subject: a.Key, Agents: []string{a.Name}, At: a.At, rank: widest(a)})
			continue
		}
		stay[before.ID] = true
		for _, u := range c.fresh(before.RunsAs, a.RunsAs) {
			i := c.headIndex.identities[u.ID]
			c.add(Change{Kind: RunsAsNew, Message: sentence("%s runs as the %s now.", calledAgent(a), calledIdentity(i)), Subject: i.Key, Agents: []string{a.Name}, At: a.At})
		}
		for _, u := range c.fresh(before.DelegatesTo, a.DelegatesTo) {
			to := c.headIndex.agents[u.ID]
			c.add(Change{Kind: DelegationNew, Message: sentence("%s can have %s act for it now.", calledAgent(a), calledAgent(to)), Subject: to.Key, Agents: []string{a.Name, to.Name}, At: a.At})
		}
		for _, u := range c.fresh(before.Holds, a.Holds) {
			// A new credential is told of when it is long-lived.
			if x := c.headIndex.credentials[u.ID]; c.was[x.ID] != "" || !x.Standing() {
				c.add(Change{Kind: HoldsNew, Message: sentence("%s holds the %s now (%s).", calledAgent(a), calledCredential(x), x.Life()), Subject: x.Key, Agents: []string{a.Name}, After: x.Life(), At: x.At})
			}
		}
	}
	for _, a := range c.base.Agents {
		if !stay[a.ID] {
			c.add(Change{Kind: AgentGone, Message: sentence("%s is gone.", calledAgent(a)), Subject: a.Key, Agents: []string{a.Name}, At: a.At})
		}
	}
}

// fresh are the uses of the head that the base did not have.
func (c *comparison) fresh(before, after []picture.Use) []picture.Use {
	had := map[string]bool{}
	for _, u := range before {
		had[u.ID] = true
	}
	var out []picture.Use
	for _, u := range after {
		if !had[c.old(u.ID)] {
			out = append(out, u)
		}
	}
	return out
}

// has sums an agent up.
func (x index) has(a *picture.Agent) string {
	var out []string
	if len(a.RunsAs) > 0 {
		i := x.identities[a.RunsAs[0].ID]
		s := fmt.Sprintf("it runs as the %s", calledIdentity(i))
		if n := len(a.RunsAs) - 1; n > 0 {
			s += " and " + report.Plural(n, "other")
		}
		out = append(out, s)
	}
	if n := len(a.Holds); n > 0 {
		standing := 0
		for _, u := range a.Holds {
			if x.credentials[u.ID].Standing() {
				standing++
			}
		}
		s := "holds " + report.Plural(n, "credential")
		if standing > 0 {
			s += fmt.Sprintf(" (%d long-lived)", standing)
		}
		out = append(out, s)
	}
	for _, r := range a.May {
		if picture.Reach(r.Breadth) >= picture.Reach("broad") {
			out = append(out, fmt.Sprintf("has %s of breadth %s on %s", report.Plural(len(r.Grants), "grant"), r.Breadth, strings.Join(r.Systems, ", ")))
		}
	}
	return cmp.Or(strings.Join(out, ", "), "nothing is seen of what it has")
}

func widest(a *picture.Agent) int {
	if len(a.May) == 0 {
		return 0
	}
	return picture.Reach(a.May[0].Breadth)
}

// sharing tells of identities and credentials that more, or fewer, agents share.
func (c *comparison) sharing() {
	tell := func(what, key string, before, after int, agents []string, at nhi.Position) {
		before, after = max(before, 1), max(after, 1)
		by := func(n int) string {
			if n == 1 {
				return "not shared"
			}
			return fmt.Sprintf("shared by %d agents", n)
		}
		x := Change{Subject: key, Agents: agents, Before: by(before), After: by(after), At: at, rank: after}
		switch {
		case after > before:
			x.Kind, x.Message = SharedMore, sentence("the %s is %s now: %s.", what, by(after), quoted(agents))
		case after < before:
			x.Kind, x.Message = SharedLess, sentence("the %s is %s now, and was %s.", what, by(after), by(before))
		default:
			return
		}
		c.add(x)
	}
	for _, i := range c.head.Identities {
		before := 0
		if b := c.baseIndex.identities[c.was[i.ID]]; b != nil {
			before = b.SharedBy
		}
		tell(calledIdentity(i), i.Key, before, i.SharedBy, names(c.headIndex, i.Agents), i.At)
	}
	for _, x := range c.head.Credentials {
		before := 0
		if b := c.baseIndex.credentials[c.was[x.ID]]; b != nil {
			before = b.SharedBy
		}
		tell(calledCredential(x), x.Key, before, x.SharedBy, names(c.headIndex, x.Agents), x.At)
	}
}

// maxNamed is how many names a sentence has.
const maxNamed = 6

func quoted(names []string) string {
	var out []string
	for i, n := range names {
		if i == maxNamed {
			out = append(out, fmt.Sprintf("%d more", len(names)-i))
			break
		}
		out = append(out, "'"+n+"'")
	}
	return strings.Join(out, ", ")
}

// bands are in order of length.
var bands = []string{"good", "quiet", "long", "standing"}

// credentials tells of lives, and of long-lived ones that are new or gone.
func (c *comparison) credentials() {
	stay := map[string]bool{}
	for _, x := range c.head.Credentials {
		before := c.baseIndex.credentials[c.was[x.ID]]
		agents := names(c.headIndex, x.Agents)
		if before == nil {
			if x.Standing() {
				c.add(Change{Kind: StandingNew, Message: sentence("%s%s is new and long-lived (%s).", calledCredential(x), of(agents), x.Life()), Subject: x.Key, Agents: agents, After: x.Life(), At: x.At, rank: len(agents)})
			}
			continue
		}
		stay[before.ID] = true
		how := longer(before.Lifetime, x.Lifetime)
		if how == 0 {
			continue
		}
		kind, word := LifeLonger, "longer"
		if how < 0 {
			kind, word = LifeShorter, "shorter"
		}
		c.add(Change{Kind: kind, Message: sentence("%s%s lives %s now: %s, and had %s.", calledCredential(x), of(agents), word, x.Life(), before.Life()), Subject: x.Key, Agents: agents,
			Before: before.Life(), After: x.Life(), At: x.At, rank: slices.Index(bands, x.Lifetime.Band)})
	}
	for _, x := range c.base.Credentials {
		if !stay[x.ID] && x.Standing() {
			agents := names(c.baseIndex, x.Agents)
			c.add(Change{Kind: StandingGone, Message: sentence("%s%s, which was long-lived (%s), is gone.", calledCredential(x), of(agents), x.Life()), Subject: x.Key, Agents: agents, Before: x.Life(), At: x.At})
		}
	}
}

func of(agents []string) string {
	switch len(agents) {
	case 0:
		return ""
	case 1:
		return " of agent '" + agents[0] + "'"
	}
	return fmt.Sprintf(" of %d agents", len(agents))
}

// longer compares two lives: 1 when the second is longer, -1 when it is shorter, 0
// when it cannot be told. What a date ends is compared by that date.
func longer(a, b nhi.Lifetime) int {
	switch {
	case !a.Known || !b.Known || a.Expired || b.Expired:
		return 0
	case a.Never || a.Renewable || b.Never || b.Renewable:
		endless := func(l nhi.Lifetime) int {
			if l.Never || l.Renewable {
				return 1
			}
			return 0
		}
		return endless(b) - endless(a)
	}
	return cmp.Compare(b.Seconds, a.Seconds)
}
