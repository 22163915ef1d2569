package golang

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Short code on which a type checker never ends.
func TestHostile(t *testing.T) {
	lines := func(format string) string {
		var b strings.Builder
		for i := 1; i <= 60; i++ {
			b.WriteString(strings.NewReplacer("N", fmt.Sprint(i), "M", fmt.Sprint(i-1)).Replace(format) + "\n")
		}
		return b.String()
	}
	// One package of the tables, so that the file is worth reading.
	const head = "package p\nimport \"github.com/openai/openai-go/option\"\nfunc use() { option.WithAPIKey(\"\") }\n"
	for name, text := range map[string]string{
		"strings":  "const c0 = \"abcdefgh\"\n" + lines("const cN = cM + cM") + "const l = len(c60)\n",
		"backward": lines("const cM = cN + cN") + "const c60 = \"abcdefgh\"\nvar m = map[string]int{c0: 1, c1: 2}\n",
		"scopes":   "const c = \"abcdefgh\"\nfunc f() {\n" + lines("{ const c = c + c") + "_ = len(c)\n" + strings.Repeat("}", 61),
		"aliases":  "type A0 = struct{}\ntype B0 = struct{}\n" + lines("type AN = struct{ a, b AM }\ntype BN = struct{ a, b BM }") + "var a A60\nvar b B60 = a\n",
		"infer":    "type P[T, U any] struct{}\nfunc dup[T any](T) P[T, T] { panic(0) }\nfunc f() {\nx0 := 1\n" + lines("xN := dup(xM)") + "}\n",
		"methods":  "type P[T any] struct{ a, b T }\nfunc (p P[T]) dup() P[struct{ a, b P[T] }] { panic(0) }\nvar x0 P[int]\n" + lines("var xN = xM.dup()"),
		"deep":     "var x = " + strings.Repeat("(", 80_000) + "1" + strings.Repeat(")", 80_000) + "\n",
		"sum":      "const k = \"a\"\nvar x = k" + strings.Repeat("+k", 90_000) + "\n",
		"left":     "var y, x = 1, y" + strings.Repeat("+y", 40_000) + "\n",
		"right":    "var y, x = 1, y" + strings.Repeat("+(y", 40_000) + strings.Repeat(")", 40_000) + "\n",
		"blocks":   "func f() " + strings.Repeat("{", 90_000) + strings.Repeat("}", 90_000) + "\n",
	} {
		done, start := make(chan error, 1), time.Now()
		go func() {
			f := nhi.NewFile("p/p.go", []byte(head+text))
			_, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: "p", Files: []*nhi.File{f}})
			done <- err
		}()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			t.Log(name, time.Since(start))
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: no end", name)
		}
	}
}
