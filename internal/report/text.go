// Package report writes reports for people and for programs. SARIF has a package
// of its own. No writer sees the text of a secret.
package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/nhivet/nhivet/internal/nhi"
)

// TextOptions of the text form.
type TextOptions struct {
	// Color uses the terminal's colours.
	Color bool
	// Verbose adds why a level was lowered, what was suppressed, and which files
	// were passed over.
	Verbose bool
	// Skipped are those files.
	Skipped []nhi.Notice
}

// Line is a finding in one line: PLACE: LEVEL: MESSAGE [RULE].
func Line(f *nhi.Finding) string {
	return fmt.Sprintf("%s: %s: %s [%s]", Clean(f.At.String()), f.Level, Clean(f.Message), f.Rule.Name)
}

// maxRelated is how many related places the text form lists.
const maxRelated = 8

// Text writes a report for a terminal or a log.
func Text(w io.Writer, r *nhi.Report, o TextOptions) error {
	p := &printer{w: w, color: o.Color, told: map[string]bool{}, hidden: map[*nhi.File][]nhi.Span{}}
	for _, s := range r.Secrets {
		p.hidden[s.File] = append(p.hidden[s.File], s)
	}
	for _, f := range r.Findings {
		if !f.Counts() && !o.Verbose {
			continue
		}
		p.finding(f, o.Verbose)
	}
	if o.Verbose {
		for _, n := range o.Skipped {
			p.printf("%s: skipped: %s\n", Clean(n.Path), Clean(n.Reason))
		}
	}
	p.notices(r.Notices, o.Verbose)
	p.printf("%s\n", Summary(r))
	return p.err
}

