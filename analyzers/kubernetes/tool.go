package kubernetes

import (
	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// toolhiveGroup is the API group of ToolHive's operator.
const toolhiveGroup = "toolhive.stacklok.dev"

func (r *reader) toolKey(o *kube.Object) string {
	if o.Group == toolhiveGroup { // kagent's object for it may have the same name
		return r.toolhiveKey(o.Space(), o.Name)
	}
	return nhi.Key("k8s-tool", r.scope, o.Space(), o.Name)
}

func (r *reader) toolhiveKey(namespace, name string) string {
	return nhi.Key("k8s-toolhive", r.scope, namespace, name)
}

// address writes a URL into a tool, which is then its place: without its userinfo
// and query, and without the parts of its path that may be a secret. The attribute
// "transport" says whether the way there is encrypted, or stays in the cluster.
func address(t *nhi.Tool, n *tree.Node) {
	if !scalar(n) || templated(n.Text) {
		return
	}
	a, ok := tools.Parse(n.Text, true)
	if !ok {
		return
	}
	t.URL, t.At = a.URL, n.Span
	if a.Transport != "" {
		t.Attributes["transport"] = a.Transport
	}
}

// command reads what a tool server's command line fetches; the package is then
// the tool's place.
func command(t *nhi.Tool, words []*tree.Node) {
	texts := make([]string, len(words))
	for i, n := range words {
		texts[i] = n.Str()
	}
	spec, at, _ := tools.Fetched(texts)
	if at < 0 || spec.Name == "" || templated(texts[at]) {
		return
	}
	t.Runner, t.Package, t.Version, t.Pinned = tools.Program(texts[0]), spec.Name, spec.Version, spec.Pinned
	t.At = words[at].Span
}

// words are a command: one text, or a list.
func words(n *tree.Node) []*tree.Node {
	if scalar(n) {
		return []*tree.Node{n}
	}
	return n.Each()
}

// image reads a container image as what a tool fetches, which is then its place. A
// digest pins it and a tag that is moved on purpose does not; every other tag is
// mutable by right and fixed by habit, and a name without a repository was mostly
// built on the spot: nothing is said of them.
func image(t *nhi.Tool, n *tree.Node) {
	if !scalar(n) || templated(n.Text) || t.Package != "" {
		return
	}
	spec := tools.Image(n.Text)
	t.Runner, t.Package, t.At = "image", agents.ImagePath(n.Text), n.Span
	t.Version, t.Pinned = spec.Version, spec.Pinned
}

// toolhive reads an MCP server of ToolHive and the credentials that it is given.
func (r *reader) toolhive(o *kube.Object) {
	spec := o.Node.Get("spec")
	t := &nhi.Tool{Key: r.toolKey(o), Name: o.Name, Kind: "mcp-http", At: o.At, Attributes: map[string]string{"platform": "toolhive", nhi.Keeper: "true"}}
	image(t, spec.Get("image"))
	address(t, spec.Get("remoteURL"))
	address(t, spec.Get("remoteUrl"))
	h := &holder{key: t.Key, object: o, store: inEnv}
	before := len(r.facts.Edges)
	r.processEnv(h, kube.EnvOf(spec.Get("env")))
	r.externalLogin(&holder{key: t.Key, object: o, store: inHeader}, o)
	for _, s := range spec.Get("secrets").Each() {
		name := s.Get("name")
		env := s.Get("targetEnvName").Str()
		if env == "" {
			env = s.Get("key").Str()
		}
		if scalar(name) && env != "" {
			r.reference(h, env, name, s.Get("key").Str(), name.Span)
		}
	}
	r.openTool(o, t, len(r.facts.Edges) > before)
	r.permitted(o, t.Key, spec.Get("authzConfig"))
	if n := spec.Get("audit", "enabled"); n != nil {
		t.Attributes["audit"] = n.Str()
	}
	r.facts.Tools = append(r.facts.Tools, t)
	r.served(o, t)
	for _, account := range []*tree.Node{spec.Get("serviceAccount"), spec.Get("podTemplateSpec", "spec", "serviceAccountName")} {
		if r.toolRunsAs(o, t, account) {
			break
		}
	}
}

// kagentServer reads an MCP server that kagent starts or reaches: MCPServer,
// RemoteMCPServer, and the older ToolServer.
func (r *reader) kagentServer(o *kube.Object) {
	spec := o.Node.Get("spec")
	t := &nhi.Tool{Key: r.toolKey(o), Name: o.Name, Kind: "mcp-http", At: o.At, Attributes: map[string]string{"platform": "kagent"}}
	remote := r.toolHolder(t, o)
	process := &holder{key: t.Key, object: o, store: inEnv}
	start := func(n *tree.Node, commandKey string) {
		command(t, append(words(n.Get(commandKey)), n.Get("args").Each()...))
		image(t, n.Get("image"))
		r.processEnv(process, kube.EnvOf(n.Get("env")))
	}
	switch o.Kind {
	case "RemoteMCPServer":
		address(t, spec.Get("url"))
		r.headers(remote, spec.Get("headersFrom"))
	case "MCPServer":
		if spec.Get("transportType").Str() == "stdio" {
			t.Kind = "mcp-stdio"
		}
		start(spec.Get("deployment"), "cmd")
		for _, s := range spec.Get("deployment", "secretRefs").Each() {
			if name := s.Get("name"); scalar(name) {
				r.envFrom(process, []kube.EnvFrom{{Secret: name}})
			}
		}
		if account := spec.Get("deployment", "serviceAccountName"); account != nil {
			r.toolRunsAs(o, t, account)
		} else if r.accounts[[2]string{o.Space(), o.Name}] != nil {
			// kmcp runs a server as the account of its own name.
			r.edge(nhi.RunsAs, t.Key, nhi.ServiceAccountKey(r.scope, o.Space(), o.Name), o.At)
		}
	case "ToolServer":
		config := spec.Get("config")
		if n := config.Get("stdio"); n != nil {
			t.Kind = "mcp-stdio"
			start(n, "command")
			r.env(process, "envFrom", kube.EnvOf(n.Get("envFrom")))
		}
		for _, transport := range []string{"sse", "streamableHttp"} {
			if n := config.Get(transport); n != nil {
				address(t, n.Get("url"))
				r.headers(remote, n.Get("headers"))
				r.headers(remote, n.Get("headersFrom"))
			}
		}
	}
	r.facts.Tools = append(r.facts.Tools, t)
	r.served(o, t)
}
