package config

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
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
	// finding of several lines may also end on the first of them. To is the last
	// line of a block, which begins at the first of Lines; 0 for none.
	Lines []int
	To    int
	// Pattern is the path of the files, for an ignore of the configuration, in
	// the syntax of .gitignore.
	Pattern string
	// Contains is text that the finding's first line has to have.
	Contains string

	// Owner is whom the configuration names for it.
	Owner string
	// Used is how many findings it hides, after Apply.
	Used int

	place nhi.Span // of the entry in the configuration
}

// Place is where an ignore is written.
func (ig *Ignore) Place() nhi.Span {
	if ig.At.Valid() {
		return ig.At
	}
	return ig.place
}

// Fault is an ignore that does not do what it says.
type Fault struct {
	At nhi.Span
	// Reason is a sentence without its full stop.
	Reason string
	// Idle says that it hides nothing and does no other harm.
	Idle bool
}

// marker opens an ignore. It has to come first in its comment: prose about
// ignoring is no ignoring. A block goes from its beginning to its end.
const (
	marker = "nhivet:ignore"
	begins = "-begin"
	ends   = "-end"
)

// openers begin a comment, the longest first.
var openers = []string{"{{/*", "{{- /*", "{{-/*", "<!--", "{#-", "{#", "//!", "///", "//", "/**", "/*", "--", "#", ";", "%"}

// closers end one; they are no part of the reason.
var closers = []string{"*/ -}}", "*/-}}", "*/}}", "*/", "-->", "-#}", "#}"}

// Ignores finds the comments of a file that ignore something. A comment on a line
// of its own is about the next line that is no comment. What has no reason, or
// cannot be read, is a fault and does not count.
func Ignores(f *nhi.File) ([]Ignore, []Fault) {
	text := f.Bytes()
	var found []Ignore
	var faults []Fault
	var open []Ignore // blocks without an end so far
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(marker))
		if i < 0 {
			for _, ig := range open {
				faults = append(faults, Fault{At: ig.At, Reason: marker + begins + " has no " + marker + ends + ", so it is not honoured"})
			}
			return found, faults
		}
		start := from + i
		line := f.LineOf(start)
		from = f.LineStart(line + 1)
		before := string(text[f.LineStart(line):start])
		opener, alone := comment(before)
		if opener == "" || opener != "<!--" && prose(f.Path) {
			continue
		}
		at := f.At(start, f.LineStart(line)+len(f.Line(line)))
		body := string(bytes.TrimRight(text[start+len(marker):from], "\r\n"))
		fault := func(problem string) {
			if problem[0] != '-' {
				problem = " " + problem
			}
			faults = append(faults, Fault{At: at, Reason: marker + problem + ", so it is not honoured"})
		}
		if rest, ok := strings.CutPrefix(body, ends); ok && alone {
			if rest = strings.TrimSpace(cutCloser(rest)); rest != "" {
				fault(ends + " has " + quote(strings.Fields(rest)[0]) + " after it")
				continue
			}
			if len(open) == 0 {
				fault(ends + " has no beginning")
				continue
			}
			ig := open[len(open)-1]
			open = open[:len(open)-1]
			ig.To = line
			found = append(found, ig)
			continue
		}
		body, block := strings.CutPrefix(body, begins)
		if block && !alone {
			fault(begins + " has to be alone on its line")
			continue
		}
		ig, problem := parse(body)
		if problem != "" {
			fault(problem)
			continue
		}
		ig.At = at
		ig.Lines = []int{line}
		if block {
			if open = append(open, ig); len(open) > maxBlocks {
				fault("is in more than " + strconv.Itoa(maxBlocks) + " blocks")
				open = open[:maxBlocks]
			}
			continue
		}
		if alone {
			ig.Lines = []int{below(f, line, opener)}
		}
		found = append(found, ig)
	}
}

// maxBlocks is how deep blocks may lie in each other.
const maxBlocks = 16

