package terraform

import (
	"cmp"
	"context"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// forest is every directory of configuration of a tree, with what they call.
type forest struct {
	tree nhi.Tree
	// dirs are the directories that have files of their own here.
	dirs map[string]*directory
	// plans are plans that somebody printed.
	plans []*nhi.File
	// apart has environments share nothing, which gives the same.
	apart bool

	mu sync.Mutex
	// found are directories that are only read because somebody calls them; modules
	// what Terraform installed for a root, by the names of the calls.
	found   map[string]*directory
	modules map[string]map[string]string
}

// maxEnvironments bounds the variable files that a root is evaluated with.
const maxEnvironments = 16

// plant reads the directories of some files.
func plant(files []*nhi.File, t nhi.Tree) *forest {
	f := &forest{tree: t, dirs: map[string]*directory{}, found: map[string]*directory{}, modules: map[string]map[string]string{}}
	by := map[string][]*nhi.File{}
	for _, file := range files {
		if !isConfig(file.Path) {
			f.plans = append(f.plans, file)
			continue
		}
		by[path.Dir(file.Path)] = append(by[path.Dir(file.Path)], file)
	}
	names := sortedKeys(by)
	read := make([]*directory, len(names))
	each(len(names), func(i int) { read[i] = readDirectory(names[i], by[names[i]]) })
	for i, n := range names {
		f.dirs[n] = read[i]
	}
	return f
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// each runs f for 0 to n-1 on all cores. A fault in one of them is thrown when
// all have ended, for the engine to report.
func each(n int, f func(int)) {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		fault any
	)
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := range next {
				func() {
					defer func() {
						if r := recover(); r != nil {
							mu.Lock()
							fault = r
							mu.Unlock()
						}
					}()
					f(i)
				}()
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	if fault != nil {
		panic(fault)
	}
}

// directory is one by its path; nil when there is none. Those without files here
// are looked for in the tree.
func (f *forest) directory(dir string, context bool) *directory {
	if d := f.dirs[dir]; d != nil {
		if d.config() {
			return d
		}
		return nil
	}
	if f.tree == nil || dir == ".." || strings.HasPrefix(dir, "../") || path.IsAbs(dir) {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if d, ok := f.found[dir]; ok {
		return d
	}
	var files []*nhi.File
	for _, ext := range []string{"tf", "tofu", "tf.json", "tofu.json"} {
		for _, p := range f.tree.Glob(path.Join(escapeGlob(dir), "*."+ext)) {
			if file, err := f.tree.Read(p); err == nil {
				files = append(files, file)
			}
		}
	}
	var d *directory
	if len(files) > 0 {
		slices.SortFunc(files, func(a, b *nhi.File) int { return cmp.Compare(a.Path, b.Path) })
		d = readDirectory(dir, files)
		d.context = true
	}
	f.found[dir] = d
	return d
}

// installed is where Terraform put the modules of a root, by the names of the
// calls that lead to them, "a.b": what .terraform/modules/modules.json says.
func (f *forest) installed(root string) map[string]string {
	if f.tree == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if m, ok := f.modules[root]; ok {
		return m
	}
	m := map[string]string{}
	f.modules[root] = m
	file, err := f.tree.Read(path.Join(root, ".terraform/modules/modules.json"))
	if err != nil {
		return m
	}
	n, _ := tree.JSON(file)
	for _, e := range n.Get("Modules").Each() {
		if key, dir := e.Get("Key").Str(), e.Get("Dir").Str(); key != "" && dir != "" {
			m[key] = dir
		}
	}
	return m
}

// job is one evaluation: a root in an environment.
type job struct {
	root        *directory
	environment []*varFile
	shared      *shared
	first       bool
}

// worlds evaluates every root, and hands each world over in order.
func (f *forest) worlds(ctx context.Context, use func(*world) *nhi.Facts) []*nhi.Facts {
	var out []*nhi.Facts
	var real sync.Map
	waiting := f.calledBy()
	environments, notices := f.environments()
	out = append(out, &nhi.Facts{Notices: notices})
	// A plan is one more environment of its root; its keys are the root's, so the
	// join puts together what both tell.
	planned := make([]*nhi.Facts, len(f.plans))
	each(len(f.plans), func(i int) {
		if w := newPlan(f, f.plans[i]); w != nil && ctx.Err() == nil {
			planned[i] = use(w)
		}
	})
	by := map[string][]*nhi.Facts{}
	for i, p := range planned {
		if p != nil {
			by[f.rootOfPlan(f.plans[i]).path] = append(by[f.rootOfPlan(f.plans[i]).path], p)
		}
	}
	done := map[*directory]bool{}
	for len(done) < len(f.dirs) && ctx.Err() == nil {
		var roots []*directory
		for _, name := range sortedKeys(f.dirs) {
			d := f.dirs[name]
			_, covered := real.Load(d)
			switch {
			case done[d]:
			case covered || !d.config():
				done[d] = true
			case !slices.ContainsFunc(waiting[d], func(c *directory) bool { return !done[c] }):
				roots = append(roots, d)
			}
		}
		if len(roots) == 0 {
			// Directories that call each other: somebody has to begin.
			for _, name := range sortedKeys(f.dirs) {
				if !done[f.dirs[name]] {
					roots = append(roots, f.dirs[name])
					break
				}
			}
		}
		var jobs []job
		for _, d := range roots {
			done[d] = true
			jobs = append(jobs, f.jobs(d, environments[d])...)
		}
		results := make([]*nhi.Facts, len(jobs))
		for _, phase := range phases(jobs) {
			each(len(phase), func(n int) {
				if ctx.Err() != nil {
					return
				}
				w := newWorld(f, jobs[phase[n]])
				results[phase[n]] = use(w)
				// What examples and tests call is a library: its own defaults count too.
				if where := creds.Context(w.dir + "/main.tf"); where == "" {
					for d := range w.real {
						real.Store(d, true)
					}
				}
			})
		}
		for i := 0; i < len(jobs); {
			n := i
			for n < len(jobs) && jobs[n].root == jobs[i].root {
				n++
			}
			parts := append(results[i:n:n], by[jobs[i].root.path]...)
			delete(by, jobs[i].root.path)
			out = append(out, merged(parts, n-i))
			i = n
		}
	}
	for _, dir := range sortedKeys(by) {
		out = append(out, merged(by[dir], 0))
	}
	return out
}

// rootOfPlan is the directory that a plan is of: its own, or the closest one above
// it that has configuration.
func (f *forest) rootOfPlan(file *nhi.File) *directory {
	for dir := path.Dir(file.Path); ; dir = path.Dir(dir) {
		if d := f.dirs[dir]; d != nil && d.config() {
			return d
		}
		if dir == "." || dir == "/" {
			return &directory{path: path.Dir(file.Path)}
		}
	}
}

// calledBy are the directories that call each one of the tree. A directory waits
// for those: they tell whether it has to be looked at by itself.
func (f *forest) calledBy() map[*directory][]*directory {
	out := map[*directory][]*directory{}
	for _, name := range sortedKeys(f.dirs) {
		d := f.dirs[name]
		for _, c := range d.calls {
			source := c.attr("source").text()
			if !strings.HasPrefix(source, ".") {
				continue
			}
			if t := f.dirs[path.Join(d.path, source)]; t != nil && t != d {
				out[t] = append(out[t], d)
			}
		}
	}
	return out
}

// under are variable files that lie below those of the environments.
var under = wordSet("common global globals shared base default defaults all terraform variables vars")

// examples are variable files that nobody applies.
func example(f *nhi.File) bool {
	base := path.Base(f.Path)
	return strings.Contains(base, "example") || strings.Contains(base, "sample") || strings.Contains(base, "template")
}

// environments are the variable files of each root, each with those below it.
func (f *forest) environments() (map[*directory][][]*varFile, []nhi.Notice) {
	out := map[*directory][][]*varFile{}
	var notices []nhi.Notice
	common := map[*directory][]*varFile{}
	for _, name := range sortedKeys(f.dirs) {
		d := f.dirs[name]
		files := d.others
		if !d.config() {
			// Where no configuration is, nothing is loaded by itself.
			files = slices.Clone(files)
			by := map[*nhi.File]*varFile{}
			for _, a := range sortedKeys(d.assigned) {
				one := d.assigned[a]
				if by[one.file] == nil {
					by[one.file] = &varFile{file: one.file}
					files = append(files, by[one.file])
				}
				by[one.file].attrs = append(by[one.file].attrs, one)
			}
			slices.SortStableFunc(files, func(a, b *varFile) int { return cmp.Compare(a.file.Path, b.file.Path) })
		}
		for _, v := range files {
			root := f.rootOf(d, v)
			if root == nil {
				continue
			}
			stem := v.stem()
			if d == root && under[strings.ToLower(stem)] {
				common[root] = append(common[root], v)
				continue
			}
			out[root] = append(out[root], []*varFile{v})
		}
	}
	for root, envs := range out {
		// An example beside nothing else shows what the defaults are replaced by.
		real := slices.DeleteFunc(slices.Clone(envs), func(e []*varFile) bool { return example(e[0].file) })
		if len(real) > 0 {
			envs = real
		} else {
			envs = append(envs, nil)
		}
		if len(envs) > maxEnvironments {
			notices = append(notices, nhi.Notice{Path: envs[maxEnvironments][0].file.Path, Incomplete: true,
				Reason: "Terraform: the first " + strconv.Itoa(maxEnvironments) + " variable files of a root are evaluated, and " + strconv.Itoa(len(envs)) + " are there"})
			envs = envs[:maxEnvironments]
		}
		for i, e := range envs {
			if e != nil {
				envs[i] = append(slices.Clone(common[root]), e...)
			}
		}
		out[root] = envs
	}
	for root, all := range common {
		if len(out[root]) == 0 {
			out[root] = [][]*varFile{all}
		}
	}
	return out, notices
}

// rootOf is the directory whose variables a file sets: its own, one above it, or
// the one beside its folder that has all of them. Nil when none has half of them.
func (f *forest) rootOf(d *directory, v *varFile) *directory {
	fits := func(r *directory) bool {
		n := 0
		for _, a := range v.attrs {
			if r.variables[a.name] != nil {
				n++
			}
		}
		return n > 0 && 2*n >= len(v.attrs)
	}
	for dir := d.path; ; dir = path.Dir(dir) {
		if r := f.dirs[dir]; r != nil && r.config() {
			if fits(r) {
				return r
			}
			return nil
		}
		if dir == "." || dir == "/" {
			break
		}
	}
	// envs/prod.tfvars beside infra/main.tf
	var found *directory
	for _, above := range []string{path.Dir(d.path), path.Dir(path.Dir(d.path))} {
		for _, name := range sortedKeys(f.dirs) {
			r := f.dirs[name]
			if path.Dir(name) == above && name != d.path && r.config() && fits(r) {
				if found != nil {
					return nil
				}
				found = r
			}
		}
		if found != nil {
			break
		}
	}
	return found
}
