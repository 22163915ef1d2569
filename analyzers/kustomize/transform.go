package kustomize

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// transform makes the changes that a kustomization asks for, in the order of
// kustomize.
func (b *builder) transform(o *overlay, list []*resource) []*resource {
	for _, key := range []string{"patchesStrategicMerge", "patches"} {
		for _, n := range o.root.Get(key).Each() {
			list = b.apply(o, list, b.changes(o, n))
		}
	}
	b.namespace(o.root.Get("namespace"), list)
	b.affix(o, list)
	b.labels(o, list)
	for _, n := range o.root.Get("patchesJson6902").Each() {
		list = b.apply(o, list, b.changes(o, n))
	}
	for _, n := range o.root.Get("replicas").Each() {
		for _, r := range list {
			if count := n.Get("count"); count != nil && r.had(n.Get("name").Str()) && scaled[r.id().kind] {
				put(below(r.node, count.Span, "spec"), "replicas", count)
			}
		}
	}
	for _, n := range o.root.Get("images").Each() {
		for _, r := range list {
			b.image(r.node, n, 0)
		}
	}
	for _, n := range o.root.Get("replacements").Each() {
		b.replacements(o, n, list)
	}
	return list
}

var (
	scaled = wordset.Of("Deployment ReplicationController ReplicaSet StatefulSet")
	// clusterWide kinds have no namespace (kyaml/openapi, the built-in schema).
	clusterWide = wordset.Of(`APIService CSIDriver CSINode CertificateSigningRequest ClusterRole ClusterRoleBinding ComponentStatus CustomResourceDefinition
		FlowSchema IngressClass MutatingWebhookConfiguration Namespace Node PersistentVolume PodSecurityPolicy PriorityClass PriorityLevelConfiguration
		RuntimeClass SelfSubjectAccessReview SelfSubjectRulesReview StorageClass SubjectAccessReview TokenReview ValidatingAdmissionPolicy
		ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration VolumeAttachment`)
	bindings = wordset.Of("RoleBinding ClusterRoleBinding")
	// unprefixed kinds keep their names (builtinpluginconsts, prefix and suffix).
	unprefixed = wordset.Of("CustomResourceDefinition APIService Namespace")
)

func (b *builder) namespace(n *tree.Node, list []*resource) {
	if n.Str() == "" {
		return
	}
	for _, r := range list {
		i := r.id()
		switch {
		case i.kind == "Namespace" && i.group == "":
			r.rename("")
			put(below(r.node, n.Span, "metadata"), "name", n)
		case !clusterWide[i.kind]:
			r.rename("")
			put(below(r.node, n.Span, "metadata"), "namespace", n)
		}
		if bindings[i.kind] {
			for _, s := range r.node.Get("subjects").Each() {
				if s.Get("kind").Str() == "ServiceAccount" && s.Get("name").Str() == "default" {
					put(s, "namespace", n)
				}
			}
		}
	}
}

// affix puts prefix and suffix around names. The name's place stays where the base
// has it.
func (b *builder) affix(o *overlay, list []*resource) {
	prefix, suffix := o.root.Get("namePrefix").Str(), o.root.Get("nameSuffix").Str()
	if prefix+suffix == "" {
		return
	}
	for _, r := range list {
		name := r.node.Get("metadata", "name")
		if i := r.id(); !unprefixed[i.kind] && name.Str() != "" {
			r.rename(prefix + "*" + suffix)
			put(r.node.Get("metadata"), "name", text(prefix+name.Text+suffix, name.Span))
		}
	}
}

// podsOf are the paths at which kinds keep their pod's template.
var podsOf = map[string][]string{
	"PodTemplate": {"template"}, "Deployment": {"spec", "template"}, "ReplicaSet": {"spec", "template"}, "DaemonSet": {"spec", "template"},
	"StatefulSet": {"spec", "template"}, "ReplicationController": {"spec", "template"}, "Job": {"spec", "template"},
	"CronJob": {"spec", "jobTemplate", "spec", "template"}, "Pod": {},
}

