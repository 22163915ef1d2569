package cloudformation

import (
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// statements reads a policy document, an object or a text of JSON.
func (s *stack) statements(doc *value) []aws.Statement {
	var out []aws.Statement
	for _, d := range doc.each() {
		if d.kind == scalar {
			d = embedded(d)
		}
		for _, st := range insensitive(d, "Statement").each() {
			out = append(out, statement(st))
		}
	}
	return out
}

// embedded is a document that is written as text, of which every part is where the
// text is.
func embedded(v *value) *value {
	t := strings.TrimSpace(v.text)
	if !strings.HasPrefix(t, "{") || !v.span.Valid() {
		return v
	}
	root, _ := tree.JSON(nhi.NewFile(v.span.File.Path, []byte(t)))
	var convert func(n *tree.Node, depth int) *value
	convert = func(n *tree.Node, depth int) *value {
		out := &value{span: v.span, from: v.from}
		switch {
		case n == nil || depth > maxDepth:
		case n.Kind == tree.Null:
			out.kind = null
		case n.Scalar():
			out.kind, out.text, out.holes = scalar, n.Text, strings.Contains(n.Text, "${")
		case n.Kind == tree.Sequence:
			out.kind = list
			for _, i := range n.Items {
				out.items = append(out.items, convert(i, depth+1))
			}
		case n.Kind == tree.Mapping:
			out.kind = object
			for _, f := range n.Entries() {
				out.fields = append(out.fields, member{f.Key, v.span, convert(f.Value, depth+1)})
			}
		}
		return out
	}
	return convert(root, 0)
}

// insensitive is a member whatever the case of its name: IAM takes both.
func insensitive(v *value, name string) *value {
	if f := v.get(name); f != nil || v == nil {
		return f
	}
	for _, f := range v.fields {
		if strings.EqualFold(f.key, name) {
			return f.val
		}
	}
	return nil
}

// statement reads {"Effect", "Action", "Resource", …}. A statement that is not
// known may deny, so that it gives nothing.
func statement(v *value) aws.Statement {
	acts, res := insensitive(v, "Action").parts(), insensitive(v, "Resource").parts()
	st := aws.Statement{At: short(v), Acts: acts, Res: res}
	st.Statement = iam.Statement{Effect: insensitive(v, "Effect").display(), Actions: aws.Texts(acts), Resources: aws.Texts(res),
		NotActions: insensitive(v, "NotAction").strings(), NotResources: insensitive(v, "NotResource").strings()}
	for _, p := range insensitive(v, "Principal").alternatives() {
		if p.kind != object {
			for _, i := range p.parts() {
				st.Principals, st.Who = append(st.Principals, i.Text), append(st.Who, i)
			}
			continue
		}
		for _, f := range p.fields {
			for _, i := range f.val.parts() {
				st.Principals, st.Who = append(st.Principals, f.key+":"+i.Text), append(st.Who, i)
			}
		}
	}
	st.Conditions = conditions(insensitive(v, "Condition"))
	return st
}

// alternatives are the branches of a value that a condition decides, else itself.
func (v *value) alternatives() []*value {
	switch {
	case v == nil:
		return nil
	case v.kind == choice:
		return v.items
	}
	return []*value{v}
}

// conditions spells a Condition as iam.Statement wants it. What is not known may
// limit anything.
func conditions(v *value) []string {
	if v.absent() {
		return nil
	}
	hole := func(v *value) string { return "? " + v.hole() + "=" + v.hole() }
	if v.kind != object {
		return []string{hole(v)}
	}
	var out []string
	for _, op := range v.fields {
		if op.val.absent() {
			continue
		}
		if op.val.kind != object {
			out = append(out, op.key+" "+op.val.hole()+"="+op.val.hole())
			continue
		}
		for _, f := range op.val.fields {
			values := strings.Join(f.val.strings(), ",")
			if f.val.kind == choice || values == "" && f.val.kind == unknown {
				values = "${?}"
			}
			out = append(out, op.key+" "+f.key+"="+values)
		}
	}
	return out
}

func (v *value) hole() string {
	if d := v.display(); strings.HasPrefix(d, "${") {
		return d
	}
	return "${?}"
}

// short is a place for an object that does not cover all of it: up to its first
// member.
func short(v *value) nhi.Span {
	if v.kind == object && len(v.fields) > 0 && v.fields[0].keySpan.Valid() && v.fields[0].keySpan.File == v.span.File && v.fields[0].keySpan.End >= v.span.Start {
		return v.span.File.At(v.span.Start, v.fields[0].keySpan.End)
	}
	return v.span
}
