package cloudformation

import (
	"github.com/nhivet/nhivet/internal/cedar"
	"github.com/nhivet/nhivet/internal/nhi"
)

// gateRow is a property that, at one value, opens a gate around agents.
type gateRow struct {
	path, value string
	kind        string
	why         string
	// guards is the property that names the function behind the gate, which then has
	// to be an agent: of others, it is usual that everybody may call them. "self" is
	// the resource.
	guards string
}

// gateRows, by resource type. Methods of a web API without an authorizer are left
// out: a webhook proves by its signature who calls, which only code shows.
var gateRows = map[string][]gateRow{
	"AWS::BedrockAgentCore::Gateway": {
		// https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GatewayPolicyEngineConfiguration.html
		{path: "PolicyEngineConfiguration.Mode", value: "LOG_ONLY", kind: "policy", why: "the gateway logs what its policies would refuse, and lets it through"},
		// https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html
		{path: "AuthorizerType", value: "NONE", kind: "authentication", why: "every caller reaches the tools behind the gateway"},
	},
	// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html
	"AWS::CloudTrail::Trail": {{path: "IsLogging", value: "false", kind: "audit", why: "the trail records nothing"}},
	// https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html#urls-auth-none
	"AWS::Lambda::Url":          {{path: "AuthType", value: "NONE", kind: "authentication", why: "its function URL asks nobody who calls", guards: "TargetFunctionArn"}},
	"AWS::Serverless::Function": {{path: "FunctionUrlConfig.AuthType", value: "NONE", kind: "authentication", why: "its function URL asks nobody who calls", guards: "self"}},
}

// gates reads the controls around agents.
func (r *reader) gates(s *stack) {
	for _, res := range s.resources {
		if s.never(res) {
			continue
		}
		for _, row := range gateRows[res.kind] {
			v := s.at(res, row.path)
			if v.lit() != row.value {
				continue
			}
			subject := s.key(res.id)
			if row.guards != "" {
				a := r.guarded(s, res, row.guards)
				if a == nil {
					continue
				}
				subject = a.Key
			}
			r.control(s, res, row.kind, row.path+" = "+row.value, row.why, subject, v)
		}
	}
	r.cedar(s)
}

// guarded is the agent that a property names.
func (r *reader) guarded(s *stack, res *resource, property string) *nhi.Agent {
	keys := []string{s.key(res.id)}
	if property != "self" {
		keys = nil
		for _, to := range s.at(res, property).allRefs() {
			keys = append(keys, to.key())
		}
	}
	for _, k := range keys {
		if a := r.agents[k]; a != nil && a.Score >= nhi.AgentScore {
			return a
		}
	}
	return nil
}

// cedar reads the policies of policy engines. Where one of a stack forbids, or
// cannot be read, to permit the rest is a way to write policies.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-policy.html
func (r *reader) cedar(s *stack) {
	type open struct {
		res *resource
		v   *value
	}
	var found []open
	for _, res := range s.resources {
		if res.kind != "AWS::BedrockAgentCore::Policy" || s.never(res) {
			continue
		}
		v := s.at(res, "Definition.Cedar.Statement")
		policies, err := cedar.Parse(v.lit())
		if err != nil || len(policies) == 0 {
			return
		}
		for _, p := range policies {
			if !p.Permit {
				return
			}
			if p.PermitsAll() {
				found = append(found, open{res, v})
			}
		}
	}
	for _, o := range found {
		r.control(s, o.res, "policy", "permit(principal, action, resource)", "everybody may do everything, and nothing is forbidden", s.key(o.res.id), o.v)
	}
}

func (r *reader) control(s *stack, res *resource, kind, name, why, subject string, v *value) {
	if !v.span.Valid() {
		return
	}
	a := s.attributes(res)
	a["why"] = why
	r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: nhi.Key("control", s.key(res.id), kind, name), Kind: kind, Name: name, State: "off",
		Subject: subject, Attributes: a, At: v.span})
}
