package source

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// What nobody keeps is no file; what somebody keeps has bytes of its own.
func TestLook(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("long ", 2000)
	plant(t, dir, map[string]string{"a.txt": "kept text", "b.txt": "another one", "c.txt": long, "d.txt": ""})
	s := open(t, Options{}, dir)
	scratch := make([]byte, 0, 64)
	look := func(name string, keep bool) string {
		t.Helper()
		seen := ""
		f, err := s.Look(name, &scratch, func(text []byte) bool { seen = string(text); return keep })
		if err != nil || (f != nil) != keep || keep && string(f.Bytes()) != seen {
			t.Errorf("%s: %v %v", name, f, err)
		}
		return seen
	}
	a, err := s.Look("a.txt", &scratch, func([]byte) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	for _, keep := range []bool{false, true} {
		for name, want := range map[string]string{"b.txt": "another one", "c.txt": long, "d.txt": ""} {
			if got := look(name, keep); got != want {
				t.Errorf("%s: read %q", name, got)
			}
		}
	}
	if cap(scratch) < len(long) {
		t.Error("scratch has not grown with the largest file")
	}
	if string(a.Bytes()) != "kept text" {
		t.Errorf("a kept file was written over: %q", a.Bytes())
	}
	if again, _ := s.Read("a.txt"); again != a {
		t.Error("one path, two files")
	}
	runtime.KeepAlive(a)
}

// The one call, the way through open folders, and os.Root say the same.
func TestWays(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"a/b/c.yaml": "c: 1", "a/empty.yaml": "", "out/x.yaml": "x: 1"})
	root := filepath.Join(dir, "a")
	for name, to := range map[string]string{"link.yaml": "b/c.yaml", "away.yaml": "../out/x.yaml", "way": "b", "out": "../out"} {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			t.Skip("no links here")
		}
	}
	for _, fast := range []bool{true, false} {
		s := open(t, Options{}, root)
		b := s.back.(*workTree).bounds[0]
		if !fast {
			b.top.close()
		}
		for name, want := range map[string]string{"b/c.yaml": "c: 1", "empty.yaml": "", "link.yaml": "c: 1", "way/c.yaml": "c: 1"} {
			for _, plain := range []bool{true, false} {
				if text, err := s.back.read(name, plain, 64, nil); err != nil || string(text) != want {
					t.Errorf("fast %v, listed %v: %s: %q, %v", fast, plain, name, text, err)
				}
			}
		}
		for _, name := range []string{"away.yaml", "out/x.yaml", "../out/x.yaml", "missing.yaml", "b"} {
			for _, plain := range []bool{true, false} {
				if text, err := s.back.read(name, plain, 64, nil); err == nil {
					t.Errorf("fast %v, listed %v: %s was read: %q", fast, plain, name, text)
				}
			}
		}
	}
}
