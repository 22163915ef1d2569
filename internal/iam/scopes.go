package iam

import "strings"

// service is what the names of scopes, permissions or roles of one service amount
// to. A name may be a pattern with *; what is not named is narrow.
type service struct {
	// none is what it amounts to when no name is given, where that is more than
	// nothing; source is the documentation that says so.
	none   Judgement
	source string
	each   map[string]Judgement
	// open vocabularies have names of people's own, of which nothing is known.
	open bool
}

func admin(why string) Judgement { return Judgement{Breadth: Admin, Writes: true, Why: why} }
func wide(why string) Judgement  { return Judgement{Breadth: Wildcard, Writes: true, Why: why} }
func broad(why string) Judgement { return Judgement{Breadth: Broad, Writes: true, Why: why} }
func reads(why string) Judgement { return Judgement{Breadth: Broad, Why: why} }

// gives is a broad right with a hazard.
func gives(hazard, why string) Judgement {
	return Judgement{Breadth: Broad, Writes: true, Hazards: []string{hazard}, Why: why}
}

// services are the vocabularies by the name that callers know them by: that of
// the vendor, and of what the names are given on where it makes a difference.
var services = map[string]service{
	// https://docs.datadoghq.com/account_management/api-app-keys/#scopes
	// https://docs.datadoghq.com/account_management/rbac/permissions/
	"datadog": {none: wide("every permission of its owner (no scopes)"), source: "https://docs.datadoghq.com/account_management/api-app-keys/#scopes",
		each: map[string]Judgement{
			"user_access_manage":    gives(Escalation, `"user_access_manage" changes users and their roles`),
			"org_management":        wide(`"org_management" changes the organization`),
			"service_account_write": gives(Escalation, `"service_account_write" makes service accounts and their keys`),
			"api_keys_write":        broad(`"api_keys_write" makes and deletes API keys`),
			"org_app_keys_write":    gives(Impersonation, `"org_app_keys_write" changes the application keys of everybody`),
		}},
	// https://docs.gitlab.com/user/project/settings/project_access_tokens/#scopes-for-a-project-access-token
	"gitlab-project": {each: map[string]Judgement{"api": broad(`"api" reads and changes everything in the project`)}},
	// https://docs.gitlab.com/user/group/settings/group_access_tokens/#scopes-for-a-group-access-token
	"gitlab-group": {each: map[string]Judgement{
		"api":      wide(`"api" reads and changes everything in every project of the group`),
		"read_api": reads(`"read_api" reads everything in every project of the group`)}},
	// https://docs.gitlab.com/user/profile/personal_access_tokens/#personal-access-token-scopes
	"gitlab-user": {each: map[string]Judgement{
		"api":        wide(`"api" reads and changes everything that its user can`),
		"read_api":   reads(`"read_api" reads everything that its user can`),
		"sudo":       gives(Impersonation, `"sudo" acts as any user`),
		"admin_mode": admin(`"admin_mode" administers the instance`)}},
	// https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys#deploy-keys
	// https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication#permissions-for-the-github_token
	"github": {each: map[string]Judgement{
		"read_only=false":                    broad("the key may do what a member with admin access may (read_only = false)"),
		"default_workflow_permissions=write": broad("the token of every job may change the repository, its issues and its packages, unless its workflow says less"),
	}},
	// https://docs.gitlab.com/user/project/deploy_keys/#permissions
	// https://docs.gitlab.com/ci/jobs/ci_job_token/#limit-job-token-scope-for-public-or-internal-projects
	"gitlab": {each: map[string]Judgement{
		"can_push=true": broad("the key may push to the repository (can_push = true)"),
		"enabled=false": {Hazards: []string{OpenTrust}, Why: "the job tokens of every project are taken (enabled = false)"},
	}},
	// https://docs.snowflake.com/en/user-guide/security-access-control-overview#system-defined-roles
	"snowflake": {open: true, none: broad("every role of its user (no role_restriction)"), source: "https://docs.snowflake.com/en/sql-reference/sql/alter-user-add-programmatic-access-token",
		each: map[string]Judgement{
			"ACCOUNTADMIN":  admin("the role ACCOUNTADMIN"),
			"ORGADMIN":      admin("the role ORGADMIN"),
			"SECURITYADMIN": {Breadth: Wildcard, Writes: true, Hazards: []string{Escalation}, Why: "the role SECURITYADMIN grants every privilege"},
			"USERADMIN":     gives(Escalation, "the role USERADMIN makes users and roles"),
			"SYSADMIN":      wide("the role SYSADMIN, which owns what other roles use"),
		}},
	// https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm
	"okta": {each: map[string]Judgement{
		"SUPER_ADMIN":            admin("the role SUPER_ADMIN"),
		"ORG_ADMIN":              wide("the role ORG_ADMIN administers every user, group and application"),
		"APP_ADMIN":              wide("the role APP_ADMIN administers every application"),
		"USER_ADMIN":             wide("the role USER_ADMIN administers every user"),
		"GROUP_MEMBERSHIP_ADMIN": gives(Escalation, "the role GROUP_MEMBERSHIP_ADMIN changes who is in a group"),
	}},
	// https://developer.okta.com/docs/api/oauth2/
	"okta-scope": {each: map[string]Judgement{
		"okta.roles.manage": {Breadth: Wildcard, Writes: true, Hazards: []string{Escalation}, Why: `"okta.roles.manage" gives administrator roles`},
		"okta.*.manage":     wide("it changes every object of a kind in the organization"),
		"okta.*.read":       reads("it reads every object of a kind in the organization"),
	}},
	// https://developer.okta.com/docs/api/openapi/okta-management/management/tag/AuthorizationServerRules/
	"okta-auth-server": {each: map[string]Judgement{"any": broad("its clients get every scope of the authorization server")}},
	// https://auth0.com/docs/api/management/v2 and
	// https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/client_credentials
	"auth0": {each: map[string]Judgement{
		"create:client_grants": gives(Escalation, `"create:client_grants" gives itself every scope of every API`),
		"update:client_grants": gives(Escalation, `"update:client_grants" gives itself every scope of every API`),
		"read:client_keys":     gives(ReadsAllSecrets, `"read:client_keys" reads the secrets of every client`),
		"update:client_keys":   gives(Impersonation, `"update:client_keys" replaces the secrets of every client`),
	}},
	"auth0-switch": {each: map[string]Judgement{"allow_all_scopes=true": wide("every scope of the API (allow_all_scopes = true)")}},
	// https://docs.confluent.io/cloud/current/security/access-control/rbac/predefined-rbac-roles.html
	"confluent": {each: map[string]Judgement{
		"OrganizationAdmin": admin("the role OrganizationAdmin"),
		"EnvironmentAdmin":  wide("the role EnvironmentAdmin administers everything in the environment"),
		"CloudClusterAdmin": wide("the role CloudClusterAdmin administers the cluster"),
	}},
	// https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html
	"confluent-key": {open: true, none: broad("a Cloud API key is good for everything that its owner may manage, not for one cluster"), source: "https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_api_key",
		each: map[string]Judgement{
			"Global": broad("a Global API key is good for every cluster and environment that its owner may use")}},
	// https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/service_principal_role
	"databricks": {open: true, each: map[string]Judgement{"account_admin": admin("the role account_admin")}},
	// https://docs.databricks.com/data-governance/unity-catalog/manage-privileges/privileges.html
	"databricks-data": {each: map[string]Judgement{
		"ALL_PRIVILEGES": wide("every privilege on it and on everything in it"), "ALL PRIVILEGES": wide("every privilege on it and on everything in it"),
		"MANAGE": gives(Escalation, `"MANAGE" grants privileges on it and on everything in it`)}},
	// https://grafana.com/docs/grafana/latest/administration/roles-and-permissions/#organization-roles
	"grafana": {each: map[string]Judgement{"Admin": wide("the role Admin administers the organization")}},
	// https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/#scopes
	"grafana-cloud": {each: map[string]Judgement{"accesspolicies:write": gives(Escalation, `"accesspolicies:write" makes access policies with every scope`)}},
	// https://developer.hashicorp.com/nomad/docs/secure/acl#acl-tokens
	"nomad-token": {open: true, each: map[string]Judgement{"management": admin("a management token may do everything in the cluster")}},
	// https://developer.hashicorp.com/consul/docs/secure/acl/policy#built-in-policies
	"consul-policy": {open: true, each: map[string]Judgement{"global-management": admin("the policy global-management"),
		"global-read-only": reads("the policy global-read-only reads everything")}},
	// https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/agent_identity_auth_provider
	"google-auth-provider": {none: broad("agents may ask for every scope of the service (no allowed_scopes)"),
		source: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/agent_identity_auth_provider"},
	// https://developers.google.com/identity/protocols/oauth2/scopes. The roles of the
	// account bound what cloud-platform gives, which is the scope to ask for.
	"google-oauth": {each: map[string]Judgement{
		"https://mail.google.com/":                                       broad("\"https://mail.google.com/\" reads, sends and deletes every mail for good"),
		"https://www.googleapis.com/auth/drive":                          broad("\"auth/drive\" reads, changes and deletes every file in Drive"),
		"https://www.googleapis.com/auth/calendar":                       broad("\"auth/calendar\" changes, shares and deletes every calendar, not only events"),
		"https://www.googleapis.com/auth/admin.directory.user":           gives(Escalation, "\"auth/admin.directory.user\" makes and changes users of the domain"),
		"https://www.googleapis.com/auth/admin.directory.rolemanagement": gives(Escalation, "\"auth/admin.directory.rolemanagement\" gives roles of administrators"),
	}},
	// https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
	"github-oauth": {each: map[string]Judgement{
		"repo":             broad("\"repo\" reads and changes every repository of the person, the private ones too"),
		"delete_repo":      broad("\"delete_repo\" deletes every repository that the person administers"),
		"admin:org":        gives(Escalation, "\"admin:org\" manages the organization, its teams and who is in them"),
		"admin:enterprise": gives(Escalation, "\"admin:enterprise\" manages the enterprise"),
		"site_admin":       admin("\"site_admin\" administers the server"),
	}},
	// https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app
	"github-app": {none: broad("every repository and every permission of the installation (its token names neither)"),
		source: "https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app"},
	// https://cloud.google.com/docs/authentication/api-keys#adding_api_restrictions
	"google-api-key": {none: broad("the key is good for every API that takes keys (no api_targets)"),
		source: "https://cloud.google.com/docs/authentication/api-keys#adding_api_restrictions"},
	// https://learn.microsoft.com/graph/permissions-reference, by name and by identifier
	"microsoft-graph": {each: map[string]Judgement{
		"RoleManagement.ReadWrite.Directory": entraRaises("RoleManagement.ReadWrite.Directory"), "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8": entraRaises("RoleManagement.ReadWrite.Directory"),
		"AppRoleAssignment.ReadWrite.All": entraRaises("AppRoleAssignment.ReadWrite.All"), "06b708a9-e830-4db3-a914-8e69da51d44f": entraRaises("AppRoleAssignment.ReadWrite.All"),
		"Application.ReadWrite.All": entraRaises("Application.ReadWrite.All"), "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9": entraRaises("Application.ReadWrite.All"),
		"Directory.ReadWrite.All": wide(`"Directory.ReadWrite.All" on the tenant`), "19dbc75e-c2e2-444c-a770-ec69d8559fc7": wide(`"Directory.ReadWrite.All" on the tenant`),
		"User.ReadWrite.All": wide(`"User.ReadWrite.All" on the tenant`), "741f803b-c850-494e-b5df-cde7c675a1ca": wide(`"User.ReadWrite.All" on the tenant`),
		"Group.ReadWrite.All": wide(`"Group.ReadWrite.All" on the tenant`), "62a82d76-70ea-41e2-9197-370581804d09": wide(`"Group.ReadWrite.All" on the tenant`),
		"Files.ReadWrite.All": wide(`"Files.ReadWrite.All" on the tenant`), "75359482-378d-4052-8f01-80520e7db3cd": wide(`"Files.ReadWrite.All" on the tenant`),
		"Mail.ReadWrite": wide(`"Mail.ReadWrite" on every mailbox`), "e2a3a72e-5f79-4c64-b1b1-878b674786c9": wide(`"Mail.ReadWrite" on every mailbox`),
		"*.ReadWrite.All":   wide("it changes every object of a kind in the tenant"),
		"*.FullControl.All": wide("it administers every object of a kind in the tenant"),
		"*.Read.All":        reads("it reads every object of a kind in the tenant"),
	}},
	// https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference, by
	// name and by template identifier
	"entra-role": {open: true, each: map[string]Judgement{
		"global administrator": admin("Global Administrator of the tenant"), "62e90394-69f5-4237-9190-012177145e10": admin("Global Administrator of the tenant"),
		"privileged role administrator": givesRoles, "e8611ab8-c189-46e8-94e1-60213ab1f814": givesRoles,
		"application administrator": makesLogins("Application Administrator"), "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": makesLogins("Application Administrator"),
		"cloud application administrator": makesLogins("Cloud Application Administrator"), "158c047a-c907-4556-b7ef-446551a6b5f7": makesLogins("Cloud Application Administrator"),
		"user administrator": wide("User Administrator of the tenant"), "fe930be7-5e62-47db-91af-98c3a49a38b1": wide("User Administrator of the tenant"),
	}},
	// https://developers.cloudflare.com/fundamentals/api/reference/permissions/
	"cloudflare": {each: map[string]Judgement{
		"API Tokens Write":         gives(Escalation, `"API Tokens Write" makes tokens with every right of its owner`),
		"Account API Tokens Write": gives(Escalation, `"Account API Tokens Write" makes tokens with every right in the account`),
	}},
	// https://docs.confluent.io/cloud/current/security/access-control/acl.html
	"kafka": {each: map[string]Judgement{
		"ALL CLUSTER kafka-cluster":   {Breadth: Wildcard, Writes: true, Hazards: []string{Escalation}, Why: "every operation on the cluster, its ACLs among them"},
		"ALTER CLUSTER kafka-cluster": gives(Escalation, "it changes the ACLs of the cluster"),
		"ALL TOPIC any":               wide("every operation on every topic"),
		"WRITE TOPIC any":             broad("it writes to every topic"),
		"READ TOPIC any":              reads("it reads every topic"),
	}},
}

var givesRoles = Judgement{Breadth: Wildcard, Writes: true, Hazards: []string{Escalation}, Why: "Privileged Role Administrator gives every role of the tenant"}

func makesLogins(role string) Judgement {
	return gives(Escalation, role+" makes credentials of every application")
}

func entraRaises(name string) Judgement {
	return Judgement{Breadth: Wildcard, Writes: true, Hazards: []string{Escalation}, Why: `"` + name + `" gives itself every permission of the tenant`}
}

// Scopes judges a list of names of one of the services above. worst is the index
// of the name that says most, -1 where none is known. An empty name is one that is
// not known.
func Scopes(system string, names []string) (j Judgement, worst int) {
	s := services[system]
	if len(names) == 0 {
		return s.none, -1
	}
	j, worst = Judgement{Breadth: Narrow}, -1
	class, unknown := awsHarmless, false
	for i, n := range names {
		one, ok := s.named(n)
		if n == "" || !ok && s.open {
			unknown = true
			continue
		}
		if !ok {
			// Most names that only read say so.
			j.Writes = j.Writes || !strings.Contains(strings.ToLower(n), "read") && !strings.Contains(strings.ToLower(n), "view")
			continue
		}
		if c := awsClass(one); worst < 0 || c > class {
			worst, class = i, c
			j.Why = one.Why
		}
		if Rank(one.Breadth) > Rank(j.Breadth) || one.Breadth == "" && len(one.Hazards) > 0 {
			j.Breadth = one.Breadth
		}
		j.Hazards, j.Writes = union(j.Hazards, one.Hazards), j.Writes || one.Writes
	}
	if unknown && worst < 0 {
		return Judgement{}, -1
	}
	return j, worst
}

// NoScopes is the documentation that says what a service gives where no name is
// written; empty where that is nothing.
func NoScopes(system string) string { return services[system].source }

// named finds a name, or the longest pattern that covers it.
func (s service) named(name string) (Judgement, bool) {
	if j, ok := s.each[name]; ok {
		return j, true
	}
	best := ""
	for p := range s.each {
		if strings.Contains(p, "*") && match(p, name) && (len(p) > len(best) || len(p) == len(best) && p < best) {
			best = p
		}
	}
	j := s.each[best]
	if best != "" {
		j.Why = `"` + name + `": ` + j.Why
	}
	return j, best != ""
}
