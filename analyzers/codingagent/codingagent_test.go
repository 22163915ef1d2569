package codingagent

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestReach(t *testing.T) {
	for pattern, want := range map[string]string{
		"": "any", "*": "any", ":*": "any", " * ": "any", "**": "any",
		"python3:*": "code", "python *": "code", "python -c:*": "code", "bash -c *": "code", "/usr/bin/env *": "code", "npx:*": "code", "node*": "code",
		"curl:*": "network", "curl *": "network", "ssh *": "network", "aws:*": "cloud", "kubectl *": "cloud",
		"python3 scripts/run.py:*": "", "python -m pytest *": "", "curl https://status.example/*": "", "kubectl get:*": "", "aws s3 ls *": "",
		"git:*": "", "go test:*": "", "npm run *": "", "make *": "", "* --version": "", "git * main": "", "python": "", "curl https://a.example": "", "ls:*": "",
		"docker compose up:*": "", "python -c": "", "sudo *": "code",
	} {
		if got := reach(pattern); got != want {
			t.Errorf("%q: %q, want %q", pattern, got, want)
		}
	}
}

func TestClaims(t *testing.T) {
	for name, want := range map[string]string{
		".claude/settings.json": ".claude", "a/.claude/agents/b/c.md": "a/.claude", "managed-settings.json": "managed-settings.json",
		"a/.claude/skills/x/reference.md": "a/.claude/skills/x/reference.md", "CLAUDE.md": "CLAUDE.md", "a/.codex/config.toml": "a/.codex/config.toml",
		"config.toml": "", "settings.json": "", "docs/agents/x.md": "", ".github/workflows/ci.yml": "", ".claude/config.json": "",
	} {
		unit, ok := Analyzer.Claims(name, []byte("{}"))
		if ok != (want != "") || ok && unit != want {
			t.Errorf("%s: %q %v", name, unit, ok)
		}
		if ok && !Analyzer.Wants(name) {
			t.Errorf("%s: claimed, but not wanted", name)
		}
	}
}

// Files of strangers cost time in proportion to their size, and break nothing.
func TestHostile(t *testing.T) {
	const n = 20000
	for name, text := range map[string]string{
		".claude/settings.json":       `{"permissions":{"allow":[` + strings.Repeat(`"Bash(curl:*)",`, n) + `"Bash"],"deny":[` + strings.Repeat(`"Bash((((",`, n) + `"x"]}}`,
		".claude/agents/a.md":         "---\nname: a\ntools: " + strings.Repeat("Bash(", n/2) + "\n---\n",
		".claude/agents/b.md":         "---\n" + strings.Repeat("k: v\n", 2*n),
		".claude/skills/a/SKILL.md":   "---\nallowed-tools: " + strings.Repeat("Bash,", n/2) + "\n---\n",
		".github/workflows/a.md":      "---\non: push\ntools:\nenv:\n" + strings.Repeat("  A: ${{ secrets.A }}\n", n/10) + "---\n",
		".github/workflows/b.md":      "---\non: push\ntools: " + strings.Repeat("{a: ", 500) + "x" + strings.Repeat("}", 500) + "\n---\n",
		"opencode.json":               `{"$schema":"x","agent":{` + strings.Repeat(`"a":{"permission":"allow"},`, n) + `"b":{}}}`,
		"CLAUDE.md":                   strings.Repeat("-----BEGIN ", n),
		"recipes/a.yaml":              "title: a\ndescription: b\nprompt: c\nsub_recipes:\n" + strings.Repeat("  - path: ../../../../x\n", n/10),
		".vscode/settings.json":       `{"chat.tools.terminal.autoApprove":{` + strings.Repeat(`"/":true,`, n) + `"":true}}`,
		".claude/settings.local.json": `{"env":{"X_HEADERS":"` + strings.Repeat(`:\n`, n) + `"}}`,
	} {
		start := time.Now()
		unit, ok := Analyzer.Claims(name, []byte(text))
		if !ok {
			t.Errorf("%s: not claimed", name)
			continue
		}
		facts, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: unit, Files: []*nhi.File{nhi.NewFile(name, []byte(text))}})
		if err != nil {
			t.Fatal(err)
		}
		nhitest.Check(t, facts)
		// Generous: the point is to notice a square, which takes minutes.
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func FuzzSettings(f *testing.F) {
	f.Add([]byte(`{"permissions":{"allow":["Bash(","Read(//","(*)"],"additionalDirectories":["~"]},"env":{"A_HEADERS":"a:b\nc"},"hooks":{"PreToolUse":[{"hooks":[{"command":"echo behavior:allow"}]}]}}`))
	nhitest.Fuzz(f, Analyzer, ".claude/settings.json")
}

func FuzzWorkflow(f *testing.F) {
	f.Add([]byte("---\non: [issues]\npermissions: {contents: write}\ntools: {bash: ['*']}\nenv: {A: '${{ secrets.A }}'}\n---\ntext"))
	f.Add([]byte("\xef\xbb\xbf---\r\non: push\r\ntools:\r\n---\r\n"))
	nhitest.Fuzz(f, Analyzer, ".github/workflows/a.md")
}

func FuzzSubagent(f *testing.F) {
	f.Add([]byte("---\nname: a\ndescription: b: c [\ntools: Bash(a b), Read\n---\n"))
	nhitest.Fuzz(f, Analyzer, ".claude/agents/a.md")
}

func FuzzCodex(f *testing.F) {
	f.Add([]byte("profile = 'a'\n[profiles.a]\nsandbox_mode = 'danger-full-access'\n[model_providers.x]\nhttp_headers = { a = 'Bearer b' }\n"))
	nhitest.Fuzz(f, Analyzer, ".codex/config.toml")
}
