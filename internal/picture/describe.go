package picture

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// row is an answer about something: a label and lines of text.
type row struct {
	label string
	lines []string
}

// describe answers the questions about an agent that have an answer. The table and
// the page say the same words.
func describe(p *Picture, things map[string]any, labels map[string]string, a *Agent) []row {
	out := []row{{"is an agent", []string{fmt.Sprintf("confidence %d: %s", a.Confidence, cmp.Or(reasons(a.Evidence), "the configuration says so"))}}}
	runs := row{label: "runs as"}
	for _, u := range a.RunsAs {
		if i, ok := things[u.ID].(*Identity); ok {
			runs.lines = append(runs.lines, i.Name+" ("+strings.Join(i.notes(u, labels), ", ")+")")
		}
	}
	holds := row{label: "holds"}
	for _, u := range a.Holds {
		if c, ok := things[u.ID].(*Credential); ok {
			holds.lines = append(holds.lines, c.Name+" ("+strings.Join(c.notes(u, labels), ", ")+")")
		}
	}
	may := row{label: "may"}
	for _, r := range a.May {
		may.lines = append(may.lines, r.text(labels))
	}
	calls := row{label: "calls"}
	if n := len(a.Calls); n > 0 {
		calls.lines = []string{report.Plural(n, "tool") + ": " + several(a.Calls, labels)}
	}
	to := row{label: "delegates to"}
	if len(a.DelegatesTo) > 0 {
		to.lines = []string{several(a.DelegatesTo, labels)}
	}
	asks, audit := row{label: "approval"}, row{label: "audit"}
	if a.Approval.State != Unknown {
		asks.lines = []string{a.Approval.text(things)}
	}
	if a.Audit.State != Unknown {
		audit.lines = []string{a.Audit.text(things)}
	}
	other := row{label: "other gates"}
	for _, id := range a.Gates {
		if g, ok := things[id].(*Gate); ok && guards[g.Kind] == nil {
			other.lines = append(other.lines, fmt.Sprintf("%s %s: %s (%s)", g.Kind, g.State, g.Name, place(g.At)))
		}
	}
	for _, r := range []row{runs, holds, may, calls, to, asks, audit, other} {
		if r.lines != nil {
			out = append(out, r)
		}
	}
	return out
}

// maxNamed is how many things a line names.
const maxNamed = 6

func several(uses []Use, labels map[string]string) string {
	var ids []string
	for _, u := range uses {
		ids = append(ids, u.ID)
	}
	return enumerate(ids, labels)
}

func enumerate(ids []string, labels map[string]string) string {
	var out []string
	for i, id := range ids {
		if i == maxNamed {
			out = append(out, fmt.Sprintf("and %d more", len(ids)-i))
			break
		}
		out = append(out, labels[id])
	}
	return strings.Join(out, ", ")
}

func reasons(list []Evidence) string {
	var out []string
	for _, e := range list {
		out = append(out, fmt.Sprintf("%+d %s", e.Weight, e.Reason))
	}
	return strings.Join(out, "; ")
}

// guessed is what is said of an uncertain relation.
func guessed(confidence int) []string {
	if confidence > 0 && confidence < nhi.Guess {
		return []string{"a guess"}
	}
	return nil
}

func shared(n int) []string {
	if n > 1 {
		return []string{fmt.Sprintf("shared by %d agents", n)}
	}
	return nil
}

func (i *Identity) notes(u Use, labels map[string]string) []string {
	out := []string{strings.ReplaceAll(i.Kind, "-", " ") + " on " + i.Platform}
	if i.Default {
		out = append(out, "the platform's default")
	}
	if u.Through != "" {
		out = append(out, "by way of "+labels[u.Through])
	}
	out = append(append(out, shared(i.SharedBy)...), guessed(u.Confidence)...)
	if n := len(i.Workloads); n > 0 {
		out = append(out, "and by "+report.Plural(n, "other workload"))
	}
	return out
}

func (c *Credential) notes(u Use, labels map[string]string) []string {
	out := []string{c.Title, c.Kept(), c.Life()}
	if c.Title == "" || c.Title == c.Name {
		out = out[1:]
	}
	if c.Standing() {
		out[len(out)-1] += ": standing"
	}
	if c.Administrative {
		out = append(out, "administrative")
	}
	if u.Through != "" {
		out = append(out, "by way of "+labels[u.Through])
	}
	return append(append(out, shared(c.SharedBy)...), guessed(u.Confidence)...)
}

// text says the grants of one breadth: how many, where, the dangers, and a few of
// them by name.
func (r Rights) text(labels map[string]string) string {
	verb := "reads"
	if r.Writes {
		verb = "writes"
	}
	s := fmt.Sprintf("%s: %s on %s, %s", breadthText(r.Breadth), report.Plural(len(r.Grants), "grant"), strings.Join(r.Systems, ", "), verb)
	if len(r.Hazards) > 0 {
		s += ", " + strings.Join(r.Hazards, ", ")
	}
	return s + " (" + enumerate(distinct(r.Grants, labels), labels) + ")"
}

// distinct are IDs of different labels.
func distinct(ids []string, labels map[string]string) []string {
	seen := map[string]bool{}
	var out []string
	for _, id := range ids {
		if !seen[labels[id]] {
			seen[labels[id]] = true
			out = append(out, id)
		}
	}
	return out
}

func (g Guard) text(things map[string]any) string {
	var by []string
	for _, id := range g.By {
		if len(by) == maxNamed {
			by = append(by, fmt.Sprintf("and %d more", len(g.By)-maxNamed))
			break
		}
		switch x := things[id].(type) {
		case *Gate:
			by = append(by, fmt.Sprintf("%s (%s)", x.Name, place(x.At)))
		case *Tool:
			asks := "does not ask"
			if g.State == On {
				asks = "asks"
			}
			by = append(by, fmt.Sprintf("tool %s %s", x.Name, asks))
		}
	}
	if by == nil {
		return guardTexts[g.State]
	}
	return guardTexts[g.State] + ": " + strings.Join(by, ", ")
}