type printer struct {
	w     io.Writer
	color bool
	told  map[string]bool // rules that were explained
	// hidden are the places of a file that no excerpt shows.
	hidden map[*nhi.File][]nhi.Span
	// excerpts are how many were printed.
	excerpts int
	err      error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// The colours of levels: red, yellow, cyan (ECMA-48, select graphic rendition).
var colors = map[nhi.Level]string{nhi.Error: "31", nhi.Warning: "33", nhi.Note: "36"}

func (p *printer) paint(code, text string) string {
	if !p.color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (p *printer) finding(f *nhi.Finding, verbose bool) {
	level := p.paint(colors[f.Level], string(f.Level))
	switch {
	case f.Suppressed != nil:
		level = "ignored " + level
	case f.Change == nhi.Unchanged:
		level = "known " + level
	case f.Change == nhi.Updated:
		level = "grown " + level
	}
	p.printf("%s: %s: %s %s\n", p.paint("1", Clean(f.At.String())), level, Clean(f.Message), p.paint("2", "["+f.Rule.Name+"]"))
	p.excerpt(f)
	if !p.told[f.Rule.Name] { // once is enough
		p.told[f.Rule.Name] = true
		p.printf("    why: %s\n    fix: %s\n", Clean(f.Rule.Description), Clean(f.Rule.Remediation))
	}
	for i, s := range f.Related {
		if i == maxRelated {
			p.printf("    see: and %d more places\n", len(f.Related)-i)
			break
		}
		p.printf("    see: %s: %s\n", Clean(s.At.String()), Clean(s.Note))
	}
	if verbose && len(f.Lowered) > 0 {
		p.printf("    level: lowered from %s, because %s\n", nhi.LevelOf(f.Rule.Severity), strings.Join(f.Lowered, "; "))
	}
	if f.Suppressed != nil {
		p.printf("    ignored: %s\n", Clean(f.Suppressed.Reason))
	}
}

// maxAlike is how many files one notice is told of by name.
const maxAlike = 3

// notices tells of files; of many with one notice, the first and how many more.
func (p *printer) notices(list []nhi.Notice, verbose bool) {
	alike := map[string]int{}
	for _, n := range list {
		alike[n.Reason]++
	}
	told := map[string]bool{}
	for _, n := range list {
		place := Clean(n.Path)
		if n.Line > 0 {
			place += ":" + strconv.Itoa(n.Line)
		}
		if place != "" {
			place += ": "
		}
		if many := alike[n.Reason]; many > maxAlike && !verbose {
			if !told[n.Reason] {
				told[n.Reason] = true
				p.printf("%snotice: %s (and in %s; --verbose names them)\n", place, Clean(n.Reason), Count(many-1, "other file", "other files"))
			}
			continue
		}
		p.printf("%snotice: %s\n", place, Clean(n.Reason))
	}
}

// Summary is the last line of a report.
func Summary(r *nhi.Report) string {
	n := r.Counts()
	total := n[nhi.Error] + n[nhi.Warning] + n[nhi.Note]
	var b strings.Builder
	if total == 0 {
		b.WriteString("no findings")
	} else {
		var parts []string
		for _, l := range []nhi.Level{nhi.Error, nhi.Warning, nhi.Note} {
			if n[l] > 0 {
				parts = append(parts, Plural(n[l], string(l)))
			}
		}
		fmt.Fprintf(&b, "%s (%s)", Plural(total, "finding"), strings.Join(parts, ", "))
	}
	fmt.Fprintf(&b, " in %s%s; %s, %s, %s seen", Plural(r.Files, "file"), extent(r),
		Plural(r.Agents, "agent"), Count(r.Identities, "identity", "identities"), Plural(r.Credentials, "credential"))
	b.WriteString(goCode(r.Go))
	if s := suppressed(r); s > 0 {
		fmt.Fprintf(&b, "; %d ignored", s)
	}
	if k := unchanged(r); k > 0 {
		fmt.Fprintf(&b, "; %d known before", k)
	}
	if i := Incomplete(r); i > 0 {
		fmt.Fprintf(&b, "; %s incomplete", Plural(i, "file"))
	}
	fmt.Fprintf(&b, "; expiry judged on %s", r.Now)
	return b.String()
}

// goCode is how Go code was read, where there is any.
func goCode(u nhi.GoUsed) string {
	var parts []string
	for _, p := range []struct {
		n   int
		how string
	}{{u.Types, "with types"}, {u.Partly, "with types in part"}, {u.Syntax, "by syntax"}} {
		switch {
		case p.n > 0 && parts == nil:
			parts = append(parts, fmt.Sprintf("; %s read %s", Plural(p.n, "Go package"), p.how))
		case p.n > 0:
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.how))
		}
	}
	return strings.Join(parts, ", ")
}

// extent is which files findings are about, where it is not all of them.
func extent(r *nhi.Report) string {
	if r.Partly == "" {
		return ""
	}
	return " (" + r.Partly + ")"
}

func suppressed(r *nhi.Report) (n int) {
	for _, f := range r.Findings {
		if f.Suppressed != nil {
			n++
		}
	}
	return n
}

// unchanged counts what an earlier scan or the baseline had.
func unchanged(r *nhi.Report) (n int) {
	for _, f := range r.Findings {
		if f.Suppressed == nil && f.Change == nhi.Unchanged {
			n++
		}
	}
	return n
}

// Incomplete is the number of files of which something was not read.
func Incomplete(r *nhi.Report) int {
	files := map[string]bool{}
	for _, n := range r.Notices {
		if n.Incomplete {
			files[n.Path] = true
		}
	}
	return len(files)
}

// Plural is a count with its word.
func Plural(n int, word string) string { return Count(n, word, word+"s") }

// Count is a count with its word, where the plural takes more than an s.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// Clean makes text from a stranger's file safe for a terminal: control and
// format characters, which could move the cursor or turn text around, are
// spelled out.
func Clean(s string) string {
	if strings.IndexFunc(s, hostile) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t':
			b.WriteByte(' ')
		case hostile(r):
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hostile says whether a character does something other than show itself.
func hostile(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar
}
