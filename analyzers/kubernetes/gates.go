package kubernetes

import (
	"slices"

	"github.com/nhivet/nhivet/internal/cedar"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// API groups of what lets callers through to pods, and of gateways for agents.
const (
	netGroup      = "networking.k8s.io"
	istioGroup    = "security.istio.io"
	meshNamespace = "istio-system" // policies here are those of the whole mesh
	gatewayGroup  = "agentgateway.dev"
	rossoctlGroup = "agent.rossoctl.dev"
)

// control states a gate.
func (r *reader) control(kind, state, name, subject, why, source string, at nhi.Span) {
	c := &nhi.Control{
		Key: nhi.Key("k8s-control", subject, kind, name), Kind: kind, Name: name, State: state, Subject: subject, Source: source, At: at,
	}
	if why != "" {
		c.Attributes = map[string]string{"why": why}
	}
	r.facts.Controls = append(r.facts.Controls, c)
}

// maxPolicies is how many policies of one namespace are compared with its pods.
const maxPolicies = 50

// policy keeps what stands before the pods of a namespace.
func (r *reader) policy(o *kube.Object) {
	if o.Is(netGroup, "NetworkPolicy") || o.Is(istioGroup, "AuthorizationPolicy") {
		if space := o.Space(); len(r.policies[space]) < maxPolicies {
			r.policies[space] = append(r.policies[space], o)
		}
	}
}

// selectorOf is what selects a policy's pods.
func selectorOf(o *kube.Object) *tree.Node {
	if o.Group == netGroup {
		return o.Get("spec", "podSelector")
	}
	return o.Get("spec", "selector") // of Istio: matchLabels alone
}

// guarded states the policies that bound an agent's pod: who may call it, and
// where it may go (kubernetes.io: Network Policies; istio.io: Authorization
// Policy). One of Istio's that allows every request is no gate, and says so.
func (r *reader) guarded(p *kube.Pod, key string) {
	o := p.Object
	policies := r.policies[o.Space()]
	if o.Space() != meshNamespace {
		policies = append(policies[:len(policies):len(policies)], r.policies[meshNamespace]...)
	}
	for _, policy := range policies {
		if policy.Space() != o.Space() && policy.Group != istioGroup {
			continue
		}
		if yes, known := kube.Matches(selectorOf(policy), p.Metadata.Get("labels")); !yes || !known {
			continue
		}
		name := policy.Kind + " " + policy.Name
		if policy.Group == netGroup {
			r.control("network", "present", name, key, "", "", policy.At)
			continue
		}
		if at, open := allowsAll(policy); open {
			r.control("authentication", "off", name, key, "one of its rules allows every request", "istio.io: AuthorizationPolicy, an empty rule matches all requests", at)
		} else {
			r.control("authentication", "present", name, key, "", "", policy.At)
		}
	}
}

// allowsAll says whether a policy of Istio allows every request: an empty rule.
func allowsAll(policy *kube.Object) (nhi.Span, bool) {
	if action := policy.Get("spec", "action").Str(); action != "" && action != "ALLOW" {
		return nhi.Span{}, false
	}
	for _, rule := range policy.Get("spec", "rules").Each() {
		if rule.Kind == tree.Mapping && len(rule.Fields) == 0 {
			return rule.Span, true
		}
	}
	return nhi.Span{}, false
}

// openTool states that an MCP server of ToolHive asks its callers for nothing,
// where it holds a credential for them: its proxy lets every request through that
// reaches it. What bounds the way to it is not known where the scope has policies.
func (r *reader) openTool(o *kube.Object, t *nhi.Tool, holds bool) {
	spec := o.Get("spec")
	for _, field := range [...]string{"oidcConfig", "oidcConfigRef", "authServerRef", "authConfig"} {
		if spec.Get(field) != nil {
			return
		}
	}
	if ref := spec.Get("externalAuthConfigRef", "name"); ref != nil {
		if config := r.externalAuth[[2]string{o.Space(), ref.Str()}]; config == nil || config.Get("spec", "type").Str() == "embeddedAuthServer" {
			return
		}
	}
	if o.Kind != "MCPServer" || !holds || len(r.policies) > 0 || len(r.vague) > 0 {
		return
	}
	r.control("authentication", "absent", o.Kind+" "+o.Name, t.Key, "without oidcConfigRef its proxy passes on every request, with the server's credentials",
		"ToolHive API, MCPServerSpec.oidcConfigRef: without an authentication source the proxy runs unauthenticated", o.At)
}

// permitted states that the Cedar policies that stand in a server's object refuse
// nothing: one of them permits everything to everybody, and none forbids.
func (r *reader) permitted(o *kube.Object, subject string, authz *tree.Node) {
	var open nhi.Span
	for _, n := range authz.Get("inline", "policies").Each() {
		if !scalar(n) || templated(n.Text) {
			return
		}
		policies, err := cedar.Parse(n.Text)
		if err != nil {
			return
		}
		for _, p := range policies {
			if !p.Permit {
				return
			}
			if p.PermitsAll() && !open.Valid() {
				open = n.Span
			}
		}
	}
	if open.Valid() {
		r.control("policy", "off", "authzConfig of "+o.Name, subject, "permit(principal, action, resource) lets everybody call everything, and nothing is forbidden", "", open)
	}
}

// plainStore states that an operator asks a secret store over plain HTTP, beyond
// the cluster's own network.
func (r *reader) plainStore(o *kube.Object, setting string, n *tree.Node) {
	if !scalar(n) || templated(n.Text) {
		return
	}
	if a, ok := tools.Parse(n.Text, true); ok && a.Transport == "http" {
		r.control("encryption", "off", setting, nhi.Key("k8s-store", r.scope, o.Space(), o.Kind, o.Name), o.Kind+" "+o.Name+" asks "+a.URL, "", n.Span)
	}
}

// virtualServer reads a server of ToolHive that stands before a group of others.
func (r *reader) virtualServer(o *kube.Object) {
	t := &nhi.Tool{Key: r.toolKey(o), Name: o.Name, Kind: "mcp-http", At: o.At, Attributes: map[string]string{"platform": "toolhive"}}
	r.facts.Tools = append(r.facts.Tools, t)
	switch n := o.Get("spec", "incomingAuth", "type"); {
	case n.Str() == "" || templated(n.Str()): // who comes in is not known
	case n.Str() == "anonymous": // a policy has nobody to tell apart then
		r.control("authentication", "off", o.Kind+" "+o.Name, t.Key, "incomingAuth: anonymous lets every caller in", "", n.Span)
	default:
		r.control("authentication", "present", o.Kind+" "+o.Name, t.Key, "", "", n.Span)
		r.permitted(o, t.Key, o.Get("spec", "incomingAuth", "authzConfig"))
	}
	for _, account := range []*tree.Node{o.Get("spec", "serviceAccount"), o.Get("spec", "podTemplateSpec", "spec", "serviceAccountName")} {
		if r.toolRunsAs(o, t, account) {
			break
		}
	}
}

// externalSecrets are the credentials with which an MCPExternalAuthConfig logs in
// to the server behind the proxy, by type. The others exchange the caller's token
// and log in as a client, or need nothing.
var externalSecrets = map[string]struct{ path, name []string }{
	"headerInjection": {[]string{"headerInjection", "valueSecretRef"}, []string{"headerInjection", "headerName"}},
	"bearerToken":     {[]string{"bearerToken", "tokenSecretRef"}, nil},
	"tokenExchange":   {[]string{"tokenExchange", "clientSecretRef"}, nil},
	"obo":             {[]string{"obo", "clientSecretRef"}, nil},
}

// externalLogin ties a tool to the credential that its proxy adds to each call.
func (r *reader) externalLogin(h *holder, o *kube.Object) bool {
	config := r.externalAuth[[2]string{o.Space(), o.Get("spec", "externalAuthConfigRef", "name").Str()}]
	spec := config.Get("spec")
	row, ok := externalSecrets[spec.Get("type").Str()]
	if !ok {
		return false
	}
	ref := spec.Get(row.path...)
	name, entry := ref.Get("name"), ref.Get("key").Str()
	if !scalar(name) {
		return false
	}
	env := spec.Get(row.name...).Str()
	if row.name == nil {
		env = "BEARER_TOKEN"
		if row.path[1] == "clientSecretRef" {
			env = "CLIENT_SECRET"
		}
	}
	return r.reference(h, env, name, entry, name.Span)
}

// gateway reads what agentgateway adds to the calls that it passes on: a key that
// stands in the object, or in a Secret, or the caller's own token
// (agentgateway.dev, API reference: BackendAuth). It holds the keys of others, and
// is no agent.
func (r *reader) gateway(o *kube.Object) {
	spec := o.Get("spec")
	tools := spec.Get("mcp") != nil || spec.Get("a2a") != nil
	auth := []string{"policies", "auth"}
	if o.Kind == "AgentgatewayPolicy" {
		auth = []string{"backend", "auth"}
		for _, ref := range spec.Get("targetRefs").Each() {
			if target := r.gateways[[2]string{o.Space(), ref.Get("name").Str()}]; target != nil && ref.Get("kind").Str() == target.Kind {
				tools = tools || target.Get("spec", "mcp") != nil || target.Get("spec", "a2a") != nil
			}
		}
	}
	key := nhi.Key("k8s-gateway", r.scope, o.Space(), o.Kind, o.Name)
	h := &holder{key: key, object: o, store: inManifest}
	adds := func(n, provider *tree.Node, part string) {
		env := "AUTHORIZATION"
		for _, f := range provider.Entries() {
			if known := gatewayProviders[f.Key]; known != "" {
				env = known
			}
		}
		if key := n.Get("key"); scalar(key) {
			r.literalEnv(h, part, env, key, false)
		}
		if name := n.Get("secretRef", "name"); scalar(name) {
			r.reference(h, env, name, "Authorization", name.Span)
		}
		if f := n.Field("passthrough"); f != nil && tools {
			r.control("delegation", "off", "auth.passthrough of "+o.Kind+" "+o.Name, key, "the caller's token goes on to the server behind", "", f.KeySpan)
		}
	}
	adds(spec.Get(auth...), spec.Get("ai", "provider"), "auth")
	for _, p := range all(spec, []string{"ai", "groups", "*", "providers", "*"}) {
		adds(p.Get("policies", "auth"), p, p.Get("name").Str())
	}
}

// gatewayProviders are the variables that say which key a provider takes.
var gatewayProviders = map[string]string{
	"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "gemini": "GEMINI_API_KEY", "azureopenai": "AZURE_OPENAI_API_KEY",
}

// runtime reads the workload that an AgentRuntime of rossoctl says to be an agent
// or a tool, as the label that its operator then sets
// (github.com/rossoctl/operator, docs/api-reference.md).
func (r *reader) runtime(o *kube.Object) {
	typ, target := o.Get("spec", "type").Str(), o.Get("spec", "targetRef")
	if name := target.Get("name"); scalar(name) && slices.Contains([]string{"agent", "tool"}, typ) {
		r.runtimes[[3]string{o.Space(), target.Get("kind").Str(), name.Text}] = runtimeOf{typ, name.Span}
	}
}

type runtimeOf struct {
	typ string
	at  nhi.Span
}
