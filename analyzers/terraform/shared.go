package terraform

import "slices"

// shared is what the first environment of a root leaves for the others: values
// that depend on no variable that an environment sets, and on nothing that is
// bound to a world. The others only read it.
type shared struct {
	values map[place]settled
	// varying are the variables of the root that some environment sets.
	varying map[string]bool
}

// place is what of a root a value is of: an argument by the address of its block,
// or what a module evaluates once.
type place struct {
	address string
	evaluated
}

// settled is a value with the fuel that it took, which every environment pays.
type settled struct {
	value *value
	fuel  int
}

// shares says whether a value of this world may be another's. What an environment
// gives is its own.
func (m *module) shares(key evaluated) bool {
	return m.w.shared != nil && !m.shy && key.what != "given"
}

// touch notes that what is evaluated now depends on this world.
func (w *world) touch() { w.touched++ }

// ready is a value that another environment has made.
func (m *module) ready(address string, key evaluated) (*value, bool) {
	if !m.shares(key) || m.w.first {
		return nil, false
	}
	s, ok := m.w.shared.values[place{address, key}]
	if ok {
		m.w.fuel -= s.fuel
	}
	return s.value, ok
}

// settle keeps a value for others, when nothing was touched since it was begun.
func (m *module) settle(address string, key evaluated, v *value, touched, fuel int) {
	if m.w.first && m.shares(key) && m.w.touched == touched {
		m.w.shared.values[place{address, key}] = settled{v, fuel - m.w.fuel}
	}
}

// remember evaluates an argument once, in the module and scope that it is
// written in; what leads to itself is cyclic.
func (m *module) remember(key evaluated, a *attr, in *module, s *scope, depth int) (v *value, cyclic bool) {
	v, ok := m.memo[key]
	if ok && v != opening {
		if m.touchy[key] {
			m.w.touch()
		}
		return v, false
	}
	if ok || m.w.busy > maxDepth {
		m.w.touch()
		return nil, true
	}
	if v, ok := m.ready(m.prefix, key); ok {
		m.memo[key] = v
		return v, false
	}
	touched, fuel := m.w.touched, m.w.fuel
	m.memo[key] = opening
	m.w.busy++
	v = in.eval(a, s, depth)
	m.w.busy--
	m.memo[key] = v
	m.settle(m.prefix, key, v, touched, fuel)
	if m.w.touched != touched && m.shares(key) {
		if m.touchy == nil {
			m.touchy = map[evaluated]bool{}
		}
		m.touchy[key] = true
	}
	return v, false
}

// argument evaluates an argument of a block that is bound to the module. Nested
// blocks have no address of their own: theirs are evaluated in every environment.
func (m *module) argument(b *block, a *attr) *value {
	key := evaluated{name: a.name}
	if b.addr == "" {
		return m.eval(a, b.scope, 0)
	}
	if v, ok := m.ready(b.addr, key); ok {
		return v
	}
	touched, fuel := m.w.touched, m.w.fuel
	v := m.eval(a, b.scope, 0)
	m.settle(b.addr, key, v, touched, fuel)
	return v
}

// jobs are the evaluations of a root, the one that others share with first.
func (f *forest) jobs(root *directory, environments [][]*varFile) []job {
	if len(environments) == 0 {
		return []job{{root: root, first: true}}
	}
	s := &shared{values: map[place]settled{}, varying: map[string]bool{}}
	for _, e := range environments {
		for _, v := range e {
			for _, a := range v.attrs {
				s.varying[a.name] = true
			}
		}
	}
	var out []job
	for n, e := range environments {
		j := job{root: root, environment: e, shared: s, first: n == 0}
		// Without a variable file defaults count for less.
		if f.apart || len(environments) == 1 || slices.ContainsFunc(environments, func(e []*varFile) bool { return len(e) == 0 }) {
			j.shared, j.first = nil, true
		}
		out = append(out, j)
	}
	return out
}

// phases are the indices of those that others share with, and of the others.
func phases(jobs []job) [2][]int {
	var out [2][]int
	for i, j := range jobs {
		n := 1
		if j.first {
			n = 0
		}
		out[n] = append(out[n], i)
	}
	return out
}
