package code

import "github.com/nhivet/nhivet/internal/syntax"

// maxContents bounds what is known to be put into one container.
const maxContents = 32

// contents are the values that a name's dictionary or list was given after it was made,
// and those of what a loop goes through where the name is the loop's.
func (c *code) contents(e *syntax.Expr, s *scope) (out []set) {
	home := s.home(e.Text)
	if home == nil {
		return nil
	}
	for _, b := range home.names[e.Text] {
		switch {
		case b.kind != toUnknown || b.stmt == nil:
		case b.stmt.Kind == syntax.Augment:
			out = append(out, set{value: b.stmt.Value, s: b.s})
		case b.stmt.Kind == syntax.Block && b.stmt.Word == "for":
			if through := looped(b.stmt, e.Text); through != nil {
				out = append(out, set{value: through, s: b.s})
			}
		}
	}
	if c.puts == nil {
		c.puts = map[string][]set{}
		for _, p := range c.entries {
			base := p.target.X
			for base.Kind == syntax.Index {
				base = base.X
			}
			if base.Kind == syntax.Ident {
				c.puts[base.Text] = append(c.puts[base.Text], p)
			}
		}
	}
	for _, p := range c.puts[e.Text] {
		if len(out) < maxContents && p.s.home(e.Text) == home {
			out = append(out, p)
		}
	}
	for _, k := range c.growing(e.Text) {
		for i := range k.e.Args {
			if len(out) < maxContents && k.s.home(e.Text) == home {
				out = append(out, set{value: k.e.Args[i].Value, s: k.s})
			}
		}
	}
	return out
}

// looped is what a loop goes through where a name stands for a value of that; nil where
// it stands for a key.
func looped(loop *syntax.Stmt, name string) *syntax.Expr {
	e := loop.Value
	if e == nil || e.Kind != syntax.Call || e.X.Kind != syntax.Attr {
		return e
	}
	switch e.X.Text {
	case "items":
		if len(loop.Targets) == 1 {
			if t := loop.Targets[0]; t.Kind == syntax.Tuple && len(t.Args) == 2 && t.Args[0].Value.Text == name {
				return nil
			}
		}
		return e.X.X
	case "values":
		return e.X.X
	}
	return nil
}

// growing are the calls that put something into a list or a dictionary of this name.
func (c *code) growing(name string) []call {
	if c.grown == nil {
		c.grown = map[string][]call{}
		for _, k := range c.calls {
			if x := k.e.X; x.Kind == syntax.Attr && x.X.Kind == syntax.Ident {
				switch x.Text {
				case "append", "extend", "push", "update":
					c.grown[x.X.Text] = append(c.grown[x.X.Text], k)
				}
			}
		}
	}
	return c.grown[name]
}

// objects hands on the dictionaries that are written out in statements, each with the
// scope that it stands in.
func (r *reader) objects(list []*syntax.Stmt, s *scope, visit func(object *syntax.Expr, s *scope)) {
	var inside []*syntax.Stmt
	for _, st := range list {
		st.Exprs(func(e *syntax.Expr) {
			e.Walk(func(e *syntax.Expr) bool {
				if e.Kind == syntax.Lambda && e.Def != nil {
					inside = append(inside, e.Def)
				}
				if e.Kind == syntax.Dict {
					visit(e, s)
				}
				return true
			})
		})
		if st.Kind == syntax.Def || st.Kind == syntax.Class {
			inside = append(inside, st)
		} else {
			r.objects(st.Body, s, visit)
		}
	}
	for _, st := range inside {
		if inner := r.scopes[st]; inner != nil {
			r.objects(st.Body, inner, visit)
		}
	}
}
