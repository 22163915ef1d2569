package fix

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// readGo says whether Go code can be parsed. It has no nodes.
func readGo(f *nhi.File) ([]*tree.Node, []nhi.Notice) {
	_, err := parser.ParseFile(token.NewFileSet(), f.Path, f.Bytes(), parser.SkipObjectResolution)
	if err == nil {
		return nil, nil
	}
	n := nhi.Notice{Path: f.Path, Reason: "expected Go code", Incomplete: true}
	if list := (scanner.ErrorList)(nil); errors.As(err, &list) && len(list) > 0 {
		n.Line = list[0].Pos.Line
	}
	return nil, []nhi.Notice{n}
}

// goFile is a parsed file of Go.
type goFile struct {
	fset  *token.FileSet
	file  *ast.File
	names map[string]bool // every identifier
}

// goFile parses a file once; nil where it is no code.
func (c *Context) goFile(f *nhi.File) *goFile {
	if g, ok := c.code[f]; ok {
		return g
	}
	if c.code == nil {
		c.code = map[*nhi.File]*goFile{}
	}
	c.code[f] = nil
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, f.Path, f.Bytes(), parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	g := &goFile{fset, file, map[string]bool{}}
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			g.names[id.Name] = true
		}
		return true
	})
	c.code[f] = g
	return g
}

func (g *goFile) offset(p token.Pos) int { return g.fset.PositionFor(p, false).Offset }

// around are the nodes that hold a span, the outermost first.
func (g *goFile) around(at nhi.Span) (out []ast.Node) {
	ast.Inspect(g.file, func(n ast.Node) bool {
		if n == nil || g.offset(n.Pos()) > at.Start || g.offset(n.End()) < at.End {
			return false
		}
		out = append(out, n)
		return true
	})
	return out
}

// imported is the name by which the file calls a package, and the edit that imports
// it where nothing does; false where the name is taken by something else.
func (g *goFile) imported(f *nhi.File, pkg string) (string, []nhi.Edit, bool) {
	base := pkg[strings.LastIndexByte(pkg, '/')+1:]
	for _, i := range g.file.Imports {
		if p, err := strconv.Unquote(i.Path.Value); err != nil || p != pkg {
			continue
		}
		switch {
		case i.Name == nil:
			return base, nil, true
		case i.Name.Name != "_" && i.Name.Name != ".":
			return i.Name.Name, nil, true
		}
		return "", nil, false
	}
	if g.names[base] {
		return "", nil, false
	}
	nl := lineBreak(f)
	for _, d := range g.file.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			continue
		}
		if !gen.Lparen.IsValid() { // one import on its own
			return base, []nhi.Edit{insert(f, g.offset(gen.Pos()), "import "+strconv.Quote(pkg)+nl)}, true
		}
		return base, []nhi.Edit{g.inGroup(f, gen, pkg)}, true
	}
	at := f.LineStart(f.LineOf(g.offset(g.file.Name.End())) + 1)
	return base, []nhi.Edit{insert(f, at, nl+"import "+strconv.Quote(pkg)+nl)}, true
}

// inGroup imports a package of the standard library among others: in the first
// group, where that is the library's, in the order of gofmt; else in one before it.
func (g *goFile) inGroup(f *nhi.File, gen *ast.GenDecl, pkg string) nhi.Edit {
	line := "\t" + strconv.Quote(pkg) + lineBreak(f)
	for i, s := range gen.Specs {
		spec := s.(*ast.ImportSpec)
		p, _ := strconv.Unquote(spec.Path.Value)
		first, _, _ := strings.Cut(p, "/")
		from, to := f.LineOf(g.offset(s.Pos())), f.LineOf(g.offset(s.End()))
		if i == 0 && strings.Contains(first, ".") {
			return insert(f, f.LineStart(from), line+lineBreak(f))
		}
		if pkg < p {
			return insert(f, f.LineStart(from), line)
		}
		if i+1 == len(gen.Specs) || f.LineOf(g.offset(gen.Specs[i+1].Pos())) > to+1 {
			return insert(f, f.LineStart(to+1), line)
		}
	}
	return insert(f, f.LineStart(f.LineOf(g.offset(gen.Rparen))), line) // import ()
}

// readVariableGo reads the environment in the place of a literal, where code may
// stand: not in a constant, nor in a type.
func readVariableGo(s *site, name string) []nhi.Fix {
	g := s.goFile(s.file)
	if g == nil {
		return nil
	}
	nodes := g.around(s.at())
	if len(nodes) < 2 {
		return nil
	}
	lit, ok := nodes[len(nodes)-1].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING || g.offset(lit.Pos())+1 != s.at().Start || g.offset(lit.End())-1 != s.at().End {
		return nil
	}
	for _, n := range nodes {
		switch n := n.(type) {
		case *ast.GenDecl:
			if n.Tok == token.CONST {
				return nil
			}
		case *ast.BinaryExpr, *ast.Field, *ast.ImportSpec, *ast.CaseClause:
			return nil
		}
	}
	os, edits, ok := g.imported(s.file, "os")
	if !ok {
		return nil
	}
	return one(nhi.Unsafe, referenced, append(edits, replace(s.file.At(g.offset(lit.Pos()), g.offset(lit.End())), os+".Getenv("+strconv.Quote(name)+")"))...)
}

// codeFixers change Go code.
var codeFixers = []Fixer{
	{"missing-ttl", nhi.Unsafe, "adds an exp of an hour to the claims", "Go that writes jwt.MapClaims out", stateClaims},
}

// stateClaims adds exp to a literal of golang-jwt's map of claims. What it is
// counted from is the clock of the machine, as for iat.
func stateClaims(s *site) []nhi.Fix {
	c := s.credential()
	if c == nil || c.Kind != "jwt" || c.Lifetime.Field != "exp" || !ends(s.file, ".go") {
		return nil
	}
	g := s.goFile(s.file)
	if g == nil {
		return nil
	}
	var lit *ast.CompositeLit
	for _, n := range g.around(s.at()) {
		if l, ok := n.(*ast.CompositeLit); ok && g.offset(l.Pos()) == s.at().Start && g.offset(l.End()) == s.at().End {
			lit = l
		}
	}
	if lit == nil || len(lit.Elts) == 0 || !mapClaims(lit.Type) {
		return nil
	}
	now, edits, ok := g.imported(s.file, "time")
	if !ok {
		return nil
	}
	last := lit.Elts[len(lit.Elts)-1]
	value := `"exp": ` + now + ".Now().Add(" + now + ".Hour).Unix()"
	text := ", " + value
	at := g.offset(last.End())
	if g.fset.Position(last.End()).Line != g.fset.Position(lit.Rbrace).Line {
		key, ok := last.(*ast.KeyValueExpr)
		if !ok || g.fset.Position(last.Pos()).Line == g.fset.Position(lit.Lbrace).Line {
			return nil
		}
		// gofmt puts the values of such lines below each other.
		gap := max(1, g.offset(key.Value.Pos())-g.offset(key.Colon)-1+len(key.Key.(*ast.BasicLit).Value)-len(`"exp"`))
		text = "," + lineBreak(s.file) + indent(s.file, g.offset(last.Pos())) + `"exp":` + strings.Repeat(" ", gap) + now + ".Now().Add(" + now + ".Hour).Unix()"
	}
	return one(nhi.Unsafe, "Let the token expire after an hour; what holds it longer has to ask for another.", append(edits, insert(s.file, at, text))...)
}

// mapClaims says whether a type is a map of claims by its name.
func mapClaims(t ast.Expr) bool {
	sel, ok := t.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "MapClaims"
}
