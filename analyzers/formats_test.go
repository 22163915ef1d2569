package analyzers

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
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
		"taken for good or bad.\n")
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
		fmt.Fprintf(&b, "\nNot read: %s.\n", a.Leaves)
	}
	if !slices.IsSorted(names) {
		t.Errorf("the analyzers are not in order of name: %v", names)
	}
	return b.String()
}
