package codingagent

import (
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

const (
	claudeModes    = "https://code.claude.com/docs/en/permission-modes"
	claudeSettings = "https://code.claude.com/docs/en/settings-reference"
	claudeHooks    = "https://code.claude.com/docs/en/hooks"
)

// claudeShells are the tools of Claude Code that run commands.
const claudeShells = "Bash PowerShell"

// claude reads the settings of Claude Code. A project's settings count for all
// who work in it: of the modes only auto is ignored there, and neither
// acceptEdits nor dontAsk switches asking off (the one covers files of the
// project, the other refuses what is not allowed). Helpers that fetch a
// credential (apiKeyHelper, awsCredentialExport, awsAuthRefresh, gcpAuthRefresh,
// otelHeadersHelper) are the good way and give nothing. Missed on purpose: rules
// that allow a single writing tool of a server, which somebody chose by name;
// sandbox.enabled false, which is the default; plugins and their marketplaces.
func (r *reader) claude() {
	root := r.root()
	if root == nil {
		return
	}
	at := r.f.At(root.Span.Start, root.Span.Start+1)
	r.settings("settings of a coding agent", at)
	if path.Base(r.f.Path) == "settings.local.json" {
		r.agent.Attributes["personal"] = "true" // Claude Code has git ignore it
	}
	permissions := root.Get("permissions")
	unasked := nhi.Bool(false)
	if permissions.Get("defaultMode").Str() == "bypassPermissions" && permissions.Get("disableBypassPermissionsMode").Str() != "disable" {
		r.unasked = true // allow rules have no effect then
		r.off("approval", "permissions.defaultMode: bypassPermissions", permissions.Field("defaultMode").Span(), "every action runs without confirmation", claudeModes)
	}
	if isTrue(root.Get("enableAllProjectMcpServers")) {
		r.off("approval", "enableAllProjectMcpServers: true", root.Field("enableAllProjectMcpServers").Span(), "whatever server a project names is started without consent", claudeSettings+"#enableallprojectmcpservers")
	}
	allow := r.rules(permissions.Get("allow"))
	denied := append(r.rules(permissions.Get("deny")), r.rules(permissions.Get("ask"))...)
	attributes := map[string]string{}
	sandbox := root.Get("sandbox")
	if isTrue(sandbox.Get("enabled")) {
		attributes["sandboxed"] = "true"
		// Unless this says no, a rule that allows a command allows it outside too.
		if outside, ok := sandbox.Get("allowUnsandboxedCommands").Truth(); ok && !outside {
			unasked = nil
		}
		r.openings(sandbox)
	}
	if permissions.Get("defaultMode").Str() == "dontAsk" {
		attributes["others"] = "denied"
	}
	r.shell(claudeShells, allow, denied, unasked, attributes)
	for _, a := range allow {
		r.fileRule(a)
	}
	for _, n := range permissions.Get("additionalDirectories").Each() {
		if n.Kind == tree.String {
			r.folder(n.Text, n.Span, true)
		}
	}
	r.literals("env", root.Get("env"))
	// The bodies hold the whole conversation, with what every tool gave back.
	// https://code.claude.com/docs/en/monitoring-usage
	if on := root.Get("env", "OTEL_LOG_RAW_API_BODIES"); on.Str() == "1" || on.Str() == "true" {
		r.off("exposure", "OTEL_LOG_RAW_API_BODIES: "+on.Str(), root.Get("env").Field("OTEL_LOG_RAW_API_BODIES").Span(), "whole conversations are exported, with every result of a tool", "https://code.claude.com/docs/en/monitoring-usage")
	}
	r.hooks(root.Get("hooks"))
}

// rules reads a list of permission rules.
func (r *reader) rules(n *tree.Node) []rule {
	var out []rule
	for _, item := range n.Each() {
		if item.Kind == tree.String {
			out = append(out, parseRule(item.Text, item.Span))
		}
	}
	return out
}

// openings are holes in a sandbox through which anything goes.
func (r *reader) openings(sandbox *tree.Node) {
	for _, n := range sandbox.Get("excludedCommands").Each() {
		if n.Str() == "*" {
			r.off("sandbox", "sandbox.excludedCommands: *", n.Span, "every command runs outside of the sandbox", claudeSettings+"#sandbox-settings")
		}
	}
	for _, n := range sandbox.Get("network", "allowedDomains").Each() {
		if n.Str() == "*" {
			r.agent.Attributes["network"] = "any"
		}
	}
}

// fileRule states a rule that lets the file tools out of the project. An
// absolute path starts with two slashes, one is the project's.
// https://code.claude.com/docs/en/permissions#read-and-edit
func (r *reader) fileRule(a rule) {
	if !wordset.Has("Read Edit Write MultiEdit", a.tool) {
		return
	}
	p := a.what
	if abs, ok := strings.CutPrefix(p, "//"); ok {
		p = "/" + abs
	} else if !strings.HasPrefix(p, "~") {
		return
	}
	for _, end := range [...]string{"/**", "/*", "**", "*"} {
		p = strings.TrimSuffix(p, end)
	}
	if p == "" {
		p = "/"
	}
	if strings.ContainsAny(p, "*?[") {
		return
	}
	r.folder(p, a.at, a.tool != "Read")
}

// ownFolder is where agents keep their own skills, rules and notes of sessions.
var ownFolder = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(^|/)\.(claude|codex|gemini|cursor|opencode|agents)(/|$)`)
})

// folder states a folder outside of the project that the agent may use, when it
// is a wide one.
func (r *reader) folder(text string, at nhi.Span, writes bool) {
	p := tools.Place(text)
	if text == "" || p.Breadth == "" || p.Breadth == "narrow" || ownFolder().MatchString(text) {
		return
	}
	g := &nhi.Grant{
		Key: nhi.Key("coding-host", r.agent.Key, text), Identity: r.agent.Key, System: "host", Actions: []string{"read"}, Resources: []string{text},
		Scope: p.Scope, Breadth: p.Breadth, Hazards: p.Hazards, Why: p.Why, Writes: writes, Confidence: nhi.Certain, At: at,
	}
	if writes {
		g.Actions = append(g.Actions, "write")
	}
	if !r.seen[g.Key] {
		r.seen[g.Key] = true
		r.facts.Grants = append(r.facts.Grants, g)
	}
}

// hooks reads what runs at points of a session: credentials in the headers of
// requests, and a command that answers every question with yes.
func (r *reader) hooks(n *tree.Node) {
	for _, event := range n.Entries() {
		for _, matcher := range event.Value.Each() {
			for _, hook := range matcher.Get("hooks").Each() {
				for _, h := range hook.Get("headers").Entries() {
					r.literal("header", h.Key, h.Value)
					r.reference(h)
				}
				command := hook.Get("command")
				if answers[event.Key] && wideMatcher(matcher.Get("matcher").Str()) && hook.Get("if") == nil && alwaysYes(command.Str()) {
					r.off("approval", "hooks."+event.Key, command.Span, "a hook allows every action", claudeHooks)
				}
			}
		}
	}
}

// answers are the events whose hooks may allow an action.
var answers = map[string]bool{"PreToolUse": true, "PermissionRequest": true}

// wideMatcher says whether a hook is for every tool, or for one that runs
// commands.
func wideMatcher(m string) bool {
	switch m {
	case "", "*", ".*":
		return true
	}
	for _, name := range strings.FieldsFunc(m, func(c rune) bool { return c == '|' || c == '(' || c == ')' || c == ' ' || c == '^' || c == '$' }) {
		if wordset.Has(claudeShells, name) {
			return true
		}
	}
	return false
}

// alwaysYes says whether a command only prints that an action is allowed. What
// looks at the action first is a policy and is left alone.
func alwaysYes(command string) bool {
	c := strings.TrimSpace(command)
	if !strings.HasPrefix(c, "echo ") && !strings.HasPrefix(c, "printf ") || strings.ContainsAny(c, ";&|`\n") || strings.Contains(c, "$(") {
		return false
	}
	c = strings.NewReplacer(`\`, "", `"`, "", "'", "", " ", "").Replace(c)
	for _, yes := range [...]string{"permissionDecision:allow", "decision:approve", "behavior:allow", "decision:allow"} {
		if strings.Contains(c, yes) {
			return true
		}
	}
	return false
}
