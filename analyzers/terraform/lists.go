package terraform

import (
	"slices"
	"strconv"

	"github.com/nhivet/nhivet/internal/nhi"
)

func structuralConcat(args []*value, span nhi.Span) *value {
	out := &value{kind: list, span: span}
	for _, a := range args {
		out.items = append(out.items, a.each()...)
		if len(out.items) > maxItems {
			return nil
		}
	}
	return out
}

// chosen are the items of the first list that the others have, or have not.
func chosen(args []*value, have bool) *value {
	for _, a := range args {
		if !a.allKnown() {
			return nil
		}
	}
	w := *args[0].as(true)
	w.items = slices.DeleteFunc(slices.Clone(w.items), func(i *value) bool {
		return slices.ContainsFunc(args[1:], func(o *value) bool {
			return slices.ContainsFunc(o.items, func(x *value) bool { return x.text == i.text }) != have
		})
	})
	return &w
}

// agreed says whether all items are true, or, of some, whether one is.
func agreed(v *value, all bool, span nhi.Span) *value {
	if v.kind != list {
		return nil
	}
	sure := !v.more
	for _, i := range v.items {
		b, ok := i.truth()
		if ok && b != all {
			return boolean(!all, span)
		}
		sure = sure && ok
	}
	if !sure {
		return nil
	}
	return boolean(all, span)
}

func test(args []*value, f func(string, string) bool, span nhi.Span) *value {
	if len(args) != 2 || !args[0].known() || !args[1].known() {
		return nil
	}
	return boolean(f(args[0].text, args[1].text), span)
}

func pathOf(v *value, f func(string) string, span nhi.Span) *value {
	if !v.known() {
		return nil
	}
	return text(f(v.text), span)
}

func boolean(b bool, span nhi.Span) *value {
	return &value{kind: scalar, typ: 'b', text: strconv.FormatBool(b), span: span}
}

// any adds the elements of a collection that is not known to a list: one that
// stands for any number.
func (v *value) any(a *value, span nhi.Span) {
	one := *a
	if a.elem != nil || a.many {
		one = *a.element(span)
	}
	one.many = true
	v.items, v.more = append(v.items, &one), true
	if v.elem == nil {
		v.elem = &one
	}
}

// as is a list as a set, or a set as a list.
func (v *value) as(set bool) *value {
	w := *v
	if w.set = set; set {
		return w.once()
	}
	return &w
}

// once is a list with each known item once.
func (v *value) once() *value {
	if v.kind != list {
		return v
	}
	w, seen := *v, map[string]bool{}
	w.items = slices.DeleteFunc(slices.Clone(v.items), func(i *value) bool {
		twice := i.known() && seen[i.text]
		if i.known() {
			seen[i.text] = true
		}
		return twice
	})
	return &w
}

// allKnown says whether a value is a list of known scalars and of nothing else.
func (v *value) allKnown() bool {
	if v == nil || v.kind != list || v.more {
		return false
	}
	return !slices.ContainsFunc(v.items, func(i *value) bool { return !i.known() })
}

func same(args []*value, _ nhi.Span) *value { return args[0] }
