package sarif

import (
	"strings"
	"unicode/utf8"

	"github.com/nhivet/nhivet/internal/nhi"
	gosarif "github.com/owenrumney/go-sarif/v2/sarif"
)

// root is the base of all URIs: what they are relative to is said in words, as
// an absolute path would differ from machine to machine.
const root = "SRCROOT"

// places makes locations of spans.
type places struct {
	prefix  string
	related int // how many related locations there are so far
	fixes   int // and how many fixes
	columns map[*nhi.File]*columns
}

// location is where a span is, or false when it is no place below the root.
func (p *places) location(s nhi.Span) (*gosarif.PhysicalLocation, bool) {
	if !s.Valid() {
		return nil, false
	}
	uri, ok := relativeURI(p.prefix, s.File.Path)
	if !ok {
		return nil, false
	}
	tight := firstLine(s)
	loc := &gosarif.PhysicalLocation{
		ArtifactLocation: &gosarif.ArtifactLocation{URI: &uri, URIBaseId: ptr(root)},
		Region:           p.region(tight),
	}
	// A context has to be larger than the region, which line breaks alone do not
	// make it.
	whole := s.File.At(s.Start, s.Start+len(strings.TrimRight(s.Text(), " \t\r\n")))
	if tight.Start >= s.Start && tight.End < whole.End {
		loc.ContextRegion = p.region(whole)
	}
	return loc, true
}

// firstLine is the part of a span that lies on its first line with text. In a
// pull request GitHub shows an alert only if every line of its region is in the
// diff, so a block is pointed at by its head. An empty span, where something is
// missing, becomes its line.
func firstLine(s nhi.Span) nhi.Span {
	f := s.File
	line := f.LineOf(s.Start)
	start := s.Start
	stop := f.LineStart(line) + len(f.Line(line))
	for start >= stop && f.LineStart(line+1) < s.End {
		line++
		start = f.LineStart(line)
		stop = start + len(f.Line(line))
	}
	if t := f.At(start, min(s.End, stop)); t.Start < t.End {
		return t
	}
	if t := f.LineSpan(line); t.Start < t.End {
		return t
	}
	return f.At(f.LineStart(line), f.LineStart(line))
}

func (p *places) region(s nhi.Span) *gosarif.Region {
	c := p.columns[s.File]
	if c == nil {
		c = countColumns(s.File)
		if p.columns == nil {
			p.columns = map[*nhi.File]*columns{}
		}
		p.columns[s.File] = c
	}
	startLine, endLine := s.File.LineOf(s.Start), s.File.LineOf(s.End)
	return &gosarif.Region{
		StartLine: &startLine, StartColumn: ptr(c.column(startLine, s.Start)),
		EndLine: &endLine, EndColumn: ptr(c.column(endLine, s.End)),
	}
}

// columns counts columns in UTF-16 units in constant time, however long a line
// is: a minified file of one line can hold thousands of findings.
type columns struct {
	file *nhi.File
	// marks are places between characters, at most markEvery+3 bytes apart.
	marks []mark
}

type mark struct{ offset, units int }

const markEvery = 1024

func countColumns(f *nhi.File) *columns {
	c := &columns{file: f}
	text := f.Bytes()
	units := 0
	for i := 0; i < len(text); {
		if i/markEvery >= len(c.marks) {
			c.marks = append(c.marks, mark{i, units})
		}
		size, n := unitsAt(text[i:])
		i += size
		units += n
	}
	return c
}

// unitsAt is the length of the next character in bytes and in UTF-16 units. A
// byte that is no UTF-8 counts as one unit.
func unitsAt(b []byte) (size, units int) {
	if b[0] < utf8.RuneSelf {
		return 1, 1
	}
	r, size := utf8.DecodeRune(b)
	if r > 0xFFFF {
		return size, 2
	}
	return size, 1
}

// before is the number of units before a byte offset.
func (c *columns) before(offset int) int {
	if len(c.marks) == 0 {
		return 0
	}
	k := min(offset/markEvery, len(c.marks)-1)
	if c.marks[k].offset > offset {
		k-- // the mark is behind a character that straddles its place
	}
	m := c.marks[k]
	text := c.file.Bytes()
	for m.offset < offset && m.offset < len(text) {
		size, n := unitsAt(text[m.offset:])
		m.offset += size
		m.units += n
	}
	return m.units
}

// column is the column, from 1, of a byte offset on a line.
func (c *columns) column(line, offset int) int {
	start := c.file.LineStart(line)
	if offset-start > markEvery {
		return c.before(offset) - c.before(start) + 1
	}
	n := 1
	for text := c.file.Bytes(); start < offset; {
		size, units := unitsAt(text[start:])
		start += size
		n += units
	}
	return n
}
