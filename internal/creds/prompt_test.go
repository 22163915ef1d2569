package creds

import "testing"

func TestPrompt(t *testing.T) {
	for path, want := range map[string]bool{
		"CLAUDE.md": true, "services/api/AGENTS.md": true, ".cursorrules": true, ".cursor/rules/go.mdc": true, "a/.cursor/rules/b/c.md": true,
		".claude/skills/deploy/SKILL.md": true, ".claude/skills/deploy/reference.md": true, ".claude/agents/review.md": true,
		".github/copilot-instructions.md": true, ".github/instructions/go.instructions.md": true, ".github/workflows/triage.md": true,
		"README.md": false, "docs/agents.md": false, ".claude/settings.json": false, ".github/workflows/ci.yml": false,
		".github/instructions/readme.md": false, ".claude/skills/deploy/run.sh": false, "claude/agents/x.md": false,
	} {
		if Prompt(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
	for path, want := range map[string]string{
		"CLAUDE.md": "", ".claude/agents/review.md": "", "docs/CLAUDE.md": "docs", "examples/a/AGENTS.md": "example", "README.md": "docs",
	} {
		if got := Context(path); got != want {
			t.Errorf("%s: context %q, want %q", path, got, want)
		}
	}
}
