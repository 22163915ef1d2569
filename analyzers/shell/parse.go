package shell

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Pair is a literal and the name that it is given under: a variable, a flag, a
// field, a header.
type Pair struct {
	Name, Value string
	// Span is the value as it is written, quotes included.
	Span nhi.Span
	// vault says that it is given to a Vault server.
	vault bool
}

// Parse reads the literals of a script that are given to something.
func Parse(f *nhi.File) []Pair {
	p := parser{file: f}
	l := &lexer{src: string(f.Bytes()), command: p.command}
	l.list(0)
	for _, d := range l.parameters {
		p.add(d.name, d.value.text, d.value.start, d.value.end)
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

type parser struct {
	file *nhi.File
	out  []Pair
	// throwaway says that the script starts a Vault server in development mode:
	// what it writes there is there to be shown, and gone with the server.
	throwaway bool
	// vault says that the command at hand speaks to a Vault server.
	vault bool
}

func (p *parser) add(name, value string, start, end int) {
	if name == "" || value == "" || strings.Contains(value, "{{") || strings.Contains(value, "<%") || strings.Contains(value, "%{") {
		return // templates are filled in before the shell reads them
	}
	p.out = append(p.out, Pair{Name: name, Value: value, Span: p.file.At(start, end), vault: p.vault})
}

// assign reads NAME=value, and what else gives a value to a name.
func (p *parser) assign(w word) bool {
	if w.equals < 1 {
		return false
	}
	name := strings.TrimSuffix(w.text[:w.equals], "+")
	name, _, _ = strings.Cut(name, "[")
	switch {
	case w.literal:
		p.add(name, w.text[w.equals+1:], w.after, w.end)
	case w.fallback != nil:
		p.add(name, w.fallback.text, w.fallback.start, w.fallback.end)
	}
	return true
}

// split finds the "=" of an argument: there quotes around it do not matter.
func (p *parser) split(w word) word {
	if w.equals < 0 && w.literal {
		if i := strings.IndexByte(w.text, '='); i >= 0 {
			w.equals, w.after = i, w.start+strings.IndexByte(p.raw(w), '=')+1
		}
	}
	return w
}

// isAssignment says whether a word at the start of a command assigns.
func isAssignment(w word) bool {
	if w.equals < 1 {
		return false
	}
	name := strings.TrimSuffix(w.text[:w.equals], "+")
	if i := strings.IndexByte(name, '['); i > 0 && strings.HasSuffix(name, "]") {
		name = name[:i]
	}
	for i := 0; i < len(name); i++ {
		if !nameByte(name[i]) {
			return false
		}
	}
	return name != "" && (name[0] < '0' || name[0] > '9')
}

func (p *parser) command(words []word, array bool) {
	if array {
		p.arguments("", words)
		return
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case isAssignment(w):
			p.assign(w)
		case declares[w.text]:
			for _, a := range words[i+1:] {
				if a = p.split(a); isAssignment(a) {
					p.assign(a)
				}
			}
			return
		case prefixes[w.text] || i > 0 && w.literal && strings.HasPrefix(w.text, "-"):
			// sudo, env and the like, and their flags
			if prefixFlags[w.text] {
				i++
			}
		case !w.literal:
			return
		default:
			p.arguments(path.Base(w.text), words[i+1:])
			return
		}
	}
}

// arguments reads what a command is given.
func (p *parser) arguments(name string, args []word) {
	spec := commands[name]
	if silent[name] {
		return
	}
	if p.vault = spec.vault; p.vault && len(args) > 1 && args[0].text == "server" {
		for _, a := range args {
			p.throwaway = p.throwaway || a.text == "-dev" || a.text == "--dev"
		}
	}
	defer func() { p.vault = false }()
	local := false
	for _, a := range args {
		local = local || strings.Contains(a.text, "localhost") || strings.Contains(a.text, "127.0.0.1")
	}
	positions := 0
	for i := 0; i < len(args); i++ {
		a := p.split(args[i])
		var value *word
		if i+1 < len(args) {
			value = &args[i+1]
		}
		if !strings.HasPrefix(a.text, "-") || !strings.HasPrefix(strings.TrimLeft(p.raw(a), `"'`), "-") {
			positions++
			switch {
			case spec.login != nil && a.equals < 0 && positions == len(spec.login)+1 && after(args[:i], spec.login):
				p.add(spec.holds, literal(a), a.start, a.end)
			case spec.pairs:
				p.assign(a)
			}
			continue
		}
		flag := a.text
		if a.equals > 0 {
			flag = a.text[:a.equals]
		}
		flag = strings.TrimLeft(flag, "-")
		kind, known := flags[flag]
		if k, ok := spec.flags[flag]; ok {
			kind, known = k, true
		}
		switch {
		case a.equals > 0 && known:
			p.flag(kind, word{start: a.after, end: a.end, text: a.text[a.equals+1:], literal: a.literal, equals: -1}, local)
		case a.equals > 0:
			name := strings.TrimLeft(a.text, "-")
			a.equals -= len(a.text) - len(name)
			a.text = name
			p.assign(a)
		case known && value != nil:
			p.flag(kind, *value, local)
			i++
		case spec.glued != "" && strings.HasPrefix(a.text, spec.glued) && len(a.text) > len(spec.glued) && a.literal:
			p.add("password", a.text[len(spec.glued):], a.start+len(spec.glued), a.end) // mysql -pPASSWORD
		case strings.HasPrefix(a.text, "--") && value != nil && value.literal && !strings.HasPrefix(value.text, "-"):
			p.add(flag, value.text, value.start, value.end)
			i++
		}
	}
}

// flag reads the value of a flag by what the flag takes.
func (p *parser) flag(k takes, w word, local bool) {
	switch k {
	case pair:
		p.assign(p.split(w))
	case pairs:
		if !w.literal {
			return
		}
		for _, part := range strings.Split(w.text, ",") {
			if name, value, ok := strings.Cut(part, "="); ok {
				p.add(name, value, w.start, w.end)
			}
		}
	case password:
		p.add("password", literal(w), w.start, w.end)
	case user:
		if _, pass, ok := strings.Cut(literal(w), ":"); ok && !local {
			p.add("password", pass, w.start, w.end)
		}
	case header:
		if name, value, ok := strings.Cut(literal(w), ":"); ok && !local {
			p.add(strings.TrimSpace(name), strings.TrimSpace(value), w.start, w.end)
		}
	}
}

func (p *parser) raw(w word) string { return p.file.At(w.start, w.end).Text() }

// literal is the text of a word that has no expansion.
func literal(w word) string {
	if !w.literal {
		return ""
	}
	return w.text
}

// after says whether the arguments before one are these words, flags aside.
func after(args []word, want []string) bool {
	n := 0
	for _, a := range args {
		if strings.HasPrefix(a.text, "-") {
			continue
		}
		if n < len(want) && a.text != want[n] {
			return false
		}
		n++
	}
	return n == len(want)
}
