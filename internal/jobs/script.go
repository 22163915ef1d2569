package jobs

import (
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
	"github.com/nhivet/nhivet/internal/tree"
)

// maxScript is how much of one script is read, in bytes. People write some
// kilobytes.
const maxScript = 256 << 10

// script is what the commands of one text do. Many jobs share one.
type script struct {
	starts      []start
	given       []string
	federations [][2]string // vendor, variable
	references  []reference
	literals    []literal
}

type start struct {
	agent string
	flags map[string]string
	at    nhi.Span
}

// Script reads the commands of a job: agents that they start, literals that they
// are given, variables that they set and read.
func (j *Job) Script(n *tree.Node) {
	if n == nil || n.Kind != tree.String || n.Text == "" {
		return
	}
	s := j.p.scripts[n]
	if s == nil {
		s = j.p.script(n)
		j.p.scripts[n] = s
	}
	for _, a := range s.starts {
		j.Start(a.agent, a.flags, a.at)
	}
	for _, name := range s.given {
		j.given[name] = true
	}
	for _, f := range s.federations {
		j.Federate(f[0], "the federation that "+f[1]+" sets up")
	}
	j.references = append(j.references, s.references...)
	j.literals = append(j.literals, s.literals...)
}

func (p *Pipeline) script(n *tree.Node) *script {
	text, place := n.Text, Place(n)
	if len(text) > maxScript {
		text = text[:maxScript]
	}
	s := &script{}
	for _, c := range shell.Commands(text) {
		s.sets(text, c.Words)
		if agent, flags, ok := agents.Command(c.Texts()); ok {
			s.starts = append(s.starts, start{agent, flags, place(c.Words[0].Start, c.Words[len(c.Words)-1].End)})
		}
	}
	if strings.IndexByte(text, '=') >= 0 || strings.IndexByte(text, '-') >= 0 {
		for _, pair := range shell.Pairs(text) {
			if !p.promising(pair.Name) {
				continue
			}
			if c := p.judge(pair.Name, pair.Value, place(pair.Start, pair.End)); c != nil {
				s.literals = append(s.literals, literal{"script", pair.Name, "code", c})
			}
		}
	}
	s.references = p.reads(text, place)
	return s
}

// sets reads the variables that a command sets: X=…, export X=…, read X.
func (s *script) sets(text string, words []shell.Word) {
	declares := false
	for i, w := range words {
		switch {
		case shell.IsAssignment(w) && (declares || i == 0 || shell.IsAssignment(words[i-1])):
			name, _, _ := strings.Cut(w.Text, "=")
			name = strings.TrimSuffix(name, "+")
			// X="${X:-default}" sets nothing that was not there.
			if value := text[min(w.After, len(text)):min(max(w.After, w.End), len(text))]; !strings.Contains(value, "$"+name) && !strings.Contains(value, "${"+name) {
				s.given = append(s.given, name)
			}
			if vendor, ok := federation(name); ok {
				s.federations = append(s.federations, [2]string{vendor, name})
			}
		case i == 0 && declarers[w.Text]:
			declares = true
		case declares && words[0].Text == "read":
			s.given = append(s.given, w.Text)
		}
	}
}

var declarers = map[string]bool{"export": true, "declare": true, "local": true, "readonly": true, "read": true, "typeset": true}

// reads finds the variables that a text reads, each once.
func (p *Pipeline) reads(text string, place func(start, end int) nhi.Span) []reference {
	var out []reference
	var seen map[string]bool
	for i := strings.IndexByte(text, '$'); p.Reference != nil && i >= 0 && i < len(text); i++ {
		if text[i] != '$' {
			continue
		}
		name, n := p.Reference(text[i:])
		if n == 0 {
			continue
		}
		if p.promising(name) && !seen[name] {
			if seen == nil {
				seen = map[string]bool{}
			}
			seen[name] = true
			out = append(out, reference{name: name, stored: name, at: place(i, i+n)})
		}
		i += n - 1
	}
	return out
}

// promising says whether a name may be a secret's; names are few and repeated.
func (p *Pipeline) promising(name string) bool {
	known, ok := p.secret[name]
	if !ok {
		known = len(name) < 128 && creds.Named(name).Secret()
		p.secret[name] = known
	}
	return known
}

// ShellReference reads $NAME and the start of ${NAME…}.
func ShellReference(text string) (name string, length int) {
	i, brace := 1, false
	if len(text) > 1 && text[1] == '{' {
		i, brace = 2, true
	}
	start := i
	for i < len(text) && shell.NameByte(text[i]) {
		i++
	}
	if name = text[start:i]; name == "" || name[0] >= '0' && name[0] <= '9' {
		return "", 0
	}
	if brace && i < len(text) && text[i] == '}' {
		i++
	}
	return name, i
}
