// Package envfile reads the assignments of files of environment variables. It
// expands nothing: what takes a part of its value from elsewhere is unknown.
package envfile

import (
	"bytes"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Pair is one assignment.
type Pair struct {
	Name string
	// Value is a literal, or unknown where something is to be expanded; its span
	// is the text between the quotes.
	Value *nhi.Value
	// At is the whole assignment.
	At nhi.Span
}

// Parse reads the assignments of a file: NAME=value, with an optional export,
// quotes (double ones over several lines too) and comments.
func Parse(f *nhi.File) []Pair {
	b := f.Bytes()
	var out []Pair
	for i := 0; i < len(b); {
		lineEnd := i + bytes.IndexByte(b[i:], '\n')
		if lineEnd < i {
			lineEnd = len(b)
		}
		next := lineEnd + 1
		start := skip(b, i, lineEnd)
		if bytes.HasPrefix(b[start:lineEnd], []byte("export ")) {
			start = skip(b, start+len("export "), lineEnd)
		}
		nameEnd := start
		for nameEnd < lineEnd && nameByte(b[nameEnd]) {
			nameEnd++
		}
		eq := skip(b, nameEnd, lineEnd)
		if nameEnd == start || eq >= lineEnd || b[eq] != '=' {
			i = next
			continue
		}
		at := skip(b, eq+1, lineEnd)
		from, to, quote := at, lineEnd, byte(0)
		if at < lineEnd && (b[at] == '"' || b[at] == '\'') {
			quote = b[at]
			from = at + 1
			end := closing(b, from, quote)
			if end < 0 {
				i = next // a quote that never ends is no assignment
				continue
			}
			to = end
			if to >= lineEnd {
				if n := bytes.IndexByte(b[to:], '\n'); n >= 0 {
					next = to + n + 1
				} else {
					next = len(b)
				}
			}
		} else {
			if n := bytes.Index(b[at:lineEnd], []byte(" #")); n >= 0 {
				to = at + n
			} else if at < lineEnd && b[at] == '#' {
				to = at
			}
			for to > from && (b[to-1] == ' ' || b[to-1] == '\t' || b[to-1] == '\r') {
				to--
			}
		}
		text := string(b[from:to])
		v := &nhi.Value{State: nhi.Literal, Text: text, Span: f.At(from, to)}
		if quote != '\'' && expands(text) {
			v.State = nhi.Unknown
		}
		if quote == '"' {
			v.Text = unescape.Replace(text)
		}
		out = append(out, Pair{Name: string(b[start:nameEnd]), Value: v, At: f.At(start, to)})
		i = next
	}
	return out
}

var unescape = strings.NewReplacer(`\n`, "\n", `\"`, `"`, `\\`, `\`, `\$`, `$`)

// expands says whether a value takes something from elsewhere.
func expands(s string) bool {
	return strings.Contains(s, "${") || strings.Contains(s, "$(") || strings.Contains(s, "`") || strings.Contains(s, "{{")
}

// closing is the offset of the quote that ends a value, or -1. It may be lines
// away, but not more than 16 KiB: a key block fits.
func closing(b []byte, from int, quote byte) int {
	for i := from; i < len(b) && i-from < 16<<10; i++ {
		if b[i] == '\\' && quote == '"' {
			i++
			continue
		}
		if b[i] == quote {
			return i
		}
	}
	return -1
}

func skip(b []byte, i, end int) int {
	for i < end && (b[i] == ' ' || b[i] == '\t') {
		i++
	}
	return i
}

func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
}
