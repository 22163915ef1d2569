package helm

import (
	"text/template/parse"
)

// pipeline evaluates a pipeline and declares its variables.
func (s *state) pipeline(dot val, pipe *parse.PipeNode) val {
	v := s.evaluate(dot, pipe)
	for _, d := range pipe.Decl {
		if pipe.IsAssign {
			s.assign(d, v)
		} else {
			s.vars = append(s.vars, variable{d.Ident[0], v})
		}
	}
	return v
}

func (s *state) assign(d *parse.VariableNode, v val) {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == d.Ident[0] {
			s.vars[i].val = v
			return
		}
	}
	s.fail(d, "there is no variable of the name that is used here")
}

func (s *state) evaluate(dot val, pipe *parse.PipeNode) (v val) {
	if pipe == nil {
		return val{}
	}
	for i, cmd := range pipe.Cmds {
		v = s.command(dot, cmd, v, i > 0)
	}
	return v
}

// command evaluates one command of a pipeline; final is what came before it.
func (s *state) command(dot val, cmd *parse.CommandNode, final val, piped bool) val {
	s.step(1)
	args := cmd.Args[1:]
	switch n := cmd.Args[0].(type) {
	case *parse.FieldNode:
		return s.fields(dot, dot, n, n.Ident, args, final, piped)
	case *parse.ChainNode:
		return s.fields(dot, s.argument(dot, n.Node), n, n.Field, args, final, piped)
	case *parse.IdentifierNode:
		return s.function(dot, n, args, final, piped)
	case *parse.VariableNode:
		return s.fields(dot, s.variable(n), n, n.Ident[1:], args, final, piped)
	}
	if len(args) > 0 || piped {
		s.fail(cmd, "an argument to what is no function")
	}
	return s.argument(dot, cmd.Args[0])
}

func (s *state) variable(n *parse.VariableNode) val {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == n.Ident[0] {
			return s.vars[i].val
		}
	}
	s.fail(n, "there is no variable of the name that is used here")
	return val{}
}

// argument evaluates an operand.
func (s *state) argument(dot val, node parse.Node) val {
	s.step(1)
	switch n := node.(type) {
	case *parse.DotNode:
		return dot
	case *parse.NilNode:
		return val{}
	case *parse.FieldNode:
		return s.fields(dot, dot, n, n.Ident, nil, val{}, false)
	case *parse.VariableNode:
		return s.fields(dot, s.variable(n), n, n.Ident[1:], nil, val{}, false)
	case *parse.PipeNode:
		return s.pipeline(dot, n)
	case *parse.IdentifierNode:
		return s.function(dot, n, nil, val{}, false)
	case *parse.ChainNode:
		return s.fields(dot, s.argument(dot, n.Node), n, n.Field, nil, val{}, false)
	case *parse.StringNode:
		return str(n.Text)
	case *parse.BoolNode:
		return val{v: n.True}
	case *parse.NumberNode:
		if n.IsInt {
			return val{v: int(n.Int64)}
		}
		return val{v: n.Float64}
	}
	s.fail(node, "an unknown kind of operand")
	return val{}
}

// fields walks down from a value. Arguments go to the last, a method.
func (s *state) fields(dot, v val, n parse.Node, names []string, args []parse.Node, final val, piped bool) val {
	for i, name := range names {
		s.step(1)
		switch x := v.v.(type) {
		case *dict:
			v = x.m[name].val
		case *object:
			if m := x.methods[name]; m != nil {
				var given []val
				if i == len(names)-1 {
					given = s.arguments(dot, args, final, piped)
				}
				v = m(s, given)
				if i == len(names)-1 {
					return v
				}
				continue
			}
			v = x.m[name].val
		case nil:
			// text/template lets a field of nothing be nothing, and refuses one of an
			// entry that is not there: (.Values.a).b, but not .Values.a.b.
			if i == 0 {
				return val{}
			}
			s.fail(n, "a field of a value that is not there")
		default:
			s.fail(n, "a field of what is no map")
		}
	}
	if len(args) > 0 || piped {
		s.fail(n, "an argument to what is no function")
	}
	return v
}

func (s *state) arguments(dot val, args []parse.Node, final val, piped bool) []val {
	out := make([]val, 0, len(args)+1)
	for _, a := range args {
		out = append(out, s.argument(dot, a))
	}
	if piped {
		out = append(out, final)
	}
	return out
}

func (s *state) function(dot val, n *parse.IdentifierNode, args []parse.Node, final val, piped bool) val {
	// Evaluated only as far as they have to be.
	if n.Ident == "and" || n.Ident == "or" {
		v, count := val{}, len(args)
		for _, a := range args {
			if v = s.argument(dot, a); truth(v) == (n.Ident == "or") {
				return v
			}
		}
		if piped {
			v, count = final, count+1
		}
		if count == 0 {
			s.fail(n, "a function without its arguments")
		}
		return v
	}
	f, ok := s.functions[n.Ident]
	if !ok {
		s.fail(n, "there is no function %q", n.Ident)
	}
	given := s.arguments(dot, args, final, piped)
	if len(given) < f.least || f.most >= 0 && len(given) > f.most {
		s.fail(n, "%s does not take %d arguments", n.Ident, len(given))
	}
	s.step(1 + len(given))
	s.calling = n
	v := f.call(s, given)
	if text, ok := v.v.(string); ok {
		s.grow(len(text))
	}
	return v
}

// weight is about how long a value is when it is printed.
func (s *state) weight(v val, depth int) (n int) {
	s.step(1)
	if depth > maxValueDepth {
		panic(failure{reason: "a value that contains itself"})
	}
	switch x := v.v.(type) {
	case string:
		return len(x) + 2
	case *dict:
		for k, i := range x.m {
			n += len(k) + 2 + s.weight(i.val, depth+1)
		}
	case *list:
		for _, i := range x.items {
			n += s.weight(i, depth+1)
		}
	}
	return n + 24
}
