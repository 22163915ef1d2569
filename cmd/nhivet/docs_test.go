package main

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/nhivet/nhivet/internal/scan"
)

// top is the folder of the repository.
const top = "../.."

// pages are the Markdown files for people, by path from the top: those at the top,
// and all below docs.
func pages(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(top, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	names = append(names, filepath.Join(top, "rules/README.md"))
	err = filepath.WalkDir(filepath.Join(top, "docs"), func(p string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".md") {
			names = append(names, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rel, _ := filepath.Rel(top, name)
		out[filepath.ToSlash(rel)] = string(text)
	}
	return out
}

var (
	fence   = regexp.MustCompile("(?ms)^( *)(```+)[^\n]*\n.*?^ *```+ *$")
	code    = regexp.MustCompile("`[^`\n]*`")
	link    = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#{1,6} (.+)$`)
)

// anchors are the names of a page's headings as GitHub makes them.
func anchors(text string) map[string]bool {
	out := map[string]bool{}
	for _, m := range heading.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		name := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, m[1])
		out[name] = true
	}
	return out
}

// TestLinks follows every relative link of every page, to its heading.
func TestLinks(t *testing.T) {
	all := pages(t)
	followed := 0
	for name, text := range all {
		text = code.ReplaceAllString(fence.ReplaceAllString(text, ""), "``")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			u, err := url.Parse(m[1])
			if err != nil {
				t.Errorf("%s: %s: %v", name, m[1], err)
				continue
			}
			if u.IsAbs() {
				continue
			}
			followed++
			to := name
			if u.Path != "" {
				to = path.Join(path.Dir(name), u.Path)
			}
			if _, err := os.Stat(filepath.Join(top, filepath.FromSlash(to))); err != nil {
				t.Errorf("%s: %s is not there", name, m[1])
				continue
			}
			if u.Fragment == "" {
				continue
			}
			if page, ok := all[to]; !ok || !anchors(page)[u.Fragment] {
				t.Errorf("%s: %s has no such heading", name, m[1])
			}
		}
	}
	if followed < 500 {
		t.Errorf("only %d links are seen", followed)
	}
}

// TestEveryPageIsListed: from the index of the documentation every page is one click
// away, but for those of rules.
func TestEveryPageIsListed(t *testing.T) {
	all := pages(t)
	for name := range all {
		if rel, ok := strings.CutPrefix(name, "docs/"); ok && rel != "README.md" && !strings.HasPrefix(rel, "rules/") && !strings.Contains(all["docs/README.md"], "("+rel+")") {
			t.Errorf("docs/README.md does not list %s", name)
		}
	}
	schemas, _ := filepath.Glob(filepath.Join(top, "docs/*.schema.json"))
	for _, s := range schemas {
		if !strings.Contains(all["docs/README.md"], "("+filepath.Base(s)+")") {
			t.Errorf("docs/README.md does not list %s", s)
		}
	}
}

// TestRulePages: every rule has the page that reports link to, with what it says and
// an example of both kinds; no page is of no rule.
func TestRulePages(t *testing.T) {
	all := pages(t)
	for _, r := range scan.Rules() {
		name := "docs/rules/" + r.Name + ".md"
		text := all[name]
		delete(all, name)
		found, quiet, ok := strings.Cut(text, "\n## Not found\n")
		_, found, ok2 := strings.Cut(found, "\n## Found\n")
		if !ok || !ok2 || strings.Count(found, "```") < 2 || strings.Count(quiet, "```") < 2 {
			t.Errorf("%s lacks an example", name)
		}
		for _, want := range []string{"# " + r.Name, "**" + r.Title + "**", r.Description, "**Fix.** " + r.Remediation} {
			if !strings.Contains(text, "\n"+want+"\n") {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
	for name := range all {
		if strings.HasPrefix(name, "docs/rules/") {
			t.Errorf("%s is of no rule", name)
		}
	}
}

// TestStaleIgnorePage scans the examples of the one page of a rule that is not made
// of fixtures.
func TestStaleIgnorePage(t *testing.T) {
	text := pages(t)["docs/rules/stale-ignore.md"]
	for name, want := range map[string]int{"bad.yaml": 2, "good.yaml": 0} {
		example := between(t, text, "`"+name+"`\n\n```yaml\n", "```")
		t.Chdir(t.TempDir())
		if err := os.WriteFile(name, []byte(example), 0o600); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		c := command()
		c.SetOut(&out)
		c.SetArgs([]string{"scan", "--now", "2026-11-24", "--fail-on", "never"})
		if err := c.Execute(); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "[stale-ignore]"); n != want {
			t.Errorf("%s: %d of %d\n%s", name, n, want, out.String())
		}
	}
}

// TestWritingRules runs the policy of the page, and holds the rule that it shows to
// the one there is.
func TestWritingRules(t *testing.T) {
	page := pages(t)["docs/writing-rules.md"]
	rule, err := os.ReadFile(filepath.Join(top, "rules/missing-ttl.rego"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page, "```rego\n"+string(rule)+"```\n") {
		t.Error("the rule of the page is not rules/missing-ttl.rego")
	}
	example := between(t, pages(t)["docs/rules/stale-ignore.md"], "`good.yaml`\n\n```yaml\n", "```")
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"policy/owner.rego": between(t, page, "```rego\n# policy/owner.rego\n", "```"), "prod/agent.yaml": example, "dev/agent.yaml": example} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	c := command()
	c.SetOut(&out)
	c.SetArgs([]string{"scan", "--now", "2026-11-24", "--fail-on", "never", "--policy", "policy"})
	if err := c.Execute(); err != nil {
		t.Fatal(err)
	}
	const says = "Agent 'triage-agent' runs in production without an owner."
	if strings.Count(out.String(), says) != 1 || !strings.Contains(out.String(), "prod/agent.yaml:") {
		t.Errorf("%s", out.String())
	}
}
