package codingagent

import (
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

const workflowSandbox = "https://github.github.com/gh-aw/reference/sandbox/"

// workflow reads an agentic workflow of GitHub: an agent in Markdown, from which
// the file NAME.lock.yml beside it is compiled. Writing is done by a job of its
// own after checks (safe-outputs), so what is named there is not the agent's.
func (r *reader) workflow() {
	head := r.frontMatter()
	if head.Get("on") == nil {
		return // a part that other workflows import
	}
	evidence := (*tree.Field)(nil)
	for _, key := range [...]string{"engine", "safe-outputs", "tools", "mcp-servers", "network", "imports"} {
		if evidence = head.Field(key); evidence != nil {
			break
		}
	}
	if evidence == nil {
		return
	}
	r.definition("definition", stem(r.f.Path), "an agentic workflow", evidence.Span())
	a := r.agent
	a.ActsFor = "self"
	a.Attributes["framework"] = "gh-aw"
	if engine := head.Get("engine"); engine.Str() != "" || engine.Get("id").Str() != "" {
		a.Attributes["engine"] = engine.Str() + engine.Get("id").Str()
	}
	environment := head.Get("environment").Str() + head.Get("environment", "name").Str()
	a.Environment = agents.Environment("", "", environment)
	r.triggers(head)
	r.token(head)
	r.isolation(head)
	r.secrets(head, "")
	r.literals("env", head.Get("env"))
	r.literals("env", head.Get("engine", "env"))
	r.servers(head)
	r.bash(head.Get("tools").Field("bash"))
	threats := head.Get("safe-outputs", "threat-detection")
	for _, n := range [...]*tree.Node{threats, threats.Get("enabled")} {
		if on, ok := n.Truth(); ok && !on {
			a.Attributes["threat_detection"] = "off"
		}
	}
}

// servers states the literals that the MCP servers of a front matter get.
func (r *reader) servers(head *tree.Node) {
	for _, s := range head.Get("mcp-servers").Entries() {
		r.literals("env", s.Value.Get("env"))
		r.literals("header", s.Value.Get("headers"))
	}
}

// anybody can cause these events in a public repository.
var anybody names = wordset.Of("issues issue_comment discussion discussion_comment pull_request_target pull_request_review pull_request_review_comment slash_command command fork watch")

// triage are the types of events that take a right on the repository.
var triage names = wordset.Of("labeled unlabeled assigned unassigned milestoned demilestoned locked unlocked pinned unpinned transferred deleted")

// triggers says who can start the workflow. Unless roles says all, the compiler
// adds a check that the actor may write.
// https://github.github.com/gh-aw/reference/frontmatter/
func (r *reader) triggers(head *tree.Node) {
	on := head.Get("on")
	var events []tree.Field
	switch {
	case on.Kind == tree.Mapping:
		events = on.Entries()
	default:
		for _, n := range on.Each() {
			events = append(events, tree.Field{Key: n.Str(), KeySpan: n.Span})
		}
	}
	a := r.agent
	a.Attributes["trigger"] = "trusted"
	for _, e := range events {
		types := e.Value.Get("types")
		if !anybody[e.Key] || types != nil && (allIn(triage, types.Strings()) || strings.Contains(strings.Join(types.Strings(), " "), "${")) {
			continue
		}
		a.Attributes["trigger"], a.Attributes["trigger_event"] = "untrusted", e.Key
		break
	}
	roles := append(head.Get("roles").Strings(), on.Get("roles").Strings()...)
	if !names(wordset.Of("all read triage")).any(roles) {
		a.Attributes["guarded"] = "true"
	}
}

// token states the identity of the agent's job, and what it may do when the file
// says so. The tokens for signing in elsewhere and for the model change nothing
// in the repository.
func (r *reader) token(head *tree.Node) {
	f := head.Field("permissions")
	if f == nil {
		return
	}
	i := &nhi.Identity{
		Key: nhi.Key("ci-job-token", r.f.Path, "agent"), Name: r.agent.Name, Kind: "job-token", Platform: "github-actions", Defined: true, At: f.Span(),
	}
	g := &nhi.Grant{
		Key: nhi.Key("ci-grant", r.f.Path, "agent"), Identity: i.Key, System: "github", Name: "permissions", Scope: "resource", Breadth: "narrow",
		Confidence: nhi.Certain, At: f.Span(),
	}
	if f.Value.Str() == "write-all" {
		g.Actions, g.Breadth, g.Writes, g.Why = []string{"write-all"}, "wildcard", true, "the job's token may write everything in the repository"
	} else if f.Value.Str() != "" {
		g.Actions = []string{f.Value.Str()}
	}
	for _, p := range f.Value.Entries() {
		switch level := p.Value.Str(); level {
		case "read", "write":
			g.Actions = append(g.Actions, p.Key+": "+level)
			g.Writes = g.Writes || level == "write" && p.Key != "id-token" && p.Key != "copilot-requests"
		}
	}
	r.facts.Identities = append(r.facts.Identities, i)
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: nhi.RunsAs, From: r.agent.Key, To: i.Key, Confidence: nhi.Certain, At: f.Span()})
	if len(g.Actions) > 0 {
		r.facts.Grants = append(r.facts.Grants, g)
	}
}

