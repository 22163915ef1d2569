package codingagent

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// subagent reads an agent of Claude Code. tools says what it has at all, not
// what runs without asking; without it, the session's own.
func (r *reader) subagent() {
	head := r.frontMatter()
	if head == nil || head.Get("name") == nil && head.Get("description") == nil {
		return
	}
	r.definition("coding-agent", head.Get("name").Str(), "a definition of a subagent", r.headSpan(head))
	r.agent.ActsFor = "user"
	r.agent.Attributes["role"] = "subagent"
	if f := head.Field("permissionMode"); f != nil && f.Value.Str() == "bypassPermissions" {
		r.off("approval", "permissionMode: bypassPermissions", f.Span(), "every action of the subagent runs without confirmation", claudeModes)
	}
	r.has(head.Get("tools"), claudeTools)
	r.hooks(head.Get("hooks"))
}

// skill reads a skill or a command of Claude Code. Its allowed-tools run without
// asking while it is used, whether or not anybody trusts the folder, so one that
// allows every command is a way around the settings.
// https://code.claude.com/docs/en/skills#pre-approve-tools-for-a-skill
func (r *reader) skill() {
	head := r.frontMatter()
	for _, d := range r.toolRules(head.Get("disallowed-tools")) {
		if wordset.Has(claudeShells, d.tool) && reach(d.what) == anyCommand {
			return
		}
	}
	for _, a := range r.toolRules(head.Get("allowed-tools")) {
		if wordset.Has(claudeShells, a.tool) && reach(a.what) == anyCommand {
			name := head.Get("name").Str()
			if name == "" {
				name = stem(r.f.Path)
			}
			r.opens = &opening{name, a}
			return
		}
	}
}

// opening is a skill that allows itself every command.
type opening struct {
	name string
	rule rule
}

// skills states the skills of a project that open the shell as one agent with
// one tool: authors write the same line into all of them.
func skills(unit string, list []*opening) *nhi.Facts {
	first := list[0]
	r := &reader{f: first.rule.at.File, facts: &nhi.Facts{}, seen: map[string]bool{}, platform: "claude-code"}
	var names []string
	for _, o := range list {
		names = append(names, o.name)
	}
	word := "skill "
	if len(names) > 1 {
		word = "skills "
	}
	r.state(&nhi.Agent{
		Key: nhi.Key("coding-agent", unit, "skills"), Name: "Claude Code with the " + word + several(names), Kind: "coding-agent", Platform: "claude-code",
		ActsFor: "user", At: first.rule.at,
	}, "a skill that allows itself every command", first.rule.at)
	r.agent.Attributes["role"] = "skill"
	for _, o := range list[1:] {
		r.agent.Evidence = append(r.agent.Evidence, nhi.Evidence{Weight: 0, Reason: "so does '" + o.name + "'", At: o.rule.at})
	}
	r.shellTool(anyCommand, []rule{first.rule}, nhi.Bool(false), nil)
	return r.facts
}

// customAgent reads an agent of Copilot. Without tools it has all of them.
func (r *reader) customAgent() {
	head := r.frontMatter()
	if head.Get("description") == nil {
		return
	}
	r.definition("coding-agent", head.Get("name").Str(), "a definition of a custom agent", r.headSpan(head))
	r.agent.ActsFor = "user"
	r.agent.Attributes["role"] = "subagent"
	r.has(head.Get("tools"), copilotTools)
	r.servers(head)
}

// headSpan is the first entry of a front matter.
func (r *reader) headSpan(head *tree.Node) nhi.Span {
	if len(head.Fields) > 0 {
		return head.Fields[0].Span()
	}
	return r.f.At(0, 0)
}

// does is what a built-in tool lets an agent do.
type does struct{ shell, writes, reads string }

// https://code.claude.com/docs/en/tools-reference
var claudeTools = does{
	shell:  claudeShells,
	writes: "Edit Write MultiEdit NotebookEdit",
	reads:  "Read Grep Glob LS NotebookRead WebFetch WebSearch TodoWrite TodoRead AskUserQuestion ExitPlanMode LSP",
}

// https://docs.github.com/copilot/reference/custom-agents-configuration#tool-aliases
var copilotTools = does{
	shell:  "execute shell bash powershell runCommands run_in_terminal runTerminal terminal",
	writes: "edit edit/editFiles editFiles write",
	reads:  "read search web codebase usages problems changes fetch todo search/codebase web/fetch",
}

// has states the built-in tools that an agent is given by name: the shell, tools
// that change files, or, when there is nothing else, tools that only read.
// Whether they ask first is for the settings to say.
func (r *reader) has(n *tree.Node, d does) {
	rules := r.toolRules(n)
	if len(rules) == 0 {
		return
	}
	var writes, reads []rule
	others := 0
	for _, x := range rules {
		switch {
		case wordset.Has(d.shell, x.tool):
			if reach(x.what) == anyCommand {
				r.shellTool(anyCommand, []rule{x}, nil, nil)
			} else {
				others++
			}
		case wordset.Has(d.writes, x.tool):
			writes = append(writes, x)
		case wordset.Has(d.reads, x.tool):
			reads = append(reads, x)
		default:
			others++
		}
	}
	function := func(list []rule, writes bool) {
		if len(list) > 0 {
			var names []string
			for _, x := range list {
				names = append(names, x.tool)
			}
			r.tool(&nhi.Tool{Name: several(names), Kind: "function", Writes: nhi.Bool(writes), At: list[0].at})
		}
	}
	function(writes, true)
	if others == 0 {
		function(reads, false)
	}
}

// toolRules reads a list of tools: a YAML list, or a text with commas or blanks,
// in which parentheses hold a rule together.
func (r *reader) toolRules(n *tree.Node) []rule {
	if n != nil && n.Kind == tree.String {
		return r.splitRules(n)
	}
	return r.rules(n)
}

func (r *reader) splitRules(n *tree.Node) []rule {
	var out []rule
	text, depth, start := n.Text, 0, 0
	flush := func(end int) {
		part := strings.TrimSpace(text[start:end])
		if part != "" {
			at := n.Span
			if n.Exact {
				from := n.Span.Start + start + strings.Index(text[start:end], part)
				at = r.f.At(from, from+len(part))
			}
			out = append(out, parseRule(part, at))
		}
		start = end + 1
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0 && (c == ',' || c == ' ' || c == '\t' || c == '\n'):
			flush(i)
		}
	}
	flush(len(text))
	return out
}
