package kustomize

import (
	"regexp"
	"strings"

	"github.com/nhivet/nhivet/internal/tree"
)

// fit is whether a patch is for an object; maybe where a name is filled in later.
type fit int

const (
	no fit = iota
	maybe
	yes
)

// equal compares a name that is wanted with one that is there.
func equal(wanted, have string, is func() bool) fit {
	switch {
	case is():
		return yes
	case templated(wanted) || templated(have):
		return maybe
	}
	return no
}

// meant says whether a patch names an object.
func meant(r *resource, patch *tree.Node) (best fit) {
	p := (&resource{node: patch}).id()
	same := func(a, b string) fit { return equal(a, b, func() bool { return a == b }) }
	for _, i := range r.ids() {
		this := min(same(p.kind, i.kind), same(p.group, i.group), same(p.name, i.name))
		if p.namespace != "" {
			this = min(this, same(p.namespace, i.namespace))
		}
		best = max(best, this)
	}
	return best
}

// selected says whether a target chooses an object: by expressions that fit its
// whole name, and by labels.
func selected(r *resource, target *tree.Node) (best fit) {
	fits := func(key, text string) fit {
		wanted := target.Get(key).Str()
		if wanted == "" {
			return yes
		}
		return equal(wanted, text, func() bool {
			if wanted == text {
				return true
			}
			e, err := regexp.Compile("^(?:" + wanted + ")$")
			return err == nil && len(wanted) < 1024 && e.MatchString(text)
		})
	}
	for _, i := range r.ids() {
		best = max(best, min(fits("kind", i.kind), fits("group", i.group), fits("name", i.name), fits("namespace", i.namespace)))
	}
	meta := r.node.Get("metadata")
	for _, s := range [][2]string{{"labels", "labelSelector"}, {"annotations", "annotationSelector"}} {
		selector := target.Get(s[1]).Str()
		best = min(best, equal(selector, "", func() bool { return labelled(meta.Get(s[0]), selector) }))
	}
	return best
}

// labelled reads the simple forms of a selector: a=b, a==b, a!=b, a, !a.
func labelled(labels *tree.Node, selector string) bool {
	if selector == "" {
		return true
	}
	for part := range strings.SplitSeq(selector, ",") {
		part = strings.TrimSpace(part)
		key, value, equal := strings.Cut(part, "=")
		not := strings.HasSuffix(key, "!")
		key, value = strings.TrimSpace(strings.TrimSuffix(key, "!")), strings.TrimSpace(strings.TrimPrefix(value, "="))
		n := labels.Get(strings.TrimPrefix(key, "!"))
		switch {
		case !equal && strings.HasPrefix(key, "!"):
			if n != nil {
				return false
			}
		case !equal:
			if n == nil {
				return false
			}
		case (n != nil && n.Text == value) == not:
			return false
		}
	}
	return true
}
