package nhitest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Facts runs an analyzer over every folder of testdata and compares its facts
// with the golden file beside the folder. UPDATE=1 rewrites those.
func Facts(t *testing.T, a *nhi.Analyzer) {
	t.Helper()
	cases, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if !c.IsDir() || c.Name() == "fuzz" {
			continue
		}
		t.Run(c.Name(), func(t *testing.T) {
			tree, err := Load(filepath.Join("testdata", c.Name()))
			if err != nil {
				t.Fatal(err)
			}
			all := &nhi.Facts{}
			for _, u := range tree.Units(a) {
				all.Add(Run(t, a, u))
			}
			Check(t, all)
			got := Dump(all)
			for _, secret := range all.Credentials {
				if text := secret.Secret.Reveal(); text != "" && strings.Contains(got, text) {
					t.Errorf("the dump of %s prints a secret", secret.Key)
				}
			}
			Golden(t, filepath.Join("testdata", c.Name()+".txt"), got)
		})
	}
}

// Code runs an analyzer over every file of testdata, one unit each, and compares
// its facts with testdata/facts.txt. Every credential has to be a literal of the
// code, and to stay redacted however it is printed.
func Code(t *testing.T, a *nhi.Analyzer) {
	t.Helper()
	tree, err := Load("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, u := range tree.Units(a) {
		facts := Run(t, a, u)
		b.WriteString("# " + u.Key + "\n" + Dump(facts))
		for _, c := range facts.Credentials {
			if c.Origin != nhi.FromLiteral || c.Store != "code" {
				t.Errorf("%s: origin %s, store %s", c.At, c.Origin, c.Store)
			}
			if strings.Contains(fmt.Sprintf("%+v", c), c.Secret.Reveal()) {
				t.Errorf("%s is printed", c.At)
			}
		}
	}
	Golden(t, "testdata/facts.txt", b.String())
}

// Run returns the facts of one unit; an error of the analyzer ends the test.
func Run(t testing.TB, a *nhi.Analyzer, u *nhi.Unit) *nhi.Facts {
	t.Helper()
	facts, err := a.Run(context.Background(), u)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// Fuzz runs an analyzer over one file of the fuzzer's: no panic, and no span
// outside the file.
func Fuzz(f *testing.F, a *nhi.Analyzer, path string) {
	f.Fuzz(func(t *testing.T, text []byte) {
		file := nhi.NewFile(path, text)
		unit, ok := a.Claims(path, text)
		if !ok {
			return
		}
		tree := Tree{path: file}
		facts, err := a.Run(context.Background(), &nhi.Unit{Key: unit, Files: []*nhi.File{file}, Tree: tree})
		if err == nil {
			Check(t, facts)
		}
	})
}
