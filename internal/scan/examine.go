package scan

import (
	"cmp"
	"context"
	"strings"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
	"github.com/nhivet/nhivet/rules"
)

// examined is what one set of files says.
type examined struct {
	collected *Collected
	golang    nhi.GoUsed
	inventory *nhi.Inventory
	findings  []*nhi.Finding
	notices   []nhi.Notice
	ignores   []config.Ignore
	// How many were seen, and where secrets are written out.
	agents, identities, credentials int
	secrets                         []nhi.Span
	// literals were looked for in every file, and found in those of repeats.
	literals []*nhi.Credential
	repeats  []nhi.Span
	redact   redactor
	tree     *recalled
}

// examine reads the files of a set, judges what they say, and takes out what is
// ignored.
func examine(ctx context.Context, o Options, set *source.Set, view View, c *config.Config, policies *rules.Policies, before *past) (*examined, error) {
	paths := make([]string, len(set.Entries))
	for i, e := range set.Entries {
		paths[i] = e.Path
	}
	readers, typed, err := o.goReaders(set)
	if err != nil {
		return nil, err
	}
	var tree nhi.Tree = set
	var recalled *recalled
	if o.memory != nil {
		recalled = o.memory.recalled(set)
		tree = recalled
	}
	if o.warm != nil {
		tree = o.warm
	}
	collected := Collect(ctx, tree, paths, readers)
	facts := collected.Facts
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if o.warm != nil {
		o.warm.keep()
	}
	literals, repeats := repeated(ctx, set, paths, facts)
	notices := append(append(facts.Notices, set.Notices()...), typed.Notices()...)
	relevant(set, notices)
	redact := redactorOf(facts)
	if recalled != nil {
		recalled.units.settle(redact)
	}
	for i := range notices {
		notices[i].Reason = redact.text(notices[i].Reason)
	}
	judging := JudgeOptions{Now: o.Now, Config: c, View: view, Only: o.Only, Skip: o.Skip, Below: below(set.Root, o.Paths)}
	ran, err := choose(judging, c)
	if err != nil {
		return nil, err
	}
	inv, findings, err := Judge(ctx, facts, judging)
	if err != nil {
		return nil, err
	}
	if policies != nil {
		own, err := policyFindings(ctx, policies, inv)
		if err != nil {
			return nil, err
		}
		findings = order(append(findings, own...))
	}
	var ignores []config.Ignore
	var faults []config.Fault
	if !o.NoInlineIgnores {
		ignores, faults = inline(collected.Ignoring)
	}
	if o.BaseConfig && before != nil {
		var told []nhi.Notice
		ignores, told = before.trusted(ignores, o.Diff)
		notices = append(notices, told...)
	}
	ignores, stale := suppress(findings, ignores, faults, ran, c, o)
	notices = append(notices, allowed(findings, set)...)
	findings = append(instances(alike(findings)), stale...)
	return &examined{
		collected: collected, golang: goUsed(collected, typed), inventory: inv, findings: order(findings), notices: notices, ignores: ignores,
		agents:      places(inv.Agents, func(a *nhi.Agent) (nhi.Span, string) { return a.At, a.Name }),
		identities:  places(inv.Identities, func(i *nhi.Identity) (nhi.Span, string) { return i.At, i.Kind + i.Name }),
		credentials: places(inv.Credentials, func(c *nhi.Credential) (nhi.Span, string) { return c.At, c.Kind + c.Name }),
		secrets:     secretPlaces(inv), literals: literals, repeats: repeats, redact: redact, tree: recalled,
	}, nil
}

// earlier scans what a set of changes is compared with: HEAD for the index, else
// the revision that was named, by the configuration of its own.
func earlier(ctx context.Context, o Options, set *source.Set, view View, policies *rules.Policies) (*past, error) {
	rev := cmp.Or(o.Diff, "HEAD")
	if set.First {
		return &past{}, nil
	}
	was, c, err := o.openBefore(set, rev)
	if err != nil {
		return nil, err
	}
	defer was.Close()
	e, err := examine(ctx, o, was, view, c, policies, nil)
	if err != nil {
		return nil, err
	}
	return remember(e), nil
}

// openBefore lists what the revision has of a set.
func (o Options) openBefore(set *source.Set, rev string) (*source.Set, *config.Config, error) {
	roots := o.Paths
	if o.Staged {
		roots = nil // the path names the repository
	}
	was, err := source.OpenBefore(set, roots, rev, o.sources(&config.Config{}))
	if err != nil {
		return nil, nil, err
	}
	f, in, err := was.Above(config.Name)
	c, err := configuration(f, err)
	if err != nil {
		c = &config.Config{} // a mistake that the change may be mending
	}
	c.In(in)
	was.Exclude(c.Exclude, in)
	return was, c, nil
}

// policyFindings are a team's own policies' results.
func policyFindings(ctx context.Context, p *rules.Policies, inv *nhi.Inventory) ([]*nhi.Finding, error) {
	results, err := p.Check(ctx, inv)
	if err != nil {
		return nil, err
	}
	var out []*nhi.Finding
	for _, result := range results {
		rule := &nhi.Rule{
			Name: "policy/" + strings.ReplaceAll(result.Namespace, ".", "/"), Title: "A policy of your own", Description: "This team's own policy asks for it.",
			Remediation: "Change what it names, or the policy.", Severity: 8, Precision: "high", View: "repository",
		}
		add := func(r rules.Result, level nhi.Level) {
			out = append(out, &nhi.Finding{Rule: rule, Message: r.Message, At: r.At, Level: level, Subject: rule.Name + ":" + r.Message})
		}
		for _, r := range result.Failures {
			add(r, nhi.Error)
		}
		for _, r := range result.Warnings {
			add(r, nhi.Warning)
		}
	}
	return out, nil
}
