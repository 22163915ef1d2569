package terraform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

func (r *reader) grants() {
	r.models = map[string]nhi.Span{}
	r.attachments()
	for _, b := range r.resources() {
		if never(b) || !granting(b.labels[0]) {
			continue
		}
		for n, i := range r.instances(b) {
			r.grant(i, n)
		}
	}
	// Instances that differ in something else (the project, say) give one grant.
	type same struct {
		identity, name, why string
		at                  nhi.Span
	}
	seen := map[same]bool{}
	r.facts.Grants = slices.DeleteFunc(r.facts.Grants, func(g *nhi.Grant) bool {
		k := same{g.Identity, g.Name, g.Why, g.At}
		old := seen[k]
		seen[k] = true
		return old
	})
}

// granting says whether a resource type may be one of those below, so that
// for_each is only evaluated where it matters.
func granting(kind string) bool {
	return strings.Contains(kind, "iam") || strings.HasPrefix(kind, "azurerm_role") || strings.HasPrefix(kind, "vault_") || strings.HasPrefix(kind, "kubernetes_")
}

// grant reads one resource, or its nth instance.
func (r *reader) grant(b *block, n int) {
	kind := b.labels[0]
	switch {
	case kind == "aws_iam_policy":
		r.awsGrants(r.title(b, "name"), r.at(b, "policy"), r.orUnattached(b))
	case kind == "aws_iam_role_policy":
		r.inline(b, "role")
	case kind == "aws_iam_user_policy":
		r.inline(b, "user")
	case kind == "aws_iam_group_policy":
		r.inline(b, "group")
	case kind == "aws_iam_role" || kind == "awscc_iam_role":
		r.role(b)
	case strings.HasPrefix(kind, "google_") && (strings.HasSuffix(kind, "_iam_member") || strings.HasSuffix(kind, "_iam_binding")):
		r.google(b, n)
	case kind == "google_iam_workload_identity_pool_provider":
		r.pool(b)
	case kind == "azurerm_role_assignment":
		r.azure(b, n)
	case kind == "azurerm_role_definition":
		r.azureRole(b)
	case kind == "vault_policy":
		r.vaultPolicy(b)
	case strings.HasPrefix(kind, "vault_") && strings.HasSuffix(kind, "_auth_backend_role"):
		r.vaultBound(b)
	case kind == "kubernetes_cluster_role_binding" || kind == "kubernetes_cluster_role_binding_v1":
		r.kubernetes(b, iam.Cluster)
	case kind == "kubernetes_role_binding" || kind == "kubernetes_role_binding_v1":
		r.kubernetes(b, iam.Namespace)
	}
}

// attachments finds who holds which policy.
func (r *reader) attachments() {
	add := func(b *block, to, policy *value) {
		if policy.absent() {
			return
		}
		for _, i := range to.each() {
			key := r.awsPrincipal(i)
			if key == "" {
				continue
			}
			h := holder{key: key, name: i.display(), path: []nhi.Step{{At: b.head, Note: "attached by " + b.address()}}}
			r.attach(b, h, policy)
		}
	}
	for _, b := range r.expanded("aws_iam_role_policy_attachment") {
		add(b, r.at(b, "role"), r.at(b, "policy_arn"))
	}
	for _, b := range r.expanded("aws_iam_user_policy_attachment") {
		add(b, r.at(b, "user"), r.at(b, "policy_arn"))
	}
	for _, b := range r.resources("aws_iam_role_policy_attachments_exclusive") {
		for _, p := range r.at(b, "policy_arns").each() {
			add(b, r.at(b, "role_name"), p)
		}
	}
	for _, b := range r.resources("aws_iam_policy_attachment") {
		add(b, r.at(b, "roles"), r.at(b, "policy_arn"))
		add(b, r.at(b, "users"), r.at(b, "policy_arn"))
	}
	for _, b := range r.resources("aws_iam_role") {
		for _, p := range r.at(b, "managed_policy_arns").each() {
			r.attach(b, holder{key: r.key(b.address()), name: r.title(b, "name"), path: []nhi.Step{{At: b.head, Note: b.address()}}}, p)
		}
	}
}

