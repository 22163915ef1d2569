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
		if f.check.fix != nil {
			if token = f.check.fix(token, len(prefix)); token == "" {
				return ""
			}
		}
		if end, ok := f.match(token, 0, prefix); ok && end == len(token) {
			return token
		}
	}
	return ""
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
