package ci

import (
	"encoding/json"
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
	log       string
	summary   string
	code      int
}

var expression = regexp.MustCompile(`\$\{\{ (inputs|github\.event)\.([a-z_.-]+) \}\}`)

// event looks a value up in the payload of the event that runs a job (GitHub Docs,
// "Webhook events and payloads"); what is not there is empty, as on a runner.
func event(payload, path string) string {
	var at any
	if json.Unmarshal([]byte(payload), &at) != nil {
		return ""
	}
	for _, name := range strings.Split(path, ".") {
		m, _ := at.(map[string]any)
		at = m[name]
	}
	s, _ := at.(string)
	return s
}

// runAction runs every run step under the shell that GitHub uses for "shell:
// bash" (GitHub Docs, "Workflow syntax", jobs.<job_id>.steps[*].shell), with the
// files and variables of a runner, in dir.
func runAction(t *testing.T, dir string, with map[string]string) job {
	t.Helper()
	return runActionOn(t, "{}", dir, with)
}

// runActionOn is runAction for an event.
func runActionOn(t *testing.T, payload, dir string, with map[string]string) job {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash")
	}
	var a action
	load(t, "action.yml", &a)
	if a.Runs.Using != "composite" {
		t.Fatal(a.Runs.Using)
	}
	for name := range with {
		if _, ok := a.Inputs[name]; !ok {
			t.Fatalf("no input %q", name)
		}
	}
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	j := job{dir: dir, temp: t.TempDir(), outputs: map[string]string{}}
	summary, output, script := filepath.Join(j.temp, "summary"), filepath.Join(j.temp, "output"), filepath.Join(j.temp, "step.sh")
	plant(t, j.temp, map[string]string{"summary": "", "output": ""})
	for _, s := range a.Runs.Steps {
		if s.Uses != "" {
			continue
		}
		if s.Shell != "bash" || s.If != "" {
			t.Fatalf("step %q: shell %q, if %q", s.Name, s.Shell, s.If)
		}
		if s.Name == "Build nhivet" {
			if built != "" {
				plantProgram(t, filepath.Join(j.temp, "nhivet"))
				continue
			}
			defer func() {
				built = filepath.Join(bin, "built")
				if err := os.Rename(filepath.Join(j.temp, "nhivet"), built); err != nil {
					t.Fatalf("%v\n%s", err, j.log)
				}
			}()
		}
		env := cleanEnv("RUNNER_TEMP="+j.temp, "GITHUB_ACTION_PATH="+top, "GITHUB_WORKSPACE="+dir, "GITHUB_STEP_SUMMARY="+summary, "GITHUB_OUTPUT="+output)
		for name, value := range s.Env {
			value = expression.ReplaceAllStringFunc(value, func(m string) string {
				part := expression.FindStringSubmatch(m)
				name := part[2]
				if part[1] != "inputs" {
					return event(payload, name)
				}
				if v, ok := with[name]; ok {
					return v
				}
				return a.Inputs[name].Default
			})
			env = append(env, name+"="+value)
		}
		plant(t, j.temp, map[string]string{"step.sh": s.Run})
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
		cmd.Dir, cmd.Env = dir, env
		out, err := cmd.CombinedOutput()
		j.log += string(out)
		if j.code = exitCode(t, err); j.code != 0 {
			break
		}
	}
	j.summary = read(t, summary)
	set := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(read(t, output)), "\n") {
		name, value, _ := strings.Cut(line, "=")
		set[name] = value
	}
	for name, o := range a.Outputs {
		inner, ok := strings.CutPrefix(o.Value, "${{ steps.scan.outputs.")
		if !ok {
			t.Fatalf("output %s: %s", name, o.Value)
		}
		j.outputs[name] = set[strings.TrimSuffix(inner, " }}")]
	}
	return j
}

// built is what the build step made: once is enough, each takes seconds.
var built string

