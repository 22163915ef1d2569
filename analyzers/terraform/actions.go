package terraform

import (
	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
)

// action states the function that carries out what a Bedrock agent does: it is its
// tool, and what its role may do the agent may have done.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/bedrockagent_agent_action_group
func (r *reader) action(b *block) {
	agent := r.resourceOf(r.at(b, "agent_id"), "aws_bedrockagent_agent")
	v := r.at(b, "action_group_executor.lambda")
	fn := r.resourceOf(v, "aws_lambda_function")
	if agent == nil || fn == nil || !v.span.Valid() {
		return
	}
	name := r.title(b, "action_group_name")
	t := &nhi.Tool{Key: nhi.Key("tool", r.id(b)), Name: name, Kind: "function", Agent: r.id(agent), Writes: agents.Writes(name),
		Attributes: map[string]string{"address": b.address()}, At: v.span}
	r.facts.Tools = append(r.facts.Tools, t)
	r.edge(nhi.Calls, r.id(agent), t.Key, v.span)
	for _, role := range r.at(fn, "role").each() {
		r.edge(nhi.RunsAs, t.Key, r.principal(role, ""), v.span)
	}
}

// resourceOf is the resource of a type that a value names; nil for none of the module.
func (r *reader) resourceOf(v *value, kind string) *block {
	for _, to := range v.allRefs() {
		if o := r.objects[to.addr]; o != nil && o.typ == "resource" && o.labels[0] == kind {
			return o
		}
	}
	return nil
}
