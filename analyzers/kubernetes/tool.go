package kubernetes

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// toolhiveGroup is the API group of ToolHive's operator.
const toolhiveGroup = "toolhive.stacklok.dev"

func (r *reader) toolKey(o *kube.Object) string {
	return nhi.Key("k8s-tool", r.scope, o.Space(), o.Name)
}

// address writes a URL into a tool, which is then its place: without its userinfo
// and query, and without the parts of its path that may be a secret. The attribute
// "transport" says whether the way there is encrypted, or stays in the cluster.
func address(t *nhi.Tool, n *tree.Node) {
	if !scalar(n) || templated(n.Text) {
		return
	}
	u, err := url.Parse(n.Text)
	if err != nil || u.Host == "" {
		return
	}
	parts := strings.Split(u.Path, "/")
	for i, p := range parts {
		// The shortest tokens in use have 20 characters, with digits among them.
		if len(p) >= 20 && (strings.ContainsAny(p, "0123456789") || strings.ToLower(p) != p) {
			parts[i] = nhi.Redacted
		}
	}
	t.URL, t.At = u.Scheme+"://"+u.Host+strings.Join(parts, "/"), n.Span
	switch {
	case u.Scheme == "http" && local(u.Hostname()):
		t.Attributes["transport"] = "internal"
	case u.Scheme == "http" || u.Scheme == "https":
		t.Attributes["transport"] = u.Scheme
	}
}

// local hosts are the machine itself and services of the cluster, which have no
// public suffix: "name", "name.namespace", "….svc", "….local".
func local(host string) bool {
	host = strings.ToLower(host)
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
	}
	name, last, dotted := strings.Cut(host, ".")
	switch {
	case !dotted || name == "":
		return true
	case !strings.Contains(last, "."):
		return !suffixes[last] // a namespace
	}
	return strings.HasSuffix(host, ".svc") || strings.Contains(host, ".svc.") || strings.HasSuffix(host, ".local") ||
		strings.HasSuffix(host, ".internal") || strings.HasSuffix(host, ".localhost")
}

// suffixes are endings of public names of two labels. What is none of them is
// taken for a namespace: rather silent than wrong.
var suffixes = wordSet(`com org net io dev ai app co cloud tech run sh xyz me info biz eu de uk fr nl ch us in jp cn ru`)

// runners fetch a package and run it.
var runners = map[string]bool{"npx": true, "uvx": true, "bunx": true, "pnpx": true, "pipx": true}

// runnerFlags take a value that is no package.
var runnerFlags = map[string]bool{"--from": false, "--python": true, "-p": false, "--package": false, "--index-url": true, "--with": true}

var exact = regexp.MustCompile(`^v?[0-9]+(\.[0-9]+)*([-+.][0-9A-Za-z.+-]+)?$`)

// command reads what a tool server's command line fetches; the package is then
// the tool's place.
func command(t *nhi.Tool, words []*tree.Node) {
	if len(words) == 0 || !runners[words[0].Str()] {
		return
	}
	t.Runner = words[0].Text
	rest := words[1:]
	for len(rest) > 0 && (strings.HasPrefix(rest[0].Str(), "-") || t.Runner == "pipx" && rest[0].Str() == "run") {
		flag := rest[0].Str()
		rest = rest[1:]
		if runnerFlags[flag] && len(rest) > 0 {
			rest = rest[1:]
		}
	}
	if len(rest) == 0 || !scalar(rest[0]) || templated(rest[0].Text) {
		return
	}
	spec := rest[0].Text
	t.At = rest[0].Span
	for _, sep := range []string{"==", "@"} {
		// A leading @ is an npm scope.
		if i := strings.LastIndex(spec, sep); i > 0 {
			t.Package, t.Version = spec[:i], spec[i+len(sep):]
			t.Pinned = nhi.Bool(exact.MatchString(t.Version))
			return
		}
	}
	t.Package, t.Pinned = spec, nhi.Bool(false)
}

// words are a command: one text, or a list.
func words(n *tree.Node) []*tree.Node {
	if scalar(n) {
		return []*tree.Node{n}
	}
	return n.Each()
}

// image reads a container image as what a tool fetches, which is then its place. A
// tag that names a
// version counts as pinned, the newest one does not.
func image(t *nhi.Tool, n *tree.Node) {
	if !scalar(n) || templated(n.Text) || t.Package != "" {
		return
	}
	t.Runner, t.Package, t.At = "image", agents.ImagePath(n.Text), n.Span
	ref := n.Text
	if i := strings.LastIndexByte(ref, '@'); i >= 0 {
		t.Version, t.Pinned = ref[i+1:], nhi.Bool(true)
		return
	}
	if i := strings.LastIndexByte(ref, ':'); i > strings.LastIndexByte(ref, '/') {
		t.Version = ref[i+1:]
	}
	t.Pinned = nhi.Bool(t.Version != "" && t.Version != "latest" && t.Version != "main" && t.Version != "edge")
}

// toolhive reads an MCP server of ToolHive and the credentials that it is given.
func (r *reader) toolhive(o *kube.Object) {
	spec := o.Node.Get("spec")
	t := &nhi.Tool{Key: r.toolKey(o), Name: o.Name, Kind: "mcp-http", At: o.At, Attributes: map[string]string{"platform": "toolhive"}}
	image(t, spec.Get("image"))
	address(t, spec.Get("remoteURL"))
	address(t, spec.Get("remoteUrl"))
	h := &holder{key: t.Key, object: o, store: inEnv}
	r.processEnv(h, kube.EnvOf(spec.Get("env")))
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
