package cloudformation

import (
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

const (
	// maxDepth is how deep evaluation goes; people nest a dozen intrinsics.
	maxDepth = 150
	// maxText is the longest text that is put together, in bytes: the size of a
	// template's body in a request (51,200 bytes) has no room for more.
	maxText = 64 << 10
)

// eval is the value of a node; nil for one that is not there.
func (s *stack) eval(n *tree.Node) *value {
	if n == nil {
		return nil
	}
	if v, ok := s.memo[n]; ok {
		return v
	}
	if s.forest.depth > maxDepth || s.busy[n] || !s.burn(1) {
		return &value{span: n.Span}
	}
	s.busy[n] = true
	s.forest.depth++
	v := s.compute(n)
	s.forest.depth--
	delete(s.busy, n)
	s.memo[n] = v
	s.burn(v.cost())
	return v
}

func (s *stack) compute(n *tree.Node) *value {
	if name, arg := intrinsic(n); name != "" {
		return s.call(name, n, arg)
	}
	switch {
	case n.Kind == tree.Null:
		return &value{kind: null, span: n.Span}
	case n.Scalar():
		return text(n.Text, n.Span)
	case n.Kind == tree.Sequence:
		out := &value{kind: list, span: n.Span}
		for _, i := range n.Items {
			out.items = append(out.items, s.eval(i))
		}
		return out
	case n.Kind == tree.Mapping:
		out := &value{kind: object, span: n.Span}
		for _, f := range n.Entries() {
			out.fields = append(out.fields, member{f.Key, f.KeySpan, s.eval(f.Value)})
		}
		return out
	}
	return &value{span: n.Span}
}

// intrinsic is the function that a node calls, by its long name, and its argument;
// empty for a plain value.
func intrinsic(n *tree.Node) (string, *tree.Node) {
	if short, ok := strings.CutPrefix(n.Tag, "!"); ok && !strings.HasPrefix(short, "!") && short != "" {
		arg := *n
		arg.Tag = ""
		if short == "Ref" || short == "Condition" {
			return short, &arg
		}
		return "Fn::" + short, &arg
	}
	if n.Kind == tree.Mapping && len(n.Fields) == 1 {
		if f := n.Fields[0]; f.Key == "Ref" || strings.HasPrefix(f.Key, "Fn::") {
			return f.Key, f.Value
		}
	}
	return "", nil
}

// clean is a name that can stand in a hole: what reads ARNs splits at colons.
func clean(name string) string {
	return strings.NewReplacer("::", ".", ":", ".", "{", "", "}", "", "$", "").Replace(name)
}

// text is a written text. A template of another kind, and what IAM fills in, are
// holes; a dynamic reference is what a store has.
func text(t string, span nhi.Span) *value {
	v := (&value{kind: scalar, text: t, span: span, holes: strings.Contains(t, "${")}).resolved()
	if strings.Contains(v.text, "{{") && v.store == "" {
		v.text, v.holes = actions().ReplaceAllString(v.text, "${?}"), true
	}
	return v
}

// actions are what a template of another kind fills in.
var actions = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{[^}]*(\}\}|$)`) })

// resolved reads the dynamic references in a text:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
func (v *value) resolved() *value {
	i := strings.Index(v.text, "{{resolve:")
	if i < 0 {
		return v
	}
	j := strings.Index(v.text[i:], "}}")
	if j < 0 {
		return v
	}
	body := v.text[i+len("{{resolve:") : i+j]
	service, name, _ := strings.Cut(body, ":")
	if service == "secretsmanager" {
		name, _, _ = strings.Cut(name, ":SecretString")
	}
	w := *v
	w.store = service + ":" + name
	if i == 0 && i+j+2 == len(v.text) {
		w.kind, w.text, w.holes = unknown, clean("resolve."+w.store), false
		return &w
	}
	w.holes = true
	return &w
}

// at evaluates a property by its path.
func (s *stack) at(res *resource, p string) *value {
	if res == nil || res.props == nil {
		return nil
	}
	name, rest, more := strings.Cut(p, ".")
	props := res.props
	var v *value
	if fn, _ := intrinsic(props); fn != "" {
		v = s.eval(props).get(name)
	} else {
		v = s.eval(props.Get(name))
	}
	if g := s.global(res, name); g != nil {
		v = merged(g, v)
	}
	if more {
		return v.get(strings.Split(rest, ".")...)
	}
	return v
}

// global is what Globals says for a property of a SAM resource.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
func (s *stack) global(res *resource, name string) *value {
	section, ok := strings.CutPrefix(res.kind, "AWS::Serverless::")
	if !ok || s.globals == nil {
		return nil
	}
	return s.eval(s.globals.Get(section, name))
}

// merged is a global with a resource's own value: maps are merged, lists are
// joined, and of anything else the resource's own counts.
func merged(global, own *value) *value {
	switch {
	case own == nil:
		return global
	case global.kind == object && own.kind == object:
		out := &value{kind: object, span: own.span}
		for _, f := range global.fields {
			if o := own.get(f.key); o != nil {
				f.val = merged(f.val, o)
			}
			out.fields = append(out.fields, f)
		}
		for _, f := range own.fields {
			if global.get(f.key) == nil {
				out.fields = append(out.fields, f)
			}
		}
		return out
	case global.kind == list && own.kind == list:
		return &value{kind: list, span: own.span, items: append(global.items[:len(global.items):len(global.items)], own.items...)}
	}
	return own
}

// param is a parameter as a stack sees it: what the parent gives, or its default.
func (s *stack) param(name string, at nhi.Span) *value {
	if given := s.given[name]; given != nil {
		return s.parent.eval(given).via(at, "parameter "+name+" of the nested stack "+s.name)
	}
	p := s.parameters[name]
	out := &value{span: at, text: clean(name), refs: []ref{{stack: s, id: name}}}
	kind := p.Get("Type").Str()
	if strings.HasPrefix(kind, "AWS::SSM::Parameter::Value") {
		// The default is the name of the parameter in the store.
		out.store = "ssm:" + p.Get("Default").Str()
		return out
	}
	d := p.Get("Default")
	if !d.Scalar() {
		return out
	}
	v := text(d.Text, d.Span)
	v.soft = s.parent == nil
	if kind == "CommaDelimitedList" || strings.HasPrefix(kind, "List<") {
		l := &value{kind: list, span: d.Span, soft: v.soft}
		for i, item := range strings.Split(d.Text, ",") {
			if i == maxItems {
				return out
			}
			t := text(strings.TrimSpace(item), d.Span)
			t.soft = v.soft
			l.items = append(l.items, t)
		}
		v = l
	}
	return v.via(at, "default of parameter "+name)
}

// tri is a condition: no, yes, or what a deployment decides.
type tri uint8

const (
	maybe tri = iota
	yes
	no
)

// condition decides a named condition.
func (s *stack) condition(name string) tri {
	if t, ok := s.decided[name]; ok {
		return t
	}
	s.decided[name] = maybe // while it is being decided, and for what leads to itself
	t := s.decide(s.conditions[name])
	s.decided[name] = t
	return t
}

func (s *stack) decide(n *tree.Node) tri {
	if n == nil || s.forest.depth > maxDepth || !s.burn(1) {
		return maybe
	}
	s.forest.depth++
	defer func() { s.forest.depth-- }()
	name, arg := intrinsic(n)
	if name == "" {
		if c := n.Get("Condition"); c.Scalar() && len(n.Fields) == 1 {
			return s.condition(c.Text)
		}
		return maybe
	}
	items := arg.Each()
	switch {
	case name == "Condition":
		return s.condition(arg.Str())
	case name == "Fn::Not" && len(items) == 1:
		return [...]tri{maybe: maybe, yes: no, no: yes}[s.decide(items[0])]
	case name == "Fn::And":
		return s.all(items, yes, no)
	case name == "Fn::Or":
		return s.all(items, no, yes)
	case name == "Fn::Equals" && len(items) == 2:
		a, b := s.eval(items[0]), s.eval(items[1])
		if a.known() && b.known() && !a.soft && !b.soft {
			if a.text == b.text {
				return yes
			}
			return no
		}
	}
	return maybe
}

// all is what conditions are together: one that is ends decides, else all have to
// be as expected.
func (s *stack) all(items []*tree.Node, expected, ends tri) tri {
	out := expected
	for _, i := range items {
		switch s.decide(i) {
		case ends:
			return ends
		case maybe:
			out = maybe
		}
	}
	return out
}

// never says whether a resource is in no deployment.
func (s *stack) never(res *resource) bool {
	return res.condition != "" && s.condition(res.condition) == no
}

// exclusive says whether two named conditions may be such that they never hold
// together. Those that look at two parameters are not.
func (s *stack) exclusive(a, b string) bool {
	if a == "" || b == "" || a == b {
		return false
	}
	x, y := s.comparison(s.conditions[a], 0), s.comparison(s.conditions[b], 0)
	return x.parameter == "" || y.parameter == "" || x.parameter == y.parameter && x != y
}

// comparison is a condition that compares a parameter to a text, or says that it
// is another one; without a parameter it is of another kind, or not known.
type comparison struct {
	parameter, text string
	not             bool
}

func (s *stack) comparison(n *tree.Node, depth int) comparison {
	if n == nil || depth > maxDepth {
		return comparison{}
	}
	name, arg := intrinsic(n)
	if c := n.Get("Condition"); name == "" && c != nil {
		name, arg = "Condition", c
	}
	items := arg.Each()
	switch {
	case name == "Condition":
		return s.comparison(s.conditions[arg.Str()], depth+1)
	case name == "Fn::Not" && len(items) == 1:
		c := s.comparison(items[0], depth+1)
		c.not = !c.not
		return c
	case name == "Fn::Equals" && len(items) == 2:
		for i, p := range items {
			if fn, name := intrinsic(p); fn == "Ref" && s.parameters[name.Str()] != nil && items[1-i].Scalar() && items[1-i].Tag == "" {
				return comparison{parameter: name.Str(), text: items[1-i].Text}
			}
		}
	}
	return comparison{}
}
