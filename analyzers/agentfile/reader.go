package agentfile

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// The places in which a definition keeps a credential.
const (
	inEnv    = "env"
	inHeader = "header"
	inURL    = "url"
	inFile   = "file"
	inArg    = "argument"
	inPrompt = "prompt"
)

// defined is the score of what a framework's own file calls an agent.
const defined = 95

// reader collects the facts of one file.
type reader struct {
	f        *nhi.File
	facts    *nhi.Facts
	platform string
	// held are the credentials that are stated, and pairs of holder and
	// credential; used counts the keys that are made of names.
	held map[string]bool
	used map[string]int
	// found are the credentials of known formats in the whole file, looked for
	// once and only when there is a prompt to read.
	found   []creds.Found
	scanned bool
}

func newReader(f *nhi.File) *reader {
	return &reader{f: f, facts: &nhi.Facts{}, held: map[string]bool{}, used: map[string]int{}}
}

// agent states an agent that the file defines. All agents of one file run in one
// process, with one environment: to the join they are copies of one.
func (r *reader) agent(name string, at nhi.Span) *nhi.Agent {
	a := &nhi.Agent{
		Key:         r.key("agent", name),
		Name:        name,
		Kind:        "definition",
		Platform:    r.platform,
		Environment: agents.Environment(r.f.Path, "", name),
		Score:       defined,
		Evidence:    []nhi.Evidence{{Weight: defined, Reason: "is defined in a file of " + title(r.platform), At: at}},
		Family:      r.platform + ":" + strings.ReplaceAll(r.f.Path, " ", "_"),
		At:          at,
	}
	r.facts.Agents = append(r.facts.Agents, a)
	return a
}

// titles are how people call the frameworks.
var titles = map[string]string{
	"langgraph": "LangGraph", "a2a": "the A2A protocol", "crewai": "CrewAI", "bedrock-agentcore": "Amazon Bedrock AgentCore",
	"agent-framework": "Microsoft Agent Framework", "dify": "Dify", "flowise": "Flowise", "litellm": "LiteLLM", "docker-mcp": "the Docker MCP gateway",
}

func title(platform string) string {
	if t := titles[platform]; t != "" {
		return t
	}
	return platform
}

// key is a key of this file and platform.
func (r *reader) key(kind string, parts ...string) string {
	return nhi.Key("agentfile-"+kind, append([]string{r.platform, r.f.Path}, parts...)...)
}

// tool states a tool of an agent, or of nobody when agent is empty.
func (r *reader) tool(agent, kind, name string, at nhi.Span) *nhi.Tool {
	t := &nhi.Tool{Key: r.under("tool", agent, kind, name), Name: name, Kind: kind, Agent: agent, At: at}
	r.facts.Tools = append(r.facts.Tools, t)
	if agent != "" {
		r.edge(nhi.Calls, agent, t.Key, at)
	}
	return t
}

// under is a key below that of a holder, or of the file where nobody holds: the
// second of a name is told by its number.
func (r *reader) under(kind, holder string, parts ...string) string {
	if holder == "" {
		holder = r.key("file")
	}
	key := "agentfile-" + kind + holder[strings.IndexByte(holder, ':'):] + "/" + strings.TrimPrefix(nhi.Key("", parts...), ":")
	r.used[key]++
	if n := r.used[key]; n > 1 {
		key += "/" + strconv.Itoa(n)
	}
	return key
}

// at writes an address into a tool, without its userinfo, its query and the
// parts of its path that may be a secret, and reads the credentials in it.
func (r *reader) at(t *nhi.Tool, n *tree.Node) {
	if !n.Scalar() || n.Text == "" {
		return
	}
	if a, ok := tools.Parse(n.Text, false); ok {
		t.URL, t.At = a.URL, n.Span
		t.Attributes = with(t.Attributes, "host", a.Host)
		if a.Transport != "" {
			t.Attributes["transport"] = a.Transport
		}
	}
	r.address(t.Key, n)
}

func (r *reader) edge(kind nhi.EdgeKind, from, to string, at nhi.Span) {
	r.sure(kind, from, to, at, nhi.Certain)
}

func (r *reader) sure(kind nhi.EdgeKind, from, to string, at nhi.Span, confidence int) {
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: confidence, At: at})
}

// control states a gate.
func (r *reader) control(kind, state, name, subject, why, source string, at nhi.Span) *nhi.Control {
	c := &nhi.Control{
		Key: r.under("control", subject, kind, name), Kind: kind, Name: name, State: state,
		Subject: subject, Source: source, At: at,
	}
	if why != "" {
		c.Attributes = map[string]string{"why": why}
	}
	r.facts.Controls = append(r.facts.Controls, c)
	return c
}

// off is a gate that the file switches off.
func (r *reader) off(kind, name, subject, why string, at nhi.Span) *nhi.Control {
	return r.control(kind, "off", name, subject, why, "", at)
}

// first is the first of several names for a field.
func first(n *tree.Node, keys ...string) *tree.Node {
	for _, key := range keys {
		if v := n.Get(key); v != nil {
			return v
		}
	}
	return nil
}

func is(n *tree.Node, kind tree.Kind) bool { return n != nil && n.Kind == kind }

func yes(n *tree.Node) bool {
	value, ok := n.Truth()
	return ok && value
}

func no(n *tree.Node) bool {
	value, ok := n.Truth()
	return ok && !value
}

func with(m map[string]string, key, value string) map[string]string {
	if m == nil {
		m = map[string]string{}
	}
	m[key] = value
	return m
}

// described is a list of names as an attribute, bounded: it is for a person.
func described(names []string) string {
	const most = 20
	if len(names) > most {
		names = names[:most]
	}
	return strings.Join(names, " ")
}
