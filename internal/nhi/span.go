package nhi

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"sort"
	"sync"
	"unicode/utf8"
)

// File is one input file: its path and its bytes. A File is shared by every
// fact read from it; a file that gave no fact is garbage as soon as its
// analyzer returns.
type File struct {
	// Path is relative to the scan root, with forward slashes.
	Path string

	text  []byte
	once  sync.Once
	lines []int // byte offset at which each line starts

	// later, where it is given, reads the text when somebody asks for it; size is
	// what is known of it until then.
	later func() []byte
	read  sync.Once
	size  int

	// A derived file is no file that anybody wrote: pieces say where it came from.
	derived bool
	pieces  []Piece
}

// NewFile makes a File of bytes that nobody changes afterwards.
func NewFile(path string, text []byte) *File { return &File{Path: path, text: text} }

// NewLater makes a File of a known size whose bytes are read when they are asked
// for. What cannot be read any more is blank.
func NewLater(path string, size int, read func() ([]byte, error)) *File {
	return &File{Path: path, size: size, later: func() []byte {
		text, err := read()
		if err != nil || len(text) != size {
			text = bytes.Repeat([]byte{' '}, size)
		}
		return text
	}}
}

// Bytes returns the content. The caller must not change it.
func (f *File) Bytes() []byte {
	if f.later != nil {
		f.read.Do(func() { f.text = f.later() })
	}
	return f.text
}

// Len is the size in bytes.
func (f *File) Len() int {
	if f.later != nil {
		return f.size
	}
	return len(f.text)
}

// String is the path: a File never prints its content.
func (f *File) String() string { return f.Path }

// Format keeps every verb, %+v and %#v included, from printing the content.
func (f *File) Format(s fmt.State, _ rune) { fmt.Fprint(s, f.Path) }

func (f *File) table() []int {
	f.once.Do(func() {
		text := f.Bytes()
		f.lines = append(f.lines, 0)
		for i := 0; i < len(text); i++ {
			switch text[i] {
			case '\n':
				f.lines = append(f.lines, i+1)
			case '\r':
				if i+1 == len(text) || text[i+1] != '\n' {
					f.lines = append(f.lines, i+1)
				}
			}
		}
	})
	return f.lines
}

// Lines is the number of lines; a file that ends in a line break has an empty
// last one.
func (f *File) Lines() int { return len(f.table()) }

// LineStart is the byte offset at which line n (from 1) starts. Lines past the
// end give the length of the file.
func (f *File) LineStart(n int) int {
	t := f.table()
	if n < 1 {
		return 0
	}
	if n > len(t) {
		return f.Len()
	}
	return t[n-1]
}

// Line returns line n (from 1) without its line break.
func (f *File) Line(n int) []byte {
	if n < 1 || n > f.Lines() {
		return nil
	}
	return bytes.TrimRight(f.Bytes()[f.LineStart(n):f.LineStart(n+1)], "\r\n")
}

// LineOf is the line, from 1, that holds a byte offset.
func (f *File) LineOf(offset int) int {
	t := f.table()
	return sort.Search(len(t), func(i int) bool { return t[i] > offset })
}

// At makes the span of two byte offsets, cut to the file.
func (f *File) At(start, end int) Span {
	start = min(max(start, 0), f.Len())
	end = min(max(end, start), f.Len())
	return Span{File: f, Start: start, End: end}
}

// LineSpan is the span of line n without its indentation and line break.
func (f *File) LineSpan(n int) Span {
	start := f.LineStart(n)
	line := f.Line(n)
	trimmed := bytes.TrimLeft(line, " \t")
	return f.At(start+len(line)-len(trimmed), start+len(line))
}

// column is the column, from 1, in UTF-16 units: the unit of SARIF and of the
// Language Server Protocol. A byte that is no UTF-8 counts as one unit.
func (f *File) column(offset int) int {
	n, text := 1, f.Bytes()
	for i := f.LineStart(f.LineOf(offset)); i < offset && i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r > 0xFFFF {
			n++
		}
		n++
		i += size
	}
	return n
}

// Span is a stretch of a file in byte offsets, start inclusive and end
// exclusive: the only form that a position has inside the program.
type Span struct {
	File       *File
	Start, End int
}

// Valid says whether the span is a position at all. A fact without a valid
// span is refused.
func (s Span) Valid() bool {
	return s.File != nil && 0 <= s.Start && s.Start <= s.End && s.End <= s.File.Len()
}

// Text returns the bytes under the span.
func (s Span) Text() string {
	if !s.Valid() {
		return ""
	}
	return string(s.File.Bytes()[s.Start:s.End])
}

// Overlaps says whether two spans share a byte. Empty spans overlap what they
// touch.
func (s Span) Overlaps(o Span) bool {
	if s.File != o.File || s.File == nil {
		return false
	}
	if s.Start == s.End || o.Start == o.End {
		return s.Start <= o.End && o.Start <= s.End
	}
	return s.Start < o.End && o.Start < s.End
}

// Union is the smallest span that covers both; of two files, the first.
func (s Span) Union(o Span) Span {
	if !s.Valid() {
		return o
	}
	if !o.Valid() || s.File != o.File {
		return s
	}
	return Span{s.File, min(s.Start, o.Start), max(s.End, o.End)}
}

// String is FILE:LINE:COLUMN, never the text.
func (s Span) String() string {
	if !s.Valid() {
		return "-"
	}
	p := s.Position()
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Format keeps every verb from reaching into the file.
func (s Span) Format(w fmt.State, _ rune) { fmt.Fprint(w, s.String()) }

// Position is a span as the world outside counts it.
type Position struct {
	File      string `json:"file"`       // path relative to the scan root, forward slashes
	Line      int    `json:"line"`       // from 1
	Column    int    `json:"column"`     // from 1, in UTF-16 units
	EndLine   int    `json:"end_line"`   // from 1
	EndColumn int    `json:"end_column"` // from 1, in UTF-16 units, exclusive
	Start     int    `json:"start"`      // byte offset
	End       int    `json:"end"`        // byte offset, exclusive
}

// Position converts the span through the file's line table.
func (s Span) Position() Position {
	if !s.Valid() {
		return Position{}
	}
	return Position{
		File: s.File.Path,
		Line: s.File.LineOf(s.Start), Column: s.File.column(s.Start),
		EndLine: s.File.LineOf(s.End), EndColumn: s.File.column(s.End),
		Start: s.Start, End: s.End,
	}
}

// Compare orders spans by path, then by offset; those without a file come first.
func (s Span) Compare(o Span) int {
	if s.File != o.File {
		switch {
		case s.File == nil:
			return -1
		case o.File == nil:
			return 1
		}
		if c := cmp.Compare(s.File.Path, o.File.Path); c != 0 {
			return c
		}
	}
	if s.Start != o.Start {
		return cmp.Compare(s.Start, o.Start)
	}
	return cmp.Compare(s.End, o.End)
}

// Less says whether a span comes first.
func (s Span) Less(o Span) bool { return s.Compare(o) < 0 }

// Step is a related place with what it has to do with a fact: one stop on the
// path of a value, a binding, or another holder of the same identity.
type Step struct {
	At   Span   `json:"at"`
	Note string `json:"note"`
}

// MarshalJSON writes the position that the span stands for.
func (s Span) MarshalJSON() ([]byte, error) { return json.Marshal(s.Position()) }
