package compose

import (
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/docker"
	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
	"github.com/nhivet/nhivet/internal/tree"
)

// line is one command that a service runs.
type line struct {
	words []word
	at    nhi.Span
}

// word is a word of it, as it is written.
type word struct {
	text string
	at   nhi.Span
	node *tree.Node // the value that it is all of, or nil
}

func (l line) texts() []string {
	out := make([]string, len(l.words))
	for i, w := range l.words {
		out[i] = w.text
	}
	return out
}

// commands are what a container runs: entrypoint and command of the service, or
// of the image that is built for it. What a shell is told to run is taken apart.
func commands(s *service) []line {
	first, second := wordsOf(s.node.Get("entrypoint")), wordsOf(s.node.Get("command"))
	if s.built != nil {
		if len(first) == 0 {
			first = s.built.entrypoint
			if len(second) == 0 {
				second = s.built.cmd
			}
		}
	}
	all := append(first[:len(first):len(first)], second...)
	if len(all) == 0 {
		return nil
	}
	out := []line{{all, all[0].at}}
	for i := 1; i+1 < len(all) && i < 3; i++ {
		if shells[path.Base(all[0].text)] && strings.HasPrefix(all[i].text, "-") && strings.HasSuffix(all[i].text, "c") {
			return scripts(all[i+1])
		}
	}
	return out
}

var shells = map[string]bool{"sh": true, "bash": true, "ash": true, "dash": true, "zsh": true}

// scripts are the commands of a shell's script.
func scripts(w word) []line {
	place := func(int, int) nhi.Span { return w.at }
	if w.node != nil {
		place = jobs.Place(w.node)
	}
	var out []line
	for _, c := range shell.Commands(w.text) {
		l := line{at: place(c.Words[0].Start, c.Words[len(c.Words)-1].End)}
		for _, x := range c.Words {
			l.words = append(l.words, word{text: written(w.text, x), at: place(x.Start, x.End)})
		}
		out = append(out, l)
	}
	return out
}

// wordsOf reads a list, or a text that compose splits as a shell would.
func wordsOf(n *tree.Node) []word {
	var out []word
	if n != nil && n.Kind == tree.Sequence {
		for _, item := range n.Items {
			if item.Scalar() {
				out = append(out, word{item.Text, item.Span, item})
			}
		}
		return out
	}
	if !n.Scalar() {
		return nil
	}
	place := jobs.Place(n)
	for _, c := range shell.Commands(n.Text) {
		for _, x := range c.Words {
			out = append(out, word{text: written(n.Text, x), at: place(x.Start, x.End)})
		}
	}
	return out
}

// written is a word with its interpolations, which a shell's reader leaves out.
func written(script string, w shell.Word) string {
	if w.Literal {
		return w.Text
	}
	return strings.Trim(script[w.Start:w.End], `"'`)
}

// imageWords are the words of an ENTRYPOINT or CMD.
func imageWords(i *docker.Instruction) []word {
	if i == nil {
		return nil
	}
	words, exec := i.Exec()
	if !exec {
		words = i.Words()
	}
	var out []word
	for _, w := range words {
		out = append(out, word{text: w.Text, at: i.Place(w.Start, w.End)})
	}
	return out
}

// gates states the protections that the flags of a coding agent switch off.
func (r *reader) gates(s *service) {
	for _, l := range s.lines {
		agent, flags, ok := agents.Command(l.texts())
		if !ok || !slices.ContainsFunc(l.words, func(w word) bool { return s.built == nil || w.at.File != s.built.file }) {
			continue // a line of the Dockerfile alone is stated there
		}
		for _, g := range agents.Gates(agent, flags) {
			r.control(s.agent.Key, g.Kind, "off", g.Name, g.Why, "", l.at)
		}
	}
}

func (r *reader) control(subject, kind, state, name, why, source string, at nhi.Span) {
	key := nhi.Key("compose-control", subject, kind, name)
	if !r.held[key] {
		r.held[key] = true
		r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: key, Kind: kind, Name: name, State: state, Subject: subject, Source: source,
			Attributes: map[string]string{"why": why}, At: at})
	}
}
