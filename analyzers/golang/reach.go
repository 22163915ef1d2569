package golang

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/nhivet/nhivet/internal/nhi"
)

// builder makes the agents and tools of a package and relates them, by walking
// from the call that makes one over all that it is made of.
type builder struct {
	flow   *Flow
	code   *Code
	facts  *nhi.Facts
	agents map[ast.Expr]*nhi.Agent // by the call
	tools  map[ast.Expr]*nhi.Tool  // by the call or literal
	nodes  map[*nhi.Tool]ast.Expr  // the other way round
	keys   map[ast.Expr][]string   // credentials by the expression that is handed to a client
	// dispatches says that the package calls the tools that a model asks for.
	dispatches bool
	offered    map[*nhi.Tool]bool // tools that it offers to a model itself
	handled    map[string]bool    // names of tools that it tells apart
	asked      *bool              // nil until somebody wants to know
	// inherit are the servers that have the environment of the program.
	inherit []*nhi.Tool
	// What is asked once for each call or literal, and answered once for a package.
	senders map[ast.Expr]string // see sentThrough
	given   *handed             // see inherits
	names   map[*ast.FuncDecl]bool
	picks   map[string]bool
}

// maxVisits bounds the walk from one agent. People put some dozen values
// together for one.
const maxVisits = 2000

// made is how sure it is that a value is used by what it was put into: on some way
// through the program it is.
const made = 80

// walk is one walk over what something is made of.
type walk struct {
	*builder
	seen   map[any]bool
	visits int
	// entered are the functions that a call led into: what they are given is what
	// that call gives, and not what others do.
	entered map[types.Object]bool
	// Found on the way, each once.
	creds  []string
	agents []*nhi.Agent
	tools  []*nhi.Tool
}

// from walks from the arguments of a call, or the elements of a literal.
func (b *builder) from(start ast.Expr) *walk {
	w := &walk{builder: b, seen: map[any]bool{start: true}, entered: map[types.Object]bool{}}
	switch e := start.(type) {
	case *ast.CallExpr:
		for _, a := range e.Args {
			w.visit(a)
		}
		if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
			w.visit(sel.X)
		}
	case *ast.CompositeLit:
		w.elements(e)
	}
	return w
}

func (w *walk) elements(e *ast.CompositeLit) {
	for _, elt := range e.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			elt = kv.Value
		}
		w.visit(elt)
	}
}

// once says whether something is new.
func (w *walk) once(x any) bool {
	if w.seen[x] {
		return false
	}
	w.seen[x] = true
	w.visits++
	return w.visits < maxVisits
}

func (w *walk) visit(e ast.Expr) {
	if e == nil {
		return
	}
	e = ast.Unparen(e)
	if !w.once(e) {
		return
	}
	for _, key := range w.keys[e] {
		if w.once("key " + key) {
			w.creds = append(w.creds, key)
		}
	}
	if a := w.builder.agents[e]; a != nil {
		w.agents = append(w.agents, a)
		return
	}
	if t := w.builder.tools[e]; t != nil {
		w.tools = append(w.tools, t)
		return
	}
	c := w.code
	switch e := e.(type) {
	case *ast.Ident:
		w.variable(c.pass.TypesInfo.Uses[e])
	case *ast.SelectorExpr:
		obj, _ := c.pass.TypesInfo.Uses[e.Sel].(*types.Var)
		switch {
		case obj == nil:
		case !obj.IsField():
			w.variable(obj)
		case obj.Pkg() == c.pass.Pkg && w.once(obj):
			for _, v := range c.fields[obj.Origin()] {
				w.visit(v.expr)
			}
		}
	case *ast.UnaryExpr:
		w.visit(e.X)
	case *ast.StarExpr:
		w.visit(e.X)
	case *ast.IndexExpr:
		w.visit(e.X)
	case *ast.TypeAssertExpr:
		w.visit(e.X)
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			for _, x := range operands(e) {
				w.visit(x)
			}
		}
	case *ast.CompositeLit:
		w.elements(e)
	case *ast.CallExpr:
		for _, a := range e.Args {
			w.visit(a)
		}
		if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
			w.visit(sel.X)
		}
		obj, _ := c.callee(e)
		if d := c.decls[obj]; d != nil && w.once(obj) {
			w.entered[obj] = true
			for _, ret := range c.results[d] {
				for _, r := range ret.Results {
					w.visit(r)
				}
			}
		}
	}
}

// variable walks to what a variable is given, itself and by its fields. Of a
// parameter that is what the callers give.
func (w *walk) variable(obj types.Object) {
	if _, ok := obj.(*types.Var); !ok || !w.once(obj) {
		return
	}
	for _, v := range w.code.sets[obj] {
		w.visit(v.expr)
	}
	for _, v := range w.code.parts[obj] {
		w.visit(v.expr)
	}
	if p, ok := w.code.params[obj]; ok && !w.entered[p.fn] {
		for _, c := range w.code.callers[p.fn] {
			for i := p.index; i < len(c.expr.Args) && (i == p.index || p.rest); i++ {
				w.visit(c.expr.Args[i])
			}
		}
	}
}
