package scan

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/rules"
)

// TestLevelsOfOneGrant judges the same wildcard role three times: reached by an
// agent that also holds a key that writes, by one that can be shown to change
// nothing, and by nobody.
func TestLevelsOfOneGrant(t *testing.T) {
	f := nhi.NewFile("deploy/roles.yaml", []byte("role agent identity key\n"))
	role, agent, identity, key := f.At(0, 4), f.At(5, 10), f.At(11, 19), f.At(20, 23)
	facts := func(held *nhi.Credential, score int) *nhi.Facts {
		facts := &nhi.Facts{
			Agents:     []*nhi.Agent{{Key: "a:a", Name: "planner", Kind: "workload", Platform: "kubernetes", Score: score, At: agent}},
			Identities: []*nhi.Identity{{Key: "i:i", Name: "planner-sa", Kind: "service-account", Defined: true, At: identity}},
			Grants:     []*nhi.Grant{{Key: "g:g", Identity: "i:i", System: "aws", Name: "wide", Breadth: "wildcard", Why: "\"s3:*\" on every resource", At: role}},
			Edges:      []*nhi.Edge{{Kind: nhi.RunsAs, From: "a:a", To: "i:i", Confidence: nhi.Certain, At: agent}},
		}
		if held != nil {
			facts.Credentials = []*nhi.Credential{held}
			facts.Edges = append(facts.Edges, &nhi.Edge{Kind: nhi.Holds, From: "a:a", To: held.Key, Confidence: nhi.Certain, At: agent})
		}
		return facts
	}
	writing := &nhi.Credential{Key: "c:c", Kind: "github-token", Title: "GitHub token", Vendor: "GitHub", Origin: nhi.FromStore, At: key}
	model := &nhi.Credential{Key: "c:c", Kind: "openai-api-key", Title: "OpenAI API key", Vendor: "OpenAI", Origin: nhi.FromStore, At: key}
	for _, c := range []struct {
		what, rule string
		facts      *nhi.Facts
		level      nhi.Level
	}{
		{"an agent that holds a key that writes", "agent-wildcard-grant", facts(writing, 100), nhi.Error},
		{"a read-only agent", "agent-wildcard-grant", facts(model, 100), nhi.Warning},
		{"no agent", "wildcard-grant", facts(model, 0), nhi.Note},
	} {
		_, findings, err := Judge(context.Background(), c.facts, JudgeOptions{Now: fixtureNow, View: Repository, Only: []string{"agent-wildcard-grant", "wildcard-grant"}})
		if err != nil {
			t.Fatal(err)
		}
		if len(findings) != 1 || findings[0].Rule.Name != c.rule || findings[0].Level != c.level {
			t.Errorf("%s: got %s, want one %s of %s", c.what, lines(findings), c.level, c.rule)
		}
	}
}

// TestReadOnlyAgents is the same through files: a role that two agents share is
// an error; of agents that only read, a warning; and what they have written out
// is not made quieter.
func TestReadOnlyAgents(t *testing.T) {
	const runtime = `
resource "aws_iam_role" "agents" {
  name               = "agents"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "bedrock-agentcore.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "210987654321" } }
    }]
  })
}

resource "aws_iam_role_policy" "agents" {
  name = "agents"
  role = aws_iam_role.agents.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = %q, Resource = "arn:aws:s3:::plans/*" }]
  })
}

resource "aws_bedrockagentcore_agent_runtime" "planner" {
  agent_runtime_name = "planner"
  role_arn           = aws_iam_role.agents.arn
}

resource "aws_bedrockagentcore_agent_runtime" "executor" {
  agent_runtime_name = "executor"
  role_arn           = aws_iam_role.agents.arn
}
`
	for action, want := range map[string]nhi.Level{"s3:PutObject": nhi.Error, "s3:GetObject": nhi.Warning} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(fmt.Sprintf(runtime, action)), 0o644); err != nil {
			t.Fatal(err)
		}
		found := scanPath(t, dir, "shared-identity").Report.Findings
		if len(found) != 1 || found[0].Level != want {
			t.Errorf("%s: got %s, want one %s", action, lines(found), want)
		}
	}
}

