package join

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// counted are distinct agents: copies that take turns (blue and green, canary and
// stable) are one. Two agents may be copies when nothing that is known of both
// tells them apart; those without a family are themselves alone.
type counted struct {
	n    int
	keys map[string]bool
	by   map[kin]bool
	// places are those of rendered agents, each with the scope that was counted.
	places map[nhi.Span]string
}

// kin is what an agent may have in common with its copies. has tells which of
// name and runs are known of it, on which of them are compared.
type kin struct {
	platform, namespace string
	has, on             trait
	name, runs          string
}

type trait uint8

const (
	byName trait = 1 << iota
	byRuns
	traits trait = byName | byRuns
)

// distinct counts agents, copies of one counted once. What may be a copy of
// another is not known to be a second agent: the surest are counted first.
func distinct(list []*nhi.Agent) *counted {
	c := &counted{keys: map[string]bool{}, by: map[kin]bool{}, places: map[nhi.Span]string{}}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *nhi.Agent) int { return known(b) - known(a) })
	for _, a := range list {
		if !c.copies(a) {
			c.add(a)
		}
	}
	return c
}

func known(a *nhi.Agent) int {
	_, _, has := family(a)
	return int(has&byName) + int(has&byRuns)/int(byRuns)
}

// copies says whether an agent is, or may be, a copy of one that was counted.
func (c *counted) copies(a *nhi.Agent) bool {
	if c.keys[a.Key] || c.keys[object(a)] {
		return true
	}
	// One place that is rendered in two ways, by two values files or overlays, is
	// one agent, whatever they call it.
	if scope := c.places[a.At]; scope != "" && scopeOf(a) != "" && scope != scopeOf(a) {
		return true
	}
	if a.Family == "" {
		return false
	}
	name, runs, has := family(a)
	for other := range traits + 1 {
		if c.by[kinOf(a, other, other&has, name, runs)] {
			return true
		}
	}
	return false
}

// add counts an agent, under everything that a copy of it may have in common.
func (c *counted) add(a *nhi.Agent) {
	c.n++
	c.keys[a.Key], c.keys[object(a)] = true, true
	if scope := scopeOf(a); scope != "" && c.places[a.At] == "" {
		c.places[a.At] = scope
	}
	if a.Family == "" {
		return
	}
	name, runs, has := family(a)
	for on := range traits + 1 {
		if on&has == on {
			c.by[kinOf(a, has, on, name, runs)] = true
		}
	}
}

// scopeOf is the part of a workload's key that says where it is deployed; empty
// for every other agent.
func scopeOf(a *nhi.Agent) string {
	if a.Platform != "kubernetes" || !a.At.Valid() {
		return ""
	}
	scope, _, _ := strings.Cut(a.Key, "/")
	return scope
}

// object is what versions of one object of a cluster have in common, of which
// one is applied: two files of one scope may write it each in their way. It is
// the key for everything else.
func object(a *nhi.Agent) string {
	if a.Platform != "kubernetes" || a.Name == "" {
		return a.Key
	}
	return "object:" + a.Attributes["namespace"] + "/" + a.Name
}

func kinOf(a *nhi.Agent, has, on trait, name, runs string) kin {
	k := kin{platform: a.Platform, namespace: a.Attributes["namespace"], has: has, on: on}
	if on&byName != 0 {
		k.name = name
	}
	if on&byRuns != 0 {
		k.runs = runs
	}
	return k
}

// family is what copies of an agent have in common: a name, and what it runs;
// empty where a template hides it.
func family(a *nhi.Agent) (name, runs string, has trait) {
	name, runs, _ = strings.Cut(a.Family, " ")
	if templated(name) {
		name, runs = "", a.Family[strings.LastIndexByte(a.Family, ' ')+1:]
	}
	if templated(runs) {
		runs = ""
	}
	if name != "" {
		has |= byName
	}
	if runs != "" {
		has |= byRuns
	}
	return name, runs, has
}

func templated(s string) bool {
	return strings.Contains(s, "{{") || strings.Contains(s, "}}") || strings.Contains(s, "${") || strings.Contains(s, "$(")
}
