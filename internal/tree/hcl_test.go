package tree

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestHCL(t *testing.T) {
	for _, test := range []struct{ name, in, want, notices string }{
		{"values", "a = \"b\"\nc = [1, -2.5, true, null]\nd = { e = \"f\", \"g h\" = 1, (x.y) = 2, 3 : 4 }\n", `{a: s"b", c: [n"1", n"-2.5", b"true", null"null"], d: {e: s"f", g h: n"1", (x.y): n"2", 3: n"4"}}`, ""},
		{"blocks", "resource \"aws_iam_role\" \"x\" {\n  name = \"é\"\n  inner {\n    a = 1\n  }\n  inner {}\n}\ndynamic word { b = 2 }\n", `{resource aws_iam_role x block: {name: s"é", inner block: {a: n"1"}, inner block: {}}, dynamic word block: {b: n"2"}}`, ""},
		{"dynamic", "a = var.x\nb = \"${var.x}\"\nc = \"p-${var.x}\"\nd = f(1)\ne = [for x in y : x]\ng = (\"h\")\ni = \"$${x}\"\n", `{a: dynamic"var.x", b: dynamic"\"${var.x}\"", c: dynamic"\"p-${var.x}\"", d: dynamic"f(1)", e: dynamic"[for x in y : x]", g: s"h", i: s"${x}"~"$${x}"}`, ""},
		{"escapes", "a = \"x\\\"y\"\nb = \"\"\n", `{a: s"x\"y"~"x\\\"y", b: s""}`, ""},
		{"heredoc", "a = <<EOT\none\ntwo\nEOT\nb = <<-EOT\n  one\n  two\n  EOT\nc = <<EOT\n${x}\nEOT\nd = 1\n", `{a: s"one\ntwo\n", b: s"one\ntwo\n"~"one\n  two\n", c: dynamic"<<EOT\n${x}\nEOT", d: n"1"}`, ""},
		{"byte order mark", "\uFEFFa = \"é\"\nb = \"c\"\n", `{a: s"é", b: s"c"}`, ""},
		{"CRLF", "a = \"b\"\r\nc {\r\n  d = 1\r\n}\r\n", `{a: s"b", c block: {d: n"1"}}`, ""},
		{"comments", "# a {{{\n// (((\n/* [[[ */ a = 1\n", `{a: n"1"}`, ""},
		{"broken attribute", "a = 1\nb = = 2\nc {\n  d = 1\n}\n", `ANY`, "2! HCL: Invalid expression\n"},
		{"unclosed block", "a {\n  b = 1\n", `ANY`, "1! HCL: Unclosed configuration block\n"},
		{"attribute twice", "a = 1\na = 2\n", `{a: n"1"}`, "2! HCL: Attribute redefined\n"},
		{"key twice", "a = {\n b = 1\n b = 2\n}\n", `{a: {b: n"1", b: n"2"}}`, "3 expected each key once, found the key of line 2 again: the last one counts\n"},
		{"template", "{% if x %}\na = 1\n{% endif %}\n", `ANY`, "1 a template: it is no document until it is rendered\n"},
		{"template in a text", "a = <<E\n{{ x }}\nE\nb = = 1\n", `ANY`, "4! HCL: Invalid expression\n"},
		{"empty", "", `{}`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := nhi.NewFile("a.tf", []byte(test.in))
			_, n, notices := HCL(f)
			checkNode(t, n, f.At(0, f.Len()))
			if got := dump(n); got != test.want && test.want != "ANY" {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if got := noticeText(notices); got != test.notices {
				t.Errorf("notices %q, want %q", got, test.notices)
			}
		})
	}
}

func TestHCLOld(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"path \"a/*\"\n{\n  c = [\"x\", \"y\"]\n}\n\npath \"b\" # note\n{\n}\n", ""},
		{"path \"a/*\"\n{\n  c = [\"x\", \"y\"]\n}\n", `{path a/* block: {c: [s"x", s"y"]}}`},
		{"\"l\" \"t\" {\n  # note\n  \"a\" = \"b\"\n  c { \"d\" = 1 }\n  \"e\" = { \"f\" = 2 }, \"g\" = 3\n}\n", `{l t block: {a: s"b", c block: {d: n"1"}, e: {f: n"2"}, g: n"3"}}`},
		{"m {\n  \"a.b\" = 1\n}\n", ""},
		{"s {\n  a = \"b, c\",\n  d = 1,\n  e {\n    f = {g = 1, h = 2},\n  }\n}\n", `{s block: {a: s"b, c", d: n"1", e block: {f: {g: n"1", h: n"2"}}}}`},
	} {
		f := nhi.NewFile("a.hcl", []byte(test.in))
		_, n, notices := HCL(f)
		checkNode(t, n, f.At(0, f.Len()))
		if got := dump(n); test.want != "" && got != test.want || (len(notices) > 0) != (test.want == "") {
			t.Errorf("got %s %s\nwant %s", got, noticeText(notices), test.want)
		}
		if _, _, notices := HCL(nhi.NewFile("a.tf", []byte(test.in))); len(notices) == 0 {
			t.Error("Terraform refuses this")
		}
	}
}

func TestHCLRecovers(t *testing.T) {
	f := nhi.NewFile("a.tf", []byte("resource \"a\" \"one\" {\n  x = 1\n}\nresource \"a\" \"two\" {\n  x = [1,\n}\n"))
	_, n, notices := HCL(f)
	if got := dump(n); !strings.HasPrefix(got, `{resource a one block: {x: n"1"}`) || len(notices) != 1 {
		t.Error(got, noticeText(notices))
	}
}

func TestHCLSpans(t *testing.T) {
	in := "a \"b\" {\n  c = \"d\"\n  e = { f = [\"g\"] }\n}\n"
	f := nhi.NewFile("a.tf", []byte(in))
	body, n, _ := HCL(f)
	a := n.Blocks("a")[0]
	for _, test := range []struct {
		got  nhi.Span
		want string
	}{
		{a.Span(), strings.TrimSuffix(in, "\n")},
		{a.Value.Span, strings.TrimSuffix(in[6:], "\n")},
		{a.Labels[0].Span, "b"},
		{a.Value.Get("e").Span, `{ f = ["g"] }`},
		{a.Value.Get("e", "f").Span, `["g"]`},
		{a.Value.Field("c").KeySpan, "c"},
		{Range(f, body.Blocks[0].LabelRanges[0]), `"b"`},
	} {
		if test.got.Text() != test.want {
			t.Errorf("got %q, want %q", test.got.Text(), test.want)
		}
	}
}
