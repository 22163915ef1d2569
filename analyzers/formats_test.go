package analyzers

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// TestFormats keeps docs/formats.md as the analyzers say it; UPDATE=1 rewrites
// it.
func TestFormats(t *testing.T) {
	const path = "../docs/formats.md"
	want := formats(t)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil || string(have) != want {
		t.Errorf("%s is stale: go generate ./analyzers", path)
	}
}

func formats(t *testing.T) string {
	var b strings.Builder
	b.WriteString("<!-- Generated from the analyzers by go generate ./analyzers. -->\n\n# Formats\n\n" +
		"What nhivet reads, format by format, and what it leaves alone. A file may be read by several analyzers; what is left alone is never\n" +
		"taken for good or bad. Each format has a fixture, made by hand after the documentation that is named, and the facts that are read of it.\n")
	names := []string{}
	for _, a := range All {
		names = append(names, a.Name)
		if a.Doc == "" || len(a.Reads) == 0 || a.Leaves == "" {
			t.Errorf("analyzer %s does not say what it reads and what it leaves", a.Name)
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s.\n\n", a.Name, strings.ToUpper(a.Doc[:1])+a.Doc[1:])
		for _, r := range a.Reads {
			fmt.Fprintf(&b, "- %s\n", r)
		}
		fmt.Fprintf(&b, "\nNot read: %s.\n\n| format | files | documentation | fixture |\n|---|---|---|---|\n", a.Leaves)
		if len(a.Formats) == 0 {
			t.Errorf("analyzer %s names no format", a.Name)
		}
		for _, f := range a.Formats {
			folder := a.Name + "/testdata/" + f.Fixture
			fmt.Fprintf(&b, "| %s | %s | <%s> | [%s](../analyzers/%s) |\n", f.Name, strings.ReplaceAll(f.Files, "*", "\\*"), f.Source, f.Fixture, folder)
			if !claimed(t, a, folder) {
				t.Errorf("analyzer %s, format %s: it claims nothing of %s", a.Name, f.Name, folder)
			}
			if !strings.HasPrefix(f.Source, "https://") {
				t.Errorf("analyzer %s, format %s: no documentation", a.Name, f.Name)
			}
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("the analyzers are not in order of name: %v", names)
	}
	return b.String()
}

// claimed says whether an analyzer takes a file of a fixture, a folder or one
// file.
func claimed(t *testing.T, a *nhi.Analyzer, fixture string) bool {
	found := false
	err := filepath.WalkDir(fixture, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(fixture, name)
		if err != nil || rel == "." {
			rel = filepath.Base(name)
		}
		if rel = filepath.ToSlash(rel); a.Wants(rel) {
			_, ok := a.Claims(rel, text)
			found = found || ok
		}
		return nil
	})
	return err == nil && found
}
