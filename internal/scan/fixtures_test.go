package scan

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/rules"
)

// fixtureNow is the date that every fixture is judged on.
var fixtureNow = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// TestFixtures runs each rule alone over its folder, through the real
// analyzers: every bad file or tree is found, every good one is quiet, and
// want.txt holds the findings as the tool prints them.
func TestFixtures(t *testing.T) {
	top, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules.All() {
		t.Run(r.Name, func(t *testing.T) {
			t.Chdir(filepath.Join(top, r.Name))
			got := strings.Join(scanFixture(t, r, "bad"), "\n") + "\n"
			for _, line := range scanFixture(t, r, "good") {
				t.Errorf("a good fixture is found: %s", line)
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile("want.txt", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile("want.txt")
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// scanFixture scans every file or tree of a kind on its own, and insists that
// each bad one is found.
func scanFixture(t *testing.T, r *nhi.Rule, kind string) []string {
	t.Helper()
	paths, err := filepath.Glob(kind + "*")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no %s fixture", kind)
	}
	var lines []string
	for _, p := range paths {
		result := scanPath(t, p, r.Name)
		if kind == "bad" && len(result.Report.Findings) == 0 {
			t.Errorf("%s: not found", p)
		}
		for _, f := range result.Report.Findings {
			lines = append(lines, report.Line(f))
			for _, s := range f.Related {
				lines = append(lines, "    "+report.Clean(s.At.String()+": "+s.Note))
			}
		}
		for _, n := range result.Report.Notices {
			lines = append(lines, "notice: "+n.Path+": "+n.Reason)
		}
	}
	return lines
}

func scanPath(t *testing.T, path string, only ...string) *Result {
	t.Helper()
	result, err := Run(context.Background(), Options{Paths: []string{path}, Now: fixtureNow, Only: only, IncludeIgnored: true})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// TestEveryFixtureFolderIsARule keeps a renamed rule from leaving its fixtures
// untested.
func TestEveryFixtureFolderIsARule(t *testing.T) {
	entries, err := os.ReadDir("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch e.Name() {
		case "corpus", "labels":
		default:
			if rules.ByName(e.Name()) == nil {
				t.Errorf("testdata/%s belongs to no rule", e.Name())
			}
		}
	}
}
