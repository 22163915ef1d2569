package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReplace: the text and the permissions are right, nothing is left beside it,
// and what is elsewhere, linked or changed is refused and stays as it was.
func TestReplace(t *testing.T) {
	outside, root := t.TempDir(), t.TempDir()
	write := func(dir, name, text string, mode os.FileMode) {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(p, mode); err != nil {
			t.Fatal(err)
		}
	}
	write(outside, "a.yaml", "was", 0o644)
	write(root, "run.sh", "was", 0o775)
	write(root, "sub/a.yaml", "was", 0o644)
	write(root, "other.yaml", "else", 0o644)
	write(root, ".git/config", "was", 0o644)
	for link, to := range map[string]string{"link.yaml": "sub/a.yaml", "folder": "sub", "out.yaml": filepath.Join(outside, "a.yaml")} {
		if err := os.Symlink(to, filepath.Join(root, link)); err != nil {
			t.Skip(err)
		}
	}
	e, err := OpenEditor(root)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := e.Replace("run.sh", []byte("was"), []byte("now")); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "run.sh"))
	if err != nil || string(text) != "now" {
		t.Fatalf("%q, %v", text, err)
	}
	if info, err := os.Stat(filepath.Join(root, "run.sh")); err != nil || info.Mode().Perm() != 0o775 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	for name, why := range map[string]string{
		"link.yaml": "a link", "folder/a.yaml": "a link", "out.yaml": "a link", "sub": "no regular file", "other.yaml": "has changed",
		"../a.yaml": "outside", "/etc/passwd": "outside", "sub/../run.sh": "outside", ".git/config": "outside", "none.yaml": "no such file",
	} {
		err := e.Replace(name, []byte("was"), []byte("now"))
		if err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v, want %s", name, err, why)
		}
	}
	for _, p := range []string{filepath.Join(outside, "a.yaml"), filepath.Join(root, "sub/a.yaml"), filepath.Join(root, ".git/config")} {
		if text, err := os.ReadFile(p); err != nil || string(text) != "was" {
			t.Errorf("%s: %q, %v", p, text, err)
		}
	}
	if list, err := filepath.Glob(filepath.Join(root, ".nhivet-*")); err != nil || len(list) > 0 {
		t.Errorf("left behind: %v, %v", list, err)
	}
	// Somebody else's file of the same name is not written over.
	write(root, ".nhivet-run.sh.tmp", "else", 0o644)
	if err := e.Replace("run.sh", []byte("now"), []byte("later")); err == nil {
		t.Error("a file beside it was written over")
	}
	if text, _ := os.ReadFile(filepath.Join(root, ".nhivet-run.sh.tmp")); string(text) != "else" {
		t.Errorf("%q", text)
	}
}
