// Package nhitest helps the tests of analyzers: facts as text that a person can
// read and a golden file can hold, a tree in memory, and a check of every span.
package nhitest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Dump writes facts, sorted by kind, key and place, one field a line: what is
// empty is left out, a place is FILE:LINE:COLUMN-LINE:COLUMN, and secret text is
// never there.
func Dump(facts *nhi.Facts) string {
	var b strings.Builder
	v := reflect.ValueOf(facts).Elem()
	for i := range v.NumField() {
		list, name := v.Field(i), v.Type().Field(i).Name
		var entries []string
		for j := range list.Len() {
			entries = append(entries, entry(strings.ToLower(name), list.Index(j)))
		}
		sort.Strings(entries)
		for _, e := range entries {
			b.WriteString(e)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func entry(kind string, v reflect.Value) string {
	if f, ok := v.Interface().(*nhi.File); ok {
		return fmt.Sprintf("%s %s\n%s", kind, f.Path, indent(string(f.Bytes())))
	}
	if path, ok := v.Interface().(string); ok {
		return kind + " " + path + "\n"
	}
	v = reflect.Indirect(v)
	head := kind
	if k := v.FieldByName("Key"); k.IsValid() {
		head += " " + k.String()
	} else if from := v.FieldByName("From"); from.IsValid() && from.Kind() == reflect.String {
		head += fmt.Sprintf(" %s %s -> %s", v.FieldByName("Kind").String(), from.String(), v.FieldByName("To").String())
	}
	var b strings.Builder
	b.WriteString(head + "\n")
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if name == "Key" || !v.Type().Field(i).IsExported() || v.Type() == reflect.TypeFor[nhi.Edge]() && (name == "Kind" || name == "From" || name == "To") {
			continue
		}
		if text := render(v.Field(i)); text != "" {
			fmt.Fprintf(&b, "  %s: %s\n", strings.ToLower(name), text)
		}
	}
	return b.String()
}

func render(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case nhi.Secret:
		if x.Empty() {
			return ""
		}
		return x.String()
	case nhi.Span:
		return place(x)
	case []nhi.Step:
		var parts []string
		for _, s := range x {
			parts = append(parts, place(s.At)+" "+s.Note)
		}
		return strings.Join(parts, "; ")
	case []nhi.Evidence:
		var parts []string
		for _, e := range x {
			parts = append(parts, fmt.Sprintf("%+d %s (%s)", e.Weight, e.Reason, place(e.At)))
		}
		return strings.Join(parts, "; ")
	case nhi.Lifetime:
		if x == (nhi.Lifetime{}) {
			return ""
		}
	}
	if v.IsZero() {
		return ""
	}
	text, err := json.Marshal(v.Interface())
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func place(s nhi.Span) string {
	if !s.Valid() {
		return ""
	}
	p := s.Position()
	return fmt.Sprintf("%s:%d:%d-%d:%d", p.File, p.Line, p.Column, p.EndLine, p.EndColumn)
}

func indent(s string) string {
	return "  | " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n  | ")
}

// Golden compares text with a file, or rewrites the file when UPDATE is set.
func Golden(t *testing.T, file, got string) {
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
	if string(want) != got {
		t.Errorf("%s differs; UPDATE=1 rewrites it\n--- got\n%s", file, diff(string(want), got))
	}
}

// diff shows the lines that only one of the texts has.
func diff(want, got string) string {
	count := map[string]int{}
	for _, l := range strings.Split(want, "\n") {
		count[l]++
	}
	var b strings.Builder
	for _, l := range strings.Split(got, "\n") {
		if count[l] > 0 {
			count[l]--
		} else {
			b.WriteString("+ " + l + "\n")
		}
	}
	for _, l := range strings.Split(want, "\n") {
		if count[l] > 0 {
			count[l]--
			b.WriteString("- " + l + "\n")
		}
	}
	return b.String()
}

// Tree is a tree in memory: paths to contents.
type Tree map[string]*nhi.File

// Read returns a file.
func (t Tree) Read(name string) (*nhi.File, error) {
	if f := t[path.Clean(name)]; f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
}

// Listed says whether a file is there: all of them are to be read.
func (t Tree) Listed(path string) bool { return t[path] != nil }

// Archive returns the bytes of a file.
func (t Tree) Archive(name string) ([]byte, error) {
	f, err := t.Read(name)
	if err != nil {
		return nil, err
	}
	return f.Bytes(), nil
}

// Glob lists the paths that match a pattern, in order.
func (t Tree) Glob(pattern string) []string {
	var out []string
	for name := range t {
		if ok, _ := path.Match(pattern, name); ok {
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}

// Load reads a folder into a tree.
func Load(root string) (Tree, error) {
	t := Tree{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		t[rel] = nhi.NewFile(rel, text)
		return nil
	})
	return t, err
}

// Units groups the files of a tree as an analyzer claims them, in order.
func (t Tree) Units(a *nhi.Analyzer) []*nhi.Unit {
	units := map[string]*nhi.Unit{}
	for _, name := range t.names() {
		if a.Wants != nil && !a.Wants(name) {
			continue
		}
		key, ok := a.Claims(name, t[name].Bytes())
		if !ok {
			continue
		}
		if units[key] == nil {
			units[key] = &nhi.Unit{Key: key, Tree: t}
		}
		units[key].Files = append(units[key].Files, t[name])
	}
	var out []*nhi.Unit
	for _, u := range units {
		out = append(out, u)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Key < out[j].Key })
	return out
}

func (t Tree) names() []string {
	var out []string
	for name := range t {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

// Check reports what no facts may have: a place outside of its file, a fact
// without a key or a place, an edge without ends.
func Check(t testing.TB, facts *nhi.Facts) {
	t.Helper()
	v := reflect.ValueOf(facts).Elem()
	for i := range v.NumField() {
		list := v.Field(i)
		for j := range list.Len() {
			fact := reflect.Indirect(list.Index(j))
			if fact.Kind() != reflect.Struct {
				continue // the path of a file
			}
			if at := fact.FieldByName("At"); at.IsValid() && !at.Interface().(nhi.Span).Valid() {
				t.Errorf("a fact without a place: %s", entry(v.Type().Field(i).Name, list.Index(j)))
			}
			for _, name := range []string{"Key", "To"} {
				if key := fact.FieldByName(name); key.IsValid() && key.Kind() == reflect.String && key.String() == "" {
					t.Errorf("a fact without a %s: %s", name, entry(v.Type().Field(i).Name, list.Index(j)))
				}
			}
			if related := fact.FieldByName("Related"); related.IsValid() {
				for _, s := range related.Interface().([]nhi.Step) {
					if !s.At.Valid() {
						t.Errorf("a step without a place: %s", entry(v.Type().Field(i).Name, list.Index(j)))
					}
				}
			}
		}
	}
}
