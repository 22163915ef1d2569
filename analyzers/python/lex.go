package python

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// kind is what a token is.
type kind uint8

const (
	name kind = iota
	number
	text // a string of any prefix
	op
	newline // the end of a logical line, or a semicolon outside of brackets
)

// token is a stretch of the source in byte offsets.
type token struct {
	start, end int
	kind       kind
	// open and close are the lengths of a text's quotes, its prefix included.
	open, close uint8
	// literal says that nothing is put into the text when it is evaluated, raw
	// that backslashes stand for themselves.
	literal, raw bool
}

// from and to are what stands between the quotes of a text.
func (t token) from() int { return t.start + int(t.open) }

func (t token) to() int { return t.end - int(t.close) }

// lex splits source into tokens. It never fails: a string without an end stops
// at the end of its line, an unknown byte is an operator.
func lex(src string) []token {
	out := make([]token, 0, len(src)/4+8)
	depth, budget := 0, retries
	for i := 0; i < len(src); {
		b := src[i]
		switch {
		case b == ' ' || b == '\t' || b == '\r' || b == '\f':
			i++
		case b == '#':
			i = lineEnd(src, i)
		case b == '\\':
			i++ // joins lines; anything else is an error that does not matter here
			if i < len(src) && src[i] == '\r' {
				i++
			}
			if i < len(src) && src[i] == '\n' {
				i++
			}
		case b == '\n':
			if depth == 0 {
				out = append(out, token{kind: newline, start: i, end: i + 1})
			}
			i++
		case b == '"' || b == '\'':
			t := quoted(src, i, i, &budget)
			out = append(out, t)
			i = t.end
		case nameStart(b):
			j := i + 1
			for j < len(src) && (nameStart(src[j]) || digit(src[j])) {
				j++
			}
			if j < len(src) && (src[j] == '"' || src[j] == '\'') && prefix(src[i:j]) {
				t := quoted(src, i, j, &budget)
				out = append(out, t)
				i = t.end
				break
			}
			t := token{kind: name, start: i, end: j}
			if depth > 0 && statement[src[i:j]] {
				// No expression holds such a word: a bracket was never closed.
				depth = 0
				out = append(out, token{kind: newline, start: i, end: i})
			}
			out = append(out, t)
			i = j
		case digit(b):
			j := i + 1
			for j < len(src) && (nameStart(src[j]) || digit(src[j]) || src[j] == '.') {
				j++
			}
			out = append(out, token{kind: number, start: i, end: j})
			i = j
		default:
			n := 1
			for _, long := range [...]string{"**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "**", "//", "<<", ">>"} {
				if b == long[0] && strings.HasPrefix(src[i:], long) {
					n = len(long)
					break
				}
			}
			k := op
			switch b {
			case '(', '[', '{':
				depth++
			case ')', ']', '}':
				depth = max(0, depth-1)
			case ';':
				if depth == 0 {
					k = newline
				}
			}
			out = append(out, token{kind: k, start: i, end: i + n})
			i += n
		}
	}
	return out
}

// statement are words that only start a statement, and cannot stand in brackets.
var statement = map[string]bool{"def": true, "class": true, "import": true, "return": true, "while": true, "try": true, "raise": true}

func lineEnd(src string, i int) int {
	if n := strings.IndexByte(src[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(src)
}

// prefix says whether letters before a quote belong to the string.
func prefix(s string) bool {
	switch strings.ToLower(s) {
	case "r", "b", "u", "f", "t", "br", "rb", "fr", "rf", "tr", "rt":
		return true
	}
	return false
}

// window is how long, in bytes, an expression in a formatted string may be.
const window = 4 << 10

// retries is how many bytes of a file are looked at again because an expression
// in a formatted string did not close: broken source must not cost more than a
// second look.
const retries = 1 << 20

// quoted reads a string that starts with its prefix at start and its quote at q.
func quoted(src string, start, q int, budget *int) token {
	t := token{kind: text, start: start, literal: true}
	formatted := false
	for _, b := range []byte(src[start:q]) {
		switch b | 0x20 {
		case 'r':
			t.raw = true
		case 'f', 't':
			formatted = true
		}
	}
	quote := src[q : q+1]
	if q+2 < len(src) && src[q+1] == src[q] && src[q+2] == src[q] {
		quote = src[q : q+3]
	}
	t.open = uint8(q - start + len(quote))
	for i := t.from(); i < len(src); {
		switch b := src[i]; {
		case b == '\\':
			i += 2
		case b != quote[0] && b != '\n' && b != '{':
			i++
		case b == '\n' && len(quote) == 1:
			t.end, t.literal = i, false // no end on its line
			return t
		case strings.HasPrefix(src[i:], quote):
			t.end, t.close = i+len(quote), uint8(len(quote))
			return t
		case formatted && b == '{':
			if i+1 < len(src) && src[i+1] == '{' {
				i += 2
				break
			}
			t.literal = false
			i = braces(src, i, len(quote) == 3, budget)
		default:
			i++
		}
	}
	t.end, t.literal = len(src), false
	return t
}

// braces passes over the expression in a formatted string, from its brace to
// after the one that closes it, with the strings in it. Without such a one on its
// line it passes the brace only.
func braces(src string, i int, multiline bool, budget *int) int {
	open, end := 0, min(len(src), i+min(window, *budget))
	for j := i; j < end; j++ {
		switch b := src[j]; b {
		case '{':
			open++
		case '}':
			if open--; open == 0 {
				return j + 1
			}
		case '\n':
			if !multiline {
				end = j
			}
		case '"', '\'':
			for j++; j < end && src[j] != b; j++ {
				if src[j] == '\\' {
					j++
				} else if src[j] == '\n' {
					end = j
				}
			}
		}
	}
	*budget -= min(*budget, end-i)
	return i + 1
}

// value is a text with its escapes resolved.
func (t token) value(src string) string {
	s := src[min(t.from(), t.to()):t.to()]
	if t.raw || strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case '\n': // joins lines
		case '\\', '\'', '"':
			b.WriteByte(s[i])
		case 'x', 'u', 'U':
			n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[i]]
			if i+n < len(s) {
				if r, err := strconv.ParseUint(s[i+1:i+1+n], 16, 32); err == nil && r <= utf8.MaxRune {
					b.WriteRune(rune(r))
					i += n
					continue
				}
			}
			b.WriteByte('\\')
			b.WriteByte(s[i])
		default:
			b.WriteByte('\\')
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func nameStart(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b >= 0x80
}

func digit(b byte) bool { return b >= '0' && b <= '9' }
