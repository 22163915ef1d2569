package actions

import (
	"slices"
	"strings"
)

// trust states who can start the agent. Of several ways into a workflow, the
// least trusted counts.
func (r *reader) trust(j *job) {
	a := j.agent
	if len(j.events) == 0 {
		return
	}
	first, limited, unclear := "", "", ""
	var unguarded []string
	note := func(to *string, event string) {
		if *to == "" {
			*to = event
		}
	}
	for _, e := range j.events {
		if e.gate == never {
			continue
		}
		note(&first, e.event)
		switch {
		case e.unknown:
			note(&unclear, e.event)
		case !e.stranger:
		default:
			switch r.reaches(j, e) {
			case never, guarded:
				note(&limited, e.event)
			case unsure:
				note(&unclear, e.event)
			default:
				if !slices.Contains(unguarded, e.event) {
					unguarded = append(unguarded, e.event)
				}
			}
		}
	}
	switch {
	case len(unguarded) > 0:
		a.Attributes["trigger"], a.Attributes["trigger_event"] = "untrusted", strings.Join(unguarded, ", ")
		delete(a.Attributes, "guarded")
	case a.Attributes["trigger"] == "untrusted" && a.Attributes["guarded"] == "":
	case unclear != "":
		// Whether a stranger gets there depends on what a step came to.
		delete(a.Attributes, "trigger")
		delete(a.Attributes, "guarded")
		a.Attributes["trigger_event"] = unclear
	case limited != "":
		a.Attributes["trigger"], a.Attributes["trigger_event"], a.Attributes["guarded"] = "untrusted", limited, "true"
	case a.Attributes["trigger_event"] == "":
		a.Attributes["trigger"], a.Attributes["trigger_event"] = "trusted", first
	}
}

// reaches is how far an event of a stranger is let through to the least guarded
// of the job's agents.
func (r *reader) reaches(j *job, e started) gate {
	if e.gate == guarded || environment(j.node) != nil {
		return guarded
	}
	if len(j.starts) == 0 {
		return e.gate
	}
	out := never
	for _, s := range j.starts {
		g := e.gate
		if s.asks && (s.action.asksOn == nil || s.action.asksOn[e.event]) || j.checked < s.step.index {
			g = guarded
		}
		for _, c := range s.step.conditions {
			at := *c.scope
			at.event = e.event
			g = min(g, r.condition(c.node, &at))
		}
		out = max(out, g)
	}
	return out
}
