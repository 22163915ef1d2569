package lsp

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// at are the findings of an open file that meet a stretch of it.
func (s *server) at(uri string, where span) (t *text, found []item) {
	t = s.open[fileOf(uri)]
	if t == nil {
		return nil, nil
	}
	for _, i := range t.items {
		if i.diagnostic.Range.meets(where) {
			found = append(found, i)
		}
	}
	return t, found
}

// hover is what is known about the findings at a place: what, why, the fix, the
// way to it, and the standards.
func (s *server) hover(p placeParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, found := s.at(p.TextDocument.URI, span{p.Position, p.Position})
	if len(found) == 0 {
		return nil, nil
	}
	var b strings.Builder
	for n, i := range found {
		if n > 0 {
			b.WriteString("\n---\n\n")
		}
		fmt.Fprintf(&b, "**%s**: %s\n\n", i.level, report.Cell(i.message))
		if i.rule == nil {
			continue
		}
		fmt.Fprintf(&b, "*Why*: %s\n\n*Fix*: %s\n\n", report.Cell(i.rule.Description), report.Cell(i.rule.Remediation))
		for _, r := range i.diagnostic.Related {
			fmt.Fprintf(&b, "- [%s:%d](%s#L%[2]d): %[4]s\n", report.Cell(filepath.Base(fileOf(r.Location.URI))), r.Location.Range.Start.Line+1, r.Location.URI, report.Cell(r.Message))
		}
		if len(i.lowered) > 0 {
			fmt.Fprintf(&b, "\nLowered from %s: %s.\n", nhi.LevelOf(i.rule.Severity), report.Cell(strings.Join(i.lowered, "; ")))
		}
		fmt.Fprintf(&b, "\n[%s](%s%[1]s.md) %s\n", i.rule.Name, rulePages, strings.Join(append(append([]string{}, i.rule.NHI...), i.rule.ASI...), " "))
	}
	return hoverResult{markup{"markdown", b.String()}, found[0].diagnostic.Range}, nil
}

// comments are how a line of a language says that it is no code, by the end of the
// file's name.
var comments = []struct{ end, open, close string }{
	{".go", "//", ""}, {".ts", "//", ""}, {".tsx", "//", ""}, {".js", "//", ""}, {".mjs", "//", ""}, {".jsx", "//", ""}, {".cedar", "//", ""}, {".jsonc", "//", ""},
	{".yaml", "#", ""}, {".yml", "#", ""}, {".tf", "#", ""}, {".tofu", "#", ""}, {".hcl", "#", ""}, {".nomad", "#", ""}, {".tfvars", "#", ""},
	{".py", "#", ""}, {".toml", "#", ""}, {".sh", "#", ""}, {".env", "#", ""}, {"Dockerfile", "#", ""}, {"Containerfile", "#", ""}, {".rego", "#", ""},
	{".md", "<!--", " -->"}, {".html", "<!--", " -->"},
}

// actions offer the fixes of each finding, and an ignore: a line above it, which asks
// for its reason by being reported until there is one.
func (s *server) actions(p actionParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []codeAction{}
	t, found := s.at(p.TextDocument.URI, p.Range)
	file := fileOf(p.TextDocument.URI)
	for _, i := range found {
		out = append(out, s.fixes(i)...)
		if i.rule == nil || i.rule.Name == "stale-ignore" {
			continue
		}
		for _, c := range comments {
			if !strings.HasSuffix(file, c.end) {
				continue
			}
			line := i.diagnostic.Range.Start.Line
			until := ""
			if i.level == nhi.Error {
				until = " until=" + s.o.Now().AddDate(0, 0, ignoreDays).Format("2006-01-02")
			}
			out = append(out, codeAction{
				Title: fmt.Sprintf("Ignore %s here, with a reason", i.rule.Name), Kind: "quickfix", Diagnostics: []diagnostic{i.diagnostic},
				Edit: workspaceEdit{map[string][]textEdit{p.TextDocument.URI: {{
					Range:   span{position{line, 0}, position{line, 0}},
					NewText: fmt.Sprintf("%s%s nhivet:ignore %s%s -- %s\n", indent(t.bytes, line), c.open, i.rule.Name, until, c.close),
				}}}},
			})
			break
		}
	}
	return out, nil
}

// ignoreDays is how long a new ignore of an error holds, in days: a quarter.
const ignoreDays = 90

// indent is the white space that a line, from 0, begins with.
func indent(text []byte, line int) string {
	all := split(text)
	if line >= len(all) {
		return ""
	}
	return string(all[line][:len(all[line])-len(bytes.TrimLeft(all[line], " \t"))])
}
