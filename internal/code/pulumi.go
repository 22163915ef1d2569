package code

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// program is what a Pulumi program makes, as the configuration that its providers are
// made of: those of the clouds are bridged from Terraform's, so that a resource has the
// type, the arguments and the meaning of one there, and those of Kubernetes are objects
// as its API has them. The analyzers of those formats read it, and every place in it is
// one of the program.
// https://www.pulumi.com/docs/iac/using-pulumi/extending-pulumi/terraform-providers/
type program struct {
	r *reader
	// made are the resources of the module, by the call that makes them.
	made map[*syntax.Expr]resource
	// b is the text, at what place, and pieces where its parts come from.
	b      []byte
	pieces []nhi.Piece
	// unknown counts the things that are not known, by their names.
	unknown map[string]int
	// params are what the parameters of functions stand for while those are written.
	params map[string]string
	// objects says that it is written for Kubernetes, whose values are those of YAML.
	objects bool
	// site is the place that stands for what no value has.
	site nhi.Span
}

// resource is a resource of the module.
type resource struct {
	k call
	// kind is the type of Terraform, or apiVersion and kind with a blank between them;
	// name is how the configuration calls it.
	kind, name string
}

// address is how the configuration refers to it.
func (m resource) address() string { return m.kind + "." + m.name }

const (
	// maxRendered bounds the configuration of one module in bytes.
	maxRendered = 1 << 20
	// maxInner bounds how deep values are written in one another.
	maxInner = 24
)

// pulumi hands on the configuration of a module that makes resources.
func (r *reader) pulumi() {
	if r.repo.lang.Pulumi == "" || r.file.Derived() {
		return
	}
	p := &program{r: r, made: map[*syntax.Expr]resource{}, params: map[string]string{}, unknown: map[string]int{}}
	used := map[string]int{}
	var clouds, objects []resource
	for _, k := range r.calls {
		q := r.qual(k.e.X, k.s, 0)
		token, ok := strings.CutPrefix(q, r.repo.lang.Pulumi)
		if !ok {
			continue
		}
		token = strings.ReplaceAll(token, "/", ".")
		if group, ok := strings.CutPrefix(token, "kubernetes."); ok {
			if kind := object(group); kind != "" {
				objects = append(objects, resource{k: k, kind: kind})
			}
			continue
		}
		kind := r.known().bridged[unspelled(token)]
		if kind == "" || k.e.X.Kind == syntax.Call {
			continue
		}
		m := resource{k: k, kind: kind}
		if !strings.HasPrefix(kind, "data.") {
			m.name = label(r.holed(k.e.Positional(0), k.s, 0))
		}
		if m.name == "" {
			m.name = label(r.holder(k))
		}
		if used[m.address()]++; used[m.address()] > 1 {
			m.name += "-" + strconv.Itoa(used[m.address()])
		}
		p.made[k.e] = m
		clouds = append(clouds, m)
	}
	for _, m := range clouds {
		p.resource(m)
	}
	p.done(".tf")
	for _, m := range objects {
		p.object(m)
	}
	p.done(".yaml")
}

// done hands on what was written.
func (p *program) done(ending string) {
	if len(p.b) > 0 {
		p.r.facts.Derived = append(p.r.facts.Derived, nhi.NewDerived(p.r.path+"//pulumi"+ending, p.b, p.pieces))
	}
	p.b, p.pieces = nil, nil
}

// full says whether enough was written.
func (p *program) full() bool { return len(p.b) > maxRendered }

// write adds text that stands for a place.
func (p *program) write(text string, from nhi.Span) {
	if from.Valid() && text != "" {
		p.pieces = append(p.pieces, nhi.Piece{Start: len(p.b), End: len(p.b) + len(text), From: from, Site: from})
	}
	p.b = append(p.b, text...)
}

// own adds text between values.
func (p *program) own(text string) {
	if n := len(p.pieces); n > 0 && p.pieces[n-1].From == p.site && p.pieces[n-1].End == len(p.b) {
		p.pieces[n-1].End += len(text)
		p.b = append(p.b, text...)
		return
	}
	p.write(text, p.site)
}

// resource writes one of a cloud. One that takes arguments from elsewhere is left out:
// nothing is known to be absent from it.
func (p *program) resource(m resource) {
	place := 1
	if strings.HasPrefix(m.kind, "data.") {
		place = 0
	}
	args := p.arguments(m.k, place)
	if p.full() || args.s == nil || spread(args.expr) {
		return
	}
	p.site = p.r.span(m.k.e.X.Start, m.k.e.X.End)
	word, kind := "resource", m.kind
	if data, ok := strings.CutPrefix(kind, "data."); ok {
		word, kind = "data", data
	}
	p.own(word + " \"" + kind + "\" \"" + m.name + "\" {\n")
	p.fields(args, kind, 1)
	p.own("}\n")
}

