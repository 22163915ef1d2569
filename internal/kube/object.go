// Package kube reads Kubernetes objects out of documents: what they are, in
// which scope they can meet, their pods, and what their roles allow. What that
// means for agents is the business of the analyzers.
package kube

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Object is one Kubernetes object as it is written.
type Object struct {
	// Group is empty for the core API.
	Group, Version, Kind string
	// Namespace is as written; see Space.
	Namespace, Name string
	Node            *tree.Node
	// Span covers the object, At its name (or its kind, when it has none).
	Span, At nhi.Span
	File     *nhi.File
}

// Space is the namespace in which the object lands when nobody says another:
// kubectl's default.
func (o *Object) Space() string {
	if o.Namespace == "" {
		return "default"
	}
	return o.Namespace
}

// Get is a field of the object; nil of none.
func (o *Object) Get(path ...string) *tree.Node {
	if o == nil {
		return nil
	}
	return o.Node.Get(path...)
}

// Annotations of the object itself.
func (o *Object) Annotations() *tree.Node { return o.Node.Get("metadata", "annotations") }

// Is says whether the object is of an API group and one of the kinds.
func (o *Object) Is(group string, kinds ...string) bool {
	if o.Group != group {
		return false
	}
	for _, k := range kinds {
		if o.Kind == k {
			return true
		}
	}
	return false
}

// maxLists bounds how deep lists of lists are opened.
const maxLists = 4

// Read finds the objects of a file. Documents that are no objects are left out.
func Read(f *nhi.File) ([]*Object, []nhi.Notice) {
	var out []*Object
	if strings.EqualFold(path.Ext(f.Path), ".json") {
		root, notices := tree.JSON(f)
		return appendObjects(out, f, root, maxLists), notices
	}
	documents, notices := tree.YAML(f)
	for _, d := range documents {
		out = appendObjects(out, f, d.Root, maxLists)
	}
	return out, notices
}

func appendObjects(out []*Object, f *nhi.File, n *tree.Node, depth int) []*Object {
	kind, version := n.Get("kind"), n.Get("apiVersion")
	if kind.Str() == "" || version.Str() == "" || depth == 0 {
		return out
	}
	// List, and the typed lists that "kubectl get -o yaml" writes.
	if items := n.Get("items"); items != nil && items.Kind == tree.Sequence && strings.HasSuffix(kind.Str(), "List") {
		for _, item := range items.Items {
			out = appendObjects(out, f, item, depth-1)
		}
		return out
	}
	o := &Object{Kind: kind.Str(), Node: n, Span: n.Span, At: kind.Span, File: f}
	o.Group, o.Version = splitVersion(version.Str())
	meta := n.Get("metadata")
	o.Namespace = meta.Get("namespace").Str()
	for _, key := range []string{"name", "generateName"} {
		if name := meta.Get(key); name.Str() != "" {
			o.Name, o.At = name.Str(), name.Span
			break
		}
	}
	return append(out, o)
}

func splitVersion(apiVersion string) (group, version string) {
	if group, version, ok := strings.Cut(apiVersion, "/"); ok {
		return group, version
	}
	return "", apiVersion
}

// places are folders whose next level names a cluster or an environment.
var places = map[string]bool{"clusters": true, "overlays": true, "environments": true, "envs": true, "env": true}

// deployments are folders that hold the manifests of one cluster.
var deployments = map[string]bool{
	"k8s": true, "kubernetes": true, "kube": true, "manifests": true, "manifest": true, "deploy": true, "deployment": true,
	"deployments": true, "gitops": true, "infra": true, "infrastructure": true, "config": true, "configs": true,
	"argocd": true, "flux": true, "helm": true, "charts": true, "platform": true, "ops": true,
}

// parts are folders that hold some of an application's objects; the rest lies
// beside them. The folders of several charts lie beside each other as well, but
// are installed apart.
var parts = map[string]bool{
	"manifests": true, "manifest": true, "resources": true, "components": true, "rbac": true, "secrets": true, "crds": true,
	"dapr": true, "yaml": true, "policies": true, "serviceaccounts": true,
}

// Scope is the cluster or overlay in which objects of a file can meet objects of
// other files, as a folder. Equal names in two scopes are two objects: samples
// side by side in a repository are never deployed as one system.
//
// A derived file has the folder of what it was rendered from before a "//", and
// belongs there like any other; where a second "//" follows, what stands between
// them is one of several ways to render it, and a scope of its own.
func Scope(file string) string {
	if i := strings.LastIndex(file, "//"); i >= 0 {
		if strings.Index(file, "//") < i {
			return file[:i]
		}
		file = file[:i] + "/derived"
	}
	dir := path.Dir(file)
	if dir == "." || dir == "/" {
		return "."
	}
	segments := strings.Split(dir, "/")
	lower := func(i int) string { return strings.ToLower(segments[i]) }
	join := func(n int) string { return strings.Join(segments[:n], "/") }
	for i := len(segments) - 2; i >= 0; i-- {
		if places[lower(i)] {
			return join(i + 2)
		}
	}
	for i := range segments {
		switch {
		case !deployments[lower(i)]:
		case parts[lower(i)] && i > 0:
			return join(i)
		case (lower(i) == "charts" || lower(i) == "helm") && i+1 < len(segments):
			return join(i + 2)
		default:
			return join(i + 1)
		}
	}
	n := len(segments)
	for n > 1 && parts[lower(n-1)] {
		n--
	}
	return join(n)
}
