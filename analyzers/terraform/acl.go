package terraform

import (
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// aclRow is a resource with a policy of Consul or Nomad, and who names it.
type aclRow struct {
	system, rules string
	judge         func(*tree.Node) []iam.HCLGrant
	holders       []string
}

var aclRows = map[string]aclRow{
	"consul_acl_policy": {"consul", "rules", iam.Consul, []string{"consul_acl_token", "consul_acl_role"}},
	"nomad_acl_policy":  {"nomad", "rules_hcl", iam.Nomad, []string{"nomad_acl_token", "nomad_acl_role"}},
}

// aclPolicy reads the rules of a policy, for the tokens and roles that name it.
func (r *reader) aclPolicy(b *block, row aclRow) {
	v := r.at(b, row.rules)
	if v == nil || v.kind != scalar || !v.span.Valid() {
		return
	}
	name := r.title(b, "name")
	root, at := hclText(v)
	if r.aclHeld == nil {
		r.aclHeld = r.aclHolders()
	}
	holders := r.aclHeld[b.address()]
	if named := r.at(b, "name").lit(); named != "" {
		holders = append(holders[:len(holders):len(holders)], r.aclHeld[b.labels[0]+" "+named]...)
	}
	if len(holders) == 0 {
		holders = []holder{{key: r.id(b)}}
	}
	for n, g := range row.judge(root) {
		place := at(g.At)
		if !place.Valid() {
			continue
		}
		for _, h := range holders {
			r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", h.key, b.address(), itoa(n)), Identity: h.key, System: row.system, Name: name,
				Actions: g.Actions, Resources: []string{g.Rule}, Scope: iam.Cluster, Breadth: g.Breadth, Hazards: g.Hazards, Why: g.Why, Writes: g.Writes, Justified: g.Justified,
				Confidence: nhi.Certain, Attributes: map[string]string{"address": b.address()}, At: place, Related: append([]nhi.Step{{At: b.head, Note: b.label()}}, h.path...)})
		}
	}
}

// aclHolders notes who names which policy, by its address or "type name".
func (r *reader) aclHolders() map[string][]holder {
	out := map[string][]holder{}
	for kind, row := range aclRows {
		for _, b := range r.resources(row.holders...) {
			policies := r.at(b, "policies").each()
			for _, p := range r.nested(b, "policy") { // of a role of Nomad
				if v := r.at(p, "name"); !v.absent() {
					policies = append(policies[:len(policies):len(policies)], v)
				}
			}
			for _, p := range policies {
				h := holder{key: r.id(b), path: []nhi.Step{{At: p.spanOr(b.head), Note: "a policy of " + b.address()}}}
				found := false
				for _, to := range p.allRefs() {
					if to.kind() == kind {
						out[to.addr] = append(out[to.addr], h)
						found = true
					}
				}
				if p.known() && p.text != "" && !found {
					out[kind+" "+p.text] = append(out[kind+" "+p.text], h)
				}
			}
		}
	}
	return out
}

// aclRoles relates the tokens of Consul and Nomad to the roles that they have.
func (r *reader) aclRoles() {
	for _, b := range r.resources("nomad_acl_token") {
		for _, role := range r.nested(b, "role") {
			v := r.at(role, "id")
			for _, ref := range v.allRefs() {
				if ref.kind() == "nomad_acl_role" {
					r.edge(nhi.Reaches, r.id(b), r.key(ref.addr), v.spanOr(role.head))
				}
			}
		}
	}
	byName := map[string]string{}
	for _, b := range r.resources("consul_acl_role") {
		byName[r.at(b, "name").lit()] = r.id(b)
	}
	for _, b := range r.resources("consul_acl_token") {
		for _, v := range r.at(b, "roles").each() {
			to := byName[v.lit()]
			for _, ref := range v.allRefs() {
				if ref.kind() == "consul_acl_role" {
					to = r.key(ref.addr)
				}
			}
			if v.lit() != "" || !v.known() {
				r.edge(nhi.Reaches, r.id(b), to, v.spanOr(b.head))
			}
		}
	}
}
