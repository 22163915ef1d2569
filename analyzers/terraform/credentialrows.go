package terraform

// forever is a life without end, in the tables.
const forever = -1

// Units of lifetime arguments, in seconds.
const (
	second = 1
	minute = 60
	hour   = 3600
	day    = 86400
)

// lifeField is an argument that states a life: a number of units, or a duration
// with its own.
type lifeField struct {
	path string
	unit int64
	// unitAt is an argument that names the unit instead.
	unitAt string
}

// credentialRow is a resource that makes a credential.
type credentialRow struct {
	kind, title, vendor string
	// name and subject are arguments: what it is called and whom it proves.
	name, subject string
	static        bool
	alternative   string
	// fields state the life; of several that are written, the longest counts, as
	// whoever holds a token can renew it up to there.
	fields []lifeField
	// dates are arguments with the end as a date; from is one with the beginning,
	// where the life counts from there.
	dates []string
	from  string
	// period makes the token renewable without end, unless limit is set.
	period, limit lifeField
	// endless are "argument=value" that take every end away.
	endless []string
	// rotates are arguments that replace it: keepers with a time_rotating.
	rotates []string
	// natural kinds have no end when none of the above is written; source says so.
	// Where the resource could say more, defaults.go says what its absence means.
	natural bool
	source  string
	// mount says that Vault's mount may be tuned to another default.
	mount bool
	// only and off are "argument=value", or several values with "|" between: the row
	// is for these, not for those.
	only, off string
	// needs rows are for resources that write one of these arguments, unless for
	// those that write none of these; "NONE" counts as nothing.
	needs, unless []string
	// made rows take their life from where the value is made, when the module
	// makes it: they are passed over then.
	made bool
	// written rows are of no interest when nothing is written, nor when what is
	// written is no longer than usual, in seconds.
	written bool
	usual   int64
}

const (
	awsRole    = "a role that the workload runs as"
	federation = "a federated identity"
)

// vaultRole is the token that a role of an auth method gives.
func vaultRole(name string) credentialRow {
	return credentialRow{kind: "vault-token", title: "Token of the Vault role", vendor: "vault", name: name, subject: "#self", mount: true,
		// The last two are how versions of the provider before 3.0 spell them.
		fields: []lifeField{{path: "token_ttl", unit: second}, {path: "token_max_ttl", unit: second}, {path: "ttl", unit: second}, {path: "max_ttl", unit: second}},
		period: lifeField{path: "token_period", unit: second}, limit: lifeField{path: "token_explicit_max_ttl", unit: second}}
}

// leased is a credential that Vault makes and takes back.
func leased(kind, title, name string, fields ...string) credentialRow {
	row := credentialRow{kind: kind, title: title, vendor: "vault", name: name, mount: true}
	for _, f := range fields {
		row.fields = append(row.fields, lifeField{path: f, unit: second})
	}
	return row
}

// longerThan is a row that speaks only of lives that are longer than usual.
func (row credentialRow) longerThan(usual int64) credentialRow {
	row.written, row.usual, row.mount = true, usual, false
	return row
}

func gitlabToken(subject string) credentialRow {
	return credentialRow{kind: "gitlab-token", title: "GitLab access token", vendor: "gitlab", name: "name", subject: subject, static: true,
		// Terraform replaces what has a rotation some days before this age.
		fields: []lifeField{{path: "rotation_configuration.expiration_days", unit: day}}, dates: []string{"expires_at"}}
}

func gitlabDeploy() credentialRow {
	return credentialRow{kind: "gitlab-deploy-token", title: "GitLab deploy token", vendor: "gitlab", name: "name", static: true, dates: []string{"expires_at"}}
}

func entraSecret(subject string) credentialRow {
	return credentialRow{kind: "entra-client-secret", title: "Entra client secret", vendor: "azure", name: "display_name", subject: subject, static: true, alternative: federation,
		fields: []lifeField{{path: "end_date_relative", unit: hour}}, dates: []string{"end_date"}, rotates: []string{"rotate_when_changed"}}
}

