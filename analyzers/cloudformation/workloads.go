package cloudformation

import (
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// serving finds the functions that are tools of agents: of action groups and of
// gateways, by who may call them or by who names them. They may call a model, and
// are no agents for that.
// https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permissions.html#agents-permissions-lambda
func (r *reader) serving(s *stack) {
	for _, res := range s.resources {
		var named []*value
		switch res.kind {
		case "AWS::Lambda::Permission":
			// One that is not known may be Bedrock.
			if p := s.at(res, "Principal"); !p.known() || strings.HasPrefix(p.text, "bedrock") {
				named = append(named, s.at(res, "FunctionName"))
			}
		case "AWS::Bedrock::Agent":
			for _, g := range s.at(res, "ActionGroups").each() {
				named = append(named, g.get("ActionGroupExecutor", "Lambda"))
			}
		case "AWS::BedrockAgentCore::GatewayTarget":
			named = append(named, s.at(res, "TargetConfiguration.Mcp.Lambda.LambdaArn"))
		}
		for _, v := range named {
			for _, to := range v.allRefs() {
				r.tools[to.key()] = v.span
			}
		}
	}
}

func (r *reader) workloads(s *stack) {
	for _, res := range s.resources {
		if row, ok := workloadRows[res.kind]; ok && !s.never(res) {
			r.workload(s, res, row)
		}
	}
}

func (r *reader) workload(s *stack, res *resource, row workloadRow) {
	name := s.title(res, row.name)
	a := &nhi.Agent{Key: s.key(res.id), Name: name, Kind: "workload", Platform: "aws", At: res.head, Attributes: s.attributes(res)}
	// A stack has functions of all kinds, so that its folder says nothing of one.
	w := agents.Workload{Name: name, At: res.head}
	image := func(v *value) {
		if t := v.display(); t != "" {
			w.Images = append(w.Images, agents.Item{Text: t, At: v.span})
		}
	}
	words := func(v *value) {
		for _, i := range v.each() {
			w.Args = append(w.Args, agents.Item{Text: i.display(), At: i.span})
		}
	}
	env := variables(s.prop(res, row.env), false)
	env = append(env, variables(s.prop(res, row.secrets), true)...)
	image(s.prop(res, row.image))
	for _, c := range s.prop(res, row.containers).each() {
		env = append(env, variables(c.get("Environment"), false)...)
		env = append(env, variables(c.get("Secrets"), true)...)
		image(c.get("Image"))
		words(c.get("EntryPoint"))
		words(c.get("Command"))
		if n := c.get("Name"); n.display() != "" {
			w.Names = append(w.Names, agents.Item{Text: n.display(), At: n.span})
		}
	}
	for _, e := range env {
		w.Env = append(w.Env, agents.Item{Text: e.name, At: e.at})
	}
	attached := r.runsAs(s, res, row, a.Key, &w)
	switch {
	case row.score > 0:
		a.Score = row.score
		says := row.says
		if says == "" {
			says = "a " + res.kind + " is an agent"
		}
		if row.score >= nhi.AgentScore {
			a.Kind = "managed"
		}
		a.Evidence = []nhi.Evidence{{Weight: row.score, Reason: says, At: res.head}}
		if p := s.at(res, "ProtocolConfiguration"); p.lit() == "MCP" || !p.absent() && !p.known() {
			// A tool server, or it may be one: what agents call, not one itself.
			a.Score, a.Evidence = serves, []nhi.Evidence{{Weight: serves, Reason: "serves MCP tools", At: p.span}}
		}
	default:
		a.Score, a.Evidence = agents.Score(w)
		if at, ok := r.tools[a.Key]; ok && a.Score > serves {
			a.Score, a.Evidence = serves, []nhi.Evidence{{Weight: serves, Reason: "a tool that an agent calls", At: at}}
		}
	}
	ref := ""
	if len(w.Images) == 1 {
		ref = w.Images[0].Text
	}
	a.Family = agents.Family(s.familiar(res, row.name), ref)
	a.Environment = agents.Environment(s.root.file.Path, "", name)
	for _, o := range r.others[s] {
		if o.res.kind == res.kind && s.exclusive(o.res.condition, res.condition) {
			a.Family = o.agent.Family // one of the two is there, never both
			break
		}
	}
	if res.condition != "" {
		r.others[s] = append(r.others[s], optional{res, a})
	}
	r.agents[a.Key] = a
	r.facts.Agents = append(r.facts.Agents, a)
	for _, e := range env {
		r.holds(s, a, e, attached)
	}
	r.delegates(s, res, a)
	r.actions(s, res, a)
}

// optional is a workload that some deployments do not have.
type optional struct {
	res   *resource
	agent *nhi.Agent
}

// familiar is the name that copies of a workload have in common: as it is written,
// holes and all, else the words of the logical id.
func (s *stack) familiar(res *resource, property string) string {
	if n := s.at(res, property).display(); n != "" {
		return n
	}
	return strings.Join(agents.Words(res.id), "-")
}

// prop is at, and nothing for a row without the property.
func (s *stack) prop(res *resource, p string) *value {
	if p == "" {
		return nil
	}
	return s.at(res, p)
}

// runsAs relates a workload to its role, and says whether it has one.
func (r *reader) runsAs(s *stack, res *resource, row workloadRow, key string, w *agents.Workload) bool {
	relate := func(identity string, v *value) {
		r.edge(nhi.RunsAs, key, identity, v)
		if at, ok := r.models[identity]; ok {
			w.Models = append(w.Models, agents.Item{Text: "its identity may call a model", At: at})
		}
	}
	if role := s.byID[res.id+"Role"]; role != nil && role.made {
		relate(s.key(role.id), &value{span: res.head})
		return true
	}
	v := s.prop(res, row.runsAs)
	for _, p := range r.principals(s, v) {
		relate(p.key, p.val)
	}
	return !v.mayBeAbsent()
}

// variable is an entry of a workload's environment.
type variable struct {
	name  string
	at    nhi.Span
	val   *value
	store bool // val names an entry of a secret store
}

// variables reads {NAME: value} or [{Name, Value | ValueFrom}]. Of CodeBuild's, a
// type may say that the value is a name in a store.
func variables(v *value, store bool) []variable {
	var out []variable
	if v == nil {
		return nil
	}
	for _, f := range v.entries() {
		out = append(out, variable{f.key, f.keySpan, f.val, store})
	}
	for _, i := range v.each() {
		name, val, from := i.get("Name"), i.get("Value"), i.get("ValueFrom")
		if !name.known() {
			continue
		}
		e := variable{name.text, name.span, val, store}
		if !from.absent() {
			e.val, e.store = from, true
		}
		if t := i.get("Type").lit(); t == "SECRETS_MANAGER" || t == "PARAMETER_STORE" {
			e.store = true
		}
		out = append(out, e)
	}
	return out
}

// holds relates a workload to a credential in its environment. attached says that
// the workload has a role.
func (r *reader) holds(s *stack, a *nhi.Agent, e variable, attached bool) {
	if e.name == "" || e.val.absent() {
		return
	}
	keep := func(c *nhi.Credential) {
		c.Store, c.Environment = "env", a.Environment
		if vendor, source, ok := creds.StaticEnv(e.name); ok && vendor == "AWS" && attached {
			c.Shadows, c.ShadowSource = "the role that it runs as", source
		}
		r.facts.Credentials = append(r.facts.Credentials, c)
		r.edge(nhi.Holds, a.Key, c.Key, &value{span: e.at})
	}
	if e.val.known() && !e.store {
		if c := literal(e.name, e.val); c != nil {
			keep(c)
		}
		return
	}
	c := creds.Describe(e.name)
	if c == nil {
		return
	}
	c.Origin, c.At = nhi.FromUnknown, e.val.span
	switch to, ok := source(e.val); {
	case ok:
		c.Key = to.key()
		if stores[to.kind()] {
			c.Origin = nhi.FromStore
			if r.rotated(to) {
				c.Rotated = nhi.Bool(true)
			}
		}
	case e.val.store != "":
		c.Key, c.Origin = nhi.Key("secret", s.root.path, e.val.store), nhi.FromStore
	case e.store && e.val.display() != "": // the name of a secret, or its ARN
		c.Key, c.Origin = nhi.Key("secret", s.root.path, e.val.display()), nhi.FromStore
	default:
		return
	}
	keep(c)
}

// stores are resources of secret stores.
var stores = map[string]bool{"AWS::SecretsManager::Secret": true, "AWS::SSM::Parameter": true}

// source is the one reference that a credential comes from: a store's before all
// others. A text with several parts is none.
func source(v *value) (ref, bool) {
	refs := v.allRefs()
	for _, to := range refs {
		if stores[to.kind()] {
			return to, true
		}
	}
	if len(refs) == 1 && v.kind == unknown {
		return refs[0], true
	}
	return ref{}, false
}

// rotated says whether a schedule of the same stack rotates a secret.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html
func (r *reader) rotated(secret ref) bool {
	s := secret.stack
	if s.rotates == nil {
		s.rotates = map[string]bool{}
		for _, res := range s.resources {
			if res.kind != "AWS::SecretsManager::RotationSchedule" || s.never(res) {
				continue
			}
			for _, to := range s.at(res, "SecretId").allRefs() {
				s.rotates[to.key()] = true
			}
		}
	}
	return s.rotates[secret.key()]
}

// delegates relates an agent to those that act for it: collaborators of a Bedrock
// agent, and the agents of a flow, both named by an alias.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-bedrock-agent-agentcollaborator.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-bedrock-flow-agentflownodeconfiguration.html
func (r *reader) delegates(s *stack, res *resource, a *nhi.Agent) {
	var named []*value
	for _, c := range s.prop(res, map[string]string{"AWS::Bedrock::Agent": "AgentCollaborators"}[res.kind]).each() {
		named = append(named, c.get("AgentDescriptor", "AliasArn"))
	}
	for _, n := range s.prop(res, map[string]string{"AWS::Bedrock::Flow": "Definition.Nodes"}[res.kind]).each() {
		named = append(named, n.get("Configuration", "Agent", "AgentAliasArn"))
	}
	for _, v := range named {
		for _, to := range v.allRefs() {
			if to.kind() != "AWS::Bedrock::AgentAlias" {
				continue
			}
			for _, agent := range to.stack.at(to.resource(), "AgentId").allRefs() {
				if agent.kind() == "AWS::Bedrock::Agent" {
					r.edge(nhi.DelegatesTo, a.Key, agent.key(), v)
				}
			}
		}
	}
}

// literal is the credential that a value is, at the place where it is written.
// What is put together from parts is found where those are written.
func literal(name string, v *value) *nhi.Credential {
	if v.composed || v.kind != scalar {
		return nil
	}
	c := creds.Judge(name, v.text, v.origin())
	if c == nil {
		return nil
	}
	place(c)
	if len(v.from) > 0 {
		c.Related = append(c.Related, nhi.Step{At: v.span, Note: "used here"})
		c.Related = append(c.Related, v.from[:len(v.from)-1]...)
	}
	return c
}

// place completes a literal's fact: the same bytes are the same credential.
func place(c *nhi.Credential) {
	if c.Key == "" {
		c.Key = nhi.Key("literal", c.At.File.Path, itoa(c.At.Start))
	}
	if c.Store == "" {
		c.Store = "file"
	}
	c.Origin = nhi.FromLiteral
}

// secretName is the last part of a name in a store, which says what it is.
func secretName(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }
