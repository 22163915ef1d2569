package scan

import (
	"context"
	"time"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// Vet judges the facts of one Go package, for go vet and golangci-lint: rules
// that need no more than a package, with the ignores that its files carry and the
// .nhivet.yaml that speaks for the current folder, where the go command puts a
// tool. What reaches the threshold is returned: a diagnostic has no level.
func Vet(ctx context.Context, facts *nhi.Facts, now time.Time) ([]*nhi.Finding, error) {
	f, _, err := source.Above(nil, config.Name)
	c, err := configuration(f, err)
	if err != nil {
		return nil, err
	}
	_, findings, err := Judge(ctx, facts, JudgeOptions{Now: now, View: Package, Config: c})
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
	ignores, _ := inline(files)
	suppress(findings, ignores, nil, nil, c, Options{Now: now}) // what is stale is for a scan to say
	threshold := c.FailOn
	if threshold == "" {
		threshold = nhi.Warning
	}
	kept := findings[:0]
	for _, f := range findings {
		if f.Suppressed == nil && threshold != nhi.None && f.Level.Rank() >= threshold.Rank() {
			kept = append(kept, f)
		}
	}
	return kept, nil
}
