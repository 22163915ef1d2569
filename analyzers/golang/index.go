package golang

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// index walks the files, once.
func (c *Code) index() {
	c.once.Do(func() {
		c.sets = map[types.Object][]value{}
		c.fields = map[*types.Var][]value{}
		c.parts = map[types.Object][]value{}
		c.params = map[types.Object]param{}
		c.callers = map[types.Object][]call{}
		c.opaque = map[types.Object]bool{}
		c.results = map[ast.Node][]*ast.ReturnStmt{}
		c.decls = map[types.Object]*ast.FuncDecl{}
		c.bodies = map[*ast.FuncDecl]*body{}
		c.inboundRequests = map[types.Object]bool{}
		for _, f := range c.files {
			for _, d := range f.Decls {
				fn, _ := d.(*ast.FuncDecl)
				c.declare(fn)
				var open []ast.Node // the functions around a node, and nil for every other node
				if fn != nil {
					open = append(open, fn)
				}
				within := open
				ast.Inspect(d, func(n ast.Node) bool {
					if n == nil {
						if last := open[len(open)-1]; last != nil {
							within = within[:len(within)-1]
						}
						open = open[:len(open)-1]
						return true
					}
					if lit, ok := n.(*ast.FuncLit); ok {
						open, within = append(open, lit), append(within[:len(within):len(within)], lit)
					} else {
						open = append(open, nil)
					}
					if ret, ok := n.(*ast.ReturnStmt); ok && len(within) > 0 {
						last := within[len(within)-1]
						c.results[last] = append(c.results[last], ret)
					}
					c.visit(n, fn)
					return true
				})
			}
		}
	})
}

// declare notes the parameters of a function.
func (c *Code) declare(d *ast.FuncDecl) {
	if d == nil || d.Type.Params == nil {
		return
	}
	fn, _ := c.pass.TypesInfo.Defs[d.Name].(*types.Func)
	if fn == nil {
		return
	}
	c.decls[fn] = d
	c.parameters(fn, d.Type)
	c.serves(d.Type)
}

// serves notes the request of a function that answers one: it has a
// http.ResponseWriter, or makes the context of one.
func (c *Code) serves(typ *ast.FuncType) {
	var request types.Object
	answers := typ.Results != nil && len(typ.Params.List) == 2
	for _, f := range typ.Params.List {
		sym, _ := named(c.pass.TypesInfo.TypeOf(f.Type))
		if sym == (symbol{"net/http", "", "ResponseWriter"}) {
			answers = true
		}
		if sym == (symbol{"net/http", "", "Request"}) && len(f.Names) == 1 {
			request = c.pass.TypesInfo.Defs[f.Names[0]]
		}
	}
	if answers && request != nil {
		c.inboundRequests[request] = true
	}
}

// parameters notes those of a function type under the object that is called.
func (c *Code) parameters(fn types.Object, typ *ast.FuncType) {
	i := 0
	for _, f := range typ.Params.List {
		_, variadic := f.Type.(*ast.Ellipsis)
		for _, name := range f.Names {
			if obj := c.pass.TypesInfo.Defs[name]; obj != nil {
				c.params[obj] = param{fn, i, variadic}
			}
			i++
		}
		if len(f.Names) == 0 {
			i++
		}
	}
}

