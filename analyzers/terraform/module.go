package terraform

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// world is one root with all the modules that it calls, in one environment: one
// flat set of resources, each with its address as seen from the root.
type world struct {
	*forest
	// dir is the directory of the root.
	dir  string
	root *module
	// environment is the variable file that was given; nil for none.
	environment *varFile
	// objects are resources and data by address.
	objects map[string]*block
	// byType are the resource blocks by type, all of them under "".
	byType map[string][]*block
	// data are the data blocks, in order; providers and settings the provider and
	// terraform blocks of all modules.
	data, providers, settings []*block
	// real are the directories of the modules that are called for certain.
	real map[*directory]bool

	// shared is what environments of the root have in common, and first the one that
	// makes it; touched counts what ties a value to this world.
	shared  *shared
	first   bool
	touched int

	modules int
	busy    int
	// fuel bounds the work of one world: every evaluated expression takes one, and
	// one for each 64 bytes that its value needs.
	fuel int
	// proofs are ordinals of what configurations of providers log in with.
	proofs map[string]string
	told   map[nhi.Notice]bool
	said   map[string]bool
}

const (
	// maxFuel is what one world may take before the calls of modules, which bring
	// moduleFuel each up to mostFuel; the largest real ones take some hundred
	// thousand. A unit is about a tenth of a microsecond.
	maxFuel    = 2_000_000
	moduleFuel = 20_000
	mostFuel   = 20_000_000
	// maxModules bounds the module instances of a root, maxNested how deep they
	// are in each other. The largest that were seen have some hundred.
	maxModules = 4096
	maxNested  = 64
)

// module is one directory as one call makes it.
type module struct {
	*directory
	w *world
	// prefix begins the addresses of what is in it: "module.a." or nothing.
	prefix string
	// call is the block that calls it, in parent; scope its each and count.
	call   *block
	parent *module
	scope  *scope
	// name is what the call names it, or the key of the instance.
	name string
	// keys are the names of the calls that lead to it, as modules.json has them.
	keys string
	// given are the values of variables at a root.
	given map[string]*attr
	// maybe says that it may be any number of instances, or none.
	maybe bool
	depth int
	// shy modules take the defaults of the root's variables for unknown.
	shy      bool
	shyTwin  *module
	memo     map[evaluated]*value
	families map[string]*family
	children map[string]*calls
	// touchy are what it evaluates once that is tied to the world, see shared.
	touchy map[evaluated]bool
	// accounts are the configurations of providers that it uses, by their names.
	accounts map[string]account
	// steps are the calls that lead to it; made when first asked for.
	steps []nhi.Step
}

// evaluated says what of a module is evaluated once: "local" and a name, or an
// address and an argument.
type evaluated struct{ what, name string }

// opening stands for what is being evaluated.
var opening = &value{}

// calls are the instances of a module call; known is false where the module is
// none of this tree.
type calls struct {
	family
	known   bool
	modules []*module
}

func (m *module) inner(d *directory, call *block, prefix string) *module {
	return &module{directory: d, w: m.w, prefix: prefix, call: call, parent: m, depth: m.depth + 1, memo: map[evaluated]*value{},
		families: map[string]*family{}, children: map[string]*calls{}, keys: strings.TrimPrefix(m.keys+"."+call.labels[0], "."), shy: m.shy}
}

// newWorld binds a root, with all modules that it calls.
func newWorld(f *forest, j job) *world {
	w := bare(f, j.root)
	w.shared, w.first = j.shared, j.first
	for _, v := range j.environment {
		w.environment = v
		for _, a := range v.attrs {
			w.root.given[a.name] = a
		}
	}
	w.bind(w.root)
	return w
}

// bare is a root of which nothing is bound: enough to evaluate what stands in it.
func bare(f *forest, d *directory) *world {
	w := &world{forest: f, dir: d.path, objects: map[string]*block{}, byType: map[string][]*block{}, real: map[*directory]bool{}, fuel: maxFuel, proofs: map[string]string{}, told: map[nhi.Notice]bool{}, said: map[string]bool{}}
	w.root = &module{directory: d, w: w, given: map[string]*attr{}, memo: map[evaluated]*value{}, families: map[string]*family{}, children: map[string]*calls{}}
	for name, a := range d.assigned {
		w.root.given[name] = a
	}
	return w
}

// bind lists what is in a module and in those that it calls.
func (w *world) bind(m *module) {
	for _, b := range m.blocks {
		switch {
		case b.typ == "provider" && len(b.labels) > 0:
			w.providers = append(w.providers, b.within(m))
		case b.typ == "terraform":
			w.settings = append(w.settings, b.within(m))
		}
	}
	for _, b := range m.objects {
		f := m.family(b.address())
		for _, i := range f.blocks {
			w.objects[i.addr] = i
			switch b.typ {
			case "data":
				w.data = append(w.data, i)
			case "resource":
				w.byType[""] = append(w.byType[""], i)
				w.byType[b.labels[0]] = append(w.byType[b.labels[0]], i)
			}
		}
		if f.any != nil && w.objects[f.any.addr] == nil {
			w.objects[f.any.addr] = f.any
		}
	}
	for _, b := range m.calls {
		for _, c := range m.child(b.labels[0]).modules {
			w.bind(c)
		}
	}
}

// within is a block bound to a module.
func (b *block) within(m *module) *block {
	p := *b
	p.m = m
	return &p
}

// resources are the resource blocks of some types, in order; all without any.
func (w *world) resources(types ...string) []*block {
	switch len(types) {
	case 0:
		return w.byType[""]
	case 1:
		return w.byType[types[0]]
	}
	var out []*block
	for _, t := range types {
		out = append(out, w.byType[t]...)
	}
	return out
}

