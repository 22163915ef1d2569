package kubernetes

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// API groups of what installs charts and overlays.
const (
	argoGroup = "argoproj.io"
	fluxGroup = "kustomize.toolkit.fluxcd.io"
)

// inline is where an object that installs something has values of its own, and the
// namespace into which it installs.
type inline struct {
	group, kind string
	namespace   []string
	values      [][]string
}

// argoValues are the values of a source, under each of its places.
func argoValues(places ...[]string) [][]string {
	var out [][]string
	for _, place := range places {
		for _, field := range [...][]string{
			{"helm", "values"}, {"helm", "valuesObject"}, {"helm", "parameters"}, {"plugin", "env"},
		} {
			out = append(out, append(slices.Clone(place), field...))
		}
	}
	return out
}

// inlines: argo-cd.readthedocs.io/en/stable/user-guide/application-specification,
// fluxcd.io/flux/components/helm/api and /kustomize/api,
// docs.k3s.io/helm.
var inlines = []inline{
	{argoGroup, "Application", []string{"spec", "destination", "namespace"},
		argoValues([]string{"spec", "source"}, []string{"spec", "sources", "*"})},
	{argoGroup, "ApplicationSet", []string{"spec", "template", "spec", "destination", "namespace"},
		argoValues([]string{"spec", "template", "spec", "source"}, []string{"spec", "template", "spec", "sources", "*"})},
	{"helm.toolkit.fluxcd.io", "HelmRelease", []string{"spec", "targetNamespace"}, [][]string{{"spec", "values"}}},
	{fluxGroup, "Kustomization", []string{"spec", "targetNamespace"}, [][]string{{"spec", "postBuild", "substitute"}}},
	{"helm.cattle.io", "HelmChart", []string{"spec", "targetNamespace"}, [][]string{{"spec", "valuesContent"}, {"spec", "set"}}},
	{"helm.cattle.io", "HelmChartConfig", nil, [][]string{{"spec", "valuesContent"}}},
}

var inlineByKind = func() map[[2]string]*inline {
	m := map[[2]string]*inline{}
	for i := range inlines {
		m[[2]string{inlines[i].group, inlines[i].kind}] = &inlines[i]
	}
	return m
}()

// maxValues is how many values of one object are judged, and maxDeep how deep they
// lie; the longest values.yaml of public charts have about 3,000.
const (
	maxValues = 10000
	maxDeep   = 20
)

// valuesIn reads the literals among the values of an object that installs a chart
// or an overlay.
func (r *reader) valuesIn(o *kube.Object) {
	row := inlineByKind[[2]string{o.Group, o.Kind}]
	if row == nil {
		return
	}
	v := &valueReader{r: r, o: o, left: maxValues}
	for _, path := range row.values {
		for _, n := range all(o.Node, path) {
			if scalar(n) {
				r.embedded(o, n, inManifest, v.key(path), weakValue)
				continue
			}
			v.read(path, "", "", n, maxDeep)
		}
	}
}

type valueReader struct {
	r    *reader
	o    *kube.Object
	left int
}

// read walks over values: a scalar is named by its key, in a list of variables by
// the name beside it, and by its parent where its key says nothing.
func (v *valueReader) read(path []string, parent, key string, n *tree.Node, deep int) {
	if n == nil || deep == 0 || v.left <= 0 {
		return
	}
	switch n.Kind {
	case tree.Mapping:
		if name, value := n.Get("name"), n.Get("value"); scalar(name) && scalar(value) {
			names := strings.Split(name.Text, ".")
			v.judge(append(path[:len(path):len(path)], name.Text), strings.Join(names[:len(names)-1], "-"), names[len(names)-1], value)
			return
		}
		for _, f := range n.Entries() {
			v.read(append(path[:len(path):len(path)], f.Key), key, f.Key, f.Value, deep-1)
		}
	case tree.Sequence:
		for i, item := range n.Items {
			v.read(append(path[:len(path):len(path)], strconv.Itoa(i)), parent, key, item, deep-1)
		}
	default:
		v.judge(path, parent, key, n)
	}
}

// key names a value by the path to it.
func (v *valueReader) key(path []string) string {
	o := v.o
	return nhi.Key("k8s-values", append([]string{v.r.scope, o.Kind, o.Space(), o.Name}, path...)...)
}

func (v *valueReader) judge(path []string, parent, key string, n *tree.Node) {
	v.left--
	if !scalar(n) || templated(n.Text) || key == "" {
		return
	}
	c := creds.Judge(key, n.Text, n.Span)
	if c == nil && parent != "" && generic(key) {
		c = creds.Judge(parent+"-"+key, n.Text, n.Span)
	}
	if c == nil {
		c = weakValue(v.o, key, n.Text, n.Span)
	}
	if c != nil {
		v.r.stored(v.o, c, key, inManifest, v.key(path))
	}
}

// weakValue judges a value of a chart as one that everybody knows. Charts name
// Secrets and their entries under words such as secret and secretKey: only what is
// called a password is one.
func weakValue(o *kube.Object, name, value string, at nhi.Span) *nhi.Credential {
	last := strings.ToLower(name)
	if !strings.HasSuffix(last, "password") && !strings.HasSuffix(last, "passwd") {
		return nil
	}
	return weak(o, name, value, at)
}

// destination is the namespace into which an object installs something; empty for
// every other kind.
func destination(o *kube.Object) string {
	row := inlineByKind[[2]string{o.Group, o.Kind}]
	if row == nil || row.namespace == nil {
		return ""
	}
	return o.Node.Get(row.namespace...).Str()
}

func (r *reader) environment(o *kube.Object) string {
	if to := destination(o); to != "" && !templated(to) {
		return agents.Environment(o.File.Path, to, o.Name)
	}
	return agents.Environment(o.File.Path, o.Namespace, o.Name)
}

// fields looks for a credential among the fields of a JSON object that is an entry
// of a Secret, such as the login of Argo CD to a cluster
// (argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup).
func fields(text string, at nhi.Span) *nhi.Credential {
	if !strings.HasPrefix(strings.TrimSpace(text), "{") || len(text) > maxEmbedded {
		return nil
	}
	var object map[string]any
	if json.Unmarshal([]byte(text), &object) != nil {
		return nil
	}
	return fieldOf(object, at, 3)
}

func fieldOf(object map[string]any, at nhi.Span, deep int) *nhi.Credential {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		switch value := object[key].(type) {
		case string:
			if c := creds.Judge(key, value, at); c != nil {
				return c
			}
		case map[string]any:
			if deep == 0 {
				continue
			}
			if c := fieldOf(value, at, deep-1); c != nil {
				return c
			}
		}
	}
	return nil
}
