package terraform

import (
	"path"

	"github.com/nhivet/nhivet/internal/nhi"
)

// within has facts made of a block, and adds to them the calls that the block is
// made by. What stands in a directory that is only read as context is told at the
// call of it.
func (r *reader) within(b *block, read func()) {
	f := r.facts
	agents, identities, credentials, grants, controls, edges := len(f.Agents), len(f.Identities), len(f.Credentials), len(f.Grants), len(f.Controls), len(f.Edges)
	read()
	if b.m == nil || b.m.call == nil && len(b.because) == 0 {
		return
	}
	callers := b.callers()
	at := func(s nhi.Span) nhi.Span { return r.shown(s, b.m) }
	steps := func(list []nhi.Step) []nhi.Step {
		out := make([]nhi.Step, 0, len(list)+len(callers))
		for _, s := range append(list[:len(list):len(list)], callers...) {
			if s.At.Valid() && !r.foreign(s.At.File) {
				out = append(out, s)
			}
		}
		return out
	}
	root := func(attributes map[string]string) map[string]string {
		if b.m.call == nil {
			return attributes
		}
		if attributes == nil {
			attributes = map[string]string{}
		}
		attributes["root"] = r.dir
		return attributes
	}
	for _, x := range f.Agents[agents:] {
		x.At, x.Related, x.Attributes = at(x.At), steps(x.Related), root(x.Attributes)
		for i := range x.Evidence {
			x.Evidence[i].At = at(x.Evidence[i].At)
		}
	}
	for _, x := range f.Identities[identities:] {
		x.At, x.Related, x.Attributes = at(x.At), steps(x.Related), root(x.Attributes)
	}
	for _, x := range f.Credentials[credentials:] {
		x.At, x.Related, x.Attributes = at(x.At), steps(x.Related), root(x.Attributes)
	}
	for _, x := range f.Grants[grants:] {
		x.At, x.Related, x.Attributes = at(x.At), steps(x.Related), root(x.Attributes)
	}
	for _, x := range f.Controls[controls:] {
		x.At, x.Related, x.Attributes = at(x.At), steps(x.Related), root(x.Attributes)
	}
	for _, x := range f.Edges[edges:] {
		x.At = at(x.At)
	}
}

// here is where a value counts for a block, with the way to it: its own place when
// that is in the module, else the argument that brings it.
func (b *block) here(v *value, a *attr) (nhi.Span, []nhi.Step) {
	if a == nil || b.m == nil || !v.span.Valid() || path.Dir(v.span.File.Path) == b.m.path || !isConfig(v.span.File.Path) {
		return v.span, v.from
	}
	return a.span, append([]nhi.Step{{At: v.span, Note: "what it says"}}, v.from...)
}

// shown is a place, or the call that leads to it from files that are judged.
func (r *reader) shown(s nhi.Span, m *module) nhi.Span {
	for ; m.call != nil && s.Valid() && r.foreign(s.File); m = m.parent {
		s = m.call.head
	}
	return s
}

// foreign says whether a file is only read as context.
func (f *forest) foreign(file *nhi.File) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.found[path.Dir(file.Path)] != nil
}

// caller is the path of the file at the root that leads to a block, or of the
// variable file that it is evaluated with: what says in which environment it is.
func (b *block) caller() string {
	p := b.file.Path
	if b.m == nil {
		return p
	}
	for m := b.m; m.call != nil; m = m.parent {
		p = m.call.file.Path
	}
	if v := b.m.w.environment; v != nil {
		p = v.file.Path
	}
	return p
}
