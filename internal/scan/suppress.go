package scan

import (
	"slices"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
)

// suppress marks the findings that an inline comment or the configuration
// ignores, and reports ignores that say no reason, have run out, or match
// nothing.
func suppress(findings []*nhi.Finding, read []*nhi.File, ran []*nhi.Rule, c *config.Config, o Options) []nhi.Notice {
	ignores, notices := slices.Clone(c.Ignores), []nhi.Notice(nil)
	for _, f := range read {
		found, n := config.Ignores(f)
		ignores, notices = append(ignores, found...), append(notices, n...)
	}
	judged := func(rule string) bool {
		// A scan of changes reports a part of the findings only.
		return !o.Staged && o.Diff == "" && o.History == "" && slices.ContainsFunc(ran, func(r *nhi.Rule) bool { return r.Name == rule })
	}
	return append(notices, config.Apply(findings, ignores, config.Options{Known: RuleNames(), Ran: judged, Part: o.StdinName != "" || !o.everywhere(), In: c.Folder(), Now: o.Now})...)
}
