// Package jobs turns what a CI platform's file says of a job into facts: the
// agents that its commands start, with the protections that are switched off and
// the tools that need no asking; the credentials it holds, written out or kept by
// the platform; and the keyless logins beside them. Which words of a file are
// commands, variables and secrets is the knowledge of each platform's analyzer.
package jobs

import (
	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// AgentScore is the score of a job whose commands start a coding agent.
const AgentScore = 95

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
