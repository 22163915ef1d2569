package nomad

import (
	"net/netip"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// The blocks by which a policy and an agent's configuration are known, and those
// of Consul, whose files look alike.
// https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
// https://developer.hashicorp.com/nomad/docs/configuration
var (
	policyBlock = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)^(?:(?:namespace|host_volume|node_pool)[ \t]+"|(?:node|agent|operator|quota|plugin)[ \t]*\{)`)
	})
	policyWord = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)\b(?:policy|capabilities)[ \t]*=`) })
	consulWord = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)^[ \t]*(?:\w+_prefix[ \t]+"|(?:service|key|session|event|query|identity)[ \t]+"|(?:acl|keyring|mesh|peering|operator|sentinel)[ \t]*=)`)
	})
	agentBlock = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^(?:server|client)[ \t]*\{`) })
	agentWord  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)^(?:(?:data_dir|datacenter|bind_addr|region|plugin_dir)[ \t]*=|(?:acl|vault|consul|tls|addresses|advertise|ports)[ \t]*\{|(?:consul|vault|plugin)[ \t]+")`)
	})
)

func isPolicy(text []byte) bool {
	return policyBlock().Match(text) && policyWord().Match(text) && !consulWord().Match(text)
}

func isAgent(text []byte) bool { return agentBlock().Match(text) && agentWord().Match(text) }

// policy states what a token with the policy of this file may do. As for Vault, its
// name is the file's by custom, and who is given it another file says.
func (r *reader) policy() {
	grants := iam.Nomad(r.root)
	if len(grants) == 0 {
		return
	}
	name := strings.TrimSuffix(stem(r.file.Path), ".policy")
	key := nhi.Key("nomad-policy-file", r.file.Path)
	r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: name, Kind: "nomad-policy", Platform: "nomad", Defined: true,
		Attributes: map[string]string{"named_by": path.Base(r.file.Path)}, At: grants[0].At})
	for n, g := range grants {
		if !g.At.Valid() {
			continue
		}
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", "nomad-policy", r.file.Path, strconv.Itoa(n)), Identity: key, System: "nomad", Name: name,
			Actions: g.Actions, Resources: []string{g.Rule}, Scope: iam.Cluster, Breadth: g.Breadth, Hazards: g.Hazards, Why: g.Why, Writes: g.Writes, Justified: g.Justified,
			Confidence: nhi.Certain, At: g.At})
	}
}

// cluster reads the configuration of a Nomad agent. What is absent may stand in
// another file of its folder: Nomad reads them all.
func (r *reader) cluster() {
	for _, b := range blocks(r.root, "acl", "") {
		// https://developer.hashicorp.com/nomad/docs/configuration/acl#enabled
		if n := b.node.Get("enabled"); n != nil {
			if on, known := truth(n, false); known && !on {
				r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: nhi.Key("nomad-acl", r.file.Path), Kind: "policy", Name: "acl.enabled", State: "off",
					Attributes: map[string]string{"why": "whoever reaches Nomad's API may run every job and read every variable"}, At: n.Span})
			}
		}
	}
	bind := r.root.Get("bind_addr")
	for _, b := range blocks(r.root, "tls", "") {
		// https://developer.hashicorp.com/nomad/docs/configuration/tls#http
		if n := b.node.Get("http"); n != nil && beyond(bind) {
			if on, known := truth(n, false); known && !on {
				r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: nhi.Key("nomad-http", r.file.Path), Kind: "encryption", Name: "tls.http", State: "off",
					Attributes: map[string]string{"why": "Nomad's API on " + bind.Text + " is plain HTTP"}, At: n.Span})
			}
		}
	}
	for _, name := range []string{"vault", "consul"} {
		for _, b := range blocks(r.root, name, "") {
			if n := b.node.Get("token"); n.Scalar() {
				if c := r.judge(name+"_token", n.Text, n.Span, "file", "", name); c != nil {
					r.facts.Credentials = append(r.facts.Credentials, c)
				}
			}
		}
	}
}

// beyond says whether a written address is one that other machines reach.
func beyond(n *tree.Node) bool {
	if !n.Scalar() || n.Text == "localhost" {
		return false
	}
	ip, err := netip.ParseAddr(n.Text)
	return err == nil && !ip.IsLoopback()
}
