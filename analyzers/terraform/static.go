package terraform

import (
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// keyless is the way that a platform has to prove its workloads without a
// secret, by the platform's name in the tables; vendor is creds' name for it.
var keyless = map[string]struct{ vendor, way string }{
	"aws":   {"AWS", "the role that it runs as"},
	"azure": {"Azure", "its managed identity"},
}

// attached says whether a workload is given an identity of its platform.
func (r *reader) attached(b *block, row workloadRow) bool {
	for _, p := range row.runsAs {
		if v := r.at(b, p); !v.absent() && !(v.known() && v.text == "") && !(v.kind == list && len(v.items) == 0) {
			return true
		}
	}
	return row.platform == "azure" && strings.Contains(r.at(b, "identity.type").lit(), "SystemAssigned")
}

// shadow marks a credential that the SDK takes before the identity of the same
// workload.
func shadow(c *nhi.Credential, platform, name string) {
	vendor, source, ok := creds.StaticEnv(name)
	if name == "ARM_CLIENT_SECRET" {
		// https://github.com/hashicorp/go-azure-sdk/blob/main/sdk/auth/auth.go (NewAuthorizerFromCredentials)
		vendor, source, ok = "Azure", "Terraform's azurerm provider: a client secret is used before a managed identity", true
	}
	if k := keyless[platform]; ok && k.vendor == vendor {
		c.Shadows, c.ShadowSource = k.way, source
	}
}

var (
	// The ids of keys that do not expire begin with AKIA:
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
	awsKeyID     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^AKIA[A-Z0-9]{16}$`) })
	awsKeySecret = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9/+]{40}$`) })
)

// providerKeys reports an AWS provider that is configured with a key pair. A pair
// that is a credential by itself is reported where it is written; one that talks
// to a mock is none.
func (r *reader) providerKeys() {
	for _, b := range r.providers {
		if b.labels[0] != "aws" || len(r.nested(b, "endpoints")) > 0 || !r.at(b, "skip_credentials_validation").absent() {
			continue
		}
		id, secret := r.at(b, "access_key"), r.at(b, "secret_key")
		if !awsKeyID().MatchString(id.lit()) || !awsKeySecret().MatchString(secret.lit()) || !r.at(b, "token").absent() ||
			creds.Judge("secret_key", secret.text, secret.origin()) != nil {
			continue
		}
		name := r.at(b, "alias").lit()
		if name == "" {
			name = "provider aws"
		}
		r.facts.Credentials = append(r.facts.Credentials, &nhi.Credential{Key: r.key("provider.aws." + name), Kind: "aws-access-key", Title: "AWS access key", Vendor: "aws",
			Name: name, Origin: nhi.FromIssuer, Store: "file", Static: true, Alternative: "a profile or an assumed role", Confidence: nhi.Certain, At: id.span,
			Lifetime:   nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural, Source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"},
			Attributes: map[string]string{"address": "provider.aws"}, Related: append([]nhi.Step{{At: b.head, Note: "the provider"}}, id.from...)})
	}
}

// secretIDs are the resources that make SecretIDs of an AppRole.
func (r *reader) secretIDs(role *block) []*block {
	name := r.at(role, "role_name").lit()
	var out []*block
	for _, b := range r.resources("vault_approle_auth_backend_role_secret_id") {
		of := r.at(b, "role_name")
		if name != "" && of.known() && of.text != name {
			continue
		}
		same := name != "" && of.lit() == name && r.vaultMount(b) == r.vaultMount(role)
		for _, to := range append(of.allRefs(), r.at(b, "depends_on").allRefs()...) {
			same = same || to.addr == role.address()
		}
		if same {
			out = append(out, b)
		}
	}
	return out
}

// mountedTokens reports the token Secrets that a pod mounts: the provider's
// default_secret_name is the Secret that a cluster made for the account, and its
// token has no end. From Kubernetes 1.24 on there is none:
// https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/service_account
func (r *reader) mountedTokens(a *nhi.Agent, b *block, row workloadRow) {
	var names []*value
	for _, p := range row.runsAs {
		names = append(names, r.all(b, strings.TrimSuffix(p, "service_account_name")+"volume.secret.secret_name")...)
	}
	for _, v := range names {
		for _, to := range v.allRefs() {
			if to.attr != "default_secret_name" || !strings.HasPrefix(to.kind(), "kubernetes_service_account") {
				continue
			}
			key := r.key(to.addr + "#default_secret_name")
			r.facts.Credentials = append(r.facts.Credentials, &nhi.Credential{Key: key, Kind: kubernetesToken.kind, Title: kubernetesToken.title, Vendor: kubernetesToken.vendor,
				Name: to.addr, Origin: nhi.FromIssuer, Store: "file", Static: true, Alternative: kubernetesToken.alternative, Subject: r.key(to.addr), Confidence: nhi.Certain,
				Lifetime: nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural, Source: kubernetesToken.source}, Environment: a.Environment,
				Attributes: map[string]string{"address": to.addr}, At: v.span, Related: []nhi.Step{{At: b.head, Note: b.label()}}})
			r.edge(nhi.Holds, a.Key, key, v.span)
			break
		}
	}
}
