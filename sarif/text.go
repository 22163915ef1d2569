package sarif

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// limit is what GitHub accepts as a short or full description, in characters;
// messages are held to it because a hostile name may be as long as its file.
const limit = 1024

// plain makes one line of text that can be shown anywhere: without control
// characters, without the characters that turn the direction of writing, and not
// longer than limit.
func plain(s string) string {
	n := 0
	s = strings.Map(func(r rune) rune {
		n++
		switch {
		case n > limit:
			return -1
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
	if n > limit {
		s = cut(s, limit-1) + "…"
	}
	return strings.TrimSpace(s)
}

// cut keeps at most n characters.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// sentence is plain text that ends like a sentence.
func sentence(s string) string {
	s = plain(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

// placeholder is what a reader fills in from a message's arguments.
var placeholder = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{(\d+)\}`) })

// literal keeps text from being read as markup of a SARIF message: a {0} as a
// placeholder, a [label](target) as a link. The standard wants every brace
// doubled, but GitHub and other readers show them as they come, and messages
// speak of ${{ secrets.X }}; so only what would really be taken for a
// placeholder is changed.
func literal(s string) string {
	s = placeholder().ReplaceAllString(s, "{{$1}}")
	return strings.ReplaceAll(s, "](", "] (")
}

// label is the text of an embedded link. The standard has an escape for square
// brackets there, which not every reader undoes.
func label(s string) string { return labelEscaper.Replace(s) }

var labelEscaper = strings.NewReplacer(`\`, `\\`, "[", "(", "]", ")")

// relativeURI is the URI of a file below the root, percent-encoded, or false
// when the path does not lead there.
func relativeURI(prefix, file string) (string, bool) {
	if file == "" || path.IsAbs(file) {
		return "", false
	}
	p := path.Join(prefix, file)
	if p == "." || p == ".." || path.IsAbs(p) || strings.HasPrefix(p, "../") {
		return "", false
	}
	parts := strings.Split(p, "/")
	for i, s := range parts {
		// A colon in the first part would make it a scheme.
		parts[i] = strings.ReplaceAll(url.PathEscape(s), ":", "%3A")
	}
	return strings.Join(parts, "/"), true
}

// pascal joins the words of a name or title: missing-ttl becomes MissingTtl.
func pascal(s string) string {
	var b strings.Builder
	up := true
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			up = true
			continue
		case up:
			r = unicode.ToUpper(r)
			up = false
		}
		b.WriteRune(r)
	}
	return b.String()
}
