package scan

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// corpusTop holds small whole repositories: NAME/bad with its faults, NAME/good
// the same platform done right, or one of the two.
const corpusTop = "../../testdata/corpus"

// TestCorpus scans each tree of the corpus with every rule. A good tree is silent
// at warning and above. NAME/want.txt is the complete output: a new line there is
// either a catch or a false alarm, and its commit says which. NAME/expected.txt
// is what a reviewer wanted said before the tool was run.
func TestCorpus(t *testing.T) {
	top, err := filepath.Abs(corpusTop)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(top)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		t.Run(e.Name(), func(t *testing.T) {
			home := filepath.Join(top, e.Name())
			var got strings.Builder
			for _, kind := range []string{"bad", "good"} {
				if _, err := os.Stat(filepath.Join(home, kind)); err != nil {
					continue
				}
				t.Chdir(filepath.Join(home, kind))
				result := scanPath(t, ".")
				fmt.Fprintf(&got, "== %s\n%s", kind, printed(result))
				if kind == "good" {
					for _, f := range result.Report.Findings {
						if f.Counts() && f.Level.Rank() >= nhi.Warning.Rank() {
							t.Errorf("what is done right is reported: %s", report.Line(f))
						}
					}
					continue
				}
				t.Chdir(home)
				review(t, result.Report.Findings)
			}
			t.Chdir(home)
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile("want.txt", []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile("want.txt")
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%swant\n%s", got.String(), want)
			}
		})
	}
}

// printed is a report as want.txt holds it.
func printed(result *Result) string {
	var out strings.Builder
	for _, f := range result.Report.Findings {
		if f.Suppressed != nil {
			fmt.Fprintf(&out, "ignored (%s): ", f.Suppressed.Reason)
		}
		fmt.Fprintln(&out, report.Line(f))
		for _, s := range f.Related {
			fmt.Fprintf(&out, "    %s\n", report.Clean(s.At.String()+": "+s.Note))
		}
	}
	for _, n := range result.Report.Notices {
		fmt.Fprintf(&out, "notice: %s: %s\n", n.Path, n.Reason)
	}
	fmt.Fprintln(&out, report.Summary(result.Report))
	return out.String()
}

// expectation is a line of expected.txt: a place, the rules of which one has to
// say something there, and words for the reader. In place of the rules stands
// "missed:" and one of them where the tool does not see the fault; the words then
// say why.
type expectation struct {
	place  string
	rules  []string
	missed bool
}

// review holds a report against expected.txt, where there is one. Every line
// that is not missed has to be said, at its place or with its place as a related
// one; one that is missed must not be; and every warning and error says what some
// line expects.
func review(t *testing.T, findings []*nhi.Finding) {
	t.Helper()
	text, err := os.ReadFile("expected.txt")
	if os.IsNotExist(err) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	var list []expectation
	for i, line := range strings.Split(string(text), "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		if len(fields) < 3 {
			t.Fatalf("expected.txt:%d: not a place, rules and words", i+1)
		}
		names, missed := strings.CutPrefix(fields[1], "missed:")
		list = append(list, expectation{place: fields[0], rules: strings.Split(names, ","), missed: missed})
	}
	said := map[string]bool{}
	for _, f := range findings {
		for _, p := range covered(f) {
			said[p+" "+f.Rule.Name] = true
		}
	}
	wanted := map[string]bool{}
	for _, e := range list {
		some := false
		for _, rule := range e.rules {
			some = some || said[e.place+" "+rule]
			wanted[e.place+" "+rule] = true
		}
		switch {
		case e.missed && some:
			t.Errorf("%s: %s is found: it is missed no more", e.place, strings.Join(e.rules, ","))
		case !e.missed && !some:
			t.Errorf("%s: %s is missed", e.place, strings.Join(e.rules, ","))
		}
	}
findings:
	for _, f := range findings {
		if f.Level.Rank() < nhi.Warning.Rank() {
			continue
		}
		for _, p := range covered(f) {
			if wanted[p+" "+f.Rule.Name] {
				continue findings
			}
		}
		t.Errorf("no reviewer asked for it: %s", report.Line(f))
	}
}

// near is how many lines a reviewer's place may be away from the tool's: a
// key, its value and the block around them are one thing to a reader.
const near = 3

// covered are the lines that a finding points to, and those near them.
func covered(f *nhi.Finding) []string {
	var out []string
	for _, step := range append([]nhi.Step{{At: f.At}}, f.Related...) {
		at := step.At.Position()
		for line := at.Line - near; line <= at.EndLine+near; line++ {
			out = append(out, fmt.Sprintf("%s:%d", at.File, line))
		}
	}
	return out
}
