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
// talk, and with what it holds than ask a model, and of every gate for starters whether it stands open before an agent
// with rights.
func (j *joiner) talks() {
	more := map[*nhi.Agent]bool{}
	for _, g := range j.inv.Grants {
		if !g.Writes || g.System == "github" && talk(g) {
			continue
		}
		for _, r := range g.Agents {
			more[r.Agent()] = true
		}
	}
	for _, c := range j.inv.Credentials {
		if len(c.Agents) > 0 && changes(c) {
			for _, r := range c.Agents {
				more[r.Agent()] = true
			}
		}
	}
	for _, a := range j.inv.Agents {
		// Code of a pull request that runs beside it does more than talk.
		a.Talks = len(a.Writes) > 0 && a.Attributes["head_checkout"] != "true" && !more[a]
	}
	for _, c := range j.inv.Controls {
		if c.Kind != "authentication" || c.State != "off" {
			continue
		}
		for _, r := range c.Agents {
			a := r.Agent()
			if a.Attributes["trigger"] == "untrusted" && a.Attributes["guarded"] != "true" && len(a.Writes)+len(a.Credentials) > 0 {
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