// arguments are those of a resource: the object at a place, or keywords.
func (p *program) arguments(k call, place int) thing {
	if e := k.e.Positional(place); e != nil {
		t := p.r.follow(e, k.s, 0)
		if t.expr != nil && (t.expr.Kind == syntax.Dict || p.structure(t)) {
			return t
		}
		return thing{}
	}
	return thing{expr: k.e, s: k.s}
}

// spread says whether an object takes entries from elsewhere.
func spread(e *syntax.Expr) bool {
	for i := range e.Args {
		if e.Args[i].Star != 0 {
			return true
		}
	}
	return false
}

// structure says whether a call makes an object of its keywords: RoleArgs(name="x").
func (p *program) structure(t thing) bool {
	return t.expr.Kind == syntax.Call && strings.HasSuffix(last(t.s.code.qual(t.expr.X, t.s, 0)), "Args")
}

// fields writes the arguments of a resource, or of a block in one.
func (p *program) fields(t thing, kind string, depth int) {
	if depth > maxInner || p.full() {
		return
	}
	pad := strings.Repeat("  ", depth)
	for i := range t.expr.Args {
		a := &t.expr.Args[i]
		if !p.given(t, a) {
			continue
		}
		name := snake(a.Name)
		if depth == 1 && renamed[kind+"."+name] != "" {
			name = renamed[kind+"."+name]
		}
		key := t.s.code.span(a.NameAt, a.NameAt+int32(len(a.Name)))
		v := t.s.code.follow(a.Value, t.s, 0)
		blocks := p.blocks(v, name)
		if one := singular[name]; one != "" && len(blocks) > 0 {
			name = one
		}
		if len(blocks) > 0 {
			for _, b := range blocks {
				p.own(pad)
				p.write(name, key)
				p.own(" {\n")
				p.fields(b, kind, depth+1)
				p.own(pad + "}\n")
			}
			continue
		}
		p.own(pad)
		p.write(name, key)
		p.own(" = ")
		if v.expr != nil && strings.HasSuffix(name, "policy") && v.expr.Kind == syntax.Dict { // a document, which becomes a text
			p.own("jsonencode(")
			p.value(thing{expr: a.Value, s: t.s}, depth+1)
			p.own(")")
		} else {
			p.value(thing{expr: a.Value, s: t.s}, depth+1)
		}
		p.own("\n")
	}
}

// mapped are arguments that hold names and values, where others hold blocks.
var mapped = map[string]bool{"tags": true, "variables": true, "labels": true, "annotations": true, "keepers": true, "parameters": true, "environment_variables": true,
	"metadata": true, "data": true, "triggers": true, "policy": true, "assume_role_policy": true}

// renamed are arguments that the bridge gives another name, by the type of Terraform.
// https://www.pulumi.com/registry/packages/aws/api-docs/lambda/permission/
var renamed = map[string]string{"aws_lambda_permission.function": "function_name", "aws_lambda_function.name": "function_name"}

// singular are blocks that are many in Pulumi and have the name of one in Terraform.
var singular = map[string]string{"inline_policies": "inline_policy", "statements": "statement", "conditions": "condition", "envs": "env"}

// blocks are the objects that an argument holds, one or a list of them.
func (p *program) blocks(v thing, name string) []thing {
	if v.expr == nil || mapped[name] {
		return nil
	}
	if p.block(v) {
		return []thing{v}
	}
	if v.expr.Kind != syntax.List {
		return nil
	}
	var out []thing
	for _, a := range v.expr.Args {
		one := v.s.code.follow(a.Value, v.s, 0)
		if one.expr == nil || !p.block(one) {
			return nil
		}
		out = append(out, one)
	}
	return out
}

// block says whether an expression is an object whose entries are all known.
func (p *program) block(v thing) bool {
	return (v.expr.Kind == syntax.Dict || p.structure(v)) && !spread(v.expr)
}

// snake is a name as Terraform writes it; names of another kind stay as they are.
func snake(name string) string {
	if name == "" || name[0] < 'a' || name[0] > 'z' {
		return name
	}
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if c >= 'A' && c <= 'Z' {
			b.WriteByte('_')
			c += 'a' - 'A'
		}
		b.WriteByte(c)
	}
	return b.String()
}

// label is a name that a block may have.
func label(text string) string {
	text = strings.Trim(text, "${?}")
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' {
			return c
		}
		return '-'
	}, text)
}
