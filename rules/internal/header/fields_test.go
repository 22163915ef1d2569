package header

import (
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

// TestFields reads which fields of a credential a rule looks at, itself and through
// what it hands the credential to. A fact that goes elsewhere as a whole has them all.
func TestFields(t *testing.T) {
	words, err := ast.ParseModule("words.rego", `package nhi.words
title(c) := c.title if c.name != ""
beside(text, c) := sprintf("%s %s", [text, c.vendor])
again(c) := c.kind if count(c.agents) > 1
again(c) := again(c)
kept(c) := [c]`)
	if err != nil {
		t.Fatal(err)
	}
	for rule, want := range map[string]string{
		`deny contains c.name if { some c in input.credentials; c.lifetime.never }`:                         "lifetime name",
		`deny contains {"msg": words.title(c), "_loc": c.at} if some c in input.credentials`:                "at name title",
		`deny contains words.beside("x", c) if some c in input.credentials`:                                 "vendor",
		`deny contains words.again(c) if some c in input.credentials`:                                       "agents kind",
		`deny contains words.kept(c) if some c in input.credentials`:                                        "*",
		`deny contains c if some c in input.credentials`:                                                    "*",
		`deny contains c[x] if { some c in input.credentials; some x in ["name"] }`:                         "*",
		`deny contains count(x) if { some c in input.credentials; x := [s | some s in c.path; s != c.at] }`: "at path",
		`deny contains c.name if { some c in input.credentials; c.name == input.credentials[0].name }`:      "*",
		`deny contains {"msg": c.name, "related": c.path} if some c in input.credentials`:                   "name →path",
		`deny contains {"msg": c.path, "related": c.path} if some c in input.credentials`:                   "path",
		`deny contains {"related": array.concat(c.path, c.across)} if some c in input.credentials`:          "across path",
		`found[c.kind] contains i if some i, c in input.credentials`:                                        "kind",
	} {
		m, err := ast.ParseModule("rule.rego", "package nhi.rules.x\nimport data.nhi.words\n"+rule)
		if err != nil {
			t.Fatal(err)
		}
		gathered, own := map[string][]*ast.Rule{}, map[string][]*ast.Rule{}
		gather(gathered, words)
		gather(own, m)
		got := fieldsOf(m, "credentials", own, gathered)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", rule, got, want)
		}
		if !slices.IsSorted(got) {
			t.Error(got)
		}
	}
}
