package agentfile

import (
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// n8n exports, after docs.n8n.io, Export and import workflows: nodes with
// parameters, connections by name of the source node. Credentials are named by
// type and id; their data stays in the instance, encrypted.

const langchain = "@n8n/n8n-nodes-langchain."

func isN8N(root *tree.Node) bool {
	if !is(root.Get("nodes"), tree.Sequence) || !is(root.Get("connections"), tree.Mapping) {
		return false
	}
	for _, n := range root.Get("nodes").Items {
		if n8nAgent(n) {
			return true
		}
	}
	return false
}

// n8nAgent says whether a node is an agent: one that decides by itself what to
// call, and not a model in a chain.
func n8nAgent(n *tree.Node) bool {
	switch kind := n.Get("type").Str(); kind {
	case langchain + "agent", langchain + "agentTool", langchain + "openAiAssistant":
		return true
	}
	return false
}

// maxNodes bounds the nodes of one workflow that are read.
const maxNodes = 2000

// flow is a workflow while it is read.
type flow struct {
	*reader
	name  string
	nodes map[string]*tree.Node // by name
	keys  map[string]string     // of agents, by name of node
	// into are the nodes that a main connection leads from, by target.
	into map[string][]string
}

func n8n(r *reader, root *tree.Node) {
	f := &flow{reader: r, name: root.Get("name").Str(), nodes: map[string]*tree.Node{}, keys: map[string]string{}, into: map[string][]string{}}
	list := root.Get("nodes").Items
	list = list[:min(len(list), maxNodes)]
	for _, n := range list {
		name := n.Get("name")
		if !name.Scalar() || yes(n.Get("disabled")) || f.nodes[name.Text] != nil {
			continue
		}
		f.nodes[name.Text] = n
		if n8nAgent(n) {
			a := r.agent(f.title(name.Text), name.Span)
			f.keys[name.Text] = a.Key
			p := n.Get("parameters")
			r.prompt(a.Key, "systemMessage", p.Get("options", "systemMessage"))
			r.prompt(a.Key, "text", p.Get("text"))
		}
	}
	for _, c := range root.Get("connections").Entries() {
		source := f.nodes[c.Key]
		if source == nil {
			continue
		}
		for _, kind := range c.Value.Entries() {
			for _, output := range kind.Value.Each() {
				for _, to := range output.Each() {
					f.connect(kind.Key, c.Key, source, to.Get("node").Str())
				}
			}
		}
	}
	for _, n := range list {
		if name := n.Get("name").Str(); f.nodes[name] == n && strings.Contains(n.Get("type").Str(), "ttpRequest") && !f.isTool(n) {
			f.request("", n.Get("parameters"))
		}
	}
	for _, a := range r.facts.Agents[:min(len(r.facts.Agents), maxCrew)] {
		f.trigger(a)
	}
}

func (f *flow) title(node string) string {
	if f.name == "" {
		return node
	}
	return f.name + "/" + node
}

// isTool says whether a node is given to agents: its type says so.
func (f *flow) isTool(n *tree.Node) bool {
	kind := n.Get("type").Str()
	return strings.HasPrefix(kind, langchain+"tool") || strings.HasSuffix(kind, "Tool")
}

// connect reads one connection: a tool, a model or another agent of an agent.
func (f *flow) connect(kind, from string, source *tree.Node, target string) {
	agent := f.keys[target]
	switch {
	case kind == "main":
		if pair := from + "\x00" + target; !f.held[pair] {
			f.held[pair] = true
			f.into[target] = append(f.into[target], from)
		}
	case agent == "":
	case kind == "ai_tool" && f.keys[from] != "":
		f.edge(nhi.DelegatesTo, agent, f.keys[from], source.Get("name").Span)
	case kind == "ai_tool":
		f.agentTool(agent, source)
	case kind == "ai_languageModel":
		f.credentials(agent, source)
	}
}

// n8nTools are the kinds of tool nodes; what ends in Tool is a node of the
// application that it is named after.
var n8nTools = map[string]struct {
	kind   string
	writes *bool
}{
	"toolHttpRequest": {kind: "function"}, "toolWorkflow": {kind: "workflow"}, "toolCode": {kind: "code"},
	"mcpClientTool": {kind: "mcp-http"}, "toolWikipedia": {"function", nhi.Bool(false)}, "toolCalculator": {"function", nhi.Bool(false)},
	"toolSerpApi": {"function", nhi.Bool(false)}, "toolWolframAlpha": {"function", nhi.Bool(false)}, "toolVectorStore": {"function", nhi.Bool(false)},
	"toolThink": {"function", nhi.Bool(false)}, "toolSearXng": {"function", nhi.Bool(false)},
}

func (f *flow) agentTool(agent string, n *tree.Node) {
	short := n.Get("type").Str()
	short = short[strings.LastIndexByte(short, '.')+1:]
	row, known := n8nTools[short]
	if !known {
		row.kind = "function"
	}
	name := n.Get("name")
	t := f.tool(agent, row.kind, name.Text, name.Span)
	t.Writes = row.writes
	t.Attributes = with(t.Attributes, "node", short)
	p := n.Get("parameters")
	if strings.Contains(short, "ttpRequest") {
		t.Writes = method(p.Get("method"))
		if p.Get("method") == nil {
			t.Writes = nhi.Bool(false) // GET, the default of the node
		}
		f.at(t, p.Get("url"))
		f.request(t.Key, p)
	} else if operation := p.Get("operation"); operation.Scalar() && !known {
		t.Writes = writes(operation.Text)
	}
	f.at(t, first(p, "endpointUrl", "sseEndpoint"))
	if row.kind == "mcp-http" {
		f.credentials(t.Key, n)
		return
	}
	// A node is one operation of an application: its credential is the agent's,
	// and not shared by several servers.
	f.credentials(agent, n)
}

// request reads the headers and parameters of an HTTP request.
func (f *flow) request(holder string, p *tree.Node) {
	for _, place := range []struct {
		path  []string
		store string
	}{
		{[]string{"headerParameters", "parameters"}, inHeader}, {[]string{"parametersHeaders", "values"}, inHeader},
		{[]string{"headerParametersUi", "parameter"}, inHeader},
		{[]string{"queryParameters", "parameters"}, inURL}, {[]string{"parametersQuery", "values"}, inURL},
		{[]string{"queryParametersUi", "parameter"}, inURL},
	} {
		for _, e := range p.Get(place.path...).Each() {
			name, value := e.Get("name").Str(), e.Get("value")
			if strings.HasPrefix(value.Str(), "={{") {
				continue // computed when it runs
			}
			if place.store == inHeader {
				f.header(holder, name, value)
			} else {
				f.value(holder, inURL, name, value)
			}
		}
	}
	if url := p.Get("url"); url.Scalar() && holder == "" {
		f.address("", url)
	}
}

// instance is an id that n8n draws at random: equal ones are of one instance.
var instance = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9]{16}$`) })

// n8nKinds are the variables that say what a type of credential is.
var n8nKinds = map[string]string{
	"openAiApi": "OPENAI_API_KEY", "anthropicApi": "ANTHROPIC_API_KEY", "googlePalmApi": "GEMINI_API_KEY", "groqApi": "GROQ_API_KEY",
	"mistralCloudApi": "MISTRAL_API_KEY", "openRouterApi": "OPENROUTER_API_KEY", "githubApi": "GITHUB_TOKEN", "notionApi": "NOTION_TOKEN",
	"slackApi": "SLACK_BOT_TOKEN", "serpApi": "SERPAPI_API_KEY", "telegramApi": "TELEGRAM_BOT_TOKEN", "airtableTokenApi": "AIRTABLE_API_KEY",
	"huggingFaceApi": "HF_TOKEN", "cohereApi": "COHERE_API_KEY", "deepSeekApi": "DEEPSEEK_API_KEY", "pineconeApi": "PINECONE_API_KEY",
}

// credentials states what the instance's store keeps for a node.
func (f *flow) credentials(holder string, n *tree.Node) {
	for _, c := range n.Get("credentials").Entries() {
		id := c.Value.Get("id")
		if !id.Scalar() || id.Text == "" || c.Key == "ollamaApi" { // an address
			continue
		}
		key := f.key("credential", c.Key, id.Text)
		if instance().MatchString(id.Text) && !creds.Placeholder(id.Text) {
			key = nhi.Key("n8n-credential", c.Key, id.Text)
		}
		s := f.stored(holder, key, orElse(c.Value.Get("name").Str(), c.Key), n8nKinds[c.Key], id.Span)
		s.Attributes = with(s.Attributes, "type", c.Key)
	}
}

// guessable says whether the path of a webhook is words, and not the random id
// that n8n proposes.
func guessable(address string) bool {
	digits := strings.Count(address, "-") >= 4 && len(address) >= 36
	return address != "" && !digits && !strings.HasPrefix(address, "=") && (len(address) < 20 || !strings.ContainsAny(address, "0123456789"))
}

// trigger says who starts an agent, as far as the nodes before it say it.
func (f *flow) trigger(a *nhi.Agent) {
	seen := map[string]bool{}
	var queue []string
	for name, key := range f.keys {
		if key == a.Key {
			queue = append(queue, name)
		}
	}
	self, user, signed := false, false, false
	var webhooks []*tree.Node
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		if seen[name] {
			continue
		}
		seen[name] = true
		n := f.nodes[name]
		switch kind := n.Get("type").Str(); {
		case kind == langchain+"chatTrigger" || kind == langchain+"manualChatTrigger" || strings.HasSuffix(kind, ".manualTrigger") || strings.HasSuffix(kind, ".formTrigger"):
			user = true
		case kind == "n8n-nodes-base.webhook":
			self = true
			webhooks = append(webhooks, n)
		case kind == "n8n-nodes-base.crypto":
			signed = true
		case strings.HasSuffix(kind, ".executeWorkflowTrigger") || strings.HasSuffix(kind, ".errorTrigger"):
		case strings.HasSuffix(kind, "Trigger"):
			self = true
		}
		queue = append(queue, f.into[name]...)
	}
	if self != user {
		a.ActsFor = "user"
		if self {
			a.ActsFor = "self"
		}
	}
	for _, w := range webhooks {
		a.Attributes = with(a.Attributes, "trigger_event", "webhook")
		// Authentication of the Webhook node is "None" unless another is chosen. An
		// address that nobody guesses, and a signature that is computed on the way,
		// stand in for it: applications that call webhooks offer no more.
		mode, address := w.Get("parameters").Field("authentication"), w.Get("parameters", "path").Str()
		if (mode == nil || mode.Value.Str() == "none") && guessable(address) && !signed {
			f.control("authentication", "absent", "webhook '"+w.Get("name").Str()+"'", a.Key,
				"whoever finds the address starts the agent and chooses its input",
				"https://docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.webhook/", w.Get("name").Span)
			break
		}
	}
}

// isN8NCredentials recognises what "n8n export:credentials" writes.
func isN8NCredentials(root *tree.Node) bool {
	for _, c := range root.Items {
		if !c.Get("name").Scalar() || !c.Get("type").Scalar() || c.Get("data") == nil || c.Get("isManaged") == nil {
			return false
		}
	}
	return len(root.Items) > 0
}

// n8nCredentials reads what was exported with --decrypted. Without it the data is
// one text of ciphertext, which only the instance's key opens.
func n8nCredentials(r *reader, root *tree.Node) {
	for _, c := range root.Items {
		kind := n8nKinds[c.Get("type").Str()]
		for _, f := range c.Get("data").Entries() {
			name := f.Key
			switch name {
			case "apiKey", "accessToken", "token":
				name = orElse(kind, name)
			}
			r.value("", inFile, name, f.Value)
		}
	}
}
