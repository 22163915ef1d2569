package tree

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestTOML(t *testing.T) {
	for _, test := range []struct{ name, in, want, notices string }{
		{"values", "a = \"b\" # c\nd = [1, 2.5, 0x1F, 'x',\n  # note ]\n  true, ]\n\"e f\" = 2024-01-02\ng.h = 'i'\n", `{a: s"b", d: [n"1", n"2.5", n"0x1F", s"x", b"true"], e f: s"2024-01-02", g: {h: s"i"}}`, ""},
		{"tables", "top = 1\n[a.b]\nc = \"é\"\n[a]\nd = {e = 'f', g.h = 2}\n[[s]]\nn = 1\n[[s]]\nn = 2\n[s.t]\nu = 3\n", `{top: n"1", a: {b: {c: s"é"}, d: {e: s"f", g: {h: n"2"}}}, s: [{n: n"1"}, {n: n"2", t: {u: n"3"}}]}`, ""},
		{"texts", "a = \"\"\"\nx\ny\"\"\"\nb = '''z'''\nc = \"\\t\\u00e9\"\nd = \"\"\n", "{a: s\"x\\ny\", b: s\"z\", c: s\"\\té\"~\"\\\\t\\\\u00e9\", d: s\"\"}", ""},
		{"byte order mark", "\uFEFFa = 1\r\n[b]\r\nc = 'd'\r\n", `{a: n"1", b: {c: s"d"}}`, ""},
		{"broken", "a = 1\nb = \n", "absent", "2! TOML: expected a table header or a key and a value, found something else\n"},
		{"twice", "a = 1\na = 2\n", "absent", "2! TOML: expected a table header or a key and a value, found something else\n"},
		{"template", "a = 1\n{% if b %}\n", "absent", "2 a template: it is no document until it is rendered\n"},
		{"deep", "a = " + strings.Repeat("[", 100_000), "absent", "1! TOML: expected at most 1000 levels of nesting, found more\n"},
		{"deep key", "a" + strings.Repeat(".a", 100_000) + " = 1\n", "absent", "1! TOML: expected at most 1000 levels of nesting, found more\n"},
		{"empty", "", "{}", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := nhi.NewFile("a.toml", []byte(test.in))
			n, notices := TOML(f)
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

func FuzzTOML(f *testing.F) {
	for _, s := range []string{"a = 1\n[b.c]\nd = [\"e\", {f = 'g'}]\n[[h]]\ni.j = '''k'''\n", "a = \"\"\"b\"\"\"\"\"\n", "\"a\\tb\" = 2020-01-01T00:00:00Z\n", "\uFEFFa=inf"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := nhi.NewFile("a.toml", text)
		n, _ := TOML(file)
		checkNode(t, n, file.At(0, file.Len()))
	})
}
