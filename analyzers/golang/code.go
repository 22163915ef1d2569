package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Code is a package: its files as nhi knows them, and an index of what is
// called, written and assigned in it, which is made when it is first asked for.
type Code struct {
	pass  *analysis.Pass
	path  func(name string) string
	files []*ast.File // without tests and generated files

	once    sync.Once
	calls   []call
	lits    []literal
	reads   []reading
	sets    map[types.Object][]value // everything that a variable is given
	fields  map[*types.Var][]value   // everything that a field is given
	parts   map[types.Object][]value // everything that the fields of a variable are given
	order   []*types.Var             // the keys of fields, in order of appearance
	params  map[types.Object]param
	callers map[types.Object][]call
	results map[ast.Node][]*ast.ReturnStmt // what a *ast.FuncDecl or *ast.FuncLit returns
	decls   map[types.Object]*ast.FuncDecl
	bodies  map[*ast.FuncDecl]*body // made when they are asked for
	// inboundRequests are parameters that hold what somebody sent here.
	inboundRequests map[types.Object]bool
	opaque          map[types.Object]bool // variables whose address is taken

	// neighbours serves what a driver that has sources of other packages knows.
	neighbours neighbours

	mu    sync.Mutex
	known map[*token.File]*nhi.File
}

// neighbours is other packages of the module; nil where they are not at hand.
type neighbours interface {
	file(*token.File) *nhi.File
	literal(*types.Const) ast.Expr
}

// constants are the expressions that give the constants of packages their values: all that
// has to be kept of a package when those that it is imported by are read.
type constants map[*types.Const]ast.Expr

// note keeps what other packages can name.
func (l constants) note(files []*ast.File, info *types.Info) {
	for _, f := range files {
		for _, d := range f.Decls {
			d, ok := d.(*ast.GenDecl)
			if !ok || d.Tok != token.CONST {
				continue
			}
			for _, s := range d.Specs {
				s, ok := s.(*ast.ValueSpec)
				if !ok || len(s.Values) != len(s.Names) {
					continue
				}
				for i, name := range s.Names {
					if c, ok := info.Defs[name].(*types.Const); ok && c.Exported() {
						l[c] = ast.Unparen(s.Values[i])
					}
				}
			}
		}
	}
}

// call is a call whose callee is known.
type call struct {
	expr   *ast.CallExpr
	callee symbol
	object types.Object // nil when only the name is known
	within *ast.FuncDecl
}

// reading is a place where a field of the tables is read.
type reading struct {
	expr   *ast.SelectorExpr
	field  symbol
	within *ast.FuncDecl
}

// literal is a composite literal of a named struct, or of a named map.
type literal struct {
	expr   *ast.CompositeLit
	typ    symbol
	within *ast.FuncDecl
}

// fields are the elements of a literal that are written with a field's name.
func (l literal) fields() iter.Seq2[*ast.Ident, *ast.KeyValueExpr] {
	return func(yield func(*ast.Ident, *ast.KeyValueExpr) bool) {
		for _, e := range l.expr.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if key, ok := kv.Key.(*ast.Ident); ok && !yield(key, kv) {
				return
			}
		}
	}
}

// value is something that is assigned: an expression, or one of the results of
// a call.
type value struct {
	expr    ast.Expr
	result  int
	literal bool // given in a composite literal
	within  *ast.FuncDecl
}

// param is a parameter of a declared function, or of a closure that a variable
// holds.
type param struct {
	fn    types.Object
	index int
	rest  bool // the last one, of "..."
}

// newCode makes the Code of a pass. Files that the neighbours do not have are
// read through the pass when a fact needs them.
func newCode(pass *analysis.Pass, path func(string) string, n neighbours) *Code {
	c := &Code{pass: pass, path: path, neighbours: n, known: map[*token.File]*nhi.File{}}
	for _, f := range pass.Files {
		t := pass.Fset.File(f.FileStart)
		if t == nil || strings.HasSuffix(t.Name(), "_test.go") || ast.IsGenerated(f) {
			continue
		}
		// What cgo or a generator wrote says by a line directive that it comes
		// from elsewhere; offsets in it are no offsets in what people wrote.
		if pass.Fset.Position(f.Package).Filename != t.Name() {
			continue
		}
		c.files = append(c.files, f)
	}
	return c
}

