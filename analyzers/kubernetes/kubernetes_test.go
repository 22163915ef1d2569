package kubernetes

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) {
	cases, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if !c.IsDir() || c.Name() == "fuzz" {
			continue
		}
		t.Run(c.Name(), func(t *testing.T) {
			tree, err := nhitest.Load(filepath.Join("testdata", c.Name()))
			if err != nil {
				t.Fatal(err)
			}
			all := &nhi.Facts{}
			for _, u := range tree.Units(Analyzer) {
				facts, err := run(context.Background(), u)
				if err != nil {
					t.Fatal(err)
				}
				all.Add(facts)
			}
			nhitest.Check(t, all)
			got := nhitest.Dump(all)
			for _, secret := range all.Credentials {
				if text := secret.Secret.Reveal(); text != "" && strings.Contains(got, text) {
					t.Errorf("the dump of %s prints a secret", secret.Key)
				}
			}
			nhitest.Golden(t, filepath.Join("testdata", c.Name()+".txt"), got)
		})
	}
}

func FuzzRun(f *testing.F) {
	err := filepath.WalkDir("testdata", func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !wants(name) {
			return err
		}
		text, err := os.ReadFile(name)
		f.Add(text)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range []string{"a.yaml", "a.json"} {
			file := nhi.NewFile(name, text)
			facts, err := run(context.Background(), &nhi.Unit{Key: ".", Files: []*nhi.File{file}, Tree: nhitest.Tree{}})
			if err != nil {
				t.Fatal(err)
			}
			nhitest.Check(t, facts)
		}
	})
}

func BenchmarkRun(b *testing.B) {
	tree, err := nhitest.Load("testdata/workloads")
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, f := range tree {
		size += f.Len()
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, u := range tree.Units(Analyzer) {
			if _, err := run(context.Background(), u); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// TestCorpus reads a folder of repositories that the environment names: no
// panic, and every place is in its file.
func TestCorpus(t *testing.T) {
	root := os.Getenv("NHIVET_CORPUS")
	if root == "" {
		t.Skip("NHIVET_CORPUS names no folder")
	}
	tree, err := nhitest.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	all := &nhi.Facts{}
	for _, u := range tree.Units(Analyzer) {
		facts, err := run(context.Background(), u)
		if err != nil {
			t.Fatal(err)
		}
		all.Add(facts)
	}
	nhitest.Check(t, all)
	t.Log("\n" + nhitest.Dump(all))
}
