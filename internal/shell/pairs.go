package shell

import (
	"path"
	"strings"
)

// Pair is a literal and the name that it is given under: a variable, a flag, a
// field, a header.
type Pair struct {
	Name, Value string
	// Start and End are the offsets of the value as it is written, quotes included.
	Start, End int
	// vault says that it is given to a Vault server.
	vault bool
}

// Pairs reads the literals of a script that are given to something.
func Pairs(script string) []Pair {
	p := pairsReader{script: script}
	for _, d := range Read(script, p.command) {
		p.add(d.Name, d.Value.Text, d.Value.Start, d.Value.End)
	}
	if !p.throwaway {
		return p.out
	}
	kept := p.out[:0]
	for _, pair := range p.out {
		if !pair.vault {
			kept = append(kept, pair)
		}
	}
	return kept
}

type pairsReader struct {
	script string
	out    []Pair
	// throwaway says that the script starts a Vault server in development mode:
	// what it writes there is there to be shown, and gone with the server.
	throwaway bool
	// vault says that the command at hand speaks to a Vault server.
	vault bool
}

func (p *pairsReader) add(name, value string, start, end int) {
	if name == "" || value == "" || strings.Contains(value, "{{") || strings.Contains(value, "<%") || strings.Contains(value, "%{") {
		return // templates are filled in before the shell reads them
	}
	p.out = append(p.out, Pair{Name: name, Value: value, Start: start, End: end, vault: p.vault})
}

// assign reads NAME=value, and what else gives a value to a name.
func (p *pairsReader) assign(w Word) bool {
	if w.Equals < 1 {
		return false
	}
	name := strings.TrimSuffix(w.Text[:w.Equals], "+")
	name, _, _ = strings.Cut(name, "[")
	switch {
	case w.Literal:
		p.add(name, w.Text[w.Equals+1:], w.After, w.End)
	case w.Fallback != nil:
		p.add(name, w.Fallback.Text, w.Fallback.Start, w.Fallback.End)
	}
	return true
}

// split finds the "=" of an argument: there quotes around it do not matter.
func (p *pairsReader) split(w Word) Word {
	if w.Equals < 0 && w.Literal {
		if i := strings.IndexByte(w.Text, '='); i >= 0 {
			w.Equals, w.After = i, w.Start+strings.IndexByte(p.raw(w), '=')+1
		}
	}
	return w
}

// IsAssignment says whether a word at the start of a command assigns.
func IsAssignment(w Word) bool {
	if w.Equals < 1 {
		return false
	}
	name := strings.TrimSuffix(w.Text[:w.Equals], "+")
	if i := strings.IndexByte(name, '['); i > 0 && strings.HasSuffix(name, "]") {
		name = name[:i]
	}
	for i := 0; i < len(name); i++ {
		if !NameByte(name[i]) {
			return false
		}
	}
	return name != "" && (name[0] < '0' || name[0] > '9')
}

func (p *pairsReader) command(words []Word, array bool) {
	if array {
		p.arguments("", words)
		return
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case IsAssignment(w):
			p.assign(w)
		case declares[w.Text]:
			for _, a := range words[i+1:] {
				if a = p.split(a); IsAssignment(a) {
					p.assign(a)
				}
			}
			return
		case prefixes[w.Text] || i > 0 && w.Literal && strings.HasPrefix(w.Text, "-"):
			// sudo, env and the like, and their flags
			if prefixFlags[w.Text] {
				i++
			}
		case !w.Literal:
			return
		default:
			p.arguments(path.Base(w.Text), words[i+1:])
			return
		}
	}
}

// arguments reads what a command is given.
func (p *pairsReader) arguments(name string, args []Word) {
	spec := commands[name]
	if silent[name] {
		return
	}
	if p.vault = spec.vault; p.vault && len(args) > 1 && args[0].Text == "server" {
		for _, a := range args {
			p.throwaway = p.throwaway || a.Text == "-dev" || a.Text == "--dev"
		}
	}
	defer func() { p.vault = false }()
	local := false
	for _, a := range args {
		local = local || strings.Contains(a.Text, "localhost") || strings.Contains(a.Text, "127.0.0.1")
	}
	positions := 0
	for i := 0; i < len(args); i++ {
		a := p.split(args[i])
		var value *Word
		if i+1 < len(args) {
			value = &args[i+1]
		}
		if !strings.HasPrefix(a.Text, "-") || !strings.HasPrefix(strings.TrimLeft(p.raw(a), `"'`), "-") {
			positions++
			switch {
			case spec.login != nil && a.Equals < 0 && positions == len(spec.login)+1 && after(args[:i], spec.login):
				p.add(spec.holds, literal(a), a.Start, a.End)
			case spec.pairs:
				p.assign(a)
			}
			continue
		}
		flag := a.Text
		if a.Equals > 0 {
			flag = a.Text[:a.Equals]
		}
		flag = strings.TrimLeft(flag, "-")
		kind, known := flags[flag]
		if k, ok := spec.flags[flag]; ok {
			kind, known = k, true
		}
		switch {
		case a.Equals > 0 && known:
			p.flag(kind, Word{Start: a.After, End: a.End, Text: a.Text[a.Equals+1:], Literal: a.Literal, Equals: -1}, local)
		case a.Equals > 0:
			name := strings.TrimLeft(a.Text, "-")
			a.Equals -= len(a.Text) - len(name)
			a.Text = name
			p.assign(a)
		case known && value != nil:
			p.flag(kind, *value, local)
			i++
		case spec.glued != "" && strings.HasPrefix(a.Text, spec.glued) && len(a.Text) > len(spec.glued) && a.Literal:
			p.add("password", a.Text[len(spec.glued):], a.Start+len(spec.glued), a.End) // mysql -pPASSWORD
		case strings.HasPrefix(a.Text, "--") && value != nil && value.Literal && !strings.HasPrefix(value.Text, "-"):
			p.add(flag, value.Text, value.Start, value.End)
			i++
		}
	}
}

// flag reads the value of a flag by what the flag takes.
func (p *pairsReader) flag(k takes, w Word, local bool) {
	switch k {
	case pair:
		p.assign(p.split(w))
	case pairs:
		if !w.Literal {
			return
		}
		for _, part := range strings.Split(w.Text, ",") {
			if name, value, ok := strings.Cut(part, "="); ok {
				p.add(name, value, w.Start, w.End)
			}
		}
	case password:
		p.add("password", literal(w), w.Start, w.End)
	case user:
		if _, pass, ok := strings.Cut(literal(w), ":"); ok && !local {
			p.add("password", pass, w.Start, w.End)
		}
	case header:
		if name, value, ok := strings.Cut(literal(w), ":"); ok && !local {
			p.add(strings.TrimSpace(name), strings.TrimSpace(value), w.Start, w.End)
		}
	}
}

func (p *pairsReader) raw(w Word) string { return p.script[w.Start:w.End] }

// literal is the text of a word that has no expansion.
func literal(w Word) string {
	if !w.Literal {
		return ""
	}
	return w.Text
}

// after says whether the arguments before one are these words, flags aside.
func after(args []Word, want []string) bool {
	n := 0
	for _, a := range args {
		if strings.HasPrefix(a.Text, "-") {
			continue
		}
		if n < len(want) && a.Text != want[n] {
			return false
		}
		n++
	}
	return n == len(want)
}
