package scan

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/nhivet/nhivet/analyzers/secrets"
	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/fix"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// Vet judges the facts of one Go package and the credentials that its files show by
// their form, whatever the code does with them, for go vet and golangci-lint: rules
// that need no more than a package, with the ignores that its files carry and the
// .nhivet.yaml that speaks for the current folder, where the go command puts a
// tool. What reaches the threshold is returned: a diagnostic has no level.
func Vet(ctx context.Context, facts *nhi.Facts, files []*nhi.File, now time.Time) ([]*nhi.Finding, error) {
	if err := literals(ctx, facts, files); err != nil {
		return nil, err
	}
	if facts.Empty() {
		return nil, nil
	}
	f, _, err := source.Above(nil, config.Name)
	c, err := configuration(f, err)
	if err != nil {
		return nil, err
	}
	inv, findings, err := Judge(ctx, facts, JudgeOptions{Now: now, View: Package, Config: c})
	if err != nil {
		return nil, err
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
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	fixes := &fix.Context{Inventory: inv, Paths: paths}
	for _, f := range kept {
		f.Fixes = fixes.For(f)
	}
	return kept, nil
}

// literals adds those credentials.
func literals(ctx context.Context, facts *nhi.Facts, files []*nhi.File) error {
	for _, file := range files {
		unit, ok := secrets.Analyzer.Claims(file.Path, file.Bytes())
		if !ok {
			continue
		}
		found, err := secrets.Analyzer.Run(ctx, &nhi.Unit{Key: unit, Files: []*nhi.File{file}})
		if err != nil {
			return fmt.Errorf("read %s: %w", file.Path, err)
		}
		found.Credentials = slices.DeleteFunc(found.Credentials, func(c *nhi.Credential) bool {
			return slices.ContainsFunc(facts.Credentials, func(o *nhi.Credential) bool { return o.At.Overlaps(c.At) })
		})
		facts.Add(found)
	}
	return nil
}
