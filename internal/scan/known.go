package scan

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/baseline"
	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// BaselineName is the baseline that is written where nothing names one.
const BaselineName = ".nhivet-baseline"

// Known is a baseline beside the findings of a scan.
type Known struct {
	// File is where it is, as the operating system opens it; Shown is its name in
	// the report.
	File, Shown string
	// Rest is the baseline without what no finding has any more, and Gone how many
	// those are; nil where not everything was judged, and nothing can be called gone.
	Rest *baseline.Baseline
	Gone int

	read *baseline.Baseline
}

// known reads the baseline: of the index in a staged scan, else of the disk. One
// that the configuration names and that is not there yet is none. Revisions that are
// compared with each other have no need of one.
func (o Options) known(set *source.Set, c *config.Config) (*Known, error) {
	if o.StdinName != "" || o.History != "" || o.Revision != "" || o.Tree || o.Baseline == "" && c.Baseline == "" {
		return nil, nil
	}
	k := &Known{File: o.BaselineFile(set.Root, c)}
	k.Shown = filepath.ToSlash(k.File)
	if rel, err := filepath.Rel(set.Root, k.File); err == nil {
		k.Shown = filepath.ToSlash(rel)
	}
	text, err := k.bytes(o, set, c)
	if errors.Is(err, fs.ErrNotExist) && o.Baseline == "" {
		return nil, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the baseline %s: it is not there; --write-baseline makes it", k.Shown)
	}
	if err != nil {
		return nil, fmt.Errorf("read the baseline %s: %w", k.Shown, err)
	}
	k.read, err = baseline.Read(k.Shown, text)
	return k, err
}

func (k *Known) bytes(o Options, set *source.Set, c *config.Config) ([]byte, error) {
	if o.BaseConfig && o.Baseline == "" {
		rel, err := filepath.Rel(set.Root, k.File)
		if err != nil {
			return nil, err
		}
		return source.ReadAt(set.Root, o.Diff, path.Join(set.Prefix(), filepath.ToSlash(rel)))
	}
	if !o.Staged || o.Baseline != "" {
		return source.ReadSmall(k.File)
	}
	f, err := set.Read(c.Baseline)
	if err != nil {
		return nil, err
	}
	return f.Bytes(), nil
}

// WriteBaseline writes a baseline where a regular file, or nothing, is: a link in
// the scanned repository must not choose what is overwritten.
func WriteBaseline(file string, b *baseline.Baseline) error {
	if info, err := os.Lstat(file); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("write the baseline %s: it is no regular file", file)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the baseline: %w", err)
	}
	return nil
}

// BaselineFile is where the baseline of a scan is: what the flag says, else the
// configuration, else BaselineName beside it.
func (o Options) BaselineFile(root string, c *config.Config) string {
	if o.Baseline != "" {
		if abs, err := filepath.Abs(o.Baseline); err == nil {
			return abs
		}
		return o.Baseline
	}
	name := c.Baseline
	if name == "" {
		name = BaselineName
	}
	up := ""
	if c.Folder() != "" {
		up = strings.Repeat("../", strings.Count(c.Folder(), "/")+1)
	}
	return filepath.Join(root, filepath.FromSlash(path.Join(up, name)))
}

// mark compares the findings, and says what is to be said about the file.
func (k *Known) mark(findings []*nhi.Finding, all bool) (notices []nhi.Notice) {
	for _, n := range k.read.Damaged() {
		notices = append(notices, nhi.Notice{Path: k.Shown, Line: n, Reason: "expected a fingerprint, a rule, a number of places and a path, so the line is passed over"})
	}
	rest, gone := k.read.Mark(findings)
	if all {
		k.Rest, k.Gone = rest, gone
	}
	return notices
}

// Whole says whether every file of a folder and every rule is judged.
func (o Options) Whole() bool {
	return !o.Staged && o.Diff == "" && o.History == "" && o.StdinName == "" && !o.Credentials && len(o.Only)+len(o.Skip) == 0 && o.everywhere()
}

// everywhere says whether the scan is of a whole folder.
func (o Options) everywhere() bool { return len(o.Paths) == 0 || slices.Contains(o.Paths, ".") }

func incomplete(notices []nhi.Notice) bool {
	return slices.ContainsFunc(notices, func(n nhi.Notice) bool { return n.Incomplete })
}
