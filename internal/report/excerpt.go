package report

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/nhivet/nhivet/internal/nhi"
)

const (
	// maxExcerpt is how many columns of a line an excerpt shows.
	maxExcerpt = 100
	// leadExcerpt is how many of them may stand before the place, where the line is
	// longer than that.
	leadExcerpt = 40
	// maxCluster bounds one character with all its combining marks, in bytes: text
	// for people has a few marks, and a family of four in one emoji takes 25 bytes.
	maxCluster = 32
	// beforeExcerpt and afterExcerpt are how many bytes on both sides of a place's start
	// are looked at, four for each column: a minified file is one line of megabytes.
	beforeExcerpt = 4 * leadExcerpt
	afterExcerpt  = 4 * maxExcerpt
	// maxExcerpts is how many findings of a report have one. A person reads fewer, and
	// each costs half a millisecond in a minified file.
	maxExcerpts = 2000
)

// excerpt is the line of a span and the line of carets under it, without the
// number and the bar before them. There is none where a file has no text there.
//
//	args: [langgraph, up]
//	       ^^^^^^^^^
func excerpt(s nhi.Span, hidden []nhi.Span) (source, carets string, ok bool) {
	if !s.Valid() || s.File.Derived() {
		return "", "", false
	}
	line := s.File.LineOf(s.Start)
	from := s.File.LineStart(line)
	text := s.File.Line(line)
	if len(bytes.TrimSpace(text)) == 0 {
		return "", "", false
	}
	cells := cellsOf(s.File, from, from+len(text), s, hidden)
	first, last := len(cells), len(cells) // of the cells, those under the span
	for i, c := range cells {
		if c.end > s.Start && c.start < max(s.End, s.Start+1) {
			first, last = min(first, i), i+1
		}
	}
	if first == len(cells) { // a place behind the text, where something is missing
		last = first
	}
	cells, first, last = window(cells, first, last)
	var b, under strings.Builder
	for i, c := range cells {
		b.WriteString(c.text)
		switch {
		case i < first:
			under.WriteString(strings.Repeat(" ", c.width))
		case i < last:
			under.WriteString(strings.Repeat("^", max(c.width, 1)))
		}
	}
	if first == last {
		under.WriteByte('^')
	}
	return strings.TrimRight(b.String(), " "), under.String(), true
}

// cell is what is shown for some bytes of a file: a character, or a word in place
// of a secret.
type cell struct {
	text       string
	width      int
	start, end int
}

// cellsOf are the cells of a line around a span.
func cellsOf(f *nhi.File, from, to int, s nhi.Span, hidden []nhi.Span) []cell {
	text := f.Bytes()
	left, right := from, to
	if s.Start-from > beforeExcerpt {
		left = boundary(text, s.Start-beforeExcerpt)
	}
	if to-s.Start > afterExcerpt {
		right = boundary(text, s.Start+afterExcerpt)
	}
	var cells []cell
	if left > from {
		cells = append(cells, cell{"…", 1, left, left})
	}
	at := left
	for _, m := range append(masks(f, left, right, left > from, right < to, hidden), mask{right, right}) {
		cells = append(cells, characters(text[at:m.start], at)...)
		if m.start < m.end {
			cells = append(cells, cell{nhi.Redacted, len(nhi.Redacted), m.start, m.end})
		}
		at = max(at, m.end)
	}
	if right < to {
		cells = append(cells, cell{"…", 1, right, to})
	}
	return cells
}

// boundary is the start of the character that a byte is of.
func boundary(text []byte, i int) int {
	for n := 0; n < utf8.UTFMax && i > 0 && !utf8.RuneStart(text[i]); n++ {
		i--
	}
	return i
}

// characters are the cells of plain text, safe for a terminal and as wide as it
// will show them.
func characters(text []byte, at int) []cell {
	var cells []cell
	for g := displaywidth.BytesGraphemes(text); g.Next(); {
		raw := g.Value()
		end := at + len(raw)
		c := cell{Clean(string(raw)), g.Width(), at, end}
		switch {
		case len(raw) > maxCluster:
			_, size := utf8.DecodeRune(raw)
			c.text = Clean(string(raw[:size])) + "…"
			c.width = displaywidth.String(c.text)
		case raw[0] == '\t':
			c.text, c.width = "  ", 2
		case c.text != string(raw):
			c.width = displaywidth.String(c.text)
		}
		cells = append(cells, c)
		at = end
	}
	return cells
}

// window keeps as many cells as fit, the first ones of the place among them.
func window(cells []cell, first, last int) ([]cell, int, int) {
	total := 0
	for _, c := range cells {
		total += c.width
	}
	if total <= maxExcerpt {
		return cells, first, last
	}
	from, before := first, 0
	for from > 0 && before+cells[from-1].width <= leadExcerpt {
		from--
		before += cells[from].width
	}
	var out []cell
	if from > 0 {
		out = append(out, cell{text: "…", width: 1})
	}
	skipped := from - len(out)
	width, to := len(out), from
	for to < len(cells) && width+cells[to].width < maxExcerpt {
		width += cells[to].width
		to++
	}
	out = append(out, cells[from:to]...)
	if to < len(cells) {
		out = append(out, cell{text: "…", width: 1})
	}
	return out, first - skipped, min(last, to) - skipped
}

// excerpt prints the line of a finding with carets under its place.
func (p *printer) excerpt(f *nhi.Finding) {
	if p.excerpts == maxExcerpts {
		return
	}
	source, carets, ok := excerpt(f.At, p.hidden[f.At.File])
	if !ok {
		return
	}
	p.excerpts++
	number := strconv.Itoa(f.At.File.LineOf(f.At.Start))
	bar := p.paint("2", "|")
	p.printf("    %s %s %s\n", p.paint("2", number), bar, source)
	marks := strings.TrimLeft(carets, " ")
	p.printf("    %s %s %s%s\n", strings.Repeat(" ", len(number)), bar, carets[:len(carets)-len(marks)], p.paint(colors[f.Level], marks))
}