// selectors are the paths at which kinds choose pods.
var selectors = map[string][]string{
	"Service": {"spec", "selector"}, "ReplicationController": {"spec", "selector"}, "Deployment": {"spec", "selector", "matchLabels"},
	"ReplicaSet": {"spec", "selector", "matchLabels"}, "DaemonSet": {"spec", "selector", "matchLabels"}, "StatefulSet": {"spec", "selector", "matchLabels"},
}

func (b *builder) labels(o *overlay, list []*resource) {
	add := func(pairs *tree.Node, template, selector bool) {
		for _, f := range pairs.Entries() {
			for _, r := range list {
				b.nodes--
				kind := r.id().kind
				put(below(r.node, f.KeySpan, "metadata", "labels"), f.Key, f.Value)
				if at, ok := podsOf[kind]; ok && len(at) > 0 && (template || selector) && r.node.Get(at...) != nil {
					put(below(r.node, f.KeySpan, append(slices.Clone(at), "metadata", "labels")...), f.Key, f.Value)
				}
				if at, ok := selectors[kind]; ok && selector && r.node.Get("spec") != nil {
					put(below(r.node, f.KeySpan, at...), f.Key, f.Value)
				}
			}
		}
	}
	for _, n := range o.root.Get("labels").Each() {
		template, _ := n.Get("includeTemplates").Truth()
		selector, _ := n.Get("includeSelectors").Truth()
		add(n.Get("pairs"), template, selector)
	}
	add(o.root.Get("commonLabels"), true, true)
	for _, f := range o.root.Get("commonAnnotations").Entries() {
		for _, r := range list {
			put(below(r.node, f.KeySpan, "metadata", "annotations"), f.Key, f.Value)
			if at, ok := podsOf[r.id().kind]; ok && len(at) > 0 && r.node.Get(at...) != nil {
				put(below(r.node, f.KeySpan, append(slices.Clone(at), "metadata", "annotations")...), f.Key, f.Value)
			}
		}
	}
}

// image changes the images of containers, wherever a list of that name is.
func (b *builder) image(n, change *tree.Node, depth int) {
	if n == nil || depth > 40 {
		return
	}
	b.nodes--
	for _, f := range n.Fields {
		if f.Key == "containers" || f.Key == "initContainers" {
			for _, c := range f.Value.Each() {
				image := c.Get("image")
				if image.Str() == "" {
					continue
				}
				name, tag := imageParts(image.Text)
				if name != change.Get("name").Str() {
					continue
				}
				at := change.Span
				if v := change.Get("newName"); v.Str() != "" {
					name, at = v.Text, v.Span
				}
				if v := change.Get("newTag"); v.Str() != "" {
					tag, at = ":"+v.Text, v.Span
				}
				if v := change.Get("digest"); v.Str() != "" {
					tag, at = "@"+v.Text, v.Span
				}
				put(c, "image", text(name+tag, at))
			}
		}
		b.image(f.Value, change, depth+1)
	}
	for _, item := range n.Items {
		b.image(item, change, depth+1)
	}
}

// imageParts are an image's name, and its tag or digest with what parts them.
func imageParts(image string) (name, tag string) {
	if i := strings.IndexByte(image, '@'); i >= 0 {
		return image[:i], image[i:]
	}
	if i := strings.LastIndexByte(image, ':'); i > strings.LastIndexByte(image, '/') {
		return image[:i], image[i:]
	}
	return image, ""
}

