package source

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/gitignore"
)

// maxDepth is how deep folders are walked. Trees that people make stay below
// thirty; opening a folder costs as many steps as it is deep.
const maxDepth = 200

// repo is a git work tree that the walk met.
type repo struct {
	top     string // absolute
	base    string // the top relative to the display root; "" when above it
	above   string // the display root relative to the top, when it is below
	ignored bool   // whether its patterns excluded anything
}

// layer is the patterns of one ignore file. Deeper files come first.
type layer struct {
	parent   *layer
	dir      string // its folder, relative to the repository's top
	patterns *gitignore.Patterns
}

func (l *layer) ignores(p string, dir bool) bool {
	for ; l != nil; l = l.parent {
		below := p
		if l.dir != "" {
			below = p[len(l.dir)+1:]
		}
		if v := l.patterns.Match(below, dir); v != gitignore.Silent {
			return v == gitignore.Ignored
		}
	}
	return false
}

// task is a folder to read.
type task struct {
	in    *bound
	path  string // relative to the display root, "." for itself
	repo  *repo
	local string // relative to the repository's top, "" for itself
	chain *layer
	depth int
	root  bool

	exclude *gitignore.Patterns
}

type walker struct {
	set   *Set
	names []*named
	o     Options

	mu      sync.Mutex
	cond    *sync.Cond
	stack   []task
	busy    int
	repos   map[string]*repo
	links   []link
	ignored map[string]bool // what .gitignore excluded; folders end in a slash
	err     error
}

func walk(s *Set, names []*named, o Options) error {
	w := &walker{set: s, names: names, o: o, repos: map[string]*repo{}, ignored: map[string]bool{}}
	exclude := gitignore.New(o.Exclude...).In(o.In)
	w.cond = sync.NewCond(&w.mu)
	for _, n := range names {
		if n.file {
			rel, _ := n.in.rel(n.path)
			info, err := n.in.root.Lstat(rel)
			w.file(n.in, n.path, true, info, err)
		} else {
			// What is named is read: patterns that cover all of it do not count.
			if n.path == "." && o.In == "" || !exclude.Ignores(path.Join(n.path, "nhivet-any")) {
				n.exclude = exclude
			}
			w.stack = append(w.stack, w.begin(n))
		}
	}
	var wg sync.WaitGroup
	for range min(max(runtime.GOMAXPROCS(0), 2), 8) {
		wg.Go(w.work)
	}
	wg.Wait()
	if w.err != nil {
		return w.err
	}
	for _, r := range w.repos {
		if r.ignored {
			w.tracked(r)
		}
	}
	for p := range w.ignored {
		s.skip(escape(p), IgnoredBy, "")
	}
	s.finish()
	if len(w.links) == 0 {
		return nil
	}
	sort.Slice(w.links, func(i, j int) bool { return w.links[i].path < w.links[j].path })
	seen := map[string]bool{}
	for _, l := range w.links {
		w.follow(l, seen)
	}
	s.finish()
	return nil
}

// begin prepares the walk of a named folder: the ignore files above it.
func (w *walker) begin(n *named) task {
	t := task{in: n.in, path: n.path, root: true, exclude: n.exclude}
	if n.top == "" || w.o.IncludeIgnored {
		return t
	}
	t.repo = w.repository(n.top)
	t.local = slashRel(n.top, n.abs)
	chain, ignored := chainTo(n.top, t.local)
	// Again, patterns that cover all of what is named do not count.
	if t.local == "" || !ignored && !chain.ignores(t.local+"/nhivet-any", false) {
		t.chain = chain
	}
	return t
}

// chainTo collects the ignore files above a path of a repository, and says
// whether they ignore a folder on the way to it or, as a folder, itself.
func chainTo(top, rel string) (*layer, bool) {
	chain, dir, ignored := excludeFile(top), "", false
	if rel == "" {
		return chain, false
	}
	for part := range strings.SplitSeq(rel, "/") {
		if text, err := ReadSmall(filepath.Join(top, filepath.FromSlash(dir), ".gitignore")); err == nil {
			chain = &layer{chain, dir, gitignore.Parse(text)}
		}
		dir = path.Join(dir, part)
		ignored = ignored || chain.ignores(dir, true)
	}
	return chain, ignored
}

