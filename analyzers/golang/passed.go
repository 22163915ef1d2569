package golang

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// This file is about tokens that callers bring: where they are sent on, and where they
// stay when the request is over.

// passed states where the token of a request is sent on.
func (b *builder) passed() {
	seen := map[nhi.Span]bool{}
	var kept []keptValue
	for _, a := range b.flow.arrivals {
		if a.kind != fromCaller || a.sink.Slot != toClient {
			continue
		}
		at := b.code.Span(a.at.Pos(), a.at.End())
		if !at.Valid() || seen[at] {
			continue
		}
		seen[at] = true
		if kept == nil {
			kept = b.code.kept()
		}
		why := "the token that a request came with is sent on by " + a.sink.Through
		if name := a.kept; name != "" {
			why = "the token that a request came with is kept in the package's " + strconv.Quote(name) + ", and the next one is answered with it"
		} else if name := keeps(kept, a.at); name != "" {
			why = "a client with the token that a request came with is kept in the package's " + strconv.Quote(name) + ", and the next one is answered with it"
		}
		b.control("delegation", "off", "Authorization", "", why, a.sink.Source, at)
	}
}

// keptValue is what a function gives to a variable of the package.
type keptValue struct {
	from, to token.Pos
	name     string
}

// kept are what functions give to the variables of the package, in order; what is given
// by way of a variable of the function counts as well.
func (c *Code) kept() []keptValue {
	out := []keptValue{}
	add := func(e ast.Expr, name string) { out = append(out, keptValue{e.Pos(), e.End(), name}) }
	for obj, sets := range c.sets {
		if v, ok := obj.(*types.Var); !ok || v.IsField() || v.Parent() != c.pass.Pkg.Scope() {
			continue
		}
		for _, set := range sets[:min(len(sets), maxSets)] {
			if set.expr == nil || set.within == nil {
				continue
			}
			e := ast.Unparen(set.expr)
			if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
				e = ast.Unparen(u.X)
			}
			id, ok := e.(*ast.Ident)
			if !ok {
				add(e, obj.Name())
				continue
			}
			local := c.sets[c.pass.TypesInfo.Uses[id]]
			for _, from := range local[:min(len(local), maxSets)] {
				if from.expr != nil {
					add(from.expr, obj.Name())
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b keptValue) int { return cmp.Or(cmp.Compare(a.from, b.from), strings.Compare(a.name, b.name)) })
	return out
}

// keeps is the variable that is given what a node is in.
func keeps(list []keptValue, n ast.Node) string {
	i, _ := slices.BinarySearchFunc(list, n.Pos(), func(k keptValue, pos token.Pos) int { return cmp.Compare(k.from, pos+1) })
	for i--; i >= 0 && list[i].from <= n.Pos(); i-- {
		if n.End() <= list[i].to {
			return list[i].name
		}
		if list[i].to < n.Pos() {
			break // functions do not overlap, and what is assigned in one does not either
		}
	}
	return ""
}
