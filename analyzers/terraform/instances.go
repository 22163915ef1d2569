package terraform

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/nhivet/nhivet/internal/tree"
)

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
