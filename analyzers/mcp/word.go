package mcp

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// word is a piece of text with the bytes that spell it: an argument, a header's
// value, a part of an address. Its text may be secret; it is never printed.
type word struct {
	text string
	at   nhi.Span
	// exact says that the bytes under the span are the text, so that a part of
	// one has its own place too.
	exact bool
}

// wordOf makes a word of a scalar.
func wordOf(n *tree.Node) word { return newWord(n.Str(), n.Span) }

func newWord(text string, at nhi.Span) word {
	return word{text, at, at.Valid() && at.End-at.Start == len(text) && at.Text() == text}
}

// cut is the stretch of a word between two offsets of its text. Where escapes
// make the bytes differ from the text, the span stays the whole word's.
func (w word) cut(start, end int) word {
	start = min(max(start, 0), len(w.text))
	end = min(max(end, start), len(w.text))
	part := word{w.text[start:end], w.at, w.exact}
	if w.exact {
		part.at = w.at.File.At(w.at.Start+start, w.at.Start+end)
	}
	return part
}

// from is the rest of a word.
func (w word) from(start int) word { return w.cut(start, len(w.text)) }

// trim drops blanks and one pair of quotes around a word.
func (w word) trim() word {
	start, end := 0, len(w.text)
	for start < end && blank(w.text[start]) {
		start++
	}
	for end > start && blank(w.text[end-1]) {
		end--
	}
	if end-start >= 2 && w.text[start] == w.text[end-1] && (w.text[start] == '"' || w.text[start] == '\'') {
		start, end = start+1, end-1
	}
	return w.cut(start, end)
}

// pair splits a word at the first separator.
func (w word) pair(sep string) (key, value word, ok bool) {
	i := strings.Index(w.text, sep)
	if i < 0 {
		return w, word{}, false
	}
	return w.cut(0, i), w.from(i + len(sep)), true
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// shell splits a command line as a shell would, as far as that is plain: at
// blanks, honouring quotes, up to the first operator.
func (w word) shell() []word {
	var out []word
	text := w.text
	for i := 0; i < len(text); {
		if blank(text[i]) {
			i++
			continue
		}
		if strings.IndexByte("|&;<>", text[i]) >= 0 {
			break
		}
		start, quote := i, byte(0)
		for ; i < len(text); i++ {
			c := text[i]
			if quote != 0 {
				if c == quote {
					quote = 0
				}
				continue
			}
			if c == '\'' || c == '"' {
				quote = c
				continue
			}
			if blank(c) || strings.IndexByte("|&;<>", c) >= 0 {
				break
			}
		}
		out = append(out, w.cut(start, i).trim())
	}
	return out
}
