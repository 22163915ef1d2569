package golang_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"
)

// absent are packages that cannot be had at a fixed version.
var absent = map[string]bool{
	"github.com/cloudwego/eino-ext/components/model/ark": true, "github.com/cloudwego/eino-ext/components/model/claude": true,
	"github.com/cloudwego/eino-ext/components/model/deepseek": true, "github.com/cloudwego/eino-ext/components/model/qwen": true,
	"github.com/ollama/ollama/api": true, "github.com/pinecone-io/go-pinecone/pinecone": true,
}

// older are symbols of versions before the one that is compared, which are in use.
var older = map[string]bool{
	"github.com/golang-jwt/jwt StandardClaims": true, "github.com/golang-jwt/jwt At": true,
}

// TestStubs holds the signatures that analyzers/golang embeds to those of the real
// packages: every function, method and field is there, and takes as many
// parameters.
func TestStubs(t *testing.T) {
	text, err := os.ReadFile("../../analyzers/golang/stubs.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dirs := packages(t)
	compared, missed := 0, 0
	for _, f := range txtar.Parse(text).Files {
		name := path.Dir(f.Name)
		dir := dirs[name]
		if first, _, _ := strings.Cut(name, "/"); !strings.Contains(first, ".") {
			dir = filepath.Join(goroot(), "src", filepath.FromSlash(name))
		}
		if dir == "" {
			if !absent[name] {
				t.Errorf("%s is in no module", name)
			}
			missed++
			continue
		}
		fset := token.NewFileSet()
		stub, err := parser.ParseFile(fset, f.Name, f.Data, parser.SkipObjectResolution)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		compared += compare(t, name, declared(stub), read(t, dir))
	}
	t.Logf("%d symbols are those of their packages; %d packages not compared", compared, missed)
}

// goroot is where the library is; a test that is built with -trimpath does not know.
var goroot = sync.OnceValue(func() string {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(out))
})

var major = regexp.MustCompile(`/v[2-9][0-9]*(/|$)`)

// packages are the directories of the packages of tables.go, by their paths without
// a major version.
func packages(t *testing.T) map[string]string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "tables.go", nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"list", "-find", "-json=ImportPath,Dir"}
	for _, spec := range f.Imports {
		args = append(args, strings.Trim(spec.Path.Value, "\""))
	}
	cmd := exec.Command("go", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	dirs := map[string]string{}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p struct{ ImportPath, Dir string }
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		dirs[strings.TrimSuffix(major.ReplaceAllString(p.ImportPath, "/"), "/")] = p.Dir
	}
	return dirs
}

// decls are the functions, methods and fields of a package: how many parameters
// one takes, -1 for what is no function, -2 for "...".
type decls map[string]int

// read parses a package, and what its types are made of.
func read(t *testing.T, dir string) decls {
	t.Helper()
	all := decls{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Error(err)
	}
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, e.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			continue
		}
		for k, v := range declared(f) {
			all[k] = v
		}
	}
	return all
}

func declared(f *ast.File) decls {
	out := decls{}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil {
				name = base(d.Recv.List[0].Type) + "." + name
			}
			out[name] = parameters(d.Type)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					out[s.Name.Name] = -1
					members(out, s.Name.Name, s.Type)
				case *ast.ValueSpec:
					for _, n := range s.Names {
						out[n.Name] = -1
					}
				}
			}
		}
	}
	return out
}

func members(out decls, typ string, e ast.Expr) {
	var list *ast.FieldList
	switch e := e.(type) {
	case *ast.StructType:
		list = e.Fields
	case *ast.InterfaceType:
		list = e.Methods
	default:
		return
	}
	for _, f := range list.List {
		n := -1
		if fn, ok := f.Type.(*ast.FuncType); ok {
			n = parameters(fn)
		}
		for _, name := range f.Names {
			out[typ+"."+name.Name] = n
		}
		if len(f.Names) == 0 {
			out[typ+"<"+base(f.Type)] = -1 // embedded
		}
	}
}

func base(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.SelectorExpr:
			return x.Sel.Name
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

func parameters(f *ast.FuncType) int {
	n := 0
	for _, p := range f.Params.List {
		n += max(1, len(p.Names))
	}
	return n
}

// compare says what a stub has that its package has not. A member may be promoted
// from what is embedded, or declared elsewhere by an alias: then the type has to
// say so.
func compare(t *testing.T, name string, stub, real decls) int {
	n := 0
	for symbol, count := range stub {
		typ, member, isMember := strings.Cut(symbol, ".")
		if !ast.IsExported(typ) || strings.Contains(symbol, "<") || isMember && !ast.IsExported(member) {
			continue
		}
		got, ok := real[symbol]
		if !ok && isMember {
			for other, c := range real {
				if embedded, inner, yes := strings.Cut(other, "<"); yes && embedded == typ {
					if v, has := real[inner+"."+member]; has {
						got, ok = v, true
					} else if _, local := real[inner]; !local {
						got, ok = c, true // of another package
						if count >= 0 {
							got = count
						}
					}
				}
			}
		}
		switch {
		case !ok && older[name+" "+typ]:
		case !ok:
			t.Errorf("%s has no %s", name, symbol)
		case count >= 0 && got >= 0 && got != count:
			t.Errorf("%s: %s takes %d parameters, not %d", name, symbol, got, count)
		default:
			n++
		}
	}
	return n
}
