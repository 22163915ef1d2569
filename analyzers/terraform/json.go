package terraform

import (
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
	for i := range d.pieces {
		if start, end := d.starts[i], d.end(i); d.pieces[i].hole && start < n.Span.End && end > n.Span.Start {
			out.holes = true
		}
	}
	if i := strings.Index(n.Text, "${"); i >= 0 {
		out.holes = true
	}
	if out.holes {
		// Which reference belongs to which hole is in its source.
		for _, r := range d.whole.refs {
			if strings.Contains(n.Text, r.addr) {
				out.refs = append(out.refs, r)
			}
		}
	}
	return out
}

func (d *docReader) end(i int) int {
	if i+1 < len(d.starts) {
		return d.starts[i+1]
	}
	return 1 << 30
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
	i := sort.SearchInts(d.starts, at+1) - 1
	if i < 0 {
		return d.whole.span
	}
	p := d.pieces[i]
	if p.hole {
		return p.span
	}
	// A flush heredoc drops indentation at the left of its lines, and nothing else.
	src, text, in := p.span.Text(), p.text, offset-d.starts[i]
	pos := p.span.Start
	for {
		srcLine, srcRest, more := strings.Cut(src, "\n")
		textLine, textRest, _ := strings.Cut(text, "\n")
		shift := len(srcLine) - len(textLine)
		if shift < 0 || !strings.HasSuffix(srcLine, textLine) {
			return p.span // escapes: the bytes are not the text
		}
		if in <= len(textLine) || !more {
			pos = min(pos+shift+in, p.span.End)
			return p.span.File.At(pos, pos)
		}
		pos += len(srcLine) + 1
		in -= len(textLine) + 1
		src, text = srcRest, textRest
	}
}

// itoa is a number in a name.
func itoa(i int) string { return strconv.Itoa(i) }
