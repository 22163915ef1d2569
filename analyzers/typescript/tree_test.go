//go:build unix

package typescript

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhitest"
)

func BenchmarkTree(b *testing.B) {
	nhitest.Speed(b, Analyzer,
		func(name string) bool { return wants(name) && !strings.Contains(name, "node_modules") },
		func(text []byte) bool { return relevant(language, text) })
}
