package scan

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// Most edits of a manifest say nothing new: a version of an image, a number of
// replicas, a comment. Joining and judging see nothing of a file but its facts. So
// where every unit of a changed file says what it said, at places in the same order,
// a verdict holds as it was, with its places moved.

// gitleaksMark takes a line out of a scan, whatever the facts are.
var gitleaksMark = []byte("gitleaks:allow")

// marked says whether the text of a file matters besides its facts.
func marked(name string, text []byte) bool {
	return ignores(name, text) || bytes.Contains(text, gitleaksMark) || creds.ContextText(name)
}

// errGone is of the text that a file had: its places are enough.
var errGone = errors.New("it went away")

// moves are where offsets of a file went, by its path.
type moves map[string]map[int]int

// moved says where the places in changed files went, and adds to the verdict what was
// asked for; it is not ok where something else is said of them than before.
func (m *memory) moved(ctx context.Context, o Options, v *verdict, set *source.Set, touched []source.Difference) (moves, bool) {
	r := m.recalled(set)
	c := &collector{ctx: ctx, tree: r, memory: r, analyzers: o.analyzers(), facts: &nhi.Facts{}}
	byName := make(map[string]*nhi.Analyzer, len(c.analyzers))
	for _, a := range c.analyzers {
		byName[a.Name] = a
	}
	was := make(map[string]string, len(touched)) // id by path
	old := map[string]*nhi.File{}
	var tasks []task
	units := map[namedClaim]*nhi.Unit{}
	for _, d := range touched {
		before, ok := r.claimsOf(d.Path, d.Was)
		k, seen := m.looks.get(d.Path, d.Was)
		f, err := set.Read(d.Path)
		if !ok || !seen || before.Marked || err != nil || marked(d.Path, f.Bytes()) || slices.Contains(v.Rendered, d.Path) {
			return nil, false
		}
		claims, whole := c.claims(d.Path, f.Bytes(), wanting(c.analyzers, d.Path))
		if !whole || !slices.Equal(named(claims), before.Claims) {
			return nil, false
		}
		r.claimed(d.Path, false, claims)
		r.learn(d.Path, claimed)
		was[d.Path] = d.Was
		old[d.Path] = nhi.NewLater(d.Path, int(k.size), func() ([]byte, error) { return nil, errGone })
		for _, claim := range claims {
			n := namedClaim{claim.analyzer.Name, claim.unit}
			if slices.Contains(v.Mixed, n) {
				return nil, false // what is derived is read there too
			}
			if units[n] == nil {
				units[n] = &nhi.Unit{Key: claim.unit, Tree: r}
				tasks = append(tasks, task{claim.analyzer, units[n]})
			}
		}
	}
	if !r.members(set, v, units) {
		return nil, false
	}
	to := moves{}
	for _, t := range tasks {
		before, ok := r.before(t, was, old)
		if !ok {
			return nil, false
		}
		c.parts = nil
		c.run(t)
		if len(c.parts) != 1 || len(c.facts.Notices) > 0 || !to.same(reflect.ValueOf(before), reflect.ValueOf(c.parts[0].facts), old) {
			return nil, false
		}
	}
	if !to.ordered() {
		return nil, false
	}
	// The strings of the facts are those that were kept before: none is a secret.
	r.units.settle(redactor{})
	reads, globs := r.Asked()
	v.ask(reads, globs)
	return to, true
}

// ask adds what was asked for.
func (v *verdict) ask(reads, globs []string) {
	asked := map[string]bool{}
	for p := range strings.SplitSeq(v.Asked, "\n") {
		asked[p] = true
	}
	for _, p := range reads {
		asked[source.Clean(p)] = true
	}
	v.Asked = strings.Join(slices.Sorted(maps.Keys(asked)), "\n")
	v.Globs = slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(v.Globs), globs...))))
}

// members gives units their files. It is not ok where a file is not known.
func (r *recalled) members(set *source.Set, v *verdict, units map[namedClaim]*nhi.Unit) bool {
	rendered := map[string]bool{}
	for _, p := range v.Rendered {
		rendered[p] = true
	}
	for _, e := range set.Entries {
		k, ok := r.look(e.Path)
		if !ok {
			return false
		}
		if k.kind != claimed {
			continue
		}
		id, _ := set.Blob(e.Path)
		by, ok := r.claimsOf(e.Path, id)
		if !ok {
			return false
		}
		for _, n := range by.Claims {
			u := units[n]
			if u == nil {
				continue
			}
			if rendered[e.Path] {
				return false // it is in the units of some readers, and of others not
			}
			f, err := set.Later(e.Path)
			if err != nil {
				return false
			}
			u.Files = append(u.Files, f)
		}
	}
	return true
}

