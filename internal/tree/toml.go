package tree

import (
	"bytes"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/open-policy-agent/conftest/parser/toml"

	"github.com/nhivet/nhivet/internal/nhi"
)

// MaxTOML is the largest TOML file in bytes.
const MaxTOML = 2 << 20

var tomlLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`line (\d+)`) })

// TOML reads a TOML file. The library gives the values and says whether they are
// TOML at all; where they stand is found by a scanner of our own, and an exact
// span was compared with the library's text.
func TOML(f *nhi.File) (root *Node, notices []nhi.Notice) {
	fail := func(line int, reason string) (*Node, []nhi.Notice) {
		return nil, []nhi.Notice{{Path: f.Path, Line: line, Reason: "TOML: " + reason, Incomplete: true}}
	}
	text := f.Bytes()
	switch {
	case len(text) > MaxTOML:
		return nil, []nhi.Notice{tooLarge(f, "TOML", MaxTOML)}
	case !utf8.Valid(text):
		return fail(f.LineOf(invalidUTF8(text)), "expected UTF-8, found other bytes")
	}
	s := &tomlScan{b: text, root: &tomlAt{}}
	plain := bytes.TrimPrefix(text, utf8BOM)
	s.i = len(text) - len(plain)
	// The scanner is first: the library recurses without a limit.
	scanned := s.file()
	if s.deep {
		return fail(f.LineOf(s.i), "expected at most 1000 levels of nesting, found more")
	}
	defer func() {
		if p := recover(); p != nil {
			root, notices = fail(0, "the parser gave up on this file")
		}
	}()
	var v map[string]any
	if scanned {
		if err := (&toml.Parser{}).Unmarshal(plain, &v); err != nil {
			line := 0
			if m := tomlLine().FindStringSubmatch(err.Error()); m != nil {
				line, _ = strconv.Atoi(m[1])
			}
			scanned = false
			s.i = f.LineStart(line)
		}
	}
	if !scanned {
		line := f.LineOf(min(s.i, len(text)))
		if templated(f.Line(line)) >= 0 {
			return nil, []nhi.Notice{templateNotice(f)}
		}
		return fail(line, "expected a table header or a key and a value, found something else")
	}
	s.root.start, s.root.end = 0, len(text)
	r := &tomlReader{f}
	return r.node(v, s.root, f.At(0, len(text))), nil
}

// tomlAt is where a value stands. Tables that are continued in several places
// cover them all.
type tomlAt struct {
	keyStart, keyEnd int
	start, end       int
	fields           map[string]*tomlAt
	items            []*tomlAt
	tables           bool // an array of tables: paths go on in its last item
}

// at finds or makes the entry of a key.
func (t *tomlAt) at(key tomlKey) *tomlAt {
	if t.tables && len(t.items) > 0 {
		t = t.items[len(t.items)-1]
	}
	if next := t.fields[key.text]; next != nil {
		return next
	}
	if t.fields == nil {
		t.fields = map[string]*tomlAt{}
	}
	next := &tomlAt{keyStart: key.start, keyEnd: key.end, start: -1}
	t.fields[key.text] = next
	return next
}

// cover widens the stretch of a table.
func (t *tomlAt) cover(start, end int) {
	if t.start < 0 {
		t.start, t.end = start, end
	}
	t.start, t.end = min(t.start, start), max(t.end, end)
}

type tomlKey struct {
	text       string
	start, end int
}

// tomlScan finds keys and values. It accepts more than TOML, never less.
type tomlScan struct {
	b    []byte
	i    int
	root *tomlAt
	deep bool
}

// space skips blanks, and line breaks and comments if lines is set.
func (s *tomlScan) space(lines bool) {
	for s.i < len(s.b) {
		switch c := s.b[s.i]; {
		case c == ' ' || c == '\t', lines && (c == '\n' || c == '\r'):
			s.i++
		case lines && c == '#':
			for s.i < len(s.b) && s.b[s.i] != '\n' {
				s.i++
			}
		default:
			return
		}
	}
}

