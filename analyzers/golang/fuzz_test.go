package golang

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/nhivet/nhivet/internal/nhitest"
)

// One file of any content: no panic, no place outside the file.
func FuzzSyntax(f *testing.F) {
	for _, dir := range packageDirs {
		names, _ := filepath.Glob(filepath.Join("testdata", "src", module, dir, "*.go"))
		for _, n := range names {
			text, err := os.ReadFile(n)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	f.Add([]byte("package p\nimport jwt \"github.com/golang-jwt/jwt/v5\"\nvar a = a\nvar c = jwt.MapClaims{c: c}\nfunc f() { jwt.NewWithClaims(nil, c); jwt.NewWithClaims(nil, &jwt.RegisteredClaims{1, 2}) }"))
	f.Add([]byte("package p\nimport \"github.com/openai/openai-go/option\"\ntype T[P any] struct{ k string; *T[P] }\nfunc (t T[P]) f(k ...string) { option.WithAPIKey(t.k); option.WithAPIKey(k...); t.f(t.k) }"))
	bare := *Analyzer
	bare.Run = analyze // a panic is to be seen
	nhitest.Fuzz(f, &bare, "p/p.go")
}
