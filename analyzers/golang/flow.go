package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// origin is one place where a value can come from.
type origin struct {
	kind originKind
	// text is the constant; for an environment variable, its name; for what a
	// client gives, the variable under which that is usually kept.
	text string
	// object is the parameter or the field.
	object *types.Var
	// node is where the constant or the name is written.
	node ast.Expr
	// holder is the variable or constant that the text is written for.
	holder string
	// declared is the constant of another package that holds the text, where
	// its literal cannot be pointed at.
	declared string
	// kept is the variable of the package that the value stands in.
	kept string
	// part says that the value is a part of what was asked for.
	part bool
	// via are the places that the value came through.
	via []nhi.Step
}

type originKind int

const (
	fromConstant originKind = iota
	fromEnv
	fromParam
	fromField
	fromStore  // the client of a secret store, or what an issuer answered
	fromCaller // the token that a request came with
	fromFile   // what a file holds, text its path or the variable that names it
)

// maxHops ends the search for where a value comes from. Real code needs two or
// three; the limit also ends cycles (a = b; b = a).
const maxHops = 6

// maxSets is how many assignments to one variable are followed; who assigns it more
// often writes a program by a program.
const maxSets = 100

// maxSteps bounds the work of all searches of one package: code that people
// write needs a few thousand.
const maxSteps = 1 << 21

// tracer is one search.
type tracer struct {
	flow  *Flow
	parts bool // also follow what the value is made of
	part  bool // we are within such a part
	seen  map[types.Object]bool
	found []origin
}

// origins follows an expression back to where its value comes from. What cannot
// be followed gives nothing: several origins mean that the value is one of
// them, on some path. With parts, a text that a value is put into comes from where
// the value does.
func (f *Flow) origins(v value, parts bool) []origin {
	t := &tracer{flow: f, parts: parts, seen: map[types.Object]bool{}}
	t.trace(v, nil, 0)
	return t.found
}

func (t *tracer) add(o origin) {
	o.part = t.part
	t.found = append(t.found, o)
}

func (t *tracer) trace(v value, via []nhi.Step, hops int) {
	f := t.flow
	f.steps++
	if v.expr == nil || hops > maxHops || len(t.found) > 16 || f.steps > maxSteps {
		return
	}
	c := f.code
	e := ast.Unparen(v.expr)
	if text, ok := c.text(e); ok {
		t.constant(e, text, via)
		return
	}
	switch e := e.(type) {
	case *ast.Ident:
		t.variable(c.pass.TypesInfo.Uses[e], via, hops)
	case *ast.SelectorExpr:
		obj, _ := c.pass.TypesInfo.Uses[e.Sel].(*types.Var)
		if obj == nil {
			return
		}
		if !obj.IsField() {
			t.variable(obj, via, hops)
			return
		}
		if name := envTag(c.pass.TypesInfo.Selections[e]); name != "" {
			t.add(origin{kind: fromEnv, text: name, node: e, via: via})
			return
		}
		if as, ok := c.given(e); ok {
			t.add(origin{kind: fromStore, text: as, node: e, via: via})
			return
		}
		t.add(origin{kind: fromField, object: obj.Origin(), node: e, via: via})
	case *ast.IndexExpr:
		// secret.Data["password"]: the map is what the store gives.
		if sel, ok := ast.Unparen(e.X).(*ast.SelectorExpr); ok {
			if as, ok := c.given(sel); ok {
				t.add(origin{kind: fromStore, text: as, node: e, via: via})
				return
			}
		}
		t.inside(via, hops, e.X)
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return
		}
		// "Bearer " + key
		if text, ok := c.text(e.X); ok && strings.HasSuffix(text, " ") && !t.parts {
			t.trace(value{expr: e.Y}, via, hops+1)
			return
		}
		t.inside(via, hops, e.X, e.Y)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			t.trace(value{expr: e.X}, via, hops+1)
		}
	case *ast.StarExpr:
		t.trace(value{expr: e.X}, via, hops+1)
	case *ast.TypeAssertExpr:
		t.trace(value{expr: e.X, result: v.result}, via, hops+1)
	case *ast.CompositeLit:
		for _, elt := range e.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			t.inside(via, hops, elt)
		}
	case *ast.CallExpr:
		t.call(e, v.result, via, hops)
	}
}

// inside follows what a value is made of, when that counts. A sum or a list of
// one is no step: long ones lean to one side.
func (t *tracer) inside(via []nhi.Step, hops int, list ...ast.Expr) {
	if !t.parts {
		return
	}
	was := t.part
	t.part = true
	for _, e := range list {
		if b, ok := ast.Unparen(e).(*ast.BinaryExpr); ok && b.Op == token.ADD {
			for _, operand := range operands(b) {
				t.trace(value{expr: operand}, via, hops+1)
			}
			continue
		}
		t.trace(value{expr: e}, via, hops+1)
	}
	t.part = was
}

// operands are those of a sum, however it is nested to the left.
func operands(b *ast.BinaryExpr) []ast.Expr {
	var out []ast.Expr
	for {
		out = append(out, b.Y)
		left, ok := ast.Unparen(b.X).(*ast.BinaryExpr)
		if !ok || left.Op != token.ADD || len(out) > 100 {
			return append(out, b.X)
		}
		b = left
	}
}

