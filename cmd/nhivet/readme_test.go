package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme runs the example that the README opens with: the output under it
// is the tool's. UPDATE=1 rewrites it.
func TestReadme(t *testing.T) {
	path, err := filepath.Abs("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	example := between(t, string(text), "```yaml\n# agent.yaml\n", "```")
	shown := between(t, string(text), "```text\n$ nhivet scan agent.yaml\n", "```")

	t.Chdir(t.TempDir())
	if err := os.WriteFile("agent.yaml", []byte("# agent.yaml\n"+example), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	c := command()
	c.SetOut(&out)
	c.SetArgs([]string{"scan", "--now", "2026-11-24", "agent.yaml"})
	if err := c.Execute(); err != exitError(exitFindings) {
		t.Fatalf("err = %v, want exit %d", err, exitFindings)
	}
	if out.String() == shown {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("the README shows\n%s\nthe tool prints\n%s", shown, out.String())
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), shown+"```", out.String()+"```", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func between(t *testing.T, text, begin, end string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, begin)
	if !ok {
		t.Fatalf("no %q", begin)
	}
	body, _, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatalf("no %q behind %q", end, begin)
	}
	return body
}
