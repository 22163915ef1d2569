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
	// At is the block's head, the path in it.
	At nhi.Span
}

// vaultShorthand are the old policies, which stand for capabilities:
// https://developer.hashicorp.com/vault/docs/concepts/policies#policy-syntax
var vaultShorthand = map[string][]string{
	"deny": {"deny"}, "read": {"read", "list"}, "write": {"create", "read", "update", "delete", "list"},
	"sudo": {"create", "read", "update", "delete", "list", "sudo"},
}

// VaultPolicy reads the rules of a policy document in HCL.
func VaultPolicy(root *tree.Node) []VaultRule {
	var out []VaultRule
	for _, b := range root.Blocks("path") {
		if len(b.Labels) == 0 {
			continue
		}
		r := VaultRule{Path: b.Labels[0].Text, At: b.KeySpan.Union(b.Labels[0].Span)}
		for _, c := range b.Value.Get("capabilities").Strings() {
			r.Capabilities = append(r.Capabilities, strings.ToLower(c))
		}
		if len(r.Capabilities) == 0 {
			r.Capabilities = vaultShorthand[b.Value.Get("policy").Str()]
		}
		out = append(out, r)
	}
	return out
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
