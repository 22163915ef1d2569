package change

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/picture"
	"github.com/nhivet/nhivet/internal/report"
)

// states are in order of protection: somebody switched it off, it is missing,
// nothing is said, some of it, all.
var states = []string{picture.Off, picture.Absent, picture.Unknown, picture.Partly, picture.On}

// stateWords are the words for a state.
var stateWords = map[string]string{picture.On: "on", picture.Partly: "on for some tools", picture.Off: "off", picture.Absent: "missing", picture.Unknown: "not said"}

// gates tells which agents lost or got approval, audit, and other gates, and of
// gates that are around no agent.
func (c *comparison) gates() {
	for _, a := range c.head.Agents {
		before := c.baseIndex.agents[c.was[a.ID]]
		if before == nil {
			continue
		}
		c.guard(a, "approval", ApprovalGone, before.Approval.State, a.Approval.State)
		c.guard(a, "audit", AuditGone, before.Audit.State, a.Audit.State)
		old, now := c.baseIndex.others(before), c.headIndex.others(a)
		var kinds []string
		for k := range old {
			kinds = append(kinds, k)
		}
		for k := range now {
			if old[k] == "" {
				kinds = append(kinds, k)
			}
		}
		sort.Strings(kinds)
		for _, k := range kinds {
			c.guard(a, words(k), GateGone, state(old, k), state(now, k))
		}
	}
	for _, g := range c.head.Gates {
		before := c.baseIndex.gates[c.was[g.ID]]
		if len(g.Agents) > 0 || before != nil && len(before.Agents) > 0 {
			continue
		}
		old := "not there"
		if before != nil {
			old = before.State
		}
		x := Change{Message: sentence("%s is %s now: '%s'.", words(g.Kind), g.State, g.Name), Subject: g.Key, Before: old, After: g.State, At: g.At}
		switch {
		case old == g.State:
			continue
		case g.State != "present":
			x.Kind = GateGone
			if g.Kind == "audit" {
				x.Kind = AuditGone
			}
		default:
			x.Kind = GateNew
		}
		c.add(x)
	}
}

// others are the kinds of gates around an agent besides approval and audit, each
// with its worst state.
func (x index) others(a *picture.Agent) map[string]string {
	out := map[string]string{}
	for _, id := range a.Gates {
		g := x.gates[id]
		if g == nil || g.Kind == "approval" || g.Kind == "consent" || g.Kind == "audit" {
			continue
		}
		s := map[string]string{"present": picture.On, "absent": picture.Absent, "off": picture.Off}[g.State]
		if now, ok := out[g.Kind]; s != "" && (!ok || slices.Index(states, s) < slices.Index(states, now)) {
			out[g.Kind] = s
		}
	}
	return out
}

func state(of map[string]string, kind string) string {
	if s := of[kind]; s != "" {
		return s
	}
	return picture.Unknown
}

// guard tells of one gate of an agent. What was never said is not lost.
func (c *comparison) guard(a *picture.Agent, name string, kind Kind, before, after string) {
	was, is := slices.Index(states, before), slices.Index(states, after)
	if was == is {
		return
	}
	x := Change{Kind: kind, Subject: a.Key, Agents: []string{a.Name}, Before: before, After: after, At: a.At}
	x.Message = sentence("%s of %s is %s now, and was %s.", name, calledAgent(a), stateWords[after], stateWords[before])
	if after == picture.Unknown {
		x.Message = sentence("%s of %s is no longer %s.", name, calledAgent(a), stateWords[before])
	}
	if is > was {
		x.Kind = GateNew
	}
	c.add(x)
}

