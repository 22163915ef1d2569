package vault

import (
	"net/netip"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// serverWords are stanzas and settings of a Vault server; a listener alone is
// Boundary's too, whose other words are otherWords:
// https://developer.hashicorp.com/vault/docs/configuration
var (
	serverWords = []string{
		"storage", "backend", "ha_storage", "seal", "api_addr", "cluster_addr", "default_lease_ttl", "max_lease_ttl", "raw_storage_endpoint", "plugin_directory",
		"service_registration",
	}
	otherWords = []string{"controller", "worker", "kms", "server", "client", "datacenter"}
)

func (r *reader) isServer() bool {
	for _, w := range otherWords {
		if r.root.Get(w) != nil {
			return false
		}
	}
	for _, s := range stanzas(r.root, "listener") {
		if s.node.Get("purpose") != nil { // Boundary's
			return false
		}
	}
	found := 0
	for _, w := range serverWords {
		if r.root.Get(w) != nil {
			found++
		}
	}
	return found > 0 && (r.root.Get("listener") != nil || r.root.Get("storage") != nil || r.root.Get("backend") != nil || r.root.Get("seal") != nil || found > 1)
}

// systemMax is the longest life of a lease that nobody changed, in seconds: 768
// hours. A written maximum that is no longer says nothing new.
const systemMax = 768 * 3600

// server states what a server's configuration says of identities and their
// credentials. What is absent may stand in another file of its folder: Vault
// reads them all.
func (r *reader) server() {
	r.leases()
	for _, name := range []string{"storage", "backend", "ha_storage", "seal", "service_registration", "listener"} {
		for _, s := range stanzas(r.root, name) {
			r.literals(name, s)
		}
	}
	for _, n := range r.root.Get("telemetry").Each() {
		r.literals("telemetry", stanza{node: n})
	}
	for _, l := range stanzas(r.root, "listener") {
		r.listener(l, "Vault's API")
	}
	if n := r.root.Get("raw_storage_endpoint"); n != nil {
		if on, ok := truth(n); on && ok {
			r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", "vault-raw", r.file.Path), System: "vault", Name: "sys/raw", Actions: []string{"read", "update", "delete"}, Resources: []string{"sys/raw/*"},
				Breadth: iam.Wildcard, Hazards: []string{iam.ReadsAllSecrets}, Why: "raw_storage_endpoint lets whoever has sudo on it read and change what is stored, below every policy", Writes: true, Confidence: nhi.Certain, At: n.Span})
		}
	}
}

// leases states how long tokens and leases live that say no life of their own.
func (r *reader) leases() {
	for _, f := range []struct{ name, title string }{
		{"default_lease_ttl", "Vault token or lease without a TTL of its own"},
		{"max_lease_ttl", "Vault token or lease that is renewed to the end"},
	} {
		n := r.root.Get(f.name)
		if !n.Scalar() {
			continue
		}
		s, ok := nhi.Seconds(n.Text)
		if !ok || s == 0 || f.name == "max_lease_ttl" && s <= systemMax {
			continue
		}
		r.facts.Credentials = append(r.facts.Credentials, &nhi.Credential{Key: nhi.Key("vault-lease", r.file.Path, f.name), Kind: "vault-token", Title: f.title, Vendor: "Vault",
			Origin: nhi.FromIssuer, Lifetime: nhi.Lifetime{Known: true, Seconds: s, Basis: nhi.Written, Field: f.name}, Confidence: nhi.Certain, At: n.Span})
	}
}

// listener states that an address is listened on without TLS, beyond this
// machine. The default is TLS:
// https://developer.hashicorp.com/vault/docs/configuration/listener/tcp
func (r *reader) listener(l stanza, what string) {
	address, open := listens(l)
	off, ok := truth(l.node.Get("tls_disable"))
	if !open || !ok || !off {
		return
	}
	r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: r.key("vault-listener", address), Kind: "encryption", Name: "tls_disable", State: "off",
		Attributes: map[string]string{"why": what + " on " + address + " is plain HTTP"}, At: l.node.Get("tls_disable").Span})
}

// listens is the written address of a TCP listener, and whether others than this
// machine reach it. Without one it is 127.0.0.1.
func listens(l stanza) (address string, open bool) {
	n := l.node.Get("address")
	if l.kind != "tcp" || !n.Scalar() || strings.ContainsAny(n.Text, "{$") {
		return "", false
	}
	host := n.Text
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') && (strings.Count(host, ":") == 1 || i > 0 && host[i-1] == ']') {
		host = host[:i] // an IPv6 address without brackets has no port
	}
	host = strings.Trim(host, "[]")
	ip, err := netip.ParseAddr(host)
	return n.Text, host != "localhost" && (err != nil || !ip.IsLoopback())
}

// listenerSource says what a listener does that says nothing: it asks nobody for a
// certificate.
const listenerSource = "https://developer.hashicorp.com/vault/docs/configuration/listener/tcp"

// asks says whether a listener lets only callers with a certificate in; unknown
// is as good as yes.
func asks(l stanza) bool {
	on, ok := truth(l.node.Get("tls_require_and_verify_client_cert"))
	return on || !ok
}

// first is the first node of a list, or the one.
func first(n *tree.Node) *tree.Node {
	for _, item := range n.Each() {
		return item
	}
	return nil
}
