package ci

import (
	"context"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/sourcegraph/jsonrpc2"
)

// pipes are a process's standard streams as one.
type pipes struct {
	io.Reader
	io.WriteCloser
}

// told collects what the server says on its own.
type told chan string

func (c told) Handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) {
	text, _ := json.Marshal(r.Params)
	c <- string(text)
}

// TestEditor runs the installed program as an editor does, over standard input and
// output: open, edit, mend, close.
func TestEditor(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"triage.yaml": good})
	cmd := exec.Command(filepath.Join(bin, "nhivet"), "lsp")
	cmd.Dir = dir
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := make(told, 100)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn := jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(pipes{out, in}, jsonrpc2.VSCodeObjectCodec{}), said)
	uri := "file://" + filepath.ToSlash(filepath.Join(dir, "refund.yaml"))
	var answer struct {
		ServerInfo struct{ Name string }
	}
	if err := conn.Call(ctx, "initialize", map[string]any{"rootUri": "file://" + filepath.ToSlash(dir), "processId": nil, "capabilities": map[string]any{}}, &answer); err != nil || answer.ServerInfo.Name != "nhivet" {
		t.Fatal(err, answer)
	}
	until := func(want string) {
		t.Helper()
		for {
			select {
			case text := <-said:
				if strings.Contains(text, "refund.yaml") && strings.Contains(text, want) {
					return
				}
			case <-ctx.Done():
				t.Fatalf("%q did not come", want)
			}
		}
	}
	secret := "sk-proj-DfQwMNOE54sezZUi9mxhT3BlbkFJ3nvryZiPt5y0FntRYJ"
	conn.Notify(ctx, "initialized", map[string]any{})
	conn.Notify(ctx, "textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "yaml", "version": 1, "text": "key: " + secret + "\n"}})
	until("literal-credential")
	conn.Notify(ctx, "textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": []any{map[string]any{"text": "key: ${OPENAI_API_KEY}\n"}}})
	until(`"diagnostics":[]`)
	conn.Notify(ctx, "textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uri}})
	if err := conn.Call(ctx, "shutdown", nil, nil); err != nil {
		t.Fatal(err)
	}
	conn.Notify(ctx, "exit", nil)
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// TestCodingAgent runs the installed program as a coding agent does.
func TestCodingAgent(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"triage.yaml": good, "refund.yaml": shared})
	cmd := exec.Command(filepath.Join(bin, "nhivet"), "mcp", dir)
	cmd.Env = cleanEnv("SOURCE_DATE_EPOCH=1793491200")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := session.CallTool(ctx, &mcp.CallToolParams{Name: "scan"})
	if err != nil || r.IsError {
		t.Fatal(err, r)
	}
	text, _ := json.Marshal(r.StructuredContent)
	if !strings.Contains(string(text), `"rule":"shared-identity"`) {
		t.Errorf("%s", text)
	}
	if err := session.Close(); err != nil {
		t.Error(err)
	}
}
