package ci

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

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

// mayWrite are the jobs that need more than reading.
var mayWrite = map[string]string{".github/workflows/release.yml release": "map[contents:write]"}

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
			if got := fmt.Sprint(j.Permissions); got != "map[]" && got != mayWrite[rel+" "+name] {
				t.Errorf("%s: job %s has permissions of its own: %s", rel, name, got)
			}
			check(rel, j.Steps)
		}
	}
}

// TestActionTellsWhatChanges reads the summary of a pull request from a fork, whose
// token may only read: what changed for identities is in it, nothing is uploaded.
func TestActionTellsWhatChanges(t *testing.T) {
	r := newRepository(t)
	os.Remove(filepath.Join(r.dir, ".git/hooks/pre-commit"))
	plant(t, r.dir, map[string]string{"triage.yaml": good})
	r.git("add", "-A")
	r.git("commit", "-qm", "base")
	base := strings.TrimSpace(r.git("rev-parse", "HEAD"))
	plant(t, r.dir, map[string]string{"refund.yaml": shared})
	payload := `{"pull_request": {"base": {"sha": "` + base + `"}, "head": {"repo": {"fork": FORK}}}}`
	fork, own := strings.Replace(payload, "FORK", "true", 1), strings.Replace(payload, "FORK", "false", 1)

	j := runActionOn(t, fork, r.dir, map[string]string{"upload": "true"})
	if j.code != 1 || !strings.Contains(j.summary, "### nhivet\n") || !strings.Contains(j.summary, "### nhivet: what changes for identities\n") || !strings.Contains(j.summary, "| new agent | Agent 'refund-agent'") {
		t.Errorf("exit %d\n%s\n%s", j.code, j.log, j.summary)
	}
	if _, ok := j.used["github/codeql-action/upload-sarif"]; ok || j.outputs["sarif-file"] == "" {
		t.Error("a fork's report is uploaded")
	}
	j = runActionOn(t, own, r.dir, map[string]string{"upload": "true"})
	if with := j.used["github/codeql-action/upload-sarif"]; j.code != 1 || with["sarif_file"] != "nhivet.sarif" {
		t.Errorf("exit %d, uploaded with %v", j.code, with)
	}
	j = runActionOn(t, own, r.dir, map[string]string{"summary": "false"})
	if _, ok := j.used["github/codeql-action/upload-sarif"]; ok || j.code != 1 || j.summary != "" {
		t.Errorf("exit %d, uploaded %v, summary %q", j.code, ok, j.summary)
	}
	// Elsewhere there is nothing to compare with.
	j = runActionOn(t, `{"ref": "refs/heads/main"}`, r.dir, map[string]string{"fail-on": "never"})
	if j.code != 0 || strings.Contains(j.summary, "what changes") || !strings.Contains(j.summary, "### nhivet\n") {
		t.Errorf("exit %d\n%s", j.code, j.summary)
	}
}

// release makes the folder of an action of a released version, and a curl that
// brings its archive, or what stands in for it.
func release(t *testing.T, archive []byte, sum string) run {
	t.Helper()
	dir := t.TempDir()
	plant(t, dir, map[string]string{
		"CHANGELOG.md":            "# Changelog\n\n## v9.8.7 (2026-12-01)\n\n## v9.8.6\n",
		".github/releases.sha256": "# A comment.\n" + sum + "  nhivet_9.8.7_linux_amd64.tar.gz\n" + strings.Repeat("0", 64) + "  nhivet_9.8.6_linux_amd64.tar.gz\n",
		"path/archive":            string(archive),
		"path/curl":               "#!/bin/sh\nfor a; do [ \"$last\" = --output ] && out=$a; last=$a; done\necho \"fetched $last\"\ncp '" + dir + "/path/archive' \"$out\"\n",
		"path/go":                 "#!/bin/sh\necho go was run\nexit 9\n",
	})
	for _, name := range []string{"curl", "go"} {
		if err := os.Chmod(filepath.Join(dir, "path", name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return run{action: dir, env: []string{"PATH=" + filepath.Join(dir, "path") + ":" + os.Getenv("PATH")}}
}

// TestActionInstallsAReleaseByChecksum has a release of which the checkout knows the
// checksum, another archive in its place, and a platform without one.
func TestActionInstallsAReleaseByChecksum(t *testing.T) {
	program, err := os.ReadFile(filepath.Join(bin, "nhivet"))
	if err != nil {
		t.Fatal(err)
	}
	packed := archive(t, "linux_amd64", program)
	sum := fmt.Sprintf("%x", sha256.Sum256(packed))
	dir := t.TempDir()
	plant(t, dir, map[string]string{"triage.yaml": good})

	j := release(t, packed, sum).in(t, dir)
	if j.code != 0 || !strings.Contains(j.log, "fetched https://github.com/nhivet/nhivet/releases/download/v9.8.7/nhivet_9.8.7_linux_amd64.tar.gz") || j.outputs["findings"] != "1" || len(j.used) != 0 {
		t.Errorf("exit %d, %v, used %v\n%s", j.code, j.outputs, j.used, j.log)
	}
	j = release(t, append(packed, 0), sum).in(t, dir)
	if j.code != 2 || !strings.Contains(j.log, "its checksum is another one") || j.outputs["findings"] != "" {
		t.Errorf("another archive: exit %d, %v\n%s", j.code, j.outputs, j.log)
	}
	if _, err := os.Stat(filepath.Join(j.temp, "nhivet")); err == nil {
		t.Error("what was not released was unpacked")
	}
	// Nothing is fetched for a platform that has no line, and Go is set up.
	r := release(t, packed, sum)
	r.env = append(r.env, "RUNNER_OS=macOS", "RUNNER_ARCH=ARM64")
	j = r.in(t, dir)
	if strings.Contains(j.log, "fetched") || j.used["actions/setup-go"] == nil {
		t.Errorf("another platform: used %v\n%s", j.used, j.log)
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
