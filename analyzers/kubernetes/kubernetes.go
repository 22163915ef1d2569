// Package kubernetes reads Kubernetes manifests, and the custom resources of
// agent platforms, into facts: what runs, as which account, with which
// credentials, and what the account may do.
package kubernetes

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// Analyzer reads Kubernetes objects.
var Analyzer = &nhi.Analyzer{
	Name: "kubernetes",
	Doc:  "Kubernetes manifests and the custom resources of agent platforms",
	Reads: []string{
		"pods of every kind: accounts, projected tokens, environment, files, images",
		"ServiceAccounts and the clouds that know them, RBAC, Secrets of every type, ConfigMaps, Services",
		"operators that move credentials: External Secrets, Sealed Secrets, Vault's operator and injector, Secrets Store CSI, cert-manager, SPIRE",
		"values that stand in objects of Argo CD and Flux",
		"kagent: agents, harnesses, models, tools, approval, delegation, instructions",
		"ToolHive, Dapr, agent-sandbox, agentgateway, K8sGPT: servers, secrets, accounts, who may call",
		"NetworkPolicy and Istio's AuthorizationPolicy, where they select an agent",
	},
	Formats: []nhi.Format{
		{Name: "Workloads", Files: "apps/v1, batch/v1, v1 and the other groups of pods", Source: "https://kubernetes.io/docs/reference/kubernetes-api/", Fixture: "workloads"},
		{Name: "Argo Workflows and Rollouts, KServe, KubeRay", Files: "argoproj.io, serving.kserve.io, ray.io", Source: "https://argo-workflows.readthedocs.io/en/latest/fields/", Fixture: "kinds"},
		{Name: "Accounts and their tokens", Files: "v1", Source: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/", Fixture: "accounts"},
		{Name: "Cloud identities", Files: "annotations of accounts, eks.services.k8s.aws, eksctl.io", Source: "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html", Fixture: "clouds"},
		{Name: "RBAC", Files: "rbac.authorization.k8s.io", Source: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/", Fixture: "rbac"},
		{Name: "Secrets and ConfigMaps", Files: "v1", Source: "https://kubernetes.io/docs/concepts/configuration/secret/", Fixture: "secrets"},
		{Name: "External Secrets", Files: "external-secrets.io", Source: "https://external-secrets.io/latest/api/spec/", Fixture: "stored"},
		{Name: "Sealed Secrets, cert-manager", Files: "bitnami.com, cert-manager.io", Source: "https://cert-manager.io/docs/reference/api-docs/", Fixture: "operators"},
		{Name: "Vault Secrets Operator, injector", Files: "secrets.hashicorp.com, annotations of pods", Source: "https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference", Fixture: "vault"},
		{Name: "Secrets Store CSI driver", Files: "secrets-store.csi.x-k8s.io", Source: "https://secrets-store-csi-driver.sigs.k8s.io/concepts", Fixture: "csi"},
		{Name: "SPIRE", Files: "spire.spiffe.io", Source: "https://github.com/spiffe/spire-controller-manager/blob/main/docs/clusterspiffeid-crd.md", Fixture: "spire"},
		{Name: "Argo CD, Flux", Files: "argoproj.io, helm.toolkit.fluxcd.io, kustomize.toolkit.fluxcd.io", Source: "https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/", Fixture: "values"},
		{Name: "kagent", Files: "kagent.dev", Source: "https://kagent.dev/docs/kagent/resources/api-ref", Fixture: "kagent"},
		{Name: "ToolHive, Dapr, agent-sandbox", Files: "toolhive.stacklok.dev, dapr.io, agents.x-k8s.io", Source: "https://docs.stacklok.com/toolhive/reference/crd-spec", Fixture: "platforms"},
		{Name: "agentgateway, K8sGPT, rossoctl, Substrate", Files: "agentgateway.dev, core.k8sgpt.ai, agent.rossoctl.dev, ate.dev", Source: "https://agentgateway.dev/docs/kubernetes/latest/reference/api/", Fixture: "gates"},
		{Name: "NetworkPolicy, Istio", Files: "networking.k8s.io, security.istio.io", Source: "https://istio.io/latest/docs/reference/config/security/authorization-policy/", Fixture: "gates"},
	},
	Leaves: "templates that no chart renders, other custom resources, what an Ingress or a Gateway asks of callers, and what the cluster adds at admission",
	Wants:  wants,
	Claims: claims,
	Run:    run,

	Rendered: true,
}

func wants(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".yaml", ".yml", ".json":
		return true
	}
	return false
}

// claims looks for the two words that every object has, and then whether one of
// the kinds at the start of a line is read here: definitions of kinds are the
// largest YAML files there are, and say nothing.
func claims(file string, text []byte) (string, bool) {
	if !bytes.Contains(text, []byte("apiVersion")) || !bytes.Contains(text, []byte("kind")) {
		return "", false
	}
	found := false
	for rest := text; len(rest) > 0; {
		line := rest
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			line, rest = rest[:i], rest[i+1:]
		} else {
			rest = nil
		}
		value, ok := bytes.CutPrefix(line, []byte("kind:"))
		if !ok {
			continue
		}
		found = true
		if i := bytes.IndexByte(value, '#'); i > 0 {
			value = value[:i]
		}
		if kind := string(bytes.Trim(value, " \t\r\"'")); kinds[kind] && (kind != "Kustomization" || bytes.Contains(text, []byte(fluxGroup))) || strings.HasSuffix(kind, "List") || strings.ContainsAny(kind, "&*!{") {
			return kube.Scope(file), true
		}
	}
	return kube.Scope(file), !found // JSON, or YAML in another form
}

