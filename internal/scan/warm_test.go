package scan

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// everything is all that a scan says, line by line.
func everything(r *Result) []string {
	at := func(s nhi.Span) string {
		if !s.Valid() {
			return "nowhere"
		}
		return fmt.Sprintf("%s[%d:%d]", s.File.Path, s.Start, s.End)
	}
	var out []string
	for _, f := range r.Report.Findings {
		line := fmt.Sprint(at(f.At), " ", f.Rule.Name, " ", f.Level, " ", f.Message, " ", f.Subject, " ", f.Lowered, " ", f.Suppressed != nil, " ", f.Fault, " ", f.Shared)
		for _, s := range f.Related {
			line += "\n  " + at(s.At) + " " + s.Note
		}
		for _, a := range f.Agents {
			line += "\n  " + a.Key + " " + a.Environment
		}
		for _, x := range f.Fixes {
			line += "\n  fix " + x.Text
			for _, e := range x.Edits {
				line += " " + at(e.At) + " " + e.New
			}
		}
		out = append(out, line)
	}
	for _, n := range r.Report.Notices {
		out = append(out, fmt.Sprint("notice ", n))
	}
	for _, n := range r.Skipped {
		out = append(out, fmt.Sprint("skipped ", n))
	}
	x := r.Report
	return append(out, fmt.Sprint(x.Files, x.Bytes, x.Skipped, x.Agents, x.Identities, x.Credentials, len(x.Secrets), len(r.Ignores)))
}

// TestWarm edits files of the corpus at random, as in an editor that saves nothing:
// after each edit the warm scan, which reads that file alone, says what one says that
// knows nothing.
func TestWarm(t *testing.T) {
	top, err := filepath.Abs(corpusTop)
	if err != nil {
		t.Fatal(err)
	}
	edits := 20
	if testing.Short() {
		edits = 3
	}
	for _, name := range []string{"platform/bad", "gcp-helm/bad", "kagent-toolhive/bad", "planner/good", "support-desk/bad", "traps/good"} {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(uint64(len(name)), 5))
			dir, texts := t.TempDir(), map[string][]byte{}
			if err := os.CopyFS(dir, os.DirFS(filepath.Join(top, name))); err != nil {
				t.Fatal(err)
			}
			err := fs.WalkDir(os.DirFS(dir), ".", func(p string, e fs.DirEntry, err error) error {
				if err == nil && !e.IsDir() {
					texts[p], err = os.ReadFile(filepath.Join(dir, p))
				}
				return err
			})
			if err != nil || len(texts) == 0 {
				t.Fatal(err, len(texts))
			}
			names := slices.Sorted(maps.Keys(texts))
			open, warm := map[string][]byte{}, &Warm{}
			defer warm.Close()
			kept := 0
			for n := range edits {
				var did string
				if n > 0 {
					did = editAtRandom(random, dir, names, texts, open)
				}
				o := Options{Paths: []string{dir}, Overlay: open, Now: fixtureNow, Warm: warm}
				units := maps.Clone(warm.units)
				r, err := Run(context.Background(), o)
				if err != nil {
					t.Fatal(did, err)
				}
				for _, f := range r.Report.Findings {
					if f.Counts() {
						f.Fixes = r.Fixes(f)
					}
				}
				got := everything(r)
				for id, u := range warm.units {
					if units[id] == u {
						kept++
					}
				}
				o.Warm, o.Fixes = nil, true
				if r, err = Run(context.Background(), o); err != nil {
					t.Fatal(did, err)
				}
				want := everything(r)
				if !slices.Equal(got, want) {
					t.Fatalf("after %s: warm\n%s\ncold\n%s", did, missing(got, want), missing(want, got))
				}
			}
			if kept == 0 {
				t.Error("no unit was kept")
			}
		})
	}
}

// missing are the lines of one list that the other does not have.
func missing(a, b []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) }), "\n")
}

// editAtRandom changes what is open, and says how.
func editAtRandom(random *rand.Rand, dir string, names []string, texts map[string][]byte, open map[string][]byte) string {
	name := names[random.IntN(len(names))]
	file, other := filepath.Join(dir, name), names[random.IntN(len(names))]
	lines := bytes.SplitAfter(texts[name], []byte("\n"))
	line := random.IntN(len(lines))
	switch kind := random.IntN(8); kind {
	case 0:
		open[file] = slices.Concat(bytes.Join(lines[:line], nil), bytes.Join(lines[line+1:], nil))
		return "a line less in " + name
	case 1:
		open[file] = slices.Concat(bytes.Join(lines[:line+1], nil), lines[line], bytes.Join(lines[line+1:], nil))
		return "a line twice in " + name
	case 2:
		open[file] = slices.Concat(texts[name], []byte("# sk-proj-DfQwMNOE54sezZUi9mxhT3BlbkFJ3nvryZiPt5y0FntRYJ\n"))
		return "a key in " + name
	case 3:
		open[file] = texts[other]
		return other + " in the place of " + name
	case 4:
		open[filepath.Join(dir, filepath.Dir(name), "new-"+filepath.Base(name))] = texts[name]
		return "a new file beside " + name
	case 5:
		open[file] = []byte("a\x00b")
		return "bytes in " + name
	case 6:
		open[file] = nil
		return "nothing in " + name
	}
	for file := range open {
		delete(open, file)
		return "closing " + file
	}
	return "nothing"
}
