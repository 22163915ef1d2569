package scan

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/nhivet/nhivet/analyzers"
	"github.com/nhivet/nhivet/analyzers/golang"
	"github.com/nhivet/nhivet/analyzers/secrets"
	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// maxStdin is the most that is read from standard input, in bytes.
const maxStdin = source.DefaultMaxSize

// sources are the options of listing.
func (o Options) sources(c *config.Config) source.Options {
	return source.Options{IncludeIgnored: o.IncludeIgnored, Generated: o.Credentials || o.History != "", Exclude: c.Exclude, In: c.Folder(), Wants: func(path string) bool { return wanted(o.analyzers(), path) }, Known: o.recalls()}
}

// recalls is what is remembered of git's objects.
func (o Options) recalls() func(path, id string) (byte, int64, bool) {
	if o.memory == nil {
		return nil
	}
	return o.memory.looks.known
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
