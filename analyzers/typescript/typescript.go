// Package typescript reads TypeScript and JavaScript that uses the SDKs of models,
// agents, clouds and services: which credentials are written there as literals, which
// reach clients, which tokens are issued for how long, and which agents are built in
// code, with their tools, the MCP servers and the agents that they are given, and the
// protections that are switched off. It states facts and leaves every verdict to the
// rules.
//
// What a function, a class or an option means is a row in a table (table_*.go); package
// code follows names to values. Nothing is run, and what is not certain is no fact.
//
// Token formats that tell themselves apart wherever they stand are left to the analyzer
// of secrets, and whose code an image runs to the join.
package typescript

import (
	"bytes"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/ts"
)

// Analyzer reads the modules of one directory as one unit.
var Analyzer = &nhi.Analyzer{
	Name: "typescript",
	Doc:  "TypeScript and JavaScript that builds agents, uses or issues credentials, or has them written out",
	Reads: []string{
		"literals in assignments, objects and defaults, in modules that import an SDK of the tables",
		"keys and tokens that reach clients of models, clouds and services, from process.env, schemas of it and other modules, also those that paths of tsconfig.json and packages of a workspace name",
		"JWTs and sessions that are issued, and their expiry",
		"agents that are built, their tools, sub-agents, MCP servers and what those receive",
		"scopes that a sign-in asks for",
		"identities, what they may do and what runs as them, as programs of AWS CDK and Pulumi state it",
		"protections that are switched off: approval, what traces hold",
		"credentials in prompts and logs",
	},
	Formats: formats,
	Leaves:  "modules that import no SDK, declarations (.d.ts), minified files, values that are computed, what tests build; comments",
	Wants:   wants,
	Claims:  claims,
	Renders: true,
	Run:     language.Run,
}

var endings = []string{".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"}

func wants(name string) bool {
	switch path.Ext(name) {
	case ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs":
		return !strings.HasSuffix(name, ".d.ts") && !strings.HasSuffix(name, ".d.mts") && !strings.HasSuffix(name, ".d.cts")
	}
	return false
}

func claims(name string, text []byte) (string, bool) {
	if !wants(name) {
		return "", false
	}
	if len(text) > ts.MaxSize {
		text = text[:1<<16] // the rest is not read, but that is told
	}
	return path.Dir(name), (relevant(language, text) || carries(text)) && bytes.IndexByte(text, 0) < 0
}

// skips is why a program is not read.
func skips(text []byte) string {
	if minified(text) {
		return "minified TypeScript or JavaScript is not read"
	}
	return ""
}

// signs are what makes a module worth a look without an SDK: coding agents that are never
// asked, addresses with a password.
var signs = [...][]byte{[]byte("dangerously-"), []byte("enableAllProjectMcpServers"), []byte("bypassPermissions"), []byte("--yolo"), []byte("x-access-token:"), []byte("oauth2:$")}

func carries(text []byte) bool {
	for _, w := range signs {
		if bytes.Contains(text, w) {
			return true
		}
	}
	return false
}

// minified says whether a program wrote the file: people break lines. Bundlers and
// minifiers write lines of a thousand bytes on average and more.
func minified(text []byte) bool {
	return len(text) > 1<<14 && bytes.Count(text, []byte("\n")) < len(text)/1000
}

// before are what stands before the name of a module, and its quote.
var before = [...][]byte{[]byte("from"), []byte("require("), []byte("import(")}

// relevant says whether a module that the tables know is imported, by a cheap look at
// the words that do it.
func relevant(l *code.Language, text []byte) bool {
	for _, w := range before {
		for from := 0; ; {
			i := bytes.Index(text[from:], w)
			if i < 0 {
				break
			}
			from += i + len(w)
			at := from
			for at < len(text) && at < from+3 && (text[at] == ' ' || text[at] == '\n') {
				at++
			}
			if at >= len(text) || text[at] != '"' && text[at] != '\'' && text[at] != '`' {
				continue
			}
			rest := text[at+1 : min(len(text), at+1+200)] // no name is longer
			if n := bytes.IndexByte(rest, text[at]); n > 0 && l.Root(pkg(string(rest[:n]))) {
				return true
			}
		}
	}
	return false
}

// pkg is the package that a module belongs to: a, or @a/b.
func pkg(module string) string {
	n := 1
	if strings.HasPrefix(module, "@") {
		n = 2
	}
	for i := 0; i < len(module); i++ {
		if module[i] == '/' {
			if n--; n == 0 {
				return module[:i]
			}
		}
	}
	return module
}
