package tree

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestYAML(t *testing.T) {
	for _, test := range []struct{ name, in, want, notices string }{
		{"plain", "a: b\nc: 1\nd: true\ne:\nf: ~\n", `{a: s"b", c: n"1", d: b"true", e: null"", f: null"~"}`, ""},
		{"plain over lines", "a: one\n  two\n\n  three # c\nb: x\n", `{a: s"one two\nthree"~"one\n  two\n\n  three", b: s"x"}`, ""},
		{"quotes", "a: 'it''s'\nb: \"x\\ty\"\nc: 'ok'\nd: \"ok\"\n\"e f\": \"\"\n", `{a: s"it's"~"it''s", b: s"x\ty"~"x\\ty", c: s"ok", d: s"ok", e f: s""}`, ""},
		{"wide characters", "é: ü\n\"日本\": [é, \"ö\", 'ü']\n", `{é: s"ü", 日本: [s"é", s"ö", s"ü"]}`, ""},
		{"separators of lines", "a: b\u2028c: d\u2028é: f\n", `{a: s"b", c: s"d", é: s"f"}`, ""},
		{"byte order mark", "\uFEFFa: b\nc: é\n", `{a: s"b", c: s"é"}`, ""},
		{"CRLF", "a: b\r\nc:\r\n  - d\r\n  - |\r\n    e\r\n", `{a: s"b", c: [s"d", s"e\n"~"e"]}`, ""},
		{"CR", "a: b\rc:\r  - d\r", `{a: s"b", c: [s"d"]}`, ""},
		{"literal", "a: |\n  x\nb: |-\n  x\nc: |\n  x\n  y\nd: z\n", `{a: s"x\n", b: s"x", c: s"x\ny\n"~"x\n  y", d: s"z"}`, ""},
		{"literal with indicators", "a: |2- # note\n    x\n  y\nb: |+\n  z\n\nc: d\n", `{a: s"  x\ny"~"  x\n  y", b: s"z\n\n", c: s"d"}`, ""},
		{"literal with leading blank", "a: |\n\n  x\nb: |\nc: >\n\n", `{a: s"\nx\n"~"x", b: s"", c: s""}`, ""},
		{"folded", "a: >-\n  x\n  y\n\n  z\nb: c\n", `{a: s"x y\nz"~"x\n  y\n\n  z", b: s"c"}`, ""},
		{"separator in text", "a: |\n  ---\n  b\nc: d\n", `{a: s"---\nb\n"~"---\n  b", c: s"d"}`, ""},
		{"anchors", "a: &x 1\nb: *x\nc: &y\n  d: e\nf: *y\n", `{a: n"1", b: (*x)n"1", c: {d: s"e"}, f: (*y){d: s"e"}}`, ""},
		{"anchored empty", "a: &x\nb: *x\nc: !!null\nd: e\n", `{a: null"", b: (*x)null"", c: !!null null"", d: s"e"}`, ""},
		{"merge", "b: &b {k: 1, l: 2}\nc: &c {l: 3, m: 4}\nd:\n  <<: [*b, *c]\n  m: own\n", `{b: {k: n"1", l: n"2"}, c: {l: n"3", m: n"4"}, d: {k<: n"1", l<: n"2", m: s"own"}}`, ""},
		{"no merge", "a:\n  \"<<\": x\n  <<: y\n", `{a: {<<: s"x", <<: s"y"}}`, "3 expected each key once, found the key of line 2 again: the last one counts\n"},
		{"duplicates", "a: 1\nb: 2\na: 3\n", `{a: n"1", b: n"2", a: n"3"}`, "3 expected each key once, found the key of line 1 again: the last one counts\n"},
		{"tags", "a: !Sub '${x}'\nb: !GetAtt x.y\nc: !Join\n  - ','\n  - [!Ref d, e]\nf: !!str 1\n", `{a: !Sub s"${x}", b: !GetAtt s"x.y", c: !Join [s",", [!Ref s"d", s"e"]], f: !!str s"1"}`, ""},
		{"properties in both orders", "a: &x !T v\nb: !T &y v\nc: !T\n  d: e\n", `{a: !T s"v", b: !T s"v", c: !T {d: s"e"}}`, ""},
		{"flow", "a: {b: [1, 2 , {c: d}], e: , f: }\ng: [x: y, 'z']\nh: [\n  # c ]\n  1, # ]\n  ]\ni: {}\n", `{a: {b: [n"1", n"2", {c: s"d"}], e: null"", f: null""}, g: [{x: s"y"}, s"z"], h: [n"1"], i: {}}`, ""},
		{"sequences", "- a\n-\n- - b\n  - c: d\n    e: f\n-   \n  g: h\n", `[s"a", null"", [s"b", {c: s"d", e: s"f"}], {g: s"h"}]`, ""},
		{"indentless", "a:\n- b\n- c\nd:\n- e\n", `{a: [s"b", s"c"], d: [s"e"]}`, ""},
		{"complex keys", "? [a, b]\n: c\n? d\n\n# note\ne: f\n", `{[a, b]: s"c", d: null"", e: s"f"}`, ""},
		{"word like yes", "on: yes\nport: 0x1F\nv: \"1\"\n", `{on: s"yes", port: n"0x1F", v: s"1"}`, ""},
		{"unfinished", "a: [1, 2\nb: c\n", "", "2! YAML: did not find expected ',' or ']'\n"},
		{"unknown anchor", "a: b\nc: *d\n", "", "2! YAML: expected an anchor for this alias, found none\n"},
		{"self", "a: &a [x, *a]\n", `{a: [s"x", dynamic"*a"]}`, "1! YAML: expected an alias of a finished value, found one that contains itself\n"},
		{"tab", "a:\n\tb: c\n", "", "2! YAML: found character that cannot start any token\n"},
		{"not UTF-8", "a: b\nc: \xff\n", "", "2! YAML: expected UTF-8, found other bytes\n"},
		{"control character", "a: b\nc: \x01\n", "", "2! YAML: control characters are not allowed\n"},
		{"more after the end", "{a: b}\n{c: d}\n", `{a: s"b"}`, "2! YAML: did not find expected <document start>\n"},
		{"template", "a: {{ .Values.x }}\n{{- if y }}\nb: c\n{{ end }}\n", "", "1 a template: it is no document until it is rendered\n"},
		{"readable template", "a: \"{{ .Values.x }}\"\n", `{a: s"{{ .Values.x }}"}`, ""},
		{"broken workflow", "a: ${{ x }}\nb: [\n", `ANY`, ""},
		{"empty", "", "", ""},
		{"comments", "# a\n---\n# b\n...\n", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := nhi.NewFile("a.yaml", []byte(test.in))
			docs, notices := YAML(f)
			got := ""
			for i, d := range docs {
				checkNode(t, d.Root, f.At(0, f.Len()))
				if i > 0 {
					got += " --- "
				}
				got += dump(d.Root)
			}
			if test.want == "ANY" {
				if len(docs) > 0 || len(notices) != 1 || !notices[0].Incomplete {
					t.Fatal(got, notices)
				}
				return
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if got := noticeText(notices); got != test.notices {
				t.Errorf("notices %q, want %q", got, test.notices)
			}
		})
	}
}

