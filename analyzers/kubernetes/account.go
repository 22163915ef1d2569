package kubernetes

import (
	"regexp"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// defaultAccount is the account that a pod has that names none.
const (
	defaultAccount       = "default"
	defaultAccountSource = "kubernetes.io: Configure Service Accounts for Pods"
)

// cloud is an annotation that makes an account a principal of a cloud.
type cloud struct {
	annotation string
	vendor     string // as creds names it
	platform   string
	kind       string
	what       string // for a person
	// key gives the principal's key, empty when the value is none (a placeholder).
	key func(value string) string
}

var (
	roleARN       = regexp.MustCompile(`^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]+$`)
	googleAccount = regexp.MustCompile(`^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.:-]+\.iam\.gserviceaccount\.com$`)
	guid          = regexp.MustCompile(`(?i)^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
)

// clouds: docs.aws.amazon.com (IAM roles for service accounts), cloud.google.com
// (Workload Identity Federation for GKE), azure.github.io/azure-workload-identity.
var clouds = []cloud{
	{"eks.amazonaws.com/role-arn", "AWS", "aws", "role", "the role of its account (eks.amazonaws.com/role-arn)", func(v string) string {
		if !roleARN.MatchString(v) || strings.Contains(v, "::000000000000:") {
			return ""
		}
		return nhi.RoleARNKey(v)
	}},
	{"iam.gke.io/gcp-service-account", "Google", "google", "service-account", "the Google account of its account (iam.gke.io/gcp-service-account)", func(v string) string {
		if !googleAccount.MatchString(v) {
			return ""
		}
		return nhi.GoogleAccountKey(v)
	}},
	{"azure.workload.identity/client-id", "Azure", "azure", "client", "the Entra identity of its account (azure.workload.identity/client-id)", func(v string) string {
		if !guid.MatchString(v) || strings.HasPrefix(v, "00000000-0000-0000-0000") {
			return ""
		}
		return nhi.EntraClientKey(v)
	}},
}

// identity reports an account once. Those that the scope defines are read first,
// so that their definition is their place.
func (r *reader) identity(namespace, name string, at nhi.Span) *nhi.Identity {
	key := nhi.ServiceAccountKey(r.scope, namespace, name)
	if id := r.identities[key]; id != nil {
		return id
	}
	id := &nhi.Identity{
		Key: key, Name: name, Kind: "service-account", Platform: "kubernetes", Namespace: namespace, At: at,
		Environment: agents.Environment(at.File.Path, namespace, name),
	}
	if name == defaultAccount {
		id.Default, id.DefaultSource = true, defaultAccountSource
	}
	r.identities[key] = id
	r.facts.Identities = append(r.facts.Identities, id)
	return id
}

// account reads a ServiceAccount and the clouds that it reaches.
func (r *reader) account(o *kube.Object) {
	id := r.identity(o.Space(), o.Name, o.At)
	id.Defined = true
	for _, c := range clouds {
		v := o.Annotations().Get(c.annotation)
		if !scalar(v) || templated(v.Text) {
			continue
		}
		if id.Attributes == nil {
			id.Attributes = map[string]string{}
		}
		id.Attributes["federation"] = c.platform
		key := c.key(v.Text)
		if key == "" {
			continue
		}
		if r.identities[key] == nil {
			far := &nhi.Identity{Key: key, Name: v.Text, Kind: c.kind, Platform: c.platform, At: v.Span, Environment: id.Environment}
			r.identities[key] = far
			r.facts.Identities = append(r.facts.Identities, far)
		}
		r.edge(nhi.Reaches, id.Key, key, v.Span)
	}
}

// runsAs reports the account of a pod and returns its key and name. A pod that
// names no account and gets no token is nobody for the cluster: the default
// account is then a formality, unless a cloud knows it.
func (r *reader) runsAs(p *kube.Pod, agent string) (key, name string) {
	o := p.Object
	at := p.At
	name = defaultAccount
	if n := p.ServiceAccount(); n != nil {
		if !n.Scalar() || templated(n.Text) {
			return "", "" // unknown
		}
		name, at = n.Text, n.Span
	}
	if name == defaultAccount && len(p.Tokens()) == 0 && r.tokenless(p) && !r.federated(p, name) {
		return "", name
	}
	id := r.identity(r.home(o.Space(), o.Namespace != "", name), name, at)
	r.edge(nhi.RunsAs, agent, id.Key, at)
	return id.Key, name
}

// home is the namespace of an account that somebody names. Manifests are often
// applied with a namespace that only some of them write: where the scope defines
// one account of that name, and one side leaves the namespace out, it is meant.
func (r *reader) home(namespace string, written bool, name string) string {
	if name == defaultAccount || r.accounts[[2]string{namespace, name}] != nil {
		return namespace
	}
	if same := r.named[name]; len(same) == 1 && (same[0].Namespace == "" || !written) {
		return same[0].Space()
	}
	return namespace
}

// accountOf is the definition of a pod's account; nil when the scope has none.
func (r *reader) accountOf(p *kube.Pod, name string) *kube.Object {
	o := p.Object
	return r.accounts[[2]string{r.home(o.Space(), o.Namespace != "", name), name}]
}

// tokenless says whether the pod itself, or its platform, refuses the token.
func (r *reader) tokenless(p *kube.Pod) bool {
	n := p.Spec.Get(automount)
	if n == nil || n.Kind == tree.Null {
		return p.Isolated
	}
	on, known := n.Truth()
	return known && !on
}

// federated says whether an account is a principal of a cloud too.
func (r *reader) federated(p *kube.Pod, name string) bool {
	o := r.accountOf(p, name)
	if o == nil {
		return false
	}
	for _, c := range clouds {
		if scalar(o.Annotations().Get(c.annotation)) {
			return true
		}
	}
	return false
}

// federations are the vendors to whom the workload can log in without a stored
// credential, with the way for a person.
func (r *reader) federations(p *kube.Pod, account string) map[string]string {
	out := map[string]string{}
	if o := r.accountOf(p, account); o != nil {
		for _, c := range clouds {
			if v := o.Annotations().Get(c.annotation); scalar(v) {
				out[c.vendor] = c.what
			}
		}
	}
	// Azure's webhook works only where the pod asks for it.
	delete(out, "Azure")
	if p.Metadata.Get("labels", "azure.workload.identity/use").Str() == "true" {
		out["Azure"] = "workload identity (azure.workload.identity/use)"
	}
	for _, c := range p.Containers {
		federatedEnv(out, c.Env)
	}
	return out
}
