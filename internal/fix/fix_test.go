package fix_test

import (
	"bytes"
	"context"
	"fmt"
	"go/format"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/fix"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/nhivet/nhivet/internal/source"
)

// now is the date of the fixtures.
var now = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// fixture is a file or a tree that is found, and the rule that it was made for:
// none of a whole repository.
type fixture struct{ path, rule string }

func fixtures(t *testing.T) (out []fixture) {
	t.Helper()
	top, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"*/bad*", "corpus/*/bad"} {
		paths, err := filepath.Glob(filepath.Join(top, pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no fixture %s", pattern)
		}
		for _, p := range paths {
			rule := filepath.Base(filepath.Dir(p))
			if pattern != "*/bad*" {
				rule = ""
			}
			out = append(out, fixture{p, rule})
		}
	}
	own, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range own {
		if p, err = filepath.Abs(p); err != nil {
			t.Fatal(err)
		}
		out = append(out, fixture{p, ""})
	}
	return out
}

// scanned reads a fixture with some files as they would be.
func scanned(t *testing.T, path string, texts map[string][]byte) *scan.Result {
	t.Helper()
	t.Chdir(filepath.Dir(path))
	r, err := scan.Run(context.Background(), scan.Options{Paths: []string{path}, Now: now, Fixes: true, IncludeIgnored: true, Overlay: texts, Go: scan.GoSyntax})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// key is a finding without its line, which moves.
func key(f *nhi.Finding) string { return f.Rule.Name + " " + f.At.File.Path + " " + f.Message }

func count(r *scan.Result) map[string]int {
	out := map[string]int{}
	for _, f := range r.Report.Findings {
		if f.Counts() {
			out[key(f)]++
		}
	}
	return out
}

// laid are the texts of a plan, over others.
func laid(r *scan.Result, texts map[string][]byte, p *fix.Plan) map[string][]byte {
	out := maps.Clone(texts)
	if out == nil {
		out = map[string][]byte{}
	}
	for _, c := range p.Changes {
		out[filepath.Join(r.Report.Root, filepath.FromSlash(c.File.Path))] = c.Text
	}
	return out
}

// TestFixes makes every fix of every fixture on its own, and all of them at once,
// in files with both kinds of line breaks: the finding is gone, nothing new is
// found, every file is read as well as before, no byte is changed besides the
// edits, and a second run changes nothing.
func TestFixes(t *testing.T) {
	used := map[string]bool{}
	for _, f := range fixtures(t) {
		for _, crlf := range []bool{false, true} {
			name := strings.TrimPrefix(filepath.ToSlash(f.path), filepath.ToSlash(filepath.Dir(filepath.Dir(f.path)))+"/")
			if crlf {
				name += " with CRLF"
			}
			t.Run(name, func(t *testing.T) { try(t, f, crlf, used) })
		}
	}
	for _, row := range fix.Table() {
		if !used[row.Rule+": "+row.Does+row.In] {
			t.Errorf("no fixture shows what is done about %s: %s (%s)", row.Rule, row.Does, row.In)
		}
	}
}

func try(t *testing.T, f fixture, crlf bool, used map[string]bool) {
	var texts map[string][]byte
	if crlf {
		texts = crlfs(t, f.path)
	}
	before := scanned(t, f.path, texts)
	was, fixed := count(before), 0
	set, err := source.Open([]string{f.path}, source.Options{IncludeIgnored: true})
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	c := &fix.Context{Inventory: before.Inventory, Tree: set}
	for _, e := range set.Entries {
		c.Paths = append(c.Paths, e.Path)
	}
	for _, finding := range before.Report.Findings {
		for i := range finding.Fixes {
			if fixed++; crlf {
				continue // all at once will do
			}
			one := *finding
			one.Fixes = finding.Fixes[i : i+1]
			plan := fix.Choose([]*nhi.Finding{&one}, nhi.Unsafe)
			if len(plan.Taken) != 1 || len(plan.Left) != 0 {
				t.Errorf("%s: %s: not taken: %v", key(finding), one.Fixes[0].Text, plan.Left)
				continue
			}
			check(t, f, before, texts, was, plan, crlf)
			for _, row := range fix.Table() {
				for _, x := range c.Made(row, finding) {
					if x.Text == one.Fixes[0].Text {
						used[row.Rule+": "+row.Does+row.In] = true
					}
				}
			}
		}
	}
	if fixed == 0 {
		return
	}
	plan := fix.Choose(before.Report.Findings, nhi.Unsafe)
	check(t, f, before, texts, was, plan, crlf)
	safe := fix.Choose(before.Report.Findings, nhi.Safe)
	for _, x := range safe.Taken {
		if x.Fix.Tier != nhi.Safe {
			t.Errorf("%s is taken for safe", x.Fix.Text)
		}
	}
	// What is left goes in further runs, and then nothing changes any more.
	for run := 0; ; run++ {
		texts = laid(before, texts, plan)
		if before = scanned(t, f.path, texts); run == 5 {
			t.Fatal("every run changes something")
		}
		if plan = fix.Choose(before.Report.Findings, nhi.Unsafe); len(plan.Changes) == 0 {
			break
		}
	}
}

func check(t *testing.T, f fixture, before *scan.Result, texts map[string][]byte, was map[string]int, plan *fix.Plan, crlf bool) {
	t.Helper()
	after := scanned(t, f.path, laid(before, texts, plan))
	said := map[string]bool{}
	for _, n := range before.Report.Notices {
		said[n.Path+n.Reason] = true
	}
	for _, n := range after.Report.Notices {
		if !said[n.Path+n.Reason] {
			t.Errorf("new notice: %s:%d: %s", n.Path, n.Line, n.Reason)
		}
	}
	is, claimed := count(after), map[string]int{}
	for _, x := range plan.Taken {
		claimed[key(x.Finding)]++
	}
	for k, n := range claimed {
		if is[k] > was[k]-n {
			t.Errorf("still there: %s\n%s", k, shown(t, plan, before))
		}
	}
	for _, f := range after.Report.Findings {
		if f.Counts() && !known(before, f) && !slices.ContainsFunc(plan.Taken, func(x fix.Choice) bool { return slices.Contains(hidden[f.Rule.Name], x.Finding.Rule.Name) }) {
			t.Errorf("new: %s\n%s", key(f), shown(t, plan, before))
		}
		// A message that names fewer agents is still about the same thing.
		for _, x := range plan.Taken {
			if f.Counts() && x.Finding.Rule == f.Rule && x.Finding.Subject == f.Subject && x.Finding.Fault == f.Fault && x.Finding.At.File.Path == f.At.File.Path && was[key(f)] == 0 {
				t.Errorf("still there: %s\n%s", key(f), shown(t, plan, before))
			}
		}
	}
	for _, c := range plan.Changes {
		keeps(t, c)
		if was, err := format.Source(c.File.Bytes()); strings.HasSuffix(c.File.Path, ".go") && err == nil && bytes.Equal(was, c.File.Bytes()) {
			if now, err := format.Source(c.Text); err != nil || !bytes.Equal(now, c.Text) {
				t.Errorf("%s: not as gofmt has it: %v\n%s", c.File, err, shown(t, plan, before))
			}
		}
		if crlf && bytes.Count(c.Text, []byte("\n")) != bytes.Count(c.Text, []byte("\r\n")) {
			t.Errorf("%s: a line without its carriage return:\n%s", c.File, shown(t, plan, before))
		}
	}
	for _, s := range before.Report.Secrets {
		if text := s.Text(); len(text) >= 12 && strings.Contains(shown(t, plan, before), text) {
			t.Errorf("%s: the diff shows a secret", s)
		}
	}
}

// known says whether a finding was there before: of the same thing, with the same
// words, or with the same fault of its file where others are named now.
func known(before *scan.Result, f *nhi.Finding) bool {
	return slices.ContainsFunc(before.Report.Findings, func(o *nhi.Finding) bool {
		return o.Rule == f.Rule && (o.Subject == f.Subject || o.Message == f.Message || o.At.File.Path == f.At.File.Path && o.Fault == f.Fault && f.Fault != "")
	})
}

// hidden are the rules that say nothing where another one does: whoever is asked
// about nothing need not be told of one tool, and of what is inherited nothing is
// known.
var hidden = map[string][]string{"unrestricted-shell": {"approval-off"}, "static-credential": {"inherited-secrets", "literal-credential"}}

// keeps says what an edit touches besides its own bytes: the text in front of the
// first, between two, and behind the last is there, in that order and whole.
func keeps(t *testing.T, c fix.Change) {
	t.Helper()
	rest, at := c.Text, 0
	for _, e := range c.Edits {
		kept := c.File.Bytes()[at:e.At.Start]
		if !bytes.HasPrefix(rest, kept) || !bytes.HasPrefix(rest[len(kept):], []byte(e.New)) {
			t.Errorf("%s: bytes in front of %s are changed", c.File, e.At)
			return
		}
		rest, at = rest[len(kept)+len(e.New):], e.At.End
	}
	if !bytes.Equal(rest, c.File.Bytes()[at:]) {
		t.Errorf("%s: the end is changed", c.File)
	}
}

func shown(t *testing.T, p *fix.Plan, r *scan.Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := fix.Diff(&b, p.Changes, r.Report.Secrets, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// crlfs are the files of a fixture as an editor on Windows writes them.
func crlfs(t *testing.T, path string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(path, func(p string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(p)
		if bytes.IndexByte(text, 0) < 0 {
			out[p] = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestGolden holds what every fix of the fixtures does to the letter. A fixture of a
// rule that is newer than the file has TestFixes alone, until UPDATE=1 adds it.
func TestGolden(t *testing.T) {
	var all []string
	made, must := map[string]bool{}, map[string]bool{}
	for _, f := range fixtures(t) {
		r := scanned(t, f.path, nil)
		for _, finding := range r.Report.Findings {
			if f.rule != "" && finding.Rule.Name != f.rule {
				continue
			}
			for i, x := range finding.Fixes {
				one := *finding
				one.Fixes = finding.Fixes[i : i+1]
				text := fmt.Sprintf("# %s: %s: %s\n%s\n", finding.Rule.Name, x.Tier, x.Text, shown(t, fix.Choose([]*nhi.Finding{&one}, nhi.Unsafe), r))
				all = append(all, text)
				made[text] = true
				if strings.HasPrefix(f.path, here) {
					must[text] = true
				}
			}
		}
	}
	t.Chdir(here)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("golden.diff", []byte(strings.Join(all, "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("golden.diff")
	if err != nil {
		t.Fatal(err)
	}
	for section := range strings.SplitSeq(string(want), "\n\n# ") {
		section = "# " + strings.TrimRight(strings.TrimPrefix(section, "# "), "\n") + "\n\n"
		if !made[section] {
			t.Errorf("not made any more:\n%s", section)
		}
		delete(must, section)
	}
	for section := range must {
		t.Errorf("not in golden.diff:\n%s", section)
	}
}

var here, _ = filepath.Abs(".")

// TestTable: every row says what it does, and in which files.
func TestTable(t *testing.T) {
	rows := fix.Table()
	if !slices.IsSortedFunc(rows, func(a, b fix.Fixer) int { return strings.Compare(a.Rule, b.Rule) }) {
		t.Error("not in order")
	}
	for _, x := range rows {
		if scan.RuleByName(x.Rule) == nil {
			t.Errorf("there is no rule %s", x.Rule)
		}
		if x.Does == "" || x.In == "" || x.Tier != nhi.Safe && x.Tier != nhi.Unsafe {
			t.Errorf("%+v", x)
		}
	}
}
