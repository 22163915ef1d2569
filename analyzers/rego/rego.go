// Package rego reads Rego files that are the gate of something: whether their
// allow is true whatever the input says. It reads lines, and only those that
// leave no doubt; a policy that decides anything is none of its business.
package rego

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer is the reader of policy files.
var Analyzer = &nhi.Analyzer{
	Name:  "rego",
	Doc:   "Rego policies (*.rego) that are a gate: an allow that is always true",
	Reads: []string{"default allow := true and an unconditional allow, in packages that are named for a gate"},
	Formats: []nhi.Format{
		{Name: "Rego", Files: "*.rego with an allow", Source: "https://www.openpolicyagent.org/docs/policy-language", Fixture: "gates"},
	},
	Leaves: "every other rule, data, bundles, and files with rules that deny",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

func wants(p string) bool {
	return strings.HasSuffix(p, ".rego") && !strings.HasSuffix(p, "_test.rego")
}

func claims(p string, text []byte) (string, bool) {
	return p, wants(p) && bytes.Contains(text, []byte("allow")) && bytes.Contains(text, []byte("true"))
}

var (
	packageLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^package\s+([A-Za-z0-9_.]+)$`) })
	// always are the ways to write an allow without a condition, in both versions
	// of the language.
	always = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(default\s+allow\s*:?=\s*true|allow\s*:?=\s*true|allow(\s*:?=\s*true)?(\s+if)?\s+(true|\{\s*true\s*\})|allow\s*\{\s*true\s*\})$`)
	})
	// refuses begins a rule by which something is refused after all.
	refuses = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^((allow\b.*:?=\s*false\b)|(\}?\s*else\b)|(default\s+)?(deny|denied|violation|forbid|reject|block|refuse)[A-Za-z0-9_]*\b)`)
	})
)

// gates are words of a package's name by which it is a gate of agents, tools or
// services, and no helper.
var gates = []string{"authz", "authorization", "authorisation", "access", "gate", "gateway", "guard", "guardrail", "guardrails", "mcp", "agent", "agents", "tool", "tools", "llm"}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if c := gate(f); c != nil {
			facts.Controls = append(facts.Controls, c)
		}
	}
	return facts, nil
}

// gate is the first line that allows everything, in a file where nothing takes
// it back.
func gate(f *nhi.File) *nhi.Control {
	var found *nhi.Control
	gated, raw := false, false
	for n := 1; n <= f.Lines(); n++ {
		line := string(f.Line(n))
		inside := raw
		if strings.Count(line, "`")%2 == 1 { // a raw string begins or ends
			raw = !raw
		}
		if inside || line == "" || line[0] == ' ' || line[0] == '\t' {
			continue // rules begin at the margin
		}
		code, _, _ := strings.Cut(line, "#")
		code = strings.TrimSpace(code)
		if m := packageLine().FindStringSubmatch(code); m != nil {
			gated = slices.ContainsFunc(strings.FieldsFunc(m[1], func(c rune) bool { return c == '.' || c == '_' }), func(w string) bool {
				return slices.Contains(gates, strings.ToLower(w))
			})
		}
		if refuses().MatchString(code) {
			return nil
		}
		if found == nil && always().MatchString(code) {
			found = &nhi.Control{Key: nhi.Key("rego", f.Path), Kind: "policy", Name: code, State: "off",
				Attributes: map[string]string{"why": "it is true whatever is asked"}, At: f.LineSpan(n)}
		}
	}
	if !gated {
		return nil
	}
	return found
}
