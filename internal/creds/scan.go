package creds

import (
	"sort"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Found is a credential in raw text.
type Found struct {
	Format *Format
	// Span covers the secret text.
	Span   nhi.Span
	Secret nhi.Secret
	// Lifetime is the format's, or what the credential itself says.
	Lifetime nhi.Lifetime
	// Confidence is 0 to 100: that it is a credential.
	Confidence int
	// Subject is the key of the identity that the credential names, if it does.
	Subject string
	// Attributes are what else the credential says of itself.
	Attributes map[string]string
}

// Credential is the fact that a hit stands for, without a name: the caller says
// where it is kept.
func (f Found) Credential(name, store string) *nhi.Credential {
	c := &nhi.Credential{
		Key:  nhi.Key("literal", f.Span.File.Path, itoa(f.Span.Start)),
		Kind: f.Format.ID, Title: f.Format.Title, Vendor: f.Format.Vendor,
		Name: name, Origin: nhi.FromLiteral, Store: store,
		Secret: f.Secret, Static: f.Format.Static || f.Lifetime.Never, Administrative: f.Format.Administrative,
		Lifetime: f.Lifetime, Alternative: f.Format.Alternative,
		Subject: f.Subject, Confidence: f.Confidence, Attributes: f.Attributes, At: f.Span,
	}
	if k := Context(f.Span.File.Path); k != "" {
		if c.Attributes == nil {
			c.Attributes = map[string]string{}
		}
		c.Attributes["context"] = k
	}
	return c
}

// hit is a credential at byte offsets of a text.
type hit struct {
	format     *Format
	start, end int
	lifetime   nhi.Lifetime
	confidence int
	subject    string
	attributes map[string]string
	// public is the key material that a certificate of it repeats a part of.
	public []byte
	// weak hits give way to another that overlaps them.
	weak bool
}

// finder looks for one thing at an anchor: text[at:] starts with its prefix.
type finder func(text string, at int) (hit, bool)

// Scan finds every credential that can be told by its shape in the raw bytes of
// a file, in order of offset.
func Scan(f *nhi.File) []Found {
	text := f.Bytes()
	if len(text) < 12 {
		return nil
	}
	context := Context(f.Path)
	if context == "" && Prompt(f.Path) {
		context = "docs" // prose, full of addresses with made-up passwords
	}
	hits := scan(text, context)
	out := make([]Found, 0, len(hits))
	for _, h := range hits {
		s := f.At(h.start, h.end)
		out = append(out, Found{Format: h.format, Span: s, Secret: nhi.NewSecret(s.Text()), Lifetime: h.lifetime,
			Confidence: h.confidence, Subject: h.subject, Attributes: h.attributes})
	}
	return out
}

func scan(b []byte, context string) []hit {
	var hits []hit
	var text string // made once, and only when an anchor occurs
	a := anchored()
	w := uint32(b[0])<<8 | uint32(b[1])<<16 | uint32(b[2])<<24
	for i := 3; i < len(b); i++ {
		w = w>>8 | uint32(b[i])<<24
		h := w * mixer >> 16
		if a.bits[h>>6]&(1<<(h&63)) == 0 {
			continue
		}
		found := a.table[w]
		if len(found) == 0 {
			continue
		}
		if text == "" {
			text = string(b)
		}
		for _, find := range found {
			if h, ok := find(text, i-3); ok {
				hits = append(hits, h)
			}
		}
	}
	if len(hits) == 0 {
		return nil
	}
	return settle(text, context, hits)
}

// settle drops what overlaps something better, and what the place or the
// neighbourhood explains.
func settle(text, context string, hits []hit) []hit {
	sort.SliceStable(hits, func(i, j int) bool {
		if hits[i].weak != hits[j].weak {
			return hits[j].weak
		}
		if hits[i].start != hits[j].start {
			return hits[i].start < hits[j].start
		}
		return hits[i].end > hits[j].end
	})
	var kept []hit
	taken := map[int]bool{} // start offsets, for the usual case of equal spans
	for _, h := range hits {
		if taken[h.start] || overlapsAny(kept, h) {
			continue
		}
		if context != "" && h.format.ID == "database-url" && !random(text[h.start:h.end]) {
			continue // tests and pages are full of addresses with made-up passwords
		}
		if context != "" && h.format.ID == "url-password" && !random(text[h.start:h.end]) {
			continue
		}
		taken[h.start] = true
		kept = append(kept, h)
	}
	kept = pairKeys(kept)
	certify(text, kept)
	sort.Slice(kept, func(i, j int) bool { return kept[i].start < kept[j].start })
	return kept
}

// overlapsAny looks at the neighbours in a list that is ordered within each of
// its two halves (strong, then weak); a binary search on each keeps it linear.
func overlapsAny(kept []hit, h hit) bool {
	split := sort.Search(len(kept), func(i int) bool { return kept[i].weak })
	for _, part := range [][]hit{kept[:split], kept[split:]} {
		i := sort.Search(len(part), func(i int) bool { return part[i].start > h.start })
		if i > 0 && part[i-1].end > h.start || i < len(part) && part[i].start < h.end {
			return true
		}
	}
	return false
}

// pairKeys lets one finding stand for an access key's id and its secret.
func pairKeys(hits []hit) []hit {
	secrets := map[int]bool{}
	for _, h := range hits {
		if id, ok := h.attributes["id_offset"]; ok {
			secrets[atoi(id)] = true
			delete(h.attributes, "id_offset")
		}
	}
	if len(secrets) == 0 {
		return hits
	}
	out := hits[:0]
	for _, h := range hits {
		if !secrets[h.start] {
			out = append(out, h)
		}
	}
	return out
}

// mixer spreads four bytes over 16 bits (the golden ratio of 2^32).
const mixer = 0x9E3779B1

type anchors struct {
	bits  [1024]uint64
	table map[uint32][]finder
}

func (a *anchors) add(prefix string, find finder) {
	w := uint32(prefix[0]) | uint32(prefix[1])<<8 | uint32(prefix[2])<<16 | uint32(prefix[3])<<24
	h := w * mixer >> 16
	a.bits[h>>6] |= 1 << (h & 63)
	a.table[w] = append(a.table[w], find)
}

// addShort fills a prefix of fewer than four bytes up with every byte of a class.
func (a *anchors) addShort(prefix string, c *class, find finder) {
	if len(prefix) >= 4 {
		a.add(prefix, find)
		return
	}
	for b := 0; b < 256; b++ {
		if c[b] {
			a.addShort(prefix+string([]byte{byte(b)}), c, find)
		}
	}
}

var anchored = sync.OnceValue(func() *anchors {
	a := &anchors{table: map[uint32][]finder{}}
	for _, f := range Formats() {
		for _, p := range f.Infix {
			a.addShort(p, word, infixFinder(f, p))
		}
		if f.quiet {
			continue
		}
		for _, p := range f.Prefixes {
			a.addShort(p, f.shapes[0][0].set, tokenFinder(f, p))
		}
	}
	for _, s := range structured() {
		a.addShort(s.anchor, s.fill, s.find)
	}
	return a
})

// tokenFinder verifies a format's prefix, borders, shape and filling.
func tokenFinder(f *Format, prefix string) finder {
	return func(text string, at int) (hit, bool) {
		if len(text)-at < len(prefix) || text[at:at+len(prefix)] != prefix || !border(text, at, f.blob) {
			return hit{}, false
		}
		end, ok := f.match(text, at, prefix)
		if !ok || elided(text, end) {
			return hit{}, false
		}
		return f.hit(text, at, end), true
	}
}

// hit is a verified token of the format, with the life that it states.
func (f *Format) hit(text string, start, end int) hit {
	if f.refine != nil {
		if narrower := ByID(f.refine(text, start, end)); narrower != nil {
			f = narrower
		}
	}
	h := hit{format: f, start: start, end: end, lifetime: f.Lifetime, confidence: f.confidence()}
	if f.decode != nil {
		if l := f.decode(text[start:end]); l.Known || l.Expires != "" {
			h.lifetime = l
		}
	}
	return h
}

// infixFinder goes back from the text inside to where the token starts.
func infixFinder(f *Format, infix string) finder {
	return func(text string, at int) (hit, bool) {
		if !strings.HasPrefix(text[at:], infix) {
			return hit{}, false
		}
		start := at - f.Before
		if f.back != nil {
			start = at
			for at-start < f.Before && start > 0 && f.back[text[start-1]] {
				start--
			}
		}
		if start < 0 || !border(text, start, true) {
			return hit{}, false
		}
		end, ok := f.match(text, start, "")
		if !ok || end <= at || elided(text, end) {
			return hit{}, false
		}
		return f.hit(text, start, end), true
	}
}

// match verifies the token at an offset and gives its end.
func (f *Format) match(text string, at int, prefix string) (int, bool) {
	for _, s := range f.shapes {
		end := s.match(text, at+len(prefix))
		if end < 0 {
			continue
		}
		token, tail := text[at:end], text[at+len(prefix):end]
		if entropy(tail) < f.entropy || filler(tail) || published(token) || published(tail) || !f.check.passes(token) {
			continue
		}
		return end, true
	}
	return 0, false
}

// border says whether a token may start here: not inside a longer word. An
// escape such as \n before it is no part of the word.
func border(text string, at int, blob bool) bool {
	if at == 0 {
		return true
	}
	b := text[at-1]
	if alnum[b] {
		escape := at > 1 && text[at-2] == '\\' && (b == 'n' || b == 't' || b == 'r')
		return escape
	}
	if b == '_' || b == '-' {
		return false
	}
	return !blob || b != '+' && b != '/'
}

// elided says whether dots or stars follow: a token cut short for show.
func elided(text string, end int) bool {
	rest := text[end:min(end+4, len(text))]
	return strings.HasPrefix(rest, "...") || strings.HasPrefix(rest, "…") || strings.HasPrefix(rest, "**")
}
