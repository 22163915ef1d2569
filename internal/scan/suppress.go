package scan

import (
	"time"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
)

// suppress marks the findings that an inline comment or the configuration
// ignores, and reports ignores that say no reason, have run out, or match
// nothing.
func suppress(findings []*nhi.Finding, read []*nhi.File, c *config.Config, now time.Time) []nhi.Notice {
	ignores, notices := c.Ignores, []nhi.Notice(nil)
	for _, f := range read {
		found, n := config.Ignores(f)
		ignores, notices = append(ignores, found...), append(notices, n...)
	}
	return append(notices, config.Apply(findings, ignores, now)...)
}
