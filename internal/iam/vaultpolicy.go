package iam

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// VaultRule is one path of a Vault policy.
type VaultRule struct {
	Path         string
	Capabilities []string
	// Conditions are what a request has to keep to, in the policy's own words:
	// parameters, and how the answer is wrapped.
	Conditions []string
	// Limited says that the parameters which give rights away are fixed or refused.
	Limited bool
	// At is the block's head, the path in it.
	At nhi.Span
}

// vaultShorthand are the old policies, which stand for capabilities:
// https://developer.hashicorp.com/vault/docs/concepts/policies#policy-syntax
var vaultShorthand = map[string][]string{
	"deny": {"deny"}, "read": {"read", "list"}, "write": {"create", "read", "update", "delete", "list"},
	"sudo": {"create", "read", "update", "delete", "list", "sudo"},
}

// vaultCapabilities are all that a policy may list.
var vaultCapabilities = map[string]bool{
	"create": true, "read": true, "update": true, "patch": true, "delete": true, "list": true, "sudo": true, "deny": true, "subscribe": true, "recover": true, "root": true, "write": true,
}

// VaultPolicy reads the rules of a policy document in HCL or JSON.
func VaultPolicy(root *tree.Node) []VaultRule {
	var out []VaultRule
	if root == nil {
		return nil
	}
	for _, f := range root.Fields {
		switch {
		case f.Key != "path":
		case f.Block && len(f.Labels) > 0:
			out = append(out, vaultRule(f.Labels[0].Text, f.Value, f.KeySpan.Union(f.Labels[0].Span)))
		case !f.Block:
			// {"path": {"secret/*": {"capabilities": […]}}}, or a list of such objects.
			for _, m := range f.Value.Each() {
				for _, e := range m.Entries() {
					for _, v := range e.Value.Each() {
						r := vaultRule(e.Key, v, e.KeySpan)
						if len(r.Capabilities) > 0 && !slices.ContainsFunc(r.Capabilities, func(c string) bool { return !vaultCapabilities[c] }) {
							out = append(out, r)
						}
					}
				}
			}
		}
	}
	return out
}

func vaultRule(path string, n *tree.Node, at nhi.Span) VaultRule {
	r := VaultRule{Path: path, At: at}
	for _, c := range n.Get("capabilities").Strings() {
		r.Capabilities = append(r.Capabilities, strings.ToLower(c))
	}
	if len(r.Capabilities) == 0 {
		r.Capabilities = vaultShorthand[n.Get("policy").Str()]
	}
	for _, name := range []string{"allowed_parameters", "denied_parameters"} {
		for _, m := range n.Get(name).Each() {
			if keys := parameters(m); len(keys) > 0 {
				r.Conditions = append(r.Conditions, name+" "+strings.Join(keys, " "))
			}
			r.Limited = r.Limited || limits(name, m)
		}
	}
	if required := n.Get("required_parameters").Strings(); len(required) > 0 {
		r.Conditions = append(r.Conditions, "required_parameters "+strings.Join(required, " "))
	}
	for _, name := range []string{"min_wrapping_ttl", "max_wrapping_ttl"} {
		if ttl := n.Get(name).Str(); ttl != "" {
			r.Conditions = append(r.Conditions, name+" "+ttl)
		}
	}
	return r
}

func parameters(m *tree.Node) []string {
	var out []string
	for _, e := range m.Entries() {
		out = append(out, e.Key)
	}
	return out
}

// vaultRights are the parameters by which tokens, roles and policies give rights:
// https://developer.hashicorp.com/vault/docs/concepts/policies#parameter-constraints
var vaultRights = map[string]bool{"policies": true, "token_policies": true, "allowed_policies": true, "identity_policies": true, "policy": true, "rules": true}

// limits says whether the constraints on parameters fix the rights that a request
// may give: no parameter is open to all, and those that name policies have values.
func limits(name string, m *tree.Node) bool {
	entries := m.Entries()
	for _, e := range entries {
		values := e.Value.Each()
		open := slices.ContainsFunc(values, func(v *tree.Node) bool {
			return !v.Scalar() && v.Kind != tree.Sequence || strings.Contains(v.Text, "*")
		})
		switch {
		case name == "denied_parameters":
			if (e.Key == "*" || vaultRights[e.Key]) && len(values) == 0 {
				return true
			}
		case e.Key == "*" || vaultRights[e.Key] && (len(values) == 0 || open):
			return false
		}
	}
	return name == "allowed_parameters" && len(entries) > 0
}

// VaultGrant is what one rule of a policy amounts to, or several that are one
// thing.
type VaultGrant struct {
	VaultRule
	Judgement
	// Also are further rules of the policy that give the same on what lies below or
	// above: x and x/*.
	Also []VaultRule
}

// maxJoined is how many rules of a policy are compared with each other; the
// largest that people write have a few hundred.
const maxJoined = 1000

// VaultGrants judges the rules of one policy.
func VaultGrants(rules []VaultRule) []VaultGrant {
	var out []VaultGrant
	for _, r := range rules {
		g := VaultGrant{VaultRule: r, Judgement: VaultPath(r.Path, r.Capabilities)}
		if r.Limited && vaultGives(r.Path) {
			g.Judgement = Judgement{Breadth: Narrow, Writes: g.Writes}
		}
		at := -1
		if len(rules) <= maxJoined {
			at = slices.IndexFunc(out, func(o VaultGrant) bool { return o.same(g) })
		}
		if at >= 0 {
			out[at].Also = append(out[at].Also, r)
			out[at].Writes = out[at].Writes || g.Writes
			continue
		}
		out = append(out, g)
	}
	return out
}

// vaultGives says whether a path's rights are in what a request says, not in the
// path alone.
func vaultGives(path string) bool {
	for _, p := range []string{"auth/", "sys/policies/acl/", "sys/policy/", "identity/"} {
		if rest, ok := strings.CutPrefix(strings.TrimPrefix(path, "/"), p); ok && strings.Trim(rest, "*+/") != "" {
			return true
		}
	}
	return false
}

// same says whether two grants of a policy say the same of one place.
func (g VaultGrant) same(o VaultGrant) bool {
	if g.Why == "" || g.Breadth != o.Breadth || !slices.Equal(g.Hazards, o.Hazards) || reason(g) != reason(o) {
		return false
	}
	a, b := vaultBase(g.Path), vaultBase(o.Path)
	return a == b || a != "" && strings.HasPrefix(b, a+"/") || b != "" && strings.HasPrefix(a, b+"/")
}

// reason is a grant's Why without the path.
func reason(g VaultGrant) string {
	why, _, _ := strings.Cut(g.Why, `"`)
	return why
}

func vaultBase(path string) string { return strings.Trim(strings.TrimRight(path, "*+"), "/") }
