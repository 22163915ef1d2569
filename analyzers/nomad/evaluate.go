package nomad

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/nhivet/nhivet/internal/tree"
)

// functions are those of HCL2 in a job that put names and switches together:
// https://developer.hashicorp.com/nomad/docs/reference/hcl2/functions
var functions = map[string]function.Function{
	"format": stdlib.FormatFunc, "join": stdlib.JoinFunc, "lower": stdlib.LowerFunc, "upper": stdlib.UpperFunc, "split": stdlib.SplitFunc,
	"trimspace": stdlib.TrimSpaceFunc, "trimprefix": stdlib.TrimPrefixFunc, "trimsuffix": stdlib.TrimSuffixFunc, "substr": stdlib.SubstrFunc,
	"coalesce": stdlib.CoalesceFunc, "lookup": stdlib.LookupFunc, "element": stdlib.ElementFunc, "concat": stdlib.ConcatFunc, "merge": stdlib.MergeFunc, "keys": stdlib.KeysFunc,
	"max": stdlib.MaxFunc, "min": stdlib.MinFunc,
}

// settings are arguments that are evaluated: what a task is and as whom it runs.
// Values that may be credentials are not: their place is where they are written.
var settings = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields("image driver role namespace ttl aud policies cluster privileged pid_mode ipc_mode userns_mode network_mode user file env disable_file") {
		m[name] = true
	}
	return m
}()

const (
	// maxValue is the longest text that a setting is evaluated to, and the longest
	// expression, in bytes.
	maxValue = 1024
	// maxExpressions is how many expressions of a file are evaluated; jobs have some
	// dozen.
	maxExpressions = 2000
)

// padded is a verb of format that makes a text as long as one likes.
var padded = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\*|\d{3}`) })

// calculator evaluates the expressions of one file.
type calculator struct {
	ctx  *hcl.EvalContext
	left int
}

// evaluate replaces settings that are made of variables, locals and functions by
// what they are with the defaults. What else is interpolated only Nomad knows, when
// it runs the task.
func (r *reader) evaluate(root *tree.Node) {
	names := map[string]map[string]cty.Value{"var": {}, "local": {}}
	ctx := &hcl.EvalContext{Functions: functions, Variables: map[string]cty.Value{}}
	publish := func() {
		for kind, m := range names {
			ctx.Variables[kind] = cty.ObjectVal(m)
		}
	}
	publish()
	c := &calculator{ctx: ctx, left: maxExpressions}
	// Locals may name each other in any order.
	for range maxHops {
		for _, name := range slices.Sorted(maps.Keys(r.scope.vars)) {
			v := r.scope.vars[name]
			kind, rest, _ := strings.Cut(name, ".")
			if _, done := names[kind][rest]; done || v.value == nil || v.key != "" || names[kind] == nil {
				continue
			}
			if val := c.calculate(v.value); val != cty.NilVal && size(val) <= maxValue {
				names[kind][rest] = val
			}
		}
		publish()
	}
	var walk func(n *tree.Node, depth int)
	walk = func(n *tree.Node, depth int) {
		if n == nil || depth > 100 {
			return
		}
		for _, i := range n.Items {
			walk(i, depth+1)
		}
		for _, f := range n.Fields {
			if settings[f.Key] && f.Value != nil && f.Value.Kind == tree.Dynamic {
				replace(f.Value, c.calculate(f.Value))
			}
			walk(f.Value, depth+1)
		}
	}
	for _, job := range blocks(root, "job", "") {
		walk(job.node, 0)
	}
}

// calculate is the value of an expression; cty.NilVal when it is not known.
func (c *calculator) calculate(n *tree.Node) cty.Value {
	if c.left--; c.left < 0 || len(n.Text) > maxValue || !n.Span.Valid() || n.Span.End-n.Span.Start > maxValue {
		return cty.NilVal
	}
	switch n.Kind {
	case tree.String:
		return cty.StringVal(n.Text)
	case tree.Bool:
		return cty.BoolVal(n.Text == "true")
	case tree.Number:
		if v, err := cty.ParseNumberVal(n.Text); err == nil {
			return v
		}
		return cty.NilVal
	case tree.Dynamic, tree.Sequence, tree.Mapping:
	default:
		return cty.NilVal
	}
	text := n.Span.Text()
	if strings.Count(text, "(")+strings.Count(text, "[")+strings.Count(text, "{") > 64 || strings.Contains(text, "format(") && padded().MatchString(text) {
		return cty.NilVal
	}
	x, diags := hclsyntax.ParseExpression([]byte(text), n.Span.File.Path, hcl.InitialPos)
	if diags.HasErrors() {
		return cty.NilVal
	}
	v, diags := x.Value(c.ctx)
	if diags.HasErrors() || !v.IsWhollyKnown() || v.ContainsMarked() {
		return cty.NilVal
	}
	return v
}

// size is how much text there is in a value.
func size(v cty.Value) int {
	n := 0
	cty.Walk(v, func(_ cty.Path, v cty.Value) (bool, error) {
		n += 8
		if v.Type() == cty.String && !v.IsNull() {
			n += len(v.AsString())
		}
		return n <= maxValue, nil
	})
	return n
}

// replace makes a node say a value, at the same place.
func replace(n *tree.Node, v cty.Value) {
	switch {
	case v == cty.NilVal || v.IsNull():
	case v.Type() == cty.String && len(v.AsString()) <= maxValue:
		n.Kind, n.Text = tree.String, v.AsString()
	case v.Type() == cty.Bool && v.True():
		n.Kind, n.Text = tree.Bool, "true"
	case v.Type() == cty.Bool:
		n.Kind, n.Text = tree.Bool, "false"
	}
}
