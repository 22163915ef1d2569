package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// read claims and reads one file as the engine would.
func read(t testing.TB, name string, text []byte) (*nhi.Facts, bool) {
	t.Helper()
	unit, ok := Analyzer.Claims(name, text)
	if !ok {
		return nil, false
	}
	if !Analyzer.Wants(name) || unit != name {
		t.Fatalf("%s: claimed as %q, wanted %v", name, unit, Analyzer.Wants(name))
	}
	facts, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: unit, Files: []*nhi.File{nhi.NewFile(name, text)}})
	if err != nil {
		t.Fatal(err)
	}
	return facts, true
}

func TestFixtures(t *testing.T) {
	cases, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if !c.IsDir() || c.Name() == "fuzz" {
			continue
		}
		t.Run(c.Name(), func(t *testing.T) {
			root := filepath.Join("testdata", c.Name())
			var got strings.Builder
			err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() || d.Name() == "want.txt" {
					return err
				}
				text, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				name, _ := filepath.Rel(root, path)
				facts, ok := read(t, filepath.ToSlash(name), text)
				if !ok {
					fmt.Fprintf(&got, "%s: not claimed\n", name)
					return nil
				}
				check(t, facts)
				fmt.Fprintf(&got, "%s: %d facts\n%s", name, count(facts), dump(facts))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join(root, "want.txt"), got.String())
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%s", file, got)
	}
}

func count(f *nhi.Facts) int {
	return len(f.Agents) + len(f.Tools) + len(f.Credentials) + len(f.Grants) + len(f.Controls)
}

// check holds what is true of every fact: it has a key and a place, and its
// secret is nowhere but in its Secret.
func check(t testing.TB, f *nhi.Facts) {
	t.Helper()
	place := func(key string, at nhi.Span) {
		if key == "" || !at.Valid() {
			t.Errorf("fact %q at %v: no key or no place", key, at)
		}
	}
	known := map[string]bool{}
	for _, a := range f.Agents {
		place(a.Key, a.At)
		known[a.Key] = true
	}
	for _, x := range f.Tools {
		place(x.Key, x.At)
		if known[x.Key] {
			t.Errorf("two facts have the key %q", x.Key)
		}
		known[x.Key] = true
	}
	for _, g := range f.Grants {
		place(g.Key, g.At)
	}
	for _, c := range f.Controls {
		place(c.Key, c.At)
	}
	for _, c := range f.Credentials {
		place(c.Key, c.At)
		known[c.Key] = true
	}
	for _, e := range f.Edges {
		place(e.From+e.To, e.At)
		if !known[e.From] || !known[e.To] {
			t.Errorf("edge %s %s → %s leads to nothing", e.Kind, e.From, e.To)
		}
	}
	out, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range [...]string{string(out), fmt.Sprintf("%+v", f), dump(f)} {
		for _, c := range f.Credentials {
			if s := c.Secret.Reveal(); len(s) > 8 && strings.Contains(text, s) {
				t.Errorf("the secret at %v is printed", c.At)
			}
		}
	}
}

// dump writes facts for a person, ordered, without secrets.
func dump(f *nhi.Facts) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, "  "+format+"\n", args...) }
	for _, a := range f.Agents {
		line("agent %s %q kind=%s score=%d family=%s for=%s", a.At, a.Name, a.Kind, a.Score, a.Family, a.ActsFor)
	}
	for _, t := range f.Tools {
		line("tool %s %s %s runner=%s package=%s version=%s pinned=%s url=%s writes=%s approved=%s %s", t.At, t.Name, t.Kind,
			t.Runner, t.Package, t.Version, three(t.Pinned), t.URL, three(t.Writes), three(t.Approved), attributes(t.Attributes))
	}
	for _, c := range f.Credentials {
		span := ""
		if c.Origin == nhi.FromLiteral && c.At.Text() != c.Secret.Reveal() {
			span = " inexact"
		}
		line("credential %s %s kind=%s vendor=%s origin=%s store=%s key=%s%s %s", c.At, c.Name, c.Kind, c.Vendor, c.Origin, c.Store, c.Key, span, attributes(c.Attributes))
	}
	for _, g := range f.Grants {
		line("grant %s %s %v on %v scope=%s breadth=%s hazards=%v writes=%v why=%s", g.At, g.Identity, g.Actions, g.Resources, g.Scope, g.Breadth, g.Hazards, g.Writes, g.Why)
	}
	for _, c := range f.Controls {
		line("control %s %s %s %s of %s %s", c.At, c.Kind, c.Name, c.State, c.Subject, attributes(c.Attributes))
	}
	for _, e := range f.Edges {
		line("edge %s %s: %s -> %s %s", e.At, e.Kind, e.From, e.To, e.Note)
	}
	for _, n := range f.Notices {
		line("notice %s:%d %s", n.Path, n.Line, n.Reason)
	}
	return b.String()
}

func three(b *bool) string {
	if b == nil {
		return "?"
	}
	return fmt.Sprint(*b)
}

func attributes(m map[string]string) string {
	var out []string
	for k, v := range m {
		out = append(out, k+"="+v)
	}
	sort.Strings(out)
	return strings.Join(out, " ")
}
