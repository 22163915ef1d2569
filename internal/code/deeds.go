package code

import (
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
	"github.com/nhivet/nhivet/internal/wordset"
)

// deed is what a function does with a parameter that is none of its own making.
type deed struct {
	at        *syntax.Expr
	param     string
	what, why string
	source    string
}

// runsIn looks at the calls of one tool.
func (r *reader) runsIn(def *syntax.Stmt, s *scope, agent string) {
	for _, k := range r.callsIn(s) {
		d, ok := r.deed(k, s, 0)
		if !ok || r.careful(def, d.param) {
			continue
		}
		at := r.span(k.e.X.Start, k.e.X.End)
		name := r.titles[def]
		switch {
		case name != "":
		case s.parent.class():
			name = s.parent.def.Name
		case def.Name == "":
			name = "a tool"
		default:
			name = def.Name
		}
		r.control(&nhi.Control{Kind: "sandbox", State: "off",
			Name: strings.TrimPrefix(d.what, "node:") + " what the model hands to " + name, Subject: agent, Source: d.source, Attributes: map[string]string{"why": d.why}, At: at})
	}
}

// maxHelpers is how many functions a text is followed through to what runs it.
const maxHelpers = 2

// deed says what a call does with a parameter of the function of a scope: itself, or in a
// function of the repository that it hands it to.
func (r *reader) deed(k call, s *scope, hops int) (deed, bool) {
	c := s.code
	q := c.qual(k.e.X, k.s, 0)
	for _, row := range r.known().runs.find(q) {
		arg := k.e.Positional(0)
		switch {
		case row.Arg != "":
			arg = k.e.Arg(row.Arg)
		case row.On:
			made := c.follow(k.e.X.X, k.s, 0)
			if arg = nil; made.expr != nil && made.s == s {
				arg = made.expr.Positional(0)
			}
		}
		param, ok := c.untouched(arg, s, 0)
		if !ok || row.Mode && !c.writes(k) {
			continue
		}
		if row.With != "" {
			if on, ok := c.truth(k.e.Arg(row.With), k.s); !ok || !on {
				continue
			}
		}
		what := row.What
		if what == "" {
			what = q + " of"
		}
		return deed{k.e, param, what, row.Why, row.Source}, true
	}
	for _, row := range r.known().programs.find(q) {
		if row.Takes == Line {
			if param, ok := c.untouched(k.e.Positional(0), s, 0); ok {
				return deed{k.e, param, q + " of", whyHost, row.Source}, true
			}
			continue
		}
		if row.Takes != List && row.Takes != Words {
			continue
		}
		if param, ok := r.interpreted(k, row, s); ok {
			return deed{k.e, param, q + " of", whyHost, row.Source}, true
		}
	}
	if hops < maxHelpers && q == "" {
		return r.helped(k, s, hops)
	}
	return deed{}, false
}

const whyHost = "a command that the model writes runs on the host itself"

// interpreted says whether a list of words has an interpreter run a parameter.
func (r *reader) interpreted(k call, row *Program, s *scope) (param string, ok bool) {
	var words []*syntax.Expr
	if row.Takes == Words {
		for i := range k.e.Args {
			if a := &k.e.Args[i]; a.Name == "" && a.Star == 0 {
				words = append(words, a.Value)
			}
		}
	}
	if len(words) < 3 && len(words) > 0 || row.Takes == List { // spawn("bash", ["-c", x])
		last := k.e.Positional(0)
		if row.Takes == Words {
			words, last = words[:1], k.e.Positional(1)
		}
		list, _ := s.code.elements(last, k.s, 0)
		for _, t := range list {
			if t.s != s {
				return "", false
			}
			words = append(words, t.expr)
		}
	}
	if len(words) != 3 {
		return "", false
	}
	program, _ := s.code.text(words[0], k.s, 0)
	if s.code.qual(words[0], k.s, 0) == "sys.executable" {
		program = "python"
	}
	flag, _ := s.code.text(words[1], k.s, 0)
	if flags := interpreters[path.Base(program)]; flags == "" || !slices.Contains(strings.Fields(flags), flag) {
		return "", false
	}
	return s.code.untouched(words[2], s, 0)
}

// interpreters run a text that follows one of their flags.
var interpreters = map[string]string{"sh": "-c -lc", "bash": "-c -lc -ic", "zsh": "-c -lc", "python": "-c", "python3": "-c", "node": "-e --eval", "deno": "eval", "cmd": "/c", "powershell": "-Command -c", "pwsh": "-Command -c"}

// helped looks at the function that a call hands a parameter to.
func (r *reader) helped(k call, s *scope, hops int) (deed, bool) {
	t := s.code.follow(k.e.X, k.s, 0)
	if t.def == nil || t.def.Kind != syntax.Def || s.code.tired(0) {
		return deed{}, false
	}
	inner := t.s.code.scopes[t.def]
	if inner == nil || inner == s {
		return deed{}, false
	}
	skip := 0
	if k.e.X.Kind == syntax.Attr && t.s.class() {
		skip = 1 // self
	}
	for i := skip; i < len(t.def.Params); i++ {
		p := &t.def.Params[i]
		arg := k.e.Arg(p.By())
		if arg == nil && !p.KeywordOnly && p.Star == 0 {
			arg = k.e.Positional(place(t.def, i) - skip)
		}
		param, ok := s.code.untouched(arg, s, 0)
		if !ok {
			continue
		}
		for _, in := range t.s.code.callsIn(inner) {
			if d, ok := r.deed(in, inner, hops+1); ok && d.param == p.Name && !t.s.code.careful(t.def, p.Name) {
				d.at, d.param = k.e, param
				return d, true
			}
		}
	}
	return deed{}, false
}

// writes says whether a call opens a file to be written.
func (c *code) writes(k call) bool {
	mode := k.e.Arg("mode")
	if mode == nil {
		mode = k.e.Positional(1)
	}
	text, ok := c.text(mode, k.s, 0)
	return ok && strings.ContainsAny(text, "wax")
}

// untouched is the parameter of a function that a value is as it came, or an entry of.
func (c *code) untouched(e *syntax.Expr, s *scope, hops int) (param string, ok bool) {
	entry := false
	for e != nil {
		switch {
		case e.Kind == syntax.Call && e.X.Kind == syntax.Attr && c.repo.lang.Through[e.X.Text]:
			e = e.X.X
			continue
		case e.Kind == syntax.Call && e.X.Kind == syntax.Attr && e.X.Text == "get" && len(e.Args) > 0 && e.Args[0].Value.Kind == syntax.Str:
			e, entry = e.X.X, true
			continue
		case e.Kind == syntax.Index && e.Y != nil && e.Y.Kind == syntax.Str, e.Kind == syntax.Attr:
			e, entry = e.X, true
			continue
		}
		break
	}
	if e == nil || e.Kind != syntax.Ident || hops > 3 {
		return "", false
	}
	list := s.lookup(e.Text, e.Start)
	if len(list) != 1 || list[0].s != s {
		return "", false
	}
	switch b := list[0]; b.kind {
	case toParam:
		return e.Text, b.param.Name != "self" && b.param.Star == 0 && (!entry || bundles[e.Text])
	case toValue:
		if !entry && b.straight {
			return c.untouched(b.expr, s, hops+1)
		}
	}
	return "", false
}

// bundles are parameters that hold what the model hands over, by name.
var bundles = wordset.Of("args arguments params parameters input inputs tool_input inputData kwargs")
