package golang

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"
)

// named is the name of a type, or of what it points to, and its struct if it
// is one.
func named(t types.Type) (symbol, *types.Struct) {
	if t == nil {
		return symbol{}, nil
	}
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	st, _ := t.Underlying().(*types.Struct)
	n, ok := t.(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return symbol{}, st
	}
	return symbol{path: unversioned(n.Obj().Pkg().Path()), name: n.Obj().Name()}, st
}

// text is the constant string that an expression folds to.
func (c *Code) text(e ast.Expr) (string, bool) {
	tv, ok := c.pass.TypesInfo.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// literalOf is the expression that gives a constant its value, nil when it is
// not at hand.
func (c *Code) literalOf(obj *types.Const) ast.Expr {
	if obj.Pkg() != c.pass.Pkg {
		if c.neighbours == nil {
			return nil
		}
		return c.neighbours.literal(obj)
	}
	if vals := c.sets[obj]; len(vals) == 1 && vals[0].expr != nil {
		return ast.Unparen(vals[0].expr)
	}
	return nil
}

// absent says whether a field of a literal is missing or zero. False when it
// cannot be told.
func (c *Code) absent(lit *ast.CompositeLit, name string) bool {
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == name {
			return c.zero(kv.Value)
		}
	}
	return true
}

// mentions says whether a field of a literal is given an expression that names a
// constant.
func (c *Code) mentions(lit *ast.CompositeLit, field, constant string) bool {
	found := false
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == field {
			ast.Inspect(kv.Value, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == constant {
					found = true
				}
				return !found
			})
		}
	}
	return found
}

// zero says whether an expression is nil, 0, "" or an empty literal.
func (c *Code) zero(e ast.Expr) bool {
	e = ast.Unparen(e)
	if lit, ok := e.(*ast.CompositeLit); ok {
		_, st := named(c.pass.TypesInfo.TypeOf(lit))
		return st != nil && len(lit.Elts) == 0
	}
	tv, ok := c.pass.TypesInfo.Types[e]
	if !ok {
		return false
	}
	if tv.Value == nil {
		return tv.IsNil()
	}
	switch tv.Value.Kind() {
	case constant.String:
		return constant.StringVal(tv.Value) == ""
	case constant.Int, constant.Float:
		return constant.Sign(tv.Value) == 0
	}
	return false
}

// short is how a person calls a symbol: option.WithAPIKey, api.Client.SetToken.
func (s symbol) short() string {
	name := guessName(s.path) + "."
	if s.typ != "" {
		name += s.typ + "."
	}
	return name + s.name
}

// given is the variable under which the secret in a field is usually kept, when
// the field is one of what clients answer.
func (c *Code) given(e *ast.SelectorExpr) (as string, ok bool) {
	f, _ := c.pass.TypesInfo.Uses[e.Sel].(*types.Var)
	if f == nil || !f.IsField() || f.Pkg() == nil {
		return "", false
	}
	sel := c.pass.TypesInfo.Selections[e]
	if sel == nil {
		return "", false
	}
	t := sel.Recv()
	for _, i := range sel.Index() {
		sym, st := named(t)
		if as, ok := given[symbol{sym.path, sym.name, f.Name()}]; ok {
			return as, true
		}
		if st == nil || i >= st.NumFields() {
			break
		}
		t = st.Field(i).Type()
	}
	return "", false
}

// inbound says whether a call reads the Authorization header of a request that
// somebody sent here: the request is a parameter beside a http.ResponseWriter.
func (c *Code) inbound(e *ast.CallExpr, sym symbol) bool {
	if sym != (symbol{"net/http", "Header", "Get"}) || len(e.Args) != 1 {
		return false
	}
	if name, ok := c.text(e.Args[0]); !ok || !strings.EqualFold(name, "Authorization") {
		return false
	}
	sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	header, ok := ast.Unparen(sel.X).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	id, ok := ast.Unparen(header.X).(*ast.Ident)
	return ok && c.inboundRequests[c.pass.TypesInfo.Uses[id]]
}
