package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strings"
)

// jwtPaths are the libraries whose NewWithClaims signs what it is given.
var jwtPaths = map[string]bool{"github.com/golang-jwt/jwt": true, "github.com/dgrijalva/jwt-go": true, "github.com/go-jose/go-jose/jwt": true}

// claimSets are the structs of those libraries, with the field for the end.
var claimSets = map[string]string{"RegisteredClaims": "ExpiresAt", "StandardClaims": "ExpiresAt", "Claims": "Expiry"}

// rfcExp is the documentation of the default.
const rfcExp = "RFC 7519 section 4.1.4: exp is optional"

// signing is one look at a set of claims that is signed.
//
// A token has no end when its claims are written out in the function that signs
// it, or in one that hands them to that, and nothing there sets exp. Claims that
// come from elsewhere, or that go somewhere else too, are unknown and give
// nothing. So do claims that get exp in one branch only: those are missed on
// purpose.
type signing struct {
	flow *Flow
	code *Code
	lit  ast.Node     // the literal, or the call of the function that makes the claims
	exp  ast.Expr     // what exp is set to
	from types.Object // the parameter that the claims are
}

// state is what is known of exp in claims that a site is given.
func (t *signing) state(s site) claimState {
	e := ast.Unparen(s.arg.expr)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = ast.Unparen(u.X)
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		t.lit = e
		return t.written(e)
	case *ast.CallExpr:
		return t.made(e)
	case *ast.Ident:
		obj := t.code.pass.TypesInfo.Uses[e]
		sets := t.code.sets[obj]
		if _, ok := t.code.params[obj]; ok && len(sets) == 0 && s.within != nil && t.later(s, obj) == claimAbsent {
			t.from = obj
			return claimUnknown
		}
		if obj == nil || len(sets) != 1 || sets[0].expr == nil || s.within == nil || s.within.Body == nil ||
			obj.Parent() == t.code.pass.Pkg.Scope() {
			return claimUnknown
		}
		v := ast.Unparen(sets[0].expr)
		if u, ok := v.(*ast.UnaryExpr); ok && u.Op == token.AND {
			v = ast.Unparen(u.X)
		}
		state := claimUnknown
		switch v := v.(type) {
		case *ast.CompositeLit:
			t.lit = v
			state = t.written(v)
		case *ast.CallExpr:
			state = t.made(v)
		}
		if state == claimAbsent {
			state = t.later(s, obj)
		}
		return state
	}
	return claimUnknown
}

// made looks at claims that a function makes: all that it returns has to agree.
func (t *signing) made(e *ast.CallExpr) claimState {
	obj, _ := t.code.callee(e)
	t.lit = e
	if t.flow.unending[obj] {
		return claimAbsent
	}
	if d := t.code.decls[obj]; d != nil && t.flow.endless(d) {
		return claimAbsent
	}
	return claimUnknown
}

// endless says whether a function returns claims that it makes itself, always
// without exp.
func (f *Flow) endless(d *ast.FuncDecl) bool {
	list := f.code.results[d]
	if d.Type.Results == nil || len(list) == 0 || len(list) > 4 {
		return false
	}
	for _, ret := range list {
		if len(ret.Results) == 0 {
			return false
		}
		e := ast.Unparen(ret.Results[0])
		if _, ok := e.(*ast.CallExpr); ok {
			return false
		}
		t := &signing{flow: f, code: f.code}
		if t.state(site{arg: value{expr: e}, at: ret, within: d}) != claimAbsent {
			return false
		}
	}
	return true
}

// claimState is what is known of exp.
type claimState int

const (
	claimUnknown claimState = iota
	claimAbsent
	claimGiven
)

// written looks at the literal itself.
func (t *signing) written(lit *ast.CompositeLit) claimState {
	typ := t.code.pass.TypesInfo.TypeOf(lit)
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
				return claimGiven
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
func (t *signing) field(lit *ast.CompositeLit, name string) claimState {
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
			return claimGiven
		}
	}
	return claimAbsent
}

