//go:build unix

package python

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhitest"
)

func BenchmarkTree(b *testing.B) {
	nhitest.Speed(b, Analyzer,
		func(name string) bool { return strings.HasSuffix(name, ".py") },
		func(text []byte) bool { return relevant(language, text) })
}
