package agents

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// ImagePath is an image reference without host, tag and digest.
func ImagePath(ref string) string {
	ref = strings.TrimSpace(ref)
	if i := strings.IndexByte(ref, '@'); i >= 0 {
		ref = ref[:i]
	}
	if i := strings.LastIndexByte(ref, ':'); i > strings.LastIndexByte(ref, '/') {
		ref = ref[:i]
	}
	// The first part is a host when it has a dot or a port, or is localhost: the
	// rule of the distribution reference grammar.
	if host, rest, ok := strings.Cut(ref, "/"); ok && (strings.ContainsAny(host, ".:") || host == "localhost") {
		ref = rest
	}
	return strings.ToLower(ref)
}

func image(ref string) (int, string) {
	path := ImagePath(ref)
	for _, r := range images {
		if matchImage(path, r.text) {
			return r.weight, r.reason
		}
	}
	return 0, ""
}

// matchImage compares whole path segments from the end, so that a mirror's
// prefix does not matter; a pattern may end in * .
func matchImage(path, pattern string) bool {
	if prefix, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(path, prefix) || strings.Contains(path, "/"+prefix)
	}
	return path == pattern || strings.HasSuffix(path, "/"+pattern)
}

// commandWords cuts a command line into words and keeps where each stood.
func commandWords(args []Item) ([]string, []nhi.Span) {
	var words []string
	var places []nhi.Span
	for _, a := range args {
		if len(a.Text) > 4096 {
			continue // a script; its words are not a command line
		}
		for _, word := range Words(a.Text) {
			words = append(words, word)
			places = append(places, a.At)
		}
	}
	return words, places
}

// sequence is the index at which the words stand one after the other, or -1.
func sequence(words, want []string) int {
	for i := 0; i+len(want) <= len(words); i++ {
		j := 0
		for j < len(want) && words[i+j] == want[j] {
			j++
		}
		if j == len(want) {
			return i
		}
	}
	return -1
}

// Words cuts a name at everything that is no letter or digit and where a capital
// follows a small letter, in lower case: "researchAgent-v2" is research, agent, v2.
func Words(s string) []string {
	var out []string
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, strings.ToLower(s[start:end]))
		}
		start = -1
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
		switch {
		case !letter:
			flush(i)
		case start >= 0 && 'A' <= c && c <= 'Z' && 'a' <= s[i-1] && s[i-1] <= 'z':
			flush(i)
			start = i
		case start < 0:
			start = i
		}
	}
	flush(len(s))
	return out
}
