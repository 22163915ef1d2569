package typescript

import (
	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// pairs reads the literals that stand under a name: of a variable, an entry, a member,
// or in place of a variable of the environment that is not set. A file without an SDK
// is not read for them.
func pairs(f *nhi.File, m *syntax.Module, _ *any) []code.Pair {
	if m == nil {
		return nil
	}
	p := &finder{file: f, m: m}
	p.stmts(m.Body)
	return p.out
}

type finder struct {
	file *nhi.File
	m    *syntax.Module
	out  []code.Pair
}

func (p *finder) stmts(list []*syntax.Stmt) {
	for _, s := range list {
		s.Exprs(p.expr)
		if s.Kind == syntax.Assign && len(s.Targets) == 1 {
			if t := s.Targets[0]; t.Kind == syntax.Ident || t.Kind == syntax.Attr {
				p.given(s.Value, t.Text)
			}
		}
		for i := range s.Params {
			p.given(s.Params[i].Default, s.Params[i].Name)
		}
		p.stmts(s.Body)
	}
}

func (p *finder) expr(e *syntax.Expr) {
	e.Walk(func(e *syntax.Expr) bool {
		switch e.Kind {
		case syntax.Dict:
			for _, a := range e.Args {
				p.given(a.Value, a.Name)
			}
		case syntax.Named:
			if e.X != nil && (e.X.Kind == syntax.Ident || e.X.Kind == syntax.Attr) {
				p.given(e.Y, e.X.Text)
			}
		case syntax.Lambda:
			if e.Def != nil {
				p.stmts([]*syntax.Stmt{e.Def})
			}
		}
		return true
	})
}

// given notes a literal that a name gets, as it is or where another value is missing.
func (p *finder) given(e *syntax.Expr, names ...string) {
	if e == nil || names[len(names)-1] == "" {
		return
	}
	switch e.Kind {
	case syntax.Str:
		if text, ok := p.m.Text(e); ok {
			start, end := p.m.Inside(e)
			p.out = append(p.out, code.Pair{Names: names, Value: text, Span: p.file.At(start, end)})
		}
	case syntax.Logic:
		if e.Text == "or" {
			if x := e.X; x != nil && x.Kind == syntax.Attr {
				names = append([]string{x.Text}, names...)
			}
			p.given(e.Y, names...)
		}
	}
}
