package agentfile

import (
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Dify exports (DSL), after docs.dify.ai, App management: "kind: app" with a
// model_config or a workflow graph. Secret variables are left out of an export
// unless it is asked to have them.

func isDify(root *tree.Node) bool {
	return root.Get("kind").Str() == "app" && root.Get("app", "mode").Scalar() &&
		(is(root.Get("workflow"), tree.Mapping) || is(root.Get("model_config"), tree.Mapping))
}

func dify(r *reader, root *tree.Node) {
	name := root.Get("app", "name")
	title := orElse(name.Str(), "app")
	at := root.Field("app").KeySpan
	if name.Scalar() {
		at = name.Span
	}
	config := root.Get("model_config")
	if root.Get("app", "mode").Str() == "agent-chat" || yes(config.Get("agent_mode", "enabled")) && len(config.Get("agent_mode", "tools").Each()) > 0 {
		a := r.agent(title, at)
		r.prompt(a.Key, "pre_prompt", config.Get("pre_prompt"))
		for _, t := range config.Get("agent_mode", "tools").Each() {
			r.difyTool(a.Key, t)
		}
	}
	nodes := root.Get("workflow", "graph", "nodes").Each()
	for _, n := range nodes[:min(len(nodes), maxNodes)] {
		data := n.Get("data")
		switch data.Get("type").Str() {
		case "agent":
			label := data.Get("title")
			if !label.Scalar() {
				continue
			}
			a := r.agent(title+"/"+label.Text, label.Span)
			p := data.Get("agent_parameters")
			r.prompt(a.Key, "instruction", p.Get("instruction", "value"))
			for _, t := range p.Get("tools", "value").Each() {
				r.difyTool(a.Key, t)
			}
			for _, field := range p.Entries() {
				if v := field.Value.Get("value"); is(v, tree.String) {
					r.address(a.Key, v)
				}
			}
		case "http-request":
			r.difyRequest(data)
		}
	}
	holder := ""
	if len(r.facts.Agents) > 0 {
		holder = r.facts.Agents[0].Key
	}
	for _, v := range root.Get("workflow", "environment_variables").Each() {
		value, key := v.Get("value"), v.Get("name").Str()
		if !is(value, tree.String) {
			continue
		}
		// The type says that it is secret, whatever its name.
		if !r.value(holder, inEnv, key, value) && v.Get("value_type").Str() == "secret" {
			if c := creds.Judge("secret_key", value.Text, value.Span); c != nil {
				c.Name, c.Origin, c.Store = key, nhi.FromLiteral, inEnv
				r.write(holder, inEnv, key, c)
			}
		}
	}
}

func (r *reader) difyTool(agent string, n *tree.Node) {
	name := n.Get("tool_name")
	if !name.Scalar() || no(n.Get("enabled")) {
		return
	}
	t := r.tool(agent, "function", name.Text, name.Span)
	t.Writes = writes(name.Text)
	if provider := first(n, "provider_name", "provider_id"); provider.Scalar() {
		t.Attributes = with(t.Attributes, "provider", provider.Text)
	}
	for _, params := range [...]string{"tool_parameters", "settings", "parameters"} {
		for _, p := range n.Get(params).Entries() {
			value := p.Value
			if v := value.Get("value"); v != nil {
				value = v
			}
			if v := value.Get("value"); v != nil {
				value = v
			}
			r.value(t.Key, inFile, p.Key, value)
		}
	}
}

// difyRequest reads an HTTP request of a workflow.
func (r *reader) difyRequest(data *tree.Node) {
	auth := data.Get("authorization", "config")
	r.value("", inHeader, "api_key", auth.Get("api_key"))
	if url := data.Get("url"); url.Scalar() {
		r.address("", url)
	}
	for _, place := range [...]string{"headers", "params"} {
		n := data.Get(place)
		for i, line := range strings.SplitN(n.Str(), "\n", maxParameters+1) {
			if i == maxParameters {
				break
			}
			if key, value, ok := strings.Cut(line, ":"); ok && !strings.Contains(value, "{{") {
				r.literal("", inHeader, strings.TrimSpace(key), strings.TrimSpace(value), n.Span)
			}
		}
	}
}