func (s *tomlScan) next(text string) bool {
	if s.i+len(text) > len(s.b) || string(s.b[s.i:s.i+len(text)]) != text {
		return false
	}
	s.i += len(text)
	return true
}

// file scans everything; false where it stops at something it does not know.
func (s *tomlScan) file() bool {
	path := []*tomlAt{s.root}
	for {
		s.space(true)
		if s.i >= len(s.b) {
			return true
		}
		start := s.i
		switch {
		case s.next("[["), s.next("["):
			array := s.i-start == 2
			keys, ok := s.keys()
			if !ok || !s.next("]") || array && !s.next("]") {
				return false
			}
			path = path[:1]
			for _, k := range keys {
				path = append(path, path[len(path)-1].at(k))
			}
			if last := path[len(path)-1]; array {
				last.tables = true
				last.items = append(last.items, &tomlAt{start: start, end: s.i})
			}
			for _, t := range path[1:] {
				t.cover(start, s.i)
			}
		default:
			open, ok := s.entry(path[len(path)-1], 0)
			if !ok {
				return false
			}
			for _, t := range append(open, path[1:]...) {
				t.cover(start, s.i)
				if t.tables && len(t.items) > 0 {
					t.items[len(t.items)-1].cover(start, s.i)
				}
			}
		}
	}
}

// entry scans KEY = VALUE into a table; open are the tables that a dotted key
// goes through.
func (s *tomlScan) entry(table *tomlAt, depth int) (open []*tomlAt, ok bool) {
	keys, ok := s.keys()
	if !ok || !s.next("=") {
		return nil, false
	}
	s.space(false)
	at := table
	for i, k := range keys {
		if at = at.at(k); i < len(keys)-1 {
			open = append(open, at)
		}
	}
	return open, s.value(at, depth+len(keys))
}

