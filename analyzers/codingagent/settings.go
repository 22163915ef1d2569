package codingagent

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

const codexSecurity = "https://developers.openai.com/codex/agent-approvals-security"

// codex reads the settings of Codex. Never asking is safe inside of a sandbox:
// what that refuses then fails. Missed on purpose: profiles that have to be asked
// for by name, env_key and env_http_headers (names of variables), and
// ignore_default_excludes, whose default has changed.
func (r *reader) codex() {
	root := r.root()
	if root == nil {
		return
	}
	r.settings("settings of a coding agent", r.first(root))
	if root.Get("sandbox_mode").Str() != "read-only" {
		r.builtin()
	}
	in := root
	prefix := ""
	if name := root.Get("profile").Str(); name != "" && root.Get("profiles", name) != nil {
		in, prefix = root.Get("profiles", name), "profiles."+name+"."
	}
	setting := func(key string) (*tree.Field, string) {
		if f := in.Field(key); f != nil {
			return f, prefix + key
		}
		return root.Field(key), key
	}
	sandbox, name := setting("sandbox_mode")
	if sandbox != nil && sandbox.Value.Str() == "danger-full-access" {
		r.off("sandbox", name+": danger-full-access", sandbox.Span(), "commands run with all of the person's rights", codexSecurity)
		if approval, name := setting("approval_policy"); approval != nil && approval.Value.Str() == "never" {
			r.off("approval", name+": never", approval.Span(), "every action runs without confirmation and without a sandbox", codexSecurity)
		}
	}
	for _, n := range root.Get("sandbox_workspace_write", "writable_roots").Each() {
		r.folder(n.Str(), n.Span, true)
	}
	r.literals("env", root.Get("shell_environment_policy", "set"))
	for _, p := range root.Get("model_providers").Entries() {
		r.literal("file", "experimental_bearer_token", p.Value.Get("experimental_bearer_token"))
		r.literals("header", p.Value.Get("http_headers"))
		r.literals("url", p.Value.Get("query_params"))
	}
	for _, e := range root.Get("otel", "exporter").Entries() {
		r.literals("header", e.Value.Get("headers"))
	}
}

// first is the first entry of a settings file, or its start.
func (r *reader) first(root *tree.Node) nhi.Span {
	if len(root.Fields) > 0 {
		return root.Fields[0].KeySpan
	}
	return r.f.At(root.Span.Start, root.Span.Start)
}

// builtin states that an assistant has tools of its own, which write files and
// run commands: servers that only read do not make it one that only reads.
func (r *reader) builtin() {
	r.tool(&nhi.Tool{Name: "built-in tools", Kind: "function", Writes: nhi.Bool(true), At: r.agent.At})
}

// gemini reads the settings of Gemini CLI. That nothing is asked at all cannot
// be set here, only on the command line; tools.sandbox false is the default. A
// server's trust is read by analyzers/mcp.
func (r *reader) gemini() {
	root := r.root()
	if root == nil {
		return
	}
	r.settings("settings of a coding agent", r.first(root))
	r.builtin()
	allow := append(r.rules(root.Get("tools", "allowed")), r.rules(root.Get("allowedTools"))...)
	denied := append(r.rules(root.Get("tools", "exclude")), r.rules(root.Get("excludeTools"))...)
	denied = append(denied, r.rules(root.Get("tools", "confirmationRequired"))...)
	// run_shell_command(git) allows whatever begins with git.
	r.shell("run_shell_command ShellTool", prefixes(allow), prefixes(denied), nhi.Bool(false), nil)
}

// prefixes turns rules that name the beginning of a command into patterns.
func prefixes(rules []rule) []rule {
	for i, x := range rules {
		if x.what != "" && !strings.HasSuffix(x.what, "*") {
			rules[i].what += " *"
		}
	}
	return rules
}

const vscodeApprovals = "https://code.visualstudio.com/docs/agents/run/approvals"

// vscode reads what VS Code's settings let Copilot do.
func (r *reader) vscode() {
	root := r.root()
	if root == nil {
		return
	}
	for _, key := range [...]string{"chat.tools.global.autoApprove", "chat.tools.autoApprove"} {
		if f := root.Field(key); f != nil && isTrue(f.Value) {
			r.settings("settings of a coding agent", f.KeySpan)
			r.unasked = true
			r.off("approval", key+": true", f.Span(), "every tool runs without confirmation", vscodeApprovals)
		}
	}
	if on, ok := root.Get("chat.tools.terminal.enableAutoApprove").Truth(); ok && !on {
		return
	}
	var allow []rule
	for _, f := range root.Get("chat.tools.terminal.autoApprove").Entries() {
		if !isTrue(f.Value) && !isTrue(f.Value.Get("approve")) {
			continue
		}
		what := f.Key + " *"
		if strings.HasPrefix(f.Key, "/") {
			if !everything[strings.Trim(strings.TrimRight(f.Key, "gimsuy"), "/")] {
				continue
			}
			what = "*"
		}
		allow = append(allow, rule{text: f.Key, tool: "terminal", what: what, pattern: "*", at: f.Span()})
	}
	if len(allow) > 0 {
		r.settings("settings of a coding agent", allow[0].at)
		r.shell("terminal", allow, nil, nhi.Bool(false), nil)
	}
}

// everything are expressions that match every command.
var everything = map[string]bool{".*": true, ".+": true, "^.*$": true, "^.+$": true, "^": true, ".": true, "^.*": true, "^.+": true, "^[\\s\\S]*$": true}

