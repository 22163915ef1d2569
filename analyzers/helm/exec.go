package helm

import (
	"fmt"
	"text/template/parse"

	"github.com/nhivet/nhivet/internal/nhi"
)

// The renderer runs the trees of text/template/parse itself: it knows where each
// byte of the output comes from, and every step counts. What it prints is what
// text/template prints; oracle/helm holds the two together.

// failure ends one template: what Helm would say too.
type failure struct {
	reason string
	at     nhi.Span
}

// exhausted ends the rendering of a chart: its templates ask for too much.
type exhausted struct{ what string }

// template is a named template.
type template struct {
	name string
	root *parse.ListNode
	// src is the text that the positions of the nodes mean.
	src val
	// sites are the actions, by the position of their node.
	sites map[parse.Pos]nhi.Span
	file  *nhi.File
}

// templates are those that one text sees: its own, and those around it.
type templates struct {
	own    map[string]*template
	parent *templates
}

func (t *templates) get(name string) *template {
	for ; t != nil; t = t.parent {
		if found := t.own[name]; found != nil {
			return found
		}
	}
	return nil
}

// budget is what one chart may use, all its values files together.
type budget struct {
	steps, bytes int
	functions    map[string]function
}

// state is the execution of one template.
type state struct {
	*budget
	chart *chart
	set   *templates
	names map[string]int // how often each named template is entered
	depth int

	t    *template
	vars []variable
	out  *builder
	// calling is the function that is evaluated, the place of what it refuses.
	calling parse.Node
}

type variable struct {
	name string
	val  val
}

type control int

const (
	on control = iota
	stop
	next
)

func (s *state) step(n int) {
	if s.steps -= n; s.steps < 0 {
		panic(exhausted{fmt.Sprintf("at most %d steps", maxSteps)})
	}
}

// grow takes bytes of text from the budget before they are made.
func (s *state) grow(n int) {
	if n < 0 || n > s.bytes {
		panic(exhausted{fmt.Sprintf("at most %d MiB of text", maxBytes>>20)})
	}
	s.bytes -= n
}

func (s *state) fail(n parse.Node, format string, args ...any) {
	f := failure{reason: fmt.Sprintf(format, args...)}
	if n == nil {
		n = s.calling
	}
	if n != nil {
		f.at = s.t.site(n.Position())
	}
	panic(f)
}

// execute runs a template with its data and returns what it prints.
func (s *state) execute(t *template, data val) val {
	if s.depth >= maxNested {
		panic(failure{reason: fmt.Sprintf("expected templates that are nested at most %d deep, found more", maxNested)})
	}
	inner := &state{budget: s.budget, chart: s.chart, set: s.set, names: s.names, depth: s.depth + 1, t: t, vars: []variable{{"$", data}}, out: &builder{}}
	inner.walk(data, t.root)
	return inner.out.done()
}

// site is the action around a position.
func (t *template) site(pos parse.Pos) nhi.Span {
	if at, ok := t.sites[pos]; ok {
		return at
	}
	text := t.src.text()
	start, end := int(pos), int(pos)
	for start > 0 && (text[start-1] != '{' || start < 2 || text[start-2] != '{') {
		start--
	}
	start = max(0, start-2)
	for quote := byte(0); end < len(text); end++ {
		c := text[end]
		if quote == 0 && c == '}' && end+1 < len(text) && text[end+1] == '}' {
			end += 2
			break
		}
		switch {
		case quote != 0 && c == '\\' && quote != '`':
			end++
		case quote == c:
			quote = 0
		case quote == 0 && (c == '"' || c == '`' || c == '\''):
			quote = c
		}
	}
	at := t.file.At(start, end).Origin()
	t.sites[pos] = at
	return at
}

