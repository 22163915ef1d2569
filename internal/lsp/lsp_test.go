package lsp

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/nhivet/nhivet/analyzers"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/sourcegraph/jsonrpc2"
)

const triage = `apiVersion: apps/v1
kind: Deployment
metadata: {name: triage-agent, namespace: support}
spec:
  selector: {matchLabels: {app: triage-agent}}
  template:
    metadata: {labels: {app: triage-agent}}
    spec:
      serviceAccountName: support-bots
      automountServiceAccountToken: false
      containers:
        - name: agent
          image: registry.example.com/support/triage-agent:1.4.2
          args: [langgraph, up]
          env:
            - name: OPENAI_API_KEY
              valueFrom: {secretKeyRef: {name: triage-agent, key: openai}}
            - {name: MCP_SERVER_URL, value: "https://tools.support.svc/mcp"}
`

const key = "sk-proj-DfQwMNOE54sezZUi9mxhT3BlbkFJ3nvryZiPt5y0FntRYJ"

var (
	refund  = strings.ReplaceAll(triage, "triage", "refund")
	written = strings.Replace(triage, "valueFrom: {secretKeyRef: {name: triage-agent, key: openai}}", "value: "+key, 1)
)

// editor is a client at the other end of a pipe.
type editor struct {
	t    *testing.T
	conn *jsonrpc2.Conn
	told chan publishParams
	done chan error
	dir  string
	// asked is told of the capability that the server asks for.
	asked chan string
}

func (e *editor) Handle(ctx context.Context, conn *jsonrpc2.Conn, r *jsonrpc2.Request) {
	if r.Method == "client/registerCapability" {
		conn.Reply(ctx, r.ID, nil)
		e.asked <- string(*r.Params)
		return
	}
	if r.Method != "textDocument/publishDiagnostics" {
		return
	}
	var p publishParams
	if err := json.Unmarshal(*r.Params, &p); err != nil {
		panic(err)
	}
	e.told <- p
}

func start(t testing.TB, dir string) *editor {
	t.Helper()
	return startWith(t, dir, Options{Pause: 20 * time.Millisecond, Now: testNow})
}

func testNow() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) }

func startWith(t testing.TB, dir string, o Options) *editor {
	t.Helper()
	return startAs(t, dir, o, map[string]any{})
}

// startAs starts with what an editor says of itself.
func startAs(t testing.TB, dir string, o Options, capabilities map[string]any) *editor {
	t.Helper()
	ours, theirs := net.Pipe()
	e := &editor{told: make(chan publishParams, 10000), done: make(chan error, 1), dir: dir, asked: make(chan string, 1)}
	go func() {
		e.done <- Serve(context.Background(), theirs, o)
	}()
	e.conn = jsonrpc2.NewConn(context.Background(), jsonrpc2.NewBufferedStream(ours, jsonrpc2.VSCodeObjectCodec{}), e)
	e.call(t, "initialize", map[string]any{"rootUri": uriOf(dir), "capabilities": capabilities}, nil)
	e.tell(t, "initialized", map[string]any{})
	return e
}

