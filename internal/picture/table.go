package picture

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// width is how many columns the table has at most.
const width = 100

// Table writes the picture for a terminal: a row for each agent, then each agent
// with everything that is said of it.
func Table(w io.Writer, p *Picture) error {
	t := &table{w: w, p: p, labels: p.labels(), things: p.things(), counts: p.counts()}
	if len(p.Agents) > 0 {
		t.overview()
	}
	for _, a := range p.Agents {
		t.agent(a)
	}
	t.line("", p.Summary())
	if rest := p.Rest(); rest != "" {
		t.line("", rest)
	}
	return t.err
}

type table struct {
	w      io.Writer
	p      *Picture
	labels map[string]string
	things map[string]any
	counts map[string]map[nhi.Level]int
	err    error
}

func (t *table) printf(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format, args...)
	}
}

// runsAs is the width of a column whose cells are cut before a number is put behind
// them.
const runsAs = 16

// columns of the overview: how wide each is at most. With two spaces between them
// they fill the width.
var columns = []struct {
	title string
	most  int
}{{"AGENT", 24}, {"ENV", 7}, {"SURE", 4}, {"RUNS AS", runsAs}, {"HOLDS", 11}, {"MAY", 8}, {"ASKS", 8}, {"AUDIT", 8}}

func (t *table) overview() {
	rows := [][]string{{}}
	for _, c := range columns {
		rows[0] = append(rows[0], c.title)
	}
	for _, a := range t.p.Agents {
		may := "-"
		if len(a.May) > 0 {
			may = cmp.Or(a.May[0].Breadth, "unknown")
		}
		rows = append(rows, []string{
			Brief(a.Name, a.At), cmp.Or(a.Environment, "-"), fmt.Sprint(a.Confidence), t.firstIdentity(a), t.holding(a), may,
			guardTexts[a.Approval.State], guardTexts[a.Audit.State],
		})
	}
	widths := make([]int, len(columns))
	for _, row := range rows {
		for i := range row {
			row[i] = fit(report.Clean(row[i]), columns[i].most)
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		t.printf("%s\n", strings.TrimRight(b.String(), " "))
	}
	t.printf("\n")
}

// fit cuts a text, in runes, in its middle: what things are called often differs at
// the end.
func fit(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	head := (most - 1) / 2
	return string(r[:head]) + "…" + string(r[len(r)-(most-1-head):])
}

func (t *table) firstIdentity(a *Agent) string {
	switch n := len(a.RunsAs); n {
	case 0:
		return "-"
	case 1:
		return t.labels[a.RunsAs[0].ID]
	default:
		more := fmt.Sprintf(" +%d", n-1)
		return fit(t.labels[a.RunsAs[0].ID], runsAs-len(more)) + more
	}
}

// holding says how many credentials, and how many of them live for months or for
// ever.
func (t *table) holding(a *Agent) string {
	standing := 0
	for _, u := range a.Holds {
		if c, ok := t.things[u.ID].(*Credential); ok && c.Standing() {
			standing++
		}
	}
	switch {
	case len(a.Holds) == 0:
		return "-"
	case standing == 0:
		return fmt.Sprint(len(a.Holds))
	}
	return fmt.Sprintf("%d, %d long", len(a.Holds), standing)
}

// things are all facts of the picture by ID.
func (p *Picture) things() map[string]any {
	out := map[string]any{}
	for _, i := range p.Identities {
		out[i.ID] = i
	}
	for _, c := range p.Credentials {
		out[c.ID] = c
	}
	for _, g := range p.Grants {
		out[g.ID] = g
	}
	for _, x := range p.Tools {
		out[x.ID] = x
	}
	for _, x := range p.Gates {
		out[x.ID] = x
	}
	return out
}

// agent writes one agent, a line for each question.
func (t *table) agent(a *Agent) {
	head := []string{strings.ReplaceAll(a.Kind, "-", " ") + " on " + a.Platform}
	if a.Environment != "" {
		head = append(head, a.Environment)
	}
	if whom := actsFor[a.ActsFor]; whom != "" {
		head = append(head, whom)
	}
	if a.ReadOnly {
		head = append(head, "only reads")
	}
	t.line("", fmt.Sprintf("%s (%s) %s", a.Name, strings.Join(head, ", "), place(a.At)))
	for _, row := range describe(t.p, t.things, t.labels, a) {
		for i, text := range row.lines {
			label := row.label
			if i > 0 {
				label = ""
			}
			t.line(fmt.Sprintf("  %-13s", label), text)
		}
	}
	t.line(fmt.Sprintf("  %-13s", "findings"), tally(t.counts[a.ID]))
	t.printf("\n")
}

var actsFor = map[string]string{"self": "acts by itself", "user": "acts for a user"}

// line writes a text behind a label, wrapped at the width.
func (t *table) line(label, text string) {
	indent := strings.Repeat(" ", len(label))
	if indent == "" {
		indent = "  "
	}
	at, started := len(label), false
	var b strings.Builder
	b.WriteString(label)
	for _, word := range strings.Fields(report.Clean(text)) {
		n := utf8.RuneCountInString(word)
		if started && at+1+n > width {
			b.WriteString("\n" + indent)
			at, started = len(indent), false
		}
		if started {
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at, started = at+n, true
	}
	t.printf("%s\n", strings.TrimRight(b.String(), " "))
}