// kinds are read here, whatever their group is.
var kinds = func() map[string]bool {
	set := wordset.Of(`ServiceAccount Secret ConfigMap Role ClusterRole RoleBinding ClusterRoleBinding Component MCPServer
MCPRemoteProxy RemoteMCPServer ToolServer Agent SandboxAgent AgentHarness AgentTemplate Harness ModelConfig
ExternalSecret ClusterExternalSecret PushSecret SealedSecret SopsSecret VaultStaticSecret VaultDynamicSecret
VaultPKISecret Certificate Issuer ClusterIssuer SecretProviderClass SecretStore ClusterSecretStore VaultAuth VaultConnection ClusterSPIFFEID
ModelProviderConfig Memory VirtualMCPServer MCPExternalAuthConfig AgentgatewayBackend AgentgatewayPolicy K8sGPT SandboxClaim
AgentRuntime NetworkPolicy AuthorizationPolicy Application ApplicationSet HelmRelease HelmChart HelmChartConfig Kustomization Namespace PodIdentityAssociation ClusterConfig`)
	for _, kind := range kube.PodKinds() {
		set[kind] = true
	}
	return set
}()

// reader holds the state of one unit: a scope.
type reader struct {
	facts   *nhi.Facts
	scope   string
	objects []*kube.Object
	rbac    *kube.RBAC

	// Objects by namespace and name; agents are kagent's.
	accounts, secrets, configs, models, classes, externalAuth, gateways map[[2]string]*kube.Object

	agents map[[2]string][]*kube.Object
	named  map[string][]*kube.Object // accounts by name alone
	// vague objects may be others, once a template has filled them in.
	vague []*kube.Object
	// namespaces, in order.
	namespaces []*kube.Object
	dapr       []*daprModel
	// policies stand before the pods of a namespace; runtimes say of workloads what
	// they are.
	policies map[string][]*kube.Object
	runtimes map[[3]string]runtimeOf
	proxies  map[[2]string]bool // servers of ToolHive
	// Secrets that operators write, and the values of stores that are copied.
	written map[[2]string]*written
	remotes map[string][]copied
	// remoteOf are the keys of values in stores with an address of their own, by the
	// key of the entry that is a copy; stores are those addresses.
	remoteOf map[string]string
	// used are the accounts, by namespace and name, that an object names.
	used   map[[2]string]bool
	stores map[[3]string]string
	mounts map[[2]string][]mountedBy // of those Secrets
	// services lead to workloads, by name; fronts are the tools before them, by
	// the workload's key.
	services map[string][]service
	fronts   map[string][]front

	// What was reported: identities by key, and those that a binding reaches;
	// the keys of entries whose text is in the scope; those of the credentials
	// inside of each entry that is a file, and in each ConfigMap.
	identities map[string]*nhi.Identity
	bound      map[string]bool
	associated map[string]bool // accounts that an object makes principals of a cloud
	literal    map[string]bool
	inside     map[string][]string
	settings   map[[2]string][]string
	// keys are those of workloads, by object; taken are all that were given.
	keys  map[*kube.Object]string
	taken map[string]bool

	// What is worked out once, and used for many: the accounts of each namespace
	// and the namespaces in order; roles taken apart; the names of an object's
	// entries, and those of them that speak for an agent.
	mentioned map[string][]*nhi.Identity
	spaces    []string
	divided   map[roleAt][]part
	names     map[*kube.Object][]string
	telling   map[*kube.Object][]string
	pods      map[*kube.Object]*kube.Pod
	// classValues are what a class of the Secrets Store driver names.
	classValues map[*kube.Object][]classValue
	// found are the credentials of known formats in a file, once it was scanned.
	found map[*nhi.File][]creds.Found
	// words are what names of variables say, by name.
	words map[string]word
	// loads counts entries that were tied to those who load whole objects.
	loads int
}

