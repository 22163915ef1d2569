// Package kustomize builds overlays as "kustomize build" does, of what lies in the
// tree, and returns the objects as derived files: each value is mapped to the base,
// the patch or the kustomization that says it. What the objects mean is read by
// others. Nothing is fetched, run or read outside of the tree.
package kustomize

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Analyzer builds overlays.
var Analyzer = &nhi.Analyzer{
	Name: "kustomize",
	Doc:  "overlays of Kustomize, each built with its bases",
	Reads: []string{
		"resources, bases, components, of which those that others use are judged through them",
		"patches: strategic merge and JSON 6902, inline and in files, with targets",
		"ConfigMaps and Secrets that are generated; names, namespaces, labels, images, replicas, replacements",
	},
	Formats: []nhi.Format{
		{Name: "Overlays", Files: "kustomization.yaml, kustomization.yml, Kustomization", Source: "https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/", Fixture: "overlays"},
		{Name: "Transformers", Files: "kustomization.yaml", Source: "https://kubectl.docs.kubernetes.io/references/kustomize/builtins/", Fixture: "transformers"},
	},
	Leaves:  "bases of other repositories, charts that an overlay inflates, plug-ins, vars, configurations of transformers; names have no hash",
	Wants:   wants,
	Claims:  claims,
	Run:     run,
	Renders: true,
}

// Bounds. The largest public overlays build some thousand objects.
const (
	maxDepth = 20        // bases of bases
	maxNodes = 3_000_000 // values that all builds of a tree may copy
	maxBytes = 128 << 20 // of what is built
)

// names are those under which kustomize looks for its file, in its order.
var names = []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}

func wants(file string) bool { return slices.Contains(names, path.Base(file)) }

// claims puts all overlays of a tree together: which one is a base only the
// others say.
func claims(file string, _ []byte) (string, bool) { return "overlays", wants(file) }

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	b := &builder{tree: u.Tree, facts: &nhi.Facts{}, overlays: map[string]*overlay{}, rendered: map[string]bool{}, nodes: maxNodes}
	used, dirs := map[string]bool{}, []string{}
	for _, f := range u.Files {
		dir := path.Dir(f.Path)
		o := b.overlay(dir)
		if o == nil || slices.Contains(dirs, dir) {
			continue
		}
		dirs = append(dirs, dir)
		for _, below := range o.uses {
			used[below] = true
		}
	}
	roots := slices.DeleteFunc(slices.Clone(dirs), func(dir string) bool { return used[dir] })
	scopes := map[string]int{}
	for _, dir := range roots {
		scopes[kube.Scope(dir+"/any")]++
	}
	// An overlay whose bases cannot be told may use any that lie near it: what they
	// deploy is not known.
	hidden := map[string]bool{}
	for _, dir := range dirs {
		if b.overlays[dir].hides {
			hidden[top(dir)] = true
		}
	}
	for _, dir := range roots {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if b.overlays[dir].component() {
			continue // it changes whoever uses it, and is nothing by itself
		}
		prefix := dir + "//"
		if scopes[kube.Scope(dir+"/any")] > 1 {
			prefix += "overlay//"
		}
		b.derive(dir, prefix, hidden[top(dir)])
		if b.nodes < 0 || b.bytes > maxBytes {
			b.notice(b.overlays[dir].root.Span, dir, "expected overlays of at most %d values and %d MiB, found more; the rest is not built", maxNodes, maxBytes>>20)
			break
		}
	}
	for _, name := range sorted(b.rendered) {
		b.facts.Rendered = append(b.facts.Rendered, name)
	}
	return b.facts, nil
}

// top is the first folder of a path.
func top(dir string) string {
	first, _, _ := strings.Cut(dir, "/")
	return first
}

// derive builds an overlay into one derived file. What is not known gives none, and
// its parts are not read by themselves either.
func (b *builder) derive(dir, prefix string, hidden bool) {
	b.open = false
	list := b.build(dir, 0, nil)
	if hidden || b.open {
		return
	}
	b.references(list)
	var docs []*tree.Node
	for _, r := range list {
		docs = append(docs, r.node)
	}
	if len(docs) == 0 {
		return
	}
	f := tree.Render(prefix+"build.yaml", docs)
	b.bytes += f.Len()
	b.facts.Derived = append(b.facts.Derived, f)
}

// overlay is a kustomization.
type overlay struct {
	dir  string
	file *nhi.File
	root *tree.Node
	// uses are the folders of other overlays that it names; hides says that it names
	// some that are filled in later.
	uses  []string
	hides bool
}

func (o *overlay) component() bool { return o.root.Get("kind").Str() == "Component" }

// overlay reads the kustomization of a folder, once; nil for none. Of a ring the
// one that is read first is none of the bases, and building it tells of the ring.
func (b *builder) overlay(dir string) *overlay {
	if o, ok := b.overlays[dir]; ok {
		return o
	}
	b.overlays[dir] = nil
	for _, name := range names {
		f, err := b.tree.Read(path.Join(dir, name))
		if err != nil {
			continue
		}
		documents, notices := tree.YAML(f)
		for _, n := range notices {
			n.Reason = "kustomize: " + strings.TrimPrefix(n.Reason, "YAML: ")
			b.facts.Notices = append(b.facts.Notices, n)
		}
		if len(documents) == 0 || documents[0].Root.Kind != tree.Mapping {
			return nil
		}
		o := &overlay{dir: dir, file: f, root: documents[0].Root}
		for _, key := range []string{"resources", "bases", "components"} {
			for _, n := range o.root.Get(key).Each() {
				o.hides = o.hides || templated(n.Str())
				if below, ok := b.inside(dir, n.Str()); ok && b.overlay(below) != nil {
					o.uses = append(o.uses, below)
				}
			}
		}
		b.overlays[dir] = o
		return o
	}
	return nil
}

// templated says whether a text is filled in by something that runs before
// kustomize.
func templated(s string) bool {
	return strings.Contains(s, "{{") || strings.Contains(s, "${") || strings.Contains(s, "$(")
}

// inside is the path of what an overlay names; false for what lies outside of the
// tree, or is an address.
func (b *builder) inside(dir, name string) (string, bool) {
	if name == "" || path.IsAbs(name) || remote(name) {
		return "", false
	}
	p := path.Join(dir, name)
	return p, p != ".." && !strings.HasPrefix(p, "../")
}

// remote says whether a resource is an address: a scheme, a host before the first
// slash, git's own form.
func remote(name string) bool {
	host, _, slash := strings.Cut(name, "/")
	return strings.Contains(name, "://") || strings.Contains(name, "?ref=") || strings.HasPrefix(name, "git@") || strings.HasPrefix(name, "git::") ||
		slash && strings.Contains(host, ".") && host != "." && host != ".."
}

func sorted(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
