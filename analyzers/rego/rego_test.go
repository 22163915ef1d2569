package rego

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestGate(t *testing.T) {
	for text, want := range map[string]bool{
		"package mcp.authz\n\ndefault allow := true\n":                                       true,
		"package mcp.authz\n\ndefault allow = true # for now\n":                              true,
		"package tools\n\nallow if true\n":                                                   true,
		"package tools\n\nallow := true\n":                                                   true,
		"package tools\n\nallow = true { true }\n":                                           true,
		"package tools\n\nallow { true }\n":                                                  true,
		"package tools\n\nallow if { true }\n":                                               true,
		"package agents.guardrails\n\ndefault allow := true\n\nallow if input.user\n":        true,
		"package mcp.authz\n\ndefault allow := false\n":                                      false,
		"package mcp.authz\n\ndefault allow := true\n\nallow := false if input.risky\n":      false,
		"package mcp.authz\n\ndefault allow := true\n\ndeny contains \"x\" if input.risky\n": false,
		"package mcp.authz\n\nallow := true if input.user == \"a\"\n":                        false,
		"package mcp.authz\n\nallow if {\n\ttrue\n}\n":                                       false, // not worth a parser
		"package helpers\n\ndefault allow := true\n":                                         false,
		"package mcp.authz\n\n# default allow := true\n":                                     false,
		"package mcp.authz\n\nx := `\ndefault allow := true\n`\n":                            false,
		"package mcp.authz\n\nobject := {\n  allow := true\n}\n":                             false,
		"package mcp.authz\n\nallowed := true\n":                                             false,
	} {
		if got := gate(nhi.NewFile("p.rego", []byte(text))) != nil; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestClaims(t *testing.T) {
	text := "package mcp.authz\ndefault allow := true\n"
	for path, want := range map[string]bool{"a/p.rego": true, "a/p_test.rego": false, "p.txt": false} {
		if _, got := claims(path, []byte(text)); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
	if _, ok := claims("p.rego", []byte(strings.ReplaceAll(text, "allow", "x"))); ok {
		t.Error("a policy without allow is claimed")
	}
}

func FuzzRun(f *testing.F) {
	f.Add([]byte("package mcp.authz\n\ndefault allow := true # for now\nx := `\n`\n"))
	nhitest.Fuzz(f, Analyzer, "p.rego")
}
