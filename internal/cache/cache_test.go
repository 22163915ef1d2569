package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	s := Open(dir)
	if s == nil {
		t.Fatal("not opened")
	}
	defer s.Close()
	name := Name("verdict", "one", "two")
	if Name("verdict", "onetwo", "") == name || s.Get(name) != nil {
		t.Error("a name that nothing was put under")
	}
	s.Put(name, []byte("text"))
	if got := s.Get(name); string(got) != "text" {
		t.Errorf("got %q", got)
	}
	s.Put(name, []byte("other"))
	if got := Open(dir).Get(name); string(got) != "other" {
		t.Errorf("got %q", got)
	}
	info, err := os.Stat(filepath.Join(dir, name))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Error(info.Mode(), err)
	}
	for _, odd := range []string{"", "verdict", "../" + name, "verdict-" + "0123", "a/" + name, name + ".new-1"} {
		s.Put(odd, []byte("x"))
		if s.Get(odd) != nil {
			t.Errorf("%q is a name", odd)
		}
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Error(list)
	}
	s.Put(name, make([]byte, maxEntry))
	if got := s.Get(name); string(got) != "other" {
		t.Errorf("an entry over the bound was kept: %d bytes", len(got))
	}
}

// What is not as it was written is not there.
func TestDamaged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	s := Open(dir)
	defer s.Close()
	name := Name("looks", "x")
	s.Put(name, bytes.Repeat([]byte("text"), 50))
	file := filepath.Join(dir, name)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += 7 {
		for _, text := range [][]byte{whole[:i], append(bytes.Clone(whole[:i]), whole[i]^1), append(append(bytes.Clone(whole[:i]), whole[i]^0x80), whole[i+1:]...)} {
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
			if s.Get(name) != nil {
				t.Fatalf("believed with byte %d changed or cut", i)
			}
		}
	}
	other := Name("looks", "y")
	if err := os.WriteFile(filepath.Join(dir, other), whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if s.Get(other) != nil {
		t.Error("believed under another name")
	}
	os.Remove(file)
	if err := os.Symlink(filepath.Join(dir, other), file); err != nil {
		t.Skip(err)
	}
	if os.WriteFile(filepath.Join(dir, other), whole, 0o600); s.Get(name) != nil {
		t.Error("a link was followed")
	}
	s.Put(name, []byte("new")) // takes the place of the link
	if got, err := os.ReadFile(filepath.Join(dir, other)); err != nil || !bytes.Equal(got, whole) || string(s.Get(name)) != "new" {
		t.Error("written through a link", err)
	}
	os.Remove(file)
	if os.Mkdir(file, 0o700); s.Get(name) != nil {
		t.Error("a folder was read")
	}
	s.Put(name, []byte("x"))
	if list, _ := os.ReadDir(dir); len(list) != 2 {
		t.Error("what could not be moved was left", list)
	}
}

func TestUnusable(t *testing.T) {
	dir := t.TempDir()
	file, open := filepath.Join(dir, "file"), filepath.Join(dir, "open")
	os.WriteFile(file, nil, 0o600)
	os.Mkdir(open, 0o700)
	os.Chmod(open, 0o777) // anybody may write to it
	os.Symlink(dir, filepath.Join(dir, "link"))
	for _, name := range []string{"", "relative", file, filepath.Join(file, "below"), open, filepath.Join(dir, "link")} {
		s := Open(name)
		if s != nil {
			t.Errorf("%q was opened", name)
		}
		s.Put(Name("a", "b"), []byte("x"))
		if s.Get(Name("a", "b")) != nil {
			t.Error("nothing keeps something")
		}
		s.Close()
	}
}

// The oldest go, and what a run that was ended left, but nothing of others.
func TestBounds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	s := Open(dir)
	defer s.Close()
	old := Name("a", "old") + unfinished + "0011"
	os.WriteFile(filepath.Join(dir, old), nil, 0o600)
	os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o600)
	for i := range maxEntries + 1 {
		name := filepath.Join(dir, Name("a", fmt.Sprint(i)))
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(int64(1_000_000+i), 0)
		os.Chtimes(name, at, at)
	}
	for _, name := range []string{old, "notes.txt"} {
		os.Chtimes(filepath.Join(dir, name), time.Unix(1, 0), time.Unix(1, 0))
	}
	s.Put(Name("a", "last"), []byte("y"))
	list, _ := os.ReadDir(dir)
	if len(list) != maxEntries*3/4+1 {
		t.Error(len(list))
	}
	for name, there := range map[string]bool{old: false, "notes.txt": true, Name("a", "0"): false, Name("a", fmt.Sprint(maxEntries)): true, Name("a", "last"): true} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != there {
			t.Error(name, err)
		}
	}
}

// Runs at the same time see whole entries.
func TestParallel(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	name := Name("verdict", "x")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			s := Open(dir)
			defer s.Close()
			for range 30 {
				s.Put(name, bytes.Repeat([]byte{byte('a' + i)}, 10_000*(i+1)))
				got := s.Get(name)
				if len(got) == 0 || len(got) != 10_000*(int(got[0]-'a')+1) || bytes.Count(got, got[:1]) != len(got) {
					t.Error("an entry of", len(got), "bytes")
				}
			}
		})
	}
	wg.Wait()
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Error(list)
	}
}
