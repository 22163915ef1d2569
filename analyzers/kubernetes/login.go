package kubernetes

import (
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// staticRef is where an operator's object names the Secret with a credential that
// stays the same: what it logs in with, to a store or a vendor.
type staticRef struct {
	kinds []string
	path  []string
	// name is the key of the Secret's name under the path, and entry that of its
	// entry; with entry empty, env says the entry that the operator reads.
	name, entry string
	fixed       string // the entry, where the API fixes it
	env         string // the variable that says what it is; empty for the id of an AppRole
}

var (
	stores  = []string{externalGroup + "/SecretStore", externalGroup + "/ClusterSecretStore"}
	issuers = []string{certGroup + "/Issuer", certGroup + "/ClusterIssuer"}
	auths   = []string{vaultGroup + "/VaultAuth"}
)

// staticRefs: external-secrets.io/latest/api/spec (providers),
// developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference (VaultAuth),
// cert-manager.io/docs/reference/api-docs (issuers).
var staticRefs = []staticRef{
	{kinds: stores, path: []string{"spec", "provider", "aws", "auth", "secretRef", "secretAccessKeySecretRef"}, env: "AWS_SECRET_ACCESS_KEY"},
	{kinds: stores, path: []string{"spec", "provider", "vault", "auth", "tokenSecretRef"}, env: "VAULT_TOKEN"},
	{kinds: stores, path: []string{"spec", "provider", "vault", "auth", "appRole", "secretRef"}},
	{kinds: stores, path: []string{"spec", "provider", "vault", "auth", "userPass", "secretRef"}, env: "VAULT_PASSWORD"},
	{kinds: stores, path: []string{"spec", "provider", "gcpsm", "auth", "secretRef", "secretAccessKeySecretRef"}, env: "GCP_SERVICE_ACCOUNT_KEY"},
	{kinds: stores, path: []string{"spec", "provider", "azurekv", "authSecretRef", "clientSecret"}, env: "AZURE_CLIENT_SECRET"},
	{kinds: stores, path: []string{"spec", "provider", "doppler", "auth", "secretRef", "dopplerToken"}, env: "DOPPLER_TOKEN"},
	{kinds: stores, path: []string{"spec", "provider", "onepassword", "auth", "secretRef", "connectTokenSecretRef"}, env: "OP_CONNECT_TOKEN"},
	{kinds: stores, path: []string{"spec", "provider", "gitlab", "auth", "SecretRef", "accessToken"}, env: "GITLAB_TOKEN"},
	{kinds: stores, path: []string{"spec", "provider", "kubernetes", "auth", "token", "bearerToken"}, env: "KUBERNETES_TOKEN"},
	{kinds: auths, path: []string{"spec", "appRole"}, name: "secretRef", fixed: "id"},
	{kinds: auths, path: []string{"spec", "aws"}, name: "secretRef", fixed: "secret_access_key", env: "AWS_SECRET_ACCESS_KEY"},
	{kinds: issuers, path: []string{"spec", "vault", "auth", "tokenSecretRef"}, env: "VAULT_TOKEN"},
	{kinds: issuers, path: []string{"spec", "vault", "auth", "appRole", "secretRef"}},
	{kinds: issuers, path: []string{"spec", "acme", "solvers", "*", "dns01", "route53", "secretAccessKeySecretRef"}, env: "AWS_SECRET_ACCESS_KEY"},
	{kinds: issuers, path: []string{"spec", "acme", "solvers", "*", "dns01", "cloudDNS", "serviceAccountSecretRef"}, env: "GCP_SERVICE_ACCOUNT_KEY"},
	{kinds: issuers, path: []string{"spec", "acme", "solvers", "*", "dns01", "azureDNS", "clientSecretSecretRef"}, env: "AZURE_CLIENT_SECRET"},
	{kinds: issuers, path: []string{"spec", "acme", "solvers", "*", "dns01", "cloudflare", "apiTokenSecretRef"}, env: "CLOUDFLARE_API_TOKEN"},
	{kinds: issuers, path: []string{"spec", "acme", "solvers", "*", "dns01", "cloudflare", "apiKeySecretRef"}, env: "CLOUDFLARE_API_KEY"},
	{kinds: issuers, path: []string{"spec", "acme", "solvers", "*", "dns01", "digitalocean", "tokenSecretRef"}, env: "DIGITALOCEAN_TOKEN"},
	{kinds: []string{kagentGroup + "/ModelProviderConfig"}, path: []string{"spec", "secretRef"}, env: "LLM_API_KEY"},
	{kinds: []string{kagentGroup + "/Memory"}, path: []string{"spec"}, name: "apiKeySecretRef", entry: "apiKeySecretKey", env: "PINECONE_API_KEY"},
}

var staticRefsByKind = func() map[string][]staticRef {
	m := map[string][]staticRef{}
	for _, row := range staticRefs {
		for _, kind := range row.kinds {
			m[kind] = append(m[kind], row)
		}
	}
	return m
}()

// clusterIssuers is the namespace of the Secrets that ClusterIssuers name: that of
// cert-manager (its --cluster-resource-namespace).
const clusterIssuers = "cert-manager"

// all are the nodes at a path, in which "*" stands for every item of a list.
func all(n *tree.Node, path []string) []*tree.Node {
	for i, key := range path {
		if key != "*" {
			n = n.Get(key)
			continue
		}
		var out []*tree.Node
		for _, item := range n.Each() {
			out = append(out, all(item, path[i+1:])...)
		}
		return out
	}
	return n.Each()
}

// staticLogins reports the credentials with which an operator logs in.
func (r *reader) staticLogins(o *kube.Object) {
	for _, row := range staticRefsByKind[o.Group+"/"+o.Kind] {
		for _, n := range all(o.Node, row.path) {
			nameKey, entryKey := row.name, row.entry
			if nameKey == "" {
				nameKey = "name"
			}
			if entryKey == "" {
				entryKey = "key"
			}
			name, entry := n.Get(nameKey), n.Get(entryKey).Str()
			if row.fixed != "" {
				entry = row.fixed
			}
			c := creds.Describe(row.env)
			if row.env == "" {
				c = &nhi.Credential{Kind: "vault-secret-id", Title: "AppRole secret id", Vendor: "Vault", Static: true, Confidence: nhi.Certain}
			}
			if !scalar(name) || templated(name.Text) || c == nil {
				continue
			}
			space := o.Space()
			if o.Kind == "ClusterIssuer" {
				space = clusterIssuers
			}
			if ns := n.Get("namespace"); scalar(ns) && !templated(ns.Text) {
				space = ns.Text
			}
			c.Key, c.Name, c.Origin, c.Store, c.At = nhi.SecretKey(r.scope, space, name.Text, entry), o.Name, nhi.FromStore, inManifest, name.Span
			c.Environment = r.environment(o)
			r.facts.Credentials = append(r.facts.Credentials, c)
		}
	}
}

// vaultLogin is where an object ties an account to a role of Vault, whose policies
// the account has then.
type vaultLogin struct {
	kinds                []string
	path                 []string
	account, role, mount []string // under the path
	mountAt              []string // of the object, where the mount is not under the path
	otherwise            string   // the mount when none is said
}

var vaultLogins = []vaultLogin{
	{kinds: auths, path: []string{"spec", "kubernetes"}, account: []string{"serviceAccount"}, role: []string{"role"}, mountAt: []string{"spec", "mount"}},
	{kinds: auths, path: []string{"spec", "jwt"}, account: []string{"serviceAccount"}, role: []string{"role"}, mountAt: []string{"spec", "mount"}},
	{kinds: stores, path: []string{"spec", "provider", "vault", "auth", "kubernetes"}, account: []string{"serviceAccountRef", "name"}, role: []string{"role"}, mount: []string{"mountPath"}, otherwise: "kubernetes"},
	{kinds: issuers, path: []string{"spec", "vault", "auth", "kubernetes"}, account: []string{"serviceAccountRef", "name"}, role: []string{"role"}, mount: []string{"mountPath"}, otherwise: "kubernetes"},
}

var vaultLoginsByKind = func() map[string][]vaultLogin {
	m := map[string][]vaultLogin{}
	for _, row := range vaultLogins {
		for _, kind := range row.kinds {
			m[kind] = append(m[kind], row)
		}
	}
	return m
}()

// operatorLogins ties the accounts that operators log in to Vault with to the
// role that they get. The default account is everybody's: what it may do there is
// not said of whoever happens to run as it.
func (r *reader) operatorLogins(o *kube.Object) {
	for _, row := range vaultLoginsByKind[o.Group+"/"+o.Kind] {
		n := o.Node.Get(row.path...)
		account, role := n.Get(row.account...), n.Get(row.role...)
		if !scalar(account) || account.Text == defaultAccount || templated(account.Text) {
			continue
		}
		mount := n.Get(row.mount...)
		if row.mountAt != nil {
			mount = o.Node.Get(row.mountAt...)
		}
		id := r.identity(r.home(o.Space(), o.Namespace != "", account.Text), account.Text, account.Span)
		r.vaultRole(id.Key, role, mount, row.otherwise)
	}
}

// vaultRole ties an account to a role of Vault.
func (r *reader) vaultRole(account string, role, mount *tree.Node, otherwise string) {
	at := otherwise
	if scalar(mount) {
		at = mount.Text
	}
	// The API's path has auth/ before the mount: auth/kubernetes.
	at = strings.TrimPrefix(strings.Trim(strings.TrimPrefix(at, "/v1/"), "/"), "auth/")
	if !scalar(role) || templated(role.Text) || at == "" || templated(at) {
		return
	}
	key := nhi.VaultRoleKey(at, role.Text)
	if r.identities[key] == nil {
		id := &nhi.Identity{Key: key, Name: role.Text, Kind: "vault-role", Platform: "vault", Namespace: at, At: role.Span}
		r.identities[key] = id
		r.facts.Identities = append(r.facts.Identities, id)
	}
	r.edge(nhi.Reaches, account, key, role.Span)
}

// Annotations of Vault's injector, which has Vault Agent log in beside a pod and
// write what it reads into files (developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations).
const (
	injector      = "vault.hashicorp.com/"
	injectSecret  = injector + "agent-inject-secret-"
	injectorMount = "auth/kubernetes" // auth-path, when it is not set
)

// injected reads what Vault's injector does for a pod: the role that its account
// logs in as, and the secrets that are written for it. What a path of an engine
// issues is not static.
func (r *reader) injected(h *holder, p *kube.Pod, account string) {
	annotations := p.Metadata.Get("annotations")
	if annotations == nil || annotations.Get(injector+"agent-inject").Str() != "true" {
		return
	}
	if method := annotations.Get(injector + "auth-type").Str(); account != "" && (method == "" || method == "kubernetes") {
		r.vaultRole(account, annotations.Get(injector+"role"), annotations.Get(injector+"auth-path"), injectorMount)
	}
	fields := annotations.Entries()
	for _, f := range fields[:min(len(fields), maxEntries)] {
		name, ok := strings.CutPrefix(f.Key, injectSecret)
		if !ok || !scalar(f.Value) || templated(f.Value.Text) {
			continue
		}
		path := strings.Trim(f.Value.Text, "/")
		c := creds.Describe(name)
		if c == nil {
			c = creds.Describe(path[strings.LastIndexByte(path, '/')+1:])
		}
		issued := issuedPath(path)
		if c == nil && !issued {
			continue
		}
		if c == nil {
			c = &nhi.Credential{Kind: "vault-dynamic-secret", Title: "dynamic secret of Vault", Vendor: "Vault"}
		}
		r.held(h, c, name, nhi.Key("vault-path", r.scope, path), nhi.FromStore, f.Value.Span)
		c.Store = inFile
		h.gets(c.Name, f.Value.Span)
		if issued {
			// Every reader gets its own.
			c.Key = nhi.Key("vault-path", r.scope, path, h.key)
			r.facts.Edges[len(r.facts.Edges)-1].To = c.Key
			issue(c)
		}
	}
}

// issuedPath says whether a path is that of an engine that issues credentials:
// database/creds/app, aws/sts/deploy, pki/issue/agents.
func issuedPath(path string) bool {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if i > 0 && i == len(parts)-2 {
			switch part {
			case "creds", "sts", "issue", "token":
				return true
			}
		}
	}
	return false
}
