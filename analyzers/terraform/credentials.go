package terraform

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// never is a life without end, in the tables.
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
	// dates are arguments with the end as a date.
	dates []string
	// period makes the token renewable without end, unless limit is set.
	period, limit lifeField
	// rotates are arguments that replace it: keepers with a time_rotating.
	rotates []string
	// absent is the life in seconds when nothing of the above is written, forever,
	// or 0 for unknown; natural where there is nothing to write. source says so.
	absent  int64
	natural bool
	source  string
	// mount says that Vault's mount may be tuned to another default.
	mount bool
	// only and off are "argument=value": the row is for these, not for those.
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
	vaultTTL   = 768 * hour // https://developer.hashicorp.com/vault/docs/configuration#default_lease_ttl
)

func vaultRole(name string) credentialRow {
	return credentialRow{kind: "vault-token", title: "Token of the Vault role", vendor: "vault", name: name, subject: "#self",
		// The last two are how versions of the provider before 3.0 spell them.
		fields: []lifeField{{path: "token_ttl", unit: second}, {path: "token_max_ttl", unit: second}, {path: "ttl", unit: second}, {path: "max_ttl", unit: second}},
		period: lifeField{path: "token_period", unit: second}, limit: lifeField{path: "token_explicit_max_ttl", unit: second},
		absent: vaultTTL, mount: true, source: "https://developer.hashicorp.com/vault/docs/concepts/tokens#token-time-to-live-periodic-tokens-and-explicit-max-ttls"}
}

