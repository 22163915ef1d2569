package picture

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// Mermaid refuses more than 500 edges and 50,000 characters unless whoever draws
// it says otherwise (mermaid.js.org, configuration: maxEdges, maxTextSize), and
// GitHub does not. What is below these bounds is below those.
const (
	mermaidNodes = 250
	mermaidEdges = 450
	mermaidLabel = 48 // runes
)

// Mermaid writes the picture as a flowchart, for Markdown pages that draw it.
func Mermaid(w io.Writer, p *Picture) error {
	s := p.Compose(mermaidNodes)
	for limit := mermaidNodes; len(s.Edges) > mermaidEdges && limit > 1; limit = limit * 2 / 3 {
		s = p.Compose(limit)
	}
	var b bytes.Buffer
	b.WriteString("flowchart LR\n")
	if cut := s.Cut(); cut != "" {
		fmt.Fprintf(&b, "  %%%% %s\n  cut[\"%s\"]\n", cut, mermaidText(cut, len(cut)))
	}
	for _, group := range []struct{ title, kinds string }{{"agents", "agent"}, {"identities and credentials", "identity credential"}, {"grants", "grant"}} {
		fmt.Fprintf(&b, "  subgraph %s [\"%s\"]\n", mermaidID("group-"+strings.Fields(group.kinds)[0]), group.title)
		for _, n := range s.Nodes {
			if strings.Contains(group.kinds, n.Kind) {
				shape := mermaidShapes[n.Kind]
				fmt.Fprintf(&b, "    %s%s\"%s<br>%s\"%s%s\n", mermaidID(n.ID), shape[0], mermaidText(n.Label, mermaidLabel), mermaidText(n.says(), mermaidLabel), shape[1], mermaidClass(n))
			}
		}
		b.WriteString("  end\n")
	}
	for _, e := range s.Edges {
		fmt.Fprintf(&b, "  %s %s %s\n", mermaidID(e.From), arrows[e.Kind].mermaid, mermaidID(e.To))
	}
	// Dark text on light fills reads on a light and on a dark page.
	b.WriteString("  classDef shared fill:#fff3bf,color:#1f1500,stroke:#7a4d00,stroke-width:4px\n")
	b.WriteString("  classDef standing fill:#ffe3e3,color:#2b0000,stroke:#b00020,stroke-width:2px,stroke-dasharray:6 3\n")
	b.WriteString("  classDef both fill:#ffd8a8,color:#2b0000,stroke:#b00020,stroke-width:4px,stroke-dasharray:6 3\n")
	_, err := w.Write(b.Bytes())
	return err
}

var mermaidShapes = map[string][2]string{"agent": {"([", "])"}, "identity": {"[", "]"}, "credential": {"{{", "}}"}, "grant": {"[/", "/]"}}

// arrows are the lines of each relation.
var arrows = map[nhi.EdgeKind]struct{ mermaid, dot string }{
	nhi.RunsAs: {"-->", "solid"}, nhi.Holds: {"-.->", "dashed"}, nhi.DelegatesTo: {"==>", "bold"},
	nhi.Reaches: {"-->", "solid"}, Proves: {"-.->", "dotted"}, Has: {"-->", "solid"},
}

func mermaidClass(n *Node) string {
	switch {
	case n.Shared > 0 && n.Standing:
		return ":::both"
	case n.Shared > 0:
		return ":::shared"
	case n.Standing:
		return ":::standing"
	}
	return ""
}

// mermaidID is an ID that no word of the language can be.
func mermaidID(id string) string { return strings.ReplaceAll(id, "-", "_") }

// mermaidText spells everything that could end a label or start markup as an
// entity of Mermaid: a hash, the number, a semicolon.
func mermaidText(s string, most int) string {
	var b strings.Builder
	for _, r := range fit(report.Clean(s), most) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" .,-…", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

// says is what a node is, and what is worth a look.
func (n *Node) says() string {
	out := []string{n.Note}
	if n.Environment != "" {
		out = append(out, n.Environment)
	}
	if n.Kind == "credential" {
		out = append(out, n.Life)
	}
	if n.Shared > 0 {
		out = append(out, fmt.Sprintf("shared by %d", n.Shared))
	}
	return strings.Join(out, ", ")
}
