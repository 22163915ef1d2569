package golang

import (
	"go/ast"
	"go/types"
	"reflect"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// This file is about what a program is given when it runs: variables of the environment,
// files, and flags.

// env adds the variable that argument i names.
func (t *tracer) env(e *ast.CallExpr, i int, via []nhi.Step) bool {
	if i >= len(e.Args) {
		return false
	}
	name, ok := t.flow.code.text(e.Args[i])
	if !ok || name == "" {
		return false
	}
	t.add(origin{kind: fromEnv, text: name, node: ast.Unparen(e.Args[i]), via: via})
	return true
}

// file adds the file that an argument names, by a constant or by a variable of the
// environment.
func (t *tracer) file(name ast.Expr, via []nhi.Step) {
	list := t.flow.origins(value{expr: name}, false)
	if len(list) != 1 || list[0].text == "" || list[0].kind != fromConstant && list[0].kind != fromEnv {
		return
	}
	t.add(origin{kind: fromFile, text: list[0].text, node: ast.Unparen(name), via: via})
}

// readsFile are the functions that give what a file holds.
var readsFile = map[symbol]bool{{"os", "", "ReadFile"}: true, {"io/ioutil", "", "ReadFile"}: true}

// readsEnv says which parameter of a function names the variable that it reads.
func readsEnv(s symbol) (param int, ok bool) {
	if s.typ == "" && (s.path == "os" || s.path == "syscall") && (s.name == "Getenv" || s.name == "LookupEnv") {
		return 0, true
	}
	return 0, false
}

// envTag is the environment variable that a field is filled from, as the tags
// of the usual configuration libraries say it: env:"NAME,required",
// envconfig:"NAME".
func envTag(sel *types.Selection) string {
	if sel == nil || sel.Kind() != types.FieldVal {
		return ""
	}
	t := sel.Recv()
	tag := ""
	for _, i := range sel.Index() {
		_, st := named(t)
		if st == nil || i >= st.NumFields() {
			return ""
		}
		t, tag = st.Field(i).Type(), st.Tag(i)
	}
	for _, key := range []string{"env", "envconfig"} {
		name, _, _ := strings.Cut(reflect.StructTag(tag).Get(key), ",")
		if name != "" && name == strings.ToUpper(name) && name != "-" {
			return name
		}
	}
	return ""
}

// flagDefault are the functions that give what a flag of the command line says, and
// the parameter with what it is without one; flagVar those that put it somewhere, which
// the first parameter says. What a person types is not known.
var (
	flagDefault = map[symbol]int{
		{"flag", "", "String"}: 1, {"flag", "FlagSet", "String"}: 1,
		{"github.com/spf13/pflag", "", "String"}: 1, {"github.com/spf13/pflag", "FlagSet", "String"}: 1,
		{"github.com/spf13/pflag", "", "StringP"}: 2, {"github.com/spf13/pflag", "FlagSet", "StringP"}: 2,
	}
	flagVar = map[symbol]int{
		{"flag", "", "StringVar"}: 2, {"flag", "FlagSet", "StringVar"}: 2,
		{"github.com/spf13/pflag", "", "StringVar"}: 2, {"github.com/spf13/pflag", "FlagSet", "StringVar"}: 2,
		{"github.com/spf13/pflag", "", "StringVarP"}: 3, {"github.com/spf13/pflag", "FlagSet", "StringVarP"}: 3,
	}
)
