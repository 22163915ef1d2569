package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/gitignore"
	"github.com/nhivet/nhivet/internal/nhi"
)

// blob is a file as git keeps it.
type blob struct {
	id   string
	size int64 // -1 when the object is missing
	kind byte  // of Options.Known
}

// objects reads files of the index or of a tree through one git process.
type objects struct {
	git   git
	files map[string]*blob
	paths []string // sorted
	// under is the folder below the top that the paths are relative to, and above
	// are the ids of the files in the folders on the way to it.
	under string
	above map[string]string

	// known is Options.Known, and choice decides what is listed.
	known  func(path, id string) (byte, int64, bool)
	choice *choice

	mu     sync.Mutex
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	closed bool
	texts  *texts
	// plan are the paths that are about to be read, in order; at is where each is in
	// it, and next the first that was not asked for. ahead are those that came.
	plan  []string
	at    map[string]int
	next  int
	ahead map[string]arrived
}

// Top is the top of the repository that a folder is in.
func Top(dir string) (string, error) {
	g, err := openGit(dir)
	return g.top, err
}

// OpenRevision lists the files of a commit or tree. Links are passed over.
func OpenRevision(dir, rev string, o Options) (*Set, error) {
	g, err := openGit(dir)
	if err != nil {
		return nil, err
	}
	out, err := g.tree(rev, dir)
	if err != nil {
		return nil, err
	}
	return openObjects(g, items(out), "", o)
}

// OpenBefore lists what a commit or tree has of what is listed in another set of
// the same repository: the same folders and files, with the same paths.
func OpenBefore(s *Set, roots []string, rev string, o Options) (*Set, error) {
	g, err := openGit(s.Root)
	if err != nil {
		return nil, err
	}
	list := s.head
	if rev != "HEAD" || list == nil {
		out, err := g.tree(rev, s.Root)
		if err != nil {
			return nil, err
		}
		list = items(out)
	}
	var named []string
	for _, r := range roots {
		abs, err := filepath.Abs(r)
		if err == nil {
			// What is gone has no links to follow; its folder may.
			if dir, e := filepath.EvalSymlinks(filepath.Dir(abs)); e == nil {
				abs = filepath.Join(dir, filepath.Base(abs))
			}
			abs, err = filepath.Rel(s.Root, abs)
		}
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", escape(r), err)
		}
		named = append(named, filepath.ToSlash(abs))
	}
	wants := o.wants
	o.Wants = func(p string) bool {
		in := len(named) == 0 || slices.ContainsFunc(named, func(n string) bool { return n == "." || p == escape(n) || strings.HasPrefix(p, escape(n)+"/") })
		return in && wants(p)
	}
	before, err := openObjects(g, list, s.Prefix(), o)
	if err != nil {
		return nil, err
	}
	before.Root = s.Root
	if a, ok := s.back.(*objects); ok {
		before.back.(*objects).texts = a.texts // what is the same in both is read once
	}
	return before, nil
}

// Above finds a small file that speaks for all of a revision, as the function of
// that name does for the work tree: in the set's own folder, or in the closest one
// above it in the same repository.
func (s *Set) Above(name string) (f *nhi.File, in string, err error) {
	if f, err = s.Read(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return f, "", err
	}
	b, ok := s.back.(*objects)
	if !ok {
		return nil, "", err
	}
	shown := name
	for dir := b.under; dir != "" && dir != "."; {
		dir, shown = path.Dir(dir), "../"+shown
		id := b.above[path.Join(dir, name)]
		if id == "" {
			continue
		}
		b.files[shown] = &blob{id: id}
		text, err := b.read(shown, false, s.max, nil)
		delete(b.files, shown)
		if err != nil {
			return nil, "", fmt.Errorf("read %s: %w", shown, err)
		}
		in, _ = strings.CutPrefix(b.under, dir+"/")
		return nhi.NewFile(shown, text), in, nil
	}
	return nil, "", err
}

func openGit(dir string) (git, error) {
	abs, err := filepath.Abs(dir)
	if err == nil {
		abs, err = filepath.EvalSymlinks(abs)
	}
	if err != nil {
		return git{}, fmt.Errorf("open %s: %s", escape(dir), cause(err))
	}
	top := gitTop(abs)
	if top == "" {
		return git{}, fmt.Errorf("open %s: not in a git repository", escape(dir))
	}
	return git{top: top}, nil
}

func fields(out []byte) []string {
	text := strings.TrimSuffix(string(out), "\x00")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\x00")
}

