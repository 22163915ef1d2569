package actions

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
	"github.com/nhivet/nhivet/internal/tree"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestClaims(t *testing.T) {
	for _, c := range []struct{ path, text, unit string }{
		{".github/workflows/a.yml", "jobs:", ".github"},
		{"a/b/.github/workflows/a.yaml", "jobs:", "a/b/.github"},
		{".github/actions/x/action.yml", "steps:", ".github"},
		{"a/.github/actions/x/y/action.yaml", "steps:", "a/.github"},
		{"action.yml", "runs:\n  steps:", ".github"},
		{"tools/action.yml", "runs:\n  steps:", "tools/.github"},
		{".github/workflows/a.yml", "on: push", ""},
		{".github/workflows/sub/a.yml", "jobs:", ""},
		{".github/dependabot.yml", "jobs:", ""},
		{".github/workflows/triage.lock.yml", "jobs:", ""},
		{"x.github/workflows/a.yml", "jobs:", ""},
		{"action.yml", "using: node20", ""},
		{".github/workflows/a.json", "jobs:", ""},
	} {
		unit, ok := Analyzer.Claims(c.path, []byte(c.text))
		if unit != c.unit || ok != (c.unit != "") {
			t.Errorf("%s: %q %v, want %q", c.path, unit, ok, c.unit)
		}
	}
}

// show writes an expression with brackets around every operation.
func show(e *expr) string {
	var args []string
	for _, a := range e.args {
		if a != nil {
			args = append(args, show(a))
		}
	}
	switch e.op {
	case opLiteral:
		return fmt.Sprintf("%q", e.text)
	case opContext:
		if len(args) > 0 {
			return e.name() + "{" + strings.Join(args, " ") + "}"
		}
		return strings.TrimSuffix(e.name(), ".")
	case opCall:
		return e.text + "(" + strings.Join(args, ", ") + ")"
	case opNot:
		return "(!" + args[0] + ")"
	}
	return "(" + strings.Join(args, map[op]string{opAnd: " && ", opOr: " || ", opEqual: " == ", opUnequal: " != ", opCompared: " <> "}[e.op]) + ")"
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"a || b && c == d":                     "(a || (b && (c == d)))",
		"!a && b":                              "((!a) && b)",
		"!!a":                                  "a",
		"!(a == b)":                            "(!(a == b))",
		"a < 1 == true":                        `((a <> "1") == "true")`,
		"(a || b) && c":                        "((a || b) && c)",
		"'it''s'":                              `"it's"`,
		"-1.5e3":                               `"-1.5e3"`,
		"null":                                 `""`,
		"secrets.FOO":                          "secrets.foo",
		"secrets['Foo-Bar']":                   "secrets.foo-bar",
		"secrets[matrix.name]":                 "secrets.{matrix.name}",
		"github.event.labels.*.name":           "github.event.labels.*.name",
		"github.event.commits[0].id":           "github.event.commits.0.id",
		"contains(fromJSON('[\"a\"]'), env.X)": `contains(fromjson("[\"a\"]"), env.x)`,
		"fromJSON(x).y":                        "(path)(fromjson(x))",
		"always()":                             "always()",
		"format('{0}', a, b)":                  `format("{0}", a, b)`,
		"steps.a-b.outputs.c_d":                "steps.a-b.outputs.c_d",
	} {
		e, err := parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := show(e); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]error{
		"": errSyntax, "a ||": errSyntax, "(a": errSyntax, "f(a": errSyntax, "'a": errSyntax, "a.": errSyntax, "a[": errSyntax, "a b": errSyntax, "\"a\"": errSyntax, "=": errSyntax,
		strings.Repeat("(", 10_000) + "a" + strings.Repeat(")", 10_000): errNesting,
		strings.Repeat("f(", 10_000):                                    errNesting,
		strings.Repeat("a[", 10_000):                                    errNesting,
		strings.Repeat("!", 30_000):                                     errLength,
		"(" + strings.Repeat("!", 20_000):                               errSyntax,
	} {
		if _, err := parse(text); err != want {
			t.Errorf("%.20s: %v, want %v", text, err, want)
		}
	}
}

