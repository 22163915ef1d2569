package agentfile

import (
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// .bedrock_agentcore.yaml, after utils/runtime/schema.py of
// aws/bedrock-agentcore-starter-toolkit. Each agent is a runtime of its own with
// an execution role. Callers sign with IAM where no authorizer is written, so its
// absence is no gap.

// toolkit is where the defaults and the role's template are written.
const toolkit = "https://github.com/aws/bedrock-agentcore-starter-toolkit/blob/main/src/bedrock_agentcore_starter_toolkit/utils/runtime/"

func isAgentCore(root *tree.Node) bool {
	return is(root.Get("agents"), tree.Mapping) || root.Get("aws") != nil && root.Get("entrypoint") != nil
}

func agentCore(r *reader, root *tree.Node) {
	all := root.Get("agents").Entries()
	for _, f := range all {
		if is(f.Value, tree.Mapping) && f.Value.Get("aws") != nil {
			r.runtime(f.Key, f.KeySpan, f.Value)
		}
	}
	if name := root.Field("name"); len(all) == 0 && name != nil && name.Value.Scalar() { // before there were several
		r.runtime(name.Value.Text, name.Value.Span, root)
	}
}

func (r *reader) runtime(name string, at nhi.Span, n *tree.Node) {
	a := r.agent(name, at)
	a.Family = name
	if strings.EqualFold(n.Get("aws", "protocol_configuration", "server_protocol").Str(), "MCP") {
		// A runtime that speaks MCP gives tools to agents, and is none.
		a.Score, a.Evidence[0].Weight, a.Evidence[0].Reason = 0, 0, "is a tool server of "+title(r.platform)
	}
	if arn := n.Get("bedrock_agentcore", "agent_arn"); arn.Scalar() && arn.Text != "" {
		a.Attributes = with(a.Attributes, "arn", arn.Text)
	}
	if entry := n.Get("entrypoint"); entry.Scalar() {
		r.runs(a, entry.Text)
	}
	r.executionRole(a, n)
	if f := n.Get("aws", "observability").Field("enabled"); f != nil && no(f.Value) {
		r.off("audit", "observability.enabled: false", a.Key, "no trace of what the agent does is kept", f.Span())
	}
	if f := n.Field("authorizer_configuration"); f != nil && f.Value.Get("customJWTAuthorizer") != nil {
		r.control("authentication", "present", "customJWTAuthorizer", a.Key, "", "", f.KeySpan)
	}
	for _, header := range n.Get("request_header_configuration", "requestHeaderAllowlist").Each() {
		if strings.EqualFold(header.Str(), "Authorization") {
			r.off("delegation", "requestHeaderAllowlist: Authorization", a.Key, "the caller's token is handed to the agent's code, which can use it anywhere", header.Span)
		}
	}
	r.modelKey(a, n)
	r.webIdentity(a, n.Get("aws_jwt"))
}

// executionRole states the role that a runtime runs as: one that exists, or one
// that the toolkit will make from its template.
func (r *reader) executionRole(a *nhi.Agent, n *tree.Node) {
	role := n.Get("aws", "execution_role")
	if role.Scalar() && strings.HasPrefix(role.Text, "arn:") && strings.Contains(role.Text, ":role/") {
		id := &nhi.Identity{
			Key: nhi.RoleARNKey(role.Text), Name: role.Text[strings.LastIndexByte(role.Text, '/')+1:],
			Kind: "role", Platform: "aws", Environment: a.Environment, At: role.Span,
		}
		r.facts.Identities = append(r.facts.Identities, id)
		r.edge(nhi.RunsAs, a.Key, id.Key, role.Span)
		return
	}
	auto := n.Get("aws").Field("execution_role_auto_create")
	if auto == nil || !yes(auto.Value) || role.Str() != "" {
		return
	}
	id := &nhi.Identity{
		Key: r.key("role", a.Name), Name: "the role that is made for " + a.Name, Kind: "role", Platform: "aws",
		Environment: a.Environment, At: auto.Span(),
	}
	r.facts.Identities = append(r.facts.Identities, id)
	r.edge(nhi.RunsAs, a.Key, id.Key, auto.Span())
	j := iam.AWS(template)
	r.facts.Grants = append(r.facts.Grants, &nhi.Grant{
		Key: nhi.Key("agentcore-template", id.Key), Identity: id.Key, System: "aws", Name: "execution_role_auto_create: true",
		Actions: template.Actions, Resources: template.Resources, Scope: "account",
		Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain,
		Attributes: map[string]string{"source": toolkit + "templates/execution_role_policy.json.j2"}, At: auto.Span(),
	})
}

// template is the statement of the toolkit's role that reaches furthest: the keys
// of every agent's credential provider. One is enough to say so.
var template = iam.Statement{
	Effect: "Allow", Actions: []string{"bedrock-agentcore:GetResourceApiKey"},
	Resources: []string{"arn:aws:bedrock-agentcore:*:*:token-vault/default/apikeycredentialprovider/*"},
}

// modelKey reads which variable gets the key of a model that is not Bedrock's. A
// credential provider keeps it in the token vault.
func (r *reader) modelKey(a *nhi.Agent, n *tree.Node) {
	name := n.Get("api_key_env_var_name")
	if !is(name, tree.String) || !variableName(name.Text) {
		return
	}
	if provider := n.Get("api_key_credential_provider_name"); provider.Str() != "" {
		r.stored(a.Key, r.key("provider", provider.Text), provider.Text, name.Text, provider.Span)
		return
	}
	r.variable(a.Key, inEnv, "api_key", name.Text, name.Span)
}

// webIdentity reads the tokens that AWS issues to the agent for others.
func (r *reader) webIdentity(a *nhi.Agent, n *tree.Node) {
	if !yes(n.Get("enabled")) {
		return
	}
	c := &nhi.Credential{
		Key: r.key("jwt", a.Name), Kind: "aws-web-identity-token", Title: "AWS web identity token", Vendor: "AWS",
		Name: "aws_jwt", Origin: nhi.FromIssuer, Confidence: nhi.Certain, At: n.Field("enabled").Span(),
		Lifetime: nhi.Lifetime{Known: true, Seconds: 300, Basis: nhi.Defaulted, Field: "duration_seconds", Source: toolkit + "schema.py"},
	}
	if d := n.Get("duration_seconds"); d != nil {
		seconds, ok := d.Int()
		if !ok || seconds <= 0 || seconds > 3600 {
			return
		}
		c.Lifetime, c.At = nhi.Lifetime{Known: true, Seconds: seconds, Basis: nhi.Written, Field: "duration_seconds"}, d.Span
	}
	if audiences := n.Get("audiences").Strings(); len(audiences) > 0 {
		c.Attributes = map[string]string{"audiences": described(audiences)}
	}
	r.hold(a.Key, c)
}