func (s *state) walk(dot val, node parse.Node) control {
	s.step(1)
	switch n := node.(type) {
	case *parse.ListNode:
		if n == nil {
			return on
		}
		for _, child := range n.Nodes {
			if c := s.walk(dot, child); c != on {
				return c
			}
		}
	case *parse.TextNode:
		s.grow(len(n.Text))
		text := slice(s.t.src, int(n.Pos), int(n.Pos)+len(n.Text))
		for i := range text.parts {
			if !text.parts[i].site.Valid() {
				text.parts[i].site = text.parts[i].from
			}
		}
		s.out.val(text)
	case *parse.ActionNode:
		v := s.pipeline(dot, n.Pipe)
		if len(n.Pipe.Decl) == 0 && v.v != nil {
			if x, ok := v.v.(string); ok {
				s.grow(len(x))
			} else {
				s.grow(s.weight(v, 0))
			}
			s.out.printed(v, s.t.site(n.Pos))
		}
	case *parse.IfNode:
		return s.branch(dot, n.Pipe, n.List, n.ElseList, false)
	case *parse.WithNode:
		return s.branch(dot, n.Pipe, n.List, n.ElseList, true)
	case *parse.RangeNode:
		return s.loop(dot, n)
	case *parse.TemplateNode:
		data := val{}
		if n.Pipe != nil {
			data = s.pipeline(dot, n.Pipe)
		}
		s.out.printed(rolled(s.named(n, n.Name, data)), s.t.site(n.Pos))
	case *parse.BreakNode:
		return stop
	case *parse.ContinueNode:
		return next
	case *parse.CommentNode:
	default:
		s.fail(node, "an unknown kind of node")
	}
	return on
}

// named enters a template by its name.
func (s *state) named(n parse.Node, name string, data val) val {
	t := s.set.get(name)
	if t == nil {
		s.fail(n, "there is no template of the name that is used here")
	}
	if s.names[name]++; s.names[name] > maxRecursion {
		s.fail(n, "expected a template that uses itself at most %d times over, found more", maxRecursion)
	}
	defer func() { s.names[name]-- }()
	return s.execute(t, data)
}

func (s *state) branch(dot val, pipe *parse.PipeNode, list, other *parse.ListNode, with bool) control {
	mark := len(s.vars)
	defer func() { s.vars = s.vars[:mark] }()
	v := s.pipeline(dot, pipe)
	switch {
	case truth(v) && with:
		return s.walk(v, list)
	case truth(v):
		return s.walk(dot, list)
	case other != nil:
		return s.walk(dot, other)
	}
	return on
}

func (s *state) loop(dot val, n *parse.RangeNode) control {
	mark := len(s.vars)
	defer func() { s.vars = s.vars[:mark] }()
	v := s.evaluate(dot, n.Pipe)
	inner := mark
	if !n.Pipe.IsAssign {
		for _, d := range n.Pipe.Decl {
			s.vars = append(s.vars, variable{d.Ident[0], v})
		}
		inner = len(s.vars)
	}
	one := func(index, element val) bool {
		s.step(1)
		decl := n.Pipe.Decl
		set := func(i int, to val) {
			if n.Pipe.IsAssign {
				s.assign(decl[i], to)
			} else {
				s.vars[mark+i].val = to
			}
		}
		switch len(decl) {
		case 1:
			set(0, element)
		case 2:
			set(0, index)
			set(1, element)
		}
		c := s.walk(element, n.List)
		s.vars = s.vars[:inner]
		return c != stop
	}
	count := 0
	switch x := v.v.(type) {
	case nil:
	case *list:
		// What is appended meanwhile is another list.
		for i, e := range x.items {
			count++
			if !one(val{v: i}, e) {
				break
			}
		}
	case *dict:
		count = s.pairs(x, one)
	case *object:
		count = s.pairs(&x.dict, one)
	case int, int64, float64:
		for i := range int(integer(v)) {
			count++
			if !one(val{v: i}, val{v: i}) {
				break
			}
		}
	default:
		s.fail(n, "a range over what is no list and no map")
	}
	if count == 0 && n.ElseList != nil {
		return s.walk(dot, n.ElseList)
	}
	return on
}

func (s *state) pairs(d *dict, one func(index, element val) bool) (count int) {
	s.step(len(d.m))
	for _, k := range d.keys() {
		count++
		i := d.m[k]
		if !one(val{v: k, from: i.key}, i.val) {
			break
		}
	}
	return count
}
