package kubernetes

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// holder is what holds credentials: a workload, an agent, a tool.
type holder struct {
	key    string
	object *kube.Object
	// federations are the keyless ways that it has, by vendor.
	federations map[string]string
	// store is where a literal stands.
	store string
	// models are keys of models that it gets as files.
	models []agents.Item
}

// gets notes a credential that a holder gets as a file: a model's key speaks for an
// agent there as much as in a variable.
func (h *holder) gets(name string, at nhi.Span) {
	if n := creds.Named(name); n.Class == creds.ModelVendorKey && len(h.models) < maxModels {
		h.models = append(h.models, agents.Item{Text: "gets a model key as a file (" + n.Format.Vendor + ")", At: at})
	}
}

// federatedEnv adds the keyless logins that variables set up. One that is empty
// or says no sets up none: ARM_USE_MSI=false.
func federatedEnv(out map[string]string, env []kube.Env) {
	for _, e := range env {
		vendor, ok := creds.FederationEnv(e.Name)
		if !ok || out[vendor] != "" {
			continue
		}
		if e.Value != nil {
			if on, err := strconv.ParseBool(e.Value.Text); e.Value.Text == "" || err == nil && !on {
				continue
			}
		}
		out[vendor] = "the federation that " + e.Name + " sets up"
	}
}

// shadow marks a static credential that the vendor's SDK takes before the
// keyless way of the same workload.
func (h *holder) shadow(c *nhi.Credential, env string) {
	vendor, source, ok := creds.StaticEnv(env)
	if ok && h.federations[vendor] != "" {
		c.Shadows, c.ShadowSource = h.federations[vendor], source
	}
}

// env reports the credentials of variables.
func (r *reader) env(h *holder, part string, env []kube.Env) {
	open := openLogin(env)
	for _, e := range env {
		switch {
		case e.Value != nil:
			r.literalEnv(h, part, e.Name, e.Value, open)
		case scalar(e.Secret):
			r.reference(h, e.Name, e.Secret, e.Entry.Str(), e.Secret.Span)
		case scalar(e.ConfigMap) && scalar(e.Entry):
			r.holds(h, configMapKey(r.scope, h.object.Space(), e.ConfigMap.Text, e.Entry.Text), e.ConfigMap.Span)
		}
	}
}

// openLogin says whether variables let everybody in without a password (an
// anonymous user, basic authentication switched off): a password that everybody
// knows adds nothing there.
func openLogin(env []kube.Env) bool {
	for _, e := range env {
		if !scalar(e.Value) {
			continue
		}
		// Variables are strings, so booleans are quoted.
		value, name := strings.ToLower(e.Value.Text), strings.ToUpper(e.Name)
		on := value == "true"
		switch {
		case !on && value != "false":
		case on && strings.Contains(name, "AUTH_ANONYMOUS"), on && strings.Contains(name, "ANONYMOUS_ACCESS"), on && strings.HasSuffix(name, "DISABLE_AUTH"),
			on && strings.HasSuffix(name, "AUTH_DISABLED"), !on && strings.HasSuffix(name, "AUTH_ENABLED"), !on && strings.HasSuffix(name, "AUTH_BASIC_ENABLED"):
			return true
		}
	}
	return false
}

// word is what the name of a variable says, which many pods have in common.
type word struct{ secret, telling bool }

// maxWords is how many names of variables are remembered.
const maxWords = 10000

func (r *reader) word(name string) word {
	w, ok := r.words[name]
	if !ok {
		w = word{creds.Named(name).Secret(), agents.Telling(name)}
		if len(r.words) < maxWords {
			r.words[name] = w
		}
	}
	return w
}

// identified says whether a value is a credential by its form alone.
func identified(value string) bool {
	_, ok := creds.Identify(value)
	return ok
}

// literalEnv reports a value that is written out under a name.
func (r *reader) literalEnv(h *holder, part, name string, value *tree.Node, open bool) {
	if !scalar(value) || templated(value.Text) {
		return
	}
	var c *nhi.Credential
	if r.word(name).secret || identified(value.Text) {
		c = creds.Judge(name, value.Text, value.Span)
	}
	if c == nil && !open {
		c = weak(h.object, name, value.Text, value.Span)
	}
	if c == nil {
		return
	}
	c.Key = nhi.Key("k8s-literal", h.key, part, name)
	c.Name, c.Origin, c.Store, c.Environment = name, nhi.FromLiteral, h.store, r.environment(h.object)
	h.shadow(c, name)
	r.facts.Credentials = append(r.facts.Credentials, c)
	r.edge(nhi.Holds, h.key, c.Key, value.Span)
}

