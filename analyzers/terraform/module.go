package terraform

import (
	"path"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// block is a block of either syntax.
type block struct {
	typ    string
	labels []string
	file   *nhi.File
	// head is the type with its labels, span the whole block.
	head, span nhi.Span
	attrs      []*attr
	blocks     []*block
	// scope binds the iterator of the dynamic block that it came from, or each of
	// an instance.
	scope *scope
	// partial says that the file was not read whole, so that what is absent here
	// may be there.
	partial bool
}

// attr is one argument. Its expression is native syntax, or a node of the JSON
// syntax.
type attr struct {
	name      string
	key, span nhi.Span
	file      *nhi.File
	expr      hclsyntax.Expression
	node      *tree.Node
}

// attr finds an argument.
func (b *block) attr(name string) *attr {
	if b == nil {
		return nil
	}
	for _, a := range b.attrs {
		if a.name == name {
			return a
		}
	}
	return nil
}

// address of a resource or data block.
func (b *block) address() string {
	if len(b.labels) < 2 {
		return ""
	}
	a := b.labels[0] + "." + b.labels[1]
	if b.typ == "data" {
		a = "data." + a
	}
	return a
}

// module is one directory of configuration.
type module struct {
	dir       string
	variables map[string]*block
	locals    map[string]*attr
	// assigned are the values of tfvars files that Terraform loads by itself.
	assigned map[string]*attr
	// blocks are all top blocks, in order of file and place.
	blocks []*block
	// objects are resources and data by address.
	objects map[string]*block
	// vars are the other variable files: nothing says which of them is used.
	vars []*attr

	memo map[string]*value
	busy map[string]bool
	// fuel bounds the work of one module: every evaluated expression takes one.
	fuel int
}

// maxFuel is the number of expressions evaluated in one module; the largest real
// ones take some ten thousands.
const maxFuel = 2_000_000

// resources are the resource blocks of some types, in order; all without any.
func (m *module) resources(types ...string) []*block {
	var out []*block
	for _, b := range m.blocks {
		if b.typ != "resource" || len(b.labels) < 2 {
			continue
		}
		for _, t := range types {
			if b.labels[0] == t {
				out = append(out, b)
			}
		}
		if len(types) == 0 {
			out = append(out, b)
		}
	}
	return out
}

// load reads the files of a directory.
func load(dir string, files []*nhi.File) (*module, []nhi.Notice) {
	m := &module{dir: dir, variables: map[string]*block{}, locals: map[string]*attr{}, assigned: map[string]*attr{}, objects: map[string]*block{},
		memo: map[string]*value{}, busy: map[string]bool{}, fuel: maxFuel}
	var notices []nhi.Notice
	var assigned, others []*nhi.File
	for _, f := range files {
		base := path.Base(f.Path)
		switch {
		case isVars(base):
			if base == "terraform.tfvars" || base == "terraform.tfvars.json" || strings.HasSuffix(base, ".auto.tfvars") || strings.HasSuffix(base, ".auto.tfvars.json") {
				assigned = append(assigned, f)
			} else {
				others = append(others, f)
			}
			continue
		default:
			blocks, _, n := read(f)
			notices = append(notices, n...)
			for _, b := range blocks {
				b.partial = len(n) > 0
			}
			m.blocks = append(m.blocks, blocks...)
		}
	}
	// terraform.tfvars first, then the .auto ones by name; later files win:
	// https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
	sort.SliceStable(assigned, func(i, j int) bool { return varsOrder(assigned[i]) < varsOrder(assigned[j]) })
	for _, f := range assigned {
		_, attrs, n := read(f)
		notices = append(notices, n...)
		for _, a := range attrs {
			m.assigned[a.name] = a
		}
	}
	for _, f := range others {
		_, attrs, n := read(f)
		notices = append(notices, n...)
		m.vars = append(m.vars, attrs...)
	}
	for _, b := range m.blocks {
		switch b.typ {
		case "variable":
			if len(b.labels) > 0 {
				m.variables[b.labels[0]] = b
			}
		case "locals":
			for _, a := range b.attrs {
				m.locals[a.name] = a
			}
		case "resource", "data":
			if a := b.address(); a != "" {
				m.objects[a] = b
			}
		}
	}
	return m, notices
}

func varsOrder(f *nhi.File) string {
	base := path.Base(f.Path)
	switch base {
	case "terraform.tfvars":
		return "0"
	case "terraform.tfvars.json":
		return "1"
	}
	return "2" + base
}

// read parses one file into blocks and top-level attributes.
func read(f *nhi.File) ([]*block, []*attr, []nhi.Notice) {
	if strings.HasSuffix(f.Path, ".json") {
		n, notices := tree.JSON(f)
		if isVars(path.Base(f.Path)) {
			return nil, jsonAttrs(f, n), notices
		}
		return jsonTop(f, n), nil, notices
	}
	body, _, notices := tree.HCL(f)
	if body == nil {
		return nil, nil, notices
	}
	b := native(f, body)
	return b.blocks, b.attrs, notices
}

// native converts a body of the native syntax.
func native(f *nhi.File, body *hclsyntax.Body) *block {
	b := &block{file: f}
	if body == nil {
		return b
	}
	for _, a := range body.Attributes {
		if a == nil || a.Expr == nil {
			continue
		}
		b.attrs = append(b.attrs, &attr{name: a.Name, key: tree.Range(f, a.NameRange), span: tree.Range(f, a.SrcRange), file: f, expr: a.Expr})
	}
	sort.Slice(b.attrs, func(i, j int) bool { return b.attrs[i].key.Start < b.attrs[j].key.Start })
	for _, n := range body.Blocks {
		c := native(f, n.Body)
		c.typ, c.labels = n.Type, n.Labels
		c.head = tree.Range(f, n.TypeRange)
		for _, l := range n.LabelRanges {
			c.head = c.head.Union(tree.Range(f, l))
		}
		c.span = c.head.Union(tree.Range(f, n.CloseBraceRange))
		if n.CloseBraceRange == (hcl.Range{}) {
			c.span = c.head
		}
		b.blocks = append(b.blocks, c)
	}
	return b
}

// jsonTop converts the top of the JSON syntax: {"resource": {"type": {"name": {…}}}}.
func jsonTop(f *nhi.File, n *tree.Node) []*block {
	labels := map[string]int{"resource": 2, "data": 2, "ephemeral": 2, "variable": 1, "provider": 1, "module": 1, "output": 1, "locals": 0, "terraform": 0}
	var out []*block
	if n == nil {
		return nil
	}
	for _, top := range n.Fields {
		depth, ok := labels[top.Key]
		if !ok {
			continue
		}
		var walk func(n *tree.Node, head nhi.Span, names []string)
		walk = func(n *tree.Node, head nhi.Span, names []string) {
			for _, item := range n.Each() {
				if len(names) == depth {
					b := jsonBlock(f, top.Key, head, item)
					b.labels = append([]string(nil), names...)
					out = append(out, b)
					continue
				}
				for _, field := range item.Fields {
					walk(field.Value, field.KeySpan, append(names, field.Key))
				}
			}
		}
		walk(top.Value, top.KeySpan, nil)
	}
	return out
}

func jsonBlock(f *nhi.File, typ string, head nhi.Span, n *tree.Node) *block {
	b := &block{typ: typ, file: f, head: head, span: head, attrs: jsonAttrs(f, n)}
	if n != nil {
		b.span = head.Union(n.Span)
	}
	return b
}

func jsonAttrs(f *nhi.File, n *tree.Node) []*attr {
	var out []*attr
	if n == nil {
		return nil
	}
	for _, field := range n.Fields {
		if field.Value == nil || field.Key == "//" {
			continue
		}
		out = append(out, &attr{name: field.Key, key: field.KeySpan, span: field.Span(), file: f, node: field.Value})
	}
	return out
}

// nested are the blocks of a type in a block: written, made by dynamic, or as
// objects of the JSON syntax.
func (m *module) nested(b *block, name string) []*block {
	if b == nil {
		return nil
	}
	var out []*block
	for _, c := range b.blocks {
		switch {
		case c.typ == name:
			if c.scope == nil && b.scope != nil {
				// The block's names hold in the blocks inside of it.
				d := *c
				d.scope = b.scope
				c = &d
			}
			out = append(out, c)
		case c.typ == "dynamic" && len(c.labels) > 0 && c.labels[0] == name:
			out = append(out, m.expand(b, c, name)...)
		}
	}
	if a := b.attr(name); a != nil && a.node != nil {
		for _, n := range a.node.Each() {
			if n.Kind == tree.Mapping {
				c := jsonBlock(b.file, name, a.key, n)
				c.scope = b.scope
				out = append(out, c)
			}
		}
	}
	return out
}

// maxInstances bounds what one dynamic block or for expression gives.
const maxInstances = 256

// expand makes the blocks of a dynamic block: one for each known item, or one
// with an unknown iterator that stands for any number.
func (m *module) expand(parent, d *block, name string) []*block {
	iterator := name
	if a := d.attr("iterator"); a != nil && a.expr != nil {
		if k := hcl.ExprAsKeyword(a.expr); k != "" {
			iterator = k
		}
	}
	var content *block
	for _, c := range d.blocks {
		if c.typ == "content" {
			content = c
		}
	}
	if content == nil {
		return nil
	}
	make := func(key, val *value) *block {
		c := *content
		c.typ = name
		c.head = d.head
		c.scope = &scope{parent: parent.scope, vars: map[string]*value{iterator: {kind: object, span: d.head,
			fields: []member{{key: "key", val: key}, {key: "value", val: val}}}}}
		return &c
	}
	each := m.eval(d.attr("for_each"), parent.scope)
	var out []*block
	switch {
	case each != nil && each.kind == list && len(each.items) <= maxInstances:
		for i, v := range each.items {
			key := v
			if v.kind != scalar {
				key = number(i, v.span)
			}
			out = append(out, make(key, v))
		}
		return out
	case each != nil && each.kind == object && len(each.fields) <= maxInstances:
		for _, f := range each.fields {
			out = append(out, make(text(f.key, f.keySpan), f.val))
		}
		return out
	}
	return []*block{make(&value{span: d.head, text: iterator + ".key"}, &value{span: d.head, text: iterator + ".value"})}
}

// instances are the copies of a resource that for_each makes: one for each known
// item. A resource without for_each, or with one that is not known, stands for
// itself.
func (m *module) instances(b *block) []*block {
	each := m.eval(b.attr("for_each"), b.scope)
	if each == nil || each.kind != list && each.kind != object || len(each.items)+len(each.fields) > maxInstances || len(each.items)+len(each.fields) == 0 {
		return []*block{b}
	}
	var out []*block
	add := func(key, val *value) {
		c := *b
		c.scope = &scope{parent: b.scope, vars: map[string]*value{"each": {kind: object, span: key.span, fields: []member{{key: "key", val: key}, {key: "value", val: val}}}}}
		out = append(out, &c)
	}
	for _, v := range each.items {
		add(v, v)
	}
	for _, f := range each.fields {
		add(text(f.key, f.keySpan), f.val)
	}
	return out
}

// at evaluates an argument by its path through nested blocks, "spec.service_account".
// Of several blocks of a type, the first counts.
func (m *module) at(b *block, p string) *value {
	v, _ := m.find(b, p)
	return v
}

// find is at with the argument itself, nil when the path ends in an object.
func (m *module) find(b *block, p string) (*value, *attr) {
	for {
		name, rest, more := strings.Cut(p, ".")
		if !more {
			a := b.attr(name)
			return m.eval(a, b.scoped()), a
		}
		if inner := m.nested(b, name); len(inner) > 0 {
			b, p = inner[0], rest
			continue
		}
		a := b.attr(name)
		v := m.eval(a, b.scoped())
		for v != nil && rest != "" {
			if v.kind == list && len(v.items) > 0 {
				v = v.items[0]
			}
			if v.kind == unknown {
				return v, a
			}
			name, rest, _ = strings.Cut(rest, ".")
			v = v.get(name)
		}
		return v, a
	}
}

func (b *block) scoped() *scope {
	if b == nil {
		return nil
	}
	return b.scope
}