// expanded are the instances of resources of a type.
func (r *reader) expanded(kind string) []*block {
	var out []*block
	for _, b := range r.resources(kind) {
		out = append(out, r.instances(b)...)
	}
	return out
}

// awsPrincipal is principal, or the role or user of a name.
func (r *reader) awsPrincipal(v *value) string {
	if key := r.principal(v, ""); key != "" {
		return key
	}
	if !v.known() || v.text == "" {
		return ""
	}
	for _, b := range r.resources("aws_iam_role", "aws_iam_user") {
		if r.at(b, "name").lit() == v.text {
			return r.key(b.address())
		}
	}
	key := nhi.Key("aws-name", r.dir, v.text)
	r.mention(key, v.text, "role", "aws", v.span)
	return key
}

// attach gives a policy to a holder: one of the module, or one that AWS manages.
func (r *reader) attach(b *block, h holder, policy *value) {
	items := policy.each()
	for _, p := range items {
		found := false
		for _, to := range p.allRefs() {
			if to.kind() == "aws_iam_policy" {
				r.grantees[to.addr] = append(r.grantees[to.addr], h)
				found = true
			}
		}
		arn := p.display()
		if i := strings.Index(arn, "}:iam::aws:policy/"); strings.HasPrefix(arn, "arn:${") && i > 0 {
			arn = "arn:aws" + arn[i+1:] // arn:${data.aws_partition.current.partition}:iam::aws:…
		}
		if found || !p.known() && strings.Contains(arn[strings.LastIndexByte(arn, ':')+1:], "${") {
			continue
		}
		j, ok := iam.AWSManaged(arn)
		if !ok || !strings.HasPrefix(arn, "arn:") {
			continue
		}
		name := arn[strings.LastIndexByte(arn, '/')+1:]
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", h.key, arn), Identity: h.key, System: "aws", Name: name, Scope: iam.Account,
			Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain,
			Attributes: map[string]string{"policy": arn}, At: p.span, Related: append(append([]nhi.Step(nil), p.from...), h.path...)})
		if strings.HasPrefix(name, "AmazonBedrock") || strings.HasPrefix(name, "BedrockAgentCore") {
			if _, seen := r.models[h.key]; !seen {
				r.models[h.key] = p.span
			}
		}
	}
}

// orUnattached are the holders of a policy; one that nobody here holds is a
// grant to whom another configuration gives it.
func (r *reader) orUnattached(b *block) []holder {
	if h := r.grantees[b.address()]; len(h) > 0 {
		return h
	}
	return []holder{{key: r.key(b.address()), name: r.title(b, "name")}}
}

func (r *reader) inline(b *block, to string) {
	v := r.at(b, to)
	key := ""
	if to == "group" {
		key = r.key(b.address())
	} else if key = r.awsPrincipal(v); key == "" {
		key = r.key(b.address())
	}
	r.awsGrants(r.title(b, "name"), r.at(b, "policy"), []holder{{key: key, name: v.display(), path: []nhi.Step{{At: b.head, Note: b.address()}}}})
}

func (r *reader) role(b *block) {
	key, name := r.key(b.address()), r.title(b, "name", "role_name")
	r.trust(b, key, name, r.at(b, "assume_role_policy"))
	r.trust(b, key, name, r.at(b, "assume_role_policy_document"))
	for _, p := range r.nested(b, "inline_policy") {
		r.awsGrants(r.title(p, "name"), r.at(p, "policy"), []holder{{key: key, name: name, path: []nhi.Step{{At: b.head, Note: b.address()}}}})
	}
}

// googleScopes are the resource types whose grants reach further than one
// resource.
var googleScopes = map[string]string{"google_project_iam": iam.Project, "google_folder_iam": iam.Organization, "google_organization_iam": iam.Organization}

