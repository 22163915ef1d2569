// Package source says what files there are under a scan root, and gives their
// bytes: from the work tree, from git's index, from a revision, or from standard
// input. It never leaves the root, opens nothing but regular files, and runs
// nothing but git. Which file matters to whom it leaves to the analyzers.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"weak"

	"github.com/nhivet/nhivet/internal/gitignore"
	"github.com/nhivet/nhivet/internal/nhi"
)

// DefaultMaxSize is the largest file that is read, in bytes. Files that people
// write are smaller; what is larger is data.
const DefaultMaxSize = 2 << 20

// Options say what is listed. The zero value lists everything that is not
// ignored, vendored or generated.
type Options struct {
	// IncludeIgnored lists files that .gitignore excludes.
	IncludeIgnored bool
	// Exclude are patterns in the syntax of .gitignore. They are relative to
	// Set.Root, or to a folder above it, of which In is the way to Set.Root with
	// forward slashes.
	Exclude []string
	In      string
	// Wants says by its path whether a file is listed; nil wants all. Files that
	// nobody wants are not counted as skipped.
	Wants func(path string) bool
	// SkipLinks passes over links, as a revision does.
	SkipLinks bool
	// MaxSize in bytes; 0 is DefaultMaxSize.
	MaxSize int64
	// Generated reads Go code that says that a tool wrote it: a secret in it is one.
	Generated bool
	// Known, where it is given, is what an earlier run knows of one of git's objects:
	// a mark of its own, and the size in bytes, so that git need not be asked.
	Known func(path, id string) (kind byte, size int64, ok bool)
}

func (o Options) max() int64 {
	if o.MaxSize > 0 {
		return o.MaxSize
	}
	return DefaultMaxSize
}

func (o Options) wants(path string) bool { return o.Wants == nil || o.Wants(path) }

// Reason is why a file or folder is not listed, or not read.
type Reason string

// The reasons.
const (
	Vendored   Reason = "vendored"
	Generated  Reason = "generated"
	Binary     Reason = "binary"
	Oversized  Reason = "oversized"
	IgnoredBy  Reason = "ignored"
	Excluded   Reason = "excluded"
	Link       Reason = "link"
	Special    Reason = "special" // a pipe, socket or device
	Submodule  Reason = "submodule"
	Unreadable Reason = "unreadable"
)

// SkipError says why a path is not read. It is an fs.ErrNotExist: for a reader
// the file is not there.
type SkipError struct {
	Path   string
	Reason Reason
	Detail string
}

func (e *SkipError) Error() string {
	if e.Detail == "" {
		return fmt.Sprintf("read %s: skipped, %s", e.Path, e.Reason)
	}
	return fmt.Sprintf("read %s: %s", e.Path, e.Detail)
}

// Is makes a skipped file one that does not exist.
func (e *SkipError) Is(target error) bool { return target == fs.ErrNotExist }

// Entry is a file to scan.
type Entry struct {
	// Path is relative to Set.Root, with forward slashes. Bytes that would
	// disturb a terminal or are no UTF-8 are escaped (\x1b), as are backslashes.
	Path string
	// Size in bytes, where listing told it, else -1: a look at every file of a tree
	// costs a third of reading it.
	Size int64
}

// Set is the files of one scan. It is an nhi.Tree: Read and Glob also serve files
// that are not listed (ignored, vendored), as context, within the same bounds.
// It is safe for concurrent use.
type Set struct {
	// Root is the folder that paths are relative to.
	Root string
	// Entries are the files to scan, in order of their paths.
	Entries []Entry
	// Changed are the paths that differ from HEAD, or from the revision of
	// OpenDiff; nil where nothing is compared.
	Changed map[string]bool
	// First says that there is nothing to compare with: no commit yet.
	First bool
	// ID and HeadID name what the index and HEAD list, and Differences are where the
	// two differ, in a set of OpenStaged. An empty name names nothing.
	ID, HeadID  string
	Differences []Difference

	max       int64
	generated bool
	back      backend
	listed    map[string]bool
	excludes  []*gitignore.Patterns // of Exclude
	head      []item                // of OpenStaged

	mu      sync.Mutex
	slots   map[string]*slotState
	skips   map[Reason]int
	skipped []nhi.Notice
	passed  map[string]bool // paths in skipped: roots may overlap
	added   map[string]bool // entries that an overlay alone has
	notices []nhi.Notice
}

// backend is where the bytes are. Paths are raw and cleaned.
type backend interface {
	// read returns up to max bytes, in buf where they fit and that spares a copy.
	// plain paths were listed as regular files.
	read(path string, plain bool, max int64, buf []byte) ([]byte, error)
	glob(pattern string) []string
	close() error
}

// slotState makes one *nhi.File of one path for as long as somebody holds it: spans
// compare files by identity, and a file that gave no fact is garbage.
type slotState struct {
	mu   sync.Mutex
	file weak.Pointer[nhi.File]
	err  error
}

