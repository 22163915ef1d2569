package kubernetes

import (
	"net/url"
	"strings"

	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/tree"
)

// storeAddresses are the fields that say which store of a provider it is; the role
// of AWS has the account (external-secrets.io/latest/api/spec).
var storeAddresses = []struct {
	provider string
	fields   [][]string
}{
	{"vault", [][]string{{"server"}, {"path"}}},
	{"aws", [][]string{{"service"}, {"region"}, {"role"}}},
	{"gcpsm", [][]string{{"projectID"}}},
	{"azurekv", [][]string{{"vaultUrl"}}},
}

// addresses are where the stores of a scope are in the world, by kind, namespace
// and name: those whose definition says so.
func (r *reader) addresses() map[[3]string]string {
	if r.stores != nil {
		return r.stores
	}
	r.stores = map[[3]string]string{}
	for _, o := range r.objects {
		if o.Group != externalGroup || o.Kind != "SecretStore" && o.Kind != "ClusterSecretStore" {
			continue
		}
		space := o.Space()
		if o.Kind == "ClusterSecretStore" {
			space = ""
		}
		if at := storeAt(o); at != "" {
			r.stores[[3]string{o.Kind, space, o.Name}] = at
		}
	}
	return r.stores
}

func storeAt(o *kube.Object) string {
	for _, row := range storeAddresses {
		provider := o.Node.Get("spec", "provider", row.provider)
		if provider == nil {
			continue
		}
		out := row.provider
		for _, field := range row.fields {
			v := provider.Get(field...)
			if !scalar(v) || v.Text == "" || templated(v.Text) || strings.Contains(v.Text, "$") || field[0] == "server" && inCluster(v.Text) {
				return ""
			}
			out += " " + strings.TrimRight(v.Text, "/")
		}
		return out
	}
	return ""
}

// inCluster says whether an address means another server in each cluster.
func inCluster(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	host := u.Hostname()
	return !strings.Contains(host, ".") || strings.HasSuffix(host, ".svc") || strings.HasSuffix(host, ".local") || strings.Contains(host, ".svc.")
}

// storeAddress is where the store of an ExternalSecret is; empty when the scope
// does not say.
func (r *reader) storeAddress(o *kube.Object, store *tree.Node) string {
	kind, space := store.Get("kind").Str(), o.Space()
	switch kind {
	case "":
		kind = "SecretStore"
	case "ClusterSecretStore":
		space = ""
	}
	return r.addresses()[[3]string{kind, space, store.Get("name").Str()}]
}
