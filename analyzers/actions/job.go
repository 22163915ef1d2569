package actions

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// job is one job of a workflow while it is read.
type job struct {
	*workflow
	name string
	node *tree.Node
	at   nhi.Span
	key  string
	// holder is the key of the agent or workload, token that of its identity.
	token  string
	call   *call
	scope  *scope
	events []started
	steps  []*step
	starts []*start
	agent  *nhi.Agent
	// permissions is the field that says what the job's token may do; nil when
	// nothing does.
	permissions *tree.Field
	// checked is the index of the first step that looks up who somebody is.
	checked int
}

// read reads the jobs of a workflow for one way in which it is started.
func (r *reader) read(w *workflow, c *call) {
	if r.calls++; r.calls > maxCalls {
		r.notice(w.file.At(0, 0), errCalls)
		return
	}
	outer := r.workflow
	r.workflow = w
	defer func() { r.workflow = outer }()

	base := *c.scope
	if env := w.root.Get("env"); env != nil {
		base.env = []binding{{env, &base}}
	}
	jobs := w.root.Get("jobs").Entries()
	gates := r.gates(jobs, c.events, &base)
	for i, f := range jobs {
		j := &job{workflow: w, name: f.Key, node: f.Value, at: f.KeySpan, call: c, events: gates[i],
			key: nhi.Key("ci-job", w.file.Path, f.Key), token: nhi.Key("ci-job-token", w.file.Path, f.Key)}
		if f.Value == nil || f.Value.Kind != tree.Mapping || dead(j.events) {
			continue
		}
		scope := base
		scope.matrix = f.Value.Get("strategy", "matrix")
		if env := f.Value.Get("env"); env != nil {
			scope.env = append([]binding{{env, &base}}, base.env...)
		}
		j.scope = &scope
		j.permissions = f.Value.Field("permissions")
		if j.permissions == nil {
			j.permissions = w.root.Field("permissions")
		}
		if j.permissions == nil {
			j.permissions = c.permissions
		}
		if uses := f.Value.Get("uses").Str(); uses != "" {
			r.callee(j, uses)
			continue
		}
		r.job(j)
	}
}

// gates is how far each event is let through to each job: by its own condition,
// and by those of the jobs that it needs, without which it is skipped.
func (r *reader) gates(jobs []tree.Field, events []started, s *scope) [][]started {
	index := map[string]int{}
	for i, f := range jobs {
		index[f.Key] = i
	}
	out := make([][]started, len(jobs))
	state := make([]int, len(jobs)) // 1 while it is worked out
	var of func(i, depth int) []started
	of = func(i, depth int) []started {
		if out[i] != nil || state[i] == 1 || depth > 100 {
			return out[i]
		}
		state[i] = 1
		at := *s
		at.matrix = jobs[i].Value.Get("strategy", "matrix")
		condition := jobs[i].Value.Get("if")
		list := r.through(slices.Clone(events), condition, &at)
		if text := condition.Str(); !strings.Contains(text, "always()") && !strings.Contains(text, "failure()") && !strings.Contains(text, "cancelled()") {
			for _, need := range jobs[i].Value.Get("needs").Strings() {
				n, ok := index[need]
				if !ok {
					continue
				}
				checked := slices.ContainsFunc(jobs[n].Value.Get("steps").Each(), r.checks)
				for k, before := range of(n, depth+1) {
					list[k].gate = min(list[k].gate, before.gate)
					if checked {
						list[k].gate = min(list[k].gate, guarded)
					}
				}
			}
		}
		out[i], state[i] = list, 2
		return list
	}
	for i := range jobs {
		of(i, 0)
	}
	return out
}

