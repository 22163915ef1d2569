package agentfile

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Microsoft's declarative agents, after microsoft/AgentSchema and the loader of
// microsoft/agent-framework, and Semantic Kernel's own older form ("type"): kind Prompt (a model with instructions and tools),
// kind hosted (a container), manifests whose "template" is one of them, and kind
// Workflow (steps that call agents and tools).

func isMicrosoft(root *tree.Node) bool {
	switch kind := strings.ToLower(root.Get("kind").Str()); kind {
	case "prompt", "promptagent":
		return root.Get("name").Scalar() && (root.Get("instructions") != nil || root.Get("model") != nil)
	case "hosted":
		return root.Get("name").Scalar() && (root.Get("protocols") != nil || root.Get("environment_variables") != nil || root.Get("environmentVariables") != nil)
	case "workflow":
		return root.Get("trigger", "kind").Scalar() && root.Get("trigger", "actions") != nil
	case "":
		if t := root.Get("template"); is(t, tree.Mapping) {
			return isMicrosoft(t) || t.Get("name").Scalar() && t.Get("model") != nil && is(t.Get("instructions"), tree.String)
		}
		return kernelTypes[root.Get("type").Str()] && root.Get("name").Scalar() && is(root.Get("instructions"), tree.String)
	}
	return false
}

// kernelTypes are the types of Semantic Kernel's declarative agents.
var kernelTypes = map[string]bool{
	"chat_completion_agent": true, "foundry_agent": true, "azureai_agent": true, "openai_assistant": true, "azure_assistant": true,
	"openai_responses": true, "azure_openai_responses": true, "azure_responses": true, "copilot_studio_agent": true,
}

func microsoft(r *reader, root *tree.Node) {
	if t := root.Get("template"); is(t, tree.Mapping) && root.Get("kind") == nil {
		root = t
	}
	if strings.EqualFold(root.Get("kind").Str(), "workflow") {
		r.workflow(root)
		return
	}
	name := root.Get("name")
	a := r.agent(name.Text, name.Span)
	a.Family = "" // each file is an agent of its own
	r.prompt(a.Key, "instructions", root.Get("instructions"))
	r.prompt(a.Key, "additionalInstructions", root.Get("additionalInstructions"))
	model := root.Get("model")
	r.connection(a.Key, vendorKeys[strings.ToLower(model.Get("provider").Str())], model.Get("connection"))
	for _, env := range first(root, "environment_variables", "environmentVariables").Each() {
		r.value(a.Key, inEnv, env.Get("name").Str(), env.Get("value"))
	}
	list := root.Get("tools")
	if is(list, tree.Mapping) { // by name
		for _, f := range list.Entries() {
			r.microsoftTool(a, f.Key, f.Value)
		}
		return
	}
	for _, t := range list.Each() {
		r.microsoftTool(a, "", t)
	}
}

// vendorKeys are the variables that say which key a provider takes.
var vendorKeys = map[string]string{
	"openai": "OPENAI_API_KEY", "azureopenai": "AZURE_OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY",
	"azureai": "AZURE_OPENAI_API_KEY", "foundry": "AZURE_OPENAI_API_KEY",
}

// connection reads how something is reached: with a key that is written or
// referred to, or with an identity (remote, reference), which is no credential of
// this file.
func (r *reader) connection(holder, name string, n *tree.Node) {
	if !is(n, tree.Mapping) {
		return
	}
	for _, field := range [...]string{"key", "apiKey", "api_key"} {
		if v := n.Get(field); v != nil {
			r.value(holder, inFile, orElse(name, "api_key"), v)
		}
	}
	for _, field := range [...]string{"clientSecret", "password", "token", "connection_string"} {
		r.value(holder, inFile, field, n.Get(field))
	}
}

// microsoftTool reads one entry of "tools". approvalMode is always, never, or
// specify with two lists; without it the provider's own way counts.
func (r *reader) microsoftTool(a *nhi.Agent, key string, n *tree.Node) {
	kind := first(n, "kind", "type")
	name := first(n, "name", "serverName", "id")
	if !kind.Scalar() {
		return
	}
	at := kind.Span
	if name.Scalar() {
		at = name.Span
	}
	as := map[string]string{"mcp": "mcp-http", "function": "function", "openapi": "openapi", "codeinterpreter": "code", "code_interpreter": "code"}[strings.ToLower(kind.Text)]
	t := r.tool(a.Key, orElse(as, "function"), orElse(name.Str(), orElse(key, kind.Text)), at)
	if as == "function" {
		t.Writes = writes(t.Name)
	}
	if as == "code" {
		t.Attributes = map[string]string{"sandbox": "hosted"}
	}
	r.at(t, first(n, "url", "serverUrl"))
	r.connection(t.Key, "", n.Get("connection"))
	r.pairs(t.Key, inHeader, n.Get("headers"))
	if as != "mcp-http" {
		return
	}
	allowed := n.Get("allowedTools").Strings()
	if len(allowed) == 0 {
		t.Attributes = with(t.Attributes, "tools", "all")
	} else {
		t.Attributes = with(t.Attributes, "tools", described(allowed))
		t.Writes = writesAny(allowed)
	}
	r.approvalMode(t, n.Field("approvalMode"), allowed)
}

