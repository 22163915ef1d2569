// Package jobs turns what a CI platform's file says of a job into facts: the
// agents that its commands start, with the protections that are switched off and
// the tools that need no asking; the credentials it holds, written out or kept by
// the platform; and the keyless logins beside them. Which words of a file are
// commands, variables and secrets is the knowledge of each platform's analyzer.
package jobs

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// AgentScore is the score of a job whose commands start a coding agent.
const AgentScore = 95

// maxVariables is how many variables the jobs of one pipeline may set and read,
// all together: with shared variables it is the product of both. The largest
// known pipelines come to 100,000.
const maxVariables = 500_000

// Pipeline is a set of jobs that share variables.
type Pipeline struct {
	// Platform is gitlab-ci, azure-pipelines, circleci or jenkins.
	Platform string
	// Path is the file of the jobs that are made next.
	Path string
	// Federation is the keyless login that the platform offers for clouds, as a
	// clause; empty when it offers none.
	Federation string
	// System is what the job's own token opens (gitlab, azure-devops).
	System string
	// Reference reads the names of variables in a script: the name at the start of
	// text, which begins with a dollar, and its length; 0 when there is none.
	Reference func(text string) (name string, length int)
	// Predefined says whether the platform sets a variable itself.
	Predefined func(name string) bool
	// Issued says whether a variable is an ID token that the platform makes for
	// every job; JobToken whether it is the job's own token, which only jobs that
	// read it have. Both may be nil.
	Issued, JobToken func(name string) bool

	Facts *nhi.Facts

	seen    map[string]bool
	counts  map[string]int // literals of one place and name
	keys    map[*nhi.Credential]string
	titles  map[string]*nhi.Credential // what is known of a name
	spent   int
	secret  map[string]bool // names of variables: whether they promise a secret
	scripts map[*tree.Node]*script
	judged  map[judgement]*nhi.Credential
}

// judgement is a text that was judged: many jobs share a variable.
type judgement struct {
	file  *nhi.File
	start int
	name  string
}

// Job is one job of it.
type Job struct {
	p          *Pipeline
	path, name string
	agent      *nhi.Agent
	// given are the variables that the file or a script sets.
	given map[string]bool
	// federations are the keyless logins, by vendor.
	federations map[string]string
	references  []reference
	literals    []literal
	credentials []*nhi.Credential
	identities  []*nhi.Identity
	grants      []*nhi.Grant
	tools       []*nhi.Tool
	controls    []*nhi.Control
	edges       []*nhi.Edge
	// worth says that a job without an agent is worth knowing.
	worth bool
	token *nhi.Span
}

// reference is a variable that is read under a name.
type reference struct {
	name, stored string
	at           nhi.Span
	// sure says that it is a secret, and not only called like one.
	sure bool
}

type literal struct {
	scope, name, store string
	c                  *nhi.Credential
}

// New starts a job. name is unique in the file; at is where it stands.
func (p *Pipeline) New(stem, name string, at nhi.Span) *Job {
	if p.seen == nil {
		p.counts, p.keys, p.titles = map[string]int{}, map[*nhi.Credential]string{}, map[string]*nhi.Credential{}
		p.seen, p.secret = map[string]bool{}, map[string]bool{}
		p.scripts, p.judged = map[*tree.Node]*script{}, map[judgement]*nhi.Credential{}
	}
	return &Job{p: p, path: p.Path, name: name, given: map[string]bool{}, federations: map[string]string{}, agent: &nhi.Agent{
		Key: nhi.Key("ci-job", p.Path, name), Name: stem + "/" + name, Kind: "ci-job", Platform: p.Platform,
		Attributes: map[string]string{}, At: at,
	}}
}

// Key is the job's.
func (j *Job) Key() string { return j.agent.Key }

// Runs says whether the job starts an agent.
func (j *Job) Runs() bool { return j.agent.Score > 0 }

// Set gives the job an attribute; an empty value does nothing.
func (j *Job) Set(name, value string) {
	if value != "" {
		j.agent.Attributes[name] = value
	}
}

// ActsFor says for whom the job acts.
func (j *Job) ActsFor(who string) { j.agent.ActsFor = who }

// Environment is the deployment target that the job names.
func (j *Job) Environment(name string) {
	if e := agents.Environment("", "", name); e != "" {
		j.agent.Environment = e
	}
}

// Federate says that the job logs in to a vendor without a static key, so that
// the vendor's SDK finds it in the environment.
func (j *Job) Federate(vendor, way string) {
	if j.federations[vendor] == "" {
		j.federations[vendor] = way
	}
}

// federation is the vendor of a keyless login that a variable sets up. The ARN
// of a role alone is none here: pipelines hand it to commands that assume it with
// a static key.
func federation(variable string) (vendor string, ok bool) {
	if variable == "AWS_ROLE_ARN" {
		return "", false
	}
	return creds.FederationEnv(variable)
}

