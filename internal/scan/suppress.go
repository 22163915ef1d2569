package scan

import (
	"slices"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
)

// staleIgnore is the rule about ignores themselves. It is judged here, since it
// needs the findings of all others.
var staleIgnore = &nhi.Rule{
	Name: "stale-ignore", Title: "An ignore that does not do what it says",
	Description: "What once was accepted for a reason stays accepted when the reason is gone, and nobody looks at it again.",
	Remediation: "Take the ignore out, or give it a rule that there is, a reason and a last day.",
	Severity:    4, Precision: "very-high", View: "repository",
	NHI: []string{}, ASI: []string{}, CWE: []int{}, MAESTRO: []string{}, RMF: []string{},
}

// suppress marks the findings that an inline comment or the configuration
// ignores, and makes findings of the ignores that say no reason, have run out, or
// match nothing.
func suppress(findings []*nhi.Finding, read []*nhi.File, ran []*nhi.Rule, c *config.Config, o Options) (ignores []config.Ignore, faults []*nhi.Finding) {
	var broken []config.Fault
	ignores = slices.Clone(c.Ignores)
	if !o.NoInlineIgnores {
		for _, f := range read {
			found, wrong := config.Ignores(f)
			ignores, broken = append(ignores, found...), append(broken, wrong...)
		}
	}
	judged := func(rule string) bool {
		return o.History == "" && slices.ContainsFunc(ran, func(r *nhi.Rule) bool { return r.Name == rule })
	}
	broken = append(broken, config.Apply(findings, ignores, config.Options{
		Known: RuleNames(), Ran: judged, Part: o.StdinName != "" || !o.everywhere(), In: c.Folder(), Now: o.Now, Dated: c.Dated,
	})...)
	if c.Off(staleIgnore.Name) || slices.Contains(o.Skip, staleIgnore.Name) {
		return ignores, nil
	}
	for _, b := range broken {
		f := &nhi.Finding{Rule: staleIgnore, Message: b.Reason + ".", At: b.At, Level: nhi.Warning, Subject: nhi.Key("ignore", b.At.File.Path, b.Reason)}
		if b.Idle {
			f.Level = nhi.Note
			f.Lowered = append(f.Lowered, "it hides nothing")
		}
		if most := c.Level(staleIgnore.Name); most != "" && f.Level.Rank() > most.Rank() {
			f.Level = most
			f.Lowered = append(f.Lowered, config.Name+" says so")
		}
		faults = append(faults, f)
	}
	return ignores, faults
}