// callee reads a reusable workflow of this repository for the job that calls it.
func (r *reader) callee(j *job, uses string) {
	w := r.find(r.local(uses))
	if w == nil {
		return
	}
	if slices.Contains(j.call.path, w) || len(j.call.path) > maxDepth {
		r.notice(j.node.Get("uses").Span, errRecursion)
		return
	}
	s := &scope{called: true, inputs: map[string]binding{}, secrets: map[string]binding{}}
	c := &call{scope: s, events: j.events, permissions: j.permissions, caller: j.key, inherits: j.call.inherits,
		path: append(slices.Clone(j.call.path), w)}
	declared := w.root.Get("on", "workflow_call", "inputs")
	for _, f := range declared.Entries() {
		if d := f.Value.Get("default"); d != nil {
			s.inputs[strings.ToLower(f.Key)] = binding{d, s}
		}
	}
	for _, f := range j.node.Get("with").Entries() {
		s.inputs[strings.ToLower(f.Key)] = binding{f.Value, j.scope}
	}
	secrets := j.node.Field("secrets")
	if secrets != nil && secrets.Value.Str() == "inherit" {
		s.inherit = j.scope
		c.inherits = append(slices.Clone(c.inherits), secrets.Span())
	} else if secrets != nil {
		for _, f := range secrets.Value.Entries() {
			s.secrets[strings.ToUpper(f.Key)] = binding{f.Value, j.scope}
		}
	}
	r.read(w, c)
}

// job states what one job of steps is.
func (r *reader) job(j *job) {
	j.steps = r.flatten(j)
	for _, st := range j.steps {
		if s := r.startOf(j, st); s != nil {
			j.starts = append(j.starts, s)
		}
	}
	setup := j.stem == "copilot-setup-steps" && j.name == "copilot-setup-steps"
	if len(j.starts) == 0 && !setup {
		r.logins(j, len(j.steps), false)
		return
	}
	if j.checked = slices.IndexFunc(j.steps, func(st *step) bool { return r.checks(st.node) }); j.checked < 0 {
		j.checked = len(j.steps)
	}
	r.state(j, agentScore)
	a := j.agent
	for _, s := range j.starts {
		r.evidence(a, s.why, s.at)
		addWord(a, "agent", s.agent)
	}
	if setup {
		r.evidence(a, "prepares the machine of Copilot's coding agent", j.at)
		addWord(a, "agent", "copilot")
	}
	r.trust(j)
	r.runsAs(j)
	last := len(j.steps)
	if n := len(j.starts); n > 0 {
		last = j.starts[n-1].step.index
		r.checkout(j, last)
	}
	r.logins(j, last, true)
	for _, s := range j.starts {
		r.held(j, s)
		r.settings(j, s)
		r.ownApp(j, s)
	}
	for _, at := range j.call.inherits {
		r.control(j, "secret-scope", "off", "secrets: inherit", "every secret of the repository is handed to the workflow of the agent", "", at)
	}
}

// agentScore is the weight of a step that starts an agent.
const agentScore = 95

// state states the agent or workload that a job is.
func (r *reader) state(j *job, score int) {
	if a := r.agents[j.key]; a != nil {
		j.agent = a
		return
	}
	a := &nhi.Agent{
		Key: j.key, Name: j.stem + "/" + j.name, Kind: "ci-job", Platform: "github-actions", Score: score,
		ActsFor: acts(j.events), Attributes: map[string]string{}, At: j.at,
	}
	if name, ok := r.eval(environment(j.node), j.scope).one(); ok && name != "" {
		a.Environment = agents.Environment("", name, "")
	}
	r.agents[j.key], j.agent = a, a
	r.facts.Agents = append(r.facts.Agents, a)
}

// environment is the node that names a job's deployment environment.
func environment(n *tree.Node) *tree.Node {
	e := n.Get("environment")
	if e != nil && e.Kind == tree.Mapping {
		return e.Get("name")
	}
	return e
}

// evidence adds a reason once. The score is that of the first: the others add
// nothing to certainty.
func (r *reader) evidence(a *nhi.Agent, reason string, at nhi.Span) {
	if !r.once("evidence " + a.Key + " " + reason + " " + at.String()) {
		return
	}
	weight := 0
	if len(a.Evidence) == 0 {
		weight = agentScore
	}
	a.Evidence = append(a.Evidence, nhi.Evidence{Weight: weight, Reason: reason, At: at})
}

