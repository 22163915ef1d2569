package terraform

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// maxInstances bounds what one count, for_each, dynamic block or for expression
// gives.
const maxInstances = 256

// family are the instances that count or for_each makes of a block. Where their
// number is not known, one symbolic instance stands for all.
type family struct {
	// shape is scalar for one without index, list for count, object for for_each.
	shape    kind
	symbolic bool
	index    []string // "", "[0]", `["a"]`
	keys     []string
	scopes   []*scope
	// blocks are the instances of a resource; any stands for one that is not known
	// which.
	blocks []*block
	any    *block
	// because is the way of the number of instances, where it comes from outside.
	because []nhi.Step
}

// single is a block with neither count nor for_each.
var single = family{shape: scalar, index: []string{""}, keys: []string{""}, scopes: []*scope{nil}}

// family are the instances of a resource of the module; nil for one that is not
// there.
func (m *module) family(address string) *family {
	if f, ok := m.families[address]; ok {
		return f
	}
	b := m.byAddress[address]
	if b == nil {
		return nil
	}
	f := m.copies(b, address)
	bound := func(index string, s *scope) *block {
		c := *b
		c.m, c.addr, c.scope, c.because = m, m.prefix+address+index, s, f.because
		return &c
	}
	for i, s := range f.scopes {
		f.blocks = append(f.blocks, bound(f.index[i], s))
	}
	if f.shape != scalar && !slices.Contains(f.index, "") {
		s := m.anyone(b, f.shape)
		s.touchy = true // nobody asks often
		f.any = bound("", s)
	}
	m.families[address] = &f
	return &f
}

// copies reads count and for_each.
func (m *module) copies(b *block, key string) family {
	count, each := b.attr("count"), b.attr("for_each")
	if count == nil && each == nil {
		return single
	}
	a, shape := each, object
	if each == nil {
		a, shape = count, list
	}
	f, touched := family{shape: shape}, m.w.touched
	v := m.once("copies", key, a, 0)
	if v != nil {
		way := v.from
		if v.why != nil {
			way = append(v.why.from[:len(v.why.from):len(v.why.from)], way...)
		}
		for _, s := range way {
			if path.Dir(s.At.File.Path) != m.path || isVars(path.Base(s.At.File.Path)) {
				f.because = append(f.because, s)
			}
		}
	}
	switch {
	case shape == list:
		n, ok := v.number()
		if f.symbolic = !ok || n < 0 || n > maxInstances; f.symbolic {
			break
		}
		for i := range int(n) {
			f.add(strconv.Itoa(i), "["+strconv.Itoa(i)+"]", "count", member{key: "index", val: number(i, a.span)})
		}
	default:
		items, ok := v.members()
		if f.symbolic = !ok || len(items) > maxInstances; f.symbolic {
			break
		}
		for _, i := range items {
			key := text(i.key, i.keySpan)
			if key.holes = strings.Contains(i.key, "${"); key.holes {
				key = i.val
			}
			f.add(i.key, "["+strconv.Quote(i.key)+"]", "each", member{key: "key", val: key}, member{key: "value", val: i.val})
		}
		// Keys that are not known stand for all others too.
		if v.more && !slices.ContainsFunc(f.keys, func(k string) bool { return strings.Contains(k, "${") }) {
			f.index, f.keys, f.scopes = append(f.index, ""), append(f.keys, ""), append(f.scopes, m.anyone(b, shape))
		}
	}
	// Nothing because of a default is something for another caller.
	if !f.symbolic && len(f.scopes) == 0 && !m.shy && m.w.environment == nil {
		f.symbolic = len(m.twin().copies(b, key).scopes) > 0
	}
	if f.symbolic {
		f.index, f.keys, f.scopes = []string{""}, []string{""}, []*scope{m.anyone(b, shape)}
	}
	for _, s := range f.scopes {
		s.touchy = m.w.touched != touched
	}
	return f
}

func (f *family) add(key, index, name string, fields ...member) {
	f.keys, f.index = append(f.keys, key), append(f.index, index)
	f.scopes = append(f.scopes, &scope{vars: map[string]*value{name: {kind: object, span: fields[0].val.span, fields: fields}}})
}

