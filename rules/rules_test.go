package rules

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/rules/internal/header"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

// compileAll compiles modules with every check and the schema.
func compileAll(t *testing.T, modules map[string]*ast.Module) error {
	t.Helper()
	var schema any
	if err := roundTrip(nhi.Schema(true), &schema); err != nil {
		t.Fatal(err)
	}
	schemas := ast.NewSchemaSet()
	schemas.Put(ast.SchemaRootRef, schema)
	c := ast.NewCompiler().WithCapabilities(capabilities()).WithStrict(true).WithSchemas(schemas)
	if c.Compile(modules); c.Failed() {
		return c.Errors
	}
	return nil
}

func embedded(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(files, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := files.ReadFile(path)
		out[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func parseAll(t *testing.T, sources map[string]string) map[string]*ast.Module {
	t.Helper()
	modules := map[string]*ast.Module{}
	for path, text := range sources {
		m, err := ast.ParseModuleWithOpts(path, text, ast.ParserOptions{ProcessAnnotation: true, Capabilities: capabilities()})
		if err != nil {
			t.Fatal(err)
		}
		modules[path] = m
	}
	return modules
}

func TestRulesCompileAgainstTheSchema(t *testing.T) {
	if err := compileAll(t, parseAll(t, embedded(t))); err != nil {
		t.Fatal(err)
	}
}

func TestMisspeltFieldDoesNotCompile(t *testing.T) {
	sources := embedded(t)
	for _, edit := range [][3]string{
		{"missing-ttl.rego", "c.lifetime.band", "c.lifetime.bond"},
		{"shared-identity.rego", "i.shared_by", "i.sharedby"},
		{"shared-identity.rego", "input.identities", "input.identitys"},
		{"literal-credential.rego", `"_loc": c.at`, `"_loc": c.at.line`},
	} {
		changed := map[string]string{}
		for path, text := range sources {
			changed[path] = text
		}
		changed[edit[0]] = strings.Replace(sources[edit[0]], edit[1], edit[2], 1)
		if changed[edit[0]] == sources[edit[0]] {
			t.Fatalf("%s has no %q to misspell", edit[0], edit[1])
		}
		if err := compileAll(t, parseAll(t, changed)); err == nil {
			t.Errorf("%s compiles with %q", edit[0], edit[2])
		}
	}
}

func TestForbiddenBuiltinsDoNotCompile(t *testing.T) {
	for _, call := range []string{
		`http.send({"method": "get", "url": "http://localhost"})`, `opa.runtime()`, `time.now_ns()`,
		`rand.intn("x", 3)`, `net.lookup_ip_addr("localhost")`, `uuid.rfc4122("x")`,
	} {
		dir := t.TempDir()
		text := "package main\n\ndeny contains sprintf(\"%v\", [x]) if x := " + call + "\n"
		if err := os.WriteFile(filepath.Join(dir, "p.rego"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadPolicies(dir); err == nil {
			t.Errorf("a policy may call %s", call)
		}
	}
}

func TestRulesAreFormatted(t *testing.T) {
	for path, text := range embedded(t) {
		want, err := format.Source(path, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != text {
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(path, want, 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			t.Errorf("%s is not formatted: UPDATE=1 go test ./rules", path)
		}
	}
}

func TestGeneratedFilesAreCurrent(t *testing.T) {
	outputs, err := header.Generate("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range outputs {
		have, err := os.ReadFile(o.Path)
		if err != nil || string(have) != string(o.Text) {
			t.Errorf("%s is stale: go generate ./rules", o.Path)
		}
	}
}
