package tree

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nhivet/nhivet/internal/nhi"
)

// MaxJSON is the largest JSON file in bytes: 32 MB take about 0.2 s.
const MaxJSON = 32 << 20

// JSON reads one JSON value, with the comments and trailing commas that editors
// and agents allow in their settings. A file with an error gives no value: a part
// of it would look like settings that are absent. An empty file gives neither
// value nor notice.
func JSON(f *nhi.File) (*Node, []nhi.Notice) {
	if f.Len() > MaxJSON {
		return nil, []nhi.Notice{tooLarge(f, "JSON", MaxJSON)}
	}
	b := f.Bytes()
	p := &jsonReader{file: f, b: b}
	if !utf8.Valid(b) {
		p.fail(invalidUTF8(b), "UTF-8, found other bytes")
		return nil, p.notices
	}
	p.text = string(b)
	if bytes.HasPrefix(b, utf8BOM) {
		p.i = len(utf8BOM)
	}
	p.space()
	if p.i == len(b) && p.problem == "" {
		return nil, nil
	}
	root := p.value(0)
	if root != nil {
		p.space()
		if p.problem == "" && p.i < len(b) {
			p.fail(p.i, "the end of the file, found more")
			root = nil
		}
	}
	if p.problem != "" {
		if templated(b) >= 0 {
			return nil, []nhi.Notice{templateNotice(f)}
		}
		return nil, p.notices
	}
	return root, p.keys.notices(f, p.notices)
}

// jsonReader parses in one pass over the bytes. Texts are slices of one string,
// nodes come out of slabs: there is no allocation for each value.
type jsonReader struct {
	file    *nhi.File
	b       []byte
	text    string
	i       int
	slab    []Node
	grow    int
	fields  []Field // stack of the fields of open objects
	items   []*Node // stack of the items of open arrays
	keys    keyCheck
	problem string
	notices []nhi.Notice
}

// fail records the first problem.
func (p *jsonReader) fail(at int, want string) *Node {
	if p.problem == "" {
		p.problem = want
		p.notices = append(p.notices, nhi.Notice{Path: p.file.Path, Line: p.file.LineOf(at), Reason: "JSON: expected " + want, Incomplete: true})
	}
	return nil
}

func (p *jsonReader) make(kind Kind, start, end int) *Node {
	if len(p.slab) == 0 {
		p.grow = min(max(16, 2*p.grow), 512)
		p.slab = make([]Node, p.grow)
	}
	n := &p.slab[0]
	p.slab = p.slab[1:]
	n.Kind, n.Span = kind, nhi.Span{File: p.file, Start: start, End: end}
	return n
}

// space skips white space and comments.
func (p *jsonReader) space() {
	for p.i < len(p.b) {
		switch p.b[p.i] {
		case ' ', '\t', '\n', '\r':
			p.i++
		case '/':
			start := p.i
			switch {
			case bytes.HasPrefix(p.b[p.i:], []byte("//")):
				if n := bytes.IndexAny(p.b[p.i:], "\r\n"); n >= 0 {
					p.i += n
				} else {
					p.i = len(p.b)
				}
			case bytes.HasPrefix(p.b[p.i:], []byte("/*")):
				n := bytes.Index(p.b[p.i+2:], []byte("*/"))
				if n < 0 {
					p.fail(start, "the end of this comment, found none")
					p.i = len(p.b)
					return
				}
				p.i += n + 4
			default:
				return
			}
		default:
			return
		}
	}
}

func (p *jsonReader) value(depth int) *Node {
	if p.i >= len(p.b) {
		return p.fail(p.i, "a value, found the end of the file")
	}
	if depth > MaxDepth {
		return p.fail(p.i, "at most 1000 levels of nesting, found more")
	}
	switch c := p.b[p.i]; {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		start := p.i
		text, exact, ok := p.string()
		if !ok {
			return nil
		}
		n := p.make(String, start+1, p.i-1)
		n.Text, n.Exact = text, exact
		return n
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	case c == 't':
		return p.word("true", Bool)
	case c == 'f':
		return p.word("false", Bool)
	case c == 'n':
		return p.word("null", Null)
	}
	return p.fail(p.i, "a value, found another character")
}

func (p *jsonReader) word(w string, kind Kind) *Node {
	end := p.i + len(w)
	if end > len(p.b) || p.text[p.i:end] != w || end < len(p.b) && letter(p.b[end]) {
		return p.fail(p.i, "true, false, null, a number, a string, an array or an object, found another word")
	}
	n := p.make(kind, p.i, end)
	n.Text, n.Exact = p.text[p.i:end], true
	p.i = end
	return n
}

// letter says whether a byte continues a word or a number.
func letter(b byte) bool {
	return b == '_' || b == '.' || b == '+' || b == '-' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}

func (p *jsonReader) digits() bool {
	start := p.i
	for p.i < len(p.b) && p.b[p.i] >= '0' && p.b[p.i] <= '9' {
		p.i++
	}
	return p.i > start
}

