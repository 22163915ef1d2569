package nhi

import (
	"bytes"
	"reflect"
	"sort"
	"unicode"
)

// Piece is a stretch of a derived file and where it came from.
type Piece struct {
	Start, End int
	// From is where a person would change these bytes. Where it is as long as the
	// piece, its bytes are the piece's one by one.
	From Span
	// Site is the place that put them there: the action of a template, the entry of
	// an overlay. It is From itself for text that is copied as it stands.
	Site Span
}

// NewDerived makes a file that some format renders. The pieces are in order and do
// not overlap. Its path is that of what was rendered, with the scope of its own
// (a chart's values, an overlay) set apart by "//"; see kube.Scope.
func NewDerived(path string, text []byte, pieces []Piece) *File {
	f := NewFile(path, text)
	f.derived, f.pieces = true, pieces
	return f
}

// Derived says whether the file was rendered and is nowhere to be edited.
func (f *File) Derived() bool { return f.derived }

// Origin is the span that a person would edit: of a span of a derived file, where
// its bytes came from; every other span itself. A span that no piece covers has no
// origin and is not valid.
//
// Bytes of one piece have its origin. Where several pieces of one site make a
// value, the stretch that they come from stands for them; where several sites do
// (a name put together of two settings), the sites.
func (s Span) Origin() Span {
	for s.Valid() && s.File.derived {
		s = s.origin()
	}
	return s
}

// Site is the place that put a span of a derived file there, where its bytes are
// set in another file: the action of a template, not the value. It is not valid
// where the origin says it all.
func (s Span) Site() Span {
	for s.Valid() && s.File.derived {
		from := s.origin()
		if pieces := s.pieces(); len(pieces) > 0 && from.Valid() {
			if site := pieces[0].at(s); site.File != from.File {
				return site.Origin()
			}
		}
		s = from
	}
	return Span{}
}

func (s Span) origin() Span {
	pieces := s.pieces()
	if len(pieces) == 0 {
		return Span{}
	}
	first := pieces[0]
	site, from, one := first.at(s), Span{}, true
	for _, p := range pieces {
		if at := p.at(s); at.File == site.File {
			site = site.Union(at)
		}
		one = one && (p.Site == first.Site || s.blank(p))
		// The dashes, colons and quotes that an action prints between values.
		if p.From == p.Site && len(pieces) > 1 && s.bare(p) {
			continue
		}
		cut := p.cut(s)
		one = one && (!from.Valid() || from.File == cut.File)
		from = from.Union(cut)
	}
	if one && from.Valid() {
		return from
	}
	return site
}

// bare says whether there are no letters and digits of a piece under a span.
func (s Span) bare(p Piece) bool {
	return !bytes.ContainsFunc(s.File.text[max(p.Start, s.Start):min(p.End, s.End)], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// blank says whether there is only white space of a piece under a span.
func (s Span) blank(p Piece) bool {
	return len(bytes.TrimSpace(s.File.text[max(p.Start, s.Start):min(p.End, s.End)])) == 0
}

// at is the site of the part of a piece that lies under a span.
func (p Piece) at(s Span) Span {
	if p.Site == p.From {
		return p.cut(s)
	}
	return p.Site
}

// pieces are those under a span, white space left out unless there is nothing
// else.
func (s Span) pieces() []Piece {
	all := s.File.pieces
	i := sort.Search(len(all), func(i int) bool { return all[i].End > s.Start })
	if s.Start == s.End {
		// What is absent stands behind what should have had it.
		if i > 0 && (i == len(all) || all[i].Start >= s.Start) && all[i-1].End == s.Start {
			i--
		}
		if i == len(all) {
			i--
		}
		if i < 0 {
			return nil
		}
		return all[i : i+1]
	}
	j := i
	for j < len(all) && all[j].Start < s.End {
		j++
	}
	for j-i > 1 && s.blank(all[i]) {
		i++
	}
	for j-i > 1 && s.blank(all[j-1]) {
		j--
	}
	return all[i:j]
}

// cut is the origin of the part of a piece that lies under a span.
func (p Piece) cut(s Span) Span {
	if p.From.End-p.From.Start != p.End-p.Start || !p.From.Valid() {
		return p.From
	}
	start := p.From.Start + max(s.Start, p.Start) - p.Start
	return p.From.File.At(start, max(start, p.From.Start+min(s.End, p.End)-p.Start))
}

// Resolve moves every place in the facts of a unit from derived files to their
// origins. A fact whose place has none keeps an invalid span, and is refused.
func (f *Facts) Resolve(files []*File) {
	derived := map[string]*File{}
	for _, file := range files {
		if file.derived {
			derived[file.Path] = file
		}
	}
	if len(derived) == 0 {
		return
	}
	for i := range f.Notices {
		n := &f.Notices[i]
		file := derived[n.Path]
		if file == nil {
			continue
		}
		at := file.LineSpan(max(n.Line, 1)).Origin()
		if !at.Valid() {
			at = file.At(0, file.Len()).Origin()
		}
		if at.Valid() {
			n.Path, n.Reason = at.File.Path, "rendered: "+n.Reason
			if n.Line > 0 {
				n.Line = at.Position().Line
			}
		}
	}
	for _, e := range f.Edges {
		e.Via = e.At.Site()
	}
	v := reflect.ValueOf(f).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).Type != reflect.TypeFor[[]*File]() {
			resolve(v.Field(i))
		}
	}
}

// resolve walks a value down to its spans.
func resolve(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			resolve(v.Elem())
		}
	case reflect.Slice:
		switch v.Type().Elem().Kind() {
		case reflect.Pointer, reflect.Struct:
			for i := range v.Len() {
				resolve(v.Index(i))
			}
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Span]() {
			if s := v.Interface().(Span); s.Valid() && s.File.derived {
				v.Set(reflect.ValueOf(s.Origin()))
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				resolve(v.Field(i))
			}
		}
	}
}
