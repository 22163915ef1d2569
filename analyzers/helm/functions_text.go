package helm

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// on1 makes a function of one text.
func on1(f func(val) val) function {
	return function{1, 1, func(_ *state, a []val) val { return f(a[0].asText()) }}
}

// onEnd makes a function whose last argument is the text, and whose first says
// what to do with it.
func onEnd(f func(arg string, v val) val) function {
	return function{2, 2, func(_ *state, a []val) val { return f(a[0].text(), a[1].asText()) }}
}

func asks(f func(text, part string) bool) function {
	return function{2, 2, func(_ *state, a []val) val { return val{v: f(a[1].text(), a[0].text())} }}
}

var stringFunctions = map[string]function{
	"trim":       on1(func(v val) val { return sub(v, strings.TrimSpace(v.text())) }),
	"trimAll":    onEnd(func(set string, v val) val { return sub(v, strings.Trim(v.text(), set)) }),
	"trimall":    onEnd(func(set string, v val) val { return sub(v, strings.Trim(v.text(), set)) }),
	"trimSuffix": onEnd(func(end string, v val) val { return slice(v, 0, len(strings.TrimSuffix(v.text(), end))) }),
	"trimPrefix": onEnd(func(start string, v val) val {
		return slice(v, len(v.text())-len(strings.TrimPrefix(v.text(), start)), len(v.text()))
	}),
	"upper":     on1(func(v val) val { return same(v, strings.ToUpper(v.text())) }),
	"lower":     on1(func(v val) val { return same(v, strings.ToLower(v.text())) }),
	"title":     on1(func(v val) val { return same(v, strings.Title(v.text())) }), //nolint // what sprig uses
	"untitle":   on1(func(v val) val { return same(v, untitle(v.text())) }),
	"swapcase":  on1(func(v val) val { return same(v, swapCase(v.text())) }),
	"nospace":   on1(func(v val) val { return derive(strings.Join(strings.Fields(v.text()), ""), v) }),
	"initials":  on1(func(v val) val { return derive(initials(v.text()), v) }),
	"snakecase": on1(func(v val) val { return derive(strings.Join(lowerAll(caseWords(v.text())), "_"), v) }),
	"kebabcase": on1(func(v val) val { return derive(strings.Join(lowerAll(caseWords(v.text())), "-"), v) }),
	"camelcase": on1(func(v val) val { return derive(camel(v.text()), v) }),
	"trunc":     {2, 2, func(_ *state, a []val) val { return truncated(int(integer(a[0])), a[1].asText()) }},
	"abbrev":    {2, 2, func(_ *state, a []val) val { return abbreviated(int(integer(a[0])), a[1].asText()) }},
	"substr": {3, 3, func(_ *state, a []val) val {
		text, start, end := a[2].text(), int(integer(a[0])), int(integer(a[1]))
		if start < 0 {
			start = 0
		}
		if end < 0 || end > len(text) {
			end = len(text)
		}
		return slice(a[2], min(start, end), end)
	}},
	"repeat": {2, 2, func(s *state, a []val) val {
		n := int(max(0, min(integer(a[0]), int64(maxBytes))))
		s.grow(n * len(a[1].text()))
		return derive(strings.Repeat(a[1].text(), n), a[1])
	}},
	"contains":  asks(strings.Contains),
	"hasPrefix": asks(strings.HasPrefix),
	"hasSuffix": asks(strings.HasSuffix),
	"quote":     {0, -1, func(_ *state, a []val) val { return joined(" ", each(a, quote)) }},
	"squote": {0, -1, func(_ *state, a []val) val {
		return joined(" ", each(a, func(v val) val {
			var b builder
			b.text("'")
			b.val(v)
			b.text("'")
			return b.done()
		}))
	}},
	"cat":     {0, -1, func(_ *state, a []val) val { return joined(" ", each(a, func(v val) val { return v })) }},
	"indent":  {2, 2, func(s *state, a []val) val { return indented(s, int(integer(a[0])), a[1].asText(), "") }},
	"nindent": {2, 2, func(s *state, a []val) val { return indented(s, int(integer(a[0])), a[1].asText(), "\n") }},
	"replace": {3, 3, func(s *state, a []val) val { return replaced(s, a[0].text(), a[1], a[2].asText()) }},
	"plural": {3, 3, func(_ *state, a []val) val {
		if integer(a[2]) == 1 {
			return a[0]
		}
		return a[1]
	}},
	"toString":  on1(func(v val) val { return v }),
	"wrap":      {2, 2, func(_ *state, a []val) val { return a[1].asText() }},
	"wrapWith":  {3, 3, func(_ *state, a []val) val { return a[2].asText() }},
	"splitList": {2, 2, func(s *state, a []val) val { return val{v: &list{parted(s, a[0].text(), a[1].asText(), -1)}} }},
	"split":     {2, 2, func(s *state, a []val) val { return numbered(parted(s, a[0].text(), a[1].asText(), -1)) }},
	"splitn": {3, 3, func(s *state, a []val) val {
		return numbered(parted(s, a[0].text(), a[2].asText(), int(integer(a[1]))))
	}},
	"join":      {2, 2, func(s *state, a []val) val { return joined(a[0].text(), texts(a[1])) }},
	"toStrings": {1, 1, func(_ *state, a []val) val { return val{v: &list{texts(a[0])}} }},
}

