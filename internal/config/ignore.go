package config

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/gitignore"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Ignore is a finding that somebody decided to live with, and why.
type Ignore struct {
	// Rules that are ignored, at least one.
	Rules []string
	// Until is the last day on which it holds, 2006-01-02; empty for ever.
	Until string
	// Reason is what the person wrote, never empty.
	Reason string
	// At is the comment; invalid when the configuration file says it.
	At nhi.Span
	// Lines, from 1, on which a finding has to start; empty is everywhere. A
	// finding of several lines may also end on the first of them.
	Lines []int
	// Pattern is the path of the files, for an ignore of the configuration, in
	// the syntax of .gitignore.
	Pattern string
	// Contains is text that the finding's first line has to have.
	Contains string

	path string // of the configuration
	line int
}

// marker opens an ignore. It has to come first in its comment: prose about
// ignoring is no ignoring.
const marker = "nhivet:ignore"

// openers begin a comment, the longest first.
var openers = []string{"{{/*", "{{- /*", "{{-/*", "<!--", "{#-", "{#", "//!", "///", "//", "/**", "/*", "--", "#", ";", "%"}

// closers end one; they are no part of the reason.
var closers = []string{"*/ -}}", "*/-}}", "*/}}", "*/", "-->", "-#}", "#}"}

// Ignores finds the comments of a file that ignore something. A comment on a line
// of its own is about the next line that is no comment. What has no reason, or
// cannot be read, is a notice and does not count.
func Ignores(f *nhi.File) ([]Ignore, []nhi.Notice) {
	text := f.Bytes()
	var found []Ignore
	var notices []nhi.Notice
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(marker))
		if i < 0 {
			return found, notices
		}
		start := from + i
		line := f.LineOf(start)
		from = f.LineStart(line + 1)
		before := string(text[f.LineStart(line):start])
		opener, alone := comment(before)
		if opener == "" || opener != "<!--" && prose(f.Path) {
			continue
		}
		body := string(bytes.TrimRight(text[start+len(marker):from], "\r\n"))
		ig, problem := parse(body)
		if problem != "" {
			notices = append(notices, nhi.Notice{Path: f.Path, Line: line, Reason: marker + " " + problem + ", so it is not honoured"})
			continue
		}
		ig.At = f.At(start, f.LineStart(line)+len(f.Line(line)))
		ig.Lines = []int{line}
		if alone {
			ig.Lines = []int{below(f, line, opener)}
		}
		found = append(found, ig)
	}
}

// prose says whether a file is Markdown, in which the comments of other languages
// are examples.
func prose(path string) bool {
	return strings.HasSuffix(path, ".md") || strings.HasSuffix(path, ".mdx") || strings.HasSuffix(path, ".markdown")
}

// comment looks at what precedes the marker on its line: how the comment begins,
// and whether nothing is before it.
func comment(before string) (opener string, alone bool) {
	before = strings.TrimRight(before, " \t")
	for _, o := range openers {
		code, ok := strings.CutSuffix(before, o)
		if !ok {
			continue
		}
		// The same sign may be repeated: "##".
		code = strings.TrimRight(code, o[len(o)-1:])
		trimmed := strings.TrimSpace(code)
		if trimmed != "" && code != "" && !strings.ContainsAny(code[len(code)-1:], " \t;,{}()[]\"'") {
			return "", false // a part of a word, as in a URL
		}
		return o, trimmed == ""
	}
	// A further line of a block comment.
	if strings.TrimSpace(before) == "*" {
		return "*", true
	}
	return "", false
}

// below is the first line after a comment that is not a comment of the same kind.
func below(f *nhi.File, line int, opener string) int {
	next := line + 1
	for ; next < f.Lines(); next++ {
		t := string(bytes.TrimSpace(f.Line(next)))
		switch {
		case opener == "*" && (strings.HasPrefix(t, "*")):
		case opener != "*" && strings.HasPrefix(t, opener):
		default:
			return next
		}
	}
	return next
}

var (
	ruleWord  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	separator = regexp.MustCompile(`(^|\s)--(\s|$)`)
)

