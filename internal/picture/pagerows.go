package picture

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/nhivet/nhivet/internal/report"
)

// rows gives every node of the scene the words that describe it, and cleans what
// strangers named.
func (d *drawing) rows() {
	for _, n := range d.scene.Nodes {
		n.Rows = [][]string{}
		add := func(label string, lines ...string) {
			if strings.Join(lines, "") != "" {
				n.Rows = append(n.Rows, append([]string{label}, lines...))
			}
		}
		switch n.Kind {
		case "agent":
			a := d.p.Agents[ordinal(n.ID)]
			for _, r := range describe(d.p, d.things, d.labels, a) {
				add(r.label, r.lines...)
			}
			add("findings", tally(d.counts[a.ID]))
			add("place", place(a.At))
		case "identity":
			i := d.things[n.ID].(*Identity)
			add("who runs as it", d.names(i.Agents)...)
			add("other workloads", few(i.Workloads)...)
			add("defined", i.defined())
			add("findings", tally(d.counts[i.ID]))
			add("place", place(i.At))
		case "credential":
			c := d.things[n.ID].(*Credential)
			add("life", lifeOf(c))
			add("kept", c.Kept())
			add("who holds it", d.names(c.Agents)...)
			add("tools", d.names(c.Tools)...)
			add("other workloads", few(c.Workloads)...)
			add("proves", d.labels[c.Proves])
			add("findings", tally(d.counts[c.ID]))
			add("place", place(c.At))
		case "grant":
			d.grant(n, add)
		}
		n.Label, n.Note, n.Life = report.Clean(n.Label), report.Clean(n.Note), report.Clean(n.Life)
		n.Type, n.Environment = report.Clean(n.Type), report.Clean(n.Environment)
		for _, r := range n.Rows {
			for i := range r {
				r[i] = report.Clean(r[i])
			}
		}
	}
}

// maxMembers is how many grants of a node are described.
const maxMembers = 8

func (d *drawing) grant(n *Node, add func(string, ...string)) {
	for i, id := range n.Members {
		if i == maxMembers {
			add("and more", fmt.Sprintf("%d others", len(n.Members)-i))
			break
		}
		g := d.things[id].(*Grant)
		add(g.label(), g.what()...)
	}
	g := d.things[n.ID].(*Grant)
	add("given to", d.labels[g.Holder])
	add("who reaches it", d.names(g.Agents)...)
	add("findings", tally(d.counts[g.ID]))
}

// what says a grant in a few lines.
func (g *Grant) what() []string {
	lines := []string{strings.Join(few(g.Actions), ", ") + " on " + cmp.Or(strings.Join(few(g.Resources), ", "), "what is not said")}
	if len(g.Conditions) > 0 {
		lines = append(lines, "where "+strings.Join(few(g.Conditions), ", "))
	}
	if len(g.Hazards) > 0 {
		lines = append(lines, strings.Join(g.Hazards, ", "))
	}
	if g.Why != "" {
		lines = append(lines, g.Why)
	}
	return append(lines, place(g.At))
}

func (i *Identity) defined() string {
	switch {
	case i.Default:
		return "the platform gives it to whoever names none"
	case i.Defined:
		return "in the files that were read"
	}
	return "not in the files that were read"
}

func lifeOf(c *Credential) string {
	if c.Lifetime.Basis == "" {
		return c.Life()
	}
	return c.Life() + ", " + string(c.Lifetime.Basis)
}

// ordinal is the place in its list of what an ID stands for.
func ordinal(id string) int {
	n := 0
	fmt.Sscanf(id[strings.LastIndexByte(id, '-')+1:], "%d", &n)
	return n - 1
}

// few are the first names of a list, and how many more there are.
func few(list []string) []string {
	if len(list) <= maxNamed {
		return list
	}
	return append(list[:maxNamed:maxNamed], fmt.Sprintf("and %d more", len(list)-maxNamed))
}

func (d *drawing) names(ids []string) []string {
	var out []string
	for _, id := range ids[:min(len(ids), maxNamed+1)] {
		out = append(out, d.labels[id])
	}
	if n := len(ids) - maxNamed; n > 0 {
		out = append(out[:maxNamed], fmt.Sprintf("and %d more", n))
	}
	return out
}

// tables are the picture for who does not see it, one for each kind.
func (d *drawing) tables() []pageTable {
	agents := pageTable{ID: "agents", Title: "Agents", Heads: []string{"Agent", "Kind", "Confidence", "Environment", "Runs as", "Holds", "May", "Delegates to", "Approval", "Audit", "Findings", "Place"}}
	identities := pageTable{Title: "Identities", Heads: []string{"Identity", "Kind", "Environment", "Agents", "Shared by", "Other workloads", "Defined", "Findings", "Place"}}
	credentials := pageTable{Title: "Credentials", Heads: []string{"Credential", "What", "Life", "Kept", "Held by", "Shared by", "Findings", "Place"}}
	grants := pageTable{Title: "Grants", Heads: []string{"Grant", "Given to", "Breadth", "What", "Reached by", "Findings"}}
	count := func(n int) []string {
		if n < 2 {
			return nil
		}
		return []string{fmt.Sprintf("%d agents", n)}
	}
	for _, n := range d.scene.Nodes {
		switch x := d.things[n.ID].(type) {
		case *Identity:
			identities.add(n, one(n.Note), one(n.Environment), d.names(x.Agents), count(n.Shared), few(x.Workloads), one(x.defined()), one(tally(d.counts[x.ID])), one(place(x.At)))
		case *Credential:
			life := lifeOf(x)
			if n.Standing {
				life += ": long-lived"
			}
			credentials.add(n, one(n.Note), one(life), one(x.Kept()), d.names(x.Agents), count(n.Shared), one(tally(d.counts[x.ID])), one(place(x.At)))
		case *Grant:
			var what []string
			for _, id := range n.Members[:min(len(n.Members), maxMembers)] {
				g := d.things[id].(*Grant)
				what = append(what, g.label()+": "+strings.Join(g.what(), "; "))
			}
			grants.add(n, one(d.labels[x.Holder]), one(n.Note), what, d.names(x.Agents), one(tally(d.counts[x.ID])))
		default:
			a := d.p.Agents[ordinal(n.ID)]
			row := map[string][]string{}
			for _, r := range describe(d.p, d.things, d.labels, a) {
				row[r.label] = r.lines
			}
			agents.add(n, one(n.Note), one(fmt.Sprint(a.Confidence)), one(n.Environment), row["runs as"], row["holds"], row["may"], row["delegates to"],
				one(a.Approval.text(d.things)), one(a.Audit.text(d.things)), one(tally(d.counts[a.ID])), one(place(a.At)))
		}
	}
	return []pageTable{agents, identities, credentials, grants}
}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func (t *pageTable) add(n *Node, cells ...[]string) {
	row := pageRow{Node: n.ID, Cells: [][]string{{n.Label}}}
	for _, c := range cells {
		clean := make([]string, len(c))
		for i := range c {
			clean[i] = report.Clean(c[i])
		}
		row.Cells = append(row.Cells, clean)
	}
	t.Rows = append(t.Rows, row)
}
