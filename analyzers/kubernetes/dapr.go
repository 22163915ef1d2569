package kubernetes

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// daprGroup is the API group of Dapr, whose sidecars hold the credentials of the
// components that their apps use.
const daprGroup = "dapr.io"

// daprKeys are the variables that say which credential the metadata field "key"
// of a conversation component holds (docs.dapr.io, conversation components).
var daprKeys = map[string]string{
	"conversation.openai": "OPENAI_API_KEY", "conversation.anthropic": "ANTHROPIC_API_KEY",
	"conversation.googleai": "GEMINI_API_KEY", "conversation.mistral": "MISTRAL_API_KEY",
	"conversation.huggingface": "HF_TOKEN", "conversation.deepseek": "DEEPSEEK_API_KEY",
	"conversation.azure": "AZURE_OPENAI_API_KEY",
}

// daprFields are other fields of components, by type and name
// (docs.dapr.io, AWS Bedrock).
var daprFields = map[[2]string]string{
	{"conversation.aws.bedrock", "accessKey"}: "AWS_ACCESS_KEY_ID", {"conversation.aws.bedrock", "secretKey"}: "AWS_SECRET_ACCESS_KEY",
}

// daprModel is a component by which apps call a model.
type daprModel struct {
	object *kube.Object
	// text says for a person that it calls a model; empty when it does not.
	text string
	// scopes are the apps that may use it; none means all of its namespace.
	scopes []string
	// keys of the credentials that it holds.
	keys []string
}

// maxComponents is how many components of a scope are tied to apps, each to each.
const maxComponents = 100

// daprComponent reads the metadata of a component: literals, and references to
// Secrets and variables.
func (r *reader) daprComponent(o *kube.Object) {
	typ := o.Node.Get("spec", "type").Str()
	var keys []string
	for _, m := range o.Node.Get("spec", "metadata").Each() {
		name := m.Get("name").Str()
		if name == "" {
			continue
		}
		known := name
		if name == "key" || name == "apiKey" {
			if env := daprKeys[typ]; env != "" {
				known = env
			}
		}
		if env := daprFields[[2]string{typ, name}]; env != "" {
			known = env
		}
		var c *nhi.Credential
		switch value, ref, env := m.Get("value"), m.Get("secretKeyRef"), m.Get("envRef"); {
		case scalar(value) && !templated(value.Text):
			if c = creds.Judge(known, value.Text, value.Span); c != nil {
				c.Key = nhi.Key("k8s-literal", r.workloadKey(o), name)
				c.Origin = nhi.FromLiteral
			}
		case scalar(ref.Get("name")):
			if c = creds.Describe(known); c != nil {
				entry := ref.Get("key").Str()
				if entry == "" {
					entry = ref.Get("name").Text
				}
				c.Key = nhi.SecretKey(r.scope, o.Space(), ref.Get("name").Text, entry)
				if store := o.Node.Get("auth", "secretStore").Str(); store != "" && store != "kubernetes" {
					c.Key = nhi.Key("dapr-secret", r.scope, o.Space(), store, ref.Get("name").Text, entry)
				}
				c.Origin, c.At = nhi.FromStore, ref.Get("name").Span
			}
		case scalar(env):
			if c = creds.Describe(env.Text); c != nil {
				c.Key, c.Origin, c.At = nhi.EnvKey(r.scope, env.Text), nhi.FromEnv, env.Span
			}
		}
		if c == nil {
			continue
		}
		c.Name, c.Store, c.Environment = name, inManifest, r.environment(o)
		if c.Confidence == 0 {
			c.Confidence = nhi.Certain
		}
		r.facts.Credentials = append(r.facts.Credentials, c)
		keys = append(keys, c.Key)
	}
	// A state store or broker is where apps meet: that all of them reach it is what
	// it is for. A model's key, or a binding to another system, is each app's own.
	own := strings.HasPrefix(typ, "conversation.") || strings.HasPrefix(typ, "bindings.") && len(keys) > 0
	if own && len(r.dapr) < maxComponents {
		d := &daprModel{object: o, scopes: o.Node.Get("scopes").Strings(), keys: keys}
		if strings.HasPrefix(typ, "conversation.") {
			d.text = "its Dapr sidecar calls a model (" + typ + ")"
		}
		r.dapr = append(r.dapr, d)
	}
}

// daprApp is the app id of a pod with a Dapr sidecar.
func daprApp(p *kube.Pod) (string, bool) {
	n := p.Metadata.Get("annotations")
	if n.Get("dapr.io/enabled").Str() != "true" {
		return "", false
	}
	if id := n.Get("dapr.io/app-id").Str(); id != "" {
		return id, true
	}
	return p.Object.Name, true
}

// uses says whether an app of a namespace may use the component.
func (d *daprModel) uses(app, namespace string) bool {
	return d.object.Space() == namespace && (len(d.scopes) == 0 || slices.Contains(d.scopes, app))
}

// daprHeld ties the credentials of components to the apps whose sidecars load
// them.
func (r *reader) daprHeld(h *holder, p *kube.Pod) {
	app, ok := daprApp(p)
	for _, d := range r.dapr {
		if ok && d.uses(app, p.Object.Space()) {
			for _, key := range d.keys {
				r.edge(nhi.Holds, h.key, key, d.object.At)
			}
		}
	}
}

// maxModels is how many components of one app are told as evidence: one is
// enough.
const maxModels = 4

// daprModels are the ways in which the pod's sidecar calls models for it.
func (r *reader) daprModels(p *kube.Pod) []agents.Item {
	app, ok := daprApp(p)
	var out []agents.Item
	for _, d := range r.dapr {
		if ok && d.text != "" && len(out) < maxModels && d.uses(app, p.Object.Space()) {
			out = append(out, agents.Item{Text: d.text, At: d.object.At})
		}
	}
	return out
}

// daprTool reads Dapr's MCPServer.
func (r *reader) daprTool(o *kube.Object) {
	t := &nhi.Tool{Key: r.toolKey(o), Name: o.Name, Kind: "mcp-http", At: o.At, Attributes: map[string]string{"platform": "dapr"}}
	endpoint := o.Node.Get("spec", "endpoint")
	if endpoint.Get("stdio") != nil {
		t.Kind = "mcp-stdio"
	}
	for _, transport := range []string{"streamableHTTP", "sse"} {
		if n := endpoint.Get(transport); n != nil {
			address(t, n.Get("url"))
			r.headers(r.toolHolder(t, o), n.Get("headers"))
		}
	}
	r.facts.Tools = append(r.facts.Tools, t)
	r.served(o, t)
}

func (r *reader) toolHolder(t *nhi.Tool, o *kube.Object) *holder {
	return &holder{key: t.Key, object: o, store: inHeader}
}

// headers reads HTTP headers: a mapping of names to values, or a list of names
// with values or references.
func (r *reader) headers(h *holder, n *tree.Node) {
	r.env(h, "headers", kube.EnvOf(n))
}
