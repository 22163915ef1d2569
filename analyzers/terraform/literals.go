package terraform

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// literals looks at every text that is written out, under the name that is
// nearest to it. Where the text goes from there does not matter: it is in the
// file, and a person would edit it there.
func (r *reader) literals(d *directory) {
	for _, b := range d.blocks {
		switch b.typ {
		case "variable":
			if a := b.attr("default"); a != nil && len(b.labels) > 0 {
				r.written(b.labels[0], a, nil)
			}
		case "output":
			if a := b.attr("value"); a != nil && len(b.labels) > 0 {
				r.written(b.labels[0], a, nil)
			}
		case "moved", "import", "removed", "check", "":
		default:
			r.blockLiterals(b, 0)
		}
	}
	for _, name := range sortedKeys(d.assigned) {
		r.written(name, d.assigned[name], nil)
	}
	for _, v := range d.others {
		for _, a := range v.attrs {
			r.written(a.name, a, nil)
		}
	}
}

// silentArguments never hold a secret, whatever they say.
var silentArguments = map[string]bool{"description": true, "error_message": true, "depends_on": true, "source": true, "provider": true}

func (r *reader) blockLiterals(b *block, depth int) {
	if depth > 50 {
		return
	}
	// name = "X", value = "…": the value goes by that name. The secrets of GitHub's
	// provider have words of their own for both.
	var named, of string
	for _, k := range [][2]string{{"name", "value"}, {"key", "value"}, {"secret_name", "plaintext_value"}, {"secret_name", "value"}} {
		if a := b.attr(k[0]); a != nil && b.attr(k[1]) != nil {
			named, of = r.eval(b, a).lit(), k[1]
			break
		}
	}
	for _, a := range b.attrs {
		if silentArguments[a.name] {
			continue
		}
		name := a.name
		if named != "" && a.name == of {
			name = named
		}
		r.written(name, a, b)
	}
	for _, c := range b.blocks {
		r.blockLiterals(c, depth+1)
	}
}

// written looks at the texts of one argument. b is the block that it is in.
func (r *reader) written(name string, a *attr, b *block) {
	l := literalReader{r: r, file: a.file}
	if a.node != nil {
		l.node(name, a.node, 0)
		return
	}
	l.expr(name, a.expr, 0)
}

type literalReader struct {
	r    *reader
	file *nhi.File
}

// passing are functions that hand texts on.
var passing = map[string]bool{"jsonencode": true, "merge": true, "tomap": true, "tolist": true, "toset": true, "concat": true, "sensitive": true, "base64encode": true,
	"yamlencode": true, "tostring": true, "coalesce": true, "try": true, "nonsensitive": true}

func (l literalReader) expr(name string, x hclsyntax.Expression, depth int) {
	if depth > maxDepth {
		return
	}
	switch x := x.(type) {
	case *hclsyntax.ParenthesesExpr:
		l.expr(name, x.Expression, depth+1)
	case *hclsyntax.TemplateExpr:
		// Parts that come from elsewhere are holes: they are looked at there.
		e := evaluator{m: l.r.root, file: l.file}
		if literalParts(x) {
			v := e.template(x, nil)
			l.r.judge(name, v.text, v.span)
			return
		}
		v := e.holed(x)
		l.r.judge(name, v.text, v.span)
	case *hclsyntax.TupleConsExpr:
		for _, i := range x.Exprs {
			l.expr(name, i, depth+1)
		}
	case *hclsyntax.ObjectConsExpr:
		names := map[string]string{}
		for _, i := range x.Items {
			k := hcl.ExprAsKeyword(i.KeyExpr)
			if t, ok := i.ValueExpr.(*hclsyntax.TemplateExpr); ok && (k == "name" || k == "key" || k == "Name") && literalParts(t) {
				names["value"] = (evaluator{m: l.r.root, file: l.file}).template(t, nil).lit()
				names["Value"] = names["value"]
			}
		}
		for _, i := range x.Items {
			k := (evaluator{m: l.r.root, file: l.file}).key(i.KeyExpr, nil)
			n := name
			if k.known() {
				n = k.text
			}
			if names[n] != "" {
				n = names[n]
			}
			l.expr(n, i.ValueExpr, depth+1)
		}
	case *hclsyntax.FunctionCallExpr:
		if passing[x.Name] {
			for _, a := range x.Args {
				l.expr(name, a, depth+1)
			}
		}
	case *hclsyntax.ConditionalExpr:
		l.expr(name, x.TrueResult, depth+1)
		l.expr(name, x.FalseResult, depth+1)
	case *hclsyntax.ForExpr:
		l.expr(name, x.ValExpr, depth+1)
	}
}

func literalParts(x *hclsyntax.TemplateExpr) bool {
	for _, p := range x.Parts {
		if _, ok := p.(*hclsyntax.LiteralValueExpr); !ok {
			return false
		}
	}
	return true
}

// holed is a template with a hole for every part that is not written in it.
func (e evaluator) holed(x *hclsyntax.TemplateExpr) *value {
	out := &value{kind: scalar, typ: 's', span: unquoted(tree.Range(e.file, x.Range()))}
	var text strings.Builder
	for _, p := range x.Parts {
		if lit, ok := p.(*hclsyntax.LiteralValueExpr); ok {
			text.WriteString(fromCty(lit.Val, out.span).str())
			continue
		}
		out.holes = true
		text.WriteString("${" + tree.Range(e.file, p.Range()).Text() + "}")
	}
	out.text = text.String()
	return out
}

func (l literalReader) node(name string, n *tree.Node, depth int) {
	if n == nil || depth > maxDepth {
		return
	}
	named := ""
	if v := n.Get("value"); v != nil {
		named = n.Get("name").Str()
	}
	switch n.Kind {
	case tree.String:
		l.r.judge(name, n.Text, n.Span)
	case tree.Sequence:
		for _, i := range n.Items {
			l.node(name, i, depth+1)
		}
	case tree.Mapping:
		for _, f := range n.Fields {
			k := f.Key
			if k == "value" && named != "" {
				k = named
			}
			l.node(k, f.Value, depth+1)
		}
	}
}

// judge makes a fact of a text that is a credential.
func (r *reader) judge(name, value string, span nhi.Span) {
	c := creds.Judge(name, value, span)
	if c == nil {
		return
	}
	r.place(c)
	r.facts.Credentials = append(r.facts.Credentials, c)
}

// literal is the credential that a value is, at the place where it is written.
// What is put together from parts is found where those are written.
func (r *reader) literal(name string, v *value) *nhi.Credential {
	if v.composed {
		return nil
	}
	c := creds.Judge(name, v.text, v.origin())
	if c == nil {
		return nil
	}
	r.place(c)
	if len(v.from) > 0 {
		c.Related = append(c.Related, nhi.Step{At: v.span, Note: "used here"})
		c.Related = append(c.Related, v.from[:len(v.from)-1]...)
	}
	return c
}

// place completes a literal's fact: the same bytes are the same credential.
func (r *reader) place(c *nhi.Credential) {
	if c.Key == "" {
		c.Key = nhi.Key("literal", c.At.File.Path, fmt.Sprint(c.At.Start))
	}
	if c.Store == "" {
		c.Store = "state"
	}
	c.Origin = nhi.FromLiteral
}
