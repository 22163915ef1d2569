package nhivet_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/nhivet/nhivet"

// may says which packages of this module a package may import, by prefix. The
// first row whose from fits counts. Imports go one way:
//
//	cmd → scan → analyzers → {aws, iam, kube, creds, agents} → tree → nhi
var may = []struct {
	from string
	to   []string
}{
	{"internal/nhi", nil},
	{"internal/gitignore", nil},
	{"internal/wordset", nil},
	{"internal/shell", []string{"internal/wordset"}},
	{"internal/tree", []string{"internal/nhi"}},
	{"internal/tools", []string{"internal/nhi", "internal/wordset"}},
	{"internal/cedar", nil},
	{"internal/syntax", nil},
	{"internal/py", []string{"internal/syntax"}},
	{"internal/ts", []string{"internal/syntax"}},
	{"internal/docker", []string{"internal/nhi"}},
	{"internal/envfile", []string{"internal/nhi"}},
	{"internal/iam", []string{"internal/nhi", "internal/tree"}},
	{"internal/aws", []string{"internal/nhi", "internal/iam"}},
	{"internal/creds", []string{"internal/nhi", "internal/tree", "internal/wordset"}},
	{"internal/agents", []string{"internal/nhi", "internal/tree", "internal/creds", "internal/wordset"}},
	{"internal/jobs", []string{"internal/nhi", "internal/tree", "internal/creds", "internal/agents", "internal/shell"}},
	{"internal/kube", []string{"internal/nhi", "internal/tree", "internal/creds", "internal/iam"}},
	{"internal/code", []string{"internal/nhi", "internal/syntax", "internal/iam", "internal/aws", "internal/creds", "internal/agents", "internal/tools", "internal/wordset"}},
	{"internal/source", []string{"internal/nhi", "internal/gitignore"}},
	{"internal/config", []string{"internal/nhi", "internal/gitignore"}},
	{"internal/cache", nil},
	{"internal/fix", []string{"internal/nhi", "internal/tree", "internal/py"}},
	{"internal/join", []string{"internal/nhi", "internal/wordset"}},
	{"internal/report", []string{"internal/nhi"}},
	{"internal/picture", []string{"internal/nhi", "internal/report"}},
	{"internal/baseline", []string{"internal/nhi"}},
	{"internal/change", []string{"internal/nhi", "internal/report", "internal/picture"}},
	{"internal/nhitest", []string{"internal/nhi"}},
	{"sarif", []string{"internal/nhi"}},
	{"rules/internal", []string{"internal/nhi", "internal/fix", "sarif"}}, // the pages say what can be fixed, and what of the standards is covered
	{"rules", []string{"internal/nhi", "rules"}},
	{"analyzers/", []string{"internal/nhi", "internal/tree", "internal/iam", "internal/kube", "internal/creds", "internal/agents", "internal/tools", "internal/shell", "internal/jobs", "internal/cedar", "internal/wordset", "internal/docker", "internal/envfile", "internal/aws", "internal/syntax", "internal/py", "internal/ts", "internal/code"}},
	{"analyzers", []string{"internal/nhi", "analyzers/"}}, // the one list
	{"internal/scan", []string{"internal/nhi", "internal/config", "internal/source", "internal/join", "internal/agents", "internal/creds", "internal/baseline", "internal/cache", "internal/fix", "analyzers", "rules"}},
	{"internal/lsp", []string{"internal/nhi", "internal/scan", "internal/report", "internal/config"}},
	{"internal/mcpserver", []string{"internal/nhi", "internal/scan", "internal/report", "internal/config", "internal/picture"}},
	{"internal/vet", []string{"internal/creds", "internal/source", "internal/nhi", "internal/report", "analyzers/golang"}},
	{"cmd/", []string{"internal/nhi", "internal/source", "internal/fix", "internal/scan", "internal/vet", "internal/lsp", "internal/mcpserver", "internal/report", "internal/picture", "internal/change", "internal/config", "internal/baseline", "sarif", "rules"}},
}

// only says which packages of this module may import a dependency, by prefix.
var only = map[string][]string{
	"github.com/open-policy-agent/opa":             {"rules"},
	"github.com/open-policy-agent/conftest/output": {},
	"github.com/open-policy-agent/conftest/parser": {"internal/tree"},
	"github.com/open-policy-agent/conftest/policy": {},
	"github.com/open-policy-agent/conftest/runner": {},
	"github.com/hashicorp/hcl":                     {"internal/tree", "analyzers/terraform", "analyzers/vault", "analyzers/nomad"},
	"github.com/zclconf/go-cty":                    {"internal/tree", "analyzers/terraform", "analyzers/vault", "analyzers/nomad"},
	"github.com/owenrumney/go-sarif":               {"sarif"},
	"github.com/CycloneDX/cyclonedx-go":            {"internal/picture"},
	"github.com/modelcontextprotocol/go-sdk":       {"internal/mcpserver"},
	"github.com/sourcegraph/jsonrpc2":              {"internal/lsp"},
	"github.com/spf13/cobra":                       {"cmd/"},
	"github.com/clipperhouse/displaywidth":         {"internal/report"},
	"golang.org/x/tools":                           {"analyzers/golang", "internal/vet"},
	"github.com/rogpeppe/go-internal":              {},
	"os/exec":                                      {"internal/source", "analyzers/golang", "cmd/nhivet-vet"}, // git; the go command; nhivet
	"net":                                          {},
	"net/http":                                     {},
}