// credentialRows follow the providers' documentation; a default without a source
// there is unknown.
var credentialRows = map[string][]credentialRow{
	"aws_iam_access_key": {{kind: "aws-access-key", title: "AWS access key", vendor: "aws", name: "user", subject: "user", static: true, alternative: awsRole,
		absent: forever, natural: true, off: "status=Inactive", source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"}},
	"aws_iam_user_login_profile": {{kind: "aws-login-profile", title: "AWS console password", vendor: "aws", name: "user", subject: "user", static: true}},
	"aws_iam_service_specific_credential": {{kind: "bedrock-api-key", title: "Bedrock API key", vendor: "aws", name: "user_name", subject: "user_name", static: true, alternative: awsRole,
		fields: []lifeField{{path: "credential_age_days", unit: day}}, absent: forever, only: "service_name=bedrock.amazonaws.com", off: "status=Inactive",
		source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html"}},
	"aws_iam_role": {{kind: "aws-role-session", title: "role session", vendor: "aws", name: "name", subject: "#self",
		fields: []lifeField{{path: "max_session_duration", unit: second}}, written: true}},
	"aws_cognito_user_pool_client": {
		{kind: "oauth-refresh-token", title: "Cognito refresh token", vendor: "aws", name: "name", written: true,
			usual:  30 * day, // what the console proposes, for people who sign in
			fields: []lifeField{{path: "refresh_token_validity", unit: day, unitAt: "token_validity_units.refresh_token"}}},
	},
	"google_service_account_key": {{kind: "google-service-account-key", title: "Google service account key", vendor: "google", subject: "service_account_id",
		static: true, alternative: "an attached service account or workload identity federation", rotates: []string{"keepers"}, absent: forever, natural: true,
		source: "https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys"}},
	"google_apikeys_key": {{kind: "google-api-key", title: "Google API key", vendor: "google", name: "name", static: true}},

	"azuread_application_password": {{kind: "entra-client-secret", title: "Entra client secret", vendor: "azure", name: "display_name", subject: "application_id", static: true, alternative: federation,
		fields: []lifeField{{path: "end_date_relative", unit: hour}}, dates: []string{"end_date"}, rotates: []string{"rotate_when_changed"}, absent: 2 * 365 * day,
		source: "https://learn.microsoft.com/graph/api/application-addpassword"}},
	"azuread_service_principal_password": {{kind: "entra-client-secret", title: "Entra client secret", vendor: "azure", name: "display_name", subject: "service_principal_id", static: true, alternative: federation,
		fields: []lifeField{{path: "end_date_relative", unit: hour}}, dates: []string{"end_date"}, rotates: []string{"rotate_when_changed"}, absent: 2 * 365 * day,
		source: "https://learn.microsoft.com/graph/api/serviceprincipal-addpassword"}},
	"azuread_application_certificate": {{kind: "entra-certificate", title: "Entra application certificate", vendor: "azure", name: "application_id", subject: "application_id",
		fields: []lifeField{{path: "end_date_relative", unit: hour}}, dates: []string{"end_date"}, written: true}},

	"vault_token": {{kind: "vault-token", title: "Vault token", vendor: "vault", name: "display_name",
		fields: []lifeField{{path: "ttl", unit: second}}, period: lifeField{path: "period", unit: second}, limit: lifeField{path: "explicit_max_ttl", unit: second},
		absent: vaultTTL, mount: true, source: "https://developer.hashicorp.com/vault/docs/concepts/tokens#the-general-case"}},
	"vault_approle_auth_backend_role": {vaultRole("role_name"), {kind: "vault-secret-id", title: "AppRole SecretID", vendor: "vault", name: "role_name", subject: "#self",
		fields: []lifeField{{path: "secret_id_ttl", unit: second}}, absent: forever, only: "secret_id_num_uses=", off: "bind_secret_id=false",
		// "A value of zero will allow the SecretID to not expire", and zero is the default.
		source: "https://developer.hashicorp.com/vault/api-docs/auth/approle#secret_id_ttl"}},
	"vault_kubernetes_auth_backend_role": {vaultRole("role_name")}, "vault_jwt_auth_backend_role": {vaultRole("role_name")},
	"vault_aws_auth_backend_role": {vaultRole("role")}, "vault_azure_auth_backend_role": {vaultRole("role")}, "vault_gcp_auth_backend_role": {vaultRole("role")},
	"vault_cert_auth_backend_role": {vaultRole("name")}, "vault_spiffe_auth_backend_role": {vaultRole("name")},
	"vault_database_secret_backend_role": {{kind: "database-credential", title: "dynamic database credential", vendor: "vault", name: "name",
		fields: []lifeField{{path: "default_ttl", unit: second}, {path: "max_ttl", unit: second}}, absent: vaultTTL, mount: true,
		source: "https://developer.hashicorp.com/vault/api-docs/secret/databases#default_ttl"}},
	"vault_aws_secret_backend_role": {{kind: "aws-role-session", title: "dynamic AWS session", vendor: "vault", name: "name", written: true, off: "credential_type=iam_user",
		fields: []lifeField{{path: "default_sts_ttl", unit: second}, {path: "max_sts_ttl", unit: second}}}},
	"vault_azure_secret_backend_role": {{kind: "entra-client-secret", title: "dynamic Azure client secret", vendor: "vault", name: "role",
		fields: []lifeField{{path: "ttl", unit: second}, {path: "max_ttl", unit: second}, {path: "explicit_max_ttl", unit: second}}, absent: 10 * 365 * day,
		source: "https://developer.hashicorp.com/vault/api-docs/secret/azure#explicit_max_ttl"}},
	"vault_kubernetes_secret_backend_role": {{kind: "kubernetes-service-account-token", title: "dynamic Kubernetes token", vendor: "vault", name: "name", written: true,
		fields: []lifeField{{path: "token_default_ttl", unit: second}, {path: "token_max_ttl", unit: second}}}},

	"databricks_token": {{kind: "databricks-token", title: "Databricks token", vendor: "databricks", name: "comment", static: true,
		fields: []lifeField{{path: "lifetime_seconds", unit: second}}}},
	"databricks_obo_token": {{kind: "databricks-token", title: "Databricks on-behalf-of token", vendor: "databricks", name: "comment", static: true, alternative: "a federation policy",
		fields: []lifeField{{path: "lifetime_seconds", unit: second}}, absent: forever, source: "https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/obo_token"}},
	"databricks_service_principal_secret": {{kind: "databricks-client-secret", title: "Databricks client secret", vendor: "databricks", subject: "service_principal_id",
		static: true, alternative: "a federation policy", fields: []lifeField{{path: "lifetime", unit: second}}, absent: 730 * day,
		source: "https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/service_principal_secret"}},
	"grafana_service_account_token": {{kind: "grafana-token", title: "Grafana token", vendor: "grafana", name: "name", subject: "service_account_id", static: true,
		fields: []lifeField{{path: "seconds_to_live", unit: second}}, absent: forever,
		source: "https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/service_account_token"}},
	"confluent_api_key": {{kind: "confluent-api-key", title: "Confluent API key", vendor: "confluent", name: "display_name", subject: "owner.id", static: true,
		dates: []string{"expires_at"}, absent: forever, source: "https://registry.terraform.io/providers/confluentinc/confluent/latest/docs/resources/confluent_api_key"}},
	"gitlab_project_access_token": {gitlabToken}, "gitlab_group_access_token": {gitlabToken}, "gitlab_personal_access_token": {gitlabToken}, "gitlab_deploy_token": {gitlabToken},
	"snowflake_user_programmatic_access_token": {{kind: "snowflake-token", title: "Snowflake access token", vendor: "snowflake", name: "name", subject: "user", static: true,
		fields: []lifeField{{path: "days_to_expiry", unit: day}}}},
	"datadog_application_key": {{kind: "datadog-application-key", title: "Datadog application key", vendor: "datadog", name: "name", static: true}},
	"kubernetes_secret":       {kubernetesToken}, "kubernetes_secret_v1": {kubernetesToken},

	// A user with a password and no other way in is authenticated by SCRAM:
	// https://registry.terraform.io/providers/mongodb/mongodbatlas/latest/docs/resources/database_user
	"mongodbatlas_database_user": {{kind: "mongodb-atlas-password", title: "MongoDB Atlas password", vendor: "mongodb", name: "username", subject: "#self", static: true,
		alternative: "AWS IAM or workload identity authentication of Atlas", absent: forever, natural: true,
		needs: []string{"password", "password_wo"}, unless: []string{"aws_iam_type", "x509_type", "oidc_auth_type", "ldap_auth_type"},
		source: "https://www.mongodb.com/docs/atlas/security/aws-iam-authentication/"}},
	// How long the secret of a cluster's service principal lives is said where it is
	// made, not here:
	"azurerm_kubernetes_cluster": {{kind: "entra-client-secret", title: "Entra client secret", vendor: "azure", name: "name", subject: "#self", static: true,
		alternative: "a managed identity of the cluster", made: true,
		needs: []string{"service_principal.client_secret"}, unless: []string{"identity.type"},
		source: "https://learn.microsoft.com/azure/aks/update-credentials"}},

	"auth0_resource_server": {{kind: "access-token", title: "Auth0 access token", vendor: "auth0", name: "name", written: true, fields: []lifeField{{path: "token_lifetime", unit: second}}}},
	"okta_auth_server_policy_rule": {
		{kind: "access-token", title: "Okta access token", vendor: "okta", name: "name", written: true, fields: []lifeField{{path: "access_token_lifetime_minutes", unit: minute}}},
	},
}

var gitlabToken = credentialRow{kind: "gitlab-token", title: "GitLab access token", vendor: "gitlab", name: "name", static: true, dates: []string{"expires_at"}}

var kubernetesToken = credentialRow{kind: "kubernetes-service-account-token", title: "Kubernetes service account token", vendor: "kubernetes", name: "metadata.name",
	subject: "metadata.annotations", static: true, alternative: "a projected token with an expiry", absent: forever, natural: true, only: "type=kubernetes.io/service-account-token",
	source: "https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets"}

func (r *reader) credentials() {
	r.providerKeys()
	roles := map[*nhi.Credential]*block{}
	for _, b := range r.resources() {
		if never(b) {
			continue
		}
		for i, row := range credentialRows[b.labels[0]] {
			for _, c := range r.made(b, row) {
				if i > 0 && row.subject != "#self" {
					c.Key += "/" + row.kind
				}
				r.facts.Credentials = append(r.facts.Credentials, c)
				if row.vendor == "vault" && row.subject == "#self" {
					roles[c] = b
				}
			}
		}
	}
	r.tellApart(roles)
}

// made are the credentials of a resource: one for all instances of for_each, or
// where they differ in their lives, one for each life.
func (r *reader) made(b *block, row credentialRow) []*nhi.Credential {
	var out []*nhi.Credential
	names := map[*nhi.Credential][]string{}
	for _, i := range r.instances(b) {
		c := r.credential(i, row)
		if c == nil {
			continue
		}
		n := slices.IndexFunc(out, func(o *nhi.Credential) bool { return o.Lifetime == c.Lifetime })
		if n < 0 {
			if n = len(out); n > 0 {
				c.Key += "[" + itoa(n) + "]"
			}
			out = append(out, c)
		}
		if out[n].Subject != c.Subject {
			out[n].Subject = "" // of several
		}
		names[out[n]] = append(names[out[n]], c.Name)
	}
	for _, c := range out {
		c.Name = listed(names[c])
	}
	return out
}

// tellApart puts the mount before the names of Vault roles that are the same on
// several mounts.
func (r *reader) tellApart(roles map[*nhi.Credential]*block) {
	type named struct{ kind, name string }
	mounts := map[named]map[string]bool{}
	for c, b := range roles {
		n := named{c.Kind, c.Name}
		if mounts[n] == nil {
			mounts[n] = map[string]bool{}
		}
		mounts[n][r.mountName(b)] = true
	}
	for c, b := range roles {
		if m := r.mountName(b); m != "" && len(mounts[named{c.Kind, c.Name}]) > 1 {
			c.Name = m + "/" + c.Name
		}
	}
}

// mountName is what a role's mount is called: its path, or the label of the
// resource that makes it.
func (r *reader) mountName(b *block) string {
	if m := r.vaultMount(b); m != "" {
		return m
	}
	for _, p := range []string{"backend", "mount"} {
		for _, to := range r.at(b, p).allRefs() {
			return to.addr[strings.LastIndexByte(to.addr, '.')+1:]
		}
	}
	return ""
}

// holdsFor says whether "argument=value" is true of a block. An unknown value
// does not. "argument=" means absent or zero.
func (r *reader) holdsFor(b *block, condition string) bool {
	name, want, _ := strings.Cut(condition, "=")
	v := r.at(b, name)
	if want == "" {
		return v.absent() || v.known() && (v.text == "" || v.text == "0")
	}
	return v.known() && v.text == want
}

// mayHold is holdsFor, and true of a value that is not known.
func (r *reader) mayHold(b *block, condition string) bool {
	name, _, _ := strings.Cut(condition, "=")
	v := r.at(b, name)
	return r.holdsFor(b, condition) || !v.absent() && !v.known()
}

// has says whether one of some arguments is written, or may be.
func (r *reader) has(b *block, arguments []string) bool {
	for _, a := range arguments {
		if v := r.at(b, a); !v.absent() && !(v.known() && (v.text == "" || v.text == "NONE")) {
			return true
		}
	}
	return false
}

// makes says whether the module makes the value of one of some arguments.
func (r *reader) makes(b *block, arguments []string) bool {
	for _, a := range arguments {
		for _, to := range r.at(b, a).allRefs() {
			if credentialRows[to.kind()] != nil {
				return true
			}
		}
	}
	return false
}

func (r *reader) credential(b *block, row credentialRow) *nhi.Credential {
	if len(row.needs) > 0 && !r.has(b, row.needs) || r.has(b, row.unless) || len(row.unless) > 0 && b.partial || row.made && r.makes(b, row.needs) {
		return nil
	}
	var ids []*block
	if row.kind == "vault-secret-id" {
		ids = r.secretIDs(b)
		// Each may state its own life when it is made.
		limited := slices.ContainsFunc(ids, func(id *block) bool { return r.has(id, []string{"ttl", "num_uses"}) })
		if limited && r.at(b, "secret_id_ttl").absent() {
			return nil
		}
	}
	if row.only != "" && !r.holdsFor(b, row.only) || row.off != "" && r.mayHold(b, row.off) {
		return nil
	}
	c := &nhi.Credential{Key: r.key(b.address()), Kind: row.kind, Title: row.title, Vendor: row.vendor, Name: r.title(b, row.name), Origin: nhi.FromIssuer,
		Static: row.static, Alternative: row.alternative, Confidence: nhi.Certain, At: b.head, Attributes: map[string]string{"address": b.address()}}
	if row.static {
		c.Store = "state"
	}
	// The identity of the same address has its own key.
	if row.subject == "#self" {
		c.Key = nhi.TerraformKey(r.dir, b.address()+"#"+row.kind)
		c.Subject = r.key(b.address())
	} else if row.subject != "" {
		v := r.at(b, row.subject)
		if row.subject == "metadata.annotations" {
			v = v.get("kubernetes.io/service-account.name")
			c.Subject = r.principal(v, orDefault(r.at(b, "metadata.namespace").lit()))
		} else {
			c.Subject = r.principal(v, "")
		}
	}
	if v := r.at(b, row.name); len(row.needs) > 0 && !v.absent() && !v.known() && v.kind == scalar {
		c.Name = v.display() // the resource is what people know it by, holes and all
	}
	for _, p := range row.needs {
		if v, a := r.find(b, p); a != nil && !v.absent() {
			c.At, c.Related = a.key, []nhi.Step{{At: b.head, Note: b.address()}}
			break
		}
	}
	var at *attr
	c.Lifetime, at = r.lifetime(b, row)
	if row.written && (c.Lifetime.Basis != nhi.Written || c.Lifetime.Seconds > 0 && c.Lifetime.Seconds <= row.usual) {
		return nil
	}
	if at != nil && c.Lifetime.Known {
		c.At = at.span
		c.Related = append(c.Related, nhi.Step{At: b.head, Note: b.address()})
		c.Related = append(c.Related, r.eval(at, b.scope).from...)
	}
	for _, id := range ids {
		c.Related = append(c.Related, nhi.Step{At: id.head, Note: "a SecretID of it is made here"})
	}
	for _, p := range row.rotates {
		if v := r.at(b, p); !v.absent() {
			c.Rotated = nhi.Bool(true)
			if s, ok := r.rotation(v); ok && c.Lifetime.Basis != nhi.Written {
				c.Lifetime = nhi.Lifetime{Known: true, Seconds: s, Basis: nhi.Written, Field: p}
			} else if !ok && c.Lifetime.Basis != nhi.Written {
				c.Lifetime = nhi.Lifetime{}
			}
		}
	}
	return c
}

func orDefault(namespace string) string {
	if namespace == "" {
		return "default"
	}
	return namespace
}