// parse reads what follows the marker: rules, perhaps a date, and the reason.
func parse(body string) (Ignore, string) {
	var ig Ignore
	for _, c := range closers {
		if i := strings.Index(body, c); i >= 0 {
			body = body[:i]
		}
	}
	if body != "" && body[0] != ' ' && body[0] != '\t' {
		return ig, fmt.Sprintf("goes on with %s; rules come after a space", quote(strings.Fields(body + " x")[0]))
	}
	body = strings.TrimSpace(body)
	head, reason := body, ""
	if loc := separator.FindStringIndex(body); loc != nil {
		head, reason = body[:loc[0]], strings.TrimSpace(body[loc[1]:])
	}
	for word := range strings.FieldsFuncSeq(head, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' }) {
		if date, ok := strings.CutPrefix(word, "until="); ok {
			if _, err := time.Parse(time.DateOnly, date); err != nil {
				return ig, "has a date that is none (until=2027-06-30 is one)"
			}
			ig.Until = date
			continue
		}
		if !ruleWord.MatchString(word) {
			return ig, fmt.Sprintf("has %s where a rule's name was expected", quote(word))
		}
		ig.Rules = append(ig.Rules, word)
	}
	switch {
	case len(ig.Rules) == 0:
		return ig, "names no rule"
	case reason == "":
		return ig, "has no reason (-- and why)"
	}
	ig.Reason = show(reason)
	return ig, ""
}

// Options of Apply.
type Options struct {
	// Known are the names of all rules; nil takes every name.
	Known []string
	// Ran says whether a rule judged in this scan; nil means that all did. An
	// ignore of a rule that did not run is not called unused.
	Ran func(rule string) bool
	// Part says that not all files were scanned: an ignore of the configuration
	// may be about another one, and is not called unused.
	Part bool
	// In is the folder that the paths of findings are relative to, as seen from
	// the configuration's.
	In string
	// Now is the date against which until is held.
	Now time.Time
}

// Apply marks the findings that are ignored, and reports every ignore that does
// not do what it says: it is expired, names a rule that there is not, or matches
// nothing. Notices are in the order of the ignores.
func Apply(findings []*nhi.Finding, ignores []Ignore, o Options) []nhi.Notice {
	var notices []nhi.Notice
	today := o.Now.Format(time.DateOnly)
	byFile := map[string][]*nhi.Finding{}
	for _, f := range findings {
		if f.At.Valid() {
			byFile[f.At.File.Path] = append(byFile[f.At.File.Path], f)
		}
	}
	for i := range ignores {
		ig := &ignores[i]
		tell := func(format string, args ...any) {
			n := nhi.Notice{Path: ig.path, Line: ig.line, Reason: marker + " " + fmt.Sprintf(format, args...)}
			if ig.At.Valid() {
				n.Path, n.Line = ig.At.File.Path, ig.At.Position().Line
			}
			notices = append(notices, n)
		}
		if ig.Until != "" && ig.Until < today {
			tell("of %s expired on %s, so it is not honoured", strings.Join(ig.Rules, ","), ig.Until)
			continue
		}
		candidates := byFile
		if ig.At.Valid() {
			candidates = map[string][]*nhi.Finding{"": byFile[ig.At.File.Path]}
		}
		var pattern *gitignore.Patterns
		if ig.Pattern != "" {
			pattern = gitignore.New(ig.Pattern).In(o.In)
		}
		for _, rule := range ig.Rules {
			if o.Known != nil && !contains(o.Known, rule) {
				tell("names the unknown rule %s%s", quote(rule), Suggest(rule, o.Known))
				continue
			}
			used := false
			for path, list := range candidates {
				if pattern != nil && !pattern.Ignores(path) {
					continue
				}
				for _, f := range list {
					if f.Rule.Name != rule || !ig.about(f) {
						continue
					}
					used = true
					if f.Suppressed == nil {
						f.Suppressed = &nhi.Suppression{Reason: ig.Reason, At: ig.At, Until: ig.Until}
					}
				}
			}
			if !used && (o.Ran == nil || o.Ran(rule)) && (ig.At.Valid() || !o.Part) {
				tell("of %s matches no finding", rule)
			}
		}
	}
	return notices
}

// about says whether a finding is at the place that the ignore means.
func (ig *Ignore) about(f *nhi.Finding) bool {
	p := f.At.Position()
	if len(ig.Lines) > 0 && !slices.Contains(ig.Lines, p.Line) && !(ig.At.Valid() && ig.Lines[0] == p.EndLine && ig.Lines[0] == ig.At.Position().Line) {
		return false
	}
	return ig.Contains == "" || bytes.Contains(f.At.File.Line(p.Line), []byte(ig.Contains))
}
