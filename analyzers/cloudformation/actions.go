package cloudformation

import (
	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
)

// actions states the functions that carry out what a Bedrock agent does: they are its
// tools, and what their roles may do it may have done.
// https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html
func (r *reader) actions(s *stack, res *resource, a *nhi.Agent) {
	if res.kind != "AWS::Bedrock::Agent" {
		return
	}
	for n, g := range s.at(res, "ActionGroups").each() {
		v := g.get("ActionGroupExecutor", "Lambda")
		for _, to := range v.allRefs() {
			row, ok := workloadRows[to.kind()]
			if !ok || !v.span.Valid() {
				continue
			}
			name := to.stack.title(to.resource(), row.name)
			if t := g.get("ActionGroupName").lit(); t != "" {
				name = t
			}
			t := &nhi.Tool{Key: nhi.Key("tool", a.Key, itoa(n)), Name: name, Kind: "function", Agent: a.Key, Writes: agents.Writes(name), Attributes: s.attributes(res), At: v.span}
			r.facts.Tools = append(r.facts.Tools, t)
			r.edge(nhi.Calls, a.Key, t.Key, v)
			if role := to.stack.byID[to.id+"Role"]; role != nil && role.made {
				r.edge(nhi.RunsAs, t.Key, to.stack.key(role.id), v)
			}
			for _, p := range r.principals(to.stack, to.stack.prop(to.resource(), row.runsAs)) {
				r.edge(nhi.RunsAs, t.Key, p.key, v)
			}
			break
		}
	}
}
