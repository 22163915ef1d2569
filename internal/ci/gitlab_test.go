package ci

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// component is what templates/nhivet.yml says: inputs, and a job with them put in.
type component struct {
	Inputs map[string]struct {
		Default     string
		Description string
	}
	Stage, Image string
	Variables    map[string]string
	Script       []string
	Rules        []struct{ If string }
	Artifacts    struct {
		When    string
		Reports map[string]string
		Paths   []string
	}
}

var input = regexp.MustCompile(`\$\[\[ inputs\.([a-z-]+) \]\]`)

// readComponent puts inputs into the second document of the file, as GitLab does
// (GitLab Docs, "CI/CD inputs").
func readComponent(t *testing.T, with map[string]string) component {
	t.Helper()
	text := read(t, filepath.Join(root, "templates/nhivet.yml"))
	head, body, ok := strings.Cut(text, "\n---\n")
	if !ok {
		t.Fatal("no header")
	}
	var spec struct{ Spec component }
	if err := yaml.Unmarshal([]byte(head), &spec); err != nil {
		t.Fatal(err)
	}
	for name := range with {
		if _, ok := spec.Spec.Inputs[name]; !ok {
			t.Fatalf("no input %q", name)
		}
	}
	body = input.ReplaceAllStringFunc(body, func(m string) string {
		name := input.FindStringSubmatch(m)[1]
		in, ok := spec.Spec.Inputs[name]
		if !ok || in.Description == "" {
			t.Errorf("input %q: no such, or without a description", name)
		}
		if v, ok := with[name]; ok {
			return v
		}
		return in.Default
	})
	var jobs map[string]component
	d := yaml.NewDecoder(strings.NewReader(body))
	if err := d.Decode(&jobs); err != nil {
		t.Fatal(err)
	}
	c, ok := jobs["nhivet"]
	if !ok || len(jobs) != 1 || len(c.Script) != 2 {
		t.Fatalf("%d jobs", len(jobs))
	}
	c.Inputs = spec.Spec.Inputs
	return c
}

// run runs the script as a runner does: all lines in one shell that ends at the
// first failure, with the job's variables.
func (c component) run(t *testing.T, dir string, env ...string) (out string, code int) {
	t.Helper()
	env = append(cleanEnv("PATH="+bin+":"+os.Getenv("PATH"), "CI_PROJECT_DIR="+dir), env...)
	for name, value := range c.Variables {
		env = append(env, name+"="+value)
	}
	cmd := exec.Command("sh", "-ec", strings.Join(c.Script, "\n"))
	cmd.Dir, cmd.Env = dir, env
	text, err := cmd.CombinedOutput()
	return string(text), exitCode(t, err)
}

func TestGitLabOnABranch(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"deploy/triage.yaml": good, "deploy/refund.yaml": shared, "other.yaml": shared})
	c := readComponent(t, map[string]string{"paths": "deploy"})
	if c.Stage != "test" || c.Image != "golang:1.26" || c.Artifacts.When != "always" || len(c.Rules) != 2 {
		t.Errorf("%+v", c)
	}
	out, code := c.run(t, dir)
	if code != 1 || !strings.Contains(out, says) {
		t.Errorf("exit %d\n%s", code, out)
	}
	for kind, file := range c.Artifacts.Reports {
		text := read(t, filepath.Join(dir, file))
		if !json.Valid([]byte(text)) || strings.Count(text, `"deploy/refund.yaml"`) < 1 || strings.Contains(text, "other.yaml") {
			t.Errorf("%s: %s", kind, text)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, c.Artifacts.Paths[0])); err == nil {
		t.Error("a comparison without anything to compare with")
	}
	if out, code = readComponent(t, map[string]string{"fail-on": "never", "args": "--skip-rule static-credential -v"}).run(t, dir); code != 0 || strings.Contains(out, "[static-credential]") {
		t.Errorf("exit %d\n%s", code, out)
	}
	if out, code = readComponent(t, map[string]string{"paths": "no-such-folder"}).run(t, dir); code != 2 {
		t.Errorf("exit %d\n%s", code, out)
	}
}

