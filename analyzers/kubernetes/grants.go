package kubernetes

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// grants ties the rules of roles to the accounts that bindings give them to.
func (r *reader) grants() {
	used := map[*kube.Role]bool{}
	for _, b := range r.rbac.Bindings {
		role := r.rbac.Role(b)
		if role != nil {
			used[role] = true
		}
		for _, s := range b.Subjects {
			if key := r.grantee(b, s); key != "" {
				r.grant(key, b, s, role)
				if role == nil && becomers[b.RoleName] || role != nil && actsAs(role) {
					if r.mentioned == nil {
						r.mention()
					}
					r.impersonates(key, b, role)
				}
			}
		}
	}
	for _, role := range r.rbac.Roles {
		if !used[role] && !role.Gathered && role.Object.Node.Get("aggregationRule") == nil && !aggregated(role) {
			r.unbound(role)
		}
	}
}

// aggregated roles add to roles that others bind; alone they give nothing.
func aggregated(role *kube.Role) bool {
	labels := role.Object.Node.Get("metadata", "labels")
	if labels == nil {
		return false
	}
	return slices.ContainsFunc(labels.Fields, func(f tree.Field) bool {
		return strings.HasPrefix(f.Key, "rbac.authorization.k8s.io/aggregate-to-")
	})
}

// grantee is the key of who a binding binds: an account, or a group of accounts,
// which every account of the scope belongs to. People and their groups are none
// of our business.
func (r *reader) grantee(b *kube.Binding, s kube.Subject) string {
	switch s.Kind {
	case "ServiceAccount":
		id := r.identity(r.home(s.Namespace, true, s.Name), s.Name, s.At)
		r.bound[id.Key] = true
		return id.Key
	case "User", "Group":
		// The roles of Kubernetes itself that are theirs by right: discovery, and how a
		// node joins (kubeadm).
		if own := strings.HasPrefix(b.RoleName, "system:") || strings.HasPrefix(b.RoleName, "kubeadm:"); strangers[s.Name] && !own {
			return r.group(s, "")
		} else if own {
			return ""
		}
		if s.Kind == "User" {
			return ""
		}
		namespace, ok := strings.CutPrefix(s.Name, "system:serviceaccounts")
		if !ok && s.Name != "system:authenticated" {
			return ""
		}
		if ok && namespace != "" && namespace[0] != ':' {
			return ""
		}
		namespace = strings.TrimPrefix(namespace, ":")
		if !ok {
			namespace = ""
		}
		known := r.identities[nhi.Key("k8s-group", r.scope, s.Name)] != nil
		key := r.group(s, namespace)
		if !known {
			r.members(key, namespace, s.At)
		}
		return key
	}
	return ""
}

// strangers are the group and the user of callers that prove nothing
// (kubernetes.io: Authenticating, anonymous requests).
var strangers = map[string]bool{"system:unauthenticated": true, "system:anonymous": true}

func (r *reader) group(s kube.Subject, namespace string) string {
	key := nhi.Key("k8s-group", r.scope, s.Name)
	if r.identities[key] == nil {
		id := &nhi.Identity{Key: key, Name: s.Name, Kind: "group", Platform: "kubernetes", Namespace: namespace, At: s.At}
		r.identities[key] = id
		r.facts.Identities = append(r.facts.Identities, id)
	}
	return key
}

// members ties every account that the scope mentions to a group of accounts.
func (r *reader) members(group, namespace string, at nhi.Span) {
	if r.mentioned == nil {
		r.mention()
	}
	spaces := []string{namespace}
	if namespace == "" {
		spaces = r.spaces
	}
	for _, ns := range spaces {
		for _, id := range r.mentioned[ns] {
			r.bound[id.Key] = true
			r.edge(nhi.Reaches, id.Key, group, at)
		}
	}
}

// mention gathers the accounts that objects define or pods run as, by namespace.
func (r *reader) mention() {
	r.mentioned = map[string][]*nhi.Identity{}
	seen := map[string]bool{}
	add := func(ns, name string, at nhi.Span) {
		id := r.identity(ns, name, at)
		if seen[id.Key] {
			return
		}
		seen[id.Key] = true
		if r.mentioned[ns] == nil {
			r.spaces = append(r.spaces, ns)
		}
		r.mentioned[ns] = append(r.mentioned[ns], id)
	}
	for _, o := range r.objects {
		if o.Is("", "ServiceAccount") {
			add(o.Space(), o.Name, o.At)
			continue
		}
		p := r.pods[o]
		if p == nil || p.Nobody {
			continue
		}
		if n := p.ServiceAccount(); n == nil {
			if !r.tokenless(p, defaultAccount) {
				add(o.Space(), defaultAccount, p.At)
			}
		} else if n.Scalar() && !templated(n.Text) {
			add(r.home(o.Space(), o.Namespace != "", n.Text), n.Text, n.Span)
		}
	}
}

func bindingScope(b *kube.Binding) string {
	if b.Cluster {
		return iam.Cluster
	}
	return iam.Namespace
}

