package kube

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// rbacGroup is the API group of roles and bindings.
const rbacGroup = "rbac.authorization.k8s.io"

// Rule is one rule of a role.
type Rule struct {
	APIGroups, Resources, Verbs, ResourceNames, NonResourceURLs []string
	At                                                          nhi.Span
	// Known is false when a part of it is no list of strings.
	Known bool
}

// Role is a Role or ClusterRole, aggregation resolved.
type Role struct {
	Object  *Object
	Cluster bool
	Rules   []Rule
	// Gathered roles are part of another one by its aggregation rule.
	Gathered bool
}

// Subject is who a binding binds.
type Subject struct {
	// Kind is ServiceAccount, Group or User.
	Kind, Namespace, Name string
	At                    nhi.Span
}

// Binding is a RoleBinding or ClusterRoleBinding.
type Binding struct {
	Object  *Object
	Cluster bool
	// RoleKind and RoleName are the role; RoleAt is its name in the binding.
	RoleKind, RoleName string
	RoleAt             nhi.Span
	Subjects           []Subject
}

// RBAC is the graph of one scope.
type RBAC struct {
	Roles    []*Role
	Bindings []*Binding

	byName   map[[3]string]*Role
	gathered int // rules, by aggregation
}

// ReadRBAC gathers the roles and bindings of a scope.
func ReadRBAC(objects []*Object) *RBAC {
	r := &RBAC{byName: map[[3]string]*Role{}}
	for _, o := range objects {
		switch {
		case o.Is(rbacGroup, "Role", "ClusterRole"):
			role := &Role{Object: o, Cluster: o.Kind == "ClusterRole", Rules: rulesOf(o.Node.Get("rules"))}
			r.Roles = append(r.Roles, role)
			r.byName[roleKey(role.Cluster, o.Space(), o.Name)] = role
		case o.Is(rbacGroup, "RoleBinding", "ClusterRoleBinding"):
			if b := bindingOf(o); b != nil {
				r.Bindings = append(r.Bindings, b)
			}
		}
	}
	if len(r.Roles) <= maxAggregated {
		for _, role := range r.Roles {
			r.aggregate(role)
		}
	}
	return r
}

// maxAggregated is the number of roles up to which aggregation is resolved, which
// compares each with each. A cluster with many operators has about 500.
const maxAggregated = 2000

func roleKey(cluster bool, namespace, name string) [3]string {
	if cluster {
		return [3]string{"ClusterRole", "", name}
	}
	return [3]string{"Role", namespace, name}
}

// Role finds the role that a binding names; nil when it is not in the scope.
func (r *RBAC) Role(b *Binding) *Role {
	return r.byName[roleKey(b.RoleKind == "ClusterRole", b.Object.Space(), b.RoleName)]
}

// aggregate adds the rules of the ClusterRoles that an aggregation rule selects
// by label, each once, however many selectors select it. A selector that says
// nothing would select every role, which nobody means: it selects none here.
func (r *RBAC) aggregate(role *Role) {
	var selectors []*tree.Node
	for _, selector := range role.Object.Node.Get("aggregationRule", "clusterRoleSelectors").Each() {
		if !Empty(selector) && len(selectors) < maxSelectors {
			selectors = append(selectors, selector)
		}
	}
	if len(selectors) == 0 {
		return
	}
	for _, other := range r.Roles {
		if other == role || !other.Cluster || other.Object.Node.Get("aggregationRule") != nil {
			continue
		}
		labels := other.Object.Node.Get("metadata", "labels")
		if r.gathered+len(other.Rules) > maxGathered {
			return
		}
		if slices.ContainsFunc(selectors, func(want *tree.Node) bool { yes, _ := Matches(want, labels); return yes }) {
			role.Rules = append(role.Rules, other.Rules...)
			r.gathered += len(other.Rules)
			other.Gathered = true
		}
	}
}

// maxGathered is how many rules of a scope are gathered by aggregation. The roles
// admin, edit and view of a cluster with many operators gather a few thousand.
const maxGathered = 50000

// maxSelectors is how many selectors of one aggregation rule are followed. The
// roles of Kubernetes have one or two.
const maxSelectors = 20

func rulesOf(n *tree.Node) []Rule {
	var out []Rule
	for _, item := range n.Each() {
		if item.Kind != tree.Mapping {
			continue
		}
		rule := Rule{At: item.Span, Known: true}
		for key, list := range map[string]*[]string{
			"apiGroups": &rule.APIGroups, "resources": &rule.Resources, "verbs": &rule.Verbs,
			"resourceNames": &rule.ResourceNames, "nonResourceURLs": &rule.NonResourceURLs,
		} {
			for _, s := range item.Get(key).Each() {
				if !s.Scalar() {
					rule.Known = false
				}
				*list = append(*list, s.Str())
			}
		}
		out = append(out, rule)
	}
	return out
}

func bindingOf(o *Object) *Binding {
	ref := o.Node.Get("roleRef")
	name := ref.Get("name")
	if name.Str() == "" {
		return nil
	}
	b := &Binding{
		Object: o, Cluster: o.Kind == "ClusterRoleBinding",
		RoleKind: ref.Get("kind").Str(), RoleName: name.Str(), RoleAt: name.Span,
	}
	for _, s := range o.Node.Get("subjects").Each() {
		name := s.Get("name")
		if name.Str() == "" {
			continue
		}
		subject := Subject{Kind: s.Get("kind").Str(), Namespace: s.Get("namespace").Str(), Name: name.Str(), At: name.Span}
		// An account can also be written as the user that its token proves.
		if parts := strings.Split(subject.Name, ":"); subject.Kind == "User" && len(parts) == 4 && parts[0] == "system" && parts[1] == "serviceaccount" {
			subject.Kind, subject.Namespace, subject.Name = "ServiceAccount", parts[2], parts[3]
		}
		if subject.Kind == "ServiceAccount" && subject.Namespace == "" {
			subject.Namespace = o.Space()
		}
		b.Subjects = append(b.Subjects, subject)
	}
	return b
}
