package jobs

import (
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Start states that a command of the job starts an agent.
func (j *Job) Start(agent string, flags map[string]string, at nhi.Span) {
	a := j.agent
	a.Score = AgentScore
	reason := "a command starts " + title(agent)
	for _, e := range a.Evidence {
		if e.Reason == reason {
			reason = ""
		}
	}
	if reason != "" {
		a.Evidence = append(a.Evidence, nhi.Evidence{Weight: AgentScore, Reason: reason, At: at})
	}
	if a.Attributes["agent"] == "" {
		a.Attributes["agent"] = agent
	} else if !strings.Contains(" "+a.Attributes["agent"]+" ", " "+agent+" ") {
		a.Attributes["agent"] += " " + agent
	}
	for _, g := range agents.Gates(agent, flags) {
		j.Control(g.Kind, "off", g.Name, g.Why, at)
	}
	for _, pattern := range agents.Tools(flags) {
		j.tool(pattern, at)
	}
}

// Control states a protection of the job.
func (j *Job) Control(kind, state, name, why string, at nhi.Span) {
	key := nhi.Key("ci-control", j.agent.Key, kind, name)
	for _, c := range j.controls {
		if c.Key == key {
			return
		}
	}
	j.controls = append(j.controls, &nhi.Control{Key: key, Kind: kind, Name: name, State: state, Subject: j.agent.Key,
		Attributes: map[string]string{"why": why}, At: at})
}

// kinds are the tools of agents that are known by name.
var kinds = map[string]struct {
	kind   string
	writes bool
}{
	"Bash": {"shell", true}, "shell": {"shell", true}, "ShellTool": {"shell", true}, "run_shell_command": {"shell", true}, "execute_bash": {"shell", true},
	"Write": {"function", true}, "Edit": {"function", true}, "MultiEdit": {"function", true}, "NotebookEdit": {"function", true}, "write": {"function", true}, "fs_write": {"function", true}, "write_file": {"function", true},
	"Read": {"function", false}, "Grep": {"function", false}, "Glob": {"function", false}, "LS": {"function", false}, "fs_read": {"function", false}, "read_file": {"function", false},
}

func (j *Job) tool(pattern string, at nhi.Span) {
	name, inside, narrowed := strings.Cut(pattern, "(")
	known, ok := kinds[name]
	if !ok {
		known.kind = "function"
	}
	t := &nhi.Tool{Key: nhi.Key("ci-tool", j.agent.Key, pattern), Name: pattern, Kind: known.kind, Agent: j.agent.Key,
		Attributes: map[string]string{"pattern": pattern}, At: at}
	inside = strings.TrimSuffix(inside, ")")
	switch all := !narrowed || strings.Trim(inside, "*: ") == ""; {
	case !ok:
	case known.kind != "shell":
		// To change the files of its checkout is what such an agent is for.
		t.Writes = nhi.Bool(known.writes)
	case all:
		t.Writes, t.Approved = nhi.Bool(true), nhi.Bool(false)
	}
	for _, seen := range j.tools {
		if seen.Key == t.Key {
			return
		}
	}
	j.tools = append(j.tools, t)
	j.edges = append(j.edges, &nhi.Edge{Kind: nhi.Calls, From: j.agent.Key, To: t.Key, Confidence: nhi.Certain, At: at})
}

// titles are the agents' names for people.
var titles = map[string]string{
	"claude-code": "Claude Code", "codex": "Codex", "gemini-cli": "the Gemini CLI", "copilot": "the Copilot CLI", "aider": "aider",
	"goose": "Goose", "opencode": "opencode", "cursor": "the Cursor CLI", "qwen-code": "Qwen Code", "amazon-q": "Amazon Q", "cagent": "cagent",
}

func title(agent string) string {
	if t := titles[agent]; t != "" {
		return t
	}
	return agent
}
