package terraform

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// defaultRow is what it means that an argument is absent, for some versions of
// the provider.
type defaultRow struct {
	types []string
	field string
	// since is the first version that the row is true of, until the first that it
	// is no longer true of; empty where there is none.
	since, until string
	// seconds is the life that a credential gets, forever, or 0 for unknown; value
	// is what other arguments are then.
	seconds int64
	value   string
	// required says that the argument had to be written: what lacks it runs with
	// other versions.
	required bool
	source   string
}

const vaultTTL = 768 * hour // https://developer.hashicorp.com/vault/docs/configuration#default_lease_ttl

// The provider's name is how its resource types begin, up to the first "_".
var (
	gitlabTokens = []string{"gitlab_project_access_token", "gitlab_group_access_token", "gitlab_personal_access_token"}
	vaultRoles   = []string{"vault_approle_auth_backend_role", "vault_kubernetes_auth_backend_role", "vault_jwt_auth_backend_role", "vault_aws_auth_backend_role",
		"vault_azure_auth_backend_role", "vault_gcp_auth_backend_role", "vault_cert_auth_backend_role", "vault_spiffe_auth_backend_role", "vault_alicloud_auth_backend_role",
		"vault_oci_auth_backend_role", "vault_saml_auth_backend_role", "vault_cf_auth_backend_role"}
	podOwners = []string{"kubernetes_deployment", "kubernetes_deployment_v1", "kubernetes_stateful_set", "kubernetes_stateful_set_v1", "kubernetes_daemonset", "kubernetes_daemon_set_v1"}
)

