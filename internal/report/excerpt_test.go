package report

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/nhivet/nhivet/internal/nhi"
)

// marked makes a file and a span of text in which «…» is the place and ‹…› a
// secret that the scan knows.
func marked(t *testing.T, text string) (nhi.Span, []nhi.Span) {
	t.Helper()
	var b strings.Builder
	var starts, ends, secretStarts, secretEnds []int
	for _, r := range text {
		switch r {
		case '«':
			starts = append(starts, b.Len())
		case '»':
			ends = append(ends, b.Len())
		case '‹':
			secretStarts = append(secretStarts, b.Len())
		case '›':
			secretEnds = append(secretEnds, b.Len())
		default:
			b.WriteRune(r)
		}
	}
	if len(starts) != 1 || len(ends) != 1 || len(secretStarts) != len(secretEnds) {
		t.Fatalf("marks of %q", text)
	}
	f := nhi.NewFile("f.yaml", []byte(b.String()))
	var secrets []nhi.Span
	for i := range secretStarts {
		secrets = append(secrets, f.At(secretStarts[i], secretEnds[i]))
	}
	return f.At(starts[0], ends[0]), secrets
}

func TestExcerpt(t *testing.T) {
	for name, c := range map[string]struct{ text, source, carets string }{
		"a word":                       {"a: 1\n  name: «bot»\n", "  name: bot", "        ^^^"},
		"nothing":                      {"a:«» b\n", "a: b", "  ^"},
		"behind the text":              {"a: b«»\n", "a: b", "    ^"},
		"an empty line":                {"a: b\n«»\nc\n", "", ""},
		"several lines":                {"- «x: 1\n  y: 2»\n", "- x: 1", "  ^^^^"},
		"a secret":                     {"pw: \"«‹vT9kQ2mX›»\"\n", `pw: "<redacted>"`, "     ^^^^^^^^^^"},
		"a part of a secret":           {"pw: ‹vT9«kQ2»mX›\n", "pw: <redacted>", "    ^^^^^^^^^^"},
		"a secret before the place":    {"{a: ‹hunter2›, name: «bot»}\n", "{a: <redacted>, name: bot}", "                      ^^^"},
		"a secret behind the place":    {"{name: «bot», a: ‹hunter2›}\n", "{name: bot, a: <redacted>}", "       ^^^"},
		"a password nobody knows of":   {"{name: «bot», password: swordfish}\n", "{name: bot, password: <redacted>}", "       ^^^"},
		"a password on a command line": {"run: «curl» -u a --token swordfish\n", "run: curl -u a --token <redacted>", "     ^^^^"},
		"a password in an address":     {"url: «db» postgres://u:swordfish@db/x\n", "url: db postgres://<redacted>@db/x", "     ^^"},
		"a key in a query":             {"url: «x» https://h/?k=swordfish&v=1\n", "url: x https://h/?k=<redacted>&v=1", "     ^"},
		"a key in a comment":           {"name: «bot» # was q7Zp2Lw9Xc4Vb8Nm1Kd3\n", "name: bot # was <redacted>", "      ^^^"},
		"a bearer in a header":         {"h: «x» Authorization: Bearer swordfish\n", "h: x Authorization: Bearer <redacted>", "   ^"},
		"a reference":                  {"token: «${{ secrets.TOKEN }}»\n", "token: ${{ secrets.TOKEN }}", "       ^^^^^^^^^^^^^^^^^^^^"},
		"a switch":                     {"«automountServiceAccountToken: false»\n", "automountServiceAccountToken: false", strings.Repeat("^", 35)},
		"a pin":                        {"uses: «a/b@3d3c42e5aac5ba805825da76410c181273ba90b1»\n", "uses: a/b@3d3c42e5aac5ba805825da76410c181273ba90b1", "      " + strings.Repeat("^", 44)},
		"a name":                       {"role: «arn:aws:iam::111122223333:role/support-agents»\n", "role: arn:aws:iam::111122223333:role/support-agents", "      " + strings.Repeat("^", 45)},
		"tabs":                         {"\t\tx: «y»\n", "    x: y", "       ^"},
		"wide characters":              {"名前: «鍵» 値\n", "名前: 鍵 値", "      ^^"},
		"combining marks":              {"e\u0301: «o\u0308»\n", "e\u0301: o\u0308", "   ^"},
		"escapes":                      {"a\x1b[31m\u202e: «b»\n", `a\x1b[31m\u202e: b`, "                 ^"},
		"no UTF-8":                     {"a\xff\xfe: «b»\n", `a\ufffd\ufffd: b`, "               ^"},
	} {
		t.Run(name, func(t *testing.T) {
			var s nhi.Span
			var secrets []nhi.Span
			if name == "no UTF-8" { // marks are found by runes
				s = nhi.NewFile("f", []byte("a\xff\xfe: b\n")).At(5, 6)
			} else {
				s, secrets = marked(t, c.text)
			}
			source, carets, ok := excerpt(s, secrets)
			if source != c.source || carets != c.carets || ok != (c.source != "") {
				t.Errorf("got  %q\n     %q\nwant %q\n     %q", source, carets, c.source, c.carets)
			}
		})
	}
}

