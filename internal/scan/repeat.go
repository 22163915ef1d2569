package scan

import (
	"bytes"
	"context"
	"sort"
	"strings"
	"unicode"

	"github.com/nhivet/nhivet/internal/nhi"
)

// A secret that a reader of some format recognised may also stand where no
// format tells what it is: in prose, in a comment, in a docstring. Equal text is
// proof enough when it could not stand there by chance.
const (
	// minRepeat is the shortest secret that is looked for, in bytes.
	minRepeat = 8
	// maxRepeat bounds how many different secrets are looked for.
	maxRepeat = 64
	// maxPlaces bounds how many places are listed for one.
	maxPlaces = 20
)

// repeated adds to literal credentials the other places where their text
// stands. Nothing is read again when there are none. It returns what was looked for,
// and every place where it stands.
func repeated(ctx context.Context, tree nhi.Tree, paths []string, facts *nhi.Facts) (looked []*nhi.Credential, all []nhi.Span) {
	wanted := map[string]*nhi.Credential{} // by text, the first in order of place
	known := map[*nhi.File][]nhi.Span{}
	literals := make([]*nhi.Credential, 0, len(facts.Credentials))
	for _, c := range facts.Credentials {
		if c.Origin == nhi.FromLiteral && c.Attributes["weak"] == "" && peculiar(c.Secret.Reveal()) {
			literals = append(literals, c)
		}
	}
	sort.SliceStable(literals, func(i, j int) bool { return literals[i].At.Less(literals[j].At) })
	for _, c := range literals {
		known[c.At.File] = append(known[c.At.File], c.At)
		if wanted[c.Secret.Reveal()] == nil && len(wanted) < maxRepeat {
			wanted[c.Secret.Reveal()] = c
			looked = append(looked, c)
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	c := &collector{ctx: ctx}
	places := make([][]hit, len(paths))
	c.each(len(paths), func(i int) {
		f, err := tree.Read(paths[i])
		if err != nil {
			return
		}
		for text, credential := range wanted {
			for _, at := range occurrences(f, text) {
				places[i] = append(places[i], hit{credential, at})
			}
		}
		sort.Slice(places[i], func(a, b int) bool { return places[i][a].at.Less(places[i][b].at) })
	})
	listed := map[*nhi.Credential]int{}
	for _, hits := range places {
		for _, h := range hits {
			all = append(all, h.at)
			if overlapsAny(known[h.at.File], h.at) || listed[h.credential] == maxPlaces {
				continue
			}
			listed[h.credential]++
			h.credential.Related = append(h.credential.Related, nhi.Step{At: h.at, Note: "the same value stands here"})
		}
	}
	return looked, all
}

type hit struct {
	credential *nhi.Credential
	at         nhi.Span
}

// peculiar says whether a text is no word that could stand anywhere by chance.
func peculiar(text string) bool {
	if len(text) < minRepeat || len(text) > 4096 {
		return false
	}
	var lower, upper, digit, other int
	for _, r := range text {
		switch {
		case unicode.IsLower(r):
			lower = 1
		case unicode.IsUpper(r):
			upper = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	return lower+upper+digit+other >= 3
}

// occurrences are the places where a text stands on its own.
func occurrences(f *nhi.File, text string) []nhi.Span {
	var out []nhi.Span
	b := f.Bytes()
	for from := 0; len(out) < maxPlaces; {
		i := bytes.Index(b[from:], []byte(text))
		if i < 0 {
			break
		}
		start := from + i
		end := start + len(text)
		if (start == 0 || !tokenByte(b[start-1])) && (end == len(b) || !tokenByte(b[end]) || endsSentence(b[end:])) {
			out = append(out, f.At(start, end))
		}
		from = end
	}
	return out
}

// tokenByte says whether a byte may belong to a secret: beside one, the text is
// another, longer value.
func tokenByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("_-.+/=~#$%", c) >= 0
}

// endsSentence says whether a full stop ends what stands before it.
func endsSentence(rest []byte) bool {
	return rest[0] == '.' && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n' || rest[1] == '\r')
}

func overlapsAny(spans []nhi.Span, s nhi.Span) bool {
	for _, o := range spans {
		if o.Overlaps(s) {
			return true
		}
	}
	return false
}
