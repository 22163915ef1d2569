// Package vault reads what people write for HashiCorp Vault and OpenBao: policies
// (what a token with the policy may do), the configuration of servers (how long
// tokens live, what they listen on, with which keys they open themselves), and
// that of Vault Agent and Vault Proxy (how they log in, and who gets the token).
package vault

import (
	"bytes"
	"context"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Analyzer is the reader of Vault's files, each a unit of its own.
var Analyzer = &nhi.Analyzer{
	Name: "vault",
	Doc:  "Vault: policies, server configuration, Vault Agent and Vault Proxy (*.hcl, *.json)",
	Reads: []string{
		"paths and capabilities of policies, allowed and denied parameters, and what they add up to",
		"servers: default and maximum lease, listeners without TLS, the raw storage endpoint",
		"literal credentials of seals, storage, telemetry and service registration",
		"auto-auth of Vault Agent and Vault Proxy: method, mount and role, and the files that the token is written to",
		"proxies that lend their token to callers from the network",
		"the process that Vault Agent runs, and what its environment is filled with",
	},
	Formats: []nhi.Format{
		{Name: "Vault policy", Files: "*.hcl with path blocks, *.json with paths", Source: "https://developer.hashicorp.com/vault/docs/concepts/policies", Fixture: "policies"},
		{Name: "Vault server", Files: "*.hcl, *.json with storage, seal or listener", Source: "https://developer.hashicorp.com/vault/docs/configuration", Fixture: "servers"},
		{Name: "Vault Agent and Vault Proxy", Files: "*.hcl, *.json with auto_auth or api_proxy", Source: "https://developer.hashicorp.com/vault/docs/agent-and-proxy", Fixture: "agents"},
	},
	Leaves: "templated paths' values, Sentinel policies, who is given a policy, audit devices and mounts (they are no configuration of a server), hardening that is not about identities (mlock, swap, cipher suites), templates in files of their own",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

func wants(p string) bool {
	base := path.Base(p)
	if path.Ext(base) == ".json" {
		return true
	}
	return strings.HasSuffix(base, ".hcl") && !tree.ForeignHCL(base)
}

// limit is the largest file read, in bytes: what the HCL parser takes.
const limit = tree.MaxHCL

// pathBlock is a rule of a policy.
var pathBlock = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[\n \t])path[ \t]*"`) })

// configuration is a stanza or setting at the top of a server's or an agent's.
var configuration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[ \t]*(?:(?:auto_auth|api_proxy)\s*\{|(?:storage|backend|ha_storage|seal|listener)[ \t]+"|(?:raw_storage_endpoint|default_lease_ttl|max_lease_ttl)[ \t]*=)`)
})

// claims takes a file that has a path block with capabilities, or with the old
// one-word policy, or the stanzas of a configuration.
func claims(p string, text []byte) (string, bool) {
	if !wants(p) || len(text) > limit {
		return "", false
	}
	has := func(word string) bool { return bytes.Contains(text, []byte(word)) }
	if path.Ext(p) == ".json" {
		return p, has(`"auto_auth"`) || has(`"api_proxy"`) || has(`"listener"`) && (has(`"storage"`) || has(`"backend"`) || has(`"api_addr"`)) || has(`"path"`) && has(`"capabilities"`)
	}
	return p, configuration().Match(text) || (has("capabilities") || has("policy")) && pathBlock().Match(text)
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := &reader{file: f, facts: facts, counts: map[string]int{}}
		var notices []nhi.Notice
		if path.Ext(f.Path) == ".json" {
			r.root, notices = tree.JSON(f)
		} else {
			_, r.root, notices = tree.HCL(f)
		}
		facts.Notices = append(facts.Notices, notices...)
		if r.root == nil {
			continue
		}
		r.policy()
		switch {
		case r.root.Get("auto_auth") != nil || r.root.Get("api_proxy") != nil:
			r.agent()
		case r.isServer():
			r.server()
		}
	}
	return facts, nil
}

// reader reads one file.
type reader struct {
	file   *nhi.File
	root   *tree.Node
	facts  *nhi.Facts
	counts map[string]int // facts of one key
}

// stem is the file's name without what says its format.
func stem(p string) string {
	base := strings.TrimSuffix(strings.TrimSuffix(path.Base(p), ".hcl"), ".json")
	return strings.TrimSuffix(base, ".policy")
}

// stanza is a block with its type: listener "tcp" { }.
type stanza struct {
	kind string
	node *tree.Node
	at   nhi.Span
}

// stanzas are those of a name. In HCL the type is the label or an attribute; in
// JSON an attribute, or the key of an object inside:
// https://developer.hashicorp.com/vault/docs/agent-and-proxy/autoauth#auto-auth-examples
func stanzas(n *tree.Node, name string) []stanza {
	var out []stanza
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if f.Key != name {
			continue
		}
		if f.Block && len(f.Labels) > 0 {
			out = append(out, stanza{f.Labels[0].Text, f.Value, f.KeySpan.Union(f.Labels[0].Span)})
			continue
		}
		for _, item := range f.Value.Each() {
			if item.Kind != tree.Mapping {
				continue
			}
			if f.Block || item.Get("type") != nil || item.Get("config") != nil {
				out = append(out, stanza{item.Get("type").Str(), item, f.KeySpan})
				continue
			}
			for _, inner := range item.Fields {
				for _, v := range inner.Value.Each() {
					if v.Kind == tree.Mapping {
						out = append(out, stanza{inner.Key, v, inner.KeySpan})
					}
				}
			}
		}
	}
	return out
}

// config are the settings of a method or sink: they lie in a block of their own.
func (s stanza) config() *tree.Node {
	for _, c := range s.node.Get("config").Each() {
		return c
	}
	return nil
}

// truth reads a switch, which Vault takes as a word, a number or a text. ok is
// false where it is not known; an absent one is off.
func truth(n *tree.Node) (on, ok bool) {
	switch {
	case n == nil || n.Kind == tree.Null:
		return false, true
	case !n.Scalar():
		return false, false
	}
	switch strings.ToLower(n.Text) {
	case "true", "1", "t":
		return true, true
	case "false", "0", "f", "":
		return false, true
	}
	return false, false
}