func addWord(a *nhi.Agent, name, word string) {
	if list := strings.Fields(a.Attributes[name]); !slices.Contains(list, word) {
		a.Attributes[name] = strings.Join(append(list, word), " ")
	}
}

// runsAs states the job's token and what it may do.
func (r *reader) runsAs(j *job) {
	token := &nhi.Identity{Key: j.token, Name: "GITHUB_TOKEN of " + j.stem + "/" + j.name, Kind: "job-token", Platform: "github-actions", Defined: true, At: j.at}
	if s := r.subjects(j); s != "" {
		token.Attributes = map[string]string{nhi.Subjects: s}
	}
	r.identity(token)
	r.edge(nhi.RunsAs, j.key, j.token, j.at)
	p := j.permissions
	if p == nil || p.Value == nil {
		j.agent.Attributes["permissions"] = "absent"
		return
	}
	g := &nhi.Grant{Key: nhi.Key("ci-permissions", j.file.Path, j.name), Identity: j.token, System: "github", Name: "permissions",
		Resources: []string{"the repository"}, Scope: "project", Breadth: "narrow", Confidence: nhi.Certain, At: p.Span()}
	if p == j.call.permissions && j.call.caller != "" {
		g.Key = nhi.Key("ci-permissions", j.file.Path, j.name, j.call.caller)
	}
	switch p.Value.Str() {
	case "write-all":
		g.Actions, g.Writes, g.Breadth = []string{"write-all"}, true, "wildcard"
		g.Why = "write-all lets the job's token change everything in the repository"
	case "read-all":
		g.Actions = []string{"read-all"}
	default:
		for _, f := range p.Value.Entries() {
			level := f.Value.Str()
			if level != "read" && level != "write" {
				continue
			}
			g.Actions = append(g.Actions, f.Key+": "+level)
			// To ask for an OIDC token or a model changes nothing by itself.
			g.Writes = g.Writes || level == "write" && f.Key != "id-token" && f.Key != "copilot-requests"
		}
	}
	if len(g.Actions) > 0 && r.once(g.Key) {
		r.facts.Grants = append(r.facts.Grants, g)
	}
}

// ownApp states what claude-code-action may do when it is given no token: it
// exchanges the job's OIDC token for one of its GitHub App.
// Source: claude-code-action, docs/security.md, "GitHub App Permissions".
func (r *reader) ownApp(j *job, s *start) {
	if s.step.action != "anthropics/claude-code-action" || s.step.with["github_token"] != nil || !j.may("id-token") {
		return
	}
	g := &nhi.Grant{Key: nhi.Key("ci-app", j.file.Path, j.name, "claude"), Identity: j.token, System: "github", Name: "Claude GitHub App",
		Actions: []string{"contents: write", "pull-requests: write", "issues: write"}, Resources: []string{"the repository"}, Scope: "project",
		Breadth: "narrow", Writes: true, Confidence: nhi.Certain, At: s.at}
	if r.once(g.Key) {
		r.facts.Grants = append(r.facts.Grants, g)
	}
}

// open says whether somebody without access may start the job, or cannot be told
// not to.
func (j *job) open() bool {
	for _, e := range j.events {
		if (e.stranger || e.unknown) && e.gate > guarded {
			return true
		}
	}
	return len(j.events) == 0
}

// may says whether the job's token has a permission.
func (j *job) may(permission string) bool {
	if j.permissions == nil {
		return false
	}
	return j.permissions.Value.Str() == "write-all" || j.permissions.Value.Get(permission).Str() == "write"
}

func (r *reader) identity(i *nhi.Identity) {
	if r.once("identity " + i.Key) {
		r.facts.Identities = append(r.facts.Identities, i)
	}
}

// control states a gate, once a job and setting.
func (r *reader) control(j *job, kind, state, name, why, source string, at nhi.Span) {
	key := nhi.Key("ci-control", j.file.Path, j.name, kind, name)
	if r.once(key) {
		r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: key, Kind: kind, Name: name, State: state, Subject: j.key, Source: source,
			Attributes: map[string]string{"why": why}, At: at})
	}
}
