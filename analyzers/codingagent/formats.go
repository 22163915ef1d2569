package codingagent

import (
	"bytes"
	"path"
	"strings"
)

// format is one kind of file that configures or defines agents.
type format struct {
	// dir is the end of the folder's path, empty for any; deep takes the folders
	// below it too. base is a path.Match pattern of the name.
	dir  string
	deep bool
	base string
	// platform and title are the agent's in keys and for a person.
	platform, title string
	// claims looks at the bytes of a file whose name others use too.
	claims func(text []byte) bool
	read   func(*reader)
}

// formats in the order in which they are tried. The places are those of each
// agent's own documentation.
var formats = [...]format{
	// https://code.claude.com/docs/en/settings
	{".claude", false, "settings.json", "claude-code", "Claude Code", nil, (*reader).claude},
	{".claude", false, "settings.local.json", "claude-code", "Claude Code", nil, (*reader).claude},
	{"", false, "managed-settings.json", "claude-code", "Claude Code", nil, (*reader).claude},
	// https://code.claude.com/docs/en/sub-agents, https://code.claude.com/docs/en/skills
	{".claude/agents", true, "*.md", "claude-code", "Claude Code", nil, (*reader).subagent},
	{".claude/commands", true, "*.md", "claude-code", "Claude Code", nil, (*reader).skill},
	{".claude/skills", true, "SKILL.md", "claude-code", "Claude Code", nil, (*reader).skill},
	// https://developers.openai.com/codex/config-reference
	{".codex", false, "config.toml", "codex", "Codex", nil, (*reader).codex},
	// https://github.com/google-gemini/gemini-cli/blob/main/docs/reference/configuration.md
	{".gemini", false, "settings.json", "gemini-cli", "Gemini CLI", nil, (*reader).gemini},
	// https://code.visualstudio.com/docs/agents/run/approvals
	{".vscode", false, "settings.json", "copilot", "Copilot in VS Code", has(`"chat.`), (*reader).vscode},
	// https://docs.github.com/copilot/reference/custom-agents-configuration
	{".github/agents", false, "*.md", "copilot", "Copilot", nil, (*reader).customAgent},
	// https://github.github.com/gh-aw/reference/frontmatter/
	{".github/workflows", false, "*.md", "github-actions", "Agentic workflow", has("\non:", "\n\"on\":"), (*reader).workflow},
	// https://cursor.com/docs/cli/reference/configuration, https://cursor.com/docs/reference/sandbox
	{".cursor", false, "cli.json", "cursor", "Cursor", nil, (*reader).cursor},
	{".cursor", false, "cli-config.json", "cursor", "Cursor", nil, (*reader).cursor},
	{".cursor", false, "sandbox.json", "cursor", "Cursor", nil, (*reader).cursorSandbox},
	// https://opencode.ai/docs/permissions
	{"", false, "opencode.json", "opencode", "opencode", nil, (*reader).opencode},
	{"", false, "opencode.jsonc", "opencode", "opencode", nil, (*reader).opencode},
	{".opencode/agent", true, "*.md", "opencode", "opencode", nil, (*reader).opencodeAgent},
	{".opencode/agents", true, "*.md", "opencode", "opencode", nil, (*reader).opencodeAgent},
	// https://aider.chat/docs/config/aider_conf.html
	{"", false, ".aider.conf.yml", "aider", "aider", nil, (*reader).aider},
	// https://block.github.io/goose/docs/guides/config-files, …/recipes/recipe-reference
	{"goose", false, "config.yaml", "goose", "goose", has("GOOSE_", "extensions:"), (*reader).goose},
	{"", false, "*recipe*.yaml", "goose", "goose", isRecipe, (*reader).recipe},
	{"recipes", true, "*.yaml", "goose", "goose", isRecipe, (*reader).recipe},
	{".goose", true, "*.yaml", "goose", "goose", isRecipe, (*reader).recipe},
}

// extensions are those of every format: most files of a tree have another.
var extensions = map[string]bool{".json": true, ".jsonc": true, ".md": true, ".toml": true, ".yaml": true, ".yml": true}

// formatOf is the format of a file by its path, nil when it has none.
func formatOf(name string) *format {
	base := path.Base(name)
	if !extensions[path.Ext(base)] {
		return nil
	}
	for i := range formats {
		f := &formats[i]
		if ok, err := path.Match(f.base, base); err != nil || !ok {
			continue
		}
		switch dir := "/" + path.Dir(name) + "/"; {
		case f.dir == "", !f.deep && strings.HasSuffix(dir, "/"+f.dir+"/"), f.deep && strings.Contains(dir, "/"+f.dir+"/"):
			return f
		}
	}
	return nil
}

func has(words ...string) func([]byte) bool {
	return func(text []byte) bool {
		for _, w := range words {
			if bytes.Contains(text, []byte(w)) {
				return true
			}
		}
		return false
	}
}