// cutCloser takes away what ends the comment.
func cutCloser(s string) string {
	for _, c := range closers {
		if i := strings.Index(s, c); i >= 0 {
			s = s[:i]
		}
	}
	return s
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
	ruleWord  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`) })
	separator = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(^|\s)--(\s|$)`) })
)

// parse reads what follows the marker: rules, perhaps a date, and the reason.
func parse(body string) (Ignore, string) {
	var ig Ignore
	body = cutCloser(body)
	if body != "" && body[0] != ' ' && body[0] != '\t' {
		return ig, fmt.Sprintf("goes on with %s; rules come after a space", quote(strings.Fields(body + " x")[0]))
	}
	body = strings.TrimSpace(body)
	head, reason := body, ""
	if loc := separator().FindStringIndex(body); loc != nil {
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
		if !ruleWord().MatchString(word) {
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
	// Dated is the level from which an ignore needs an until; empty is Error, and
	// nhi.None is never.
	Dated nhi.Level
}

// Apply marks the findings that are ignored, and reports every ignore that does
// not do what it says: it is expired, or has no date where one is needed, names a
// rule that there is not, or matches nothing. Faults are in the order of the
// ignores.
func Apply(findings []*nhi.Finding, ignores []Ignore, o Options) []Fault {
	var faults []Fault
	dated := o.Dated
	if dated == "" {
		dated = nhi.Error
	}
	today := o.Now.Format(time.DateOnly)
	byFile := map[string][]*nhi.Finding{}
	for _, f := range findings {
		if f.At.Valid() {
			byFile[f.At.File.Path] = append(byFile[f.At.File.Path], f)
		}
	}
	for i := range ignores {
		ig := &ignores[i]
		tell := func(idle bool, format string, args ...any) {
			faults = append(faults, Fault{At: ig.Place(), Reason: marker + " " + fmt.Sprintf(format, args...), Idle: idle})
		}
		if ig.Until != "" && ig.Until < today {
			tell(false, "of %s expired on %s, so it is not honoured", strings.Join(ig.Rules, ","), ig.Until)
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
				tell(false, "names the unknown rule %s%s", quote(rule), Suggest(rule, o.Known))
				continue
			}
			used, undated := 0, nhi.None
			for path, list := range candidates {
				if pattern != nil && !pattern.Ignores(path) {
					continue
				}
				for _, f := range list {
					if f.Rule.Name != rule || !ig.about(f) {
						continue
					}
					used++
					if ig.Until == "" && dated != nhi.None && f.Level.Rank() >= dated.Rank() {
						undated = f.Level
						continue
					}
					if f.Suppressed == nil {
						f.Suppressed = &nhi.Suppression{Reason: ig.Reason, At: ig.At, Until: ig.Until}
						ig.Used++
					}
				}
			}
			if undated != nhi.None {
				tell(false, "of %s needs a last day (until=2027-06-30) to hide what is %s, so it is not honoured", rule, article(undated))
			}
			if used == 0 && (o.Ran == nil || o.Ran(rule)) && (ig.At.Valid() || !o.Part) {
				tell(true, "of %s matches no finding", rule)
			}
		}
	}
	return faults
}

func article(l nhi.Level) string {
	if l == nhi.Error {
		return "an error"
	}
	return "a " + string(l)
}

// about says whether a finding is at the place that the ignore means.
func (ig *Ignore) about(f *nhi.Finding) bool {
	p := f.At.Position()
	if ig.To > 0 {
		return ig.Lines[0] <= p.Line && p.Line <= ig.To
	}
	if len(ig.Lines) > 0 && !slices.Contains(ig.Lines, p.Line) && !(ig.At.Valid() && ig.Lines[0] == p.EndLine && ig.Lines[0] == ig.At.Position().Line) {
		return false
	}
	return ig.Contains == "" || bytes.Contains(f.At.File.Line(p.Line), []byte(ig.Contains))
}
