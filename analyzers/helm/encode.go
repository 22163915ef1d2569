package helm

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// toYAML and toJSON write values as sigs.k8s.io/yaml and encoding/json would be
// read again: the text may differ, what it means does not. Scalars and keys keep
// their places.

// plainText is what needs no quotes in YAML.
var plainText = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Za-z/_$][A-Za-z0-9_./@=+$(){}:,*<>~^!?;|&%\\-]*$`)
})

// yamlWords are read as something else than text.
var yamlWords = map[string]bool{"true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "y": true, "n": true, "null": true}

func toYAML(s *state, v val) val {
	s.grow(s.weight(v, 0))
	w := &writer{s: s}
	w.yaml(v, 0, false)
	out := w.b.done()
	return slice(out, 0, len(strings.TrimSuffix(out.text(), "\n")))
}

type writer struct {
	s *state
	b builder
}

// yaml writes a value at an indentation; inline says that something stands before
// it on the line.
func (w *writer) yaml(v val, indent int, inline bool) {
	w.s.step(1)
	w.s.grow(indent)
	if indent > 2*maxValueDepth {
		panic(failure{reason: "a value that contains itself"})
	}
	pad := strings.Repeat(" ", indent)
	switch x := v.v.(type) {
	case *object:
		w.yaml(object1(&x.dict), indent, inline)
	case *dict:
		if len(x.m) == 0 {
			w.space(inline)
			w.b.written("{}", v.from, true)
			w.b.text("\n")
			return
		}
		if inline {
			w.b.text("\n")
		}
		for i, k := range x.keys() {
			if i > 0 || inline {
				w.b.text(pad)
			}
			entry := x.m[k]
			w.scalar(val{v: k, from: entry.key}, 0, false)
			w.b.text(":")
			if l, ok := entry.v.(*list); ok && len(l.items) > 0 {
				w.yaml(entry.val, indent, true)
			} else {
				w.yaml(entry.val, indent+2, true)
			}
		}
	case *list:
		if len(x.items) == 0 {
			w.space(inline)
			w.b.written("[]", v.from, true)
			w.b.text("\n")
			return
		}
		if inline {
			w.b.text("\n")
		}
		for i, item := range x.items {
			if i > 0 || inline {
				w.b.text(pad)
			}
			w.b.written("-", item.from, true)
			if l, ok := item.v.(*list); ok && len(l.items) > 0 {
				w.yaml(item, indent+2, true)
				continue
			}
			if d, ok := item.v.(*dict); ok && len(d.m) > 0 {
				w.b.text(" ")
				w.yaml(item, indent+2, false)
				continue
			}
			w.yaml(item, indent+2, true)
		}
	default:
		w.space(inline)
		w.scalar(v, indent, true)
		w.b.text("\n")
	}
}

func (w *writer) space(inline bool) {
	if inline {
		w.b.text(" ")
	}
}

// scalar writes a scalar; block says whether a text of several lines may stand as
// a block.
func (w *writer) scalar(v val, indent int, block bool) {
	switch x := v.v.(type) {
	case nil:
		w.b.written("null", v.from, true)
	case string:
		switch {
		case block && asBlock(x):
			w.block(v, indent)
		case plainText().MatchString(x) && !strings.HasSuffix(x, ":") && !yamlWords[strings.ToLower(x)]:
			w.b.val(v)
		default:
			w.jsonText(v, false)
		}
	case float64:
		w.b.val(val{v: floatText(x), parts: fit(v, floatText(x))})
	default:
		w.b.val(v.asText())
	}
}

// fit are the parts of a scalar that is written another way.
func fit(v val, text string) []part {
	if !v.from.Valid() {
		return nil
	}
	return []part{{start: 0, end: len(text), from: v.from, given: true}}
}

// floatText is encoding/json's: whole numbers have no exponent.
func floatText(f float64) string {
	switch {
	case math.IsNaN(f):
		return ".nan"
	case math.IsInf(f, 0):
		return map[bool]string{true: ".inf", false: "-.inf"}[f > 0]
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	return strconv.FormatFloat(f, format, -1, 64)
}

// asBlock says whether a text can stand as a literal block.
func asBlock(s string) bool {
	if !strings.Contains(strings.TrimRight(s, "\n"), "\n") || strings.TrimLeft(s, " \t\n") != s {
		return false
	}
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7F || r >= 0x80 && r < 0xA0 || r == 0xFEFF || r == 0x2028 || r == 0x2029 || r == 0xFFFD {
			return false
		}
	}
	return true
}

func (w *writer) block(v val, indent int) {
	text := v.text()
	body := strings.TrimRight(text, "\n")
	switch len(text) - len(body) {
	case 0:
		w.b.text("|-\n")
	case 1:
		w.b.text("|\n")
	default:
		w.b.text("|+\n")
		body = text[:len(text)-1]
	}
	w.b.val(indented(w.s, max(indent, 2), slice(v, 0, len(body)), ""))
}

// jsonText writes a string in JSON's quotes. While nothing in it is escaped, its
// bytes keep their places.
func (w *writer) jsonText(v val, html bool) {
	text := v.text()
	var q []byte
	if html {
		q, _ = json.Marshal(text)
	} else {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		_ = e.Encode(text)
		q = []byte(strings.TrimSuffix(b.String(), "\n"))
	}
	if len(q) == len(text)+2 {
		w.b.text(`"`)
		w.b.val(v)
		w.b.text(`"`)
		return
	}
	if isUnknown(text) {
		w.b.text(string(q))
		return
	}
	w.b.val(derive(string(q), v))
}

func toJSON(s *state, v val, indent string, html bool) val {
	s.grow(s.weight(v, 0))
	w := &writer{s: s}
	w.json(v, indent, "\n", html)
	return w.b.done()
}

func (w *writer) json(v val, indent, line string, html bool) {
	w.s.step(1)
	w.s.grow(len(line))
	if len(line) > 1+2*maxValueDepth {
		panic(failure{reason: "a value that contains itself"})
	}
	open := func(b string) {
		w.b.text(b)
		if indent != "" {
			w.b.text(line + indent)
		}
	}
	between := func(i int) {
		if i > 0 {
			open(",")
		}
	}
	end := func(b string) {
		if indent != "" {
			w.b.text(line)
		}
		w.b.text(b)
	}
	switch x := v.v.(type) {
	case *object:
		w.json(object1(&x.dict), indent, line, html)
	case *dict:
		if len(x.m) == 0 {
			w.b.text("{}")
			return
		}
		open("{")
		for i, k := range x.keys() {
			between(i)
			w.jsonText(val{v: k, from: x.m[k].key}, html)
			w.b.text(":")
			if indent != "" {
				w.b.text(" ")
			}
			w.json(x.m[k].val, indent, line+indent, html)
		}
		end("}")
	case *list:
		if len(x.items) == 0 {
			w.b.text("[]")
			return
		}
		open("[")
		for i, item := range x.items {
			between(i)
			w.json(item, indent, line+indent, html)
		}
		end("]")
	case nil:
		w.b.text("null")
	case string:
		w.jsonText(v, html)
	case float64:
		text := floatText(x)
		w.b.val(val{v: text, parts: fit(v, text)})
	default:
		w.b.val(v.asText())
	}
}
