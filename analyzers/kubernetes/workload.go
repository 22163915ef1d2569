package kubernetes

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Lifetimes of tokens in seconds, from the Kubernetes source.
const (
	// The token that is mounted without being asked for is valid for a year,
	// whatever the kubelet requested (pkg/serviceaccount/claims.go).
	automountedLife   = 365 * 24 * 3600
	automountedSource = "kube-apiserver --service-account-extend-token-expiration, default true"
	// A projected token without expirationSeconds (core/v1 types).
	projectedLife   = 3600
	projectedSource = "core/v1 ServiceAccountTokenProjection.expirationSeconds, default 3600"
	// The API server knows the token that is mounted without being asked for by the
	// life that is requested for it, and stretches every token for its own audience
	// that requests as much (pkg/serviceaccount, WarnOnlyBoundTokenPeriod): whoever
	// copies the volume out of a running pod gets a year.
	stretchedLife = 3607
)

// automount is the field of pods and accounts that switches the token off.
const automount = "automountServiceAccountToken"

// workload reads something that runs: who it is, what it holds, and what speaks
// for its being an agent.
func (r *reader) workload(p *kube.Pod) {
	o := p.Object
	key := r.workloadKey(o)
	agent := &nhi.Agent{
		Key: key, Name: o.Name, Kind: "workload", Platform: "kubernetes", Environment: r.environment(o), At: o.At,
	}
	if o.Kind == "CronJob" || o.Kind == "ScaledJob" || o.Kind == "CronWorkflow" {
		agent.ActsFor = "self"
	}
	account, name := r.runsAs(p, key)
	h := &holder{key: key, object: o, federations: r.federations(p, name), store: inEnv}
	for _, c := range p.Containers {
		r.env(h, c.Name, c.Env)
		r.envFrom(h, c.EnvFrom)
	}
	r.mounted(h, p)
	r.daprHeld(h, p)
	r.injected(h, p, account)
	r.csi(h, p, account)
	w := r.describe(p)
	w.Models = append(w.Models, h.models...)
	agent.Score, agent.Evidence = agents.Score(w)
	image := ""
	if len(w.Images) > 0 {
		image = w.Images[0].Text
	}
	family := o.Name
	if o.Kind == "SandboxTemplate" {
		family = strings.TrimSuffix(family, "-template") // its sandboxes are this agent
	}
	agent.Family = agents.Family(family, image)
	r.facts.Agents = append(r.facts.Agents, agent)
	if agent.Score >= nhi.PossibleScore {
		r.guarded(p, key)
		r.sandboxNetwork(o, key)
	}
	r.tokens(p, key, account, name)
}

// sandboxGroup is the API group of agent-sandbox's templates and claims.
const sandboxGroup = "extensions.agents.x-k8s.io"

// sandboxNetwork states whether a template's sandboxes are kept from the cluster's
// own network: they are unless it says otherwise.
func (r *reader) sandboxNetwork(o *kube.Object, key string) {
	if !o.Is(sandboxGroup, "SandboxTemplate") {
		return
	}
	if n := o.Get("spec", "networkPolicyManagement"); n.Str() == "Unmanaged" {
		r.control("network", "off", "networkPolicyManagement", key, "no policy is made for its sandboxes", "", n.Span)
	} else {
		r.control("network", "present", "networkPolicyManagement", key, "", "agent-sandbox API, SandboxTemplateSpec.networkPolicyManagement, default Managed", o.At)
	}
}

