package vault

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// agent states what the configuration of Vault Agent or Vault Proxy says: as whom
// it logs in, where its token goes, and who may use it.
func (r *reader) agent() {
	for _, n := range r.root.Get("vault").Each() {
		r.literals("vault", stanza{node: n})
	}
	role := r.autoAuth()
	r.lends()
	r.process(role)
}

// autoAuth reads methods and sinks, and returns the role that is logged in as.
func (r *reader) autoAuth() string {
	role := ""
	for _, auth := range r.root.Get("auto_auth").Each() {
		for _, m := range stanzas(auth, "method") {
			r.literals("method", m)
			if key := r.method(m); key != "" {
				role = key
			}
		}
		sinks := stanzas(auth, "sink")
		for _, list := range auth.Get("sinks").Each() {
			sinks = append(sinks, stanzas(list, "sink")...)
		}
		for _, s := range sinks {
			r.sink(s)
		}
	}
	return role
}

// platformLogin is what every other auto-auth method is.
const platformLogin = "an auto-auth method of the platform (kubernetes, aws, azure, gcp, jwt, cert), which gets a token of its own"

// method reads how the token is had. token_file takes one that somebody made:
// https://developer.hashicorp.com/vault/docs/agent-and-proxy/autoauth/methods/token_file
func (r *reader) method(m stanza) string {
	config := m.config()
	if m.kind == "token_file" {
		c := &nhi.Credential{Key: r.key("vault-token-file"), Kind: "vault-token", Title: "Vault token", Vendor: "Vault", Origin: nhi.FromFile, Store: "file", Static: true,
			Alternative: platformLogin, Confidence: nhi.Certain, Attributes: map[string]string{"login": "auto-auth"}, At: m.at}
		if p := config.Get("token_file_path"); p.Scalar() {
			c.Name, c.At = p.Text, p.Span
		}
		r.facts.Credentials = append(r.facts.Credentials, c)
		return ""
	}
	role := config.Get("role")
	if !role.Scalar() || role.Text == "" || strings.ContainsAny(role.Text, "{$") {
		return ""
	}
	mount := m.kind
	if p := m.node.Get("mount_path"); p != nil {
		if !p.Scalar() {
			return ""
		}
		mount = strings.TrimPrefix(strings.Trim(p.Text, "/"), "auth/")
	}
	if ns := m.node.Get("namespace"); ns != nil {
		mount = ns.Str() + "/" + mount
	}
	key := nhi.VaultRoleKey(mount, role.Text)
	r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: role.Text, Kind: "vault-role", Platform: "vault", At: role.Span})
	return key
}

// sink reads where the token is written. The file is for owner and group unless
// it says otherwise (0640):
// https://developer.hashicorp.com/vault/docs/agent-and-proxy/autoauth/sinks/file
func (r *reader) sink(s stanza) {
	config := s.config()
	if s.kind != "file" || config == nil {
		return
	}
	c := &nhi.Credential{Key: r.key("vault-sink"), Kind: "vault-token", Title: "Vault token", Vendor: "Vault", Origin: nhi.FromIssuer, Store: "file", Confidence: nhi.Certain,
		Attributes: map[string]string{}, At: s.at}
	if p := config.Get("path"); p.Scalar() {
		c.Name, c.At = p.Text, p.Span
	}
	if s.node.Get("wrap_ttl") != nil || s.node.Get("dh_type") != nil {
		c.Attributes["wrapped"] = "true" // what lies there is no token yet
	}
	if mode := config.Get("mode"); mode.Scalar() {
		c.Attributes["mode"] = mode.Text
		if readable(mode) && c.Attributes["wrapped"] == "" {
			c.Attributes["world_readable"], c.At = "true", mode.Span
		}
	}
	r.facts.Credentials = append(r.facts.Credentials, c)
}

// readable says whether a mode lets every user of the machine read the file. HCL
// reads a number with a leading zero as an octal one, JSON has none.
func readable(mode *tree.Node) bool {
	base := 10
	if strings.HasPrefix(mode.Text, "0") {
		base = 8
	}
	bits, err := strconv.ParseUint(strings.TrimPrefix(mode.Text, "0o"), base, 32)
	return err == nil && bits&0o004 != 0
}

