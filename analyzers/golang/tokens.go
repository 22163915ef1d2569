package golang

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/nhivet/nhivet/internal/nhi"
)

// jwtPaths are the libraries whose NewWithClaims signs what it is given.
var jwtPaths = map[string]bool{"github.com/golang-jwt/jwt": true, "github.com/dgrijalva/jwt-go": true}

// claimSets are the structs of those libraries, with the field for the end.
var claimSets = map[string]string{"RegisteredClaims": "ExpiresAt", "StandardClaims": "ExpiresAt"}

// rfcExp is the documentation of the default.
const rfcExp = "RFC 7519 section 4.1.4: exp is optional"

// tokens is the Tokens pass.
//
// A token has no end when its claims are written out in the function that signs
// it and nothing there sets exp. Claims that come from elsewhere, or that go
// somewhere else too, are unknown and give nothing. So do claims that get exp in
// one branch only: those are missed on purpose.
func tokens(f *Flow) *nhi.Facts {
	facts, pass, code := &nhi.Facts{}, f.pass, f.code
	if !code.imports() {
		return facts
	}
	code.index()
	for _, c := range code.calls {
		if !jwtPaths[c.callee.path] || c.callee.name != "NewWithClaims" || c.callee.typ != "" || len(c.expr.Args) < 2 {
			continue
		}
		t := &claims{pass: pass, code: code}
		life := t.life(c)
		if !life.Known || t.lit == nil {
			continue
		}
		at := code.Span(t.lit.Pos(), t.lit.End())
		if t.exp != nil {
			at = code.Span(t.exp.Pos(), t.exp.End())
		}
		if !at.Valid() {
			continue
		}
		name := "token"
		if c.within != nil {
			name = c.within.Name.Name
		}
		cred := &nhi.Credential{
			Key:  nhi.Key("go-jwt", at.File.Path, strconv.Itoa(at.Start)),
			Kind: "jwt", Title: "signed JWT", Name: name,
			Origin: nhi.FromIssuer, Store: "code", Lifetime: life, Confidence: nhi.Certain,
			Attributes: map[string]string{"function": name}, At: at,
		}
		if sign := code.Span(c.expr.Pos(), c.expr.End()); sign.Valid() && !sign.Overlaps(at) {
			cred.Related = []nhi.Step{{At: sign, Note: "made into a token here"}}
		}
		facts.Credentials = append(facts.Credentials, cred)
	}
	return facts
}

// claims is one look at the claims of one token.
type claims struct {
	pass *analysis.Pass
	code *Code
	lit  *ast.CompositeLit
	exp  ast.Expr // what exp is set to
}

// life is how long the token of a call lives; unknown when that is not all
// written here.
func (t *claims) life(c call) nhi.Lifetime {
	e := ast.Unparen(c.expr.Args[1])
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = ast.Unparen(u.X)
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		t.lit = e
		return t.result(t.written(e))
	case *ast.Ident:
		obj := t.pass.TypesInfo.Uses[e]
		sets := t.code.sets[obj]
		if obj == nil || len(sets) != 1 || sets[0].expr == nil || c.within == nil || c.within.Body == nil ||
			obj.Parent() == t.pass.Pkg.Scope() {
			return nhi.Lifetime{}
		}
		v := ast.Unparen(sets[0].expr)
		if u, ok := v.(*ast.UnaryExpr); ok && u.Op == token.AND {
			v = ast.Unparen(u.X)
		}
		lit, ok := v.(*ast.CompositeLit)
		if !ok {
			return nhi.Lifetime{}
		}
		t.lit = lit
		state := t.written(lit)
		if state == claimAbsent {
			state = t.later(c, obj)
		}
		return t.result(state)
	}
	return nhi.Lifetime{}
}

// claimState is what is known of exp.
type claimState int

const (
	claimUnknown claimState = iota
	claimAbsent
	claimSet
)

