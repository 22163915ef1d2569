package code

import "strings"

// Sink is a parameter of a function, method or class that takes a credential.
type Sink struct {
	// Calls are full names of what takes it, apart by blanks. "()" stands for what a
	// call gives back: hvac.Client().auth.approle.login.
	Calls string
	// Arg is the keyword argument; "a.b" is the entry b of the dictionary a, and "a[1]"
	// the element 1 of the tuple. pos is its place without a keyword, from 1; 0 for none.
	Arg string
	Pos int
	// As is the variable of the environment under which it is usually kept: what is
	// known of it is what package creds knows of that variable. Where it is empty, the
	// variable that is read has to speak for itself.
	As string
	// URI sinks take an address with the password somewhere in it.
	URI bool
	// Forces is what the SDK would find by itself and does not look for when it is given
	// this: a sink that shuts short-lived credentials out.
	Forces string
	// Set says that the value is set here, so that whatever is written out works.
	Set bool
	// Absent is an argument that makes it something else (a session token, which makes
	// a key of AWS a short-lived one).
	Absent string
	// Source is the documentation that the row was read in.
	Source string
}

// Role is what a call tells about the module that makes it.
type Role uint8

const (
	// Builds: the value that comes back is an agent.
	Builds Role = iota
	// Supports: a reason to think that the module is an agent as a whole.
	Supports
	// Serves: the module offers tools to agents, which is no agent.
	Serves
)

// Agent is a call that has to do with agents.
type Agent struct {
	Calls string
	Role  Role
	// Weight is what the sighting adds to the score, 0 to 100.
	Weight int
	// Reason completes "because the code …".
	Reason string
	// Name is the argument with the agent's name, and pos its place from 1.
	Name string
	Pos  int
	// Tools, subs, servers and prompts are the arguments that hold lists of tools, of
	// agents, of MCP servers, and the texts that the model reads.
	Tools, Subs, Servers, Prompts string
	// Needs is an argument without which the call says nothing.
	Needs string
	// Asks are arguments that may have a person asked before tools run: with one of
	// them nothing is known of the approval of a tool.
	Asks string
	// Pauses are settings of other calls that do, for all tools of an agent: nothing is
	// known in a module that says one.
	Pauses string
	// Unasked is the documentation which says that the tools run without being asked
	// for, where they have no setting of their own.
	Unasked string
	// Acts is the argument with the role that it acts as, and Groups the one with the
	// groups of actions, each of which a function carries out.
	Acts   string
	Groups string
	Source string
}

// The weights follow the words of the catalogue, as in analyzers/golang: two weak
// sightings or one medium one make no agent (nhi.AgentScore is 70); a model client
// that is also given tools does.
const (
	Certain = 95
	Strong  = 80
	Medium  = 55
	Weak    = 25
)

// tables are the rows by full name, and by the first and last part of it, as many
// packages export a name from several modules.
type tables struct {
	sinks    index[Sink]
	agents   index[Agent]
	tools    index[Tool]
	servers  index[Server]
	controls index[Control]
	lives    index[Life]
	makers   index[Maker]
	scopes   index[Scopes]
	signers  index[Signer]
	rights   index[Right]
	injects  index[Inject]
	writers  index[Writer]
	interims index[Interim]
	runs     index[Run]
	// bridged are the types of Terraform by the tokens of Pulumi.
	bridged  map[string]string
	apps     index[App]
	opens    index[Open]
	programs index[Program]
	sessions index[Session]
	// roots are the modules whose import makes a file worth parsing.
	roots map[string]bool
}

// index finds rows.
type index[T any] struct {
	exact, loose map[string][]*T
	shared       map[string]bool
	// whole are packages of which every name counts as it is.
	whole map[string]bool
}

func newIndex[T any](l *Language, rows []T, calls func(*T) string, roots map[string]bool) index[T] {
	x := index[T]{exact: map[string][]*T{}, loose: map[string][]*T{}, shared: l.Shared, whole: l.Whole}
	for i := range rows {
		r := &rows[i]
		for _, name := range strings.Fields(calls(r)) {
			x.exact[name] = append(x.exact[name], r)
			if key := outline(name, x.shared); key != "" {
				x.loose[key] = append(x.loose[key], r)
			}
			root := rootOf(name, l.Shared)
			if l.Package != nil {
				root = l.Package(root)
			}
			roots[root] = true
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
	if first, _, _ := strings.Cut(name, "."); x.whole[first] {
		return nil
	}
	if key := outline(name, x.shared); key != "" {
		return x.loose[key]
	}
	return nil
}

// outline is the first and last part of the name of a class or of what is made of
// one: a.b.C().d is a/C().d. It is empty for functions, whose names say less.
func outline(name string, shared map[string]bool) string {
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

// rootOf is the part of a full name that an import of it starts with.
func rootOf(name string, shared map[string]bool) string {
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

// Outline is what the rows of a name are also found by: any module of its package may
// export a class.
func (l *Language) Outline(name string) string { return outline(name, l.Shared) }

func (l *Language) tables() *tables {
	l.once.Do(func() {
		roots := map[string]bool{}
		l.made = &tables{
			sinks:    newIndex(l, l.Sinks, func(r *Sink) string { return r.Calls }, roots),
			agents:   newIndex(l, l.agents(), func(r *Agent) string { return r.Calls }, roots),
			tools:    newIndex(l, l.Tools, func(r *Tool) string { return r.Calls }, roots),
			servers:  newIndex(l, l.Servers, func(r *Server) string { return r.Calls }, roots),
			controls: newIndex(l, l.Controls, func(r *Control) string { return r.Calls }, roots),
			lives:    newIndex(l, l.Lives, func(r *Life) string { return r.Calls }, roots),
			makers:   newIndex(l, l.Makers, func(r *Maker) string { return r.Calls }, roots),
			scopes:   newIndex(l, l.Scopes, func(r *Scopes) string { return r.Calls }, roots),
			signers:  newIndex(l, l.Signers, func(r *Signer) string { return r.Calls }, map[string]bool{}),
			rights:   newIndex(l, l.rights(), func(r *Right) string { return r.Calls }, roots),
			injects:  newIndex(l, l.Injects, func(r *Inject) string { return r.Calls }, roots),
			writers:  newIndex(l, l.Writers, func(r *Writer) string { return r.Calls }, map[string]bool{}),
			interims: newIndex(l, l.Interims, func(r *Interim) string { return r.Calls }, map[string]bool{}),
			runs:     newIndex(l, l.Runs, func(r *Run) string { return r.Calls }, map[string]bool{}),
			bridged:  l.bridged(roots),
			apps:     newIndex(l, l.Apps, func(r *App) string { return r.Calls }, map[string]bool{}),
			opens:    newIndex(l, l.Opens, func(r *Open) string { return r.Calls }, map[string]bool{}),
			programs: newIndex(l, l.Programs, func(r *Program) string { return r.Calls }, map[string]bool{}),
			sessions: newIndex(l, l.Sessions, func(r *Session) string { return r.Calls }, map[string]bool{}),
			roots:    roots,
		}
		for name := range l.Everyday {
			delete(roots, name)
		}
	})
	return l.made
}

func (c *code) known() *tables { return c.repo.lang.tables() }

// key begins the key of a fact of the language.
func (c *code) key(kind string) string { return c.repo.lang.Name + "-" + kind }
