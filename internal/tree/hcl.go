package tree

import (
	"fmt"
	"sort"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhivet/nhivet/internal/nhi"
)

// MaxHCL is the largest HCL file in bytes: 2 MB take the parser about 0.4 s.
const MaxHCL = 2 << 20

// HCL parses a file of the native syntax and returns both the parser's own body,
// for who evaluates, and the same as nodes, for who only reads. Of a file with
// errors, it returns what the parser recovered, and a notice. Files of Vault,
// Consul and Nomad may use the older syntax where it differs in line breaks and
// commas; the body then has true byte offsets, but not always true lines: make
// spans with Range.
func HCL(f *nhi.File) (body *hclsyntax.Body, root *Node, notices []nhi.Notice) {
	body, notices = HCLBody(f)
	if body == nil {
		return nil, nil, notices
	}
	defer func() {
		if p := recover(); p != nil {
			body, root, notices = nil, nil, gaveUp(f)
		}
	}()
	r := &hclReader{file: f, src: f.Bytes()}
	root = r.body(body, f.At(0, f.Len()))
	return body, root, r.keys.notices(f, notices)
}

// gaveUp tells that the parser panicked, as it does when its own bookkeeping goes
// wrong on odd input.
func gaveUp(f *nhi.File) []nhi.Notice {
	return []nhi.Notice{{Path: f.Path, Reason: "HCL: the parser gave up on this file", Incomplete: true}}
}

// HCLBody is HCL without the nodes, for who evaluates.
func HCLBody(f *nhi.File) (body *hclsyntax.Body, notices []nhi.Notice) {
	if f.Len() > MaxHCL {
		return nil, []nhi.Notice{tooLarge(f, "HCL", MaxHCL)}
	}
	defer func() {
		if p := recover(); p != nil {
			body, notices = nil, gaveUp(f)
		}
	}()
	src := f.Bytes()
	if at, why := tooMuch(src); at >= 0 {
		return nil, []nhi.Notice{{Path: f.Path, Line: f.LineOf(at), Incomplete: true, Reason: "HCL: " + why}}
	}
	file, diags := hclsyntax.ParseConfig(src, f.Path, hcl.InitialPos)
	if diags.HasErrors() {
		if old := modernHCL(f.Path, src); old != nil {
			if again, d := hclsyntax.ParseConfig(old, f.Path, hcl.InitialPos); !d.HasErrors() {
				file, diags = again, d
			}
		}
	}
	if diags.HasErrors() {
		notices = append(notices, hclNotice(f, diags))
	}
	if file == nil {
		return nil, notices
	}
	body, _ = file.Body.(*hclsyntax.Body)
	return body, notices
}

// Range is a range of the HCL parser as a span.
func Range(f *nhi.File, r hcl.Range) nhi.Span { return f.At(r.Start.Byte, r.End.Byte) }

// hclNotice reports the first error. Only the summary is used: details quote the
// source.
func hclNotice(f *nhi.File, diags hcl.Diagnostics) nhi.Notice {
	n := nhi.Notice{Path: f.Path, Incomplete: true}
	count := 0
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		if count++; count == 1 {
			n.Reason = "HCL: " + d.Summary
			if d.Subject != nil {
				n.Line = f.LineOf(min(d.Subject.Start.Byte, f.Len()))
			}
		}
	}
	if n.Line > 0 && templated(f.Line(n.Line)) >= 0 {
		return templateNotice(f)
	}
	if count > 1 {
		n.Reason += fmt.Sprintf(" (and %d more errors)", count-1)
	}
	return n
}

// hclReader turns the parser's tree into nodes.
type hclReader struct {
	file *nhi.File
	src  []byte
	keys keyCheck
}

// within makes a span of a range, cut to the span around it: ranges of what the
// parser recovered can be odd.
func within(s, outer nhi.Span) nhi.Span {
	s.Start = min(max(s.Start, outer.Start), outer.End)
	s.End = max(min(s.End, outer.End), s.Start)
	return s
}

// body converts attributes and blocks in the order in which they stand.
func (r *hclReader) body(b *hclsyntax.Body, span nhi.Span) *Node {
	n := &Node{Kind: Mapping, Span: span, Fields: make([]Field, 0, len(b.Attributes)+len(b.Blocks))}
	for _, a := range b.Attributes {
		n.Fields = append(n.Fields, Field{Key: a.Name, KeySpan: within(Range(r.file, a.NameRange), span), Value: r.expr(a.Expr, span)})
	}
	for _, blk := range b.Blocks {
		n.Fields = append(n.Fields, r.block(blk, span))
	}
	sort.SliceStable(n.Fields, func(i, j int) bool { return n.Fields[i].KeySpan.Start < n.Fields[j].KeySpan.Start })
	return n
}

