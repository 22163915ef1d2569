package vault

import (
	"path"
	"slices"
	"strconv"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// policy states what a token with the policy of this file may do. Its name is the
// file's, by custom: who writes it to Vault may call it otherwise, and files of
// one name in two folders are two policies. So the file is the identity, and the
// join looks for who is given a policy of that name.
func (r *reader) policy() {
	rules := slices.DeleteFunc(iam.VaultPolicy(r.root), func(r iam.VaultRule) bool { return !r.At.Valid() })
	if len(rules) == 0 {
		return
	}
	name := stem(r.file.Path)
	key := nhi.Key("vault-policy-file", r.file.Path)
	r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: name, Kind: "vault-policy", Platform: "vault", Defined: true,
		Attributes: map[string]string{"named_by": path.Base(r.file.Path)}, At: rules[0].At})
	rules = slices.DeleteFunc(rules, func(r iam.VaultRule) bool { return len(r.Capabilities) == 0 })
	for n, g := range iam.VaultGrants(rules) {
		grant := &nhi.Grant{Key: nhi.Key("grant", "vault-policy", r.file.Path, strconv.Itoa(n)), Identity: key, System: "vault", Name: name,
			Actions: g.Capabilities, Resources: []string{g.Path}, Conditions: g.Conditions, Breadth: g.Breadth, Hazards: g.Hazards, Why: g.Why, Writes: g.Writes, Justified: g.Justified,
			Confidence: nhi.Certain, At: g.At}
		for _, also := range g.Also {
			grant.Resources = append(grant.Resources, also.Path)
			grant.Related = append(grant.Related, nhi.Step{At: also.At, Note: "and here"})
		}
		r.facts.Grants = append(r.facts.Grants, grant)
	}
}
