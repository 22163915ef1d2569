package codingagent

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// literals reads a map of names and values that are written out. References and
// placeholders are nothing: the value is elsewhere.
func (r *reader) literals(store string, n *tree.Node) {
	for _, f := range n.Entries() {
		r.literal(store, f.Key, f.Value)
	}
}

// literal states a value that is a credential.
func (r *reader) literal(store, name string, n *tree.Node) {
	if !n.Scalar() || n.Kind != tree.String {
		return
	}
	if strings.HasSuffix(strings.ToUpper(name), "_HEADERS") && strings.Contains(n.Text, ":") {
		r.headerLines(n)
		return
	}
	if store == "header" {
		if scheme, _, ok := strings.Cut(n.Text, " "); ok && authSchemes[strings.ToLower(scheme)] && !creds.Named(name).Secret() {
			name = "Authorization"
		}
	}
	r.holds(creds.Judge(name, n.Text, n.Span), store, name)
}

var authSchemes = map[string]bool{"bearer": true, "basic": true, "token": true}

// headerLines reads a variable that holds request headers, one a line
// (ANTHROPIC_CUSTOM_HEADERS).
func (r *reader) headerLines(n *tree.Node) {
	at := 0
	for _, line := range strings.Split(n.Text, "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok {
			span := n.Span
			if n.Exact {
				start := n.Span.Start + at + len(name) + 1
				span = r.f.At(start, start+len(value))
			}
			r.holds(creds.Judge(strings.TrimSpace(name), value, span), "header", strings.TrimSpace(name))
		}
		at += len(line) + 1
	}
}

// reference states a credential that a header takes from the environment:
// "Bearer $NAME", "${NAME}".
func (r *reader) reference(h tree.Field) {
	m := variable().FindStringSubmatch(h.Value.Str())
	if m == nil {
		return
	}
	name := m[1] + m[2]
	c := creds.Describe(name)
	if c == nil {
		return
	}
	c.Key, c.Name, c.Origin, c.Store, c.At = nhi.EnvKey(r.f.Path, name), name, nhi.FromEnv, "header", h.Value.Span
	r.hold(c)
}

var variable = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\$(?:\{([A-Z_][A-Z0-9_]*)\}|([A-Z_][A-Z0-9_]*))`) })

// holds states a literal credential and that the agent has it.
func (r *reader) holds(c *nhi.Credential, store, name string) {
	if c == nil {
		return
	}
	c.Origin, c.Store = nhi.FromLiteral, store
	if c.Name == "" {
		c.Name = name
	}
	c.Key = nhi.Key("coding-literal", r.f.Path, strconv.Itoa(c.At.Start))
	r.hold(c)
}

// hold states a credential once, and that the agent has it.
func (r *reader) hold(c *nhi.Credential) {
	if r.seen[c.Key] {
		return
	}
	r.seen[c.Key] = true
	r.facts.Credentials = append(r.facts.Credentials, c)
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: nhi.Holds, From: r.agent.Key, To: c.Key, Confidence: nhi.Certain, At: c.At, Note: c.Store})
}

// prompt finds credentials in a text that an agent is given as its instructions.
func (r *reader) prompt(f *nhi.File) {
	for _, found := range creds.Scan(f) {
		r.instructed(found.Span)
		r.hold(found.Credential("", "prompt"))
	}
}

// instructed states the agent that reads a file of instructions, where the file
// defines none itself.
func (r *reader) instructed(at nhi.Span) {
	if r.agent != nil {
		return
	}
	title, platform := readerOf(r.f.Path)
	r.state(&nhi.Agent{
		Key: nhi.Key("coding-agent", r.f.Path), Name: title + " (" + r.f.Path + ")", Kind: "coding-agent", Platform: platform,
		ActsFor: "user", Family: "mcp-client:" + project(r.f.Path), At: at,
	}, "instructions of a coding agent", at)
}

// readerOf names the agent that reads a file of instructions, as its path tells.
func readerOf(name string) (title, platform string) {
	for _, o := range owners {
		if strings.Contains("/"+name, o.part) {
			return o.title, o.platform
		}
	}
	return "coding agent", ""
}

// AGENTS.md and .agents are common to many agents.
var owners = [...]struct{ part, title, platform string }{
	{"/.claude/", "Claude Code", "claude-code"}, {"/CLAUDE.", "Claude Code", "claude-code"},
	{"/.gemini/", "Gemini CLI", "gemini-cli"}, {"/GEMINI.md", "Gemini CLI", "gemini-cli"},
	{"/.codex/", "Codex", "codex"}, {"/.opencode/", "opencode", "opencode"},
	{"/.cursor", "Cursor", "cursor"}, {"/.goosehints", "goose", "goose"}, {"/.windsurf", "Windsurf", "windsurf"},
	{"/.clinerules", "Cline", "cline"}, {"/.github/", "Copilot", "copilot"}, {"/copilot-instructions.md", "Copilot", "copilot"},
}
