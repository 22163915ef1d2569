package kubernetes

import (
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// cloud is a way in which an account is a principal of a cloud: an annotation, or
// an association that stands in an object of its own.
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
	roleARN       = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]+$`) })
	googleAccount = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.:-]+\.iam\.gserviceaccount\.com$`)
	})
	guid = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	})
)

// clouds: docs.aws.amazon.com (IAM roles for service accounts), cloud.google.com
// (Workload Identity Federation for GKE), azure.github.io/azure-workload-identity.
var clouds = []cloud{
	{"eks.amazonaws.com/role-arn", "AWS", "aws", "role", "the role of its account (eks.amazonaws.com/role-arn)", func(v string) string {
		if !roleARN().MatchString(v) || strings.Contains(v, "::000000000000:") {
			return ""
		}
		return nhi.RoleARNKey(v)
	}},
	{"iam.gke.io/gcp-service-account", "Google", "google", "service-account", "the Google account of its account (iam.gke.io/gcp-service-account)", func(v string) string {
		if !googleAccount().MatchString(v) {
			return ""
		}
		return nhi.GoogleAccountKey(v)
	}},
	{"azure.workload.identity/client-id", "Azure", "azure", "client", "the Entra identity of its account (azure.workload.identity/client-id)", func(v string) string {
		if !guid().MatchString(v) || strings.HasPrefix(v, "00000000-0000-0000-0000") {
			return ""
		}
		return nhi.EntraClientKey(v)
	}},
}

// azure is the cloud of an annotation of Azure's.
var azure = clouds[2]

// podIdentity is the way without an annotation: EKS Pod Identity, whose agent on
// the node gives the role's credentials to the pods of an account
// (docs.aws.amazon.com/eks/latest/userguide/pod-identities.html).
var podIdentity = cloud{"", "AWS", "aws", "role", "the role that EKS Pod Identity gives its account", clouds[0].key}

// associations are the objects that tie an account to a role: where the entries
// are, and in each the namespace, the account and the role. Sources:
// aws-controllers-k8s.github.io (eks v1alpha1), marketplace.upbound.io
// (provider-aws-eks), eksctl.io (schema: podIdentityAssociations, serviceAccounts).
var associations = []struct {
	group, kind              string
	entries                  []string
	namespace, account, role []string
	policies                 string // of the role that is made for it
}{
	{"eks.services.k8s.aws", "PodIdentityAssociation", []string{"spec"}, []string{"namespace"}, []string{"serviceAccount"}, []string{"roleARN"}, ""},
	{"eks.aws.upbound.io", "PodIdentityAssociation", []string{"spec", "forProvider"}, []string{"namespace"}, []string{"serviceAccount"}, []string{"roleArn"}, ""},
	{"eksctl.io", "ClusterConfig", []string{"iam", "podIdentityAssociations"}, []string{"namespace"}, []string{"serviceAccountName"}, []string{"roleARN"}, "permissionPolicyARNs"},
	{"eksctl.io", "ClusterConfig", []string{"iam", "serviceAccounts"}, []string{"metadata", "namespace"}, []string{"metadata", "name"}, []string{"attachRoleARN"}, "attachPolicyARNs"},
}

// associate reads the objects that make accounts principals of a cloud.
func (r *reader) associate(o *kube.Object) {
	for _, a := range associations {
		if !o.Is(a.group, a.kind) {
			continue
		}
		for _, n := range o.Node.Get(a.entries...).Each() {
			namespace, account, role := n.Get(a.namespace...), n.Get(a.account...), n.Get(a.role...)
			if !scalar(namespace) || !scalar(account) || templated(namespace.Text) || templated(account.Text) {
				continue
			}
			id := r.identity(r.home(namespace.Text, true, account.Text), account.Text, account.Span)
			r.associated[id.Key] = true
			if scalar(role) && !templated(role.Text) {
				r.federate(id, podIdentity, role)
			}
			for _, policy := range n.Get(a.policies).Each() {
				j, ok := iam.AWSManaged(policy.Str())
				if !ok {
					continue
				}
				g := &nhi.Grant{
					Key: nhi.Key("k8s-grant", id.Key, policy.Text), Identity: id.Key, System: "aws", Name: path.Base(policy.Text),
					Scope: iam.Account, Confidence: nhi.Certain, At: policy.Span,
				}
				judge(g, j)
				r.facts.Grants = append(r.facts.Grants, g)
			}
		}
	}
}

// federate ties an account to the principal of a cloud that it can become.
func (r *reader) federate(id *nhi.Identity, c cloud, v *tree.Node) {
	if id.Attributes == nil {
		id.Attributes = map[string]string{}
	}
	id.Attributes["federation"] = c.platform
	key := c.key(v.Text)
	if key == "" || templated(v.Text) {
		return // as whom is filled in later
	}
	if r.identities[key] == nil {
		far := &nhi.Identity{Key: key, Name: v.Text, Kind: c.kind, Platform: c.platform, At: v.Span, Environment: id.Environment}
		r.identities[key] = far
		r.facts.Identities = append(r.facts.Identities, far)
	}
	r.edge(nhi.Reaches, id.Key, key, v.Span)
}

// cloudsOf are the clouds that know a pod's account.
func (r *reader) cloudsOf(p *kube.Pod, name string) []cloud {
	var out []cloud
	if o := r.accountOf(p, name); o != nil {
		for _, c := range clouds {
			if scalar(o.Annotations().Get(c.annotation)) {
				out = append(out, c)
			}
		}
	}
	o := p.Object
	if len(r.associated) > 0 && r.associated[nhi.ServiceAccountKey(r.scope, r.home(o.Space(), o.Namespace != "", name), name)] {
		out = append(out, podIdentity)
	}
	return out
}
