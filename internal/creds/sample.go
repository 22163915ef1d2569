package creds

import (
	"math/rand"
	"strings"
)

// Sample makes up a text of a format, its marker and checksum included, the same
// one for the same seed. It is for tests and fixtures: nothing real comes out.
// Formats without a shape give the empty string.
func Sample(id string, seed int64) string {
	f := ByID(id)
	if f == nil || len(f.shapes) == 0 {
		return ""
	}
	prefix := ""
	if len(f.Prefixes) > 0 {
		prefix = f.Prefixes[0]
	}
	r := rand.New(rand.NewSource(seed))
	for range 64 { // a draw may hold a filler word by chance
		token := prefix + draw(r, f.shapes[0])
		for _, fix := range fixes {
			if s := fix(token, len(prefix)); s != "" {
				if end, ok := f.match(s, 0, prefix); ok && end == len(s) {
					return s
				}
			}
		}
	}
	return ""
}

// fixes put in what the checks of formats want: nothing, an ending, a checksum,
// a marker. Each gives the empty string where the token has no room for it.
var fixes = []func(token string, prefix int) string{
	func(s string, _ int) string { return s },
	func(s string, _ int) string { return s[:len(s)-2] + "AA" },
	func(s string, _ int) string {
		i := strings.IndexByte(s, '_')
		if i < 0 || len(s)-i < 8 {
			return ""
		}
		return s[:len(s)-6] + Checksum62(s[i+1:len(s)-6])
	},
	func(s string, n int) string {
		if len(s) < n+28 {
			return ""
		}
		return s[:n+20] + "T3BlbkFJ" + s[n+28:]
	},
}

func draw(r *rand.Rand, s shape) string {
	var b strings.Builder
	for _, p := range s {
		if p.set == nil {
			b.WriteString(p.lit)
			continue
		}
		n := p.min
		if p.max > p.min {
			n += r.Intn(min(p.max-p.min, 8))
		}
		for i := 0; i < n; {
			if c := byte(r.Intn(256)); p.set[c] && (alnum[c] || i > 0 && i < n-1) {
				b.WriteByte(c)
				i++
			}
		}
	}
	return b.String()
}
