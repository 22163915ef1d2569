package lsp

import (
	"bytes"
	"context"
	"errors"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/internal/scan"
)

// folder is one folder of the workspace, scanned as a whole.
type folder struct {
	root string // absolute
	// warm is what is known of the files, and stale says that those on the disk may be
	// others.
	warm  *scan.Warm
	stale bool
	// found are the findings of the last scan, by file.
	found map[string][]item
	// passed are the files and folders that the last scan passed over.
	passed map[string]bool
	// published are the files with diagnostics that the editor shows.
	published map[string]bool
}

// item is a finding as the editor needs it, with nothing of the scan behind it.
type item struct {
	diagnostic diagnostic
	rule       *nhi.Rule
	level      nhi.Level
	lowered    []string
	message    string
	// fixes are looked for when somebody asks for them; they are for the bytes that
	// were scanned, below root.
	fixes func() []nhi.Fix
	root  string
	text  []byte // that was scanned; nil of a mistake in the configuration
}

// wide says whether a rule needs more than the file: what it said stays until the
// folder is scanned again.
func (i item) wide() bool { return i.rule != nil && i.rule.View != "site" }

// lines is a text as it was when positions in it were made.
type lines [][]byte

func split(text []byte) lines { return bytes.SplitAfter(text, []byte("\n")) }

// judged is what a scan of a folder found.
type judged struct {
	items  map[string][]item
	passed map[string]bool
	warm   *scan.Warm
	stale  bool // the next one begins anew
}

// judge scans a folder with the open files as they are in the editor; anew where the
// disk may be another than it was.
func (f *folder) judge(ctx context.Context, anew bool, open map[string][]byte, now time.Time, version string) (*judged, error) {
	warm := f.warm
	if anew || warm == nil {
		warm = &scan.Warm{}
	}
	r, err := scan.Run(ctx, scan.Options{Paths: []string{f.root}, Overlay: open, Warm: warm, Now: now, Version: version})
	if problems := (config.Problems)(nil); errors.As(err, &problems) {
		return &judged{items: f.problems(problems), warm: f.warm, stale: true}, nil
	}
	if err != nil {
		if warm != f.warm {
			warm.Close()
		}
		return nil, err
	}
	passed := map[string]bool{}
	for _, n := range r.Skipped {
		passed[n.Path] = true
	}
	return &judged{items: f.items(r), passed: passed, warm: warm}, nil
}

// take makes what was judged what is known. The fixes of what was judged before it
// are gone.
func (f *folder) take(j *judged) {
	if j.warm != f.warm && f.warm != nil {
		f.warm.Close()
	}
	f.warm, f.stale, f.found = j.warm, f.stale || j.stale, j.items
	if j.passed != nil {
		f.passed = j.passed
	}
}

// alone judges one file by the rules that need no other.
func (f *folder) alone(ctx context.Context, file string, text []byte, now time.Time, version string) ([]item, error) {
	rel, err := filepath.Rel(f.root, file)
	if err != nil || !filepath.IsLocal(rel) || f.skips(filepath.ToSlash(rel)) {
		return nil, err
	}
	r, err := scan.Run(ctx, scan.Options{Paths: []string{f.root}, StdinName: filepath.ToSlash(rel), Stdin: bytes.NewReader(text), Now: now, Version: version})
	if err != nil {
		return nil, err
	}
	return f.items(r)[file], nil
}

// skips says whether the last scan passed a file over: it is ignored, excluded or
// generated, and stays so as long as it is typed in.
func (f *folder) skips(rel string) bool {
	if f.passed[rel] {
		return true
	}
	for dir := path.Dir(rel); dir != "."; dir = path.Dir(dir) {
		if f.passed[dir+"/"] {
			return true
		}
	}
	return false
}

// items are the findings that count, by file.
func (f *folder) items(r *scan.Result) map[string][]item {
	out := map[string][]item{}
	for _, finding := range r.Report.Findings {
		if finding.Counts() && finding.At.Valid() && finding.Level != nhi.None {
			file := filepath.Join(f.root, filepath.FromSlash(finding.At.File.Path))
			i := f.item(finding)
			i.fixes = func() []nhi.Fix { return r.Fixes(finding) }
			out[file] = append(out[file], i)
		}
	}
	return out
}

// severities of the levels.
var severities = map[nhi.Level]int{nhi.Error: severityError, nhi.Warning: severityWarning, nhi.Note: severityInformation}

// rulePages is where the page of a rule is.
const rulePages = "https://github.com/nhivet/nhivet/blob/main/docs/rules/"

// maxRelated is how many places a diagnostic names: editors list all of them.
const maxRelated = 20

func (f *folder) item(finding *nhi.Finding) item {
	d := diagnostic{
		Range: rangeOf(finding.At), Severity: severities[finding.Level], Code: finding.Rule.Name, Source: "nhivet",
		Message: report.Clean(finding.Message) + "\n" + report.Clean(finding.Rule.Remediation),
	}
	if !strings.Contains(finding.Rule.Name, "/") { // a team's own policy has no page
		d.CodeDescription = &codeDescription{rulePages + finding.Rule.Name + ".md"}
	}
	for i, s := range finding.Related {
		if i == maxRelated {
			break
		}
		if s.At.Valid() {
			d.Related = append(d.Related, related{location{uriOf(filepath.Join(f.root, filepath.FromSlash(s.At.File.Path))), rangeOf(s.At)}, report.Clean(s.Note)})
		}
	}
	return item{diagnostic: d, rule: finding.Rule, level: finding.Level, lowered: finding.Lowered, message: finding.Message, root: f.root, text: finding.At.File.Bytes()}
}

// problems are the mistakes in the configuration, at their places.
func (f *folder) problems(list config.Problems) map[string][]item {
	out := map[string][]item{}
	for _, p := range list {
		file := filepath.Join(f.root, filepath.FromSlash(p.Path))
		at := position{max(p.Line-1, 0), max(p.Column-1, 0)}
		out[file] = append(out[file], item{message: p.Message, level: nhi.Error, diagnostic: diagnostic{
			Range: span{at, at}, Severity: severityError, Code: "configuration", Source: "nhivet", Message: p.Message,
		}})
	}
	return out
}

// rangeOf is a place as the protocol counts.
func rangeOf(s nhi.Span) span {
	p := s.Position()
	return span{position{p.Line - 1, p.Column - 1}, position{p.EndLine - 1, p.EndColumn - 1}}
}

// moved are the findings of an earlier text at their places in a later one: those
// above what changed stay, those below go with the lines, and those in it are gone
// until the next scan.
func moved(list []item, from, to lines) []item {
	head := 0
	for head < len(from) && head < len(to) && bytes.Equal(from[head], to[head]) {
		head++
	}
	tail := 0
	for tail < len(from)-head && tail < len(to)-head && bytes.Equal(from[len(from)-1-tail], to[len(to)-1-tail]) {
		tail++
	}
	below, shift := len(from)-tail, len(to)-len(from)
	var out []item
	for _, i := range list {
		switch r := &i.diagnostic.Range; {
		case r.End.Line < head || r.End.Line == head && r.End.Character == 0:
		case r.Start.Line >= below:
			r.Start.Line, r.End.Line = r.Start.Line+shift, r.End.Line+shift
		default:
			continue
		}
		out = append(out, i)
	}
	return out
}
