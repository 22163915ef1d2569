package code

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
)

// value writes an expression. What is not known is a variable without a value.
func (p *program) value(t thing, depth int) {
	if depth > maxInner || p.full() || t.expr == nil {
		p.own("null")
		return
	}
	if to := p.reference(t); to != "" && !p.objects {
		p.write(to, t.s.code.at(t.expr))
		return
	}
	v := t.end()
	if v.expr == nil {
		p.hole(t)
		return
	}
	c, e := v.s.code, v.expr
	at := c.at(e)
	switch e.Kind {
	case syntax.Str:
		p.own("\"")
		p.inside(v, depth)
		p.own("\"")
	case syntax.Num:
		if _, err := strconv.ParseFloat(e.Text, 64); err != nil {
			p.hole(t)
			return
		}
		p.write(e.Text, at)
	case syntax.Const:
		word := map[string]string{"True": "true", "False": "false", "None": "null"}[e.Text]
		if word == "" {
			p.hole(t)
			return
		}
		p.write(word, at)
	case syntax.List, syntax.Tuple:
		p.own("[")
		for i, a := range e.Args {
			if i > 0 {
				p.own(", ")
			}
			if a.Value == nil || a.Value.Kind == syntax.Star {
				p.hole(thing{expr: e, s: v.s})
				continue
			}
			p.value(thing{expr: a.Value, s: v.s}, depth+1)
		}
		p.own("]")
	case syntax.Dict:
		if spread(e) {
			p.hole(t)
			return
		}
		p.own("{")
		p.entries(v, depth, "")
		p.own("}")
	case syntax.Binary:
		if e.Text != "+" {
			p.hole(t)
			return
		}
		p.own("\"")
		p.part(thing{expr: e.X, s: v.s}, depth)
		p.part(thing{expr: e.Y, s: v.s}, depth)
		p.own("\"")
	case syntax.Call:
		p.result(t, v, depth)
	default:
		p.hole(t)
	}
}

// part writes an expression as a part of a text.
func (p *program) part(t thing, depth int) {
	if v := t.end(); v.expr != nil && v.expr.Kind == syntax.Str {
		p.inside(v, depth)
		return
	}
	if p.objects {
		p.write(unknownText, t.s.code.at(t.expr))
		return
	}
	p.own("${")
	p.value(t, depth+1)
	p.own("}")
}

// unknownText stands for a part of an object of Kubernetes that is not known, as it does
// where charts are rendered.
const unknownText = "$(unknown)"

// inside writes what stands between the quotes of a text.
func (p *program) inside(v thing, depth int) {
	c := v.s.code
	if text, ok := c.m.Text(v.expr); ok {
		p.write(p.quoted(text), c.at(v.expr))
		return
	}
	for _, piece := range c.pieces(v.expr) {
		if piece.Expr != nil {
			p.part(thing{expr: piece.Expr, s: v.s}, depth+1)
			continue
		}
		p.write(p.quoted(piece.Text), c.at(v.expr))
	}
}

// quoted is a text as it stands in quotes, in which nothing is put.
func (p *program) quoted(text string) string {
	if text = escaped(text); !p.objects {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "${", "$${"), "%{", "%%{")
	}
	return text
}

// escaped is a text as it stands in quotes: what both formats escape in the same way.
func escaped(text string) string {
	var b strings.Builder
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	if w.Encode(text) != nil {
		return ""
	}
	return strings.TrimSuffix(b.String()[1:], "\"\n")
}

// result writes what a call gives back, where that is known.
func (p *program) result(t, v thing, depth int) {
	c, e := v.s.code, v.expr
	q := c.qual(e.X, v.s, 0)
	first := e.Positional(0)
	method := ""
	if e.X.Kind == syntax.Attr {
		method = e.X.Text
	}
	switch {
	case p.r.repo.lang.Dumps[q] || strings.HasSuffix(q, "pulumi.jsonStringify") || strings.HasSuffix(q, "pulumi.Output.json_dumps"):
		if p.objects {
			p.hole(t)
			return
		}
		p.own("jsonencode(")
		p.value(thing{expr: first, s: v.s}, depth+1)
		p.own(")")
	case last(q) == "interpolate" || last(q) == "secret" || last(q) == "output" || last(q) == "from_input":
		p.value(thing{expr: first, s: v.s}, depth+1)
	case last(q) == "concat":
		p.own("\"")
		for _, a := range e.Args {
			p.part(thing{expr: a.Value, s: v.s}, depth)
		}
		p.own("\"")
	case method == "apply" || method == "then":
		p.applied(t, thing{expr: e.X.X, s: v.s}, thing{expr: first, s: v.s}, depth)
	case p.structure(v):
		p.own("{")
		p.entries(v, depth, "")
		p.own("}")
	default:
		p.hole(t)
	}
}

// applied writes what a function makes of a value that is known once it is deployed: of
// something of a resource, or not known.
func (p *program) applied(t, on, fn thing, depth int) {
	f := fn.end()
	to := p.reference(on)
	var param string
	var body thing
	switch {
	case f.def != nil && f.def.Kind == syntax.Def:
		n := 0
		syntax.Walk(f.def.Body, func(st *syntax.Stmt) bool {
			if st.Kind == syntax.Return {
				body = thing{expr: st.Value, s: f.s.code.scopes[f.def]}
				n++
			}
			return st.Kind != syntax.Def
		})
		if n != 1 {
			body = thing{}
		}
		if len(f.def.Params) == 1 {
			param = f.def.Params[0].Name
		}
	case f.expr != nil && f.expr.Kind == syntax.Lambda:
		body = thing{expr: f.expr.X, s: f.s}
		if len(f.expr.Args) == 1 {
			param = f.expr.Args[0].Name
		}
	}
	if body.expr == nil || body.s == nil {
		p.hole(t)
		return
	}
	before := p.params[param]
	if p.params[param] = ""; param != "" && to != "" {
		p.params[param] = to
	}
	p.value(body, depth+1)
	p.params[param] = before
}