func TestYAMLDocuments(t *testing.T) {
	in := "%YAML 1.2\n%TAG !e! tag:example.com,2000:\n--- # one\na: 1\n---\t# broken\nb: [\n--- |\n text\n...\n# nothing\n---\n--- {c: é}\n---x: no separator\n\uFEFF---\nd: e\n"
	f := nhi.NewFile("a.yaml", []byte(in))
	docs, notices := YAML(f)
	var got []string
	for _, d := range docs {
		checkNode(t, d.Root, d.Span)
		got = append(got, dump(d.Root))
	}
	want := `{a: n"1"} | s"text\n" | {c: s"é"} | {d: s"e"}`
	if s := strings.Join(got, " | "); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
	if len(notices) != 2 || notices[0].Line < 5 || notices[0].Line > 7 || !notices[0].Incomplete || notices[1].Line < 12 {
		t.Error(noticeText(notices))
	}
}

func TestYAMLSpans(t *testing.T) {
	in := "a: &x\n  \"b\": 'c'\nd:\n  - [e, {f: g}]\n  - h: |\n      i\n      j\nk: *x\nl:\n  <<: *x\n  m: n\n"
	f := nhi.NewFile("a.yaml", []byte(in))
	docs, _ := YAML(f)
	root := docs[0].Root
	for _, test := range []struct {
		got  nhi.Span
		want string
	}{
		{root.Span, in[:len(in)-1]},
		{root.Get("a").Span, `"b": 'c'`},
		{root.Field("a").Span(), "a: &x\n  \"b\": 'c'"},
		{root.Get("d").Span, "- [e, {f: g}]\n  - h: |\n      i\n      j"},
		{root.Get("d").Items[0].Span, "[e, {f: g}]"},
		{root.Get("d").Items[0].Items[1].Span, "{f: g}"},
		{root.Get("k").Span, "*x"},
		{root.Get("k", "b").Span, "c"},
		{root.Get("l").Span, "<<: *x\n  m: n"},
		{root.Get("l").Field("b").KeySpan, "<<: *x"},
	} {
		if test.got.Text() != test.want {
			t.Errorf("got %q, want %q", test.got.Text(), test.want)
		}
	}
}
