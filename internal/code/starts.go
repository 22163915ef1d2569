package code

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// starts says whether a call sets an agent to work: agent.run(…), Runner.run(agent),
// agent(…); and which one, of this module or of another, where that is known.
func (c *code) starts(k call) (*nhi.Agent, bool) {
	x := k.e.X
	if x.Kind == syntax.Attr && c.repo.lang.Begins[x.Text] {
		if a := c.agentOf(x.X, k.s, 0); a != nil {
			return a, true
		}
		if made, ok := strings.CutSuffix(c.qual(x.X, k.s, 0), "()"); ok {
			for _, row := range c.known().agents.find(made) {
				if row.Role == Supports && row.Weight >= Certain {
					return nil, true // a crew, an executor
				}
			}
		}
	}
	if c.repo.lang.Runners[c.qual(x, k.s, 0)] {
		for _, e := range [...]*syntax.Expr{k.e.Arg("agent"), k.e.Arg("starting_agent"), k.e.Positional(0)} {
			if a := c.agentOf(e, k.s, 0); a != nil {
				return a, true
			}
		}
		a := c.built()[k.e] // it makes the agent and runs it
		return a, a != nil
	}
	if x.Kind == syntax.Ident || x.Kind == syntax.Attr {
		a := c.agentOf(x, k.s, 0)
		return a, a != nil
	}
	return nil, false
}

// agentOf is the agent that an expression stands for, also as what a function gives back.
func (c *code) agentOf(e *syntax.Expr, s *scope, hops int) *nhi.Agent {
	if e == nil || c.tired(hops) || hops > 2 {
		return nil
	}
	t := c.follow(e, s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Call {
		return nil
	}
	if a := t.s.code.built()[t.expr]; a != nil {
		if a.Attributes["role"] == "tool-server" {
			return nil
		}
		return a
	}
	made := t.s.code.follow(t.expr.X, t.s, 0)
	if made.def == nil || made.def.Kind != syntax.Def {
		return nil
	}
	inner := made.s.code.scopes[made.def]
	var found *nhi.Agent
	syntax.Walk(made.def.Body, func(st *syntax.Stmt) bool {
		if st.Kind == syntax.Return && inner != nil && found == nil {
			found = made.s.code.agentOf(st.Value, inner, hops+1)
		}
		return st.Kind != syntax.Def && st.Kind != syntax.Class
	})
	return found
}

// elsewhere is the only agent that the module sets to work, where another module builds
// it: what this one reads, it reads for that agent.
func (r *reader) elsewhere() *nhi.Agent {
	var only *nhi.Agent
	for _, k := range r.calls {
		a, ok := r.starts(k)
		if !ok || only != nil && a != nil && a.Key == only.Key {
			continue
		}
		if only != nil || a == nil {
			return nil
		}
		only = a
	}
	return only
}