// notice tells something once.
func (w *world) notice(at nhi.Span, reason string) {
	if !at.Valid() {
		return
	}
	w.told[nhi.Notice{Path: at.File.Path, Line: at.Position().Line, Reason: "Terraform: " + reason, Incomplete: true}] = true
}

// noticeOnce tells the first of a kind in each file.
func (w *world) noticeOnce(kind string, at nhi.Span, reason string) {
	if at.Valid() && !w.said[kind+" "+at.File.Path] {
		w.said[kind+" "+at.File.Path] = true
		w.notice(at, reason)
	}
}

// child are the instances of a call.
func (m *module) child(name string) *calls {
	if c := m.children[name]; c != nil {
		return c
	}
	c := &calls{}
	m.children[name] = c // also what a call sees that leads to itself
	b := m.called[name]
	if b == nil {
		return c
	}
	d := m.w.target(m, b)
	if d == nil {
		return c
	}
	for p := m; p != nil; p = p.parent {
		if p.directory == d {
			m.w.notice(b.head, "this module is called inside of itself; what it gives is unknown")
			return c
		}
	}
	if m.depth >= maxNested {
		m.w.notice(b.head, "modules are called more than "+strconv.Itoa(maxNested)+" deep; what this one gives is unknown")
		return c
	}
	c.family = m.copies(b, "module."+name)
	if !m.shy && m.w.modules+len(c.scopes) > maxModules {
		m.w.notice(b.head, "the root calls more than "+strconv.Itoa(maxModules)+" modules; what this one gives is unknown")
		return &calls{}
	}
	c.known = true
	for i, s := range c.scopes {
		n := m.inner(d, b, m.prefix+"module."+name+c.index[i]+".")
		n.scope, n.maybe, n.name = s, m.maybe || c.symbolic, name
		if c.shape == object && c.keys[i] != "" {
			n.name = c.keys[i]
		}
		c.modules = append(c.modules, n)
		if m.shy {
			continue
		}
		m.w.modules++
		m.w.fuel = min(m.w.fuel+moduleFuel, mostFuel)
		if !n.maybe {
			m.w.real[d] = true
		}
	}
	return c
}

// target is the directory that a call names: of this tree, or one that Terraform
// installed.
func (f *forest) target(m *module, call *block) *directory {
	source := call.attr("source").text()
	if strings.HasPrefix(source, "./") || strings.HasPrefix(source, "../") || source == "." || source == ".." {
		return f.directory(path.Join(m.path, source), m.context)
	}
	root := m
	for root.parent != nil {
		root = root.parent
	}
	if dir := f.installed(root.path)[strings.TrimPrefix(m.keys+"."+call.labels[0], ".")]; dir != "" {
		return f.directory(path.Join(root.path, dir), true)
	}
	return nil
}

// twin is the same module as it is when nothing is known of the defaults of the
// root's variables.
func (m *module) twin() *module {
	if m.shy {
		return m
	}
	if m.shyTwin == nil {
		t := *m
		t.shy, t.touchy, t.memo, t.families, t.children = true, nil, map[evaluated]*value{}, map[string]*family{}, map[string]*calls{}
		if t.parent != nil {
			t.parent = t.parent.twin()
		}
		m.shyTwin = &t
	}
	return m.shyTwin
}

// at evaluates an argument by its path through nested blocks, "spec.service_account".
// Of several blocks of a type, the first counts.
func (w *world) at(b *block, p string) *value {
	v, _ := w.find(b, p)
	return v
}

// find is at with the argument itself, nil when the path ends in an object.
func (w *world) find(b *block, p string) (*value, *attr) {
	if b == nil {
		return nil, nil
	}
	for {
		name, rest, more := strings.Cut(p, ".")
		a := b.attr(name)
		if !more {
			return w.eval(b, a), a
		}
		if inner := w.nested(b, name); len(inner) > 0 {
			b, p = inner[0], rest
			continue
		}
		v := w.eval(b, a)
		for v != nil && rest != "" {
			if v.kind == list && len(v.items) > 0 {
				v = v.items[0]
			}
			if v.kind == unknown {
				return v, a
			}
			name, rest, _ = strings.Cut(rest, ".")
			v = v.get(name)
		}
		return v, a
	}
}

// eval evaluates an argument of a block; nil for one that is not written.
func (w *world) eval(b *block, a *attr) *value {
	if a == nil {
		return nil
	}
	if b.m == nil {
		return w.root.eval(a, b.scope, 0)
	}
	i := slices.Index(b.attrs, a)
	if i >= 0 && i < len(b.values) && b.values[i] != nil {
		return b.values[i]
	}
	if w.busy > 0 {
		// In the middle of something else a name may be open, and so unknown for now.
		return b.m.eval(a, b.scope, 0)
	}
	v := b.m.argument(b, a)
	if i >= 0 {
		if b.values == nil {
			b.values = make([]*value, len(b.attrs))
		}
		b.values[i] = v
	}
	return v
}

// callers are the calls that lead to a block, the innermost first, and what their
// number and its own come from.
func (b *block) callers() []nhi.Step {
	switch {
	case b.m == nil:
		return nil
	case len(b.because) == 0:
		return b.m.way()
	}
	return append(b.because[:len(b.because):len(b.because)], b.m.way()...)
}

// way are the calls that lead to a module.
func (m *module) way() []nhi.Step {
	if m.steps == nil && m.parent != nil {
		because := m.parent.child(m.call.labels[0]).because
		m.steps = make([]nhi.Step, 0, 1+len(because)+len(m.parent.way()))
		m.steps = append(m.steps, nhi.Step{At: m.call.head, Note: m.call.label() + " is called here"})
		m.steps = append(append(m.steps, because...), m.parent.way()...)
	}
	return m.steps[:len(m.steps):len(m.steps)]
}
