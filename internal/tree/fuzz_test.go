package tree

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func FuzzYAML(f *testing.F) {
	for _, s := range []string{
		"a: &x [b, 'c''', \"d\\n\"]\ne: *x\n<<: *x\n", "%YAML 1.2\n---\na: |2-\n   x\n  y\n...\n--- >+\n z\n\n",
		"? [a]\n: !T {b: , c}\n- d\n", "\uFEFFé: \u2028ö\n", "{{ x }}", "a:\r\n- b\r- c", "&a !b\n", "a: &a {<<: *a, <<: [*a]}\n",
		"? a\n\n# x\n", "a: !<tag:x,y> 'z'\n", "- &a\n- !!null\n- !x\n", "a: >\n\n  x\n   y\n\n  z\n", "a: 'b\n\n  c'\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) { parse(t, "f.yaml", text) })
}

func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{"a": [1, -2e5, true, null, "\u00e9\ud83d\ude00", ], /* x */ "a": {}} // y`, "\uFEFF[]", "[\"é\"]", "{{", `"\`, "/*", "-", "[1,",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		notices := parse(t, "f.json", text)
		file := nhi.NewFile("f.json", text)
		root, _ := JSON(file)
		sameAsEncodingJSON(t, text, root, len(notices) > 0)
	})
}

func FuzzHCL(f *testing.F) {
	for _, s := range []string{
		"a \"b\" c {\n  d = \"e${f}\"\n  g = { h = [1, -2], (i) = null }\n}\n", "a = <<-E\n  b\n   c\n  E\n", "a = \"", "a {", "a = (((", "\uFEFFa = 1", "a = \"%{ if b }c%{ else }d%{ endif }\"\n",
		"a = [for b in c : b...]\n", "a = b ? -c : !d\n", "a = <<E\n", "a b", "a = 1 a = 2",
		"a = <<-E\n  ${b ~}\n  %{ for c in d ~}\n $${e}\n  %{ endfor }\n  E\nf = a.*.b[0].c\n", "a = \"%%{b}$\" /* c */ # d\ne { f = provider::g::h(1, 2...) }\r\n",
		"a { dynamic \"b\" {\n for_each = c[*].d\n content { e = b.value } } }\n", "a \"b\"\n{\n c = \"d\",\n}\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) { parse(t, "f.hcl", text) })
}

// Every file of the repository that people could have written keeps the promises
// that Node makes.
func TestFixtures(t *testing.T) {
	n := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !strings.Contains(filepath.ToSlash(path), "testdata/") || strings.Contains(filepath.ToSlash(path), "testdata/fuzz/") {
			return err
		}
		name := ""
		switch filepath.Ext(path) {
		case ".yaml", ".yml":
			name = "x.yaml"
		case ".json", ".jsonc":
			name = "x.json"
		case ".tf", ".hcl", ".tfvars":
			name = "x.tf"
		case ".toml":
			name = "x.toml"
		default:
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		t.Run(path, func(t *testing.T) { parse(t, name, text) })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Error("no fixture found")
	}
}
