package code

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// Preset is a setting that a program writes for a coding agent, known by its name alone.
type Preset struct {
	// Key is the entry and Value what it has to be: True, or a text.
	Key, Value string
	Kind, Why  string
	Source     string
}

// presetRows are those of Claude Code that no other program has.
var presetRows = []Preset{
	{"enableAllProjectMcpServers", "True", "approval", "whatever server a project names is started without consent", "https://code.claude.com/docs/en/settings#available-settings"},
	{"defaultMode", "bypassPermissions", "approval", "the agent is never asked before it uses a tool", "https://code.claude.com/docs/en/settings#permission-settings"},
}

// presets states the protections that settings which the program makes switch off.
func (r *reader) presets() {
	for i := range presetRows {
		row := &presetRows[i]
		if !strings.Contains(r.m.Source, row.Key) || row.Value != "True" && !strings.Contains(r.m.Source, row.Value) {
			continue
		}
		for _, set := range r.sets {
			if set.target.Text == row.Key {
				r.preset(row, set.target, set.value, set.s)
			}
		}
		for _, set := range r.entries {
			if text, ok := r.text(set.target.Y, set.s, 0); ok && text == row.Key {
				r.preset(row, set.target, set.value, set.s)
			}
		}
		r.objects(r.m.Body, r.top, func(object *syntax.Expr, _ *scope) {
			for i := range object.Args {
				a := &object.Args[i]
				key := a.Name
				if a.Key != nil && a.Key.Kind == syntax.Str {
					key, _ = r.m.Text(a.Key)
				}
				if key == row.Key && a.Value != nil {
					r.preset(row, a.Value, a.Value, r.top)
				}
			}
		})
	}
}

// preset states one, when it has the value that switches the protection off.
func (r *reader) preset(row *Preset, at, value *syntax.Expr, s *scope) {
	name := row.Key + ": " + row.Value
	if row.Value == "True" {
		if value.Kind != syntax.Const || value.Text != "True" {
			return
		}
		name = row.Key + ": true"
	} else if text, ok := r.text(value, s, 0); !ok || text != row.Value {
		return
	}
	where := r.span(at.Start, value.End)
	if r.states(r.controlKey(where)) {
		return
	}
	r.control(&nhi.Control{Kind: row.Kind, Name: name, State: "off", Source: row.Source, Attributes: map[string]string{"why": row.Why}, At: where})
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
		r.control(&nhi.Control{Kind: "approval", State: "off", Name: row.Variable, Subject: t.Agent, Source: row.Source, Attributes: map[string]string{"why": row.Why}, At: at}, t.Agent)
		return
	}
}
