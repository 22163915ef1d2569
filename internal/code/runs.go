package code

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// Run is a call that runs a text as a program.
type Run struct {
	Calls string
	// With is an argument that has to be True for that. Bounds are further arguments
	// without a name that limit what the text can do.
	With   string
	Bounds bool
	// Why says where it runs.
	Why    string
	Source string
}

// Switch is a variable of the environment which, set in code, switches a protection
// off for tools that have it.
type Switch struct {
	Variable, Value string
	// Tools are the names of those tools, as their package exports them.
	Tools  map[string]bool
	Why    string
	Source string
}

// runs states the tools that run whatever text the model hands them.
func (r *reader) runs() {
	syntax.Walk(r.m.Body, func(st *syntax.Stmt) bool {
		s := r.scopes[st]
		if st.Kind != syntax.Def || s == nil {
			return true
		}
		if a, ok := r.toolOf(st, s.parent); ok && !r.careful(st) {
			r.runsIn(st, s, a)
		}
		return true
	})
}

// toolOf is the agent that may call a function, if one is known, and whether a model
// calls it of its own: it hangs on a decorator that makes a tool which nobody is asked
// about, or an agent was given it.
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
	if text, ok := r.text(e, s, 0); ok {
		return strings.HasPrefix(text, "always")
	}
	value, known := r.truth(e, s)
	return !known || value
}

// careful says whether a function looks at what it is about to run, or has somebody
// else look.
func (r *reader) careful(def *syntax.Stmt) bool {
	if confirms(r.code, def) {
		return true
	}
	text := strings.ToLower(r.m.Source[def.Start:def.End])
	return slices.ContainsFunc(careWords[:], func(w string) bool { return strings.Contains(text, w) })
}

var careWords = [...]string{"allow", "whitelist", "permitted", "denied", "block", "forbid", "danger", "valid", "sanit", "safe", "sandbox", "docker", "container",
	"re.match", "re.fullmatch", "isdigit", "ast.", " not in ", "shlex"}

// runsIn looks at the calls of one tool.
func (r *reader) runsIn(def *syntax.Stmt, s *scope, agent string) {
	for _, k := range r.callsIn(s) {
		for _, row := range r.known().runs.find(r.qual(k.e.X, k.s, 0)) {
			first := k.e.Positional(0)
			if first == nil || row.Bounds && k.e.Positional(1) != nil || !r.untouched(first, s) {
				continue
			}
			if row.With != "" {
				if on, ok := r.truth(k.e.Arg(row.With), k.s); !ok || !on {
					continue
				}
			}
			at := r.span(k.e.X.Start, k.e.X.End)
			r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: nhi.Key(r.key("control"), r.path, strconv.Itoa(at.Start)), Kind: "sandbox", State: "off",
				Name: r.qual(k.e.X, k.s, 0) + " of what the model hands to " + def.Name, Subject: agent, Source: row.Source, Attributes: map[string]string{"why": row.Why}, At: at})
		}
	}
}

// untouched says whether a value is a parameter as it came.
func (r *reader) untouched(e *syntax.Expr, s *scope) bool {
	for e.Kind == syntax.Call && e.X.Kind == syntax.Attr && r.repo.lang.Through[e.X.Text] {
		e = e.X.X
	}
	if e.Kind != syntax.Ident {
		return false
	}
	list := s.lookup(e.Text, e.Start)
	return len(list) == 1 && list[0].kind == toParam && list[0].s == s && list[0].param.Name != "self"
}

// switches states the protections that a variable which the code sets switches off.
func (r *reader) switches() {
	l := r.repo.lang
	off := func(name, value *syntax.Expr, s *scope) {
		variable, ok := r.text(name, s, 0)
		if !ok {
			return
		}
		for _, row := range l.Switches {
			if text, ok := r.text(value, s, 0); row.Variable == variable && ok && strings.EqualFold(text, row.Value) {
				r.switched(&row, r.at(value))
			}
		}
	}
	for _, set := range r.entries {
		if l.Mapping[r.qual(set.target.X, set.s, 0)] {
			off(set.target.Y, set.value, set.s)
		}
	}
	for _, k := range r.calls {
		if on, method, _ := strings.Cut(r.qual(k.e.X, k.s, 0), ".setdefault"); method == "" && l.Mapping[on] && len(k.e.Args) == 2 {
			off(k.e.Args[0].Value, k.e.Args[1].Value, k.s)
		}
	}
}

// switched states one, for each agent of the module with a tool that has it.
func (r *reader) switched(row *Switch, at nhi.Span) {
	if at.File != r.file {
		return
	}
	done := map[string]bool{}
	for _, t := range r.facts.Tools {
		if t.Agent == "" || !row.Tools[t.Name] || done[t.Agent] {
			continue
		}
		done[t.Agent] = true
		r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: nhi.Key(r.key("control"), r.path, strconv.Itoa(at.Start), t.Agent), Kind: "approval", State: "off",
			Name: row.Variable, Subject: t.Agent, Source: row.Source, Attributes: map[string]string{"why": row.Why}, At: at})
		return
	}
}
