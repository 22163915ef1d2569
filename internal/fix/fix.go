// Package fix knows how findings are mended: for a rule and a kind of file, which
// bytes stand in the way and what belongs there. It takes findings, facts and the
// bytes that were scanned, and gives edits; it judges nothing and writes nothing.
//
// No fix writes a secret anywhere, asks the network, or makes up a name: what is
// put in is a constant of the table, or stands somewhere else in the tree.
package fix

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Fixer is a row of the table: what is done about the findings of a rule in some
// files.
type Fixer struct {
	Rule string
	// Tier is the safest that its fixes have.
	Tier nhi.Tier
	// Does says in a clause what is done, In to which files.
	Does, In string

	make func(s *site) []nhi.Fix
}

// table is every fixer. Several may answer for one rule; each looks whether the
// file and the place are what it knows.
var table = slices.Concat(settingFixers(), lifeFixers, manifestFixers, ignoreFixers, entryFixers, actionFixers, referenceFixers, accountFixers, codeFixers, logFixers)

// Table is every fixer, in order of rule.
func Table() []Fixer {
	return slices.SortedStableFunc(slices.Values(table), func(a, b Fixer) int { return strings.Compare(a.Rule, b.Rule) })
}

// Of are the fixers of a rule.
func Of(rule string) []Fixer {
	return slices.DeleteFunc(slices.Clone(table), func(x Fixer) bool { return x.Rule != rule })
}

// Context is what fixers may look at besides the finding. One context serves the
// findings of one scan, and is not safe for concurrent use.
type Context struct {
	Inventory *nhi.Inventory
	// Tree gives other files as they were scanned, and Paths are those of the scan:
	// no other file is changed.
	Tree  nhi.Tree
	Paths []string

	listed      map[string]bool
	roots       map[*nhi.File][]*tree.Node
	credentials map[nhi.Span][]*nhi.Credential
	code        map[*nhi.File]*goFile
	imports     map[*nhi.File]pyImports
	seen        map[*nhi.File]int
	commits     map[[2]string][]string
	notices     []nhi.Notice
}

// Notices are faults of fixers. Whatever goes wrong in one is no fix.
func (c *Context) Notices() []nhi.Notice { return c.notices }

// For gives the fixes of a finding, the safest first; none where nobody can say
// what belongs there.
func (c *Context) For(f *nhi.Finding) (fixes []nhi.Fix) {
	if f.Rule == nil || !f.At.Valid() {
		return nil
	}
	if c.seen == nil {
		c.seen = map[*nhi.File]int{}
	}
	if c.seen[f.At.File]++; c.seen[f.At.File] > maxFindings {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			fixes = nil
			c.notices = append(c.notices, nhi.Notice{Path: f.At.File.Path, Reason: fmt.Sprintf("fix %s: internal fault, please report it: %T", f.Rule.Name, r)})
		}
	}()
	for _, x := range table {
		if x.Rule != f.Rule.Name {
			continue
		}
		for _, one := range x.make(&site{c, f, f.At.File}) {
			if c.editable(one) {
				fixes = append(fixes, one)
			}
		}
	}
	slices.SortStableFunc(fixes, func(a, b nhi.Fix) int { return rank(a.Tier) - rank(b.Tier) })
	return fixes
}

// maxFindings is how many findings of one file are looked at. People mend fewer at
// once, and a file that was made to hurt must not cost more for each.
const maxFindings = 1000

func rank(t nhi.Tier) int {
	if t == nhi.Safe {
		return 0
	}
	return 1
}

// editable says whether a fix changes something, and only files that people wrote
// and that are part of the scan.
func (c *Context) editable(x nhi.Fix) bool {
	if c.listed == nil {
		c.listed = make(map[string]bool, len(c.Paths))
		for _, p := range c.Paths {
			c.listed[p] = true
		}
	}
	for _, e := range x.Edits {
		if !e.At.Valid() || e.At.File.Derived() || !c.listed[e.At.File.Path] || e.At.Text() == e.New {
			return false
		}
	}
	return len(x.Edits) > 0
}

// read is another file of the scan; nil where there is none.
func (c *Context) read(path string) *nhi.File {
	if c.Tree == nil {
		return nil
	}
	f, err := c.Tree.Read(path)
	if err != nil {
		return nil
	}
	return f
}

// site is a finding as a fixer sees it.
type site struct {
	*Context
	finding *nhi.Finding
	file    *nhi.File
}

// at is where the finding stands.
func (s *site) at() nhi.Span { return s.finding.At }

// credential is the one that was judged; nil for none.
func (s *site) credential() *nhi.Credential {
	for _, c := range s.credentialsAt(s.at()) {
		if c.Key == s.finding.Subject {
			return c
		}
	}
	return nil
}

// credentialsAt are those of a place.
func (c *Context) credentialsAt(at nhi.Span) []*nhi.Credential {
	if c.credentials == nil && c.Inventory != nil {
		c.credentials = map[nhi.Span][]*nhi.Credential{}
		for _, x := range c.Inventory.Credentials {
			c.credentials[x.At] = append(c.credentials[x.At], x)
		}
	}
	return c.credentials[at]
}

// documents are the roots of a file that one of the readers knows; none of one that
// cannot be read whole.
func (s *site) documents(f *nhi.File) []*tree.Node {
	if roots, ok := s.roots[f]; ok {
		return roots
	}
	roots, notices := parse(f)
	for _, n := range notices {
		if n.Incomplete {
			roots = nil
		}
	}
	if s.roots == nil {
		s.Context.roots = map[*nhi.File][]*tree.Node{}
	}
	s.Context.roots[f] = roots
	return roots
}

// one is a list of one fix.
func one(t nhi.Tier, text string, edits ...nhi.Edit) []nhi.Fix {
	return []nhi.Fix{{Tier: t, Text: text, Edits: edits}}
}
