// Package gitignore reads patterns as git does: the ignore files of a work tree
// and every other list of paths that a person writes in that syntax. It matches
// paths; which files there are, and whether git tracks them, it leaves to others.
package gitignore

import (
	"bytes"
	"strings"
)

// MaxPatterns is how many patterns of one file count. Real files have hundreds;
// a file with more is there to make matching slow.
const MaxPatterns = 10_000

// Patterns are the patterns of one ignore file, in order.
type Patterns struct {
	list   []pattern
	prefix string
}

type pattern struct {
	text    string
	literal int  // bytes before the first special one
	negated bool // re-includes
	dirOnly bool
	base    bool // without a slash: compared with the last element alone
	suffix  bool // a star and then a literal
}

// Parse reads the text of an ignore file.
func Parse(text []byte) *Patterns {
	p := &Patterns{}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	for len(text) > 0 && len(p.list) < MaxPatterns {
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		text = rest
		p.add(string(bytes.TrimSuffix(line, []byte{'\r'})))
	}
	return p
}

// New reads one pattern from each string.
func New(lines ...string) *Patterns {
	p := &Patterns{}
	for _, l := range lines {
		if len(p.list) < MaxPatterns {
			p.add(l)
		}
	}
	return p
}

// Len is the number of patterns.
func (p *Patterns) Len() int {
	if p == nil {
		return 0
	}
	return len(p.list)
}

func (p *Patterns) add(line string) {
	// A zero byte ends a pattern in git, which keeps them as C strings.
	line, _, _ = strings.Cut(line, "\x00")
	if line == "" || line[0] == '#' {
		return
	}
	line = trimSpaces(line)
	var t pattern
	if strings.HasPrefix(line, "!") {
		t.negated, line = true, line[1:]
	}
	if strings.HasSuffix(line, "/") {
		t.dirOnly, line = true, line[:len(line)-1]
	}
	if line == "" {
		return
	}
	t.base = !strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	t.text = line
	t.literal = len(line)
	if i := strings.IndexAny(line, special); i >= 0 {
		t.literal = i
	}
	t.suffix = t.base && len(line) > 0 && line[0] == '*' && !strings.ContainsAny(line[1:], special)
	p.list = append(p.list, t)
}

// trimSpaces drops trailing spaces (no tabs) that no backslash protects.
func trimSpaces(s string) string {
	end := len(s)
	first := -1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ':
			if first < 0 {
				first = i
			}
			continue
		case '\\':
			i++
			if i >= len(s) {
				return s
			}
		}
		first = -1
	}
	if first >= 0 {
		end = first
	}
	return s[:end]
}

// Verdict is what a list of patterns says of a path.
type Verdict int8

// The verdicts. Silent lists leave the answer to the next one.
const (
	Silent Verdict = iota
	Ignored
	Included
)

// Match looks at one path, relative to the folder of the patterns and with
// forward slashes. The last pattern that matches counts. What lies below an
// ignored folder is ignored too: callers ask from the top down, or use Ignores.
func (p *Patterns) Match(path string, dir bool) Verdict {
	if p == nil {
		return Silent
	}
	return p.match(p.prefix+path, dir)
}

func (p *Patterns) match(path string, dir bool) Verdict {
	base := path[strings.LastIndexByte(path, '/')+1:]
	for i := len(p.list) - 1; i >= 0; i-- {
		t := &p.list[i]
		if t.dirOnly && !dir || !t.matches(path, base) {
			continue
		}
		if t.negated {
			return Included
		}
		return Ignored
	}
	return Silent
}

// Ignores says whether a file or one of the folders above it is ignored by these
// patterns alone.
func (p *Patterns) Ignores(path string) bool {
	if p.Len() == 0 {
		return false
	}
	path = p.prefix + path
	for i := 0; i < len(path); i++ {
		if path[i] == '/' && p.match(path[:i], true) == Ignored {
			return true
		}
	}
	return p.match(path, false) == Ignored
}

// In says that the paths to come are relative to a folder below that of the
// patterns, with forward slashes; empty is that of the patterns.
func (p *Patterns) In(folder string) *Patterns {
	if folder == "" {
		return p
	}
	return &Patterns{list: p.list, prefix: folder + "/"}
}

func (t *pattern) matches(path, base string) bool {
	if t.base {
		switch {
		case t.literal == len(t.text):
			return t.text == base
		case t.suffix:
			return strings.HasSuffix(base, t.text[1:])
		}
		return wild(t.text, base, false)
	}
	// As in git, what precedes the first special byte is compared as it is, and
	// the rest is a pattern of its own.
	if !strings.HasPrefix(path, t.text[:t.literal]) {
		return false
	}
	return wild(t.text[t.literal:], path[t.literal:], true)
}

// Glob matches a whole text: a star matches every byte, slashes included.
func Glob(pattern, text string) bool { return wild(pattern, text, false) }
