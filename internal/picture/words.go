package picture

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// Standing says whether a credential lives for months or for ever.
func (c *Credential) Standing() bool { return c.Lifetime.Band == "standing" }

// Life says how long a credential lives, for a person.
func (c *Credential) Life() string { return cmp.Or(c.Lifetime.Text, "life unknown") }

// Kept says where a credential comes from and where it is kept.
func (c *Credential) Kept() string {
	if c.Store == "" {
		return origins[c.Origin]
	}
	return origins[c.Origin] + ", in " + strings.ReplaceAll(c.Store, "-", " ")
}

var origins = map[nhi.Origin]string{
	nhi.FromLiteral: "written out", nhi.FromEnv: "from the environment", nhi.FromFile: "from a file",
	nhi.FromStore: "from a store", nhi.FromIssuer: "issued", nhi.FromUnknown: "of unknown origin", "": "of unknown origin",
}

// breadthText says how wide a grant is, for a person.
func breadthText(breadth string) string { return cmp.Or(breadth, "unknown breadth") }

// label names a grant: the role or policy, or its first actions.
func (g *Grant) label() string {
	switch {
	case g.Name != "":
		return g.Name
	case len(g.Actions) > 2:
		return strings.Join(g.Actions[:2], ", ") + ", …"
	case len(g.Actions) > 0:
		return strings.Join(g.Actions, ", ")
	}
	return g.System
}

// guardTexts say a guard's state in a word.
var guardTexts = map[string]string{On: "yes", Partly: "partly", Off: "off", Absent: "missing", Unknown: "not said"}

// Brief is a name in which the path of its file, which some names have, is cut to
// its last two parts.
func Brief(name string, at nhi.Position) string {
	parts := strings.Split(at.File, "/")
	if len(parts) < 3 {
		return name
	}
	return strings.ReplaceAll(name, at.File, strings.Join(parts[len(parts)-2:], "/"))
}

// place is FILE:LINE.
func place(p nhi.Position) string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// labels are the names of things by ID.
func (p *Picture) labels() map[string]string {
	out := map[string]string{}
	for _, a := range p.Agents {
		out[a.ID] = a.Name
	}
	for _, i := range p.Identities {
		out[i.ID] = i.Name
	}
	for _, c := range p.Credentials {
		out[c.ID] = c.Name
	}
	for _, g := range p.Grants {
		out[g.ID] = g.label()
	}
	for _, t := range p.Tools {
		out[t.ID] = t.Name
	}
	for _, g := range p.Gates {
		out[g.ID] = g.Name
	}
	return out
}

// worst are the loudest level of the findings about each thing.
func (p *Picture) worst() map[string]nhi.Level {
	out := map[string]nhi.Level{}
	for _, f := range p.Findings {
		for _, id := range f.About {
			if f.Level.Rank() > out[id].Rank() {
				out[id] = f.Level
			}
		}
	}
	return out
}

// counts are the findings about each thing, by level.
func (p *Picture) counts() map[string]map[nhi.Level]int {
	out := map[string]map[nhi.Level]int{}
	for _, f := range p.Findings {
		for _, id := range f.About {
			if out[id] == nil {
				out[id] = map[nhi.Level]int{}
			}
			out[id][f.Level]++
		}
	}
	return out
}

var levels = []nhi.Level{nhi.Error, nhi.Warning, nhi.Note}

// tally says counts of findings: "1 error, 2 notes".
func tally(n map[nhi.Level]int) string {
	var parts []string
	for _, l := range levels {
		if n[l] > 0 {
			parts = append(parts, report.Plural(n[l], string(l)))
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "none")
}

// Summary says the picture in a line.
func (p *Picture) Summary() string {
	shared, standing := 0, 0
	for _, i := range p.Identities {
		if i.SharedBy > 1 {
			shared++
		}
	}
	for _, c := range p.Credentials {
		if c.SharedBy > 1 {
			shared++
		}
		if c.Standing() {
			standing++
		}
	}
	n := map[nhi.Level]int{}
	for _, f := range p.Findings {
		n[f.Level]++
	}
	s := fmt.Sprintf("%s, %s, %s, %s in %s; %d shared, %d standing; findings: %s; judged on %s",
		report.Plural(len(p.Agents), "agent"), report.Count(len(p.Identities), "identity", "identities"), report.Plural(len(p.Credentials), "credential"),
		report.Plural(len(p.Grants), "grant"), report.Plural(p.Files, "file"), shared, standing, tally(n), p.Now)
	if p.Incomplete > 0 {
		s += fmt.Sprintf("; %s incomplete", report.Plural(p.Incomplete, "file"))
	}
	return s
}

// Rest says what is left out of the picture; empty when nothing is.
func (p *Picture) Rest() string {
	l := p.LeftOut
	if l == (LeftOut{}) {
		return ""
	}
	return fmt.Sprintf("%s, %s and %s that no agent reaches are left out; --all keeps them",
		report.Count(l.Identities, "identity", "identities"), report.Plural(l.Credentials, "credential"), report.Plural(l.Grants, "grant"))
}
