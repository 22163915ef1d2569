package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

type codeQuality struct {
	Description string              `json:"description"`
	CheckName   string              `json:"check_name"`
	Fingerprint string              `json:"fingerprint"`
	Severity    string              `json:"severity"`
	Location    codeQualityLocation `json:"location"`
}

type codeQualityLocation struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	} `json:"lines"`
}

// codeQualities are GitLab's words for the levels.
var codeQualities = map[nhi.Level]string{nhi.Error: "critical", nhi.Warning: "major", nhi.Note: "info"}

// CodeQuality writes the report that GitLab shows in a merge request. fingerprints
// are those of the report's findings, in their order.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
func CodeQuality(w io.Writer, r *nhi.Report, fingerprints []string) error {
	out := []codeQuality{}
	for i, f := range r.Findings {
		if !f.Counts() {
			continue
		}
		at := f.At.Position()
		q := codeQuality{Description: Clean(f.Message), CheckName: f.Rule.Name, Fingerprint: fingerprints[i], Severity: codeQualities[f.Level],
			Location: codeQualityLocation{Path: Clean(inRepository(r, at.File))}}
		q.Location.Lines.Begin, q.Location.Lines.End = at.Line, at.EndLine
		out = append(out, q)
	}
	return encode(w, out)
}

// sastVersion is the version of GitLab's schema that a SAST report is made to.
// GitLab takes what its own release lists, all of 15 since GitLab 16.
const sastVersion = "15.1.4"

const sastSchema = "https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v" + sastVersion + "/dist/sast-report-format.json"

type sastReport struct {
	Version         string              `json:"version"`
	Schema          string              `json:"schema"`
	Scan            sastScan            `json:"scan"`
	Vulnerabilities []sastVulnerability `json:"vulnerabilities"`
}

type sastScan struct {
	Analyzer  sastTool      `json:"analyzer"`
	Scanner   sastTool      `json:"scanner"`
	Type      string        `json:"type"`
	StartTime string        `json:"start_time"`
	EndTime   string        `json:"end_time"`
	Status    string        `json:"status"`
	Messages  []sastMessage `json:"messages"`
}

type sastTool struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	URL     string     `json:"url"`
	Version string     `json:"version"`
	Vendor  sastVendor `json:"vendor"`
}

type sastVendor struct {
	Name string `json:"name"`
}

type sastMessage struct {
	Level string `json:"level"`
	Value string `json:"value"`
}

type sastVulnerability struct {
	ID          string           `json:"id"`
	Name        string           `json:"name"`
	Description string           `json:"description"`
	Severity    string           `json:"severity"`
	Solution    string           `json:"solution,omitempty"`
	Identifiers []sastIdentifier `json:"identifiers"`
	Links       []sastLink       `json:"links,omitempty"`
	Location    sastLocation     `json:"location"`
}

type sastIdentifier struct {
	Type  string `json:"type"`
	Name  string `json:"name"`
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type sastLink struct {
	URL string `json:"url"`
}

type sastLocation struct {
	File      string `json:"file"`
	StartLine int    `json:"start_line"`
	EndLine   int    `json:"end_line"`
}

// Limits of the schema, in characters.
const (
	maxSASTName     = 255
	maxSASTSolution = 7000
)

// sastSeverity is GitLab's word for a finding. An error is Critical where the
// rule's severity is that of CVSS (9.0 and above), else High.
func sastSeverity(f *nhi.Finding) string {
	switch {
	case f.Level == nhi.Error && f.Rule.Severity >= 9:
		return "Critical"
	case f.Level == nhi.Error:
		return "High"
	case f.Level == nhi.Warning:
		return "Medium"
	}
	return "Low"
}

// rulePage is where a rule is explained.
const rulePage = "https://github.com/nhivet/nhivet/blob/main/docs/rules/"

// SAST writes the report that GitLab shows as security findings. The same report
// gives the same bytes, so its times are the date against which expiry is judged.
// https://docs.gitlab.com/development/integrations/secure/#report
func SAST(w io.Writer, r *nhi.Report, fingerprints []string) error {
	tool := sastTool{ID: "nhivet", Name: "nhivet", URL: "https://github.com/nhivet/nhivet", Version: Clean(r.Version), Vendor: sastVendor{"nhivet"}}
	if tool.Version == "" {
		tool.Version = "0.0.0-dev"
	}
	out := sastReport{Version: sastVersion, Schema: sastSchema, Vulnerabilities: []sastVulnerability{}, Scan: sastScan{
		Analyzer: tool, Scanner: tool, Type: "sast", StartTime: r.Now + "T00:00:00", EndTime: r.Now + "T00:00:00", Status: "success", Messages: []sastMessage{},
	}}
	for _, n := range r.Notices {
		level := "info"
		if n.Incomplete {
			level = "warn"
		}
		out.Scan.Messages = append(out.Scan.Messages, sastMessage{level, strings.TrimPrefix(Clean(n.Path+": "+n.Reason), ": ")})
	}
	for i, f := range r.Findings {
		if !f.Counts() {
			continue
		}
		at := f.At.Position()
		v := sastVulnerability{
			ID: uuid(fingerprints[i]), Name: first(f.Rule.Title, maxSASTName), Severity: sastSeverity(f), Solution: first(f.Rule.Remediation, maxSASTSolution),
			// GitLab renders it as Markdown.
			Description: Cell(f.Message) + "\n\n" + Cell(f.Rule.Description),
			Identifiers: []sastIdentifier{{"nhivet", "nhivet " + f.Rule.Name, f.Rule.Name, rulePage + f.Rule.Name + ".md"}},
			Location:    sastLocation{Clean(inRepository(r, at.File)), at.Line, at.EndLine},
		}
		for _, n := range f.Rule.CWE {
			v.Identifiers = append(v.Identifiers, sastIdentifier{"cwe", fmt.Sprintf("CWE-%d", n), fmt.Sprint(n), fmt.Sprintf("https://cwe.mitre.org/data/definitions/%d.html", n)})
		}
		for _, id := range f.Rule.NHI {
			v.Identifiers = append(v.Identifiers, sastIdentifier{Type: "owasp_nhi", Name: id + ":2025", Value: id + ":2025"})
		}
		for _, source := range f.Rule.Sources {
			v.Links = append(v.Links, sastLink{source})
		}
		out.Vulnerabilities = append(out.Vulnerabilities, v)
	}
	return encode(w, out)
}

// uuid is a fingerprint, which has 32 digits, in the form of a UUID of version 8:
// that is for what an application makes itself (RFC 9562, section 5.8).
func uuid(f string) string {
	return f[:8] + "-" + f[8:12] + "-8" + f[13:16] + "-8" + f[17:20] + "-" + f[20:]
}

// first is the beginning of a text, at most n characters.
func first(s string, n int) string {
	r := []rune(Clean(s))
	return string(r[:min(len(r), n)])
}
