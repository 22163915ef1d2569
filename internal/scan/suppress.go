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

// inline are the ignores in files, and those that cannot be honoured.
func inline(files []*nhi.File) (ignores []config.Ignore, faults []config.Fault) {
	for _, f := range files {
		found, wrong := config.Ignores(f)
		ignores, faults = append(ignores, found...), append(faults, wrong...)
	}
	return ignores, faults
}

// suppress marks the findings that an ignore in a file or in the configuration
// hides, and makes findings of the ignores that say no reason, have run out, or
// match nothing.
func suppress(findings []*nhi.Finding, inFiles []config.Ignore, broken []config.Fault, ran []*nhi.Rule, c *config.Config, o Options) (ignores []config.Ignore, stale []*nhi.Finding) {
	ignores = append(slices.Clone(c.Ignores), inFiles...)
	judged := func(rule string) bool {
		return o.History == "" && slices.ContainsFunc(ran, func(r *nhi.Rule) bool { return r.Name == rule })
	}
	part := o.StdinName != "" || !o.everywhere()
	shared := slices.ContainsFunc(ran, func(r *nhi.Rule) bool { return sharingRules[r.Name] && judged(r.Name) })
	broken = append(broken, config.Accepted(findings, c.Accepts, part || !shared, o.Now)...)
	broken = append(broken, config.Apply(findings, ignores, config.Options{
		Known: RuleNames(), Ran: judged, Part: part, In: c.Folder(), Now: o.Now, Dated: c.Dated,
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
		stale = append(stale, f)
	}
	return ignores, stale
}
