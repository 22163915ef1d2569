// Package scan is the engine: it lists and reads files, has every analyzer turn
// them into facts, joins and judges those, and orders what comes out into a
// report.
package scan

import (
	"context"
	"errors"
	"io"
	"math"
	pathpkg "path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/fix"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
	"github.com/nhivet/nhivet/rules"
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
	// Fixes looks for fixes of what is found.
	Fixes bool
	// Version is the tool's, for the report.
	Version string
	// Cache is the folder in which scans of what is staged leave something for the
	// next; empty for none.
	Cache string

	// Warm keeps what is read for the next scan of the same options but for the
	// overlay; nil keeps nothing.
	Warm *Warm

	warm   *warmed
	memory *memory
	forget bool // every file is read, as if nothing were known of it
}

// Result is a report with what it was made from.
type Result struct {
	Report *nhi.Report
	// Inventory is nil where a scan of what is staged had no need of one.
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

	set    *source.Set
	mender *fix.Context
}

// Run scans.
func Run(ctx context.Context, o Options) (*Result, error) {
	if o.Now.IsZero() {
		return nil, errors.New("scan: no date to judge expiry against")
	}
	if o.Staged {
		// Within a day nothing changes, so that what was found holds for it.
		o.Now = o.Now.UTC().Truncate(24 * time.Hour)
	}
	if o.Staged && !o.forget && !o.Fixes { // a fix wants the facts
		o.memory = o.remembering()
		defer o.memory.close()
	}
	set, view, c, err := o.listed()
	if err != nil {
		return nil, err
	}
	if o.warm == nil {
		defer set.Close()
	} else {
		defer o.warm.drop()
	}
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
	var e *examined
	if o.memory != nil {
		if before, e, err = o.staged(ctx, set, view, policies); err != nil {
			return nil, err
		}
	} else if set.Changed != nil {
		if before, err = earlier(ctx, o, set, view, policies); err != nil {
			return nil, err
		}
	}
	if o.Overlay != nil && o.warm == nil {
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
	if e == nil {
		if e, err = examine(ctx, o, set, view, c, policies, before); err != nil {
			return nil, err
		}
		if o.memory != nil {
			o.memory.keep(set.ID, e.saved(set))
		}
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
	if o.Fixes {
		e.notices = append(e.notices, mend(e.findings, e.inventory, set)...)
	}
	if o.memory != nil {
		planned(set, e.findings)
	}
	r := &nhi.Report{
		Findings: e.findings, Notices: tidy(e.notices), Rules: Rules(), Files: e.collected.Read, Skipped: set.Skipped(),
		Agents: e.agents, Identities: e.identities, Credentials: e.credentials,
		Bytes: e.collected.Bytes, Partly: partly(o, set, e.collected), Secrets: e.secrets,
		Now: o.Now.UTC().Format(time.DateOnly), Root: set.Root, Prefix: set.Prefix(), Version: o.Version, Go: e.golang,
	}
	return &Result{Report: r, Inventory: e.inventory, Config: c, Skipped: set.SkippedFiles(), Listed: set.Listed, Baseline: known, Ignores: e.ignores, set: set}, nil
}

// planned says which files a report may ask for that were not read so far.
func planned(set *source.Set, findings []*nhi.Finding) {
	var paths []string
	seen := map[string]bool{}
	add := func(s nhi.Span) {
		if s.Valid() && !seen[s.File.Path] {
			seen[s.File.Path] = true
			paths = append(paths, s.File.Path)
		}
	}
	for _, counts := range []bool{true, false} { // what is printed in every form comes first
		for _, f := range findings {
			if f.Counts() != counts {
				continue
			}
			add(f.At)
			for _, s := range f.Related {
				add(s.At)
			}
		}
	}
	set.Plan(paths)
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

// lengthenPause has a paused collector wait for more, and leaves one that is not
// paused as it is.
func lengthenPause(limit int64) {
	if debug.SetMemoryLimit(-1) < limit {
		debug.SetMemoryLimit(limit)
	}
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
		if since := debug.SetGCPercent(100); since != -1 {
			debug.SetGCPercent(since) // somebody chose another pace meanwhile
			return
		}
		debug.SetMemoryLimit(math.MaxInt64)
	}, struct{}{})
}
