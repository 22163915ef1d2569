package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/internal/scan"
)

// place reads FILE:LINE, or the FILE:LINE:COLUMN that a report prints.
func place(s string) (file string, line int, ok bool) {
	file, line, ok = number(s)
	if before, first, more := number(file); ok && more {
		file, line = before, first // the last number was the column
	}
	return filepath.ToSlash(filepath.Clean(file)), line, ok
}

// number cuts a number behind a colon off.
func number(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i <= 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil && n > 0
}

// explainPlace says what is seen at a line, and why something is, or is not, an
// agent or a finding.
func explainPlace(w io.Writer, r *scan.Result, file string, line int) error {
	e := explainer{w: w, file: file, line: line}
	for _, a := range r.Inventory.Agents {
		e.agent(a, true)
	}
	for _, a := range r.Inventory.Workloads {
		e.agent(a, false)
	}
	for _, i := range r.Inventory.Identities {
		e.fact(i.At, report.IdentityLine(i), i.Path)
	}
	for _, c := range r.Inventory.Credentials {
		e.fact(c.At, report.CredentialLine(c), c.Path)
	}
	for _, g := range r.Inventory.Grants {
		e.fact(g.At, report.GrantLine(g), g.Path)
	}
	for _, t := range r.Inventory.Tools {
		e.fact(t.At, report.ToolLine(t), nil)
	}
	for _, c := range r.Inventory.Controls {
		e.fact(c.At, report.ControlLine(c), nil)
	}
	for _, f := range r.Report.Findings {
		e.finding(f)
	}
	for _, n := range append(r.Report.Notices, r.Skipped...) {
		if n.Path == file && (n.Line == 0 || n.Line == line) {
			e.printf("notice: %s\n", report.Clean(n.Reason))
		}
	}
	if !e.seen && !r.Listed(file) {
		return fmt.Errorf("%s is no file of this scan: it is not there, excluded, ignored, or of a kind that is not read", report.Clean(file))
	}
	if !e.seen {
		e.printf("%s:%d: nothing is seen here: no agent, identity, credential, grant, tool or control\n", report.Clean(file), line)
	}
	return e.err
}

type explainer struct {
	w    io.Writer
	file string
	line int
	seen bool
	err  error
}

func (e *explainer) printf(format string, args ...any) {
	e.seen = true
	if e.err == nil {
		_, e.err = fmt.Fprintf(e.w, format, args...)
	}
}

func (e *explainer) covers(s nhi.Span) bool {
	if !s.Valid() || s.File.Path != e.file {
		return false
	}
	p := s.Position()
	return p.Line <= e.line && e.line <= p.EndLine
}

// onPath says whether one of the steps is at the line.
func (e *explainer) onPath(path []nhi.Step) bool {
	return slices.ContainsFunc(path, func(s nhi.Step) bool { return e.covers(s.At) })
}

func (e *explainer) agent(a *nhi.Agent, is bool) {
	at := e.covers(a.At)
	for _, v := range a.Evidence {
		at = at || e.covers(v.At)
	}
	if !at {
		return
	}
	verdict := map[bool]string{true: "an agent", false: "not taken for an agent"}[is]
	switch enough := a.Score >= nhi.AgentScore; {
	case enough != is:
		verdict += ", since " + config.Name + " says so"
	case enough:
		verdict += fmt.Sprintf(", since its score is at least %d", nhi.AgentScore)
	default:
		verdict += fmt.Sprintf(", since its score is below %d", nhi.AgentScore)
	}
	e.printf("%s\n    %s\n", report.AgentLine(a.Kind, a), verdict)
	for _, v := range a.Evidence {
		e.printf("    %+d %s (%s)\n", v.Weight, report.Clean(v.Reason), report.Clean(v.At.String()))
	}
}

func (e *explainer) fact(at nhi.Span, line string, path []nhi.Step) {
	if !e.covers(at) && !e.onPath(path) {
		return
	}
	e.printf("%s\n", line)
	for _, s := range path {
		e.printf("    %s: %s\n", report.Clean(s.At.String()), report.Clean(s.Note))
	}
}

func (e *explainer) finding(f *nhi.Finding) {
	if !e.covers(f.At) && !e.onPath(f.Related) {
		return
	}
	e.printf("%s\n", report.Line(f))
	if len(f.Lowered) > 0 {
		e.printf("    lowered from %s, because %s\n", nhi.LevelOf(f.Rule.Severity), strings.Join(f.Lowered, "; "))
	}
	if f.Suppressed != nil {
		e.printf("    ignored: %s\n", report.Clean(f.Suppressed.Reason))
	}
}
