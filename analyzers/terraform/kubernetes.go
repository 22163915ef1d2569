package terraform

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// kubernetes reads a binding with the role that it names.
func (r *reader) kubernetes(b *block, scope string) {
	name := r.at(b, "role_ref.name")
	kind := r.at(b, "role_ref.kind").lit()
	type judged struct {
		iam.Judgement
		at      nhi.Span
		actions []string
		objects []string
	}
	var parts []judged
	role := r.kubernetesRole(name, kind)
	if role != nil {
		for _, rule := range r.nested(role, "rule") {
			k := iam.Rule{APIGroups: r.at(rule, "api_groups").strings(), Resources: r.at(rule, "resources").strings(), Verbs: r.at(rule, "verbs").strings(),
				ResourceNames: r.at(rule, "resource_names").strings(), NonResourceURLs: r.at(rule, "non_resource_urls").strings()}
			// The core group is an empty text, which a list of texts drops.
			for _, g := range r.at(rule, "api_groups").each() {
				if g.known() && g.text == "" {
					k.APIGroups = append(k.APIGroups, "")
				}
			}
			parts = append(parts, judged{iam.Kubernetes([]iam.Rule{k}, scope), rule.head, k.Verbs, k.Resources})
		}
	} else if j, ok := iam.KubernetesRole(name.lit(), scope); ok {
		parts = append(parts, judged{j, name.span, nil, nil})
	}
	for _, s := range r.nested(b, "subject") {
		key := ""
		switch account := r.at(s, "name"); r.at(s, "kind").lit() {
		case "ServiceAccount":
			key = r.principal(account, orDefault(r.at(s, "namespace").lit()))
		case "Group":
			key = r.everyAccount(account, name.lit())
		}
		if key == "" {
			continue
		}
		for n, p := range parts {
			if !p.at.Valid() {
				continue
			}
			g := &nhi.Grant{Key: nhi.Key("grant", key, b.address(), itoa(n)), Identity: key, System: "kubernetes", Name: name.display(),
				Actions: p.actions, Resources: p.objects, Scope: scope, Breadth: p.Breadth, Hazards: p.Hazards, Why: p.Why, Writes: p.Writes, Justified: p.Justified,
				Confidence: nhi.Certain, Attributes: map[string]string{"address": b.address()}, At: p.at, Related: []nhi.Step{{At: b.head, Note: b.label()}}}
			if group := r.at(s, "name").lit(); r.at(s, "kind").lit() == "Group" {
				// Everybody has it.
				g.Hazards, g.Attributes["subject_group"] = append(slices.Clone(g.Hazards), iam.OpenTrust), group
				if g.Why == "" {
					g.Why = "bound to every account of " + group
				}
			}
			r.facts.Grants = append(r.facts.Grants, g)
		}
		r.actsAs(key, b, role, scope)
	}
}

// maxSought is among how many accounts of a module those are sought that a right
// names.
const maxSought = 500

// actsAs relates an account to those of the module that its role lets it act as: by
// name, or all of where it is bound, as the roles admin and edit of Kubernetes do.
// https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
func (r *reader) actsAs(key string, b, role *block, scope string) {
	space := orDefault(r.at(b, "metadata.namespace").lit())
	become := func(names []*value, at nhi.Span) {
		n := 0
		accounts := r.resources("kubernetes_service_account", "kubernetes_service_account_v1")
		for _, a := range accounts[:min(len(accounts), maxSought)] {
			name, ns := r.at(a, "metadata.name"), orDefault(r.at(a, "metadata.namespace").lit())
			if n == maxBound || scope != iam.Cluster && ns != space || !name.known() {
				continue
			}
			if names == nil || slices.ContainsFunc(names, func(v *value) bool { return v.known() && v.text == name.text }) {
				n++
				r.edge(nhi.Assumes, key, r.key(a.address()), at)
			}
		}
	}
	if role == nil {
		name := r.at(b, "role_ref.name")
		if lit := name.lit(); (lit == "edit" || lit == "admin") && r.at(b, "role_ref.kind").lit() == "ClusterRole" {
			become(nil, name.spanOr(b.head))
		}
		return
	}
	for _, rule := range r.nested(role, "rule") {
		if names := r.at(rule, "resource_names"); slices.Contains(r.at(rule, "verbs").strings(), "impersonate") && slices.Contains(r.at(rule, "resources").strings(), "serviceaccounts") {
			switch list := names.each(); {
			case names.absent():
				become(nil, rule.head)
			case len(list) > 0:
				become(list, rule.head)
			}
		}
	}
}

// kubernetesRole finds the role of the module that a binding names.
func (r *reader) kubernetesRole(name *value, kind string) *block {
	types := []string{"kubernetes_cluster_role", "kubernetes_cluster_role_v1"}
	if kind == "Role" {
		types = []string{"kubernetes_role", "kubernetes_role_v1"}
	}
	for _, to := range name.allRefs() {
		if b := r.objects[to.addr]; b != nil && strings.Contains(to.kind(), "_role") {
			return b
		}
	}
	if !name.known() {
		return nil
	}
	for _, b := range r.resources(types...) {
		if r.at(b, "metadata.name").lit() == name.text {
			return b
		}
	}
	return nil
}

// everyAccount is the key of a group that every service account of the cluster or
// of a namespace is in; the accounts of the module with it. Groups of people are
// none. What a cluster grants its accounts by itself begins with "system:".
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
func (r *reader) everyAccount(v *value, role string) string {
	namespace, ok := strings.CutPrefix(v.lit(), "system:serviceaccounts")
	if !ok && v.lit() != "system:authenticated" || ok && namespace != "" && namespace[0] != ':' || strings.HasPrefix(role, "system:") {
		return ""
	}
	if namespace = strings.TrimPrefix(namespace, ":"); !ok {
		namespace = ""
	}
	key := nhi.Key("k8s-group", r.dir, v.text)
	if r.emitted[key] {
		return key
	}
	r.mention(key, v.text, "group", "kubernetes", v.span)
	for _, a := range r.resources("kubernetes_service_account", "kubernetes_service_account_v1") {
		ns := r.at(a, "metadata.namespace")
		if namespace == "" || ns.absent() && namespace == "default" || ns.lit() == namespace {
			r.edge(nhi.Reaches, r.key(a.address()), key, v.span)
		}
	}
	return key
}
