package scan

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// edited is a text with one edit of many: a line more or less, a comment, a word of
// another place, a number that grew, or all of it gone.
func edited(random *rand.Rand, text []byte, other []byte) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	at := random.IntN(len(lines))
	words := bytes.Fields(other)
	switch random.IntN(8) {
	case 0:
		return nil
	case 1:
		return bytes.Join(slices.Delete(slices.Clone(lines), at, at+1), nil)
	case 2:
		return bytes.Join(slices.Insert(slices.Clone(lines), at, lines[random.IntN(len(lines))]), nil)
	case 3:
		if len(words) > 0 {
			if mine := bytes.Fields(lines[at]); len(mine) > 0 {
				lines = slices.Clone(lines)
				lines[at] = bytes.Replace(lines[at], mine[random.IntN(len(mine))], words[random.IntN(len(words))], 1)
			}
		}
		return bytes.Join(lines, nil)
	case 4:
		return bytes.Map(func(r rune) rune {
			if '0' <= r && r < '9' && random.IntN(4) == 0 {
				return r + 1
			}
			return r
		}, text)
	}
	return bytes.Join(slices.Insert(slices.Clone(lines), at, []byte("# a comment "+strconv.Itoa(random.IntN(100))+"\n")), nil)
}

// What is remembered of whole repositories never changes what is told of them, after
// edits that people make and others, renames and removals.
func TestCachedRepositoriesSayTheSame(t *testing.T) {
	const steps = 12
	top, store, from := t.TempDir(), filepath.Join(t.TempDir(), "cache"), filepath.Join("..", "..", "testdata", "corpus")
	if err := os.CopyFS(top, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	var names []string
	filepath.WalkDir(top, func(p string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			rel, _ := filepath.Rel(top, p)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	gitIn(t, top, "init", "-q")
	gitIn(t, top, "add", "-A", "-f")
	gitIn(t, top, "commit", "-q", "-m", "begin")
	random := rand.New(rand.NewPCG(3, 5))
	base := Options{Staged: true, Paths: []string{top}, Now: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC), Version: "1.0.0"}
	found, answered := 0, 0
	for step := range steps {
		for range 1 + random.IntN(2) {
			name, other := names[random.IntN(len(names))], names[random.IntN(len(names))]
			file := filepath.Join(top, filepath.FromSlash(name))
			text, err := os.ReadFile(file)
			if err != nil { // it went before, and comes back
				text, _ = os.ReadFile(filepath.Join(from, filepath.FromSlash(name)))
				plantVersion(t, top, name, string(text))
				continue
			}
			if random.IntN(10) == 0 {
				to := filepath.Dir(name) + "/moved-" + filepath.Base(name)
				plantVersion(t, top, to, string(text))
				plantVersion(t, top, name, "")
				names = append(names, to)
				continue
			}
			words, _ := os.ReadFile(filepath.Join(top, filepath.FromSlash(other)))
			plantVersion(t, top, name, string(edited(random, text, words)))
		}
		gitIn(t, top, "add", "-A", "-f")
		plain, cached := base, base
		plain.forget, cached.Cache = true, store
		want, err := Run(context.Background(), plain)
		if err != nil {
			t.Fatal(step, err)
		}
		got, err := Run(context.Background(), cached)
		if err != nil {
			t.Fatal(step, err)
		}
		if g, w := told(t, got), told(t, want); g != w {
			t.Fatalf("step %d: without a cache and with it: %s", step, firstDifference(w, g))
		}
		if got.Inventory == nil {
			answered++ // by what HEAD said: the index is another one each time
		}
		for _, f := range want.Report.Findings {
			if f.Counts() {
				found++
			}
		}
		if random.IntN(3) == 0 {
			gitIn(t, top, "commit", "-q", "--allow-empty", "-m", "next")
		}
	}
	t.Logf("%d findings were new, and %d of %d scans were answered", found, answered, steps)
	if found < steps/2 || answered < steps/8 {
		t.Error("the test tells little")
	}
}