// TestExcerptIsBounded has lines that would fill a screen, in columns and in
// bytes, with the place at the start, in the middle and at the end.
func TestExcerptIsBounded(t *testing.T) {
	for name, unit := range map[string]string{
		"words": "some words of text, ", "one word": "x", "wide": "鍵", "marks": "e" + strings.Repeat("\u0301", 5000), "escapes": "\x1b", "secrets": "q7Zp2Lw9Xc4Vb8Nm1Kd3 ", "tabs": "\t",
	} {
		long := strings.Repeat(unit, 1+100_000/len(unit))
		for _, text := range []string{"«here» " + long, long + " «here» " + long, long + " «here»", "«" + long + "»"} {
			s, secrets := marked(t, text)
			source, carets, _ := excerpt(s, secrets)
			// A cell in place of a secret may stand out by its own length.
			most := maxExcerpt + len(nhi.Redacted)
			if w := displaywidth.String(source); w > most || len(carets) > most || len(source) > most*maxCluster {
				t.Errorf("%s: %d columns, %d carets, %d bytes", name, w, len(carets), len(source))
			}
			if !strings.HasPrefix(text, "«"+long) && !strings.Contains(source, "here") {
				t.Errorf("%s: the place is not shown: %q", name, source)
			}
		}
	}
}

// TestExcerptCutsNoSecretInTwo moves a secret over the edge of what is looked at:
// no piece of it is shown, wherever it is cut.
func TestExcerptCutsNoSecretInTwo(t *testing.T) {
	const secret = "correct-horse-battery-staple-swordfish"
	for move := -60; move < 20; move++ {
		for _, text := range []string{
			"password: " + secret + strings.Repeat(" ", beforeExcerpt+move) + "«here»",
			"«here»" + strings.Repeat(" ", afterExcerpt+move) + "password: " + secret,
		} {
			s, _ := marked(t, text)
			f := s.File
			line := f.LineOf(s.Start)
			for _, c := range cellsOf(f, f.LineStart(line), f.Len(), s, nil) {
				if c.end-c.start == 1 && c.text != " " && c.text != "…" && strings.Contains(secret, f.At(c.start-3, c.end+3).Text()) {
					t.Fatalf("%d: shows %q", move, f.At(c.start-3, c.end+3).Text())
				}
			}
		}
	}
}

// TestExcerptsAreCounted has more findings than anybody reads.
func TestExcerptsAreCounted(t *testing.T) {
	f := nhi.NewFile("a.yaml", []byte("name: bot\n"))
	r := &nhi.Report{}
	for range maxExcerpts + 5 {
		r.Findings = append(r.Findings, &nhi.Finding{Rule: &nhi.Rule{Name: "x"}, Level: nhi.Error, Message: "It is wrong.", At: f.At(6, 9)})
	}
	var b strings.Builder
	if err := Text(&b, r, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if n, all := strings.Count(b.String(), "^^^"), strings.Count(b.String(), "It is wrong."); n != maxExcerpts || all != maxExcerpts+5 {
		t.Errorf("%d of %d", n, all)
	}
}

// TestTextWithoutColour holds the two forms of the text to one wording.
func TestTextWithoutColour(t *testing.T) {
	f := nhi.NewFile("a.yaml", []byte("kind: Pod\nname: bot\n"))
	r := &nhi.Report{Files: 1, Now: "2026-11-01", Findings: []*nhi.Finding{{Rule: &nhi.Rule{Name: "shared-identity", Description: "Why.", Remediation: "Do."}, Level: nhi.Error, Message: "It is shared.", At: f.At(16, 19)}}}
	var plain, painted strings.Builder
	if err := Text(&plain, r, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := Text(&painted, r, TextOptions{Color: true}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(painted.String(), "\x1b[31m^^^\x1b[0m") {
		t.Errorf("no colour: %q", painted.String())
	}
	var stripped strings.Builder
	for i, part := range strings.Split(painted.String(), "\x1b[") {
		if i > 0 {
			_, part, _ = strings.Cut(part, "m")
		}
		stripped.WriteString(part)
	}
	if stripped.String() != plain.String() || strings.Contains(plain.String(), "\x1b") {
		t.Errorf("got %q\nand %q", plain.String(), stripped.String())
	}
	want := "a.yaml:2:7: error: It is shared. [shared-identity]\n    2 | name: bot\n      |       ^^^\n    why: Why.\n    fix: Do.\n"
	if !strings.HasPrefix(plain.String(), want) {
		t.Errorf("got\n%swant\n%s", plain.String(), want)
	}
}

// BenchmarkExcerpt is the worst case: a minified file of one line, with findings all
// over it.
func BenchmarkExcerpt(b *testing.B) {
	text := strings.Repeat(`{"name":"bot","url":"https://tools.example.com/mcp?version=4","env":{"API_KEY":"${KEY}","MODE":"read-only"}},`, 10_000)
	f := nhi.NewFile("a.json", []byte(text))
	for b.Loop() {
		excerpt(f.At(len(text)/2, len(text)/2+20), nil)
	}
}
