package gitignore

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// patterns and paths are crossed: every pattern alone in an ignore file against
// every path, git's own answer being the expectation.
var patterns = []string{
	"a", "/a", "a/", "/a/", "*.tf", "/*.tf", "!a", "a/b", "/a/b", "a/b/", "a/*", "a/**", "a/*/", "a/**/", "**/a", "**/b/c",
	"a/**/b", "a/**/c.tf", "**", "**/", "*", "*/", "/*", "/**", "/**/", "/*/b", "*/b", "?", "?/b", "[ab]", "[!a]", "[^a]*",
	"[a-c]", "[c-a]", "[]]", "[]-a]", "[a", "[a-", "x[", `\a`, `\!x`, "!x", `\#h`, "#h", "a ", `s\ `, "s ", `s\  `, " lead", "tab\t",
	"a**b", "a**/b", "a/b**", "foo**/bar", "**foo", "foo**", "a*c", "*a*b*c*", "*.", ".*", "*.t?", "*.{tf,yaml}", "[[:alpha:]]",
	"[[:digit:]x]", "[[:nope:]]", "[[:alpha]", `[\]]`, `[a\-c]`, `\`, `a\`, `\\`, `b\[x\]`, "b[[]x]", "//a", "a//", "a//b", "/",
	"!", "!/", "./a", "a/./b", "a/../a", "..", "ä", "[ä]", "?.tf", "/**/c.tf", "a/**/**/b", "**/**/c.tf", "***", "a/***/b", "***/b",
	"a/b/c.tf", "b/c.tf", "/b/c.tf", "*/c.tf", "*/*/c.tf", "?/?/c.tf", "[/]", "a[/]b", "a?b", `a\/b`, `**\/b`, "-", "[--/]", "[a-]",
	"foo*bar", "foo/*bar", "a/b/*", "!a/b/c.tf", "A", "*.TF", "a\r",
}

var paths = []string{
	"a", "x/a", "b", "c", "!x", "#h", "s ", "s", " lead", "tab\t", "-", "]", "[a", "[", `\`, "b[x]", "d/a/b", "e/a/b/c.tf", "e/b/c.tf",
	"f/a/x/y/b", "f/a/x/y/c.tf", "main.tf", "m.tf", "n.TF", ".env", "foo/bar", "foobar", "foo/x/bar", "foox/bar", "fooxbar", "axc", "axbxc",
	"g/ab", "axb", "g/axb", "a.", "1", "A", "ä", "...", "a-c", "h/b", "h/a", "x.yaml", "x.{tf,yaml}", "a\r",
}

// dirs stand for the case that the path is a folder with a file in it.
var dirs = []string{"a/b/c.tf", "x/a/b/c.tf", "b/c/d.tf", "a/x/b/e.tf", "a/x/y/b/c.tf", "foo/y.tf", "c.tf", "b/c.tf"}

func TestAgainstGit(t *testing.T) {
	git(t)
	cases, bad := 0, 0
	for _, set := range [][]string{paths, dirs} {
		root := repository(t, set)
		for _, p := range patterns {
			text := p + "\n"
			want := checkIgnore(t, root, map[string]string{".gitignore": text}, set)
			ours := Parse([]byte(text))
			for _, path := range set {
				cases++
				if got := ours.Ignores(path); got != want[path] {
					if bad++; bad < 40 {
						t.Errorf("pattern %q, path %q: ignored %v, git says %v", p, path, got, want[path])
					}
				}
			}
		}
		for _, lines := range [][]string{
			{"*", "!*/", "!*.tf"}, {"a", "!a/b"}, {"a/*", "!a/b"}, {"a/*", "!a/b/"}, {"/*", "!/a", "/a/*", "!/a/b"},
			{"*.tf", "!c.tf", "a/**/c.tf"}, {"# c", "", "  ", "x*", "!x"}, {"\xef\xbb\xbfa"}, {"**/b/**", "!**/b/c.tf"},
			{"a/", "!a"}, {"a", "a/", "!a/"}, {"!a", "a"},
		} {
			text := strings.Join(lines, "\r\n")
			want := checkIgnore(t, root, map[string]string{".gitignore": text}, set)
			ours := Parse([]byte(text))
			for _, path := range set {
				cases++
				if got := ours.Ignores(path); got != want[path] {
					t.Errorf("patterns %q, path %q: ignored %v, git says %v", lines, path, got, want[path])
				}
			}
		}
	}
	t.Logf("%d cases", cases)
}

func git(t testing.TB) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
}

func repository(t *testing.T, files []string) string {
	root := t.TempDir()
	run(t, root, nil, "init", "-q")
	for _, f := range files {
		name := filepath.Join(root, f)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Skip(err)
		}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			continue
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Skip(err)
		}
	}
	return root
}

// checkIgnore asks git which of the paths are ignored.
func checkIgnore(t *testing.T, root string, ignore map[string]string, paths []string) map[string]bool {
	for name, text := range ignore {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := run(t, root, []byte(strings.Join(paths, "\x00")), "check-ignore", "-v", "-z", "--no-index", "--stdin")
	fields := strings.Split(out, "\x00")
	got := map[string]bool{}
	for i := 0; i+3 < len(fields); i += 4 {
		got[fields[i+3]] = !strings.HasPrefix(fields[i+2], "!")
	}
	return got
}

func run(t *testing.T, dir string, stdin []byte, args ...string) string {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Stdin = bytes.NewReader(stdin)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, err := cmd.Output()
	if e, ok := err.(*exec.ExitError); ok && e.ExitCode() == 1 && args[0] == "check-ignore" {
		err = nil // nothing is ignored
	}
	if err != nil {
		t.Fatalf("git %v: %v", args, err)
	}
	return string(out)
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"workload:pay*", "workload:payments/bot", true},
		{"pay", "payments", false},
		{"*:bot", "ci-job:bot", true},
	} {
		if got := Glob(c.pattern, c.text); got != c.want {
			t.Errorf("Glob(%q, %q) = %v", c.pattern, c.text, got)
		}
	}
}

func TestHostilePatternEnds(t *testing.T) {
	p := New(strings.Repeat("**/a/", 30)+"b", strings.Repeat("a*", 500)+"b")
	if p.Match(strings.Repeat("a/", 500)+"c", false) != Silent || p.Match(strings.Repeat("a", 4000), false) != Silent {
		t.Error("matched")
	}
}

func FuzzGitignore(f *testing.F) {
	for _, p := range patterns {
		f.Add(p, "a/b/c.tf")
	}
	f.Fuzz(func(t *testing.T, text, path string) {
		p := Parse([]byte(text))
		p.Ignores(path)
		p.Match(path, true)
		Glob(text, path)
		if strings.Trim(path, "/") != path || path == "" || strings.ContainsAny(path, "\x00\n") {
			return
		}
		// An escaped path is a pattern that matches it.
		var b strings.Builder
		for i := 0; i < len(path); i++ {
			b.WriteByte('\\')
			b.WriteByte(path[i])
		}
		if len(path) < 1000 && New("/"+b.String()).Match(path, false) != Ignored {
			t.Errorf("%q does not match itself", path)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	sort.Strings(patterns)
	p := New(patterns...)
	for b.Loop() {
		p.Match("deploy/charts/agent/templates/deployment.yaml", false)
	}
}