// constant adds a constant, at the literal that gives it its value when that can
// be pointed at, else at its use: what the compiler keeps of another package's
// constant is not where its literal is.
func (t *tracer) constant(e ast.Expr, text string, via []nhi.Step) {
	o := origin{kind: fromConstant, text: text, node: e, via: via}
	var obj types.Object
	code := t.flow.code
	switch e := e.(type) {
	case *ast.Ident:
		obj = code.pass.TypesInfo.Uses[e]
	case *ast.SelectorExpr:
		obj = code.pass.TypesInfo.Uses[e.Sel]
	}
	if c, ok := obj.(*types.Const); ok {
		o.holder = c.Name()
		if lit := code.literalOf(c); lit != nil {
			o.node = lit
			o.via = append(via[:len(via):len(via)], nhi.Step{At: code.node(e), Note: "the constant " + c.Name() + " is used here"})
		} else if c.Pkg() != nil && c.Pkg() != code.pass.Pkg {
			o.declared = c.Pkg().Path() + "." + c.Name()
		}
	}
	t.add(o)
}

func (t *tracer) variable(obj types.Object, via []nhi.Step, hops int) {
	v, ok := obj.(*types.Var)
	if !ok || t.seen[obj] || v.IsField() {
		return
	}
	t.seen[obj] = true
	code := t.flow.code
	if _, ok := code.params[obj]; ok {
		t.add(origin{kind: fromParam, object: v, via: via})
	}
	before := len(t.found)
	sets := code.sets[obj]
	for _, set := range sets[:min(len(sets), maxSets)] {
		t.trace(set, via, hops+1)
	}
	for i := range t.found[before:] {
		o := &t.found[before+i]
		if o.holder == "" {
			o.holder = v.Name()
		}
		if v.Parent() == code.pass.Pkg.Scope() {
			o.kept = v.Name()
		}
	}
}

func (t *tracer) call(e *ast.CallExpr, result int, via []nhi.Step, hops int) {
	c := t.flow.code
	if tv, ok := c.pass.TypesInfo.Types[e.Fun]; ok && tv.IsType() && len(e.Args) == 1 {
		t.trace(value{expr: e.Args[0]}, via, hops+1) // string(x), []byte(x)
		return
	}
	obj, sym := c.callee(e)
	if id, ok := ast.Unparen(e.Fun).(*ast.Ident); ok && sym.name == "" && id.Name == "append" {
		t.inside(via, hops, e.Args...)
		return
	}
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok && sel.Sel.Name == "Error" && len(e.Args) == 0 {
		t.inside(via, hops, sel.X)
		return
	}
	if sym.name == "" {
		return
	}
	if result != 0 {
		t.returned(obj, e, result, via, hops) // an error beside the value
		return
	}
	if i, ok := readsEnv(sym); ok {
		t.env(e, i, via)
		return
	}
	if readsFile[sym] && len(e.Args) == 1 {
		t.file(e.Args[0], via)
		return
	}
	if i, ok := flagDefault[sym]; ok && i < len(e.Args) {
		t.trace(value{expr: e.Args[i]}, via, hops+1)
		return
	}
	if as, ok := gives[sym]; ok {
		t.add(origin{kind: fromStore, text: as, node: e, via: via})
		return
	}
	if c.inbound(e, sym) {
		t.add(origin{kind: fromCaller, node: e, via: via})
		return
	}
	full := sym.path + "." + sym.name
	if sym.typ == "" {
		if i, ok := through[full]; ok && i < len(e.Args) {
			t.trace(value{expr: e.Args[i]}, via, hops+1)
			return
		}
		if full == "cmp.Or" {
			for _, a := range e.Args {
				t.trace(value{expr: a}, via, hops+1)
			}
			return
		}
		if mixes[full] {
			t.inside(via, hops, e.Args...)
			return
		}
	}
	if i, ok := t.flow.readers[obj]; ok && obj != nil && t.env(e, i, via) {
		for j, a := range e.Args { // getenv(name, fallback)
			if j != i {
				t.trace(value{expr: a}, via, hops+1)
			}
		}
		return
	}
	t.returned(obj, e, result, via, hops)
}

// returned follows what a function of this package returns, or what is known of
// one of another package.
func (t *tracer) returned(obj types.Object, e *ast.CallExpr, result int, via []nhi.Step, hops int) {
	c := t.flow.code
	if r := t.flow.returns[obj]; r != nil && result == 0 {
		for _, name := range r.Env {
			t.add(origin{kind: fromEnv, text: name, node: e, via: via})
		}
		for _, i := range r.Params {
			if i < len(e.Args) {
				if r.Part {
					t.inside(via, hops, e.Args[i])
				} else {
					t.trace(value{expr: e.Args[i]}, via, hops+1)
				}
			}
		}
		return
	}
	d := c.decls[obj]
	if d == nil || t.seen[obj] {
		return
	}
	t.seen[obj] = true
	before, was := len(t.found), t.part
	for _, ret := range c.results[d] {
		if len(ret.Results) == 1 && result > 0 {
			t.trace(value{expr: ret.Results[0], result: result}, via, hops+1)
		} else if result < len(ret.Results) {
			t.trace(value{expr: ret.Results[result]}, via, hops+1)
		}
	}
	inner := slices.Clone(t.found[before:])
	t.found = t.found[:before]
	for _, o := range inner {
		p, ok := c.params[o.object]
		if o.kind != fromParam || !ok || p.fn != obj {
			t.found = append(t.found, o)
			continue
		}
		t.part = was || o.part
		if p.index < len(e.Args) {
			t.trace(value{expr: e.Args[p.index]}, via, hops+1)
		}
		t.part = was
	}
}
