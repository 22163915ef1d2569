package vet_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/nhivet/nhivet/internal/vet"
)

// TestSuggestedFixes takes what the rules' own judge finds: a safe fix is suggested,
// as go vet -fix makes it without asking, and no other.
func TestSuggestedFixes(t *testing.T) {
	dir := t.TempDir() // below testdata everything is a test, and quieter
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "suggest"))); err != nil {
		t.Fatal(err)
	}
	analyzer := vet.Analyzer(func(facts *nhi.Facts, files []*nhi.File) ([]*nhi.Finding, error) {
		return scan.Vet(context.Background(), facts, files, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	})
	fixes := 0
	for _, r := range analysistest.RunWithSuggestedFixes(t, dir, analyzer, "desk") {
		for _, d := range r.Diagnostics {
			fixes += len(d.SuggestedFixes)
		}
	}
	if fixes != 3 {
		t.Errorf("%d fixes, want 3: those that want a review are for nhivet scan --fix=unsafe", fixes)
	}
}
