// Package scan is the engine: it lists and reads files, has every analyzer turn
// them into facts, joins and judges those, and orders what comes out into a
// report.
package scan

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	pathpkg "path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
	"time"

	"github.com/nhivet/nhivet/analyzers"
	"github.com/nhivet/nhivet/analyzers/golang"
	"github.com/nhivet/nhivet/analyzers/secrets"
	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
	"github.com/nhivet/nhivet/rules"
	"github.com/open-policy-agent/conftest/output"
)

// Options of a scan. The zero value scans the current directory.
type Options struct {
	// Paths are files and folders; none means the current directory.
	Paths []string
	// Stdin is read as one file of the name StdinName when that is set.
	Stdin     io.Reader
	StdinName string
	// Staged reads git's index and compares with HEAD: what was there does not count.
	Staged bool
	// Diff reads the work tree and compares with this revision in the same way.
	Diff string
	// Revision reads the files of this commit or tree, of the repository that the
	// current folder is in.
	Revision string
	// ConfigAt takes the configuration of a revision or of that work tree from this
	// revision.
	ConfigAt string
	// Tree reads the work tree of that repository, as a revision is read: links are
	// passed over.
	Tree bool
	// History reads what the commits of a range brought, for credentials alone.
	History        string
	IncludeIgnored bool
	// Credentials looks for nothing but credentials, by their form, in any text
	// file: what a hook or a pass over history has time for.
	Credentials bool
	// Go is how Go code is read.
	Go GoLevel
	// Packages reads Go packages alone, without their tests, and judges no more of
	// them than one package shows.
	Packages bool
	// Only and Skip choose rules by name.
	Only, Skip []string
	// Baseline is a file of findings that do not count; empty is what the
	// configuration says.
	Baseline string
	// Policies is a folder of a team's own policies; empty means none.
	Policies string
	// Now is the date against which expiry is judged.
	Now time.Time
	// BaseConfig takes the configuration, the baseline and the ignores in files as
	// the revision of Diff has them: a change cannot excuse itself.
	BaseConfig bool
	// NoInlineIgnores honours the ignores of the configuration alone: what a branch
	// from strangers writes into its files does not count.
	NoInlineIgnores bool
	// Overlay are texts that files have in an editor and not on the disk, by
	// absolute path. Proposed compares with the disk: what is there without them
	// does not count.
	Overlay  map[string][]byte
	Proposed bool
	// Version is the tool's, for the report.
	Version string
}

// Result is a report with what it was made from.
type Result struct {
	Report    *nhi.Report
	Inventory *nhi.Inventory
	Config    *config.Config
	// Skipped are the files that were passed over, with the reason.
	Skipped []nhi.Notice
	// Listed says whether a path was part of the scan.
	Listed func(path string) bool
	// Baseline is what was read; nil without one.
	Baseline *Known
	// Ignores are all that count, of the configuration first.
	Ignores []config.Ignore
}

// maxStdin is the most that is read from standard input, in bytes.
const maxStdin = source.DefaultMaxSize

// sources are the options of listing.
func (o Options) sources(c *config.Config) source.Options {
	return source.Options{IncludeIgnored: o.IncludeIgnored, Generated: o.Credentials || o.History != "", Exclude: c.Exclude, In: c.Folder(), Wants: func(path string) bool { return wanted(o.analyzers(), path) }}
}

