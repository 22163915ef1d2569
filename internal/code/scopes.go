package code

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Scopes is a call that asks for rights by their names.
type Scopes struct {
	Calls string
	// Arg is the argument with the names, and pos its place from 1.
	Arg string
	Pos int
	// System is who gives the rights, service the vocabulary of package iam.
	System, Service string
	// Uses are what a program says that does what only the wider scope lets it do, by
	// scope, apart by blanks.
	Uses   map[string]string
	Source string
}

// signIns states the rights that the module asks for.
func (r *reader) signIns() {
	only := r.only()
	for _, k := range r.calls {
		for _, row := range r.known().scopes.find(r.qual(k.e.X, k.s, 0)) {
			arg, s := r.argument(k, row.Arg, row.Pos)
			list, whole := r.elements(arg, s, 0)
			if arg == nil || !whole || len(list) == 0 {
				continue
			}
			var names []string
			for _, e := range list {
				name, _ := e.s.code.text(e.expr, e.s, 0)
				names = append(names, name)
			}
			j, worst := iam.Scopes(row.Service, names)
			if worst < 0 || j.Breadth == "" {
				continue
			}
			at := list[worst].s.code.at(list[worst].expr)
			if r.uses(row.Uses[names[worst]]) {
				continue
			}
			if at.File != r.file || r.asked[at] {
				continue
			}
			r.asked[at] = true
			id := &nhi.Identity{Key: nhi.Key(r.key("signin"), r.path, strconv.Itoa(at.Start)), Name: "the sign-in of " + r.moduleName(),
				Kind: "client", Platform: row.System, At: at}
			r.facts.Identities = append(r.facts.Identities, id)
			if only != nil {
				r.edge(nhi.RunsAs, only.Key, id.Key, nhi.Guess, "the only agent of the module that signs in", at)
			}
			r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key(r.key("scopes"), r.path, strconv.Itoa(at.Start)), Identity: id.Key, System: row.System,
				Actions: names, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Confidence: nhi.Certain,
				Attributes: map[string]string{"source": row.Source}, At: at})
		}
	}
}

// uses says whether the module says one of some words.
func (r *reader) uses(words string) bool {
	for _, w := range strings.Fields(words) {
		if strings.Contains(r.m.Source, w) {
			return true
		}
	}
	return false
}
