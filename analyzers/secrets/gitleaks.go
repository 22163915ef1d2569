package secrets

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// What people have told gitleaks to leave alone is left alone here too, and said:
// a mark on the line, and the global allow-lists of .gitleaks.toml (README of
// gitleaks, "Configuration"). The allow-lists of single rules name rules that
// nhivet does not have.

// AllowFile is the configuration of gitleaks.
const AllowFile = ".gitleaks.toml"

// allowMark stands in a comment on the line of a secret.
var allowMark = []byte("gitleaks:allow")

// maxPatterns bounds how many patterns of each kind are read.
const maxPatterns = 500

// AllowedLine says whether a line carries the mark.
func AllowedLine(s nhi.Span) bool {
	if !s.Valid() {
		return false
	}
	for line := s.File.LineOf(s.Start); line <= s.File.LineOf(s.End); line++ {
		if bytes.Contains(s.File.Line(line), allowMark) {
			return true
		}
	}
	return false
}

// Allow is a global allow-list.
type Allow struct{ lists []allowList }

type allowList struct {
	paths, regexes []*regexp.Regexp
	stopwords      []string
	line, all      bool // regexes look at the line; every kind of condition has to hold
}

// ReadAllow reads the allow-lists of a .gitleaks.toml.
func ReadAllow(f *nhi.File) (*Allow, []nhi.Notice) {
	root, notices := tree.TOML(f)
	a := &Allow{}
	add := func(n *tree.Node) {
		l := allowList{line: n.Get("regexTarget").Str() == "line", all: strings.EqualFold(n.Get("condition").Str(), "and") || n.Get("condition").Str() == "&&"}
		compile := func(key string) (out []*regexp.Regexp) {
			for _, v := range n.Get(key).Each()[:min(len(n.Get(key).Each()), maxPatterns)] {
				re, err := regexp.Compile(v.Str())
				if err != nil || v.Str() == "" {
					notices = append(notices, nhi.Notice{Path: f.Path, Line: v.Span.Position().Line, Reason: fmt.Sprintf("%s of an allow-list: want a regular expression", key)})
					continue
				}
				out = append(out, re)
			}
			return out
		}
		l.paths, l.regexes = compile("paths"), compile("regexes")
		for _, w := range n.Get("stopwords").Strings() {
			if w != "" && len(l.stopwords) < maxPatterns {
				l.stopwords = append(l.stopwords, strings.ToLower(w))
			}
		}
		if len(l.paths)+len(l.regexes)+len(l.stopwords) > 0 {
			a.lists = append(a.lists, l)
		}
	}
	for _, key := range []string{"allowlist", "allowlists"} {
		switch n := root.Get(key); {
		case n == nil:
		case len(n.Each()) > 0:
			for _, one := range n.Each() {
				add(one)
			}
		default:
			add(n)
		}
	}
	for _, rule := range root.Get("rules").Each() {
		if n := rule.Get("allowlist"); n != nil || rule.Get("allowlists") != nil {
			notices = append(notices, nhi.Notice{Path: f.Path, Line: rule.Span.Position().Line, Reason: "the allow-list of a single rule of gitleaks is not read"})
			break
		}
	}
	return a, notices
}

// Allows says whether a list leaves a secret at a place alone. path is the file's,
// from the top of its repository.
func (a *Allow) Allows(path string, at nhi.Span) bool {
	if a == nil || !at.Valid() {
		return false
	}
	secret := at.Text()
	line := string(at.File.Line(at.File.LineOf(at.Start)))
	for _, l := range a.lists {
		target := secret
		if l.line {
			target = line
		}
		holds, of := 0, 0
		for _, c := range []struct {
			given bool
			holds func() bool
		}{
			{len(l.paths) > 0, func() bool { return matches(l.paths, path) }},
			{len(l.regexes) > 0, func() bool { return matches(l.regexes, target) }},
			{len(l.stopwords) > 0, func() bool { return containsAny(strings.ToLower(secret), l.stopwords) }},
		} {
			if c.given {
				of++
				if c.holds() {
					holds++
				}
			}
		}
		if holds > 0 && (!l.all || holds == of) {
			return true
		}
	}
	return false
}

func matches(list []*regexp.Regexp, s string) bool {
	for _, re := range list {
		if re.MatchString(s) {
			return true
		}
	}
	return false
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
