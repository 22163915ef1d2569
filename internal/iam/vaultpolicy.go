package iam

import (
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
