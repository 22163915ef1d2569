package vault

import (
	"context"
	"os"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestGolden(t *testing.T) {
	tree, err := nhitest.Load("testdata")
	if err != nil {
		t.Fatal(err)
	}
	units := tree.Units(Analyzer)
	if len(units) != 1 || units[0].Key != "agent.hcl" {
		t.Fatalf("claimed %d units", len(units))
	}
	f, err := Analyzer.Run(context.Background(), units[0])
	if err != nil {
		t.Fatal(err)
	}
	nhitest.Check(t, f)
	nhitest.Golden(t, "testdata/agent.txt", nhitest.Dump(f))
}

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
	text, err := os.ReadFile("testdata/agent.hcl")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Fuzz(func(t *testing.T, text string) {
		facts, err := run(context.Background(), &nhi.Unit{Key: "p.hcl", Files: []*nhi.File{nhi.NewFile("p.hcl", []byte(text))}})
		if err != nil {
			t.Fatal(err)
		}
		nhitest.Check(t, facts)
	})
}
