package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// hostileReport has a name, a message and a file of a stranger's choice.
func hostileReport() *nhi.Report {
	rule := &nhi.Rule{Name: "shared-identity", Title: "Shared", Description: "Why, in a sentence.", Remediation: "Do, in a sentence.", Severity: 8, NHI: []string{"NHI9"}, ASI: []string{"ASI03"}, CWE: []int{653}}
	quiet := &nhi.Rule{Name: "missing-ttl", Title: "Without an end", Severity: 5}
	f := nhi.NewFile("a,b:%0A::error::x.yaml", []byte("one\ntwo\n"))
	r := &nhi.Report{Rules: []*nhi.Rule{quiet, rule}, Files: 1, Prefix: "sub"}
	for i := range 12 {
		r.Findings = append(r.Findings, &nhi.Finding{Rule: rule, Level: nhi.Error, At: f.At(0, 3),
			Message: fmt.Sprintf("=%d \x1b[31m%%0A::warning::<b>\n::set-output name=x::y\u202e\"", i)})
	}
	r.Findings = append(r.Findings, &nhi.Finding{Rule: rule, Level: nhi.Error, At: f.At(4, 7), Message: "ignored", Suppressed: &nhi.Suppression{Reason: "a test"}})
	return r
}

// TestExchange parses every form again and looks for what a stranger may do with
// it: commands of a runner, markup, formulas, escapes of a terminal.
func TestExchange(t *testing.T) {
	r := hostileReport()
	fingerprints := make([]string, len(r.Findings))
	for i := range fingerprints {
		fingerprints[i] = fmt.Sprintf("%032x", i)
	}
	out := map[string]string{}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"github": func(b *bytes.Buffer) error { return GitHub(b, r) },
		"junit":  func(b *bytes.Buffer) error { return JUnit(b, r) },
		"gitlab": func(b *bytes.Buffer) error { return CodeQuality(b, r, fingerprints) },
		"sast":   func(b *bytes.Buffer) error { return SAST(b, r, fingerprints) },
		"csv":    func(b *bytes.Buffer) error { return CSV(b, r) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(name, err)
		}
		out[name] = b.String()
		if i := strings.IndexAny(out[name], "\x1b\u202e"); i >= 0 {
			t.Errorf("%s has a raw %q", name, out[name][i:i+4])
		}
	}
	lines := strings.Split(strings.TrimSpace(out["github"]), "\n")
	if len(lines) != maxAnnotations+1 {
		t.Errorf("%d lines of annotations: %q", len(lines), lines)
	}
	for _, line := range lines[:maxAnnotations] {
		if !strings.HasPrefix(line, "::error file=sub/a%2Cb%3A%250A%3A%3Aerror%3A%3Ax.yaml,line=1,endLine=1,col=1,endColumn=4,title=nhivet%3A shared-identity::") {
			t.Errorf("%q", line)
		}
		if text := line[strings.LastIndex(line[:60+strings.Index(line[60:], "identity::")], "::"):]; strings.Contains(text, "\n") {
			t.Errorf("a message ends its line: %q", text)
		}
	}
	var suites junitSuites
	if err := xml.Unmarshal([]byte(out["junit"]), &suites); err != nil || suites.Tests != 13 || suites.Failures != 12 || len(suites.Suites) != 2 {
		t.Errorf("%v: %d tests, %d failures", err, suites.Tests, suites.Failures)
	}
	var issues []codeQuality
	if err := json.Unmarshal([]byte(out["gitlab"]), &issues); err != nil || len(issues) != 12 || issues[0].Location.Lines.Begin != 1 || issues[3].Fingerprint != fingerprints[3] {
		t.Errorf("%v: %v", err, issues)
	}
	rows, err := csv.NewReader(strings.NewReader(out["csv"])).ReadAll()
	if err != nil || len(rows) != 14 || rows[13][14] != "a test" || len(rows[0]) != len(csvHead) {
		t.Fatalf("%v: %d rows", err, len(rows))
	}
	for _, cell := range rows[1] {
		if cell != "" && strings.IndexByte("=+-@", cell[0]) >= 0 {
			t.Errorf("a formula: %q", cell)
		}
	}
}
