package tree

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Render writes nodes as a stream of YAML documents, one for each, and says of
// every stretch where it is written. It is for what formats put together out of
// several files: the text is new, the places are those of its parts. What no node
// has belongs to the document's own span.
func Render(path string, roots []*Node) *nhi.File {
	w := &renderer{}
	for i, root := range roots {
		if i > 0 {
			w.own("---\n", root.Span)
		}
		w.root = root.Span.Origin()
		w.node(root, 0, false)
	}
	return nhi.NewDerived(path, w.b, w.pieces)
}

type renderer struct {
	b      []byte
	pieces []nhi.Piece
	root   nhi.Span
}

// text adds text from a place.
func (w *renderer) text(s string, from nhi.Span) {
	if s == "" {
		return
	}
	if from.Valid() {
		w.pieces = append(w.pieces, nhi.Piece{Start: len(w.b), End: len(w.b) + len(s), From: from, Site: w.root})
	}
	w.b = append(w.b, s...)
}

// own adds what stands between values.
func (w *renderer) own(s string, root nhi.Span) {
	if n := len(w.pieces); n > 0 && w.pieces[n-1].End == len(w.b) && w.pieces[n-1].From == root && w.pieces[n-1].Site == root {
		w.pieces[n-1].End += len(s)
	} else if root.Valid() {
		w.pieces = append(w.pieces, nhi.Piece{Start: len(w.b), End: len(w.b) + len(s), From: root, Site: root})
	}
	w.b = append(w.b, s...)
}

func (w *renderer) node(n *Node, indent int, inline bool) {
	pad := strings.Repeat(" ", indent)
	switch {
	case n == nil:
		w.own(" null\n", w.root)
	case n.Kind == Mapping && len(n.Fields) > 0:
		if inline {
			w.own("\n", w.root)
		}
		for i, f := range n.Entries() {
			if i > 0 || inline {
				w.own(pad, w.root)
			}
			w.scalar(&Node{Kind: String, Text: f.Key, Span: f.KeySpan, Exact: true}, 0, false)
			w.own(":", w.root)
			below := indent + 2
			if f.Value != nil && f.Value.Kind == Sequence {
				below = indent
			}
			w.node(f.Value, below, true)
		}
	case n.Kind == Sequence && len(n.Items) > 0:
		if inline {
			w.own("\n", w.root)
		}
		for i, item := range n.Items {
			if i > 0 || inline {
				w.own(pad, w.root)
			}
			w.own("-", w.root)
			if item != nil && item.Kind == Mapping && len(item.Fields) > 0 {
				w.own(" ", w.root)
				w.node(item, indent+2, false)
				continue
			}
			w.node(item, indent+2, true)
		}
	default:
		if inline {
			w.own(" ", w.root)
		}
		switch n.Kind {
		case Mapping:
			w.text("{}", n.Span.Origin())
		case Sequence:
			w.text("[]", n.Span.Origin())
		default:
			w.scalar(n, indent, true)
		}
		w.own("\n", w.root)
	}
}

// plainScalar is what needs no quotes in YAML, and plainWords are what is read as
// something else than text.
var (
	plainScalar = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[A-Za-z/_$][A-Za-z0-9_./@=+$(){}:,*<>~^!?;|&%\\-]*$`)
	})
	plainWords = map[string]bool{"true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "y": true, "n": true, "null": true}
)

func (w *renderer) scalar(n *Node, indent int, block bool) {
	from := n.Span.Origin()
	text := n.Text
	switch {
	case n.Kind == Null:
		w.text("null", from)
	case n.Kind != String:
		if text == "" {
			text = "null"
		}
		w.text(text, from)
	case block && literal(text):
		w.block(n, indent)
	case plainScalar().MatchString(text) && !strings.HasSuffix(text, ":") && !plainWords[strings.ToLower(text)]:
		w.text(text, from)
	default:
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		_ = e.Encode(text)
		q := strings.TrimSuffix(b.String(), "\n")
		if len(q) == len(text)+2 {
			w.own(`"`, w.root)
			w.text(text, from)
			w.own(`"`, w.root)
			return
		}
		w.text(q, from)
	}
}

// literal says whether a text of several lines can stand as a literal block.
func literal(s string) bool {
	if !strings.Contains(strings.TrimRight(s, "\n"), "\n") || strings.TrimLeft(s, " \t\n") != s {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r == 0x7F || r >= 0x80 && r < 0xA0 || r == 0xFEFF || r == 0x2028 || r == 0x2029 || r == 0xFFFD
	})
}

// block writes a text line by line, each from the line of its source.
func (w *renderer) block(n *Node, indent int) {
	body := strings.TrimRight(n.Text, "\n")
	switch len(n.Text) - len(body) {
	case 0:
		w.own("|-\n", w.root)
	case 1:
		w.own("|\n", w.root)
	default:
		w.own("|+\n", w.root)
		body = n.Text[:len(n.Text)-1]
	}
	pad := strings.Repeat(" ", max(indent, 2))
	whole := n.Span.Origin()
	at := 0
	source := n.Span.Text()
	for i, line := range strings.Split(body, "\n") {
		if i > 0 {
			w.own("\n", w.root)
		}
		if line == "" {
			continue
		}
		w.own(pad, w.root)
		if j := strings.Index(source[at:], line); j >= 0 {
			w.text(line, n.Span.File.At(n.Span.Start+at+j, n.Span.Start+at+j+len(line)).Origin())
			at += j + len(line)
			continue
		}
		w.text(line, whole)
	}
}