func entraCertificate(name string) credentialRow {
	return credentialRow{kind: "entra-certificate", title: "Entra application certificate", vendor: "azure", name: name, subject: name,
		fields: []lifeField{{path: "end_date_relative", unit: hour}}, dates: []string{"end_date"}, written: true}
}

func storageSAS(title string) credentialRow {
	return credentialRow{kind: "azure-storage-sas", title: title, vendor: "azure", static: true, alternative: "a role on the storage account", dates: []string{"expiry"}, from: "start", written: true}
}

func cloudflareToken() credentialRow {
	return credentialRow{kind: "cloudflare-token", title: "Cloudflare API token", vendor: "cloudflare", name: "name", static: true, dates: []string{"expires_on"}}
}

func cloudflareService() credentialRow {
	return credentialRow{kind: "cloudflare-service-token", title: "Cloudflare Access service token", vendor: "cloudflare", name: "name", static: true,
		fields: []lifeField{{path: "duration", unit: second}}}
}

func grafanaToken() credentialRow {
	return credentialRow{kind: "grafana-token", title: "Grafana token", vendor: "grafana", name: "name", subject: "service_account_id", static: true,
		fields: []lifeField{{path: "seconds_to_live", unit: second}}}
}

func datadogKey(subject string) credentialRow {
	return credentialRow{kind: "datadog-application-key", title: "Datadog application key", vendor: "datadog", name: "name", subject: subject, static: true}
}

func kubernetesTokenRow() credentialRow {
	return credentialRow{kind: "kubernetes-service-account-token", title: "Kubernetes service account token", vendor: "kubernetes", name: "metadata.name",
		subject: "metadata.annotations", static: true, alternative: "a projected token with an expiry", natural: true, only: "type=kubernetes.io/service-account-token",
		source: "https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets"}
}

var kubernetesToken = kubernetesTokenRow()

