package source

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/gitignore"
)

// The modes of git's entries that are no regular files.
const (
	modeLink      = "120000"
	modeSubmodule = "160000"
)

// item is one line of what git lists. The stage is '0' but in a conflict.
type item struct {
	mode, id, path string
	stage          byte
}

func (i item) regular() bool { return strings.HasPrefix(i.mode, "100") }

// items reads a listing of ls-files -s (mode, id, stage) or ls-tree -r (mode, type,
// id), each with a tab and the path behind. Both are in order of the path's bytes.
func items(listing []byte) []item {
	out := make([]item, 0, bytes.Count(listing, []byte{0}))
	for text := string(listing); text != ""; {
		line, rest, _ := strings.Cut(text, "\x00")
		text = rest
		head, p, ok := strings.Cut(line, "\t")
		mode, head, ok2 := strings.Cut(head, " ")
		a, b, ok3 := strings.Cut(head, " ")
		if !ok || !ok2 || !ok3 || b == "" {
			continue
		}
		it := item{mode: mode, id: a, path: p, stage: b[0]}
		if a == "blob" || a == "commit" {
			it.id, it.stage = b, '0'
		}
		out = append(out, it)
	}
	return out
}

// digest names a listing: equal ones have the same files with the same bytes. One
// with a conflict has no name, as which side is read depends on the order.
func digest(list []item) string {
	h := sha256.New()
	var line []byte
	for _, it := range list {
		if it.stage != '0' {
			return ""
		}
		line = append(line[:0], it.mode...)
		line = append(append(line, ' '), it.id...)
		line = append(append(append(line, ' '), it.path...), 0)
		h.Write(line)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// changed asks where the index and HEAD differ: git compares folders by their ids
// and opens those that are not alike, where listing HEAD would open all.
func (g git) changed() []byte {
	out, err := g.run(context.Background(), nil, "diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv",
		"--ignore-submodules=none", "--ita-visible-in-index", "-O"+os.DevNull, "HEAD", "--")
	if err != nil {
		return nil
	}
	return append(out, 0) // told apart from an error where nothing differs
}

// before makes HEAD's listing of the index's and of what changed says. It is not ok
// where that cannot be told: of a conflict, or without an answer.
func before(list []item, changed []byte) (was []item, ok bool) {
	if changed == nil {
		return nil, false
	}
	type entry struct{ mode, id string }
	gone := map[string]entry{}
	text := string(changed)
	for strings.HasPrefix(text, ":") {
		head, rest, ok := strings.Cut(text, "\x00")
		p, after, ok2 := strings.Cut(rest, "\x00")
		// :100644 100644 <id> <id> M
		f := strings.Fields(head[1:])
		if !ok || !ok2 || len(f) != 5 || !objectID(f[2]) || !strings.Contains("ADMT", f[4]) {
			return nil, false
		}
		if gone[p] = (entry{}); f[4] != "A" {
			gone[p] = entry{f[0], f[2]}
		}
		text = after
	}
	if text != "\x00" {
		return nil, false
	}
	was = make([]item, 0, len(list)+len(gone))
	for _, it := range list {
		if it.stage != '0' {
			return nil, false
		}
		e, differs := gone[it.path]
		if differs {
			delete(gone, it.path)
			if e.id == "" {
				continue
			}
			it.mode, it.id = e.mode, e.id
		}
		was = append(was, it)
	}
	for p, e := range gone { // what the index has no more
		if e.id == "" {
			return nil, false
		}
		was = append(was, item{mode: e.mode, id: e.id, path: p, stage: '0'})
	}
	if len(gone) > 0 {
		slices.SortFunc(was, func(a, b item) int { return strings.Compare(a.path, b.path) })
	}
	return was, true
}

// Difference is a file that the index and HEAD do not have alike. The ids are
// git's, empty where it is not there; Plain says that it is a regular file wherever
// it is.
type Difference struct {
	Path    string
	Was, Is string
	Plain   bool
}

// differences compares two listings.
func differences(was, is []item) (out []Difference) {
	for i, j := 0, 0; i < len(was) || j < len(is); {
		switch {
		case j == len(is) || i < len(was) && was[i].path < is[j].path:
			out = append(out, Difference{escape(was[i].path), was[i].id, "", was[i].regular()})
			i++
		case i == len(was) || is[j].path < was[i].path:
			out = append(out, Difference{escape(is[j].path), "", is[j].id, is[j].regular() && is[j].stage == '0'})
			j++
		default:
			a, b := was[i], is[j]
			if i, j = i+1, j+1; a != b {
				out = append(out, Difference{escape(a.path), a.id, b.id, a.regular() && b.regular() && b.stage == '0'})
			}
		}
	}
	return out
}

// OpenStaged lists what the next commit holds: every file of the index, with the
// bytes of the index. Set.Changed says which differ from HEAD. A hook's
// GIT_INDEX_FILE counts.
func OpenStaged(dir string, o Options) (*Set, error) {
	g, err := openGit(dir)
	if err != nil {
		return nil, err
	}
	if index := os.Getenv("GIT_INDEX_FILE"); index != "" {
		if g.index, err = filepath.Abs(index); err != nil {
			return nil, fmt.Errorf("open the index: %w", err)
		}
	}
	changed := make(chan []byte, 1)
	go func() { changed <- g.changed() }()
	out, err := g.run(context.Background(), nil, "ls-files", "-s", "-z")
	raw := <-changed
	if err != nil {
		return nil, fmt.Errorf("open the index of %s: %w", escape(dir), err)
	}
	list := items(out)
	was, ok := before(list, raw)
	if !ok {
		// Without a HEAD everything is new, and git says so with an error.
		if out, err := g.run(context.Background(), nil, "ls-tree", "-r", "-z", "--full-tree", "HEAD"); err == nil {
			was = items(out)
		}
	}
	s, err := openObjects(g, list, "", o)
	if err != nil {
		return nil, err
	}
	s.Changed, s.ID = map[string]bool{}, digest(list)
	if was == nil {
		s.First = true
		for _, e := range s.Entries {
			s.Changed[e.Path] = true
		}
		return s, nil
	}
	s.head, s.HeadID, s.Differences = was, digest(was), differences(was, list)
	for _, d := range s.Differences {
		s.Changed[d.Path] = true
	}
	return s, nil
}

// choice decides by its path whether a file is listed. Tracked files are not
// ignored, only excluded, vendored or generated.
type choice struct {
	paths   []string // all, sorted
	exclude *gitignore.Patterns
	wants   func(shown string) bool
	// folders are what is decided about them, so that each is looked at once;
	// passed are those that were found to be passed over.
	folders map[string]Reason
	passed  []string
}

// has looks for a file or folder.
func (c *choice) has(p string) bool {
	i := sort.SearchStrings(c.paths, p)
	return i < len(c.paths) && (c.paths[i] == p || strings.HasPrefix(c.paths[i], p+"/"))
}

func (c *choice) folder(dir string) Reason {
	if r, ok := c.folders[dir]; ok {
		return r
	}
	r := c.folder(path.Dir(dir))
	if r == "" {
		switch {
		case c.exclude.Match(dir, true) == gitignore.Ignored:
			r = Excluded
		case vendoredDir(dir, c.has), c.has(dir + "/" + venvMark):
			r = Vendored
		}
		if r != "" {
			c.passed = append(c.passed, dir)
		}
	}
	c.folders[dir] = r
	return r
}

// file is why a file is not listed. Nobody is told of what nobody wants. What is
// known was wanted before.
func (c *choice) file(p string, known bool) (listed bool, why Reason) {
	switch {
	case c.folder(path.Dir(p)) != "" || !known && !c.wants(escape(p)):
		return false, ""
	case c.exclude.Match(p, false) == gitignore.Ignored:
		return false, Excluded
	case generatedName(p):
		return false, Generated
	}
	return true, ""
}

// list are the paths to scan.
func (b *objects) list(s *Set) (out []string) {
	for _, p := range b.paths {
		switch listed, why := b.choice.file(p, b.recall(p)); {
		case listed:
			out = append(out, p)
		case why != "":
			s.skip(escape(p), why, "")
		}
	}
	for _, dir := range b.choice.passed {
		s.skip(escape(dir)+"/", b.choice.folders[dir], "")
	}
	return out
}

// recall asks what is known of a file.
func (b *objects) recall(p string) bool {
	if b.known == nil {
		return false
	}
	f := b.files[p]
	kind, n, ok := b.known(escape(p), f.id)
	if ok {
		f.kind, f.size = kind, n
	}
	return ok
}

// Lists says of a path, there or not, whether the set lists files of that name. It
// is for sets of git's objects.
func (s *Set) Lists(name string) bool {
	b, ok := s.back.(*objects)
	if !ok || b.choice == nil {
		return false
	}
	listed, _ := b.choice.file(unescape(name), false)
	for _, e := range s.excludes {
		listed = listed && !e.Ignores(unescape(name))
	}
	return listed
}

// Blob is git's id and the size of a listed file, empty where it is none of git's.
func (s *Set) Blob(name string) (id string, size int64) {
	if b, ok := s.back.(*objects); ok {
		if f := b.files[unescape(name)]; f != nil {
			return f.id, f.size
		}
	}
	return "", 0
}

// Known is what Options.Known said of a listed file.
func (s *Set) Known(name string) (kind byte, size int64, ok bool) {
	if b, is := s.back.(*objects); is {
		if f := b.files[unescape(name)]; f != nil && f.kind != 0 {
			return f.kind, f.size, true
		}
	}
	return 0, 0, false
}

// Marks says whether a path has a part that tells folders of dependencies: with it
// others may be listed or not.
func Marks(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == venvMark {
			return true
		}
		for _, marks := range vendorMarks {
			for _, m := range marks {
				if strings.TrimPrefix(m, "/") == part {
					return true
				}
			}
		}
	}
	return false
}

// Globs says whether a pattern of Set.Glob may list a path.
func Globs(pattern, name string) bool {
	ok, err := path.Match(path.Clean(pattern), unescape(name))
	return ok || err != nil
}

// Clean is the form that a path has in a set, of one that was asked of it.
func Clean(name string) string { return escape(path.Clean(unescape(name))) }

// Pass counts a listed file as passed over, for a reason that reading it gave
// before.
func (s *Set) Pass(name string, why Reason) { s.skip(name, why, "") }