func (t *claims) result(s claimState) nhi.Lifetime {
	switch s {
	case claimAbsent:
		return nhi.Lifetime{Known: true, Never: true, Basis: nhi.Defaulted, Field: "exp", Source: rfcExp}
	case claimSet:
		if n, ok := t.seconds(t.exp, 0); ok && n > 0 {
			return nhi.Lifetime{Known: true, Seconds: n, Basis: nhi.Written, Field: "exp"}
		}
	}
	return nhi.Lifetime{}
}

// written looks at the literal itself.
func (t *claims) written(lit *ast.CompositeLit) claimState {
	typ := t.pass.TypesInfo.TypeOf(lit)
	sym, st := named(typ)
	if st == nil {
		if sym.name != "MapClaims" || !jwtPaths[sym.path] {
			return claimUnknown
		}
		for _, e := range lit.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				return claimUnknown
			}
			key, ok := t.code.text(kv.Key)
			if !ok {
				return claimUnknown
			}
			if key == "exp" {
				t.exp = kv.Value
				return claimSet
			}
		}
		return claimAbsent
	}
	if jwtPaths[sym.path] && claimSets[sym.name] != "" {
		return t.field(lit, claimSets[sym.name])
	}
	return t.embedded(lit, typ, st)
}

// field looks for a field that is the end.
func (t *claims) field(lit *ast.CompositeLit, name string) claimState {
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return claimUnknown
		}
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == name {
			if t.code.zero(kv.Value) {
				return claimAbsent
			}
			t.exp = kv.Value
			return claimSet
		}
	}
	return claimAbsent
}

// embedded looks at a struct that embeds one of the libraries' claim sets and
// has no way of its own to say exp.
func (t *claims) embedded(lit *ast.CompositeLit, typ types.Type, st *types.Struct) claimState {
	base := ""
	for i := range st.NumFields() {
		f := st.Field(i)
		name, _, _ := strings.Cut(reflect.StructTag(st.Tag(i)).Get("json"), ",")
		if name == "exp" {
			return claimUnknown
		}
		if !f.Embedded() {
			continue
		}
		sym, _ := named(f.Type())
		if !jwtPaths[sym.path] || claimSets[sym.name] == "" || base != "" {
			return claimUnknown // another set of fields, or two of them
		}
		base = f.Name()
	}
	if base == "" || ownMethods(typ) {
		return claimUnknown
	}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return claimUnknown
		}
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == base {
			v := ast.Unparen(kv.Value)
			if u, ok := v.(*ast.UnaryExpr); ok && u.Op == token.AND {
				v = ast.Unparen(u.X)
			}
			inner, ok := v.(*ast.CompositeLit)
			if !ok {
				return claimUnknown
			}
			t.lit = inner
			return t.field(inner, claimSets[base])
		}
	}
	return claimAbsent
}

// ownMethods says whether a type has methods of its own that decide what is
// marshalled or when it ends.
func ownMethods(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	for i := range n.NumMethods() {
		switch n.Method(i).Name() {
		case "MarshalJSON", "GetExpirationTime", "Valid", "Validate":
			return true
		}
	}
	return false
}

// later looks at what else the function does with the variable that holds the
// claims: setting a known claim other than exp is harmless, anything else makes
// them unknown.
func (t *claims) later(c call, obj types.Object) claimState {
	state, escaped := claimAbsent, false
	harmless := map[*ast.Ident]bool{}
	for _, arg := range c.expr.Args {
		a := ast.Unparen(arg)
		if u, ok := a.(*ast.UnaryExpr); ok {
			a = ast.Unparen(u.X)
		}
		if id, ok := a.(*ast.Ident); ok {
			harmless[id] = true
		}
	}
	ast.Inspect(c.within.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt: // is seen before the names in it
			for i, lhs := range n.Lhs {
				id, name, ok := t.claim(lhs)
				if !ok || t.pass.TypesInfo.Uses[id] != obj {
					continue
				}
				if name != "exp" {
					harmless[id] = true
				} else if len(n.Lhs) == len(n.Rhs) && state == claimAbsent && always(c.within.Body, n) {
					harmless[id] = true
					t.exp, state = n.Rhs[i], claimSet
				}
			}
		case *ast.Ident:
			if t.pass.TypesInfo.Uses[n] == obj && !harmless[n] {
				escaped = true
			}
		}
		return !escaped
	})
	if escaped {
		return claimUnknown
	}
	return state
}

