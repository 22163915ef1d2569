package jobs

import (
	"strconv"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

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
		if l.name == "Authorization" {
			l.c.Name = "" // the header's name, and that of no credential
		} else if l.c.Name == "" {
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
