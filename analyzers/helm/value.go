package helm

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// val is what a template computes with: a value and where somebody wrote it.
type val struct {
	// v is nil, bool, int, int64, float64, string, *dict, *list or *object.
	v any
	// from is where the value is written; invalid for what was computed.
	from nhi.Span
	// parts say where the stretches of a computed string come from. Without any,
	// the whole comes from from.
	parts []part
}

// part is a stretch of a string.
type part struct {
	start, end int
	// from is where its bytes are written, one by one where it is as long as the
	// part; site is the action that printed them, invalid before that.
	from, site nhi.Span
	// given parts were handed to the template: values, files, the chart's own
	// settings. The others are the template's.
	given bool
}

// dict is a map. Templates change maps in place, so they are shared.
type dict struct{ m map[string]item }

type item struct {
	val
	key nhi.Span
}

type list struct{ items []val }

// object is what has methods: the chart's files, the cluster's versions.
type object struct {
	dict
	text    string // when it is printed
	methods map[string]func(*state, []val) val
}

func newDict() *dict { return &dict{m: map[string]item{}} }

func (d *dict) get(key string) val { return d.m[key].val }

// table is a map below a key; nil when there is none.
func (d *dict) table(path ...string) *dict {
	for _, key := range path {
		if d == nil {
			return nil
		}
		next, _ := d.m[key].v.(*dict)
		d = next
	}
	return d
}

func (d *dict) set(key string, v val) { d.m[key] = item{val: v} }

// keys are in order: Helm's own order is random where a template does not sort.
func (d *dict) keys() []string { return slices.Sorted(maps.Keys(d.m)) }

func str(s string) val    { return val{v: s} }
func object1(d *dict) val { return val{v: d} }

// text is a value as sprig's strval has it: like fmt prints it.
func (v val) text() string {
	switch x := v.v.(type) {
	case string:
		return x
	case bool:
		return strconv.FormatBool(x)
	case int:
		return strconv.Itoa(x)
	case int64:
		return strconv.FormatInt(x, 10)
	case *object:
		if x.text != "" {
			return x.text
		}
	}
	return fmt.Sprint(plain(v, 0))
}

// spread are the parts of a value's text.
func (v val) spread() []part {
	if v.parts != nil || !v.from.Valid() {
		return v.parts
	}
	switch v.v.(type) {
	case string, bool, int, int64, float64:
		if n := len(v.text()); n > 0 {
			return []part{{start: 0, end: n, from: v.from, given: true}}
		}
	}
	return nil
}

// plain turns a value into what encoding/json and fmt know.
func plain(v val, depth int) any {
	if depth > maxValueDepth {
		panic(failure{reason: "a value that contains itself"})
	}
	switch x := v.v.(type) {
	case *dict:
		return plainDict(x, depth)
	case *object:
		return plainDict(&x.dict, depth)
	case *list:
		out := make([]any, len(x.items))
		for i, item := range x.items {
			out[i] = plain(item, depth+1)
		}
		return out
	}
	return v.v
}

func plainDict(d *dict, depth int) map[string]any {
	out := make(map[string]any, len(d.m))
	for k, item := range d.m {
		out[k] = plain(item.val, depth+1)
	}
	return out
}

// copied is a value that shares nothing that a template may change.
func (s *state) copied(v val, depth int) val {
	s.step(1)
	if depth > maxValueDepth {
		panic(failure{reason: "a value that contains itself"})
	}
	switch x := v.v.(type) {
	case *dict:
		d := newDict()
		for k, i := range x.m {
			i.val = s.copied(i.val, depth+1)
			d.m[k] = i
		}
		v.v = d
	case *list:
		l := &list{make([]val, len(x.items))}
		for i, item := range x.items {
			l.items[i] = s.copied(item, depth+1)
		}
		v.v = l
	}
	return v
}

// truth is text/template's: what is empty is false.
func truth(v val) bool {
	switch x := v.v.(type) {
	case nil:
		return false
	case bool:
		return x
	case int:
		return x != 0
	case int64:
		return x != 0
	case float64:
		return x != 0
	case string:
		return x != ""
	case *dict:
		return len(x.m) > 0
	case *list:
		return len(x.items) > 0
	}
	return true
}

// fromNode reads a node of a file as sigs.k8s.io/yaml does: numbers are floats,
// and the words of YAML 1.1 are booleans.
func fromNode(n *tree.Node) val {
	if n == nil {
		return val{}
	}
	switch n.Kind {
	case tree.Mapping:
		d := newDict()
		for _, f := range n.Entries() {
			key := f.Key
			if b, ok := oldBools[key]; ok && !quoted(f.KeySpan) {
				key = strconv.FormatBool(b) // as sigs.k8s.io/yaml has it
			}
			d.m[key] = item{fromNode(f.Value), f.KeySpan.Origin()}
		}
		return val{v: d, from: n.Span.Origin()}
	case tree.Sequence:
		l := &list{}
		for _, i := range n.Items {
			l.items = append(l.items, fromNode(i))
		}
		return val{v: l, from: n.Span.Origin()}
	case tree.Bool:
		b, err := strconv.ParseBool(n.Text)
		return val{v: err == nil && b, from: n.Span.Origin()}
	case tree.Number:
		if f, ok := number(n.Text); ok {
			return val{v: f, from: n.Span.Origin()}
		}
		return fromText(n)
	case tree.String:
		if b, ok := oldBools[n.Text]; ok && n.Tag == "" && !quoted(n.Span) {
			return val{v: b, from: n.Span.Origin()}
		}
		return fromText(n)
	}
	return val{from: n.Span.Origin()}
}

// oldBools are YAML 1.1's.
var oldBools = map[string]bool{
	"yes": true, "Yes": true, "YES": true, "on": true, "On": true, "ON": true,
	"no": false, "No": false, "NO": false, "off": false, "Off": false, "OFF": false,
}

func quoted(s nhi.Span) bool {
	return s.Start > 0 && strings.IndexByte(`"'`, s.File.Bytes()[s.Start-1]) >= 0
}

func number(text string) (float64, bool) {
	text = strings.ReplaceAll(text, "_", "")
	if i, err := strconv.ParseInt(text, 0, 64); err == nil {
		return float64(i), true
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}

// fromText keeps where each line of a block stands.
func fromText(n *tree.Node) val {
	v := val{v: n.Text, from: n.Span.Origin()}
	if n.Exact && !n.Span.File.Derived() || !strings.Contains(n.Text, "\n") || !n.Span.Valid() {
		return v
	}
	source, at, offset := n.Span.Text(), 0, 0
	for line := range strings.Lines(n.Text) {
		text := strings.TrimRight(line, "\n")
		if i := strings.Index(source[at:], text); i >= 0 && text != "" {
			from := n.Span.File.At(n.Span.Start+at+i, n.Span.Start+at+i+len(text)).Origin()
			v.parts = append(v.parts, part{offset, offset + len(text), from, nhi.Span{}, true})
			at += i + len(text)
		}
		offset += len(line)
	}
	return v
}

// unknownText stands for what only the installation knows: a random password, a
// certificate, a value that has to be given. Readers of objects take it for a
// reference that is filled in later.
const unknownText = "$(unknown)"

func unknown() val { return str(unknownText) }

// isUnknown says whether a text holds, or held, something unknown.
func isUnknown(s string) bool { return strings.Contains(s, "$(unk") }
