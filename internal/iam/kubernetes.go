package iam

import (
	"fmt"
	"slices"
	"strings"
)

// Rule is one rule of a Kubernetes Role or ClusterRole.
type Rule struct {
	APIGroups, Resources, Verbs, ResourceNames, NonResourceURLs []string
}

// kubernetesRoles are the user-facing roles that every cluster has, with their
// judgement at cluster scope and in one namespace:
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
var kubernetesRoles = map[string]struct{ cluster, namespace Judgement }{
	"cluster-admin": {
		Judgement{Breadth: Admin, Writes: true, Why: "cluster-admin on the whole cluster"},
		Judgement{Breadth: Wildcard, Writes: true, Why: "cluster-admin in its namespace"}},
	"admin": {
		Judgement{Breadth: Wildcard, Writes: true, Hazards: []string{Escalation, ReadsAllSecrets}, Why: "admin of every namespace"},
		Judgement{Breadth: Broad, Writes: true, Hazards: []string{Escalation, ReadsAllSecrets}, Why: "admin of its namespace"}},
	"edit": {
		Judgement{Breadth: Wildcard, Writes: true, Hazards: []string{ReadsAllSecrets}, Why: "edit in every namespace"},
		Judgement{Breadth: Broad, Writes: true, Hazards: []string{ReadsAllSecrets}, Why: "edit in its namespace"}},
	"view": {
		Judgement{Breadth: Broad, Why: "view of every namespace"},
		Judgement{Breadth: Narrow}},
	"system:auth-delegator": {
		Judgement{Breadth: Narrow, Justified: true},
		Judgement{Breadth: Narrow, Justified: true}},
}

// KubernetesRole judges a role that clusters bring along, by its name, bound at a
// scope (cluster or namespace). false means that it is none of them.
func KubernetesRole(name, scope string) (Judgement, bool) {
	r, ok := kubernetesRoles[name]
	if scope == Cluster {
		return r.cluster, ok
	}
	return r.namespace, ok
}

// kubernetesPowers are what gives a subject more rights than it has:
// https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
var kubernetesPowers = []struct {
	resource, verb string
	cluster        bool // only where it is bound on the whole cluster
	why            string
}{
	{"pods/exec", "create", false, "runs commands in other pods"},
	{"pods/attach", "create", false, "attaches to other pods"},
	{"pods/ephemeralcontainers", "patch", false, "adds containers to other pods"},
	{"serviceaccounts/token", "create", false, "makes tokens of service accounts"},
	// Reading through the proxy is how metrics are scraped (Prometheus' usual
	// role); what writes runs commands on the nodes.
	{"nodes/proxy", "create", true, "reaches every kubelet"},
	{"nodes/proxy", "update", true, "reaches every kubelet"},
	{"mutatingwebhookconfigurations", "create", true, "changes what is admitted"},
	{"mutatingwebhookconfigurations", "update", true, "changes what is admitted"},
	{"mutatingwebhookconfigurations", "patch", true, "changes what is admitted"},
	{"certificatesigningrequests/approval", "update", true, "approves certificates"},
}

// ownGroups are API groups of Kubernetes itself; all others are somebody's own
// resources, which their operator may own whole.
var ownGroups = []string{"", "*", "apps", "batch", "autoscaling", "policy", "extensions", "rbac.authorization.k8s.io", "networking.k8s.io",
	"apiextensions.k8s.io", "admissionregistration.k8s.io", "certificates.k8s.io", "storage.k8s.io", "authentication.k8s.io"}

// justified are resources that say something about the caller, or that
// coordinate its own replicas.
var kubernetesOwn = []string{"tokenreviews", "subjectaccessreviews", "selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews",
	"leases", "events"}

// Kubernetes judges the rules of a role bound at a scope: cluster or namespace.
func Kubernetes(rules []Rule, scope string) Judgement {
	j := Judgement{}
	for i, r := range rules {
		o := kubernetesRule(r, scope)
		if i == 0 {
			j = o
			continue
		}
		j = j.Join(o)
	}
	return j
}

// evaluated leaves out what a template would fill in: it may be anything.
func evaluated(list []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool {
		return strings.Contains(s, "${") || strings.Contains(s, "{{") || strings.Contains(s, "$(")
	})
}