// Given says that the file or a script sets a variable: reading it is no use of
// a stored secret.
func (j *Job) Given(name string) { j.given[name] = true }

// spend takes one variable from the pipeline's allowance.
func (j *Job) spend() bool {
	if j.p.spent++; j.p.spent <= maxVariables {
		return true
	}
	if j.p.spent == maxVariables+1 {
		j.p.Facts.Notices = append(j.p.Facts.Notices, nhi.Notice{Path: j.path, Incomplete: true,
			Reason: fmt.Sprintf("expected at most %d variables in all jobs together, found more", maxVariables)})
	}
	return false
}

// Variable reads a variable that the file sets. scope tells variables of one name
// apart: a job, or the file.
func (j *Job) Variable(scope, name, value string, at nhi.Span) {
	if !j.spend() {
		return
	}
	if vendor, ok := federation(name); ok && value != "" {
		j.Federate(vendor, "the federation that "+name+" sets up")
	}
	i := strings.IndexByte(value, '$')
	if i < 0 || j.p.Reference == nil {
		j.given[name] = true
		j.Literal(scope, name, "env", value, at)
		return
	}
	stored, n := j.p.Reference(value[i:])
	switch {
	case n == 0:
		j.given[name] = true
		j.Literal(scope, name, "env", value, at)
	case i == 0 && n == len(value):
		if stored != name {
			j.given[name] = true
		}
		j.references = append(j.references, reference{name: name, stored: stored, at: at})
	default:
		j.given[name] = true
		for _, r := range j.p.reads(value, func(int, int) nhi.Span { return at }) {
			if r.stored != name {
				j.references = append(j.references, r)
			}
		}
	}
}

// Input reads a setting of a step: a literal under its name, or the variables
// that it is made of.
func (j *Job) Input(scope, name, value string, at nhi.Span) {
	if !j.spend() {
		return
	}
	if refs := j.p.reads(value, func(int, int) nhi.Span { return at }); len(refs) > 0 {
		j.references = append(j.references, refs...)
		return
	}
	j.Literal(scope, name, "file", value, at)
}

// Literal judges a text that is written out under a name.
func (j *Job) Literal(scope, name, store, value string, at nhi.Span) {
	if c := j.p.judge(name, value, at); c != nil {
		j.literals = append(j.literals, literal{scope, name, store, c})
	}
}

func (p *Pipeline) judge(name, value string, at nhi.Span) *nhi.Credential {
	if !p.promising(name) && len(value) < 16 || templated(value) {
		return nil
	}
	k := judgement{at.File, at.Start, name}
	c, ok := p.judged[k]
	if !ok {
		c = creds.Judge(name, value, at)
		p.judged[k] = c
	}
	return c
}

// templated says whether something fills the text in before it is used.
func templated(text string) bool {
	return strings.Contains(text, "${{") || strings.Contains(text, "{{") || strings.Contains(text, "<<") || strings.Contains(text, "$[[") || strings.Contains(text, "$(")
}

// Secret states a secret of the platform's store that the job reads as a
// variable: name is the variable, stored the name in the store.
func (j *Job) Secret(name, stored string, at nhi.Span) {
	j.given[name] = true
	j.references = append(j.references, reference{name: name, stored: stored, at: at, sure: true})
}

// Hold states any other credential that the job holds.
func (j *Job) Hold(c *nhi.Credential, at nhi.Span) {
	j.worth = true
	j.Carry(c, at)
}

// Carry states a credential that is of interest beside an agent alone.
func (j *Job) Carry(c *nhi.Credential, at nhi.Span) {
	if c.Confidence == 0 {
		c.Confidence = nhi.Certain
	}
	j.credentials = append(j.credentials, c)
	j.edges = append(j.edges, &nhi.Edge{Kind: nhi.Holds, From: j.agent.Key, To: c.Key, Confidence: nhi.Certain, At: at})
}

// IDToken states a token that the platform makes for the job, by which others
// know it. audience is empty when the platform chooses it.
func (j *Job) IDToken(name, audience string, at nhi.Span) {
	j.given[name] = true
	c := &nhi.Credential{Key: nhi.Key("ci-id-token", j.path, j.name, name), Kind: "ci-id-token", Title: "ID token of the job",
		Name: name, Origin: nhi.FromIssuer, Store: "env", Attributes: map[string]string{}, At: at}
	if audience != "" {
		c.Attributes["audience"] = audience
	}
	j.Hold(c, at)
}

