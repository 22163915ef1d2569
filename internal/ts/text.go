package ts

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nhivet/nhivet/internal/syntax"
)

// literals read the strings of a source. A Str has its quotes around it, or where
// First is bare nothing. One with Args is a template: its texts, which are bare, and
// what is put in between.
type literals struct{ src string }

const bare = 1

// Text is the value of a string into which nothing is put.
func (l literals) Text(e *syntax.Expr) (string, bool) {
	if e == nil || e.Kind != syntax.Str || len(e.Args) > 0 {
		return "", false
	}
	start, end := l.Inside(e)
	return unescape(l.src[start:end]), true
}

// Inside is what stands between the quotes.
func (l literals) Inside(e *syntax.Expr) (start, end int) {
	start, end = int(e.Start), int(e.End)
	if e.First == bare || start >= end {
		return start, end
	}
	q := l.src[start]
	start++
	if end > start && l.src[end-1] == q {
		end--
	}
	return start, end
}

// Pieces are the parts of a string.
func (l literals) Pieces(e *syntax.Expr) []syntax.Piece {
	if text, ok := l.Text(e); ok {
		return []syntax.Piece{{Text: text}}
	}
	if e == nil || e.Kind != syntax.Str {
		return nil
	}
	var out []syntax.Piece
	for i, a := range e.Args {
		if i%2 == 0 {
			text, _ := l.Text(a.Value)
			if text != "" {
				out = append(out, syntax.Piece{Text: text})
			}
			continue
		}
		out = append(out, syntax.Piece{Expr: a.Value})
	}
	return out
}

// unescape resolves the escapes of a string; carriage returns in templates are line
// feeds.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 && strings.IndexByte(s, '\r') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\r' {
			b.WriteByte('\n')
			if i+1 < len(s) && s[i+1] == '\n' {
				i++
			}
			continue
		}
		if c != '\\' || i+1 == len(s) {
			b.WriteByte(c)
			continue
		}
		i++
		switch c = s[i]; c {
		case '\n': // joins lines
		case '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				i++
			}
		case 'b', 'f', 'n', 'r', 't', 'v':
			b.WriteByte("\b\f\n\r\t\v"[strings.IndexByte("bfnrtv", c)])
		case '0', '1', '2', '3', '4', '5', '6', '7':
			n, j := 0, i
			for j < len(s) && j < i+3 && s[j] >= '0' && s[j] <= '7' && n*8+int(s[j]-'0') < 256 {
				n = n*8 + int(s[j]-'0')
				j++
			}
			i = j - 1
			b.WriteRune(rune(n))
		case 'x', 'u':
			r, n := escaped(s[i:])
			if n > 0 && utf16.IsSurrogate(r) && strings.HasPrefix(s[i+n:], `\u`) {
				if low, m := escaped(s[i+n+1:]); m > 0 && utf16.DecodeRune(r, low) != utf8.RuneError {
					r, n = utf16.DecodeRune(r, low), n+1+m
				}
			}
			if n == 0 {
				b.WriteByte(c)
				break
			}
			b.WriteRune(r)
			i += n - 1
		default:
			if strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029") {
				i += 2
				break
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

// escaped reads xHH, uHHHH or u{H…}, and says how long it is.
func escaped(s string) (rune, int) {
	from, to := 1, 3
	switch {
	case s[0] == 'x':
	case strings.HasPrefix(s, "u{"):
		n := strings.IndexByte(s[:min(len(s), 12)], '}')
		if n < 3 {
			return 0, 0
		}
		r, err := strconv.ParseUint(s[2:n], 16, 32)
		if err != nil || r > utf8.MaxRune {
			return 0, 0
		}
		return rune(r), n + 1
	default:
		to = 5
	}
	if len(s) < to {
		return 0, 0
	}
	r, err := strconv.ParseUint(s[from:to], 16, 32)
	if err != nil {
		return 0, 0
	}
	return rune(r), to
}

// ident is the name that a token gives, its escapes resolved.
func ident(s string) string {
	s = strings.TrimPrefix(s, "#")
	if strings.IndexByte(s, '\\') >= 0 {
		return unescape(s)
	}
	return s
}
