package actions

import (
	"bytes"
	"strings"
)

// words are what a workflow must have one of to be read: the name of an agent, a
// cloud login or key, a workflow or action of the repository.
var words = func() (out [][]byte) {
	for _, p := range programs {
		out = append(out, []byte(p))
	}
	for name := range cloudKeys {
		out = append(out, []byte(name))
	}
	for name := range cloudLogins {
		_, action, _ := strings.Cut(name, "/")
		out = append(out, []byte("/"+action+"@"))
	}
	for _, w := range [...]string{"uses: ./", "uses: './", `uses: "./`} {
		out = append(out, []byte(w))
	}
	return out
}()

// telling says whether a workflow is worth reading: by one of the words, or by a
// line that may give a literal to a name of a secret.
func telling(text []byte) bool {
	for _, w := range words {
		if bytes.Contains(text, w) {
			return true
		}
	}
	for len(text) > 0 {
		line := text
		if i := bytes.IndexByte(text, '\n'); i >= 0 {
			line, text = text[:i], text[i+1:]
		} else {
			text = nil
		}
		if assigns(line) {
			return true
		}
	}
	return false
}

// names are parts of the names of secrets, in lower case, by which a line is
// looked at.
var names = [...]string{"key", "token", "secret", "pass", "pwd", "auth", "cred"}

// assigns says whether a line has such a name and a value behind it that is
// written out: of at least five bytes, and no expression, number or boolean.
func assigns(line []byte) bool {
	for i := 0; i+3 <= len(line); i++ {
		if c := line[i] | 0x20; c != 'k' && c != 't' && c != 's' && c != 'p' && c != 'a' && c != 'c' {
			continue
		}
		for _, n := range names {
			if len(line)-i < len(n) || !bytes.EqualFold(line[i:i+len(n)], []byte(n)) {
				continue
			}
			j := i + len(n)
			for j < len(line) && word(line[j]) {
				j++
			}
			for j < len(line) && (line[j] == '"' || line[j] == '\'') {
				j++
			}
			// NAME: value, NAME=value, --name value
			if j >= len(line) || line[j] != ':' && line[j] != '=' && (line[j] != ' ' || !bytes.Contains(line[:i], []byte("--"))) {
				continue
			}
			v := bytes.Trim(line[j+1:], " \t\r\"'")
			if len(v) >= 5 && v[0] != '$' && !bytes.Equal(v, []byte("write")) && !bytes.Equal(v, []byte("false")) {
				return true
			}
		}
	}
	return false
}
