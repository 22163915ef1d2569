package scan

import (
	"context"
	"time"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Vet judges the facts of one Go package, for go vet and golangci-lint: rules
// that need no more than a package, with the ignores that its files carry.
func Vet(ctx context.Context, facts *nhi.Facts, now time.Time) ([]*nhi.Finding, error) {
	_, findings, err := Judge(ctx, facts, JudgeOptions{Now: now, View: Package})
	if err != nil {
		return nil, err
	}
	var files []*nhi.File
	seen := map[*nhi.File]bool{}
	for _, f := range findings {
		if !seen[f.At.File] {
			seen[f.At.File] = true
			files = append(files, f.At.File)
		}
	}
	suppress(findings, files, nil, &config.Config{}, Options{Now: now})
	kept := findings[:0]
	for _, f := range findings {
		if f.Suppressed == nil {
			kept = append(kept, f)
		}
	}
	return kept, nil
}
