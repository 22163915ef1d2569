package vet

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// fake stands in for the rules: every literal credential is a finding.
func fake(facts *nhi.Facts, _ []*nhi.File) ([]*nhi.Finding, error) {
	rule := &nhi.Rule{Name: "static-secret", Description: "Whoever reads the code has it.", Remediation: "Federate."}
	var all []*nhi.Finding
	for _, c := range facts.Credentials {
		if c.Origin == nhi.FromLiteral {
			all = append(all, &nhi.Finding{Rule: rule, Message: "The " + c.Title + " is written in the code.", At: c.At, Related: c.Related})
		}
	}
	return all, nil
}

// TestMain makes the test binary a vet tool when the go command calls it.
func TestMain(m *testing.M) {
	if os.Getenv("NHIVET_TEST_VET") != "" && Called(os.Args[1:]) {
		Main(fake)
	}
	os.Exit(m.Run())
}

func TestCalled(t *testing.T) {
	for args, want := range map[string]bool{
		"-V=full": true, "-flags": true, "-json /tmp/x/vet.cfg": true, "vet.cfg": true,
		"": false, "scan .": false, "-V=full scan": false, "scan -flags": false, "scan app.cfg": false, "-V=full x": false,
	} {
		if got := Called(strings.Fields(args)); got != want {
			t.Errorf("Called(%q) = %v", args, got)
		}
	}
}

// The go command runs the tool over a module in which the key is handed to a
// wrapper in another package.
func TestGoVet(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.Abs(filepath.Join("testdata", "module"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "vet", "-json", "-vettool="+self, "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NHIVET_TEST_VET=1", "GOPROXY=off", "GOFLAGS=-mod=readonly", "GOWORK=off", "GOTOOLCHAIN=local")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs // since Go 1.25 -json goes to standard output
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	printed := out.String()
	type diag struct {
		Posn, End, Category, Message string
		Related                      []struct{ Posn, Message string }
	}
	var found []diag
	for dec := json.NewDecoder(&out); dec.More(); {
		var one map[string]map[string][]diag
		if err := dec.Decode(&one); err != nil {
			t.Fatal(err)
		}
		for _, analyzers := range one {
			found = append(found, analyzers["nhivet"]...)
		}
	}
	if len(found) != 1 {
		t.Fatalf("found %d in\n%s\n%s", len(found), out.String(), errs.String())
	}
	d := found[0]
	// The key starts behind its quote and has 92 bytes.
	if !strings.HasSuffix(d.Posn, "main.go:11:11") || !strings.HasSuffix(d.End, "main.go:11:103") || len(d.Related) != 2 || d.Category != "static-secret" ||
		!strings.HasSuffix(d.Message, "Federate. [static-secret]") {
		t.Errorf("%+v", d)
	}
	if strings.Contains(printed+errs.String(), "T3BlbkFJ") {
		t.Error("the key is printed")
	}
}
