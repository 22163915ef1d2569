package mcp

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/tree"
)

// clients are the files by the end of their path, the longer ends first, and the
// assistant that reads them. The places are those of each client's own
// documentation.
var clients = []struct{ end, name string }{
	{".vscode/mcp.json", "VS Code"},
	{".vscode/settings.json", "VS Code"},
	{".devcontainer/devcontainer.json", "Dev container"},
	{"devcontainer.json", "Dev container"},
	{".cursor/mcp.json", "Cursor"},
	{".gemini/settings.json", "Gemini CLI"},
	{"gemini-extension.json", "Gemini CLI extension"},
	{".copilot/mcp-config.json", "Copilot CLI"},
	{".github/mcp.json", "Copilot CLI"},
	{".claude/settings.json", "Claude Code"},
	{".claude/settings.local.json", "Claude Code"},
	{".claude-plugin/plugin.json", "Claude Code plugin"},
	{".claude.json", "Claude Code"},
	{"managed-settings.json", "Claude Code"},
	{"managed-mcp.json", "Claude Code"},
	{".codex/config.toml", "Codex"},
	{".kiro/settings/mcp.json", "Kiro"},
	{".roo/mcp.json", "Roo Code"},
	{".amazonq/mcp.json", "Amazon Q"},
	{".junie/mcp/mcp.json", "Junie"},
	{".zed/settings.json", "Zed"},
	{"claude_desktop_config.json", "Claude Desktop"},
	{"cline_mcp_settings.json", "Cline"},
	{"mcp_settings.json", "Roo Code"},
	{"mcp_config.json", "Windsurf"},
	{"opencode.json", "OpenCode"},
	{"opencode.jsonc", "OpenCode"},
	{"crush.json", "Crush"},
	{".crush.json", "Crush"},
	{".mcp.json", "MCP client"},
	{"mcp.json", "MCP client"},
}

// clientOf names the assistant that reads a file; known is false where only the
// content can say that one does.
func clientOf(name string) (client string, known bool) {
	for _, c := range clients {
		if name == c.end || strings.HasSuffix(name, "/"+c.end) {
			return c.name, true
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
