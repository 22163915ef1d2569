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
	if k := ContextOf(f.Span.File.Path, f.Span); k != "" {
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
	// pair is where the id of the same access key starts.
	paired bool
	pair   int
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
	hits := scan(text, setting(f.Path, text))
	out := make([]Found, 0, len(hits))
	for _, h := range hits {
		s := f.At(h.start, h.end)
		out = append(out, Found{Format: h.format, Span: s, Secret: nhi.NewSecret(s.Text()), Lifetime: h.lifetime,
			Confidence: h.confidence, Subject: h.subject, Attributes: h.attributes})
	}
	return out
}

// Any says whether Scan would find anything.
func Any(path string, text []byte) bool {
	if len(text) < 12 {
		return false
	}
	hits := hitsOf(text)
	return len(hits) > 0 && len(settle(view(text), setting(path, text), hits)) > 0
}

// setting is the context that addresses are judged in.
func setting(path string, text []byte) string {
	context := ContextIn(path, func() []byte { return text })
	if context == "" && Prompt(path) {
		return "docs" // prose, full of addresses with made-up passwords
	}
	return context
}

func scan(b []byte, context string) []hit {
	hits := hitsOf(b)
	if len(hits) == 0 {
		return nil
	}
	return settle(view(b), context, hits)
}

// reach is how far, in bytes, a finder sees on each side of its anchor: what it does
// is bounded by that, and a text costs as much as its size. The longest that any
// takes is a key's armour or a web token of 16 KiB with 2 KiB around it.
const reach = 20 << 10

// hitsOf is what the finders see, in no order.
func hitsOf(b []byte) (hits []hit) {
	list := anchors()
	text := view(b)
	loaded().each(b, func(end int, found []uint16) {
		for _, n := range found {
			a := &list[n]
			at := end - len(a.text) + a.shift
			if at < 0 {
				continue
			}
			from := max(0, at-reach)
			if h, ok := a.find(text[from:min(len(text), at+reach)], at-from); ok {
				h.start, h.end = h.start+from, h.end+from
				if h.paired {
					h.pair += from
				}
				hits = append(hits, h)
			}
		}
	})
	return hits
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
		if h.paired {
			secrets[h.pair] = true
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

// anchor is a text that starts a finder. The finder begins shift bytes after the
// start of the text.
type anchor struct {
	text  string
	shift int
	find  finder
}

// maxAnchor cuts anchors, in bytes: what is longer makes the automaton's table
// larger and finds no fewer starts.
const maxAnchor = 8

// anchors are where the finders start, in the order of the tables.
var anchors = sync.OnceValue(func() (list []anchor) {
	add := func(text string, shift int, find finder) {
		list = append(list, anchor{text[:min(len(text), maxAnchor)], shift, find})
	}
	for _, f := range Formats() {
		for _, p := range f.Infix {
			add(p, 0, infixFinder(f, p))
		}
		if f.quiet {
			continue
		}
		for _, p := range f.Prefixes {
			add(p, 0, tokenFinder(f, p))
		}
	}
	for _, s := range structured() {
		add(s.text, s.shift, s.find)
	}
	return list
})

// tokenFinder verifies a format's prefix, borders, shape and filling.
func tokenFinder(f *Format, prefix string) finder {
	return func(text string, at int) (hit, bool) {
		if len(text)-at < len(prefix) || text[at:at+len(prefix)] != prefix || !border(text, at, f.blob) {
			return hit{}, false
		}
		for _, mark := range f.after {
			if strings.HasSuffix(text[:at], mark) {
				return hit{}, false
			}
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
		if entropy(tail) < f.entropy || filler(tail) || Published(token) || Published(tail) || !f.check.passes(token) {
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
