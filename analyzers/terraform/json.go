package terraform

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// document reads a text that is JSON: a heredoc, mostly. Parts that are not known
// become holes, and every node keeps the place of the bytes that spell it. nil
// when it is no JSON.
func (v *value) document() *value {
	if v == nil {
		return nil
	}
	if v.structured != nil {
		return v.structured
	}
	if v.kind != scalar || v.typ != 's' {
		return nil
	}
	pieces := v.pieces
	if len(pieces) == 0 {
		pieces = []piece{{text: v.text, span: v.span}}
	}
	if t := strings.TrimSpace(v.text); t == "" || t[0] != '{' && t[0] != '[' {
		return nil
	}
	var b strings.Builder
	var starts []int
	quoted, escaped := false, false
	for _, p := range pieces {
		starts = append(starts, b.Len())
		if p.hole {
			// Inside of a text a hole is a part of it; elsewhere it stands for a value.
			hole := strings.Map(func(r rune) rune {
				if r == '"' || r == '\\' || r < ' ' {
					return ' '
				}
				return r
			}, p.text)
			if !quoted {
				hole = `"` + hole + `"`
			}
			b.WriteString(hole)
			continue
		}
		for i := 0; i < len(p.text); i++ {
			switch c := p.text[i]; {
			case escaped:
				escaped = false
			case c == '\\' && quoted:
				escaped = true
			case c == '"':
				quoted = !quoted
			}
		}
		b.WriteString(p.text)
	}
	f := nhi.NewFile(v.span.File.String(), []byte(b.String()))
	n, notices := tree.JSON(f)
	if n == nil || len(notices) > 0 && n.Kind != tree.Mapping && n.Kind != tree.Sequence {
		return nil
	}
	d := &docReader{pieces: pieces, starts: starts, whole: v}
	return d.node(n, 0)
}

type docReader struct {
	pieces []piece
	starts []int
	whole  *value
	lines  map[int][]line // of the pieces that were asked for
}

func (d *docReader) node(n *tree.Node, depth int) *value {
	span := d.span(n.Span)
	switch {
	case depth > 100 || n.Kind == tree.Dynamic:
		return &value{span: span}
	case n.Kind == tree.Null:
		return &value{kind: null, span: span}
	case n.Kind == tree.Sequence:
		out := &value{kind: list, span: span}
		for _, i := range n.Items {
			out.items = append(out.items, d.node(i, depth+1))
		}
		return out
	case n.Kind == tree.Mapping:
		out := &value{kind: object, span: span}
		for _, f := range n.Fields {
			if f.Value != nil {
				out.fields = append(out.fields, member{key: f.Key, keySpan: d.span(f.KeySpan), val: d.node(f.Value, depth+1)})
			}
		}
		return out
	}
	out := text(n.Text, span)
	if n.Kind == tree.Number {
		out.typ = 'n'
	} else if n.Kind == tree.Bool {
		out.typ = 'b'
	}
	out.holes = d.holed(n.Span) || strings.Contains(n.Text, "${")
	if out.holes {
		out.refs = d.refsIn(n)
	}
	return out
}

// refsIn are the references of the holes in a text. Where a piece has several,
// its source tells which belongs to which.
func (d *docReader) refsIn(n *tree.Node) []ref {
	var out []ref
	add := func(refs []ref, named bool) {
		for _, r := range refs {
			if (!named || strings.Contains(n.Text, local(r.addr))) && len(out) < maxRefs && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	for i := max(d.piece(n.Span.Start), 0); i < len(d.pieces) && d.starts[i] < n.Span.End; i++ {
		add(d.pieces[i].refs, !d.pieces[i].hole)
	}
	if len(d.pieces) == 1 && len(d.pieces[0].refs) == 0 {
		add(d.whole.refs, true)
	}
	return out
}

// piece is the piece that a stretch starts in.
func (d *docReader) piece(offset int) int { return sort.SearchInts(d.starts, offset+1) - 1 }

// holed says whether a stretch touches a hole.
func (d *docReader) holed(s nhi.Span) bool {
	for i := max(d.piece(s.Start), 0); i < len(d.pieces) && d.starts[i] < s.End; i++ {
		if d.pieces[i].hole {
			return true
		}
	}
	return false
}

// span maps a stretch of the text put together back to the file.
func (d *docReader) span(s nhi.Span) nhi.Span {
	return d.place(s.Start, false).Union(d.place(s.End, true))
}

func (d *docReader) place(offset int, end bool) nhi.Span {
	at := offset
	if end && at > 0 {
		at--
	}
	i := d.piece(at)
	if i < 0 {
		return d.whole.span
	}
	p := d.pieces[i]
	if p.hole {
		return p.span
	}
	lines, ok := d.lines[i]
	if !ok {
		lines = spelled(p)
		if d.lines == nil {
			d.lines = map[int][]line{}
		}
		d.lines[i] = lines
	}
	in := offset - d.starts[i]
	n := sort.Search(len(lines), func(n int) bool { return lines[n].text > in }) - 1
	if n < 0 || lines[n].src < 0 {
		return p.span
	}
	pos := min(lines[n].src+in-lines[n].text, p.span.End)
	return p.span.File.At(pos, pos)
}

// line is where a line of a piece starts, in the piece's text and in the file; -1
// from where on the bytes are not the text.
type line struct{ text, src int }

// spelled finds the lines of a piece in the file. A flush heredoc drops
// indentation at the left of its lines, and nothing else.
func spelled(p piece) []line {
	var out []line
	src, text := p.span.Text(), p.text
	l := line{src: p.span.Start}
	for more := true; more; {
		var srcLine, textLine string
		srcLine, src, more = strings.Cut(src, "\n")
		textLine, text, _ = strings.Cut(text, "\n")
		if !strings.HasSuffix(srcLine, textLine) {
			return append(out, line{l.text, -1}) // escapes
		}
		out = append(out, line{l.text, l.src + len(srcLine) - len(textLine)})
		l.text += len(textLine) + 1
		l.src += len(srcLine) + 1
	}
	return out
}

// itoa is a number in a name.
func itoa(i int) string { return strconv.Itoa(i) }
