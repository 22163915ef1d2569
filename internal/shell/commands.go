package shell

import (
	"path"
	"strings"
)

// Command is one simple command of a script.
type Command struct {
	Words []Word
}

// Texts are the words' texts.
func (c Command) Texts() []string {
	out := make([]string, len(c.Words))
	for i, w := range c.Words {
		out[i] = w.Text
	}
	return out
}

// MaxCommands is how many commands of one script are handed out. Scripts that
// people write have some hundreds.
const MaxCommands = 10_000

// Commands are the simple commands of a script in the order in which they are
// read, those of substitutions before the command around them, and those that a
// shell is given as an argument (sh -c 'command') after it: their words have the
// place of that argument.
func Commands(script string) []Command { return nested(script, 0) }

func nested(script string, depth int) []Command {
	var out []Command
	Read(script, func(words []Word, array bool) {
		if array || len(out) >= MaxCommands {
			return
		}
		out = append(out, Command{append([]Word(nil), words...)})
		inner := given(words)
		if inner == nil || depth > 2 {
			return
		}
		for _, c := range nested(inner.Text, depth+1) {
			for i := range c.Words {
				c.Words[i].Start, c.Words[i].End = inner.Start, inner.End
			}
			out = append(out, c)
		}
	})
	return out
}

// shells take a command as the argument of -c.
var shells = map[string]bool{"sh": true, "bash": true, "zsh": true, "dash": true, "ash": true, "ksh": true, "su": true}

// containers start a shell by their image's own entrypoint: docker run IMAGE -lc
// 'command'. Their -c of its own takes a number or a path, which is no command.
var containers = map[string]bool{"docker": true, "podman": true, "nerdctl": true}

// given is the script that a command hands to a shell; eval joins its arguments,
// and has one as a rule.
func given(words []Word) *Word {
	for i := range words {
		switch name := path.Base(words[i].Text); {
		case shells[name], containers[name]:
			for j := i + 1; j+1 < len(words); j++ {
				// -c, -lc, -euxc
				if t := words[j].Text; strings.HasPrefix(t, "-") && !strings.HasPrefix(t, "--") && strings.HasSuffix(t, "c") {
					return &words[j+1]
				}
			}
			return nil
		case name == "eval" && i+1 < len(words):
			return &words[i+1]
		}
	}
	return nil
}
