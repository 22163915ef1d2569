package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/nhivet/nhivet/internal/nhi"
)

// checked is a package with types, and what the Source pass saw in it.
type checked struct {
	pkg  *types.Package
	info *types.Info
	code *Code
}

func newChecked() *checked {
	return &checked{info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{},
		Implicits: map[ast.Node]types.Object{},
	}}
}

// store keeps the facts of go/analysis for the drivers of this package.
type store map[factKey]analysis.Fact

type factKey struct {
	of   any // types.Object or *types.Package
	kind reflect.Type
}

// get copies a fact into to.
func (s store) get(of any, to analysis.Fact) bool {
	f, ok := s[factKey{of, reflect.TypeOf(to)}]
	if ok {
		reflect.ValueOf(to).Elem().Set(reflect.ValueOf(f).Elem())
	}
	return ok
}

func (s store) put(of any, f analysis.Fact) { s[factKey{of, reflect.TypeOf(f)}] = f }

// pass is what a pass sees of a package.
func (s store) pass(a *analysis.Analyzer, fset *token.FileSet, files []*ast.File, c *checked, results map[*analysis.Analyzer]any) *analysis.Pass {
	return &analysis.Pass{
		Analyzer: a, Fset: fset, Files: files, Pkg: c.pkg, TypesInfo: c.info, ResultOf: results,
		Report:            func(analysis.Diagnostic) {},
		ImportObjectFact:  func(o types.Object, f analysis.Fact) bool { return s.get(o, f) },
		ImportPackageFact: func(p *types.Package, f analysis.Fact) bool { return s.get(p, f) },
		ExportObjectFact:  func(o types.Object, f analysis.Fact) { s.put(o, f) },
		ExportPackageFact: func(f analysis.Fact) { s.put(c.pkg, f) },
	}
}

// facts runs the passes over a package that has its Code.
func (s store) facts(suite *Suite, fset *token.FileSet, files []*ast.File, c *checked) *nhi.Facts {
	results := map[*analysis.Analyzer]any{suite.Source: c.code}
	for _, a := range append([]*analysis.Analyzer{suite.Flow}, suite.Passes()...) {
		if r, err := a.Run(s.pass(a, fset, files, c, results)); err == nil {
			results[a] = r
		}
	}
	return suite.Facts(results)
}
