package agents

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/wordset"
)

// Command says whether the words of one command line start a coding agent that
// works without a person at the terminal, which agent that is ("claude-code",
// "codex", …), and what the line sets: flags by their long names without dashes,
// with the values of those that are settings, "true" for all others: a prompt or
// a key is nobody's business. Words are as a shell hands them over, quotes taken
// away. What sets an agent up, logs it in or asks for its version starts none.
func Command(words []string) (agent string, flags map[string]string, ok bool) {
	words = program(words)
	if len(words) == 0 {
		return "", nil, false
	}
	line, known := lines[strings.TrimSuffix(strings.TrimSuffix(path.Base(strings.ReplaceAll(words[0], `\`, "/")), ".exe"), ".cmd")]
	if !known {
		return "", nil, false
	}
	args := words[1:]
	flags, verb, lead := line.parse(args)
	if flags["help"] != "" || flags["version"] != "" {
		return "", nil, false
	}
	switch {
	case line.verbs[verb]:
		if line.needsFlag && len(flags) == 0 {
			return "", nil, false
		}
	case line.setup[verb], lead && line.flagsFirst:
		return "", nil, false
	default:
		for name := range flags {
			ok = ok || line.starts[name]
		}
		if !ok {
			return "", nil, false
		}
	}
	return line.agent, flags, true
}

// Gate is a protection that a command line switches off.
type Gate struct {
	// Kind is approval or sandbox.
	Kind string
	// Name is the setting as a person writes it.
	Name string
	// Why is what that means, in one clause.
	Why string
}

// Gates are the protections that flags of a command line switch off, in a fixed
// order.
func Gates(agent string, flags map[string]string) []Gate {
	var out []Gate
	for _, row := range gateRows {
		value, set := flags[row.flag]
		if row.agent != agent || !set || row.value != "" && value != row.value || row.value == "" && value == "false" {
			continue
		}
		name := "--" + row.flag
		if row.value != "" {
			name += " " + row.value
		}
		out = append(out, Gate{row.kind, name, row.why})
	}
	return out
}

// Tools are the tools that flags of a command line let the agent use without
// asking, as written: Bash(git log:*), mcp__github__create_issue, shell(git).
func Tools(flags map[string]string) []string {
	var out []string
	start, open := 0, 0
	list := flags["allowed-tools"]
	for i := 0; i <= len(list); i++ {
		switch {
		case i < len(list) && list[i] == '(':
			open++
		case i < len(list) && list[i] == ')':
			open--
		case i == len(list), open <= 0 && (list[i] == ',' || list[i] == ' '):
			if t := strings.TrimSpace(list[start:i]); t != "" {
				out = append(out, t)
			}
			start = i + 1
		}
	}
	return out
}

// program passes assignments, the commands that run another one (sudo, env,
// timeout, npx), and their flags. A package that npx and its like fetch becomes
// the program that it brings.
func program(words []string) []string {
	for rounds := 0; len(words) > 0 && rounds < 8; rounds++ {
		for len(words) > 0 && assigns(words[0]) {
			words = words[1:]
		}
		if len(words) == 0 {
			return nil
		}
		name := path.Base(words[0])
		if verbs := containers[name]; verbs != nil {
			words = contained(words, verbs)
			continue
		}
		r, ok := runners[name]
		if !ok {
			return words
		}
		words = words[1:]
		fetched := ""
		for len(words) > 0 {
			w := words[0]
			switch {
			case strings.HasPrefix(w, "-") && w != "--":
				words = words[1:]
				flag, value, joined := strings.Cut(w, "=")
				if !strings.Contains(r.valued, " "+flag+" ") {
					continue
				}
				if !joined && len(words) > 0 {
					value, words = words[0], words[1:]
				}
				if flag == "-p" || flag == "--package" || flag == "--from" {
					fetched = value
				}
				continue
			case w == "--", assigns(w), r.verb != "" && strings.Contains(" "+r.verb+" ", " "+w+" "), r.number && strings.Trim(w, "0123456789.smhdk") == "":
				words = words[1:]
				continue
			}
			break
		}
		if !r.fetches || len(words) == 0 {
			continue
		}
		if _, known := lines[words[0]]; known || fetched != "" {
			continue
		}
		brought := packages[unversioned(words[0])]
		if brought == "" {
			return nil
		}
		words = append([]string{brought}, words[1:]...)
	}
	return words
}

// contained is the command that a container is started with, or that is run in
// one: what follows the image's name from the first word on that starts an agent.
// A word after a flag may be the flag's value (--name claude -p 80:80).
func contained(words []string, verbs map[string]bool) []string {
	if len(words) < 3 || !verbs[words[1]] {
		return nil
	}
	for i := 3; i < len(words); i++ {
		if before := words[i-1]; strings.HasPrefix(before, "-") && before != "--" {
			continue
		}
		if name := path.Base(words[i]); lines[name] != nil || runners[name].fetches {
			return words[i:]
		}
	}
	return nil
}

// unversioned is a package without @version, ==version or [extras].
func unversioned(name string) string {
	if i := strings.LastIndexByte(name, '@'); i > 0 {
		name = name[:i]
	}
	name, _, _ = strings.Cut(name, "==")
	name, _, _ = strings.Cut(name, "[")
	return name
}

// assigns says whether a word is NAME=value.
func assigns(w string) bool {
	i := strings.IndexByte(w, '=')
	if i < 1 || w[0] >= '0' && w[0] <= '9' {
		return false
	}
	for _, c := range []byte(w[:i]) {
		if c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// parse reads the arguments of an agent. verb is the first word that is no flag
// and no flag's value, and lead says that it comes before every flag.
func (l *line) parse(args []string) (flags map[string]string, verb string, lead bool) {
	flags = map[string]string{}
	for i := 0; i < len(args); i++ {
		w := args[i]
		if w == "--" {
			break
		}
		if !strings.HasPrefix(w, "-") || len(w) < 2 {
			if verb == "" {
				verb, lead = w, i == 0
			}
			continue
		}
		name, value, joined := strings.Cut(strings.TrimLeft(w, "-"), "=")
		if long := l.names[name]; long != "" {
			name = long
		}
		if !joined {
			value = "true"
			if l.valued[name] && i+1 < len(args) && !strings.HasPrefix(args[i+1], "-") {
				i++
				value = args[i]
			}
		}
		if name == "config" {
			// codex -c key=value: the keys have the names of flags, but for one.
			key, v, _ := strings.Cut(value, "=")
			if long := l.names[key]; long != "" {
				name, value = long, strings.Trim(v, `"'`)
			}
		}
		if name == "allowed-tools" {
			// Claude Code takes any number of words here.
			for i+1 < len(args) && toolRule(args[i+1]) {
				i++
				value += "," + args[i]
			}
			if flags[name] != "" {
				value = flags[name] + "," + value
			}
		}
		if !told[name] && value != "false" {
			value = "true"
		}
		flags[name] = value
	}
	return flags, verb, lead
}

// told are the flags whose values are settings, and no secrets.
var told = wordset.Of("allowed-tools disallowed-tools permission-mode approval-mode ask-for-approval sandbox model max-turns")

// toolRule says whether a word is the name of a tool, with or without a pattern.
func toolRule(w string) bool {
	name, _, _ := strings.Cut(w, "(")
	return name != "" && strings.IndexByte(name, ' ') < 0 && (name[0] >= 'A' && name[0] <= 'Z' || strings.HasPrefix(name, "mcp__"))
}