// keys scans a dotted key and the blanks behind it.
func (s *tomlScan) keys() (keys []tomlKey, ok bool) {
	for {
		s.space(false)
		k := tomlKey{start: s.i}
		switch {
		case s.i >= len(s.b):
			return nil, false
		case s.b[s.i] == '"' || s.b[s.i] == '\'':
			probe := tomlAt{}
			if !s.quoted(&probe) {
				return nil, false
			}
			k = tomlKey{string(s.b[probe.start:probe.end]), probe.start, probe.end}
			if unquoted, err := strconv.Unquote(`"` + k.text + `"`); err == nil && strings.Contains(k.text, `\`) && s.b[probe.start-1] == '"' {
				k.text = unquoted
			}
		default:
			for s.i < len(s.b) && (letter(s.b[s.i]) && s.b[s.i] != '.' && s.b[s.i] != '+' || s.b[s.i] >= utf8.RuneSelf) {
				s.i++
			}
			if k.end = s.i; k.end == k.start {
				return nil, false
			}
			k.text = string(s.b[k.start:k.end])
		}
		if keys = append(keys, k); len(keys) > MaxDepth {
			s.deep = true
			return nil, false
		}
		s.space(false)
		if !s.next(".") {
			return keys, true
		}
	}
}

// quoted scans a text of any of the four kinds.
func (s *tomlScan) quoted(at *tomlAt) bool {
	quote := s.b[s.i]
	long := string([]byte{quote, quote, quote})
	if s.next(long) {
		at.start = s.i
		if !s.next("\r\n") {
			s.next("\n")
		}
		at.start = s.i
		for s.i < len(s.b) {
			if s.b[s.i] == '\\' && quote == '"' {
				s.i += 2
				continue
			}
			if s.next(long) {
				// Up to two more quotes belong to the text.
				for range 2 {
					if s.i < len(s.b) && s.b[s.i] == quote {
						s.i++
					}
				}
				at.end = s.i - 3
				return true
			}
			s.i++
		}
		return false
	}
	s.i++
	for at.start = s.i; s.i < len(s.b) && s.b[s.i] != '\n'; s.i++ {
		switch {
		case s.b[s.i] == '\\' && quote == '"':
			s.i++
		case s.b[s.i] == quote:
			at.end = s.i
			s.i++
			return true
		}
	}
	return false
}

func (s *tomlScan) value(at *tomlAt, depth int) bool {
	if depth > MaxDepth {
		s.deep = true
		return false
	}
	if s.i >= len(s.b) {
		return false
	}
	start := s.i
	switch s.b[s.i] {
	case '"', '\'':
		return s.quoted(at)
	case '[', '{':
		closing := map[byte]string{'[': "]", '{': "}"}[s.b[s.i]]
		for s.i++; ; {
			s.space(true)
			if s.next(closing) {
				at.start, at.end = start, s.i
				return true
			}
			from := s.i
			if closing == "]" {
				item := &tomlAt{}
				if !s.value(item, depth+1) {
					return false
				}
				at.items = append(at.items, item)
			} else {
				open, ok := s.entry(at, depth+1)
				if !ok {
					return false
				}
				for _, t := range open {
					t.cover(from, s.i)
				}
			}
			s.space(true)
			if !s.next(",") && (s.i >= len(s.b) || s.b[s.i] != closing[0]) {
				return false
			}
		}
	}
	for s.i < len(s.b) && bytes.IndexByte([]byte(",]}#\r\n\t"), s.b[s.i]) < 0 {
		s.i++
	}
	at.start, at.end = start, start+len(bytes.TrimRight(s.b[start:s.i], " "))
	return at.end > at.start
}

// tomlReader makes nodes of the library's values and the scanner's places.
type tomlReader struct{ file *nhi.File }

// node places a value. Without a place it stands, inexactly, where its parent
// starts.
func (r *tomlReader) node(v any, at *tomlAt, outer nhi.Span) *Node {
	span := r.file.At(outer.Start, outer.Start)
	if at == nil {
		at = &tomlAt{start: -1}
	}
	if at.start >= 0 {
		span = within(r.file.At(at.start, at.end), outer)
	}
	n := &Node{Span: span}
	switch v := v.(type) {
	case map[string]any:
		n.Kind = Mapping
		for key, value := range v {
			f := Field{Key: key, KeySpan: r.file.At(span.Start, span.Start)}
			next := at.fields[key]
			if next != nil {
				f.KeySpan = within(r.file.At(next.keyStart, next.keyEnd), span)
			}
			f.Value = r.node(value, next, span)
			n.Fields = append(n.Fields, f)
		}
		sort.Slice(n.Fields, func(i, j int) bool {
			a, b := n.Fields[i], n.Fields[j]
			if a.KeySpan.Start != b.KeySpan.Start {
				return a.KeySpan.Start < b.KeySpan.Start
			}
			return a.Key < b.Key
		})
		return n
	case []map[string]any:
		n.Kind = Sequence
		for i, item := range v {
			n.Items = append(n.Items, r.node(item, at.item(i, len(v)), span))
		}
		return n
	case []any:
		n.Kind = Sequence
		for i, item := range v {
			n.Items = append(n.Items, r.node(item, at.item(i, len(v)), span))
		}
		return n
	case string:
		n.Kind, n.Text = String, v
	case bool:
		n.Kind, n.Text = Bool, strconv.FormatBool(v)
	case int64, float64:
		n.Kind, n.Text = Number, span.Text()
	default: // dates and times
		n.Kind, n.Text = String, span.Text()
	}
	n.Exact = at.start >= 0 && span.Text() == n.Text
	return n
}

// item is the place of item i of n, nil when the scanner saw another number.
func (t *tomlAt) item(i, n int) *tomlAt {
	if len(t.items) != n {
		return nil
	}
	return t.items[i]
}
