package fix_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/fix"
	"github.com/nhivet/nhivet/internal/nhi"
)

var aRule = &nhi.Rule{Name: "a-rule"}

// on is a finding with a fix that puts a text in the place of each of some spans.
func on(tier nhi.Tier, text string, spans ...nhi.Span) *nhi.Finding {
	x := nhi.Fix{Tier: tier, Text: "Do it."}
	for _, s := range spans {
		x.Edits = append(x.Edits, nhi.Edit{At: s, New: text})
	}
	return &nhi.Finding{Rule: aRule, At: spans[0], Level: nhi.Error, Fixes: []nhi.Fix{x}}
}

// TestChoose: the first of two fixes that meet is made, the same edit is made once,
// a tier that was not asked for and what does not count is passed over, and nothing
// is made of which the file could not be read.
func TestChoose(t *testing.T) {
	f := nhi.NewFile("a.yaml", []byte("a: one\nb: two\nc: three\nd: four\n"))
	g := nhi.NewFile("b.yaml", []byte("e: five\n"))
	ignored := on(nhi.Safe, "X", f.At(24, 25))
	ignored.Suppressed = &nhi.Suppression{Reason: "known"}
	old := on(nhi.Safe, "X", f.At(24, 25))
	old.Change = nhi.Unchanged
	first, again, meets := on(nhi.Safe, "1", f.At(3, 6)), on(nhi.Safe, "1", f.At(3, 6)), on(nhi.Safe, "2", f.At(5, 6), g.At(3, 7))
	p := fix.Choose([]*nhi.Finding{
		first, again, meets,
		on(nhi.Unsafe, "2", f.At(10, 13)),
		on(nhi.Safe, "3", f.At(17, 22), g.At(0, 1)),
		ignored, old,
		{Rule: aRule, At: f.At(0, 1), Level: nhi.Error},
	}, nhi.Safe)
	if got := fmt.Sprint(len(p.Taken), len(p.Left), len(p.Changes)); got != "3 1 2" || p.Left[0].Finding != meets {
		t.Fatalf("taken, left, changed: %s; %+v", got, p.Left)
	}
	if got := string(p.Changes[0].Text); got != "a: 1\nb: two\nc: 3\nd: four\n" {
		t.Errorf("%q", got)
	}
	if got := string(p.Changes[1].Text); got != "3: five\n" {
		t.Errorf("%q", got)
	}
	// What changes the second file goes with it, and so does what they have in common.
	p.Leave("b.yaml", "it is a link")
	if len(p.Taken) != 0 || len(p.Changes) != 0 || len(p.Left) != 4 {
		t.Errorf("%+v", p)
	}
	broken := fix.Choose([]*nhi.Finding{on(nhi.Safe, "[", f.At(3, 6))}, nhi.Safe)
	if len(broken.Taken) != 0 || len(broken.Left) != 1 || !strings.Contains(broken.Left[0].Why, "could not be read") {
		t.Errorf("%+v", broken)
	}
}

// TestLimit: of one file a thousand findings are looked at.
func TestLimit(t *testing.T) {
	f := nhi.NewFile("a.yml", []byte("show_full_output: true\n"))
	c := &fix.Context{Paths: []string{"a.yml"}}
	n := 0
	for range 1200 {
		n += len(c.For(&nhi.Finding{Rule: &nhi.Rule{Name: "exposed-output"}, At: f.At(0, 22)}))
	}
	if n != 1000 {
		t.Errorf("%d fixes", n)
	}
	if other := (&fix.Context{Paths: []string{"b.yml"}}); len(other.For(&nhi.Finding{Rule: &nhi.Rule{Name: "exposed-output"}, At: f.At(0, 22)})) > 0 {
		t.Error("a file is changed that is no part of the scan")
	}
}

// TestDiff has git make what a diff of several hunks says: insertions, deletions,
// lines at the end without a break, both kinds of breaks.
func TestDiff(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not there")
	}
	for name, text := range map[string]string{
		"breaks": strings.Repeat("one\ntwo\nthree\n", 12), "none at the end": strings.Repeat("one\ntwo\nthree\n", 12) + "last",
		"of Windows": strings.Repeat("one\r\ntwo\r\nthree\r\n", 12),
	} {
		t.Run(name, func(t *testing.T) {
			f := nhi.NewFile("a.txt", []byte(text))
			line := f.LineStart
			p := fix.Choose([]*nhi.Finding{
				on(nhi.Safe, "new\n", f.At(0, 0)),
				on(nhi.Safe, "", f.At(line(3), line(5))),
				on(nhi.Safe, "X", f.At(line(5), line(5)+3)),
				on(nhi.Safe, " more\nand more", f.At(line(14)+3, line(14)+3)),
				on(nhi.Safe, "new\n", f.At(line(22), line(22))),
				on(nhi.Safe, "Y", f.At(line(29)+1, line(31)+1)),
				on(nhi.Safe, "end\n", f.At(f.Len(), f.Len())),
			}, nhi.Safe)
			if len(p.Taken) != 7 {
				t.Fatalf("%+v", p.Left)
			}
			var b bytes.Buffer
			if err := fix.Diff(&b, p.Changes, nil, nil); err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for name, text := range map[string][]byte{"a.txt": f.Bytes(), "d.diff": b.Bytes()} {
				if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			cmd := exec.Command("git", "apply", "--whitespace=nowarn", "d.diff")
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "GIT_DIR="+dir, "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir), "GIT_CONFIG_GLOBAL="+filepath.Join(dir, "none"))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s\n%s", err, out, b.String())
			}
			got, err := os.ReadFile(filepath.Join(dir, "a.txt"))
			if err != nil || !bytes.Equal(got, p.Changes[0].Text) {
				t.Errorf("%v\n%s\ngot\n%s", err, b.String(), got)
			}
		})
	}
}

// TestDiffHidesSecrets: in what goes, in what stays, of several lines, and beside an
// edit; and nothing of a file moves the cursor.
func TestDiffHidesSecrets(t *testing.T) {
	f := nhi.NewFile("a\x1b.txt", []byte("key = -----BEGIN\nMIIE\n-----END\nx = s3cr3t\ny = 1 # s3cr3t \x1b[31m\nz = 2\n"))
	at := func(s string, from int) nhi.Span {
		i := from + bytes.Index(f.Bytes()[from:], []byte(s))
		return f.At(i, i+len(s))
	}
	secrets := []nhi.Span{at("s3cr3t", 45), at("-----BEGIN\nMIIE\n-----END", 0), at("s3cr3t", 0)}
	p := fix.Choose([]*nhi.Finding{on(nhi.Safe, "token()", at("s3cr3t", 0)), on(nhi.Safe, "3", at("1 #", 0))}, nhi.Safe)
	var b bytes.Buffer
	if err := fix.Diff(&b, p.Changes, secrets, nil); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"s3cr3t", "MIIE", "\x1b"} {
		if strings.Contains(b.String(), s) {
			t.Errorf("%q is shown:\n%s", s, b.String())
		}
	}
	if !strings.Contains(b.String(), "\n-x = <redacted>\n+x = token()\n") && !strings.Contains(b.String(), "\n-x = <redacted>\n-y") {
		t.Errorf("\n%s", b.String())
	}
}
