package header

import (
	"reflect"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/open-policy-agent/opa/v1/ast"
)

// TestAsking reads what a rule asks of a credential: what is not understood asks
// for nothing, alone or in one of several ways, and is not turned around.
func TestAsking(t *testing.T) {
	words, err := ast.ParseModule("words.rego", `package nhi.words
known(c) if c.kind in {"a", "b"}
either(c) if c.static
either(c) if count(c.agents) > 1
vague(c) if c.static
vague(c) if regex.match("x", c.name)
partly(c) if {
	c.static
	regex.match("x", c.name)
}
otherwise(c) := false if c.static else := true`)
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]string{
		`c.static; c.lifetime.band == "long"`:            `f.Static && f.Lifetime.Band == "long"`,
		`not c.static; not c.origin == "env"`:            `!(f.Static) && !(f.Origin == "env")`,
		`words.known(c); not words.known(c)`:             `((f.Kind == "a" || f.Kind == "b")) && !(((f.Kind == "a" || f.Kind == "b")))`,
		`words.either(c)`:                                `(f.Static || len(f.Agents) > 1)`,
		`words.partly(c); not words.partly(c)`:           `(f.Static)`,
		`some x in c.agents; x.kind == "a"`:              `len(f.Agents) > 0`,
		`c.attributes.a; not c.attributes.b == "c"`:      `has(f.Attributes, "a") && !(f.Attributes["b"] == "c")`,
		`object.get(c.attributes, "a", "") != "b"`:       `f.Attributes["a"] != "b"`,
		`c.rotated == false`:                             `(f.Rotated != nil && *f.Rotated == false)`,
		`words.vague(c)`:                                 "true",
		`words.otherwise(c)`:                             "true",
		`not words.partly(c)`:                            "true",
		`c.attributes.a == ""`:                           "true",
		`c.attributes.a != "b"`:                          "true",
		`object.get(c.attributes, "a", "b") == "b"`:      "true",
		`c.name == input.now`:                            "true",
		`c.static with input.now as 1`:                   "true",
		`not c.name`:                                     "true",
		`c.static; some d in input.credentials`:          "true", // d may be any
		`c.static; count(input.credentials) > 1`:         "true",
		`c.static; every d in input.credentials { d }`:   "true",
		`c.static; not data.nhi.rules.a.other`:           "true", // it looks at all
		`c.static; input[x]`:                             "true",
		`some i in c.agents; some a in input.agents; i`:  `len(f.Agents) > 0`,
		`words.vague(c); words.known(c); words.vague(c)`: `((f.Kind == "a" || f.Kind == "b"))`,
	} {
		m, err := ast.ParseModule("rule.rego", "package nhi.rules.a\nimport data.nhi.words\ndeny contains 1 if { some c in input.credentials; "+body+" }\nother if some c in input.agents\n")
		if err != nil {
			t.Fatal(body, err)
		}
		if body == `c.static; not data.nhi.rules.a.other` {
			m, _ = ast.ParseModule("rule.rego", "package nhi.rules.a\ndeny contains 1 if { some c in input.credentials; c.static; not other }\nother if some c in input.credentials\n")
		}
		a := &asking{own: map[string][]*ast.Rule{}, words: map[string][]*ast.Rule{}, fact: reflect.TypeFor[nhi.Credential]()}
		gather(a.own, m)
		gather(a.words, words)
		if got := a.list(m, "credentials"); got != want {
			t.Errorf("%s\n%s, want\n%s", body, got, want)
		}
	}
}
