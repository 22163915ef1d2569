package scan

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// What is derived is bounded as a whole: charts of charts multiply.
const (
	maxDerived      = 20_000    // files
	maxDerivedBytes = 256 << 20 // their text
)

// task is one unit of one analyzer.
type task struct {
	analyzer *nhi.Analyzer
	unit     *nhi.Unit
}

// Collect reads the given paths of a tree, classifies them, and runs every
// analyzer over its units on all cores.
func Collect(ctx context.Context, tree nhi.Tree, paths []string, analyzers []*nhi.Analyzer) *Collected {
	c := &collector{ctx: ctx, tree: tree, analyzers: analyzers, facts: &nhi.Facts{}}
	memory, _ := tree.(*recalled)
	c.memory = memory
	if memory != nil {
		paths = c.recall(paths)
	}
	warm, _ := tree.(*warmed)
	c.warm = warm
	c.each(len(paths), func(i int) {
		if warm != nil {
			if l, ok := warm.look(paths[i]); ok {
				warm.learn(paths[i], l)
				c.count(l.size)
				c.take(l.file, l.claims)
				return
			}
		}
		wanted := wanting(analyzers, paths[i])
		if wanted == nil {
			return
		}
		var claims []claim
		whole, size := true, int64(0)
		f, err := c.look(paths[i], func(text []byte) bool {
			ignoring := ignores(paths[i], text)
			claims, whole = c.claims(paths[i], text, wanted)
			size = int64(len(text))
			c.count(size)
			return ignoring || len(claims) > 0
		})
		if skip := (*source.SkipError)(nil); errors.As(err, &skip) {
			if kind := passes[skip.Reason]; kind != 0 && memory != nil {
				memory.learn(paths[i], kind)
			}
			return // the source counts it, and says so where it matters
		}
		if memory != nil && err == nil && whole {
			kind := byte(claimed)
			if f == nil {
				kind = idle
			} else {
				memory.claimed(paths[i], marked(f.Path, f.Bytes()), claims)
			}
			memory.learn(paths[i], kind)
		}
		if err != nil {
			c.notice(nhi.Notice{Path: paths[i], Reason: fmt.Sprintf("not read: %v", err), Incomplete: true})
			return
		}
		if warm != nil && whole {
			warm.learn(paths[i], looked{f, claims, size})
		}
		c.take(f, claims)
	})
	c.drain()
	// Units end in any order; their facts come in one, or two readers of one place
	// would speak by turns.
	rank := make(map[string]int, len(analyzers))
	for i, a := range analyzers {
		rank[a.Name] = i
	}
	slices.SortStableFunc(c.parts, func(a, b part) int {
		return cmp.Or(rank[a.analyzer]-rank[b.analyzer], strings.Compare(a.unit, b.unit))
	})
	units := map[string]int{}
	for _, p := range c.parts {
		units[p.analyzer]++
		c.facts.Add(p.facts)
	}
	return &Collected{Facts: c.facts, Read: c.read, Bytes: c.bytes, Ignoring: c.ignoring, Units: units, rendered: slices.Sorted(maps.Keys(c.rendered)), mixed: c.mixed}
}

// wanting are the analyzers that may claim a file.
func wanting(analyzers []*nhi.Analyzer, path string) (out []*nhi.Analyzer) {
	for _, a := range analyzers {
		if a.Wants(path) {
			out = append(out, a)
		}
	}
	return out
}

// Collected is what was read.
type Collected struct {
	Facts *nhi.Facts
	// Read counts the files that were opened, Bytes what is in them.
	Read  int
	Bytes int64
	// Ignoring are the files that carry an inline ignore.
	Ignoring []*nhi.File
	// Units counts what each analyzer read, by its name.
	Units map[string]int

	rendered []string     // files that derived ones stand for
	mixed    []namedClaim // units with derived files
}

// ignores says whether a file may hold an inline ignore.
func ignores(name string, text []byte) bool {
	return path.Base(name) != config.Name && bytes.Contains(text, ignoreMark)
}

// ignoreMark is the end of what begins an inline ignore, nhivet:ignore: a search
// goes from one first letter to the next, and "v" is five times as rare as "n".
var ignoreMark = []byte("vet:ignore")

type collector struct {
	ctx       context.Context
	tree      nhi.Tree
	memory    *recalled // the tree, where it is one
	analyzers []*nhi.Analyzer
	warm      *warmed // nil where nothing is kept
	scratch   sync.Pool

	mu       sync.Mutex
	parts    []part
	facts    *nhi.Facts
	read     int
	bytes    int64
	ignoring []*nhi.File
	units    map[*nhi.Analyzer]map[string]*nhi.Unit
	derived  []*nhi.File
	rendered map[string]bool
	mixed    []namedClaim
}

