package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/nhivet/nhivet/internal/fix"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/nhivet/nhivet/internal/source"
	"github.com/spf13/cobra"
)

// fixFlags say what is mended. Empty tiers are off.
type fixFlags struct{ fix, diff string }

func (f *fixFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.fix, "fix", "", "mend what can be mended without a review, write the files, and report what is left; --fix=unsafe takes the fixes that a person has to review, too")
	flags.StringVar(&f.diff, "diff-fixes", "", "show what --fix would change, and write nothing; --diff-fixes=unsafe takes all fixes")
	flags.Lookup("fix").NoOptDefVal = string(nhi.Safe)
	flags.Lookup("diff-fixes").NoOptDefVal = string(nhi.Safe)
}

// check refuses what does not go together.
func (f *fixFlags) check(o scan.Options) error {
	for _, t := range []struct{ flag, tier string }{{"fix", f.fix}, {"diff-fixes", f.diff}} {
		if t.tier != "" && nhi.Tier(t.tier) != nhi.Safe && nhi.Tier(t.tier) != nhi.Unsafe {
			return fmt.Errorf("--%s=%s: want safe or unsafe", t.flag, t.tier)
		}
	}
	switch {
	case f.fix+f.diff != "" && o.History != "":
		return fmt.Errorf("--history reads what cannot be changed any more: fix the files of today")
	case f.fix != "" && f.diff == "" && (o.Staged || o.StdinName != ""):
		return fmt.Errorf("--fix writes the files of the work tree: give neither --staged nor --stdin-name beside it (--diff-fixes shows what would change)")
	}
	return nil
}

// asked says whether fixes are to be looked for.
func (f *fixFlags) asked() bool { return f.fix+f.diff != "" }

// tier is the boldest that was asked for.
func (f *fixFlags) tier() nhi.Tier {
	if nhi.Tier(f.fix) == nhi.Unsafe || nhi.Tier(f.diff) == nhi.Unsafe {
		return nhi.Unsafe
	}
	return nhi.Safe
}

// preview shows what would change.
func (f *fixFlags) preview(stdout, stderr io.Writer, r *scan.Result) error {
	plan := fix.Choose(r.Report.Findings, f.tier())
	hide := func(f *nhi.File, first, last int) []nhi.Span {
		return report.Hidden(f, first, last, r.Report.Secrets)
	}
	if err := fix.Diff(stdout, plan.Changes, r.Report.Secrets, hide); err != nil {
		return err
	}
	tell(stderr, "would fix", plan.Taken)
	left(stderr, plan.Left)
	f.more(stderr, r)
	return nil
}

// mend writes the files and scans again; the result is that of the second scan.
func (f *fixFlags) mend(ctx context.Context, stderr io.Writer, o scan.Options, r *scan.Result) (*scan.Result, error) {
	plan := fix.Choose(r.Report.Findings, f.tier())
	if len(plan.Changes) > 0 {
		e, err := source.OpenEditor(r.Report.Root)
		if err != nil {
			return nil, err
		}
		defer e.Close()
		// A fix of several files is made in all or in none.
		for _, c := range slices.Clone(plan.Changes) {
			if err := e.Check(c.File.Path, c.File.Bytes()); err != nil {
				plan.Leave(c.File.Path, err.Error())
			}
		}
		for _, c := range slices.Clone(plan.Changes) {
			if err := e.Replace(c.File.Path, c.File.Bytes(), c.Text); err != nil {
				plan.Leave(c.File.Path, err.Error())
			}
		}
	}
	before := r
	if len(plan.Changes) > 0 {
		var err error
		if r, err = scan.Run(ctx, o); err != nil {
			return nil, err
		}
	}
	there := map[string]bool{}
	for i, name := range nhi.Fingerprints(r.Report.Findings) {
		there[name] = r.Report.Findings[i].Counts()
	}
	names := map[*nhi.Finding]string{}
	for i, name := range nhi.Fingerprints(before.Report.Findings) {
		names[before.Report.Findings[i]] = name
	}
	var gone, stays []fix.Choice
	for _, c := range plan.Taken {
		if there[names[c.Finding]] {
			c.Why = "it is still found"
			stays = append(stays, c)
			continue
		}
		gone = append(gone, c)
	}
	tell(stderr, "fixed", gone)
	left(stderr, stays)
	left(stderr, plan.Left)
	f.more(stderr, r)
	return r, nil
}

// tell lists fixes that are made.
func tell(w io.Writer, how string, list []fix.Choice) {
	files := map[string]bool{}
	for _, c := range list {
		fmt.Fprintf(w, "%s: %s %s (%s): %s\n", report.Clean(c.Finding.At.String()), how, c.Finding.Rule.Name, c.Fix.Tier, report.Clean(c.Fix.Text))
		for _, e := range c.Fix.Edits {
			files[e.At.File.Path] = true
		}
	}
	if len(list) == 0 {
		fmt.Fprintf(w, "%s nothing\n", how)
		return
	}
	fmt.Fprintf(w, "%s %s in %s\n", how, report.Plural(len(list), "finding"), report.Plural(len(files), "file"))
}

func left(w io.Writer, list []fix.Choice) {
	for _, c := range list {
		fmt.Fprintf(w, "%s: not fixed: %s: %s\n", report.Clean(c.Finding.At.String()), c.Finding.Rule.Name, report.Clean(c.Why))
	}
}

// more says what the other tier would do.
func (f *fixFlags) more(w io.Writer, r *scan.Result) {
	n := 0
	for _, x := range r.Report.Findings {
		if x.Counts() && len(x.Fixes) > 0 && x.Fixes[0].Tier == nhi.Unsafe {
			n++
		}
	}
	if n > 0 && f.tier() == nhi.Safe {
		fmt.Fprintf(w, "%s more with a fix that wants a review (--diff-fixes=unsafe shows it)\n", report.Plural(n, "finding"))
	}
}
