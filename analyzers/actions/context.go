package actions

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

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
			return from(fromSecrets, "toJSON(secrets)")
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

// origin is the node that a value comes from, where it is an input handed on as
// it is: there somebody would change it.
func (r *reader) origin(n *tree.Node, s *scope) *tree.Node {
	for range maxDepth {
		if !n.Scalar() || !strings.Contains(n.Text, "${{") {
			return n
		}
		segments, _ := split(strings.TrimSpace(n.Text))
		if len(segments) != 1 || segments[0].expr == nil || segments[0].expr.op != opContext || segments[0].expr.text != "inputs" || len(segments[0].expr.path) != 1 {
			return n
		}
		b, ok := s.inputs[segments[0].expr.path[0]]
		if !ok || b.node == nil {
			return n
		}
		n, s = b.node, b.scope
	}
	return n
}

// setting is the place of an input of a step: with its name, or where its value
// comes from.
func (r *reader) setting(st *step, input string) nhi.Span {
	n := st.with[input]
	if o := r.origin(n, st.scope); o != n {
		return o.Span
	}
	with := st.node.Get("with")
	return with.Field(written(with, input)).Span()
}
