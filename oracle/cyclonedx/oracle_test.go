// Package cyclonedx validates the bills of materials of every fixture against the
// official JSON Schema of CycloneDX 1.6, which the library's module carries:
//
//	go test ./...
package cyclonedx

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const root = "../.."

// official compiles the schema with those that it refers to, formats included.
func official(t *testing.T) *jsonschema.Schema {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/CycloneDX/cyclonedx-go").Output()
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for name, file := range map[string]string{"bom-1.6.schema.json": "bom-1.6.schema.json", "spdx.schema.json": "spdx.schema.json", "jsf-0.82.schema.json": "jsf-0.82.schemax.json"} {
		f, err := os.Open(filepath.Join(strings.TrimSpace(string(out)), "schema", file))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(f)
		f.Close()
		if err != nil {
			t.Fatal(name, err)
		}
		if err := c.AddResource("http://cyclonedx.org/schema/"+name, doc); err != nil {
			t.Fatal(name, err)
		}
	}
	s, err := c.Compile("http://cyclonedx.org/schema/bom-1.6.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFixtures(t *testing.T) {
	schema := official(t)
	program := filepath.Join(t.TempDir(), "nhivet")
	build := exec.Command("go", "build", "-o", program, "./cmd/nhivet")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	dirs, err := filepath.Glob(filepath.Join(root, "testdata/*"))
	if err != nil {
		t.Fatal(err)
	}
	if wrong, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "agent", "name": "a"}]}`)); err != nil || schema.Validate(wrong) == nil {
		t.Fatalf("the schema takes anything: %v", err)
	}
	components, services := 0, 0
	for _, dir := range append(dirs, hostile(t)) {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		c := exec.Command(program, "inventory", "--all", "--now", "2026-11-24", "--format", "cyclonedx", ".")
		c.Dir = dir
		text, err := c.Output()
		if err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
		var bom cdx.BOM
		if err := cdx.NewBOMDecoder(bytes.NewReader(text), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		components += len(all(bom.Components))
		services += len(all(bom.Services))
		references(t, dir, &bom)
	}
	t.Logf("%d components and %d services of %d trees", components, services, len(dirs)+1)
	if components < 300 || services < 10 {
		t.Errorf("only %d components and %d services are seen", components, services)
	}
}

// all is the list behind a pointer, or none.
func all[T any](list *[]T) []T {
	if list == nil {
		return nil
	}
	return *list
}

// references are unique, and dependencies lead to things that are there.
func references(t *testing.T, dir string, bom *cdx.BOM) {
	t.Helper()
	refs := map[string]bool{}
	add := func(ref string) {
		if ref == "" || refs[ref] {
			t.Errorf("%s: reference %q is empty, or there twice", dir, ref)
		}
		refs[ref] = true
	}
	for _, c := range all(bom.Components) {
		add(c.BOMRef)
		if c.CryptoProperties != nil && c.CryptoProperties.RelatedCryptoMaterialProperties.Value != "" {
			t.Errorf("%s: %s has a value", dir, c.Name)
		}
	}
	for _, s := range all(bom.Services) {
		add(s.BOMRef)
	}
	for _, d := range all(bom.Dependencies) {
		for _, ref := range append([]string{d.Ref}, all(d.Dependencies)...) {
			if !refs[ref] {
				t.Errorf("%s: a dependency leads to %q, which is not there", dir, ref)
			}
		}
	}
}

// hostile are an address and names that are none.
func hostile(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	text := `{"mcpServers": {"a\u202eb": {"url": "https://{{ .Host }}/m cp?x=<y>", "headers": {"Authorization": "Bearer ${T}"}}, "": {"url": "http://[::1"}, "c": {"command": "npx", "args": ["-y", "@scope/\u0007server@latest"]}}}`
	if err := os.WriteFile(filepath.Join(dir, ".mcp.json"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}