// before is what was said of a unit when the changed files were as they were.
func (r *recalled) before(t task, was map[string]string, old map[string]*nhi.File) (*nhi.Facts, bool) {
	id := func(path string) string { return cmp.Or(was[path], r.id(path)) }
	key, ok := unitKey(t.analyzer, t.unit, id)
	if !ok {
		return nil, false
	}
	facts := r.unit(key, t.unit, id, old)
	return facts, facts != nil
}

// same says whether two facts say the same but for places in the changed files, and
// takes in where those went.
func (m moves) same(a, b reflect.Value, old map[string]*nhi.File) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return m.same(a.Elem(), b.Elem(), old)
	case reflect.Slice:
		if a.Len() != b.Len() || a.IsNil() != b.IsNil() {
			return false
		}
		for i := range a.Len() {
			if !m.same(a.Index(i), b.Index(i), old) {
				return false
			}
		}
		return true
	case reflect.Struct:
		switch x := a.Interface().(type) {
		case nhi.Span:
			return m.place(x, b.Interface().(nhi.Span), old)
		case nhi.Secret:
			return x.Empty() && b.Interface().(nhi.Secret).Empty()
		}
		for i := range a.NumField() {
			if a.Type().Field(i).IsExported() && !m.same(a.Field(i), b.Field(i), old) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

func (m moves) place(a, b nhi.Span, old map[string]*nhi.File) bool {
	if a.File == nil || b.File == nil || a.File.Path != b.File.Path {
		return a == b
	}
	p := a.File.Path
	if old[p] == nil {
		return a == b
	}
	if m[p] == nil {
		m[p] = map[int]int{}
	}
	for _, x := range [][2]int{{a.Start, b.Start}, {a.End, b.End}} {
		if to, ok := m[p][x[0]]; ok && to != x[1] {
			return false
		}
		m[p][x[0]] = x[1]
	}
	return true
}

// ordered says whether no two places have changed sides or come together: whatever
// compares them sees the same.
func (m moves) ordered() bool {
	for _, at := range m {
		from := make([]int, 0, len(at))
		for offset := range at {
			from = append(from, offset)
		}
		slices.Sort(from)
		for i := 1; i < len(from); i++ {
			if at[from[i-1]] >= at[from[i]] {
				return false
			}
		}
	}
	return true
}

// move moves the places of a verdict in the changed files. It is not ok where one
// went nobody knows where, or where what is said rests on the line.
func (v *verdict) move(to moves, touched []source.Difference) bool {
	changed := map[string]bool{}
	for _, d := range touched {
		changed[d.Path] = true
	}
	whole := true
	at := func(s spot) spot {
		if s.Start < 0 || !changed[s.Path] {
			return s
		}
		start, ok := to[s.Path][s.Start]
		end, ok2 := to[s.Path][s.End]
		whole = whole && ok && ok2
		return spot{s.Path, start, end}
	}
	v.Findings = slices.Clone(v.Findings)
	for i := range v.Findings {
		f := &v.Findings[i]
		if changed[f.At.Path] && aboutLiterals[f.Rule] {
			return false
		}
		f.At = at(f.At)
		f.Related = slices.Clone(f.Related)
		for j := range f.Related {
			f.Related[j].At = at(f.Related[j].At)
		}
		f.Agents = slices.Clone(f.Agents)
		for j := range f.Agents {
			f.Agents[j].At = at(f.Agents[j].At)
		}
		if f.Suppressed != nil && f.Suppressed.At != nil {
			x, where := *f.Suppressed, at(*f.Suppressed.At)
			x.At = &where
			f.Suppressed = &x
		}
	}
	v.Secrets, v.Literals = slices.Clone(v.Secrets), slices.Clone(v.Literals)
	for _, list := range [][]spot{v.Secrets, v.Literals} {
		for i := range list {
			list[i] = at(list[i])
		}
	}
	return whole
}
