package actions

import (
	"strings"

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

func from(kind sourceKind, name string) value { return value{sources: []source{{kind, name}}} }

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
	out := known("")
	for _, g := range segments {
		v := known(g.text)
		switch {
		case g.bad:
			v = value{}
		case g.expr != nil:
			v = r.expr(g.expr, s, depth)
		}
		out = join(out, v)
	}
	return out
}

// join puts a value behind another one.
func join(a, b value) value {
	out := value{sources: append(a.sources[:len(a.sources):len(a.sources)], b.sources...), closed: a.closed && b.closed && len(a.texts)*len(b.texts) <= maxAlternatives}
	if !out.closed {
		return out
	}
	for _, x := range a.texts {
		for _, y := range b.texts {
			out.texts = append(out.texts, x+y)
		}
	}
	return out
}

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
			return either(known(""), b)
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
	unknown := value{texts: []string{"true", "false"}, closed: true}
	a, ok := r.expr(e.args[0], s, depth+1).one()
	if !ok {
		return unknown
	}
	if e.op == opNot {
		return boolean(falsy(a))
	}
	b, ok := r.expr(e.args[1], s, depth+1).one()
	if !ok || e.op == opCompared {
		return unknown
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
		unknown := value{texts: []string{"true", "false"}, closed: true}
		if len(e.args) != 2 {
			return unknown
		}
		b, ok := text(1)
		if !ok {
			return unknown
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
			return unknown
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
		return value{texts: []string{"true", "false"}, closed: true}
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

// context is what a name stands for.
func (r *reader) context(e *expr, s *scope, depth int) value {
	first, raw := "", ""
	if len(e.path) > 0 {
		if first, raw = e.path[0], e.raw[0]; first == "" {
			index, ok := r.expr(e.args[0], s, depth+1).one()
			if !ok {
				if e.text == "secrets" {
					return from(fromSecrets, "secrets[…]")
				}
				return value{}
			}
			first, raw = strings.ToLower(index), index
		}
	}
	switch e.text {
	case "secrets":
		if first == "" || first == "*" {
			return from(fromSecrets, "secrets")
		}
		return r.secret(strings.ToUpper(raw), s, depth)
	case "github":
		switch first {
		case "token":
			return from(fromToken, "github.token")
		case "event_name":
			if s.event != "" {
				return known(s.event)
			}
		}
	case "env":
		for i, b := range s.env {
			if f := b.node.Field(raw); f != nil {
				// A value that names itself means the environment outside of it.
				outer := *b.scope
				outer.env = s.env[i+1:]
				return r.evalAt(f.Value, &outer, depth+1)
			}
		}
	case "inputs":
		if b, ok := s.inputs[first]; ok {
			return r.evalAt(b.node, b.scope, depth+1)
		}
	case "matrix":
		return r.matrix(e, s, depth)
	case "steps":
		if len(e.path) > 2 && e.path[1] == "outputs" {
			return from(fromStep, first+"."+e.path[2])
		}
	}
	return from(fromOther, e.name())
}

// secret follows a secret through the workflows that hand it on.
func (r *reader) secret(name string, s *scope, depth int) value {
	if name == "GITHUB_TOKEN" {
		return from(fromToken, "secrets.GITHUB_TOKEN")
	}
	if depth > maxEval || !s.called {
		return from(fromSecret, name)
	}
	if s.inherit != nil {
		return r.secret(name, s.inherit, depth+1)
	}
	if b, ok := s.secrets[name]; ok {
		return r.evalAt(b.node, b.scope, depth+1)
	}
	if s.secrets != nil {
		return known("") // its caller is here, and hands nothing over
	}
	return from(fromUnsaid, name)
}

// matrix has the values of a key of the matrix and of its includes.
func (r *reader) matrix(e *expr, s *scope, depth int) value {
	if s.matrix == nil || s.matrix.Kind != tree.Mapping || len(e.raw) == 0 {
		return value{}
	}
	var found []*tree.Node
	complete := true
	add := func(n *tree.Node) {
		for _, name := range e.raw[1:] {
			n = n.Get(name)
		}
		switch {
		case n == nil:
		case n.Scalar() && len(found) < maxAlternatives:
			found = append(found, n)
		default:
			complete = false
		}
	}
	if n := s.matrix.Get(e.raw[0]); n != nil {
		complete = complete && n.Kind == tree.Sequence
		if n.Kind == tree.Sequence {
			for _, item := range n.Items {
				if !complete {
					break
				}
				add(item)
			}
		}
	}
	include := s.matrix.Get("include")
	complete = complete && (include == nil || include.Kind == tree.Sequence)
	for _, entry := range include.Each() {
		if !complete {
			break
		}
		if n := entry.Get(e.raw[0]); n != nil {
			add(n)
		}
	}
	if !complete {
		if len(found) >= maxAlternatives {
			r.notice(s.matrix.Span, errMatrix)
		}
		return value{}
	}
	out := value{closed: len(found) > 0}
	seen := map[string]bool{}
	for _, n := range found {
		v := r.evalAt(n, s, depth+1)
		out.sources = append(out.sources, v.sources...)
		if !v.closed {
			out.closed = false
			continue
		}
		for _, t := range v.texts {
			if !seen[t] {
				seen[t] = true
				out.texts = append(out.texts, t)
			}
		}
	}
	if len(out.texts) > maxAlternatives {
		out.closed = false
	}
	return out
}
