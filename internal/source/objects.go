package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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

	mu  sync.Mutex
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
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
	go func() {
		// Without a HEAD everything is new, and git says so with an error.
		out, err := g.run(context.Background(), nil, "diff-index", "--cached", "--name-only", "--no-renames", "--no-ext-diff",
			"--no-textconv", "--ignore-submodules=all", "-z", "HEAD", "--")
		if err != nil {
			out = nil
		} else if out == nil {
			out = []byte{}
		}
		changed <- out
	}()
	out, err := g.run(context.Background(), nil, "ls-files", "-s", "-z")
	differs := <-changed
	if err != nil {
		return nil, fmt.Errorf("open the index of %s: %w", escape(dir), err)
	}
	s, err := openObjects(g, out, "", o)
	if err != nil {
		return nil, err
	}
	s.Changed = map[string]bool{}
	if differs == nil {
		s.First = true
		for _, e := range s.Entries {
			s.Changed[e.Path] = true
		}
		return s, nil
	}
	for _, p := range fields(differs) {
		s.Changed[escape(p)] = true
	}
	return s, nil
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
	return openObjects(g, out, "", o)
}

// OpenBefore lists what a commit or tree has of what is listed in another set of
// the same repository: the same folders and files, with the same paths.
func OpenBefore(s *Set, roots []string, rev string, o Options) (*Set, error) {
	g, err := openGit(s.Root)
	if err != nil {
		return nil, err
	}
	out, err := g.tree(rev, s.Root)
	if err != nil {
		return nil, err
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
	before, err := openObjects(g, out, s.Prefix(), o)
	if err != nil {
		return nil, err
	}
	before.Root = s.Root
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

// openObjects reads a listing of ls-files -s or ls-tree -r: mode, and id as one
// of the next fields, then a tab and the path. Of a folder under the top only what
// is below it is listed.
func openObjects(g git, listing []byte, under string, o Options) (*Set, error) {
	back := &objects{git: g, files: map[string]*blob{}, under: under, above: map[string]string{}}
	s := newSet(g.top, back, o)
	stages := map[string]string{}
	for _, line := range fields(listing) {
		head, p, ok := strings.Cut(line, "\t")
		parts := strings.Fields(head)
		if under != "" && ok {
			full := p
			if p, ok = strings.CutPrefix(full, under+"/"); !ok {
				if dir := path.Dir(full); (dir == "." || strings.HasPrefix(under, dir+"/")) && len(parts) == 3 && strings.HasPrefix(parts[0], "100") {
					back.above[full] = parts[2]
				}
				continue
			}
		}
		if !ok || len(parts) != 3 || !inside(p) {
			continue
		}
		id, stage := parts[1], parts[2]
		if parts[1] == "blob" || parts[1] == "commit" { // ls-tree: mode type id
			id, stage = parts[2], "0"
		}
		switch {
		case parts[0] == "160000":
			s.skip(escape(p)+"/", Submodule, "")
			continue
		case parts[0] == "120000":
			if o.wants(escape(p)) {
				s.skip(escape(p), Link, "")
			}
			continue
		case !objectID(id):
			continue
		}
		// Of a conflict our side counts (stage 2), else whichever there is.
		if before, ok := stages[p]; ok && before == "2" {
			continue
		}
		stages[p] = stage
		if stage != "0" && o.wants(escape(p)) {
			s.notice(escape(p), "unmerged: only one side of the conflict was read")
		}
		back.files[p] = &blob{id: id, size: -1}
	}
	for p := range back.files {
		back.paths = append(back.paths, p)
	}
	sort.Strings(back.paths)
	wanted := back.list(s, o)
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

// list are the paths to scan. Tracked files are not ignored, only excluded,
// vendored or generated.
func (b *objects) list(s *Set, o Options) []string {
	exclude := gitignore.New(o.Exclude...).In(o.In)
	has := func(p string) bool {
		i := sort.SearchStrings(b.paths, p)
		return i < len(b.paths) && (b.paths[i] == p || strings.HasPrefix(b.paths[i], p+"/"))
	}
	// What is decided about folders, so that each is looked at once.
	dirs := map[string]Reason{".": ""}
	var folder func(dir string) Reason
	folder = func(dir string) Reason {
		if r, ok := dirs[dir]; ok {
			return r
		}
		r := folder(path.Dir(dir))
		if r == "" {
			switch {
			case exclude.Match(dir, true) == gitignore.Ignored:
				r = Excluded
			case vendoredDir(dir, has), has(path.Join(dir, "pyvenv.cfg")):
				r = Vendored
			}
			if r != "" {
				s.skip(escape(dir)+"/", r, "")
			}
		}
		dirs[dir] = r
		return r
	}
	var out []string
	for _, p := range b.paths {
		switch {
		case folder(path.Dir(p)) != "" || !o.wants(escape(p)):
		case exclude.Match(p, false) == gitignore.Ignored:
			s.skip(escape(p), Excluded, "")
		case generatedName(p):
			s.skip(escape(p), Generated, "")
		default:
			out = append(out, p)
		}
	}
	return out
}

// sizes asks for the sizes of all wanted files at once.
func (b *objects) sizes(wanted []string) error {
	if len(wanted) == 0 {
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
	if err := b.start(); err != nil {
		return nil, err
	}
	if _, err := io.WriteString(b.in, file.id+"\n"); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	line, err := b.out.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	size := header(line)
	if size < 0 {
		return nil, &SkipError{Reason: Unreadable, Detail: "git does not have its bytes"}
	}
	if size > max {
		// Only context comes here: what is listed was measured before.
		if _, err := io.CopyN(io.Discard, b.out, size+1); err != nil {
			return nil, fmt.Errorf("git cat-file: %w", err)
		}
		return nil, tooLarge(size, max)
	}
	text := make([]byte, size+1)
	if _, err := io.ReadFull(b.out, text); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	return text[:size:size], nil
}

func (b *objects) start() error {
	if b.out != nil {
		return nil
	}
	if b.cmd != nil {
		return errors.New("git cat-file: closed")
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