func (p *jsonReader) number() *Node {
	start := p.i
	if p.b[p.i] == '-' {
		p.i++
	}
	zero := p.i < len(p.b) && p.b[p.i] == '0'
	from := p.i
	ok := p.digits() && !(zero && p.i > from+1)
	if ok && p.i < len(p.b) && p.b[p.i] == '.' {
		p.i++
		ok = p.digits()
	}
	if ok && p.i < len(p.b) && p.b[p.i]|0x20 == 'e' {
		p.i++
		if p.i < len(p.b) && (p.b[p.i] == '+' || p.b[p.i] == '-') {
			p.i++
		}
		ok = p.digits()
	}
	if !ok || p.i < len(p.b) && letter(p.b[p.i]) {
		return p.fail(start, "a decimal number, found another spelling")
	}
	n := p.make(Number, start, p.i)
	n.Text, n.Exact = p.text[start:p.i], true
	return n
}

// string reads a string at its opening quote, and stops behind the closing one.
func (p *jsonReader) string() (text string, exact, ok bool) {
	open := p.i
	for i := open + 1; i < len(p.b); i++ {
		switch p.b[i] {
		case '"':
			p.i = i + 1
			return p.text[open+1 : i], true, true
		case '\\':
			return p.escaped(open, i)
		case '\n', '\r':
			p.fail(open, "the closing quote on the same line, found the line's end")
			return "", false, false
		}
	}
	p.fail(open, "a closing quote, found the end of the file")
	return "", false, false
}

// escapes are the characters behind a backslash that stand for one byte.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escaped goes on with a string that has an escape at i.
func (p *jsonReader) escaped(open, i int) (text string, exact, ok bool) {
	out := append(make([]byte, 0, i-open+32), p.b[open+1:i]...)
	for i < len(p.b) {
		switch c := p.b[i]; {
		case c == '"':
			p.i = i + 1
			return string(out), false, true
		case c == '\n' || c == '\r':
			p.fail(open, "the closing quote on the same line, found the line's end")
			return "", false, false
		case c != '\\':
			out = append(out, c)
			i++
		case i+1 < len(p.b) && escapes[p.b[i+1]] != 0:
			out = append(out, escapes[p.b[i+1]])
			i += 2
		default:
			r := p.hex(i)
			if r < 0 {
				p.fail(i, "an escape of JSON, found another")
				return "", false, false
			}
			i += 6
			if utf16.IsSurrogate(r) {
				if pair := utf16.DecodeRune(r, p.hex(i)); pair != utf8.RuneError {
					r = pair
					i += 6
				} else {
					r = utf8.RuneError
				}
			}
			out = utf8.AppendRune(out, r)
		}
	}
	p.fail(open, "a closing quote, found the end of the file")
	return "", false, false
}

// hex reads \uXXXX at i; -1 if there is none.
func (p *jsonReader) hex(i int) rune {
	if i+6 > len(p.b) || p.b[i] != '\\' || p.b[i+1] != 'u' {
		return -1
	}
	var r rune
	for _, c := range p.b[i+2 : i+6] {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return r
}

// next skips to the next entry of a collection: past a comma if there was an
// entry before. It says whether the collection ends instead.
func (p *jsonReader) next(closing byte, first bool) (end, ok bool) {
	p.space()
	if p.i < len(p.b) && p.b[p.i] == ',' && !first {
		p.i++
		p.space()
	} else if !first && (p.i >= len(p.b) || p.b[p.i] != closing) {
		p.fail(p.i, "a comma or the closing bracket, found neither")
		return false, false
	}
	if p.i < len(p.b) && p.b[p.i] == closing {
		p.i++
		return true, true
	}
	return false, true
}

func (p *jsonReader) array(depth int) *Node {
	start, base := p.i, len(p.items)
	for p.i++; ; {
		end, ok := p.next(']', len(p.items) == base)
		if !ok {
			return nil
		}
		if end {
			break
		}
		v := p.value(depth + 1)
		if v == nil {
			return nil
		}
		p.items = append(p.items, v)
	}
	n := p.make(Sequence, start, p.i)
	n.Items = append(make([]*Node, 0, len(p.items)-base), p.items[base:]...)
	p.items = p.items[:base]
	return n
}

func (p *jsonReader) object(depth int) *Node {
	start, base := p.i, len(p.fields)
	for p.i++; ; {
		end, ok := p.next('}', len(p.fields) == base)
		if !ok {
			return nil
		}
		if end {
			break
		}
		if p.i >= len(p.b) || p.b[p.i] != '"' {
			return p.fail(p.i, "a key in double quotes or a closing brace, found neither")
		}
		at := p.i
		key, _, ok := p.string()
		if !ok {
			return nil
		}
		span := nhi.Span{File: p.file, Start: at + 1, End: p.i - 1}
		p.space()
		if p.i >= len(p.b) || p.b[p.i] != ':' {
			return p.fail(p.i, "a colon behind the key, found none")
		}
		p.i++
		p.space()
		v := p.value(depth + 1)
		if v == nil {
			return nil
		}
		p.fields = append(p.fields, Field{Key: key, KeySpan: span, Value: v})
	}
	n := p.make(Mapping, start, p.i)
	n.Fields = append(make([]Field, 0, len(p.fields)-base), p.fields[base:]...)
	p.fields = p.fields[:base]
	p.keys.check(n.Fields)
	return n
}
