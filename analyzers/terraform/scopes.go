package terraform

import (
	"fmt"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// scopeRow is a resource that gives a token, an account or an application rights
// by their names. service is the vocabulary of package iam.
type scopeRow struct {
	system, service string
	name            string
	// scopes is the argument with the names.
	scopes string
	// flag rows have one value, which is judged with the argument: "read_only=false".
	flag bool
	// identity is the argument that says who gets the rights; empty for the resource
	// itself.
	identity string
	// only is "argument=value", or "argument~text" for what has to be part of it.
	only string
	// unless is a type: where identity refers to one, the absence of scopes is no
	// such thing, as the service refuses it.
	unless string
	scope  string
}

// scopeRows follow the providers' documentation on registry.terraform.io.
var scopeRows = map[string][]scopeRow{
	"datadog_application_key":                 {{system: "datadog", service: "datadog", name: "name", scopes: "scopes"}},
	"datadog_service_account_application_key": {{system: "datadog", service: "datadog", name: "name", scopes: "scopes"}},

	"gitlab_project_access_token":               {{system: "gitlab", service: "gitlab-project", name: "name", scopes: "scopes", scope: iam.Project}},
	"gitlab_group_access_token":                 {{system: "gitlab", service: "gitlab-group", name: "name", scopes: "scopes", scope: iam.Organization}},
	"gitlab_personal_access_token":              {{system: "gitlab", service: "gitlab-user", name: "name", scopes: "scopes"}},
	"gitlab_group_service_account_access_token": {{system: "gitlab", service: "gitlab-user", name: "name", scopes: "scopes"}},
	"gitlab_user_impersonation_token":           {{system: "gitlab", service: "gitlab-user", name: "name", scopes: "scopes"}},
	"gitlab_deploy_key":                         {{system: "gitlab", service: "gitlab", name: "title", scopes: "can_push", flag: true, scope: iam.Project}},
	"gitlab_project_job_token_scopes":           {{system: "gitlab", service: "gitlab", name: "project", scopes: "enabled", flag: true}},

	"github_repository_deploy_key":                     {{system: "github", service: "github", name: "title", scopes: "read_only", flag: true, scope: iam.Project}},
	"github_workflow_repository_permissions":           {{system: "github", service: "github", name: "repository", scopes: "default_workflow_permissions", flag: true, scope: iam.Project}},
	"github_actions_organization_workflow_permissions": {{system: "github", service: "github", name: "organization_slug", scopes: "default_workflow_permissions", flag: true, scope: iam.Organization}},

	"snowflake_user_programmatic_access_token": {{system: "snowflake", service: "snowflake", name: "name", scopes: "role_restriction", unless: "snowflake_service_user"}},
	"snowflake_grant_account_role":             {{system: "snowflake", service: "snowflake", scopes: "role_name", identity: "user_name", scope: iam.Account}},

	"okta_app_oauth_role_assignment": {{system: "okta", service: "okta", scopes: "type", identity: "client_id", scope: iam.Organization}},
	"okta_app_oauth_api_scope":       {{system: "okta", service: "okta-scope", scopes: "scopes", identity: "app_id", scope: iam.Organization}},
	"okta_auth_server_policy_rule":   {{system: "okta", service: "okta-auth-server", name: "name", scopes: "scope_whitelist", only: "grant_type_whitelist~client_credentials"}},
	"auth0_client_grant": {
		{system: "auth0", service: "auth0", scopes: "scopes", identity: "client_id", only: "audience~/api/v2/", scope: iam.Organization},
		{system: "auth0", service: "auth0-switch", scopes: "allow_all_scopes", flag: true, identity: "client_id"},
	},

	"confluent_api_key":      {{system: "confluent", service: "confluent-key", name: "display_name", scopes: "managed_resource.kind"}},
	"confluent_role_binding": {{system: "confluent", service: "confluent", scopes: "role_name", identity: "principal"}},

	"databricks_service_principal_role":   {{system: "databricks", service: "databricks", scopes: "role", identity: "service_principal_id", scope: iam.Account}},
	"grafana_service_account":             {{system: "grafana", service: "grafana", name: "name", scopes: "role", scope: iam.Organization}},
	"grafana_cloud_stack_service_account": {{system: "grafana", service: "grafana", name: "name", scopes: "role", scope: iam.Organization}},
	"grafana_cloud_access_policy":         {{system: "grafana", service: "grafana-cloud", name: "name", scopes: "scopes"}},

	"google_agent_identity_auth_provider": {{system: "google", service: "google-auth-provider", name: "auth_provider_id", scopes: "allowed_scopes"}},
	"google_apikeys_key":                  {{system: "google", service: "google-api-key", name: "name", scopes: "restrictions.api_targets.service", scope: iam.Project}},

	"azuread_app_role_assignment":       {{system: "azure", service: "microsoft-graph", scopes: "app_role_id", identity: "principal_object_id", scope: iam.Organization}},
	"azuread_application_api_access":    {{system: "azure", service: "microsoft-graph", scopes: "role_ids", identity: "application_id", scope: iam.Organization}},
	"azuread_directory_role_assignment": {{system: "azure", service: "entra-role", scopes: "role_id", identity: "principal_object_id", scope: iam.Organization}},
	"azuread_directory_role_member":     {{system: "azure", service: "entra-role", scopes: "role_object_id", identity: "member_object_id", scope: iam.Organization}},

	"nomad_acl_token":  {{system: "nomad", service: "nomad-token", name: "name", scopes: "type", scope: iam.Cluster}},
	"consul_acl_token": {{system: "consul", service: "consul-policy", name: "description", scopes: "policies", scope: iam.Cluster}},
	"consul_acl_role":  {{system: "consul", service: "consul-policy", name: "name", scopes: "policies", scope: iam.Cluster}},
}

// scoped reads the rights that a resource gives by name, for its nth instance.
func (r *reader) scoped(b *block, row scopeRow) {
	if row.only != "" && !r.says(b, row.only) {
		return
	}
	key := r.id(b)
	if row.identity != "" {
		if key = r.machine(r.at(b, row.identity)); key == "" {
			return
		}
	}
	values := r.all(b, row.scopes)
	if len(values) == 1 {
		values = values[0].each()
		if len(values) == 0 && r.at(b, row.scopes).kind == unknown {
			return
		}
	}
	var names []string
	for _, v := range values {
		name := r.scopeName(v)
		if row.flag {
			name = row.scopes + "=" + name
		}
		names = append(names, name)
	}
	if len(names) == 0 && (b.partial || row.unless != "" && r.refersTo(r.at(b, "user"), row.unless)) {
		return
	}
	j, worst := iam.Scopes(row.service, names)
	if j.Breadth == "" && len(j.Hazards) == 0 || row.flag && worst < 0 {
		return
	}
	at, from := b.head, []nhi.Step(nil)
	if worst >= 0 && values[worst].span.Valid() {
		at, from = values[worst].span, values[worst].from
	}
	g := &nhi.Grant{Key: nhi.Key("grant", r.id(b), row.scopes), Identity: key, System: row.system, Name: r.title(b, row.name), Actions: names, Scope: row.scope,
		Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Confidence: nhi.Certain, Attributes: map[string]string{"address": b.address()},
		At: at, Related: append([]nhi.Step{{At: b.head, Note: b.label()}}, from...)}
	if len(names) == 0 {
		g.Attributes["default_source"] = iam.NoScopes(row.service)
	}
	for _, h := range j.Hazards {
		if h == iam.OpenTrust {
			g.Attributes["trust"] = "true"
		}
	}
	r.facts.Grants = append(r.facts.Grants, g)
}

// machine is the key of the account or application that a value names; empty for
// people, groups and what may be one.
func (r *reader) machine(v *value) string {
	for _, to := range v.allRefs() {
		if _, ok := identityRows[to.kind()]; ok || strings.Contains(to.attr, "principal_id") && r.objects[to.addr] != nil {
			return r.principal(v, "")
		}
	}
	return ""
}

// says is holdsFor, or whether one of an argument's texts has a part.
func (r *reader) says(b *block, condition string) bool {
	name, part, in := strings.Cut(condition, "~")
	if !in {
		return r.holdsFor(b, condition)
	}
	for _, t := range r.at(b, name).strings() {
		if strings.Contains(t, part) {
			return true
		}
	}
	return false
}

func (r *reader) refersTo(v *value, kind string) bool {
	for _, to := range v.allRefs() {
		if to.kind() == kind {
			return true
		}
	}
	return false
}

// scopeName is the name of a right: the text, or the end of a reference to a
// table of them, as in app_role_ids["User.Read.All"]. What is not known has none.
func (r *reader) scopeName(v *value) string {
	if v.known() {
		if v.text == "*" {
			return "any"
		}
		return v.text
	}
	for _, to := range v.allRefs() {
		o := r.objects[to.addr]
		switch to.kind() {
		case "azuread_directory_role":
			return strings.ToLower(r.at(o, "display_name").lit())
		case "snowflake_account_role", "consul_acl_policy", "nomad_acl_policy":
			return r.at(o, "name").lit()
		}
	}
	t := v.display()
	if inner, ok := strings.CutSuffix(t, `"]}`); ok {
		if i := strings.LastIndex(inner, `["`); i >= 0 {
			return inner[i+2:]
		}
	}
	for _, to := range v.allRefs() {
		if to.kind() == "datadog_permissions" {
			return to.attr[strings.LastIndexByte(to.attr, '.')+1:]
		}
	}
	return ""
}

// kafka reads an ACL of a cluster.
func (r *reader) kafka(b *block) {
	key := r.machine(r.at(b, "principal"))
	name := r.at(b, "resource_name")
	if key == "" || r.at(b, "permission").lit() != "ALLOW" || !name.known() {
		return
	}
	on := name.text
	if on == "*" && r.at(b, "pattern_type").lit() == "LITERAL" {
		on = "any"
	}
	op := r.at(b, "operation")
	j, _ := iam.Scopes("kafka", []string{fmt.Sprintf("%s %s %s", op.lit(), r.at(b, "resource_type").lit(), on)})
	r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", r.id(b)), Identity: key, System: "kafka", Name: r.title(b), Actions: op.strings(),
		Resources: name.strings(), Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Confidence: nhi.Certain, Attributes: map[string]string{"address": b.address()},
		At: op.spanOr(b.head), Related: []nhi.Step{{At: b.head, Note: b.label()}}})
}

