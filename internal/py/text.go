package py

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// prefix says whether letters before a quote belong to the string. "ur" is
// Python 2's.
func prefix(s string) bool {
	switch strings.ToLower(s) {
	case "r", "b", "u", "f", "t", "br", "rb", "fr", "rf", "tr", "rt", "ur":
		return true
	}
	return false
}

// text reads a string that starts with its prefix at start and its quote at q.
func (l *lexer) text(start, q int) int {
	t := opening(l.src, start, q)
	end, closed := 0, false
	if t.Flags&(Formatted|Template) != 0 {
		end, closed = l.formatted(&t)
	}
	if !closed {
		end, closed = plainEnd(l.src, int(t.Start)+int(t.Open), quotes(l.src, t))
	}
	if !closed {
		t.Flags |= Endless
		t.Close = 0
		l.fail(start, "a string has no end")
	}
	t.End = int32(end)
	l.out = append(l.out, t)
	return end
}

// opening reads the prefix and the opening quotes.
func opening(src string, start, q int) Token {
	t := Token{Start: int32(start), Kind: String}
	for _, b := range []byte(src[start:q]) {
		switch b | 0x20 {
		case 'r':
			t.Flags |= Raw
		case 'b':
			t.Flags |= Bytes
		case 'f':
			t.Flags |= Formatted
		case 't':
			t.Flags |= Template
		}
	}
	t.Close = 1
	if q+2 < len(src) && src[q+1] == src[q] && src[q+2] == src[q] {
		t.Close = 3
	}
	t.Open = uint8(q-start) + t.Close
	return t
}

// quotes are the closing quotes of a string.
func quotes(src string, t Token) string {
	from := int(t.Start) + int(t.Open)
	return src[from-int(t.Close) : from]
}

// plainEnd finds the end of a string whose text starts at i. One without an end
// stops at the end of its line, or of the source.
func plainEnd(src string, i int, close string) (int, bool) {
	for i < len(src) {
		switch b := src[i]; {
		case b == '\\':
			i++
			if i+1 < len(src) && src[i] == '\r' && src[i+1] == '\n' {
				i++
			}
			i++
		case b == close[0]:
			if len(close) == 1 || strings.HasPrefix(src[i:], close) {
				return i + len(close), true
			}
			i++
		case (b == '\n' || b == '\r') && len(close) == 1:
			return i, false
		default:
			i++
		}
	}
	return len(src), false
}

// formatted finds the end of a formatted string whose replacement fields hold
// whole expressions (PEP 701). When a field does not close, the string is read as
// before 3.12: its first quote ends it.
func (l *lexer) formatted(t *Token) (int, bool) {
	f := fields{src: l.src, stop: min(len(l.src), int(t.Start)+l.budget)}
	end, ok := f.text(int(t.Start)+int(t.Open), quotes(l.src, *t), t.Flags&Raw != 0, 0)
	if f.holes {
		t.Flags |= Holes
	}
	if !ok {
		l.budget = max(0, l.budget-(end-int(t.Start)))
	}
	return end, ok
}

// fields walks a formatted string. seen gets the expression of every replacement
// field, those in format specifications too, but not those of strings in them; and
// the stretches of text between, where text is set.
type fields struct {
	src   string
	stop  int
	holes bool
	seen  func(start, end int, text bool)
}

// text reads the literal part of a formatted string from i to its closing quotes.
func (f *fields) text(i int, close string, raw bool, depth int) (int, bool) {
	from := i
	for i < f.stop {
		switch b := f.src[i]; {
		case b == '\\':
			i = f.escape(i, raw)
		case b == close[0]:
			if len(close) == 1 || strings.HasPrefix(f.src[i:], close) {
				f.tell(from, i, true)
				return i + len(close), true
			}
			i++
		case (b == '\n' || b == '\r') && len(close) == 1:
			return i, false
		case b == '{':
			if i+1 < f.stop && f.src[i+1] == '{' {
				i += 2
				break
			}
			f.holes = true
			f.tell(from, i, true)
			end, ok := f.field(i+1, close, raw, depth+1)
			if !ok {
				return end, false
			}
			i, from = end, end
		default:
			i++
		}
	}
	return f.stop, false
}

// escape passes over a backslash and what it takes the meaning from. A brace keeps
// its meaning, but for that of \N{NAME}.
func (f *fields) escape(i int, raw bool) int {
	i++
	if i >= f.stop {
		return i
	}
	switch b := f.src[i]; {
	case b == '{' || b == '}':
		return i
	case b == 'N' && !raw && i+1 < f.stop && f.src[i+1] == '{':
		if n := strings.IndexAny(f.src[i:min(f.stop, i+200)], "}\n'\""); n > 0 && f.src[i+n] == '}' {
			return i + n + 1
		}
	case b == '\r' && i+1 < f.stop && f.src[i+1] == '\n':
		return i + 2
	}
	return i + 1
}

