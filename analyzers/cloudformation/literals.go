package cloudformation

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
	"github.com/nhivet/nhivet/internal/tree"
)

func itoa(n int) string { return strconv.Itoa(n) }

// literals looks at every text that is written out, under the name that is nearest
// to it, once for each template however often it is deployed. Where the text goes
// from there does not matter: it is in the file, and a person would edit it there.
func (r *reader) literals() {
	seen := map[nhi.Span]bool{}
	for _, s := range r.stacks {
		l := literalReader{r: r, s: s, seen: seen}
		for _, p := range s.top.Get("Parameters").Entries() {
			l.parameter(p)
		}
		for _, res := range s.resources {
			if !res.made {
				l.resource(res)
			}
		}
		for _, section := range []string{"Mappings", "Globals"} {
			l.node(section, s.top.Get(section), 0)
		}
		for _, o := range s.top.Get("Outputs").Entries() {
			l.node(o.Key, o.Value.Get("Value"), 0)
		}
	}
}

type literalReader struct {
	r    *reader
	s    *stack
	seen map[nhi.Span]bool
	// runs says that a text takes effect where it stands: in a property of a
	// resource, where a password that everybody knows is one.
	runs bool
}

// valueNames are the properties whose value goes by another name than its own:
// that which the resource has in its store, or a word for what it is.
var valueNames = map[string]struct{ property, name, word string }{
	"AWS::SSM::Parameter":         {"Value", "Name", ""},
	"AWS::SecretsManager::Secret": {"SecretString", "Name", ""},
	"AWS::ApiGateway::ApiKey":     {"Value", "", "ApiKey"},
}

func (l literalReader) resource(res *resource) {
	l.runs = true
	row := valueNames[res.kind]
	for _, f := range res.props.Entries() {
		switch {
		case silent[f.Key]:
		case row.property != "" && f.Key == row.property:
			name := row.word
			if n := l.s.at(res, row.name).display(); row.name != "" && n != "" {
				name = secretName(n)
			} else if row.name != "" {
				name = res.id
			}
			l.node(name, f.Value, 0)
			l.inside(f.Value)
		case f.Key == "UserData":
			l.script(f.Value, 0)
		case f.Key == "LaunchTemplateData":
			l.script(f.Value.Get("UserData"), 0)
			l.node(f.Key, f.Value, 0)
		default:
			l.node(f.Key, f.Value, 0)
		}
	}
}

// silent properties never hold a secret, whatever they say.
var silent = map[string]bool{"Description": true, "Tags": true, "UserDataReplaceOnChange": true}

// parameter looks at a default. NoEcho says that the value is a secret:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
func (l literalReader) parameter(p tree.Field) {
	d := p.Value.Get("Default")
	if d == nil || d.Kind != tree.String || strings.HasPrefix(p.Value.Get("Type").Str(), "AWS::") {
		return
	}
	name := p.Key
	if hidden, _ := p.Value.Get("NoEcho").Truth(); hidden || strings.EqualFold(p.Value.Get("NoEcho").Str(), "true") {
		if !creds.Named(name).Secret() {
			name += "Password"
		}
	}
	if c := creds.Judge(name, d.Text, d.Span); c != nil && !strings.Contains(d.Text, "{{resolve:") {
		place(c)
		c.Name = p.Key
		l.keep(c)
	}
}

// node looks at the texts in a value. A list of names and values names them.
func (l literalReader) node(name string, n *tree.Node, depth int) {
	if n == nil || depth > maxDepth {
		return
	}
	if fn, arg := intrinsic(n); fn != "" {
		l.intrinsic(name, fn, n, arg, depth)
		return
	}
	switch n.Kind {
	case tree.String:
		l.judge(name, n.Text, n.Span)
	case tree.Sequence:
		for _, i := range n.Items {
			l.node(name, i, depth+1)
		}
	case tree.Mapping:
		named := ""
		for _, k := range []string{"Name", "Key", "ParameterKey"} {
			if named == "" {
				named = n.Get(k).Str()
			}
		}
		for _, f := range n.Entries() {
			k := f.Key
			switch {
			case silent[k]:
				continue
			case named != "" && (k == "Value" || k == "ParameterValue"):
				k = named
			}
			l.node(k, f.Value, depth+1)
		}
	}
}

