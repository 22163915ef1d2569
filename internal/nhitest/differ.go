package nhitest

import (
	"fmt"
	"reflect"
	"testing"
)

// Differ reports where two decoded documents do not mean the same. whose is the
// program that made what is wanted. equal is asked at every place first, and
// decides where it says so; else two values are the same when they are deeply so.
func Differ(t testing.TB, whose, at string, got, want any, equal func(at string, got, want any) (same, decided bool)) {
	t.Helper()
	same, decided := equal(at, got, want)
	if decided && same {
		return
	}
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			break
		}
		for k := range w {
			if _, ok := g[k]; !ok {
				t.Errorf("%s.%s is not there", at, k)
				continue
			}
			Differ(t, whose, at+"."+k, g[k], w[k], equal)
		}
		for k := range g {
			if _, ok := w[k]; !ok {
				t.Errorf("%s.%s is not in %s's", at, k, whose)
			}
		}
		return
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			break
		}
		for i := range w {
			Differ(t, whose, fmt.Sprintf("%s[%d]", at, i), g[i], w[i], equal)
		}
		return
	}
	if decided || !reflect.DeepEqual(got, want) {
		t.Errorf("%s is %#v, %s's %#v", at, got, whose, want)
	}
}