func newSet(root string, back backend, o Options) *Set {
	return &Set{Root: root, max: o.max(), generated: o.Generated, back: back, slots: map[string]*slotState{}, skips: map[Reason]int{}, passed: map[string]bool{}, listed: map[string]bool{}, added: map[string]bool{}}
}

// finish sorts what was listed. Roots may overlap: each path counts once.
func (s *Set) finish() {
	sort.Slice(s.Entries, func(i, j int) bool { return s.Entries[i].Path < s.Entries[j].Path })
	kept := s.Entries[:0]
	s.listed = make(map[string]bool, len(s.Entries))
	for _, e := range s.Entries {
		if !s.listed[e.Path] {
			s.listed[e.Path] = true
			kept = append(kept, e)
		}
	}
	s.Entries = kept
}

// Prefix is Root as seen from the top of its repository, with forward slashes;
// empty at the top and outside of one.
func (s *Set) Prefix() string {
	top := gitTop(s.Root)
	if top == "" {
		return ""
	}
	rel, err := filepath.Rel(top, s.Root)
	if err != nil || rel == "." {
		return ""
	}
	return filepath.ToSlash(rel)
}

// Exclude takes entries away by patterns in the syntax of .gitignore, as
// Options.Exclude does before listing; in is Options.In.
func (s *Set) Exclude(patterns []string, in string) {
	exclude := gitignore.New(patterns...).In(in)
	s.excludes = append(s.excludes, exclude)
	kept := s.Entries[:0]
	for _, e := range s.Entries {
		if exclude.Ignores(unescape(e.Path)) {
			s.skip(e.Path, Excluded, "")
			delete(s.listed, e.Path)
			continue
		}
		kept = append(kept, e)
	}
	s.Entries = kept
}

// Listed says whether a path is one of the entries, not only context.
func (s *Set) Listed(path string) bool { return s.listed[path] }

// Close releases the folders and the git process. The set is not used after it.
func (s *Set) Close() error { return s.back.close() }

// Read returns the file at a path relative to the root. The same path gives the
// same *nhi.File while it is in use.
func (s *Set) Read(name string) (*nhi.File, error) { return s.Look(name, nil, nil) }

// Look is Read for who keeps few of the files. The bytes are read into scratch,
// which grows to the largest file; keep looks at them, and only where it says so
// there is a file, with bytes of its own. nil without an error is a file that
// nobody keeps.
func (s *Set) Look(name string, scratch *[]byte, keep func(text []byte) bool) (*nhi.File, error) {
	clean, key, listed := unescape(name), name, s.listed[name]
	if !listed {
		raw := clean
		if clean = path.Clean(raw); !inside(clean) {
			return nil, &SkipError{Path: escape(raw), Reason: Unreadable, Detail: "outside of the scan root"}
		}
		key = escape(clean)
		listed = s.listed[key]
	}
	slot := s.slot(key)
	slot.mu.Lock()
	defer slot.mu.Unlock()
	if slot.err != nil {
		return nil, slot.err
	}
	if f := slot.file.Value(); f != nil {
		if keep != nil && !keep(f.Bytes()) {
			return nil, nil
		}
		return f, nil
	}
	var buf []byte
	if scratch != nil {
		buf = *scratch
	}
	text, err := s.back.read(clean, listed, s.max, buf)
	if err == nil {
		err = s.judge(key, text)
	}
	if err != nil {
		slot.err = s.failed(key, err)
		return nil, slot.err
	}
	if keep != nil && !keep(text) {
		if cap(text) > cap(buf) && scratch != nil {
			*scratch = text[:0]
		}
		return nil, nil
	}
	if cap(buf) > 0 && cap(text) > 0 && &text[:1][0] == &buf[:1][0] {
		text = bytes.Clone(text)
	}
	if b, ok := s.back.(*objects); ok && listed && scratch != nil {
		b.texts.put(b.files[clean].id, text)
	}
	f := nhi.NewFile(key, text)
	slot.file = weak.Make(f)
	return f, nil
}

// Later is Read for who may not need the bytes, of a file that was readable before:
// of one of git's objects they are read when somebody asks, even after Close.
func (s *Set) Later(name string) (*nhi.File, error) {
	b, ok := s.back.(*objects)
	if !ok || !s.listed[name] {
		return s.Read(name)
	}
	clean := unescape(name)
	blob := b.files[clean]
	if blob == nil || blob.size < 0 || blob.size > s.max {
		return s.Read(name)
	}
	slot := s.slot(name)
	slot.mu.Lock()
	defer slot.mu.Unlock()
	if slot.err != nil {
		return nil, slot.err
	}
	f := slot.file.Value()
	if f == nil {
		f = nhi.NewLater(name, int(blob.size), func() ([]byte, error) { return b.read(clean, true, s.max, nil) })
		slot.file = weak.Make(f)
	}
	return f, nil
}

