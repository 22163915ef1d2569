package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"reflect"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nhivet/nhivet/internal/nhi"
)

// JSONVersion is the version of the JSON report. It changes when a field goes or
// changes its meaning.
const JSONVersion = 1

type jsonReport struct {
	Version     int            `json:"version"`
	Tool        string         `json:"tool"`
	ToolVersion string         `json:"tool_version"`
	Now         string         `json:"now"`
	Files       int            `json:"files"`
	Skipped     map[string]int `json:"skipped"`
	Agents      int            `json:"agents"`
	Identities  int            `json:"identities"`
	Credentials int            `json:"credentials"`
	Go          nhi.GoUsed     `json:"go"`
	// Total is how many findings count: neither ignored nor unchanged.
	Total    int           `json:"total"`
	Findings []jsonFinding `json:"findings"`
	Notices  []nhi.Notice  `json:"notices"`
}

type jsonFinding struct {
	Rule       string       `json:"rule"`
	Level      nhi.Level    `json:"level"`
	Severity   float64      `json:"severity"`
	Message    string       `json:"message"`
	Why        string       `json:"why"`
	Fix        string       `json:"fix"`
	At         nhi.Position `json:"at"`
	Related    []jsonStep   `json:"related"`
	Agents     []string     `json:"agents"`
	Lowered    []string     `json:"lowered"`
	NHI        []string     `json:"nhi"`
	ASI        []string     `json:"asi"`
	CWE        []int        `json:"cwe"`
	Suppressed *string      `json:"suppressed,omitempty"`
	// Change compares with an earlier scan or the baseline: new, updated or
	// unchanged.
	Change nhi.Change `json:"change,omitempty"`
}

type jsonStep struct {
	At   nhi.Position `json:"at"`
	Note string       `json:"note"`
}

// Schema is the JSON Schema of the report.
func Schema() map[string]any { return nhi.SchemaFor("report", reflect.TypeFor[jsonReport]()) }

// JSON writes a report for programs.
func JSON(w io.Writer, r *nhi.Report) error {
	out := jsonReport{
		Version: JSONVersion, Tool: "nhivet", ToolVersion: r.Version, Now: r.Now, Files: r.Files, Skipped: map[string]int{},
		Agents: r.Agents, Identities: r.Identities, Credentials: r.Credentials, Go: r.Go,
		Findings: []jsonFinding{}, Notices: r.Notices,
	}
	maps.Copy(out.Skipped, r.Skipped)
	if out.Notices == nil {
		out.Notices = []nhi.Notice{}
	}
	for _, n := range r.Counts() {
		out.Total += n
	}
	for _, f := range r.Findings {
		j := jsonFinding{
			Rule: f.Rule.Name, Level: f.Level, Severity: f.Rule.Severity, Message: f.Message, Why: f.Rule.Description, Fix: f.Rule.Remediation,
			At: f.At.Position(), Related: []jsonStep{}, Agents: []string{}, Lowered: append([]string{}, f.Lowered...),
			NHI: append([]string{}, f.Rule.NHI...), ASI: append([]string{}, f.Rule.ASI...), CWE: append([]int{}, f.Rule.CWE...),
			Change: f.Change,
		}
		for _, s := range f.Related {
			j.Related = append(j.Related, jsonStep{s.At.Position(), s.Note})
		}
		for _, a := range f.Agents {
			j.Agents = append(j.Agents, a.Name)
		}
		if f.Suppressed != nil {
			j.Suppressed = &f.Suppressed.Reason
		}
		out.Findings = append(out.Findings, j)
	}
	return Indented(w, out)
}

// Indented writes a value as JSON for programs, safe for a terminal.
func Indented(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(EscapeJSON(b.Bytes()))
	return err
}

// EscapeJSON spells out the characters of a JSON text that a terminal may obey or
// that turn text around, and that encoding/json lets pass: those above ASCII. They
// occur in strings alone, so the document stays the same.
func EscapeJSON(text []byte) []byte {
	if bytes.IndexFunc(text, escaped) < 0 {
		return text
	}
	var out []byte
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if escaped(r) {
			for _, unit := range utf16.AppendRune(nil, r) {
				out = fmt.Appendf(out, "\\u%04x", unit)
			}
		} else {
			out = append(out, text[:size]...)
		}
		text = text[size:]
	}
	return out
}

func escaped(r rune) bool { return r >= 0x7f && r != unicode.ReplacementChar && hostile(r) }