// hole writes a variable that nobody gives a value: one for each thing that is not
// known, so that nothing looks the same that may not be.
func (p *program) hole(t thing) {
	if p.objects {
		p.own("\"")
		p.write(unknownText, t.s.code.at(t.expr))
		p.own("\"")
		return
	}
	name := strings.Trim(label(called(t.expr)), "-")
	if name == "" || name[0] >= '0' && name[0] <= '9' {
		name = "unknown"
	}
	if p.unknown[name]++; p.unknown[name] > 1 {
		name += "-" + strconv.Itoa(p.unknown[name])
	}
	p.write("var."+name, t.s.code.at(t.expr))
}

// reference is how the configuration writes something of a resource of the module;
// empty for everything else.
func (p *program) reference(t thing) string {
	attrs := ""
	for range maxHops {
		if t.expr == nil {
			return ""
		}
		if to := p.params[t.expr.Text]; t.expr.Kind == syntax.Ident && to != "" {
			if attrs == "" {
				return to
			}
			return strings.TrimSuffix(to, ".id") + attrs
		}
		v := t.end()
		if v.expr == nil || v.s.code != p.r.code {
			return ""
		}
		switch m, ok := p.made[v.expr]; {
		case ok && attrs == "":
			return m.address() + ".id"
		case ok:
			return m.address() + attrs
		case v.expr.Kind == syntax.Attr:
			attrs = "." + snake(v.expr.Text) + attrs
			t = thing{expr: v.expr.X, s: v.s}
		default:
			return ""
		}
	}
	return ""
}

// object is the apiVersion and kind of an object of Kubernetes, by the module and name
// of its class: core.v1.ServiceAccount.
func object(token string) string {
	parts := strings.Split(token, ".")
	if len(parts) != 3 || parts[1] == "" || parts[1][0] != 'v' || strings.HasSuffix(parts[2], "Args") {
		return ""
	}
	switch group := parts[0]; group {
	case "core":
		return parts[1] + " " + parts[2]
	case "rbac":
		return "rbac.authorization.k8s.io/" + parts[1] + " " + parts[2]
	case "networking", "storage":
		return group + ".k8s.io/" + parts[1] + " " + parts[2]
	case "apps", "batch", "autoscaling", "policy":
		return group + "/" + parts[1] + " " + parts[2]
	}
	return ""
}

// object writes one of Kubernetes, as a document of YAML whose values have the form of
// JSON. One without a name gets that of its resource, and letters that nobody knows
// before: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
func (p *program) object(m resource) {
	args := p.arguments(m.k, 1)
	if p.full() || args.s == nil || spread(args.expr) {
		return
	}
	version, kind, _ := strings.Cut(m.kind, " ")
	p.site, p.objects = p.r.span(m.k.e.X.Start, m.k.e.X.End), true
	p.own("---\napiVersion: " + version + "\nkind: " + kind + "\n")
	for i := range args.expr.Args {
		a := &args.expr.Args[i]
		name := camel(a.Name)
		if !p.given(args, a) || name == "apiVersion" || name == "kind" {
			continue
		}
		p.write(name, args.s.code.span(a.NameAt, a.NameAt+int32(len(a.Name))))
		p.own(": ")
		t := thing{expr: a.Value, s: args.s}
		if v := t.end(); name == "metadata" && v.expr != nil && p.r.part(v, "name").expr == nil {
			p.own("{\"name\": \"" + label(p.r.holed(m.k.e.Positional(0), m.k.s, 0)) + "\"")
			p.entries(v, 1, ", ")
			p.own("}")
		} else {
			p.value(t, 1)
		}
		p.own("\n")
	}
}

// given says whether an argument is one of the resource's own.
func (p *program) given(t thing, a *syntax.Arg) bool {
	return a.Name != "" && a.Star == 0 && a.Value != nil && (t.expr.Kind != syntax.Call || a.Name != "opts" && a.Name != "resource_name")
}

// entries writes those of an object, with what stands before the first.
func (p *program) entries(v thing, depth int, before string) {
	c, is := v.s.code, " = "
	if p.objects {
		is = ": "
	}
	for _, a := range v.expr.Args {
		key, at, ok := a.Name, c.span(a.NameAt, a.NameAt+int32(len(a.Name))), a.Name != ""
		if v.expr.Kind == syntax.Dict {
			if key, ok = c.text(a.Key, v.s, 0); ok {
				at = c.at(a.Key)
			}
		} else if p.objects {
			key = camel(key)
		} else {
			key = snake(key)
		}
		if !ok || a.Star != 0 || a.Value == nil {
			continue
		}
		p.own(before + "\"")
		p.write(escaped(key), at)
		p.own("\"" + is)
		p.value(thing{expr: a.Value, s: v.s}, depth+1)
		before = ", "
	}
}

// camel is a name as the API of Kubernetes has it.
func camel(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c == '_' && i+1 < len(name) && name[i+1] >= 'a' && name[i+1] <= 'z' {
			i++
			c = name[i] - 'a' + 'A'
		}
		b.WriteByte(c)
	}
	return strings.TrimSuffix(b.String(), "_")
}