// replacements copy a value from one object to fields of others.
func (b *builder) replacements(o *overlay, n *tree.Node, list []*resource) {
	entries := []*tree.Node{n}
	if p := n.Get("path"); p.Str() != "" && n.Get("source") == nil {
		entries = nil
		name, ok := b.inside(o.dir, p.Text)
		f, err := b.tree.Read(name)
		if !ok || err != nil {
			b.outside(o, p)
			return
		}
		documents, _ := tree.YAML(f)
		for _, d := range documents {
			entries = append(entries, d.Root.Each()...)
		}
		b.rendered[f.Path] = true
	}
	for _, e := range entries {
		source := e.Get("source")
		var value *tree.Node
		for _, r := range list {
			if selected(r, source) == yes {
				path := source.Get("fieldPath").Str()
				if path == "" {
					path = "metadata.name"
				}
				if found := walk(r.node, fieldPath(path), false, nhi.Span{}); len(found) == 1 {
					value = found[0]
				}
				break
			}
		}
		if value == nil {
			b.notice(e.Span, o.dir, "expected a replacement whose source is there, found none")
			continue
		}
		value = part(value, source.Get("options"), nil)
		for _, t := range e.Get("targets").Each() {
			create, _ := t.Get("options", "create").Truth()
			for _, r := range list {
				if selected(r, t.Get("select")) != yes || slices.ContainsFunc(t.Get("reject").Each(), func(not *tree.Node) bool { return selected(r, not) == yes }) {
					continue
				}
				for _, p := range t.Get("fieldPaths").Each() {
					for _, field := range walk(r.node, fieldPath(p.Str()), create, value.Span) {
						b.nodes--
						span := *part(value, t.Get("options"), field)
						*field = span
					}
				}
			}
		}
	}
}

// part is a value, or with a delimiter one of its parts: the one at an index of the
// source, or into which the value goes of the target.
func part(value, options, into *tree.Node) *tree.Node {
	delimiter := options.Get("delimiter").Str()
	i, _ := options.Get("index").Int()
	if delimiter == "" {
		out := *value
		return &out
	}
	if into == nil {
		parts := strings.Split(value.Text, delimiter)
		if i < 0 || i >= int64(len(parts)) {
			return value
		}
		return text(parts[i], value.Span)
	}
	parts := strings.Split(into.Text, delimiter)
	switch {
	case i < 0:
		parts = append([]string{value.Text}, parts...)
	case i >= int64(len(parts)):
		parts = append(parts, value.Text)
	default:
		parts[i] = value.Text
	}
	return text(strings.Join(parts, delimiter), value.Span)
}

// fieldPath cuts a path at its dots: \. is a dot, and [name=x] one step.
func fieldPath(s string) (out []string) {
	var step strings.Builder
	inside := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && s[i+1] == '.':
			step.WriteByte('.')
			i++
		case c == '.' && !inside:
			if step.Len() > 0 {
				out = append(out, step.String())
			}
			step.Reset()
			continue
		default:
			inside = c == '[' || inside && c != ']'
			step.WriteByte(c)
		}
	}
	if step.Len() > 0 {
		out = append(out, step.String())
	}
	return out
}

// walk finds the values at a path: fields, indices, * for all, [key=value] for
// some. create makes what is not there.
func walk(n *tree.Node, path []string, create bool, at nhi.Span) []*tree.Node {
	if n == nil {
		return nil
	}
	if len(path) == 0 {
		return []*tree.Node{n}
	}
	step, rest := path[0], path[1:]
	var out []*tree.Node
	switch {
	case n.Kind == tree.Sequence:
		key, value, _ := strings.Cut(strings.Trim(step, "[]"), "=")
		for i, item := range n.Items {
			if step == "*" || step == decimal(i) || strings.HasPrefix(step, "[") && (item.Get(key).Str() == value || key == "" && item.Str() == value) {
				out = append(out, walk(item, rest, create, at)...)
			}
		}
	case n.Kind == tree.Mapping && step == "*":
		for _, f := range n.Fields {
			out = append(out, walk(f.Value, rest, create, at)...)
		}
	case n.Kind == tree.Mapping:
		next := n.Get(step)
		if next == nil && create {
			next = &tree.Node{Kind: tree.Mapping, Span: at}
			if len(rest) == 0 {
				next = text("", at)
			}
			put(n, step, next)
		}
		out = walk(next, rest, create, at)
	}
	return out
}