func (r *reader) google(b *block, instance int) {
	kind := b.labels[0]
	base := kind[:strings.LastIndexByte(kind, '_')]
	scope := googleScopes[base]
	if scope == "" {
		scope = iam.Resource
	}
	role := r.at(b, "role")
	if role.absent() {
		return
	}
	members := append(r.at(b, "member").each(), r.at(b, "members").each()...)
	j := iam.Google(role.display(), scope)
	condition := len(r.nested(b, "condition")) > 0
	at := role.span
	for n, m := range members {
		text := m.display()
		if base == "google_service_account_iam" {
			r.impersonates(b, m, text, role)
		}
		if !strings.HasPrefix(text, "serviceAccount:") && m.kind == scalar {
			continue // people and groups
		}
		key := r.googleMember(m)
		if key == "" {
			continue
		}
		g := &nhi.Grant{Key: nhi.Key("grant", key, b.address(), itoa(instance), itoa(n)), Identity: key, System: "google", Name: role.display(), Actions: []string{role.display()},
			Scope: scope, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain,
			Attributes: map[string]string{"address": b.address()}, At: at, Related: append(append([]nhi.Step(nil), role.from...), nhi.Step{At: m.span, Note: "granted to it"})}
		if condition {
			g.Conditions = []string{"condition"}
			g.Breadth, g.Hazards = "", nil
		}
		r.facts.Grants = append(r.facts.Grants, g)
		if name := role.display(); strings.HasPrefix(name, "roles/aiplatform.") {
			if _, seen := r.models[key]; !seen {
				r.models[key] = at
			}
		}
	}
}

// googleMember is the key of an account that is a member: the resource, an e-mail,
// or the default account of a project.
func (r *reader) googleMember(m *value) string {
	for _, to := range m.allRefs() {
		if _, ok := identityRows[to.kind()]; ok {
			return r.principal(m, "")
		}
	}
	t := m.str()
	if m.known() {
		return r.principal(&value{kind: scalar, text: strings.TrimPrefix(t, "serviceAccount:"), span: m.span}, "")
	}
	if strings.HasSuffix(t, "-compute@developer.gserviceaccount.com") {
		key := nhi.Key("default-identity", "google", "compute", r.dir, "")
		if !r.emitted[key] {
			r.emitted[key] = true
			r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: computeDefault.name, Kind: "service-account", Platform: "google",
				Default: true, DefaultSource: computeDefault.source, At: m.span})
		}
		return key
	}
	return ""
}

// impersonates reads a grant on a service account: who may act as it.
func (r *reader) impersonates(b *block, m *value, text string, role *value) {
	to := r.principal(r.at(b, "service_account_id"), "")
	if to == "" {
		to = r.key(b.address())
	}
	name := strings.TrimPrefix(role.lit(), "roles/")
	if name != "iam.serviceAccountTokenCreator" && name != "iam.serviceAccountUser" && name != "iam.workloadIdentityUser" && name != "iam.serviceAccountOpenIdTokenCreator" {
		return
	}
	open := ""
	switch {
	case text == "allUsers" || text == "allAuthenticatedUsers":
		open = "everybody may act as it"
	case strings.HasPrefix(text, "principalSet://") && strings.HasSuffix(text, "/*") && !strings.Contains(text, "/attribute."):
		open = "every identity of the pool may act as it"
	}
	if open != "" {
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", to, b.address(), "trust"), Identity: to, System: "google", Name: r.title(b), Actions: []string{role.lit()},
			Hazards: []string{iam.OpenTrust}, Why: open, Confidence: nhi.Certain, Attributes: map[string]string{"trust": "true"}, At: m.span,
			Related: []nhi.Step{{At: b.head, Note: b.address()}}})
		return
	}
	if from := r.googleMember(m); from != "" && from != to {
		r.edge(nhi.Reaches, from, to, role.span)
	}
}

// publicIssuers give tokens to everybody; a pool that trusts one needs a
// condition on who.
var publicIssuers = []string{"token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io", "agent.buildkite.com", "oidc.circleci.com", "api.bitbucket.org", "vstoken.dev.azure.com"}