// lends states that callers who bring no token act with the proxy's. Where only
// this machine reaches it, that is how a sidecar is meant to work; from the
// network it lets everybody in:
// https://developer.hashicorp.com/vault/docs/agent-and-proxy/proxy/apiproxy
func (r *reader) lends() {
	use := first(r.root.Get("api_proxy")).Get("use_auto_auth_token")
	if use == nil {
		use = first(r.root.Get("cache")).Get("use_auto_auth_token")
	}
	lends := use.Str() == "force"
	if on, ok := truth(use); on && ok {
		lends = true
	}
	for _, l := range stanzas(r.root, "listener") {
		r.literals("listener", l)
		if l.node.Get("role").Str() == "metrics_only" {
			continue
		}
		r.listener(l, "the proxy")
		address, open := listens(l)
		if !lends || !open || asks(l) {
			continue
		}
		r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: r.key("vault-lends", address), Kind: "authentication", Name: "use_auto_auth_token", State: "off",
			Attributes: map[string]string{"why": "whoever reaches " + address + " acts with the Vault token of the proxy"}, Source: listenerSource, At: use.Span})
	}
}

// process states what Vault Agent runs as its child, with what its environment is
// filled with:
// https://developer.hashicorp.com/vault/docs/agent-and-proxy/agent/process-supervisor
func (r *reader) process(role string) {
	exec := first(r.root.Get("exec"))
	if exec == nil {
		return
	}
	// Such files are all called alike; their folder tells them apart.
	name := strings.TrimPrefix(path.Base(path.Dir(r.file.Path))+"/"+stem(r.file.Path), "./")
	at := r.root.Field("exec").KeySpan
	a := &nhi.Agent{Key: nhi.Key("vault-exec", r.file.Path), Name: name, Kind: "workload", Platform: "vault-agent", Environment: agents.Environment(r.file.Path, "", name), At: at}
	w := agents.Workload{Path: r.file.Path, At: at}
	for _, word := range exec.Get("command").Each() {
		w.Args = append(w.Args, agents.Item{Text: word.Str(), At: word.Span})
	}
	for _, e := range stanzas(r.root, "env_template") {
		w.Env = append(w.Env, agents.Item{Text: e.kind, At: e.at})
		r.fills(a, e)
	}
	a.Score, a.Evidence = agents.Score(w)
	a.Family = agents.Family(name, "")
	r.facts.Agents = append(r.facts.Agents, a)
	if role != "" {
		r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: nhi.RunsAs, From: a.Key, To: role, Confidence: nhi.Certain, At: at})
	}
}

// reads is the one lookup of a template: {{ with secret "path" }}{{ .Data.data.key }}{{ end }}
var reads = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`secret\s+"([^"{$]+)"[^}]*\}\}\s*\{\{-?\s*\.Data(?:\.data)?\.([\w-]+)`)
})

// issues are the endpoints of secrets engines that make a credential for whoever
// asks.
var issues = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`/(creds|issue|sts|sign|token)/`) })

// fills states the credential that a variable is filled with.
func (r *reader) fills(a *nhi.Agent, e stanza) {
	contents := e.node.Get("contents")
	if !contents.Scalar() {
		return
	}
	c := creds.Describe(e.kind)
	m := reads().FindStringSubmatch(contents.Text)
	if c == nil || m == nil {
		return
	}
	c.Key, c.Origin = nhi.VaultSecretKey("", m[1], m[2]), nhi.FromStore
	if issues().MatchString(m[1]) {
		c.Key, c.Origin, c.Static, c.Alternative, c.Lifetime = r.key("vault-issued", e.kind), nhi.FromIssuer, false, "", nhi.Lifetime{}
	}
	c.Name, c.Store, c.At, c.Environment = e.kind, "env", contents.Span, a.Environment
	r.facts.Credentials = append(r.facts.Credentials, c)
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: nhi.Holds, From: a.Key, To: c.Key, Confidence: nhi.Certain, At: contents.Span})
}
