package terraform

import (
	"bytes"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// isPlan says whether a text is what `terraform show -json` prints of a plan:
// https://developer.hashicorp.com/terraform/internals/json-format
func isPlan(p string, text []byte) bool {
	return strings.HasSuffix(p, ".json") && !isConfig(p) && bytes.Contains(text[:min(len(text), 256)], []byte(`"format_version"`)) &&
		bytes.Contains(text, []byte(`"planned_values"`))
}

// maxPlanned bounds the resources of a plan that are read.
const maxPlanned = 20_000

// plan reads a plan. Its values are what the configuration beside it comes to in
// one environment, and are told at the arguments of that; what is nowhere in the
// configuration is told in the plan.
type plan struct {
	w      *world
	file   *nhi.File
	values *tree.Node
	// unknown are the values that are known after the plan is applied, by address.
	unknown map[string]*tree.Node
	// planned are the addresses that it has.
	planned map[string]bool
}

// newPlan is the world of a plan; nil for what is no plan after all.
func newPlan(f *forest, file *nhi.File) *world {
	n, _ := tree.JSON(file)
	values := n.Get("planned_values").Get("root_module")
	if values == nil {
		return nil
	}
	w := bare(f, f.rootOfPlan(file))
	w.environment = &varFile{file: file}
	p := &plan{w: w, file: file, values: values, unknown: map[string]*tree.Node{}, planned: map[string]bool{}}
	for _, c := range n.Get("resource_changes").Each() {
		p.unknown[c.Get("address").Str()] = c.Get("change").Get("after_unknown")
	}
	p.addresses(values, 0)
	p.module(values, n.Get("configuration").Get("root_module"), w.root, "", 0)
	return w
}

func (p *plan) addresses(values *tree.Node, depth int) {
	if values == nil || depth > maxNested {
		return
	}
	for _, r := range values.Get("resources").Each() {
		if len(p.planned) < maxPlanned {
			p.planned[r.Get("address").Str()] = true
		}
	}
	for _, c := range values.Get("child_modules").Each() {
		p.addresses(c, depth+1)
	}
}

// module reads the resources of a module, and of those in it. config is what the
// plan says of its source, m the module of the tree, nil when it is not here.
func (p *plan) module(values, config *tree.Node, m *module, prefix string, depth int) {
	if values == nil || depth > maxNested {
		return
	}
	written := map[string]*tree.Node{}
	for _, r := range config.Get("resources").Each() {
		written[r.Get("address").Str()] = r.Get("expressions")
	}
	for _, r := range values.Get("resources").Each() {
		if p.planned[r.Get("address").Str()] {
			p.resource(r, written, m, prefix)
		}
	}
	for _, c := range values.Get("child_modules").Each() {
		address := c.Get("address").Str()
		name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(address, prefix), "module."), "[")
		var inner *module
		if m != nil {
			if all := m.child(name); all.known && len(all.modules) > 0 {
				inner = all.modules[0]
			}
		}
		call := config.Get("module_calls").Get(name)
		p.module(c, call.Get("module"), inner, address+".", depth+1)
	}
}

// resource makes a block of a planned resource.
func (p *plan) resource(r *tree.Node, written map[string]*tree.Node, m *module, prefix string) {
	kind, name, address := r.Get("type").Str(), r.Get("name").Str(), r.Get("address").Str()
	mode := map[string]string{"managed": "resource", "data": "data"}[r.Get("mode").Str()]
	if kind == "" || name == "" || address == "" || mode == "" {
		return
	}
	b := &block{typ: mode, labels: []string{kind, name}, file: p.file, head: r.Get("address").Span, span: r.Span, m: p.w.root, addr: address}
	var source *block
	if m != nil {
		if source = m.byAddress[b.label()]; source != nil {
			b.file, b.head, b.span = source.file, source.head, source.span
			for c := m; c.parent != nil; c = c.parent {
				b.because = append(b.because, nhi.Step{At: c.call.head, Note: c.call.label() + " is called here"})
			}
		}
	}
	index := strings.TrimPrefix(address, prefix+b.label())
	open := p.unknown[address]
	for _, f := range fieldsIn(r.Get("values")) {
		if f.Value == nil || f.Value.Kind == tree.Null {
			continue
		}
		a := &attr{name: f.Key, key: f.KeySpan, span: f.Span(), file: p.file, node: f.Value, planned: true}
		if s := source.attr(f.Key); s != nil {
			a.key, a.span, a.file, a.at = s.key, s.span, s.file, s.span
		}
		b.attrs = append(b.attrs, a)
	}
	for _, f := range fieldsIn(open) {
		if b.attr(f.Key) != nil {
			continue
		}
		expression := written[b.label()].Get(f.Key)
		if expression == nil && !(f.Value != nil && f.Value.Kind == tree.Bool) {
			continue
		}
		a := &attr{name: f.Key, key: b.head, span: b.head, file: b.file, planned: true, refs: p.refs(expression, prefix, index)}
		if s := source.attr(f.Key); s != nil {
			a.key, a.span = s.key, s.span
		} else if expression == nil {
			continue // made by the provider, not written by anybody
		}
		b.attrs = append(b.attrs, a)
	}
	p.w.objects[address] = b
	if mode == "resource" {
		p.w.byType[""] = append(p.w.byType[""], b)
		p.w.byType[kind] = append(p.w.byType[kind], b)
	}
}

// refs are the objects that an expression names, seen from the root. A reference
// to a resource with instances means the one of the same index.
func (p *plan) refs(expression *tree.Node, prefix, index string) []ref {
	var out []ref
	for _, r := range expression.Get("references").Each() {
		parts := strings.Split(r.Str(), ".")
		n := 2
		if parts[0] == "data" {
			n = 3
		}
		if len(parts) < n || parts[0] == "each" || parts[0] == "count" || parts[0] == "path" {
			continue
		}
		to := ref{addr: prefix + strings.Join(parts[:n], "."), attr: strings.Join(parts[n:], ".")}
		for _, i := range []string{index, "[0]"} {
			if !p.planned[to.addr] && p.planned[to.addr+i] {
				to.addr += i
			}
		}
		out = append(out, to)
	}
	return out
}

func fieldsIn(n *tree.Node) []tree.Field {
	if n == nil {
		return nil
	}
	return n.Fields
}

// value is a value of a plan, in which nothing is evaluated.
func (a *attr) value() *value {
	if a.node == nil {
		return &value{span: a.span, text: a.name, refs: a.refs}
	}
	v := plainNode(a.node, 0)
	if a.at.Valid() {
		w := v.via(a.at, "value in the plan")
		return w
	}
	return v
}
