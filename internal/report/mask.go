package report

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// mask is a stretch of a file that no excerpt shows.
type mask struct{ start, end int }

const (
	// nameBefore is how far before its value a name is looked for, in bytes.
	nameBefore = 256

	// secretNames are how names of secrets end, and value is what stands behind one.
	secretNames = `passw(?:or)?d|passphrase|passwd|pwd|\bpw|\bpass|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|credentials?|authorization|\bauth`
	// spokenNames are those that a sentence has before one.
	spokenNames = `passw(?:or)?d|passphrase|passwd|secret|token|key`
	value       = `([^\s"',;{}\[\]()$<]{6,})`
)

// What an excerpt leaves out besides the credentials that the scan knows: a line
// with one finding may hold a secret that is none of the scan's credentials, such
// as a password in a comment. Here a name too many costs little, unlike in a
// finding. The first group of each, where there is one, is what is left out; public
// says what is shown all the same.
var guesses = []guess{
	// The value behind a name that ends as those of secrets do: KEY=value, "key":
	// "value", key = value, f("key", "value"). What starts a reference or a collection
	// is left alone.
	{pattern(`(?i)(?:` + secretNames + `)(?:["']?[ \t]*[:=][ \t]*["']?|["'][ \t]*,[ \t]*["'])` + value), nil},
	// The same on a command line, or in a list of its words: --key value.
	{pattern(`(?i)(?:^|[\s"'\[,])--?[\w-]*(?:` + secretNames + `)["']?[ \t,]+["']?` + value), nil},
	// The same in a sentence, where an ordinary word is none.
	{pattern(`(?i)(?:` + spokenNames + `)[ \t]+(?:is[ \t]+)?` + value), func(found, _ []byte) bool { return ordinary().Match(found) }},
	// The word behind a scheme of HTTP authentication.
	{pattern(`(?i)\b(?:bearer|basic|negotiate)[ \t]+` + value), nil},
	// The user and the password of an address, and what stands in its query.
	{pattern(`://([^/\s@"']*:[^/\s@"']*)@`), nil},
	{pattern(`[?&][\w.-]+=([^&\s"'#]{6,})`), nil},
	// Runs of letters and digits that are no words: keys and encoded text.
	{pattern(`[A-Za-z0-9+/_=~.%-]{16,}`), func(found, before []byte) bool {
		return !random(found) || digest().Match(slices.Concat(before, found))
	}},
}

type guess struct {
	re     func() *regexp.Regexp
	public func(found, before []byte) bool
}

// pattern is compiled when an excerpt is made: most runs have none.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// ordinary is a word of a sentence.
var ordinary = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z]?[a-z]+(?:[-_/.][a-z]+)*[.:?!]?$`) })

// plainWords are what may stand behind such a name and says nothing.
var plainWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(true|false|null|none|nil|undefined|required|optional|disabled|enabled|bearer|basic|negotiate)$`)
})

// digest is what pins an image, an action or a module, and a random id of a thing:
// both are public, and what findings are about.
var digest = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:@|\bsha(?:256|512):)[0-9a-f]{40,128}$|(?:^|\W)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
})

// masks are what is left out of a stretch of a file, in order and apart from each
// other. Where the stretch begins or ends in the middle of a line, the word that
// may be cut there is left out as well. hidden are the secrets of this file.
func masks(f *nhi.File, from, to int, cutLeft, cutRight bool, hidden []nhi.Span) []mask {
	// A name is looked for before the stretch too: its value may be all that is in.
	shown, ended := from, to
	if cutLeft {
		from = boundary(f.Bytes(), max(f.LineStart(f.LineOf(from)), from-nameBefore))
	}
	var list []mask
	add := func(start, end int) {
		if start, end = max(start, shown), min(end, ended); start < end {
			list = append(list, mask{start, end})
		}
	}
	for _, s := range hidden {
		if s.Valid() {
			add(s.Start, s.End)
		}
	}
	text := f.Bytes()[from:to]
	for _, g := range guesses {
		for _, m := range g.re().FindAllSubmatchIndex(text, -1) {
			if len(m) > 2 {
				m = m[2:]
			}
			found, before := text[m[0]:m[1]], text[max(m[0]-len("sha256:"), 0):m[0]]
			switch {
			case m[1] < len(text) && text[m[1]] == '(': // a call: what it gives is not here
			case plainWords().Match(found), g.public != nil && g.public(found, before):
			default:
				add(from+m[0], from+m[1])
			}
		}
	}
	const ends = " \t\"',;"
	if i := bytes.IndexAny(text, ends); cutLeft {
		if i < 0 {
			i = len(text)
		}
		add(from, from+i)
	}
	if cutRight {
		add(from+bytes.LastIndexAny(text, ends)+1, to)
	}
	slices.SortFunc(list, func(a, b mask) int { return cmp.Compare(a.start, b.start) })
	var out []mask
	for _, m := range list {
		if n := len(out); n > 0 && m.start <= out[n-1].end {
			out[n-1].end = max(out[n-1].end, m.end)
			continue
		}
		out = append(out, m)
	}
	return out
}

// Hidden is what is left out of whole lines of a file: its secrets among those of the
// report, and what looks like one.
func Hidden(f *nhi.File, first, last int, secrets []nhi.Span) (out []nhi.Span) {
	own := slices.DeleteFunc(slices.Clone(secrets), func(s nhi.Span) bool { return s.File != f })
	for _, m := range masks(f, f.LineStart(first), f.LineStart(last+1), false, false, own) {
		out = append(out, f.At(m.start, m.end))
	}
	return out
}

// random says whether a long run without spaces is no name. Names of things are
// words between separators or capitals, and have few digits.
func random(run []byte) bool {
	for _, word := range bytes.FieldsFunc(run, func(r rune) bool { return r > 0x7f || class(byte(r)) == 0 }) {
		digits, capitals := 0, 0 // places where digits, or capitals, begin or end
		for i := 1; i < len(word); i++ {
			switch was, is := class(word[i-1]), class(word[i]); {
			case (was == '0') != (is == '0'):
				digits++
			case was == 'a' && is == 'A':
				capitals++
			}
		}
		// Words of English have more than four letters on average, and more than one
		// in five is a vowel.
		changes := digits + capitals
		vowels := 0
		for _, c := range word {
			if bytes.IndexByte([]byte("aeiouyAEIOUY"), c) >= 0 {
				vowels++
			}
		}
		if len(word) >= 40 || len(word) >= 16 && 5*vowels < len(word) || len(word) >= 12 && (digits >= 2 && changes >= 3 || 5*changes >= len(word)) {
			return true
		}
	}
	return false
}

func class(c byte) byte {
	switch {
	case 'a' <= c && c <= 'z':
		return 'a'
	case 'A' <= c && c <= 'Z':
		return 'A'
	case '0' <= c && c <= '9':
		return '0'
	}
	return 0
}
