package terraform

import (
	"bytes"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/nhi"
)

// identityRow is a resource that is a principal.
type identityRow struct {
	kind, platform string
	name           string // the argument that names it
	namespace      string
}

// identityRows follow the providers' resource documentation on
// registry.terraform.io.
var identityRows = map[string]identityRow{
	"aws_iam_role": {"role", "aws", "name", ""}, "awscc_iam_role": {"role", "aws", "role_name", ""},
	"aws_iam_user": {"user", "aws", "name", ""},

	"google_service_account": {"service-account", "google", "account_id", ""},

	"azuread_application": {"client", "azure", "display_name", ""}, "azuread_application_registration": {"client", "azure", "display_name", ""},
	"azuread_service_principal":      {"client", "azure", "display_name", ""},
	"azurerm_user_assigned_identity": {"managed-identity", "azure", "name", ""},

	"kubernetes_service_account":    {"service-account", "kubernetes", "metadata.name", "metadata.namespace"},
	"kubernetes_service_account_v1": {"service-account", "kubernetes", "metadata.name", "metadata.namespace"},

	"vault_approle_auth_backend_role":    {"vault-role", "vault", "role_name", "backend"},
	"vault_kubernetes_auth_backend_role": {"vault-role", "vault", "role_name", "backend"},
	"vault_jwt_auth_backend_role":        {"vault-role", "vault", "role_name", "backend"},
	"vault_aws_auth_backend_role":        {"vault-role", "vault", "role", "backend"},
	"vault_azure_auth_backend_role":      {"vault-role", "vault", "role", "backend"},
	"vault_gcp_auth_backend_role":        {"vault-role", "vault", "role", "backend"},
	"vault_cert_auth_backend_role":       {"vault-role", "vault", "name", "backend"},
	"vault_spiffe_auth_backend_role":     {"vault-role", "vault", "name", "mount"},
	"vault_token_auth_backend_role":      {"vault-role", "vault", "role_name", ""},

	"databricks_service_principal":   {"service-account", "databricks", "display_name", ""},
	"grafana_service_account":        {"service-account", "grafana", "name", ""},
	"confluent_service_account":      {"service-account", "confluent", "display_name", ""},
	"openai_project_service_account": {"service-account", "openai", "name", ""},
	"datadog_service_account":        {"service-account", "datadog", "email", ""},
	"snowflake_service_user":         {"user", "snowflake", "name", ""},
	"gitlab_group_service_account":   {"service-account", "gitlab", "username", ""},
	"gitlab_project_service_account": {"service-account", "gitlab", "username", ""},
	"mongodbatlas_database_user":     {"user", "mongodb", "username", ""},

	"snowflake_legacy_service_user":       {"user", "snowflake", "name", ""},
	"gitlab_instance_service_account":     {"service-account", "gitlab", "username", ""},
	"grafana_cloud_stack_service_account": {"service-account", "grafana", "name", ""},
	"grafana_cloud_access_policy":         {"access-policy", "grafana", "name", ""},
	"okta_app_oauth":                      {"client", "okta", "label", ""},
	"auth0_client":                        {"client", "auth0", "name", ""},
	"confluent_identity_pool":             {"identity-pool", "confluent", "display_name", ""},
	"consul_acl_token":                    {"token", "consul", "description", ""},
	"consul_acl_role":                     {"role", "consul", "name", ""},
	"nomad_acl_token":                     {"token", "nomad", "name", ""},
	"nomad_acl_role":                      {"role", "nomad", "name", ""},
}

// mounts are where Vault mounts an auth method when the role does not say.
var mounts = map[string]string{
	"vault_approle_auth_backend_role": "approle", "vault_kubernetes_auth_backend_role": "kubernetes", "vault_jwt_auth_backend_role": "jwt",
	"vault_aws_auth_backend_role": "aws", "vault_azure_auth_backend_role": "azure", "vault_gcp_auth_backend_role": "gcp",
	"vault_cert_auth_backend_role": "cert", "vault_spiffe_auth_backend_role": "spiffe", "vault_token_auth_backend_role": "token",
}

func (r *reader) identities() {
	r.emitted = map[string]bool{}
	for _, b := range r.resources() {
		if row, ok := identityRows[b.labels[0]]; ok {
			r.within(b, func() { r.identity(b, row) })
		}
	}
}

