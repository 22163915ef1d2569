package kubernetes

import (
	"sort"
	"strconv"
	"time"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// writer is a kind of object out of which an operator writes Secrets.
type writer struct {
	group, kind string
	// base is where the Secrets are described, each in one entry.
	base []string
	// name is where an entry names its Secret; the object's own name otherwise.
	name []string
	// lists are where the names of the Secret's entries are: under a key of each
	// item, or, with an empty key, as the names of a mapping.
	lists []namesAt
	// issued says that what is written is made anew, and never lives long.
	issued bool
	// remote are the fields that name the value in its store when all of it is
	// copied; refresh is the field without which it is copied only once.
	remote  [][]string
	refresh string
}

type namesAt struct {
	path []string
	key  string
}

// writers: external-secrets.io/latest/api/spec, github.com/bitnami-labs/sealed-secrets,
// developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference,
// cert-manager.io/docs/reference/api-docs, secrets-store-csi-driver.sigs.k8s.io,
// github.com/isindir/sops-secrets-operator.
var writers = []writer{
	{group: externalGroup, kind: "ExternalSecret", base: []string{"spec"}, name: []string{"target", "name"},
		lists: []namesAt{{[]string{"data"}, "secretKey"}, {[]string{"target", "template", "data"}, ""}}},
	{group: externalGroup, kind: "ClusterExternalSecret", base: []string{"spec", "externalSecretSpec"}, name: []string{"target", "name"},
		lists: []namesAt{{[]string{"data"}, "secretKey"}, {[]string{"target", "template", "data"}, ""}}},
	{group: "bitnami.com", kind: "SealedSecret", base: []string{"spec"}, name: []string{"template", "metadata", "name"},
		lists: []namesAt{{[]string{"encryptedData"}, ""}, {[]string{"template", "data"}, ""}}},
	{group: vaultGroup, kind: "VaultStaticSecret", base: []string{"spec"}, name: []string{"destination", "name"},
		lists:  []namesAt{{[]string{"destination", "transformation", "templates"}, ""}},
		remote: [][]string{{"namespace"}, {"mount"}, {"path"}}, refresh: "refreshAfter"},
	{group: vaultGroup, kind: "VaultDynamicSecret", base: []string{"spec"}, name: []string{"destination", "name"}, issued: true},
	{group: vaultGroup, kind: "VaultPKISecret", base: []string{"spec"}, name: []string{"destination", "name"}, issued: true},
	{group: certGroup, kind: "Certificate", base: []string{"spec"}, name: []string{"secretName"}, issued: true},
	{group: csiGroup, kind: "SecretProviderClass", base: []string{"spec", "secretObjects"}, name: []string{"secretName"},
		lists: []namesAt{{[]string{"data"}, "key"}}},
	{group: "isindir.github.com", kind: "SopsSecret", base: []string{"spec", "secretTemplates"}, name: []string{"name"},
		lists: []namesAt{{[]string{"data"}, ""}, {[]string{"stringData"}, ""}}},
}

// API groups of operators that hand credentials on.
const (
	externalGroup = "external-secrets.io"
	vaultGroup    = "secrets.hashicorp.com"
	certGroup     = "cert-manager.io"
	csiGroup      = "secrets-store.csi.x-k8s.io"
)

// staticGenerators of External Secrets make a value once; those of the others live
// for hours (external-secrets.io/latest/api/generator).
var staticGenerators = map[string]bool{
	"Password": true, "SSHKey": true, "UUID": true, "Fake": true, "Webhook": true, "Grafana": true, "MFA": true,
}

// written is a Secret that an operator writes.
type written struct {
	object  *kube.Object
	entries []string
	issued  bool
	once    bool   // copied once, and never again
	remote  string // the value in its store that all of it is a copy of
}

// anySecret stands for the Secret of a writer whose name is not known: it may be any
// of its namespace.
const anySecret = "*"

// copied is one entry of a Secret that an operator copies from a store, or to it.
type copied struct {
	object *kube.Object
	entry  string // key of the entry
	name   string // its name
	at     nhi.Span
}

var writersByKind = func() map[[2]string]*writer {
	m := map[[2]string]*writer{}
	for i := range writers {
		m[[2]string{writers[i].group, writers[i].kind}] = &writers[i]
	}
	return m
}()

// operators finds the Secrets that operators write, and those that they push to a
// store.
func (r *reader) operators() {
	for _, o := range r.objects {
		if w := writersByKind[[2]string{o.Group, o.Kind}]; w != nil {
			r.operator(o, w)
		}
		if o.Is(externalGroup, "PushSecret") {
			r.pushed(o)
		}
	}
}

func (r *reader) operator(o *kube.Object, row *writer) {
	for _, n := range o.Node.Get(row.base...).Each() {
		name := n.Get(row.name...).Str()
		if name == "" {
			name = o.Name
		}
		w := &written{object: o, issued: row.issued}
		for _, list := range row.lists {
			at := n.Get(list.path...)
			if list.key == "" {
				for _, f := range at.Entries() {
					w.entries = append(w.entries, f.Key)
				}
				continue
			}
			for _, item := range at.Each() {
				if entry := item.Get(list.key).Str(); entry != "" {
					w.entries = append(w.entries, entry)
				}
			}
		}
		w.entries = w.entries[:min(len(w.entries), maxEntries)]
		if row.remote != nil {
			parts := []string{r.scope, row.kind}
			for _, field := range row.remote {
				parts = append(parts, n.Get(field...).Str())
			}
			w.remote = nhi.Key("external", parts...)
		}
		if row.refresh != "" {
			w.once = n.Get(row.refresh) == nil && n.Get("syncConfig") == nil
		}
		spaces := []string{o.Space()}
		if row.group == externalGroup {
			r.external(o, n, name, w)
			if row.kind == "ClusterExternalSecret" {
				spaces = r.spacesOf(o.Node.Get("spec"))
			}
		}
		if templated(name) && w.issued {
			name = anySecret
		}
		for _, space := range spaces {
			r.written[[2]string{space, name}] = w
		}
	}
}

// spacesOf are the namespaces of a ClusterExternalSecret: those that it names and
// those of the scope that its selectors select.
func (r *reader) spacesOf(spec *tree.Node) []string {
	out := spec.Get("namespaces").Strings()
	selectors := append(spec.Get("namespaceSelectors").Each()[:0:0], spec.Get("namespaceSelectors").Each()...)
	selectors = append(selectors, spec.Get("namespaceSelector").Each()...)
	for _, o := range r.namespaces[:min(len(r.namespaces), maxNamespaces)] {
		for _, s := range selectors[:min(len(selectors), maxSelectors)] {
			if yes, _ := kube.Matches(s, o.Node.Get("metadata", "labels")); yes {
				out = append(out, o.Name)
				break
			}
		}
	}
	return out
}

// maxSelectors is how many selectors of one ClusterExternalSecret are followed, and
// maxNamespaces how many namespaces each is compared with.
const (
	maxSelectors  = 10
	maxNamespaces = 200
)

// external reads an ExternalSecret: which remote value each entry is a copy of,
// and how often it is read again.
func (r *reader) external(o *kube.Object, spec *tree.Node, target string, w *written) {
	entries := spec.Get("data").Each()
	for _, d := range entries {
		name, remote := d.Get("secretKey"), d.Get("remoteRef", "key")
		if !scalar(name) || !scalar(remote) || templated(remote.Text) {
			continue
		}
		store := d.Get("sourceRef", "storeRef")
		if store == nil {
			store = spec.Get("secretStoreRef")
		}
		key := remoteKey(r.scope, o, store, remote.Text, d.Get("remoteRef", "property").Str())
		if at := r.storeAddress(o, store); at != "" && o.Kind == "ExternalSecret" {
			entry := nhi.SecretKey(r.scope, o.Space(), target, name.Text)
			r.remoteOf[entry] = nhi.Key("stored", at, remote.Text, d.Get("remoteRef", "property").Str())
		}
		if o.Kind == "ExternalSecret" {
			r.remotes[key] = append(r.remotes[key], copied{o, nhi.SecretKey(r.scope, o.Space(), target, name.Text), name.Text, remote.Span})
		}
	}
	from := spec.Get("dataFrom").Each()
	w.issued = len(entries) == 0 && len(from) > 0
	for _, f := range from {
		ref := f.Get("sourceRef", "generatorRef")
		w.issued = w.issued && ref != nil && !staticGenerators[ref.Get("kind").Str()]
		if key := f.Get("extract", "key"); len(from) == 1 && scalar(key) && !templated(key.Text) && f.Get("rewrite") == nil {
			w.remote = remoteKey(r.scope, o, spec.Get("secretStoreRef"), key.Text, f.Get("extract", "property").Str())
		}
	}
	// external-secrets.io: refreshPolicy is Periodic and refreshInterval 1h by
	// default; an interval of 0 reads once.
	policy, interval := spec.Get("refreshPolicy").Str(), spec.Get("refreshInterval")
	d, err := time.ParseDuration(interval.Str())
	w.once = policy == "CreatedOnce" || policy == "" && scalar(interval) && (err == nil && d == 0 || interval.Text == "0")
}

// pushed reads a PushSecret: the remote value is a copy of an entry.
func (r *reader) pushed(o *kube.Object) {
	spec := o.Node.Get("spec")
	secret := spec.Get("selector", "secret", "name")
	stores := spec.Get("secretStoreRefs").Each()
	if !scalar(secret) || len(stores) != 1 {
		return
	}
	for _, d := range spec.Get("data").Each() {
		entry, remote := d.Get("match", "secretKey"), d.Get("match", "remoteRef", "remoteKey")
		if !scalar(entry) || !scalar(remote) || templated(remote.Text) {
			continue
		}
		key := remoteKey(r.scope, o, stores[0], remote.Text, d.Get("match", "remoteRef", "property").Str())
		r.remotes[key] = append(r.remotes[key], copied{o, nhi.SecretKey(r.scope, o.Space(), secret.Text, entry.Text), entry.Text, remote.Span})
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

// writtenEntry says of a credential that is read from a Secret what the operator
// that writes it does. What is issued anew is not static, whatever its name says.
func (r *reader) writtenEntry(c *nhi.Credential, space, secret, entry string, at nhi.Span) {
	w := r.written[[2]string{space, secret}]
	if w == nil {
		w = r.written[[2]string{space, anySecret}]
	}
	if w == nil || r.secrets[[2]string{space, secret}] != nil {
		return
	}
	if c.Attributes == nil {
		c.Attributes = map[string]string{}
	}
	c.Attributes["written_by"] = w.object.Kind
	switch {
	case w.issued:
		issue(c)
	case w.once:
		c.Attributes["refreshed"] = strconv.FormatBool(false)
	}
	if key := r.remoteOf[nhi.SecretKey(r.scope, space, secret, entry)]; key != "" {
		c.Aliases = append(c.Aliases, key)
		c.Attributes[nhi.OneStore] = "true"
	}
	if w.remote != "" && entry != "" {
		key := w.remote + "#" + entry
		name := c.Name
		if name == "" {
			name = entry
		}
		r.remotes[key] = append(r.remotes[key], copied{w.object, nhi.SecretKey(r.scope, space, secret, entry), name, at})
	}
}

// copies reports the values of stores that several Secrets are copies of: these
// are one credential. A value that is copied once adds nothing to its copy.
func (r *reader) copies() {
	var keys []string
	for key, copies := range r.remotes {
		for _, c := range copies {
			if c.entry != copies[0].entry {
				keys = append(keys, key)
				break
			}
		}
	}
	sort.Strings(keys)
	for _, key := range keys {
		first := r.remotes[key][0]
		c := creds.Describe(first.name)
		if c == nil {
			c = &nhi.Credential{Kind: "stored-secret", Title: "stored secret"}
		}
		// How it lives is said of the copies already.
		c.Static, c.Lifetime, c.Alternative = false, nhi.Lifetime{}, ""
		c.Key, c.Name, c.Origin, c.Store, c.At, c.Confidence = key, first.name, nhi.FromStore, "store", first.at, nhi.Certain
		c.Environment = r.environment(first.object)
		r.facts.Credentials = append(r.facts.Credentials, c)
		for _, from := range r.remotes[key] {
			r.edge(nhi.Reads, from.entry, key, from.at)
		}
	}
}
