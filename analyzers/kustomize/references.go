package kustomize

import (
	"slices"

	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// references follow names: an object that is called otherwise now is called so by
// those that name it. As kustomize, only in the fields of Kubernetes' own kinds
// (api/internal/konfig/builtinpluginconsts/namereference.go).
func (b *builder) references(list []*resource) {
	byName := map[[2]string][]*resource{} // by kind and a name that it has or had
	for _, r := range list {
		seen := map[string]bool{}
		for _, i := range r.ids() {
			if !seen[i.name] {
				seen[i.name] = true
				byName[[2]string{i.kind, i.name}] = append(byName[[2]string{i.kind, i.name}], r)
			}
		}
	}
	for _, r := range list {
		i := r.id()
		f := &follower{byName: byName, of: r, namespace: i.namespace}
		switch {
		case i.kind == "ServiceAccount":
			f.each(r.node.Get("secrets"), "Secret")
			f.each(r.node.Get("imagePullSecrets"), "Secret")
		case bindings[i.kind]:
			role := r.node.Get("roleRef")
			f.field(role, "name", role.Get("kind").Str())
			for _, s := range r.node.Get("subjects").Each() {
				if s.Get("kind").Str() != "ServiceAccount" {
					continue
				}
				f.namespace = s.Get("namespace").Str()
				if to := f.field(s, "name", "ServiceAccount"); to != nil && to.node.Get("metadata", "namespace").Str() != "" {
					put(s, "namespace", to.node.Get("metadata", "namespace"))
				}
			}
		case i.kind == "HorizontalPodAutoscaler":
			target := r.node.Get("spec", "scaleTargetRef")
			f.field(target, "name", target.Get("kind").Str())
		case i.kind == "Role" || i.kind == "ClusterRole":
			for _, rule := range r.node.Get("rules").Each() {
				for k, n := range rule.Get("resourceNames").Each() {
					for _, kind := range []string{"ConfigMap", "Secret"} {
						if to := f.find(kind, n.Str()); to != nil {
							rule.Get("resourceNames").Items[k] = to.node.Get("metadata", "name")
							break
						}
					}
				}
			}
		default:
			if at, ok := podsOf[i.kind]; ok {
				f.pod(r.node.Get(append(slices.Clone(at), "spec")...))
				f.field(r.node.Get("spec"), "serviceName", "Service")
			}
		}
	}
}

// follower follows the names that one object mentions.
type follower struct {
	byName    map[[2]string][]*resource
	of        *resource
	namespace string
}

// find is the object of a kind that has, or had, a name: of several the one that
// came the same way, and that lies in the namespace.
func (f *follower) find(kind, name string) *resource {
	all := f.byName[[2]string{kind, name}]
	if name == "" || len(all) == 0 {
		return nil
	}
	near := slices.DeleteFunc(slices.Clone(all), func(r *resource) bool { return !slices.Equal(r.through, f.of.through) })
	if len(near) == 0 {
		near = all
	}
	for _, r := range near {
		if slices.ContainsFunc(r.ids(), func(i id) bool { return i.namespace == f.namespace }) {
			return r
		}
	}
	if len(near) == 1 {
		return near[0]
	}
	return nil
}

// field follows the name in a field, and returns whom it means.
func (f *follower) field(n *tree.Node, key, kind string) *resource {
	name := n.Get(key)
	to := f.find(kind, name.Str())
	if to == nil {
		return nil
	}
	if now := to.node.Get("metadata", "name"); now.Str() != name.Text {
		put(n, key, text(now.Text, name.Span))
	}
	return to
}

func (f *follower) each(list *tree.Node, kind string) {
	for _, n := range list.Each() {
		f.field(n, "name", kind)
	}
}

var containerLists = wordset.Of("containers initContainers ephemeralContainers")

// pod follows what a pod names.
func (f *follower) pod(spec *tree.Node) {
	if spec == nil {
		return
	}
	f.field(spec, "serviceAccountName", "ServiceAccount")
	f.field(spec, "serviceAccount", "ServiceAccount")
	f.each(spec.Get("imagePullSecrets"), "Secret")
	for _, list := range spec.Entries() {
		if !containerLists[list.Key] {
			continue
		}
		for _, c := range list.Value.Each() {
			for _, e := range c.Get("env").Each() {
				f.field(e.Get("valueFrom", "secretKeyRef"), "name", "Secret")
				f.field(e.Get("valueFrom", "configMapKeyRef"), "name", "ConfigMap")
			}
			for _, e := range c.Get("envFrom").Each() {
				f.field(e.Get("secretRef"), "name", "Secret")
				f.field(e.Get("configMapRef"), "name", "ConfigMap")
			}
		}
	}
	for _, v := range spec.Get("volumes").Each() {
		f.field(v.Get("secret"), "secretName", "Secret")
		f.field(v.Get("configMap"), "name", "ConfigMap")
		f.field(v.Get("persistentVolumeClaim"), "claimName", "PersistentVolumeClaim")
		for _, s := range v.Get("projected", "sources").Each() {
			f.field(s.Get("secret"), "name", "Secret")
			f.field(s.Get("configMap"), "name", "ConfigMap")
		}
	}
}