func (e *editor) call(t testing.TB, method string, params, into any) {
	t.Helper()
	if err := e.conn.Call(context.Background(), method, params, into); err != nil {
		t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) tell(t testing.TB, method string, params any) {
	t.Helper()
	if err := e.conn.Notify(context.Background(), method, params); err != nil {
		t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) open(t testing.TB, file, text string) {
	t.Helper()
	e.tell(t, "textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uriOf(filepath.Join(e.dir, file)), "languageId": "yaml", "version": 1, "text": text}})
}

func (e *editor) change(t testing.TB, file string, version int, text string) {
	t.Helper()
	e.tell(t, "textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uriOf(filepath.Join(e.dir, file)), "version": version}, "contentChanges": []any{map[string]any{"text": text}}})
}

// until waits for diagnostics of a file that satisfy a condition.
func (e *editor) until(t testing.TB, file, what string, ok func([]diagnostic) bool) publishParams {
	t.Helper()
	var last publishParams
	for end := time.After(30 * time.Second); ; {
		select {
		case p := <-e.told:
			if p.URI == uriOf(filepath.Join(e.dir, file)) {
				if last = p; ok(p.Diagnostics) {
					return p
				}
			}
		case <-end:
			t.Fatalf("%s: %s did not come; last were %+v", file, what, last.Diagnostics)
		}
	}
}

func (e *editor) end(t testing.TB) {
	t.Helper()
	e.call(t, "shutdown", nil, nil)
	e.tell(t, "exit", nil)
	if err := <-e.done; err != nil {
		t.Error(err)
	}
}

func has(rule string) func([]diagnostic) bool {
	return func(list []diagnostic) bool {
		return slices.ContainsFunc(list, func(d diagnostic) bool { return d.Code == rule })
	}
}

func lacks(rule string) func([]diagnostic) bool {
	return func(list []diagnostic) bool { return !has(rule)(list) }
}

func plant(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSession opens, edits, mends and closes files as an editor does.
func TestSession(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"deploy/triage.yaml": triage, "deploy/refund.yaml": refund})
	e := start(t, dir)
	defer e.end(t)

	// What two files say together is there without an open file.
	p := e.until(t, "deploy/refund.yaml", "the shared account", has("shared-identity"))
	if p.Version != nil {
		t.Errorf("a file that is not open has version %d", *p.Version)
	}

	// A key that is typed in is told at once, with the version of the text.
	e.open(t, "deploy/triage.yaml", triage)
	e.change(t, "deploy/triage.yaml", 2, written)
	p = e.until(t, "deploy/triage.yaml", "the key", has("literal-credential"))
	if p.Version == nil || *p.Version != 2 {
		t.Errorf("version %v", p.Version)
	}
	at := p.Diagnostics[slices.IndexFunc(p.Diagnostics, func(d diagnostic) bool { return d.Code == "literal-credential" })].Range
	if at.Start != (position{16, 21}) || at.End != (position{16, 21 + len(key)}) {
		t.Errorf("the key is at %+v", at)
	}
	for _, d := range p.Diagnostics {
		if strings.Contains(d.Message, key[8:16]) {
			t.Errorf("the key is told: %s", d.Message)
		}
	}

	// Lines above move it.
	e.change(t, "deploy/triage.yaml", 3, "# one\n# two\n"+written)
	p = e.until(t, "deploy/triage.yaml", "the moved key", func(list []diagnostic) bool {
		return slices.ContainsFunc(list, func(d diagnostic) bool {
			return d.Code == "literal-credential" && d.Range.Start.Line == 18
		})
	})

	// On hover it is explained, and an action puts an ignore above it.
	var h *hoverResult
	place := map[string]any{"textDocument": map[string]any{"uri": uriOf(filepath.Join(dir, "deploy/triage.yaml"))}, "position": position{18, 30}}
	e.call(t, "textDocument/hover", place, &h)
	if h == nil || !strings.Contains(h.Contents.Value, "*Fix*: Replace it") || strings.Contains(h.Contents.Value, key[8:]) {
		t.Errorf("hover: %+v", h)
	}
	place["position"] = position{0, 0}
	h = nil
	if e.call(t, "textDocument/hover", place, &h); h != nil {
		t.Errorf("hover over nothing: %+v", h)
	}
	var actions []codeAction
	e.call(t, "textDocument/codeAction", map[string]any{"textDocument": place["textDocument"], "range": span{position{18, 21}, position{18, 25}}, "context": map[string]any{"diagnostics": []any{}}}, &actions)
	edit := ""
	for _, a := range actions {
		for _, x := range a.Edit.Changes[uriOf(filepath.Join(dir, "deploy/triage.yaml"))] {
			edit += x.NewText
		}
	}
	if want := "              # nhivet:ignore literal-credential until=2027-01-30 -- \n"; !strings.Contains(edit, want) {
		t.Errorf("actions: %q", edit)
	}

	// The account is no longer shared when the open text says so, saved or not; the
	// other file is told too.
	e.change(t, "deploy/triage.yaml", 4, strings.Replace(triage, "support-bots", "triage", 1))
	e.until(t, "deploy/triage.yaml", "the mended file", func(list []diagnostic) bool {
		return lacks("shared-identity")(list) && lacks("literal-credential")(list)
	})
	e.until(t, "deploy/refund.yaml", "the mended neighbour", lacks("shared-identity"))

	// Closed without saving, the disk counts again.
	e.tell(t, "textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uriOf(filepath.Join(dir, "deploy/triage.yaml"))}})
	e.until(t, "deploy/refund.yaml", "the file of the disk", has("shared-identity"))

	// A mistake in the settings is told at its place.
	plant(t, dir, map[string]string{".nhivet.yaml": "rules:\n  shared-identiy: off\n"})
	e.tell(t, "workspace/didChangeWatchedFiles", map[string]any{"changes": []any{}})
	p = e.until(t, ".nhivet.yaml", "the mistake", has("configuration"))
	if p.Diagnostics[0].Range.Start.Line != 1 || !strings.Contains(p.Diagnostics[0].Message, "shared-identity") {
		t.Errorf("%+v", p.Diagnostics)
	}
	plant(t, dir, map[string]string{".nhivet.yaml": "rules:\n  shared-identity: off\n"})
	e.tell(t, "textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": uriOf(filepath.Join(dir, ".nhivet.yaml"))}})
	e.until(t, ".nhivet.yaml", "the settings without it", lacks("configuration"))
	e.until(t, "deploy/refund.yaml", "the rule switched off", lacks("shared-identity"))
}

// TestHostileSession says what an editor should not, and goes on.
func TestHostileSession(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"a.yaml": triage, ".gitignore": "local.yaml\n", "local.yaml": written, ".git/HEAD": "ref: refs/heads/main\n"})
	e := start(t, dir)
	defer e.end(t)
	ctx := context.Background()
	for method, params := range map[string]any{
		"textDocument/hover":      map[string]any{"position": "nowhere"},
		"textDocument/references": map[string]any{},
		"textDocument/codeAction": []int{1},
	} {
		var fault *jsonrpc2.Error
		if err := e.conn.Call(ctx, method, params, nil); err == nil {
			t.Errorf("%s was answered", method)
		} else if fault, _ = err.(*jsonrpc2.Error); fault == nil {
			t.Errorf("%s: %v", method, err)
		}
	}
	e.tell(t, "textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": "untitled:1", "version": 1}, "contentChanges": []any{}})
	e.tell(t, "textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uriOf(filepath.Join(filepath.Dir(dir), "other.yaml")), "text": written}})
	e.tell(t, "textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": "::"}})
	e.open(t, "deep.yaml", strings.Repeat("[", 100_000))
	e.open(t, "bytes.yaml", "a: \x00\x1b[2J\n")
	// What git ignores stays unreported while it is typed in.
	e.until(t, "a.yaml", "the first scan", func([]diagnostic) bool { return true })
	e.open(t, "local.yaml", written)
	if p := e.until(t, "local.yaml", "the ignored file", func([]diagnostic) bool { return true }); len(p.Diagnostics) > 0 {
		t.Errorf("an ignored file is told of: %+v", p.Diagnostics)
	}
	e.open(t, "a.yaml", written)
	e.until(t, "a.yaml", "the key after all that", has("literal-credential"))
}

