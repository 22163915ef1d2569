package nhivet_test

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// TestExtension holds the manifest of the extension for VS Code to what
// code.visualstudio.com/api/references/extension-manifest asks for, without node;
// oracle/vscode packages and runs it.
func TestExtension(t *testing.T) {
	var m struct {
		Name, DisplayName, Version, Publisher, License, Description, Main, Icon string
		Engines, Dependencies, Scripts                                          map[string]string
		Categories, ActivationEvents, Keywords                                  []string
		Contributes                                                             struct {
			Commands      []struct{ Command, Title string }
			Configuration struct {
				Properties map[string]struct {
					Type, Scope, Description string
					Default                  any
				}
			}
		}
	}
	read(t, "editors/vscode/package.json", &m)
	for field, ok := range map[string]bool{
		"name":             regexp.MustCompile(`^[a-z0-9-]+$`).MatchString(m.Name),
		"version":          regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(m.Version),
		"publisher":        m.Publisher != "",
		"engines":          regexp.MustCompile(`^\^\d+\.\d+\.\d+$`).MatchString(m.Engines["vscode"]),
		"license":          m.License == "Apache-2.0",
		"categories":       slices.Equal(m.Categories, []string{"Linters"}),
		"keywords":         len(m.Keywords) <= 30, // the most that a marketplace takes
		"activationEvents": slices.Equal(m.ActivationEvents, []string{"onStartupFinished"}),
		"description":      m.Description != "" && m.DisplayName != "",
		"scripts":          len(m.Scripts) == 0, // nothing is run when it is installed
	} {
		if !ok {
			t.Errorf("package.json: %s", field)
		}
	}
	code, err := os.ReadFile(filepath.Join("editors/vscode", filepath.FromSlash(m.Main)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range m.Contributes.Commands {
		if c.Title == "" || !strings.Contains(string(code), `registerCommand("`+c.Command+`"`) {
			t.Errorf("the command %s is not in %s", c.Command, m.Main)
		}
	}
	for name, p := range m.Contributes.Configuration.Properties {
		if !strings.HasPrefix(name, m.Name+".") || p.Type != "string" || p.Default == nil || p.Description == "" {
			t.Errorf("the setting %s: %+v", name, p)
		}
	}
	// A workspace, which may be a stranger's, must not choose what is started.
	if p := m.Contributes.Configuration.Properties["nhivet.path"]; p.Scope != "machine" || p.Default != "nhivet" {
		t.Errorf("nhivet.path: %+v", p)
	}
	// What the code asks for is declared, at one version, and locked with its sum.
	var lock struct {
		Packages map[string]struct {
			Version, Integrity, Resolved string
			Dependencies                 map[string]string
			HasInstallScript             bool
		}
	}
	read(t, "editors/vscode/package-lock.json", &lock)
	for _, asked := range regexp.MustCompile(`require\("([^"]+)"\)`).FindAllStringSubmatch(string(code), -1) {
		name, _, _ := strings.Cut(asked[1], "/")
		if name == "vscode" {
			continue // the editor's own
		}
		version := m.Dependencies[name]
		if locked := lock.Packages["node_modules/"+name]; version == "" || locked.Version != version {
			t.Errorf("%s: %q in the manifest, %q in the lock", name, version, locked.Version)
		}
	}
	for name, p := range lock.Packages {
		if name != "" && (!strings.HasPrefix(p.Integrity, "sha512-") || p.HasInstallScript) {
			t.Errorf("%s: integrity %q, scripts %v", name, p.Integrity, p.HasInstallScript)
		}
	}
	if root := lock.Packages[""]; root.Version != m.Version || len(root.Dependencies) != len(m.Dependencies) {
		t.Errorf("the lock is of another manifest: %+v", root)
	}
}

// TestZed holds the extension for Zed to zed.dev/docs/extensions: the fields of its
// manifest, and a crate of the same name and version.
func TestZed(t *testing.T) {
	manifest, crate := toml(t, "editors/zed/extension.toml"), toml(t, "editors/zed/Cargo.toml")
	for _, field := range []string{"id", "name", "version", "description", "repository"} {
		if manifest.Get(field).Str() == "" {
			t.Errorf("extension.toml: no %s", field)
		}
	}
	if n, _ := manifest.Get("schema_version").Int(); n != 1 || len(manifest.Get("authors").Strings()) == 0 {
		t.Error("extension.toml: schema or authors")
	}
	server := manifest.Get("language_servers", manifest.Get("id").Str())
	if len(server.Get("languages").Strings()) < 10 || server.Get("name").Str() == "" {
		t.Error("extension.toml: the server")
	}
	for _, field := range []string{"name", "version"} {
		if crate.Get("package", field).Str() != manifest.Get(field).Str() {
			t.Errorf("Cargo.toml is of another extension: %s", field)
		}
	}
	code, err := os.ReadFile("editors/zed/src/lib.rs")
	if err != nil || !strings.Contains(string(code), `vec!["lsp".into()]`) || !strings.Contains(string(code), "register_extension!") {
		t.Error("lib.rs", err)
	}
}

// TestEditorsDoc reads what docs/editors.md tells people to write: it parses, starts
// the server, and names files that are there.
func TestEditorsDoc(t *testing.T) {
	text, err := os.ReadFile("docs/editors.md")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, block := range regexp.MustCompile("(?s)```(\\w+)\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		kind, body := block[1], block[2]
		kinds[kind]++
		switch kind {
		case "json":
			if !json.Valid([]byte(body)) {
				t.Errorf("no JSON:\n%s", body)
			}
		case "toml":
			if n, notices := tree.TOML(nhi.NewFile("doc.toml", []byte(body))); n == nil || len(notices) > 0 {
				t.Errorf("no TOML: %v\n%s", notices, body)
			}
		}
		if (kind == "toml" || kind == "lua" || kind == "elisp") && !strings.Contains(body, "lsp") {
			t.Errorf("it does not start the server:\n%s", body)
		}
	}
	for kind, n := range map[string]int{"lua": 1, "toml": 1, "elisp": 1, "json": 3, "sh": 1} {
		if kinds[kind] < n {
			t.Errorf("%d blocks of %s", kinds[kind], kind)
		}
	}
	for _, link := range regexp.MustCompile(`\]\((\.\.?/[^)#]+|[a-z/-]+\.md)[^)]*\)`).FindAllStringSubmatch(string(text), -1) {
		if _, err := os.Stat(path.Join("docs", link[1])); err != nil {
			t.Error(err)
		}
	}
}

func read(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func toml(t *testing.T, name string) *tree.Node {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	n, notices := tree.TOML(nhi.NewFile(name, text))
	if n == nil || len(notices) > 0 {
		t.Fatal(name, notices)
	}
	return n
}
