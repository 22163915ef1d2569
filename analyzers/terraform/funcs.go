package terraform

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// pure are Terraform's functions whose result is no longer than their arguments,
// or bounded by inputs that are checked before. Those that take or give
// collections are in collections.go, where positions are kept.
var pure = map[string]function.Function{
	"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "max": stdlib.MaxFunc, "min": stdlib.MinFunc,
	"parseint": stdlib.ParseIntFunc, "signum": stdlib.SignumFunc, "pow": stdlib.PowFunc, "log": stdlib.LogFunc,
	"lower": stdlib.LowerFunc, "upper": stdlib.UpperFunc, "title": stdlib.TitleFunc, "strrev": stdlib.ReverseFunc, "substr": stdlib.SubstrFunc,
	"chomp": stdlib.ChompFunc, "trim": stdlib.TrimFunc, "trimspace": stdlib.TrimSpaceFunc, "trimprefix": stdlib.TrimPrefixFunc, "trimsuffix": stdlib.TrimSuffixFunc,
	"split": stdlib.SplitFunc, "replace": stdlib.ReplaceFunc, "format": stdlib.FormatFunc, "regex": stdlib.RegexFunc, "regexall": stdlib.RegexAllFunc,
}

// opaque are Terraform's functions whose results stay unknown: they depend on the
// clock, on chance, on other machines, or say nothing that a row asks for.
// https://developer.hashicorp.com/terraform/language/functions
// Functions of providers, "provider::x::y", are as unknown.
var opaque = wordSet("timestamp plantimestamp uuid bcrypt rsadecrypt base64gzip abspath pathexpand issensitive type convert defaults")

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// call evaluates a function.
func (e evaluator) call(x *hclsyntax.FunctionCallExpr, s *scope) *value {
	span := tree.Range(e.file, x.Range())
	args := make([]*value, 0, len(x.Args))
	for _, a := range x.Args {
		args = append(args, e.expr(a, s))
	}
	if x.ExpandFinal && len(args) > 0 {
		last := args[len(args)-1]
		if last.kind != list {
			return e.unknown(x, refsOf(args)...)
		}
		args = append(args[:len(args)-1:len(args)-1], last.items...)
	}
	name := strings.TrimPrefix(x.Name, "core::")
	var f func([]*value, nhi.Span) *value
	for _, table := range []map[string]func([]*value, nhi.Span) *value{structural, textual, addresses} {
		if f = table[name]; f != nil {
			break
		}
	}
	if d, ok := digests[name]; ok {
		f = func(args []*value, span nhi.Span) *value { return e.digest(d, args, span) }
	}
	if f != nil && len(args) > 0 {
		if v := f(args, span); v != nil {
			return v
		}
		return e.unknown(x, refsOf(args)...)
	}
	if readers[name] && len(args) > 0 {
		if v := e.read(name, args, span); v != nil {
			return v
		}
		return e.unknown(x, refsOf(args)...)
	}
	if name == "timestamp" || name == "plantimestamp" {
		v := e.unknown(x)
		v.after = -1 // now itself, see timeadd
		return v
	}
	if p, ok := pure[name]; ok {
		if v := applyPure(name, p, args, span); v != nil {
			return v
		}
	} else if !opaque[name] && !strings.Contains(name, "::") {
		e.m.w.noticeOnce("function", span, "there is no function "+strconv.Quote(name)+"; what it gives is unknown")
	}
	return e.unknown(x, refsOf(args)...)
}

func refsOf(args []*value) []ref {
	var out []ref
	for _, a := range args {
		out = append(out, a.allRefs()...)
		if len(out) > 64 {
			break
		}
	}
	return out
}

func applyPure(name string, f function.Function, args []*value, span nhi.Span) *value {
	total := 0
	in := make([]cty.Value, 0, len(args))
	for _, a := range args {
		v, ok := a.toCty()
		if !ok {
			return partly(name, args, span)
		}
		total += len(a.str())
		for _, i := range a.items {
			total += len(i.str())
		}
		in = append(in, v)
	}
	if total > maxText || len(args) == 0 {
		return nil
	}
	switch name {
	case "replace":
		// A text of slashes is a regular expression; all others multiply.
		if len(args) != 3 || len(args[0].str()) > 1 && len(args[0].str())*len(args[2].str()) > maxText {
			return nil
		}
		if p := args[1].str(); len(p) > 1 && p[0] == '/' && p[len(p)-1] == '/' {
			f = stdlib.RegexReplaceFunc
			in[1] = cty.StringVal(p[1 : len(p)-1])
		}
	case "format":
		// A width makes the text as long as one likes.
		digits := 0
		for _, c := range args[0].str() {
			if digits++; c < '0' || c > '9' && c != '*' {
				digits = 0
			}
			if digits > 3 || c == '*' {
				return nil
			}
		}
	}
	v, err := f.Call(in)
	if err != nil {
		return nil
	}
	out := fromCty(v, span)
	for _, a := range args {
		out.refs = joined(out.refs, a.allRefs())
		if len(out.from) == 0 {
			out.from = a.from
		}
	}
	return out
}

// partly keeps the shape of a text of which some arguments are not known, as
// names and ARNs are often made by format.
func partly(name string, args []*value, span nhi.Span) *value {
	out := &value{kind: scalar, typ: 's', holes: true, span: span, refs: refsOf(args)}
	switch name {
	case "format":
		if !args[0].known() || strings.Count(args[0].text, "%") != strings.Count(args[0].text, "%s") || strings.Count(args[0].text, "%s") != len(args)-1 {
			return nil
		}
		rest := args[0].text
		for _, a := range args[1:] {
			before, after, _ := strings.Cut(rest, "%s")
			if out.text += before + a.display(); len(out.text) > maxText {
				return nil
			}
			rest = after
		}
		out.text += rest
	case "lower", "upper", "trimspace":
		if args[0].kind != scalar {
			return nil
		}
		out.text = args[0].text
	default:
		return nil
	}
	if len(out.text) > maxText {
		return nil
	}
	return out
}