// TestCrash has a reader of files fail at every file: the others go on, and so does
// the server, for edits and for scans of the workspace.
func TestCrash(t *testing.T) {
	whole := analyzers.All
	defer func() { analyzers.All = whole }()
	var claims, runs atomic.Int64
	yaml := func(name string) bool { return strings.HasSuffix(name, ".yaml") }
	analyzers.All = append(slices.Clone(whole), &nhi.Analyzer{
		Name: "claims", Wants: yaml,
		Claims: func(string, []byte) (string, bool) { claims.Add(1); panic("claims") },
	}, &nhi.Analyzer{
		Name: "runs", Wants: yaml,
		Claims: func(name string, _ []byte) (string, bool) { return name, true },
		Run:    func(context.Context, *nhi.Unit) (*nhi.Facts, error) { runs.Add(1); panic("runs") },
	})
	dir := t.TempDir()
	plant(t, dir, map[string]string{"deploy/triage.yaml": triage, "deploy/refund.yaml": refund})
	e := start(t, dir)
	defer e.end(t)
	e.until(t, "deploy/refund.yaml", "the shared account", has("shared-identity"))
	e.open(t, "deploy/triage.yaml", triage)
	e.change(t, "deploy/triage.yaml", 2, written)
	e.until(t, "deploy/triage.yaml", "the key", has("literal-credential"))
	e.change(t, "deploy/triage.yaml", 3, strings.Replace(triage, "support-bots", "triage", 1))
	e.until(t, "deploy/refund.yaml", "the mended neighbour", lacks("shared-identity"))
	if claims.Load() < 4 || runs.Load() < 4 {
		t.Error(claims.Load(), runs.Load())
	}
}

