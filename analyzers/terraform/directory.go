package terraform

import (
	"path"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// block is a block of either syntax. One that a directory was read into is bound
// to no module; copies of it are, one for each call and instance.
type block struct {
	typ    string
	labels []string
	file   *nhi.File
	// head is the type with its labels, span the whole block.
	head, span nhi.Span
	attrs      []*attr
	blocks     []*block
	// m is the module that evaluates it, addr its address as seen from the root.
	m    *module
	addr string
	// scope binds the iterator of the dynamic block that it came from, or each and
	// count of an instance.
	scope *scope
	// because is the way of the count or for_each that makes it, from outside.
	because []nhi.Step
	// partial says that the file was not read whole, so that what is absent here
	// may be there.
	partial bool
	// id is the key of its facts; made when first asked for.
	id string
	// values are what the arguments of a bound block evaluate to, in their order, and
	// inner its nested blocks by type; each made when first asked for.
	values []*value
	inner  map[string][]*block
}

// attr is one argument. Its expression is native syntax, or a node of the JSON
// syntax.
type attr struct {
	name      string
	key, span nhi.Span
	file      *nhi.File
	expr      hclsyntax.Expression
	node      *tree.Node
	// planned arguments are those of a plan: the node is the value, or there is
	// none and refs are what it will be made from. at is where the configuration
	// says it.
	planned bool
	refs    []ref
	at      nhi.Span
	// constant is the value of an expression without a name or a call, which is the
	// same for every module and environment; varies, once it is seen to be no such.
	constant atomic.Pointer[value]
}

var varies = &value{}

// attr finds an argument.
func (b *block) attr(name string) *attr {
	if b == nil {
		return nil
	}
	for _, a := range b.attrs {
		if a.name == name {
			return a
		}
	}
	return nil
}

// address of a resource or data block, from the root on where it is bound.
func (b *block) address() string {
	switch {
	case b.addr != "":
		return b.addr
	case len(b.labels) < 2:
		return ""
	}
	a := b.labels[0] + "." + b.labels[1]
	if b.typ != "resource" {
		a = b.typ + "." + a
	}
	return a
}

// directory is what the files of one directory say. It is read once, whoever
// calls it and in whatever environment, and not changed afterwards.
type directory struct {
	path                       string
	variables, outputs, called map[string]*block
	locals                     map[string]*attr
	// assigned are the values of tfvars files that Terraform loads by itself.
	assigned map[string]*attr
	// blocks are all top blocks, in order of file and place; objects those of
	// resources and data, calls those of modules.
	blocks, objects, calls []*block
	byAddress              map[string]*block
	// others are the variable files that somebody has to name.
	others []*varFile
	// configures says whether there is a provider block.
	configures bool
	// context says that it is read because somebody calls it, and not judged for
	// itself: what a package manager put there.
	context bool
	notices []nhi.Notice

	// used are the addresses that something names, usedAll that it cannot be told;
	// made when first asked for.
	usedOnce sync.Once
	used     map[string]bool
	usedAll  bool
}

// varFile is a tfvars file.
type varFile struct {
	file  *nhi.File
	attrs []*attr
}

// config says whether there is more than variable files.
func (d *directory) config() bool { return len(d.blocks) > 0 }

// readDirectory reads the files of a directory.
func readDirectory(dir string, files []*nhi.File) *directory {
	d := &directory{path: dir, variables: map[string]*block{}, outputs: map[string]*block{}, called: map[string]*block{},
		locals: map[string]*attr{}, assigned: map[string]*attr{}, byAddress: map[string]*block{}}
	var automatic, overrides []*nhi.File
	for _, f := range preferred(files) {
		base := path.Base(f.Path)
		switch {
		case isVars(base) && loaded(base):
			automatic = append(automatic, f)
		case isVars(base):
			_, attrs, n := read(f)
			d.notices = append(d.notices, n...)
			d.others = append(d.others, &varFile{f, attrs})
		case isOverride(base):
			overrides = append(overrides, f)
		default:
			d.blocks = append(d.blocks, d.top(f)...)
		}
	}
	// terraform.tfvars first, then the .auto ones by name; later files win:
	// https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
	sort.SliceStable(automatic, func(i, j int) bool { return varsOrder(automatic[i]) < varsOrder(automatic[j]) })
	for _, f := range automatic {
		_, attrs, n := read(f)
		d.notices = append(d.notices, n...)
		for _, a := range attrs {
			d.assigned[a.name] = a
		}
	}
	for _, f := range overrides {
		for _, b := range d.top(f) {
			d.override(b)
		}
	}
	for _, b := range d.blocks {
		d.index(b)
	}
	return d
}

func (d *directory) top(f *nhi.File) []*block {
	blocks, _, n := read(f)
	d.notices = append(d.notices, n...)
	for _, b := range blocks {
		b.partial = len(n) > 0
	}
	return blocks
}

func (d *directory) index(b *block) {
	one := func(m map[string]*block) {
		if len(b.labels) > 0 {
			m[b.labels[0]] = b
		}
	}
	switch b.typ {
	case "variable":
		one(d.variables)
	case "output":
		one(d.outputs)
	case "provider":
		d.configures = true
	case "module":
		if len(b.labels) > 0 && d.called[b.labels[0]] == nil {
			d.calls = append(d.calls, b)
			one(d.called)
		}
	case "locals":
		for _, a := range b.attrs {
			d.locals[a.name] = a
		}
	case "resource", "data", "ephemeral":
		// A second one of an address is an error that Terraform reports.
		if a := b.address(); a != "" && d.byAddress[a] == nil {
			d.byAddress[a] = b
			d.objects = append(d.objects, b)
		}
	}
}

// preferred leaves out the files that OpenTofu passes over because one of its own
// has the same name:
// https://opentofu.org/docs/language/files/#opentofu-specific-files
func preferred(files []*nhi.File) []*nhi.File {
	own := map[string]bool{}
	for _, f := range files {
		if stem, ok := strings.CutSuffix(strings.TrimSuffix(f.Path, ".json"), ".tofu"); ok {
			own[stem] = true
		}
	}
	if len(own) == 0 {
		return files
	}
	return slices.DeleteFunc(slices.Clone(files), func(f *nhi.File) bool {
		stem, ok := strings.CutSuffix(strings.TrimSuffix(f.Path, ".json"), ".tf")
		return ok && own[stem]
	})
}

// loaded says whether Terraform loads a variable file by itself.
func loaded(base string) bool {
	base = strings.TrimSuffix(base, ".json")
	return base == "terraform.tfvars" || strings.HasSuffix(base, ".auto.tfvars")
}

func varsOrder(f *nhi.File) string {
	base := path.Base(f.Path)
	switch base {
	case "terraform.tfvars":
		return "0"
	case "terraform.tfvars.json":
		return "1"
	}
	return "2" + base
}

func isOverride(base string) bool {
	base = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(base, ".json"), ".tf"), ".tofu")
	return base == "override" || strings.HasSuffix(base, "_override")
}

