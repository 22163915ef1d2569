package actions

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// trigger is one event that starts a workflow.
type trigger struct {
	event string
	// settings are what stands under it.
	settings *tree.Node
	at       nhi.Span
}

// triggers reads `on`: a name, a list of names, or a mapping.
func triggers(n *tree.Node) []trigger {
	var out []trigger
	if n != nil && n.Kind == tree.Mapping {
		for _, f := range n.Entries() {
			out = append(out, trigger{f.Key, f.Value, f.KeySpan})
		}
		return out
	}
	for _, item := range n.Each() {
		if item.Scalar() {
			out = append(out, trigger{item.Text, nil, item.Span})
		}
	}
	return out
}

// stranger says whether anybody can bring about an event, or choose what a
// workflow that it starts reads; known that this can be told.
func (r *reader) stranger(t trigger, depth int) (yes, known bool) {
	if t.event != "workflow_run" {
		return untrusted[t.event], true
	}
	// After another workflow: forks start those on pull requests.
	if depth > 3 {
		return false, false
	}
	known = true
	for _, name := range t.settings.Get("workflows").Strings() {
		found := false
		for _, w := range r.byPath {
			if r.load(w); w.root == nil || w.name != name && (w.name != "" || w.file.Path != r.root+workflows+name) {
				continue
			}
			found = true
			for _, before := range w.triggers {
				y, k := r.stranger(before, depth+1)
				if before.event == "pull_request" || y {
					return true, true
				}
				known = known && k
			}
		}
		known = known && found
	}
	return false, known
}

// limited says whether an event asks by its own settings for something that only
// people with access can do: label or assign.
func (t trigger) limited() bool {
	types := t.settings.Get("types").Strings()
	return len(types) > 0 && !slices.ContainsFunc(types, func(s string) bool {
		return !strings.HasSuffix(s, "labeled") && !strings.HasSuffix(s, "assigned") && s != "locked" && s != "pinned" && s != "transferred" && s != "milestoned" && s != "demilestoned"
	})
}

// started is an event that starts a job, and how far it is let through.
type started struct {
	event string
	// stranger says that anybody can bring it about; unknown that this cannot be
	// told.
	stranger, unknown bool
	gate              gate
}

// call is how a workflow is started: by its own triggers, or by a job of another
// one.
type call struct {
	scope  *scope
	events []started
	// permissions are what the calling job has, for jobs that state none.
	permissions *tree.Field
	caller      string
	// inherits are the places where all secrets are handed on.
	inherits []nhi.Span
	path     []*workflow
}

// start is a workflow's own triggers.
func (r *reader) start(w *workflow) *call {
	c := &call{scope: &scope{}, path: []*workflow{w}}
	for _, t := range w.triggers {
		s := started{event: t.event, gate: always}
		yes, known := r.stranger(t, 0)
		s.stranger, s.unknown = yes, !known
		if t.limited() {
			s.gate = guarded
		}
		c.events = append(c.events, s)
	}
	return c
}

// through narrows events by a condition.
func (r *reader) through(events []started, condition *tree.Node, s *scope) []started {
	if condition == nil {
		return events
	}
	out := make([]started, len(events))
	for i, e := range events {
		at := *s
		at.event = e.event
		out[i] = e
		out[i].gate = min(e.gate, r.condition(condition, &at))
	}
	return out
}

// dead says that a job never runs.
func dead(events []started) bool {
	for _, e := range events {
		if e.gate != never {
			return false
		}
	}
	return len(events) > 0
}

// acts says for whom a job acts: by itself if an event can start it, for a person
// if only a person can.
func acts(events []started) string {
	out := ""
	for _, e := range events {
		switch {
		case e.gate == never:
		case e.event == "workflow_dispatch":
			if out == "" {
				out = "user"
			}
		default:
			return "self"
		}
	}
	return out
}
