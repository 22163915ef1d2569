package picture

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nhivet/nhivet/internal/nhi"
)

var forms = map[string]func(io.Writer, *Picture) error{"table": Table, "json": JSON, "mermaid": Mermaid, "dot": DOT, "html": HTML, "cyclonedx": CycloneDX}

// TestForms holds for every form: the same every time, no secret, no character
// that a terminal obeys, and an end even without agents.
func TestForms(t *testing.T) {
	for name, write := range forms {
		var first, second, none bytes.Buffer
		for _, b := range []*bytes.Buffer{&first, &second} {
			if err := write(b, drawn(t, sample(), Options{All: true})); err != nil {
				t.Fatal(name, err)
			}
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s differs from one time to the next", name)
		}
		for _, bad := range []string{secret, secret[8:24], "\x1b", "\u202e", "\u2028"} {
			if strings.Contains(first.String(), bad) {
				t.Errorf("%s has %q", name, bad)
			}
		}
		for _, want := range []string{"triage", "OPENAI", "everything"} {
			if !strings.Contains(first.String(), want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
		if err := write(&none, drawn(t, &nhi.Facts{}, Options{})); err != nil || none.Len() == 0 {
			t.Errorf("%s of nothing: %v, %d bytes", name, err, none.Len())
		}
	}
}

func TestGolden(t *testing.T) {
	for _, name := range []string{"table", "mermaid", "dot", "cyclonedx"} {
		var b bytes.Buffer
		if err := forms[name](&b, drawn(t, sample(), Options{})); err != nil {
			t.Fatal(err)
		}
		golden(t, name+".golden", b.Bytes())
	}
}

func TestTableWidth(t *testing.T) {
	var b bytes.Buffer
	if err := Table(&b, drawn(t, sample(), Options{})); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width && strings.Contains(strings.TrimSpace(line), " ") {
			t.Errorf("a line has %d columns: %s", n, line)
		}
	}
}

// TestMermaidBounds: whatever is drawn stays below what Mermaid refuses, and says
// what is left out.
func TestMermaidBounds(t *testing.T) {
	facts := crowd(600)
	for i := range 600 { // everybody holds the first key as well
		facts.Edges = append(facts.Edges, &nhi.Edge{Kind: nhi.Holds, From: fmt.Sprintf("a:agent-%05d", i), To: "c:agent-00000", Confidence: nhi.Certain, At: facts.Agents[0].At})
	}
	var b bytes.Buffer
	if err := Mermaid(&b, drawn(t, facts, Options{})); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	edges := len(regexp.MustCompile(`(?m)^  \w+ (-->|-\.->|==>) \w+$`).FindAllString(text, -1))
	if edges == 0 || edges > 500 || len(text) > 50_000 {
		t.Errorf("%d edges, %d bytes", edges, len(text))
	}
	if !strings.Contains(text, "nodes are drawn") {
		t.Error("nothing says that it was cut")
	}
}

// TestComposeShared: what agents outside of the cut share still says so.
func TestComposeShared(t *testing.T) {
	p := drawn(t, crowd(100), Options{})
	s := p.Compose(50)
	if s.Total <= 50 || len(s.Nodes) > 50 || len(s.Nodes) < 40 {
		t.Fatalf("%d of %d nodes", len(s.Nodes), s.Total)
	}
	kept := map[string]bool{}
	for _, n := range s.Nodes {
		kept[n.ID] = true
	}
	for _, e := range s.Edges {
		if !kept[e.From] || !kept[e.To] {
			t.Errorf("an edge leads to a node that is not drawn: %v", e)
		}
	}
}

// FuzzNames: whatever things are called, a page has its two scripts and no more, JSON
// is JSON, and a drawing has one thing a line.
func FuzzNames(f *testing.F) {
	for _, name := range []string{hostile, "a", "", "\xff\xfe", "#59; end", `\`, `"`, "a\nb --> c", "<!--", "<svg/onload=x>", "{{template}}", strings.Repeat("長", 300)} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		facts := sample()
		facts.Agents[0].Name, facts.Identities[0].Name, facts.Credentials[0].Name, facts.Tools[0].Name = name, name, name, name
		facts.Grants[0].Name, facts.Controls[0].Name, facts.Agents[0].Environment, facts.Agents[0].Kind = name, name, name, name
		p := drawn(t, facts, Options{All: true})
		out := map[string]string{}
		for form, write := range forms {
			var b bytes.Buffer
			if err := write(&b, p); err != nil {
				t.Fatalf("%s: %v", form, err)
			}
			out[form] = b.String()
		}
		if n := strings.Count(strings.ToLower(out["html"]), "</script"); n != 2 {
			t.Errorf("%d scripts end", n)
		}
		for _, form := range []string{"json", "cyclonedx"} {
			if !json.Valid([]byte(out[form])) {
				t.Errorf("%s is no JSON", form)
			}
		}
		line := regexp.MustCompile(`^(flowchart LR|  subgraph \w+ \["[\w ]+"\]|    \w+\W{1,2}"([^"#<]|#\d+;|<br>)*"\W{1,2}(:::\w+)?|  end|  \w+ (-->|-\.->|==>) \w+|  classDef .*)$`)
		for l := range strings.Lines(out["mermaid"]) {
			if !line.MatchString(strings.TrimSuffix(l, "\n")) {
				t.Errorf("Mermaid has the line %q", l)
			}
		}
		text := regexp.MustCompile(`^[^"]*("([^"\\]|\\.)*"[^"]*)*$`)
		for l := range strings.Lines(out["dot"]) {
			if !text.MatchString(strings.TrimSuffix(l, "\n")) {
				t.Errorf("DOT has the line %q", l)
			}
		}
	})
}

func BenchmarkForms(b *testing.B) {
	for _, n := range []int{125, 5000} { // agents, with four nodes each
		p := drawn(b, crowd(n), Options{})
		for _, name := range []string{"table", "json", "html"} {
			b.Run(fmt.Sprintf("%s/%d", name, 4*n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := forms[name](io.Discard, p); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkNew makes the picture itself, of 500 and of 20,000 nodes.
func BenchmarkNew(b *testing.B) {
	for _, n := range []int{125, 5000} {
		b.Run(fmt.Sprint(4*n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				facts := crowd(n)
				b.StartTimer()
				drawn(b, facts, Options{})
			}
		})
	}
}