// maxLoads is how many entries of a scope are tied to those who load a whole
// Secret or ConfigMap: two hundred pods with a hundred entries each.
const maxLoads = 20000

// load counts one such entry, and says once in the report when there are too many.
func (r *reader) load(o *kube.Object) bool {
	r.loads++
	if r.loads == maxLoads+1 {
		r.facts.Notices = append(r.facts.Notices, nhi.Notice{Path: o.File.Path, Incomplete: true,
			Reason: fmt.Sprintf("more than %d values are loaded from whole Secrets, ConfigMaps and classes; the rest is not read", maxLoads)})
	}
	return r.loads <= maxLoads
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	r := &reader{
		facts: &nhi.Facts{}, scope: u.Key,
		accounts: map[[2]string]*kube.Object{}, secrets: map[[2]string]*kube.Object{}, models: map[[2]string]*kube.Object{},
		configs: map[[2]string]*kube.Object{}, classes: map[[2]string]*kube.Object{}, externalAuth: map[[2]string]*kube.Object{}, gateways: map[[2]string]*kube.Object{}, proxies: map[[2]string]bool{},
		policies: map[string][]*kube.Object{}, runtimes: map[[3]string]runtimeOf{}, found: map[*nhi.File][]creds.Found{}, words: map[string]word{}, pods: map[*kube.Object]*kube.Pod{}, classValues: map[*kube.Object][]classValue{}, agents: map[[2]string][]*kube.Object{}, divided: map[roleAt][]part{}, named: map[string][]*kube.Object{},
		literal: map[string]bool{}, inside: map[string][]string{}, identities: map[string]*nhi.Identity{}, bound: map[string]bool{}, associated: map[string]bool{},
		keys: map[*kube.Object]string{}, settings: map[[2]string][]string{}, taken: map[string]bool{},
		telling: map[*kube.Object][]string{}, names: map[*kube.Object][]string{}, fronts: map[string][]front{}, written: map[[2]string]*written{}, remotes: map[string][]copied{}, remoteOf: map[string]string{}, used: map[[2]string]bool{}, mounts: map[[2]string][]mountedBy{},
	}
	laid := &overlays{tree: u.Tree, dirs: map[string]map[string]bool{}}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !f.Derived() && laid.patch(f.Path) {
			continue
		}
		objects, notices := kube.Read(f)
		r.objects = append(r.objects, objects...)
		r.facts.Notices = append(r.facts.Notices, notices...)
	}
	for _, o := range r.objects {
		if templated(o.Kind) || templated(o.Group+o.Version) || o.Is("", "ServiceAccount") && (templated(o.Name) || templated(o.Namespace)) {
			r.vague = append(r.vague, o)
		}
		at := [2]string{o.Space(), o.Name}
		switch {
		case o.Is("", "ServiceAccount"):
			if r.accounts[at] == nil {
				r.named[o.Name] = append(r.named[o.Name], o)
			}
			r.accounts[at] = o
		case o.Is("", "Secret"):
			r.secrets[at] = o
		case o.Is("", "ConfigMap"):
			r.configs[at] = o
		case o.Is("", "Namespace"):
			r.namespaces = append(r.namespaces, o)
		case o.Is(csiGroup, "SecretProviderClass"):
			r.classes[at] = o
		case o.Is(kagentGroup, "ModelConfig"):
			r.models[at] = o
		case o.Is(toolhiveGroup, "MCPExternalAuthConfig"):
			r.externalAuth[at] = o
		case o.Is(toolhiveGroup, "MCPServer", "MCPRemoteProxy", "VirtualMCPServer"):
			r.proxies[at] = true
		case o.Is(gatewayGroup, "AgentgatewayBackend"):
			r.gateways[at] = o
		case o.Is(rossoctlGroup, "AgentRuntime"):
			r.runtime(o)
		case o.Is(kagentGroup, "Agent", "SandboxAgent", "AgentTemplate"):
			r.agents[at] = append(r.agents[at], o)
		}
	}
	for _, o := range r.objects {
		r.policy(o)
	}
	r.rbac = kube.ReadRBAC(r.objects)
	for _, o := range r.objects {
		if p := kube.PodOf(o); p != nil {
			r.pods[o] = p
		}
	}

	// What others refer to comes first: accounts, then stored values, then what
	// runs with them.
	for _, o := range r.objects {
		if o.Is("", "ServiceAccount") {
			r.account(o)
		}
	}
	for _, o := range r.objects {
		r.associate(o)
	}
	r.grants()
	r.operators()
	for _, o := range r.objects {
		switch {
		case o.Is("", "Secret"):
			r.secret(o)
		case o.Is("", "ConfigMap"):
			r.configMap(o)
		case o.Is(daprGroup, "Component"):
			r.daprComponent(o)
		case o.Is(kagentGroup, "ModelConfig"):
			r.modelConfig(o)
		case o.Is(vaultGroup, "VaultConnection"):
			r.plainStore(o, "address", o.Get("spec", "address"))
		case o.Is(externalGroup, "SecretStore", "ClusterSecretStore"):
			r.plainStore(o, "server", o.Get("spec", "provider", "vault", "server"))
		}
		r.staticLogins(o)
		r.operatorLogins(o)
		r.valuesIn(o)
	}
	for _, o := range r.objects {
		switch {
		case o.Group == kagentGroup:
			r.kagent(o)
		case o.Is(toolhiveGroup, "MCPServer", "MCPRemoteProxy"):
			r.toolhive(o)
		case o.Is(toolhiveGroup, "VirtualMCPServer"):
			r.virtualServer(o)
		case o.Is(gatewayGroup, "AgentgatewayBackend", "AgentgatewayPolicy"):
			r.gateway(o)
		case o.Is(k8sgptGroup, "K8sGPT"):
			r.k8sgpt(o)
		case o.Is(sandboxGroup, "SandboxClaim"):
			r.env(&holder{key: r.workloadKey(o), object: o, store: inEnv}, "env", kube.EnvOf(o.Get("spec", "env")))
		case o.Is(daprGroup, "MCPServer"):
			r.daprTool(o)
		default:
			if p := r.pods[o]; p != nil {
				r.workload(p)
			}
		}
	}
	r.mentions()
	r.certificates()
	r.spiffe()
	r.behindFronts()
	r.copies()
	return r.facts, nil
}