// override merges a block of an override file into the one that it names:
// arguments are replaced one by one, nested blocks all of a type at once.
// https://developer.hashicorp.com/terraform/language/files/override
func (d *directory) override(o *block) {
	if o.typ == "locals" {
		d.blocks = append(d.blocks, o) // the last one of a name counts
		return
	}
	i := slices.IndexFunc(d.blocks, func(b *block) bool {
		return b.typ == o.typ && slices.Equal(b.labels, o.labels) && (b.typ != "provider" || b.alias() == o.alias())
	})
	if i < 0 {
		d.blocks = append(d.blocks, o)
		return
	}
	b := d.blocks[i]
	b.partial = b.partial || o.partial
	b.attrs = slices.Clone(b.attrs)
	for _, a := range o.attrs {
		if n := slices.IndexFunc(b.attrs, func(x *attr) bool { return x.name == a.name }); n >= 0 {
			b.attrs[n] = a
		} else {
			b.attrs = append(b.attrs, a)
		}
	}
	replaced := map[string]bool{}
	for _, c := range o.blocks {
		replaced[c.makes()] = c.typ != "lifecycle"
	}
	b.blocks = append(slices.DeleteFunc(slices.Clone(b.blocks), func(c *block) bool { return replaced[c.makes()] }), o.blocks...)
}

// makes is the type of block that a nested block is, or that a dynamic one makes.
func (b *block) makes() string {
	if b.typ == "dynamic" && len(b.labels) > 0 {
		return b.labels[0]
	}
	return b.typ
}

func (b *block) alias() string {
	if a := b.attr("alias"); a != nil {
		return a.text()
	}
	return ""
}

// text is the text of an argument that is written out; empty for everything else.
func (a *attr) text() string {
	switch {
	case a == nil:
		return ""
	case a.node != nil:
		return a.node.Str()
	}
	if t, ok := a.expr.(*hclsyntax.TemplateExpr); ok && len(t.Parts) == 1 {
		if lit, ok := t.Parts[0].(*hclsyntax.LiteralValueExpr); ok {
			return fromCty(lit.Val, a.span).lit()
		}
	}
	return ""
}

// read parses one file into blocks and top-level attributes.
func read(f *nhi.File) ([]*block, []*attr, []nhi.Notice) {
	if strings.HasSuffix(f.Path, ".json") {
		n, notices := tree.JSON(f)
		if isVars(path.Base(f.Path)) {
			return nil, jsonAttrs(f, n), notices
		}
		return jsonTop(f, n), nil, notices
	}
	body, notices := tree.HCLBody(f)
	if body == nil {
		return nil, nil, notices
	}
	b := native(f, body)
	return b.blocks, b.attrs, notices
}

// native converts a body of the native syntax.
func native(f *nhi.File, body *hclsyntax.Body) *block {
	b := &block{file: f}
	if body == nil {
		return b
	}
	attrs := make([]attr, 0, len(body.Attributes))
	for _, a := range body.Attributes {
		if a == nil || a.Expr == nil {
			continue
		}
		attrs = append(attrs, attr{name: a.Name, key: tree.Range(f, a.NameRange), span: tree.Range(f, a.SrcRange), file: f, expr: a.Expr})
	}
	for i := range attrs {
		b.attrs = append(b.attrs, &attrs[i])
	}
	sort.Slice(b.attrs, func(i, j int) bool { return b.attrs[i].key.Start < b.attrs[j].key.Start })
	for _, n := range body.Blocks {
		c := native(f, n.Body)
		c.typ, c.labels = n.Type, n.Labels
		c.head = tree.Range(f, n.TypeRange)
		for _, l := range n.LabelRanges {
			c.head = c.head.Union(tree.Range(f, l))
		}
		c.span = c.head.Union(tree.Range(f, n.CloseBraceRange))
		if n.CloseBraceRange == (hcl.Range{}) {
			c.span = c.head
		}
		b.blocks = append(b.blocks, c)
	}
	return b
}
