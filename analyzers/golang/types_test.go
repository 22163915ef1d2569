package golang

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// The typed level finds the key in the same place as the syntax level, and
// leaves paths relative to the folder that it was given.
func TestTypes(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	t.Setenv("GOWORK", "off")
	root := filepath.Join("testdata", "module")
	facts, err := Types(context.Background(), root)
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, l := range lines(facts) {
		if !strings.Contains(l, "notice") {
			got = append(got, l)
		}
	}
	want = lines(scan(t, root))
	if !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("types:\n%s\nsyntax:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(facts.Notices) != 1 || facts.Notices[0].Path != "broken/broken.go" {
		t.Errorf("notices: %+v", facts.Notices)
	}
	if _, err := Types(context.Background(), filepath.Join("testdata", "no such folder")); err == nil {
		t.Error("no error for a folder that is not there")
	}
}

// A module that would have other programs run: a toolchain of its own, a C
// compiler, pkg-config, version control.
func TestTypesRunsNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	if runtime.GOOS == "windows" {
		t.Skip("the traps are shell scripts")
	}
	bin, root := t.TempDir(), t.TempDir()
	marker := filepath.Join(bin, "ran")
	for _, name := range []string{"go1.99.0", "gcc", "cc", "clang", "pkg-config", "git", "hg"} {
		script := "#!/bin/sh\necho " + name + " >> " + marker + "\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		"go.mod":      "module example.com/trap\n\ngo 1.26\n\ntoolchain go1.99.0\n\nrequire example.com/missing v1.0.0\n",
		"plain.go":    "package trap\n\nimport _ \"example.com/missing\"\n",
		"c.go":        "package trap\n\n// #cgo pkg-config: trap\n// #cgo CFLAGS: -fplugin=trap.so\nimport \"C\"\n",
		"gen.go":      "package trap\n\n//go:generate gcc\n",
		".git/config": "[core]\n\tfsmonitor = gcc\n",
		".git/HEAD":   "ref: refs/heads/main\n",
	} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("GOTOOLCHAIN", "path")
	t.Setenv("GOFLAGS", "-toolexec="+filepath.Join(bin, "gcc"))
	t.Setenv("CGO_ENABLED", "1")
	if _, err := Types(context.Background(), root); err != nil {
		t.Log(err) // whether the module can be loaded does not matter here
	}
	if text, err := os.ReadFile(marker); err == nil {
		t.Errorf("these ran:\n%s", text)
	}
}
