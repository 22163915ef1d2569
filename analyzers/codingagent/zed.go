package codingagent

import (
	"github.com/nhivet/nhivet/internal/nhi"
)

const zedPermissions = "https://zed.dev/docs/ai/tool-permissions"

// zed reads what the settings of Zed let its agent do without asking: the old
// switch for all tools, the default that took its place in February 2026, and
// the default of the terminal. Patterns of always_allow are for single commands.
func (r *reader) zed() {
	agent := r.root().Get("agent")
	if agent == nil {
		return
	}
	open := "allow"
	f := agent.Field("always_allow_tool_actions")
	name := "agent.always_allow_tool_actions: true"
	if f == nil || !isTrue(f.Value) {
		f, name = agent.Get("tool_permissions").Field("default"), "agent.tool_permissions.default: allow"
		if f != nil && f.Value.Str() != open {
			f = nil
		}
	}
	terminal := agent.Get("tool_permissions", "tools", "terminal")
	if f != nil {
		r.settings("settings of a coding agent", f.KeySpan)
		r.unasked = true
		r.off("approval", name, f.Span(), "every tool runs without confirmation", zedPermissions)
	}
	if d := terminal.Field("default"); d != nil && d.Value.Str() == open && len(terminal.Get("always_confirm").Each())+len(terminal.Get("always_deny").Each()) == 0 {
		r.settings("settings of a coding agent", d.KeySpan)
		r.shell("terminal", []rule{{text: "terminal", tool: "terminal", what: "*", pattern: "*", at: d.Span()}}, nil, nhi.Bool(false), nil)
	}
}