// imports says whether a file of the package imports a package of the tables.
func (c *Code) imports() bool {
	t := known()
	for _, f := range c.files {
		for _, spec := range f.Imports {
			path := importPath(spec)
			if t.triggers[unversioned(path)] {
				return true
			}
			if !everyday[path] {
				continue
			}
			if file := c.File(f.FileStart); file != nil && carries(file.Bytes()) {
				return true
			}
		}
	}
	return false
}

func importPath(spec *ast.ImportSpec) string { return strings.Trim(spec.Path.Value, "`\"") }

// Files are the package's files that people wrote, without its tests.
func (c *Code) Files() []*nhi.File {
	var out []*nhi.File
	for _, f := range c.files {
		if file := c.File(f.FileStart); file != nil {
			out = append(out, file)
		}
	}
	return out
}

// File is the file at a position, nil when it cannot be read.
func (c *Code) File(pos token.Pos) *nhi.File {
	t := c.pass.Fset.File(pos)
	if t == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if f, ok := c.known[t]; ok {
		return f
	}
	if c.neighbours != nil {
		if f := c.neighbours.file(t); f != nil {
			c.known[t] = f
			return f
		}
	}
	var file *nhi.File
	read := c.pass.ReadFile
	if read == nil {
		read = os.ReadFile
	}
	// A file that has changed since it was parsed has no valid offsets.
	if text, err := read(t.Name()); err == nil && len(text) == t.Size() {
		file = nhi.NewFile(c.path(t.Name()), text)
	}
	c.known[t] = file
	return file
}

// modulePath is the path of a file relative to the root of its module.
func modulePath(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return filepath.ToSlash(name)
	}
	for dir := filepath.Dir(abs); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			if rel, err := filepath.Rel(dir, abs); err == nil {
				return filepath.ToSlash(rel)
			}
		}
		if dir == filepath.Dir(dir) {
			return filepath.ToSlash(filepath.Base(abs))
		}
	}
}

// Span is the stretch of a file between two positions; it is invalid when the
// file cannot be read.
func (c *Code) Span(from, to token.Pos) nhi.Span {
	f := c.File(from)
	t := c.pass.Fset.File(from)
	if f == nil || t != c.pass.Fset.File(to-1) {
		return nhi.Span{}
	}
	return f.At(t.Offset(from), t.Offset(to))
}

// Pos takes a span back to positions of the pass. False when the span is not of
// this package.
func (c *Code) Pos(s nhi.Span) (from, to token.Pos, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for t, f := range c.known {
		if f != nil && f == s.File && s.End <= t.Size() {
			return t.Pos(s.Start), t.Pos(s.End), true
		}
	}
	return token.NoPos, token.NoPos, false
}

// node is the span of an expression. A string literal's is what stands between
// its quotes.
func (c *Code) node(e ast.Expr) nhi.Span {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING && len(lit.Value) >= 2 {
		return c.Span(lit.Pos()+1, lit.End()-1)
	}
	return c.Span(e.Pos(), e.End())
}

// handsOn says whether a package that has nothing to do with agents may hand on
// what it is given: it imports a logger, or makes texts. The loggers of other
// modules have rows of their own.
func (c *Code) handsOn() bool {
	first, _, _ := strings.Cut(c.pass.Pkg.Path(), "/")
	if m := c.pass.Module; m != nil && m.Version != "" || !strings.Contains(first, ".") && (m == nil || m.Path == "") {
		return false
	}
	for _, f := range c.files {
		for _, spec := range f.Imports {
			if logging[unversioned(importPath(spec))] {
				return true
			}
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.IsExported() && fn.Type.Params.NumFields() > 0 && givesText(fn) {
				return true
			}
		}
	}
	return false
}
