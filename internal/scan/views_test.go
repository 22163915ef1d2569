package scan

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/analyzers"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
	"github.com/nhivet/nhivet/rules"
)

// some judges a part of a tree in a view.
func some(t *testing.T, files nhitest.Tree, view View, keep func(string) bool) map[where]*nhi.Finding {
	t.Helper()
	part, paths := nhitest.Tree{}, []string(nil)
	for p, f := range files {
		if keep(p) {
			part[p] = nhi.NewFile(p, f.Bytes())
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	facts := Collect(context.Background(), part, paths, analyzers.All).Facts
	_, findings, err := Judge(context.Background(), facts, JudgeOptions{Now: fixtureNow, View: view})
	if err != nil {
		t.Fatal(err)
	}
	out := map[where]*nhi.Finding{}
	for _, f := range findings {
		out[where{f.Rule.Name, f.At.File.Path, f.At.Start}] = f
	}
	return out
}

func all(string) bool { return true }

// TestViews judges the same facts in wider and wider views: what a narrow one
// says, the next one says too, and each rule keeps to its view.
func TestViews(t *testing.T) {
	for _, fixture := range fixtures(t) {
		files := load(t, fixture)
		var last map[where]*nhi.Finding
		for _, view := range []View{Site, Package, Repository} {
			found := some(t, files, view, all)
			for w := range found {
				if views[rules.ByName(w.rule).View] > view {
					t.Errorf("%s: %s ran in view %d", fixture, w.rule, view)
				}
			}
			for w, f := range last {
				if found[w] == nil {
					t.Errorf("%s: view %d lost %s", fixture, view, lines([]*nhi.Finding{f}))
				}
			}
			last = found
		}
	}
}

// TestOneFileOfMany scans each file of a fixture alone, as an editor and standard
// input do, and each folder, as go vet does with a package: nothing is found
// there that the scan of the whole does not find.
func TestOneFileOfMany(t *testing.T) {
	n := 0
	for _, fixture := range fixtures(t) {
		files := load(t, fixture)
		whole := some(t, files, Repository, all)
		folders := map[string]bool{}
		check := func(what string, view View, keep func(string) bool) {
			n++
			for _, f := range more(some(t, files, view, keep), whole, false) {
				t.Errorf("%s: %s alone: %s", fixture, what, lines([]*nhi.Finding{f}))
			}
		}
		for name := range files {
			folders[path.Dir(name)] = true
			check(name, Site, func(p string) bool { return p == name })
		}
		for dir := range folders {
			check(dir+"/", Package, func(p string) bool { return path.Dir(p) == dir })
		}
	}
	t.Logf("%d parts", n)
}

// TestStandardInput is the same through the front door.
func TestStandardInput(t *testing.T) {
	text, err := os.ReadFile("../../testdata/shared-identity/bad.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "deploy/bad.yaml", string(text))
	t.Chdir(dir)
	result, err := Run(context.Background(), Options{Stdin: bytes.NewReader(text), StdinName: "deploy/bad.yaml", Now: fixtureNow})
	if err != nil {
		t.Fatal(err)
	}
	folder := map[string]bool{}
	for _, f := range scanPath(t, ".").Report.Findings {
		folder[lines([]*nhi.Finding{f})] = true
	}
	if len(result.Report.Findings) == 0 || len(result.Report.Findings) >= len(folder) {
		t.Errorf("%d of %d findings", len(result.Report.Findings), len(folder))
	}
	for _, f := range result.Report.Findings {
		if line := lines([]*nhi.Finding{f}); !folder[line] {
			t.Errorf("only on standard input: %s", line)
		}
	}
}

// TestSameReportEachTime scans all fixtures at once, again and again, on one core
// and on many: every byte of every output is the same.
func TestSameReportEachTime(t *testing.T) {
	top, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(top)
	want := outputs(t, scanPath(t, "."))
	if !strings.Contains(want["text"], "shared-identity") {
		t.Fatal("nothing to compare")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for i, cores := range []int{1, 2, 8, 1, 16} {
		runtime.GOMAXPROCS(cores)
		for name, got := range outputs(t, scanPath(t, ".")) {
			if got != want[name] {
				t.Errorf("run %d on %d cores: %s differs: %s", i, cores, name, firstDifference(want[name], got))
			}
		}
	}
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d: %.200q, then %.200q", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}
