package kubernetes

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
)

// maxActs is how many accounts a subject is related to that may act as all of a
// namespace: a right to become anybody is told as such.
const maxActs = 20

// becomers are roles of Kubernetes itself whose holder gets the rights of every
// account of the namespace: both may impersonate accounts, and run pods as them.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
var becomers = map[string]bool{"admin": true, "edit": true}

// actsAs says whether a role lets its holder act as others.
func actsAs(role *kube.Role) bool {
	return slices.ContainsFunc(role.Rules, func(rule kube.Rule) bool { return slices.Contains(rule.Verbs, "impersonate") })
}

// impersonates relates an account to those that its role lets it act as, by name or
// as all of where the role is bound. Who may do everything already gains nothing.
// https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
func (r *reader) impersonates(from string, b *kube.Binding, role *kube.Role) {
	n := 0
	become := func(id *nhi.Identity, at nhi.Span) {
		if id.Key != from && !id.Default && n < maxActs {
			n++
			r.edge(nhi.Assumes, from, id.Key, at)
		}
	}
	all := func(at nhi.Span) {
		spaces := r.spaces
		if !b.Cluster {
			spaces = []string{b.Object.Space()}
		}
		for _, ns := range spaces {
			for _, id := range r.mentioned[ns] {
				if become(id, at); n == maxActs {
					return
				}
			}
		}
	}
	if role == nil {
		if becomers[b.RoleName] && b.RoleKind == "ClusterRole" {
			all(b.RoleAt)
		}
		return
	}
	for _, rule := range role.Rules {
		if !slices.Contains(rule.Verbs, "impersonate") || !slices.ContainsFunc(rule.APIGroups, func(g string) bool { return g == "" || g == "*" }) {
			continue
		}
		accounts := slices.Contains(rule.Resources, "serviceaccounts")
		switch {
		case accounts && rule.Known && len(rule.ResourceNames) == 0:
			all(rule.At)
		case accounts:
			for _, name := range rule.ResourceNames {
				for _, o := range r.named[name] {
					if b.Cluster || o.Space() == b.Object.Space() {
						id := r.identity(o.Space(), name, o.At)
						if id.Attributes == nil {
							id.Attributes = map[string]string{}
						}
						id.Attributes[nhi.Used] = "true"
						become(id, rule.At)
					}
				}
			}
		}
		if !b.Cluster || !slices.Contains(rule.Resources, "users") {
			continue
		}
		for _, name := range rule.ResourceNames {
			rest, ok := strings.CutPrefix(name, "system:serviceaccount:")
			ns, account, cut := strings.Cut(rest, ":")
			if ok && cut && account != "" && !templated(rest) {
				become(r.identity(ns, account, rule.At), rule.At)
			}
		}
	}
}