// pool reads a provider of a workload identity pool. Without a condition it takes
// every token of the issuer:
// https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions
func (r *reader) pool(b *block) {
	issuer := r.at(b, "oidc.issuer_uri")
	if c := r.at(b, "attribute_condition"); b.partial || !issuer.known() || !c.absent() && !(c.known() && c.text == "") {
		return
	}
	for _, p := range publicIssuers {
		if strings.Contains(issuer.text, "://"+p) {
			key := r.key(b.address())
			r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, "trust"), Identity: key, System: "google", Name: r.title(b, "workload_identity_pool_provider_id"),
				Hazards: []string{iam.OpenTrust}, Why: fmt.Sprintf("every token of %s is taken", p), Confidence: nhi.Certain,
				Attributes: map[string]string{"trust": "true"}, At: b.head, Related: []nhi.Step{{At: issuer.span, Note: "a public issuer"}}})
		}
	}
}

// azureScope is how far an assignment reaches: the scope's id, or the kind of the
// resource whose id it is.
func azureScope(v *value) string {
	if strings.HasPrefix(v.str(), "/") {
		return iam.AzureScope(v.text)
	}
	for _, to := range v.allRefs() {
		switch k := to.kind(); {
		case k == "azurerm_subscription" || k == "azurerm_subscriptions":
			return iam.Account
		case k == "azurerm_management_group":
			return iam.Organization
		case k == "azurerm_resource_group":
			return iam.Project
		case strings.HasPrefix(k, "azurerm_") && k != "azurerm_client_config":
			return iam.Resource
		}
	}
	return ""
}

func (r *reader) azure(b *block, instance int) {
	key := r.principal(r.at(b, "principal_id"), "")
	role := r.at(b, "role_definition_name")
	if role.absent() {
		role = r.at(b, "role_definition_id")
	}
	if key == "" || role.absent() {
		return
	}
	scope := azureScope(r.at(b, "scope"))
	j := iam.Azure(role.display(), scope)
	g := &nhi.Grant{Key: nhi.Key("grant", key, b.address(), itoa(instance)), Identity: key, System: "azure", Name: role.display(), Actions: []string{role.display()}, Scope: scope,
		Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain,
		Attributes: map[string]string{"address": b.address()}, At: role.span, Related: append(append([]nhi.Step(nil), role.from...), nhi.Step{At: b.head, Note: b.address()})}
	if s := r.at(b, "scope"); s != nil {
		g.Resources = s.strings()
	}
	if c := r.at(b, "condition"); !c.absent() {
		g.Conditions, g.Breadth, g.Hazards = []string{c.display()}, "", nil
	}
	r.facts.Grants = append(r.facts.Grants, g)
	if n := role.lit(); n == "Cognitive Services OpenAI User" || n == "Azure AI Developer" || n == "Azure AI User" {
		if _, seen := r.models[key]; !seen {
			r.models[key] = role.span
		}
	}
}

// azureRole reads a custom role, which is granted to whom another assignment
// names.
func (r *reader) azureRole(b *block) {
	scope := azureScope(r.at(b, "scope"))
	for _, p := range r.nested(b, "permissions") {
		actions := r.at(p, "actions")
		if actions == nil {
			continue
		}
		j := iam.AzureActions(actions.strings(), r.at(p, "not_actions").strings(), scope)
		key := r.key(b.address())
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key), Identity: key, System: "azure", Name: r.title(b, "name"), Actions: actions.strings(), Scope: scope,
			Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Confidence: nhi.Certain, Attributes: map[string]string{"address": b.address()}, At: actions.span,
			Related: []nhi.Step{{At: b.head, Note: b.address()}}})
	}
}

