package kubernetes

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strings"

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
// that stand in the file.
func (r *reader) secret(o *kube.Object) {
	typ := o.Node.Get("type")
	switch typ.Str() {
	case "kubernetes.io/service-account-token":
		r.tokenSecret(o, typ)
		return
	case "helm.sh/release.v1":
		return
	}
	if o.Node.Get("sops") != nil {
		return // encrypted as a whole
	}
	for _, field := range []string{"data", "stringData"} {
		n := o.Node.Get(field)
		if n == nil || n.Kind != tree.Mapping {
			continue
		}
		for _, f := range n.Fields {
			if !scalar(f.Value) || templated(f.Value.Text) {
				continue
			}
			text := f.Value.Text
			if field == "data" {
				decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
				if err != nil {
					continue
				}
				text = strings.TrimRight(string(decoded), "\r\n")
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
			if c == nil && field == "data" {
				c = encoded(o, f.Key, text, f.Value.Span)
			}
			r.stored(o, c, f.Key, inManifest, nhi.SecretKey(r.scope, o.Space(), o.Name, f.Key))
		}
	}
}

// encoded looks for a credential inside of a file that stands in base64, where
// nobody else sees it: a profile of cloud keys, a configuration. One stands for
// all of the entry.
func encoded(o *kube.Object, entry, text string, at nhi.Span) *nhi.Credential {
	found := creds.Scan(nhi.NewFile(o.File.Path, []byte(text)))
	if len(found) == 0 {
		return nil
	}
	c := found[0].Credential(entry, inManifest)
	c.At = at
	return c
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

func configMapKey(scope, namespace, name, entry string) string {
	return nhi.Key("k8s-configmap", scope, namespace, name, entry)
}

// maxEmbedded is the largest file inside a ConfigMap that is read line by line.
const maxEmbedded = 64 << 10

// configMap reads the values of a ConfigMap, and the settings inside the small
// files that it holds.
func (r *reader) configMap(o *kube.Object) {
	if o.Node.Get("sops") != nil {
		return
	}
	n := o.Node.Get("data")
	if n == nil || n.Kind != tree.Mapping {
		return
	}
	for _, f := range n.Fields {
		if !scalar(f.Value) {
			continue
		}
		key := configMapKey(r.scope, o.Space(), o.Name, f.Key)
		if !strings.Contains(strings.TrimRight(f.Value.Text, "\n"), "\n") && !templated(f.Value.Text) {
			c := creds.Judge(f.Key, f.Value.Text, f.Value.Span)
			if c == nil {
				c = weak(o, f.Key, f.Value.Text, f.Value.Span)
			}
			r.stored(o, c, f.Key, inConfigMap, key)
			continue
		}
		span := f.Value.Span
		if span.End-span.Start > maxEmbedded {
			continue
		}
		for _, s := range settings(span) {
			c := creds.Judge(s.name, s.value, s.at)
			if c == nil {
				c = weak(o, s.name, s.value, s.at)
			}
			r.stored(o, c, s.name, inConfigMap, key+"#"+s.name)
		}
	}
}

type setting struct {
	name, value string
	at          nhi.Span
}

// settings finds lines of the form NAME=value, name: value and "name": "value"
// under a span. Lines are read as they stand in the file, so that their places
// are exact.
func settings(span nhi.Span) []setting {
	var out []setting
	text := span.File.Bytes()
	for start := span.Start; start < span.End; {
		end := start
		if i := bytes.IndexByte(text[start:span.End], '\n'); i >= 0 {
			end += i
		} else {
			end = span.End
		}
		if s, ok := settingOf(span.File, start, end); ok {
			out = append(out, s)
		}
		start = end + 1
	}
	return out
}

func settingOf(f *nhi.File, start, end int) (setting, bool) {
	line := f.Bytes()[start:end]
	sep := bytes.IndexAny(line, "=:")
	if sep < 1 {
		return setting{}, false
	}
	name := strings.Trim(string(line[:sep]), " \t\"'")
	name = strings.TrimPrefix(name, "export ")
	if name == "" || len(name) > 128 || strings.ContainsAny(name, " \t#/<>{}()[]\"'") {
		return setting{}, false
	}
	from, to := start+sep+1, end
	trim := func(set string) {
		for from < to && strings.IndexByte(set, f.Bytes()[from]) >= 0 {
			from++
		}
		for from < to && strings.IndexByte(set, f.Bytes()[to-1]) >= 0 {
			to--
		}
	}
	trim(" \t\r,;")
	if q := f.Bytes()[from:to]; len(q) >= 2 && (q[0] == '"' || q[0] == '\'') && q[len(q)-1] == q[0] {
		from, to = from+1, to-1
	}
	value := string(f.Bytes()[from:to])
	if value == "" || templated(value) {
		return setting{}, false
	}
	return setting{name: name, value: value, at: f.At(from, to)}, true
}
