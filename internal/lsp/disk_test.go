package lsp

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestDisk changes files behind the editor's back. What is read of the disk is kept
// until the editor says that it is another, or, where the editor watches nothing,
// until a file is saved.
func TestDisk(t *testing.T) {
	apart := strings.Replace(triage, "support-bots", "triage", 1)
	for name, watches := range map[string]bool{"watching": true, "not": false} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			plant(t, dir, map[string]string{"triage.yaml": triage, "refund.yaml": refund})
			capabilities := map[string]any{"workspace": map[string]any{"didChangeWatchedFiles": map[string]any{"dynamicRegistration": watches}}}
			e := startAs(t, dir, Options{Pause: 20 * time.Millisecond, Now: testNow}, capabilities)
			defer e.end(t)
			e.until(t, "refund.yaml", "the shared account", has("shared-identity"))
			if watches {
				select {
				case p := <-e.asked:
					if !strings.Contains(p, "workspace/didChangeWatchedFiles") || !strings.Contains(p, "**/*") {
						t.Error(p)
					}
				case <-time.After(30 * time.Second):
					t.Fatal("nobody asks to watch files")
				}
			}
			plant(t, dir, map[string]string{"triage.yaml": apart})
			if watches {
				e.tell(t, "workspace/didChangeWatchedFiles", map[string]any{"changes": []any{map[string]any{"uri": uriOf(filepath.Join(dir, "triage.yaml")), "type": fileChanged}}})
			} else {
				e.tell(t, "textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": uriOf(filepath.Join(dir, "refund.yaml"))}})
			}
			e.until(t, "refund.yaml", "the mended neighbour", lacks("shared-identity"))
		})
	}
}

// TestStale says for which changes of the disk it is looked at again.
func TestStale(t *testing.T) {
	const created, deleted = 1, 3
	for _, x := range []struct {
		file string
		kind int
		want bool
	}{
		{"a.yaml", fileChanged, true},
		{"a.yaml", created, true},
		{"a.yaml", deleted, true},
		{"open.yaml", fileChanged, false},
		{"open.yaml", created, true}, // the file that is new until now stood nowhere
		{".nhivet.yaml", fileChanged, true},
		{"node_modules/x/package.json", created, false},
		{"ignored.yaml", fileChanged, false},
		{".git/index", fileChanged, false},
		{"../elsewhere.yaml", created, false},
	} {
		f := &folder{root: "/repo", passed: map[string]bool{"node_modules/": true, "ignored.yaml": true}}
		s := &server{folders: []*folder{f}, wake: make(chan struct{}, 1), open: map[string]*text{"/repo/open.yaml": {}, "/repo/.nhivet.yaml": {}}}
		p := watchedParams{}
		p.Changes = append(p.Changes, struct {
			URI  string `json:"uri"`
			Type int    `json:"type"`
		}{"file:///repo/" + x.file, x.kind})
		if _, err := s.onDisk(p); err != nil || f.stale != x.want {
			t.Errorf("%s, %d: %v, %v", x.file, x.kind, f.stale, err)
		}
	}
}

// TestOpened opens a file of which the workspace says something: it stays said, at
// the place that it has in the editor, before anything is scanned again.
func TestOpened(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"triage.yaml": triage, "refund.yaml": refund})
	e := startWith(t, dir, Options{Pause: time.Hour, Now: testNow})
	defer e.end(t)
	e.until(t, "refund.yaml", "the shared account", has("shared-identity"))
	e.open(t, "refund.yaml", "# one\n# two\n"+refund)
	e.until(t, "refund.yaml", "the same in the open file", func(list []diagnostic) bool {
		return slices.ContainsFunc(list, func(d diagnostic) bool { return d.Code == "shared-identity" && d.Range.Start.Line == 10 })
	})
}
