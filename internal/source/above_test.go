package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestAbove looks for a file from several roots: it stops at the top of their
// repository, follows no link, and looks at that one folder outside of one.
func TestAbove(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{"repo/.git", "repo/a/b", "repo/linked", "plain/a"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"c.yaml", "repo/c.yaml", "plain/c.yaml"} {
		if err := os.WriteFile(filepath.Join(dir, f), []byte(f), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../c.yaml", filepath.Join(dir, "repo/linked/c.yaml")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		roots          []string
		text, path, in string
	}{
		{[]string{"repo"}, "repo/c.yaml", "c.yaml", ""},
		{[]string{"repo/a/b"}, "repo/c.yaml", "../../c.yaml", "a/b"},
		{[]string{"repo/a", "repo/a/b"}, "repo/c.yaml", "../c.yaml", "a"},
		{[]string{"plain"}, "plain/c.yaml", "c.yaml", ""},
		{[]string{"plain/a"}, "", "", ""},
		{[]string{"repo", "plain"}, "c.yaml", "c.yaml", ""},
	} {
		roots := make([]string, len(c.roots))
		for i, r := range c.roots {
			roots[i] = filepath.Join(dir, r)
		}
		f, in, err := Above(roots, "c.yaml")
		if c.text == "" {
			if !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: %v", c.roots, err)
			}
			continue
		}
		if err != nil || string(f.Bytes()) != c.text || f.Path != c.path || in != c.in {
			t.Errorf("%s: %v %q, %v", c.roots, f, in, err)
		}
	}
	if _, _, err := Above([]string{filepath.Join(dir, "repo/linked")}, "c.yaml"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
