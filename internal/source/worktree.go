package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"syscall"

	"github.com/nhivet/nhivet/internal/gitignore"
)

// bound is a folder that reading does not leave: the repository of a root, or the
// root itself where there is none, and never more than the display root.
type bound struct {
	dir    string // absolute, without links
	prefix string // relative to the display root, "" when they are the same
	root   *os.Root

	top     beneath
	folders folders
}

// rel is a path as the bound sees it.
func (b *bound) rel(p string) (string, bool) {
	if b.prefix == "" {
		return p, true
	}
	if p == b.prefix {
		return ".", true
	}
	return strings.CutPrefix(p, b.prefix+"/")
}

// join is a path of the bound as the display root sees it.
func (b *bound) join(rel string) string { return path.Join(b.prefix, rel) }

// workTree reads files of the disk.
type workTree struct {
	bounds []*bound // the deepest first
}

// named is a root of the command line.
type named struct {
	abs  string // without links
	file bool
	top  string // its repository, "" for none
	path string // relative to the display root, "." for itself
	in   *bound

	exclude *gitignore.Patterns
}

// Open lists the files under some roots of the work tree; no roots is the current
// folder. A root that cannot be read is an error, everything below it a notice.
// What the caller names is read whatever it is called and whatever ignores it.
func Open(roots []string, o Options) (*Set, error) {
	if len(roots) == 0 {
		roots = []string{"."}
	}
	var names []*named
	for _, r := range roots {
		n, err := nameRoot(r)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(names, func(o *named) bool { return o.abs == n.abs }) {
			names = append(names, n)
		}
	}
	base, err := displayRoot(names)
	if err != nil {
		return nil, err
	}
	tree := &workTree{}
	for _, n := range names {
		if err := tree.bind(base, n); err != nil {
			tree.close()
			return nil, err
		}
	}
	s := newSet(base, tree, o)
	if err := walk(s, names, o); err != nil {
		tree.close()
		return nil, err
	}
	return s, nil
}

func nameRoot(root string) (*named, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", escape(root), err)
	}
	info, err := os.Stat(abs)
	if err != nil {
		return nil, fmt.Errorf("open %s: %s", escape(root), cause(err))
	}
	n := &named{file: !info.IsDir()}
	dir := abs
	if n.file {
		// A file that is a link stays one: hooks pass the names of files that
		// strangers wrote.
		dir = filepath.Dir(abs)
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, fmt.Errorf("open %s: %s", escape(root), cause(err))
	}
	n.abs = dir
	if n.file {
		n.abs = filepath.Join(dir, filepath.Base(abs))
	}
	n.top = gitTop(dir)
	return n, nil
}

// displayRoot is the current folder when every root is in it, else the deepest
// folder that holds them all.
func displayRoot(names []*named) (string, error) {
	cwd, err := os.Getwd()
	if err == nil {
		cwd, err = filepath.EvalSymlinks(cwd)
	}
	base, all := "", err == nil
	for _, n := range names {
		dir := n.abs
		if n.file {
			dir = filepath.Dir(dir)
		}
		all = all && within(cwd, dir)
		if base == "" {
			base = dir
		}
		for !within(base, dir) {
			up := filepath.Dir(base)
			if up == base {
				return "", errors.New("the roots have no folder in common")
			}
			base = up
		}
	}
	if all {
		base = cwd
	}
	for _, n := range names {
		rel, err := filepath.Rel(base, n.abs)
		if err != nil {
			return "", fmt.Errorf("open %s: %w", escape(n.abs), err)
		}
		n.path = filepath.ToSlash(rel)
	}
	return base, nil
}

// within says whether a path is a folder or below it. Both are absolute and clean.
func within(dir, p string) bool {
	if dir == p {
		return true
	}
	if !strings.HasSuffix(dir, string(filepath.Separator)) {
		dir += string(filepath.Separator)
	}
	return strings.HasPrefix(p, dir)
}

