package terraform

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/nhivet/nhivet/internal/nhi"
)

// kind is the shape of a value.
type kind uint8

const (
	unknown kind = iota // depends on something that cannot be evaluated here
	null
	scalar
	list
	object
)

// value is what an expression evaluates to, with where it is written and what it
// went through. cty has no place for either below the level of a whole value,
// and an unknown of cty forgets which resource it refers to, so this package
// keeps its own values and uses cty for the arithmetic.
//
// A value that is not written is a nil *value, which all methods accept.
type value struct {
	kind kind
	typ  byte // of a scalar: s, n or b
	// holes says that a scalar's text has unknown parts, "${source}"; composed that
	// it has parts that are written elsewhere.
	holes, composed bool
	// many says that it is all instances of a thing, or one that is not known
	// which; keyed that they have names.
	many, keyed bool
	// more says that a collection may have more than what is here; set that it is a
	// set, whose elements are their own keys.
	more, set bool
	// bad is no value at all: what is not there was asked for. either is one of
	// several, and it is not known which.
	bad, either bool
	// text is a scalar's text. Of an unknown value it is the source.
	text string
	// span is where it is written at the place of its use.
	span nhi.Span
	// from leads back to where it was really written, the origin last.
	from   []nhi.Step
	items  []*value
	fields []member
	// refs are what it was made from and where the way leads on: resources, data,
	// variables without a default, outputs of modules.
	refs []ref
	// structured is what jsonencode was given: its JSON with positions.
	structured *value
	// pieces are the stretches that a text was put together from.
	pieces []piece
	// after is the seconds that a time lies after the moment of applying; 0 when
	// it is no such time.
	after int64
	// Unknown values may be things whose parts are evaluated when somebody asks:
	// the resource obj, or what is at path inside of it, or the module mod.
	obj  *block
	path string
	mod  *module
	// elem is what every element of an unknown collection is like.
	elem *value
	// why is the condition that chose it.
	why *value
}

type member struct {
	key     string
	keySpan nhi.Span
	val     *value
}

// ref names an object, as seen from the root, and the rest of the path.
type ref struct {
	addr string // aws_iam_role.a, data.aws_iam_role.a, var.a, module.a.aws_iam_role.b[0]
	attr string
}

// kind is the resource type of an address, without "data."; var and module for
// what is outside.
func (r ref) kind() string {
	t, _, _ := strings.Cut(strings.TrimPrefix(local(r.addr), "data."), ".")
	return t
}

// local is an address as it is inside of its module: "module.a" itself is one of
// the module that calls it.
func local(addr string) string {
	for strings.HasPrefix(addr, "module.") {
		i, quoted := len("module."), false
		for ; i < len(addr) && (quoted || addr[i] != '.'); i++ {
			switch {
			case addr[i] == '\\':
				i++
			case addr[i] == '"':
				quoted = !quoted
			}
		}
		if i >= len(addr) {
			break
		}
		addr = addr[i+1:]
	}
	return addr
}

// piece is a stretch of a text with the bytes that spell it; a hole has unknown
// text.
type piece struct {
	text string
	span nhi.Span
	hole bool
	refs []ref
}

// known says whether it is a scalar without holes.
func (v *value) known() bool { return v != nil && v.kind == scalar && !v.holes }

// computed says whether a value is one that the provider makes, which is never
// null: the ARN of a role, say.
func (v *value) computed() bool {
	return v != nil && v.kind == unknown && v.obj != nil && v.obj.typ == "resource" && computedNames[v.path] && v.obj.attr(v.path) == nil
}

var computedNames = wordSet("arn id name email unique_id client_id principal_id object_id self_link application_id")

// absent says whether nothing is written, or null.
func (v *value) absent() bool { return v == nil || v.kind == null }

// str is the text of a scalar, holes included; empty for everything else.
func (v *value) str() string {
	if v == nil || v.kind != scalar {
		return ""
	}
	return v.text
}

// lit is the text of a known scalar.
func (v *value) lit() string {
	if !v.known() {
		return ""
	}
	return v.text
}

// display is a text for a person and for patterns: a scalar's, or the source of
// what is unknown as a hole.
func (v *value) display() string {
	switch {
	case v == nil:
		return ""
	case v.kind == scalar:
		return v.text
	case v.kind == unknown && v.text != "":
		return "${" + v.text + "}"
	}
	return ""
}

// number reads a known whole or decimal number.
func (v *value) number() (float64, bool) {
	if !v.known() {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(v.text), 64)
	// No argument has a larger number; the limit also keeps NaN and Inf out.
	return f, err == nil && math.Abs(f) < 1e15
}

// truth reads a known boolean, quoted or not: Terraform converts both.
func (v *value) truth() (b, ok bool) {
	if !v.known() {
		return false, false
	}
	b, err := strconv.ParseBool(v.text)
	return b, err == nil
}