// workloadKey is the key of whatever runs for an object. Of two objects with one
// name in one scope only one can be deployed; the second is known by its file
// too.
func (r *reader) workloadKey(o *kube.Object) string {
	if key := r.keys[o]; key != "" {
		return key
	}
	key := nhi.Key("k8s-workload", r.scope, o.Space(), o.Kind, o.Name)
	if r.taken[key] {
		key = nhi.Key("k8s-workload", r.scope, o.Space(), o.Kind, o.Name, fmt.Sprintf("%s:%d", o.File.Path, o.Span.Start))
	}
	r.taken[key] = true
	r.keys[o] = key
	return key
}

func (r *reader) edge(kind nhi.EdgeKind, from, to string, at nhi.Span) {
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: nhi.Certain, At: at})
}

// namespaced reads a reference that may be "namespace/name".
func namespaced(ref, namespace string) [2]string {
	if ns, name, ok := strings.Cut(ref, "/"); ok {
		return [2]string{ns, name}
	}
	return [2]string{namespace, ref}
}

// templated says whether a text is filled in by something that runs later: a
// template, a shell, the kubelet. Its value is not known.
func templated(s string) bool {
	return strings.Contains(s, "{{") || strings.Contains(s, "${") || strings.Contains(s, "$(")
}

func scalar(n *tree.Node) bool { return n.Scalar() && n.Text != "" }
