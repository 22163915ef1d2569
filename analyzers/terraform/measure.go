package terraform

import (
	"context"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// unasked are arguments and blocks that are Terraform's own and no setting of a
// resource.
var unasked = wordSet("count for_each depends_on provider lifecycle provisioner connection")

// measure counts the arguments of all resources, nested ones included, by what
// evaluation makes of them: once for each instance and environment.
func measure(ctx context.Context, u *nhi.Unit) *nhi.Resolved {
	f := plant(u.Files, u.Tree)
	counts := make(chan *nhi.Resolved, 1)
	counts <- &nhi.Resolved{Causes: map[string]int{}}
	f.worlds(ctx, func(w *world) *nhi.Facts {
		one := &nhi.Resolved{Causes: map[string]int{}}
		for _, b := range w.resources() {
			if ctx.Err() == nil {
				w.count(b, one, 0)
			}
		}
		all := <-counts
		all.Add(one)
		counts <- all
		return &nhi.Facts{}
	})
	return <-counts
}

func (w *world) count(b *block, r *nhi.Resolved, depth int) {
	if depth > 20 {
		return
	}
	for _, a := range b.attrs {
		if unasked[a.name] {
			continue
		}
		r.Total++
		s := survey{budget: maxItems}
		s.look(w.eval(b, a))
		switch {
		case s.unknown == 0 && !s.partly:
			r.Known++
			continue
		case s.known > 0 || s.partly:
			r.Partly++
		default:
			r.Unknown++
		}
		r.Causes[s.cause]++
	}
	done := map[string]bool{}
	for _, c := range b.blocks {
		if name := c.makes(); !done[name] && !unasked[name] {
			done[name] = true
			for _, n := range w.nested(b, name) {
				w.count(n, r, depth+1)
			}
		}
	}
}

// survey is what a value consists of.
type survey struct {
	known, unknown, budget int
	partly                 bool
	cause                  string // of the first that is not known
}

func (s *survey) look(v *value) {
	if s.budget--; s.budget < 0 || v == nil {
		return
	}
	switch {
	case v.structured != nil:
		s.look(v.structured)
	case v.kind == unknown:
		s.unknown++
		s.because(v)
	case v.holes:
		s.partly = true
		s.because(v)
	default:
		if v.more {
			s.partly = true
			s.because(v)
		}
		for _, i := range v.items {
			s.look(i)
		}
		for _, f := range v.fields {
			if strings.Contains(f.key, "${") {
				s.partly = true
			}
			s.look(f.val)
		}
		if len(v.items)+len(v.fields) == 0 {
			s.known++
		}
	}
}

// because notes why a value is not known.
func (s *survey) because(v *value) {
	if s.cause != "" {
		return
	}
	s.cause = "other"
	for _, r := range v.allRefs() {
		l := local(r.addr)
		switch r.kind() {
		case "var":
			s.cause = "variable without a value"
		case "module":
			s.cause = "module that is not here"
		case "local":
			s.cause = "local that is not here"
		default:
			if s.cause = "resource attribute"; strings.HasPrefix(l, "data.") {
				s.cause = "data source"
			}
		}
		return
	}
	switch t := v.text; {
	case strings.HasPrefix(t, "each.") || strings.HasPrefix(t, "count.") || strings.HasSuffix(t, ".value") || strings.HasSuffix(t, ".key"):
		s.cause = "collection that is not known"
	case strings.Contains(t, "("):
		s.cause = "function"
	}
}
