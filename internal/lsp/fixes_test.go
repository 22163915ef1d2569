package lsp

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

const projected = `apiVersion: v1
kind: Pod
metadata: {name: triage-agent, namespace: support}
spec:
  serviceAccountName: triage-agent
  automountServiceAccountToken: false
  containers:
    - name: agent
      image: registry.example.com/support/triage-agent:1.4.2
      args: [langgraph, up]
      env:
        - {name: OPENAI_BASE_URL, value: "https://models.example.com/v1"}
        - {name: MCP_SERVER_URL, value: "https://tools.support.svc/mcp"}
      volumeMounts: [{name: token, mountPath: /var/run/secrets/vault}]
  volumes:
    - name: token
      projected: {sources: [{serviceAccountToken: {path: "🔑", audience: vault, expirationSeconds: 2592000}}]}
`

// actionsAt asks for the actions of the finding of a rule.
func (e *editor) actionsAt(t *testing.T, file string, list []diagnostic, rule string) (out []codeAction) {
	t.Helper()
	i := slices.IndexFunc(list, func(d diagnostic) bool { return d.Code == rule })
	if i < 0 {
		t.Fatalf("no %s among %+v", rule, list)
	}
	e.call(t, "textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": uriOf(filepath.Join(e.dir, file))}, "range": list[i].Range, "context": map[string]any{"diagnostics": []any{}},
	}, &out)
	return slices.DeleteFunc(out, func(a codeAction) bool { return strings.HasPrefix(a.Title, "Ignore ") || a.Diagnostics[0].Code != rule })
}

// made makes the edits of an action in a text, as an editor does: by lines and
// UTF-16 units, from the last to the first.
func made(text string, edits []textEdit) string {
	units := utf16.Encode([]rune(text))
	offset := func(p position) int {
		at := 0
		for line := 0; line < p.Line; at++ {
			if units[at] == '\n' {
				line++
			}
		}
		return at + p.Character
	}
	slices.SortFunc(edits, func(a, b textEdit) int { return offset(b.Range.Start) - offset(a.Range.Start) })
	for _, e := range edits {
		units = slices.Concat(units[:offset(e.Range.Start)], utf16.Encode([]rune(e.NewText)), units[offset(e.Range.End):])
	}
	return string(utf16.Decode(units))
}

// TestFixActions takes a fix, and the finding is gone; of a text that has changed
// since, and of a file that is not open, none is offered.
func TestFixActions(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"deploy/triage.yaml": triage, "deploy/refund.yaml": refund, "pod.yaml": projected})
	e := start(t, dir)
	defer e.end(t)

	e.open(t, "pod.yaml", projected)
	p := e.until(t, "pod.yaml", "the long life", has("ttl-too-long"))
	actions := e.actionsAt(t, "pod.yaml", p.Diagnostics, "ttl-too-long")
	if len(actions) != 1 || !actions[0].IsPreferred || !strings.HasPrefix(actions[0].Title, "Let the projected token live an hour") {
		t.Fatalf("%+v", actions)
	}
	fixed := made(projected, actions[0].Edit.Changes[p.URI])
	if want := strings.Replace(projected, "2592000", "3600", 1); fixed != want {
		t.Errorf("got\n%s", fixed)
	}
	e.change(t, "pod.yaml", 2, fixed)
	e.until(t, "pod.yaml", "the mended pod", lacks("ttl-too-long"))

	// A finding of two files: the fix changes one that has to be open.
	e.open(t, "deploy/refund.yaml", refund)
	p = e.until(t, "deploy/refund.yaml", "the shared account", has("shared-identity"))
	if actions := e.actionsAt(t, "deploy/refund.yaml", p.Diagnostics, "shared-identity"); len(actions) > 0 {
		t.Errorf("offered for a file that is not open: %+v", actions)
	}
	e.open(t, "deploy/triage.yaml", triage)
	e.until(t, "deploy/triage.yaml", "a scan with both", has("static-credential"))
	actions = e.actionsAt(t, "deploy/refund.yaml", p.Diagnostics, "shared-identity")
	if len(actions) != 1 || actions[0].IsPreferred || !strings.HasSuffix(actions[0].Title, "(review it)") {
		t.Fatalf("%+v", actions)
	}
	var changed string
	for uri := range actions[0].Edit.Changes {
		changed = strings.TrimPrefix(uri, uriOf(dir)+"/")
	}
	if len(actions[0].Edit.Changes) != 1 || !strings.HasPrefix(changed, "deploy/") {
		t.Fatalf("%+v", actions[0].Edit)
	}
	// The line that is new is above nothing of the finding, but the text is another.
	text := map[string]string{"deploy/triage.yaml": triage, "deploy/refund.yaml": refund}[changed]
	e.change(t, changed, 2, text+"# more\n")
	if actions := e.actionsAt(t, "deploy/refund.yaml", p.Diagnostics, "shared-identity"); len(actions) > 0 {
		t.Errorf("offered for a text that has changed: %+v", actions)
	}
	// The next scan knows the new text.
	e.until(t, changed, "the scan of the new text", func(list []diagnostic) bool {
		var out []codeAction
		e.call(t, "textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": uriOf(filepath.Join(dir, "deploy/refund.yaml"))},
			"range": span{position{0, 0}, position{100, 0}}, "context": map[string]any{"diagnostics": []any{}}}, &out)
		return slices.ContainsFunc(out, func(a codeAction) bool { return strings.HasSuffix(a.Title, "(review it)") })
	})
	// Closed, the file may be anything.
	e.tell(t, "textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uriOf(filepath.Join(dir, changed))}})
	if actions := e.actionsAt(t, "deploy/refund.yaml", p.Diagnostics, "shared-identity"); len(actions) > 0 {
		t.Errorf("offered for a file that is closed: %+v", actions)
	}
}
