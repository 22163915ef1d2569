package vault

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/nhivet/nhivet/internal/nhitest"
	"github.com/nhivet/nhivet/internal/tree"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestClaims(t *testing.T) {
	for _, c := range []struct {
		path, text string
		want       bool
	}{
		{"p.hcl", "path \"a\" { capabilities = [\"read\"] }", true},
		{"p.hcl", "path   \"a\" { policy = \"read\" }", true},
		{"p.hcl", "a { path = \"a\" }\n# capabilities", false},
		{"vault.hcl", "storage \"file\" { path = \"a\" }", true},
		{"agent.hcl", "auto_auth\n{\n}", true},
		{"a.hcl", "max_lease_ttl = \"1h\"", true},
		{"server.hcl", "server {\n  storage = 1\n}", false},
		{"p.json", `{"path": {"a": {"capabilities": ["read"]}}}`, true},
		{"a.json", `{"listener": {"tcp": {}}, "storage": {"file": {}}}`, true},
		{"a.json", `{"listener": 1}`, false},
		{"terragrunt.hcl", "path \"a\" { capabilities = [\"read\"] }", false},
		{".terraform.lock.hcl", "path \"a\" { capabilities = [] }", false},
		{"p.tf", "path \"a\" { capabilities = [\"read\"] }", false},
	} {
		if _, got := claims(c.path, []byte(c.text)); got != c.want {
			t.Errorf("%s %q: %v", c.path, c.text, got)
		}
	}
}

func FuzzRun(f *testing.F) {
	seed(f, ".hcl")
	f.Add([]byte("path \"a/+/*\"\n{\n policy = \"write\",\n}\npath \"a/${b}/{{c}}\" { capabilities = [\"sudo\", d] }\n"))
	nhitest.Fuzz(f, Analyzer, "policy.hcl")
}

func FuzzJSON(f *testing.F) {
	seed(f, ".json")
	nhitest.Fuzz(f, Analyzer, "vault.json")
}

// seed adds the files of testdata.
func seed(f *testing.F, ext string) {
	f.Helper()
	files, err := filepath.Glob("testdata/*/*" + ext)
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
}

func TestListens(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:8200": false, "localhost:8200": false, "[::1]:8200": false, "::1": false, "127.0.0.1": false, "": false, "{{ GetPrivateIP }}:8200": false,
		"0.0.0.0:8200": true, ":8200": true, "[::]:8200": true, "10.0.0.5:8200": true, "vault:8200": true, "::": true,
	} {
		node := &tree.Node{Kind: tree.Mapping}
		if address != "" {
			node.Fields = []tree.Field{{Key: "address", Value: &tree.Node{Kind: tree.String, Text: address}}}
		}
		if _, open := listens(stanza{kind: "tcp", node: node}); open != want {
			t.Errorf("%q: %v, want %v", address, open, want)
		}
	}
}