// findings tells which are new, grown, ignored now, or gone.
func (c *comparison) findings() {
	// The rule, the number of a secret, and what was judged; and what is said of it.
	subject, says, secret := map[*picture.Finding]string{}, map[*picture.Finding]said{}, map[*picture.Finding]string{}
	for _, f := range c.base.Findings {
		secret[f] = fmt.Sprint(c.baseSecrets[f.ID])
		subject[f] = marks(f.Rule, secret[f], f.Subject)
		says[f] = saidOf(f, c.basePlain)
	}
	for _, f := range c.head.Findings {
		secret[f] = fmt.Sprint(c.headSecrets[f.ID])
		subject[f] = marks(f.Rule, secret[f], c.old(f.Subject))
		says[f] = saidOf(f, c.headPlain)
	}
	was := match(c.base.Findings, c.head.Findings,
		tier[*picture.Finding]{mark: func(f *picture.Finding) string { return marks(subject[f], says[f].message, f.At.File) }},
		tier[*picture.Finding]{mark: func(f *picture.Finding) string { return marks(subject[f], says[f].message) }},
		tier[*picture.Finding]{mark: func(f *picture.Finding) string {
			return marks(f.Rule, secret[f], says[f].message, path.Base(f.At.File))
		}},
		tier[*picture.Finding]{mark: func(f *picture.Finding) string {
			if f.Subject == "" {
				return ""
			}
			return subject[f]
		}})
	for n, f := range c.head.Findings {
		x := Change{Kind: FindingNew, Message: f.Message, Subject: c.headIndex.key(f.Subject), Agents: names(c.headIndex, f.About), Rule: f.Rule, Level: f.Level, Fix: f.Fix, After: string(f.Level), At: f.At, rank: f.Level.Rank()}
		var before *picture.Finding
		if was[n] >= 0 {
			before = c.base.Findings[was[n]]
			x.Before = string(before.Level)
		}
		switch {
		case before == nil && f.Ignored != "": // a change cannot excuse itself
			x.Message += " The change ignores it: " + f.Ignored
		case before == nil:
		case before.Ignored == "" && f.Ignored != "":
			x.Kind, x.Message = FindingIgnored, f.Message+" Ignored: "+f.Ignored
			x.Level, x.Fix = "", ""
		case f.Ignored != "":
			continue
		case before.Ignored != "": // it counts from now on
		case grown(before, f, says[before], says[f]):
			x.Kind = FindingGrown
		default:
			continue
		}
		c.add(x)
	}
	for _, n := range gone(len(c.base.Findings), was) {
		f := c.base.Findings[n]
		if f.Ignored == "" {
			c.add(Change{Kind: FindingGone, Message: f.Message, Subject: c.baseIndex.key(f.Subject), Agents: names(c.baseIndex, f.About), Rule: f.Rule, Before: string(f.Level), At: f.At, rank: f.Level.Rank()})
		}
	}
}

// grown says whether a finding that was there counts again, as in a scan with --diff:
// it is louder, a place has joined it, or it says something else about as many
// places. It does not when places have left it.
func grown(before, after *picture.Finding, was, is said) bool {
	if after.Level.Rank() > before.Level.Rank() {
		return true
	}
	places := map[string]int{}
	for _, p := range was.places {
		places[p]++
	}
	for _, p := range is.places {
		if places[p]--; places[p] < 0 {
			return true
		}
	}
	return len(was.places) == len(is.places) && was.message != is.message
}

// said is what a finding says, without folders: its message, and its other places.
type said struct {
	message string
	places  []string
}

func saidOf(f *picture.Finding, texts *strings.Replacer) said {
	s := said{message: texts.Replace(plain(f.Message, f.At))}
	for _, r := range f.Related {
		s.places = append(s.places, marks(path.Base(r.At.File), texts.Replace(plain(r.Note, r.At))))
	}
	return s
}

// key is the canonical key of a thing.
func (x index) key(id string) string {
	switch {
	case x.agents[id] != nil:
		return x.agents[id].Key
	case x.identities[id] != nil:
		return x.identities[id].Key
	case x.credentials[id] != nil:
		return x.credentials[id].Key
	case x.tools[id] != nil:
		return x.tools[id].Key
	case x.gates[id] != nil:
		return x.gates[id].Key
	}
	return ""
}

// Fails says whether something new reaches a threshold.
func (c *Changes) Fails(reaches func(Change) bool) bool {
	return slices.ContainsFunc(c.Changes, func(x Change) bool { return (x.Kind == FindingNew || x.Kind == FindingGrown) && reaches(x) })
}

// Summary says the changes in a line.
func (c *Changes) Summary() string {
	return fmt.Sprintf("%s → %s: %s; %s before, %d now; judged on %s%s", c.Base.Revision, c.Head.Revision, c.counted(),
		report.Plural(c.Base.Agents, "agent"), c.Head.Agents, c.Now, c.unread())
}