// always says whether a statement runs whenever the function does: it is not in
// a branch.
func always(body *ast.BlockStmt, s ast.Stmt) bool { return slices.Contains(body.List, s) }

// claim splits the left side of an assignment to one claim: claims["sub"],
// claims.Subject, claims.RegisteredClaims.Subject.
func (t *claims) claim(lhs ast.Expr) (id *ast.Ident, name string, ok bool) {
	switch lhs := ast.Unparen(lhs).(type) {
	case *ast.IndexExpr:
		id, ok = ast.Unparen(lhs.X).(*ast.Ident)
		if !ok {
			return nil, "", false
		}
		name, ok = t.code.text(lhs.Index)
		return id, name, ok
	case *ast.SelectorExpr:
		name = lhs.Sel.Name
		x := ast.Unparen(lhs.X)
		if sel, isSel := x.(*ast.SelectorExpr); isSel && claimSets[sel.Sel.Name] != "" {
			x = ast.Unparen(sel.X)
		}
		id, ok = x.(*ast.Ident)
		if claimSets[name] != "" {
			return nil, "", false // the whole set at once
		}
		if name == "ExpiresAt" {
			name = "exp"
		}
		return id, name, ok
	}
	return nil, "", false
}

// seconds is how far from now an expression for exp lies, when it is built from
// time.Now and constants.
func (t *claims) seconds(e ast.Expr, hops int) (int64, bool) {
	if e == nil || hops > maxHops {
		return 0, false
	}
	e = ast.Unparen(e)
	if id, ok := e.(*ast.Ident); ok {
		obj := t.pass.TypesInfo.Uses[id]
		if sets := t.code.sets[obj]; obj != nil && len(sets) == 1 && !t.code.opaque[obj] {
			if _, isParam := t.code.params[obj]; !isParam {
				return t.seconds(sets[0].expr, hops+1)
			}
		}
		return 0, false
	}
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return 0, false
	}
	if tv, ok := t.pass.TypesInfo.Types[call.Fun]; ok && tv.IsType() && len(call.Args) == 1 {
		return t.seconds(call.Args[0], hops+1)
	}
	_, sym := t.code.callee(call)
	sel, _ := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	switch {
	case jwtPaths[sym.path] && (sym.name == "NewNumericDate" || sym.name == "At") && len(call.Args) == 1:
		return t.seconds(call.Args[0], hops+1)
	case sym == (symbol{"time", "", "Now"}):
		return 0, true
	case sym.path != "time" || sym.typ != "Time" || sel == nil:
		return 0, false
	}
	base, ok := t.seconds(sel.X, hops+1)
	if !ok {
		return 0, false
	}
	switch sym.name {
	case "Unix", "UTC", "In":
		return base, true
	case "Add":
		if n, ok := t.integer(call.Args, 0); ok {
			return base + n/1e9, true
		}
	case "AddDate":
		years, ok1 := t.integer(call.Args, 0)
		months, ok2 := t.integer(call.Args, 1)
		days, ok3 := t.integer(call.Args, 2)
		if ok1 && ok2 && ok3 && max(years, months, days) < 1e5 && min(years, months, days) > -1e5 {
			return base + (years*365+months*30+days)*86400, true
		}
	}
	return 0, false
}

// integer is argument i, when it folds to a constant.
func (t *claims) integer(args []ast.Expr, i int) (int64, bool) {
	if i >= len(args) {
		return 0, false
	}
	tv, ok := t.pass.TypesInfo.Types[args[i]]
	if !ok || tv.Value == nil {
		return 0, false
	}
	return constant.Int64Val(constant.ToInt(tv.Value))
}
