package pipelines

import (
	"fmt"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Limits on templates: Azure's own are 100 files ("Template usage reference");
// people nest few.
const (
	maxTemplates = 100
	maxNesting   = 20
)

type azure struct {
	file  *nhi.File
	tree  nhi.Tree
	facts *nhi.Facts
	p     *jobs.Pipeline
	// parsed are the templates, nil where there is none.
	parsed map[string]*tree.Node
	// open are the templates around the one that is read.
	open  map[*tree.Node]bool
	said  bool
	count int
	// events are what starts the pipeline.
	events  []string
	trusted bool
	self    bool
}

// readAzure reads one pipeline file, or one template of jobs or stages. Templates
// of steps are read where they are used.
func readAzure(f *nhi.File, t nhi.Tree, facts *nhi.Facts) {
	docs, notices := tree.YAML(f)
	facts.Notices = append(facts.Notices, notices...)
	if len(docs) == 0 || docs[0].Root == nil || docs[0].Root.Kind != tree.Mapping {
		return
	}
	root := docs[0].Root
	a := &azure{file: f, tree: t, facts: facts, parsed: map[string]*tree.Node{}, open: map[*tree.Node]bool{}, p: &jobs.Pipeline{Platform: azurePipelines, Path: f.Path, System: "azure-devops",
		Federation: "workload identity federation of an Azure Pipelines service connection", Facts: facts,
		Reference: azureReference, Predefined: azurePredefined, JobToken: azureToken}}
	if root.Get("steps") != nil && root.Get("parameters") != nil && !starts(root) {
		return
	}
	a.triggers(root)
	a.body(root, nil, 0)
	if n := root.Get("extends"); n != nil {
		a.body(n.Get("parameters"), a.variables(nil, root.Get("variables"), 0), 0)
	}
}

// starts says whether a file has what only a pipeline has, and no template.
func starts(root *tree.Node) bool {
	for _, key := range [...]string{"trigger", "pr", "schedules", "pool", "resources", "name"} {
		if root.Get(key) != nil {
			return true
		}
	}
	return false
}

// triggers reads what starts the pipeline. Without a word pushes and, on GitHub,
// pull requests do; whether those of forks get secrets is a setting of the server.
func (a *azure) triggers(root *tree.Node) {
	pushes, pulls, schedule := root.Get("trigger"), root.Get("pr"), root.Get("schedules")
	if schedule != nil {
		a.events = append(a.events, "schedule")
	}
	if pushes != nil && pushes.Str() != "none" {
		a.events = append(a.events, "push")
	}
	if pulls != nil && pulls.Str() != "none" {
		a.events = append(a.events, "pull_request")
	}
	a.trusted = pulls.Str() == "none"
	a.self = schedule != nil || pushes.Str() != "none" || pulls.Str() != "none"
}

// variable is one that a pipeline, a stage or a job sets.
type variable struct {
	name  string
	value *tree.Node
}

// variables adds those of a block, which is a mapping or a list, to those around
// it.
func (a *azure) variables(around []variable, n *tree.Node, depth int) []variable {
	out := around[:len(around):len(around)]
	if n != nil && n.Kind == tree.Mapping {
		for _, f := range n.Fields {
			if conditional(f.Key) {
				out = a.variables(out, f.Value, depth+1)
				continue
			}
			out = append(out, variable{f.Key, f.Value})
		}
		return out
	}
	for _, item := range a.list(n, "variables", depth) {
		if name := item.Get("name").Str(); name != "" {
			out = append(out, variable{name, item.Get("value")})
		}
		if group := item.Get("group").Str(); group != "" {
			out = append(out, variable{"", item.Get("group")})
		}
	}
	return out
}

// conditional says whether a key is an expression that inserts what follows.
func conditional(key string) bool { return strings.HasPrefix(key, "${{") }

// list are the entries of a list, with those of conditions and of the templates
// that stand in it.
func (a *azure) list(n *tree.Node, kind string, depth int) []*tree.Node {
	var out []*tree.Node
	for _, item := range n.Each() {
		if item.Kind != tree.Mapping || depth > maxNesting || len(out) > maxJobs {
			continue
		}
		if name := item.Get("template").Str(); name != "" {
			t := a.template(item.Get("template"))
			if t == nil {
				continue
			}
			part := t.Get(kind)
			if part != nil && part.Kind == tree.Mapping {
				for _, f := range part.Fields {
					out = append(out, &tree.Node{Kind: tree.Mapping, Span: f.KeySpan, Fields: []tree.Field{
						{Key: "name", Value: &tree.Node{Kind: tree.String, Text: f.Key, Span: f.KeySpan}}, {Key: "value", Value: f.Value}}})
				}
				continue
			}
			if a.open[t] {
				a.notice("expected a template, found one that contains itself")
				continue
			}
			a.open[t] = true
			out = append(out, a.list(part, kind, depth+1)...)
			a.open[t] = false
			continue
		}
		inserted := false
		for _, f := range item.Fields {
			if conditional(f.Key) && f.Value != nil && (f.Value.Kind == tree.Sequence || f.Value.Kind == tree.Mapping) {
				inserted = true
				out = append(out, a.list(f.Value, kind, depth+1)...)
			}
		}
		if !inserted || len(item.Fields) > 1 {
			out = append(out, item)
		}
	}
	return out
}

// template loads a file of the same repository: its path is relative to the file
// that names it, or begins at the root.
func (a *azure) template(n *tree.Node) *tree.Node {
	name := strings.TrimSuffix(n.Text, "@self")
	if strings.ContainsAny(name, "@$\\") || a.tree == nil || n.Span.File == nil {
		return nil
	}
	if rooted, ok := strings.CutPrefix(name, "/"); ok {
		name = path.Clean("/" + rooted)[1:]
	} else {
		name = path.Join(path.Dir(n.Span.File.Path), name)
	}
	if root, ok := a.parsed[name]; ok {
		return root
	}
	if len(a.parsed) >= maxTemplates {
		a.notice(fmt.Sprintf("expected at most %d templates, found more", maxTemplates))
		return nil
	}
	a.parsed[name] = nil
	if ext := path.Ext(name); ext != ".yml" && ext != ".yaml" || strings.HasPrefix(name, "../") {
		return nil
	}
	f, err := a.tree.Read(name)
	if err != nil || f == nil || f.Len() > limit {
		return nil
	}
	docs, notices := tree.YAML(f)
	a.facts.Notices = append(a.facts.Notices, notices...)
	if len(docs) > 0 && docs[0].Root != nil && docs[0].Root.Kind == tree.Mapping {
		a.parsed[name] = docs[0].Root
	}
	return a.parsed[name]
}

func (a *azure) notice(reason string) {
	if !a.said {
		a.said = true
		a.facts.Notices = append(a.facts.Notices, nhi.Notice{Path: a.file.Path, Reason: "Azure Pipelines: " + reason, Incomplete: true})
	}
}

// body reads whatever a pipeline or a template has: stages, jobs or steps.
func (a *azure) body(n *tree.Node, around []variable, depth int) {
	if n == nil || n.Kind != tree.Mapping || depth > 2 {
		return
	}
	vars := a.variables(around, n.Get("variables"), 0)
	for _, stage := range a.list(n.Get("stages"), "stages", 0) {
		a.body(stage, vars, depth+1)
	}
	for _, job := range a.list(n.Get("jobs"), "jobs", 0) {
		a.job(job, vars)
	}
	if f := n.Field("steps"); f != nil {
		a.steps("job", f.KeySpan, n, f.Value, vars)
	}
}

func (a *azure) job(n *tree.Node, around []variable) {
	name := n.Field("job")
	if name == nil {
		name = n.Field("deployment")
	}
	if name == nil {
		return
	}
	id := name.Value.Str()
	if id == "" {
		id = "job"
	}
	vars := a.variables(around, n.Get("variables"), 0)
	steps := n.Get("steps")
	if strategy := n.Get("strategy"); strategy != nil {
		steps = &tree.Node{Kind: tree.Sequence}
		for _, kind := range [...]string{"runOnce", "rolling", "canary"} {
			for _, hook := range [...]string{"preDeploy", "deploy", "routeTraffic", "postRouteTraffic"} {
				steps.Items = append(steps.Items, strategy.Get(kind, hook, "steps").Each()...)
			}
			for _, outcome := range [...]string{"failure", "success"} {
				steps.Items = append(steps.Items, strategy.Get(kind, "on", outcome, "steps").Each()...)
			}
		}
		if len(steps.Items) == 0 {
			steps = n.Get("steps") // a matrix, or parallel copies
		}
	}
	at := name.KeySpan
	if name.Value.Scalar() && name.Value.Span.Valid() && name.Value.Text != "" {
		at = name.Value.Span
	}
	a.steps(id, at, n, steps, vars)
}

// steps reads the steps of one job.
func (a *azure) steps(id string, at nhi.Span, job, steps *tree.Node, vars []variable) {
	if a.count++; a.count > maxJobs {
		a.notice(fmt.Sprintf("expected at most %d jobs, found more", maxJobs))
		return
	}
	a.p.Path = at.File.Path // a job of a template is the template's
	j := a.p.New(stem(at.File.Path), id, at)
	j.Set("trigger_event", strings.Join(a.events, " "))
	if a.trusted && len(a.events) > 0 {
		j.Set("trigger", "trusted")
	}
	if a.self {
		j.ActsFor("self")
	}
	environment := job.Get("environment")
	if environment != nil && environment.Kind == tree.Mapping {
		environment = environment.Get("name")
	}
	j.Environment(environment.Str())
	var groups []string
	for _, v := range vars {
		if v.name == "" {
			groups = append(groups, v.value.Str())
			continue
		}
		if v.value.Scalar() {
			j.Variable("variables", v.name, v.value.Text, v.value.Span)
		} else {
			j.Given(v.name)
		}
	}
	j.Set("variable_groups", strings.Join(groups, ", "))
	for _, step := range a.list(steps, "steps", 0) {
		a.step(j, id, step)
	}
	j.Done()
}
