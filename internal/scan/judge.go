package scan

import (
	"context"
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/join"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/rules"
)

// View is how much of a repository the facts come from. A rule runs only in a
// view at least as wide as its own.
type View int

// The views, narrowest first: a file, a package or folder, a repository.
const (
	Site View = iota
	Package
	Repository
)

var views = map[string]View{"site": Site, "package": Package, "repository": Repository}

// JudgeOptions are what judging needs besides facts.
type JudgeOptions struct {
	Now    time.Time
	Config *config.Config // nil means the defaults
	View   View
	// Only and Skip choose rules by name; an empty Only means all.
	Only, Skip []string
	// Below cuts the named root off a path; nil means that nothing is cut.
	Below func(path string) string
}

// Judge joins facts and judges them. Findings come in the order of the report,
// not yet suppressed.
func Judge(ctx context.Context, facts *nhi.Facts, o JudgeOptions) (*nhi.Inventory, []*nhi.Finding, error) {
	c := o.Config
	if c == nil {
		c = &config.Config{}
	}
	below := o.Below
	if below == nil {
		below = func(path string) string { return path }
	}
	redact := redactorOf(facts)
	inv := join.Join(facts, join.Options{
		Now: o.Now,
		Lives: func(kind, environment string) join.Lives {
			return join.Lives(c.Limits(kind, environment))
		},
		Environment: func(path, namespace, name string) (string, int, string) {
			if e := c.Environment(path, namespace, name); e != "" {
				return e, nhi.Certain, config.Name
			}
			return agents.EnvironmentBy(below(path), namespace, name)
		},
		Owned:      c.Owned,
		Owner:      c.Owner,
		Include:    c.Agents.Included,
		Exclude:    c.Agents.Excluded,
		Parameters: c.Parameters(),
	})
	redact.inventory(inv)
	chosen, err := choose(o, c)
	if err != nil {
		return nil, nil, err
	}
	verdicts, err := rules.Eval(ctx, inv, chosen)
	if err != nil {
		return nil, nil, err
	}
	findings, readers := make([]*nhi.Finding, 0, len(verdicts)), readers(inv)
	for _, v := range verdicts {
		f := finding(v, below, readers)
		if most := c.Level(f.Rule.Name); most != "" && f.Level.Rank() > most.Rank() {
			f.Level = most
			f.Lowered = append(f.Lowered, config.Name+" says so")
		}
		if f.Level != nhi.None && (o.View == Repository || !unfinished(f)) {
			findings = append(findings, f)
		}
	}
	return inv, order(findings), nil
}

// unfinished says whether a finding of a narrow view may be about something that
// an overlay elsewhere completes: it is in a base, and is no literal, which stays
// one whatever is laid over it.
func unfinished(f *nhi.Finding) bool {
	if f.Rule.Name == "literal-credential" {
		return false
	}
	for dir := range strings.SplitSeq(path.Dir(f.At.File.Path), "/") {
		if dir == "base" || dir == "bases" {
			return true
		}
	}
	return false
}

// alike makes one finding of those about equal literals that count: the loudest
// speaks, the first of them, and the others are its related places. Whoever
// replaces the secret replaces it in all.
func alike(findings []*nhi.Finding) []*nhi.Finding {
	findings = order(findings)
	type class struct {
		rule *nhi.Rule
		same int
	}
	speaks := map[class]*nhi.Finding{}
	for _, f := range findings {
		if k := (class{f.Rule, f.Same}); f.Same > 0 && f.Suppressed == nil && (speaks[k] == nil || f.Level.Rank() > speaks[k].Level.Rank()) {
			speaks[k] = f
		}
	}
	return slices.DeleteFunc(findings, func(f *nhi.Finding) bool {
		one := speaks[class{f.Rule, f.Same}]
		if one == nil || one == f || f.Suppressed != nil {
			return false
		}
		one.Related = append(one.Related, nhi.Step{At: f.At, Note: "the same value is written out here"})
		return true
	})
}

// choose picks the rules that may run.
func choose(o JudgeOptions, c *config.Config) ([]*nhi.Rule, error) {
	for _, name := range append(slices.Clone(o.Only), o.Skip...) {
		if RuleByName(name) == nil {
			return nil, fmt.Errorf("there is no rule %q%s", name, config.Suggest(name, RuleNames()))
		}
	}
	var out []*nhi.Rule
	for _, r := range rules.All() {
		switch {
		case views[r.View] > o.View, r.Closed && len(c.Owns) == 0, c.Off(r.Name):
		case len(o.Only) > 0 && !slices.Contains(o.Only, r.Name), slices.Contains(o.Skip, r.Name):
		default:
			out = append(out, r)
		}
	}
	return out, nil
}

// Rules are all rules, in order of name: the embedded ones, and the one about
// ignores.
func Rules() []*nhi.Rule {
	list := append(slices.Clone(rules.All()), staleIgnore)
	slices.SortFunc(list, func(a, b *nhi.Rule) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// RuleByName is the rule of a name, nil for none.
func RuleByName(name string) *nhi.Rule {
	if name == staleIgnore.Name {
		return staleIgnore
	}
	return rules.ByName(name)
}

// RuleNames are the names of all rules, in order.
func RuleNames() []string {
	var names []string
	for _, r := range Rules() {
		names = append(names, r.Name)
	}
	return names
}

// order sorts findings as they are reported, and keeps one of each, the loudest.
func order(findings []*nhi.Finding) []*nhi.Finding {
	less := func(a, b *nhi.Finding) bool {
		if a.At != b.At {
			return a.At.Less(b.At)
		}
		if a.Rule.Name != b.Rule.Name {
			return a.Rule.Name < b.Rule.Name
		}
		if a.Message != b.Message {
			return a.Message < b.Message
		}
		return a.Level.Rank() > b.Level.Rank()
	}
	sort.SliceStable(findings, func(i, j int) bool { return less(findings[i], findings[j]) })
	return slices.CompactFunc(findings, func(a, b *nhi.Finding) bool {
		return a.At == b.At && a.Rule == b.Rule && a.Message == b.Message
	})
}
