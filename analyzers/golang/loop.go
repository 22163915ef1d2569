package golang

import (
	"go/ast"
	"go/constant"
	"go/token"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/wordset"
)

// This file is about programs that talk to a model by its SDK alone, and call what
// it asks for in a loop of their own.

// consents are the words in names by which code that has a person, or a policy,
// decide about a call gives itself away.
var consents = wordset.Of("agree agreed allow allowed allowlist approve approved approval approvals approver ask asks asked authorize authorized authorization " +
	"confirm confirmed confirmation consent consents deny denied elicit elicitation guard guardrail guardrails human interactive permission permissions permit permitted " +
	"policy policies prompt reject rejected review reviewed reviewer sandbox scan scanf scanln stdin verdict")

// asks says whether anything in the package looks as if somebody were asked before a
// tool is called. The names of what it calls and declares are all that is looked at:
// one that only sounds like it keeps the package from being told of, on purpose.
func (b *builder) asks() bool {
	if b.asked == nil {
		b.asked = nhi.Bool(false)
		called := map[*ast.Ident]bool{}
		for _, f := range b.code.files {
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					switch fn := ast.Unparen(n.Fun).(type) {
					case *ast.Ident:
						called[fn] = true
					case *ast.SelectorExpr:
						called[fn.Sel] = true
					}
				case *ast.Ident:
					for _, w := range tools.Words(n.Name) {
						// A prompt is what the model reads, unless it is a verb.
						if consents[w] && (w != "prompt" || called[n]) {
							*b.asked = true
						}
					}
				}
				return !*b.asked
			})
		}
	}
	return *b.asked
}

// calls says whether the package calls a tool of its own by this name: it compares
// names with it, or keeps a function under it.
func (b *builder) calls(name string) bool {
	if b.handled == nil {
		b.handled = map[string]bool{}
		add := func(e ast.Expr) {
			if tv := b.code.pass.TypesInfo.Types[e]; tv.Value != nil && tv.Value.Kind() == constant.String {
				b.handled[constant.StringVal(tv.Value)] = true
			}
		}
		for _, f := range b.code.files {
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CaseClause:
					for _, e := range n.List {
						add(e)
					}
				case *ast.BinaryExpr:
					if n.Op == token.EQL || n.Op == token.NEQ {
						add(n.X)
						add(n.Y)
					}
				case *ast.CompositeLit:
					if _, ok := n.Type.(*ast.MapType); ok {
						for _, e := range n.Elts {
							if kv, ok := e.(*ast.KeyValueExpr); ok && b.function(kv.Value) {
								add(kv.Key)
							}
						}
					}
				}
				return true
			})
		}
	}
	return b.handled[name]
}

// function says whether an expression is a function that is written out or named.
func (b *builder) function(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return true
	case *ast.Ident:
		return b.code.decls[b.code.pass.TypesInfo.Uses[e]] != nil
	case *ast.SelectorExpr:
		return b.code.decls[b.code.pass.TypesInfo.Uses[e.Sel]] != nil
	}
	return false
}

// whole ties the agent that a package is as a whole to the tools in it that nothing
// else calls: those that it offers to a model it calls itself.
func (b *builder) whole() {
	agent := b.agent()
	if agent == "" {
		return
	}
	called := map[string]bool{}
	for _, e := range b.facts.Edges {
		called[e.To] = called[e.To] || e.Kind == nhi.Calls
	}
	for _, t := range b.facts.Tools {
		if called[t.Key] {
			continue
		}
		confidence := guess
		if b.offered[t] {
			confidence = made
		}
		b.facts.Edges = append(b.facts.Edges, &nhi.Edge{Kind: nhi.Calls, From: agent, To: t.Key, Confidence: confidence,
			Note: "the only agent of the package", At: t.At})
	}
}