func plantProgram(t *testing.T, path string) {
	t.Helper()
	if err := os.Symlink(built, path); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestActionOnABadTree(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"deploy/triage.yaml": good, "deploy/refund.yaml": shared})
	j := runAction(t, dir, nil)
	if j.code != 1 {
		t.Fatalf("exit %d\n%s", j.code, j.log)
	}
	if j.outputs["sarif-file"] != "nhivet.sarif" || j.outputs["findings"] != "3" {
		t.Error(j.outputs)
	}
	if !strings.Contains(j.log, "deploy/refund.yaml:4:9: error: ") || !strings.Contains(j.log, says) {
		t.Errorf("the log does not say what is wrong:\n%s", j.log)
	}
	for _, want := range []string{"| errors | warnings | notes |\n|--:|--:|--:|\n| 1 | 0 | 2 |\n", "<code>deploy/refund.yaml:4</code>", "Give each agent an identity of its own"} {
		if !strings.Contains(j.summary, want) {
			t.Errorf("the summary lacks %q:\n%s", want, j.summary)
		}
	}
	var log struct {
		Version string
		Runs    []struct {
			Results []struct{ RuleID, Level string }
		}
	}
	if err := json.Unmarshal([]byte(read(t, filepath.Join(dir, "nhivet.sarif"))), &log); err != nil || log.Version != "2.1.0" || len(log.Runs) != 1 || len(log.Runs[0].Results) != 3 {
		t.Errorf("%v %+v", err, log)
	}
}

func TestActionOnAGoodTree(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"a dir/triage.yaml": good, "a dir/refund.yaml": refund, "other/bad.yaml": shared})
	j := runAction(t, dir, map[string]string{"paths": "a dir\n\n", "sarif": "out.sarif", "args": "--skip-rule\nstatic-credential\n"})
	if j.code != 0 || j.outputs["findings"] != "0" || j.outputs["sarif-file"] != "out.sarif" || !strings.Contains(j.summary, "no findings in 2 files") {
		t.Errorf("exit %d, %v\n%s\n%s", j.code, j.outputs, j.log, j.summary)
	}
	read(t, filepath.Join(dir, "out.sarif"))
}

func TestActionKeepsTheExitStatus(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"triage.yaml": good, "refund.yaml": shared})
	if j := runAction(t, dir, map[string]string{"fail-on": "never", "sarif": ""}); j.code != 0 || j.outputs["findings"] != "3" || j.outputs["sarif-file"] != "" {
		t.Errorf("fail-on never: exit %d, %v\n%s", j.code, j.outputs, j.log)
	}
	j := runAction(t, dir, map[string]string{"paths": "no-such-folder"})
	if j.code != 2 || j.outputs["sarif-file"] != "" || j.outputs["findings"] != "" {
		t.Errorf("no such folder: exit %d, %v\n%s", j.code, j.outputs, j.log)
	}
}

func TestActionTrustsNobody(t *testing.T) {
	dir := t.TempDir()
	victim := filepath.Join(t.TempDir(), "victim")
	plant(t, filepath.Dir(victim), map[string]string{"victim": "precious"})
	if err := os.Symlink(victim, filepath.Join(dir, "nhivet.sarif")); err != nil {
		t.Fatal(err)
	}
	name := "::error file=x::|`<img src=x>`@someone.yaml"
	plant(t, dir, map[string]string{"triage.yaml": good, name: shared})
	j := runAction(t, dir, map[string]string{"args": "--skip-rule=$(touch pwned)`touch pwned`"})
	if j.code != 2 {
		t.Errorf("a rule of that name: exit %d\n%s", j.code, j.log)
	}
	j = runAction(t, dir, map[string]string{"sarif": "a.sarif\nfindings=0"})
	if j.code != 2 || len(j.outputs["findings"]) > 0 {
		t.Errorf("a file name of two lines: exit %d %v\n%s", j.code, j.outputs, j.log)
	}
	j = runAction(t, dir, nil)
	if j.code != 1 || read(t, victim) != "precious" {
		t.Errorf("exit %d, victim %q\n%s", j.code, read(t, victim), j.log)
	}
	if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
		t.Error("an input was run")
	}
	if !commandsStopped(j.log) {
		t.Errorf("the runner would take a file's name for a command:\n%s", j.log)
	}
	for _, bad := range []string{"<img", "@someone", "|`"} {
		if strings.Contains(j.summary, bad) {
			t.Errorf("the summary holds %q:\n%s", bad, j.summary)
		}
	}
}

// commandsStopped says whether every workflow command in a log stands between
// stop-commands and its token (GitHub Docs, "Workflow commands for GitHub
// Actions").
func commandsStopped(log string) bool {
	token := ""
	for _, line := range strings.Split(log, "\n") {
		switch rest, ok := strings.CutPrefix(line, "::stop-commands::"); {
		case ok && token == "":
			token = rest
		case token != "" && line == "::"+token+"::":
			token = ""
		case token == "" && strings.HasPrefix(line, "::"):
			return false
		}
	}
	return token == ""
}

