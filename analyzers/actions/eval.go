package actions

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// sourceKind is where a part of a value comes from.
type sourceKind uint8

const (
	fromSecret  sourceKind = iota // a secret of the repository, the organization or the environment
	fromUnsaid                    // a secret that the caller of a reusable workflow hands over, who is not here
	fromSecrets                   // all secrets at once
	fromToken                     // the job's own token
	fromStep                      // an output of a step: step.output
	fromOther                     // a variable, an event, an output of a job
)

type source struct {
	kind sourceKind
	name string
	// at is the value that names it.
	at nhi.Span
}

// value is what a text with expressions may come to.
type value struct {
	// texts are all that it may be, when closed.
	texts  []string
	closed bool
	// sources are what it is made of besides literals.
	sources []source
}

// maxAlternatives is how many texts one value may have: matrices multiply.
const maxAlternatives = 64

// one is the text, when there is just one.
func (v value) one() (string, bool) {
	if v.closed && len(v.texts) == 1 {
		return v.texts[0], true
	}
	return "", false
}

// any says whether one of the texts satisfies a condition.
func (v value) any(ok func(string) bool) bool {
	if !v.closed {
		return false
	}
	for _, t := range v.texts {
		if ok(t) {
			return true
		}
	}
	return false
}

// is says whether the value may be a text.
func (v value) is(text string) bool {
	return v.any(func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), text) })
}

// empty says that the value is surely nothing.
func (v value) empty() bool {
	t, ok := v.one()
	return ok && strings.TrimSpace(t) == ""
}

// conditional says that a variable or an event may leave the value empty.
func (v value) conditional() bool {
	for _, s := range v.sources {
		if s.kind == fromOther {
			return true
		}
	}
	return false
}

func known(text string) value { return value{texts: []string{text}, closed: true} }

func from(kind sourceKind, name string) value {
	return value{sources: []source{{kind: kind, name: name}}}
}

// binding is a node with the scope in which its expressions are meant.
type binding struct {
	node  *tree.Node
	scope *scope
}

// scope is what the contexts of an expression stand for at a place.
type scope struct {
	// env are the environments from the innermost outwards.
	env []binding
	// inputs of a called workflow or action; nil where they are not known.
	inputs map[string]binding
	// secrets of a called workflow by name in upper case; inherit says that it has
	// all of its caller's, called that it is a called workflow at all.
	secrets map[string]binding
	inherit *scope
	called  bool
	// matrix is the job's strategy.matrix.
	matrix *tree.Node
	// steps are the steps before, by id in lower case.
	steps map[string]*step
	// event is the trigger that is looked at; empty for any.
	event string
}

// maxEval bounds the way of a value through environments, inputs and callers.
const maxEval = 30

// eval is what a scalar comes to.
func (r *reader) eval(n *tree.Node, s *scope) value { return r.evalAt(n, s, 0) }

func (r *reader) evalAt(n *tree.Node, s *scope, depth int) value {
	if !n.Scalar() {
		if n == nil || n.Kind == tree.Null {
			return known("")
		}
		return value{}
	}
	if !strings.Contains(n.Text, "${{") {
		return known(n.Text)
	}
	segments, err := split(n.Text)
	if err != nil {
		r.notice(n.Span, err)
	}
	out := value{texts: []string{""}, closed: len(segments) <= maxSegments}
	for _, g := range segments {
		v := known(g.text)
		switch {
		case g.bad:
			v = value{}
		case g.expr != nil:
			v = r.expr(g.expr, s, depth)
		}
		for _, src := range v.sources {
			if !src.at.Valid() {
				src.at = n.Span
			}
			out.sources = append(out.sources, src)
		}
		if out.closed = out.closed && v.closed && len(out.texts)*len(v.texts) <= maxAlternatives; !out.closed {
			out.texts = nil
			continue
		}
		var texts []string
		for _, x := range out.texts {
			for _, y := range v.texts {
				texts = append(texts, x+y)
			}
		}
		out.texts = texts
	}
	return out
}

// maxSegments is of how many expressions and words between them a text may be
// made whose alternatives are written out.
const maxSegments = 200

// either has the alternatives of both.
func either(a, b value) value {
	out := value{sources: append(a.sources[:len(a.sources):len(a.sources)], b.sources...), closed: a.closed && b.closed && len(a.texts)+len(b.texts) <= maxAlternatives}
	if out.closed {
		out.texts = append(a.texts[:len(a.texts):len(a.texts)], b.texts...)
	}
	return out
}

// falsy are the texts that count as false.
func falsy(t string) bool { return t == "" || t == "false" || t == "0" }