func (w *walker) repository(top string) *repo {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.repos[top]
	if r == nil {
		r = &repo{top: top}
		if within(w.set.Root, top) {
			r.base = slashRel(w.set.Root, top)
		} else {
			r.above = slashRel(top, w.set.Root)
		}
		w.repos[top] = r
	}
	return r
}

func slashRel(base, target string) string {
	rel, err := filepath.Rel(base, target)
	if err != nil || rel == "." {
		return ""
	}
	return filepath.ToSlash(rel)
}

func (w *walker) work() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for {
		for len(w.stack) == 0 && w.busy > 0 {
			w.cond.Wait()
		}
		if len(w.stack) == 0 {
			w.cond.Broadcast()
			return
		}
		t := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		w.busy++
		w.mu.Unlock()
		below, err := w.dir(t)
		w.mu.Lock()
		w.busy--
		w.stack = append(w.stack, below...)
		if err != nil && w.err == nil {
			w.err = err
		}
		w.cond.Broadcast()
	}
}

// dir reads one folder and returns those below it.
func (w *walker) dir(t task) ([]task, error) {
	rel, _ := t.in.rel(t.path)
	if t.path == "." {
		rel = "."
	}
	names, err := t.in.readDir(rel)
	if err != nil {
		if t.root {
			return nil, fmt.Errorf("open %s: %s", escape(t.path), cause(err))
		}
		w.set.skip(escape(t.path)+"/", Unreadable, cause(err))
		w.set.notice(escape(t.path), "folder not read: "+cause(err))
		return nil, nil
	}
	ignoreFile := false
	for _, e := range names {
		switch {
		case e.Name() == ".gitignore":
			ignoreFile = e.Type().IsRegular()
		case e.Name() == "pyvenv.cfg" && !t.root:
			w.set.skip(escape(t.path)+"/", Vendored, "")
			return nil, nil
		case e.Name() == ".git" && !t.root && !w.o.IncludeIgnored:
			// A repository of its own: the patterns above do not reach into it.
			top := filepath.Join(w.set.Root, filepath.FromSlash(t.path))
			t.repo, t.local, t.chain = w.repository(top), "", excludeFile(top)
		}
	}
	if ignoreFile && !w.o.IncludeIgnored {
		if text, err := t.in.read(path.Join(rel, ".gitignore"), DefaultMaxSize); err == nil {
			t.chain = &layer{t.chain, t.local, gitignore.Parse(text)}
		}
	}
	var below []task
	for _, e := range names {
		name := e.Name()
		if strings.EqualFold(name, ".git") {
			continue
		}
		p, local := entry(t.path, name), entry(t.local, name)
		switch mode := e.Type(); {
		case mode.IsDir():
			if t2, ok := w.enter(t, p, local); ok {
				below = append(below, t2)
			}
		case mode&fs.ModeSymlink != 0:
			if t.exclude.Match(p, false) != gitignore.Ignored && !t.chain.ignores(local, false) && !t.chain.ignores(local, true) {
				w.mu.Lock()
				w.links = append(w.links, link{t.in, p, false})
				w.mu.Unlock()
			}
		case !w.o.wants(escape(p)):
		case t.exclude.Match(p, false) == gitignore.Ignored:
			w.set.skip(escape(p), Excluded, "")
		case t.chain.ignores(local, false):
			w.ignore(t.repo, p)
		case !mode.IsRegular():
			w.set.skip(escape(p), Special, "")
		default:
			w.plain(p)
		}
	}
	return below, nil
}