func (s *Set) slot(key string) *slotState {
	s.mu.Lock()
	defer s.mu.Unlock()
	slot := s.slots[key]
	if slot == nil {
		slot = &slotState{}
		s.slots[key] = slot
	}
	return slot
}

// Archive returns the bytes of a binary file, which Read refuses: the packed chart
// that another one depends on. They are context, and not kept.
func (s *Set) Archive(name string) ([]byte, error) {
	clean := path.Clean(unescape(name))
	if !inside(clean) {
		return nil, &SkipError{Path: name, Reason: Unreadable, Detail: "outside of the scan root"}
	}
	text, err := s.back.read(clean, s.listed[escape(clean)], s.max, nil)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return text, nil
}

// failed records why a listed file was not read. Context that is not there is
// nobody's business.
func (s *Set) failed(name string, err error) error {
	var skip *SkipError
	if errors.As(err, &skip) {
		skip.Path = name
	} else if !errors.Is(err, fs.ErrNotExist) {
		skip = &SkipError{Path: name, Reason: Unreadable, Detail: cause(err)}
		err = skip
	} else {
		err = fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
	}
	if !s.listed[name] {
		return err
	}
	if skip == nil {
		skip = &SkipError{Path: name, Reason: Unreadable, Detail: "it went away while it was read"}
	}
	s.skip(name, skip.Reason, skip.Detail)
	if skip.Reason == Unreadable || skip.Reason == Oversized {
		s.notice(name, skip.Detail)
	}
	return err
}

// Glob lists the regular files that match a path.Match pattern, in order.
func (s *Set) Glob(pattern string) []string {
	if !inside(path.Clean(pattern)) {
		return nil
	}
	found := s.back.glob(pattern)
	out := make([]string, 0, len(found))
	for _, f := range found {
		out = append(out, escape(f))
	}
	sort.Strings(out)
	return out
}

// Skipped counts what was passed over, by reason; a folder counts as one.
func (s *Set) Skipped() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[string]int, len(s.skips))
	for r, n := range s.skips {
		out[string(r)] = n
	}
	return out
}

// SkippedFiles are the paths that were passed over, each with its reason. Folders
// end in a slash.
func (s *Set) SkippedFiles() []nhi.Notice { return s.sorted(&s.skipped) }

// Notices are what every reader should know: wanted files that are too large or
// cannot be read, links that leave the tree. Reading adds to them.
func (s *Set) Notices() []nhi.Notice { return s.sorted(&s.notices) }

func (s *Set) sorted(list *[]nhi.Notice) []nhi.Notice {
	s.mu.Lock()
	out := append([]nhi.Notice(nil), *list...)
	s.mu.Unlock()
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Path != out[j].Path {
			return out[i].Path < out[j].Path
		}
		return out[i].Reason < out[j].Reason
	})
	return out
}

func (s *Set) skip(name string, r Reason, detail string) {
	text := string(r)
	if detail != "" {
		text += ": " + detail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.passed[name] {
		return
	}
	s.passed[name] = true
	s.skips[r]++
	s.skipped = append(s.skipped, nhi.Notice{Path: name, Reason: text})
}

func (s *Set) notice(name, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := nhi.Notice{Path: name, Reason: reason, Incomplete: true}
	if !slices.Contains(s.notices, n) {
		s.notices = append(s.notices, n)
	}
}

// inside says whether a cleaned path stays below the root and out of git's own
// folder, whose configuration may hold tokens.
func inside(clean string) bool {
	if clean == "" || clean == "." || clean == ".." || clean[0] == '/' || strings.HasPrefix(clean, "../") || strings.IndexByte(clean, 0) >= 0 {
		return false
	}
	for part := range strings.SplitSeq(clean, "/") {
		if strings.EqualFold(part, ".git") {
			return false
		}
	}
	return true
}

// judge refuses bytes that no analyzer should see.
func (s *Set) judge(name string, text []byte) error {
	if bytes.IndexByte(text[:min(len(text), 8<<10)], 0) >= 0 {
		return &SkipError{Path: name, Reason: Binary}
	}
	if !s.generated && strings.HasSuffix(name, ".go") && generatedGo(text) {
		return &SkipError{Path: name, Reason: Generated}
	}
	return nil
}

func tooLarge(size, max int64) *SkipError {
	return &SkipError{Reason: Oversized, Detail: fmt.Sprintf("file of %s is over the limit of %s", bytesText(size), bytesText(max))}
}

// bytesText is a size for a person, rounded down.
func bytesText(n int64) string {
	switch {
	case n >= 10<<30:
		return fmt.Sprintf("%d GiB", n>>30)
	case n >= 1<<20:
		if tenth := n % (1 << 20) * 10 >> 20; n < 10<<20 && tenth > 0 {
			return fmt.Sprintf("%d.%d MiB", n>>20, tenth)
		}
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// cause is an error without its path, which may hold anything and is named by
// the notice anyway.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return escape(err.Error())
}

var (
	_ nhi.Tree = (*Set)(nil)
	_ nhi.Tree = (*Record)(nil)
)