// isolation reads whether the agent's container and its firewall are in place.
func (r *reader) isolation(head *tree.Node) {
	sandbox := head.Field("sandbox")
	if sandbox != nil {
		name := "sandbox"
		if agent := sandbox.Value.Field("agent"); agent != nil {
			sandbox, name = agent, "sandbox.agent"
		}
		if on, ok := sandbox.Value.Truth(); ok && !on {
			r.off("sandbox", name+": false", sandbox.Span(), "the agent runs on the runner itself, without a firewall", workflowSandbox)
			return
		}
	}
	for _, n := range head.Get("network", "allowed").Each() {
		if n.Str() == "*" {
			r.agent.Attributes["network"] = "any"
		}
	}
}

// bash states the shell when its patterns are wide. Nobody is asked in a
// pipeline; the container around it is there unless the file says otherwise.
// https://github.github.com/gh-aw/reference/tools/
func (r *reader) bash(f *tree.Field) {
	if f == nil {
		return
	}
	attributes := map[string]string{"sandboxed": "true"}
	for _, c := range r.facts.Controls {
		if c.Kind == "sandbox" {
			delete(attributes, "sandboxed")
		}
	}
	if isTrue(f.Value) {
		r.shellTool(anyCommand, []rule{{text: "bash: true", at: f.Span()}}, nhi.Bool(false), attributes)
		return
	}
	var allow []rule
	for _, n := range f.Value.Each() {
		if n.Kind == tree.String {
			allow = append(allow, rule{text: "bash: " + n.Text, tool: "bash", what: n.Text, at: n.Span})
		}
	}
	r.shell("bash", allow, nil, nhi.Bool(false), attributes)
}

// elsewhere are parts of a front matter whose secrets go to other jobs.
var elsewhere names = wordset.Of("on safe-outputs jobs skills plugins imports github-app")

// maxNesting bounds the walk through a front matter.
const maxNesting = 32

// secrets states every secret of the repository that the agent's job is given:
// one credential a name, under the key that the readers of pipelines use.
func (r *reader) secrets(n *tree.Node, at string) {
	if strings.Count(at, ".") > maxNesting {
		return
	}
	for _, f := range n.Entries() {
		if at == "" && elsewhere[f.Key] {
			continue
		}
		r.secrets(f.Value, at+"."+f.Key)
	}
	if n == nil {
		return
	}
	for _, item := range n.Items {
		r.secrets(item, at+".")
	}
	if n.Kind != tree.String || !strings.Contains(n.Text, "${{") {
		return
	}
	for _, m := range secretName().FindAllStringSubmatch(n.Text, 64) {
		if m[1] == "GITHUB_TOKEN" {
			continue // the job's own
		}
		c := creds.Describe(m[1])
		if c == nil {
			continue // an address, a name: people keep more than credentials there
		}
		if _, _, ok := creds.StaticEnv(m[1]); ok {
			c.Alternative = "OIDC federation of the platform"
		}
		c.Key, c.Name, c.Origin, c.Store, c.At = nhi.Key("ci-secret", "github-actions", m[1]), m[1], nhi.FromStore, "ci", n.Span
		r.hold(c)
	}
}

var secretName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\bsecrets\.([A-Za-z_][A-Za-z0-9_]*)`) })

type names map[string]bool

func (s names) any(list []string) bool {
	for _, x := range list {
		if s[x] {
			return true
		}
	}
	return false
}

func allIn(s names, list []string) bool {
	for _, x := range list {
		if !s[x] {
			return false
		}
	}
	return len(list) > 0
}