func (r *reader) approvalMode(t *nhi.Tool, f *tree.Field, allowed []string) {
	if f == nil {
		return
	}
	mode := f.Value.Str()
	if mode == "" {
		mode = f.Value.Get("kind").Str()
	}
	switch strings.ToLower(mode) {
	case "always":
		t.Approved = nhi.Bool(true)
	case "never":
		t.Approved = nhi.Bool(false)
		// A list of functions that only read is what "never" is for.
		if len(allowed) == 0 {
			r.off("approval", "approvalMode: never", t.Key, "every function of the server runs without confirmation", f.Span())
		} else if w := writesAny(allowed); w != nil && *w {
			r.off("approval", "approvalMode: never", t.Key, "functions that change something run without confirmation", f.Span())
		}
	case "specify":
		never := first(f.Value, "neverRequireApprovalTools", "never")
		for _, n := range never.Each() {
			if destroys(n.Str()) {
				r.off("approval", "neverRequireApprovalTools: "+n.Str(), t.Key, "'"+n.Str()+"' runs without confirmation", n.Span)
			}
		}
	}
}

// workflow reads the steps of a workflow: which agents it calls, and which tools
// without one.
func (r *reader) workflow(root *tree.Node) {
	trigger := root.Get("trigger")
	name := orElse(root.Get("name").Str(), trigger.Get("id").Str())
	if name == "" {
		name = r.f.Path
	}
	a := &nhi.Agent{}
	state := func() *nhi.Agent {
		if a.Key == "" {
			a = r.agent(name, root.Field("kind").Span())
			a.Family = ""
			if trigger.Get("kind").Str() == "OnConversationStart" {
				a.ActsFor = "user"
			}
		}
		return a
	}
	steps := 0
	r.steps(trigger.Get("actions"), 0, &steps, state)
}

// plain says whether a text is written out, and no formula.
func plain(n *tree.Node) bool {
	return is(n, tree.String) && n.Text != "" && n.Text[0] != '='
}

// maxSteps bounds the steps of one workflow, maxNesting their depth.
const (
	maxSteps   = 2000
	maxNesting = 16
)

func (r *reader) steps(n *tree.Node, depth int, count *int, agent func() *nhi.Agent) {
	if depth > maxNesting {
		return
	}
	for _, s := range n.Each() {
		if *count++; *count > maxSteps || !is(s, tree.Mapping) {
			return
		}
		kind := s.Get("kind")
		switch kind.Str() {
		case "InvokeAzureAgent":
			if name := s.Get("agent", "name"); plain(name) && !r.held["call\x00"+name.Text] {
				r.held["call\x00"+name.Text] = true // called in several steps, it is one
				r.tool(agent().Key, "agent", name.Text, name.Span)
			}
		case "InvokeMcpTool":
			name := s.Get("toolName")
			if !plain(name) {
				name = kind // computed when it runs
			}
			t := r.tool(agent().Key, "mcp-http", name.Text, name.Span)
			if name != kind {
				t.Writes = writes(name.Text)
			}
			if approve, ok := s.Get("requireApproval").Truth(); ok {
				t.Approved = nhi.Bool(approve)
			}
			r.at(t, s.Get("serverUrl"))
			r.pairs(t.Key, inHeader, s.Get("headers"))
			r.connection(t.Key, "", s.Get("connection"))
		case "InvokeFunctionTool":
			if name := first(s, "functionName", "toolName"); plain(name) {
				t := r.tool(agent().Key, "function", name.Text, name.Span)
				t.Writes = writes(name.Text)
				if approve, ok := s.Get("requireApproval").Truth(); ok {
					t.Approved = nhi.Bool(approve)
				}
			}
		case "HttpRequestAction":
			t := r.tool(agent().Key, "function", orElse(s.Get("id").Str(), "http request"), kind.Span)
			t.Writes = method(s.Get("method"))
			r.at(t, s.Get("url"))
			r.pairs(t.Key, inHeader, s.Get("headers"))
		}
		for _, f := range s.Fields {
			switch f.Key {
			case "actions", "elseActions", "conditions", "cases":
				r.steps(f.Value, depth+1, count, agent)
			}
		}
	}
}