func (r *reader) identity(b *block, row identityRow) {
	i := &nhi.Identity{Key: r.id(b), Name: r.title(b, row.name), Kind: row.kind, Platform: row.platform, Defined: true,
		At: b.head, Attributes: map[string]string{"address": b.address()}}
	name := r.at(b, row.name)
	switch row.platform {
	case "kubernetes":
		ns := r.at(b, row.namespace)
		i.Namespace = ns.lit()
		if name.known() && (ns.absent() || ns.known()) {
			i.Aliases = []string{r.serviceAccount(ns.lit(), name.text)}
		}
		for _, f := range fieldsOf(r.at(b, "metadata.annotations")) {
			// Workload identity: the account may act as a role or account of a cloud.
			if f.key == "eks.amazonaws.com/role-arn" || f.key == "iam.gke.io/gcp-service-account" || f.key == "azure.workload.identity/client-id" {
				if to := r.principal(f.val, ""); to != "" {
					r.edge(nhi.Reaches, i.Key, to, f.val.span)
				}
			}
		}
	case "aws":
		i.Aliases = r.addresses(b, row)
	case "google":
		i.Attributes[nhi.ProjectAccounts] = r.projectAccounts(b)
		i.Aliases = r.addresses(b, row)
	case "vault":
		if mount := r.vaultMount(b); mount != "" && name.known() {
			i.Aliases = []string{nhi.VaultRoleKey(mount, name.text)}
		}
	case "azure":
		if app := b.labels[0]; app == "azuread_service_principal" {
			// The principal of an application is the application itself.
			for _, to := range append(r.at(b, "client_id").allRefs(), r.at(b, "application_id").allRefs()...) {
				if _, ok := identityRows[to.kind()]; ok {
					i.Aliases = append(i.Aliases, r.key(to.addr))
				}
			}
		}
		i.Aliases = append(i.Aliases, r.addresses(b, row)...)
	}
	if (row.kind == "role" || row.kind == "service-account" || row.kind == "managed-identity") && row.platform != "kubernetes" && b.m != nil && !b.m.uses(strings.Join(b.labels, ".")) &&
		!aws.FoundByName[i.Name] && !bytes.Contains(b.file.Bytes(), []byte("role/"+i.Name)) { // its ARN may be put together of its name
		i.Attributes[nhi.Unused] = "true"
	}
	where := i.Namespace
	if where == "" {
		where = r.accountOf(b).alias
	}
	i.Environment = agents.Environment(b.caller(), where, i.Name)
	r.noteAccount(b, i.Attributes)
	r.facts.Identities = append(r.facts.Identities, i)
}

// addresses are the keys of what a resource or a data source stands for that are
// the same whoever names it: where it is and what it is called there.
func (r *reader) addresses(b *block, row identityRow) []string {
	name := r.at(b, row.name)
	switch {
	case row.platform == "aws":
		if arn := r.awsARN(b, row); arn != "" {
			return []string{nhi.RoleARNKey(arn)}
		}
	case row.platform == "google":
		if p := r.googleProject(b); name.known() && p.known() && p.text != "" {
			return []string{nhi.GoogleAccountKey(name.text + "@" + p.text + ".iam.gserviceaccount.com")}
		}
	case row.kind == "managed-identity":
		id, group := r.accountOf(b).id, r.resourceGroup(b)
		if id != "" && group != "" && name.known() && name.text != "" {
			return []string{nhi.AzureIdentityKey(id, group, name.text)}
		}
	}
	return nil
}

// resourceGroup is the name of the group that a resource of Azure is in, also where
// it is that of a group which the module makes or looks up; empty when unknown.
func (r *reader) resourceGroup(b *block) string {
	v := r.at(b, "resource_group_name")
	if v.known() {
		return v.text
	}
	if refs := v.allRefs(); len(refs) == 1 && refs[0].kind() == "azurerm_resource_group" && refs[0].attr == "name" {
		if group := r.objects[refs[0].addr]; group != nil {
			return r.at(group, "name").lit()
		}
	}
	return ""
}

// azureIdentity is the key of a managed identity by its id of Azure's Resource
// Manager: /subscriptions/S/resourceGroups/G/providers/Microsoft.ManagedIdentity/userAssignedIdentities/NAME.
func azureIdentity(id string) (key, name string, ok bool) {
	parts := strings.Split(id, "/")
	if len(parts) != 9 || parts[0] != "" || !strings.EqualFold(parts[1], "subscriptions") || !strings.EqualFold(parts[3], "resourceGroups") ||
		!strings.EqualFold(parts[7], "userAssignedIdentities") || parts[8] == "" {
		return "", "", false
	}
	return nhi.AzureIdentityKey(parts[2], parts[4], parts[8]), parts[8], true
}

func fieldsOf(v *value) []member {
	if v == nil {
		return nil
	}
	return v.fields
}

// vaultMount is the mount of a role; empty when it is not known.
func (r *reader) vaultMount(b *block) string {
	v := r.at(b, "backend")
	if v.absent() {
		v = r.at(b, "mount")
	}
	switch {
	case v.absent():
		return mounts[b.labels[0]]
	case v.known():
		return strings.Trim(v.text, "/")
	}
	// vault_auth_backend.x.path is its type when it says no path.
	for _, to := range v.refs {
		if a := r.objects[to.addr]; a != nil && to.kind() == "vault_auth_backend" && r.at(a, "path").absent() {
			return r.at(a, "type").lit()
		}
	}
	return ""
}

