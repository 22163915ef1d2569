package agentfile

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// LiteLLM's gateway, after docs.litellm.ai, Config.yaml. It is no agent: it holds
// the keys of all that call through it. A key is written out, or read from a
// variable as os.environ/NAME. The master key may also come from the environment,
// so its absence says nothing.

func isLiteLLM(root *tree.Node) bool {
	for _, m := range root.Get("model_list").Each() {
		if is(m.Get("litellm_params"), tree.Mapping) {
			return true
		}
	}
	return false
}

func liteLLM(r *reader, root *tree.Node) {
	a := r.agent("LiteLLM gateway ("+r.f.Path+")", root.Field("model_list").KeySpan)
	a.Score, a.Evidence[0].Weight, a.Evidence[0].Reason = 55, 55, "is a gateway to models"
	for _, m := range root.Get("model_list").Each() {
		p := m.Get("litellm_params")
		vendor, _, _ := strings.Cut(p.Get("model").Str(), "/")
		for _, f := range p.Entries() {
			name := f.Key
			if name == "api_key" {
				name = orElse(vendorKeys[strings.ReplaceAll(vendor, "azure", "azureopenai")], name)
			}
			switch {
			case is(f.Value, tree.Mapping):
				r.everything(a.Key, inFile, f.Value, 0)
			case name == "api_base" || name == "base_url":
				r.address(a.Key, f.Value)
			case name == "model":
			default:
				r.value(a.Key, inFile, name, f.Value)
			}
		}
	}
	r.pairs(a.Key, inEnv, root.Get("environment_variables"))
	// The master key makes and deletes all others.
	r.value(a.Key, inFile, "LITELLM_MASTER_KEY", root.Get("general_settings", "master_key"))
	for _, f := range root.Get("general_settings").Entries() {
		if is(f.Value, tree.Mapping) {
			r.everything(a.Key, inFile, f.Value, 0)
		} else if f.Key != "master_key" {
			r.value(a.Key, inFile, f.Key, f.Value)
		}
	}
	for _, part := range [...]string{"litellm_settings", "router_settings", "credential_list"} {
		for _, n := range root.Get(part).Each() {
			r.everything(a.Key, inFile, n, 0)
		}
	}
	for _, s := range root.Get("mcp_servers").Entries() {
		r.gatewayServer(a.Key, s)
	}
}

// gatewayServer reads an MCP server that the gateway offers.
func (r *reader) gatewayServer(gateway string, s tree.Field) {
	if !is(s.Value, tree.Mapping) {
		return
	}
	url, command := s.Value.Get("url"), s.Value.Get("command")
	kind := "mcp-stdio"
	if url.Scalar() {
		kind = "mcp-http"
	}
	t := r.tool(gateway, kind, s.Key, s.KeySpan)
	r.at(t, url)
	r.launch(t, command, s.Value.Get("args"))
	r.pairs(t.Key, inEnv, s.Value.Get("env"))
	r.pairs(t.Key, inHeader, s.Value.Get("static_headers"))
	r.pairs(t.Key, inHeader, s.Value.Get("headers"))
	if v := first(s.Value, "auth_value", "authentication_token"); v != nil {
		r.value(t.Key, inHeader, "auth_token", v)
	}
	for _, h := range s.Value.Get("extra_headers").Each() {
		if strings.EqualFold(h.Str(), "Authorization") {
			r.off("delegation", "extra_headers: Authorization", t.Key, "the caller's token is sent on to the server", h.Span)
		}
	}
	if names := s.Value.Get("allowed_tools").Strings(); len(names) > 0 {
		t.Writes = writesAny(names)
		t.Attributes = with(t.Attributes, "tools", described(names))
	} else {
		t.Attributes = with(t.Attributes, "tools", "all")
	}
}

// Plugin manifests (ai-plugin.json, Microsoft 365 and Semantic Kernel API
// plugins), after the manifests' own schemas: only how the tool is signed in to.
// An OpenAPI document alone describes an interface and no agent's tool.

func isPlugin(root *tree.Node) bool {
	return root.Get("name_for_human").Scalar() && (root.Get("auth", "type").Scalar() || is(root.Get("runtimes"), tree.Sequence))
}

func plugin(r *reader, root *tree.Node) {
	name := root.Get("name_for_human")
	t := r.tool("", "openapi", name.Text, name.Span)
	auths := []*tree.Node{root.Get("auth")}
	for _, run := range root.Get("runtimes").Each() {
		auths = append(auths, run.Get("auth"))
		r.at(t, run.Get("spec", "url"))
	}
	r.at(t, root.Get("api", "url"))
	for _, auth := range auths {
		if kind := auth.Get("type"); kind.Scalar() {
			t.Attributes = with(t.Attributes, "auth", strings.ToLower(kind.Text))
		}
		// verification_tokens are published on purpose, client ids are names.
		for _, field := range [...]string{"client_secret", "api_key", "password", "token"} {
			r.value(t.Key, inFile, field, auth.Get(field))
		}
	}
	if w := functions(root.Get("functions")); w != nil {
		t.Writes = w
	}
}

func functions(n *tree.Node) *bool {
	var names []string
	for _, f := range n.Each() {
		names = append(names, f.Get("name").Str())
	}
	return writesAny(names)
}

// Docker's MCP catalogs, after docker/mcp-gateway, docs/catalog.md: servers that
// the gateway starts, each with an image or an address, and the secrets that
// Docker Desktop's store gives it.

func isCatalog(root *tree.Node) bool {
	list := root.Get("registry").Entries()
	for _, s := range list {
		if !is(s.Value, tree.Mapping) || s.Value.Get("image") == nil && s.Value.Get("remote") == nil && s.Value.Get("type") == nil {
			return false
		}
	}
	return len(list) > 0
}

func catalog(r *reader, root *tree.Node) {
	for _, s := range root.Get("registry").Entries() {
		remote := s.Value.Get("remote")
		kind := "mcp-stdio"
		if remote != nil {
			kind = "mcp-http"
		}
		t := r.tool("", kind, s.Key, s.KeySpan)
		if img := s.Value.Get("image"); is(img, tree.String) && !strings.Contains(img.Text, "{{") {
			t.Runner = "docker"
			r.fetches(t, tools.Image(img.Text))
			t.At = img.Span
		}
		r.at(t, remote.Get("url"))
		declared := map[string]bool{}
		for _, secret := range s.Value.Get("secrets").Each() {
			declared[secret.Get("env").Str()] = true
		}
		for _, h := range remote.Get("headers").Entries() {
			// A declared secret is stated once, under its own name.
			if m := reference().FindStringSubmatch(h.Value.Str()); m == nil || !declared[m[1]+m[3]] {
				r.header(t.Key, h.Key, h.Value)
			}
		}
		for _, env := range s.Value.Get("env").Each() {
			r.value(t.Key, inEnv, env.Get("name").Str(), env.Get("value"))
		}
		for _, secret := range s.Value.Get("secrets").Each() {
			name := secret.Get("name")
			if !name.Scalar() {
				continue
			}
			as := orElse(secret.Get("env").Str(), name.Text)
			r.stored(t.Key, nhi.Key("docker-secret", name.Text), name.Text, as, name.Span)
		}
		var names []string
		for _, f := range s.Value.Get("tools").Each() {
			names = append(names, f.Get("name").Str())
		}
		t.Writes = writesAny(names)
	}
}
