// Package codingagent reads what a repository tells the coding agents that work
// in it: their settings (what runs without asking, the sandbox, the environment,
// hooks), the agents, skills and commands that Markdown files define, agentic
// workflows, and every text that becomes part of a prompt. It runs no hook and
// follows no address. MCP servers, also those in the same files, are read by
// analyzers/mcp; command lines that start an agent, by the readers of pipelines
// and scripts.
package codingagent

import (
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Analyzer reads the files of coding agents. The unit is the file, and for
// Claude Code the folder .claude, whose settings and agents belong together.
var Analyzer = &nhi.Analyzer{
	Name: "codingagent",
	Doc:  "coding agents: permissions, sandboxes, hooks, keys, prompts, agentic workflows",
	Reads: []string{
		"settings of Claude Code, Codex, Gemini CLI, Copilot in VS Code, Cursor, Zed, opencode, aider and goose: approval and sandbox that are switched off, " +
			"shell patterns that run without asking, folders outside of the project, credentials in env, headers and providers",
		"hooks of Claude Code that answer every question with yes, and the credentials of those that call an address",
		"subagents, skills and commands of Claude Code, custom agents of Copilot, agents of opencode, recipes of goose: tools, modes, delegation",
		"GitHub's agentic workflows in Markdown: triggers, roles, permissions, secrets of the agent's job, sandbox, shell",
		"credentials in instruction files (CLAUDE.md, AGENTS.md, GEMINI.md, rules, prompts, bodies of skills)",
	},
	Formats: table(),
	Leaves: "helpers that fetch a credential (the good way), rules that allow one command, profiles that have to be asked for by name, plugins and their marketplaces, " +
		"policies of Gemini CLI and Codex in their own languages, MCP servers (mcp), command lines (actions, gitlab, shell)",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

func wants(name string) bool { return formatOf(name) != nil || creds.Prompt(name) }

// maxPrompt is the largest instruction file read, in bytes: that of
// analyzers/secrets.
const maxPrompt = 1 << 20

func claims(name string, text []byte) (string, bool) {
	f := formatOf(name)
	switch {
	case len(text) == 0:
		return "", false
	case f == nil:
		return name, creds.Prompt(name) && len(text) <= maxPrompt
	case f.claims != nil && !f.claims(text):
		return name, creds.Prompt(name) && len(text) <= maxPrompt
	}
	return unitOf(name), true
}

// unitOf is the folder .claude above a file, or the file.
func unitOf(name string) string {
	if i := strings.LastIndex("/"+name, "/.claude/"); i >= 0 {
		return name[:i+len(".claude")]
	}
	return name
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	out := &nhi.Facts{}
	var main *nhi.Agent
	var subagents []*nhi.Agent
	var openings []*opening
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := read(f)
		out.Add(r.facts)
		if r.opens != nil {
			openings = append(openings, r.opens)
		}
		for _, a := range r.facts.Agents {
			switch {
			case a.Attributes["role"] == "subagent":
				subagents = append(subagents, a)
			case main == nil && strings.HasPrefix(path.Base(f.Path), "settings"):
				main = a
			}
		}
	}
	if len(openings) > 0 && !open(out) {
		out.Add(skills(u.Key, openings))
	}
	// A session hands tasks to every agent that its project defines.
	if main != nil {
		for _, a := range subagents {
			out.Edges = append(out.Edges, &nhi.Edge{Kind: nhi.DelegatesTo, From: main.Key, To: a.Key, Confidence: nhi.Certain, At: a.At})
		}
	}
	return out, nil
}

// open says whether settings allow every command already.
func open(f *nhi.Facts) bool {
	for _, t := range f.Tools {
		if t.Kind == "shell" && t.Approved != nil && !*t.Approved && t.Attributes["reach"] == anyCommand {
			return true
		}
	}
	for _, c := range f.Controls {
		if strings.HasPrefix(c.Name, "permissions.defaultMode") {
			return true
		}
	}
	return false
}

// read reads one file: as its format, and as a prompt where it is one.
func read(f *nhi.File) *reader {
	r := &reader{f: f, facts: &nhi.Facts{}, seen: map[string]bool{}}
	if format := formatOf(f.Path); format != nil && (format.claims == nil || format.claims(f.Bytes())) {
		r.platform, r.title = format.platform, format.title
		format.read(r)
	}
	if creds.Prompt(f.Path) && f.Len() <= maxPrompt {
		r.prompt(f)
	}
	return r
}

// reader collects the facts of one file.
type reader struct {
	f               *nhi.File
	facts           *nhi.Facts
	platform, title string
	agent           *nhi.Agent
	opens           *opening
	// unasked is set where nothing is asked at all: what else is allowed by name
	// is then no news.
	unasked bool
	// seen are the keys of what is stated.
	seen map[string]bool
}

// score is the weight of a file that configures or defines an agent: enough by
// itself.
const score = 95

// settings states the assistant that a settings file is for. The key is the one
// under which analyzers/mcp states the client of that file: what it starts and
// what it may do are one assistant's. So is the family: every client of one
// project is one person's.
func (r *reader) settings(reason string, at nhi.Span) {
	r.state(&nhi.Agent{
		Key: nhi.Key("mcp-client", r.f.Path), Name: r.title + " (" + r.f.Path + ")", Kind: "coding-agent", Platform: r.platform,
		ActsFor: "user", Family: "mcp-client:" + project(r.f.Path),
		// At the head of the file, before anything that others see in it.
		At: r.f.At(0, 0),
	}, reason, at)
}

// definition states an agent that the file defines, under its own name.
func (r *reader) definition(kind, name, reason string, at nhi.Span) {
	if name == "" {
		name = stem(r.f.Path)
	}
	r.state(&nhi.Agent{
		Key: nhi.Key("coding-agent", r.f.Path), Name: name, Kind: kind, Platform: r.platform, At: at,
	}, reason, at)
}

func (r *reader) state(a *nhi.Agent, reason string, at nhi.Span) {
	if r.agent != nil {
		return
	}
	a.Score = score
	a.Evidence = []nhi.Evidence{{Weight: score, Reason: reason, At: at}}
	a.Attributes = map[string]string{}
	r.agent = a
	r.facts.Agents = append(r.facts.Agents, a)
}

// off states a gate that the file switches off. name is the setting as a person
// would name it; source the documentation of what it does.
func (r *reader) off(kind, name string, at nhi.Span, why, source string) {
	key := nhi.Key("coding-control", kind, r.agent.Key, name)
	if r.seen[key] {
		return
	}
	r.seen[key] = true
	r.facts.Controls = append(r.facts.Controls, &nhi.Control{
		Key: key, Kind: kind, Name: name, State: "off", Subject: r.agent.Key, Source: source,
		Attributes: map[string]string{"why": why}, At: at,
	})
}

// tool states something that the agent can call.
func (r *reader) tool(t *nhi.Tool) {
	t.Key = nhi.Key("coding-tool", r.agent.Key, t.Kind, t.Name)
	t.Agent = r.agent.Key
	if r.seen[t.Key] {
		return
	}
	r.seen[t.Key] = true
	r.facts.Tools = append(r.facts.Tools, t)
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: nhi.Calls, From: r.agent.Key, To: t.Key, Confidence: nhi.Certain, At: t.At})
}

