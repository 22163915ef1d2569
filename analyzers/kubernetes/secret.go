package kubernetes

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Where a value is kept, as Credential.Store has it.
const (
	inManifest  = "manifest"
	inConfigMap = "configmap"
	inEnv       = "env"
	inHeader    = "header"
	inFile      = "file"
)

const tokenSecretSource = "kubernetes.io: Managing Service Accounts, long-lived API tokens"

// secret reads a Secret: a token that the platform writes into it, or values
// that stand in the file. Of an entry in both fields stringData counts; the other
// stands in the file all the same, held by nobody.
func (r *reader) secret(o *kube.Object) {
	typ := o.Node.Get("type")
	if o.Node.Get("sops") != nil {
		return // encrypted as a whole
	}
	switch typ.Str() {
	case "kubernetes.io/service-account-token":
		r.tokenSecret(o, typ)
		return
	case "bootstrap.kubernetes.io/token":
		r.bootstrapToken(o)
		return
	case "helm.sh/release.v1":
		return
	}
	plain := o.Node.Get("stringData")
	for _, f := range plain.Entries() {
		if !scalar(f.Value) {
			continue
		}
		key := nhi.SecretKey(r.scope, o.Space(), o.Name, f.Key)
		if c := r.entry(o, f, f.Value.Text); c != nil {
			r.stored(o, c, f.Key, inManifest, key)
		} else if lines(f.Value.Text) {
			r.embedded(o, f.Value, inManifest, key, weak)
		}
	}
	for _, f := range o.Node.Get("data").Entries() {
		if !scalar(f.Value) || templated(f.Value.Text) {
			continue
		}
		decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(f.Value.Text), ""))
		if err != nil {
			continue
		}
		key := nhi.SecretKey(r.scope, o.Space(), o.Name, f.Key)
		if plain.Field(f.Key) != nil {
			key = nhi.Key("k8s-overridden", r.scope, o.Space(), o.Name, f.Key)
		}
		text := strings.TrimRight(string(decoded), "\r\n")
		c := r.entry(o, f, text)
		if c == nil {
			c = encoded(o, f.Key, text, f.Value.Span)
		}
		r.stored(o, c, f.Key, inManifest, key)
	}
}

// entry judges the value of a Secret's entry.
func (r *reader) entry(o *kube.Object, f tree.Field, text string) *nhi.Credential {
	if templated(text) {
		return nil
	}
	c := creds.Judge(f.Key, text, f.Value.Span)
	if c == nil && generic(f.Key) {
		c = creds.Judge(o.Name+"-"+f.Key, text, f.Value.Span)
	}
	if c == nil {
		c = weak(o, f.Key, text, f.Value.Span)
	}
	if c == nil && (f.Key == ".dockerconfigjson" || f.Key == ".dockercfg") {
		c = registry(text, f.Value.Span)
	}
	if c == nil {
		c = fields(text, f.Value.Span)
	}
	return c
}

// lines says whether a text is a file of several lines.
func lines(text string) bool { return strings.Contains(strings.TrimRight(text, "\n"), "\n") }

// A bootstrap token lets whoever has it join nodes to the cluster
// (kubernetes.io: Authenticating with Bootstrap Tokens).
const bootstrapSource = "kubernetes.io: Authenticating with Bootstrap Tokens, expiration is optional"

var (
	bootstrapID     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9]{6}$`) })
	bootstrapSecret = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9]{16}$`) })
)

// bootstrapToken reads a Secret of this type: its two parts are one token, which
// ends on a date or never.
func (r *reader) bootstrapToken(o *kube.Object) {
	id, _ := entryText(o, "token-id")
	secret, at := entryText(o, "token-secret")
	if !bootstrapID().MatchString(id) || !bootstrapSecret().MatchString(secret) || creds.Placeholder(secret) {
		return
	}
	c := &nhi.Credential{
		Kind: "kubernetes-bootstrap-token", Title: "Kubernetes bootstrap token", Vendor: "Kubernetes", Secret: nhi.NewSecret(id + "." + secret),
		Static: true, Confidence: nhi.Certain, At: at,
		Lifetime: nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural, Field: "expiration", Source: bootstrapSource},
	}
	if until, _ := entryText(o, "expiration"); until != "" {
		c.Lifetime = nhi.Lifetime{Basis: nhi.Decoded, Field: "expiration"}
		if _, err := time.Parse(time.RFC3339, until); err == nil {
			c.Lifetime.Expires = until
		}
	}
	r.stored(o, c, o.Name, inManifest, nhi.SecretKey(r.scope, o.Space(), o.Name, "token-secret"))
}