// enter decides about a folder.
func (w *walker) enter(t task, p, local string) (task, bool) {
	switch {
	case t.exclude.Match(p, true) == gitignore.Ignored:
		w.set.skip(escape(p)+"/", Excluded, "")
	case vendoredDir(p, w.exists(t.in)):
		w.set.skip(escape(p)+"/", Vendored, "")
	case t.chain.ignores(local, true):
		w.ignore(t.repo, p+"/")
	case t.depth >= maxDepth:
		w.set.skip(escape(p)+"/", Unreadable, "too deep")
		w.set.notice(escape(p), fmt.Sprintf("folder not read: more than %d deep", maxDepth))
	default:
		return task{in: t.in, path: p, repo: t.repo, local: local, chain: t.chain, depth: t.depth + 1, exclude: t.exclude}, true
	}
	return task{}, false
}

func (w *walker) exists(in *bound) func(string) bool {
	return func(p string) bool {
		rel, ok := in.rel(p)
		if !ok {
			return false
		}
		_, err := in.root.Lstat(rel)
		return err == nil
	}
}

func (w *walker) ignore(r *repo, p string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ignored[p] = true
	if r != nil {
		r.ignored = true
	}
}

// file lists a regular file. What the caller named is listed whatever its name.
func (w *walker) file(in *bound, p string, root bool, info fs.FileInfo, err error) {
	shown := escape(p)
	if root && !w.o.wants(shown) {
		return
	}
	if !root && generatedName(p) {
		w.plain(p) // says why not
		return
	}
	switch {
	case err != nil:
		w.set.skip(shown, Unreadable, cause(err))
		w.set.notice(shown, cause(err))
	case info.Mode()&fs.ModeSymlink != 0:
		w.mu.Lock()
		w.links = append(w.links, link{in, p, root})
		w.mu.Unlock()
	case !info.Mode().IsRegular():
		w.set.skip(shown, Special, "")
	case info.Size() > w.set.max:
		e := tooLarge(info.Size(), w.set.max)
		w.set.skip(shown, Oversized, e.Detail)
		w.set.notice(shown, e.Detail)
	default:
		w.list(shown, info.Size())
	}
}

// plain lists a regular file that was met. How large it is shows when it is read.
func (w *walker) plain(p string) {
	if shown := escape(p); generatedName(p) {
		w.set.skip(shown, Generated, "")
	} else {
		w.list(shown, -1)
	}
}

func (w *walker) list(shown string, size int64) {
	w.mu.Lock()
	w.set.Entries = append(w.set.Entries, Entry{shown, size})
	w.mu.Unlock()
}

// tracked lists files that git tracks although a pattern ignores them.
func (w *walker) tracked(r *repo) {
	out, err := git{top: r.top}.run(context.Background(), nil, "ls-files", "-z", "--cached", "--ignored", "--exclude-standard")
	if err != nil {
		w.set.notice(escape(path.Join(r.base, ".gitignore")), "files that are both tracked and ignored were not read: "+err.Error())
		return
	}
	for p := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		p = path.Join(r.base, p)
		if r.above != "" {
			var ok bool
			if p, ok = strings.CutPrefix(p, r.above+"/"); !ok {
				continue
			}
		}
		if !inside(p) || !w.o.wants(escape(p)) {
			continue
		}
		n := w.root(p)
		if n == nil || w.passed(n, p) {
			continue
		}
		rel, ok := n.in.rel(p)
		if !ok {
			continue
		}
		info, err := n.in.root.Lstat(rel)
		if err != nil || !info.Mode().IsRegular() {
			continue // deleted, or a link
		}
		delete(w.ignored, p)
		w.file(n.in, p, false, info, nil)
	}
}

// root is the named folder that holds a path.
func (w *walker) root(p string) *named {
	for _, n := range w.names {
		if !n.file && (n.path == "." || strings.HasPrefix(p, n.path+"/")) {
			return n
		}
	}
	return nil
}

// passed says whether the walk passes over a path that is below a named root,
// for another reason than .gitignore.
func (w *walker) passed(n *named, p string) bool {
	start := 0
	if n.path != "." {
		start = len(n.path) + 1
	}
	for i := start; i < len(p); i++ {
		if p[i] == '/' && (vendoredDir(p[:i], w.exists(n.in)) || n.exclude.Match(p[:i], true) == gitignore.Ignored) {
			return true
		}
	}
	return n.exclude.Match(p, false) == gitignore.Ignored
}
