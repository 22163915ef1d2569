package helm

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// builder puts a string together and keeps where its parts come from.
type builder struct {
	b     []byte
	parts []part
}

// text adds text that comes from nowhere in particular.
func (b *builder) text(s string) { b.b = append(b.b, s...) }

// written adds text that stands at a place.
func (b *builder) written(s string, from nhi.Span, given bool) {
	if s != "" && from.Valid() {
		b.parts = append(b.parts, part{len(b.b), len(b.b) + len(s), from, nhi.Span{}, given})
	}
	b.b = append(b.b, s...)
}

// val adds a value's text.
func (b *builder) val(v val) {
	for _, p := range v.spread() {
		p.start, p.end = p.start+len(b.b), p.end+len(b.b)
		b.parts = append(b.parts, p)
	}
	b.b = append(b.b, v.text()...)
}

// cut adds a stretch of a value's text.
func (b *builder) cut(v val, start, end int) {
	offset := len(b.b) - start
	for _, p := range v.spread() {
		if p.end <= start || p.start >= end {
			continue
		}
		q := p
		q.start, q.end = max(p.start, start), min(p.end, end)
		if p.from.End-p.from.Start == p.end-p.start {
			q.from = p.from.File.At(p.from.Start+q.start-p.start, p.from.Start+q.end-p.start)
		}
		q.start, q.end = q.start+offset, q.end+offset
		b.parts = append(b.parts, q)
	}
	b.b = append(b.b, v.text()[start:end]...)
}

func (b *builder) done() val { return val{v: string(b.b), parts: b.parts} }

// slice is a stretch of a string.
func slice(v val, start, end int) val {
	text := v.text()
	if start == 0 && end == len(text) {
		return v.asText()
	}
	var b builder
	b.cut(v, start, end)
	return b.done()
}

// asText is a value as a string.
func (v val) asText() val {
	if _, ok := v.v.(string); ok {
		return v
	}
	return val{v: v.text(), parts: v.spread()}
}

// sub is the stretch of a string that a function of package strings returned.
func sub(v val, part string) val {
	text := v.text()
	i := strings.Index(text, part)
	if i < 0 {
		return derive(part, v)
	}
	return slice(v, i, i+len(part))
}

// same is a string of the same length, letter by letter.
func same(v val, text string) val {
	if len(text) != len(v.text()) {
		return derive(text, v)
	}
	return val{v: text, parts: v.spread()}
}

// derive is a string that was computed from others: it comes from the first of
// them that was given.
func derive(text string, from ...val) val {
	out := str(text)
	for _, v := range from {
		if isUnknown(v.text()) {
			return unknown()
		}
	}
	for _, v := range from {
		for _, p := range v.spread() {
			if p.given && text != "" {
				out.parts = []part{{0, len(text), wide(v), nhi.Span{}, true}}
				return out
			}
		}
	}
	return out
}

// wide is the one place that all given parts of a string come from, or the first
// of several files.
func wide(v val) (out nhi.Span) {
	for _, p := range v.spread() {
		if p.given {
			out = out.Union(p.from)
		}
	}
	return out
}

// printed adds to an output what an action prints. What has no place of its own
// comes from the action.
func (b *builder) printed(v val, site nhi.Span) {
	text := v.text()
	at := 0
	gap := func(end int) {
		if end > at {
			b.parts = append(b.parts, part{len(b.b) + at, len(b.b) + end, site, site, false})
		}
	}
	for _, p := range v.spread() {
		gap(p.start)
		at = p.end
		if !p.site.Valid() {
			p.site = site
		}
		p.start, p.end = p.start+len(b.b), p.end+len(b.b)
		b.parts = append(b.parts, p)
	}
	gap(len(text))
	b.b = append(b.b, text...)
}

// rolled is what a named template gave. One line belongs where it is used; of
// several, each line to the template that has it.
func rolled(v val) val {
	if strings.Contains(strings.TrimSpace(v.text()), "\n") {
		return v
	}
	out := val{v: v.v, parts: make([]part, 0, len(v.parts))}
	for _, p := range v.parts {
		if p.given {
			p.site = nhi.Span{}
			out.parts = append(out.parts, p)
		}
	}
	return out
}

// pieces are the parts of an output as those of a derived file.
func pieces(parts []part) []nhi.Piece {
	out := make([]nhi.Piece, 0, len(parts))
	for _, p := range parts {
		out = append(out, nhi.Piece{Start: p.start, End: p.end, From: p.from, Site: p.site})
	}
	return out
}