// gitTop is the closest folder at or above that has a ".git".
func gitTop(dir string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, ".git")); err == nil && (info.IsDir() || info.Mode().IsRegular()) {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

func (t *workTree) bind(base string, n *named) error {
	dir := n.abs
	if n.file {
		dir = filepath.Dir(dir)
	}
	switch {
	case n.top != "" && within(base, n.top):
		dir = n.top
	case n.top != "":
		dir = base
	}
	for _, b := range t.bounds {
		if b.dir == dir {
			n.in = b
			return nil
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open %s: %s", escape(dir), cause(err))
	}
	rel, err := filepath.Rel(base, dir)
	if err != nil {
		return fmt.Errorf("open %s: %w", escape(dir), err)
	}
	prefix := filepath.ToSlash(rel)
	if prefix == "." {
		prefix = ""
	}
	n.in = &bound{dir: dir, prefix: prefix, root: root}
	t.bounds = append(t.bounds, n.in)
	sort.SliceStable(t.bounds, func(i, j int) bool { return len(t.bounds[i].prefix) > len(t.bounds[j].prefix) })
	return nil
}

func (t *workTree) close() error {
	for _, b := range t.bounds {
		b.folders.close()
		b.top.close()
		b.root.Close()
	}
	return nil
}

func (t *workTree) find(p string) (*bound, string) {
	for _, b := range t.bounds {
		if rel, ok := b.rel(p); ok {
			return b, rel
		}
	}
	return nil, ""
}

func (t *workTree) read(p string, plain bool, max int64, buf []byte) ([]byte, error) {
	b, rel := t.find(p)
	if b == nil {
		return nil, fs.ErrNotExist
	}
	if plain {
		if text, ok, err := b.plain(rel, max, buf); ok {
			return text, err
		}
	}
	if err := b.check(rel); err != nil {
		return nil, err
	}
	return b.read(rel, max)
}

// check looks at a path before it is opened: a pipe would block, a device may
// act, and a link may lead into git's own folder.
func (b *bound) check(rel string) error {
	info, err := b.root.Stat(rel)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return fs.ErrNotExist
	case !info.Mode().IsRegular():
		return &SkipError{Reason: Special, Detail: "not a regular file"}
	}
	real, err := b.resolve(rel)
	if err != nil {
		return err
	}
	if !inside(real) {
		return &SkipError{Reason: Link, Detail: "a link that leaves the tree"}
	}
	return nil
}

// resolve follows the links of a path that os.Root has found inside.
func (b *bound) resolve(rel string) (string, error) {
	real, err := filepath.EvalSymlinks(filepath.Join(b.dir, filepath.FromSlash(rel)))
	if err != nil {
		return "", err
	}
	if !within(b.dir, real) {
		return "", &SkipError{Reason: Link, Detail: "a link that leaves the tree"}
	}
	if real, err = filepath.Rel(b.dir, real); err != nil {
		return "", err
	}
	return filepath.ToSlash(real), nil
}

// read opens a regular file and nothing else, without ever waiting for a writer,
// and reads at most max bytes, however it grows meanwhile.
func (b *bound) read(rel string, max int64) ([]byte, error) {
	f, err := b.root.OpenFile(rel, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return content(f, max)
}

// readUpTo reads to the end, at most max bytes, in buf where it has the room.
func readUpTo(f io.Reader, size, max int64, buf []byte) ([]byte, error) {
	// One byte more than its size, so that the end is seen without growing.
	text := buf[:0]
	if int64(cap(text)) <= size {
		text = make([]byte, 0, size+1)
	}
	for {
		room := cap(text) - len(text)
		n, err := f.Read(text[len(text):cap(text)])
		text = text[:len(text)+n]
		if n < room && int64(len(text)) == size && size > 0 {
			return text, nil // all of it, and no more was there: another call would say the same
		}
		if int64(len(text)) > max {
			return nil, tooLarge(int64(len(text)), max)
		}
		if err == io.EOF {
			return text, nil
		}
		if err != nil {
			return nil, err
		}
		if len(text) == cap(text) {
			text = append(text, 0)[:len(text)]
		}
	}
}

func (t *workTree) glob(pattern string) []string {
	var out []string
	for _, b := range t.bounds {
		below, ok := b.pattern(pattern)
		if !ok {
			continue
		}
		found, err := fs.Glob(b.root.FS(), below)
		if err != nil {
			continue
		}
		for _, rel := range found {
			p := b.join(rel)
			if in, _ := t.find(p); in != b || !inside(p) {
				continue
			}
			if info, err := b.root.Stat(rel); err == nil && info.Mode().IsRegular() {
				out = append(out, p)
			}
		}
	}
	return out
}

// pattern is the part of a pattern that lies below the bound.
func (b *bound) pattern(pattern string) (string, bool) {
	pattern = path.Clean(pattern)
	if b.prefix == "" {
		return pattern, true
	}
	for want := range strings.SplitSeq(b.prefix, "/") {
		first, rest, ok := strings.Cut(pattern, "/")
		if !ok {
			return "", false
		}
		if match, err := path.Match(first, want); err != nil || !match {
			return "", false
		}
		pattern = rest
	}
	return pattern, true
}
