package report

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// counting are the findings that count.
func counting(r *nhi.Report) []*nhi.Finding {
	var out []*nhi.Finding
	for _, f := range r.Findings {
		if f.Counts() {
			out = append(out, f)
		}
	}
	return out
}

// inRepository is a path as seen from the top of the repository: what pages of a
// code host know a file by.
func inRepository(r *nhi.Report, file string) string {
	if r.Prefix == "" {
		return file
	}
	return strings.TrimSuffix(r.Prefix, "/") + "/" + file
}

// maxAnnotations is how many annotations of a level GitHub shows for a step
// (GitHub Docs, "Workflow commands"; GitHub counts 10 warnings and 10 errors).
const maxAnnotations = 10

// annotationKinds are the workflow commands for the levels.
var annotationKinds = map[nhi.Level]string{nhi.Error: "error", nhi.Warning: "warning", nhi.Note: "notice"}

// GitHub writes findings as workflow commands, which a job on GitHub shows at the
// lines of a change. What is over the limit of a level is told in one line.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
func GitHub(w io.Writer, r *nhi.Report) error {
	p := &printer{w: w}
	told := map[nhi.Level]int{}
	for _, f := range counting(r) {
		if told[f.Level]++; told[f.Level] > maxAnnotations {
			continue
		}
		at := f.At.Position()
		place := fmt.Sprintf("file=%s,line=%d,endLine=%d", property(inRepository(r, at.File)), at.Line, at.EndLine)
		if at.Line == at.EndLine { // columns count within one line only
			place += fmt.Sprintf(",col=%d,endColumn=%d", at.Column, at.EndColumn)
		}
		p.printf("::%s %s,title=%s::%s\n", annotationKinds[f.Level], place, property("nhivet: "+f.Rule.Name), message(f.Message+"\n"+f.Rule.Description+"\n"+f.Rule.Remediation))
	}
	p.printf("%s\n", Summary(r))
	return p.err
}

// message and property escape what ends a command's text or one of its
// properties; what a terminal obeys is spelled out before.
func message(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.ReplaceAll(Clean(lines[i]), "%", "%25")
	}
	return strings.Join(lines, "%0A")
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C").Replace(Clean(s))
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitFailure `xml:"failure"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// JUnit writes a report for what shows test results: a suite for each rule that
// could have run, with a failed case for each finding, or one that passed.
// https://github.com/testmoapp/junitxml
func JUnit(w io.Writer, r *nhi.Report) error {
	by := map[string][]*nhi.Finding{}
	for _, f := range counting(r) {
		by[f.Rule.Name] = append(by[f.Rule.Name], f)
	}
	out := junitSuites{}
	for _, rule := range r.Rules {
		suite := junitSuite{Name: rule.Name}
		for _, f := range by[rule.Name] {
			at := f.At.Position()
			suite.Cases = append(suite.Cases, junitCase{Name: Clean(f.At.String()), Class: rule.Name, File: Clean(inRepository(r, at.File)), Line: at.Line,
				Failure: &junitFailure{Type: string(f.Level), Message: Clean(f.Message), Text: Clean(rule.Description) + "\n" + Clean(rule.Remediation)}})
		}
		suite.Failures = len(suite.Cases)
		if suite.Failures == 0 {
			suite.Cases = []junitCase{{Name: Clean(rule.Title), Class: rule.Name}}
		}
		suite.Tests = len(suite.Cases)
		out.Tests, out.Failures = out.Tests+suite.Tests, out.Failures+suite.Failures
		out.Suites = append(out.Suites, suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func encode(w io.Writer, v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(EscapeJSON(text), '\n'))
	return err
}

// csvHead are the columns of the CSV form.
var csvHead = []string{"level", "rule", "file", "line", "column", "end_line", "end_column", "message", "why", "fix", "agents", "nhi", "asi", "cwe", "ignored", "change"}

// CSV writes one finding a row, the ignored ones with their reason (RFC 4180).
func CSV(w io.Writer, r *nhi.Report) error {
	c := csv.NewWriter(w)
	if err := c.Write(csvHead); err != nil {
		return err
	}
	for _, f := range r.Findings {
		at := f.At.Position()
		var agents, cwe []string
		for _, a := range f.Agents {
			agents = append(agents, a.Name)
		}
		for _, n := range f.Rule.CWE {
			cwe = append(cwe, "CWE-"+strconv.Itoa(n))
		}
		row := []string{string(f.Level), f.Rule.Name, at.File, strconv.Itoa(at.Line), strconv.Itoa(at.Column), strconv.Itoa(at.EndLine), strconv.Itoa(at.EndColumn),
			f.Message, f.Rule.Description, f.Rule.Remediation, strings.Join(agents, " "), strings.Join(f.Rule.NHI, " "), strings.Join(f.Rule.ASI, " "), strings.Join(cwe, " "), "", string(f.Change)}
		if f.Suppressed != nil {
			row[len(row)-2] = f.Suppressed.Reason
		}
		for i := range row {
			row[i] = formula(Clean(row[i]))
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// formula keeps a spreadsheet from taking a stranger's text for a formula.
// https://owasp.org/www-community/attacks/CSV_Injection
func formula(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 {
		return "'" + s
	}
	return s
}
