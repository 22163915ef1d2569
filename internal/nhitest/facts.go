package nhitest

import (
	"context"
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
				facts, err := a.Run(context.Background(), u)
				if err != nil {
					t.Fatal(err)
				}
				all.Add(facts)
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
