package agentfile

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// CrewAI, after docs.crewai.com, Agents and Tasks: config/agents.yaml and
// config/tasks.yaml of a crew, and agents/<name>.jsonc of newer projects. The
// defaults are safe: nobody delegates, no code runs, and where it does it runs in
// a container (code_execution_mode "safe").

func isCrew(root *tree.Node) bool {
	list := root.Entries()
	for _, f := range list {
		if !crewEntry(f.Value) {
			return false
		}
	}
	return len(list) > 0
}

func crewEntry(n *tree.Node) bool {
	return is(n.Get("role"), tree.String) && is(n.Get("goal"), tree.String) && is(n.Get("backstory"), tree.String)
}

func isCrewAgent(root *tree.Node) bool { return crewEntry(root) }

func isTasks(root *tree.Node) bool {
	list := root.Entries()
	for _, f := range list {
		if f.Value.Get("description") == nil || f.Value.Get("expected_output") == nil {
			return false
		}
	}
	return len(list) > 0
}

// crewFamily is the same for the files of a crew, which run in one process.
func (r *reader) crewFamily() string {
	dir := path.Dir(r.f.Path)
	return "crewai:" + strings.ReplaceAll(dir, " ", "_")
}

// crewKey is the key of a crew's agent: tasks.yaml beside agents.yaml means the
// same ones.
func (r *reader) crewKey(name string) string {
	return nhi.Key("agentfile-agent", "crewai", path.Dir(r.f.Path), name)
}

// maxCrew bounds the agents among which every one may delegate to every other.
const maxCrew = 32

func crew(r *reader, root *tree.Node) {
	list := root.Entries()
	keys := make([]string, len(list))
	for i, f := range list {
		keys[i] = r.crewMember(f.Key, f.KeySpan, f.Value, f.Value)
	}
	delegating := 0
	for i, f := range list {
		field := f.Value.Field("allow_delegation")
		if field == nil || !yes(field.Value) {
			continue
		}
		delegating++
		for j := range min(len(list), maxCrew) {
			if i != j && i < maxCrew {
				// Which agents make a crew is said in code; those of one file mostly do.
				r.sure(nhi.DelegatesTo, keys[i], keys[j], field.Span(), 80)
			}
		}
	}
	if delegating == len(list) && delegating > 1 {
		at := list[0].Value.Field("allow_delegation").Span()
		r.off("delegation", "allow_delegation: true", keys[0], "every agent of the crew may hand any task to any other", at)
	}
}

// crewAgent reads a file that is one agent. Behaviour stands at its top or in
// "settings".
func crewAgent(r *reader, root *tree.Node) {
	name := strings.TrimSuffix(path.Base(r.f.Path), path.Ext(r.f.Path))
	settings := root
	if s := root.Get("settings"); is(s, tree.Mapping) {
		settings = s
	}
	r.crewMember(name, root.Field("role").KeySpan, root, settings)
}

func (r *reader) crewMember(name string, at nhi.Span, n, settings *tree.Node) string {
	a := r.agent(name, at)
	a.Key, a.Family = r.crewKey(name), r.crewFamily()
	for _, field := range [...]string{"role", "goal", "backstory", "system_template", "prompt_template"} {
		r.prompt(a.Key, field, n.Get(field))
	}
	r.crewTools(a.Key, n.Get("tools"))
	for _, m := range n.Get("mcps").Each() {
		r.crewServer(a.Key, m)
	}
	for _, llm := range [...]string{"llm", "function_calling_llm"} {
		r.everything(a.Key, inFile, n.Get(llm), 0)
	}
	for _, s := range [...]*tree.Node{n, settings} {
		if f := s.Field("allow_code_execution"); f != nil && yes(f.Value) {
			t := r.tool(a.Key, "code", "code interpreter", f.Span())
			t.Writes = nhi.Bool(true)
			if m := s.Field("code_execution_mode"); m != nil && m.Value.Str() == "unsafe" {
				t.Attributes = with(t.Attributes, "sandbox", "off")
				r.off("sandbox", "code_execution_mode: unsafe", a.Key, "code that the model writes runs on the host itself", m.Span())
			}
		}
		if s == settings && s == n {
			break
		}
	}
	return a.Key
}

// crewTools reads a list of names.
func (r *reader) crewTools(agent string, n *tree.Node) {
	for _, t := range n.Each() {
		if t.Scalar() && t.Text != "" && len(t.Text) < 100 {
			r.tool(agent, "function", t.Text, t.Span).Writes = writes(t.Text)
		}
	}
}

// crewServer reads an MCP server: an address, one of the platform's connected
// ones by name, or a mapping with a command or an address.
func (r *reader) crewServer(agent string, n *tree.Node) {
	switch {
	case n.Scalar() && strings.Contains(n.Text, "://"):
		r.at(r.tool(agent, "mcp-http", hostOf(n.Text), n.Span), n)
	case n.Scalar():
		r.tool(agent, "mcp-http", n.Text, n.Span).Attributes = map[string]string{"connected": "crewai"}
	case is(n, tree.Mapping):
		if url := n.Get("url"); url.Scalar() {
			t := r.tool(agent, "mcp-http", hostOf(url.Text), url.Span)
			r.at(t, url)
			r.pairs(t.Key, inHeader, n.Get("headers"))
		} else if command := n.Get("command"); command.Scalar() {
			t := r.tool(agent, "mcp-stdio", path.Base(command.Text), command.Span)
			r.launch(t, command, n.Get("args"))
			r.pairs(t.Key, inEnv, n.Get("env"))
		}
	}
}

// tasks reads what tasks add to the agents that do them: tools, a person who is
// asked, and texts that the model reads.
func tasks(r *reader, root *tree.Node) {
	for _, f := range root.Entries() {
		agent := ""
		if n := f.Value.Get("agent"); n.Scalar() && n.Text != "" {
			agent = r.crewKey(n.Text)
		}
		for _, field := range [...]string{"description", "expected_output"} {
			r.prompt(agent, field, f.Value.Get(field))
		}
		if agent == "" {
			continue
		}
		r.crewTools(agent, f.Value.Get("tools"))
		if h := f.Value.Field("human_input"); h != nil && yes(h.Value) {
			r.control("approval", "present", "human_input: true", agent, "a person reviews what task '"+f.Key+"' gives", "", h.Span())
		}
	}
}