// each applies a function to the values that are there.
func each(list []val, f func(val) val) []val {
	out := make([]val, 0, len(list))
	for _, v := range list {
		if v.v != nil {
			out = append(out, f(v.asText()))
		}
	}
	return out
}

func joined(sep string, list []val) val {
	var b builder
	for i, v := range list {
		if i > 0 {
			b.text(sep)
		}
		b.val(v)
	}
	return b.done()
}

// texts are the items of a list as strings, or the one value.
func texts(v val) []val {
	switch x := v.v.(type) {
	case nil:
		return nil
	case *list:
		return each(x.items, func(v val) val { return v })
	}
	return []val{v.asText()}
}

// quote is %q, of which the inner text keeps its place while it is as it was.
func quote(v val) val {
	text := v.text()
	q := strconv.Quote(text)
	if len(q) != len(text)+2 {
		if isUnknown(text) {
			return str(q)
		}
		return derive(q, v)
	}
	var b builder
	b.text(`"`)
	b.val(v)
	b.text(`"`)
	return b.done()
}

func truncated(n int, v val) val {
	text := v.text()
	switch {
	case n < 0 && len(text)+n > 0:
		return slice(v, len(text)+n, len(text))
	case n >= 0 && len(text) > n:
		return slice(v, 0, n)
	}
	return v
}

func abbreviated(width int, v val) val {
	if text := v.text(); width >= 4 && len(text) > width {
		return derive(text[:width-3]+"...", v)
	}
	return v
}

func indented(s *state, n int, v val, before string) val {
	text := v.text()
	n = max(0, min(n, maxBytes))
	s.grow(len(text) + n*(1+strings.Count(text, "\n")))
	pad := strings.Repeat(" ", n)
	// Parts are in order: one walk along the lines and the parts together.
	out := val{}
	parts := v.spread()
	var b strings.Builder
	b.Grow(len(text) + n*(1+strings.Count(text, "\n")) + 1)
	b.WriteString(before)
	at, i := 0, 0
	for line := range strings.Lines(text + "\x00") {
		b.WriteString(pad)
		end := min(at+len(line), len(text))
		shift := b.Len() - at
		for i < len(parts) && parts[i].start < end {
			p := parts[i]
			q := p
			q.start, q.end = max(p.start, at), min(p.end, end)
			if p.from.End-p.from.Start == p.end-p.start {
				q.from = p.from.File.At(p.from.Start+q.start-p.start, p.from.Start+q.end-p.start)
			}
			q.start, q.end = q.start+shift, q.end+shift
			out.parts = append(out.parts, q)
			if p.end > end {
				break // it goes on in the next line
			}
			i++
		}
		b.WriteString(text[at:end])
		at = end
	}
	out.v = b.String()
	return out
}

func replaced(s *state, old string, by, v val) val {
	text := v.text()
	s.grow(len(text) + (1+strings.Count(text, old))*len(by.text()))
	if old == "" || !strings.Contains(text, old) {
		if old == "" {
			return derive(strings.ReplaceAll(text, old, by.text()), v)
		}
		return v
	}
	var b builder
	at := 0
	for {
		i := strings.Index(text[at:], old)
		if i < 0 {
			break
		}
		b.cut(v, at, at+i)
		b.val(by)
		at += i + len(old)
		s.step(1)
	}
	b.cut(v, at, len(text))
	return b.done()
}

func parted(s *state, sep string, v val, n int) (out []val) {
	text, at := v.text(), 0
	if n == 0 {
		return nil
	}
	for _, p := range strings.SplitN(text, sep, n) {
		s.step(1)
		out = append(out, slice(v, at, at+len(p)))
		at += len(p) + len(sep)
	}
	return out
}

// numbered is sprig's map of parts: _0, _1, …
func numbered(parts []val) val {
	d := newDict()
	for i, p := range parts {
		d.set("_"+strconv.Itoa(i), p)
	}
	return object1(d)
}

// untitle is goutils' Uncapitalize: the first letter of every word.
func untitle(s string) string {
	start := true
	return strings.Map(func(r rune) rune {
		first := start
		if start = unicode.IsSpace(r); first {
			return unicode.ToLower(r)
		}
		return r
	}, s)
}

func swapCase(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, s)
}

func initials(s string) string {
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}

// caseWords cuts a name at what is no letter or digit and before a capital that
// starts a word.
func caseWords(s string) (out []string) {
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, string(word))
		}
		word = nil
	}
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			continue
		case unicode.IsUpper(r) && i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsUpper(runes[i-1]) && unicode.IsLower(runes[i+1])):
			flush()
		}
		word = append(word, r)
	}
	flush()
	return out
}

func lowerAll(words []string) []string {
	for i, w := range words {
		words[i] = strings.ToLower(w)
	}
	return words
}

func camel(s string) string {
	var b strings.Builder
	for _, w := range caseWords(s) {
		r, n := utf8.DecodeRuneInString(w)
		b.WriteString(string(unicode.ToUpper(r)) + w[n:])
	}
	return b.String()
}
