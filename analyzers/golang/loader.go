package golang

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// loader checks the packages of one unit, and those of the same module that
// they take a credential's way through. It is the driver of the passes at the
// syntax level. All it knows is of one unit, so that what was read for a unit is
// what the unit's result depends on.
type loader struct {
	unit     *nhi.Unit
	fset     *token.FileSet
	module   string // the module's path, empty when there is no go.mod
	root     string // the directory of its go.mod
	imported map[string]*parsed
	hot      map[string]bool // directories by whether they are triggered
	large    []string        // files of the unit that are not read
	tokens   map[*token.File]*nhi.File
	literals constants
	known    store
	suite    *Suite
}

// maxDepth is how many packages of the module a credential is followed through;
// maxPackages how many are read for one unit.
const (
	maxDepth    = 2
	maxPackages = 40
)

func newLoader(u *nhi.Unit) *loader {
	l := &loader{unit: u, fset: token.NewFileSet(), imported: map[string]*parsed{}, tokens: map[*token.File]*nhi.File{}, literals: constants{}, hot: map[string]bool{},
		known: store{}, suite: NewSuite(func(name string) string { return name })}
	if u.Tree == nil {
		return l
	}
	for dir := u.Key; ; dir = path.Dir(dir) {
		if f, err := u.Tree.Read(path.Join(dir, "go.mod")); err == nil {
			l.module, l.root = moduleLine(f.Bytes()), dir
			break
		}
		if dir == "." || dir == "/" {
			break
		}
	}
	return l
}

// file and literal make the loader the neighbours of every package.
func (l *loader) file(t *token.File) *nhi.File    { return l.tokens[t] }
func (l *loader) literal(c *types.Const) ast.Expr { return l.literals[c] }

// moduleLine is the path in the module line of a go.mod.
func moduleLine(text []byte) string {
	for line := range bytes.Lines(text) {
		fields := strings.Fields(string(line))
		if len(fields) >= 2 && fields[0] == "module" {
			return strings.Trim(fields[1], "\"`")
		}
	}
	return ""
}

// importPath is the path under which a directory is imported.
func (l *loader) importPath(dir string) string {
	if l.module == "" {
		return dir
	}
	rel := strings.TrimPrefix(strings.TrimPrefix(dir, l.root), "/")
	if l.root == "." {
		rel = dir
	}
	return strings.TrimSuffix(path.Join(l.module, rel), "/.")
}

// local is the directory of an import path of the module.
func (l *loader) local(importPath string) (dir string, ok bool) {
	if l.module == "" {
		return "", false
	}
	rest, ok := strings.CutPrefix(importPath, l.module)
	if !ok || rest != "" && rest[0] != '/' {
		return "", false
	}
	return path.Join(l.root, rest), true
}

// relevant says whether there is anything to find: a package of the tables, or
// one of this module that has to do with one.
func (l *loader) relevant(p *parsed) bool {
	if p.imports() {
		return true
	}
	for dir, w := range l.wanted(p) {
		if l.triggered(dir, w) {
			return true
		}
	}
	return false
}

// triggered says whether a directory imports a package that takes credentials,
// or has a function that makes a text of what it is given, without parsing more
// than the imports: only then a function of it can hand one on.
func (l *loader) triggered(dir string, w *want) bool {
	yes, ok := l.hot[dir]
	if !ok {
		if len(l.hot) >= maxPackages {
			return false
		}
		yes = slices.ContainsFunc(l.files(dir), func(f *nhi.File) bool {
			ast, _ := parser.ParseFile(token.NewFileSet(), "", f.Bytes(), parser.ImportsOnly|parser.SkipObjectResolution)
			return ast != nil && importsOneOf(ast, known().takers)
		})
		l.hot[dir] = yes
	}
	return yes || slices.ContainsFunc(l.files(dir), func(f *nhi.File) bool {
		return slices.ContainsFunc(w.called, func(name string) bool { return makesText(f.Bytes(), name) })
	})
}

