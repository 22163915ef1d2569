package mcpserver

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

const agent = `apiVersion: apps/v1
kind: Deployment
metadata: {name: NAME-agent, namespace: support}
spec:
  selector: {matchLabels: {app: NAME-agent}}
  template:
    metadata: {labels: {app: NAME-agent}}
    spec:
      serviceAccountName: ACCOUNT
      automountServiceAccountToken: false
      containers:
        - name: agent
          image: registry.example.com/support/NAME-agent:1.4.2
          args: [langgraph, up]
          env:
            - {name: OPENAI_API_KEY, value: "@KEY@"}
            - {name: MCP_SERVER_URL, value: "https://tools.support.svc/mcp"}
`

const key = "sk-proj-DfQwMNOE54sezZUi9mxhT3BlbkFJ3nvryZiPt5y0FntRYJ"

func manifest(name, account, key string) string {
	return strings.NewReplacer("NAME", name, "ACCOUNT", account, "@KEY@", key).Replace(agent)
}

// client is the official SDK's client of a server over a folder.
func client(t *testing.T, files map[string]string) *mcp.ClientSession {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx := context.Background()
	ours, theirs := mcp.NewInMemoryTransports()
	server := New(Options{Root: dir, Version: "test", Now: func() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) }})
	if _, err := server.Connect(ctx, theirs, nil); err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, ours, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session
}

// call calls a tool, and reads its structured answer.
func call(t *testing.T, c *mcp.ClientSession, name string, args map[string]any) (Findings, string, bool) {
	t.Helper()
	r, err := c.CallTool(context.Background(), &mcp.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out Findings
	if text, err := json.Marshal(r.StructuredContent); err == nil && r.StructuredContent != nil {
		if err := json.Unmarshal(text, &out); err != nil {
			t.Fatal(err)
		}
	}
	all := ""
	for _, c := range r.Content {
		if text, ok := c.(*mcp.TextContent); ok {
			all += text.Text
		}
	}
	if strings.Contains(all, key[8:20]) {
		t.Errorf("%s: the answer holds the key:\n%s", name, all)
	}
	return out, all, r.IsError
}

func rules(f Findings) string {
	var names []string
	for _, x := range f.Findings {
		names = append(names, x.Rule)
	}
	return strings.Join(names, " ")
}

func TestTools(t *testing.T) {
	c := client(t, map[string]string{"deploy/triage.yaml": manifest("triage", "triage", "${KEY}"), "deploy/refund.yaml": manifest("refund", "refund", key)})
	list, err := c.ListTools(context.Background(), nil)
	if err != nil || len(list.Tools) != 4 {
		t.Fatal(err, list)
	}
	for _, tool := range list.Tools {
		if tool.Annotations == nil || !tool.Annotations.ReadOnlyHint || *tool.Annotations.OpenWorldHint {
			t.Errorf("%s: %+v", tool.Name, tool.Annotations)
		}
	}

	found, _, _ := call(t, c, "scan", nil)
	if rules(found) != "literal-credential" || found.Findings[0].Place != "deploy/refund.yaml:16:46" {
		t.Errorf("%+v", found)
	}
	if found, _, _ = call(t, c, "scan", map[string]any{"paths": []string{"deploy/triage.yaml"}}); rules(found) != "" {
		t.Errorf("%+v", found)
	}

	// A change is judged before it is written: what it brings, and not what is there.
	found, _, _ = call(t, c, "check", map[string]any{"path": "deploy/claims.yaml", "text": manifest("claims", "triage", "${KEY}")})
	if rules(found) != "shared-identity" || !strings.Contains(found.Findings[0].Message, "claims-agent") {
		t.Errorf("%+v", found)
	}
	if found, _, _ = call(t, c, "check", map[string]any{"path": "deploy/refund.yaml", "text": "# a remark\n" + manifest("refund", "refund", key)}); rules(found) != "" {
		t.Errorf("%+v", found)
	}
	if found, _, _ = call(t, c, "scan", nil); rules(found) != "literal-credential" {
		t.Errorf("something was written: %+v", found)
	}

	_, text, _ := call(t, c, "inventory", nil)
	if !strings.Contains(text, "triage-agent") || !strings.Contains(text, "refund-agent") {
		t.Error(text)
	}
	if _, text, _ = call(t, c, "explain", map[string]any{"rule": "missing-ttl"}); !strings.Contains(text, `"nhi":["NHI7"]`) {
		t.Error(text)
	}
}

func TestRefusals(t *testing.T) {
	c := client(t, map[string]string{"a.yaml": "a: 1\n"})
	for name, args := range map[string][]map[string]any{
		"scan":    {{"paths": []string{"../x"}}, {"paths": []string{"/etc"}}, {"level": "loud"}, {"since": "--output=x"}},
		"check":   {{"path": "../x", "text": ""}, {"path": "", "text": ""}},
		"explain": {{"rule": "mising-ttl"}},
	} {
		for _, a := range args {
			if _, text, failed := call(t, c, name, a); !failed {
				t.Errorf("%s %v was answered: %s", name, a, text)
			}
		}
	}
}
