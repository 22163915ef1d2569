package compose

import "strings"

// reference is an interpolation of a text.
type reference struct {
	name string
	// op is what stands behind the name: nothing, :-, -, :?, ?, :+ or +.
	op         string
	fallback   string
	start, end int
}

// maxBraces bounds the search for a closing brace, in bytes, so that a text of
// opening ones costs no square of its length; maxFallbacks how many defaults are
// taken of each other.
const (
	maxBraces    = 4096
	maxFallbacks = 8
)

// references finds the interpolations of a text: $NAME, ${NAME}, ${NAME:-default}
// and the other operators. $$ is a dollar.
func references(text string) []reference {
	var out []reference
	for i := 0; i+1 < len(text); i++ {
		if text[i] != '$' {
			continue
		}
		if text[i+1] == '$' {
			i++
			continue
		}
		if text[i+1] != '{' {
			n := nameLength(text[i+1:])
			if n > 0 {
				out = append(out, reference{name: text[i+1 : i+1+n], start: i, end: i + 1 + n})
				i += n
			}
			continue
		}
		body, ok := braced(text[i+2:])
		if !ok {
			continue
		}
		n := nameLength(body)
		ref := reference{name: body[:n], start: i, end: i + 3 + len(body)}
		for _, op := range [...]string{":-", ":?", ":+", "-", "?", "+"} {
			if rest, ok := strings.CutPrefix(body[n:], op); ok {
				ref.op, ref.fallback = op, rest
				break
			}
		}
		if n > 0 {
			out = append(out, ref)
		}
		i = ref.end - 1
	}
	return out
}

func nameLength(s string) int {
	n := 0
	for n < len(s) && (s[n] == '_' || 'A' <= s[n] && s[n] <= 'Z' || 'a' <= s[n] && s[n] <= 'z' || n > 0 && '0' <= s[n] && s[n] <= '9') {
		n++
	}
	return n
}

// braced is the text up to the brace that closes one that is open.
func braced(s string) (string, bool) {
	open := 1
	for i := 0; i < len(s) && i < maxBraces; i++ {
		switch s[i] {
		case '{':
			if i > 0 && s[i-1] == '$' {
				open++
			}
		case '}':
			if open--; open == 0 {
				return s[:i], true
			}
		}
	}
	return "", false
}

// resolve is a text with the defaults that are written in it; false when a part
// of it is set elsewhere.
func resolve(text string, depth int) (string, bool) {
	refs := references(text)
	if len(refs) == 0 {
		return strings.ReplaceAll(text, "$$", "$"), true
	}
	known, last := true, 0
	var b strings.Builder
	for _, ref := range refs {
		b.WriteString(strings.ReplaceAll(text[last:ref.start], "$$", "$"))
		last = ref.end
		if ref.op != ":-" && ref.op != "-" || depth == maxFallbacks {
			b.WriteString(text[ref.start:ref.end])
			known = false
			continue
		}
		out, ok := resolve(ref.fallback, depth+1)
		b.WriteString(out)
		known = known && ok
	}
	b.WriteString(strings.ReplaceAll(text[last:], "$$", "$"))
	return b.String(), known
}

// whole is the one interpolation that is all of a text.
func whole(text string, refs []reference) bool {
	return len(refs) == 1 && refs[0].start == 0 && refs[0].end == len(strings.TrimRight(text, " "))
}
