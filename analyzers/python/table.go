package python

import (
	"strings"
	"sync"
)

// sink is a parameter of a function, method or class that takes a credential.
type sink struct {
	// calls are full names of what takes it, apart by blanks. "()" stands for what a
	// call gives back: hvac.Client().auth.approle.login.
	calls string
	// arg is the keyword argument; "a.b" is the entry b of the dictionary a, and "a[1]"
	// the element 1 of the tuple. pos is its place without a keyword, from 1; 0 for none.
	arg string
	pos int
	// as is the variable of the environment under which it is usually kept: what is
	// known of it is what package creds knows of that variable. Where it is empty, the
	// variable that is read has to speak for itself.
	as string
	// uri sinks take an address with the password somewhere in it.
	uri bool
	// absent is an argument that makes it something else (a session token, which makes
	// a key of AWS a short-lived one).
	absent string
	// source is the documentation that the row was read in.
	source string
}

// role is what a call tells about the module that makes it.
type role uint8

const (
	// builds: the value that comes back is an agent.
	builds role = iota
	// supports: a reason to think that the module is an agent as a whole.
	supports
	// serves: the module offers tools to agents, which is no agent.
	serves
)

// agentRow is a call that has to do with agents.
type agentRow struct {
	calls string
	role  role
	// weight is what the sighting adds to the score, 0 to 100.
	weight int
	// reason completes "because the code …".
	reason string
	// name is the argument with the agent's name, and pos its place from 1.
	name string
	pos  int
	// tools, subs, servers and prompts are the arguments that hold lists of tools, of
	// agents, of MCP servers, and the texts that the model reads.
	tools, subs, servers, prompts string
	// needs is an argument without which the call says nothing.
	needs string
	// asks are arguments that may have a person asked before tools run: with one of
	// them nothing is known of the approval of a tool.
	asks string
	// unasked is the documentation which says that the tools run without being asked
	// for, where they have no setting of their own.
	unasked string
	source  string
}

// The weights follow the words of the catalogue, as in analyzers/golang: two weak
// sightings or one medium one make no agent (nhi.AgentScore is 70); a model client
// that is also given tools does.
const (
	certain = 95
	strong  = 80
	medium  = 55
	weak    = 25
)

// everyday roots are in many programs that are no agents, so importing one alone
// does not make a file worth parsing unless it also names what carries a credential.
var everyday = map[string]bool{}

// tables are the rows by full name, and by the first and last part of it, as many
// packages export a name from several modules.
type tables struct {
	sinks    index[sink]
	agents   index[agentRow]
	tools    index[toolRow]
	servers  index[serverRow]
	controls index[controlRow]
	lives    index[lifeRow]
	makers   index[makerRow]
	scopes   index[scopeRow]
	// roots are the modules whose import makes a file worth parsing.
	roots map[string]bool
}

// index finds rows.
type index[T any] struct {
	exact, loose map[string][]*T
}

func newIndex[T any](rows []T, calls func(*T) string, roots map[string]bool) index[T] {
	x := index[T]{exact: map[string][]*T{}, loose: map[string][]*T{}}
	for i := range rows {
		r := &rows[i]
		for _, name := range strings.Fields(calls(r)) {
			x.exact[name] = append(x.exact[name], r)
			if key := outline(name); key != "" {
				x.loose[key] = append(x.loose[key], r)
			}
			roots[rootOf(name)] = true
		}
	}
	return x
}

// find gives the rows of a full name.
func (x index[T]) find(name string) []*T {
	if name == "" {
		return nil
	}
	if rows := x.exact[name]; rows != nil {
		return rows
	}
	if key := outline(name); key != "" {
		return x.loose[key]
	}
	return nil
}

// outline is the first and last part of the name of a class or of what is made of
// one: a.b.C().d is a/C().d. It is empty for functions, whose names say less.
func outline(name string) string {
	module, rest := name, ""
	if i := strings.IndexByte(name, '('); i >= 0 {
		module, rest = name[:i], name[i:]
	}
	first, last := strings.IndexByte(module, '.'), strings.LastIndexByte(module, '.')
	if first < 0 || last+1 >= len(module) || module[last+1] < 'A' || module[last+1] > 'Z' {
		return ""
	}
	// google and azure are many packages.
	if shared[module[:first]] {
		second := strings.IndexByte(module[first+1:], '.')
		if second < 0 {
			return ""
		}
		first += 1 + second
	}
	return module[:first] + "/" + module[last+1:] + rest
}

// shared are packages of packages: what tells them apart is the second part.
var shared = map[string]bool{"google": true, "azure": true, "langchain": false}

// rootOf is the part of a full name that an import of it starts with.
func rootOf(name string) string {
	if i := strings.IndexByte(name, '('); i >= 0 {
		name = name[:i]
	}
	first, rest, _ := strings.Cut(name, ".")
	if shared[first] {
		second, _, _ := strings.Cut(rest, ".")
		return first + "." + second
	}
	return first
}

var known = sync.OnceValue(func() *tables {
	roots := map[string]bool{}
	t := &tables{
		sinks:    newIndex(sinks, func(r *sink) string { return r.calls }, roots),
		agents:   newIndex(agentRows, func(r *agentRow) string { return r.calls }, roots),
		tools:    newIndex(toolRows, func(r *toolRow) string { return r.calls }, roots),
		servers:  newIndex(serverRows, func(r *serverRow) string { return r.calls }, roots),
		controls: newIndex(controlRows, func(r *controlRow) string { return r.calls }, roots),
		lives:    newIndex(lifeRows, func(r *lifeRow) string { return r.calls }, roots),
		makers:   newIndex(makerRows, func(r *makerRow) string { return r.calls }, roots),
		scopes:   newIndex(scopeRows, func(r *scopeRow) string { return r.calls }, roots),
		roots:    roots,
	}
	for root := range everyday {
		delete(roots, root)
	}
	return t
})
