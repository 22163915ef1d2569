package kube

import (
	"cmp"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Pod is a pod template, or a pod, of an object.
type Pod struct {
	Object *Object
	// Metadata of the template; nil when it has none.
	Metadata *tree.Node
	Spec     *tree.Node
	// At is the key of the template's spec: the place of what is absent.
	At         nhi.Span
	Containers []*Container
	mounts     map[string]mount // by volume

	// Isolated templates get no token unless they ask for one; Nobody has no
	// account at all.
	Isolated, Nobody bool
}

// Container of any kind: main, init, ephemeral.
type Container struct {
	Name    string
	Node    *tree.Node
	Image   *tree.Node
	Env     []Env
	EnvFrom []EnvFrom
	// Args are command and arguments in order.
	Args []*tree.Node
}

// Env is a variable of a container.
type Env struct {
	Name string
	At   nhi.Span // the name
	// Value is the literal; nil when the value comes from elsewhere or is absent.
	Value *tree.Node
	// Secret and ConfigMap are the names of what the value comes from, Entry is
	// the key in it.
	Secret, ConfigMap, Entry *tree.Node
}

// EnvFrom loads all entries of a Secret or ConfigMap.
type EnvFrom struct {
	Prefix            string
	Secret, ConfigMap *tree.Node // the name
}

type template struct {
	group string
	kind  string
	path  []string
	// isolated: the platform switches the token off by default; nobody: what runs
	// has no account of the cluster.
	isolated, nobody bool
	// spec is the key of the pod's spec under the path; "spec" when empty.
	spec string
	// steps is the key of a list whose entries hold the containers, each under
	// one of stepKeys, where the pod's spec has none of its own.
	steps string
}

// stepKeys are where an entry of an Argo workflow's templates has containers
// (argo-workflows.readthedocs.io, fields: Template, ContainerSetTemplate).
var stepKeys = [][]string{{"container"}, {"script"}, {"containerSet", "containers"}, {"initContainers"}, {"sidecars"}}

// templates lists where each kind keeps its pod.
var templates = []template{
	{group: "", kind: "Pod"},
	{group: "", kind: "PodTemplate", path: []string{"template"}},
	{group: "", kind: "ReplicationController", path: []string{"spec", "template"}},
	{group: "apps", kind: "Deployment", path: []string{"spec", "template"}},
	{group: "apps", kind: "StatefulSet", path: []string{"spec", "template"}},
	{group: "apps", kind: "DaemonSet", path: []string{"spec", "template"}},
	{group: "apps", kind: "ReplicaSet", path: []string{"spec", "template"}},
	{group: "extensions", kind: "Deployment", path: []string{"spec", "template"}},
	{group: "extensions", kind: "DaemonSet", path: []string{"spec", "template"}},
	{group: "extensions", kind: "ReplicaSet", path: []string{"spec", "template"}},
	{group: "batch", kind: "Job", path: []string{"spec", "template"}},
	{group: "batch", kind: "CronJob", path: []string{"spec", "jobTemplate", "spec", "template"}},
	{group: "serving.knative.dev", kind: "Service", path: []string{"spec", "template"}},
	{group: "serving.knative.dev", kind: "Configuration", path: []string{"spec", "template"}},
	{group: "argoproj.io", kind: "Rollout", path: []string{"spec", "template"}},
	{group: "apps.openshift.io", kind: "DeploymentConfig", path: []string{"spec", "template"}},
	{group: "keda.sh", kind: "ScaledJob", path: []string{"spec", "jobTargetRef", "template"}},
	// agent-sandbox sets automountServiceAccountToken to false when a template is
	// silent, and leaves a Sandbox of its own as Kubernetes has it
	// (kubernetes-sigs/agent-sandbox, docs/security/threat_model.md).
	{group: "agents.x-k8s.io", kind: "Sandbox", path: []string{"spec", "podTemplate"}},
	{group: "extensions.agents.x-k8s.io", kind: "SandboxTemplate", path: []string{"spec", "podTemplate"}, isolated: true},
	// Argo Workflows: one account for all steps.
	{group: "argoproj.io", kind: "Workflow", spec: "spec", steps: "templates"},
	{group: "argoproj.io", kind: "WorkflowTemplate", spec: "spec", steps: "templates"},
	{group: "argoproj.io", kind: "ClusterWorkflowTemplate", spec: "spec", steps: "templates"},
	{group: "argoproj.io", kind: "CronWorkflow", path: []string{"spec"}, spec: "workflowSpec", steps: "templates"},
	// KServe's predictor is a pod's spec with a model in it.
	{group: "serving.kserve.io", kind: "InferenceService", path: []string{"spec"}, spec: "predictor"},
	// KubeRay: the head, where the program runs.
	{group: "ray.io", kind: "RayCluster", path: []string{"spec", "headGroupSpec", "template"}},
	{group: "ray.io", kind: "RayService", path: []string{"spec", "rayClusterConfig", "headGroupSpec", "template"}},
	{group: "ray.io", kind: "RayJob", path: []string{"spec", "rayClusterSpec", "headGroupSpec", "template"}},
	{group: "leaderworkerset.x-k8s.io", kind: "LeaderWorkerSet", path: []string{"spec", "leaderWorkerTemplate", "workerTemplate"}},
	{group: "apps.kruise.io", kind: "CloneSet", path: []string{"spec", "template"}},
	{group: "apps.kruise.io", kind: "StatefulSet", path: []string{"spec", "template"}},
	{group: "apps.kruise.io", kind: "DaemonSet", path: []string{"spec", "template"}},
	// Substrate runs actors in workers of its own (kagent, examples/substrate-openclaw).
	{group: "ate.dev", kind: "ActorTemplate", nobody: true},
}

// PodKinds are the kinds that have a pod.
func PodKinds() []string {
	var out []string
	for _, t := range templates {
		out = append(out, t.kind)
	}
	return out
}

// byKind finds a template by group and kind.
var byKind = func() map[[2]string]*template {
	m := map[[2]string]*template{}
	for i := range templates {
		m[[2]string{templates[i].group, templates[i].kind}] = &templates[i]
	}
	return m
}()

// PodOf finds the pod of a workload; nil for every other kind.
func PodOf(o *Object) *Pod {
	t := byKind[[2]string{o.Group, o.Kind}]
	if t == nil {
		return nil
	}
	n := o.Node.Get(t.path...)
	spec := n.Field(cmp.Or(t.spec, "spec"))
	if spec == nil || spec.Value == nil || spec.Value.Kind != tree.Mapping {
		return nil
	}
	p := &Pod{Object: o, Metadata: n.Get("metadata"), Spec: spec.Value, At: spec.KeySpan, Isolated: t.isolated, Nobody: t.nobody}
	for _, list := range []string{"containers", "initContainers", "ephemeralContainers"} {
		for _, c := range p.Spec.Get(list).Each() {
			p.add(c)
		}
	}
	if t.steps != "" {
		for _, step := range p.Spec.Get(t.steps).Each() {
			for _, key := range stepKeys {
				for _, c := range step.Get(key...).Each() {
					p.add(c)
				}
			}
		}
	}
	return p
}

func (p *Pod) add(container *tree.Node) {
	if container != nil && container.Kind == tree.Mapping {
		p.Containers = append(p.Containers, ContainerOf(container))
	}
}

// ContainerOf reads a container; also whatever has its env, envFrom, image and
// args fields.
func ContainerOf(n *tree.Node) *Container {
	c := &Container{Name: n.Get("name").Str(), Node: n, Image: n.Get("image"), Env: EnvOf(n.Get("env"))}
	for _, from := range n.Get("envFrom").Each() {
		c.EnvFrom = append(c.EnvFrom, EnvFrom{
			Prefix: from.Get("prefix").Str(), Secret: from.Get("secretRef", "name"), ConfigMap: from.Get("configMapRef", "name"),
		})
	}
	for _, key := range []string{"command", "cmd", "args"} {
		for _, a := range n.Get(key).Each() {
			if a.Scalar() {
				c.Args = append(c.Args, a)
			}
		}
	}
	return c
}

// EnvOf reads a list of variables, or a mapping of names to values.
func EnvOf(n *tree.Node) []Env {
	var out []Env
	if n != nil && n.Kind == tree.Mapping {
		for _, f := range n.Fields {
			if f.Value.Scalar() {
				out = append(out, Env{Name: f.Key, At: f.KeySpan, Value: f.Value})
			}
		}
		return out
	}
	for _, e := range n.Each() {
		name := e.Get("name")
		if name.Str() == "" {
			continue
		}
		v := Env{Name: name.Str(), At: name.Span}
		if value := e.Get("value"); value.Scalar() {
			v.Value = value
		}
		from := e.Get("valueFrom")
		if ref := e.Get("credentialRef"); ref != nil { // kagent's Harness
			v.Secret, v.Entry = ref.Get("name"), ref.Get("key")
		}
		if ref := from.Get("secretKeyRef"); ref != nil {
			v.Secret, v.Entry = ref.Get("name"), ref.Get("key")
		} else if ref := from.Get("configMapKeyRef"); ref != nil {
			v.ConfigMap, v.Entry = ref.Get("name"), ref.Get("key")
		} else if kind := from.Get("type").Str(); kind == "Secret" || kind == "ConfigMap" {
			// kagent's own form: {type, name (v1alpha1: valueRef), key}.
			source := from.Get("name")
			if source == nil {
				source = from.Get("valueRef")
			}
			v.Entry = from.Get("key")
			if kind == "Secret" {
				v.Secret = source
			} else {
				v.ConfigMap = source
			}
		}
		out = append(out, v)
	}
	return out
}

// ServiceAccount is the value that names the account; nil when absent.
// serviceAccount is the deprecated alias of serviceAccountName.
func (p *Pod) ServiceAccount() *tree.Node {
	for _, key := range []string{"serviceAccountName", "serviceAccount"} {
		if n := p.Spec.Get(key); n != nil && n.Kind != tree.Null && (!n.Scalar() || n.Text != "") {
			return n
		}
	}
	return nil
}

// Token is an explicit projected service account token of a pod.
type Token struct {
	// Node is the serviceAccountToken source; Expiration and Audience are nil
	// when absent.
	Node, Expiration, Audience *tree.Node
	At                         nhi.Span // its key
	Volume                     string
	// Mount is the file's path in the first container that mounts the volume,
	// empty when none does.
	Mount string
}

// Tokens are the projected tokens in the pod's volumes.
func (p *Pod) Tokens() []Token {
	var out []Token
	for _, v := range p.Spec.Get("volumes").Each() {
		for _, source := range v.Get("projected", "sources").Each() {
			f := source.Field("serviceAccountToken")
			if f == nil {
				continue
			}
			t := Token{
				Node: f.Value, Expiration: f.Value.Get("expirationSeconds"), Audience: f.Value.Get("audience"),
				At: f.KeySpan, Volume: v.Get("name").Str(),
			}
			if m := p.mountOf(t.Volume); m.path != "" {
				if t.Mount = m.path; m.subPath == "" {
					t.Mount += "/" + f.Value.Get("path").Str()
				}
			}
			out = append(out, t)
		}
	}
	return out
}

// mount is where a container has a volume, or one file of it.
type mount struct{ path, subPath string }

// mountOf is where the first container that has a volume has it.
func (p *Pod) mountOf(volume string) mount {
	if p.mounts == nil {
		p.mounts = map[string]mount{}
		for _, c := range p.Containers {
			for _, m := range c.Node.Get("volumeMounts").Each() {
				if name := m.Get("name").Str(); p.mounts[name].path == "" {
					p.mounts[name] = mount{m.Get("mountPath").Str(), m.Get("subPath").Str()}
				}
			}
		}
	}
	return p.mounts[volume]
}

// SecretVolume is a Secret that is mounted as files.
type SecretVolume struct {
	Name string
	At   nhi.Span // the Secret's name
	// Mount is the folder in the first container that mounts it, or empty. With a
	// SubPath it is that one file.
	Mount, SubPath string
	Items          map[string]string // entries by the path that they get
}

// Entry is the Secret's entry that a path in the container is; empty for none.
func (v SecretVolume) Entry(file string) string {
	if v.Mount == "" {
		return ""
	}
	at, mount := path.Clean(file), path.Clean(v.Mount)
	entry, ok := strings.CutPrefix(at, mount+"/")
	switch {
	case v.SubPath != "" && at == mount:
		entry = v.SubPath
	case v.SubPath != "" || !ok:
		return ""
	}
	if mapped := v.Items[entry]; mapped != "" {
		return mapped
	}
	return entry
}

// SecretVolumes are the Secrets that the pod mounts, projected ones included.
func (p *Pod) SecretVolumes() []SecretVolume {
	var out []SecretVolume
	add := func(volume, source *tree.Node, key string) {
		name := source.Get(key)
		if name.Str() == "" {
			return
		}
		v := SecretVolume{Name: name.Str(), At: name.Span, Items: map[string]string{}}
		m := p.mountOf(volume.Get("name").Str())
		v.Mount, v.SubPath = m.path, m.subPath
		for _, item := range source.Get("items").Each() {
			v.Items[item.Get("path").Str()] = item.Get("key").Str()
		}
		out = append(out, v)
	}
	for _, v := range p.Spec.Get("volumes").Each() {
		add(v, v.Get("secret"), "secretName")
		for _, source := range v.Get("projected", "sources").Each() {
			add(v, source.Get("secret"), "name")
		}
	}
	return out
}
