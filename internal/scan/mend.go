package scan

import (
	"github.com/nhivet/nhivet/internal/fix"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// mender is what fixers look at in what a scan found.
func mender(inv *nhi.Inventory, set *source.Set) *fix.Context {
	c := &fix.Context{Inventory: inv, Tree: set}
	for _, e := range set.Entries {
		c.Paths = append(c.Paths, e.Path)
	}
	return c
}

// mend gives the findings that count their fixes.
func mend(findings []*nhi.Finding, inv *nhi.Inventory, set *source.Set) []nhi.Notice {
	c := mender(inv, set)
	for _, f := range findings {
		if f.Counts() {
			f.Fixes = c.For(f)
		}
	}
	return c.Notices()
}

// Fixes looks for the fixes of one finding, for who wants few of them: it reads its
// file again. It is not safe for concurrent use, and knows the files as they were
// scanned.
func (r *Result) Fixes(f *nhi.Finding) []nhi.Fix {
	if r.mender == nil {
		r.mender = mender(r.Inventory, r.set)
	}
	return r.mender.For(f)
}
