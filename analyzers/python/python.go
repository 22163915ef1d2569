// Package python reads Python source and notebooks: which credentials are written
// there as literals, which reach the clients of models, clouds and services, which
// tokens are issued for how long, and which agents are built in code, with their
// tools, the MCP servers and the agents that they are given, and the protections that
// are switched off. It states facts and leaves every verdict to the rules.
//
// What a function, a class or an argument means is a row in a table (table_*.go); the
// rest follows names to values, through imports of the repository's own modules,
// settings classes and functions that only hand on. Nothing is run, and what is not
// certain is no fact.
//
// Token formats that tell themselves apart wherever they stand are left to the
// analyzer of secrets, and whose code an image runs to the join.
package python

import (
	"bytes"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/py"
)

// Analyzer reads the modules of one directory as one unit.
var Analyzer = &nhi.Analyzer{
	Name: "python",
	Doc:  "Python code that builds agents, uses or issues credentials, or has them written out",
	Reads: []string{
		"literals in assignments, keyword arguments, dictionaries and defaults of settings",
		"keys and tokens that reach clients of models, clouds and services, from the environment, settings classes and other modules",
		"JWTs and sessions that are issued, and their expiry",
		"agents that are built, their tools, sub-agents, MCP servers and what those receive",
		"scopes that a sign-in asks for",
		"identities, what they may do and what runs as them, as programs of AWS CDK and Pulumi state it",
		"protections that are switched off: sandboxes, approval, what traces hold",
		"credentials in prompts and logs",
	},
	Formats: formats,
	Leaves:  "values that are computed, methods that are found at run time, what tests build; comments and docstrings",
	Wants:   wants,
	Claims:  claims,
	Renders: true,
	Run:     language.Run,
}

func wants(name string) bool {
	return strings.HasSuffix(name, ".py") || strings.HasSuffix(name, ".ipynb")
}

func claims(name string, text []byte) (string, bool) {
	if !wants(name) || bytes.IndexByte(text, 0) >= 0 {
		return "", false
	}
	if len(text) > py.MaxSize {
		text = text[:1<<16] // the rest is not read, but that is told
		return path.Dir(name), relevant(language, text)
	}
	return path.Dir(name), telling(text) || relevant(language, text) || contains(text, signs)
}

// telling says whether a name that promises a secret can stand in the text.
func telling(text []byte) bool {
	for _, w := range words {
		for from := 0; ; {
			i := bytes.Index(text[from:], w.text)
			if i < 0 {
				break
			}
			from += i + len(w.text)
			if from == len(text) || strings.IndexByte(w.not, text[from]|0x20) < 0 {
				return true
			}
		}
	}
	return false
}

// word is a part of such names, and not the letters that make another word of it:
// path, keys, passed, and the statement pass.
type word struct {
	text []byte
	not  string
}

var words = func() (out []word) {
	for _, w := range [...][2]string{{"secret", ""}, {"token", ""}, {"pass", "*-# edi"}, {"key", "swb"}, {"pwd", ""}, {"auth", ""}, {"pat", "hcti"}, {"dsn", ""}, {"conn", ""}, {"url", ""}, {"uri", "n"}} {
		for _, text := range [...]string{w[0], strings.ToUpper(w[0][:1]) + w[0][1:], strings.ToUpper(w[0])} {
			out = append(out, word{[]byte(text), w[1]})
		}
	}
	return out
}()

// relevant says whether a module that the tables know is imported, by a cheap look at
// the lines with that word.
func relevant(language *code.Language, text []byte) bool {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte("import"))
		if i < 0 {
			return false
		}
		i += from
		from = i + len("import")
		start := max(0, i-200) // no import is longer
		if n := bytes.LastIndexAny(text[start:i], "\n\"'"); n >= 0 {
			start += n + 1
		}
		line := text[start:i]
		if n := bytes.LastIndex(line, []byte(`\n`)); n >= 0 { // a cell of a notebook as one text
			line = line[n+2:]
		}
		line = bytes.TrimSpace(line)
		if module, ok := bytes.CutPrefix(line, []byte("from ")); ok {
			if root(language, bytes.TrimSpace(module), text[from:]) {
				return true
			}
			continue
		}
		if len(line) > 0 {
			continue
		}
		end := bytes.IndexAny(text[from:], "\n#\"\\")
		if end < 0 {
			end = len(text) - from
		}
		for _, module := range bytes.Split(text[from:from+end], []byte(",")) {
			if module = bytes.TrimSpace(module); root(language, module, nil) {
				return true
			}
		}
	}
}

// root says whether a module is one of the tables', by its first part; by its second
// too where many packages share the first. names are what is imported of it.
func root(language *code.Language, module, names []byte) bool {
	end := bytes.IndexFunc(module, func(r rune) bool {
		return r != '_' && r != '.' && (r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z')
	})
	if end >= 0 {
		module = module[:end]
	}
	first, rest, _ := bytes.Cut(module, []byte("."))
	if !language.Shared[string(first)] {
		return language.Root(string(first))
	}
	second, _, _ := bytes.Cut(rest, []byte("."))
	if len(second) > 0 {
		return language.Root(string(first) + "." + string(second))
	}
	line, _, _ := bytes.Cut(names, []byte("\n"))
	for _, name := range bytes.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ' ' || r == '(' || r == ')' || r == '\\' || r == '"' }) {
		if language.Root(string(first) + "." + string(name)) {
			return true
		}
	}
	return false
}