// containers are the arguments that name what privileges of Unity Catalog are
// given on, where everything below gets them too.
var containers = []string{"catalog", "metastore"}

// unity reads privileges of Unity Catalog that an account has on a container.
func (r *reader) unity(b *block) {
	on := ""
	for _, c := range containers {
		if !r.at(b, c).absent() {
			on = c
		}
	}
	if on == "" {
		return
	}
	grants := []*block{b}
	if b.labels[0] == "databricks_grants" {
		grants = r.nested(b, "grant")
	}
	for n, g := range grants {
		key := r.machine(r.at(g, "principal"))
		privileges := r.at(g, "privileges").each()
		var names []string
		for _, p := range privileges {
			names = append(names, r.scopeName(p))
		}
		j, worst := iam.Scopes("databricks-data", names)
		if key == "" || worst < 0 {
			continue
		}
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", r.id(b), itoa(n)), Identity: key, System: "databricks", Name: on, Actions: names,
			Scope: iam.Account, Breadth: j.Breadth, Hazards: j.Hazards, Why: strings.Replace(j.Why, " on it", " on the "+on, 1), Writes: j.Writes, Confidence: nhi.Certain,
			Attributes: map[string]string{"address": b.address()}, At: privileges[worst].spanOr(g.head), Related: []nhi.Step{{At: b.head, Note: b.label()}}})
	}
}

