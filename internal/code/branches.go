package code

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// unended finds the branch on which claims that are signed get no end although another
// branch of the same condition gives them one: somebody thought of it, and left it open.
func (r *reader) unended(k call, claims *syntax.Expr) (nhi.Span, bool) {
	if claims == nil || claims.Kind != syntax.Ident || k.s.def == nil || k.s.code != r.code {
		return nhi.Span{}, false
	}
	var ends []int32
	for _, p := range r.contents(claims, k.s) {
		if p.s != k.s || p.value == nil {
			continue
		}
		key := ""
		if p.target != nil {
			key, _ = r.text(p.target.Y, p.s, 0)
		} else if p.value.Kind == syntax.Dict && (thing{expr: p.value, s: p.s}).entry("exp") != nil {
			key = "exp"
		}
		if key == "exp" {
			if !r.depends(p.value.Start, p.s, k) {
				return nhi.Span{}, false
			}
			ends = append(ends, p.value.Start)
		}
	}
	if len(ends) == 0 {
		return nhi.Span{}, false
	}
	has := func(st *syntax.Stmt) bool {
		for _, at := range ends {
			if st.Start <= at && at < st.End {
				return true
			}
		}
		return false
	}
	var found nhi.Span
	chain := func(branches []*syntax.Stmt) {
		some, tests := false, false
		for _, st := range branches {
			some, tests = some || has(st), tests || r.about(st.Value, k.s)
		}
		open := branches[len(branches)-1]
		switch {
		case !some || found.Valid():
		case open.Word == "else" && len(branches) > 1:
			if !has(open) && !leaves(open.Body) && (tests || r.empty(claims, k.s)) {
				found = r.span(open.Start, open.Start+int32(len("else")))
			}
		case len(branches) == 1 && r.empty(claims, k.s) && r.optional(open.Value, k.s):
			found = r.span(open.Value.Start, open.Value.End)
		}
	}
	var visit func(list []*syntax.Stmt)
	visit = func(list []*syntax.Stmt) {
		for i := 0; i < len(list); i++ {
			if list[i].Kind == syntax.Block && list[i].Word == "if" && list[i].Value != nil {
				j := i + 1
				for j < len(list) && list[j].Kind == syntax.Block && (list[j].Word == "elif" || list[j].Word == "else") {
					j++
				}
				chain(list[i:j])
			}
			if list[i].Kind != syntax.Def && list[i].Kind != syntax.Class {
				visit(list[i].Body)
			}
		}
	}
	visit(k.s.def.Body)
	return found, found.Valid()
}

// about says whether a condition looks at an end that the claims may have already.
func (r *reader) about(e *syntax.Expr, s *scope) bool {
	found := false
	e.Walk(func(e *syntax.Expr) bool {
		switch e.Kind {
		case syntax.Str:
			text, _ := r.m.Text(e)
			found = found || text == "exp"
		case syntax.Ident:
			for _, b := range s.names[e.Text] {
				if b.kind == toValue && b.expr != nil && b.expr.End-b.expr.Start < 200 {
					source := r.m.Source[b.expr.Start:b.expr.End]
					found = found || strings.Contains(source, `"exp"`) || strings.Contains(source, "'exp'")
				}
			}
		}
		return !found
	})
	return found
}

// empty says whether a name begins as a dictionary that is written out whole, without an
// end.
func (r *reader) empty(claims *syntax.Expr, s *scope) bool {
	list := s.names[claims.Text]
	if len(list) != 1 || list[0].kind != toValue || list[0].expr == nil || list[0].expr.Kind != syntax.Dict {
		return false
	}
	d := list[0].expr
	for _, a := range d.Args {
		if a.Star != 0 {
			return false
		}
	}
	return thing{expr: d, s: s}.entry("exp") == nil
}

// optional says whether a condition is a parameter that nobody has to give.
func (r *reader) optional(e *syntax.Expr, s *scope) bool {
	if e.Kind == syntax.Compare && e.Y != nil && e.Y.Kind == syntax.Const {
		e = e.X
	}
	if e.Kind != syntax.Ident {
		return false
	}
	list := s.names[e.Text]
	return len(list) == 1 && list[0].kind == toParam && list[0].param.Default != nil && r.none(list[0].param.Default, s.parent)
}

// leaves says whether statements end in leaving the function.
func leaves(list []*syntax.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	last := list[len(list)-1]
	return last.Kind == syntax.Return || last.Kind == syntax.Other && (last.Word == "raise" || last.Word == "throw")
}
