package mcp

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// client is an assistant that reads servers from files of its own.
type client struct {
	name string
	// source is its documentation, which says the files and their fields; fixture
	// is a folder of testdata made after it.
	source, fixture string
	// ends are the files by the end of their path.
	ends []string
}

// clients in the order in which they are tried: a longer end stands before a
// shorter one that fits the same path.
var clients = []client{
	{"VS Code", "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration", "vscode", []string{".vscode/mcp.json", ".vscode/settings.json"}},
	{"Dev container", "https://containers.dev/implementors/json_reference/", "devcontainer", []string{".devcontainer/devcontainer.json", "devcontainer.json"}},
	{"Cursor", "https://cursor.com/docs/context/mcp", "cursor", []string{".cursor/mcp.json"}},
	{"Gemini CLI", "https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md", "gemini", []string{".gemini/settings.json"}},
	{"Gemini CLI extension", "https://github.com/google-gemini/gemini-cli/blob/main/docs/extensions/reference.md", "gemini-extension", []string{"gemini-extension.json"}},
	{"Copilot CLI", "https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-mcp-servers", "copilot", []string{".copilot/mcp-config.json", ".github/mcp.json"}},
	{"Claude Code", "https://code.claude.com/docs/en/mcp", "claude-code", []string{".claude/settings.json", ".claude/settings.local.json", ".claude.json", "managed-settings.json", "managed-mcp.json"}},
	{"Claude Code plugin", "https://code.claude.com/docs/en/plugins-reference", "claude-plugin", []string{".claude-plugin/plugin.json"}},
	{"Codex", "https://developers.openai.com/codex/mcp", "codex", []string{".codex/config.toml"}},
	{"Kiro", "https://kiro.dev/docs/mcp/configuration", "kiro", []string{".kiro/settings/mcp.json"}},
	{"Roo Code", "https://docs.roocode.com/features/mcp/using-mcp-in-roo", "roo", []string{".roo/mcp.json", "mcp_settings.json"}},
	{"Amazon Q", "https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/command-line-mcp-config-CLI.html", "amazon-q", []string{".amazonq/mcp.json"}},
	{"Junie", "https://www.jetbrains.com/help/junie/model-context-protocol-mcp.html", "junie", []string{".junie/mcp/mcp.json"}},
	{"Zed", "https://zed.dev/docs/ai/mcp", "zed", []string{".zed/settings.json"}},
	{"Claude Desktop", "https://modelcontextprotocol.io/docs/develop/connect-local-servers", "claude-desktop", []string{"claude_desktop_config.json"}},
	{"Cline", "https://docs.cline.bot/mcp/configuring-mcp-servers", "cline", []string{"cline_mcp_settings.json"}},
	{"Windsurf", "https://docs.windsurf.com/windsurf/cascade/mcp", "windsurf", []string{"mcp_config.json"}},
	{"OpenCode", "https://opencode.ai/docs/mcp-servers/", "opencode", []string{"opencode.json", "opencode.jsonc"}},
	{"Crush", "https://github.com/charmbracelet/crush", "crush", []string{"crush.json", ".crush.json"}},
	{"MCP client", "https://code.claude.com/docs/en/mcp", "portable", []string{".mcp.json", "mcp.json"}},
}

// formats are the clients as the table of formats shows them.
func formats() []nhi.Format {
	var out []nhi.Format
	for _, c := range clients {
		out = append(out, nhi.Format{Name: c.name, Files: strings.Join(c.ends, ", "), Source: c.source, Fixture: c.fixture})
	}
	return out
}

// clientOf names the assistant that reads a file; known is false where only the
// content can say that one does.
func clientOf(name string) (client string, known bool) {
	for _, c := range clients {
		for _, end := range c.ends {
			if name == end || strings.HasSuffix(name, "/"+end) {
				return c.name, true
			}
		}
	}
	return "MCP client", false
}

// project is the folder that a client file configures: files of several clients
// in one project are one person's ways to run the same assistant.
func project(name string) string {
	dir := path.Dir(name)
	for dir != "." && dir != "/" {
		parent, last := path.Split(dir)
		if !strings.HasPrefix(last, ".") && last != "settings" && last != "mcp" {
			break
		}
		dir = path.Clean(parent)
	}
	return dir
}

// shape is a key under which clients keep their servers.
type shape struct {
	key string
	// strict shapes have a name that others use too: each entry has to look like
	// a server and like nothing else.
	strict bool
	in     func(file string, at []string) bool
}

func anywhere(string, []string) bool { return true }

var shapes = []shape{
	{"mcpServers", false, anywhere},
	{"amp.mcpServers", false, anywhere},
	{"mcp_servers", false, anywhere},     // Codex, TOML
	{"context_servers", false, anywhere}, // Zed
	{"servers", true, func(_ string, at []string) bool { // VS Code
		return len(at) == 0 || at[len(at)-1] == "mcp"
	}},
	{"mcp", true, func(_ string, at []string) bool { return len(at) == 0 }}, // OpenCode, Crush
}

// maxNesting bounds the search: customizations.vscode.mcp of a dev container is
// the deepest place that a client reads.
const maxNesting = 3

// nests says whether a client looks one level further down than the first:
// Claude Code keeps servers by project, dev containers by editor.
func nests(at []string, key string) bool {
	switch at[0] {
	case "projects":
		return len(at) == 1
	case "customizations":
		return len(at) == 1 && key == "vscode" || len(at) == 2 && key == "mcp" || len(at) == 2 && key == "settings"
	}
	return false
}

// isServer says whether an entry of a server map tells how to reach a server.
// Schemas and templates use the same key for something else.
func isServer(n *tree.Node) bool {
	if n == nil || n.Kind != tree.Mapping {
		return false
	}
	if c := n.Get("command"); c != nil {
		return c.Kind == tree.String || c.Kind == tree.Sequence || c.Get("path").Str() != ""
	}
	for _, key := range urlKeys {
		if v := n.Get(key); v != nil {
			return v.Kind == tree.String
		}
	}
	return false
}

// urlKeys are the names that clients give to a remote server's address.
var urlKeys = [...]string{"url", "httpUrl", "serverUrl", "endpoint"}

// plainServer is isServer for maps under a common name: a command needs its
// arguments or a transport, an address needs a transport.
func plainServer(n *tree.Node) bool {
	if !isServer(n) {
		return false
	}
	if transports[n.Get("type").Str()] || transports[n.Get("transport").Str()] {
		return true
	}
	args := n.Get("args")
	return n.Get("command") != nil && args != nil && args.Kind == tree.Sequence
}

var transports = map[string]bool{
	"stdio": true, "http": true, "sse": true, "streamable-http": true, "streamableHttp": true,
	"streamable_http": true, "local": true, "remote": true, "ws": true,
}
