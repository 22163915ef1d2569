package picture

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/nhivet/nhivet/internal/report"
)

// dotNodes is the most that DOT gets: Graphviz takes minutes for layers of more.
const dotNodes = 2000

// DOT writes the picture for Graphviz.
func DOT(w io.Writer, p *Picture) error {
	s := p.Compose(dotNodes)
	var b bytes.Buffer
	b.WriteString("digraph nhivet {\n  rankdir=LR\n  ranksep=2\n  node [fontname=\"Helvetica\", fontsize=11]\n  edge [color=\"#5c6670\", arrowsize=0.7]\n")
	if cut := s.Cut(); cut != "" {
		fmt.Fprintf(&b, "  label=%s\n", dotText(cut))
	}
	for _, kind := range []string{"agent", "identity", "credential", "grant"} {
		fmt.Fprintf(&b, "  subgraph group_%s {\n    node [shape=%s]\n", kind, dotShapes[kind])
		for _, n := range s.Nodes {
			if n.Kind == kind {
				fmt.Fprintf(&b, "    %s [label=%s%s]\n", mermaidID(n.ID), dotText(n.Label+"\n"+n.says()), dotStyle(n))
			}
		}
		b.WriteString("  }\n")
	}
	for _, e := range s.Edges {
		guess := ""
		if e.Guess {
			guess = ", label=\"a guess\", fontsize=9"
		}
		fmt.Fprintf(&b, "  %s -> %s [style=%s%s]\n", mermaidID(e.From), mermaidID(e.To), arrows[e.Kind].dot, guess)
	}
	b.WriteString("}\n")
	_, err := w.Write(b.Bytes())
	return err
}

var dotShapes = map[string]string{"agent": "oval", "identity": "box", "credential": "hexagon", "grant": "parallelogram"}

// dotStyle tells shared and standing ones apart by line and by colour.
func dotStyle(n *Node) string {
	s := ""
	if n.Shared > 0 {
		s += ", peripheries=2, color=\"#7a4d00\""
	}
	if n.Standing {
		s += ", style=\"filled,dashed\", fillcolor=\"#ffe3e3\", penwidth=2"
	} else if n.Shared > 0 {
		s += ", style=filled, fillcolor=\"#fff3bf\""
	}
	return s
}

// dotText quotes a label: a backslash starts an escape in DOT, so it is doubled.
func dotText(s string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		lines = append(lines, strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(fit(report.Clean(line), mermaidLabel*2)))
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}