// TestReadersReachNoWriter adds to an agent that only reads, one at a time, what
// makes it a writer: a tool, a credential, and an agent to delegate to.
func TestReadersReachNoWriter(t *testing.T) {
	const reader = `
apiVersion: kagent.dev/v1alpha2
kind: Agent
metadata: {name: reader, namespace: agents}
spec:
  declarative:
    modelConfig: claude
    systemMessage: You answer questions about invoices.
    deployment:
      env: [%s]
    tools:
      - type: McpServer
        mcpServer: {name: invoices, toolNames: [list_invoices%s], allowedHeaders: [Authorization]}
%s
---
apiVersion: kagent.dev/v1alpha2
kind: Agent
metadata: {name: clerk, namespace: agents}
spec:
  declarative:
    modelConfig: claude
    systemMessage: You look after invoices.
    tools:
      - type: McpServer
        mcpServer: {name: invoices, toolNames: [%s]}
`
	const delegates = "      - {type: Agent, agent: {name: clerk}}"
	held := func(name string) string {
		return "{name: " + name + ", valueFrom: {secretKeyRef: {name: reader, key: k}}}"
	}
	for _, c := range []struct {
		what, env, tool, delegate, clerk string
		want                             nhi.Level
	}{
		{"it reads", "", "", "", "delete_invoice", nhi.Warning},
		{"it holds a key for a model", held("ANTHROPIC_API_KEY"), "", "", "delete_invoice", nhi.Warning},
		{"it holds a key that writes", held("GITHUB_TOKEN"), "", "", "list_invoices", nhi.Error},
		{"it calls a tool that writes", "", ", delete_invoice", "", "list_invoices", nhi.Error},
		{"it delegates to a reader", "", "", delegates, "list_invoices", nhi.Warning},
		{"it delegates to a writer", "", "", delegates, "delete_invoice", nhi.Error},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "agents.yaml"), []byte(fmt.Sprintf(reader, c.env, c.tool, c.delegate, c.clerk)), 0o644); err != nil {
			t.Fatal(err)
		}
		found := scanPath(t, dir, "token-passthrough").Report.Findings
		if len(found) != 1 || found[0].Level != c.want {
			t.Errorf("%s: got %s, want one %s", c.what, lines(found), c.want)
		}
	}
}

// TestLevelTable walks the rows that lower a level, alone and together.
func TestLevelTable(t *testing.T) {
	agent := []*nhi.Ref{{Key: "a"}}
	loud, middle := &nhi.Rule{Severity: 9}, &nhi.Rule{Severity: 5}
	for _, c := range []struct {
		what    string
		rule    *nhi.Rule
		s       subject
		context string
		want    nhi.Level
		reasons int
	}{
		{"an agent reaches it", loud, subject{agents: agent, confidence: nhi.Certain}, "", nhi.Error, 0},
		{"nobody does", loud, subject{confidence: nhi.Certain}, "", nhi.Warning, 1},
		{"nobody does, a warning's", middle, subject{confidence: nhi.Certain}, "", nhi.Note, 1},
		{"a literal needs no agent", loud, subject{literal: true, confidence: nhi.Certain}, "", nhi.Error, 0},
		{"an expired literal", loud, subject{literal: true, expired: true, confidence: nhi.Certain}, "", nhi.Note, 1},
		{"a literal of minutes", loud, subject{literal: true, brief: true, confidence: nhi.Certain}, "", nhi.Warning, 1},
		{"a reference to what lives minutes", loud, subject{agents: agent, brief: true, confidence: nhi.Certain}, "", nhi.Error, 0},
		{"a guess", loud, subject{agents: agent, confidence: nhi.Guess - 1}, "", nhi.Warning, 1},
		{"no guess", loud, subject{agents: agent, confidence: nhi.Guess}, "", nhi.Error, 0},
		{"an example", loud, subject{agents: agent, confidence: nhi.Certain}, "example", nhi.Warning, 1},
		{"what an example shares", loud, subject{agents: agent, confidence: nhi.Certain, sharing: true}, "example", nhi.None, 1},
		{"a literal that an example shares", loud, subject{agents: agent, confidence: nhi.Certain, sharing: true, literal: true}, "example", nhi.Warning, 1},
		{"what is shared elsewhere", loud, subject{agents: agent, confidence: nhi.Certain, sharing: true}, "", nhi.Error, 0},
		{"development", loud, subject{agents: agent, confidence: nhi.Certain, environment: "dev"}, "", nhi.Warning, 1},
		{"production", loud, subject{agents: agent, confidence: nhi.Certain, environment: "prod"}, "", nhi.Error, 0},
		{"readers", loud, subject{agents: agent, confidence: nhi.Certain, readOnly: true}, "", nhi.Warning, 1},
		{"readers with a literal", loud, subject{agents: agent, confidence: nhi.Certain, readOnly: true, literal: true}, "", nhi.Error, 0},
		{"all of it", loud, subject{confidence: 1, environment: "test", expired: true}, "docs", nhi.Note, 1},
		{"a note at best that is an example", &nhi.Rule{Severity: 3}, subject{agents: agent, confidence: nhi.Certain}, "example", nhi.None, 1},
		{"two reasons", loud, subject{confidence: nhi.Certain}, "example", nhi.Note, 2},
	} {
		got, why := level(c.rule, c.s, c.context)
		if got != c.want || len(why) != c.reasons {
			t.Errorf("%s: %s because %q, want %s for %d reasons", c.what, got, why, c.want, c.reasons)
		}
	}
	for _, r := range rules.All() {
		if got, why := level(r, subject{agents: agent, confidence: nhi.Certain}, ""); got != nhi.LevelOf(r.Severity) || why != nil {
			t.Errorf("%s: %s %q", r.Name, got, why)
		}
	}
}

