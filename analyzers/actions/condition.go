package actions

import (
	"strings"

	"github.com/nhivet/nhivet/internal/tree"
)

// gate is how far a condition lets an event through.
type gate uint8

const (
	never   gate = iota // it is surely false
	guarded             // it asks for something that only some people can do
	unsure              // it asks what a step or another job came to
	open                // nothing of the kind
	always              // it is surely true
)

// condition is how far the text of an `if` lets an event through.
func (r *reader) condition(n *tree.Node, s *scope) gate {
	if n == nil || n.Kind == tree.Null {
		return always
	}
	text := n.Str()
	if strings.Contains(text, "${{") {
		segments, err := split(strings.TrimSpace(text))
		if err != nil {
			r.notice(n.Span, err)
		}
		if len(segments) != 1 || segments[0].expr == nil {
			return open
		}
		return r.gate(segments[0].expr, s, 0)
	}
	e, err := parse(text)
	if err != nil {
		if err != errSyntax {
			r.notice(n.Span, err)
		}
		return unsure // filled in by something else, or no workflow at all
	}
	return r.gate(e, s, 0)
}

func (r *reader) gate(e *expr, s *scope, depth int) gate {
	switch e.op {
	case opAnd:
		a, b := r.gate(e.args[0], s, depth+1), r.gate(e.args[1], s, depth+1)
		return min(a, b)
	case opOr:
		a, b := r.gate(e.args[0], s, depth+1), r.gate(e.args[1], s, depth+1)
		return max(a, b)
	case opNot:
		switch r.gate(e.args[0], s, depth+1) {
		case never:
			return always
		case always:
			return never
		case unsure:
			return unsure
		}
		if e.args[0].op == opContext && strings.HasSuffix(e.args[0].name(), ".fork") {
			return guarded
		}
		return open
	}
	if t, ok := r.expr(e, s, depth).one(); ok {
		if falsy(t) {
			return never
		}
		return always
	}
	if r.asks(e, s) {
		return guarded
	}
	found := open
	e.walk(func(x *expr) {
		if x.op == opContext && (x.text == "steps" || x.text == "needs") && strings.Contains(x.name(), ".outputs.") {
			found = unsure
		}
	})
	return found
}

// asks says whether a comparison or a search asks for something that strangers
// cannot bring about.
func (r *reader) asks(e *expr, s *scope) bool {
	if e.op == opUnequal {
		// fork != true, actor != 'someone': only the first shuts out strangers.
		return e.args[0].op == opContext && strings.HasSuffix(e.args[0].name(), ".fork") && e.args[1].text == "true" ||
			r.checkedOutput(e.args[0], s)
	}
	if e.op == opContext {
		return r.checkedOutput(e, s) || strings.HasSuffix(e.name(), "pull_request.merged")
	}
	if e.op != opEqual && (e.op != opCall || e.text != "contains" && e.text != "startswith" && e.text != "endswith") {
		return false
	}
	if len(e.args) != 2 {
		return false
	}
	strangers := false
	var names []string
	e.walk(func(x *expr) {
		switch x.op {
		case opContext:
			names = append(names, x.name())
		case opLiteral:
			for _, w := range [...]string{"NONE", "FIRST_TIME", "MANNEQUIN"} {
				strangers = strangers || strings.Contains(x.text, w)
			}
		}
	})
	for _, arg := range e.args {
		if r.checkedOutput(arg, s) {
			return true
		}
	}
	for _, name := range names {
		name = strings.TrimPrefix(name, "github.")
		last := name[strings.LastIndexByte(name, '.')+1:]
		switch {
		case last == "author_association":
			return !strangers
		case name == "actor", name == "triggering_actor", name == "actor_id", last == "login" && !strings.Contains(name, "head."):
			return e.args[0].text != "" || e.args[1].text != "" || len(names) > 1
		case strings.Contains(name, "label"), strings.Contains(name, "assignee"):
			return true
		case last == "fork":
			return !e.has("true")
		case strings.Contains(name, "head.repo.") || strings.Contains(name, "head_repository."):
			return true
		case last == "merged":
			return true
		case name == "event.action":
			return e.has("labeled") || e.has("assigned")
		case name == "event.workflow_run.event":
			return !e.has("pull_request") && !untrusted[e.literal()]
		}
	}
	return false
}

// has says whether a literal of the expression is the text.
func (e *expr) has(text string) bool {
	found := false
	e.walk(func(x *expr) { found = found || x.op == opLiteral && x.text == text })
	return found
}

// literal is the last literal of a comparison.
func (e *expr) literal() string {
	text := ""
	e.walk(func(x *expr) {
		if x.op == opLiteral {
			text = x.text
		}
	})
	return text
}

// checkedOutput says whether a value is the output of a step or job that looks
// somebody up.
func (r *reader) checkedOutput(e *expr, s *scope) bool {
	if e.op != opContext || len(e.path) < 2 {
		return false
	}
	switch e.text {
	case "steps":
		st := s.steps[e.path[0]]
		return st != nil && r.checks(st.node)
	case "needs":
		for _, f := range r.workflow.root.Get("jobs").Entries() {
			if !strings.EqualFold(f.Key, e.path[0]) {
				continue
			}
			for _, st := range f.Value.Get("steps").Each() {
				if r.checks(st) {
					return true
				}
			}
		}
	}
	return false
}

// checks says whether a step looks up what somebody may do: a script that asks
// for a permission or a membership, or an action that is there for it.
func (r *reader) checks(n *tree.Node) bool {
	yes, known := r.checked[n]
	if !known {
		yes = looksUp(n)
		r.checked[n] = yes
	}
	return yes
}

func looksUp(n *tree.Node) bool {
	for _, text := range [...]string{n.Get("run").Str(), n.Get("with", "script").Str(), n.Get("uses").Str()} {
		text = strings.ToLower(text)
		for _, w := range lookUps {
			if strings.Contains(text, w) {
				return true
			}
		}
	}
	return false
}

// lookUps are words of GitHub's interfaces for members, collaborators and their
// permissions, and of the actions that ask them.
var lookUps = []string{"author_association", "authorassociation", "collaborator", "membership", "/permission", "user-permission", "actor-permission",
	"check-permission", "check_permission", "permission-check", "repo-permission", "access-check", "checkmembership", "teams/", "codeowners"}
