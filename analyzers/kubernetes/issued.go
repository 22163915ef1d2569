package kubernetes

import (
	"slices"
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// issue marks a credential that is made anew for its holder: it is not static,
// whatever its name says.
func issue(c *nhi.Credential) {
	c.Origin, c.Static, c.Lifetime, c.Alternative, c.Shadows, c.ShadowSource = nhi.FromIssuer, false, nhi.Lifetime{}, "", "", ""
}

// privateKey is the entry of a Secret with the key of a certificate.
const privateKey = "tls.key"

// certificates reads how long the certificates live with which agents prove who
// they are: those of cert-manager for clients, and those of Vault's PKI. What other
// programs have, and servers, is renewed by the same operator and no business of
// ours.
func (r *reader) certificates() {
	scores := map[string]int{}
	for _, a := range r.facts.Agents {
		scores[a.Key] = a.Score
	}
	for _, o := range r.objects {
		if !o.Is(certGroup, "Certificate") && !o.Is(vaultGroup, "VaultPKISecret") {
			continue
		}
		spec := o.Node.Get("spec")
		name, life, field := spec.Get("secretName"), spec.Get("duration"), "duration"
		if o.Group == vaultGroup {
			name, life, field = spec.Get("destination", "name"), spec.Get("ttl"), "ttl"
		} else if ca := spec.Get("isCA"); ca != nil && !off(ca) || !slices.Contains(spec.Get("usages").Strings(), "client auth") {
			continue
		}
		seconds, ok := duration(life)
		if !ok {
			continue
		}
		c := &nhi.Credential{
			Key: nhi.SecretKey(r.scope, o.Space(), name.Str(), privateKey), Kind: "client-certificate", Title: "Client certificate", Name: o.Name,
			Origin: nhi.FromIssuer, Store: inManifest, Confidence: nhi.Certain, Environment: r.environment(o), At: life.Span,
			Lifetime:   nhi.Lifetime{Known: true, Seconds: seconds, Basis: nhi.Written, Field: field},
			Attributes: map[string]string{"written_by": o.Kind},
		}
		if policy := spec.Get("privateKey", "rotationPolicy").Str(); policy != "" {
			c.Rotated = nhi.Bool(policy == "Always")
		}
		held := false
		for _, m := range r.mounts[[2]string{o.Space(), name.Str()}] {
			if scores[m.holder] >= nhi.PossibleScore {
				r.edge(nhi.Holds, m.holder, c.Key, m.at)
				held = true
			}
		}
		if held {
			r.facts.Credentials = append(r.facts.Credentials, c)
		}
	}
}

// off says whether a switch is known to be off.
func off(n *tree.Node) bool {
	on, known := n.Truth()
	return known && !on
}

// mountedBy is a holder that has a Secret as files, which an operator writes.
type mountedBy struct {
	holder string
	at     nhi.Span
}

// duration reads Go's notation of a time, in seconds.
func duration(n *tree.Node) (int64, bool) {
	if !scalar(n) || templated(n.Text) {
		return 0, false
	}
	d, err := time.ParseDuration(n.Text)
	return int64(d.Seconds()), err == nil && d > 0
}

// spiffeGroup is the API group of SPIRE's controller manager.
const spiffeGroup = "spire.spiffe.io"

// maxSelected is how many pods of a scope are compared with each ClusterSPIFFEID.
const maxSelected = 2000

// spiffe reads which pods SPIRE gives which identity, and for how long
// (github.com/spiffe/spire-controller-manager, docs/clusterspiffeid-crd.md).
func (r *reader) spiffe() {
	var pods []*kube.Pod
	spaces := map[string]*tree.Node{}
	var ids []*kube.Object
	for _, o := range r.objects {
		switch {
		case o.Is(spiffeGroup, "ClusterSPIFFEID"):
			ids = append(ids, o)
		case o.Is("", "Namespace"):
			spaces[o.Name] = o.Node.Get("metadata", "labels")
		}
	}
	if len(ids) == 0 {
		return
	}
	for _, o := range r.objects {
		if p := r.pods[o]; p != nil && len(pods) < maxSelected {
			pods = append(pods, p)
		}
	}
	scores := map[string]int{}
	for _, a := range r.facts.Agents {
		scores[a.Key] = a.Score
	}
	for _, o := range ids[:min(len(ids), maxIDs)] {
		r.spiffeID(o, pods, spaces, scores)
	}
}

// maxIDs is how many ClusterSPIFFEIDs of a scope are compared with its pods;
// clusters have a handful.
const maxIDs = 100

// spiffeID reads one of them. An identity that names the account says no more than
// the account does; one that tells no pod from another is shared by all that it
// selects.
func (r *reader) spiffeID(o *kube.Object, pods []*kube.Pod, spaces map[string]*tree.Node, scores map[string]int) {
	spec := o.Node.Get("spec")
	template := spec.Get("spiffeIDTemplate")
	if !scalar(template) || !spelled(template.Text) {
		return
	}
	key := nhi.Key("spiffe", r.scope, template.Text)
	own := strings.Contains(template.Text, ".Pod") && !onlyNamespace(template.Text)
	if !own && !onlyNamespace(template.Text) && r.identities[key] == nil {
		id := &nhi.Identity{Key: key, Name: template.Text, Kind: "SPIFFE-id", Platform: "spire", At: template.Span, Defined: true, Environment: r.environment(o)}
		r.identities[key] = id
		r.facts.Identities = append(r.facts.Identities, id)
	}
	var holders []string
	for _, p := range pods {
		if !selected(spec, p, spaces) {
			continue
		}
		holder := r.workloadKey(p.Object)
		if !own {
			to := key
			if onlyNamespace(template.Text) {
				to = r.namespaceID(o, key, p.Object.Space(), template)
			}
			r.edge(nhi.RunsAs, holder, to, template.Span)
		}
		// The servers of SPIRE have these powers by right.
		for _, power := range [...]string{"admin", "downstream"} {
			if on, _ := spec.Get(power).Truth(); on && scores[holder] >= nhi.PossibleScore {
				r.facts.Grants = append(r.facts.Grants, &nhi.Grant{
					Key: nhi.Key("k8s-grant", holder, o.Name, power), Identity: holder, System: "spire", Name: o.Name, Actions: []string{power},
					Hazards: []string{iam.Escalation}, Why: "makes identities in SPIRE (" + power + ")", Writes: true, Confidence: nhi.Certain,
					At: spec.Get(power).Span,
				})
			}
		}
		holders = append(holders, holder)
	}
	if len(holders) == 0 {
		return
	}
	// Every pod has its own, of one identity: their subject says that they are not
	// shared.
	for _, svid := range svids {
		seconds, ok := duration(spec.Get(svid.field))
		if !ok {
			continue
		}
		c := &nhi.Credential{
			Key: nhi.Key("spiffe-svid", r.scope, o.Name, svid.field), Kind: "spiffe-svid", Title: svid.title, Vendor: "SPIRE", Name: o.Name,
			Origin: nhi.FromIssuer, Store: inFile, Confidence: nhi.Certain, Subject: key, Environment: r.environment(o), At: spec.Get(svid.field).Span,
			Lifetime: nhi.Lifetime{Known: true, Seconds: seconds, Basis: nhi.Written, Field: svid.field},
		}
		r.facts.Credentials = append(r.facts.Credentials, c)
		for _, holder := range holders {
			r.edge(nhi.Holds, holder, c.Key, c.At)
		}
	}
}

// spiffeFields are what a template of SPIRE's may speak of.
var spiffeFields = []string{".TrustDomain", ".ClusterName", ".ClusterDomain", ".PodMeta", ".PodSpec", ".NodeMeta", ".NodeSpec"}

// spelled says whether a template is written out: its own actions are known, and
// those of a chart or a variable are not.
func spelled(template string) bool {
	rest := template
	for {
		_, after, ok := strings.Cut(rest, "{{")
		if !ok {
			break
		}
		action, next, ok := strings.Cut(after, "}}")
		if !ok || !slices.ContainsFunc(spiffeFields, func(f string) bool { return strings.Contains(action, f) }) {
			return false
		}
		rest = next
	}
	return !strings.Contains(template, "${") && !strings.Contains(template, "$(")
}

// svids are the documents that a ClusterSPIFFEID sets the life of.
var svids = [...]struct{ field, title string }{{"ttl", "X.509 SVID"}, {"jwtTtl", "JWT SVID"}}

// namespaceID is the identity of a template with the namespace alone in it.
func (r *reader) namespaceID(o *kube.Object, key, space string, template *tree.Node) string {
	key = key + "#" + space
	if r.identities[key] == nil {
		id := &nhi.Identity{Key: key, Name: template.Text, Kind: "SPIFFE-id", Platform: "spire", Namespace: space, At: template.Span, Environment: r.environment(o)}
		r.identities[key] = id
		r.facts.Identities = append(r.facts.Identities, id)
	}
	return key
}

// onlyNamespace says whether a template tells pods apart by their namespace, and
// by nothing else.
func onlyNamespace(template string) bool {
	return strings.Contains(template, ".PodMeta.Namespace") && strings.Count(template, ".Pod") == strings.Count(template, ".PodMeta.Namespace")
}

func selected(spec *tree.Node, p *kube.Pod, spaces map[string]*tree.Node) bool {
	if yes, known := kube.Matches(spec.Get("podSelector"), p.Metadata.Get("labels")); !yes || !known {
		return false
	}
	n := spec.Get("namespaceSelector")
	if n == nil || n.Kind == tree.Null || n.Kind == tree.Mapping && kube.Empty(n) {
		return true
	}
	// Every namespace has its name as a label (kubernetes.io: Well-Known Labels).
	labels := n.Get("matchLabels")
	if f := labels.Entries(); len(f) == 1 && f[0].Key == "kubernetes.io/metadata.name" && n.Get("matchExpressions") == nil {
		return f[0].Value.Str() == p.Object.Space()
	}
	space, ok := spaces[p.Object.Space()]
	if !ok {
		return false
	}
	yes, known := kube.Matches(n, space)
	return yes && known
}
