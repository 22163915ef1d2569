package kubernetes

import (
	"sort"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// externalGroup is the API group of the External Secrets operator.
const externalGroup = "external-secrets.io"

// copied is one entry of a Secret that an operator copies from a store.
type copied struct {
	object *kube.Object
	entry  string // key of the entry
	name   string // its name
	at     nhi.Span
}

// external follows Secrets to where their values come from: two Secrets that
// copy one remote value are one credential. A remote value that is copied once
// adds nothing to its copy.
func (r *reader) external() {
	remotes := map[string][]copied{}
	for _, o := range r.objects {
		if !o.Is(externalGroup, "ExternalSecret") {
			continue
		}
		spec := o.Node.Get("spec")
		target := spec.Get("target", "name").Str()
		if target == "" {
			target = o.Name
		}
		for _, d := range spec.Get("data").Each() {
			name, remote := d.Get("secretKey"), d.Get("remoteRef", "key")
			if !scalar(name) || !scalar(remote) || templated(remote.Text) {
				continue
			}
			store := d.Get("sourceRef", "storeRef")
			if store == nil {
				store = spec.Get("secretStoreRef")
			}
			key := remoteKey(r.scope, o, store, remote.Text, d.Get("remoteRef", "property").Str())
			remotes[key] = append(remotes[key], copied{o, nhi.SecretKey(r.scope, o.Space(), target, name.Text), name.Text, remote.Span})
		}
	}
	var keys []string
	for key, copies := range remotes {
		if len(copies) > 1 {
			keys = append(keys, key)
		}
	}
	sort.Strings(keys)
	for _, key := range keys {
		first := remotes[key][0]
		c := creds.Describe(first.name)
		if c == nil {
			c = &nhi.Credential{Kind: "stored-secret", Title: "stored secret"}
		}
		// How it lives is said of the copies already.
		c.Static, c.Lifetime, c.Alternative = false, nhi.Lifetime{}, ""
		c.Key, c.Name, c.Origin, c.Store, c.At, c.Confidence = key, first.name, nhi.FromStore, "store", first.at, nhi.Certain
		c.Environment = r.environment(first.object)
		r.facts.Credentials = append(r.facts.Credentials, c)
		for _, from := range remotes[key] {
			r.edge(nhi.Reads, from.entry, key, from.at)
		}
	}
}

// remoteKey names a value in a store. A SecretStore belongs to its namespace, a
// ClusterSecretStore to the cluster.
func remoteKey(scope string, o *kube.Object, store *tree.Node, key, property string) string {
	kind, namespace := store.Get("kind").Str(), o.Space()
	if kind == "ClusterSecretStore" {
		namespace = ""
	}
	return nhi.Key("external", scope, kind, namespace, store.Get("name").Str(), key, property)
}
