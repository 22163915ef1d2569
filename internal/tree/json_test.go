package tree

import (
	"encoding/json"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestJSON(t *testing.T) {
	for _, test := range []struct{ name, in, want, notices string }{
		{"values", `{"a": "b", "c": [1, -2.5e+3, true, false, null], "d": {}, "e": []}`, `{a: s"b", c: [n"1", n"-2.5e+3", b"true", b"false", null"null"], d: {}, e: []}`, ""},
		{"escapes", `{"a\nb": "\u00e9\ud83d\ude00\ud83d \"q\" \/"}`, "{a\nb: s\"é😀\uFFFD \\\"q\\\" /\"~\"\\\\u00e9\\\\ud83d\\\\ude00\\\\ud83d \\\\\\\"q\\\\\\\" \\\\/\"}", ""},
		{"comments", "// a\n{ /* b */ \"c\": 1, // d\n \"e\": [2, /* f */ 3,], }\n// g", `{c: n"1", e: [n"2", n"3"]}`, ""},
		{"address in text", `{"u": "http://x/*y*/"}`, `{u: s"http://x/*y*/"}`, ""},
		{"byte order mark", "\uFEFF[\"é\"]", `[s"é"]`, ""},
		{"duplicates", "{\"a\": 1,\n\"a\": 2,\n\"a\": 3}", `{a: n"1", a: n"2", a: n"3"}`, "2 expected each key once, found the key of line 1 again: the last one counts\n3 expected each key once, found the key of line 1 again: the last one counts\n"},
		{"empty", " \n", "absent", ""},
		{"scalar", "12", `n"12"`, ""},
		{"no value", "{\"a\":\n}", "absent", "2! JSON: expected a value, found another character\n"},
		{"no comma", "[1\n2]", "absent", "2! JSON: expected a comma or the closing bracket, found neither\n"},
		{"only comma", "[,]", "absent", "1! JSON: expected a value, found another character\n"},
		{"unquoted", "{a: 1}", "absent", "1! JSON: expected a key in double quotes or a closing brace, found neither\n"},
		{"zero", "[01]", "absent", "1! JSON: expected a decimal number, found another spelling\n"},
		{"word", "[nulll]", "absent", "1! JSON: expected true, false, null, a number, a string, an array or an object, found another word\n"},
		{"open text", "[\"a\n\"]", "absent", "1! JSON: expected the closing quote on the same line, found the line's end\n"},
		{"open comment", "[1] /* x", "absent", "1! JSON: expected the end of this comment, found none\n"},
		{"more", "{}\n{}", "absent", "2! JSON: expected the end of the file, found more\n"},
		{"unfinished", "{\"a\": [1,", "absent", "1! JSON: expected a value, found the end of the file\n"},
		{"bad escape", `["\x"]`, "absent", "1! JSON: expected an escape of JSON, found another\n"},
		{"not UTF-8", "[\n\"\xff\"]", "absent", "2! JSON: expected UTF-8, found other bytes\n"},
		{"template", "{\n\"a\": {{ .x | toJson }}}", "absent", "2 a template: it is no document until it is rendered\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := nhi.NewFile("a.json", []byte(test.in))
			n, notices := JSON(f)
			checkNode(t, n, f.At(0, f.Len()))
			if got := dump(n); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if got := noticeText(notices); got != test.notices {
				t.Errorf("notices %q, want %q", got, test.notices)
			}
		})
	}
}

// encoding/json is the oracle: what it accepts we accept, with the same texts.
func sameAsEncodingJSON(t testing.TB, text []byte, n *Node, incomplete bool) {
	var v any
	if json.Unmarshal(text, &v) != nil {
		return
	}
	if n == nil {
		if !incomplete {
			t.Errorf("accepted by encoding/json, but no value here: %q", text)
		}
		return
	}
	if !same(n, v) {
		t.Errorf("differs from encoding/json: %q: %s", text, dump(n))
	}
}

func same(n *Node, v any) bool {
	switch v := v.(type) {
	case nil:
		return n.Kind == Null
	case bool:
		b, ok := n.Truth()
		return ok && b == v
	case float64:
		return n.Kind == Number
	case string:
		return n.Kind == String && n.Text == v
	case []any:
		if n.Kind != Sequence || len(n.Items) != len(v) {
			return false
		}
		for i := range v {
			if !same(n.Items[i], v[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		for k, v := range v {
			if f := n.Field(k); f == nil || !same(f.Value, v) {
				return false
			}
		}
		return n.Kind == Mapping
	}
	return false
}