// calls says who may call what reaches outside of the program.
var calls = map[string][]string{
	"time.Now":     {"cmd/"}, // the clock is an argument
	"time.Since":   {"cmd/"},
	"os.Getenv":    {"cmd/", "internal/source"},
	"os.LookupEnv": {"internal/source"},
	"os.Open":      {"internal/source", "analyzers/golang"}, // what a compiler wrote
	"os.OpenFile":  {"internal/source", "cmd/"},
	"os.ReadFile":  {"internal/source", "rules", "analyzers/golang", "cmd/"}, // policies; go vet's own reader; what a build system says
	"os.ReadDir":   {"internal/source", "rules"},
	"os.Stat":      {"internal/source", "rules", "analyzers/golang"},
}

// addresses are what package net offers for addresses as text.
var addresses = []string{"ParseIP", "ParseCIDR", "IP", "IPNet", "SplitHostPort", "JoinHostPort"}

// TestCalls reads the files of the analyzers and the engine: they take bytes and
// the date as arguments.
func TestCalls(t *testing.T) {
	for dir, files := range sources(t) {
		if under(dir, "rules/internal") || under(dir, "rules/gen") || under(dir, "internal/nhitest") || under(dir, "internal/vet") {
			continue // generators, helpers of tests, and the driver of go vet
		}
		for name, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if x, ok := call.X.(*ast.Ident); ok && x.Obj == nil {
					what := x.Name + "." + call.Sel.Name
					if x.Name == "net" && !slices.Contains(addresses, call.Sel.Name) {
						t.Errorf("%s uses %s: nothing reaches the network", name, what)
					}
					if users, ok := calls[what]; ok && !slices.ContainsFunc(users, func(u string) bool { return under(dir, u) }) {
						t.Errorf("%s uses %s, which is for %q alone", name, what, users)
					}
				}
				return true
			})
		}
	}
}

// TestArrows parses the imports of every package. Tests may import what they
// like; so may oracle/ and golangci/, which are other modules.
func TestArrows(t *testing.T) {
	packages := map[string]map[string]string{} // folder → import → file
	for dir, files := range sources(t) {
		packages[dir] = map[string]string{}
		for name, f := range files {
			for _, i := range f.Imports {
				p, _ := strconv.Unquote(i.Path.Value)
				packages[dir][p] = name
			}
		}
	}
	for dir, imports := range packages {
		for p, file := range imports {
			if own, ok := strings.CutPrefix(p, module+"/"); ok {
				if !allowed(t, dir, own) {
					t.Errorf("%s imports %s, against the arrows", file, own)
				}
				continue
			}
			if dir == "internal/nhi" && strings.Contains(strings.SplitN(p, "/", 2)[0], ".") {
				t.Errorf("%s imports %s: the vocabulary has the standard library alone", file, p)
			}
			for dependency, users := range only {
				if (p == dependency || strings.HasPrefix(p, dependency+"/") && dependency != "net") && !slices.ContainsFunc(users, func(u string) bool { return under(dir, u) }) {
					t.Errorf("%s imports %s, which is for %q alone", file, p, users)
				}
			}
		}
	}
}

// sources are the parsed files of every package, by folder and path, without
// tests.
func sources(t *testing.T) map[string]map[string]*ast.File {
	t.Helper()
	out := map[string]map[string]*ast.File{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if d.IsDir() {
			base := path.Base(name)
			if base == "testdata" || base == "oracle" || name == "scripts" || name == "golangci" || name != "." && strings.HasPrefix(base, ".") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if out[dir] == nil {
			out[dir] = map[string]*ast.File{}
		}
		out[dir][name] = f
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 15 {
		t.Fatalf("only %d packages are seen", len(out))
	}
	return out
}

func allowed(t *testing.T, from, to string) bool {
	for _, row := range may {
		if !under(from, row.from) {
			continue
		}
		// A package may have packages of its own below it; analyzers have no
		// common ground.
		if own := strings.TrimSuffix(row.from, "/"); row.from != "analyzers/" && under(to, own) && own != "analyzers" {
			return true
		}
		if strings.HasPrefix(to, from+"/") && strings.Count(from, "/") > 0 {
			return true
		}
		return slices.ContainsFunc(row.to, func(p string) bool { return under(to, p) })
	}
	t.Errorf("%s has no row in this test: say what it may import", from)
	return true
}

// under says whether a folder is the named one, or below it. A name that ends in
// a slash means only what is below.
func under(dir, name string) bool {
	if below, ok := strings.CutSuffix(name, "/"); ok {
		return strings.HasPrefix(dir, below+"/")
	}
	return dir == name || strings.HasPrefix(dir, name+"/")
}
