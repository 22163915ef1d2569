package py

import "github.com/nhivet/nhivet/internal/syntax"

// Module is a parsed file.
type Module struct {
	syntax.Module
	// Tokens are those of the file, and from Own on those of fields in its strings,
	// which are parsed when they are asked for.
	Tokens []Token
	Own    int
}

// Strings are the tokens of a Str.
func (m *Module) Strings(e *syntax.Expr) []Token { return m.Tokens[e.First : e.First+e.Count] }

// Text is the value of a Str into which nothing is put; false for anything else.
func (m *Module) Text(e *syntax.Expr) (string, bool) {
	if e == nil || e.Kind != syntax.Str {
		return "", false
	}
	text := ""
	for i, t := range m.Strings(e) {
		if !t.Literal() {
			return "", false
		}
		if i == 0 {
			text = t.Value(m.Source)
		} else {
			text += t.Value(m.Source)
		}
	}
	return text, true
}

// Inside is the place of what stands between the quotes of a Str; of several side
// by side from the first to the last.
func (m *Module) Inside(e *syntax.Expr) (start, end int) {
	list := m.Strings(e)
	return list[0].From(), list[len(list)-1].To()
}

// Pieces are the parts of a Str, in order. The format of a field is left out, but
// fields in it are parts of their own.
func (m *Module) Pieces(e *syntax.Expr) []syntax.Piece {
	if e == nil || e.Kind != syntax.Str {
		return nil
	}
	var out []syntax.Piece
	for _, t := range m.Strings(e) {
		if t.Flags&Endless != 0 {
			return nil
		}
		if t.Flags&Holes == 0 {
			out = append(out, syntax.Piece{Text: t.Value(m.Source)})
			continue
		}
		f := fields{src: m.Source, stop: int(t.End), seen: func(start, end int, text bool) {
			switch {
			case !text:
				out = append(out, syntax.Piece{Expr: m.Expr(start, end)})
			case start < end:
				out = append(out, syntax.Piece{Text: t.part(m.Source, start, end)})
			}
		}}
		f.text(t.From(), quotes(m.Source, t), t.Flags&Raw != 0, 0)
	}
	return out
}
