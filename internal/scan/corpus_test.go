package scan

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/report"
)

// TestCorpus scans each small whole repository of testdata/corpus with every
// rule: support-desk as people write them, planner with everything done right,
// complaints with what other scanners report though nothing is wrong, platform with
// the same in Terraform and three faults. A new line in want.txt is either a catch
// or a false alarm; its commit says which.
func TestCorpus(t *testing.T) {
	top, err := filepath.Abs("../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(top)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		t.Chdir(filepath.Join(top, e.Name()))
		result := scanPath(t, ".")
		fmt.Fprintf(&got, "== %s\n", e.Name())
		for _, f := range result.Report.Findings {
			fmt.Fprintln(&got, report.Line(f))
			for _, s := range f.Related {
				fmt.Fprintf(&got, "    %s\n", report.Clean(s.At.String()+": "+s.Note))
			}
		}
		for _, n := range result.Report.Notices {
			fmt.Fprintf(&got, "notice: %s: %s\n", n.Path, n.Reason)
		}
		fmt.Fprintln(&got, report.Summary(result.Report))
		if e.Name() != "support-desk" && e.Name() != "platform" && len(result.Report.Findings)+len(result.Report.Notices) > 0 {
			t.Error("the clean repository is not")
		}
	}
	golden := filepath.Join(top, "want.txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}