// anyone binds each or count of an instance that is not known which.
func (m *module) anyone(b *block, shape kind) *scope {
	hole := func(name string) *value { return &value{span: b.head, text: name} }
	if shape == list {
		return &scope{vars: map[string]*value{"count": {kind: object, span: b.head, fields: []member{{key: "index", val: hole("count.index")}}}}}
	}
	val := hole("each.value")
	if v := m.once("copies", b.label(), b.attr("for_each"), 0); v != nil && v.elem != nil {
		val = v.elem
	}
	return &scope{vars: map[string]*value{"each": {kind: object, span: b.head, fields: []member{{key: "key", val: hole("each.key")}, {key: "value", val: val}}}}}
}

// label is the address of a block inside of its module, without an index: what
// the file calls it.
func (b *block) label() string {
	if b.typ == "module" && len(b.labels) > 0 {
		return "module." + b.labels[0]
	}
	c := *b
	c.addr = ""
	return c.address()
}

// members are the pairs that for_each goes through, each key once; false when
// a key is not known. An item that is not known is its own key.
func (v *value) members() ([]member, bool) {
	if v == nil || v.kind != list && v.kind != object {
		return nil, false
	}
	var all []member
	for _, i := range v.items {
		if i.kind == unknown && i.many && v.more {
			continue // any number of others
		}
		if i.kind == unknown && !i.keyed && i.elem == nil && i.text == "" || i.kind != unknown && i.kind != scalar {
			return nil, false
		}
		all = append(all, member{key: i.display(), keySpan: i.span, val: i})
	}
	all = append(all, v.fields...)
	at := map[string]int{}
	var out []member
	for _, f := range all {
		if i, ok := at[f.key]; ok {
			out[i] = f
			continue
		}
		at[f.key] = len(out)
		out = append(out, f)
	}
	return out, true
}

// nested are the blocks of a type in a block: written, made by dynamic, or as
// objects of the JSON syntax.
func (w *world) nested(b *block, name string) []*block {
	if b == nil {
		return nil
	}
	out, ok := b.inner[name]
	if ok {
		return out
	}
	if out = w.unfold(b, name); len(out) > 0 && b.m != nil && w.busy == 0 {
		if b.inner == nil {
			b.inner = map[string][]*block{}
		}
		out = out[:len(out):len(out)]
		b.inner[name] = out
	}
	return out
}

func (w *world) unfold(b *block, name string) []*block {
	var out []*block
	for _, c := range b.blocks {
		switch {
		case c.typ == name:
			// The block's names hold in the blocks inside of it.
			d := *c
			d.m, d.scope = b.m, b.scope
			out = append(out, &d)
		case c.typ == "dynamic" && len(c.labels) > 0 && c.labels[0] == name:
			out = append(out, w.expand(b, c, name)...)
		}
	}
	if a := b.attr(name); a != nil && a.node != nil {
		for _, n := range a.node.Each() {
			if n.Kind == tree.Mapping {
				c := jsonBlock(b.file, name, a.key, n)
				c.m, c.scope = b.m, b.scope
				for _, i := range c.attrs {
					i.planned, i.at = a.planned, a.at
				}
				out = append(out, c)
			}
		}
	}
	return out
}

// expand makes the blocks of a dynamic block: one for each known item, or one
// with an unknown iterator that stands for any number.
func (w *world) expand(parent, d *block, name string) []*block {
	iterator := name
	if a := d.attr("iterator"); a != nil && a.expr != nil {
		if k := hcl.ExprAsKeyword(a.expr); k != "" {
			iterator = k
		}
	}
	i := slices.IndexFunc(d.blocks, func(c *block) bool { return c.typ == "content" })
	if i < 0 {
		return nil
	}
	content := d.blocks[i]
	make := func(key, val *value) *block {
		c := *content
		c.typ, c.m, c.head = name, parent.m, d.head
		c.scope = &scope{parent: parent.scope, vars: map[string]*value{iterator: {kind: object, span: d.head,
			fields: []member{{key: "key", val: key}, {key: "value", val: val}}}}}
		return &c
	}
	each := w.eval(parent, d.attr("for_each"))
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
	case each != nil && each.kind == null:
		return nil
	}
	val := &value{span: d.head, text: iterator + ".value"}
	if each != nil && each.elem != nil {
		val = each.elem
	}
	return []*block{make(&value{span: d.head, text: iterator + ".key"}, val)}
}
