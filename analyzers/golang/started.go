package golang

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
)

// This file is about programs that are started as MCP servers: what they are, what
// of the machine they are given, and that they inherit the environment.

// command states which program is started, false when that is not known.
func (b *builder) command(t *nhi.Tool, list []ast.Expr) bool {
	words := b.words(list)
	if len(words) == 0 {
		return false
	}
	t.Name = tools.Program(words[0])
	known := tools.Known(t.Name, "")
	if runner, _ := tools.RunnerOf(words); runner != nil {
		if spec, at, _ := tools.Fetched(words); at >= 0 {
			t.Runner, t.Package, t.Version, t.Pinned = runner.Command, spec.Name, spec.Version, spec.Pinned
			t.Name = spec.Name
			known = tools.Known(spec.Name, "")
			words, list = words[at+1:], list[at+1:]
		}
	} else {
		words, list = words[1:], list[1:]
	}
	does(t, known)
	if known == nil || !known.Root || t.Runner == "docker" { // within a container the folders are its own
		return true
	}
	for i, w := range words {
		if area := tools.Place(w); area.Breadth != "" && !strings.HasPrefix(w, "-") {
			at := b.code.node(list[i])
			b.facts.Grants = append(b.facts.Grants, &nhi.Grant{Key: nhi.Key("go-host", at.File.Path, strconv.Itoa(at.Start)), Identity: t.Key, System: "host",
				Actions: []string{"read", "write"}, Resources: []string{w}, Scope: area.Scope, Breadth: area.Breadth, Hazards: area.Hazards, Why: area.Why,
				Writes: true, Confidence: nhi.Certain, At: at})
		}
	}
	return true
}

// does states what a server that is known lets an agent do.
func does(t *nhi.Tool, s *tools.Server) {
	switch {
	case s == nil:
	case s.Does == tools.Reads:
		t.Writes = nhi.Bool(false)
	case s.Does == tools.Writes:
		t.Writes = nhi.Bool(true)
	}
}

// execCommand is the call that makes an *exec.Cmd, and the variable that it is in.
func (b *builder) execCommand(e ast.Expr) (made *ast.CallExpr, in types.Object) {
	for range 3 {
		if e == nil {
			return nil, nil
		}
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			in = b.code.pass.TypesInfo.Uses[x]
			if sets := b.code.sets[in]; in != nil && len(sets) == 1 && sets[0].expr != nil {
				e = sets[0].expr
				continue
			}
		case *ast.CallExpr:
			if _, sym := b.code.callee(x); sym.path == "os/exec" && sym.typ == "" {
				return x, in
			}
		}
		return nil, nil
	}
	return nil, nil
}

// started are the words of the command that an *exec.Cmd starts.
func (b *builder) started(e ast.Expr) []ast.Expr {
	made, _ := b.execCommand(e)
	if made == nil {
		return nil
	}
	switch _, sym := b.code.callee(made); {
	case sym.name == "Command":
		return made.Args
	case sym.name == "CommandContext" && len(made.Args) > 1:
		return made.Args[1:]
	}
	return nil
}

// words are the constants among the words of a command line, up to the first that
// is none.
func (b *builder) words(list []ast.Expr) []string {
	var words []string
	for _, e := range list {
		text, ok := b.code.text(e)
		if !ok {
			break
		}
		words = append(words, text)
	}
	return words
}

// handed is what a package does with its variables.
type handed struct {
	on  map[types.Object]bool // given to a function as they are
	env map[ast.Expr]bool     // what the Env of commands is given
}

func (b *builder) handed() *handed {
	h := &handed{on: map[types.Object]bool{}, env: map[ast.Expr]bool{}}
	for _, c := range b.code.calls {
		for _, arg := range c.expr.Args {
			if id, ok := ast.Unparen(arg).(*ast.Ident); ok {
				h.on[b.code.pass.TypesInfo.Uses[id]] = true
			}
		}
	}
	for _, v := range b.code.order {
		if v.Name() == "Env" && v.Pkg() != nil && v.Pkg().Path() == "os/exec" {
			for _, given := range b.code.fields[v] {
				h.env[given.expr] = true
			}
		}
	}
	return h
}

// inherits says whether a command gets the environment of the program: its Env is
// given nothing (https://pkg.go.dev/os/exec#Cmd), or what os.Environ gives. A command
// that something else is done with may be given another one.
func (b *builder) inherits(e ast.Expr) bool {
	made, in := b.execCommand(e)
	if made == nil {
		return false
	}
	if in == nil {
		return true
	}
	if b.code.opaque[in] {
		return false
	}
	if b.given == nil {
		b.given = b.handed()
	}
	if b.given.on[in] {
		return false
	}
	var given []value
	for _, set := range b.code.parts[in] {
		if b.given.env[set.expr] {
			given = append(given, set)
		}
	}
	if len(given) == 0 {
		return true
	}
	for _, v := range given {
		if b.environ(v.expr, map[types.Object]bool{}) {
			return true
		}
	}
	return false
}

// environ says whether a list of variables has those of the program in it.
func (b *builder) environ(e ast.Expr, seen map[types.Object]bool) bool {
	if e == nil || len(seen) > maxHops {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		obj := b.code.pass.TypesInfo.Uses[e]
		if obj == nil || seen[obj] {
			return false
		}
		seen[obj] = true
		for _, v := range b.code.sets[obj] {
			if b.environ(v.expr, seen) {
				return true
			}
		}
	case *ast.CallExpr:
		_, sym := b.code.callee(e)
		if sym == (symbol{"os", "", "Environ"}) || sym == (symbol{"os/exec", "Cmd", "Environ"}) {
			return true
		}
		if id, ok := e.Fun.(*ast.Ident); ok && id.Name == "append" && len(e.Args) > 0 {
			return b.environ(e.Args[0], seen)
		}
	}
	return false
}

// inherited states that the servers hold what the program reads from its
// environment: it is in theirs as well.
func (b *builder) inherited() {
	if len(b.inherit) == 0 {
		return
	}
	held := map[string]bool{}
	for _, e := range b.facts.Edges {
		if e.Kind == nhi.Holds {
			held[e.From+" "+e.To] = true
		}
	}
	var keys []string
	for _, a := range b.flow.arrivals {
		if a.kind != fromEnv {
			continue
		}
		if c := b.flow.credentialOf(a); c != nil && !slices.Contains(keys, c.Key) && len(keys) < maxInherited {
			keys = append(keys, c.Key)
		}
	}
	for _, t := range b.inherit {
		for _, key := range keys {
			if held[t.Key+" "+key] {
				continue
			}
			held[t.Key+" "+key] = true
			b.facts.Edges = append(b.facts.Edges, &nhi.Edge{Kind: nhi.Holds, From: t.Key, To: key, Confidence: made,
				Note: "it inherits the environment of the program", At: t.At})
		}
	}
}

// maxInherited is how many variables of a package its servers are said to inherit, so
// that many servers and many variables do not become their product. A program that
// people write reads some ten.
const maxInherited = 50
