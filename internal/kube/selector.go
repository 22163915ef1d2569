package kube

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/tree"
)

// Selects says whether labels are those of a selector's matchLabels.
func Selects(selector []tree.Field, labels *tree.Node) bool {
	for _, f := range selector {
		if n := labels.Get(f.Key); !n.Scalar() || n.Text != f.Value.Str() {
			return false
		}
	}
	return true
}

// maxExpressions is how many expressions of one selector are followed; people
// write one or two.
const maxExpressions = 20

// Matches says whether a label selector of the API (matchLabels and
// matchExpressions) selects labels. One that is absent or empty selects
// everything; known is false where a part of it cannot be read.
func Matches(selector, labels *tree.Node) (yes, known bool) {
	if selector == nil || selector.Kind == tree.Null {
		return true, true
	}
	if selector.Kind != tree.Mapping {
		return false, false
	}
	want := selector.Get("matchLabels")
	if want != nil && want.Kind == tree.Mapping && !Selects(want.Fields, labels) {
		return false, true
	}
	expressions := selector.Get("matchExpressions").Each()
	if len(expressions) > maxExpressions {
		return false, false
	}
	for _, e := range expressions {
		if !plain(e) {
			return false, false
		}
		n := labels.Get(e.Get("key").Str())
		has, in := n.Scalar(), slices.Contains(e.Get("values").Strings(), n.Str())
		switch e.Get("operator").Str() {
		case "In":
			yes = has && in
		case "NotIn":
			yes = !has || !in
		case "Exists":
			yes = has
		case "DoesNotExist":
			yes = !has
		default:
			return false, false
		}
		if !yes {
			return false, true
		}
	}
	return true, true
}

// plain says whether an expression is written out: no part of it is filled in by
// something that runs later.
func plain(e *tree.Node) bool {
	for _, text := range append(e.Get("values").Strings(), e.Get("key").Str()) {
		if strings.Contains(text, "${") || strings.Contains(text, "{{") || strings.Contains(text, "$(") {
			return false
		}
	}
	return true
}

// Empty says whether a selector selects everything because it says nothing.
func Empty(selector *tree.Node) bool {
	return len(selector.Get("matchLabels").Entries())+len(selector.Get("matchExpressions").Each()) == 0
}
