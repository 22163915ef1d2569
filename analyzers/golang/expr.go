package golang

import (
	"go/ast"
	"go/constant"
	"go/types"
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
		if c.neighbours == nil || obj.Pkg() == nil {
			return nil
		}
		if c = c.neighbours.code(obj.Pkg()); c == nil {
			return nil
		}
		c.index()
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
