package helm

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// chartTemplate is a template under its name in the whole chart.
type chartTemplate struct {
	name  string
	file  *nhi.File
	chart *chart
	main  *template
}

// all are the templates of a chart and its sub-charts in the order in which Helm
// parses them: those of the root chart last, for their definitions count.
func (c *chart) all(out []*chartTemplate) []*chartTemplate {
	for _, s := range c.subs {
		out = s.all(out)
	}
	for i, f := range c.templates {
		out = append(out, &chartTemplate{name: path.Join(c.path, c.names[i]), file: f, chart: c})
	}
	if c.root {
		slices.SortStableFunc(out, func(a, b *chartTemplate) int {
			if d := strings.Count(b.name, "/") - strings.Count(a.name, "/"); d != 0 {
				return d
			}
			return strings.Compare(b.name, a.name)
		})
	}
	return out
}

// place gives every chart of the tree its path and the data of its templates.
func (c *chart) place(parent string, above *chart, values *dict) {
	c.path = c.alias
	release, capabilities := object1(releaseOf(c.alias)), val{v: capabilitiesOf()}
	if above != nil {
		c.path = parent + "/charts/" + c.alias
		release, capabilities = above.data.get("Release"), above.data.get("Capabilities")
	}
	meta := &object{dict: *newDict()}
	for k, i := range c.meta.m {
		meta.m[k] = i
	}
	if c.alias != c.name {
		meta.set("Name", str(c.alias))
	}
	meta.set("IsRoot", val{v: above == nil})
	subs := newDict()
	c.data = newDict()
	c.data.set("Chart", val{v: meta})
	c.data.set("Files", val{v: filesOf(c.folder)})
	c.data.set("Release", release)
	c.data.set("Capabilities", capabilities)
	c.data.set("Values", object1(values))
	c.data.set("Subcharts", object1(subs))
	for _, s := range c.subs {
		inner := values.table(s.alias)
		if inner == nil {
			inner = newDict()
		}
		s.place(c.path, c, inner)
		subs.set(s.alias, object1(s.data))
	}
}

// releaseOf is .Release as for an installation under the chart's own name.
func releaseOf(name string) *dict {
	d := newDict()
	d.set("Name", str(name))
	d.set("Namespace", str("default"))
	d.set("IsUpgrade", val{v: false})
	d.set("IsInstall", val{v: true})
	d.set("Revision", val{v: 1})
	d.set("Service", str("Helm"))
	return d
}

// The version of Kubernetes that templates are told, one that is supported while
// this is written (kubernetes.io/releases), and Helm's own.
const (
	kubeMajor, kubeMinor = "1", "33"
	helmVersion          = "v3.22.0"
)

// apiVersions are those that every cluster serves: client-go's, as "helm template"
// has them.
var apiVersions = strings.Fields(`v1 apps/v1 autoscaling/v1 autoscaling/v2 batch/v1 certificates.k8s.io/v1 coordination.k8s.io/v1
	discovery.k8s.io/v1 events.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1 networking.k8s.io/v1 node.k8s.io/v1 policy/v1
	rbac.authorization.k8s.io/v1 scheduling.k8s.io/v1 storage.k8s.io/v1 admissionregistration.k8s.io/v1 apiextensions.k8s.io/v1
	authentication.k8s.io/v1 authorization.k8s.io/v1`)

func capabilitiesOf() *object {
	version := fmt.Sprintf("v%s.%s.0", kubeMajor, kubeMinor)
	kube := &object{dict: *newDict(), text: version}
	for name, text := range map[string]string{"Version": version, "GitVersion": version, "Major": kubeMajor, "Minor": kubeMinor} {
		kube.set(name, str(text))
	}
	apis := &object{dict: *newDict(), methods: map[string]func(*state, []val) val{
		"Has": func(_ *state, a []val) val { return val{v: len(a) == 1 && slices.Contains(apiVersions, a[0].text())} },
	}}
	own := newDict()
	own.set("Version", str(helmVersion))
	o := &object{dict: *newDict()}
	o.set("KubeVersion", val{v: kube})
	o.set("APIVersions", val{v: apis})
	o.set("HelmVersion", object1(own))
	return o
}