// serviceAccount is the key of an account of the cluster that this directory
// configures; accounts are in "default" when nothing else is said.
func (r *reader) serviceAccount(namespace, name string) string {
	if namespace == "" {
		namespace = "default"
	}
	return nhi.ServiceAccountKey(r.dir, namespace, name)
}

// principal is the key of the identity that a value names: a resource of the
// module, an ARN, an e-mail, or the variable or output that brings it. Identities
// that are only mentioned are made. namespace is for names of accounts of a
// cluster; empty otherwise.
func (r *reader) principal(v *value, namespace string) string {
	if v.absent() {
		return ""
	}
	if v.either && r.several(v) {
		return "" // one of them, and nobody can tell which
	}
	var other ref
	for _, to := range v.allRefs() {
		if _, ok := identityRows[to.kind()]; ok {
			// What the module only looks up is mentioned as much as what it does not have.
			if o, row := r.objects[to.addr], identityRows[to.kind()]; o == nil {
				r.mention(r.key(to.addr), to.addr, row.kind, row.platform, v.span)
			} else if o.typ == "data" {
				r.mention(r.key(to.addr), r.title(o, row.name), row.kind, row.platform, v.span, r.addresses(o, row)...)
			}
			return r.key(to.addr)
		}
		if to.kind() == "aws_iam_instance_profile" {
			if role := r.principal(r.at(r.objects[to.addr], "role"), ""); role != "" {
				return role
			}
		}
		if b := r.objects[to.addr]; b != nil && strings.Contains(to.attr, "principal_id") {
			return r.systemAssigned(b)
		}
		if k := to.kind(); other.addr == "" && (k == "var" || k == "module") {
			other = to
		}
	}
	if v.known() {
		switch t := v.text; {
		case strings.HasPrefix(t, "arn:") && (strings.Contains(t, ":role/") || strings.Contains(t, ":user/")):
			key := nhi.RoleARNKey(t)
			kind := "role"
			if strings.Contains(t, ":user/") {
				kind = "user"
			}
			r.mention(key, t[strings.LastIndexByte(t, '/')+1:], kind, "aws", v.span)
			return key
		case strings.Contains(t, "@") && strings.HasSuffix(t, ".gserviceaccount.com"):
			t = strings.TrimPrefix(t, "serviceAccount:")
			key := nhi.GoogleAccountKey(t)
			r.mention(key, t, "service-account", "google", v.span)
			return key
		case strings.HasPrefix(t, "/subscriptions/"):
			if key, name, ok := azureIdentity(t); ok {
				r.mention(key, name, "managed-identity", "azure", v.span)
				return key
			}
			return ""
		case namespace != "" && t != "":
			key := r.serviceAccount(namespace, t)
			r.mention(key, t, "service-account", "kubernetes", v.span)
			return key
		}
		return ""
	}
	if other.addr == "" || v.kind == scalar && len(v.refs) > 1 {
		return ""
	}
	// Who uses the same variable without a default, or the same output, acts as the
	// same identity, whatever it will be.
	addr := other.addr
	if other.kind() == "module" {
		if other.attr == "" {
			return ""
		}
		addr += "." + other.attr
	}
	key := r.key(addr)
	r.mention(key, addr, "identity", "terraform", v.span)
	return key
}

// several says whether a value refers to more than one identity.
func (r *reader) several(v *value) bool {
	first := ""
	for _, to := range v.allRefs() {
		if _, ok := identityRows[to.kind()]; ok {
			if first != "" && first != to.addr {
				return true
			}
			first = to.addr
		}
	}
	return false
}

func (r *reader) mention(key, name, kind, platform string, at nhi.Span, aliases ...string) {
	if r.emitted[key] || !at.Valid() {
		return
	}
	r.emitted[key] = true
	i := &nhi.Identity{Key: key, Name: name, Kind: kind, Platform: platform, At: at, Aliases: aliases}
	if _, ns, _, ok := nhi.ServiceAccountName(key); ok {
		i.Namespace, i.Attributes = ns, map[string]string{nhi.Elsewhere: "true"}
	}
	r.facts.Identities = append(r.facts.Identities, i)
}

// systemAssigned is the identity that the platform makes for one resource.
func (r *reader) systemAssigned(b *block) string {
	key := r.key(b.address() + "#identity")
	at := b.head
	if inner := r.nested(b, "identity"); len(inner) > 0 {
		at = inner[0].head
	}
	if !r.emitted[key] {
		r.emitted[key] = true
		r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: r.title(b, "name"), Kind: "managed-identity", Platform: "azure",
			Defined: true, At: at, Attributes: map[string]string{"address": b.address()}})
	}
	return key
}
