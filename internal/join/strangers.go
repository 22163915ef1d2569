package join

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/wordset"
)

// conversation are the permissions of a job's token on GitHub with which one
// talks: issues, reviews and discussions, with labels and comments. What else
// they change a person sees and takes back. The last three change nothing.
var conversation = wordset.Of("issues pull-requests discussions id-token copilot-requests models")

// talks says of every agent whether it can do no more with what it reaches than
// talk, and of every gate for starters whether it stands open before an agent
// with rights.
func (j *joiner) talks() {
	more := map[string]bool{}
	for _, g := range j.inv.Grants {
		if !g.Writes || g.System == "github" && talk(g) {
			continue
		}
		for _, r := range g.Agents {
			more[j.same.find(r.Key)] = true
		}
	}
	for _, a := range j.inv.Agents {
		a.Talks = len(a.Writes) > 0 && len(a.Credentials) == 0 && !more[j.same.find(a.Key)]
	}
	for _, c := range j.inv.Controls {
		if c.Kind != "authentication" || c.State != "off" {
			continue
		}
		for _, r := range c.Agents {
			a := j.agents[j.same.find(r.Key)]
			if a != nil && a.Attributes["trigger"] == "untrusted" && a.Attributes["guarded"] != "true" && len(a.Writes)+len(a.Credentials) > 0 {
				c.Exposes = true
				a.Opened = append(a.Opened, nhi.Step{At: c.At, Note: "this lets everybody in: " + c.Name})
			}
		}
	}
}

func talk(g *nhi.Grant) bool {
	for _, a := range g.Actions {
		scope, level, _ := strings.Cut(a, ": ")
		if level != "read" && !conversation[scope] {
			return false
		}
	}
	return true
}
