package typescript

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// TestBad: what nobody can read, and what is nested deeper than people write, is told in
// a notice with its line, and what stands after it is read.
func TestBad(t *testing.T) {
	const head = "import OpenAI from 'openai';\n"
	key := "\nnew OpenAI({ apiKey: '" + creds.Sample("openai-api-key", 5) + "' });\n"
	deep := func(open, inner, end string) string {
		return strings.Repeat(open, 50000) + inner + strings.Repeat(end, 50000)
	}
	nhitest.Bad(t, Analyzer, "a.tsx", head, key, map[string]nhitest.Broken{
		"brackets":       {"f((((\nconst x = [1, 2\nfunction g(:", 3},
		"calls":          {"const x = " + deep("a(\n", "1", ")\n") + ";", 1},
		"groups":         {"const x = " + deep("(\n", "1", ")\n") + ";", 1},
		"objects":        {"const x = " + deep("{ a:\n", "1", "}\n") + ";", 1},
		"blocks":         {deep("{\n", "", "}\n"), 1},
		"classes":        {deep("class A {\n", "", "}\n"), 1},
		"types":          {"type A = " + deep("Array<\n", "1", ">\n") + ";", 1},
		"elements":       {"const x = " + deep("<a>\n", "", "</a>\n") + ";", 1},
		"templates":      {"const x = " + deep("`${\n", "1", "}`\n") + ";", 1},
		"functions":      {"const x = " + deep("(a) =>\n", "1", "") + ";", 1},
		"conditions":     {"const x = " + deep("a ?\n", "1", ": 2\n") + ";", 1},
		"signs":          {"const x = " + deep("!\n", "1", "") + ";", 1},
		"a long chain":   {"const x = a" + strings.Repeat(".b()\n", 50000) + ";", 1},
		"many operators": {"const x = " + strings.Repeat("a <\n", 50000) + "b;", 1},
		"many cases":     {"switch (a) {\n" + strings.Repeat("case 1:\n", 50000) + "}", 0},
		"odd blanks":     {"\x0c\x0b\tconst a\u00a0= 1;\u2028const b = 2;", 0},
		"no text":        {"const x = '\xff\xfe\xc3';", 0},
		"a pattern":      {"const r = /[/; const s = a / b / c;", 2},
	})
	f := nhi.NewFile("dist/a.js", []byte(strings.TrimSpace(head)+strings.Repeat("var a=1;", 1<<12)+strings.TrimSpace(key)))
	facts := nhitest.Run(t, Analyzer, &nhi.Unit{Files: []*nhi.File{f}})
	if len(facts.Credentials) > 0 || len(facts.Notices) != 1 || !facts.Notices[0].Incomplete {
		t.Errorf("minified: %d credentials, %v", len(facts.Credentials), facts.Notices)
	}
}
