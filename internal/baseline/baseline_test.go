package baseline

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// finding is one of a rule about a subject, with places besides its own.
func finding(rule, subject string, places int) *nhi.Finding {
	file := nhi.NewFile("agents/"+subject+".yaml", []byte("a: 1\nb: 2\n"))
	f := &nhi.Finding{Rule: &nhi.Rule{Name: rule}, Subject: subject, Message: "m", At: file.At(0, 1), Level: nhi.Error}
	for range places {
		f.Related = append(f.Related, nhi.Step{At: file.At(5, 6), Note: "too"})
	}
	return f
}

func read(t *testing.T, text []byte) *Baseline {
	t.Helper()
	b, err := Read(".nhivet-baseline", text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMark(t *testing.T) {
	old, kept, grown, shrunk := finding("missing-ttl", "old", 0), finding("missing-ttl", "kept", 0), finding("shared-identity", "grown", 1), finding("shared-identity", "shrunk", 3)
	b := read(t, Of([]*nhi.Finding{old, kept, grown, shrunk}).Bytes())

	fresh := finding("missing-ttl", "fresh", 0)
	grown, shrunk = finding("shared-identity", "grown", 2), finding("shared-identity", "shrunk", 1)
	now := []*nhi.Finding{fresh, kept, grown, shrunk}
	rest, gone := b.Mark(now)
	for i, want := range []nhi.Change{nhi.New, nhi.Unchanged, nhi.Updated, nhi.Unchanged} {
		if now[i].Change != want {
			t.Errorf("%s: %s, want %s", now[i].Subject, now[i].Change, want)
		}
	}
	if gone != 1 || rest.Len() != 3 {
		t.Errorf("%d gone, %d left", gone, rest.Len())
	}
	// What shrank cannot grow back, and what grew is not taken in.
	again := []*nhi.Finding{finding("shared-identity", "grown", 2), finding("shared-identity", "shrunk", 3)}
	read(t, rest.Bytes()).Mark(again)
	if again[0].Change != nhi.Updated || again[1].Change != nhi.Updated {
		t.Errorf("%s, %s", again[0].Change, again[1].Change)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{"", "{}", "# nhivet baseline 2: later\n"} {
		if _, err := Read(".nhivet-baseline", []byte(text)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q: %v", text, err)
		}
	}
	b := read(t, []byte(header+"\nnonsense\n\n"+strings.Repeat("a", 32)+" missing-ttl 1 a b.yaml\n"))
	if d := b.Damaged(); len(d) != 1 || d[0] != 2 || b.Len() != 1 {
		t.Errorf("damaged %v, %d entries", d, b.Len())
	}
}

// Two branches that each accept findings of their own merge without a conflict:
// with the union that the documentation asks for, and without it a reader takes
// both sides of the conflict.
func TestBranchesMerge(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	for _, union := range []bool{true, false} {
		dir := t.TempDir()
		git := func(args ...string) error {
			cmd := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.net", "-c", "commit.gpgSign=false", "-c", "init.defaultBranch=main"}, args...)...)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull)
			return cmd.Run()
		}
		must := func(args ...string) {
			t.Helper()
			if err := git(args...); err != nil {
				t.Fatalf("git %v: %v", args, err)
			}
		}
		write := func(findings ...*nhi.Finding) {
			t.Helper()
			if err := os.WriteFile(filepath.Join(dir, ".nhivet-baseline"), Of(findings).Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			must("add", "-A")
			must("commit", "-qm", "baseline")
		}
		must("init", "-q")
		if union {
			if err := os.WriteFile(filepath.Join(dir, ".gitattributes"), []byte(".nhivet-baseline merge=union\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		a, b, c, d := finding("missing-ttl", "a", 0), finding("missing-ttl", "b", 0), finding("open-trust", "c", 0), finding("open-trust", "d", 0)
		write()
		must("checkout", "-qb", "left")
		write(a, b)
		must("checkout", "-q", "main")
		write(c, d)
		err := git("merge", "-q", "left", "-m", "merge")
		if union && err != nil {
			t.Error("the branches conflict")
		}
		if !union && err == nil {
			t.Error("without the attribute nothing is shown: choose findings whose lines are neighbours")
		}
		text, err := os.ReadFile(filepath.Join(dir, ".nhivet-baseline"))
		if err != nil {
			t.Fatal(err)
		}
		all := []*nhi.Finding{a, b, c, d}
		merged := read(t, text)
		if merged.Mark(all); merged.Len() != 4 || len(merged.Damaged()) > 0 {
			t.Errorf("%d entries, damaged %v:\n%s", merged.Len(), merged.Damaged(), text)
		}
	}
}

func TestBytesAreStable(t *testing.T) {
	a, b := finding("missing-ttl", "a", 0), finding("open-trust", "b", 2)
	one, two := Of([]*nhi.Finding{a, b}).Bytes(), Of([]*nhi.Finding{b, a}).Bytes()
	if string(one) != string(two) {
		t.Errorf("the order of findings shows:\n%s\n%s", one, two)
	}
	for line := range strings.Lines(string(one)) {
		if strings.Contains(line, ":1") {
			t.Errorf("a line number: %s", line)
		}
	}
}
