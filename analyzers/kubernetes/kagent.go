package kubernetes

import (
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// kagentGroup is the API group of kagent, versions v1alpha1 to v1alpha3.
const kagentGroup = "kagent.dev"

// defaultModel is the ModelConfig of agents that name none.
const defaultModel = "default-model-config"

func (r *reader) kagent(o *kube.Object) {
	switch o.Kind {
	case "Agent", "SandboxAgent", "AgentHarness", "AgentTemplate", "Harness":
		r.kagentAgent(o)
	case "MCPServer", "RemoteMCPServer", "ToolServer":
		r.kagentServer(o)
	}
}

// kagentAgent reads an agent. Only the kind Agent runs in a pod with an account;
// the sandboxed kinds are actors without one.
func (r *reader) kagentAgent(o *kube.Object) {
	spec := o.Node.Get("spec")
	if spec == nil {
		return
	}
	key := r.workloadKey(o)
	agent := &nhi.Agent{
		Key: key, Name: o.Name, Kind: "workload", Platform: "kubernetes", Environment: r.environment(o), At: o.At,
		Score:    95, // the platform's own word for an agent
		Evidence: []nhi.Evidence{{Weight: 95, Reason: "is a kagent " + o.Kind, At: o.At}},
	}
	h := &holder{key: key, object: o, federations: map[string]string{}, store: inEnv}
	image := ""
	var account *tree.Node
	for _, place := range [][]string{
		{"declarative"}, {"declarative", "deployment"}, {"byo"}, {"byo", "deployment"}, {"deployment"}, nil,
	} {
		n := spec.Get(place...)
		if n == nil || n.Kind != tree.Mapping {
			continue
		}
		c := kube.ContainerOf(n)
		federatedEnv(h.federations, c.Env)
		part := "spec." + strings.Join(place, ".")
		r.env(h, part, c.Env)
		r.envFrom(h, c.EnvFrom)
		r.kagentPod(h, o, n, c)
		r.prompt(h, n)
		if scalar(c.Image) && image == "" {
			image = c.Image.Text
		}
		if name := n.Get("serviceAccountName"); scalar(name) {
			account = name
		}
	}
	r.channels(h, spec)
	if name := spec.Get("skills", "gitAuthSecretRef", "name"); scalar(name) {
		r.reference(h, "GIT_TOKEN", name, "token", name.Span)
	}
	agent.Family = agents.Family(o.Name, image)
	r.facts.Agents = append(r.facts.Agents, agent)

	if o.Kind == "Agent" {
		name, at := o.Name, o.At // kagent makes an account named after the agent
		if account != nil {
			name, at = account.Text, account.Span
		}
		if !templated(name) {
			id := r.identity(r.home(o.Space(), o.Namespace != "", name), name, at)
			r.edge(nhi.RunsAs, key, id.Key, at)
			for _, c := range clouds {
				for _, place := range [][]string{{"declarative", "deployment"}, {"byo", "deployment"}} {
					if v := spec.Get(place...).Get("serviceAccountConfig", "annotations", c.annotation); account == nil && scalar(v) && !templated(v.Text) {
						r.federate(id, c, v)
					}
				}
			}
		}
	}
	r.usesModel(o, spec, key)
	for _, tools := range []*tree.Node{spec.Get("tools"), spec.Get("declarative", "tools")} {
		for _, t := range tools.Each() {
			r.kagentTool(o, key, t)
		}
	}
}

// usesModel ties an agent to the key of its ModelConfig.
func (r *reader) usesModel(o *kube.Object, spec *tree.Node, key string) {
	ref, at := "", o.At
	for _, place := range [][]string{{"declarative", "modelConfig"}, {"modelConfig"}, {"modelConfigRef"}, {"modelConfig", "name"}} {
		if n := spec.Get(place...); scalar(n) {
			ref, at = n.Text, n.Span
			break
		}
	}
	if ref == "" {
		declarative := spec.Field("declarative")
		if declarative == nil {
			return // brings its own model, or is of the oldest version
		}
		ref, at = defaultModel, declarative.KeySpan
	}
	m := r.models[namespaced(ref, o.Space())]
	if m == nil {
		return
	}
	if name, entry := modelSecret(m); scalar(name) && !templated(name.Text) {
		r.edge(nhi.Holds, key, nhi.SecretKey(r.scope, m.Space(), name.Text, entry), at)
	}
	for _, header := range modelHeaders(m) {
		if k := modelHeaderKey(r.workloadKey(m), header.Key); r.literal[k] {
			r.edge(nhi.Holds, key, k, at)
		}
	}
}

// providers are the variables that say which key a ModelConfig holds.
var providers = map[string]string{
	"OpenAI": "OPENAI_API_KEY", "Anthropic": "ANTHROPIC_API_KEY", "AzureOpenAI": "AZURE_OPENAI_API_KEY",
	"Gemini": "GEMINI_API_KEY", "Bedrock": "AWS_BEARER_TOKEN_BEDROCK", "GeminiVertexAI": "GCP_SERVICE_ACCOUNT_KEY",
	"AnthropicVertexAI": "GCP_SERVICE_ACCOUNT_KEY", "Foundry": "AZURE_OPENAI_API_KEY",
}

func modelSecret(m *kube.Object) (name *tree.Node, entry string) {
	spec := m.Node.Get("spec")
	name = spec.Get("apiKeySecret")
	if name == nil {
		name = spec.Get("apiKeySecretRef") // v1alpha1
	}
	return name, spec.Get("apiKeySecretKey").Str()
}

func modelHeaders(m *kube.Object) []tree.Field {
	n := m.Node.Get("spec", "defaultHeaders")
	if n == nil || n.Kind != tree.Mapping {
		return nil
	}
	return n.Fields[:min(len(n.Fields), maxEntries)]
}

func modelHeaderKey(model, header string) string {
	return nhi.Key("k8s-literal", model, "header", header)
}

// modelConfig reads the credentials of a ModelConfig: a reference to a Secret,
// and what is written out.
func (r *reader) modelConfig(o *kube.Object) {
	provider := o.Node.Get("spec", "provider").Str()
	if name, entry := modelSecret(o); scalar(name) && !templated(name.Text) {
		c := creds.Describe(providers[provider])
		if c == nil && entry != "" {
			c = creds.Describe(entry)
		}
		if c == nil {
			c = &nhi.Credential{Kind: "model-api-key", Title: "model API key", Static: true}
		}
		c.Key = nhi.SecretKey(r.scope, o.Space(), name.Text, entry)
		c.Name, c.Origin, c.Store, c.At, c.Confidence = o.Name, nhi.FromStore, inManifest, name.Span, nhi.Certain
		c.Environment = r.environment(o)
		r.facts.Credentials = append(r.facts.Credentials, c)
	}
	model := r.workloadKey(o)
	for _, f := range modelHeaders(o) {
		if !scalar(f.Value) || templated(f.Value.Text) {
			continue
		}
		c := creds.Judge(f.Key, f.Value.Text, f.Value.Span)
		r.stored(o, c, f.Key, inHeader, modelHeaderKey(model, f.Key))
	}
	if n := o.Node.Get("spec", "azureOpenAI", "azureAdToken"); scalar(n) && !templated(n.Text) {
		c := creds.Judge("azureAdToken", n.Text, n.Span)
		r.stored(o, c, "azureAdToken", inManifest, nhi.Key("k8s-literal", model, "azureAdToken"))
	}
}

// kagentTool reads one entry of an agent's tools: functions of a server, or
// another agent.
func (r *reader) kagentTool(o *kube.Object, agent string, n *tree.Node) {
	if mcp := n.Get("mcp"); mcp != nil { // AgentTemplate
		r.functions(o, agent, mcp.Get("server"), mcp.Get("server", "name"), mcp.Get("tools"), mcp.Get("requireApproval"))
	} else if server := n.Get("mcpServer"); server != nil {
		name := server.Get("name")
		if name == nil {
			name = server.Get("toolServer") // v1alpha1
		}
		r.functions(o, agent, server, name, server.Get("toolNames"), server.Get("requireApproval"))
	}
	ref := n.Get("agent")
	if ref == nil {
		ref = n.Get("subAgent") // AgentTemplate
	}
	// The templates' own name beside the reference is the tool's; v1alpha1 says ref.
	name := ref.Get("templateRef", "name")
	for _, key := range []string{"name", "ref"} {
		if name == nil {
			name = ref.Get(key)
		}
	}
	if scalar(name) && !templated(name.Text) {
		r.edge(nhi.DelegatesTo, agent, r.agentKey(o, ref, name.Text), name.Span)
	}
	h := &holder{key: agent, object: o, store: inHeader}
	r.headers(h, n.Get("headersFrom"))
}

// agentKey is the key of an agent that another one calls.
func (r *reader) agentKey(o *kube.Object, ref *tree.Node, name string) string {
	at := namespaced(name, o.Space())
	if ns := ref.Get("namespace"); scalar(ns) {
		at[0] = ns.Text
	}
	kind := ref.Get("kind").Str()
	if ref.Get("templateRef") != nil {
		kind = "AgentTemplate"
	}
	for _, other := range r.agents[at] {
		if kind == "" || kind == other.Kind {
			return r.workloadKey(other)
		}
	}
	if kind == "" {
		kind = "Agent"
	}
	return nhi.Key("k8s-workload", r.scope, at[0], kind, at[1])
}

// functions reports which functions of a server an agent may call and whether a
// person approves each: those that a list names, or all of them where it is a
// boolean (AgentTemplate). No list of functions means every function.
func (r *reader) functions(o *kube.Object, agent string, ref, name, list, approval *tree.Node) {
	if !scalar(name) || templated(name.Text) {
		return
	}
	at := namespaced(name.Text, o.Space())
	if ns := ref.Get("namespace"); scalar(ns) {
		at[0] = ns.Text
	}
	server := nhi.Key("k8s-tool", r.scope, at[0], at[1])
	r.edge(nhi.Calls, agent, server, name.Span)
	if r.proxies[at] { // a server of ToolHive of this name is what answers there
		r.edge(nhi.Calls, agent, r.toolhiveKey(at[0], at[1]), name.Span)
	}
	attributes := func() map[string]string {
		a := map[string]string{"server": at[1]}
		for _, h := range ref.Get("allowedHeaders").Strings() {
			if strings.EqualFold(h, "Authorization") {
				a["passes_authorization"] = "true"
			}
		}
		return a
	}
	every, _ := approval.Truth()
	names := list.Each()
	if len(names) == 0 {
		t := &nhi.Tool{
			Key: nhi.Key("k8s-function", agent, at[0], at[1], "*"), Name: "*", Kind: "function", Agent: agent,
			Attributes: attributes(), At: name.Span,
		}
		t.Attributes["tools"] = "all"
		if every {
			t.Approved = nhi.Bool(true)
		}
		r.facts.Tools = append(r.facts.Tools, t)
		r.edge(nhi.Calls, agent, t.Key, name.Span)
		return
	}
	// A list that is filled in later may name any of them.
	approved, unknown := map[string]bool{}, templated(approval.Str())
	for _, f := range approval.Strings() {
		approved[f] = true
		unknown = unknown || templated(f)
	}
	for _, f := range names {
		if !scalar(f) {
			continue
		}
		t := &nhi.Tool{
			Key: nhi.Key("k8s-function", agent, at[0], at[1], f.Text), Name: f.Text, Kind: "function", Agent: agent,
			Writes: writes(f.Text), Attributes: attributes(), At: f.Span,
		}
		switch {
		case every || approved[f.Text]:
			t.Approved = nhi.Bool(true)
		case !unknown:
			t.Approved, t.ApprovedSource = nhi.Bool(false), "kagent API, McpServerTool.requireApproval: tools that are not listed run without approval"
		}
		r.facts.Tools = append(r.facts.Tools, t)
		r.edge(nhi.Calls, agent, t.Key, f.Span)
	}
}

var (
	writingVerbs = wordset.Of(`create delete remove update patch apply set write put post exec execute run scale rollout rollback
restart merge transfer send grant revoke drop insert add label annotate install uninstall upgrade deploy drain cordon kill
terminate stop start approve publish push commit edit modify move upload`)
	readingVerbs = wordset.Of(`get list read search find describe show query fetch view watch check analyze status count explain
lookup logs log top diff validate inspect`)
)

// writes tells from a function's name whether it changes something; nil when its
// words say neither or both.
func writes(name string) *bool {
	write, read := false, false
	for _, word := range agents.Words(name) {
		write = write || writingVerbs[word]
		read = read || readingVerbs[word]
	}
	if write == read {
		return nil
	}
	return nhi.Bool(write)
}