// partition splits known texts by their truth.
func (v value) partition() (yes, no value) {
	yes, no = value{closed: v.closed, sources: v.sources}, value{closed: v.closed}
	for _, t := range v.texts {
		if falsy(t) {
			no.texts = append(no.texts, t)
		} else {
			yes.texts = append(yes.texts, t)
		}
	}
	return
}

// expr evaluates as far as literals, inputs, environments and matrices go.
func (r *reader) expr(e *expr, s *scope, depth int) value {
	if r.budget--; depth > maxEval || r.budget < 0 {
		if r.budget < 0 && r.workflow != nil {
			r.notice(r.workflow.file.At(0, 0), errBudget)
		}
		return value{}
	}
	switch e.op {
	case opLiteral:
		return known(e.text)
	case opContext:
		return r.context(e, s, depth)
	case opOr:
		a, b := r.expr(e.args[0], s, depth+1), r.expr(e.args[1], s, depth+1)
		if !a.closed {
			b.closed = false
			return either(a, b)
		}
		yes, no := a.partition()
		switch {
		case len(no.texts) == 0:
			return yes
		case len(yes.texts) == 0:
			return b
		}
		return either(yes, b)
	case opAnd:
		// What a condition is made of does not end up in the value.
		a, b := r.expr(e.args[0], s, depth+1), r.expr(e.args[1], s, depth+1)
		if !a.closed {
			b.closed = false
			return b
		}
		yes, no := a.partition()
		switch {
		case len(yes.texts) == 0:
			return no
		case len(no.texts) == 0:
			return b
		}
		return either(no, b)
	case opNot, opEqual, opUnequal, opCompared:
		return r.truth(e, s, depth)
	}
	return r.function(e, s, depth)
}

// truth is the value of what is true or false.
func (r *reader) truth(e *expr, s *scope, depth int) value {
	a, ok := r.expr(e.args[0], s, depth+1).one()
	if !ok {
		return value{}
	}
	if e.op == opNot {
		return boolean(falsy(a))
	}
	b, ok := r.expr(e.args[1], s, depth+1).one()
	if !ok || e.op == opCompared {
		return value{}
	}
	return boolean(strings.EqualFold(a, b) == (e.op == opEqual))
}

func boolean(b bool) value {
	if b {
		return known("true")
	}
	return known("false")
}

func (r *reader) function(e *expr, s *scope, depth int) value {
	var args []value
	out := value{}
	for _, a := range e.args {
		v := r.expr(a, s, depth+1)
		args = append(args, v)
		out.sources = append(out.sources, v.sources...)
	}
	text := func(i int) (string, bool) {
		if i >= len(args) {
			return "", false
		}
		return args[i].one()
	}
	switch e.text {
	case "format":
		if f, ok := text(0); ok {
			for i := range args[1:] {
				a, ok := text(i + 1)
				if !ok {
					return out
				}
				f = strings.ReplaceAll(f, "{"+string(rune('0'+i%10))+"}", a)
			}
			return value{texts: []string{f}, closed: true, sources: out.sources}
		}
	case "fromjson", "tojson":
		return out
	case "contains", "startswith", "endswith":
		if len(e.args) != 2 {
			return value{}
		}
		b, ok := text(1)
		if !ok {
			return value{}
		}
		b = strings.ToLower(b)
		if list, ok := jsonList(e.args[0]); ok && e.text == "contains" {
			for _, item := range list {
				if strings.ToLower(item) == b {
					return known("true")
				}
			}
			return known("false")
		}
		a, ok := text(0)
		if a = strings.ToLower(a); !ok {
			return value{}
		}
		switch e.text {
		case "contains":
			return boolean(strings.Contains(a, b))
		case "startswith":
			return boolean(strings.HasPrefix(a, b))
		}
		return boolean(strings.HasSuffix(a, b))
	case "always", "success":
		return known("true")
	case "failure", "cancelled":
		return value{}
	}
	return out
}

// jsonList are the strings of fromJSON('["a", "b"]').
func jsonList(e *expr) ([]string, bool) {
	if e.op != opCall || e.text != "fromjson" || len(e.args) != 1 || e.args[0].op != opLiteral {
		return nil, false
	}
	text := strings.TrimSpace(e.args[0].text)
	if !strings.HasPrefix(text, "[") || !strings.HasSuffix(text, "]") {
		return nil, false
	}
	var out []string
	for _, item := range strings.Split(text[1:len(text)-1], ",") {
		out = append(out, strings.Trim(strings.TrimSpace(item), `"`))
	}
	return out, true
}
