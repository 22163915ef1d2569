package kubernetes

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// maxMentions is how many nodes of a scope are looked at for who names an account;
// folders of manifests have a tenth of it.
const maxMentions = 200_000

// mentions marks the accounts that objects name which are no pods and give no
// rights: stores that log in as one, workflows, resources of operators that run
// something later. Who they are for is told by the field's name alone.
func (r *reader) mentions() {
	left := maxMentions
	name := func(space string, n *tree.Node) {
		if n.Scalar() && n.Text != "" && !templated(n.Text) {
			r.used[[2]string{space, n.Text}] = true
		}
	}
	var walk func(n *tree.Node, space string)
	walk = func(n *tree.Node, space string) {
		if left--; n == nil || left < 0 {
			return
		}
		for _, item := range n.Items {
			walk(item, space)
		}
		for _, f := range n.Fields {
			if strings.Contains(strings.ToLower(f.Key), "serviceaccount") && f.Value != nil {
				switch f.Value.Kind {
				case tree.Mapping:
					in := space
					if ns := f.Value.Get("namespace").Str(); ns != "" {
						in = ns
					}
					if n := f.Value.Get("name"); n != nil {
						name(in, n)
					}
				case tree.Sequence:
					for _, item := range f.Value.Each() {
						name(space, item)
					}
				default:
					name(space, f.Value)
				}
			}
			walk(f.Value, space)
		}
	}
	for _, o := range r.objects {
		if o.Is("", "ServiceAccount") || o.Group == "rbac.authorization.k8s.io" || r.pods[o] != nil {
			continue
		}
		walk(o.Node, o.Space())
	}
	for at := range r.used {
		if id := r.identities[nhi.ServiceAccountKey(r.scope, at[0], at[1])]; id != nil {
			if id.Attributes == nil {
				id.Attributes = map[string]string{}
			}
			id.Attributes[nhi.Used] = "true"
		}
	}
	if left < 0 {
		for _, id := range r.identities {
			if id.Attributes == nil {
				id.Attributes = map[string]string{}
			}
			id.Attributes[nhi.Used] = "true" // it cannot be told
		}
	}
}
