// Package tree reads YAML, JSON with comments, and HCL as one kind of node that
// knows the bytes it came from. It keeps what is written apart from what it
// means: no schema, no defaults, no evaluation.
package tree

import (
	"strconv"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Kind is the shape of a node.
type Kind uint8

// The shapes. A Dynamic node is an expression of HCL that is no constant, or
// anything else whose value cannot be known by reading it.
const (
	Null Kind = iota
	String
	Number
	Bool
	Mapping
	Sequence
	Dynamic
)

// Node is a value of a document. All methods accept a nil receiver, which is a
// value that is not there.
type Node struct {
	Kind Kind
	// Text is a scalar's decoded text, or a Dynamic expression as written.
	Text string
	// Tag is an explicit YAML tag (!Sub), empty otherwise.
	Tag string
	// Span covers the value. Under a scalar's span are exactly the bytes that
	// spell it, without quotes and block markers. Where several stretches of bytes
	// spell it (a folded scalar, an escaped string), Exact is false and the span
	// covers them all.
	Span  nhi.Span
	Exact bool
	// Fields are a mapping's entries in order, merge keys resolved, duplicates
	// kept: the last one counts, as in every reader of that format.
	Fields []Field
	Items  []*Node
	// Anchor is the node that an alias stands for; this node's span is then the
	// alias itself, where a person would edit this use.
	Anchor *Node
}

// Field is an entry of a mapping. In HCL a block is a field whose key is the
// block's type and whose value has the labels in Labels.
type Field struct {
	Key     string
	KeySpan nhi.Span
	Value   *Node
	// Labels of an HCL block.
	Labels []*Node
	// Merged entries came through a YAML merge key. Their KeySpan is the merge,
	// from << to the end of its value; Value is the one that the source has.
	Merged bool
	// Block says that HCL wrote it as a block and not as an attribute.
	Block bool
}

// Span of a whole entry: from its key to the end of its value.
func (f Field) Span() nhi.Span {
	if f.Value == nil || f.Merged {
		return f.KeySpan
	}
	return f.KeySpan.Union(f.Value.Span)
}

// Get walks down mappings by key; nil when a step is not there.
func (n *Node) Get(path ...string) *Node {
	for _, key := range path {
		f := n.Field(key)
		if f == nil {
			return nil
		}
		n = f.Value
	}
	return n
}

// Field finds an entry of a mapping. Of duplicates, the last counts.
func (n *Node) Field(key string) *Field {
	if n == nil || n.Kind != Mapping {
		return nil
	}
	for i := len(n.Fields) - 1; i >= 0; i-- {
		if n.Fields[i].Key == key {
			return &n.Fields[i]
		}
	}
	return nil
}

// Entries are the fields of a mapping that count: of duplicates the last. The
// caller must not change them.
func (n *Node) Entries() []Field {
	if n == nil || n.Kind != Mapping {
		return nil
	}
	last := make(map[string]int, len(n.Fields))
	for i, f := range n.Fields {
		last[f.Key] = i
	}
	if len(last) == len(n.Fields) {
		return n.Fields[:len(n.Fields):len(n.Fields)]
	}
	out := make([]Field, 0, len(last))
	for i, f := range n.Fields {
		if last[f.Key] == i {
			out = append(out, f)
		}
	}
	return out
}

// Blocks are the HCL blocks of a type, in order.
func (n *Node) Blocks(kind string) []Field {
	if n == nil {
		return nil
	}
	var out []Field
	for _, f := range n.Fields {
		if f.Key == kind && f.Block {
			out = append(out, f)
		}
	}
	return out
}

// Each are the items of a sequence; a mapping or scalar counts as one item, an
// absent or null node as none.
func (n *Node) Each() []*Node {
	switch {
	case n == nil || n.Kind == Null:
		return nil
	case n.Kind == Sequence:
		return n.Items
	}
	return []*Node{n}
}

// Scalar says whether the node is a string, number or boolean.
func (n *Node) Scalar() bool {
	return n != nil && (n.Kind == String || n.Kind == Number || n.Kind == Bool)
}

// Str is a scalar's text; empty for everything else.
func (n *Node) Str() string {
	if !n.Scalar() {
		return ""
	}
	return n.Text
}

// Strings are the texts of the scalars of a sequence, or of the one scalar.
func (n *Node) Strings() []string {
	var out []string
	for _, item := range n.Each() {
		if item.Scalar() {
			out = append(out, item.Text)
		}
	}
	return out
}

// Truth reads a boolean: true or false, and whether it is one. Quoted booleans
// do not count: a reader of the format would see a string.
func (n *Node) Truth() (value, ok bool) {
	if n == nil || n.Kind != Bool {
		return false, false
	}
	value, err := strconv.ParseBool(n.Text)
	return value, err == nil
}

// Int reads a whole number, quoted or not.
func (n *Node) Int() (int64, bool) {
	if !n.Scalar() {
		return 0, false
	}
	i, err := strconv.ParseInt(n.Text, 10, 64)
	return i, err == nil
}

// Value makes the vocabulary's value: nil for a node that is not there or null,
// literal for a scalar, unknown for everything else. What is a reference only
// the reader of a format can tell.
func (n *Node) Value() *nhi.Value {
	switch {
	case n == nil || n.Kind == Null:
		return nil
	case n.Scalar():
		return &nhi.Value{State: nhi.Literal, Text: n.Text, Span: n.Span}
	}
	return &nhi.Value{State: nhi.Unknown, Text: n.Text, Span: n.Span}
}
