package code

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
	"github.com/nhivet/nhivet/internal/wordset"
)

// word is a word of a command line. Its text has a gap in place of each of the
// expressions that are put into it.
type word struct {
	text string
	gaps []thing
	// from is what it was read of. A word that maybe is there depends on a condition.
	from  thing
	maybe bool
}

const gap = "\x00"

// maxGaps bounds the expressions in one command line.
const maxGaps = 64

// words are those of the command line that a call starts.
func (r *reader) words(k call, row *Program) []word {
	first := k.e.Positional(0)
	switch row.Takes {
	case Address, Second:
		if row.Takes == Second {
			first = k.e.Positional(1)
		}
		if first == nil {
			first = k.e.Arg("url")
		}
		return append([]word{{text: "git"}}, r.word(first, k.s))
	case Words:
		var out []word
		for i := range k.e.Args {
			if a := &k.e.Args[i]; a.Name == "" {
				if list := r.listed(a.Value, k); list != nil {
					out = append(out, list...)
				} else if a.Star == 0 && a.Value.Kind != syntax.Dict && a.Value.Kind != syntax.Lambda {
					out = append(out, r.word(a.Value, k.s))
				}
			}
		}
		if len(out) > 0 && strings.Contains(out[0].text, " ") {
			out = append(split(out[0]), out[1:]...)
		}
		return shells(out)
	case List:
		if first == nil {
			first = k.e.Arg("args")
		}
		if list := r.listed(first, k); list != nil {
			return shells(list)
		}
	}
	return shells(split(r.word(first, k.s)))
}

// shells puts the words of a command line in place of a shell that is told to run it.
func shells(list []word) []word {
	if len(list) > 2 && shellNames[path.Base(list[0].text)] && strings.HasPrefix(list[1].text, "-") && strings.HasSuffix(list[1].text, "c") {
		return append(split(list[2]), list[3:]...)
	}
	return list
}

var shellNames = wordset.Of("sh bash zsh dash ash")

// word is what is known of the text of an expression.
func (r *reader) word(e *syntax.Expr, s *scope) word {
	w := word{from: thing{expr: e, s: s}}
	r.piece(e, s, &w, 0)
	return w
}

func (r *reader) piece(e *syntax.Expr, s *scope, w *word, hops int) {
	if e == nil || len(w.text) > maxText || len(w.gaps) >= maxGaps {
		return
	}
	c := s.code
	if t := c.follow(e, s, 0); t.expr != nil && !r.tired(hops) {
		switch {
		case t.expr.Kind == syntax.Str:
			if text, ok := t.s.code.m.Text(t.expr); ok {
				w.text += text
				return
			}
			for _, p := range t.s.code.pieces(t.expr) {
				if p.Expr != nil {
					r.piece(p.Expr, t.s, w, hops+1)
				} else {
					w.text += p.Text
				}
			}
			return
		case t.expr.Kind == syntax.Binary && t.expr.Text == "+":
			r.piece(t.expr.X, t.s, w, hops+1)
			r.piece(t.expr.Y, t.s, w, hops+1)
			return
		case t.expr.Kind == syntax.Call && t.expr.X.Kind == syntax.Attr && t.expr.X.Text == "join" && t.expr.X.X.Kind == syntax.Str:
			for _, part := range r.listed(t.expr.Positional(0), call{t.expr, t.s}) {
				w.text += " " + part.text
				w.gaps = append(w.gaps, part.gaps...)
			}
			return
		}
	}
	w.text += gap
	w.gaps = append(w.gaps, thing{expr: e, s: s})
}

// split takes a command line apart.
func split(line word) []word {
	var out []word
	n := 0
	for _, text := range strings.Fields(line.text) {
		count := strings.Count(text, gap)
		if n+count > len(line.gaps) {
			break
		}
		out = append(out, word{strings.Trim(text, `'"`), line.gaps[n : n+count], line.from, line.maybe})
		n += count
	}
	return out
}

// listed are the words of a list that a call is given, with what is put to its end
// before; nil for what is no list.
func (r *reader) listed(e *syntax.Expr, k call) []word {
	s := k.s
	if e == nil {
		return nil
	}
	if e.Kind == syntax.Star {
		e = e.X
	}
	type part struct {
		at int32
		e  *syntax.Expr
		s  *scope
	}
	var parts []part
	if e.Kind != syntax.Ident {
		parts = append(parts, part{0, e, s})
	} else if home := s.home(e.Text); home != nil {
		for _, b := range home.names[e.Text] {
			value := b.expr
			if b.kind == toUnknown && b.stmt != nil && b.stmt.Kind == syntax.Augment {
				value = b.stmt.Value
			}
			if value != nil && (b.kind == toValue || b.kind == toUnknown) && len(parts) < maxNames {
				parts = append(parts, part{b.at, value, b.s})
			}
		}
	}
	var out []word
	found := false
	one := func(e *syntax.Expr, s *scope, maybe bool) {
		if len(out) < 200 { // no command line is longer
			w := r.word(e, s)
			w.maybe = maybe
			out = append(out, w)
		}
	}
	add := func(e *syntax.Expr, s *scope, maybe bool) {
		if t := s.code.follow(e, s, 0); t.expr == nil || t.expr.Kind == syntax.Dict {
			return
		}
		list, _ := s.code.elements(e, s, 0)
		for _, t := range list {
			found = true
			one(t.expr, t.s, maybe)
		}
	}
	for _, p := range parts {
		add(p.e, p.s, p.at > 0 && r.depends(p.at, p.s, k))
	}
	if e.Kind == syntax.Ident && found {
		for _, g := range s.code.growing(e.Text) {
			if g.e.X.Text == "update" || g.s.code != s.code || s.home(e.Text) != g.s.home(e.Text) || g.e.Start > k.e.Start {
				continue
			}
			maybe := r.depends(g.e.Start, g.s, k)
			for i := range g.e.Args {
				if a := g.e.Args[i].Value; g.e.X.Text == "extend" {
					add(a, g.s, maybe)
				} else if a.Kind != syntax.Star {
					one(a, g.s, maybe)
				}
			}
		}
	}
	if !found {
		return nil
	}
	return out
}

// depends says whether what stands at a place of a function is done under a condition
// that a call does not stand under.
func (r *reader) depends(at int32, s *scope, k call) bool {
	body := s.code.m.Body
	if s.def != nil {
		body = s.def.Body
	}
	found := false
	syntax.Walk(body, func(st *syntax.Stmt) bool {
		if at < st.Start || at >= st.End || found {
			return false
		}
		found = st.Kind == syntax.Block && st.Word != "with" && st.Word != "try" && st.Word != "" && (k.s.code != s.code || k.e.Start < st.Start || k.e.Start >= st.End)
		return true
	})
	return found
}

// home is the scope that a name belongs to; nil for one that nothing here binds.
func (s *scope) home(name string) *scope {
	for ; s != nil; s = s.parent {
		if _, ok := s.names[name]; ok {
			return s
		}
	}
	return nil
}
