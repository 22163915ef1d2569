package terraform

import (
	"fmt"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// googleScopes are the resource types whose grants reach further than one
// resource.
var googleScopes = map[string]string{"google_project_iam": iam.Project, "google_folder_iam": iam.Organization, "google_organization_iam": iam.Organization}

func (r *reader) google(b *block) {
	kind := b.labels[0]
	base := kind[:strings.LastIndexByte(kind, '_')]
	r.binding(b, b, base, "0")
}

// googleProject is the project of a resource: its own, else that of its provider.
func (r *reader) googleProject(b *block) *value {
	if own := r.at(b, "project"); !own.absent() {
		return own
	}
	if id := r.accountOf(b).id; id != "" {
		return text(id, b.head)
	}
	return nil
}

// googlePolicy reads the policy of a resource as a whole: the bindings of a
// google_iam_policy.
func (r *reader) googlePolicy(b *block) {
	base := b.labels[0][:strings.LastIndexByte(b.labels[0], '_')]
	for _, to := range r.at(b, "policy_data").allRefs() {
		if d := r.objects[to.addr]; d != nil && d.typ == "data" && to.kind() == "google_iam_policy" {
			for n, bind := range r.nested(d, "binding") {
				r.binding(b, bind, base, itoa(n))
			}
		}
	}
}

// binding reads a role with its members; of is the resource that grants it.
func (r *reader) binding(of, b *block, base, part string) {
	scope := googleScopes[base]
	if scope == "" {
		scope = iam.Resource
	}
	role := r.at(b, "role")
	if role.absent() {
		return
	}
	members := append(r.at(b, "member").each(), r.at(b, "members").each()...)
	if base != "google_service_account_iam" {
		r.googleOpen(of, b, base, role, members, part)
	}
	j := iam.Google(role.display(), scope)
	for _, to := range role.allRefs() {
		if c := r.objects[to.addr]; c != nil && strings.HasSuffix(to.kind(), "_iam_custom_role") {
			j = iam.GooglePermissions(r.at(c, "permissions").strings(), scope)
		}
	}
	condition := len(r.nested(b, "condition")) > 0
	at, from := b.here(role, b.attr("role"))
	for n, m := range members {
		text := m.display()
		if ns, account, ok := clusterMember(text); ok && !condition && strings.HasPrefix(text, "principal:") {
			// The account itself has the role, without a service account of Google's.
			m = &value{kind: scalar, text: account, span: m.spanOr(of.head)}
			r.direct(of, m, ns, j, role, scope, part+itoa(n))
			continue
		}
		if base == "google_service_account_iam" {
			r.impersonates(of, m, text, role)
		}
		if !strings.HasPrefix(text, "serviceAccount:") && m.kind == scalar {
			continue // people and groups
		}
		key := r.googleMember(m)
		if key == "" {
			continue
		}
		g := &nhi.Grant{Key: nhi.Key("grant", key, of.address(), part, itoa(n)), Identity: key, System: "google", Name: role.display(), Actions: []string{role.display()},
			Scope: scope, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain,
			Attributes: map[string]string{"address": of.address()}, At: at, Related: append(append([]nhi.Step(nil), from...), nhi.Step{At: m.span, Note: "granted to it"})}
		if condition {
			g.Conditions = []string{"condition"}
			g.Breadth, g.Hazards = "", nil
		} else {
			r.mayAssume(of, key, role, base)
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
		to = r.id(b)
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
	case strings.HasPrefix(text, "principalSet://") && strings.Contains(text, "/attribute.repository_owner/") && r.unconditional():
		open = "every repository of the owner may act as it"
	}
	if open != "" {
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", to, b.address(), "trust"), Identity: to, System: "google", Name: r.title(b), Actions: []string{role.lit()},
			Hazards: []string{iam.OpenTrust}, Why: open, Confidence: nhi.Certain, Attributes: map[string]string{"trust": "true"}, At: m.span,
			Related: []nhi.Step{{At: b.head, Note: b.label()}}})
		return
	}
	if ns, account, ok := clusterMember(text); ok {
		r.edge(nhi.Trusts, to, nhi.SubjectKey(workloadPool, nhi.AccountSubject(ns, account)), m.spanOr(b.head))
		return
	}
	if subject := repositoryMember(text); subject != "" {
		r.edge(nhi.Trusts, to, nhi.SubjectKey("", subject), m.spanOr(b.head))
		return
	}
	if from := r.googleMember(m); from != "" && from != to {
		r.edge(nhi.Assumes, from, to, role.span)
	}
}

// unconditional says whether the root has providers of pools, and none of them asks
// for anything.
func (r *reader) unconditional() bool {
	providers := r.resources("google_iam_workload_identity_pool_provider")
	for _, p := range providers {
		if p.partial || !r.at(p, "attribute_condition").absent() {
			return false
		}
	}
	return len(providers) > 0
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
			key := r.id(b)
			r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, "trust"), Identity: key, System: "google", Name: r.title(b, "workload_identity_pool_provider_id"),
				Hazards: []string{iam.OpenTrust}, Why: fmt.Sprintf("every token of %s is taken", p), Confidence: nhi.Certain,
				Attributes: map[string]string{"trust": "true"}, At: b.head, Related: []nhi.Step{{At: issuer.span, Note: "a public issuer"}}})
		}
	}
}
