package gitlab

import (
	"fmt"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// reserved are the top-level keys that are no jobs (CI/CD YAML syntax reference).
var reserved = map[string]bool{
	"default": true, "include": true, "stages": true, "variables": true, "workflow": true, "spec": true, "image": true, "services": true,
	"cache": true, "before_script": true, "after_script": true, "types": true,
}

// predefined are variables that GitLab sets itself: short-lived tokens of the job
// among them (CI_JOB_TOKEN, CI_REGISTRY_PASSWORD).
func predefined(name string) bool {
	return strings.HasPrefix(name, "CI_") || strings.HasPrefix(name, "GITLAB_USER_") || strings.HasPrefix(name, "AI_FLOW_")
}

// pipeline reads a pipeline from its first file on.
func (r *reader) pipeline(first *nhi.File) {
	sources := r.sources(first)
	if len(sources) == 0 {
		r.reached[first.Path] = true
		return
	}
	c := newConfig(r, sources)
	p := &jobs.Pipeline{Platform: "gitlab-ci", System: "gitlab", Federation: "OIDC federation of GitLab CI", Facts: r.facts,
		Reference: jobs.ShellReference, Predefined: predefined}
	count := 0
	for _, name := range c.names {
		if reserved[name] || strings.HasPrefix(name, ".") {
			continue
		}
		entries := c.entries[name]
		e := entries[len(entries)-1]
		if j := c.job(name, 0); j.get("script") == nil && j.get("run") == nil {
			continue // a trigger of another pipeline, or no job at all
		}
		if count++; count > maxJobs {
			c.notice(name, fmt.Sprintf("expected at most %d jobs, found more", maxJobs))
			break
		}
		p.Path = e.file.Path
		c.read(p, name, e)
	}
}

// stem is a file's name without what all such files have in common.
func stem(file string) string {
	base := strings.TrimSuffix(path.Base(file), path.Ext(file))
	return strings.TrimPrefix(base, ".")
}

func (c *config) read(p *jobs.Pipeline, name string, e entry) {
	layers := c.job(name, 0)
	j := p.New(stem(e.file.Path), name, e.field.KeySpan)
	c.triggers(j, layers)
	j.JobToken(e.field.KeySpan)
	c.sets(j, name, layers)
	c.tokens(j, layers)
	for _, f := range layers.fields("secrets") {
		secret(j, f)
	}
	if layers.get("identity").Str() == "google_cloud" {
		j.Federate("Google", "the workload identity that 'identity: google_cloud' sets up")
	}
	environment := layers.get("environment")
	if environment.Scalar() {
		j.Environment(environment.Text)
	} else {
		j.Environment(environment.Get("name").Str())
	}
	for _, key := range [...]string{"before_script", "script", "after_script"} {
		n := layers.get(key)
		if n == nil && key != "script" && c.inherits(layers, "default", key) {
			n = c.global(key)
		}
		for _, text := range c.texts(n) {
			j.Script(text)
		}
	}
	for _, text := range c.texts(layers.get("hooks", "pre_get_sources_script")) {
		j.Script(text)
	}
	for _, step := range layers.get("run").Each() {
		for _, f := range (job{step}).fields("env") {
			j.Variable(name, f.Key, f.Value.Str(), f.Value.Span)
		}
		j.Script(step.Get("script"))
	}
	j.Done()
}

// inherits says whether a job takes a key from the whole pipeline: all by
// default, and less where inherit says so.
func (c *config) inherits(layers job, what, key string) bool {
	n := layers.get("inherit", what)
	if n == nil {
		return true
	}
	if all, ok := n.Truth(); ok {
		return all
	}
	for _, name := range n.Strings() {
		if name == key {
			return true
		}
	}
	return false
}

// sets reads the variables that the pipeline and the job set.
func (c *config) sets(j *jobs.Job, name string, layers job) {
	read := func(scope string, f tree.Field) {
		v := f.Value
		if v != nil && v.Kind == tree.Mapping {
			v = v.Get("value") // {value: …, description: …}
		}
		if v.Scalar() {
			j.Variable(scope, f.Key, v.Text, v.Span)
		} else {
			j.Given(f.Key)
		}
	}
	own := layers.fields("variables")
	set := map[string]bool{}
	for _, f := range own {
		set[f.Key] = true
	}
	inherit := layers.get("inherit", "variables")
	for _, f := range c.variables {
		if !set[f.Key] && (inherit == nil || c.inherits(layers, "variables", f.Key)) {
			read("variables", f)
		}
	}
	for _, f := range own {
		read(name, f)
	}
	for _, row := range layers.get("parallel", "matrix").Each() {
		if row.Kind == tree.Mapping {
			for _, f := range row.Fields {
				j.Given(f.Key)
			}
		}
	}
}

// tokens reads the ID tokens that a job asks for.
func (c *config) tokens(j *jobs.Job, layers job) {
	fields := layers.fields("id_tokens")
	if len(fields) == 0 && c.inherits(layers, "default", "id_tokens") {
		fields = c.part("default").fields("id_tokens")
	}
	for _, f := range fields {
		j.IDToken(f.Key, strings.Join(f.Value.Get("aud").Strings(), " "), f.KeySpan)
	}
}

// stores are the secret managers that the keyword secrets knows, and how the
// name of a secret is spelt there.
var stores = []struct{ key, name string }{
	{"vault", ""}, {"azure_key_vault", "name"}, {"gcp_secret_manager", "name"}, {"aws_secrets_manager", "secret_id"}, {"gitlab_secrets_manager", "name"},
}

// secret reads an entry of secrets: fetched for the job from a secret manager.
func secret(j *jobs.Job, f tree.Field) {
	j.Given(f.Key)
	c := creds.Describe(f.Key)
	if c == nil || f.Value == nil || f.Value.Kind != tree.Mapping {
		return
	}
	for _, s := range stores {
		n := f.Value.Get(s.key)
		if n == nil {
			continue
		}
		name := n.Str()
		if n.Kind == tree.Mapping {
			if name = n.Get(s.name).Str(); s.name == "" {
				name = n.Get("path").Str() + "/" + n.Get("field").Str()
			}
		}
		if name == "" || strings.Contains(name, "$") {
			name = f.Key
		}
		c.Key = nhi.Key("ci-store", "gitlab-ci", s.key, name)
		c.Name, c.Origin, c.Store, c.At = f.Key, nhi.FromStore, "secret-manager", f.KeySpan
		c.Attributes = map[string]string{"secret_manager": s.key}
		j.Hold(c, f.KeySpan)
		return
	}
}
