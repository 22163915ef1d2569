package typescript

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/ts"
	"github.com/nhivet/nhivet/internal/wordset"
)

// language is what is known of TypeScript, JavaScript and their packages.
var language = &code.Language{
	Name: "typescript", Title: "TypeScript", MaxSize: ts.MaxSize,
	Parse:    ts.Parse,
	Skips:    skips,
	Relevant: func(l *code.Language, source []byte) bool { return relevant(l, source) || carries(source) },
	Pairs:    pairs,
	Package:  pkg,
	Local:    local,
	Paths:    paths,
	Endings:  endings,
	Indexes:  wordset.Of("index server route page"),
	Nameless: wordset.Of("GET POST PUT PATCH DELETE handler default"),

	Sinks: sinks, Agents: agents, Tools: tools, Servers: servers,
	Controls: controls, Lives: lives, Signers: signers, Scopes: scopes, Apps: apps, Opens: opens, Sessions: sessions,
	CDK: constructs, Pulumi: "@pulumi/", Dumps: wordset.Of("JSON.stringify"), Whole: wordset.Of("aws-cdk-lib"),
	Writers: writers, Answers: answers, Headers: wordset.Of("authorization x-api-key"), Guards: []string{"chmod", "umask", "mode:", "0o600"},
	Programs: programs, Runs: runs, Makers: makers,

	// https://nodejs.org/api/process.html#processenv
	// https://docs.deno.com/api/deno/~/Deno.Env
	Environment: wordset.Of("Deno.env.get"),
	Mapping:     wordset.Of("process.env globalThis.process.env import.meta.env Bun.env"),
	Shells:      wordset.Of("@openai/agents/sandbox.SandboxAgent"),
	Begins:      wordset.Of("invoke stream generate generateText streamText streamVNext generateVNext"),
	Runners:     wordset.Of("@openai/agents.run @openai/agents-core.run @openai/agents.Runner().run @openai/agents-core.Runner().run ai.generateText ai.streamText"),
	Members:     true,
	Through:     wordset.Of("trim toString"),
	Wrap:        wordset.Of("String URL Buffer.from TextEncoder().encode"),
	// https://github.com/panva/jose/blob/main/docs/jwt/sign/classes/SignJWT.md
	Fluent:      wordset.Of("jose.SignJWT()"),
	Adapts:      wordset.Of("util.promisify node:util.promisify"),
	Handoffs:    wordset.Of("@openai/agents.handoff @google/adk.AgentTool"),
	Wrappers:    wordset.Of("McpClient"),
	Constructor: "constructor",
	Logs:        logs,
	LogSource:   "https://nodejs.org/api/console.html",
	Seconds:     wordset.Of("Math.floor Math.round Math.ceil Math.trunc Number parseInt"),
	Now:         wordset.Of("Date.now"),
	Duration:    duration,
}

func logs(name string) bool {
	switch name {
	case "console.log", "console.info", "console.debug", "console.warn", "console.error", "console.trace", "console.dir":
		return true
	}
	return false
}

// constructs are the full names of a construct: by its module, by the package of all
// modules, and by the module's package of CDK's first version.
// https://docs.aws.amazon.com/cdk/v2/guide/work-with-cdk-typescript.html
func constructs(in, name string) []string {
	if in[0] == '@' {
		return []string{in + "." + name}
	}
	return []string{"aws-cdk-lib/" + in + "." + name, "aws-cdk-lib." + strings.ReplaceAll(in, "-", "_") + "." + name, "@aws-cdk/" + in + "." + name}
}

// paths are where a module that a file imports may be: below its own folder, or for
// names with a sign before them below the root of the project or its src. A name that
// ends in .js may mean what is compiled to it.
func paths(r *code.Repo, file, module string, _ int) []string {
	if strings.HasPrefix(module, ".") {
		return candidates(path.Join(path.Dir(file), module))
	}
	if r.Tree == nil {
		return nil
	}
	if list := given(r, file, module); len(list) > 0 || !ts.Local(module) || module[0] == '#' {
		return list
	}
	inner := module[2:]
	for d := path.Dir(file); ; d = path.Dir(d) {
		if d == "." || d == "/" || r.Has(path.Join(d, "tsconfig.json")) || r.Has(path.Join(d, "package.json")) {
			return append(candidates(path.Join(d, "src", inner)), candidates(path.Join(d, inner))...)
		}
	}
}

func candidates(base string) []string {
	if strings.HasPrefix(base, "..") {
		return nil // outside of what is scanned
	}
	switch ext := path.Ext(base); ext {
	case ".js", ".mjs", ".cjs", ".jsx":
		stem := strings.TrimSuffix(base, ext)
		return []string{stem + strings.Replace(ext, "j", "t", 1), stem + ".tsx", base}
	case ".ts", ".tsx", ".mts", ".cts":
		return []string{base}
	case ".json", ".css", ".svg", ".md":
		return nil
	}
	return []string{base + ".ts", base + ".tsx", base + ".js", base + ".mts", base + ".mjs", base + ".cjs", path.Join(base, "index.ts"), path.Join(base, "index.tsx"), path.Join(base, "index.js")}
}

// spans are the units of a duration as package ms reads them, in milliseconds.
// https://github.com/vercel/ms
var spans = map[string]int64{"": 1, "ms": 1, "s": 1000, "m": 60000, "h": 3600000, "d": 86400000, "w": 7 * 86400000, "y": 31557600000}

var written = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,12}) *([a-z]*)$`) })

// duration reads "2h", "7 days" or "120000", which is in milliseconds.
func duration(text string) (int64, bool) {
	m := written().FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		return 0, false
	}
	unit := m[2]
	for _, long := range [...]struct{ names, short string }{
		{"milliseconds millisecond msecs msec", "ms"}, {"seconds second secs sec", "s"}, {"minutes minute mins min", "m"},
		{"hours hour hrs hr", "h"}, {"days day", "d"}, {"weeks week", "w"}, {"years year yrs yr", "y"},
	} {
		if unit != "" && strings.Contains(" "+long.names+" ", " "+unit+" ") {
			unit = long.short
		}
	}
	worth, ok := spans[unit]
	n, _ := strconv.ParseInt(m[1], 10, 64)
	if !ok || n > 1e15/worth {
		return 0, false
	}
	return n * worth / 1000, true
}
