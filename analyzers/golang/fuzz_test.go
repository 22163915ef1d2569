package golang

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
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
	f.Fuzz(func(t *testing.T, text []byte) {
		file := nhi.NewFile("p/p.go", text)
		unit, ok := Analyzer.Claims(file.Path, text)
		if !ok {
			return
		}
		facts, err := analyze(context.Background(), &nhi.Unit{Key: unit, Files: []*nhi.File{file}})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range facts.Credentials {
			if !c.At.Valid() {
				t.Errorf("%s has no place", c.Key)
			}
			for _, s := range c.Related {
				if !s.At.Valid() {
					t.Errorf("%s has a related place that is none", c.Key)
				}
			}
		}
		for _, a := range facts.Agents {
			if !a.At.Valid() {
				t.Errorf("%s has no place", a.Key)
			}
		}
	})
}