// cursor reads the permissions of Cursor's command line. Shell(git) allows every
// git command. Only the person's own file may switch asking off.
// https://cursor.com/docs/cli/reference/permissions
func (r *reader) cursor() {
	root := r.root()
	if root == nil {
		return
	}
	r.settings("settings of a coding agent", r.first(root))
	if f := root.Field("approvalMode"); f != nil && f.Value.Str() == "unrestricted" && path.Base(r.f.Path) == "cli-config.json" {
		r.unasked = true
		r.off("approval", "approvalMode: unrestricted", f.Span(), "every action runs without confirmation", "https://cursor.com/docs/agent/security/run-modes")
	}
	allow, denied := r.rules(root.Get("permissions", "allow")), r.rules(root.Get("permissions", "deny"))
	for _, list := range [][]rule{allow, denied} {
		for i, x := range list {
			if !strings.ContainsAny(x.what, "*: ") && x.what != "" {
				list[i].what += " *"
			}
		}
	}
	r.shell("Shell", allow, denied, nhi.Bool(false), nil)
}

// cursorSandbox reads the sandbox that Cursor's agent runs commands in.
func (r *reader) cursorSandbox() {
	root := r.root()
	if root == nil {
		return
	}
	r.settings("the sandbox of a coding agent", r.first(root))
	const source = "https://cursor.com/docs/reference/sandbox"
	if f := root.Field("type"); f != nil && f.Value.Str() == "insecure_none" {
		r.off("sandbox", "type: insecure_none", f.Span(), "commands run with all of the person's rights", source)
	}
	for _, key := range [...]string{"additionalReadwritePaths", "additionalReadonlyPaths"} {
		for _, n := range root.Get(key).Each() {
			r.folder(n.Str(), n.Span, key == "additionalReadwritePaths")
		}
	}
}

const opencodePermissions = "https://opencode.ai/docs/permissions"

// opencode reads the settings of opencode. Without any permission most tools run
// without asking, so only what is written counts.
func (r *reader) opencode() {
	root := r.root()
	if root == nil {
		return
	}
	if root.Get("$schema") == nil && root.Get("permission") == nil && root.Get("provider") == nil && root.Get("agent") == nil && root.Get("mcp") == nil {
		return // a list of models, a package of that name
	}
	r.settings("settings of a coding agent", r.first(root))
	r.builtin()
	r.permission(root, "")
	for _, a := range root.Get("agent").Entries() {
		r.permission(a.Value, "agent."+a.Key+".")
	}
	for _, p := range root.Get("provider").Entries() {
		r.literals("file", p.Value.Get("options"))
		r.literals("header", p.Value.Get("options", "headers"))
	}
}

// opencodeAgent reads an agent of opencode in Markdown.
func (r *reader) opencodeAgent() {
	head := r.frontMatter()
	if head == nil {
		return
	}
	r.definition("coding-agent", "", "a definition of an agent", r.headSpan(head))
	r.agent.ActsFor = "user"
	r.agent.Attributes["role"] = "subagent"
	r.permission(head, "")
}

// permission reads what runs without asking. Of the rules for one tool the last
// that fits counts; the map's own last "*" is what is not named otherwise.
func (r *reader) permission(in *tree.Node, prefix string) {
	f := in.Field("permission")
	if f == nil {
		return
	}
	if f.Value.Str() == "allow" {
		r.unasked = r.unasked || prefix == ""
		r.off("approval", prefix+"permission: allow", f.Span(), "every action runs without confirmation", opencodePermissions)
		return
	}
	rest, bash := f.Value.Get("*"), f.Value.Field("bash")
	if rest.Str() == "allow" && (bash == nil || overall(bash.Value) == "allow") {
		r.unasked = r.unasked || prefix == ""
		all := f.Value.Field("*")
		r.off("approval", prefix+`permission: "*": allow`, all.Span(), "every action runs without confirmation", opencodePermissions)
		return
	}
	if bash != nil && overall(bash.Value) == "allow" {
		r.shellTool(anyCommand, []rule{{text: prefix + "bash: allow", tool: "bash", pattern: "bash", at: bash.Span()}}, nhi.Bool(false), nil)
	}
}

// overall is what a tool's rule says of a call that nothing else names.
func overall(n *tree.Node) string {
	if n == nil || n.Kind != tree.Mapping {
		return n.Str()
	}
	return n.Get("*").Str()
}

// aider reads the settings of aider, for the keys that people write there.
// yes-always is no switch that matters: what runs a command is then refused.
// https://github.com/Aider-AI/aider/blob/main/aider/io.py (explicit_yes_required)
func (r *reader) aider() {
	root := r.root()
	if root == nil {
		return
	}
	r.settings("settings of a coding agent", r.first(root))
	r.literals("file", root)
	for _, list := range [...]struct{ key, suffix string }{{"api-key", "_API_KEY"}, {"set-env", ""}} {
		for _, n := range root.Get(list.key).Each() { // gemini=…, NAME=…
			r.pair(n, list.suffix)
		}
	}
}

// pair reads NAME=value, where the name is the variable's with a suffix.
func (r *reader) pair(n *tree.Node, suffix string) {
	name, value, ok := strings.Cut(n.Str(), "=")
	if !ok {
		return
	}
	at := n.Span
	if n.Exact {
		at = r.f.At(n.Span.End-len(value), n.Span.End)
	}
	part := &tree.Node{Kind: tree.String, Text: value, Span: at, Exact: n.Exact}
	r.literal("file", strings.ToUpper(strings.TrimSpace(name))+suffix, part)
}