// root reads the file as JSON, TOML or YAML, by its name. The notices count as
// relevant: the name says that the file is an agent's.
func (r *reader) root() *tree.Node {
	var n *tree.Node
	var notices []nhi.Notice
	switch path.Ext(r.f.Path) {
	case ".toml":
		n, notices = tree.TOML(r.f)
	case ".yaml", ".yml":
		var docs []*tree.Document
		if docs, notices = tree.YAML(r.f); len(docs) > 0 {
			n = docs[0].Root
		}
	default:
		n, notices = tree.JSON(r.f)
	}
	r.notices(notices)
	if n == nil || n.Kind != tree.Mapping {
		return nil
	}
	return n
}

func (r *reader) notices(list []nhi.Notice) {
	for i := range list {
		list[i].Relevant = true
	}
	r.facts.Notices = append(r.facts.Notices, list...)
}

// stem is a file's name without its endings: review.agent.md is review.
func stem(name string) string {
	base := path.Base(name)
	if base == "SKILL.md" {
		return path.Base(path.Dir(name))
	}
	if i := strings.IndexByte(base, '.'); i > 0 {
		return base[:i]
	}
	return base
}

// project is the folder that a settings file is for: the same that analyzers/mcp
// finds for the files of MCP clients.
func project(name string) string {
	dir := path.Dir(name)
	for dir != "." && dir != "/" && strings.HasPrefix(path.Base(dir), ".") {
		dir = path.Dir(dir)
	}
	return dir
}

// isTrue says whether a setting is the boolean true.
func isTrue(n *tree.Node) bool {
	v, ok := n.Truth()
	return ok && v
}
