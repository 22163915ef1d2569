package codingagent

import (
	"bytes"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
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
	// source is the documentation that says the file and its fields, fixture a
	// folder of testdata made after it.
	source, fixture string
	// claims looks at the bytes of a file whose name others use too.
	claims func(text []byte) bool
	read   func(*reader)
}

// formats in the order in which they are tried. The places are those of each
// agent's own documentation.
var formats = [...]format{
	{".claude", false, "settings.json", "claude-code", "Claude Code", "https://code.claude.com/docs/en/settings", "claude", nil, (*reader).claude},
	{".claude", false, "settings.local.json", "claude-code", "Claude Code", "https://code.claude.com/docs/en/settings", "claude", nil, (*reader).claude},
	{"", false, "managed-settings.json", "claude-code", "Claude Code", "https://code.claude.com/docs/en/settings", "claude", nil, (*reader).claude},
	{".claude/agents", true, "*.md", "claude-code", "Claude Code", "https://code.claude.com/docs/en/sub-agents", "claude-files", nil, (*reader).subagent},
	{".claude/commands", true, "*.md", "claude-code", "Claude Code", "https://code.claude.com/docs/en/skills", "claude-skills", nil, (*reader).skill},
	{".claude/skills", true, "SKILL.md", "claude-code", "Claude Code", "https://code.claude.com/docs/en/skills", "claude-skills", nil, (*reader).skill},
	{".codex", false, "config.toml", "codex", "Codex", "https://developers.openai.com/codex/config-reference", "codex", nil, (*reader).codex},
	{".gemini", false, "settings.json", "gemini-cli", "Gemini CLI", "https://github.com/google-gemini/gemini-cli/blob/main/docs/reference/configuration.md", "gemini", nil, (*reader).gemini},
	{".vscode", false, "settings.json", "copilot", "Copilot in VS Code", "https://code.visualstudio.com/docs/agents/run/approvals", "vscode", has(`"chat.`), (*reader).vscode},
	{".github/agents", false, "*.md", "copilot", "Copilot", "https://docs.github.com/copilot/reference/custom-agents-configuration", "copilot", nil, (*reader).customAgent},
	{".github/workflows", false, "*.md", "github-actions", "Agentic workflow", "https://github.github.com/gh-aw/reference/frontmatter/", "workflow", has("\non:", "\n\"on\":"), (*reader).workflow},
	{".cursor", false, "cli.json", "cursor", "Cursor", "https://cursor.com/docs/cli/reference/configuration", "cursor", nil, (*reader).cursor},
	{".cursor", false, "cli-config.json", "cursor", "Cursor", "https://cursor.com/docs/cli/reference/configuration", "cursor", nil, (*reader).cursor},
	{".cursor", false, "sandbox.json", "cursor", "Cursor", "https://cursor.com/docs/reference/sandbox", "cursor", nil, (*reader).cursorSandbox},
	{"", false, "opencode.json", "opencode", "opencode", "https://opencode.ai/docs/permissions", "opencode", nil, (*reader).opencode},
	{"", false, "opencode.jsonc", "opencode", "opencode", "https://opencode.ai/docs/permissions", "opencode", nil, (*reader).opencode},
	{".opencode/agent", true, "*.md", "opencode", "opencode", "https://opencode.ai/docs/agents", "opencode", nil, (*reader).opencodeAgent},
	{".opencode/agents", true, "*.md", "opencode", "opencode", "https://opencode.ai/docs/agents", "opencode", nil, (*reader).opencodeAgent},
	{".zed", false, "settings.json", "zed", "Zed", "https://zed.dev/docs/ai/tool-permissions", "zed", has(`"agent"`), (*reader).zed},
	{"", false, ".aider.conf.yml", "aider", "aider", "https://aider.chat/docs/config/aider_conf.html", "aider", nil, (*reader).aider},
	{"goose", false, "config.yaml", "goose", "goose", "https://block.github.io/goose/docs/guides/config-files", "goose", has("GOOSE_", "extensions:"), (*reader).goose},
	{"", false, "*recipe*.yaml", "goose", "goose", "https://block.github.io/goose/docs/guides/recipes/recipe-reference", "goose", isRecipe, (*reader).recipe},
	{"recipes", true, "*.yaml", "goose", "goose", "https://block.github.io/goose/docs/guides/recipes/recipe-reference", "goose", isRecipe, (*reader).recipe},
	{".goose", true, "*.yaml", "goose", "goose", "https://block.github.io/goose/docs/guides/recipes/recipe-reference", "goose", isRecipe, (*reader).recipe},
}

// table is the formats as the table of formats shows them: those of one reader
// in one row.
func table() []nhi.Format {
	var out []nhi.Format
	for _, f := range formats {
		where := path.Join(f.dir, f.base)
		if f.deep {
			where = path.Join(f.dir, "**", f.base)
		}
		if n := len(out); n > 0 && out[n-1].Name == f.title && out[n-1].Source == f.source {
			out[n-1].Files += ", " + where
			continue
		}
		out = append(out, nhi.Format{Name: f.title, Files: where, Source: f.source, Fixture: f.fixture})
	}
	return out
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
		if !strings.Contains(name, f.dir) { // as it is of most files and formats, and soon told
			continue
		}
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
