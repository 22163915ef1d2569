package scan

import (
	"slices"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
)

// suppress marks the findings that an inline comment or the configuration
// ignores, and reports ignores that say no reason, have run out, or match
// nothing.
func suppress(findings []*nhi.Finding, read []*nhi.File, c *config.Config, o Options) []nhi.Notice {
	ignores, notices := slices.Clone(c.Ignores), []nhi.Notice(nil)
	for _, f := range read {
		found, n := config.Ignores(f)
		ignores, notices = append(ignores, found...), append(notices, n...)
	}
	ran := func(rule string) bool {
		// A staged scan reports a part of the findings only.
		return !o.Staged && !c.Off(rule) && !slices.Contains(o.Skip, rule) && (len(o.Only) == 0 || slices.Contains(o.Only, rule))
	}
	return append(notices, config.Apply(findings, ignores, config.Options{Known: RuleNames(), Ran: ran, Now: o.Now})...)
}