// embedded looks at a struct that embeds one of the libraries' claim sets and
// has no way of its own to say exp.
func (t *signing) embedded(lit *ast.CompositeLit, typ types.Type, st *types.Struct) claimState {
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

// body is what a function does with its variables, looked at once: one function
// may sign thousands of tokens.
type body struct {
	top   map[ast.Stmt]bool // runs whenever the function does: is in no branch
	uses  map[types.Object][]*ast.Ident
	sets  map[types.Object][]claimSet
	after map[types.Object]*after // made when it is asked for
}

// claimSet is an assignment to one claim.
type claimSet struct {
	id   *ast.Ident
	name string
	to   ast.Expr // nil when it is one of several results
	stmt ast.Stmt
}

func (t *signing) body(d *ast.FuncDecl) *body {
	if b := t.code.bodies[d]; b != nil {
		return b
	}
	b := &body{top: map[ast.Stmt]bool{}, uses: map[types.Object][]*ast.Ident{}, sets: map[types.Object][]claimSet{}, after: map[types.Object]*after{}}
	t.code.bodies[d] = b
	for _, s := range d.Body.List {
		b.top[s] = true
	}
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if id, name, ok := t.claim(lhs); ok {
					set := claimSet{id: id, name: name, stmt: n}
					if len(n.Lhs) == len(n.Rhs) {
						set.to = n.Rhs[i]
					}
					obj := t.code.pass.TypesInfo.Uses[id]
					b.sets[obj] = append(b.sets[obj], set)
				}
			}
		case *ast.Ident:
			if obj := t.code.pass.TypesInfo.Uses[n]; obj != nil {
				b.uses[obj] = append(b.uses[obj], n)
			}
		}
		return true
	})
	return b
}

// later looks at what else the function does with the variable that holds the
// claims: setting a known claim other than exp is harmless, anything else makes
// them unknown.
func (t *signing) later(s site, obj types.Object) claimState {
	var args []ast.Expr
	switch at := s.at.(type) {
	case *ast.CallExpr:
		args = at.Args
	case *ast.ReturnStmt:
		args = at.Results
	}
	b := t.body(s.within)
	after := b.after[obj]
	if after == nil {
		after = b.look(obj)
		b.after[obj] = after
	}
	if after.twice {
		return claimUnknown
	}
	left := len(after.others) // besides what the site itself does with it
	for _, e := range args {
		e = ast.Unparen(e)
		if u, ok := e.(*ast.UnaryExpr); ok {
			e = ast.Unparen(u.X)
		}
		if id, ok := e.(*ast.Ident); ok && after.others[id] {
			left--
		}
	}
	switch {
	case left > 0:
		return claimUnknown
	case after.exp != nil:
		t.exp = after.exp
		return claimGiven
	}
	return claimAbsent
}

// after is what a function does with a variable that holds claims.
type after struct {
	exp    ast.Expr            // what exp is set to, whatever happens
	twice  bool                // exp is set again, or in a branch
	others map[*ast.Ident]bool // uses that set no claim
}

func (b *body) look(obj types.Object) *after {
	a := &after{others: map[*ast.Ident]bool{}}
	for _, id := range b.uses[obj] {
		a.others[id] = true
	}
	for _, set := range b.sets[obj] {
		switch {
		case set.name != "exp":
		case set.to != nil && a.exp == nil && b.top[set.stmt]:
			a.exp = set.to
		default:
			a.twice = true
		}
		delete(a.others, set.id)
	}
	return a
}

// claim splits the left side of an assignment to one claim: claims["sub"],
// claims.Subject, claims.RegisteredClaims.Subject.
func (t *signing) claim(lhs ast.Expr) (id *ast.Ident, name string, ok bool) {
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
		if name == "ExpiresAt" || name == "Expiry" {
			name = "exp"
		}
		return id, name, ok
	}
	return nil, "", false
}
