package lsp

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"
)

// large is a file of 2,000 lines with 110 agents.
func large() string {
	var text strings.Builder
	for i := 0; strings.Count(text.String(), "\n") < 2000; i++ {
		fmt.Fprintf(&text, "%s---\n", strings.ReplaceAll(triage, "triage", fmt.Sprintf("big%d", i)))
	}
	return text.String()
}

// BenchmarkAlone is the look at such a file without its neighbours.
func BenchmarkAlone(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(Garbage)) // as the command has it
	text := []byte(large() + written)
	f := &folder{root: b.TempDir()}
	for b.Loop() {
		if _, err := f.alone(context.Background(), f.root+"/big.yaml", text, time.Unix(1793491200, 0), "test"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEdit is the time from an edit of a file of 2,000 lines to its
// diagnostics, in a workspace of 3,000 files that was scanned.
func BenchmarkEdit(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(Garbage))
	dir := b.TempDir()
	files := map[string]string{}
	for i := range 3000 {
		files[fmt.Sprintf("svc-%d/deploy.yaml", i)] = strings.ReplaceAll(triage, "triage", fmt.Sprintf("svc%d", i))
	}
	plant(b, dir, files)
	big := large()
	e := startWith(b, dir, Options{Now: testNow}) // with the pause that people have
	defer e.end(b)
	e.open(b, "big.yaml", big)
	e.until(b, "svc-2999/deploy.yaml", "the scan of the workspace", func([]diagnostic) bool { return true })
	version := 1
	for b.Loop() {
		version++
		e.change(b, "big.yaml", version, big+written[:len(written)-version%2])
		for {
			p := e.until(b, "big.yaml", "the diagnostics of the edit", func(list []diagnostic) bool {
				return slices.ContainsFunc(list, func(d diagnostic) bool { return d.Code == "literal-credential" })
			})
			if *p.Version == version {
				break
			}
		}
	}
}
