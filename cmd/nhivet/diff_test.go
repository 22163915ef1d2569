package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDiffMoved moves every fixture of the repository to another folder: the keys,
// the places and the names of all that is in them change, and nothing changed.
func TestDiffMoved(t *testing.T) {
	dir := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		c := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "core.hooksPath=" + os.DevNull}, args...)...)
		c.Dir, c.Env = dir, append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	if err := os.CopyFS(filepath.Join(dir, "one"), os.DirFS("../../testdata")); err != nil {
		t.Fatal(err)
	}
	git("init", "-q", "-b", "main")
	git("add", "-f", ".")
	git("commit", "-q", "-m", "one")
	if err := os.Mkdir(filepath.Join(dir, "two"), 0o755); err != nil {
		t.Fatal(err)
	}
	git("mv", "one", "two/three")
	git("commit", "-q", "-m", "two")
	t.Chdir(dir)
	for _, args := range [][]string{{"diff", "main~1", "main"}, {"diff", "main~1"}} {
		var out bytes.Buffer
		c := command()
		c.SetOut(&out)
		c.SetArgs(append(args, "--now", "2026-11-24"))
		if err := c.Execute(); err != nil {
			t.Errorf("%v: %v", args, err)
		}
		if !strings.Contains(out.String(), ": nothing changed for identities; ") || strings.Contains(out.String(), "; 0 agents before") {
			t.Errorf("%v: %s", args, &out)
		}
	}
}
