package dockerfile

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/docker"
	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
)

// starts states the agent that a container of each shipped stage starts.
func (r *reader) starts(f *docker.File) {
	for n, s := range f.Stages {
		if !s.Shipped || n < len(f.Stages)-1 && s.Name == "" {
			continue // no build can ask for it
		}
		target := s.Name
		if n == len(f.Stages)-1 {
			target = ""
		}
		for _, c := range commands(s) {
			agent, flags, ok := agents.Command(c.words)
			if !ok {
				continue
			}
			r.agent(s, target, agent, flags, c.at)
			break
		}
	}
}

func (r *reader) agent(s *docker.Stage, target, agent string, flags map[string]string, at nhi.Span) {
	name := target
	if name == "" {
		name = path.Base(path.Dir(r.file.Path))
	}
	if name == "." || name == "/" {
		name = agent
	}
	a := &nhi.Agent{
		Key: nhi.Key("image", r.file.Path, target), Name: name, Kind: "workload", Platform: "docker", Score: jobs.AgentScore,
		Evidence:   []nhi.Evidence{{Weight: jobs.AgentScore, Reason: "a container of the image starts a coding agent", At: at}},
		Family:     " " + docker.Runs(r.file.Path, target),
		Attributes: map[string]string{"agent": agent}, At: at,
	}
	r.facts.Agents = append(r.facts.Agents, a)
	for _, g := range agents.Gates(agent, flags) {
		r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: nhi.Key("image-control", a.Key, g.Kind, g.Name), Kind: g.Kind, Name: g.Name, State: "off",
			Subject: a.Key, Attributes: map[string]string{"why": g.Why}, At: at})
	}
	for _, key := range docker.Baked(r.file.Path, s, func(name, value string, at nhi.Span) string {
		if c := creds.Judge(name, value, at); c != nil {
			return c.Key
		}
		return ""
	}) {
		if r.seen[key] {
			r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: nhi.Holds, From: a.Key, To: key, Confidence: nhi.Certain, At: at})
		}
	}
}

// line is one command.
type line struct {
	words []string
	at    nhi.Span
}

// commands are what a container of a stage runs: in the JSON form ENTRYPOINT with
// CMD for its arguments, or the commands of a shell.
func commands(s *docker.Stage) []line {
	entrypoint, cmd := s.Start()
	if entrypoint == nil {
		entrypoint, cmd = cmd, nil
	}
	if entrypoint == nil {
		return nil
	}
	words, exec := entrypoint.Exec()
	if !exec {
		return shellLines(entrypoint.Args, entrypoint.Place)
	}
	var list []string
	var at nhi.Span
	for _, w := range words {
		list = append(list, w.Text)
		at = entrypoint.At
	}
	if cmd != nil {
		if more, exec := cmd.Exec(); exec {
			for _, w := range more {
				list = append(list, w.Text)
				at = cmd.At
			}
		}
	}
	if len(list) > 2 && shells[path.Base(list[0])] && strings.HasPrefix(list[1], "-") && strings.HasSuffix(list[1], "c") {
		lines := shellLines(list[2], func(int, int) nhi.Span { return at })
		return lines
	}
	return []line{{list, at}}
}

var shells = map[string]bool{"sh": true, "bash": true, "ash": true, "dash": true, "zsh": true}

func shellLines(script string, place func(start, end int) nhi.Span) []line {
	var out []line
	for _, c := range shell.Commands(script) {
		out = append(out, line{c.Texts(), place(c.Words[0].Start, c.Words[len(c.Words)-1].End)})
	}
	return out
}
