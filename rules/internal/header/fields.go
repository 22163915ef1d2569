package header

import (
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// anyField stands for every field of a fact.
const anyField = "*"

// handedOn is before the name of a field that is only put into "related": a path, which
// need not be written out for that.
const handedOn = "→"

// reading finds the fields of a fact that a rule and the functions that it hands the
// fact to look at.
type reading struct {
	own, words map[string][]*ast.Rule
	fields     map[string]bool
	seen       map[handed]bool
}

// handed is a fact as an argument of a function.
type handed struct {
	function *ast.Rule
	argument int
}

// fieldsOf are the fields that a rule looks at in the facts of a list, in order: all
// of them where it does anything with a fact but to look at its fields.
func fieldsOf(m *ast.Module, list string, own, words map[string][]*ast.Rule) []string {
	a := &reading{own, words, map[string]bool{}, map[handed]bool{}}
	n := inputs(m)
	rest := n[list] + n[""]
	for _, r := range m.Rules {
		if v, ok := over(r, list); ok {
			rest--
			a.rule(r, r.Body[1:], v)
		}
	}
	if rest > 0 || a.fields[anyField] {
		return []string{anyField}
	}
	maps.DeleteFunc(a.fields, func(f string, _ bool) bool {
		return a.fields[strings.TrimPrefix(f, handedOn)] && strings.HasPrefix(f, handedOn)
	})
	return slices.Sorted(maps.Keys(a.fields))
}

func (a *reading) rule(r *ast.Rule, body ast.Body, fact ast.Var) {
	visit := func(x any) {
		ast.NewGenericVisitor(func(x any) bool { return a.visit(x, fact) }).Walk(x)
	}
	for _, e := range body {
		visit(e)
	}
	if o, ok := key(r).(ast.Object); ok {
		o.Foreach(func(k, v *ast.Term) {
			ref, ok := v.Value.(ast.Ref)
			if !ok || len(ref) != 2 || k.Value.Compare(ast.String("related")) != 0 || ref[0].Value.Compare(fact) != 0 {
				visit(v)
			} else if field, ok := ref[1].Value.(ast.String); ok {
				a.fields[handedOn+string(field)] = true
			}
		})
	} else if r.Head.Key != nil {
		visit(r.Head.Key)
	}
	if r.Head.Value != nil {
		visit(r.Head.Value)
	}
	for _, t := range r.Head.Reference[1:] { // behind the rule's own name
		visit(t)
	}
	if r.Else != nil {
		a.rule(r.Else, r.Else.Body, fact)
	}
}

// key is what a rule puts into its set.
func key(r *ast.Rule) ast.Value {
	if r.Head.Key == nil {
		return nil
	}
	return r.Head.Key.Value
}

// visit says whether it is done with what stands there.
func (a *reading) visit(x any, fact ast.Var) bool {
	switch x := x.(type) {
	case ast.Var:
		if x == fact {
			a.fields[anyField] = true
		}
	case ast.Ref:
		if x[0].Value.Compare(fact) != 0 {
			return false
		}
		field, ok := x[1].Value.(ast.String)
		if !ok {
			field = anyField
		}
		a.fields[string(field)] = true
		for _, t := range x[2:] {
			ast.NewGenericVisitor(func(x any) bool { return a.visit(x, fact) }).Walk(t)
		}
		return true
	case ast.Call:
		return a.call(x, fact)
	case *ast.Expr:
		if t, ok := x.Terms.([]*ast.Term); ok && len(x.With) == 0 {
			return a.call(t, fact)
		}
	}
	return false
}

// call follows a fact into the functions that it is an argument of.
func (a *reading) call(t []*ast.Term, fact ast.Var) bool {
	name := t[0].String()
	functions, own := a.own[name], a.own
	if w, ok := strings.CutPrefix(name, "words."); ok {
		functions, own = a.words[w], a.words
	}
	for i, arg := range t[1:] {
		if v, ok := arg.Value.(ast.Var); !ok || v != fact || len(functions) == 0 {
			ast.NewGenericVisitor(func(x any) bool { return a.visit(x, fact) }).Walk(arg)
			continue
		}
		for _, r := range functions {
			if a.seen[handed{r, i}] {
				continue
			}
			a.seen[handed{r, i}] = true
			v, ok := ast.Var(""), false
			if i < len(r.Head.Args) {
				v, ok = r.Head.Args[i].Value.(ast.Var)
			}
			if !ok {
				a.fields[anyField] = true
				continue
			}
			(&reading{own, a.words, a.fields, a.seen}).rule(r, r.Body, v)
		}
	}
	return true
}
