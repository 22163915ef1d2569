package jobs

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Place turns offsets of a scalar's text into spans of the file. Where the bytes
// are not the text (an indented block, escapes, folded lines) it looks for the
// line, and else for the words; if neither is there, it is the whole scalar.
func Place(n *tree.Node) func(start, end int) nhi.Span {
	whole := n.Span
	if n.Anchor != nil {
		// An alias: this use is where a person would look.
		return func(int, int) nhi.Span { return whole }
	}
	raw := ""
	var lines []int      // where the lines of raw start
	from, number := 0, 0 // the last line that was looked up: most questions come in order
	return func(start, end int) nhi.Span {
		if !whole.Valid() {
			return whole
		}
		start = min(max(start, 0), len(n.Text))
		end = min(max(end, start), len(n.Text))
		if n.Exact {
			return whole.File.At(whole.Start+start, whole.Start+oneLine(n.Text, start, end))
		}
		if lines == nil {
			raw = whole.Text()
			lines = append(lines, 0)
			for i := 0; i < len(raw); i++ {
				if raw[i] == '\n' {
					lines = append(lines, i+1)
				}
			}
		}
		end = oneLine(n.Text, start, end)
		if start < from {
			from, number = 0, 0
		}
		if i := strings.LastIndexByte(n.Text[from:start], '\n'); i >= 0 {
			number += strings.Count(n.Text[from:from+i+1], "\n")
			from += i + 1
		}
		line := n.Text[from:end]
		if number < len(lines) {
			rest := raw[lines[number]:]
			if i := strings.IndexByte(rest, '\n'); i >= 0 {
				rest = rest[:i]
			}
			if i := strings.Index(rest, line); i >= 0 {
				at := whole.Start + lines[number] + i
				return whole.File.At(at+start-from, at+end-from)
			}
		}
		if part := n.Text[start:end]; len(part) > 2 {
			if i := strings.Index(raw, part); i >= 0 {
				return whole.File.At(whole.Start+i, whole.Start+i+len(part))
			}
			if part, _, _ = strings.Cut(part, " "); len(part) > 2 {
				if i := strings.Index(raw, part); i >= 0 && strings.Count(raw, part) == 1 {
					return whole.File.At(whole.Start+i, whole.Start+i+len(part))
				}
			}
		}
		return whole
	}
}

// oneLine cuts a stretch at the end of its first line.
func oneLine(text string, start, end int) int {
	if i := strings.IndexByte(text[start:end], '\n'); i > 0 {
		return start + len(strings.TrimRight(text[start:start+i], " \t\r\\"))
	}
	return end
}
