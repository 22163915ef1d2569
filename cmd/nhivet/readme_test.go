package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme runs the example that the README opens with: the output under it
// is the tool's. UPDATE=1 rewrites it.
func TestReadme(t *testing.T) {
	path, err := filepath.Abs("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	example := between(t, string(text), "```yaml\n# agent.yaml\n", "```")
	shown := between(t, string(text), "```text\n$ nhivet scan agent.yaml\n", "```")

	t.Chdir(t.TempDir())
	if err := os.WriteFile("agent.yaml", []byte("# agent.yaml\n"+example), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	c := command()
	c.SetOut(&out)
	c.SetArgs([]string{"scan", "--now", "2026-11-24", "agent.yaml"})
	if err := c.Execute(); err != exitError(exitFindings) {
		t.Fatalf("err = %v, want exit %d", err, exitFindings)
	}
	if out.String() == shown {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("the README shows\n%s\nthe tool prints\n%s", shown, out.String())
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), shown+"```", out.String()+"```", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReadmeAcrossFormats runs the example of three files: the output under them is
// the tool's, and in SARIF one result has all three places.
func TestReadmeAcrossFormats(t *testing.T) {
	path, err := filepath.Abs("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	section := between(t, string(text), "### Across formats\n", "\n## ")
	shown := between(t, section, "```text\n$ nhivet scan\n", "```")
	files := map[string]string{"chart/Chart.yaml": "apiVersion: v2\nname: support\nversion: 1.0.0\n"}
	for _, name := range []string{"chart/values.yaml", "chart/templates/agents.yaml", "infra/roles.tf"} {
		first := "# " + name + "\n"
		files[name] = first + between(t, section, first, "```")
	}
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	scan := func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		c := command()
		c.SetOut(&out)
		c.SetArgs(append([]string{"scan", "--now", "2026-11-24"}, args...))
		if err := c.Execute(); err != exitError(exitFindings) {
			t.Fatalf("err = %v, want exit %d", err, exitFindings)
		}
		return out.String()
	}
	if got := scan(); got != shown {
		if os.Getenv("UPDATE") == "" {
			t.Fatalf("the README shows\n%s\nthe tool prints\n%s", shown, got)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(string(text), shown+"```", got+"```", 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}

	type location struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
			Region           struct{ StartLine int }
		}
	}
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID                      string
				Locations, RelatedLocations []location
			}
		}
	}
	if err := json.Unmarshal([]byte(scan("--format", "sarif")), &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 || len(log.Runs[0].Results) != 1 {
		t.Fatalf("want one result: %+v", log)
	}
	r := log.Runs[0].Results[0]
	told := map[string]bool{}
	for _, l := range append(r.Locations, r.RelatedLocations...) {
		line := strings.Split(files[l.PhysicalLocation.ArtifactLocation.URI]+"\n", "\n")[max(l.PhysicalLocation.Region.StartLine, 1)-1]
		told[l.PhysicalLocation.ArtifactLocation.URI+": "+strings.TrimSpace(line)] = true
	}
	for _, want := range []string{
		`chart/values.yaml: roleArn: arn:aws:iam::111122223333:role/support-agents`,
		`chart/templates/agents.yaml: annotations: {eks.amazonaws.com/role-arn: {{ $.Values.roleArn }}}`,
		`infra/roles.tf: resource "aws_iam_role" "agents" {`,
	} {
		if r.RuleID != "shared-identity" || !told[want] {
			t.Errorf("%s does not say %q: %v", r.RuleID, want, told)
		}
	}
}

func between(t *testing.T, text, begin, end string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, begin)
	if !ok {
		t.Fatalf("no %q", begin)
	}
	body, _, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatalf("no %q behind %q", end, begin)
	}
	return body
}
