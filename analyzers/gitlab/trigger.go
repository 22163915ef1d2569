package gitlab

import (
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/tree"
)

// sources are the values of CI_PIPELINE_SOURCE that say who starts a pipeline.
// Pipelines of merge requests from forks run in the fork, with its variables, so
// that strangers start none here; what an API client hands on is its own affair.
var sources = []struct {
	name string
	// trusted says that only members start it, and what it reads is theirs.
	trusted bool
	// self says that no person started it.
	self bool
}{
	{"schedule", true, true}, {"push", true, true}, {"merge_request_event", false, true}, {"external_pull_request_event", false, true},
	{"trigger", false, true}, {"pipeline", false, true}, {"api", false, false}, {"web", true, false}, {"chat", false, false},
	{"webide", true, false}, {"parent_pipeline", false, true},
}

// legacy are the same in the older keywords only and except.
var legacy = map[string]string{
	"schedules": "schedule", "pushes": "push", "merge_requests": "merge_request_event", "external_pull_requests": "external_pull_request_event",
	"triggers": "trigger", "pipelines": "pipeline", "api": "api", "web": "web", "chat": "chat", "branches": "push", "tags": "push",
}

// triggers reads what starts a job and whether a person lets it go on.
func (c *config) triggers(j *jobs.Job, layers job) {
	events := map[string]bool{}
	always := layers.get("when").Str()
	manual, automatic := always == "manual", false
	for _, rule := range c.rules(layers.get("rules")) {
		when := rule.Get("when").Str()
		if when == "" {
			when = always
		}
		if when == "never" {
			continue
		}
		manual = manual || when == "manual"
		automatic = automatic || when != "manual"
		named(rule.Get("if").Str(), events)
	}
	manual = manual && !automatic
	if len(events) == 0 {
		for _, rule := range c.rules(c.part("workflow").get("rules")) {
			if rule.Get("when").Str() != "never" {
				named(rule.Get("if").Str(), events)
			}
		}
	}
	only := layers.get("only")
	if only != nil && only.Kind == tree.Mapping {
		only = only.Get("refs")
	}
	for _, ref := range only.Strings() {
		if e := legacy[ref]; e != "" {
			events[e] = true
		}
	}
	if manual {
		j.Set("guarded", "true")
	}
	trusted, self := len(events) > 0, false
	var list []string
	for _, s := range sources {
		if events[s.name] {
			list = append(list, s.name)
			trusted = trusted && s.trusted
			self = self || s.self
		}
	}
	sort.Strings(list)
	j.Set("trigger_event", strings.Join(list, " "))
	if trusted {
		j.Set("trigger", "trusted")
	}
	// Without any rule a job runs for every push.
	if (self || len(events) == 0) && !manual {
		j.ActsFor("self")
	}
}

// rules are a list of rules, references followed.
func (c *config) rules(n *tree.Node) []*tree.Node {
	var out []*tree.Node
	for _, item := range n.Each() {
		if item.Tag == "!reference" {
			item = c.reference(item)
			for _, rule := range item.Each() {
				if rule.Kind == tree.Mapping && rule.Tag == "" {
					out = append(out, rule)
				}
			}
			continue
		}
		if item.Kind == tree.Mapping {
			out = append(out, item)
		}
	}
	return out
}

// named finds the sources that a condition compares with: == "x", or a pattern.
func named(condition string, events map[string]bool) {
	i := strings.Index(condition, "CI_PIPELINE_SOURCE")
	if i < 0 {
		// Set in pipelines of merge requests alone.
		if strings.Contains(condition, "$CI_MERGE_REQUEST_") {
			events["merge_request_event"] = true
		}
		return
	}
	for ; i >= 0; i = strings.Index(condition, "CI_PIPELINE_SOURCE") {
		condition = condition[i+len("CI_PIPELINE_SOURCE"):]
		operator := strings.TrimLeft(condition, " }")
		if !strings.HasPrefix(operator, "==") && !strings.HasPrefix(operator, "=~") {
			continue
		}
		end := strings.IndexAny(operator, "&|")
		if strings.HasPrefix(operator, "=~") {
			end = strings.Index(operator, "&&")
		}
		if end > 0 {
			operator = operator[:end]
		}
		for _, s := range sources {
			for _, quoted := range [...]string{`"` + s.name + `"`, "'" + s.name + "'"} {
				if strings.Contains(operator, quoted) {
					events[s.name] = true
				}
			}
			if strings.HasPrefix(operator, "=~") && strings.Contains(operator, s.name) {
				events[s.name] = true
			}
		}
	}
}
