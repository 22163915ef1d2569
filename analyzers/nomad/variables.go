package nomad

import (
	"regexp"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// variable is an input variable of a job or a pack, or a local value.
type variable struct {
	name  string
	value *tree.Node // its default; nil without one
	// key is that of the credential that the default is.
	key string
}

// declare reads the variables and locals of a file, and which of their defaults
// are credentials.
func (r *reader) declare(root *tree.Node) {
	if root == nil {
		return
	}
	if r.counts == nil {
		r.counts = map[string]int{}
	}
	add := func(kind, name string, value *tree.Node) {
		v := &variable{name: kind + name, value: value}
		r.scope.vars[v.name] = v
		if !value.Scalar() {
			return
		}
		if c := r.judge(name, value.Text, value.Span, "manifest", ""); c != nil {
			v.key = nhi.Key("nomad-var", r.scope.key, v.name)
			c.Key = v.key
			r.facts.Credentials = append(r.facts.Credentials, c)
		}
	}
	for _, b := range root.Blocks("variable") {
		if len(b.Labels) == 1 {
			add("var.", b.Labels[0].Text, b.Value.Get("default"))
		}
	}
	for _, b := range root.Blocks("locals") {
		for _, f := range b.Value.Entries() {
			add("local.", f.Key, f.Value)
		}
	}
}

var (
	// hclReference is a value that is a variable and nothing else.
	hclReference = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:"?\$\{\s*)?((?:var|local)\.[\w-]+)(?:\s*\}"?)?$`)
	})
	// packReference is an action that writes a pack's variable: the present form
	// and the one of Nomad Pack before 0.1.
	packReference = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^"?\[\[-?\s*(?:var\s+"([\w-]+)"\s+\.|\.(?:my|[\w-]+)\.([\w-]+))(?:\s*\|\s*(?:quote|toString|toJson))?\s*-?\]\]"?$`)
	})
)

// variable is the one that a value is, nil for every other value. One that no
// file declares has no default.
func (r *reader) variable(n *tree.Node) *variable {
	name := r.name(n)
	for range maxHops {
		v := r.scope.vars[name]
		if v == nil {
			break
		}
		next := ""
		if v.key == "" && v.value != nil {
			next = r.name(v.value)
		}
		if next == "" {
			return v
		}
		name = next
	}
	if name == "" {
		return nil
	}
	v := &variable{name: name}
	r.scope.vars[name] = v
	return v
}

// maxHops bounds locals that name each other.
const maxHops = 8

func (r *reader) name(n *tree.Node) string {
	if n == nil || n.Kind != tree.Dynamic || len(n.Text) > 256 {
		return ""
	}
	if m := hclReference().FindStringSubmatch(n.Text); m != nil {
		return m[1]
	}
	if m := packReference().FindStringSubmatch(n.Text); m != nil {
		return "var." + m[1] + m[2]
	}
	return ""
}

// literal is a value as it is written, or the default of the variable that it
// is; nil when neither is known.
func (r *reader) literal(n *tree.Node) *tree.Node {
	if n.Scalar() {
		return n
	}
	// A pack's variables are there to be set by everybody who deploys it.
	if v := r.variable(n); v != nil && v.value.Scalar() && len(r.holes) == 0 {
		return v.value
	}
	return nil
}
