package tree

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// yamlKinds are the kinds of YAML's own tags; every other tag is a string's.
var yamlKinds = map[string]Kind{
	"!!null": Null, "!!bool": Bool, "!!int": Number, "!!float": Number,
}

// scalar finds the bytes of a scalar. start is where the parser says that it
// starts, properties included; what is returned is its extent with quotes and
// markers.
func (r *yamlReader) scalar(n *yaml.Node, out *Node, start, after int) (int, int) {
	out.Kind, out.Text = String, n.Value
	if k, ok := yamlKinds[n.Tag]; ok {
		out.Kind = k
	}
	content := start
	if props := r.properties(start); props > start {
		if content = r.space(props); n.Value == "" && n.Style&^yaml.TaggedStyle == 0 {
			content = props
		}
	}
	var from, to, end int
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		from = content + 1
		to = r.quoted(from, '"')
		end = to + 1
	case n.Style&yaml.SingleQuotedStyle != 0:
		from = content + 1
		to = r.quoted(from, '\'')
		end = to + 1
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		from, to = r.block(content, n.Value)
		end = to
	case n.Value == "":
		// A key without a value: the parser may place the value at the next token.
		if after >= 0 && after < content && content <= r.part.end && start == content &&
			bytes.ContainsAny(r.text[after:content], "\r\n") {
			content, start = after, after
		}
		from, to, end = content, content, content
	default:
		from = content
		to = r.match(from, n.Value)
		end = to
	}
	from, to, end = min(from, r.part.end), min(to, r.part.end), min(end, r.part.end)
	out.Span = r.file.At(from, to)
	out.Exact = string(r.text[out.Span.Start:out.Span.End]) == n.Value
	return start, max(end, out.Span.End)
}

// quoted is the offset of the quote that ends a scalar.
func (r *yamlReader) quoted(i int, quote byte) int {
	for ; i < r.part.end; i++ {
		switch r.text[i] {
		case '\\':
			if quote == '"' {
				i++
			}
		case quote:
			if quote == '"' || i+1 >= r.part.end || r.text[i+1] != quote {
				return i
			}
			i++
		}
	}
	return r.part.end
}

// block finds the content of a block scalar whose marker is at an offset.
func (r *yamlReader) block(marker int, value string) (from, to int) {
	header := r.lineEnd(min(marker, r.part.end))
	if from = r.blanks(header); from >= r.part.end || r.match(from, value) == from {
		return header, header
	}
	// The first line may start with spaces of its own: give them back.
	for v := strings.TrimLeft(value, "\n"); v != "" && (v[0] == ' ' || v[0] == '\t'); v = v[1:] {
		if from > header && (r.text[from-1] == ' ' || r.text[from-1] == '\t') {
			from--
		}
	}
	if len(value) <= r.part.end-from && string(r.text[from:from+len(value)]) == value {
		return from, from + len(value)
	}
	return from, r.lineEnd(r.match(from, value))
}

// match walks along a value and the bytes that spell it, which differ in white
// space only, and returns the offset behind the last byte of the value that is
// not white space. Where they differ otherwise, it stops.
func (r *yamlReader) match(from int, value string) int {
	if len(value) <= r.part.end-from && string(r.text[from:from+len(value)]) == value {
		return from + len(strings.TrimRight(value, " \t\r\n"))
	}
	end := from
	for i, j := from, 0; ; {
		i = r.blanks(i)
		for j < len(value) && blankSize(value[j:]) > 0 {
			j += blankSize(value[j:])
		}
		if i >= r.part.end || j >= len(value) || r.text[i] != value[j] {
			return end
		}
		for i < r.part.end && j < len(value) && r.text[i] == value[j] && blankSize(value[j:]) == 0 {
			i, j = i+1, j+1
		}
		end = i
	}
}

// blanks skips white space and line breaks.
func (r *yamlReader) blanks(i int) int {
	for i < r.part.end {
		if b := r.text[i]; b == ' ' || b == '\t' || b == '\n' || b == '\r' {
			i++
		} else if n := wideBreak(r.text[i:]); b >= utf8.RuneSelf && n > 0 {
			i += n
		} else {
			break
		}
	}
	return i
}

// blankSize is the length of the white space character at the start of s.
func blankSize(s string) int {
	switch s[0] {
	case ' ', '\t', '\n', '\r':
		return 1
	case 0xC2, 0xE2:
		return wideBreak([]byte(s[:min(3, len(s))]))
	}
	return 0
}