// TestFault has the server itself fail in the middle of an edit and of a scan.
func TestFault(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"a.yaml": triage})
	var faults atomic.Int64
	e := startWith(t, dir, Options{Pause: 20 * time.Millisecond, Now: func() time.Time {
		if n := faults.Add(1); n <= 3 {
			panic("no clock")
		}
		return testNow()
	}})
	defer e.end(t)
	for version := 1; faults.Load() <= 3; version++ {
		e.open(t, "a.yaml", triage)
		e.change(t, "a.yaml", version+1, written)
		time.Sleep(time.Millisecond)
	}
	e.change(t, "a.yaml", 100, written+"# more\n")
	e.until(t, "a.yaml", "the key after the faults", has("literal-credential"))
}

// TestUnits counts columns as the protocol does: a character outside of the basic
// plane is two.
func TestUnits(t *testing.T) {
	dir := t.TempDir()
	e := start(t, dir)
	defer e.end(t)
	line := "            - {note: \"🔑 ü\", name: OPENAI_API_KEY, value: " + key + "}\n"
	e.open(t, "a.yaml", strings.Replace(triage, "          env:\n", "          env:\n"+line, 1))
	p := e.until(t, "a.yaml", "the key", has("literal-credential"))
	at := p.Diagnostics[slices.IndexFunc(p.Diagnostics, func(d diagnostic) bool { return d.Code == "literal-credential" })].Range
	start := len(utf16.Encode([]rune(line[:strings.Index(line, key)])))
	if at.Start.Character != start || at.End.Character != start+len(key) {
		t.Errorf("the key is at %+v, want column %d", at, start)
	}
}

// TestWithoutShutdown is an editor that goes away.
func TestWithoutShutdown(t *testing.T) {
	e := start(t, t.TempDir())
	e.conn.Close()
	if err := <-e.done; err == nil {
		t.Error("nothing is said")
	}
}

func TestMoved(t *testing.T) {
	at := func(line int) item {
		return item{diagnostic: diagnostic{Range: span{position{line, 2}, position{line, 5}}}}
	}
	got := moved([]item{at(0), at(2), at(4)}, split([]byte("a\nb\nc\nd\ne\n")), split([]byte("a\nb\nX\nY\nZ\nd\ne\n")))
	if len(got) != 2 || got[0].diagnostic.Range.Start.Line != 0 || got[1].diagnostic.Range.Start.Line != 6 {
		t.Errorf("%+v", got)
	}
}

func TestURI(t *testing.T) {
	for path, uri := range map[string]string{"/a b/ü#.yaml": "file:///a%20b/%C3%BC%23.yaml"} {
		if got := uriOf(path); got != uri {
			t.Errorf("%s: %s", path, got)
		}
		if got := fileOf(uri); got != path {
			t.Errorf("%s: %s", uri, got)
		}
	}
	for _, uri := range []string{"untitled:1", "https://example.com/a", "::", "file:"} {
		if got := fileOf(uri); got != "" {
			t.Errorf("%s: %s", uri, got)
		}
	}
}