// RunsAs states an identity that the job acts as.
func (j *Job) RunsAs(i *nhi.Identity, at nhi.Span) {
	for _, seen := range j.identities {
		if seen.Key == i.Key {
			return
		}
	}
	j.identities = append(j.identities, i)
	j.edges = append(j.edges, &nhi.Edge{Kind: nhi.RunsAs, From: j.agent.Key, To: i.Key, Confidence: nhi.Certain, At: at})
	j.worth = true
}

// Grant states what an identity of the job may do, as far as the file shows it.
func (j *Job) Grant(g *nhi.Grant) { j.grants = append(j.grants, g) }

// JobToken says that the job has the platform's own short-lived token. What it
// may do is a setting outside of the file.
func (j *Job) JobToken(at nhi.Span) {
	if j.token == nil {
		j.token = &at
	}
}

// Start states that a command of the job starts an agent.
func (j *Job) Start(agent string, flags map[string]string, at nhi.Span) {
	a := j.agent
	a.Score = AgentScore
	reason := "a command starts " + title(agent)
	for _, e := range a.Evidence {
		if e.Reason == reason {
			reason = ""
		}
	}
	if reason != "" {
		a.Evidence = append(a.Evidence, nhi.Evidence{Weight: AgentScore, Reason: reason, At: at})
	}
	if a.Attributes["agent"] == "" {
		a.Attributes["agent"] = agent
	} else if !strings.Contains(" "+a.Attributes["agent"]+" ", " "+agent+" ") {
		a.Attributes["agent"] += " " + agent
	}
	for _, g := range agents.Gates(agent, flags) {
		j.Control(g.Kind, "off", g.Name, g.Why, at)
	}
	for _, pattern := range agents.Tools(flags) {
		j.tool(pattern, at)
	}
}

// Control states a protection of the job.
func (j *Job) Control(kind, state, name, why string, at nhi.Span) {
	key := nhi.Key("ci-control", j.agent.Key, kind, name)
	for _, c := range j.controls {
		if c.Key == key {
			return
		}
	}
	j.controls = append(j.controls, &nhi.Control{Key: key, Kind: kind, Name: name, State: state, Subject: j.agent.Key,
		Attributes: map[string]string{"why": why}, At: at})
}

// kinds are the tools of agents that are known by name.
var kinds = map[string]struct {
	kind   string
	writes bool
}{
	"Bash": {"shell", true}, "shell": {"shell", true}, "ShellTool": {"shell", true}, "run_shell_command": {"shell", true}, "execute_bash": {"shell", true},
	"Write": {"function", true}, "Edit": {"function", true}, "MultiEdit": {"function", true}, "NotebookEdit": {"function", true}, "write": {"function", true}, "fs_write": {"function", true}, "write_file": {"function", true},
	"Read": {"function", false}, "Grep": {"function", false}, "Glob": {"function", false}, "LS": {"function", false}, "fs_read": {"function", false}, "read_file": {"function", false},
}

func (j *Job) tool(pattern string, at nhi.Span) {
	name, inside, narrowed := strings.Cut(pattern, "(")
	known, ok := kinds[name]
	if !ok {
		known.kind = "function"
	}
	t := &nhi.Tool{Key: nhi.Key("ci-tool", j.agent.Key, pattern), Name: pattern, Kind: known.kind, Agent: j.agent.Key,
		Approved: nhi.Bool(false), Attributes: map[string]string{"pattern": pattern}, At: at}
	// A pattern that leaves some commands out says nothing of what they change.
	if inside = strings.TrimSuffix(inside, ")"); ok && (!narrowed || inside == "*" || inside == ":*" || known.kind != "shell") {
		t.Writes = nhi.Bool(known.writes)
	}
	for _, seen := range j.tools {
		if seen.Key == t.Key {
			return
		}
	}
	j.tools = append(j.tools, t)
	j.edges = append(j.edges, &nhi.Edge{Kind: nhi.Calls, From: j.agent.Key, To: t.Key, Confidence: nhi.Certain, At: at})
}

// titles are the agents' names for people.
var titles = map[string]string{
	"claude-code": "Claude Code", "codex": "Codex", "gemini-cli": "the Gemini CLI", "copilot": "the Copilot CLI", "aider": "aider",
	"goose": "Goose", "opencode": "opencode", "cursor": "the Cursor CLI", "qwen-code": "Qwen Code", "amazon-q": "Amazon Q", "cagent": "cagent",
}

func title(agent string) string {
	if t := titles[agent]; t != "" {
		return t
	}
	return agent
}

