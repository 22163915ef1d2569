package pipelines

import (
	"fmt"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

type circle struct {
	file  *nhi.File
	facts *nhi.Facts
	root  *tree.Node
	uses  map[string]*use
	steps int
}

// use is how the workflows run a job.
type use struct {
	contexts  map[string]bool
	scheduled bool
	pushed    bool
	// approved says that every use waits for a person.
	approved, seen bool
}

// maxSteps is how many steps of all jobs together are read; commands that call
// commands grow exponentially.
const maxSteps = 20_000

// readCircle reads one configuration ("CircleCI configuration reference").
func readCircle(f *nhi.File, facts *nhi.Facts) {
	docs, notices := tree.YAML(f)
	facts.Notices = append(facts.Notices, notices...)
	if len(docs) == 0 || docs[0].Root == nil || docs[0].Root.Kind != tree.Mapping {
		return
	}
	c := &circle{file: f, facts: facts, root: docs[0].Root, uses: map[string]*use{}}
	c.workflows()
	p := &jobs.Pipeline{Platform: circleCI, Path: f.Path, System: circleCI, Federation: "OIDC federation of CircleCI", Facts: facts,
		Reference: jobs.ShellReference, Predefined: circlePredefined, Issued: circleToken}
	all := c.root.Get("jobs")
	if all == nil || all.Kind != tree.Mapping {
		return
	}
	for i, job := range all.Fields {
		if i >= maxJobs {
			facts.Notices = append(facts.Notices, nhi.Notice{Path: f.Path, Line: f.LineOf(job.KeySpan.Start), Incomplete: true, Reason: fmt.Sprintf("CircleCI: expected at most %d jobs, found more", maxJobs)})
			break
		}
		if job.Value != nil && job.Value.Kind == tree.Mapping {
			c.job(p, job)
		}
	}
	if c.steps > maxSteps {
		facts.Notices = append(facts.Notices, nhi.Notice{Path: f.Path, Incomplete: true, Reason: fmt.Sprintf("CircleCI: expected at most %d steps, found more", maxSteps)})
	}
}

// workflows reads which jobs get which contexts, and what starts them.
func (c *circle) workflows() {
	flows := c.root.Get("workflows")
	if flows == nil || flows.Kind != tree.Mapping {
		return
	}
	for _, flow := range flows.Fields {
		scheduled := false
		for _, t := range flow.Value.Get("triggers").Each() {
			scheduled = scheduled || t.Get("schedule") != nil
		}
		approvals := map[string]bool{}
		items := flow.Value.Get("jobs").Each()
		items = items[:min(len(items), maxJobs)]
		for _, item := range items {
			if item.Kind == tree.Mapping && len(item.Fields) > 0 && item.Fields[0].Value.Get("type").Str() == "approval" {
				approvals[item.Fields[0].Key] = true
				approvals[item.Fields[0].Value.Get("name").Str()] = true
			}
		}
		for _, item := range items {
			name, settings := item.Str(), (*tree.Node)(nil)
			if item.Kind == tree.Mapping && len(item.Fields) > 0 {
				name, settings = item.Fields[0].Key, item.Fields[0].Value
			}
			u := c.uses[name]
			if u == nil {
				u = &use{contexts: map[string]bool{}}
				c.uses[name] = u
			}
			for _, context := range settings.Get("context").Strings() {
				u.contexts[context] = true
			}
			u.scheduled, u.pushed = u.scheduled || scheduled, u.pushed || !scheduled
			approved := false
			for _, before := range settings.Get("requires").Strings() {
				approved = approved || approvals[before]
			}
			u.approved, u.seen = approved && (u.approved || !u.seen), true
		}
	}
}

func (c *circle) job(p *jobs.Pipeline, f tree.Field) {
	j := p.New(stem(c.file.Path), f.Key, f.KeySpan)
	u := c.uses[f.Key]
	if u == nil {
		u = &use{pushed: f.Key == "build" && len(c.uses) == 0}
	}
	var contexts []string
	for name := range u.contexts {
		contexts = append(contexts, name)
	}
	sort.Strings(contexts)
	j.Set("contexts", strings.Join(contexts, ", "))
	switch {
	case u.scheduled && !u.pushed:
		j.Set("trigger_event", "schedule")
		j.Set("trigger", "trusted")
	case u.scheduled:
		j.Set("trigger_event", "push schedule")
	case u.pushed:
		j.Set("trigger_event", "push")
	}
	if u.approved {
		j.Set("guarded", "true")
	} else if u.scheduled || u.pushed {
		j.ActsFor("self")
	}
	executor := f.Value.Get("executor")
	if executor != nil && executor.Kind == tree.Mapping {
		executor = executor.Get("name")
	}
	for _, n := range [...]*tree.Node{c.root.Get("executors", executor.Str()), f.Value} {
		c.environment(j, f.Key, n.Get("environment"))
		for _, image := range n.Get("docker").Each() {
			c.environment(j, f.Key, image.Get("environment"))
			for _, key := range [...]string{"auth", "aws_auth"} {
				if auth := image.Get(key); auth != nil && auth.Kind == tree.Mapping {
					for _, e := range auth.Fields {
						if e.Value.Scalar() {
							j.Input(f.Key, e.Key, e.Value.Text, e.Value.Span)
						}
					}
				}
			}
		}
	}
	for _, key := range [...]string{"pre-steps", "steps", "post-steps"} {
		c.list(j, f.Key, f.Value.Get(key), 0)
	}
	j.Done()
}

// environment reads variables, which CircleCI hands on as they are written: a
// dollar sign is no reference here.
func (c *circle) environment(j *jobs.Job, scope string, n *tree.Node) {
	for _, part := range n.Each() {
		if part.Kind != tree.Mapping {
			continue
		}
		for _, e := range part.Fields {
			j.Given(e.Key)
			if e.Value.Scalar() && !strings.HasPrefix(e.Value.Text, "$") {
				j.Variable(scope, e.Key, e.Value.Text, e.Value.Span)
			}
		}
	}
}

// list reads steps: commands, conditions around steps, and calls of the file's
// own commands.
func (c *circle) list(j *jobs.Job, scope string, n *tree.Node, depth int) {
	for _, step := range n.Each() {
		if c.steps++; c.steps > maxSteps || depth > maxNesting {
			return
		}
		name, settings := step.Str(), (*tree.Node)(nil)
		if step.Kind == tree.Mapping && len(step.Fields) > 0 {
			name, settings = step.Fields[0].Key, step.Fields[0].Value
		}
		switch name {
		case "":
		case "run":
			if settings != nil && settings.Kind == tree.Mapping {
				c.environment(j, scope, settings.Get("environment"))
				settings = settings.Get("command")
			}
			j.Script(settings)
		case "when", "unless":
			c.list(j, scope, settings.Get("steps"), depth+1)
		default:
			if command := c.root.Get("commands", name); command != nil {
				c.list(j, scope, command.Get("steps"), depth+1)
				continue
			}
			if settings != nil && settings.Kind == tree.Mapping {
				c.orb(j, scope, settings)
			}
		}
	}
}

// orb reads the parameters of a step that an orb brings.
func (c *circle) orb(j *jobs.Job, scope string, settings *tree.Node) {
	for _, e := range settings.Fields {
		switch {
		case e.Value.Scalar():
			j.Input(scope, e.Key, e.Value.Text, e.Value.Span)
		case e.Key == "steps" || strings.HasSuffix(e.Key, "-steps"):
			c.list(j, scope, e.Value, maxNesting) // what it runs before and after
		}
	}
}

// circleToken are the ID tokens that every job has ("OpenID Connect tokens").
func circleToken(name string) bool {
	return name == "CIRCLE_OIDC_TOKEN" || name == "CIRCLE_OIDC_TOKEN_V2"
}

// circlePredefined are the variables of the platform; CIRCLE_TOKEN is what people
// call an API token of theirs.
func circlePredefined(name string) bool {
	return strings.HasPrefix(name, "CIRCLE_") && name != "CIRCLE_TOKEN" && name != "CIRCLE_API_TOKEN"
}
