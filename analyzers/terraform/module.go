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
	// byType are the resource blocks by type, all of them under "".
	byType map[string][]*block
	// vars are the other variable files: nothing says which of them is used.
	vars []*attr

	memo map[string]*value
	busy map[string]bool
	// fuel bounds the work of one module: every evaluated expression takes one, and
	// one for each 64 bytes that its value needs.
	fuel int
}

// maxFuel is what one module may take; the largest real ones take some hundred
// thousand.
const maxFuel = 2_000_000

// resources are the resource blocks of some types, in order; all without any.
func (m *module) resources(types ...string) []*block {
	switch len(types) {
	case 0:
		return m.byType[""]
	case 1:
		return m.byType[types[0]]
	}
	var out []*block
	for _, t := range types {
		out = append(out, m.byType[t]...)
	}
	return out
}

// load reads the files of a directory.
func load(dir string, files []*nhi.File) (*module, []nhi.Notice) {
	m := &module{dir: dir, variables: map[string]*block{}, locals: map[string]*attr{}, assigned: map[string]*attr{}, objects: map[string]*block{}, byType: map[string][]*block{},
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
				if b.typ == "resource" {
					m.byType[""] = append(m.byType[""], b)
					m.byType[b.labels[0]] = append(m.byType[b.labels[0]], b)
				}
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