// cloudflareAll are the resources of a token that are every one of a kind.
// https://developers.cloudflare.com/fundamentals/api/how-to/create-via-api/
var cloudflareAll = map[string]string{
	"com.cloudflare.api.account.*": "every account of its owner", "com.cloudflare.api.account.zone.*": "every zone of its owner",
	"com.cloudflare.edge.r2.bucket.*": "every bucket of its owner",
}

// cloudflare reads the policies of a token: blocks before version 5 of the
// provider, a list after it, with resources as a map or as JSON.
func (r *reader) cloudflare(b *block) {
	type policy struct{ effect, groups, resources *value }
	var all []policy
	for _, p := range r.nested(b, "policy") {
		all = append(all, policy{r.at(p, "effect"), r.at(p, "permission_groups"), r.at(p, "resources")})
	}
	for _, p := range r.at(b, "policies").each() {
		all = append(all, policy{p.get("effect"), p.get("permission_groups"), p.get("resources")})
	}
	key := r.id(b)
	for n, p := range all {
		if e := p.effect; !e.absent() && e.lit() != "allow" {
			continue
		}
		var names, on []string
		for _, g := range p.groups.each() {
			if id := g.get("id"); id != nil {
				g = id
			}
			names = append(names, r.scopeName(g))
		}
		j, _ := iam.Scopes("cloudflare", names)
		at := p.groups.spanOr(b.head)
		resources := p.resources
		if d := resources.document(); d != nil {
			resources = d
		}
		for _, f := range fieldsOf(resources) {
			on = append(on, f.key)
			if every := cloudflareAll[f.key]; every != "" && len(j.Hazards) == 0 {
				j = iam.Judgement{Breadth: iam.Broad, Writes: true, Why: "it is good for " + every}
				if at = f.keySpan; at.File != b.head.File {
					at = b.head
				}
			}
		}
		if j.Breadth == "" {
			continue
		}
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, itoa(n)), Identity: key, System: "cloudflare", Name: r.title(b, "name"), Actions: names, Resources: on,
			Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Confidence: nhi.Certain, Attributes: map[string]string{"address": b.address()}, At: at,
			Related: []nhi.Step{{At: b.head, Note: b.label()}}})
	}
}