// intrinsic looks at the texts that a function passes on, and at the default of the
// parameter that goes by a name which promises a secret.
func (l literalReader) intrinsic(name, fn string, n, arg *tree.Node, depth int) {
	switch fn {
	case "Fn::Sub":
		items := arg.Each()
		if len(items) > 0 && items[0].Kind == tree.String {
			// Parts that come from elsewhere are holes: they are looked at there.
			l.judge(name, items[0].Text, items[0].Span)
		}
		for _, i := range items[min(1, len(items)):] {
			l.node(name, i, depth+1)
		}
	case "Fn::If":
		if items := arg.Each(); len(items) == 3 {
			l.node(name, items[1], depth+1)
			l.node(name, items[2], depth+1)
		}
	case "Fn::Join":
		if items := arg.Each(); len(items) == 2 {
			l.node(name, items[1], depth+1)
		}
	case "Fn::Base64", "Fn::ToJsonString", "Fn::Split":
		l.node(name, arg, depth+1)
	case "Ref":
		if v := l.s.eval(n); v.known() && len(v.from) > 0 {
			if c := literal(name, v); c != nil {
				l.keep(c)
			}
		}
	}
}

func (l literalReader) judge(name, text string, span nhi.Span) {
	if strings.Contains(text, "{{resolve:") {
		return
	}
	c := creds.Judge(name, text, span)
	if c == nil && l.runs {
		c = creds.JudgeWeak(name, text, span)
	}
	if c != nil {
		place(c)
		l.keep(c)
	}
}

func (l literalReader) keep(c *nhi.Credential) {
	if !l.seen[c.At] {
		l.seen[c.At] = true
		l.r.facts.Credentials = append(l.r.facts.Credentials, c)
	}
}

// inside looks at a secret that is written as JSON, field by field, where the text
// stands as it is.
func (l literalReader) inside(n *tree.Node) {
	if fn, arg := intrinsic(n); fn == "Fn::Sub" && arg.Scalar() {
		n = arg
	}
	t := strings.TrimSpace(n.Str())
	if !strings.HasPrefix(t, "{") {
		return
	}
	root, _ := tree.JSON(nhi.NewFile(n.Span.File.Path, []byte(t)))
	for _, f := range root.Entries() {
		if f.Value.Kind != tree.String || len(f.Value.Text) < 5 {
			continue
		}
		if i := strings.Index(n.Span.Text(), f.Value.Text); i >= 0 {
			l.judge(f.Key, f.Value.Text, n.Span.File.At(n.Span.Start+i, n.Span.Start+i+len(f.Value.Text)))
		}
	}
}

// script looks at what a machine runs when it starts, a text that may be encoded
// and put together.
func (l literalReader) script(n *tree.Node, depth int) {
	if n == nil || depth > maxDepth {
		return
	}
	if _, arg := intrinsic(n); arg != nil {
		l.script(arg, depth+1)
		return
	}
	for _, i := range n.Items {
		l.script(i, depth+1)
	}
	if n.Kind != tree.String {
		return
	}
	text := n.Text
	if n.Exact {
		text = n.Span.Text()
	}
	for _, p := range shell.Pairs(text) {
		span := n.Span
		if n.Exact {
			span = n.Span.File.At(n.Span.Start+p.Start, n.Span.Start+p.End)
		} else if raw := strings.Index(n.Span.Text(), p.Value); raw >= 0 {
			span = n.Span.File.At(n.Span.Start+raw, n.Span.Start+raw+len(p.Value))
		}
		l.judge(p.Name, p.Value, span)
	}
}
