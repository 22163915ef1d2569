package tree

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// checkNode reports every node that breaks the promises of Node: spans lie within
// the file and within the parent's, and under an exact span stands the text.
func checkNode(t testing.TB, n *Node, within nhi.Span) {
	t.Helper()
	budget := 300_000
	walkNode(t, n, within, &budget)
}

func walkNode(t testing.TB, n *Node, within nhi.Span, budget *int) {
	t.Helper()
	if n == nil {
		return
	}
	if *budget--; *budget < 0 {
		t.Fatalf("%s: a walk does not end", within)
	}
	inside(t, n.Span, within)
	if n.Exact && n.Span.Text() != n.Text {
		t.Errorf("%s: exact, but under the span is %q and the text is %q", n.Span, n.Span.Text(), n.Text)
	}
	if n.Anchor != nil {
		within = n.Span.File.At(0, n.Span.File.Len())
	} else {
		within = n.Span
	}
	for _, f := range n.Fields {
		inside(t, f.KeySpan, within)
		outer := within
		if f.Merged {
			outer = n.Span.File.At(0, n.Span.File.Len())
		}
		for _, l := range f.Labels {
			inside(t, l.Span, within)
		}
		walkNode(t, f.Value, outer, budget)
	}
	for _, item := range n.Items {
		walkNode(t, item, within, budget)
	}
}

func inside(t testing.TB, s, within nhi.Span) {
	t.Helper()
	if !s.Valid() || s.Start < within.Start || s.End > within.End {
		t.Errorf("span %d-%d (%s) is not within %d-%d", s.Start, s.End, s, within.Start, within.End)
	}
}

// dump writes a node on one line: the kind of every scalar, its text, and the
// bytes under its span where they differ.
func dump(n *Node) string {
	if n == nil {
		return "absent"
	}
	var b strings.Builder
	if n.Tag != "" {
		b.WriteString(n.Tag + " ")
	}
	if n.Anchor != nil {
		fmt.Fprintf(&b, "(%s)", n.Span.Text())
	}
	switch n.Kind {
	case Mapping:
		b.WriteByte('{')
		for i, f := range n.Fields {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(f.Key)
			for _, l := range f.Labels {
				b.WriteString(" " + l.Text)
			}
			if f.Block {
				b.WriteString(" block")
			}
			if f.Merged {
				b.WriteString("<")
			}
			b.WriteString(": " + dump(f.Value))
		}
		b.WriteByte('}')
		return b.String()
	case Sequence:
		b.WriteByte('[')
		for i, item := range n.Items {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(dump(item))
		}
		b.WriteByte(']')
		return b.String()
	}
	b.WriteString([]string{"null", "s", "n", "b", "", "", "dynamic"}[n.Kind])
	fmt.Fprintf(&b, "%q", n.Text)
	if !n.Exact && n.Anchor == nil && n.Kind != Dynamic {
		fmt.Fprintf(&b, "~%q", n.Span.Text())
	}
	return b.String()
}

func noticeText(notices []nhi.Notice) string {
	var b strings.Builder
	for _, n := range notices {
		mark := ""
		if n.Incomplete {
			mark = "!"
		}
		fmt.Fprintf(&b, "%d%s %s\n", n.Line, mark, n.Reason)
	}
	return b.String()
}