// grant reports what a subject gets: every rule that is wide or dangerous by
// itself, at its own place, and the harmless rest of the role as one.
func (r *reader) grant(identity string, b *kube.Binding, s kube.Subject, role *kube.Role) {
	scope := bindingScope(b)
	open := s.Kind != "ServiceAccount"
	related := []nhi.Step{
		{At: s.At, Note: strings.ToLower(s.Kind) + " " + s.Name + " is bound here"},
		{At: b.RoleAt, Note: "to the role " + b.RoleName},
	}
	base := nhi.Grant{
		Identity: identity, System: "kubernetes", Name: b.RoleName, Scope: scope, Confidence: nhi.Certain, Related: related,
	}
	key := func(part string) string {
		return nhi.Key("k8s-grant", r.scope, b.Object.Kind, b.Object.Space(), b.Object.Name, s.Kind, s.Namespace, s.Name, part)
	}
	if role == nil {
		j, ok := iam.KubernetesRole(b.RoleName, scope)
		if !ok || b.RoleKind != "ClusterRole" {
			if open {
				g := base
				g.Key, g.At = key("role"), b.RoleAt
				openTo(&g, s)
				r.facts.Grants = append(r.facts.Grants, &g)
			}
			return
		}
		g := base
		g.Key, g.At = key("role"), b.RoleAt
		judge(&g, j)
		openTo(&g, s)
		r.facts.Grants = append(r.facts.Grants, &g)
		return
	}
	for n, part := range r.parts(role, scope) {
		g := base
		g.Key, g.At, g.Actions, g.Resources = key(part.name), part.at, part.actions, part.resources
		judge(&g, part.judgement)
		if n == 0 { // it is one binding, whatever is bound
			openTo(&g, s)
		}
		r.facts.Grants = append(r.facts.Grants, &g)
	}
}

// part is what one rule of a role gives, or its harmless rules together.
type part struct {
	name               string
	at                 nhi.Span
	judgement          iam.Judgement
	actions, resources []string
}

// maxParts is how many rules of one role are reported by themselves. Nobody
// mends more at once, and a role may be bound often.
const maxParts = 20

// parts divides a role, once for each scope at which it is bound.
func (r *reader) parts(role *kube.Role, scope string) []part {
	if parts, ok := r.divided[roleAt{role, scope}]; ok {
		return parts
	}
	var out []part
	var rest []iam.Rule
	last := part{name: "rest"}
	known := true
	for i, rule := range role.Rules {
		j := iam.Kubernetes([]iam.Rule{ruleOf(rule)}, scope)
		if rule.Known && wide(j) && len(out) < maxParts {
			p := part{name: strconv.Itoa(i), at: rule.At, judgement: j}
			p.describe(rule)
			out = append(out, p)
			continue
		}
		if len(rest) == 0 {
			last.at = rule.At
		}
		known = known && rule.Known
		rest = append(rest, ruleOf(rule))
		last.describe(rule)
	}
	if len(rest) > 0 {
		last.judgement = iam.Kubernetes(rest, scope)
		if !known {
			last.judgement.Breadth = iam.Unknown
		}
		out = append(out, last)
	}
	r.divided[roleAt{role, scope}] = out
	return out
}

type roleAt struct {
	role  *kube.Role
	scope string
}

// unbound roles give nothing to anybody that is known here, but a wide one is
// made to be bound.
func (r *reader) unbound(role *kube.Role) {
	o := role.Object
	scope := iam.Namespace
	if role.Cluster {
		scope = iam.Cluster
	}
	for _, part := range r.parts(role, scope) {
		if !wide(part.judgement) {
			continue
		}
		g := &nhi.Grant{
			Key:    nhi.Key("k8s-grant", r.scope, o.Kind, o.Space(), o.Name, part.name),
			System: "kubernetes", Name: o.Name, Scope: scope, Confidence: nhi.Certain, At: part.at,
			Actions: part.actions, Resources: part.resources,
			Related: []nhi.Step{{At: o.At, Note: "the role " + o.Name}},
		}
		judge(g, part.judgement)
		r.facts.Grants = append(r.facts.Grants, g)
	}
}

func wide(j iam.Judgement) bool {
	return len(j.Hazards) > 0 || j.Breadth != iam.Narrow && j.Breadth != ""
}

func judge(g *nhi.Grant, j iam.Judgement) {
	g.Breadth, g.Hazards, g.Writes, g.Justified, g.Why = j.Breadth, j.Hazards, j.Writes, j.Justified, j.Why
}

// openTo marks a grant that everybody has.
func openTo(g *nhi.Grant, s kube.Subject) {
	if s.Kind == "ServiceAccount" {
		return
	}
	g.Attributes = map[string]string{"subject_group": s.Name}
	g.Hazards = append(slices.Clone(g.Hazards), iam.OpenTrust)
	if strangers[s.Name] {
		g.Why = "bound to everybody, without authentication"
	} else if g.Why == "" {
		g.Why = "bound to every account of " + s.Name
	}
}

// maxNamed is how many actions and resources a grant names.
const maxNamed = 50

func (p *part) describe(rule kube.Rule) {
	add := func(list *[]string, names []string) {
		for _, n := range names {
			if len(*list) < maxNamed && !slices.Contains(*list, n) {
				*list = append(*list, n)
			}
		}
	}
	add(&p.actions, rule.Verbs)
	add(&p.resources, rule.Resources)
}

func ruleOf(rule kube.Rule) iam.Rule {
	return iam.Rule{
		APIGroups: rule.APIGroups, Resources: rule.Resources, Verbs: rule.Verbs,
		ResourceNames: rule.ResourceNames, NonResourceURLs: rule.NonResourceURLs,
	}
}
