package mcp

import "strings"

// reference is a place where a text names something instead of spelling it.
type reference struct {
	// kind is env, input, file, store, or place for what clients fill in
	// themselves (a workspace folder) and commands whose output is meant.
	kind string
	name string
	// fallback is what ${NAME:-fallback} gives when the variable is not set.
	fallback word
}

// references finds what a text refers to, and says whether letters remain
// outside of the references.
//
//	${NAME} ${NAME:-fallback}  Claude Code, Gemini CLI and shells
//	${env:NAME} ${input:id}    VS Code, Cursor, Windsurf
//	$NAME %NAME% $(command)    Gemini CLI, shells, Windows, Crush
//	{env:NAME} {file:path}     OpenCode
//	op://vault/item/field      1Password's own address of a value
func references(w word) (refs []reference, whole bool) {
	text := w.text
	if scheme, _, ok := strings.Cut(text, "://"); ok && stores[scheme] {
		return []reference{{kind: "store", name: text}}, true
	}
	// GitHub's coding agent takes the names of its own secrets for values.
	if strings.HasPrefix(text, "COPILOT_MCP_") && upperName(text) == len(text) {
		return []reference{{kind: "store", name: text}}, true
	}
	rest := 0
	for i := 0; i < len(text); {
		ref, end := reference{}, -1
		switch text[i] {
		case '$':
			ref, end = dollar(w, i)
		case '{':
			if body, stop := braced(text, i); stop > 0 {
				if name, ok := strings.CutPrefix(body, "env:"); ok {
					ref, end = reference{kind: "env", name: name}, stop
				} else if name, ok := strings.CutPrefix(body, "file:"); ok {
					ref, end = reference{kind: "file", name: name}, stop
				} else if strings.HasPrefix(body, "{") {
					ref, end = reference{kind: "place", name: "template"}, stop
				}
			}
		case '%':
			if n := upperName(text[i+1:]); n > 1 && strings.HasPrefix(text[i+1+n:], "%") {
				ref, end = reference{kind: "env", name: text[i+1 : i+1+n]}, i+n+2
			}
		}
		if end <= i {
			rest++
			i++
			continue
		}
		refs = append(refs, ref)
		i = end
	}
	return refs, rest == 0 && len(refs) > 0
}

// stores are the schemes under which secret managers address a value.
var stores = map[string]bool{"op": true, "keychain": true, "secret": true, "vault": true, "keyring": true}

// dollar reads the reference that starts with the dollar sign at i.
func dollar(w word, i int) (reference, int) {
	text := w.text
	if strings.HasPrefix(text[i:], "$(") {
		if end := strings.IndexByte(text[i:], ')'); end > 0 {
			return reference{kind: "place", name: "command"}, i + end + 1
		}
		return reference{}, -1
	}
	if !strings.HasPrefix(text[i:], "${") {
		if n := upperName(text[i+1:]); n > 1 {
			return reference{kind: "env", name: text[i+1 : i+1+n]}, i + 1 + n
		}
		return reference{}, -1
	}
	body, end := braced(text, i+1)
	if end < 0 {
		return reference{}, -1
	}
	name, fallback, _ := strings.Cut(body, ":-")
	ref := reference{kind: "env", name: name}
	if name != body {
		start := i + 2 + len(name) + 2
		ref.fallback = w.cut(start, start+len(fallback))
	}
	switch prefix, rest, ok := strings.Cut(name, ":"); {
	case ok && prefix == "env":
		ref.name = rest
	case ok && prefix == "input":
		ref.kind, ref.name = "input", rest
	case ok && prefix == "file":
		ref.kind, ref.name = "file", rest
	case ok:
		ref.kind = "place" // ${config:…}, ${command:…}, ${secret:…}
	case strings.HasPrefix(name, "env."):
		ref.name = name[len("env."):]
	case places[name]:
		ref.kind = "place"
	}
	return ref, end
}

// places are what clients fill in themselves.
var places = map[string]bool{
	"workspaceFolder": true, "workspaceFolderBasename": true, "workspaceRoot": true, "userHome": true,
	"cwd": true, "pathSeparator": true, "/": true, "file": true, "fileDirname": true, "extensionPath": true,
	"workspacePath": true, "CLAUDE_PLUGIN_ROOT": true, "CLAUDE_PROJECT_DIR": true, "__dirname": true,
}

// maxReference bounds the search for a closing brace, so that a text of opening
// ones costs no square of its length.
const maxReference = 1024

// braced is the text between the brace at i and the one that closes it, and the
// offset behind that; -1 when none does.
func braced(text string, i int) (string, int) {
	depth := 0
	for j := i; j < len(text) && j < i+maxReference; j++ {
		switch text[j] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return text[i+1 : j], j + 1
			}
		}
	}
	return "", -1
}

// upperName is the length of the name of a variable at the start of a text, in
// capitals as the environment's are: $5 and $foo in a password are no
// references.
func upperName(text string) int {
	n := 0
	for n < len(text) {
		c := text[n]
		if c == '_' || 'A' <= c && c <= 'Z' || n > 0 && '0' <= c && c <= '9' {
			n++
			continue
		}
		break
	}
	return n
}