// field reads a replacement field from after its brace to after the closing one.
func (f *fields) field(i int, close string, raw bool, depth int) (int, bool) {
	if depth > maxFormatted {
		return i, false
	}
	start, open := i, 0
	for i < f.stop {
		b := f.src[i]
		switch class[b] {
		case letter:
			j := i + 1
			for j < f.stop && class[f.src[j]] <= digit {
				j++
			}
			if j-i <= 2 && j < f.stop && class[f.src[j]] == quote && prefix(f.src[i:j]) {
				end, ok := f.nested(i, j, depth)
				if !ok {
					return end, false
				}
				i = end
				break
			}
			i = j
			continue
		case quote:
			end, ok := f.nested(i, i, depth)
			if !ok {
				return end, false
			}
			i = end
		case hash:
			i = lineEnd(f.src, i)
		default:
			i++
			switch b {
			case '(', '[', '{':
				open++
			case ')', ']':
				open--
			case '}':
				if open--; open < 0 {
					f.tell(start, i-1, false)
					return i, true
				}
			case '!':
				if i < f.stop && f.src[i] == '=' {
					i++
				} else if open == 0 {
					f.tell(start, i-1, false)
					start = -1
				}
			case ':':
				if open == 0 {
					f.tell(start, i-1, false)
					return f.spec(i, close, raw, depth)
				}
			}
			if open < 0 {
				return i, false
			}
		}
	}
	return f.stop, false
}

func (f *fields) tell(start, end int, text bool) {
	if f.seen != nil && start >= 0 {
		f.seen(start, end, text)
	}
}

// spec reads what follows the colon of a field: text with fields of its own.
func (f *fields) spec(i int, close string, raw bool, depth int) (int, bool) {
	for i < f.stop {
		switch b := f.src[i]; {
		case b == '}':
			return i + 1, true
		case b == '{':
			end, ok := f.field(i+1, close, raw, depth+1)
			if !ok {
				return end, false
			}
			i = end
		case b == '\\':
			i = f.escape(i, raw)
		case (b == '\n' || b == '\r') && len(close) == 1:
			return i, false
		case b == close[0] && (len(close) == 1 || strings.HasPrefix(f.src[i:], close)):
			return i, false
		default:
			i++
		}
	}
	return f.stop, false
}

// nested passes over a string inside of a replacement field.
func (f *fields) nested(start, q, depth int) (int, bool) {
	t := opening(f.src, start, q)
	from := start + int(t.Open)
	if t.Flags&(Formatted|Template) != 0 {
		if depth >= maxFormatted {
			return from, false
		}
		inner := fields{src: f.src, stop: f.stop}
		return inner.text(from, quotes(f.src, t), t.Flags&Raw != 0, depth)
	}
	end, ok := plainEnd(f.src[:f.stop], from, quotes(f.src, t))
	return end, ok
}

// From and To are what stands between the quotes of a string.
func (t Token) From() int { return int(t.Start) + int(t.Open) }

// To is the end of what stands between the quotes.
func (t Token) To() int { return max(t.From(), int(t.End)-int(t.Close)) }

// Literal says whether a string is whole and nothing is put into it.
func (t Token) Literal() bool { return t.Kind == String && t.Flags&(Holes|Endless) == 0 }

// Value is the text of a string without replacement fields, its escapes resolved.
// Doubled braces of a formatted one are single ones then.
func (t Token) Value(src string) string {
	return t.part(src, t.From(), t.To())
}

var doubled = strings.NewReplacer("{{", "{", "}}", "}")

// part is the value of a stretch of a string that holds no replacement field.
func (t Token) part(src string, from, to int) string {
	s := src[from:to]
	if t.Flags&(Formatted|Template) != 0 && strings.ContainsAny(s, "{}") {
		s = doubled.Replace(s)
	}
	return unescape(s, t.Flags)
}

// unescape resolves the escapes of a literal.
func unescape(s string, flags Flags) string {
	if flags&Raw != 0 || strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; c {
		case '\n': // joins lines
		case '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				i++
			}
		case '\\', '\'', '"':
			b.WriteByte(c)
		case 'a', 'b', 'f', 'n', 'r', 't', 'v':
			b.WriteByte("\a\b\f\n\r\t\v"[strings.IndexByte("abfnrtv", c)])
		case '0', '1', '2', '3', '4', '5', '6', '7':
			n, j := 0, i
			for j < len(s) && j < i+3 && s[j] >= '0' && s[j] <= '7' {
				n = n*8 + int(s[j]-'0')
				j++
			}
			i = j - 1
			b.WriteRune(rune(n))
		case 'x', 'u', 'U':
			n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
			if (c == 'x' || flags&Bytes == 0) && i+n < len(s) {
				if r, err := strconv.ParseUint(s[i+1:i+1+n], 16, 32); err == nil && r <= utf8.MaxRune {
					b.WriteRune(rune(r))
					i += n
					continue
				}
			}
			b.WriteByte('\\')
			b.WriteByte(c)
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
	return b.String()
}
