package golang

import (
	"go/ast"
	"go/token"
	"slices"
	"sort"
	"strconv"

	"github.com/nhivet/nhivet/internal/nhi"
)

// agents is the Agents pass. A call that builds an agent is an agent; the other
// sightings of a package add up, each row once, to one candidate for the package
// as a whole, unless it builds agents anyway: then they are evidence for those.
func agents(f *Flow) *nhi.Facts {
	facts, pass, code := &nhi.Facts{}, f.pass, f.code
	if !code.imports() {
		return facts
	}
	b := &builder{flow: f, code: code, facts: facts, agents: map[ast.Expr]*nhi.Agent{}, tools: map[ast.Expr]*nhi.Tool{}, nodes: map[*nhi.Tool]ast.Expr{}, names: map[*ast.FuncDecl]bool{}, picks: map[string]bool{}, offered: map[*nhi.Tool]bool{}, keys: f.heldKeys()}
	t := known()
	var built, servers []*nhi.Agent
	var support []nhi.Evidence
	seen := map[string]bool{}
	add := func(r *agentRow, span nhi.Span, call *ast.CallExpr) {
		ev := nhi.Evidence{Weight: r.weight, Reason: r.reason, At: span}
		switch r.role {
		case supports:
			if !seen[r.reason] {
				seen[r.reason] = true
				support = append(support, ev)
			}
			return
		default:
			name := ""
			if call != nil && r.named {
				name = code.name(call)
			}
			a := &nhi.Agent{Name: name, Kind: "code", Platform: "go", Score: r.weight,
				Evidence: []nhi.Evidence{ev}, At: span, Attributes: map[string]string{"package": pass.Pkg.Path()}}
			if r.role == serves {
				a.Attributes["role"] = "tool-server"
				servers = append(servers, a)
			} else {
				built = append(built, a)
			}
			if call != nil {
				b.agents[call] = a
			}
		}
	}
	for _, c := range code.calls {
		if r := t.agents[c.callee]; r != nil && !r.field && !r.read {
			if span := code.Span(c.expr.Fun.Pos(), c.expr.Fun.End()); span.Valid() {
				add(r, span, c.expr)
			}
		}
	}
	for _, l := range code.lits {
		for key, kv := range l.fields() {
			r := t.agents[symbol{l.typ.path, l.typ.name, key.Name}]
			if r == nil || !r.field || code.zero(kv.Value) {
				continue
			}
			if span := code.Span(key.Pos(), key.End()); span.Valid() {
				add(r, span, nil)
			}
		}
	}
	for _, r := range code.reads {
		if row := t.agents[r.field]; row.read {
			if span := code.Span(r.expr.Sel.Pos(), r.expr.Sel.End()); span.Valid() {
				b.dispatches = true
				add(row, span, nil)
			}
		}
	}
	if len(built) == 0 && len(support) > 0 {
		at := support[0].At
		if b.dispatches { // the loop is the agent
			at = support[len(support)-1].At
		}
		built = append(built, &nhi.Agent{Kind: "code", Platform: "go", At: at,
			Attributes: map[string]string{"package": pass.Pkg.Path()}})
	}
	for _, a := range built {
		a.Evidence = append(a.Evidence, support...)
		a.Score = 0
		for _, e := range a.Evidence {
			a.Score = min(a.Score+e.Weight, 100)
		}
	}
	for _, a := range append(built, servers...) {
		if a.Score >= nhi.PossibleScore { // the rest is no candidate at all
			facts.Agents = append(facts.Agents, a)
		}
	}
	sort.SliceStable(facts.Agents, func(i, j int) bool { return facts.Agents[i].At.Less(facts.Agents[j].At) })
	nameAll(pass.Pkg.Path(), facts.Agents)
	b.findTools()
	b.relate()
	b.whole()
	b.inherited()
	b.gates()
	return facts
}

// heldKeys are the credentials by the expression that is handed on.
func (f *Flow) heldKeys() map[ast.Expr][]string {
	keys := map[ast.Expr][]string{}
	for _, a := range f.arrivals {
		if a.arg.expr == nil {
			continue
		}
		key := ""
		if c := f.credentialOf(a); c != nil {
			key = c.Key
		} else if at := f.leakAt(a); at.Valid() {
			key = leakKey(at)
		}
		if e := ast.Unparen(a.arg.expr); key != "" && !slices.Contains(keys[e], key) {
			keys[e] = append(keys[e], key)
		}
	}
	return keys
}

// relate says who holds, calls and hands on to what: what one is made of it has.
func (b *builder) relate() {
	edge := func(kind nhi.EdgeKind, from, to string, at nhi.Span) {
		if at.Valid() {
			b.facts.Edges = append(b.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: made, At: at})
		}
	}
	kept := map[*nhi.Agent]bool{}
	for _, a := range b.facts.Agents {
		kept[a] = true
	}
	for _, c := range b.code.calls {
		a := b.agents[c.expr]
		if !kept[a] {
			continue
		}
		w := b.from(c.expr)
		for _, key := range w.creds {
			edge(nhi.Holds, a.Key, key, a.At)
		}
		for _, t := range w.tools {
			edge(nhi.Calls, a.Key, t.Key, t.At)
		}
		for _, sub := range w.agents {
			if kept[sub] && sub != a {
				edge(nhi.DelegatesTo, a.Key, sub.Key, a.At)
			}
		}
	}
	for _, t := range b.facts.Tools {
		for _, key := range b.from(b.nodes[t]).creds {
			edge(nhi.Holds, t.Key, key, t.At)
		}
	}
}

// nameAll gives every agent a key, and a name where the code has none that can
// be read: the package's.
func nameAll(pkg string, agents []*nhi.Agent) {
	used := map[string]int{}
	for _, a := range agents {
		part := a.Name
		if a.Name == "" {
			a.Name = pkg
		}
		used[part]++
		if n := used[part]; n > 1 {
			part += "#" + strconv.Itoa(n)
		}
		if part == "" {
			a.Key = nhi.Key("go-agent", pkg)
		} else {
			a.Key = nhi.Key("go-agent", pkg, part)
		}
	}
}

// name is the field Name of a literal among the arguments of a call, when it is
// constant. A literal in a literal counts too (AgentConfig within Config).
func (c *Code) name(call *ast.CallExpr) string {
	for _, arg := range call.Args {
		if name := c.nameIn(ast.Unparen(arg), 0); name != "" {
			return name
		}
	}
	return ""
}

func (c *Code) nameIn(e ast.Expr, depth int) string {
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = ast.Unparen(u.X)
	}
	if id, ok := e.(*ast.Ident); ok && depth < 2 {
		if sets := c.sets[c.pass.TypesInfo.Uses[id]]; len(sets) == 1 && sets[0].expr != nil {
			return c.nameIn(ast.Unparen(sets[0].expr), depth+1)
		}
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok || depth > 2 {
		return ""
	}
	inner := ""
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return ""
		}
		key, ok := kv.Key.(*ast.Ident)
		if !ok {
			continue
		}
		if key.Name == "Name" {
			text, _ := c.text(kv.Value)
			return text
		}
		if key.Name == "AgentConfig" {
			inner = c.nameIn(ast.Unparen(kv.Value), depth+1)
		}
	}
	return inner
}
