package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// origin is one place where a value can come from.
type origin struct {
	kind originKind
	// text is the constant; for an environment variable, its name.
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
	// via are the places that the value came through.
	via []nhi.Step
}

type originKind int

const (
	fromConstant originKind = iota
	fromEnv
	fromParam
	fromField
)

// maxHops ends the search for where a value comes from. Real code needs two or
// three; the limit also ends cycles (a = b; b = a).
const maxHops = 6

// maxSets is how many assignments to one variable are followed; who assigns it more
// often writes a program by a program.
const maxSets = 100

// origins follows an expression back to where its value comes from. What cannot
// be followed gives nothing: several origins mean that the value is one of
// them, on some path.
func (c *Code) origins(v value, readers map[types.Object]int) []origin {
	t := &tracer{code: c, readers: readers, seen: map[types.Object]bool{}}
	t.trace(v, nil, 0)
	return t.found
}

// tracer is one search.
type tracer struct {
	code    *Code
	readers map[types.Object]int // functions that read the variable which a parameter names
	seen    map[types.Object]bool
	found   []origin
}

func (t *tracer) add(o origin) { t.found = append(t.found, o) }

func (t *tracer) trace(v value, via []nhi.Step, hops int) {
	if v.expr == nil || hops > maxHops || len(t.found) > 16 {
		return
	}
	c := t.code
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
		t.add(origin{kind: fromField, object: obj.Origin(), node: e, via: via})
	case *ast.BinaryExpr:
		// "Bearer " + key
		if e.Op == token.ADD {
			if text, ok := c.text(e.X); ok && strings.HasSuffix(text, " ") {
				t.trace(value{expr: e.Y}, via, hops+1)
			}
		}
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			t.trace(value{expr: e.X}, via, hops+1)
		}
	case *ast.StarExpr:
		t.trace(value{expr: e.X}, via, hops+1)
	case *ast.CallExpr:
		t.call(e, v.result, via, hops)
	}
}

// constant adds a constant, at the literal that gives it its value when that can
// be pointed at, else at its use: what the compiler keeps of another package's
// constant is not where its literal is.
func (t *tracer) constant(e ast.Expr, text string, via []nhi.Step) {
	o := origin{kind: fromConstant, text: text, node: e, via: via}
	var obj types.Object
	switch e := e.(type) {
	case *ast.Ident:
		obj = t.code.pass.TypesInfo.Uses[e]
	case *ast.SelectorExpr:
		obj = t.code.pass.TypesInfo.Uses[e.Sel]
	}
	if c, ok := obj.(*types.Const); ok {
		o.holder = c.Name()
		if lit := t.code.literalOf(c); lit != nil {
			o.node = lit
			o.via = append(via[:len(via):len(via)], nhi.Step{At: t.code.node(e), Note: "the constant " + c.Name() + " is used here"})
		} else if c.Pkg() != nil && c.Pkg() != t.code.pass.Pkg {
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
	if _, ok := t.code.params[obj]; ok {
		t.add(origin{kind: fromParam, object: v, via: via})
	}
	before := len(t.found)
	sets := t.code.sets[obj]
	for _, set := range sets[:min(len(sets), maxSets)] {
		t.trace(set, via, hops+1)
	}
	for i := range t.found[before:] {
		if o := &t.found[before+i]; o.holder == "" {
			o.holder = v.Name()
		}
	}
}

func (t *tracer) call(e *ast.CallExpr, result int, via []nhi.Step, hops int) {
	c := t.code
	if tv, ok := c.pass.TypesInfo.Types[e.Fun]; ok && tv.IsType() && len(e.Args) == 1 {
		t.trace(value{expr: e.Args[0]}, via, hops+1) // string(x), []byte(x)
		return
	}
	obj, sym := c.callee(e)
	if sym.name == "" || result != 0 {
		return
	}
	if i, ok := readsEnv(sym); ok {
		t.env(e, i, via)
		return
	}
	full := sym.path + "." + sym.name
	if sym.typ != "" {
		return
	}
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
	if i, ok := t.readers[obj]; ok && obj != nil && t.env(e, i, via) {
		for j, a := range e.Args { // getenv(name, fallback)
			if j != i {
				t.trace(value{expr: a}, via, hops+1)
			}
		}
	}
}

// env adds the variable that argument i names.
func (t *tracer) env(e *ast.CallExpr, i int, via []nhi.Step) bool {
	if i >= len(e.Args) {
		return false
	}
	name, ok := t.code.text(e.Args[i])
	if !ok || name == "" {
		return false
	}
	t.add(origin{kind: fromEnv, text: name, node: ast.Unparen(e.Args[i]), via: via})
	return true
}

// readsEnv says which parameter of a function names the variable that it reads.
func readsEnv(s symbol) (param int, ok bool) {
	if s.typ == "" && (s.path == "os" || s.path == "syscall") && (s.name == "Getenv" || s.name == "LookupEnv") {
		return 0, true
	}
	return 0, false
}

// envTag is the environment variable that a field is filled from, as the tags
// of the usual configuration libraries say it: env:"NAME,required",
// envconfig:"NAME".
func envTag(sel *types.Selection) string {
	if sel == nil || sel.Kind() != types.FieldVal {
		return ""
	}
	t := sel.Recv()
	tag := ""
	for _, i := range sel.Index() {
		_, st := named(t)
		if st == nil || i >= st.NumFields() {
			return ""
		}
		t, tag = st.Field(i).Type(), st.Tag(i)
	}
	for _, key := range []string{"env", "envconfig"} {
		name, _, _ := strings.Cut(reflect.StructTag(tag).Get(key), ",")
		if name != "" && name == strings.ToUpper(name) && name != "-" {
			return name
		}
	}
	return ""
}
