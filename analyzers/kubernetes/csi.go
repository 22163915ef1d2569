package kubernetes

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
)

// csiDriver mounts values of a store as files into a pod
// (secrets-store-csi-driver.sigs.k8s.io/concepts).
const csiDriver = "secrets-store.csi.k8s.io"

// csiStores are the parameters of a SecretProviderClass that say which store is
// meant, by provider; two classes of one store name the same values.
var csiStores = map[string][]string{
	"azure": {"keyvaultName"}, "vault": {"vaultAddress", "vaultNamespace"}, "aws": {"region"}, "gcp": nil,
}

// csiObject is a line of the parameter "objects" (of "secrets" for Google), a YAML
// text inside of the YAML: objectName: "…", resourceName: "…".
var csiObject = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\s-]*(objectName|resourceName|secretPath):\s*["']?([\w./:-]+)["']?\s*$`)
})

// csi reads the values that the driver mounts, and what it logs in with: the pod's
// own account, or a key that stands in a Secret.
func (r *reader) csi(h *holder, p *kube.Pod, account string) {
	for _, v := range p.Spec.Get("volumes").Each() {
		n := v.Get("csi")
		if n == nil || n.Get("driver").Str() != csiDriver {
			continue
		}
		class := r.classes[[2]string{p.Object.Space(), n.Get("volumeAttributes", "secretProviderClass").Str()}]
		provider := class.Get("spec", "provider").Str()
		login := n.Get("nodePublishSecretRef", "name")
		if scalar(login) && provider == "azure" {
			// A service principal, whose Secret has the keys clientid and clientsecret.
			r.reference(h, "AZURE_CLIENT_SECRET", login, "clientsecret", login.Span)
		}
		if class == nil {
			continue
		}
		parameters := class.Get("spec", "parameters")
		switch id := r.identities[account]; {
		case id == nil:
		case provider == "vault":
			r.vaultRole(account, parameters.Get("roleName"), parameters.Get("vaultKubernetesMountPath"), "kubernetes")
		case provider == "azure" && login == nil && scalar(parameters.Get("clientID")) && guid().MatchString(parameters.Get("clientID").Text):
			r.federate(id, azure, parameters.Get("clientID"))
		}
		r.csiObjects(h, class, provider)
	}
}

// classValue is a value that a class names.
type classValue struct {
	name   string
	at     nhi.Span
	key    string // of the credential
	issued bool
}

// csiObjects reports the values that a class names, those whose names say that
// they are credentials.
func (r *reader) csiObjects(h *holder, class *kube.Object, provider string) {
	values, ok := r.classValues[class]
	if !ok {
		values = r.valuesOf(class, provider)
		r.classValues[class] = values
	}
	for _, v := range values {
		if !r.load(class) {
			return
		}
		c := creds.Describe(v.name)
		r.held(h, c, v.name, v.key, nhi.FromStore, v.at)
		c.Store = inFile
		h.gets(v.name, v.at)
		if v.issued {
			issue(c)
		}
	}
}

func (r *reader) valuesOf(class *kube.Object, provider string) []classValue {
	parameters := class.Get("spec", "parameters")
	objects := parameters.Get("objects")
	if provider == "gcp" {
		objects = parameters.Get("secrets")
	}
	if !scalar(objects) || objects.Span.End-objects.Span.Start > maxEmbedded {
		return nil
	}
	store := []string{r.scope, provider}
	for _, field := range csiStores[provider] {
		store = append(store, parameters.Get(field).Str())
	}
	// A value that is written into a Secret too is that Secret's entry.
	synced := map[string]string{}
	for _, secret := range class.Get("spec", "secretObjects").Each() {
		for _, d := range secret.Get("data").Each() {
			synced[d.Get("objectName").Str()] = nhi.SecretKey(r.scope, class.Space(), secret.Get("secretName").Str(), d.Get("key").Str())
		}
	}
	var out []classValue
	text, named := objects.Span.File.Bytes(), false
	for start := objects.Span.Start; start < objects.Span.End && len(out) < maxEntries; {
		end := objects.Span.End
		if i := bytes.IndexByte(text[start:end], '\n'); i >= 0 {
			end = start + i
		}
		m := csiObject().FindSubmatchIndex(text[start:end])
		from := start
		start = end + 1
		if m == nil {
			continue
		}
		name := string(text[from+m[4] : from+m[5]])
		if string(text[from+m[2]:from+m[3]]) == "secretPath" {
			// It stands below the name of its object.
			if last := len(out) - 1; last >= 0 && named && provider == "vault" {
				out[last].issued = issuedPath(strings.Trim(name, "/"))
			}
			continue
		}
		if named = creds.Describe(lastName(name)) != nil; !named {
			continue
		}
		key := synced[name]
		if key == "" {
			key = nhi.Key("csi", append(store[:len(store):len(store)], name)...)
		}
		out = append(out, classValue{name: lastName(name), at: class.File.At(from+m[4], from+m[5]), key: key})
	}
	return out
}

// lastName is what a path in a store, or a resource of a vendor, is called:
// projects/acme/secrets/openai-api-key/versions/latest, an ARN, prod/openai.
func lastName(name string) string {
	name, _, _ = strings.Cut(name, "/versions/")
	return name[strings.LastIndexAny(name, "/:")+1:]
}
