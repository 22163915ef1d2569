package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compile reads a schema.
func compile(t *testing.T, text []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, text []byte) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Error(err)
	}
}

// reports are an empty one, and one of strangers' names with notices and long texts.
func reports() []*nhi.Report {
	r := hostileReport()
	r.Now, r.Version = "2026-11-24", "v0.3.1"
	long := *r.Findings[0].Rule
	long.Title, long.Remediation, long.Severity = strings.Repeat("é", 400), strings.Repeat("é", 8000), 9.5
	long.Sources = []string{"https://example.com/why"}
	critical := *r.Findings[0]
	critical.Rule = &long
	r.Findings = append(r.Findings, &critical)
	for _, l := range []nhi.Level{nhi.Warning, nhi.Note} {
		f := *r.Findings[0]
		f.Level = l
		r.Findings = append(r.Findings, &f)
	}
	r.Notices = []nhi.Notice{{Reason: "an ignore matched nothing"}, {Path: "a.yaml", Line: 3, Reason: "cut off", Incomplete: true}}
	return []*nhi.Report{{Now: "2026-11-24"}, r}
}

// TestSAST holds the report to GitLab's schema.
func TestSAST(t *testing.T) {
	text, err := os.ReadFile("testdata/gl-sast-15.1.4.json")
	if err != nil {
		t.Fatal(err)
	}
	schema := compile(t, text)
	var b bytes.Buffer
	for _, r := range reports() {
		b.Reset()
		if err := SAST(&b, r, nhi.Fingerprints(r.Findings)); err != nil {
			t.Fatal(err)
		}
		valid(t, schema, b.Bytes())
	}
	var out sastReport
	if err := json.Unmarshal(b.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	ids, severities := map[string]bool{}, map[string]int{}
	for _, v := range out.Vulnerabilities {
		if ids[v.ID] || len(v.ID) != 36 || v.ID[14] != '8' {
			t.Errorf("id %q", v.ID)
		}
		ids[v.ID] = true
		severities[v.Severity]++
		if strings.Contains(v.Description, "<b>") || v.Location.File != `sub/a,b:%0A::error::x.yaml` || v.Location.StartLine != 1 {
			t.Errorf("%+v", v)
		}
		if v.Identifiers[0].Value != "shared-identity" || v.Identifiers[1].Name != "CWE-653" || v.Identifiers[2].Value != "NHI9:2025" {
			t.Errorf("%+v", v.Identifiers)
		}
	}
	if fmt.Sprint(severities) != "map[Critical:1 High:12 Low:1 Medium:1]" {
		t.Error(severities)
	}
	if m := out.Scan.Messages; len(m) != 2 || m[1].Level != "warn" || m[1].Value != "a.yaml: cut off" || m[0].Value != "an ignore matched nothing" {
		t.Errorf("%+v", m)
	}
}

// TestSchema keeps the published schema of the JSON report in step with what is
// written.
func TestSchema(t *testing.T) {
	text, err := json.MarshalIndent(Schema(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	const path = "../../docs/report.schema.json"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if stored, err := os.ReadFile(path); err != nil || !bytes.Equal(stored, text) {
		t.Errorf("%s is stale (UPDATE=1 rewrites it): %v", path, err)
	}
	schema := compile(t, text)
	for _, r := range reports() {
		var b bytes.Buffer
		if err := JSON(&b, r); err != nil {
			t.Fatal(err)
		}
		valid(t, schema, b.Bytes())
	}
}