// reference reports a stored credential that a holder reads under a name. What
// is no known credential by its name or its entry's name stays out, unless the
// scope shows what is stored.
func (r *reader) reference(h *holder, name string, secret *tree.Node, entry string, at nhi.Span) bool {
	if templated(secret.Text) {
		return false
	}
	key := nhi.SecretKey(r.scope, h.object.Space(), secret.Text, entry)
	c := creds.Describe(name)
	if c == nil && entry != "" {
		c = creds.Describe(entry)
	}
	if c == nil {
		return r.holds(h, key, at)
	}
	r.held(h, c, name, key, nhi.FromStore, at)
	if gatewayMaster(secret.Text, entry) && !gatewayMaster(secret.Text, c.Name) {
		c.Administrative, c.Title = true, "Master key of a gateway"
	}
	r.writtenEntry(c, h.object.Space(), secret.Text, entry, at)
	return true
}

// holds ties what the scope shows of an entry to a holder: the entry's value, or
// what stands inside of it.
func (r *reader) holds(h *holder, entry string, at nhi.Span) bool {
	if r.literal[entry] {
		r.edge(nhi.Holds, h.key, entry, at)
	}
	for _, key := range r.inside[entry] {
		if !r.load(h.object) {
			break
		}
		r.edge(nhi.Holds, h.key, key, at)
	}
	return r.literal[entry] || len(r.inside[entry]) > 0
}

// held completes a referenced credential and ties it to its holder.
func (r *reader) held(h *holder, c *nhi.Credential, name, key string, origin nhi.Origin, at nhi.Span) {
	c.Key, c.Name, c.Origin, c.Store, c.At = key, name, origin, h.store, at
	c.Environment = r.environment(h.object)
	if c.Confidence == 0 {
		c.Confidence = nhi.Certain
	}
	h.shadow(c, name)
	r.facts.Credentials = append(r.facts.Credentials, c)
	r.edge(nhi.Holds, h.key, key, at)
}

// envFrom reports what a holder gets by loading whole Secrets and ConfigMaps.
// Without the Secret in the scope its name says what it holds, if it names a
// model vendor and nothing else.
func (r *reader) envFrom(h *holder, from []kube.EnvFrom) {
	for _, e := range from {
		if scalar(e.ConfigMap) && !templated(e.ConfigMap.Text) {
			r.configMapEnv(h, e)
		}
		if !scalar(e.Secret) || templated(e.Secret.Text) {
			continue
		}
		at := e.Secret.Span
		if entries, known := r.entriesOf(h.object.Space(), e.Secret.Text); known {
			for _, entry := range entries {
				if !r.load(h.object) {
					break
				}
				r.reference(h, e.Prefix+entry, e.Secret, entry, at)
			}
			continue
		}
		if env := vendorOf(e.Secret.Text); env != "" {
			if c := creds.Describe(env); c != nil {
				c.Confidence = guessed
				// The vendor's SDK takes no other variable: that is the entry's name.
				r.held(h, c, e.Prefix+env, nhi.SecretKey(r.scope, h.object.Space(), e.Secret.Text, env), nhi.FromStore, at)
				r.writtenEntry(c, h.object.Space(), e.Secret.Text, env, at)
			}
		}
	}
}

// guessed is the confidence in a credential whose kind the name of its Secret
// says: a Secret called after a model vendor and loaded as variables.
const guessed = 70

func (r *reader) configMapEnv(h *holder, e kube.EnvFrom) {
	o := r.configs[[2]string{h.object.Space(), e.ConfigMap.Text}]
	if o == nil {
		return
	}
	for _, entry := range r.entries(o) {
		if !r.load(h.object) {
			break
		}
		r.holds(h, configMapKey(r.scope, o.Space(), o.Name, entry), e.ConfigMap.Span)
	}
}

// maxEntries is how many entries of one Secret or ConfigMap are tied to those
// who load it whole. People write a few dozen.
const maxEntries = 100

// entries are the names of what a Secret or ConfigMap holds, in order.
func (r *reader) entries(o *kube.Object) []string {
	if names, ok := r.names[o]; ok {
		return names
	}
	var out []string
	for _, field := range []string{"data", "stringData"} {
		if n := o.Node.Get(field); n != nil && n.Kind == tree.Mapping {
			for _, f := range n.Fields[:min(len(n.Fields), maxEntries-len(out))] {
				out = append(out, f.Key)
			}
		}
	}
	r.names[o] = out
	return out
}

