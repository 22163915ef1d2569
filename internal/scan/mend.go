package scan

import (
	"github.com/nhivet/nhivet/internal/fix"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// mend gives the findings that count their fixes.
func mend(findings []*nhi.Finding, inv *nhi.Inventory, set *source.Set) []nhi.Notice {
	c := &fix.Context{Inventory: inv, Tree: set}
	for _, e := range set.Entries {
		c.Paths = append(c.Paths, e.Path)
	}
	for _, f := range findings {
		if f.Counts() {
			f.Fixes = c.For(f)
		}
	}
	return c.Notices()
}
