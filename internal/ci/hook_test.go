package ci

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// hook is one entry of .pre-commit-hooks.yaml.
type hook struct {
	ID            string
	Name          string
	Entry         string
	Language      string
	PassFilenames *bool `yaml:"pass_filenames"`
	AlwaysRun     bool  `yaml:"always_run"`
	RequireSerial bool  `yaml:"require_serial"`
	Stages        []string
}

func hooks(t *testing.T) map[string]hook {
	t.Helper()
	var list []hook
	load(t, ".pre-commit-hooks.yaml", &list)
	byID := map[string]hook{}
	for _, h := range list {
		if h.Name == "" || h.Language != "golang" || h.PassFilenames == nil || *h.PassFilenames || !h.AlwaysRun || !h.RequireSerial {
			t.Errorf("%s: %+v", h.ID, h)
		}
		byID[h.ID] = h
	}
	return byID
}

// repository is a git repository whose commits the nhivet hook must let through.
type repository struct {
	t   *testing.T
	dir string
}

func newRepository(t *testing.T) repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	r := repository{t, t.TempDir()}
	r.git("init", "-q")
	// As pre-commit runs it: the installed program first on the path, the entry
	// split at spaces, at the top of the repository.
	entry := hooks(t)["nhivet"].Entry
	if entry == "" {
		t.Fatal("no hook nhivet")
	}
	script := "#!/bin/sh\nPATH='" + bin + "':$PATH exec " + entry + "\n"
	if err := os.WriteFile(filepath.Join(r.dir, ".git/hooks/pre-commit"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r repository) run(args ...string) (string, int) {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.net", "-c", "commit.gpgSign=false"}, args...)...)
	cmd.Dir = r.dir
	cmd.Env = cleanEnv("GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "SOURCE_DATE_EPOCH=1793491200")
	out, err := cmd.CombinedOutput()
	return string(out), exitCode(r.t, err)
}

func (r repository) git(args ...string) string {
	r.t.Helper()
	out, code := r.run(args...)
	if code != 0 {
		r.t.Fatalf("git %v: %d\n%s", args, code, out)
	}
	return out
}

func (r repository) plant(files map[string]string) {
	r.t.Helper()
	plant(r.t, r.dir, files)
}

// refused says that a commit fails, with a text in what is printed.
func (r repository) refused(says string, args ...string) {
	r.t.Helper()
	out, code := r.run(append([]string{"commit", "-qm", "x"}, args...)...)
	if code == 0 || !strings.Contains(out, says) {
		r.t.Errorf("exit %d, want a refusal with %q:\n%s", code, says, out)
	}
}

var (
	good   = agent("triage-agent", "triage")
	refund = agent("refund-agent", "refund")
	// shared makes the refund agent run as the triage agent.
	shared = agent("refund-agent", "triage")
)

const says = "[shared-identity]"

func TestHookReadsTheIndex(t *testing.T) {
	r := newRepository(t)
	r.plant(map[string]string{"triage.yaml": good, "refund.yaml": shared})
	r.git("add", ".")
	r.plant(map[string]string{"refund.yaml": refund})
	r.refused(says)

	r.git("add", ".")
	r.plant(map[string]string{"refund.yaml": shared})
	r.git("commit", "-qm", "good staged, bad in the work tree")
	if got := r.git("show", "HEAD:refund.yaml"); got != refund {
		t.Error("something else was committed")
	}
	// commit -a and commit PATH hand the hook an index of their own.
	r.refused(says, "-a")
	r.refused(says, "refund.yaml")
}

func TestHookReportsWhatTheChangeTouches(t *testing.T) {
	r := newRepository(t)
	r.plant(map[string]string{"triage.yaml": good, "refund.yaml": shared})
	r.git("add", ".")
	r.git("commit", "-qm", "from before", "--no-verify")
	r.plant(map[string]string{"README.md": "Hello.\n", "planner.yaml": agent("planner-agent", "planner")})
	r.git("add", ".")
	r.git("commit", "-qm", "unrelated")
	// One more agent on the old account is this change's doing, although the
	// account is defined elsewhere.
	r.plant(map[string]string{"third.yaml": agent("third-agent", "triage")})
	r.git("add", ".")
	r.refused("'third-agent'")
}

func TestHookInALinkedWorkTree(t *testing.T) {
	r := newRepository(t)
	r.plant(map[string]string{"triage.yaml": good})
	r.git("add", ".")
	r.git("commit", "-qm", "one")
	linked := filepath.Join(t.TempDir(), "linked")
	r.git("worktree", "add", "-q", linked)
	r.dir = linked
	r.plant(map[string]string{"refund.yaml": shared})
	r.git("add", ".")
	r.refused(says)
}

func TestHookOfTheWholeRepository(t *testing.T) {
	h, ok := hooks(t)["nhivet-all"]
	if !ok {
		t.Fatal("no hook nhivet-all")
	}
	dir := t.TempDir()
	plant(t, dir, map[string]string{"triage.yaml": good, "refund.yaml": shared})
	words := strings.Fields(h.Entry)
	cmd := exec.Command(filepath.Join(bin, words[0]), words[1:]...)
	cmd.Dir, cmd.Env = dir, cleanEnv()
	out, err := cmd.CombinedOutput()
	if exitCode(t, err) != 1 || !strings.Contains(string(out), says) {
		t.Errorf("%v\n%s", err, out)
	}
}
