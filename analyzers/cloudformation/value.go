package cloudformation

import (
	"math"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/nhi"
)

// kind is the shape of a value.
type kind uint8

const (
	unknown kind = iota // depends on something that only a deployment knows
	null                // AWS::NoValue
	scalar
	list
	object
	choice // one of its items, by a condition that only a deployment knows
)

// value is what a node of a template evaluates to, with where it is written and
// what it went through. A value that is not written is a nil *value, which all
// methods accept.
type value struct {
	kind kind
	// text is a scalar's text, in which unknown parts are "${name}"; holes says that
	// there are some. Of an unknown value it is its name.
	text  string
	holes bool
	// composed texts have parts that are written elsewhere.
	composed bool
	// soft values rest on the default of a parameter, which a deployment may
	// replace: they are values, but decide no condition.
	soft bool
	// guess says that the way led through an export whose name is not known whole.
	guess bool
	// span is where it is written at the place of its use.
	span nhi.Span
	// from leads back to where it was really written, the origin last.
	from   []nhi.Step
	items  []*value
	fields []member
	// refs are what it was made from: resources, parameters without a value.
	refs []ref
	// store is the secret that a dynamic reference or a parameter of the Parameter
	// Store names.
	store string
}

type member struct {
	key     string
	keySpan nhi.Span
	val     *value
}

// ref names a resource or parameter of a stack, and an attribute of it.
type ref struct {
	stack    *stack
	id, attr string
}

// resource is what a reference names; nil for a parameter.
func (r ref) resource() *resource {
	if r.stack == nil {
		return nil
	}
	return r.stack.byID[r.id]
}

// kind is the type of the resource that is named.
func (r ref) kind() string {
	if res := r.resource(); res != nil {
		return res.kind
	}
	return ""
}

func (r ref) key() string { return r.stack.key(r.id) }

// known says whether it is a scalar without holes.
func (v *value) known() bool { return v != nil && v.kind == scalar && !v.holes }

// absent says whether nothing is written, whatever the conditions are.
func (v *value) absent() bool {
	if v != nil && v.kind == choice {
		for _, i := range v.items {
			if !i.absent() {
				return false
			}
		}
		return true
	}
	return v == nil || v.kind == null
}

// mayBeAbsent says whether nothing is written, or may be.
func (v *value) mayBeAbsent() bool {
	if v != nil && v.kind == choice {
		for _, i := range v.items {
			if i.mayBeAbsent() {
				return true
			}
		}
		return false
	}
	return v == nil || v.kind == null || v.known() && v.text == ""
}

// lit is the text of a known scalar.
func (v *value) lit() string {
	if !v.known() {
		return ""
	}
	return v.text
}

// display is a text for a person and for patterns: a scalar's, or the name of what
// is unknown as a hole.
func (v *value) display() string {
	switch {
	case v == nil:
		return ""
	case v.kind == scalar:
		return v.text
	case v.kind == unknown && v.text != "":
		return "${" + v.text + "}"
	case v.kind == unknown || v.kind == choice:
		return "${?}"
	}
	return ""
}

// number reads a known number.
func (v *value) number() (float64, bool) {
	if !v.known() {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(v.text), 64)
	// No property has a larger number; the limit also keeps NaN and Inf out.
	return f, err == nil && math.Abs(f) < 1e15
}

// get walks down objects by key, through every branch of a condition.
func (v *value) get(path ...string) *value {
	for _, key := range path {
		if v == nil {
			return nil
		}
		v = v.member(key)
	}
	return v
}

func (v *value) member(key string) *value {
	switch v.kind {
	case object:
		for i := len(v.fields) - 1; i >= 0; i-- {
			if v.fields[i].key == key {
				return v.fields[i].val
			}
		}
	case choice:
		out := &value{kind: choice, span: v.span}
		for _, i := range v.items {
			m := i.member(key)
			if m == nil {
				m = &value{kind: null, span: i.span}
			}
			out.items = append(out.items, m)
		}
		return out.settled()
	case unknown:
		if v.text == "" {
			return &value{span: v.span, refs: v.refs}
		}
		return &value{span: v.span, text: v.text + "." + key, refs: v.refs}
	}
	return nil
}

// settled is a choice whose items are all nothing, or all one text, as what they
// are.
func (v *value) settled() *value {
	for _, i := range v.items[1:] {
		if i.kind != v.items[0].kind || i.kind != null && !(i.kind == scalar && i.text == v.items[0].text) {
			return v
		}
	}
	if f := v.items[0]; f.kind == null || f.kind == scalar {
		return f
	}
	return v
}

// each are the items of a list, of every branch of a condition; anything else that
// is there counts as one item.
func (v *value) each() []*value {
	switch {
	case v.absent():
		return nil
	case v.kind == list, v.kind == choice:
		var out []*value
		for _, i := range v.items {
			if i.kind == list || i.kind == choice {
				out = append(out, i.each()...)
			} else if i.kind != null {
				out = append(out, i)
			}
		}
		return out
	}
	return []*value{v}
}

// entries are the fields of an object, of every branch of a condition.
func (v *value) entries() []member {
	if v == nil {
		return nil
	}
	if v.kind == choice {
		var out []member
		for _, i := range v.items {
			out = append(out, i.entries()...)
		}
		return out
	}
	return v.fields
}

// parts are the items as parts of a policy.
func (v *value) parts() []aws.Part {
	var out []aws.Part
	for _, i := range v.each() {
		if t := i.display(); t != "" {
			out = append(out, aws.Part{Text: t, At: i.span, From: i.from})
		}
	}
	return out
}

// strings are the display forms of the items.
func (v *value) strings() []string { return aws.Texts(v.parts()) }

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

// maxRefs bounds the references of one value: texts that are made of each other
// double them with every step.
const maxRefs = 100

// joined are the references of both, in a list of its own.
func joined(a, b []ref) []ref {
	a = a[:min(len(a), maxRefs)]
	return append(a[:len(a):len(a)], b[:min(len(b), maxRefs-len(a))]...)
}

// cost is the memory that a value takes beside itself, in units of 64 bytes: what
// fuel is counted in.
func (v *value) cost() int {
	if v == nil {
		return 0
	}
	return (len(v.text) + 32*len(v.refs) + 8*len(v.items) + 48*len(v.fields)) / 64
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

// maxSteps bounds the way of one value.
const maxSteps = 16

// via is the same value as it is seen at another place.
func (v *value) via(at nhi.Span, note string) *value {
	if v == nil {
		return nil
	}
	w := *v
	w.span = at
	w.from = append([]nhi.Step{{At: v.span, Note: note}}, v.from...)
	if n := len(w.from); n > maxSteps {
		w.from = append(w.from[:maxSteps-1:maxSteps-1], w.from[n-1])
	}
	return &w
}