// makesText says whether a file has a function of a name whose result is a string.
func makesText(text []byte, name string) bool {
	_, rest, ok := bytes.Cut(text, []byte("func "+name+"("))
	if !ok {
		return false
	}
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	return bytes.Contains(line, []byte(") string {"))
}

// imports says whether a file of the package imports a package of the tables.
func (p *parsed) imports() bool { return p.importsOneOf(known().triggers) }

func (p *parsed) importsOneOf(paths map[string]bool) bool {
	return slices.ContainsFunc(p.sources, func(s source) bool { return importsOneOf(s.ast, paths) })
}

func importsOneOf(f *ast.File, paths map[string]bool) bool {
	return slices.ContainsFunc(f.Imports, func(spec *ast.ImportSpec) bool { return paths[unversioned(importPath(spec))] })
}

// load parses the importable package of a directory, once.
func (l *loader) load(dir string) *parsed {
	if p, ok := l.imported[dir]; ok {
		return p
	}
	if len(l.imported) >= maxPackages || dir == l.unit.Key {
		return nil
	}
	l.imported[dir] = nil
	for _, p := range l.directory(dir) {
		if p.name != "main" && !strings.HasSuffix(p.name, "_test") {
			l.imported[dir] = p
			break
		}
	}
	return l.imported[dir]
}

// check gives a package its types, and runs the Flow pass over packages
// that the unit's own imports.
func (l *loader) check(p *parsed, depth int) {
	if p.checked != nil {
		return
	}
	c := newChecked()
	p.checked = c
	var wanted map[string]*want
	if depth < maxDepth {
		wanted = l.wanted(p)
	}
	var files []*ast.File
	for _, s := range p.sources {
		if depth > 0 && !importsOneOf(s.ast, known().takers) {
			// What hands a credential on stands beside the client it is for. This
			// halves the time; a detour through another file is missed.
			for _, d := range s.ast.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && !givesText(fn) {
					fn.Body = nil
				}
			}
		}
		tame(s.ast)
		files = append(files, s.ast)
		l.tokens[l.fset.File(s.ast.FileStart)] = s.file
	}
	if !bounded(files) {
		p.notices = append(p.notices, nhi.Notice{Path: p.sources[0].file.Path, Incomplete: true,
			Reason: "constants or types of this package grow without measure; it is not read"})
		return
	}
	conf := types.Config{
		Importer: importFunc(func(importPath string) (*types.Package, error) {
			if s := stub(importPath); s != nil {
				return s, nil
			}
			if dir, ok := l.local(importPath); ok && (wanted[dir] != nil && (wanted[dir].constant || l.triggered(dir, wanted[dir]))) {
				if q := l.load(dir); q != nil {
					l.check(q, depth+1)
					if q.checked.pkg != nil {
						return q.checked.pkg, nil
					}
				}
			}
			return empty(importPath), nil
		}),
		Error:                    func(error) {}, // broken code and missing modules are welcome
		FakeImportC:              true,
		DisableUnusedImportCheck: true,
		Sizes:                    types.SizesFor("gc", "amd64"),
	}
	c.pkg, _ = conf.Check(p.path, l.fset, files, c.info)
	c.code = newCode(l.known.pass(l.suite.Source, l.fset, files, c, nil), l.suite.path, l)
	l.literals.note(c.code.files, c.info)
	if depth > 0 {
		flow(l.known.pass(l.suite.Flow, l.fset, files, c, nil), c.code)
	}
}

// givesText says whether the first result of a function is written as a string.
func givesText(fn *ast.FuncDecl) bool {
	if fn.Type.Results == nil || len(fn.Type.Results.List) == 0 {
		return false
	}
	id, ok := fn.Type.Results.List[0].Type.(*ast.Ident)
	return ok && id.Name == "string"
}

// facts runs the passes over a package of the unit.
func (l *loader) facts(p *parsed) *nhi.Facts {
	c := p.checked
	if c == nil || c.pkg == nil {
		return nil
	}
	var files []*ast.File
	for _, s := range p.sources {
		files = append(files, s.ast)
	}
	return l.known.facts(l.suite, l.fset, files, c)
}