// TestActionAndWorkflowsAreSafe holds every action and workflow of this
// repository to what nhivet asks of others: others' actions pinned by commit,
// nothing interpolated into a script, no more permissions than reading.
func TestActionAndWorkflowsAreSafe(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, ".github/workflows/*.yml"))
	if err != nil || len(files) == 0 {
		t.Fatal("no workflow")
	}
	pinned := regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)
	check := func(name string, steps []actionStep) {
		for _, s := range steps {
			if strings.Contains(s.Run, "${{") {
				t.Errorf("%s: a script holds an expression:\n%s", name, s.Run)
			}
			if s.Uses != "" && s.Uses != "./" && !pinned.MatchString(s.Uses) {
				t.Errorf("%s: %s is not pinned by commit", name, s.Uses)
			}
		}
	}
	var a action
	load(t, "action.yml", &a)
	check("action.yml", a.Runs.Steps)
	for name, i := range a.Inputs {
		if i.Description == "" {
			t.Errorf("input %s has no description", name)
		}
	}
	for _, file := range files {
		rel, _ := filepath.Rel(root, file)
		var w struct {
			Permissions map[string]string
			Jobs        map[string]struct {
				Permissions map[string]string
				Steps       []actionStep
			}
		}
		load(t, rel, &w)
		if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
			t.Errorf("%s: permissions %v", rel, w.Permissions)
		}
		for name, j := range w.Jobs {
			if len(j.Permissions) > 0 {
				t.Errorf("%s: job %s has permissions of its own", rel, name)
			}
			check(rel, j.Steps)
		}
	}
}

// TestActionOnAPullRequest runs the action as a pull request does: what its base
// had is not reported, what it adds to the settings does not count, and nothing
// needs a token.
func TestActionOnAPullRequest(t *testing.T) {
	r := newRepository(t)
	os.Remove(filepath.Join(r.dir, ".git/hooks/pre-commit"))
	plant(t, r.dir, map[string]string{"triage.yaml": good})
	r.git("add", "-A")
	r.git("commit", "-qm", "base")
	base := strings.TrimSpace(r.git("rev-parse", "HEAD"))
	payload := `{"action": "opened", "number": 7, "pull_request": {"base": {"ref": "main", "sha": "` + base + `"}, "head": {"repo": {"fork": true}}}}`

	j := runActionOn(t, payload, r.dir, nil)
	if j.code != 0 || j.outputs["findings"] != "0" || !strings.Contains(j.summary, "known before") {
		t.Errorf("a pull request that changes nothing: exit %d %v\n%s\n%s", j.code, j.outputs, j.log, j.summary)
	}

	plant(t, r.dir, map[string]string{"refund.yaml": shared, ".nhivet.yaml": "rules: {shared-identity: off}\n"})
	j = runActionOn(t, payload, r.dir, nil)
	if j.code != 1 || !strings.Contains(j.log, says) || !strings.Contains(j.summary, "counts once it is merged") {
		t.Errorf("a pull request that excuses itself: exit %d\n%s\n%s", j.code, j.log, j.summary)
	}
	// On main the settings are its own.
	if j = runActionOn(t, `{"ref": "refs/heads/main"}`, r.dir, nil); j.code != 0 {
		t.Errorf("after the merge: exit %d\n%s", j.code, j.log)
	}
	if j = runActionOn(t, payload, r.dir, map[string]string{"base": ""}); j.code != 0 {
		t.Errorf("without a base: exit %d\n%s", j.code, j.log)
	}
	if j = runActionOn(t, payload, r.dir, map[string]string{"base": "--output=x"}); j.code != 2 {
		t.Errorf("an option as base: exit %d\n%s", j.code, j.log)
	}

	// A base that the checkout does not have: everything is reported, and it says so.
	gone := strings.ReplaceAll(payload, base, strings.Repeat("1", 40))
	j = runActionOn(t, gone, r.dir, map[string]string{"fail-on": "never"})
	if j.code != 0 || !strings.Contains(j.log, "::warning title=nhivet::The base revision") {
		t.Errorf("a base that is not there: exit %d\n%s", j.code, j.log)
	}
}