// get selects a member of an object.
func (v *value) get(key string) *value {
	if v == nil {
		return nil
	}
	if v.structured != nil {
		v = v.structured
	}
	if v.kind != object {
		return nil
	}
	for i := len(v.fields) - 1; i >= 0; i-- { // the last one of a name counts
		if v.fields[i].key == key {
			return v.fields[i].val
		}
	}
	return nil
}

// each are the items of a list; anything else that is there counts as one item.
func (v *value) each() []*value {
	switch {
	case v.absent():
		return nil
	case v.kind == list:
		return v.items
	}
	return []*value{v}
}

// strings are the display forms of the items.
func (v *value) strings() []string {
	var out []string
	for _, i := range v.each() {
		if t := i.display(); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// origin is the span where a person would edit it.
func (v *value) origin() nhi.Span {
	if v == nil {
		return nhi.Span{}
	}
	if n := len(v.from); n > 0 {
		return v.from[n-1].At
	}
	return v.span
}

// maxRefs bounds the references of one value: texts and conditions that are made
// of each other double them with every step.
const maxRefs = 1000

// joined are the references of both, in a list of its own.
func joined(a, b []ref) []ref {
	a = a[:min(len(a), maxRefs)]
	return append(a[:len(a):len(a)], b[:min(len(b), maxRefs-len(a))]...)
}

// cost is the memory that a value takes beside itself, in units of 64 bytes: what
// the fuel of a module is counted in.
func (v *value) cost() int {
	if v == nil {
		return 0
	}
	return (len(v.text) + 32*len(v.refs) + 8*len(v.items) + 64*len(v.fields) + 64*len(v.pieces)) / 64
}

// allRefs are the references of a value and of everything in it.
func (v *value) allRefs() []ref {
	var out []ref
	budget := 1000
	var walk func(*value)
	walk = func(v *value) {
		if budget--; v == nil || budget < 0 || len(out) >= maxRefs {
			return
		}
		out = joined(out, v.refs)
		walk(v.structured)
		walk(v.elem)
		for _, i := range v.items {
			walk(i)
		}
		for _, f := range v.fields {
			walk(f.val)
		}
	}
	walk(v)
	return out
}

// via is the same value as it is seen at another place.
func (v *value) via(at nhi.Span, note string) *value {
	if v == nil {
		return nil
	}
	w := *v
	w.span = at
	w.from = append([]nhi.Step{{At: v.span, Note: note}}, v.from...)
	if len(w.from) > 16 {
		w.from = append(w.from[:15:15], w.from[len(w.from)-1])
	}
	return &w
}

func text(s string, span nhi.Span) *value {
	return &value{kind: scalar, typ: 's', text: s, span: span}
}

// fromCty makes a value of what a function of cty returned.
func fromCty(v cty.Value, span nhi.Span) *value {
	if v.IsMarked() || v != cty.NilVal && !v.Type().IsPrimitiveType() {
		v, _ = v.UnmarkDeep()
	}
	switch {
	case v == cty.NilVal || !v.IsKnown():
		return &value{span: span}
	case v.IsNull():
		return &value{kind: null, span: span}
	case v.Type() == cty.String:
		return text(v.AsString(), span)
	case v.Type() == cty.Number:
		if n, exact := v.AsBigFloat().Int64(); exact == big.Exact {
			return &value{kind: scalar, typ: 'n', text: strconv.FormatInt(n, 10), span: span}
		}
		return &value{kind: scalar, typ: 'n', text: v.AsBigFloat().Text('g', 30), span: span}
	case v.Type() == cty.Bool:
		return &value{kind: scalar, typ: 'b', text: strconv.FormatBool(v.True()), span: span}
	case v.Type().IsMapType() || v.Type().IsObjectType():
		out := &value{kind: object, span: span}
		for it := v.ElementIterator(); it.Next(); {
			k, e := it.Element()
			out.fields = append(out.fields, member{key: k.AsString(), keySpan: span, val: fromCty(e, span)})
		}
		return out
	case v.Type().IsListType() || v.Type().IsTupleType() || v.Type().IsSetType():
		out := &value{kind: list, span: span}
		for it := v.ElementIterator(); it.Next(); {
			_, e := it.Element()
			out.items = append(out.items, fromCty(e, span))
		}
		return out
	}
	return &value{span: span}
}

// toCty makes a value of cty, false when something in it is unknown. Only
// scalars and lists of scalars are needed: what functions take.
func (v *value) toCty() (cty.Value, bool) {
	switch {
	case v == nil || v.kind == null:
		return cty.NullVal(cty.DynamicPseudoType), true
	case v.kind == list:
		items := make([]cty.Value, 0, len(v.items))
		for _, i := range v.items {
			c, ok := i.toCty()
			if !ok || i.kind == list {
				return cty.NilVal, false
			}
			items = append(items, c)
		}
		return cty.TupleVal(items), true
	case !v.known():
		return cty.NilVal, false
	case v.typ == 'n':
		n, err := cty.ParseNumberVal(v.text)
		return n, err == nil
	case v.typ == 'b':
		return cty.BoolVal(v.text == "true"), true
	}
	return cty.StringVal(v.text), true
}
