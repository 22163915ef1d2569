package terraform

import (
	"github.com/nhivet/nhivet/internal/nhi"
)

// secretObjects reads what the Secrets of a cluster are filled with: the entry that
// a pod names is made from a credential of the configuration. Which manifests mean
// the Secret of this directory, the join tells.
func (r *reader) secretObjects() {
	for _, kind := range [...]string{"kubernetes_secret", "kubernetes_secret_v1"} {
		for _, b := range r.resources(kind) {
			r.within(b, func() { r.secretObject(b) })
		}
	}
}

func (r *reader) secretObject(b *block) {
	name, ns := r.at(b, "metadata.name"), r.at(b, "metadata.namespace")
	if !name.known() || !ns.known() || name.text == "" || ns.text == "" {
		return
	}
	for _, f := range fieldsOf(r.at(b, "data")) {
		entry := nhi.MadeSecretKey(r.dir, ns.text, name.text, f.key)
		at := f.keySpan
		if f.val.known() {
			if c := r.literal(f.key, f.val); c != nil {
				r.facts.Credentials = append(r.facts.Credentials, c)
				r.edge(nhi.Reads, entry, c.Key, at)
			}
			continue
		}
		if to, ok := storeRef(f.val); ok && len(f.val.allRefs()) == 1 {
			r.edge(nhi.Reads, entry, r.key(to.addr), at)
		}
	}
}
