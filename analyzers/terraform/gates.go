package terraform

import (
	"github.com/nhivet/nhivet/internal/cedar"
	"github.com/nhivet/nhivet/internal/nhi"
)

// gateRow is an argument that, at one value, opens a gate around agents.
type gateRow struct {
	path, value string
	kind, state string
	why         string
	// unless is an argument that keeps the gate shut.
	unless string
}

var gateRows = map[string][]gateRow{
	"aws_bedrockagentcore_gateway": {
		// https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GatewayPolicyEngineConfiguration.html
		{"policy_engine_configuration.mode", "LOG_ONLY", "policy", "off", "the gateway logs what its policies would refuse, and lets it through", ""},
		// https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html
		{"authorizer_type", "NONE", "authentication", "off", "every caller reaches the tools behind the gateway", ""},
	},
	// With no ceiling, an agent gets what its entity may have:
	// https://registry.terraform.io/providers/hashicorp/vault/latest/docs/resources/agent_registration
	"vault_agent_registration": {{"no_default_ceiling_policy", "true", "policy", "off", "no policy bounds what the agent can get", "ceiling_policies"}},
	// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail#enable_logging
	"aws_cloudtrail": {{"enable_logging", "false", "audit", "off", "the trail records nothing", ""}},
}

// gates reads the controls around agents that a module sets.
func (r *reader) gates() {
	for _, b := range r.resources() {
		rows := gateRows[b.labels[0]]
		r.within(b, func() {
			for _, row := range rows {
				if row.unless != "" {
					if v := r.at(b, row.unless); !v.absent() && !(v.kind == list && len(v.items) == 0) {
						continue
					}
				}
				if v, a := r.find(b, row.path); v.lit() == row.value {
					r.control(b, row.kind, row.state, row.path+" = "+row.value, row.why, v, a)
				}
			}
		})
	}
	r.cedar()
}

// cedar reads the policies of policy engines. Where one forbids, or cannot be
// read, to permit the rest is a way to write policies.
func (r *reader) cedar() {
	type open struct {
		b *block
		v *value
		a *attr
	}
	var found []open
	for _, b := range r.resources("aws_bedrockagentcore_policy") {
		v, a := r.find(b, "definition.cedar.statement")
		if v.absent() {
			continue
		}
		policies, err := cedar.Parse(v.lit())
		if err != nil || len(policies) == 0 {
			return
		}
		for _, p := range policies {
			if !p.Permit {
				return
			}
			if p.PermitsAll() {
				found = append(found, open{b, v, a})
			}
		}
	}
	for _, o := range found {
		r.within(o.b, func() {
			r.control(o.b, "policy", "off", "permit(principal, action, resource)", "everybody may do everything, and nothing is forbidden", o.v, o.a)
		})
	}
}

func (r *reader) control(b *block, kind, state, name, why string, v *value, a *attr) {
	at, from := b.here(v, a)
	r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: nhi.Key("control", r.id(b), kind), Kind: kind, Name: name, State: state,
		Subject: r.id(b), Attributes: map[string]string{"why": why, "address": b.address()}, At: at, Related: from})
}
