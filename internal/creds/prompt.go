package creds

import "strings"

// Prompt says by its path whether a file is handed to a coding agent as its
// instructions: what is written in it is in the prompt of every session, and
// no documentation that somebody may read. The names are those of each agent's
// own documentation: memory and rule files, and the bodies of its agents,
// commands and skills.
func Prompt(name string) bool {
	cut := strings.LastIndexByte(name, '/') + 1
	base := name[cut:]
	if promptFiles[base] {
		return true
	}
	if dot := strings.LastIndexByte(base, '.'); dot < 0 || !promptKinds[base[dot:]] {
		return false
	}
	dirs := "/" + name[:cut]
	for _, dir := range promptFolders {
		if strings.Contains(dirs, dir.path) && (dir.ext == "" || strings.HasSuffix(base, dir.ext)) {
			return true
		}
	}
	return false
}

// promptFiles are read wherever they stand.
var promptFiles = map[string]bool{
	"CLAUDE.md": true, "CLAUDE.local.md": true, "AGENTS.md": true, "AGENTS.override.md": true, "AGENT.md": true, "GEMINI.md": true, "QWEN.md": true, "SKILL.md": true,
	".cursorrules": true, ".windsurfrules": true, ".clinerules": true, ".goosehints": true, "copilot-instructions.md": true,
}

var promptKinds = map[string]bool{".md": true, ".mdc": true, ".toml": true, ".txt": true}

// promptFolders hold instructions; ext narrows those that hold other files too.
var promptFolders = [...]struct{ path, ext string }{
	{"/.claude/agents/", ".md"}, {"/.claude/commands/", ".md"}, {"/.claude/skills/", ".md"}, {"/.claude/rules/", ".md"}, {"/.claude/output-styles/", ".md"},
	{"/.agents/skills/", ".md"}, {"/.cursor/rules/", ""}, {"/.cursor/commands/", ".md"}, {"/.cursor/agents/", ".md"}, {"/.windsurf/rules/", ".md"}, {"/.clinerules/", ".md"},
	{"/.codex/prompts/", ".md"}, {"/.codex/skills/", ".md"}, {"/.gemini/commands/", ".toml"}, {"/.gemini/skills/", ".md"}, {"/.gemini/agents/", ".md"},
	{"/.opencode/agent/", ".md"}, {"/.opencode/agents/", ".md"}, {"/.opencode/command/", ".md"}, {"/.opencode/commands/", ".md"},
	{"/.github/agents/", ".md"}, {"/.github/instructions/", ".instructions.md"}, {"/.github/prompts/", ".prompt.md"}, {"/.github/chatmodes/", ".chatmode.md"},
	{"/.github/skills/", ".md"}, {"/.github/workflows/", ".md"},
}