// TestGitLabOnAMergeRequest: what the base had does not count, what the change adds
// to the settings neither, and what it means for identities is an artifact.
func TestGitLabOnAMergeRequest(t *testing.T) {
	r := newRepository(t)
	os.Remove(filepath.Join(r.dir, ".git/hooks/pre-commit"))
	plant(t, r.dir, map[string]string{"triage.yaml": good})
	r.git("add", "-A")
	r.git("commit", "-qm", "base")
	base := "CI_MERGE_REQUEST_DIFF_BASE_SHA=" + strings.TrimSpace(r.git("rev-parse", "HEAD"))
	c := readComponent(t, nil)
	if out, code := c.run(t, r.dir, base); code != 0 || !strings.Contains(out, "known before") {
		t.Errorf("a change of nothing: exit %d\n%s", code, out)
	}
	plant(t, r.dir, map[string]string{"refund.yaml": shared, ".nhivet.yaml": "rules: {shared-identity: off}\n"})
	out, code := c.run(t, r.dir, base)
	if code != 1 || !strings.Contains(out, says) {
		t.Errorf("a change that excuses itself: exit %d\n%s", code, out)
	}
	if changes := read(t, filepath.Join(r.dir, c.Artifacts.Paths[0])); !strings.Contains(changes, "new agent") {
		t.Error(changes)
	}
	if out, code := readComponent(t, map[string]string{"only-new": "false"}).run(t, r.dir, base); code != 0 || strings.Contains(out, "known before") {
		t.Errorf("everything: exit %d\n%s", code, out)
	}
}

func TestGitLabTrustsNobody(t *testing.T) {
	dir := t.TempDir()
	victim := filepath.Join(t.TempDir(), "victim")
	plant(t, filepath.Dir(victim), map[string]string{"victim": "precious"})
	plant(t, dir, map[string]string{"triage.yaml": good, "a *.yaml": good})
	if err := os.Symlink(victim, filepath.Join(dir, "gl-sast-report.json")); err != nil {
		t.Fatal(err)
	}
	out, _ := readComponent(t, map[string]string{"args": "--skip-rule=$(touch$IFS-pwned)`touch${IFS}pwned`", "paths": "*.yaml"}).run(t, dir)
	if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
		t.Errorf("an input was run\n%s", out)
	}
	if out, code := readComponent(t, nil).run(t, dir); code != 0 || read(t, victim) != "precious" {
		t.Errorf("exit %d, victim %q\n%s", code, read(t, victim), out)
	}
	// Nothing is interpolated into the script.
	_, script, _ := strings.Cut(read(t, filepath.Join(root, "templates/nhivet.yml")), "  script:\n")
	if script == "" || strings.Contains(script, "$[[") {
		t.Error("an input in the script")
	}
}

// TestGitLabInstalls has an image without nhivet: go install is run for the version
// that was asked for, away from the project's files.
func TestGitLabInstalls(t *testing.T) {
	dir, path := t.TempDir(), t.TempDir()
	plant(t, dir, map[string]string{"triage.yaml": good, "go.mod": "module x\ngo 1.99\n"})
	plant(t, path, map[string]string{"go": "#!/bin/sh\necho \"go $* in $PWD\"\ncp '" + bin + "/nhivet' \"$GOBIN/nhivet\"\n"})
	if err := os.Chmod(filepath.Join(path, "go"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"sh", "git", "mktemp", "rm", "cp"} {
		from, err := exec.LookPath(name)
		if err != nil {
			t.Skip(err)
		}
		if err := os.Symlink(from, filepath.Join(path, name)); err != nil {
			t.Fatal(err)
		}
	}
	out, code := readComponent(t, map[string]string{"version": "v9.8.7"}).run(t, dir, "PATH="+path)
	if code != 0 || !strings.Contains(out, "go install github.com/nhivet/nhivet/cmd/nhivet@v9.8.7 in ") || strings.Contains(out, "in "+dir) || !strings.Contains(out, "1 note") {
		t.Errorf("exit %d\n%s", code, out)
	}
}
