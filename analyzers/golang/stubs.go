package golang

import (
	_ "embed"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"strings"
	"sync"

	"golang.org/x/tools/txtar"
)

//go:embed stubs.txtar
var stubText []byte

// stubFiles are the embedded signatures by import path, without a version.
var stubFiles = sync.OnceValue(func() map[string][]txtar.File {
	m := map[string][]txtar.File{}
	for _, f := range txtar.Parse(stubText).Files {
		dir := path.Dir(f.Name)
		m[dir] = append(m[dir], f)
	}
	return m
})

// stubPackages are the packages made of them so far. A finished types.Package is
// only read, so all units of a scan share them; which unit asks first makes no
// difference to what it gets.
var stubPackages struct {
	sync.Mutex
	fset *token.FileSet
	done map[string]*types.Package
}

// stub is the package of an import path, nil when there are no signatures.
func stub(importPath string) *types.Package {
	key := unversioned(importPath)
	if _, ok := stubFiles()[key]; !ok {
		return nil
	}
	stubPackages.Lock()
	defer stubPackages.Unlock()
	if stubPackages.done == nil {
		stubPackages.done = map[string]*types.Package{}
		stubPackages.fset = token.NewFileSet()
	}
	return checkStub(key)
}

// checkStub makes a package and those it imports; the lock is held.
func checkStub(key string) *types.Package {
	if p, ok := stubPackages.done[key]; ok {
		return p
	}
	files := stubFiles()[key]
	if files == nil {
		return empty(key)
	}
	var parsed []*ast.File
	for _, f := range files {
		if a, err := parser.ParseFile(stubPackages.fset, f.Name, f.Data, parser.SkipObjectResolution); err == nil {
			parsed = append(parsed, a)
		}
	}
	conf := types.Config{Importer: importFunc(func(p string) (*types.Package, error) { return checkStub(p), nil }),
		Error: func(error) {}, IgnoreFuncBodies: true}
	p, _ := conf.Check(key, stubPackages.fset, parsed, nil)
	stubPackages.done[key] = p
	return p
}

// importFunc is a function as a types.Importer.
type importFunc func(path string) (*types.Package, error)

// Import calls the function.
func (f importFunc) Import(path string) (*types.Package, error) { return f(path) }

// empty is a package of which nothing but its path is known.
func empty(importPath string) *types.Package {
	p := types.NewPackage(importPath, guessName(importPath))
	p.MarkComplete()
	return p
}

// guessName is the name that a package most likely has, after the customs for
// the last segment of its path: openai-go/v3 is openai, gopkg.in/yaml.v3 is
// yaml.
func guessName(importPath string) string {
	name := path.Base(unversioned(importPath))
	name = strings.TrimPrefix(strings.TrimSuffix(name, ".go"), "go-")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "-go"), "-golang")
	return strings.ReplaceAll(strings.ReplaceAll(name, "-", ""), ".", "")
}
