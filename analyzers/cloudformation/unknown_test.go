package cloudformation

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// bad counts the facts that a rule may fire on, by what is wrong.
func bad(f *nhi.Facts) map[string]int {
	n := map[string]int{}
	for _, g := range f.Grants {
		if iam.Rank(g.Breadth) >= iam.Rank(iam.Wildcard) && !g.Justified {
			n["wildcard"]++
		}
		for _, h := range g.Hazards {
			n[h]++
		}
	}
	for _, c := range f.Credentials {
		switch {
		case c.Origin == nhi.FromLiteral:
			n["literal"]++
		case c.Lifetime.Known && (c.Lifetime.Never || c.Lifetime.Seconds > day) && c.Origin == nhi.FromIssuer:
			n["life"]++
		}
	}
	for _, c := range f.Controls {
		n[c.Kind+" "+c.State]++
	}
	holders := map[string]int{}
	for _, e := range f.Edges {
		if e.Kind == nhi.RunsAs {
			if holders[e.To]++; holders[e.To] > 1 {
				n["shared"]++
			}
		}
	}
	for _, a := range f.Agents {
		if a.Score >= nhi.AgentScore {
			n["agent"]++
		}
	}
	return n
}

// TestUnknown replaces every value of the fixtures, one at a time, by a parameter
// that only a deployment sets. Nothing may become bad by that.
func TestUnknown(t *testing.T) {
	names, err := filepath.Glob("testdata/*/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	count := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		docs, _ := tree.YAML(nhi.NewFile("a.yaml", text))
		before := bad(facts(t, map[string]string{"a.yaml": string(text)}))
		var visit func(n *tree.Node)
		visit = func(n *tree.Node) {
			for _, f := range n.Fields {
				visit(f.Value)
			}
			for _, i := range n.Items {
				visit(i)
			}
			start, end := n.Span.Start, n.Span.End
			if !n.Scalar() || !n.Exact || n.Tag != "" || start == end {
				return
			}
			if start > 0 && end < len(text) && text[start-1] == text[end] && strings.IndexByte(`"'`, text[end]) >= 0 {
				start, end = start-1, end+1
			}
			mutated := string(text[:start]) + "!Ref NotSet" + string(text[end:])
			if docs, notices := tree.YAML(nhi.NewFile("a.yaml", []byte(mutated))); len(docs) != 1 || len(notices) > 0 {
				return
			}
			count++
			for what, n := range bad(facts(t, map[string]string{"a.yaml": mutated})) {
				if n > before[what] {
					t.Errorf("%s: %q at %d unknown: %d %s, before %d", name, text[start:end], start, n, what, before[what])
				}
			}
		}
		visit(docs[0].Root)
	}
	if count < 300 {
		t.Errorf("only %d values were replaced", count)
	}
	t.Logf("%d values", count)
}