// describe gathers what package agents weighs.
func (r *reader) describe(p *kube.Pod) agents.Workload {
	o := p.Object
	w := agents.Workload{Name: o.Name, Namespace: o.Namespace, At: o.At, Path: o.File.Path, Models: r.daprModels(p), Sandboxed: strings.HasSuffix(o.Group, "agents.x-k8s.io") || o.Group == "ate.dev"}
	seen := map[[3]string]bool{}
	for _, c := range p.Containers {
		if c.Name != "" && c.Name != o.Name {
			w.Names = append(w.Names, agents.Item{Text: c.Name, At: c.Node.Get("name").Span})
		}
		if scalar(c.Image) {
			w.Images = append(w.Images, agents.Item{Text: c.Image.Text, At: c.Image.Span})
		}
		for _, e := range c.Env {
			if r.word(e.Name).telling {
				w.Env = append(w.Env, agents.Item{Text: e.Name, At: e.At})
			}
		}
		for _, from := range c.EnvFrom {
			// The same variables loaded again say nothing new.
			at := [3]string{from.ConfigMap.Str(), from.Secret.Str(), from.Prefix}
			if seen[at] {
				continue
			}
			seen[at] = true
			w.Env = append(w.Env, r.loaded(o.Space(), from)...)
			if scalar(from.Secret) && vendorOf(from.Secret.Text) != "" {
				w.Models = append(w.Models, agents.Item{Text: "loads a Secret that is called after a model vendor", At: from.Secret.Span})
			}
		}
		for _, a := range c.Args {
			w.Args = append(w.Args, agents.Item{Text: a.Text, At: a.Span})
		}
		for _, probe := range []string{"livenessProbe", "readinessProbe", "startupProbe"} {
			if n := c.Node.Get(probe, "httpGet", "path"); scalar(n) {
				w.Args = append(w.Args, agents.Item{Text: n.Text, At: n.Span})
			}
		}
	}
	if runtime, ok := r.runtimes[[3]string{o.Space(), o.Kind, o.Name}]; ok {
		w.Labels = append(w.Labels, agents.Item{Text: "rossoctl.io/type=" + runtime.typ, At: runtime.at})
	}
	for _, labels := range []*tree.Node{p.Metadata.Get("labels"), o.Node.Get("metadata", "labels")} {
		if labels == nil || labels.Kind != tree.Mapping {
			continue
		}
		for _, f := range labels.Fields {
			w.Labels = append(w.Labels, agents.Item{Text: f.Key + "=" + f.Value.Str(), At: f.Span()})
		}
	}
	return w
}

// loaded are the names of variables that come out of a ConfigMap or Secret of
// the scope, or a Secret that an operator writes, those that speak for an agent.
func (r *reader) loaded(namespace string, from kube.EnvFrom) []agents.Item {
	var out []agents.Item
	add := func(ref *tree.Node, index map[[2]string]*kube.Object) {
		if !scalar(ref) {
			return
		}
		if o := index[[2]string{namespace, ref.Text}]; o != nil {
			for _, name := range r.tellingOf(o, from.Prefix) {
				out = append(out, agents.Item{Text: name, At: ref.Span})
			}
		} else if w := r.written[[2]string{namespace, ref.Text}]; w != nil && ref == from.Secret {
			for _, entry := range w.entries {
				if name := from.Prefix + entry; r.load(w.object) && agents.Telling(name) {
					out = append(out, agents.Item{Text: name, At: ref.Span})
				}
			}
		}
	}
	add(from.ConfigMap, r.configs)
	add(from.Secret, r.secrets)
	return out
}

// tellingOf are the names of an object's entries, with a prefix, that speak for
// an agent. What many pods load as it is is weighed once.
func (r *reader) tellingOf(o *kube.Object, prefix string) []string {
	if names, ok := r.telling[o]; ok && prefix == "" {
		return names
	}
	var out []string
	for _, entry := range r.entries(o) {
		if prefix != "" && !r.load(o) {
			break
		}
		if name := prefix + entry; agents.Telling(name) {
			out = append(out, name)
		}
	}
	if prefix == "" {
		r.telling[o] = out
	}
	return out
}

