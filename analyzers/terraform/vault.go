package terraform

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// vaultPolicy reads the rules of a Vault policy, for the roles that name it.
func (r *reader) vaultPolicy(b *block) {
	name := r.title(b, "name")
	if r.vaultHolders == nil {
		r.indexVault()
	}
	holders := r.vaultHolders[b.address()]
	if v := r.at(b, "name"); v.known() {
		holders = append(holders[:len(holders):len(holders)], r.vaultHolders["name "+v.text]...)
	}
	if len(holders) == 0 {
		// Whoever is given it by its name is elsewhere.
		key := r.id(b)
		r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: name, Kind: "vault-policy", Platform: "vault", Defined: true, At: b.head, Attributes: map[string]string{"address": b.address()}})
		holders = []holder{{key: key}}
	}
	policy := r.at(b, "policy")
	rules := slices.DeleteFunc(r.vaultRules(policy), func(r iam.VaultRule) bool { return !r.At.Valid() })
	for _, g := range iam.VaultGrants(rules) {
		resources := []string{g.Path}
		var also []nhi.Step
		for _, a := range g.Also {
			resources = append(resources, a.Path)
			also = append(also, nhi.Step{At: a.At, Note: "and here"})
		}
		for _, h := range holders {
			r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", h.key, name, g.Path), Identity: h.key, System: "vault", Name: name, Actions: g.Capabilities,
				Resources: resources, Breadth: g.Breadth, Hazards: g.Hazards, Why: g.Why, Writes: g.Writes, Justified: g.Justified, Confidence: nhi.Certain,
				Attributes: map[string]string{"address": b.address()}, At: g.At, Related: append(also[:len(also):len(also)], h.path...)})
		}
	}
}

// indexVault notes which roles name which policies.
func (r *reader) indexVault() {
	r.vaultHolders = map[string][]holder{}
	for _, role := range r.resources() {
		if identityRows[role.labels[0]].platform != "vault" {
			continue
		}
		// policies is what versions of the provider before 3.0 call token_policies.
		for _, p := range slices.Concat(r.at(role, "token_policies").each(), r.at(role, "policies").each(), r.at(role, "allowed_policies").each()) {
			h := holder{key: r.key(role.address()), path: []nhi.Step{{At: p.span, Note: "a policy of " + role.label()}}}
			found := false
			for _, to := range p.allRefs() {
				if to.kind() == "vault_policy" {
					r.vaultHolders[to.addr] = append(r.vaultHolders[to.addr], h)
					found = true
				}
			}
			if p.known() && !found {
				r.vaultHolders["name "+p.text] = append(r.vaultHolders["name "+p.text], h)
			}
		}
	}
}

// vaultNamed relates a role to the policies that it names and that the module does
// not define: they are files, or another module's.
func (r *reader) vaultNamed(b *block) {
	if r.vaultDefined == nil {
		r.vaultDefined = map[string]bool{"": true, "default": true} // the latter every token has
		for _, o := range r.resources("vault_policy") {
			r.vaultDefined[r.at(o, "name").lit()] = true
		}
	}
	for _, p := range slices.Concat(r.at(b, "token_policies").each(), r.at(b, "policies").each()) {
		if !p.known() || r.vaultDefined[p.text] {
			continue
		}
		key := nhi.VaultPolicyKey("", p.text)
		r.mention(key, p.text, "vault-policy", "vault", p.span)
		r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: nhi.Reaches, From: r.id(b), To: key, Confidence: nhi.Certain, Note: b.address() + " carries the policy '" + p.text + "'", At: p.span})
	}
}

// vaultRules reads a policy text, or a vault_policy_document.
func (r *reader) vaultRules(v *value) []iam.VaultRule {
	var out []iam.VaultRule
	for _, to := range v.allRefs() {
		if b := r.objects[to.addr]; b != nil && to.kind() == "vault_policy_document" {
			for _, rule := range r.nested(b, "rule") {
				p := r.at(rule, "path")
				out = append(out, iam.VaultRule{Path: p.display(), Capabilities: r.at(rule, "capabilities").strings(), At: rule.head.Union(p.spanOr(rule.head))})
			}
			return out
		}
	}
	if v == nil || v.kind != scalar || !strings.Contains(v.text, "path") || !strings.Contains(v.text, "{") {
		return nil
	}
	root, at := hclText(v)
	for _, rule := range iam.VaultPolicy(root) {
		out = append(out, iam.VaultRule{Path: strings.ReplaceAll(rule.Path, "$${", "${"), Capabilities: rule.Capabilities, At: at(rule.At)})
	}
	return out
}

// hclText reads a text that is HCL itself, and says how a place in what was read
// is found where the text is written. Holes are no HCL: a text of the same length
// stands for them.
func hclText(v *value) (*tree.Node, func(nhi.Span) nhi.Span) {
	d := &docReader{pieces: v.pieces, whole: v}
	if len(d.pieces) == 0 {
		d.pieces = []piece{{text: v.text, span: v.span}}
	}
	var text strings.Builder
	for _, p := range d.pieces {
		d.starts = append(d.starts, text.Len())
		text.WriteString(strings.ReplaceAll(p.text, "${", "$${"))
	}
	_, root, _ := tree.HCL(nhi.NewFile(v.span.File.String(), []byte(text.String())))
	return root, d.span
}

func (v *value) spanOr(s nhi.Span) nhi.Span {
	if v != nil && v.span.Valid() && v.span.File == s.File {
		return v.span
	}
	return s
}

// vaultBound reads which accounts of a cluster may log in as a role.
func (r *reader) vaultBound(b *block) {
	names, namespaces := r.at(b, "bound_service_account_names"), r.at(b, "bound_service_account_namespaces")
	if b.labels[0] != "vault_kubernetes_auth_backend_role" || names == nil {
		return
	}
	r.vaultAccounts(b, r.id(b))
	all := func(v *value) bool {
		for _, t := range v.strings() {
			if t == "*" {
				return true
			}
		}
		return false
	}
	why := ""
	switch {
	case all(names):
		why = "every service account of its namespaces may log in"
	case all(namespaces):
		why = "an account of that name in any namespace may log in"
	}
	if why == "" {
		return
	}
	key := r.id(b)
	at := names.span
	if !all(names) {
		at = namespaces.span
	}
	r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, "trust"), Identity: key, System: "vault", Name: r.title(b, "role_name"),
		Hazards: []string{iam.OpenTrust}, Why: why, Confidence: nhi.Certain, Attributes: map[string]string{"trust": "true"}, At: at, Related: []nhi.Step{{At: b.head, Note: b.label()}}})
}
