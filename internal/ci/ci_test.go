// Package ci tests what runs nhivet where code is committed and merged: the
// pre-commit hooks, the GitHub action and the scripts around them, each executed
// as its host would.
package ci

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	// The program under test is built by a command, which the cache of test
	// results does not see: these are its parts.
	_ "github.com/nhivet/nhivet/internal/lsp"
	_ "github.com/nhivet/nhivet/internal/mcpserver"
	_ "github.com/nhivet/nhivet/internal/scan"
	_ "github.com/nhivet/nhivet/internal/vet"
	_ "github.com/nhivet/nhivet/sarif"
	"gopkg.in/yaml.v3"
)

// bin is the folder of the nhivet under test.
var bin string

func TestMain(m *testing.M) {
	code, err := runAll(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runAll(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "nhivet-ci-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	bin = dir
	// What pre-commit does for language golang: go install with GOBIN set.
	cmd := exec.Command("go", "install", "./cmd/nhivet")
	cmd.Dir, cmd.Env = root, append(os.Environ(), "GOBIN="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("go install: %w\n%s", err, out)
	}
	return m.Run(), nil
}

// root is the top of this repository.
const root = "../.."

func load(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// plant writes files, named from dir.
func plant(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// exitCode is a finished command's; any other failure ends the test.
func exitCode(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	t.Fatal(err)
	return 0
}

// cleanEnv is the process's environment without git's and GitHub's variables,
// which a test run inside a hook or a job would inherit.
func cleanEnv(extra ...string) []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "GIT_") && !strings.HasPrefix(v, "GITHUB_") && !strings.HasPrefix(v, "INPUT_") {
			env = append(env, v)
		}
	}
	return append(env, extra...)
}

// agent is a workload that holds a model key of its own; account is who it runs
// as.
func agent(name, account string) string {
	return strings.NewReplacer("NAME", name, "ACCOUNT", account).Replace(`apiVersion: v1
kind: ServiceAccount
metadata:
  name: ACCOUNT
  namespace: support
automountServiceAccountToken: false
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME
  namespace: support
spec:
  selector:
    matchLabels: {app: NAME}
  template:
    metadata:
      labels: {app: NAME}
    spec:
      serviceAccountName: ACCOUNT
      containers:
        - name: agent
          image: registry.example.net/support/NAME:4.1.0
          env:
            - name: OPENAI_API_KEY
              valueFrom:
                secretKeyRef: {name: NAME-model, key: api-key}
`)
}
