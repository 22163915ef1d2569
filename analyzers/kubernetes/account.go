package kubernetes

import (
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
		if v := o.Annotations().Get(c.annotation); scalar(v) {
			r.federate(id, c, v)
		}
	}
}

// runsAs reports the account of a pod and returns its key and name. A pod that
// names no account and gets no token is nobody for the cluster: the default
// account is then a formality, unless a cloud knows it.
func (r *reader) runsAs(p *kube.Pod, agent string) (key, name string) {
	o := p.Object
	if p.Nobody {
		return "", ""
	}
	at := p.At
	name = defaultAccount
	if n := p.ServiceAccount(); n != nil {
		if !n.Scalar() || templated(n.Text) {
			return "", "" // unknown
		}
		name, at = n.Text, n.Span
	}
	if name == defaultAccount && len(p.Tokens()) == 0 && r.tokenless(p, name) && !r.federated(p, name) {
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

// tokenless says whether the pod gets no token, or may get none: the pod itself
// refuses it, its platform, its account, or every container has something else in
// its place. The pod's word counts before the account's.
func (r *reader) tokenless(p *kube.Pod, account string) bool {
	n := p.Spec.Get(automount)
	if n == nil || n.Kind == tree.Null {
		if p.Isolated || mountsOwn(p) || r.unsure(p, account) {
			return true
		}
		n = r.accountOf(p, account).Get(automount)
	}
	if n == nil || n.Kind == tree.Null {
		return false
	}
	on, known := n.Truth()
	return !on || !known
}

// unsure says whether an account's definition may be one whose kind, name or
// namespace is filled in later, and which may refuse the token.
func (r *reader) unsure(p *kube.Pod, account string) bool {
	for _, o := range r.vague {
		if o.Get(automount) != nil {
			return true
		}
	}
	return templated(p.Object.Namespace) && len(r.named[account]) > 0
}

// federated says whether an account is a principal of a cloud too.
func (r *reader) federated(p *kube.Pod, name string) bool { return len(r.cloudsOf(p, name)) > 0 }

// federations are the vendors to whom the workload can log in without a stored
// credential, with the way for a person.
func (r *reader) federations(p *kube.Pod, account string) map[string]string {
	out := map[string]string{}
	for _, c := range r.cloudsOf(p, account) {
		out[c.vendor] = c.what
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
