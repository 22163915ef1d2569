package golang

import (
	"go/ast"
	"go/token"
)

// The type checker takes exponential time or memory on code that is short but
// grows: constants and aliases that double from line to line, and generic
// functions whose result contains their argument twice. A compiler may do that
// to its owner; a scanner of strangers' code must not. tame takes type
// parameters away (what is left undefined is tolerated), and bounded refuses
// what doubles.

// tame removes type parameters from what a file declares.
func tame(f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			n.Type.TypeParams = nil
		case *ast.TypeSpec:
			n.TypeParams = nil
		}
		return true
	})
}

const (
	// maxText is how long, in bytes, a sum of constants may become; allText how
	// long all of them together. Constants of other packages count as otherText,
	// so that a chain of packages stays within a few megabytes.
	maxText, otherText, allText = 128 << 10, 16 << 10, 64 << 20
	// maxType is how many names an alias may stand for, all aliases in it
	// resolved; an alias of another package counts as otherType.
	maxType, otherType = 10_000, 100
)

// growth estimates, by name alone and never too low, what constants and aliases
// amount to.
type growth struct {
	texts, types map[string][]ast.Expr // every declaration of a name, in any scope
	size         map[string]int        // finished; -1 while it is worked on
	huge         bool
}

// bounded says whether files can be checked in reasonable time.
func bounded(files []*ast.File) bool {
	g := &growth{texts: map[string][]ast.Expr{}, types: map[string][]ast.Expr{}, size: map[string]int{}}
	var sums []ast.Expr
	inner := map[ast.Expr]bool{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				if n.Tok == token.CONST {
					for _, s := range n.Specs {
						if v, ok := s.(*ast.ValueSpec); ok {
							for i, name := range v.Names {
								if i < len(v.Values) {
									g.texts[name.Name] = append(g.texts[name.Name], v.Values[i])
								}
							}
						}
					}
				}
			case *ast.TypeSpec:
				if n.Assign.IsValid() {
					g.types[n.Name.Name] = append(g.types[n.Name.Name], n.Type)
				}
			case *ast.BinaryExpr:
				if n.Op == token.ADD && !inner[n] {
					sums = append(sums, n)
					parts(n, inner)
				}
			}
			return true
		})
	}
	total := 0
	for _, s := range sums {
		n := g.text(s)
		total += n
		if g.huge || n > maxText && !literals(s) || total > allText && !literals(s) {
			return false
		}
	}
	for name := range g.types {
		if g.name("type "+name, g.types[name], g.typ) > maxType || g.huge {
			return false
		}
	}
	return true
}

// parts gathers the sums that a sum is made of: it is longer than each of them.
func parts(e ast.Expr, into map[ast.Expr]bool) {
	for {
		switch x := e.(type) {
		case *ast.BinaryExpr:
			into[x] = true
			parts(x.Y, into)
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return
		}
	}
}

// literals says whether a sum is made of literals only: as long as it is
// written, so it does not grow.
func literals(e ast.Expr) bool {
	for {
		switch x := e.(type) {
		case *ast.BinaryExpr:
			if _, ok := x.Y.(*ast.BasicLit); !ok {
				return false
			}
			e = x.X
		case *ast.BasicLit:
			return true
		default:
			return false
		}
	}
}

// text is how long an expression may become as a constant.
func (g *growth) text(e ast.Expr) int {
	n := 0
	for {
		switch x := e.(type) {
		case *ast.BinaryExpr: // sums lean to the left: no recursion there
			if x.Op != token.ADD {
				return n + 8
			}
			n += g.text(x.Y)
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.BasicLit:
			return n + len(x.Value)
		case *ast.Ident:
			return n + g.name("text "+x.Name, g.texts[x.Name], g.text)
		case *ast.SelectorExpr:
			return n + otherText
		case *ast.CallExpr:
			if len(x.Args) != 1 {
				return n
			}
			e = x.Args[0] // a conversion
		default:
			return n
		}
	}
}

// typ is how many names a type amounts to.
func (g *growth) typ(e ast.Expr) int {
	n := 1
	ast.Inspect(e, func(node ast.Node) bool {
		switch x := node.(type) {
		case *ast.Field:
			n += g.typ(x.Type) * max(len(x.Names), 1)
			return false
		case *ast.SelectorExpr:
			n += otherType
			return false
		case *ast.Ident:
			n += g.name("type "+x.Name, g.types[x.Name], g.typ)
			return false
		}
		return n <= maxType && !g.huge
	})
	return n
}

// name adds up all that a name is declared as. A name that is met while it is
// worked on is shadowed by one that is made of it: it may double in every scope.
func (g *growth) name(key string, decls []ast.Expr, of func(ast.Expr) int) int {
	if len(decls) == 0 {
		return 1
	}
	if n, ok := g.size[key]; ok {
		if n < 0 {
			g.huge = true
			return 0
		}
		return n
	}
	g.size[key] = -1
	n := 0
	for _, d := range decls {
		if n += of(d); n > maxText || g.huge {
			g.huge = true
			break
		}
	}
	g.size[key] = n
	return n
}