func TestSplit(t *testing.T) {
	got, err := split("a ${{ b }} c ${{ '}}' }}d")
	if err != nil || len(got) != 5 || got[1].expr.text != "b" || got[3].expr.text != "}}" || got[4].text != "d" {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := split("a ${{ b"); err != errSyntax {
		t.Errorf("%v", err)
	}
}

func TestEval(t *testing.T) {
	f := nhi.NewFile("x.yml", []byte("m: {a: [x, y], include: [{a: z, b: 1}], c: ['${{ matrix.c }}']}\ne: {E: e-value, S: '${{ secrets.INNER }}', L: '${{ env.L }}'}"))
	docs, _ := tree.YAML(f)
	root := docs[0].Root
	s := &scope{matrix: root.Get("m")}
	s.env = []binding{{root.Get("e"), s}}
	for text, want := range map[string]string{
		"plain":                                     "[plain]",
		"a ${{ env.E }} b":                          "[a e-value b]",
		"${{ matrix.a }}-${{ matrix.b }}":           "[x-1 y-1 z-1]",
		"${{ matrix.c }}":                           "open",
		"${{ env.L }}":                              "open other:env.l",
		"${{ env.S }}":                              "open secret:INNER",
		"${{ secrets.a || github.token }}":          "open secret:A token:github.token",
		"${{ secrets.GITHUB_TOKEN }}":               "open token:secrets.GITHUB_TOKEN",
		"${{ vars.X && 'a' || 'b' }}":               "open",
		"${{ '' || 'b' }}":                          "[b]",
		"${{ 'a' && secrets.X }}":                   "open secret:X",
		"${{ secrets.X == 'a' }}":                   "open",
		"${{ 'A' == 'a' }}":                         "[true]",
		"${{ !false }}":                             "[true]",
		"${{ format('{0}/{1}', 'a', env.E) }}":      "[a/e-value]",
		"${{ format('Bearer {0}', secrets.X) }}":    "open secret:X",
		"${{ startsWith('abc', 'AB') }}":            "[true]",
		"${{ contains(fromJSON('[\"a\"]'), 'a') }}": "[true]",
		"${{ secrets[format('X_{0}', 'y')] }}":      "open secret:X_Y",
		"${{ secrets[github.ref] }}":                "open all:secrets[…]",
		"${{ toJSON(secrets) }}":                    "open all:toJSON(secrets)",
		"${{ steps.Mint.outputs.token }}":           "open step:mint.token",
		"${{ inputs.x }}":                           "open other:inputs.x",
		"${{ a b }}":                                "open",
	} {
		r := &reader{facts: &nhi.Facts{}, seen: map[string]bool{}, budget: maxBudget}
		v := r.eval(&tree.Node{Kind: tree.String, Text: text, Span: f.At(0, 0)}, s)
		got := "open"
		if v.closed {
			got = fmt.Sprint(v.texts)
		}
		for _, src := range v.sources {
			got += " " + [...]string{"secret", "unsaid", "all", "token", "step", "other"}[src.kind] + ":" + src.name
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func unit(files map[string]string) *nhi.Unit {
	all := nhitest.Tree{}
	for name, text := range files {
		all[name] = nhi.NewFile(name, []byte(text))
	}
	units := all.Units(Analyzer)
	if len(units) == 0 {
		return &nhi.Unit{Key: ".github", Tree: all}
	}
	return units[0]
}

// TestElsewhere: what a changed workflow calls is read although it did not change.
func TestElsewhere(t *testing.T) {
	u := unit(map[string]string{
		".github/workflows/a.yml": "on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n",
		".github/workflows/b.yml": "on: workflow_call\njobs:\n  b:\n    steps:\n      - run: claude -p x\n",
	})
	u.Files = u.Files[:1]
	facts, err := Analyzer.Run(context.Background(), u)
	if err != nil || len(facts.Agents) != 1 || facts.Agents[0].Name != "b/b" || facts.Agents[0].Attributes["trigger_event"] != "push" {
		t.Errorf("%v, %v", facts.Agents, err)
	}
}

func workflowOf(steps string) map[string]string {
	return map[string]string{".github/workflows/a.yml": "on: issues\njobs:\n  a:\n    runs-on: x\n    steps:\n" + steps}
}

// What strangers write costs time in proportion to its size, and says what was
// left out.
func TestHostile(t *testing.T) {
	ring := map[string]string{}
	for i := range 300 {
		ring[fmt.Sprintf(".github/workflows/w%d.yml", i)] = fmt.Sprintf("on:\n  workflow_call:\n  push:\njobs:\n  a:\n    uses: ./.github/workflows/w%d.yml\n  b:\n    uses: ./.github/workflows/w%d.yml\n", (i+1)%300, (i+7)%300)
	}
	var matrix, uses, steps strings.Builder
	for i := range 12 {
		fmt.Fprintf(&matrix, "        k%d: [a, b, c, d, e, f, g, h]\n", i)
		fmt.Fprintf(&uses, "${{ matrix.k%d }}", i)
	}
	for i := range 5000 {
		fmt.Fprintf(&steps, "      - id: s%d\n        uses: ./.github/actions/self\n", i)
	}
	env := "    env:\n"
	for i := range 200 {
		env += fmt.Sprintf("      E%d: ${{ env.E%d }}${{ env.E%d }}${{ env.E%d }}\n", i, i+1, i+1, i+1)
	}
	for name, c := range map[string]struct {
		files  map[string]string
		notice string
	}{
		"nesting": {workflowOf("      - run: claude -p x\n        env:\n          A: ${{ " + strings.Repeat("(", 10_000) + " }}\n"), "nested at most 50"},
		"length":  {workflowOf("      - run: claude -p x\n        env:\n          A: ${{ '" + strings.Repeat("a", 30_000) + "' }}\n"), "21,000 characters"},
		"many":    {workflowOf("      - run: claude -p x\n        env:\n          A: '" + strings.Repeat("${{ a.b }}", 20_000) + "'\n"), ""},
		"open":    {workflowOf("      - run: claude -p x\n        env:\n          A: '" + strings.Repeat("${{", 60_000) + "'\n"), ""},
		"matrix":  {map[string]string{".github/workflows/a.yml": "on: issues\njobs:\n  a:\n    strategy:\n      matrix:\n" + matrix.String() + "    steps:\n      - uses: openai/codex-action@v1\n        with:\n          sandbox: " + uses.String() + "\n"}, ""},
		"values":  {map[string]string{".github/workflows/a.yml": "on: issues\njobs:\n  a:\n    strategy:\n      matrix:\n        k: [" + strings.Repeat("a, ", 50_000) + "b]\n    steps:\n      - uses: openai/codex-action@v1\n        with:\n          sandbox: ${{ matrix.k }}\n"}, "64 values"},
		"ring":    {ring, "in a circle"},
		"composite": {map[string]string{
			".github/workflows/a.yml":         "on: issues\njobs:\n  a:\n    steps:\n" + steps.String(),
			".github/actions/self/action.yml": "runs:\n  using: composite\n  steps:\n    - uses: ./.github/actions/self\n    - uses: ./.github/actions/self\n    - run: claude -p x\n",
		}, "2,000 steps"},
		"env":    {map[string]string{".github/workflows/a.yml": "on: issues\njobs:\n  a:\n" + env + "    steps:\n      - run: claude -p x\n"}, ""},
		"jobs":   {map[string]string{".github/workflows/a.yml": "on: issues\njobs:\n" + strings.Repeat("  a: {steps: [{run: claude -p x}]}\n", 10_000)}, ""},
		"script": {workflowOf("      - run: '" + strings.Repeat("claude -p $(", 5_000) + "'\n"), ""},
		"needs":  {map[string]string{".github/workflows/a.yml": "on: issues\njobs:\n  a: {needs: b, steps: [{run: claude -p x}]}\n  b: {needs: a, steps: [{run: claude -p x}]}\n"}, ""},
		"shapes": {map[string]string{".github/workflows/a.yml": "on: {issues: [1, {a: b}]}\njobs: {a: [1], b: 2, c: {steps: {run: claude -p x}, env: [1], permissions: [2], needs: {a: b}, if: {a: b}, strategy: 3, environment: [4]}}\n"}, ""},
	} {
		start := time.Now()
		u := unit(c.files)
		facts, err := Analyzer.Run(context.Background(), u)
		if err != nil {
			t.Fatal(err)
		}
		nhitest.Check(t, facts)
		// Generous: the point is to notice a square, which takes minutes.
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		} else {
			t.Logf("%s: %v, %d agents, %d notices", name, took, len(facts.Agents), len(facts.Notices))
		}
		found := c.notice == ""
		for _, n := range facts.Notices {
			found = found || strings.Contains(n.Reason, c.notice)
		}
		if !found {
			t.Errorf("%s: no notice of %q in %v", name, c.notice, facts.Notices)
		}
	}
}

func FuzzWorkflow(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/.github/workflows/*.yml")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	nhitest.Fuzz(f, Analyzer, ".github/workflows/fuzz.yml")
}

func FuzzExpression(f *testing.F) {
	for _, text := range []string{"a || b", "!(a[b.c] == 'x''y')", "f(g(1), h.*.i)", "${{ a }}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if e, err := parse(text); err == nil {
			r := &reader{facts: &nhi.Facts{}, seen: map[string]bool{}, budget: 1000}
			r.expr(e, &scope{}, 0)
		}
		split(text)
		if m := mask(text); len(m) != len(text) {
			t.Errorf("the mask has %d bytes, the text %d", len(m), len(text))
		}
	})
}

// BenchmarkRepository reads 1,200 workflows, the fixtures over and over.
func BenchmarkRepository(b *testing.B) {
	files, _ := filepath.Glob("testdata/*/.github/workflows/*.yml")
	all := nhitest.Tree{}
	for i := range 1200 {
		text, err := os.ReadFile(files[i%len(files)])
		if err != nil {
			b.Fatal(err)
		}
		name := fmt.Sprintf(".github/workflows/w%d.yml", i)
		all[name] = nhi.NewFile(name, text)
	}
	u := all.Units(Analyzer)[0]
	for b.Loop() {
		if _, err := Analyzer.Run(context.Background(), u); err != nil {
			b.Fatal(err)
		}
	}
}
