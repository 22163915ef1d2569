package ci

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// action is an action.yml.
type action struct {
	Inputs map[string]struct {
		Description string
		Default     string
	}
	Outputs map[string]struct{ Value string }
	Runs    struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	ID, Name, If, Shell, Run, Uses string
	Env, With                      map[string]string
}

// job runs an action's steps as a runner does.
type job struct {
	dir, temp string
	outputs   map[string]string
	// used are the actions of others that ran, with what they were given.
	used    map[string]map[string]string
	log     string
	summary string
	code    int
}

// run is what an action is run with.
type run struct {
	with    map[string]string
	payload string            // of the event
	action  string            // the folder of the action; empty is this checkout
	env     []string          // more variables
	outputs map[string]string // of steps so far, by ID.NAME
}

// value looks up what an expression refers to; what is not there is empty, as on a
// runner (GitHub Docs, "Contexts" and "Webhook events and payloads").
func (r run) value(name string, a action) string {
	context, rest, _ := strings.Cut(name, ".")
	switch context {
	case "inputs":
		if v, ok := r.with[rest]; ok {
			return v
		}
		return a.Inputs[rest].Default
	case "steps":
		return r.outputs[strings.Replace(rest, ".outputs.", ".", 1)]
	}
	if rest == "action_path" {
		return r.action
	}
	path, ok := strings.CutPrefix(rest, "event.")
	if !ok {
		return ""
	}
	var at any
	if json.Unmarshal([]byte(r.payload), &at) != nil {
		return ""
	}
	for _, name := range strings.Split(path, ".") {
		m, _ := at.(map[string]any)
		at = m[name]
	}
	if at == nil {
		return ""
	}
	return fmt.Sprint(at)
}

var expression = regexp.MustCompile(`\$\{\{ ([a-z_.-]+) \}\}`)

func (r run) expand(text string, a action) string {
	return expression.ReplaceAllStringFunc(text, func(m string) string { return r.value(expression.FindStringSubmatch(m)[1], a) })
}

// comparison is all that the conditions of our steps are made of.
var comparison = regexp.MustCompile(`^([a-z_.-]+) (==|!=) (?:'([^']*)'|(true))$`)

func (r run) holds(t *testing.T, condition string, a action) bool {
	t.Helper()
	for _, part := range strings.Split(condition, " && ") {
		m := comparison.FindStringSubmatch(part)
		if part == "" {
			continue
		}
		if m == nil {
			t.Fatalf("condition %q", part)
		}
		if (r.value(m[1], a) == m[3]+m[4]) != (m[2] == "==") {
			return false
		}
	}
	return true
}

// runAction runs the steps of the action in dir with these inputs.
func runAction(t *testing.T, dir string, with map[string]string) job {
	t.Helper()
	return run{with: with}.in(t, dir)
}

// runActionOn is runAction for an event.
func runActionOn(t *testing.T, payload, dir string, with map[string]string) job {
	t.Helper()
	return run{with: with, payload: payload}.in(t, dir)
}

// in runs every run step under the shell that GitHub uses for "shell: bash"
// (GitHub Docs, "Workflow syntax", jobs.<job_id>.steps[*].shell), with the files
// and variables of a runner, and no token.
func (r run) in(t *testing.T, dir string) job {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash")
	}
	var a action
	load(t, "action.yml", &a)
	if a.Runs.Using != "composite" {
		t.Fatal(a.Runs.Using)
	}
	for name := range r.with {
		if _, ok := a.Inputs[name]; !ok {
			t.Fatalf("no input %q", name)
		}
	}
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	if r.action == "" {
		r.action = top
	}
	r.outputs = map[string]string{}
	j := job{dir: dir, temp: t.TempDir(), outputs: map[string]string{}, used: map[string]map[string]string{}}
	summary, output, script := filepath.Join(j.temp, "summary"), filepath.Join(j.temp, "output"), filepath.Join(j.temp, "step.sh")
	plant(t, j.temp, map[string]string{"summary": ""})
	for _, s := range a.Runs.Steps {
		if !r.holds(t, s.If, a) {
			continue
		}
		if s.Uses != "" {
			name, _, _ := strings.Cut(s.Uses, "@")
			j.used[name] = map[string]string{}
			for key, value := range s.With {
				j.used[name][key] = r.expand(value, a)
			}
			continue
		}
		if s.Shell != "bash" {
			t.Fatalf("step %q: shell %q", s.Name, s.Shell)
		}
		if s.Name == "Build nhivet" {
			if own := r.action == top; built != "" || !own {
				program := built
				if !own { // there is no source
					program = filepath.Join(bin, "nhivet")
				}
				if err := os.Symlink(program, filepath.Join(j.temp, "nhivet")); err != nil {
					t.Fatal(err)
				}
				continue
			}
			defer func() {
				built = filepath.Join(bin, "built")
				if err := os.Rename(filepath.Join(j.temp, "nhivet"), built); err != nil {
					t.Fatalf("%v\n%s", err, j.log)
				}
			}()
		}
		env := append(cleanEnv("RUNNER_TEMP="+j.temp, "RUNNER_OS=Linux", "RUNNER_ARCH=X64", "GITHUB_ACTION_PATH="+r.action, "GITHUB_WORKSPACE="+dir, "GITHUB_STEP_SUMMARY="+summary, "GITHUB_OUTPUT="+output), r.env...)
		for name, value := range s.Env {
			env = append(env, name+"="+r.expand(value, a))
		}
		plant(t, j.temp, map[string]string{"step.sh": s.Run, "output": ""})
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
		cmd.Dir, cmd.Env = dir, env
		out, err := cmd.CombinedOutput()
		j.log += string(out)
		for _, line := range strings.Split(strings.TrimSpace(read(t, output)), "\n") {
			name, value, _ := strings.Cut(line, "=")
			r.outputs[s.ID+"."+name] = value
		}
		if j.code = exitCode(t, err); j.code != 0 {
			break
		}
	}
	j.summary = read(t, summary)
	for name, o := range a.Outputs {
		if !expression.MatchString(o.Value) {
			t.Fatalf("output %s: %s", name, o.Value)
		}
		j.outputs[name] = r.expand(o.Value, a)
	}
	return j
}

// built is what the build step made: once is enough, each takes seconds.
var built string

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
