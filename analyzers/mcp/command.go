package mcp

import (
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/tools"
)

// launch is what a command line starts.
type launch struct {
	runner string
	// pkg is what the runner fetches, as written; args are the words that the
	// server itself gets.
	pkg  word
	spec tools.Spec
	args []word
	// env are NAME=VALUE pairs that the line sets, envNames the variables that it
	// hands on, mounts what a container sees of the host.
	env      []word
	envNames []word
	mounts   []mount
	// broker is the secret manager that wraps the command, flags the runner's own
	// flags and the wrappers' words.
	broker string
	flags  []word
}

// brokers put secrets into the environment of the command behind "--".
var brokers = map[string]bool{
	"op": true, "doppler": true, "infisical": true, "aws-vault": true, "dotenvx": true, "dotenv": true,
	"mise": true, "chamber": true, "teller": true, "varlock": true, "thv": true,
}

// shells run the text after a -c flag.
var shells = map[string]bool{"sh": true, "bash": true, "zsh": true, "dash": true, "fish": true}

// maxWrappers bounds how many programs may wrap the one that counts.
const maxWrappers = 4

// parseCommand reads a command line.
func parseCommand(words []word) launch {
	var l launch
	for range maxWrappers {
		inner, ok := l.unwrap(words)
		if !ok {
			break
		}
		words = inner
	}
	if len(words) == 0 {
		return l
	}
	l.runner = tools.Program(words[0].text)
	if r, n := tools.RunnerOf(texts(words)); r != nil {
		l.flagged(r, words[n:])
		return l
	}
	l.args = words[1:]
	return l
}

// texts are the words without their places.
func texts(words []word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.text
	}
	return out
}

// unwrap takes one wrapper off a command line: assignments, env, sudo, a shell,
// a secret manager.
func (l *launch) unwrap(words []word) ([]word, bool) {
	if len(words) < 2 {
		return nil, false
	}
	if name, _, ok := words[0].pair("="); ok && upperName(name.text) == len(name.text) && name.text != "" {
		l.env = append(l.env, words[0])
		return words[1:], true
	}
	switch name := tools.Program(words[0].text); {
	case name == "env" || name == "sudo" || name == "exec" || name == "command" || name == "wsl":
		return words[1:], !strings.HasPrefix(words[1].text, "-")
	case name == "cmd" && strings.EqualFold(words[1].text, "/c"):
		return words[2:], true
	case shells[name]:
		for i, w := range words[1:] {
			if !strings.HasPrefix(w.text, "-") {
				break
			}
			if strings.HasSuffix(w.text, "c") && i+2 < len(words) {
				return words[i+2].shell(), true
			}
		}
	case brokers[name]:
		for i, w := range words {
			if w.text == "--" {
				l.broker = name
				l.flags = append(l.flags, words[1:i]...)
				return words[i+1:], true
			}
		}
	}
	return nil, false
}

// flagged reads a runner's own flags up to the package, and leaves the rest to
// the server.
func (l *launch) flagged(r *tools.Runner, words []word) {
	var from word
	i := 0
	for ; i < len(words); i++ {
		w := words[i]
		if w.text == "--" {
			i++
			break
		}
		if len(w.text) < 2 || w.text[0] != '-' {
			break
		}
		flag, value, inline := w.pair("=")
		if !inline && r.Takes(w.text) {
			if i++; i >= len(words) {
				break
			}
			value = words[i]
			l.flags = append(l.flags, w, value)
		} else {
			l.flags = append(l.flags, w)
		}
		if r.From(flag.text) && from.text == "" {
			from = value
		}
		if r.Command == "dnx" && flag.text == "--version" {
			l.spec.Version = value.text
		}
		if r.Container() {
			l.container(flag.text, value, w, inline)
		}
	}
	if r.Parse == nil {
		l.args = words[min(i, len(words)):]
		return
	}
	l.pkg = from
	if from.text == "" && i < len(words) {
		l.pkg = words[i]
	}
	if i < len(words) {
		l.args = words[i+1:]
	}
	if _, secret := creds.Identify(l.pkg.text); secret || l.pkg.text == "" {
		l.pkg = word{} // a secret where a package should be is not repeated
		return
	}
	version := l.spec.Version
	l.spec = r.Parse(l.pkg.text)
	if version != "" {
		l.spec = tools.NPM(l.spec.Name + "@" + version)
	}
	if refs, _ := references(l.pkg); len(refs) > 0 {
		l.spec.Pinned = nil
	}
}
