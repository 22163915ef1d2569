package vault

import (
	"os"
	"testing"

	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestClaims(t *testing.T) {
	for _, c := range []struct {
		path, text string
		want       bool
	}{
		{"p.hcl", "path \"a\" { capabilities = [\"read\"] }", true},
		{"p.hcl", "path   \"a\" { policy = \"read\" }", true},
		{"p.hcl", "storage \"file\" { path = \"a\" }\n# capabilities", false},
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
	text, err := os.ReadFile("testdata/policies/agent.hcl")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("path \"a/+/*\"\n{\n policy = \"write\",\n}\npath \"a/${b}/{{c}}\" { capabilities = [\"sudo\", d] }\n"))
	nhitest.Fuzz(f, Analyzer, "policy.hcl")
}
