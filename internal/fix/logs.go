package fix

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// logFixers keep credentials out of logs.
var logFixers = []Fixer{
	{"credential-in-log", nhi.Safe, "logs whether the variable of the environment is set", "Go that hands os.Getenv to log, log/slog or fmt", logIsSet},
}

// anything is from which argument on a function takes values of every type; of
// those in pairs, a value follows its key.
type anything struct {
	first   int
	pairs   bool
	printed bool // the argument before the first is a format
}

// printers are the functions that print what they get, by package and name.
var printers = map[string]map[string]anything{
	"log": {"Print": {}, "Println": {}, "Fatal": {}, "Fatalln": {}, "Panic": {}, "Panicln": {},
		"Printf": {1, false, true}, "Fatalf": {1, false, true}, "Panicf": {1, false, true}},
	"fmt": {"Print": {}, "Println": {}, "Printf": {1, false, true}, "Fprint": {first: 1}, "Fprintln": {first: 1}, "Fprintf": {2, false, true}},
	"log/slog": {"Debug": {1, true, false}, "Info": {1, true, false}, "Warn": {1, true, false}, "Error": {1, true, false},
		"DebugContext": {2, true, false}, "InfoContext": {2, true, false}, "WarnContext": {2, true, false}, "ErrorContext": {2, true, false}, "Any": {first: 1}},
}

// logIsSet says that a variable is set in the place of its value: the program does
// what it did, and its log holds no credential. Other expressions may have any type.
func logIsSet(s *site) []nhi.Fix {
	if !ends(s.file, ".go") {
		return nil
	}
	g := s.goFile(s.file)
	if g == nil {
		return nil
	}
	nodes := g.around(s.at())
	for i := len(nodes) - 1; i > 0; i-- {
		get, ok := nodes[i].(*ast.CallExpr)
		if !ok || g.offset(get.Pos()) != s.at().Start || g.offset(get.End()) != s.at().End {
			continue
		}
		call, ok := nodes[i-1].(*ast.CallExpr)
		if pkg, name := g.called(get); !ok || pkg != "os" || name != "Getenv" || call.Ellipsis.IsValid() {
			return nil
		}
		edits, ok := g.isSet(s.file, call, get)
		if !ok {
			return nil
		}
		return one(nhi.Safe, "Log that the variable is set, and not what it is.", append(edits, insert(s.file, s.at().End, ` != ""`))...)
	}
	return nil
}

// isSet are the edits besides the comparison, and whether a truth may stand where
// the text did.
func (g *goFile) isSet(f *nhi.File, call, arg *ast.CallExpr) ([]nhi.Edit, bool) {
	n := -1
	for i, a := range call.Args {
		if a == arg {
			n = i
		}
	}
	pkg, name := g.called(call)
	if pkg == "log/slog" && name == "String" && n == 1 {
		sel := call.Fun.(*ast.SelectorExpr).Sel
		return []nhi.Edit{replace(f.At(g.offset(sel.Pos()), g.offset(sel.End())), "Bool")}, true
	}
	takes, ok := printers[pkg][name]
	switch {
	case !ok || n < takes.first:
		return nil, false
	case takes.pairs:
		// An attribute among the arguments is one and no pair.
		for i := takes.first; i < n; i += 2 {
			if lit, ok := call.Args[i].(*ast.BasicLit); !ok || lit.Kind != token.STRING {
				return nil, false
			}
		}
		return nil, (n-takes.first)%2 == 1
	case takes.printed:
		at, ok := g.verb(f, call.Args[takes.first-1], n-takes.first)
		if !ok {
			return nil, false
		}
		return []nhi.Edit{replace(at, "%t")}, true
	}
	return nil, true
}

// called is the function of a package that a call names; empty for every other call.
func (g *goFile) called(call *ast.CallExpr) (pkg, name string) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	x, ok := sel.X.(*ast.Ident)
	if !ok {
		return "", ""
	}
	for _, i := range g.file.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			continue
		}
		local := p[strings.LastIndexByte(p, '/')+1:]
		if i.Name != nil {
			local = i.Name.Name
		}
		if local == x.Name {
			return p, sel.Sel.Name
		}
	}
	return "", ""
}

// verbs are those of a format; escaped are the ways to write a percent sign that is
// not seen, and starred those of arguments that say how wide another is.
var (
	verbs   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`%[-+# 0]*[0-9]*(?:\.[0-9]*)?[a-zA-Z%]`) })
	escaped = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\\[xuU0-7]`) })
	starred = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`%[^a-zA-Z%]*[*\[]`) })
)

// verb is where a format says how an argument is printed.
func (g *goFile) verb(f *nhi.File, format ast.Expr, arg int) (nhi.Span, bool) {
	lit, ok := format.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING || escaped().MatchString(lit.Value) || starred().MatchString(lit.Value) {
		return nhi.Span{}, false
	}
	n := 0
	for _, m := range verbs().FindAllStringIndex(lit.Value, -1) {
		last := lit.Value[m[1]-1]
		switch {
		case last == '%':
			continue
		case n == arg && strings.IndexByte("svqx", last) < 0:
			return nhi.Span{}, false
		case n == arg:
			return f.At(g.offset(lit.Pos())+m[0], g.offset(lit.Pos())+m[1]), true
		}
		n++
	}
	return nhi.Span{}, false
}