// credentialRows follow the providers' documentation on registry.terraform.io. The
// names of data sources begin with "data.".
var credentialRows = map[string][]credentialRow{
	"aws_iam_access_key": {{kind: "aws-access-key", title: "AWS access key", vendor: "aws", name: "user", subject: "user", static: true, alternative: awsRole,
		natural: true, off: "status=Inactive", source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"}},
	"aws_iam_user_login_profile": {{kind: "aws-login-profile", title: "AWS console password", vendor: "aws", name: "user", subject: "user", static: true}},
	"aws_iam_service_specific_credential": {{kind: "bedrock-api-key", title: "Bedrock API key", vendor: "aws", name: "user_name", subject: "user_name", static: true, alternative: awsRole,
		fields: []lifeField{{path: "credential_age_days", unit: day}}, only: "service_name=bedrock.amazonaws.com", off: "status=Inactive"}},
	"aws_iam_role": {{kind: "aws-role-session", title: "role session", vendor: "aws", name: "name", subject: "#self",
		fields: []lifeField{{path: "max_session_duration", unit: second}}, written: true}},
	"aws_cognito_user_pool_client": {
		{kind: "oauth-refresh-token", title: "Cognito refresh token", vendor: "aws", name: "name", written: true,
			usual:  30 * day, // what the console proposes, for people who sign in
			fields: []lifeField{{path: "refresh_token_validity", unit: day, unitAt: "token_validity_units.refresh_token"}}},
	},

	"google_service_account_key": {{kind: "google-service-account-key", title: "Google service account key", vendor: "google", subject: "service_account_id",
		static: true, alternative: "an attached service account or workload identity federation", rotates: []string{"keepers"}, natural: true,
		source: "https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys"}},
	"google_storage_hmac_key": {{kind: "google-hmac-key", title: "Google storage HMAC key", vendor: "google", name: "service_account_email", subject: "service_account_email",
		static: true, alternative: "an attached service account", natural: true, off: "state=INACTIVE", source: "https://cloud.google.com/storage/docs/authentication/hmackeys"}},
	"google_apikeys_key": {{kind: "google-api-key", title: "Google API key", vendor: "google", name: "name", static: true}},

	"azuread_application_password":          {entraSecret("application_id")},
	"azuread_service_principal_password":    {entraSecret("service_principal_id")},
	"azuread_application_certificate":       {entraCertificate("application_id")},
	"azuread_service_principal_certificate": {entraCertificate("service_principal_id")},
	// A shared key of a model's account is valid as long as the account, and is on
	// unless it is switched off.
	"azurerm_cognitive_account": {{kind: "azure-openai-api-key", title: "Key of the Azure OpenAI account", vendor: "azure", name: "name", static: true,
		alternative: "a managed identity with a role on the account", natural: true, only: "kind=OpenAI|AIServices", off: "local_auth_enabled=false",
		source: "https://learn.microsoft.com/azure/ai-services/disable-local-auth"}},
	"azurerm_container_registry": {{kind: "azure-registry-admin", title: "Admin account of the container registry", vendor: "azure", name: "name", static: true,
		alternative: "a managed identity with AcrPull", natural: true, only: "admin_enabled=true",
		source: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication#admin-account"}},
	"data.azurerm_storage_account_sas":                {storageSAS("SAS of the storage account")},
	"data.azurerm_storage_account_blob_container_sas": {storageSAS("SAS of the storage container")},
	// How long the secret of a cluster's service principal lives is said where it is
	// made, not here:
	"azurerm_kubernetes_cluster": {{kind: "entra-client-secret", title: "Entra client secret", vendor: "azure", name: "name", subject: "#self", static: true,
		alternative: "a managed identity of the cluster", made: true,
		needs: []string{"service_principal.client_secret"}, unless: []string{"identity.type"},
		source: "https://learn.microsoft.com/azure/aks/update-credentials"}},

	"vault_token": {{kind: "vault-token", title: "Vault token", vendor: "vault", name: "display_name", mount: true,
		fields: []lifeField{{path: "ttl", unit: second}}, period: lifeField{path: "period", unit: second}, limit: lifeField{path: "explicit_max_ttl", unit: second}}},
	// The life of a token of this role is asked for with the token.
	"vault_token_auth_backend_role": {vaultRole("role_name").longerThan(0)},
	"vault_approle_auth_backend_role": {vaultRole("role_name"), {kind: "vault-secret-id", title: "AppRole SecretID", vendor: "vault", name: "role_name", subject: "#self",
		fields: []lifeField{{path: "secret_id_ttl", unit: second}}, only: "secret_id_num_uses=", off: "bind_secret_id=false"}},
	"vault_kubernetes_auth_backend_role": {vaultRole("role_name")}, "vault_jwt_auth_backend_role": {vaultRole("role_name")},
	"vault_aws_auth_backend_role": {vaultRole("role")}, "vault_azure_auth_backend_role": {vaultRole("role")}, "vault_gcp_auth_backend_role": {vaultRole("role")},
	"vault_cert_auth_backend_role": {vaultRole("name")}, "vault_spiffe_auth_backend_role": {vaultRole("name")}, "vault_saml_auth_backend_role": {vaultRole("name")},
	"vault_alicloud_auth_backend_role": {vaultRole("role")}, "vault_oci_auth_backend_role": {vaultRole("name")}, "vault_cf_auth_backend_role": {vaultRole("name")},
	"vault_database_secret_backend_role":     {leased("database-credential", "dynamic database credential", "name", "default_ttl", "max_ttl")},
	"vault_ldap_secret_backend_dynamic_role": {leased("ldap-credential", "dynamic LDAP account", "role_name", "default_ttl", "max_ttl")},
	"vault_consul_secret_backend_role":       {leased("consul-token", "dynamic Consul token", "name", "ttl", "max_ttl")},
	"vault_azure_secret_backend_role": {{kind: "entra-client-secret", title: "dynamic Azure client secret", vendor: "vault", name: "role",
		fields: []lifeField{{path: "ttl", unit: second}, {path: "max_ttl", unit: second}, {path: "explicit_max_ttl", unit: second}}}},
	"vault_kubernetes_secret_backend_role": {leased("kubernetes-service-account-token", "dynamic Kubernetes token", "name", "token_default_ttl", "token_max_ttl").longerThan(0)},
	"vault_aws_secret_backend_role": {{kind: "aws-role-session", title: "dynamic AWS session", vendor: "vault", name: "name", written: true, off: "credential_type=iam_user",
		fields: []lifeField{{path: "default_sts_ttl", unit: second}, {path: "max_sts_ttl", unit: second}}}},
	"vault_mongodbatlas_secret_role":        {leased("mongodb-atlas-key", "dynamic MongoDB Atlas key", "name", "ttl", "max_ttl").longerThan(0)},
	"vault_terraform_cloud_secret_role":     {leased("terraform-cloud-token", "dynamic Terraform Cloud token", "name", "ttl", "max_ttl").longerThan(0)},
	"vault_gcp_secret_impersonated_account": {leased("google-access-token", "dynamic Google token", "impersonated_account", "ttl").longerThan(0)},
	"vault_identity_oidc_role":              {leased("oidc-token", "OIDC token of the Vault role", "name", "ttl").longerThan(0)},
	"vault_ssh_secret_backend_role":         {leased("ssh-certificate", "SSH certificate of the Vault role", "name", "ttl", "max_ttl").longerThan(0)},
	// Certificates of servers live for months by custom.
	"vault_pki_secret_backend_role": {leased("certificate", "certificate of the Vault role", "name", "ttl", "max_ttl").longerThan(90 * day)},

	"databricks_token": {{kind: "databricks-token", title: "Databricks token", vendor: "databricks", name: "comment", static: true,
		fields: []lifeField{{path: "lifetime_seconds", unit: second}}}},
	"databricks_obo_token": {{kind: "databricks-token", title: "Databricks on-behalf-of token", vendor: "databricks", name: "comment", static: true, alternative: "a federation policy",
		fields: []lifeField{{path: "lifetime_seconds", unit: second}}}},
	"databricks_service_principal_secret": {{kind: "databricks-client-secret", title: "Databricks client secret", vendor: "databricks", subject: "service_principal_id",
		static: true, alternative: "a federation policy", fields: []lifeField{{path: "lifetime", unit: second}}, rotates: []string{"time_rotating"}}},
	"databricks_metastore": {{kind: "delta-sharing-token", title: "Delta Sharing token of the metastore's recipients", vendor: "databricks", name: "name", static: true,
		fields: []lifeField{{path: deltaLife, unit: second}}, endless: []string{deltaLife + "=0"}, only: "delta_sharing_scope=INTERNAL_AND_EXTERNAL"}},

	"grafana_api_key":                           {grafanaToken()},
	"grafana_service_account_token":             {grafanaToken()},
	"grafana_cloud_stack_service_account_token": {grafanaToken()},
	"grafana_cloud_access_policy_token": {{kind: "grafana-token", title: "Grafana Cloud token", vendor: "grafana", name: "name", subject: "access_policy_id", static: true,
		dates: []string{"expires_at"}}},
	// "Once created, they remain valid until rotated or deleted."
	"confluent_api_key": {{kind: "confluent-api-key", title: "Confluent API key", vendor: "confluent", name: "display_name", subject: "owner.id", static: true, natural: true,
		alternative: "an OAuth identity pool", source: "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html"}},
	"snowflake_user_programmatic_access_token": {{kind: "snowflake-token", title: "Snowflake access token", vendor: "snowflake", name: "name", subject: "user", static: true,
		alternative: "workload identity federation of the user", fields: []lifeField{{path: "days_to_expiry", unit: day}}, rotates: []string{"keeper"}}},
	"datadog_application_key":                 {datadogKey("")},
	"datadog_service_account_application_key": {datadogKey("service_account_id")},
	"cloudflare_api_token":                    {cloudflareToken()}, "cloudflare_account_token": {cloudflareToken()},
	"cloudflare_zero_trust_access_service_token": {cloudflareService()}, "cloudflare_access_service_token": {cloudflareService()},

	"gitlab_project_access_token": {gitlabToken("")}, "gitlab_group_access_token": {gitlabToken("")}, "gitlab_personal_access_token": {gitlabToken("user_id")},
	"gitlab_group_service_account_access_token": {gitlabToken("user_id")}, "gitlab_user_impersonation_token": {gitlabToken("user_id")},
	"gitlab_deploy_token": {gitlabDeploy()}, "gitlab_project_deploy_token": {gitlabDeploy()}, "gitlab_group_deploy_token": {gitlabDeploy()},
	"gitlab_deploy_key": {{kind: "gitlab-deploy-key", title: "GitLab deploy key", vendor: "gitlab", name: "title", static: true, dates: []string{"expires_at"}}},
	// "Deploy keys are credentials that don't have an expiry date."
	"github_repository_deploy_key": {{kind: "github-deploy-key", title: "GitHub deploy key", vendor: "github", name: "title", static: true, alternative: "an installation token of a GitHub App",
		natural: true, source: "https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys#deploy-keys"}},

	"consul_acl_token": {{kind: "consul-token", title: "Consul token", vendor: "consul", name: "description", subject: "#self", static: true, alternative: "an auth method of Consul",
		dates: []string{"expiration_time"}}},
	"consul_acl_auth_method": {{kind: "consul-token", title: "Consul token of the auth method", vendor: "consul", name: "name", fields: []lifeField{{path: "max_token_ttl", unit: second}}, written: true}},
	"nomad_acl_token": {{kind: "nomad-token", title: "Nomad token", vendor: "nomad", name: "name", subject: "#self", static: true, alternative: "an auth method of Nomad",
		fields: []lifeField{{path: "expiration_ttl", unit: second}}}},
	"nomad_acl_auth_method": {{kind: "nomad-token", title: "Nomad token of the auth method", vendor: "nomad", name: "name", fields: []lifeField{{path: "max_token_ttl", unit: second}}, written: true}},

	"kubernetes_secret": {kubernetesToken}, "kubernetes_secret_v1": {kubernetesToken},

	// A user with a password and no other way in is authenticated by SCRAM:
	// https://registry.terraform.io/providers/mongodb/mongodbatlas/latest/docs/resources/database_user
	"mongodbatlas_database_user": {{kind: "mongodb-atlas-password", title: "MongoDB Atlas password", vendor: "mongodb", name: "username", subject: "#self", static: true,
		alternative: "AWS IAM or workload identity authentication of Atlas", natural: true,
		needs: []string{"password", "password_wo"}, unless: []string{"aws_iam_type", "x509_type", "oidc_auth_type", "ldap_auth_type"},
		source: "https://www.mongodb.com/docs/atlas/security/aws-iam-authentication/"}},

	"auth0_resource_server": {{kind: "access-token", title: "Auth0 access token", vendor: "auth0", name: "name", written: true, fields: []lifeField{{path: "token_lifetime", unit: second}}}},
	// 30 days is what Auth0 proposes, for people who sign in.
	"auth0_client": {{kind: "oauth-refresh-token", title: "Auth0 refresh token", vendor: "auth0", name: "name", written: true, usual: 30 * day,
		fields:  []lifeField{{path: "refresh_token.token_lifetime", unit: second}},
		endless: []string{"refresh_token.infinite_token_lifetime=true", "refresh_token.expiration_type=non-expiring"}}},
	"okta_auth_server_policy_rule": {
		{kind: "access-token", title: "Okta access token", vendor: "okta", name: "name", written: true, fields: []lifeField{{path: "access_token_lifetime_minutes", unit: minute}}},
		{kind: "oauth-refresh-token", title: "Okta refresh token", vendor: "okta", name: "name", written: true, usual: 30 * day,
			fields: []lifeField{{path: "refresh_token_lifetime_minutes", unit: minute}}},
	},
}