// want is what a package is wanted for.
type want struct {
	constant bool     // something of it is given to a function or struct
	called   []string // its functions that are given something
}

// wanted are the directories of the module that the files hand something to
// which may be a credential, or take one from: only those are worth loading.
// It goes by names, which decides about work and never about a fact.
func (l *loader) wanted(p *parsed) map[string]*want {
	dirs := map[string]*want{}
	if l.module == "" {
		return dirs
	}
	for _, s := range p.sources {
		locals := map[string]string{} // name in the file → directory
		for _, spec := range s.ast.Imports {
			importPath := importPath(spec)
			if dir, ok := l.local(importPath); ok {
				name := guessName(importPath)
				if spec.Name != nil {
					name = spec.Name.Name
				}
				locals[name] = dir
			}
		}
		if len(locals) == 0 {
			continue
		}
		w := wanter{locals, dirs}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				w.given(n.Fun, n.Args)
			case *ast.CompositeLit:
				w.given(n.Type, n.Elts)
			}
			return true
		})
	}
	return dirs
}

// wanter gathers directories for one file.
type wanter struct {
	locals map[string]string
	dirs   map[string]*want
}

// dir is the directory of the package that qualifies a name.
func (w wanter) dir(e ast.Expr) string {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		if id, ok := sel.X.(*ast.Ident); ok {
			return w.locals[id.Name]
		}
	}
	return ""
}

func (w wanter) want(dir string) *want {
	if w.dirs[dir] == nil {
		w.dirs[dir] = &want{}
	}
	return w.dirs[dir]
}

// given notes what a function or struct is given.
func (w wanter) given(to ast.Expr, list []ast.Expr) {
	callee := w.dir(to)
	if sel, ok := to.(*ast.SelectorExpr); ok && callee != "" && issuing(sel.Sel.Name) {
		w.want(callee)
	}
	for _, e := range list {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		if sel, ok := e.(*ast.SelectorExpr); ok && secretName(sel.Sel.Name) {
			if dir := w.dir(sel); dir != "" {
				w.want(dir).constant = true
			}
		}
		if callee != "" && promising(e) {
			c := w.want(callee)
			if sel, ok := to.(*ast.SelectorExpr); ok && !slices.Contains(c.called, sel.Sel.Name) {
				c.called = append(c.called, sel.Sel.Name)
			}
		}
	}
}

// issuing says whether a function's name is one for making tokens.
func issuing(name string) bool {
	l := strings.ToLower(name)
	for _, w := range []string{"sign", "issue", "mint", "token", "jwt", "claims", "federat", "workload", "managedid", "keyless"} {
		if strings.Contains(l, w) {
			return true
		}
	}
	return false
}

// promising says whether an expression may be a credential.
func promising(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		// A key has no spaces and some length; 16 is the shortest that any
		// format of package creds has.
		return e.Kind == token.STRING && len(e.Value) >= 16+2 && !strings.ContainsAny(e.Value, " /%")
	case *ast.Ident:
		return secretName(e.Name)
	case *ast.SelectorExpr:
		return secretName(e.Sel.Name)
	case *ast.CallExpr:
		sel, ok := e.Fun.(*ast.SelectorExpr)
		return ok && (sel.Sel.Name == "Getenv" || sel.Sel.Name == "LookupEnv" || secretName(sel.Sel.Name)) ||
			len(e.Args) > 0 && promisingName(e.Args)
	}
	return false
}

// promisingName says whether the first of some arguments is a literal that could
// name a secret's variable: setting("OPENAI_API_KEY").
func promisingName(args []ast.Expr) bool {
	lit, ok := args[0].(*ast.BasicLit)
	return ok && lit.Kind == token.STRING && secretName(lit.Value)
}

func secretName(name string) bool {
	l := strings.ToLower(name)
	for _, w := range []string{"key", "token", "secret", "passw", "cred"} {
		if strings.Contains(l, w) {
			return true
		}
	}
	return false
}