// entriesOf are the names of a Secret's entries, whether it stands in the scope or
// is written by an operator; known is false when nothing says them.
func (r *reader) entriesOf(space, secret string) (names []string, known bool) {
	at := [2]string{space, secret}
	if o := r.secrets[at]; o != nil {
		return r.entries(o), true
	}
	if w := r.written[at]; w != nil && len(w.entries) > 0 {
		return w.entries, true
	}
	return nil, false
}

// secretVendors are words of a Secret's name that say whose key it holds, with
// the variable by which the vendor's SDK takes it.
var secretVendors = map[string]string{
	"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "claude": "ANTHROPIC_API_KEY", "gemini": "GEMINI_API_KEY",
	"mistral": "MISTRAL_API_KEY", "cohere": "COHERE_API_KEY", "groq": "GROQ_API_KEY", "openrouter": "OPENROUTER_API_KEY",
	"deepseek": "DEEPSEEK_API_KEY",
}

// secretWords may stand beside the vendor in such a name.
var secretWords = map[string]bool{
	"secret": true, "secrets": true, "key": true, "keys": true, "api": true, "apikey": true, "credentials": true,
	"creds": true, "token": true, "llm": true, "model": true,
}

// vendorOf reads a Secret's name: openai-secrets, llm-openai-key. Other words in
// it may mean that it holds other things too.
func vendorOf(secret string) string {
	env := ""
	for _, word := range agents.Words(secret) {
		switch {
		case secretVendors[word] != "" && env == "":
			env = secretVendors[word]
		case !secretWords[word]:
			return ""
		}
	}
	return env
}

// keyFiles are variables that name a key's file, with the variable that names
// its content.
var keyFiles = map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": "GCP_SERVICE_ACCOUNT_KEY"}

// keyless says whether the scope shows that a file is no key: a configuration of
// federation (Google's external_account) has the same place as one.
func (r *reader) keyless(namespace, secret, entry string) bool {
	o := r.secrets[[2]string{namespace, secret}]
	if o == nil {
		return false
	}
	text, _ := entryText(o, entry)
	return strings.Contains(text, `"external_account"`)
}

// maxVolumes is how many Secrets of one pod are looked at; people mount a few.
const maxVolumes = 100

// mounted reports key files: a variable that a vendor's SDK reads a path from,
// and the Secret that is mounted there.
func (r *reader) mounted(h *holder, p *kube.Pod) {
	volumes := p.SecretVolumes()
	volumes = volumes[:min(len(volumes), maxVolumes)]
	for _, c := range p.Containers {
		for _, e := range c.Env {
			if e.Value == nil || !strings.HasPrefix(e.Value.Text, "/") {
				continue
			}
			known := e.Name
			if name := keyFiles[e.Name]; name != "" {
				known = name
			}
			c := creds.Describe(known)
			if c == nil {
				continue
			}
			for _, v := range volumes {
				entry := v.Entry(e.Value.Text)
				if entry == "" {
					continue
				}
				if r.keyless(p.Object.Space(), v.Name, entry) {
					break
				}
				c.Related = append(c.Related, nhi.Step{At: v.At, Note: "the file is from the Secret " + v.Name})
				at := e.Value.Span
				r.held(h, c, e.Name, nhi.SecretKey(r.scope, p.Object.Space(), v.Name, entry), nhi.FromStore, at)
				r.writtenEntry(c, p.Object.Space(), v.Name, entry, at)
				c.Store = inFile
				break
			}
		}
	}
	for _, v := range volumes {
		o := r.secrets[[2]string{p.Object.Space(), v.Name}]
		if o == nil {
			if at := [2]string{p.Object.Space(), v.Name}; r.written[at] != nil {
				r.mounts[at] = append(r.mounts[at], mountedBy{h.key, v.At})
			}
			continue
		}
		for _, entry := range r.entries(o) {
			if len(v.Items) > 0 && !hasValue(v.Items, entry) {
				continue
			}
			r.holds(h, nhi.SecretKey(r.scope, o.Space(), o.Name, entry), v.At)
		}
		if len(r.entries(o)) == 0 { // the platform fills it in
			r.holds(h, nhi.SecretKey(r.scope, o.Space(), o.Name, "token"), v.At)
		}
	}
	for _, v := range p.Spec.Get("volumes").Each() {
		name := v.Get("configMap", "name")
		if !scalar(name) {
			continue
		}
		for _, c := range r.settings[[2]string{p.Object.Space(), name.Text}] {
			r.edge(nhi.Holds, h.key, c, name.Span)
		}
	}
}

func hasValue(m map[string]string, value string) bool {
	for _, v := range m {
		if v == value {
			return true
		}
	}
	return false
}