// openObjects takes the files of a listing. Of a folder under the top only what is
// below it is listed.
func openObjects(g git, listing []item, under string, o Options) (*Set, error) {
	back := &objects{git: g, files: make(map[string]*blob, len(listing)), under: under, above: map[string]string{}, known: o.Known, texts: &texts{}}
	s := newSet(g.top, back, o)
	stages := map[string]byte{}
	for _, it := range listing {
		p := it.path
		if under != "" {
			ok := false
			if p, ok = strings.CutPrefix(it.path, under+"/"); !ok {
				if dir := path.Dir(it.path); (dir == "." || strings.HasPrefix(under, dir+"/")) && it.regular() {
					back.above[it.path] = it.id
				}
				continue
			}
		}
		if !inside(p) {
			continue
		}
		switch {
		case it.mode == modeSubmodule:
			s.skip(escape(p)+"/", Submodule, "")
			continue
		case it.mode == modeLink:
			if o.wants(escape(p)) {
				s.skip(escape(p), Link, "")
			}
			continue
		case !objectID(it.id):
			continue
		}
		if it.stage != '0' {
			// Of a conflict our side counts (stage 2), else whichever there is.
			if stages[p] == '2' {
				continue
			}
			stages[p] = it.stage
			if o.wants(escape(p)) {
				s.notice(escape(p), "unmerged: only one side of the conflict was read")
			}
		}
		if back.files[p] == nil {
			back.paths = append(back.paths, p)
		}
		back.files[p] = &blob{id: it.id, size: -1}
	}
	if !sort.StringsAreSorted(back.paths) {
		sort.Strings(back.paths)
	}
	back.choice = &choice{paths: back.paths, exclude: gitignore.New(o.Exclude...).In(o.In), wants: o.wants, folders: map[string]Reason{".": ""}}
	wanted := back.list(s)
	if err := back.sizes(wanted); err != nil {
		return nil, err
	}
	for _, p := range wanted {
		shown, b := escape(p), back.files[p]
		switch {
		case b.size < 0:
			s.skip(shown, Unreadable, "git does not have its bytes")
			s.notice(shown, "git does not have its bytes")
		case b.size > s.max:
			e := tooLarge(b.size, s.max)
			s.skip(shown, Oversized, e.Detail)
			s.notice(shown, e.Detail)
		default:
			s.Entries = append(s.Entries, Entry{shown, b.size})
		}
	}
	s.finish()
	return s, nil
}

// objectID keeps anything else out of git's standard input.
func objectID(s string) bool {
	return (len(s) == 40 || len(s) == 64) && strings.Trim(s, "0123456789abcdef") == ""
}

// sizes asks for the sizes of all wanted files at once.
func (b *objects) sizes(wanted []string) error {
	var unknown []string
	for _, p := range wanted {
		if b.files[p].kind != 0 {
			continue
		}
		unknown = append(unknown, p)
	}
	if wanted = unknown; len(wanted) == 0 {
		return nil
	}
	var ask bytes.Buffer
	for _, p := range wanted {
		ask.WriteString(b.files[p].id)
		ask.WriteByte('\n')
	}
	out, err := b.git.run(context.Background(), &ask, "cat-file", "--batch-check", "--buffer")
	if err != nil {
		return fmt.Errorf("read sizes: %w", err)
	}
	lines := strings.Split(string(out), "\n")
	for i, p := range wanted {
		if i < len(lines) {
			b.files[p].size = header(lines[i])
		}
	}
	return nil
}

// header reads "<id> blob <size>"; everything else, as "<id> missing", is -1.
func header(line string) int64 {
	f := strings.Fields(line)
	if len(f) != 3 || f[1] != "blob" {
		return -1
	}
	n, err := strconv.ParseInt(f[2], 10, 64)
	if err != nil {
		return -1
	}
	return n
}

func (b *objects) read(p string, _ bool, max int64, _ []byte) ([]byte, error) {
	file := b.files[p]
	if file == nil {
		return nil, fs.ErrNotExist
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if got, ok := b.ahead[p]; ok {
		delete(b.ahead, p)
		return got.text, got.err
	}
	if text, ok := b.texts.get(file.id); ok && int64(len(text)) <= max {
		return text, nil
	}
	if err := b.start(); err != nil {
		return nil, err
	}
	if b.closed {
		defer b.stop() // who comes late keeps no process
	}
	asked := b.window(p)
	for _, p := range asked {
		if _, err := io.WriteString(b.in, b.files[p].id+"\n"); err != nil {
			return nil, fmt.Errorf("git cat-file: %w", err)
		}
	}
	var first arrived
	for i, p := range asked {
		text, err := b.answer(max)
		if err != nil && errors.As(err, new(gitFault)) {
			return nil, err
		}
		if i == 0 {
			first = arrived{text, err}
			continue
		}
		b.ahead[p] = arrived{text, err}
	}
	return first.text, first.err
}

// answer takes the next object from git.
func (b *objects) answer(max int64) ([]byte, error) {
	line, err := b.out.ReadString('\n')
	if err != nil {
		return nil, gitFault{err}
	}
	size := header(strings.TrimSuffix(line, "\n"))
	if size < 0 {
		return nil, &SkipError{Reason: Unreadable, Detail: "git does not have its bytes"}
	}
	if size > max {
		// Only context comes here: what is listed was measured before.
		if _, err := io.CopyN(io.Discard, b.out, size+1); err != nil {
			return nil, gitFault{err}
		}
		return nil, tooLarge(size, max)
	}
	text := make([]byte, size+1)
	if _, err := io.ReadFull(b.out, text); err != nil {
		return nil, gitFault{err}
	}
	return text[:size:size], nil
}

func (b *objects) start() error {
	if b.out != nil {
		return nil
	}
	cmd := b.git.command(context.Background(), "cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("git cat-file: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("git cat-file: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("git cat-file: %w", err)
	}
	b.cmd, b.in, b.out = cmd, in, bufio.NewReaderSize(out, 64<<10)
	return nil
}

func (b *objects) close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	return b.stop()
}

func (b *objects) stop() error {
	if b.out == nil {
		return nil
	}
	b.in.Close()
	b.out = nil
	return b.cmd.Wait()
}

func (b *objects) glob(pattern string) []string {
	pattern = path.Clean(pattern)
	// Only paths with the literal beginning of the pattern can match.
	prefix := pattern
	if i := strings.IndexAny(pattern, `*?[\`); i >= 0 {
		prefix = pattern[:i]
	}
	var out []string
	for _, p := range b.paths[sort.SearchStrings(b.paths, prefix):] {
		if !strings.HasPrefix(p, prefix) {
			break
		}
		if ok, err := path.Match(pattern, p); err == nil && ok {
			out = append(out, p)
		}
	}
	return out
}
