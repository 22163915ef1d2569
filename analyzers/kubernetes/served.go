package kubernetes

import (
	"net/url"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// variable is a value that stands for a variable of the environment: "${NAME}",
// "${NAME:-…}", "$(NAME)".
var variable = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(?::?[-?][^}]*)?\}|\(([A-Za-z_][A-Za-z0-9_]*)\))$`)
})

// processEnv reports the credentials of the variables that a tool's process gets.
// A value that names a variable is a credential that is handed on: "${NAME}" is
// filled in when the scope is applied, "$(NAME)" by the kubelet out of the same
// process.
func (r *reader) processEnv(h *holder, env []kube.Env) {
	r.env(h, "env", env)
	for _, e := range env {
		if !scalar(e.Value) {
			continue
		}
		m := variable().FindStringSubmatch(e.Value.Text)
		if m == nil {
			continue
		}
		key, name := nhi.EnvKey(r.scope, m[1]), m[1]
		if name == "" {
			key, name = nhi.EnvKey(h.key, m[2]), m[2]
		}
		c := creds.Describe(e.Name)
		if c == nil {
			c = creds.Describe(name)
		}
		if c != nil {
			r.held(h, c, e.Name, key, nhi.FromEnv, e.Value.Span)
		}
	}
}

// toolRunsAs ties a tool to the account that its manifest names.
func (r *reader) toolRunsAs(o *kube.Object, t *nhi.Tool, account *tree.Node) bool {
	if !scalar(account) || templated(account.Text) {
		return false
	}
	id := r.identity(r.home(o.Space(), o.Namespace != "", account.Text), account.Text, account.Span)
	r.edge(nhi.RunsAs, t.Key, id.Key, account.Span)
	return true
}

// maxBehind is how many workloads with a label of a Service are compared with
// its selector; people write a handful.
const maxBehind = 50

// servicesOf finds the Services of a scope, by name, each with the one workload
// that it leads to.
func (r *reader) servicesOf() map[string][]service {
	out := map[string][]service{}
	var pods map[[3]string][]*kube.Pod // by namespace and each label
	for _, o := range r.objects {
		if !o.Is("", "Service") {
			continue
		}
		n := o.Node.Get("spec", "selector")
		if n == nil || n.Kind != tree.Mapping || len(n.Fields) == 0 {
			continue
		}
		if pods == nil {
			pods = r.podsByLabel()
		}
		if p := behind(o.Space(), n.Fields, pods); p != nil {
			out[o.Name] = append(out[o.Name], service{o, p})
		}
	}
	return out
}

// service is a Service and the workload behind it.
type service struct {
	object *kube.Object
	pod    *kube.Pod
}

func (r *reader) podsByLabel() map[[3]string][]*kube.Pod {
	pods := map[[3]string][]*kube.Pod{}
	for _, o := range r.objects {
		p := r.pods[o]
		if p == nil {
			continue
		}
		if labels := p.Metadata.Get("labels"); labels != nil && labels.Kind == tree.Mapping {
			for _, l := range labels.Fields {
				at := [3]string{o.Space(), l.Key, l.Value.Str()}
				if len(pods[at]) <= maxBehind {
					pods[at] = append(pods[at], p)
				}
			}
		}
	}
	return pods
}

// behind is the workload that has all labels of a selector; nil when there are
// several, or may be.
func behind(namespace string, selector []tree.Field, pods map[[3]string][]*kube.Pod) *kube.Pod {
	var fewest []*kube.Pod
	for i, f := range selector {
		if list := pods[[3]string{namespace, f.Key, f.Value.Str()}]; i == 0 || len(list) < len(fewest) {
			fewest = list
		}
	}
	if len(fewest) > maxBehind {
		return nil
	}
	var found *kube.Pod
	for _, p := range fewest {
		if !kube.Selects(selector, p.Metadata.Get("labels")) {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}

// served ties a tool that is reached by the address of a Service to the account
// of the workload behind it.
func (r *reader) served(o *kube.Object, t *nhi.Tool) {
	u, err := url.Parse(t.URL)
	if err != nil || t.URL == "" {
		return
	}
	// "name", "name.namespace", "name.namespace.svc", "name.namespace.svc.cluster.local"
	labels := strings.Split(u.Hostname(), ".")
	if len(labels) > 2 && labels[2] != "svc" {
		return
	}
	space := o.Space()
	if len(labels) > 1 {
		space = labels[1]
	}
	if r.services == nil {
		r.services = r.servicesOf()
	}
	var found *kube.Pod
	for _, s := range r.services[labels[0]] {
		// A manifest that leaves its namespace out is applied into the one that is
		// written elsewhere.
		if s.object.Namespace != "" && s.object.Namespace != space {
			continue
		}
		if found != nil {
			return
		}
		found = s.pod
	}
	if found != nil {
		t.Attributes["transport"] = "internal"
		r.runsAs(found, t.Key)
		r.fronts[r.workloadKey(found.Object)] = append(r.fronts[r.workloadKey(found.Object)], front{t, found})
	}
}

// front is a tool as the address of a workload.
type front struct {
	tool *nhi.Tool
	pod  *kube.Pod
}

// behindFronts gives a tool what its workload is: the image, where there is one
// container, and the credentials. Two tools of one workload are two ways to one
// server, which would look like two servers with one credential: they get none.
// Tokens of the platform say who the pod is, which its account says already.
func (r *reader) behindFronts() {
	if len(r.fronts) == 0 {
		return
	}
	for _, list := range r.fronts {
		if f := list[0]; len(list) == 1 && len(f.pod.Containers) == 1 && f.tool.Package == "" {
			image(f.tool, f.pod.Containers[0].Image)
		}
	}
	for _, e := range r.facts.Edges { // those that are there before
		list := r.fronts[e.From]
		if e.Kind != nhi.Holds || len(list) != 1 || strings.HasPrefix(e.To, "k8s-automounted:") || strings.HasPrefix(e.To, "k8s-projected:") {
			continue
		}
		r.edge(nhi.Holds, list[0].tool.Key, e.To, e.At)
	}
}