// defaultRows follow the documentation and change logs of the providers, and of
// the services behind them where the provider passes nothing on. The provider of
// AWS, from 2 to 6, has changed the default of no argument that is read here.
var defaultRows = []defaultRow{
	// Without a lifetime the service decides; Microsoft Graph gives two years. Before
	// 2.0 one of end_date and end_date_relative had to be written; between 2.0 and
	// 2.14 no service principal's password could have one.
	// https://github.com/hashicorp/terraform-provider-azuread/blob/main/CHANGELOG.md
	{types: []string{"azuread_application_password"}, field: "end_date_relative", until: "2.0.0", required: true},
	{types: []string{"azuread_application_password"}, field: "end_date_relative", since: "2.0.0", seconds: 2 * 365 * day, source: "https://learn.microsoft.com/graph/api/application-addpassword"},
	{types: []string{"azuread_service_principal_password"}, field: "end_date_relative", until: "2.0.0", required: true},
	{types: []string{"azuread_service_principal_password"}, field: "end_date_relative", since: "2.0.0", seconds: 2 * 365 * day, source: "https://learn.microsoft.com/graph/api/serviceprincipal-addpassword"},

	{types: vaultRoles, field: "token_ttl", seconds: vaultTTL, source: "https://developer.hashicorp.com/vault/docs/concepts/tokens#token-time-to-live-periodic-tokens-and-explicit-max-ttls"},
	{types: []string{"vault_token"}, field: "ttl", seconds: vaultTTL, source: "https://developer.hashicorp.com/vault/docs/concepts/tokens#the-general-case"},
	// "A value of zero will allow the SecretID to not expire", and zero is the default.
	{types: []string{"vault_approle_auth_backend_role"}, field: "secret_id_ttl", seconds: forever, source: "https://developer.hashicorp.com/vault/api-docs/auth/approle#secret_id_ttl"},
	{types: []string{"vault_database_secret_backend_role"}, field: "default_ttl", seconds: vaultTTL, source: "https://developer.hashicorp.com/vault/api-docs/secret/databases#default_ttl"},
	{types: []string{"vault_consul_secret_backend_role"}, field: "ttl", seconds: vaultTTL, source: "https://developer.hashicorp.com/vault/api-docs/secret/consul#ttl"},
	{types: []string{"vault_ldap_secret_backend_dynamic_role"}, field: "default_ttl", seconds: vaultTTL, source: "https://developer.hashicorp.com/vault/api-docs/secret/ldap#default_ttl-1"},
	{types: []string{"vault_azure_secret_backend_role"}, field: "ttl", seconds: 10 * 365 * day, source: "https://developer.hashicorp.com/vault/api-docs/secret/azure#explicit_max_ttl"},

	// "If you do not specify a value, the credential does not expire."
	{types: []string{"aws_iam_service_specific_credential"}, field: "credential_age_days", seconds: forever,
		source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html"},

	{types: []string{"databricks_obo_token"}, field: "lifetime_seconds", seconds: forever, source: "https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/obo_token"},
	{types: []string{"databricks_service_principal_secret"}, field: "lifetime", seconds: 730 * day, source: "https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/service_principal_secret"},
	// It was 0, which is no end.
	{types: []string{"databricks_metastore"}, field: deltaLife, until: "1.106.0", seconds: forever, source: "https://github.com/databricks/terraform-provider-databricks/pull/5296"},
	{types: []string{"databricks_metastore"}, field: deltaLife, since: "1.106.0", seconds: 365 * day, source: "https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/metastore"},

	// What there was before service accounts; whoever still has it runs a version
	// before 3.0.
	{types: []string{"grafana_api_key"}, field: "seconds_to_live", seconds: forever, source: "https://registry.terraform.io/providers/grafana/grafana/2.19.4/docs/resources/api_key"},
	{types: []string{"grafana_service_account_token", "grafana_cloud_stack_service_account_token"}, field: "seconds_to_live", seconds: forever,
		source: "https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/service_account_token"},
	{types: []string{"grafana_cloud_access_policy_token"}, field: "expires_at", seconds: forever,
		source: "https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/cloud_access_policy_token"},

	// Until GitLab 16.0 a token without a date had no end. The provider then asked
	// for one: 16.0 for those of projects, 16.3 for all. Since 17.1 that of a person
	// may lack it, and gets GitLab's 365 days; what is true of the others is not
	// documented.
	// https://gitlab.com/gitlab-org/terraform-provider-gitlab/-/blob/main/CHANGELOG.md
	{types: []string{"gitlab_project_access_token"}, field: "expires_at", until: "16.0.0", seconds: forever, source: gitlabEndless},
	{types: []string{"gitlab_project_access_token"}, field: "expires_at", since: "16.0.0"},
	{types: gitlabTokens[1:], field: "expires_at", until: "16.3.0", seconds: forever, source: gitlabEndless},
	{types: []string{"gitlab_group_access_token"}, field: "expires_at", since: "16.3.0"},
	{types: []string{"gitlab_personal_access_token"}, field: "expires_at", since: "16.3.0", until: "17.1.0"},
	{types: []string{"gitlab_personal_access_token"}, field: "expires_at", since: "17.1.0", seconds: 365 * day, source: gitlabYear},
	{types: []string{"gitlab_group_service_account_access_token"}, field: "expires_at", seconds: 365 * day, source: gitlabYear},
	{types: []string{"gitlab_deploy_token", "gitlab_project_deploy_token", "gitlab_group_deploy_token"}, field: "expires_at", seconds: forever,
		source: "https://docs.gitlab.com/user/project/deploy_tokens/"},
	// Before 18.1 the provider could not state one.
	{types: []string{"gitlab_deploy_key"}, field: "expires_at", seconds: forever, source: "https://registry.terraform.io/providers/gitlabhq/gitlab/latest/docs/resources/deploy_key"},

	{types: []string{"snowflake_user_programmatic_access_token"}, field: "days_to_expiry", seconds: 15 * day,
		source: "https://docs.snowflake.com/en/sql-reference/sql/alter-user-add-programmatic-access-token"},
	// Before 3.20 the provider could not state one.
	{types: []string{"cloudflare_api_token", "cloudflare_account_token"}, field: "expires_on", seconds: forever,
		source: "https://developers.cloudflare.com/fundamentals/api/how-to/restrict-tokens/"},
	{types: []string{"cloudflare_zero_trust_access_service_token", "cloudflare_access_service_token"}, field: "duration", seconds: 8760 * hour,
		source: "https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/resources/zero_trust_access_service_token"},
	{types: []string{"consul_acl_token"}, field: "expiration_time", seconds: forever, source: "https://developer.hashicorp.com/consul/api-docs/acl/tokens#expirationtime"},
	{types: []string{"nomad_acl_token"}, field: "expiration_ttl", seconds: forever, source: "https://developer.hashicorp.com/nomad/commands/acl/token/create"},

	// Whether the pods of an object get a token of their account.
	// https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/guides/v2-upgrade-guide
	{types: podOwners, field: "automount_service_account_token", until: "2.0.0", value: "false", source: kubernetesGuide},
	{types: podOwners, field: "automount_service_account_token", since: "2.0.0", value: "true", source: kubernetesGuide},
	// A cluster without the block that the name had until 2.99 was made without RBAC.
	{types: []string{"azurerm_kubernetes_cluster"}, field: "role_based_access_control_enabled", until: "1.20.0"},
	{types: []string{"azurerm_kubernetes_cluster"}, field: "role_based_access_control_enabled", since: "1.20.0", until: "2.99.0", value: "false",
		source: "https://github.com/hashicorp/terraform-provider-azurerm/blob/v2.98.0/internal/services/containers/kubernetes_cluster_resource.go"},
	{types: []string{"azurerm_kubernetes_cluster"}, field: "role_based_access_control_enabled", since: "2.99.0", value: "true",
		source: "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster#role_based_access_control_enabled-1"},
	// https://github.com/hashicorp/terraform-provider-google/blob/main/CHANGELOG_v1.md
	{types: []string{"google_container_cluster"}, field: "enable_legacy_abac", until: "1.9.0", value: "true", source: "https://github.com/hashicorp/terraform-provider-google/pull/1281"},
	{types: []string{"google_container_cluster"}, field: "enable_legacy_abac", since: "1.9.0", value: "false", source: "https://github.com/hashicorp/terraform-provider-google/pull/1281"},
}

const (
	deltaLife       = "delta_sharing_recipient_token_lifetime_in_seconds"
	gitlabEndless   = "https://docs.gitlab.com/update/deprecations/#non-expiring-access-tokens"
	gitlabYear      = "https://docs.gitlab.com/user/profile/personal_access_tokens/#create-a-personal-access-token"
	kubernetesGuide = "https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/guides/v2-upgrade-guide"
)

// defaults are the rows of an argument, by its type and name.
var defaults = func() map[[2]string][]defaultRow {
	m := map[[2]string][]defaultRow{}
	for _, d := range defaultRows {
		for _, t := range d.types {
			k := [2]string{t, d.field}
			m[k] = append(m[k], d)
		}
	}
	return m
}()

// versions are those that a row is true of.
func (d defaultRow) versions() versions {
	out := anyVersion
	if d.since != "" {
		out.from, _, _ = readVersion(d.since)
	}
	if d.until != "" {
		out.to, _, _ = readVersion(d.until)
	}
	return out
}

// fallback is what the absence of an argument means here. Where the versions that
// may run are on both sides of a change, that is not known.
func (r *reader) fallback(b *block, field string) (defaultRow, bool) {
	provider, _, _ := strings.Cut(b.labels[0], "_")
	run, limited := r.versions[provider]
	if !limited {
		run = versions{newest, anyVersion.to} // the newest is what Terraform takes
	}
	var out defaultRow
	found := false
	for _, d := range defaults[[2]string{b.labels[0], field}] {
		switch {
		case d.versions().and(run).empty() || d.required:
		case found && (d.seconds != out.seconds || d.value != out.value):
			return defaultRow{}, false
		default:
			out, found = d, true
		}
	}
	return out, found && (out.seconds != 0 || out.value != "")
}

// fallbackLife is the life of a credential that states none, by the argument that
// would.
func (r *reader) fallbackLife(b *block, field string) nhi.Lifetime {
	d, ok := r.fallback(b, field)
	if !ok || d.seconds == 0 {
		return nhi.Lifetime{}
	}
	return nhi.Lifetime{Known: true, Never: d.seconds == forever, Seconds: max(d.seconds, 0), Basis: nhi.Defaulted, Field: field, Source: d.source}
}
