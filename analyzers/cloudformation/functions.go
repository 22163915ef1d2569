package cloudformation

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// maxItems bounds lists that are split from a text, and the branches of a choice.
const maxItems = 1000

// call evaluates an intrinsic; n is the call as it is written. The names follow
// the reference of intrinsic functions; what is not here is unknown.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
func (s *stack) call(name string, n, arg *tree.Node) *value {
	switch name {
	case "Ref":
		return s.named(arg.Str(), n.Span)
	case "Fn::GetAtt":
		return getAtt(s, n, arg)
	case "Fn::Sub":
		return sub(s, n, arg)
	case "Fn::Join":
		return join(s, n, arg)
	case "Fn::If":
		return branch(s, n, arg)
	case "Fn::Select":
		return pick(s, n, arg)
	case "Fn::Split":
		return split(s, n, arg)
	case "Fn::FindInMap":
		return findInMap(s, n, arg)
	case "Fn::ImportValue":
		return s.imported(s.eval(arg), n.Span)
	case "Fn::Base64", "Fn::ToJsonString":
		if v := s.eval(arg); v != nil {
			return v
		}
	}
	return &value{span: n.Span, text: clean(name)}
}

// pseudo are the parameters that AWS predefines and that have one value nearly
// everywhere.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
var pseudo = map[string]string{"AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}

// named is what Ref gives.
func (s *stack) named(name string, at nhi.Span) *value {
	switch {
	case name == "AWS::NoValue":
		return &value{kind: null, span: at}
	case pseudo[name] != "":
		return &value{kind: scalar, text: pseudo[name], span: at, soft: true}
	case s.byID[name] != nil:
		return s.issuer(&value{span: at, text: clean(name), refs: []ref{{stack: s, id: name}}})
	case s.parameters[name] != nil:
		return s.param(name, at)
	}
	return &value{span: at, text: clean(name)}
}

func getAtt(s *stack, n, arg *tree.Node) *value {
	id, attr := "", ""
	if arg.Scalar() {
		id, attr, _ = strings.Cut(arg.Text, ".")
	} else if items := arg.Each(); len(items) >= 2 {
		id = items[0].Str()
		a := s.eval(items[1])
		if !a.known() {
			return &value{span: n.Span, text: clean(id) + ".?", refs: s.refTo(id, "")}
		}
		attr = a.text
	}
	return s.attribute(id, attr, n.Span)
}

func (s *stack) refTo(id, attr string) []ref {
	if s.byID[id] == nil {
		return nil
	}
	return []ref{{stack: s, id: id, attr: attr}}
}

// attribute is what GetAtt gives: an output of a nested stack, or the name of what
// AWS makes.
func (s *stack) attribute(id, attr string, at nhi.Span) *value {
	if output, ok := strings.CutPrefix(attr, "Outputs."); ok {
		if c := s.children[id]; c != nil {
			if v := c.eval(c.outputs.Get(output, "Value")); v != nil {
				return v.via(at, "output "+output+" of the nested stack "+c.name)
			}
		}
	}
	v := &value{span: at, text: clean(id + "." + attr), refs: s.refTo(id, attr)}
	if attr == "Arn" {
		return s.issuer(v)
	}
	return v
}

// issuers are the types of OIDC providers, whose ARN ends in their address.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-oidcprovider.html
var issuers = map[string]bool{"AWS::IAM::OIDCProvider": true, "Custom::AWSCDKOpenIdConnectProvider": true}

// issuer is the ARN of an OIDC provider, where a value refers to one.
func (s *stack) issuer(v *value) *value {
	if len(v.refs) != 1 || !issuers[v.refs[0].kind()] {
		return v
	}
	url, ok := strings.CutPrefix(s.at(v.refs[0].resource(), "Url").lit(), "https://")
	if !ok {
		return v
	}
	return &value{kind: scalar, text: "arn:aws:iam::${AWS.AccountId}:oidc-provider/" + url, holes: true, composed: true, span: v.span, refs: v.refs}
}

// builder puts a text together.
type builder struct {
	out   *value
	text  strings.Builder
	parts int
	last  *value
}

func (b *builder) add(v *value) {
	b.parts++
	b.last = v
	if v == nil {
		b.out.holes = true
		return
	}
	t := v.display()
	if t == "" && (v.kind != scalar || v.soft) {
		// An empty default is what a deployment has to replace.
		t, b.out.holes = "${?}", true
	}
	if b.text.Len()+len(t) <= maxText {
		b.text.WriteString(t)
	} else {
		b.out.kind = unknown
	}
	b.out.holes = b.out.holes || !v.known()
	b.out.soft, b.out.guess, b.out.composed = b.out.soft || v.soft, b.out.guess || v.guess, true
	b.out.refs = joined(b.out.refs, v.refs)
	if v.store != "" {
		b.out.store = v.store
	}
}

func (b *builder) literal(t string) {
	if t == "" {
		return
	}
	b.parts++
	b.last = nil
	b.text.WriteString(t)
	b.out.holes = b.out.holes || strings.Contains(t, "${") || strings.Contains(t, "{{")
}

// value is the text; of one part it is that part, seen from here.
func (b *builder) value(note string) *value {
	if b.parts == 1 && b.last != nil {
		return b.last.via(b.out.span, note)
	}
	if b.out.kind == unknown || b.text.Len() > maxText {
		return &value{span: b.out.span, refs: b.out.refs, store: b.out.store}
	}
	b.out.text = b.text.String()
	return b.out.resolved()
}

func sub(s *stack, n, arg *tree.Node) *value {
	source := arg
	var vars *tree.Node
	if items := arg.Each(); arg != nil && arg.Kind == tree.Sequence && len(items) > 0 {
		source = items[0]
		if len(items) > 1 {
			vars = items[1]
		}
	}
	if !source.Scalar() {
		return &value{span: n.Span}
	}
	b := builder{out: &value{kind: scalar, span: source.Span}}
	for t := source.Text; t != ""; {
		i := strings.Index(t, "${")
		if i < 0 {
			b.literal(t)
			break
		}
		j := strings.IndexByte(t[i:], '}')
		if j < 0 {
			b.literal(t)
			break
		}
		b.literal(t[:i])
		name := strings.TrimSpace(t[i+2 : i+j])
		t = t[i+j+1:]
		if !s.burn(1) {
			return &value{span: n.Span}
		}
		switch {
		case strings.HasPrefix(name, "!"):
			b.literal("${" + name[1:] + "}")
		case vars.Get(name) != nil:
			b.add(s.eval(vars.Get(name)))
		case strings.Contains(name, ".") && !strings.Contains(name, "::"):
			id, attr, _ := strings.Cut(name, ".")
			b.add(s.attribute(id, attr, source.Span))
		default:
			b.add(s.named(name, source.Span))
		}
	}
	return b.value("Fn::Sub")
}

func join(s *stack, n, arg *tree.Node) *value {
	items := arg.Each()
	if len(items) != 2 {
		return &value{span: n.Span}
	}
	delimiter, l := s.eval(items[0]), s.eval(items[1])
	if !delimiter.known() || l.kind != list {
		return &value{span: n.Span, refs: l.allRefs()}
	}
	b := builder{out: &value{kind: scalar, span: n.Span}}
	for i, v := range l.each() {
		if i > 0 {
			b.literal(delimiter.text)
		}
		if v.known() && len(v.from) == 0 && !v.soft && !v.composed {
			b.literal(v.text)
		} else {
			b.add(v)
		}
		if b.text.Len() > maxText || !s.burn(1) {
			return &value{span: n.Span, refs: b.out.refs}
		}
	}
	return b.value("Fn::Join")
}

func branch(s *stack, n, arg *tree.Node) *value {
	items := arg.Each()
	if len(items) != 3 {
		return &value{span: n.Span}
	}
	switch s.condition(items[0].Str()) {
	case yes:
		return s.eval(items[1])
	case no:
		return s.eval(items[2])
	}
	return either(n.Span, s.eval(items[1]), s.eval(items[2]))
}

// either is one of some values.
func either(span nhi.Span, items ...*value) *value {
	out := &value{kind: choice, span: span}
	for _, i := range items {
		out.guess, out.soft = out.guess || i.guess, out.soft || i.soft
		if i.kind == choice {
			out.items = append(out.items, i.items...)
		} else {
			out.items = append(out.items, i)
		}
	}
	if len(out.items) > maxItems {
		return &value{span: span}
	}
	return out.settled()
}

func pick(s *stack, n, arg *tree.Node) *value {
	items := arg.Each()
	if len(items) != 2 {
		return &value{span: n.Span}
	}
	index, l := s.eval(items[0]), s.eval(items[1])
	if i, ok := index.number(); ok && l.kind == list && i >= 0 && i < float64(len(l.items)) {
		return l.items[int(i)]
	}
	return &value{span: n.Span, refs: l.allRefs(), store: l.store}
}

func split(s *stack, n, arg *tree.Node) *value {
	items := arg.Each()
	if len(items) != 2 {
		return &value{span: n.Span}
	}
	delimiter, v := s.eval(items[0]), s.eval(items[1])
	if !delimiter.known() || delimiter.text == "" || !v.known() || strings.Count(v.text, delimiter.text) > maxItems {
		return &value{span: n.Span, refs: v.allRefs(), store: v.store}
	}
	out := &value{kind: list, span: n.Span, soft: v.soft}
	for _, t := range strings.Split(v.text, delimiter.text) {
		out.items = append(out.items, &value{kind: scalar, text: t, span: v.span, from: v.from, soft: v.soft, composed: true})
	}
	return out
}

// findInMap is an entry of a mapping; where a key is known to a deployment alone
// (the region, the account), one of those that there are.
func findInMap(s *stack, n, arg *tree.Node) *value {
	items := arg.Each()
	if len(items) < 3 {
		return &value{span: n.Span}
	}
	name := s.eval(items[0])
	if !name.known() {
		return &value{span: n.Span}
	}
	found := []*tree.Node{s.mappings.Get(name.text)}
	soft := false
	for _, i := range items[1:3] {
		key := s.eval(i)
		soft = soft || key.soft
		var next []*tree.Node
		for _, m := range found {
			if key.known() {
				if f := m.Get(key.text); f != nil {
					next = append(next, f)
				}
				continue
			}
			if m != nil && !s.burn(len(m.Fields)) {
				return &value{span: n.Span}
			}
			for _, f := range m.Entries() {
				next = append(next, f.Value)
			}
		}
		if found = next; len(found) == 0 || len(found) > maxItems {
			return &value{span: n.Span}
		}
	}
	var out []*value
	for _, f := range found {
		v := s.eval(f).via(n.Span, "mapping "+name.text)
		v.soft = v.soft || soft
		out = append(out, v)
	}
	if len(out) == 1 {
		return out[0]
	}
	return either(n.Span, out...)
}

// imported is the value of an export of the tree, or a name that all who import it
// have in common.
func (s *stack) imported(name *value, at nhi.Span) *value {
	out := &value{span: at, text: clean("ImportValue." + name.display())}
	if name == nil || name.display() == "" {
		return out
	}
	if e, ok := s.forest.exported(name); ok && e.node != nil {
		v := e.s.eval(e.node).via(at, "exported by "+e.s.file.Path)
		if v != nil {
			v.guess = v.guess || !name.known() || name.soft || !e.whole
			return v
		}
	}
	return out
}