// TestLiteralLives writes out tokens whose life is known: what is dead is a note,
// what dies within hours a warning, and what stands an error.
func TestLiteralLives(t *testing.T) {
	token := func(issued, expires time.Time) string {
		part := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
		return part(`{"alg":"HS256","typ":"JWT"}`) + "." + part(fmt.Sprintf(`{"sub":"planner","iat":%d,"exp":%d}`, issued.Unix(), expires.Unix())) +
			"." + "q8Zt0vWc4LxJ2mRb7KpYd1HsNfUe6GaT3iOhV5uBz9k"
	}
	for what, c := range map[string]struct {
		secret string
		want   nhi.Level
	}{
		"a JWT of five minutes":  {token(fixtureNow.Add(-time.Minute), fixtureNow.Add(4*time.Minute)), nhi.Warning},
		"a JWT of ten years":     {token(fixtureNow.Add(-time.Minute), fixtureNow.AddDate(10, 0, 0)), nhi.Error},
		"a JWT that has expired": {token(fixtureNow.Add(-time.Hour), fixtureNow.Add(-time.Minute)), nhi.Note},
		"a GitHub app's token":   {"ghs_" + "Qm7ZtR2vX9kLp4WcN8bYd3HsJf6GaT3LlGf1", nhi.Warning},
		"a GitHub user's token":  {"ghp_" + "Qm7ZtR2vX9kLp4WcN8bYd3HsJf6GaT3LlGf1", nhi.Error},
	} {
		dir := t.TempDir()
		text := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: planner}\ndata:\n  API_TOKEN: " + c.secret + "\n"
		if err := os.WriteFile(filepath.Join(dir, "planner.yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		found := scanPath(t, dir, "literal-credential").Report.Findings
		if len(found) != 1 || found[0].Level != c.want {
			t.Errorf("%s: got %s, want one %s", what, lines(found), c.want)
		}
	}
}

// TestSharingConfidence has one holder that is sure: sharing takes two.
func TestSharingConfidence(t *testing.T) {
	sure, guess := &nhi.Ref{Key: "a", Confidence: nhi.Certain}, &nhi.Ref{Key: "b", Confidence: nhi.Guess - 1}
	for what, c := range map[string]struct {
		identity nhi.Identity
		want     int
	}{
		"two sure agents":            {nhi.Identity{SharedBy: 2, Agents: []*nhi.Ref{sure, sure}}, nhi.Certain},
		"a guessed second agent":     {nhi.Identity{SharedBy: 2, Agents: []*nhi.Ref{sure, guess}}, nhi.Guess - 1},
		"a guessed third agent":      {nhi.Identity{SharedBy: 3, Agents: []*nhi.Ref{sure, guess, sure}}, nhi.Certain},
		"a guessed workload":         {nhi.Identity{SharedBy: 1, Agents: []*nhi.Ref{sure}, Workloads: []*nhi.Ref{guess}}, nhi.Guess - 1},
		"a sure workload":            {nhi.Identity{SharedBy: 1, Agents: []*nhi.Ref{sure}, Workloads: []*nhi.Ref{guess, sure}}, nhi.Certain},
		"the default, for one agent": {nhi.Identity{SharedBy: 2, Default: true, Agents: []*nhi.Ref{sure, guess}}, nhi.Certain},
		"nobody":                     {nhi.Identity{}, nhi.Certain},
	} {
		if got := subjectOf(&c.identity).confidence; got != c.want {
			t.Errorf("%s: %d, want %d", what, got, c.want)
		}
	}
}

// TestGrantEnvironment lowers what only agents of development reach.
func TestGrantEnvironment(t *testing.T) {
	dev, prod := &nhi.Ref{Key: "a", Environment: "dev"}, &nhi.Ref{Key: "b", Environment: "prod"}
	for want, agents := range map[nhi.Level][]*nhi.Ref{nhi.Warning: {dev, dev}, nhi.Error: {dev, prod}} {
		for _, fact := range []any{&nhi.Grant{Agents: agents}, &nhi.Tool{Agents: agents}, &nhi.Control{Agents: agents}} {
			if got, why := level(&nhi.Rule{Severity: 8}, subjectOf(fact), ""); got != want {
				t.Errorf("%T of %v: %s %q", fact, agents, got, why)
			}
		}
	}
}

// TestOrder keeps the louder of two findings that say the same.
func TestOrder(t *testing.T) {
	at, rule := nhi.NewFile("f", []byte("x")).At(0, 1), &nhi.Rule{Name: "r"}
	found := order([]*nhi.Finding{{Rule: rule, At: at, Level: nhi.Note}, {Rule: rule, At: at, Level: nhi.Error}})
	if len(found) != 1 || found[0].Level != nhi.Error {
		t.Error(lines(found))
	}
}

func lines(findings []*nhi.Finding) string {
	var out []string
	for _, f := range findings {
		out = append(out, fmt.Sprintf("%s: %s: %s [%s]", f.At, f.Level, f.Message, f.Rule.Name))
	}
	return "[" + strings.Join(out, "; ") + "]"
}