// tokens reports the API tokens that the pod gets. Every pod gets its own, so
// the account is an attribute: as their subject it would make all pods of the
// account holders of each.
func (r *reader) tokens(p *kube.Pod, holder, account, name string) {
	o := p.Object
	tokens := p.Tokens()
	for _, t := range tokens {
		c := &nhi.Credential{
			Key:  nhi.Key("k8s-projected", holder, t.Volume, t.Node.Get("path").Str()),
			Kind: "kubernetes-projected-token", Title: "projected Kubernetes token", Vendor: "Kubernetes",
			Name: t.Volume, Origin: nhi.FromIssuer, Store: inFile, Confidence: nhi.Certain,
			Environment: r.environment(o), At: t.At, Attributes: map[string]string{"account": name},
			Lifetime: nhi.Lifetime{Known: true, Seconds: projectedLife, Basis: nhi.Defaulted, Field: "expirationSeconds", Source: projectedSource},
		}
		if t.Expiration != nil && t.Expiration.Kind != tree.Null {
			c.At = t.Expiration.Span
			c.Lifetime = nhi.Lifetime{Field: "expirationSeconds"}
			switch s, ok := t.Expiration.Int(); {
			case !ok || s <= 0:
			case s == stretchedLife && t.Audience.Str() == "":
				c.Lifetime = nhi.Lifetime{Known: t.Audience == nil, Seconds: automountedLife, Basis: nhi.Defaulted, Field: "expirationSeconds", Source: automountedSource}
			default:
				c.Lifetime = nhi.Lifetime{Known: true, Seconds: s, Basis: nhi.Written, Field: "expirationSeconds"}
			}
		}
		if scalar(t.Audience) {
			c.Attributes["audience"] = t.Audience.Text
		}
		if t.Mount != "" {
			c.Attributes["mount"] = t.Mount
		}
		r.facts.Credentials = append(r.facts.Credentials, c)
		r.edge(nhi.Holds, holder, c.Key, c.At)
	}
	if account == "" {
		return
	}
	at, ok := r.automounts(p, name)
	if !ok {
		return
	}
	bound := r.bound[account]
	c := &nhi.Credential{
		Key:  nhi.Key("k8s-automounted", holder),
		Kind: "kubernetes-automounted-token", Title: "automounted Kubernetes token", Vendor: "Kubernetes",
		Name: name, Origin: nhi.FromIssuer, Store: inFile, Confidence: nhi.Certain,
		Lifetime:    nhi.Lifetime{Known: true, Seconds: automountedLife, Basis: nhi.Defaulted, Field: automount, Source: automountedSource},
		Alternative: "a projected token with its own audience and expirationSeconds",
		Environment: r.environment(o), At: at,
		Attributes: map[string]string{"account": name, "bound": strconv.FormatBool(bound)},
	}
	if len(tokens) > 0 {
		c.Attributes["projected"] = "true"
	}
	if bound || callsAPI(p) {
		c.Attributes["calls_api"] = "true"
	}
	r.facts.Credentials = append(r.facts.Credentials, c)
	r.edge(nhi.Holds, holder, c.Key, at)
}

// automounts says whether the pod gets a token without asking, and where that is
// said or should be denied. The pod's word counts before the account's. What the
// scope does not say of an account that is defined elsewhere is unknown.
func (r *reader) automounts(p *kube.Pod, account string) (nhi.Span, bool) {
	if n := p.Spec.Get(automount); n != nil && n.Kind != tree.Null {
		on, known := n.Truth()
		return n.Span, known && on && !mountsOwn(p)
	}
	if p.Isolated || mountsOwn(p) {
		return nhi.Span{}, false
	}
	o := r.accountOf(p, account)
	if o == nil {
		return p.At, account == defaultAccount && !r.unsure(p, account)
	}
	if n := o.Node.Get(automount); n != nil && n.Kind != tree.Null {
		on, known := n.Truth()
		return p.At, known && on
	}
	return p.At, true
}

// tokenPath is where the token is mounted, the admission plugin's
// DefaultAPITokenMountPath. It adds none to containers that mount something of
// their own there (plugin/pkg/admission/serviceaccount).
const tokenPath = "/var/run/secrets/kubernetes.io/serviceaccount"

// mountsOwn says whether every container has something of its own where the
// token would be.
func mountsOwn(p *kube.Pod) bool {
	for _, c := range p.Containers {
		if !slices.ContainsFunc(c.Node.Get("volumeMounts").Each(), func(m *tree.Node) bool { return m.Get("mountPath").Str() == tokenPath }) {
			return false
		}
	}
	return len(p.Containers) > 0
}

// apiImages and apiWords are programs that talk to the cluster they run in.
var (
	apiImages = []string{"kubectl", "k8s", "kubernetes", "helm", "argocd", "flux", "operator", "controller", "kube", "vault", "consul", "prometheus", "istio"}
	apiWords  = map[string]bool{"kubectl": true, "helm": true, "k9s": true, "kubeconfig": true}
)

// callsAPI says whether something shows that the pod uses its token: a program
// for the cluster's API, or a sidecar that logs in with it.
func callsAPI(p *kube.Pod) bool {
	if n := p.Metadata.Get("annotations", "vault.hashicorp.com/agent-inject"); n.Str() == "true" {
		return true // Vault Agent logs in with the account's token
	}
	for _, c := range p.Containers {
		if scalar(c.Image) {
			image := agents.ImagePath(c.Image.Text)
			for _, word := range append(agents.Words(path.Base(image)), agents.Words(path.Dir(image))...) {
				for _, known := range apiImages {
					if word == known {
						return true
					}
				}
			}
		}
		for _, a := range c.Args {
			for _, word := range agents.Words(a.Text) {
				if apiWords[word] {
					return true
				}
			}
		}
		for _, e := range c.Env {
			if strings.HasPrefix(e.Name, "KUBERNETES_") || e.Name == "KUBECONFIG" || strings.HasPrefix(e.Name, "KUBE_") {
				return true
			}
		}
	}
	return false
}