func kubernetesRule(r Rule, scope string) Judgement {
	r = Rule{evaluated(r.APIGroups), evaluated(r.Resources), evaluated(r.Verbs), r.ResourceNames, r.NonResourceURLs}
	if len(r.Verbs) == 0 {
		return Judgement{} // unknown, or refused by the API server
	}
	cluster := scope == Cluster
	where := "in its namespace"
	if cluster {
		where = "in every namespace"
	}
	allVerbs := slices.Contains(r.Verbs, "*")
	allResources := slices.Contains(r.Resources, "*") || slices.Contains(r.Resources, "*/*")
	writes := allVerbs || slices.ContainsFunc(r.Verbs, func(v string) bool {
		return !slices.Contains([]string{"get", "list", "watch", "use", ""}, v)
	})
	if len(r.Resources) > 0 && !slices.ContainsFunc(r.Resources, func(s string) bool { return !slices.Contains(kubernetesOwn, s) }) {
		return Judgement{Breadth: Narrow, Justified: true}
	}
	j := Judgement{Breadth: Narrow, Writes: writes}
	if len(r.Resources) == 0 {
		return j // non-resource URLs
	}
	anyGroup := slices.Contains(r.APIGroups, "*")
	core := anyGroup || slices.Contains(r.APIGroups, "")
	native := slices.ContainsFunc(r.APIGroups, func(g string) bool { return slices.Contains(ownGroups, g) })
	named := len(r.ResourceNames) > 0
	verb := func(v string) bool { return allVerbs || slices.Contains(r.Verbs, v) }
	raise := func(b, hazard, why string) {
		if hazard != "" {
			j.Hazards = union(j.Hazards, []string{hazard})
		}
		if Rank(b) > Rank(j.Breadth) {
			j.Breadth, j.Why = b, why
		} else if j.Why == "" {
			j.Why = why
		}
	}
	read := verb("get") || verb("list") || verb("watch")
	if allResources {
		switch {
		case anyGroup && allVerbs && cluster:
			return Judgement{Breadth: Admin, Writes: true, Why: "every verb on every resource of the cluster"}
		case core && allVerbs, anyGroup && writes:
			b := Wildcard
			if !cluster && !allVerbs {
				b = Broad
			}
			raise(b, "", "every resource "+where)
		case core && read && !named:
			b := Wildcard
			if !cluster {
				b = Broad
			}
			raise(b, "", "reads every resource "+where+", secrets included")
		case native:
			raise(Broad, "", fmt.Sprintf("every resource of %q %s", strings.Join(r.APIGroups, ", "), where))
		default:
			raise(Broad, "", fmt.Sprintf("every resource of %q", strings.Join(r.APIGroups, ", ")))
		}
	} else if allVerbs && !named && native {
		raise(Broad, "", fmt.Sprintf("every verb on %s %s", strings.Join(r.Resources, ", "), where))
	}
	for _, v := range []string{"impersonate", "bind", "escalate"} {
		hazard := Escalation
		if v == "impersonate" {
			hazard = Impersonation
		}
		if slices.Contains(r.Verbs, v) && !named {
			raise(Broad, hazard, "may "+v)
		}
	}
	// The group that is let do everything before any role is looked at.
	// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
	if cluster && slices.Contains(r.Verbs, "impersonate") && slices.Contains(r.Resources, "groups") && slices.Contains(r.ResourceNames, "system:masters") {
		raise(Admin, Escalation, "may act as the group 'system:masters'")
	}
	if named || allResources {
		return j
	}
	for _, res := range r.Resources {
		if res == "secrets" && core && read {
			raise(Broad, ReadsAllSecrets, "reads every secret "+where)
		}
		for _, p := range kubernetesPowers {
			if (res == p.resource || res == "*/"+p.resource[strings.IndexByte(p.resource, '/')+1:] && strings.Contains(p.resource, "/")) &&
				verb(p.verb) && (cluster || !p.cluster) {
				raise(Broad, Escalation, p.why+" "+where)
			}
		}
	}
	if j.Breadth == Narrow && writes && cluster && native {
		raise(Broad, "", fmt.Sprintf("changes %s %s", strings.Join(r.Resources, ", "), where))
	}
	return j
}