func (c *Code) visit(n ast.Node, within *ast.FuncDecl) {
	info := c.pass.TypesInfo
	switch n := n.(type) {
	case *ast.CallExpr:
		obj, sym := c.callee(n)
		if sym.name == "" {
			if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok {
				if v, ok := info.Uses[id].(*types.Var); ok && !v.IsField() {
					c.callers[v] = append(c.callers[v], call{n, sym, v, within})
				}
			}
			return
		}
		if i, ok := flagVar[sym]; ok && i < len(n.Args) {
			if u, ok := ast.Unparen(n.Args[0]).(*ast.UnaryExpr); ok && u.Op == token.AND {
				c.assign(ast.Unparen(u.X), value{expr: n.Args[i], within: within})
			}
		}
		k := call{n, sym, obj, within}
		c.calls = append(c.calls, k)
		if obj != nil {
			c.callers[obj] = append(c.callers[obj], k)
		}
	case *ast.FuncLit:
		c.serves(n.Type)
	case *ast.SelectorExpr:
		if !known().readNames[n.Sel.Name] {
			return
		}
		if sel := info.Selections[n]; sel != nil && sel.Kind() == types.FieldVal {
			recv, _ := named(sel.Recv())
			if f := (symbol{recv.path, recv.name, n.Sel.Name}); known().agents[f] != nil {
				c.reads = append(c.reads, reading{n, f, within})
			}
		}
	case *ast.CompositeLit:
		sym, st := named(info.TypeOf(n))
		if sym.name != "" {
			c.lits = append(c.lits, literal{n, sym, within})
		}
		if st == nil {
			return
		}
		for i, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok {
					if f, ok := info.Uses[key].(*types.Var); ok {
						c.give(f, value{expr: kv.Value, literal: true, within: within})
					}
				}
			} else if i < st.NumFields() {
				c.give(st.Field(i), value{expr: e, literal: true, within: within})
			}
		}
	case *ast.AssignStmt:
		for i, lhs := range n.Lhs {
			v := value{within: within}
			if len(n.Rhs) == len(n.Lhs) {
				v.expr = n.Rhs[i]
			} else if len(n.Rhs) == 1 {
				v = value{expr: n.Rhs[0], result: i, within: within}
			}
			if n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
				v.expr = nil // += and its like make something else of it
			}
			c.assign(lhs, v)
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if len(n.Values) == len(n.Names) {
				c.assign(name, value{expr: n.Values[i]})
			} else if len(n.Values) == 1 {
				c.assign(name, value{expr: n.Values[0], result: i})
			}
		}
	case *ast.RangeStmt:
		c.assign(n.Key, value{})
		c.assign(n.Value, value{})
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			if id, ok := ast.Unparen(n.X).(*ast.Ident); ok {
				if obj := info.Uses[id]; obj != nil {
					c.opaque[obj] = true
				}
			}
		}
	}
}

// give notes what a field is given.
func (c *Code) give(f *types.Var, v value) {
	f = f.Origin()
	if _, ok := c.fields[f]; !ok {
		c.order = append(c.order, f)
	}
	c.fields[f] = append(c.fields[f], v)
}

func (c *Code) assign(lhs ast.Expr, v value) {
	switch lhs := lhs.(type) {
	case *ast.Ident:
		obj := c.pass.TypesInfo.ObjectOf(lhs)
		if obj != nil && lhs.Name != "_" {
			c.sets[obj] = append(c.sets[obj], v)
			if lit, ok := v.expr.(*ast.FuncLit); ok {
				c.parameters(obj, lit.Type)
			}
		}
	case *ast.SelectorExpr:
		if f, ok := c.pass.TypesInfo.Uses[lhs.Sel].(*types.Var); ok {
			if f.IsField() {
				c.give(f, v)
				if id, ok := ast.Unparen(lhs.X).(*ast.Ident); ok {
					obj := c.pass.TypesInfo.Uses[id]
					c.parts[obj] = append(c.parts[obj], v)
				}
			} else {
				c.sets[f] = append(c.sets[f], v)
			}
		}
	}
}

// callee is the function that is called, and its name in the tables' way. The
// object is nil for a function of a package of which nothing but its path is
// known.
func (c *Code) callee(e *ast.CallExpr) (types.Object, symbol) {
	if fn, ok := typeutil.Callee(c.pass.TypesInfo, e).(*types.Func); ok {
		fn = fn.Origin()
		if fn.Pkg() == nil {
			return nil, symbol{}
		}
		s := symbol{path: unversioned(fn.Pkg().Path()), name: fn.Name()}
		if recv := fn.Signature().Recv(); recv != nil {
			r, _ := named(recv.Type())
			if r.name == "" {
				return nil, symbol{}
			}
			s.typ = r.name
		}
		return fn, s
	}
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
		if id, ok := sel.X.(*ast.Ident); ok {
			if pkg, ok := c.pass.TypesInfo.Uses[id].(*types.PkgName); ok && c.pass.TypesInfo.Uses[sel.Sel] == nil {
				return nil, symbol{path: unversioned(pkg.Imported().Path()), name: sel.Sel.Name}
			}
		}
	}
	return nil, symbol{}
}