// vaultPolicy reads the rules of a Vault policy, for the roles that name it.
func (r *reader) vaultPolicy(b *block) {
	name := r.title(b, "name")
	var holders []holder
	for _, role := range r.resources() {
		if row, ok := identityRows[role.labels[0]]; !ok || row.platform != "vault" {
			continue
		}
		for _, p := range append(r.at(role, "token_policies").each(), r.at(role, "allowed_policies").each()...) {
			named := p.known() && p.text == name
			for _, to := range p.allRefs() {
				named = named || to.addr == b.address()
			}
			if named {
				holders = append(holders, holder{key: r.key(role.address()), path: []nhi.Step{{At: p.span, Note: "a policy of " + role.address()}}})
			}
		}
	}
	if len(holders) == 0 {
		holders = []holder{{key: nhi.Key("vault-policy", name)}}
	}
	policy := r.at(b, "policy")
	for _, rule := range r.vaultRules(policy) {
		j := iam.VaultPath(rule.path, rule.capabilities)
		if !rule.at.Valid() {
			continue
		}
		for _, h := range holders {
			r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", h.key, name, rule.path), Identity: h.key, System: "vault", Name: name, Actions: rule.capabilities,
				Resources: []string{rule.path}, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain,
				Attributes: map[string]string{"address": b.address()}, At: rule.at, Related: h.path})
		}
	}
}

type vaultRule struct {
	path         string
	capabilities []string
	at           nhi.Span
}

// vaultRules reads a policy text, or a vault_policy_document.
func (r *reader) vaultRules(v *value) []vaultRule {
	var out []vaultRule
	for _, to := range v.allRefs() {
		if b := r.objects[to.addr]; b != nil && to.kind() == "vault_policy_document" {
			for _, rule := range r.nested(b, "rule") {
				p := r.at(rule, "path")
				out = append(out, vaultRule{p.display(), r.at(rule, "capabilities").strings(), rule.head.Union(p.spanOr(rule.head))})
			}
			return out
		}
	}
	if v == nil || v.kind != scalar || !strings.Contains(v.text, "path") || !strings.Contains(v.text, "{") {
		return nil
	}
	// Holes are no HCL: a text of the same length stands for them.
	d := &docReader{pieces: v.pieces, whole: v}
	if len(d.pieces) == 0 {
		d.pieces = []piece{{text: v.text, span: v.span}}
	}
	var text strings.Builder
	for _, p := range d.pieces {
		d.starts = append(d.starts, text.Len())
		text.WriteString(strings.ReplaceAll(p.text, "${", "$${"))
	}
	f := nhi.NewFile(v.span.File.String(), []byte(text.String()))
	_, root, _ := tree.HCL(f)
	for _, rule := range iam.VaultPolicy(root) {
		out = append(out, vaultRule{strings.ReplaceAll(rule.Path, "$${", "${"), rule.Capabilities, d.span(rule.At)})
	}
	return out
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
	key := r.key(b.address())
	at := names.span
	if !all(names) {
		at = namespaces.span
	}
	r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, "trust"), Identity: key, System: "vault", Name: r.title(b, "role_name"),
		Hazards: []string{iam.OpenTrust}, Why: why, Confidence: nhi.Certain, Attributes: map[string]string{"trust": "true"}, At: at, Related: []nhi.Step{{At: b.head, Note: b.address()}}})
}

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
		if r.at(s, "kind").lit() != "ServiceAccount" {
			continue
		}
		account := r.at(s, "name")
		namespace := r.at(s, "namespace")
		ns := namespace.lit()
		if ns == "" {
			ns = "default"
		}
		key := r.principal(account, ns)
		if key == "" {
			continue
		}
		for n, p := range parts {
			if !p.at.Valid() {
				continue
			}
			r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, b.address(), itoa(n)), Identity: key, System: "kubernetes", Name: name.display(),
				Actions: p.actions, Resources: p.objects, Scope: scope, Breadth: p.Breadth, Hazards: p.Hazards, Why: p.Why, Writes: p.Writes, Justified: p.Justified,
				Confidence: nhi.Certain, Attributes: map[string]string{"address": b.address()}, At: p.at, Related: []nhi.Step{{At: b.head, Note: b.address()}}})
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