// open lists the files. Analyzers decide which ones are wanted.
func open(o Options, c *config.Config) (*source.Set, View, error) {
	so := o.sources(c)
	switch {
	case o.StdinName != "":
		text, err := io.ReadAll(io.LimitReader(o.Stdin, maxStdin+1))
		if err != nil {
			return nil, Site, fmt.Errorf("read standard input: %w", err)
		}
		if len(text) > maxStdin {
			return nil, Site, fmt.Errorf("standard input is over the limit of %d MiB", maxStdin>>20)
		}
		return source.Stdin(o.StdinName, text), Site, nil
	case o.Revision != "":
		s, err := source.OpenRevision(".", o.Revision, so)
		return s, Repository, err
	case o.Staged:
		dir := "."
		if len(o.Paths) > 0 {
			dir = o.Paths[0]
		}
		s, err := source.OpenStaged(dir, so)
		return s, Repository, err
	}
	paths := o.Paths
	if o.Tree {
		top, err := source.Top(".")
		if err != nil {
			return nil, Site, err
		}
		paths, so.SkipLinks = []string{top}, true
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	if o.History != "" {
		s, err := source.OpenHistory(paths[0], o.History, so)
		return s, Site, err
	}
	if o.Diff != "" {
		s, err := source.OpenDiff(paths, o.Diff, so)
		return s, Repository, err
	}
	s, err := source.Open(paths, so)
	return s, Repository, err
}

// analyzers are the readers of the scan.
func (o Options) analyzers() []*nhi.Analyzer {
	if o.Credentials || o.History != "" {
		return []*nhi.Analyzer{secrets.Analyzer}
	}
	if o.Packages {
		literals := *secrets.Analyzer
		literals.Wants = golang.Analyzer.Wants
		return []*nhi.Analyzer{golang.Analyzer, &literals}
	}
	return analyzers.All
}

func wanted(list []*nhi.Analyzer, path string) bool {
	for _, a := range list {
		if a.Wants(path) {
			return true
		}
	}
	return false
}

// Run scans.
func Run(ctx context.Context, o Options) (*Result, error) {
	if o.Now.IsZero() {
		return nil, errors.New("scan: no date to judge expiry against")
	}
	set, view, c, err := configured(o)
	if err != nil {
		return nil, err
	}
	defer set.Close()
	if o.Packages {
		view = Package
	}
	var policies *rules.Policies
	if o.Policies != "" {
		if policies, err = rules.LoadPolicies(o.Policies); err != nil {
			return nil, err
		}
	}
	// What was there before comes first, so that of its facts nothing is left when
	// those of today are read.
	var before *past
	if set.Changed != nil {
		if before, err = earlier(ctx, o, set, view, policies); err != nil {
			return nil, err
		}
	}
	if o.Overlay != nil {
		if o.Proposed {
			e, err := examine(ctx, o, set, view, c, policies, nil)
			if err != nil {
				return nil, err
			}
			before = remember(e)
			set.Close()
			if set, view, err = open(o, c); err != nil {
				return nil, err
			}
			defer set.Close()
		}
		set.Overlay(o.Overlay, o.sources(c))
	}
	e, err := examine(ctx, o, set, view, c, policies, before)
	if err != nil {
		return nil, err
	}
	if before != nil {
		before.mark(e)
	}
	if o.BaseConfig {
		e.notices = append(e.notices, o.changedSettings(set, c)...)
	}
	known, err := o.known(set, c)
	if err != nil {
		return nil, err
	}
	if known != nil {
		e.notices = append(e.notices, known.mark(e.findings, o.Whole() && !incomplete(e.notices))...)
	}
	inv := e.inventory
	r := &nhi.Report{
		Findings: e.findings, Notices: tidy(e.notices), Rules: Rules(), Files: e.collected.Read, Skipped: set.Skipped(),
		Agents:      places(inv.Agents, func(a *nhi.Agent) (nhi.Span, string) { return a.At, a.Name }),
		Identities:  places(inv.Identities, func(i *nhi.Identity) (nhi.Span, string) { return i.At, i.Kind + i.Name }),
		Credentials: places(inv.Credentials, func(c *nhi.Credential) (nhi.Span, string) { return c.At, c.Kind + c.Name }),
		Bytes:       e.collected.Bytes, Partly: partly(o, set, e.collected), Secrets: secretPlaces(inv),
		Now: o.Now.UTC().Format(time.DateOnly), Root: set.Root, Prefix: set.Prefix(), Version: o.Version, Go: e.golang,
	}
	return &Result{Report: r, Inventory: inv, Config: c, Skipped: set.SkippedFiles(), Listed: set.Listed, Baseline: known, Ignores: e.ignores}, nil
}

// examined is what one set of files says.
type examined struct {
	collected *Collected
	golang    nhi.GoUsed
	inventory *nhi.Inventory
	findings  []*nhi.Finding
	notices   []nhi.Notice
	ignores   []config.Ignore
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
	collected := Collect(ctx, set, paths, readers)
	facts := collected.Facts
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	repeated(ctx, set, paths, facts)
	notices := append(append(facts.Notices, set.Notices()...), typed.Notices()...)
	relevant(set, notices)
	redact := redactorOf(facts)
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
	return &examined{collected, goUsed(collected, typed), inv, order(findings), notices, ignores}, nil
}

// earlier scans what a set of changes is compared with: HEAD for the index, else
// the revision that was named, by the configuration of its own.
func earlier(ctx context.Context, o Options, set *source.Set, view View, policies *rules.Policies) (*past, error) {
	rev := cmp.Or(o.Diff, "HEAD")
	if set.First {
		return &past{}, nil
	}
	was, err := source.OpenBefore(set, o.Paths, rev, o.sources(&config.Config{}))
	if err != nil {
		return nil, err
	}
	defer was.Close()
	f, in, err := was.Above(config.Name)
	c, err := configuration(f, err)
	if err != nil {
		c = &config.Config{} // a mistake that the change may be mending
	}
	c.In(in)
	was.Exclude(c.Exclude, in)
	e, err := examine(ctx, o, was, view, c, policies, nil)
	if err != nil {
		return nil, err
	}
	return remember(e), nil
}

// places counts facts by where they stand: what is rendered in several ways is
// written once.
func places[T any](list []T, of func(T) (nhi.Span, string)) int {
	type place struct {
		at   nhi.Span
		name string
	}
	seen := map[place]bool{}
	for _, x := range list {
		at, name := of(x)
		seen[place{at, name}] = true
	}
	return len(seen)
}

// below cuts the named root off a path: what the caller names is never
// discounted for what it is called.
func below(base string, roots []string) func(string) string {
	var prefixes []string
	for _, root := range roots {
		abs, err := filepath.Abs(root)
		if err != nil {
			continue
		}
		if rel, err := filepath.Rel(base, abs); err == nil && rel != "." {
			prefixes = append(prefixes, filepath.ToSlash(rel))
		}
	}
	return func(path string) string {
		for _, p := range prefixes {
			if path == p {
				return pathpkg.Base(path)
			}
			if rest, ok := strings.CutPrefix(path, p+"/"); ok {
				return rest
			}
		}
		return path
	}
}

// configured lists the files by the .nhivet.yaml that speaks for what is scanned:
// that of the folder that paths are relative to, or of the closest one above it in
// the same repository; in a staged scan and in that of a revision their own at the
// top.
func configured(o Options) (*source.Set, View, *config.Config, error) {
	if o.Staged || o.Revision != "" || o.Tree {
		set, view, err := open(o, &config.Config{})
		if err != nil {
			return nil, view, nil, err
		}
		file, err := set.Read(config.Name)
		if o.ConfigAt != "" {
			text, e := source.ReadAt(".", o.ConfigAt, config.Name)
			file, err = nhi.NewFile(config.Name, text), e
		}
		c, err := configuration(file, err)
		if err != nil {
			set.Close()
			return nil, view, nil, err
		}
		set.Exclude(c.Exclude, "")
		return set, view, c, nil
	}
	above := source.Above
	if o.BaseConfig {
		above = func(roots []string, name string) (*nhi.File, string, error) {
			return source.AboveAt(roots, o.Diff, name)
		}
	}
	f, in, err := above(o.Paths, config.Name)
	c, err := configuration(f, err)
	if err != nil {
		return nil, Site, nil, err
	}
	c.In(in)
	set, view, err := open(o, c)
	return set, view, c, err
}

func configuration(f *nhi.File, err error) (*config.Config, error) {
	if errors.Is(err, fs.ErrNotExist) {
		return &config.Config{}, nil
	}
	if err != nil {
		return nil, err
	}
	return config.Load(f, RuleNames())
}

// partly says how much was looked at, where a scan is about a part of the files or
// of what they say.
func partly(o Options, set *source.Set, c *Collected) string {
	files, bytes := 0, int64(0)
	for _, e := range set.Entries {
		if set.Changed[e.Path] {
			files, bytes = files+1, bytes+max(e.Size, 0)
		}
	}
	switch {
	case o.Staged:
		return fmt.Sprintf("%d staged, %d bytes", files, bytes)
	case o.Diff != "":
		return fmt.Sprintf("%d differ from %s, %d bytes", files, o.Diff, bytes)
	case o.Credentials || o.History != "":
		return fmt.Sprintf("%.1f MB", float64(c.Bytes)/1e6)
	}
	return ""
}

// secretPlaces are where credentials are written out.
func secretPlaces(inv *nhi.Inventory) (out []nhi.Span) {
	for _, c := range inv.Credentials {
		if c.Origin != nhi.FromLiteral {
			continue
		}
		out = append(out, c.At)
		for _, s := range c.Related {
			out = append(out, s.At)
		}
	}
	return out
}

// tidy orders notices and keeps one of each.
func tidy(notices []nhi.Notice) []nhi.Notice {
	sort.SliceStable(notices, func(i, j int) bool {
		a, b := notices[i], notices[j]
		if a.Path != b.Path {
			return a.Path < b.Path
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Reason < b.Reason
	})
	seen := map[nhi.Notice]bool{}
	out := notices[:0]
	for _, n := range notices {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}

// PauseCollector keeps the garbage collector from running until limit bytes are
// in use: a scan of one file ends before it would have paid.
func PauseCollector(limit int64) {
	debug.SetMemoryLimit(limit)
	debug.SetGCPercent(-1)
	// Above the limit the collector would run without a pause: the first cycle,
	// which frees the sentinel, gives it back its usual pace.
	sentinel := &struct{ self *byte }{new(byte)}
	runtime.AddCleanup(sentinel, func(struct{}) {
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(math.MaxInt64)
	}, struct{}{})
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
		add := func(r output.Result, level nhi.Level) {
			at, _ := r.Metadata[rules.PlaceKey].(nhi.Span)
			out = append(out, &nhi.Finding{Rule: rule, Message: r.Message, At: at, Level: level, Subject: rule.Name + ":" + r.Message})
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
