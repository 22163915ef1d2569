package tree

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// slow is the second that every file must be answered in, three times: machines
// that run tests are busy.
const slow = 3 * time.Second

// hostile are files made to hurt a parser. Each must be answered within a second,
// with a notice where want is set.
func hostile() map[string]struct {
	text string
	want bool
} {
	type file = struct {
		text string
		want bool
	}
	const n = 100_000
	laughs := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 30; i++ {
		laughs += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	merges := "a0: &a0 {k: v}\n"
	for i := 1; i < 20_000; i++ {
		merges += fmt.Sprintf("a%d: &a%d {<<: *a%d, k%d: v}\n", i, i, i-1, i)
	}
	var stairs, ternary strings.Builder
	for i := range 3000 {
		stairs.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	ternary.WriteString("a = ")
	for range n {
		ternary.WriteString("b ? c : ")
	}
	ternary.WriteString("d\n")
	out := map[string]file{
		"laughs.yaml":    {laughs, true},
		"merges.yaml":    {merges, true},
		"stairs.yaml":    {stairs.String(), true},
		"samekey.json":   {"{" + strings.Repeat("\"key\": 1,\n", 20_000) + "}", true},
		"sameobject.tf":  {"a = {\n" + strings.Repeat("key = 1\n", 20_000) + "}\n", true},
		"many.yaml":      {strings.Repeat("a: b\n---\n", n), true},
		"broken.yaml":    {strings.Repeat("a: [\n---\n", 20_000), true},
		"comments.yaml":  {strings.Repeat("# comment\n", 5*n) + "a: b\n", false},
		"dashes.yaml":    {strings.Repeat("- ", n), true},
		"question.yaml":  {strings.Repeat("? ", n), true},
		"anchors.yaml":   {strings.Repeat("- &a b\n- *a\n", n), false},
		"ternary.tf":     {ternary.String(), true},
		"lines.tf":       {"a = <<E\n" + strings.Repeat("x\n", 5*n) + "E\n", true},
		"dollars.tf":     {"a = \"" + strings.Repeat("$ ", 5*n) + "\"\n", true},
		"percents.tf":    {strings.Repeat("a = \""+strings.Repeat("%$", 8000)+"\"\n", 60), true},
		"dashboard.tf":   {"a = <<-E\n" + strings.Repeat("  a line of a dashboard\n", 8000) + "  E\n", false},
		"bang.tf":        {"a = " + strings.Repeat("!", n) + "b\n", true},
		"minus.tf":       {"a = " + strings.Repeat("- ", n) + "1\n", true},
		"sum.tf":         {"a = 1" + strings.Repeat("+1", n) + "\n", true},
		"index.tf":       {"a = b" + strings.Repeat("[c]", n) + "\n", true},
		"interp.tf":      {"a = " + strings.Repeat(`"${`, n), true},
		"control.tf":     {"a = \"" + strings.Repeat(`%{ if a }`, n), true},
		"heredoc.tf":     {strings.Repeat("a = <<E\n${", n), true},
		"blocks.tf":      {strings.Repeat("a {\n", n), true},
		"escapes.json":   {`"` + strings.Repeat(`\u0061`, n*10) + `"`, false},
		"objects.json":   {strings.Repeat(`{"a":`, n), true},
		"tables.toml":    {strings.Repeat("[[a]]\n[a.b]\nc = 1\n", n/2), false},
		"opencomment.js": {strings.Repeat("/*", n), true},
	}
	for _, ext := range []string{"yaml", "json", "tf", "toml"} {
		before := map[string]string{"yaml": "a: ", "json": "", "tf": "a = ", "toml": "a = "}[ext]
		for i, c := range []string{"[", "{", "("} {
			out[fmt.Sprintf("nested%d.%s", i, ext)] = file{before + strings.Repeat(c, n), c != "(" || ext != "yaml"}
		}
		out["line."+ext] = file{before + `"` + strings.Repeat("x", 10<<20) + `"`, ext != "json"}
		out["wideline."+ext] = file{before + "[" + strings.Repeat(`"é", `, n) + `"é"]`, false}
		out["same."+ext] = file{strings.Repeat(before+"1\n", 20_000), true}
		out["zeros."+ext] = file{strings.Repeat("\x00", n), true}
		out["quotes."+ext] = file{before + strings.Repeat(`"`, n), true}
	}
	return out
}

// parse reads a file as its name says, and checks every node.
func parse(t testing.TB, name string, text []byte) []nhi.Notice {
	f := nhi.NewFile(name, text)
	start := time.Now()
	var (
		roots   []*Node
		notices []nhi.Notice
	)
	switch {
	case strings.HasSuffix(name, ".yaml"):
		var docs []*Document
		docs, notices = YAML(f)
		for _, d := range docs {
			if !d.Span.Valid() {
				t.Errorf("%s: document without a span", name)
			}
			roots = append(roots, d.Root)
		}
	case strings.HasSuffix(name, ".tf"), strings.HasSuffix(name, ".hcl"):
		var root *Node
		_, root, notices = HCL(f)
		roots = append(roots, root)
	case strings.HasSuffix(name, ".toml"):
		var root *Node
		root, notices = TOML(f)
		roots = append(roots, root)
	default:
		var root *Node
		root, notices = JSON(f)
		roots = append(roots, root)
	}
	if took := time.Since(start); took > slow {
		t.Errorf("%s took %v", name, took)
	} else if took > 300*time.Millisecond {
		t.Logf("%s took %v", name, took)
	}
	for _, root := range roots {
		checkNode(t, root, f.At(0, f.Len()))
	}
	for _, n := range notices {
		if n.Path != name || n.Line < 0 || n.Line > f.Lines() || n.Reason == "" {
			t.Errorf("odd notice %+v", n)
		}
	}
	return notices
}

func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("times large files")
	}
	for name, file := range hostile() {
		t.Run(name, func(t *testing.T) {
			notices := parse(t, name, []byte(file.text))
			if file.want && len(notices) == 0 {
				t.Error("no notice")
			}
		})
	}
}
