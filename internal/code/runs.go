package code

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
)

// Run is a call that runs a text as a program, or writes to the file that it names.
type Run struct {
	Calls string
	// With is an argument that has to be True for that, Arg the keyword of the text where
	// it is not the first one without.
	With, Arg string
	// Mode says that the text is the path of a file, which is written to if the second
	// argument or mode says so; On that it is handed to what made the object whose method
	// this is.
	Mode, On bool
	// What is what is done with the text, for people; empty for the name of the call.
	What string
	// Why says where it runs.
	Why    string
	Source string
}

// runs states the tools that run whatever text the model hands them.
func (r *reader) runs() {
	r.handlers()
	for _, st := range r.defs {
		if s := r.scopes[st]; s != nil {
			if a, ok := r.toolOf(st, s.parent); ok {
				r.runsIn(st, s, a)
			}
		}
	}
}

// handlers notes the functions that are handed to what makes tools of them.
func (r *reader) handlers() {
	note := func(e *syntax.Expr, s *scope, name string) {
		if t := r.follow(e, s, 0); t.def != nil && t.s.code == r.code {
			if _, ok := r.offered[t.def]; !ok {
				r.offer(t.def, "")
			}
			if r.titles == nil {
				r.titles = map[*syntax.Stmt]string{}
			}
			r.titles[t.def] = name
		}
	}
	for _, k := range r.calls {
		q := r.qual(k.e.X, k.s, 0)
		for _, row := range r.known().makers.find(q) {
			if row.Handler {
				name, _ := r.text(k.e.Positional(0), k.s, 0)
				note(k.e.Positional(len(k.e.Args)-1), k.s, name)
			}
		}
		for _, row := range r.known().tools.find(q) {
			if r.asksFirst(k.e, row.Ask, k.s) {
				continue
			}
			if row.Execute != "" {
				note(k.e.Arg(row.Execute), k.s, r.holder(k))
			}
			if row.Function > 0 {
				note(k.e.Positional(row.Function-1), k.s, "")
			}
		}
	}
}

// toolOf is the agent that may call a function, if one is known, and whether a model
// calls it of its own: it hangs on a decorator that makes a tool which nobody is asked
// about, is the method of a class of tools, or an agent was given it.
func (r *reader) toolOf(def *syntax.Stmt, s *scope) (string, bool) {
	agent, ok := r.offered[def]
	for _, d := range def.Items {
		e, settings := d.Value, (*syntax.Expr)(nil)
		if e != nil && e.Kind == syntax.Call {
			settings, e = e, e.X
		}
		for _, m := range r.known().makers.find(r.qual(e, s, 0)) {
			if r.asksFirst(settings, m.Ask, s) {
				return agent, false
			}
			ok = true
		}
	}
	if s.class() && !ok {
		for _, base := range s.def.Args {
			for _, row := range r.known().makers.find(r.qual(base.Value, s.parent, 0)) {
				ok = ok || slices.Contains(strings.Fields(row.Method), def.Name)
			}
		}
	}
	return agent, ok
}

// asksFirst says whether the settings of a tool have a person asked before it runs, or
// may: what is not known to be off.
func (r *reader) asksFirst(settings *syntax.Expr, ask string, s *scope) bool {
	if settings == nil || ask == "" {
		return false
	}
	e := settings.Arg(ask)
	if e == nil {
		return false
	}
	asks, known := r.asking(e, s)
	return !known || asks
}

// careful says whether a function looks at a parameter before it runs it, or has
// somebody else look.
func (c *code) careful(def *syntax.Stmt, param string) bool {
	if confirms(c, def) {
		return true
	}
	found := false
	made := map[string]bool{param: true} // what is made of the parameter as well
	mentions := func(e *syntax.Expr) (yes bool) {
		e.Walk(func(e *syntax.Expr) bool {
			yes = yes || e.Kind == syntax.Ident && made[e.Text]
			return !yes
		})
		return yes
	}
	says := func(e *syntax.Expr, words []string) {
		e.Walk(func(e *syntax.Expr) bool {
			if (e.Kind == syntax.Ident || e.Kind == syntax.Attr) && !found {
				lower := strings.ToLower(e.Text)
				found = slices.ContainsFunc(words, func(w string) bool { return strings.Contains(lower, w) })
			}
			return !found
		})
	}
	syntax.Walk(def.Body, func(st *syntax.Stmt) bool {
		st.Exprs(func(e *syntax.Expr) {
			says(e, boundWords[:])
			if mentions(e) {
				says(e, careWords[:])
			}
		})
		switch st.Word {
		case "if", "elif", "while", "match", "assert", "switch":
			found = found || looksAt(st.Value, made)
		}
		if st.Kind == syntax.Assign && st.Value != nil && mentions(st.Value) {
			for _, t := range st.Targets {
				if t.Kind == syntax.Ident {
					made[t.Text] = true
				}
			}
		}
		return !found
	})
	return found
}

// boundWords are in the names of what limits or isolates what is run, wherever they stand;
// careWords in those of what checks or cleans a value that it is given.
var (
	boundWords = [...]string{"allow", "whitelist", "permit", "denied", "denylist", "block", "forbid", "danger", "sandbox", "docker", "container", "isolat", "restrict", "policy"}
	careWords  = [...]string{"valid", "sanit", "safe", "literal_eval", "shlex", "quote", "relative_to", "is_relative", "basename", "resolve", "realpath", "abspath", "normpath", "normalize", "within", "tempfile", "tmp", "escape", "verif"}
)

// looksAt says whether a condition looks at what a value says, not only whether it is
// there.
func looksAt(e *syntax.Expr, made map[string]bool) bool {
	found := false
	e.Walk(func(e *syntax.Expr) bool {
		switch e.Kind {
		case syntax.Compare, syntax.Call, syntax.Comp:
			if bare(e) {
				return false
			}
			e.Walk(func(e *syntax.Expr) bool {
				found = found || e.Kind == syntax.Ident && made[e.Text]
				return !found
			})
		}
		return !found
	})
	return found
}

// bare says whether a test only asks if something is there: x.strip(), len(x), x == "",
// x is None.
func bare(e *syntax.Expr) bool {
	switch e.Kind {
	case syntax.Compare:
		for _, side := range [...]*syntax.Expr{e.X, e.Y} {
			if side != nil && (side.Kind == syntax.Const || side.Kind == syntax.Num || side.Kind == syntax.Str && side.End-side.Start <= 2) {
				return true
			}
		}
	case syntax.Call:
		return e.X.Kind == syntax.Attr && (e.X.Text == "strip" || e.X.Text == "trim") || e.X.Kind == syntax.Ident && (e.X.Text == "len" || e.X.Text == "isinstance" || e.X.Text == "bool")
	}
	return false
}
