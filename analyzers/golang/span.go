package golang

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/nhivet/nhivet/internal/nhi"
)

// term is a number that is made of constants, and of one parameter or field at
// most: fixed + unit × object. Durations are in seconds, other numbers are what
// they are.
type term struct {
	fixed  float64
	object *types.Var
	unit   float64
	now    bool // counted from time.Now
}

// known says whether nothing is open.
func (t term) known() bool { return t.object == nil }

// term evaluates an expression; false when it is made of something else.
func (f *Flow) term(e ast.Expr, hops int) (term, bool) {
	f.steps++
	if e == nil || hops > 2*maxHops || f.steps > maxSteps {
		return term{}, false
	}
	c, e := f.code, ast.Unparen(e)
	if tv, ok := c.pass.TypesInfo.Types[e]; ok && tv.Value != nil {
		return constantTerm(tv)
	}
	switch e := e.(type) {
	case *ast.Ident:
		obj, _ := c.pass.TypesInfo.Uses[e].(*types.Var)
		if obj == nil || c.opaque[obj] {
			return term{}, false
		}
		sets := c.sets[obj]
		if _, ok := c.params[obj]; ok {
			return term{object: obj, unit: 1}, len(sets) == 0
		}
		if len(sets) == 1 && sets[0].result == 0 {
			return f.term(sets[0].expr, hops+1)
		}
	case *ast.SelectorExpr:
		if obj, _ := c.pass.TypesInfo.Uses[e.Sel].(*types.Var); obj != nil && obj.IsField() && obj.Pkg() == c.pass.Pkg {
			return term{object: obj.Origin(), unit: 1}, true
		}
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return f.term(e.X, hops+1)
		}
	case *ast.StarExpr:
		return f.term(e.X, hops+1)
	case *ast.BinaryExpr:
		return f.binary(e, hops)
	case *ast.CallExpr:
		return f.termCall(e, hops)
	}
	return term{}, false
}

func constantTerm(tv types.TypeAndValue) (term, bool) {
	if tv.Value.Kind() == constant.String {
		n, ok := nhi.Seconds(constant.StringVal(tv.Value))
		return term{fixed: float64(n)}, ok
	}
	v := constant.ToFloat(tv.Value)
	if v.Kind() != constant.Float {
		return term{}, false
	}
	n, _ := constant.Float64Val(v)
	if isDuration(tv.Type) {
		n /= 1e9
	}
	return term{fixed: n}, true
}

func isDuration(t types.Type) bool {
	sym, _ := named(t)
	return sym == symbol{"time", "", "Duration"}
}

func (f *Flow) binary(e *ast.BinaryExpr, hops int) (term, bool) {
	a, ok := f.term(e.X, hops+1)
	if !ok {
		return term{}, false
	}
	b, ok := f.term(e.Y, hops+1)
	if !ok {
		return term{}, false
	}
	switch {
	case e.Op == token.ADD && (a.known() || b.known()) && !(a.now && b.now):
		if a.known() {
			a, b = b, a
		}
		a.fixed += b.fixed
		a.now = a.now || b.now
		return a, true
	case e.Op == token.MUL && (a.known() || b.known()) && !a.now && !b.now:
		if a.known() {
			a, b = b, a
		}
		by := b.fixed
		if isDuration(f.pass.TypesInfo.TypeOf(e)) {
			by *= 1e9 // both are numbers of nanoseconds in truth
		}
		a.fixed, a.unit = a.fixed*by, a.unit*by
		return a, true
	}
	return term{}, false
}

// pointers are functions that give the address of what they are given.
var pointers = map[string]bool{
	"github.com/aws/aws-sdk-go-v2/aws.Int32": true, "github.com/aws/aws-sdk-go-v2/aws.Int64": true, "github.com/aws/aws-sdk-go/aws.Int64": true,
	"k8s.io/utils/ptr.To": true, "k8s.io/utils/pointer.Int64": true, "k8s.io/utils/pointer.Int64Ptr": true, "github.com/aws/smithy-go/ptr.Int32": true,
	"google.golang.org/protobuf/types/known/durationpb.New": true,
}

func (f *Flow) termCall(e *ast.CallExpr, hops int) (term, bool) {
	c := f.code
	if tv, ok := c.pass.TypesInfo.Types[e.Fun]; ok && tv.IsType() && len(e.Args) == 1 {
		t, ok := f.term(e.Args[0], hops+1)
		if ok && isDuration(tv.Type) && !isDuration(c.pass.TypesInfo.TypeOf(e.Args[0])) {
			t.fixed, t.unit = t.fixed/1e9, t.unit/1e9
		}
		return t, ok
	}
	_, sym := c.callee(e)
	sel, _ := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	switch {
	case len(e.Args) == 1 && sym.typ == "" && (pointers[sym.path+"."+sym.name] || jwtPaths[sym.path] && (sym.name == "NewNumericDate" || sym.name == "At")):
		return f.term(e.Args[0], hops+1)
	case sym == symbol{"time", "", "Now"}:
		return term{now: true}, true
	case sym.path != "time" || sel == nil || sym.typ != "Time" && sym.typ != "Duration":
		return term{}, false
	}
	base, ok := f.term(sel.X, hops+1)
	if !ok {
		return term{}, false
	}
	switch sym.name {
	case "Unix", "UTC", "In", "Seconds", "Truncate", "Round", "Local":
		return base, true
	case "Add":
		if len(e.Args) == 1 {
			return f.sum(base, e.Args[0], 1, hops)
		}
	case "AddDate":
		for i, unit := range []float64{365 * 86400, 30 * 86400, 86400} {
			if i >= len(e.Args) || !ok {
				return term{}, false
			}
			base, ok = f.sum(base, e.Args[i], unit, hops)
		}
		return base, ok
	}
	return term{}, false
}

// sum adds a number of units.
func (f *Flow) sum(base term, e ast.Expr, unit float64, hops int) (term, bool) {
	t, ok := f.term(e, hops+1)
	if !ok || t.now || !t.known() && !base.known() {
		return term{}, false
	}
	base.fixed += t.fixed * unit
	if !t.known() {
		base.object, base.unit = t.object, t.unit*unit
	}
	return base, true
}