func (r *hclReader) block(b *hclsyntax.Block, outer nhi.Span) Field {
	f := Field{Key: b.Type, KeySpan: within(Range(r.file, b.TypeRange), outer), Block: true}
	for i, text := range b.Labels {
		label := &Node{Kind: String, Text: text, Span: f.KeySpan}
		if i < len(b.LabelRanges) {
			label.Span = r.unquoted(within(Range(r.file, b.LabelRanges[i]), outer))
		}
		label.Exact = label.Span.Text() == text
		f.Labels = append(f.Labels, label)
	}
	// A block that is never closed reaches to the end of its last entry.
	span := r.file.At(b.OpenBraceRange.Start.Byte, b.CloseBraceRange.End.Byte)
	if b.OpenBraceRange.End.Byte == 0 {
		span = f.KeySpan
	}
	if b.Body != nil {
		span.End = max(span.End, b.Body.SrcRange.End.Byte)
		for _, a := range b.Body.Attributes {
			span.End = max(span.End, a.SrcRange.End.Byte)
		}
		for _, inner := range b.Body.Blocks {
			span.End = max(span.End, inner.CloseBraceRange.End.Byte)
		}
	}
	span = within(span, outer)
	f.Value = &Node{Kind: Mapping, Span: span}
	if b.Body != nil {
		f.Value = r.body(b.Body, span)
	}
	return f
}

// unquoted drops the quotes around a span.
func (r *hclReader) unquoted(s nhi.Span) nhi.Span {
	if s.End-s.Start >= 2 && r.src[s.Start] == '"' && r.src[s.End-1] == '"' {
		return r.file.At(s.Start+1, s.End-1)
	}
	return s
}

// expr converts an expression: what is constant as written is a value, all else
// is dynamic.
func (r *hclReader) expr(e hclsyntax.Expression, outer nhi.Span) *Node {
	if e == nil {
		return &Node{Kind: Dynamic, Span: r.file.At(outer.Start, outer.Start)}
	}
	span := within(Range(r.file, e.Range()), outer)
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return r.expr(e.Expression, outer)
	case *hclsyntax.LiteralValueExpr:
		return r.literal(e.Val, span)
	case *hclsyntax.UnaryOpExpr:
		if lit, ok := e.Val.(*hclsyntax.LiteralValueExpr); ok && e.Op == hclsyntax.OpNegate && lit.Val.Type() == cty.Number {
			return r.literal(lit.Val, span)
		}
	case *hclsyntax.TemplateExpr:
		if n := r.template(e, span); n != nil {
			return n
		}
	case *hclsyntax.TupleConsExpr:
		n := &Node{Kind: Sequence, Span: span, Items: make([]*Node, 0, len(e.Exprs))}
		for _, item := range e.Exprs {
			n.Items = append(n.Items, r.expr(item, span))
		}
		return n
	case *hclsyntax.ObjectConsExpr:
		n := &Node{Kind: Mapping, Span: span, Fields: make([]Field, 0, len(e.Items))}
		for _, item := range e.Items {
			key, keySpan := r.key(item.KeyExpr, span)
			n.Fields = append(n.Fields, Field{Key: key, KeySpan: keySpan, Value: r.expr(item.ValueExpr, span)})
		}
		r.keys.check(n.Fields)
		return n
	}
	return &Node{Kind: Dynamic, Text: span.Text(), Span: span, Exact: true}
}

func (r *hclReader) literal(v cty.Value, span nhi.Span) *Node {
	n := &Node{Text: span.Text(), Span: span, Exact: true}
	switch {
	case v == cty.NilVal || !v.IsKnown():
		n.Kind = Dynamic
	case v.IsNull():
		n.Kind = Null
	case v.Type() == cty.Number:
		n.Kind = Number
	case v.Type() == cty.Bool:
		n.Kind = Bool
	case v.Type() == cty.String:
		n.Kind, n.Text = String, v.AsString()
		n.Exact = n.Text == span.Text()
	default:
		n.Kind = Dynamic
	}
	return n
}

// template converts a quoted text or heredoc that has only literal parts; nil for
// every other.
func (r *hclReader) template(e *hclsyntax.TemplateExpr, span nhi.Span) *Node {
	var (
		text  []byte
		parts nhi.Span
	)
	for _, part := range e.Parts {
		lit, ok := part.(*hclsyntax.LiteralValueExpr)
		if !ok || lit.Val.Type() != cty.String || !lit.Val.IsKnown() || lit.Val.IsNull() {
			return nil
		}
		text = append(text, lit.Val.AsString()...)
		parts = parts.Union(within(Range(r.file, lit.SrcRange), span))
	}
	inner := r.unquoted(span)
	if span.Start >= len(r.src) || r.src[span.Start] != '"' {
		// The text of a heredoc lies where its parts are.
		inner = parts
		if !inner.Valid() {
			inner = r.file.At(span.Start, span.Start)
		}
	}
	n := &Node{Kind: String, Text: string(text), Span: inner}
	n.Exact = inner.Text() == n.Text
	return n
}

// key is an object's key: a name, a text, a number, or else the source.
func (r *hclReader) key(e hclsyntax.Expression, outer nhi.Span) (string, nhi.Span) {
	span := within(Range(r.file, e.Range()), outer)
	if k, ok := e.(*hclsyntax.ObjectConsKeyExpr); ok {
		if name := hcl.ExprAsKeyword(k.Wrapped); name != "" && !k.ForceNonLiteral {
			return name, span
		}
		e = k.Wrapped
	}
	if n := r.expr(e, outer); n.Scalar() {
		return n.Text, n.Span
	}
	return span.Text(), span
}
