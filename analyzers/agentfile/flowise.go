package agentfile

import (
	"encoding/json"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Flowise exports, after docs.flowiseai.com, Agentflow V2 and Chatflows: nodes
// whose "data" has a category, inputs and the id of a credential that the
// instance keeps, and edges between them.

func isFlowise(root *tree.Node) bool {
	if !is(root.Get("nodes"), tree.Sequence) || !is(root.Get("edges"), tree.Sequence) {
		return false
	}
	for _, n := range root.Get("nodes").Items {
		if flowiseAgent(n.Get("data")) {
			return true
		}
	}
	return false
}

func flowiseAgent(data *tree.Node) bool {
	name := data.Get("name").Str()
	switch data.Get("category").Str() {
	case "Agents":
		return true
	case "Agent Flows":
		return name == "agentAgentflow"
	case "Multi Agents":
		return name == "supervisor" || name == "worker"
	case "Sequential Agents":
		return name == "seqAgent"
	}
	return false
}

func flowise(r *reader, root *tree.Node) {
	nodes := map[string]*tree.Node{}
	keys := map[string]string{}
	list := root.Get("nodes").Items
	list = list[:min(len(list), maxNodes)]
	for _, n := range list {
		id, data := n.Get("id").Str(), n.Get("data")
		if id == "" || !is(data, tree.Mapping) {
			continue
		}
		nodes[id] = data
		if !flowiseAgent(data) {
			continue
		}
		label := first(data, "label", "name")
		if !label.Scalar() {
			continue
		}
		a := r.agent(label.Text+" ("+id+")", label.Span)
		a.Name = label.Text
		keys[id] = a.Key
		for _, field := range [...]string{"systemMessage", "systemMessagePrompt", "workerPrompt", "supervisorPrompt"} {
			r.prompt(a.Key, field, data.Get("inputs", field))
		}
		for _, m := range data.Get("inputs", "agentMessages").Each() {
			r.prompt(a.Key, "message", m.Get("content"))
		}
		r.flowiseInputs(a.Key, data)
		for _, t := range data.Get("inputs", "agentTools").Each() { // Agentflow V2
			name := t.Get("agentSelectedTool")
			if !name.Scalar() || name.Text == "" {
				continue
			}
			tool := r.tool(a.Key, "function", name.Text, name.Span)
			tool.Writes = writes(name.Text)
			if ask, ok := t.Get("agentSelectedToolRequiresHumanInput").Truth(); ok {
				tool.Approved = nhi.Bool(ask)
			}
			r.flowiseConfig(tool, t.Get("agentSelectedToolConfig"))
		}
	}
	for _, e := range root.Get("edges").Items {
		from, agent := nodes[e.Get("source").Str()], keys[e.Get("target").Str()]
		if from == nil || agent == "" {
			continue
		}
		switch category := from.Get("category").Str(); {
		case keys[e.Get("source").Str()] != "":
			r.edge(nhi.DelegatesTo, keys[e.Get("source").Str()], agent, first(from, "label", "name").Span)
		case strings.HasPrefix(category, "Tools"):
			label := first(from, "label", "name")
			if !label.Scalar() {
				continue
			}
			t := r.tool(agent, "function", label.Text, label.Span)
			t.Writes = writes(label.Text)
			r.flowiseConfig(t, from.Get("inputs"))
			r.flowiseInputs(t.Key, from)
		case category == "Chat Models" || category == "LLMs":
			r.flowiseInputs(agent, from)
		}
	}
}

// flowiseInputs reads what is typed into a node. Keys are mostly kept by the
// instance; then "credential" is an id.
func (r *reader) flowiseInputs(holder string, data *tree.Node) {
	r.pairs(holder, inFile, data.Get("inputs"))
	if id := data.Get("credential"); is(id, tree.String) && len(id.Text) == 36 && strings.Count(id.Text, "-") == 4 {
		c := r.stored(holder, nhi.Key("flowise-credential", id.Text), data.Get("label").Str(), "", id.Span)
		c.Attributes = with(c.Attributes, "node", data.Get("name").Str())
	}
}

// flowiseConfig reads a tool's settings; those of a custom MCP server are JSON
// within the text.
func (r *reader) flowiseConfig(t *nhi.Tool, n *tree.Node) {
	r.pairs(t.Key, inFile, n)
	text := n.Get("mcpServerConfig")
	if !is(text, tree.String) || len(text.Text) > 1<<16 {
		return
	}
	var config struct {
		Command string            `json:"command"`
		Args    []string          `json:"args"`
		Env     map[string]string `json:"env"`
		URL     string            `json:"url"`
		Headers map[string]string `json:"headers"`
	}
	if json.Unmarshal([]byte(text.Text), &config) != nil {
		return
	}
	t.Kind = "mcp-stdio"
	if config.URL != "" {
		t.Kind = "mcp-http"
	}
	scalar := func(s string) *tree.Node { return &tree.Node{Kind: tree.String, Text: s, Span: text.Span} }
	args := &tree.Node{Kind: tree.Sequence, Span: text.Span}
	for _, a := range config.Args {
		args.Items = append(args.Items, scalar(a))
	}
	if config.Command != "" {
		r.launch(t, scalar(config.Command), args)
	}
	if config.URL != "" {
		r.at(t, scalar(config.URL))
	}
	for _, set := range []struct {
		store  string
		values map[string]string
	}{{inEnv, config.Env}, {inHeader, config.Headers}} {
		names := make([]string, 0, len(set.values))
		for name := range set.values {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			if set.store == inHeader {
				r.header(t.Key, name, scalar(set.values[name]))
			} else {
				r.value(t.Key, set.store, name, scalar(set.values[name]))
			}
		}
	}
}
