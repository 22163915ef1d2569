package pipelines

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestPlatform(t *testing.T) {
	for name, want := range map[string]string{
		"azure-pipelines.yml": azurePipelines, "ci/azure-pipelines-nightly.yaml": azurePipelines, ".azure-pipelines/jobs/build.yml": azurePipelines,
		".circleci/config.yml": circleCI, "sub/.circleci/continue.yml": circleCI, "Jenkinsfile": jenkins, "ci/Jenkinsfile.release": jenkins, "release.jenkinsfile": jenkins,
		"vars/build.groovy": jenkins, "Jenkinsfile.md": "", "config.yml": "", "azure-pipelines.md": "",
	} {
		if got := platform(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestLex(t *testing.T) {
	for src, want := range map[string]string{
		`a 'b\'c' "d"`:                 `a 'b'c' 'd'`,
		"a '''b\nc''' // d\ne /* f */": "a 'b\nc' \n e",
		`a "x\n\$Y${z}"`:               "a 'x\n$Y${z}'",
		"#!/usr/bin/env groovy\na.b()": "\n a.b ( )",
		`a 'b`:                         `a 'b'`,
		"a 'b\nc":                      "a 'b' c",
		`""`:                           `''`,
	} {
		var got []string
		for _, token := range lex(src) {
			if token.kind == text {
				got = append(got, "'"+token.text+"'")
			} else {
				got = append(got, token.text)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", src, s, want)
		}
	}
}

// Files of strangers cost time in proportion to their size.
func TestHostile(t *testing.T) {
	const n = 20000
	many := func(f func(i int) string, n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	for _, c := range []struct{ name, path, text string }{
		{"braces", "Jenkinsfile", "pipeline " + strings.Repeat("a {", n*10)},
		{"brackets", "Jenkinsfile", "pipeline { sh " + strings.Repeat("(", n*10)},
		{"calls", "Jenkinsfile", "pipeline { " + strings.Repeat("sh 'claude -p $X_TOKEN'\n", n) + "}"},
		{"bindings", "Jenkinsfile", "pipeline { withCredentials([" + strings.Repeat("string(credentialsId: 'a', variable: 'A_TOKEN'),", n) + "]) }"},
		{"quotes", "Jenkinsfile", "pipeline {" + strings.Repeat(`'''"`, n)},
		{"unclosed", "Jenkinsfile", "pipeline { withCredentials(" + strings.Repeat("[a(", n)},
		{"assignments", "Jenkinsfile", "pipeline { " + strings.Repeat("a = ", n)},
		{"commands", ".circleci/config.yml", "commands:\n" + many(func(i int) string {
			return fmt.Sprintf("  c%d: {steps: [c%d, c%d, c%d]}\n", i, i+1, i+1, i+1)
		}, 50) + "jobs: {a: {steps: [c0]}}\n"},
		{"matrix", ".circleci/config.yml", "jobs: {a: {steps: [{run: 'claude -p x'}]}}\nworkflows:\n  w:\n    jobs:\n" + strings.Repeat("      - a: {matrix: {parameters: {x: [1, 2, 3], y: [1, 2, 3]}}}\n", n/4)},
		{"templates", "azure-pipelines.yml", "steps:\n" + many(func(i int) string { return fmt.Sprintf("- template: t%d.yml\n", i) }, n)},
		{"loop", "azure-pipelines.yml", "steps:\n- template: azure-pipelines.yml\n- template: azure-pipelines.yml\n- script: claude -p x\n"},
		{"jobs", "azure-pipelines.yml", "jobs:\n" + many(func(i int) string {
			return fmt.Sprintf("- job: j%d\n  steps: [{bash: 'claude -p x', env: {A_TOKEN: $(a)}}]\n", i)
		}, n/2)},
		{"conditions", "azure-pipelines.yml", "steps:\n" + strings.Repeat("- ${{ if a }}:\n  - ${{ if b }}:\n    - script: claude -p x\n", n/4)},
	} {
		start := time.Now()
		f := nhi.NewFile(c.path, []byte(c.text))
		facts, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: c.path, Files: []*nhi.File{f}, Tree: nhitest.Tree{c.path: f}})
		if err != nil {
			t.Fatal(err)
		}
		nhitest.Check(t, facts)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %v", c.name, took)
		} else {
			t.Logf("%s: %v, %d agents, %d notices", c.name, took, len(facts.Agents), len(facts.Notices))
		}
	}
}

func FuzzAzure(f *testing.F) {
	f.Add([]byte("variables: {A_TOKEN: $(x)}\njobs:\n- job: a\n  steps:\n  - task: AzureCLI@2\n    inputs: {azureSubscription: c, addSpnToEnvironment: true, inlineScript: $servicePrincipalKey}\n"))
	nhitest.Fuzz(f, Analyzer, "azure-pipelines.yml")
}

func FuzzCircle(f *testing.F) {
	f.Add([]byte("commands: {c: {steps: [c]}}\njobs: {a: {environment: {A_TOKEN: x}, steps: [c, {run: 'claude -p $B_TOKEN'}]}}\nworkflows: {w: {jobs: [{a: {context: b}}]}}\n"))
	nhitest.Fuzz(f, Analyzer, ".circleci/config.yml")
}

func FuzzJenkins(f *testing.F) {
	f.Add([]byte("pipeline { environment { A = credentials('b') }\nsh '''claude -p \"$A\"'''\nwithCredentials([[$class: 'X', credentialsId: 'y', variable: 'Z']]) { sh(script: \"a ${env.Z}\") } }"))
	nhitest.Fuzz(f, Analyzer, "Jenkinsfile")
}
