package golang

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/tools/go/gcexportdata"

	"github.com/nhivet/nhivet/internal/nhi"
)

// compiled is one module of the tree, loaded when its first unit is read. All claims
// are made by then.
type compiled struct {
	dir  string // relative to the root of the scan
	once sync.Once

	fset     *token.FileSet
	suite    *Suite
	known    store
	imports  map[string]*types.Package // everything that was read, by path
	exports  map[string]string         // where the compiled types of a package are
	files    map[*token.File]*nhi.File
	literals constants
	packages map[string]*built // by directory, relative to the root of the scan
	failed   string            // why there are no types, empty when there are
}

// built is a package that the go command has described.
type built struct {
	files   map[string]bool // paths of what was read with types
	facts   *nhi.Facts
	claimed bool
	failed  string // why it has no types
	partly  string // why it has only some
}

func (m *compiled) file(t *token.File) *nhi.File    { return m.files[t] }
func (m *compiled) literal(c *types.Const) ast.Expr { return m.literals[c] }

// check type-checks a package and runs the passes over it. What has compiled in
// bounded time is checked in bounded time.
func (m *compiled) check(p *listed, b *built, dir string, tree nhi.Tree) {
	defer func() {
		if r := recover(); r != nil { // see run
			b.failed = "the Go type checker gave up on it"
		}
	}()
	var files []*ast.File
	taking := false
	for _, name := range p.GoFiles {
		f, err := m.parse(filepath.Join(p.Dir, name), path.Join(dir, name), tree, b)
		if err != nil {
			b.failed = "a file of it could not be read"
			return
		}
		files = append(files, f)
		taking = taking || importsOneOf(f, known().takers)
	}
	if b.partly != "" {
		// It was not compiled, and may not end: see guard.go.
		for _, f := range files {
			tame(f)
		}
		if !bounded(files) {
			b.failed = "constants or types of it grow without measure"
			return
		}
	}
	c := newChecked()
	conf := types.Config{
		Importer: importFunc(func(importPath string) (*types.Package, error) {
			return m.importPackage(cmp.Or(p.ImportMap[importPath], importPath))
		}),
		Error: func(error) {},
		Sizes: types.SizesFor("gc", runtime.GOARCH),
		// Only claimed packages have facts; of the others it matters what they
		// declare, and which of their functions take a credential.
		IgnoreFuncBodies: !b.claimed && !taking && !m.carries(p),
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		conf.GoVersion = "go" + p.Module.GoVersion
	}
	c.pkg, _ = conf.Check(p.ImportPath, m.fset, files, c.info)
	m.imports[p.ImportPath] = c.pkg
	c.code = newCode(m.known.pass(m.suite.Source, m.fset, files, c, nil), m.suite.path, m)
	m.literals.note(c.code.files, c.info)
	if b.claimed {
		b.facts = m.known.facts(m.suite, m.fset, files, c)
	} else if !conf.IgnoreFuncBodies {
		flow(m.known.pass(m.suite.Flow, m.fset, files, c, nil), c.code)
	}
}

// carries says whether a package imports one that has facts.
func (m *compiled) carries(p *listed) bool {
	return slices.ContainsFunc(p.Imports, func(importPath string) bool {
		pkg := m.imports[cmp.Or(p.ImportMap[importPath], importPath)]
		return pkg != nil && m.known.get(pkg, new(Exports))
	})
}

// parse parses a file of a package. One that the scan does not read, as a program
// wrote it or it is too large, is needed for what it declares.
func (m *compiled) parse(name, rel string, tree nhi.Tree, b *built) (*ast.File, error) {
	var text []byte
	f, err := tree.Read(rel)
	if err == nil {
		text = f.Bytes()
	} else if text, err = readDeclarations(name); err != nil {
		return nil, err
	}
	ours := f != nil && wants(rel) && len(text) <= maxSource && !generated(text)
	a, err := parser.ParseFile(m.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if a == nil {
		return nil, errors.Join(err, errors.New("no syntax"))
	}
	if !ours {
		for _, d := range a.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				fn.Body = nil
			}
		}
		return a, nil
	}
	b.files[rel] = true
	m.files[m.fset.File(a.FileStart)] = f
	return a, nil
}

// maxDeclarations is the size in bytes of the largest file that is read for its
// declarations. The largest that compilers are known to be given, of generated
// clients, have some 10 MB.
const maxDeclarations = 32 << 20

func readDeclarations(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxDeclarations {
		return nil, fmt.Errorf("read %s: not a file of up to %d MiB", name, maxDeclarations>>20)
	}
	return os.ReadFile(name)
}

// importPackage is a package that a checked one imports, by its path.
func (m *compiled) importPackage(importPath string) (*types.Package, error) {
	if p := m.imports[importPath]; p != nil && p.Complete() {
		return p, nil
	}
	p, err := readExport(m.fset, m.exports[importPath], m.imports, importPath)
	if err == nil {
		return p, nil
	}
	if p := stub(importPath); p != nil { // as at the syntax level
		return p, nil
	}
	return empty(importPath), nil
}

// readExport reads the types that the compiler wrote of a package: they stand at the
// head of a file that is code for the most part.
func readExport(fset *token.FileSet, name string, imports map[string]*types.Package, importPath string) (*types.Package, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read the types of %s: %w", importPath, err)
	}
	defer f.Close()
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read the types of %s: %w", importPath, err)
	}
	return gcexportdata.Read(r, fset, imports, importPath)
}
