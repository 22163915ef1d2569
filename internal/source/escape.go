package source

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape makes a path fit for a terminal and a report: control and formatting
// characters (escapes, line breaks, bidirectional marks) and bytes that are no
// UTF-8 become \xNN, byte by byte, and a backslash is doubled, so that no two
// paths look the same.
func escape(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] >= 0x7f || s[i] == '\\' {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	const hex = "0123456789abcdef"
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r == utf8.RuneError && n <= 1, !unicode.IsPrint(r):
			for _, c := range []byte(s[i : i+n]) {
				b.WriteString(`\x`)
				b.WriteByte(hex[c>>4])
				b.WriteByte(hex[c&15])
			}
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// unescape undoes escape, so that the path of a file can be asked for again.
// What escape could not have written stays as it is.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != '\\':
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], `\\`):
			b.WriteByte('\\')
			i++
		case strings.HasPrefix(s[i:], `\x`) && i+4 <= len(s):
			c, err := strconv.ParseUint(s[i+2:i+4], 16, 8)
			if err != nil {
				return s
			}
			b.WriteByte(byte(c))
			i += 3
		default:
			return s
		}
	}
	return b.String()
}