// part is what one analyzer saw in one unit.
type part struct {
	analyzer, unit string
	facts          *nhi.Facts
}

// each runs f for 0 to n-1 on all cores.
func (c *collector) each(n int, f func(int)) {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && c.ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

// look reads a file, and keeps it where keep says so.
func (c *collector) look(name string, keep func(text []byte) bool) (*nhi.File, error) {
	set, ok := c.tree.(interface {
		Look(name string, scratch *[]byte, keep func(text []byte) bool) (*nhi.File, error)
	})
	if !ok {
		f, err := c.tree.Read(name)
		if err == nil && !keep(f.Bytes()) {
			f = nil
		}
		return f, err
	}
	scratch, ok := c.scratch.Get().(*[]byte)
	if !ok {
		scratch = new(make([]byte, 0, source.DefaultMaxSize+1)) // memory is taken where it is used
	}
	defer c.scratch.Put(scratch)
	return set.Look(name, scratch, keep)
}

// claim is the unit that an analyzer counts a file to.
type claim struct {
	analyzer *nhi.Analyzer
	unit     string
}

// count takes in a file that was read.
func (c *collector) count(size int64) {
	c.mu.Lock()
	c.read++
	c.bytes += size
	c.mu.Unlock()
}

// claims asks those who want a file; whole is false where one of them failed.
func (c *collector) claims(name string, text []byte, wanted []*nhi.Analyzer) (out []claim, whole bool) {
	whole = true
	for _, a := range wanted {
		key, ok, failed := c.claim(a, name, text)
		if ok {
			out = append(out, claim{a, key})
		}
		whole = whole && !failed
	}
	return out, whole
}

// take is given a file that somebody claims, or that carries an ignore; nil is none.
func (c *collector) take(f *nhi.File, claims []claim) {
	if f == nil {
		return
	}
	if ignores(f.Path, f.Bytes()) {
		c.mu.Lock()
		c.ignoring = append(c.ignoring, f)
		c.mu.Unlock()
	}
	c.assign(f, claims)
}

// assign gives a file to the units of the analyzers that claim it. A unit of one
// file runs at once, so that the file can go.
func (c *collector) assign(f *nhi.File, claims []claim) {
	for _, claim := range claims {
		a, key := claim.analyzer, claim.unit
		if key == f.Path && !a.Rendered {
			c.run(task{a, &nhi.Unit{Key: key, Files: []*nhi.File{f}, Tree: c.tree}})
			continue
		}
		c.mu.Lock()
		if c.units == nil {
			c.units = map[*nhi.Analyzer]map[string]*nhi.Unit{}
		}
		if c.units[a] == nil {
			c.units[a] = map[string]*nhi.Unit{}
		}
		u := c.units[a][key]
		if u == nil {
			u = &nhi.Unit{Key: key, Tree: c.tree}
			c.units[a][key] = u
		}
		u.Files = append(u.Files, f)
		c.mu.Unlock()
	}
}

func (c *collector) claim(a *nhi.Analyzer, name string, text []byte) (key string, ok, failed bool) {
	defer func() {
		if r := recover(); r != nil {
			c.notice(panicked(a, name, r))
			ok, failed = false, true
		}
	}()
	key, ok = a.Claims(name, text)
	if ok && key == name && a.Sees != nil {
		ok = a.Sees(name, text)
	}
	return key, ok, false
}

// drain runs the units that were gathered: first those that render, then the
// others, which find what was derived in the place of what it stands for.
func (c *collector) drain() {
	c.gathered(func(a *nhi.Analyzer) bool { return a.Renders })
	c.replace()
	c.gathered(func(*nhi.Analyzer) bool { return true })
}

// gathered runs the units of some analyzers, the largest first.
func (c *collector) gathered(which func(*nhi.Analyzer) bool) {
	var tasks []task
	for _, a := range c.analyzers {
		if !which(a) {
			continue
		}
		for _, u := range c.units[a] {
			sort.Slice(u.Files, func(i, j int) bool { return u.Files[i].Path < u.Files[j].Path })
			tasks = append(tasks, task{a, u})
		}
		delete(c.units, a)
	}
	sort.Slice(tasks, func(i, j int) bool { return size(tasks[i].unit) > size(tasks[j].unit) })
	c.each(len(tasks), func(i int) { c.run(tasks[i]) })
}

// replace takes what was rendered out of the units of those who read derived
// files, and puts the derived files in.
func (c *collector) replace() {
	if len(c.rendered) > 0 {
		for a, units := range c.units {
			if !a.Rendered {
				continue
			}
			for _, u := range units {
				u.Files = slices.DeleteFunc(u.Files, func(f *nhi.File) bool { return c.rendered[f.Path] })
			}
		}
	}
	// In one order, whoever was first: the bounds cut the same files every time.
	slices.SortStableFunc(c.derived, func(a, b *nhi.File) int { return strings.Compare(a.Path, b.Path) })
	bytes := 0
	for i, f := range c.derived {
		if bytes += f.Len(); i == maxDerived || bytes > maxDerivedBytes {
			c.notice(nhi.Notice{Path: f.Path, Incomplete: true,
				Reason: fmt.Sprintf("expected at most %d rendered files of %d MiB, found more; the rest is not read", maxDerived, maxDerivedBytes>>20)})
			break
		}
		var wanted []*nhi.Analyzer
		for _, a := range c.analyzers {
			if a.Rendered && a.Wants(f.Path) {
				wanted = append(wanted, a)
			}
		}
		claims, _ := c.claims(f.Path, f.Bytes(), wanted)
		c.mixed = append(c.mixed, named(claims)...)
		c.assign(f, claims)
	}
	c.derived = nil
}

func size(u *nhi.Unit) (n int) {
	for _, f := range u.Files {
		n += f.Len()
	}
	return n
}

// run reads one unit. Whatever goes wrong in it is a notice.
func (c *collector) run(t task) {
	defer func() {
		if r := recover(); r != nil {
			c.notice(panicked(t.analyzer, t.unit.Key, r))
		}
	}()
	var key lookKey
	var asked *source.Record
	if c.memory != nil {
		var ok bool
		if key, ok = c.memory.unitKey(t.analyzer, t.unit); ok {
			if facts := c.memory.unit(key, t.unit, c.memory.id, nil); facts != nil {
				c.add(t, facts)
				return
			}
			asked = c.memory.asking()
			t.unit.Tree = asked
			defer func() {
				reads, globs := asked.Asked()
				c.memory.asked(t.unit, reads, globs)
			}()
		}
	}
	read := func() (*nhi.Facts, error) { return t.analyzer.Run(c.ctx, t.unit) }
	if c.warm != nil {
		read = func() (*nhi.Facts, error) { return c.warm.read(c.ctx, t.analyzer, t.unit) }
	}
	facts, err := read()
	if err != nil {
		c.notice(nhi.Notice{Path: t.unit.Key, Reason: fmt.Sprintf("%s: %v", t.analyzer.Name, err), Incomplete: true})
	}
	if facts == nil {
		return
	}
	c.mu.Lock()
	for _, path := range facts.Rendered {
		if c.rendered == nil {
			c.rendered = map[string]bool{}
		}
		c.rendered[path] = true
	}
	if t.analyzer.Renders {
		c.derived = append(c.derived, facts.Derived...)
	}
	c.mu.Unlock()
	whole := err == nil && facts.Derived == nil && facts.Rendered == nil
	facts.Derived, facts.Rendered = nil, nil
	if t.analyzer.Rendered {
		facts.Resolve(t.unit.Files)
	}
	facts = checked(facts)
	if asked != nil && whole && c.ctx.Err() == nil {
		c.memory.keep(key, t.unit, asked, facts)
	}
	c.add(t, facts)
}

// add takes in what was said of a unit.
func (c *collector) add(t task, facts *nhi.Facts) {
	c.mu.Lock()
	c.parts = append(c.parts, part{t.analyzer.Name, t.unit.Key, facts})
	c.mu.Unlock()
}

func (c *collector) notice(n nhi.Notice) {
	c.mu.Lock()
	c.facts.Notices = append(c.facts.Notices, n)
	c.mu.Unlock()
}

// panicked makes a notice of a fault in an analyzer: the scan goes on, and the
// stack says where.
func panicked(a *nhi.Analyzer, path string, reason any) nhi.Notice {
	where := ""
	if Debug {
		where = "\n" + string(debug.Stack())
	}
	// What was thrown may hold a line of the file; what the runtime says does not.
	text := fmt.Sprintf("%T", reason)
	if e, ok := reason.(runtime.Error); ok {
		text = e.Error()
	}
	return nhi.Notice{Path: path, Reason: fmt.Sprintf("%s: internal fault, please report it: %s%s", a.Name, text, where), Incomplete: true, Relevant: true}
}

// Debug adds stacks to the notices of internal faults.
var Debug bool