// entryText is the value of a Secret's entry, decoded, and its place.
func entryText(o *kube.Object, entry string) (string, nhi.Span) {
	if n := o.Node.Get("stringData", entry); n.Scalar() {
		return n.Text, n.Span
	}
	n := o.Node.Get("data", entry)
	if !n.Scalar() {
		return "", nhi.Span{}
	}
	decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(n.Text), ""))
	if err != nil {
		return "", nhi.Span{}
	}
	return string(decoded), n.Span
}

// encoded looks for a credential inside of a file that stands in base64, where
// nobody else sees it: a profile of cloud keys, a configuration. One stands for
// all of the entry.
func encoded(o *kube.Object, entry, text string, at nhi.Span) *nhi.Credential {
	f := nhi.NewFile(o.File.Path, []byte(text))
	if found := creds.Scan(f); len(found) > 0 {
		c := found[0].Credential(entry, inManifest)
		c.At = at
		return c
	}
	if !lines(text) || len(text) > maxEmbedded {
		return nil
	}
	for _, s := range settings(f.At(0, f.Len())) {
		if c := creds.Judge(s.name, s.value, s.at); c != nil {
			c.At = at
			return c
		}
	}
	return nil
}

// registry reads the login in a client configuration of container registries:
// docs.docker.com, "docker login", Credential stores.
func registry(text string, at nhi.Span) *nhi.Credential {
	type login struct{ Auth, Password string }
	var file struct{ Auths map[string]login }
	if json.Unmarshal([]byte(text), &file) != nil {
		return nil
	}
	if file.Auths == nil { // the oldest form has no "auths" around it
		_ = json.Unmarshal([]byte(text), &file.Auths)
	}
	for _, host := range slices.Sorted(maps.Keys(file.Auths)) {
		l := file.Auths[host]
		if c := creds.Judge("registry_password", l.Password, at); c != nil {
			return c
		}
		if c := creds.Judge("authorization", "Basic "+l.Auth, at); c != nil {
			return c
		}
	}
	return nil
}

// weak judges a value that a manifest sets as one that everybody knows. Objects
// that say themselves that they are of a test are left alone.
func weak(o *kube.Object, name, value string, at nhi.Span) *nhi.Credential {
	c := creds.JudgeWeak(name, value, at)
	if c == nil || agents.Environment(o.File.Path, o.Namespace, o.Name) == "test" {
		return nil
	}
	return c
}

// generic entry names say nothing without the name of their Secret.
func generic(entry string) bool {
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(entry)) {
	case "key", "apikey", "value", "token", "secret":
		return true
	}
	return false
}

// stored completes a literal that was judged a credential and reports it.
func (r *reader) stored(o *kube.Object, c *nhi.Credential, name, store, key string) {
	if c == nil {
		return
	}
	c.Key, c.Name, c.Origin, c.Store = key, name, nhi.FromLiteral, store
	c.Environment = r.environment(o)
	r.literal[key] = true
	r.facts.Credentials = append(r.facts.Credentials, c)
	if at := [2]string{o.Space(), o.Name}; store == inConfigMap && len(r.settings[at]) < maxEntries {
		r.settings[at] = append(r.settings[at], key)
	}
}

func (r *reader) tokenSecret(o *kube.Object, typ *tree.Node) {
	c := &nhi.Credential{
		Key:  nhi.SecretKey(r.scope, o.Space(), o.Name, "token"),
		Kind: "kubernetes-service-account-token", Title: "Kubernetes service account token", Vendor: "Kubernetes",
		Name: o.Name, Origin: nhi.FromIssuer, Store: inManifest, Static: true, Confidence: nhi.Certain,
		Lifetime:    nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural, Source: tokenSecretSource},
		Alternative: "a projected token or the TokenRequest API, which expire",
		Environment: r.environment(o), At: typ.Span,
	}
	if name := o.Annotations().Get("kubernetes.io/service-account.name"); scalar(name) && !templated(name.Text) {
		id := r.identity(r.home(o.Space(), o.Namespace != "", name.Text), name.Text, name.Span)
		c.Subject = id.Key
		c.Related = []nhi.Step{{At: name.Span, Note: "it is a token of the account " + name.Text}}
	}
	r.literal[c.Key] = true
	r.facts.Credentials = append(r.facts.Credentials, c)
}