// Done adds the job's facts to the pipeline's: all of an agent's, and of another
// job's those of the credentials and identities that are known for certain.
func (j *Job) Done() {
	p, f := j.p, j.p.Facts
	for _, r := range j.references {
		if !j.spend() {
			break
		}
		j.refer(r)
	}
	for _, l := range j.literals {
		l.c.Origin, l.c.Store = nhi.FromLiteral, l.store
		if l.c.Name == "" {
			l.c.Name = l.name
		}
		l.c.Key = p.key(l)
		j.shadow(l.c, l.name)
		j.Hold(l.c, l.c.At)
	}
	if j.token != nil && j.Runs() {
		i := &nhi.Identity{Key: nhi.Key("ci-job-token", j.path, j.name), Name: "job token of " + j.agent.Name, Kind: "job-token",
			Platform: p.System, Defined: true, Attributes: map[string]string{}, At: *j.token}
		j.RunsAs(i, *j.token)
	}
	if !j.Runs() && !j.worth {
		return
	}
	f.Agents = append(f.Agents, j.agent)
	for _, c := range j.credentials {
		if !p.seen[c.Key] {
			p.seen[c.Key] = true
			f.Credentials = append(f.Credentials, c)
		}
	}
	for _, i := range j.identities {
		if !p.seen[i.Key] {
			p.seen[i.Key] = true
			f.Identities = append(f.Identities, i)
		}
	}
	if j.Runs() {
		f.Grants = append(f.Grants, j.grants...)
	}
	f.Tools = append(f.Tools, j.tools...)
	f.Controls = append(f.Controls, j.controls...)
	held := map[string]bool{}
	for _, e := range j.edges {
		if k := string(e.Kind) + " " + e.To; !held[k] {
			held[k] = true
			f.Edges = append(f.Edges, e)
		}
	}
}

// key is a literal's, the same for every job that holds it. Positions are no part
// of it: they change with every edit.
func (p *Pipeline) key(l literal) string {
	key, ok := p.keys[l.c]
	if !ok {
		parts := []string{l.c.At.File.Path, l.scope, l.name}
		key = nhi.Key("ci-literal", parts...)
		if p.counts[key]++; p.counts[key] > 1 {
			key = nhi.Key("ci-literal", append(parts, strconv.Itoa(p.counts[key]))...)
		}
		p.keys[l.c] = key
	}
	return key
}

// describe is what is known of a credential by its name; the copy is the
// caller's.
func (p *Pipeline) describe(name string) *nhi.Credential {
	c, ok := p.titles[name]
	if !ok {
		c = creds.Describe(name)
		p.titles[name] = c
	}
	if c == nil {
		return nil
	}
	d := *c
	return &d
}

// refer states the credential of a reference. What is only called like a secret
// counts where an agent reads it; elsewhere a vendor's name says what it is.
func (j *Job) refer(r reference) {
	switch p := j.p; {
	case p.Issued != nil && p.Issued(r.stored):
		j.IDToken(r.stored, "", r.at)
		return
	case p.JobToken != nil && p.JobToken(r.stored):
		j.JobToken(r.at)
		return
	}
	if !r.sure && (r.name == r.stored && j.given[r.name] || r.name != r.stored && j.given[r.stored] || j.p.Predefined != nil && j.p.Predefined(r.stored)) {
		return
	}
	c := j.p.describe(r.name)
	if c == nil || c.Vendor == "" {
		if d := j.p.describe(r.stored); d != nil && (c == nil || d.Vendor != "") {
			c = d
		}
	}
	if c == nil && r.sure && j.Runs() {
		// It is kept as a secret, whatever it is called.
		c = &nhi.Credential{Kind: "token", Title: "Stored secret", Confidence: 80}
	}
	if c == nil || c.Vendor == "" && !j.Runs() && !r.sure {
		return
	}
	if c.Kind == "aws-session-key" || c.Kind == "aws-access-key" && j.session() {
		return // a session that something logged in to
	}
	c.Key = nhi.Key("ci-secret", j.p.Platform, r.stored)
	c.Name, c.Origin, c.Store, c.At = r.stored, nhi.FromStore, "ci", r.at
	if clouds[c.Kind] && j.p.Federation != "" {
		c.Alternative = j.p.Federation
	}
	j.shadow(c, r.name)
	j.Hold(c, r.at)
}

// session says whether the job has the token of an AWS session, with which an
// access key is one of hours.
func (j *Job) session() bool {
	if j.given["AWS_SESSION_TOKEN"] {
		return true
	}
	for _, r := range j.references {
		if r.name == "AWS_SESSION_TOKEN" {
			return true
		}
	}
	return false
}

// clouds are the logins for which clouds take the ID token of a job instead.
var clouds = map[string]bool{"aws-access-key": true, "entra-client-secret": true, "google-service-account-key": true}

// shadow marks a static credential that the vendor's SDK takes before the keyless
// login of the same job.
func (j *Job) shadow(c *nhi.Credential, variable string) {
	vendor, source, ok := creds.StaticEnv(variable)
	if ok && j.federations[vendor] != "" {
		c.Shadows, c.ShadowSource = j.federations[vendor], source
	}
}
