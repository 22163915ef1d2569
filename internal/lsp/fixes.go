package lsp

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// fixes offers what is known to end a finding. A fix is for the bytes that were
// scanned: it is offered while every file that it changes is open and has them.
func (s *server) fixes(i item) (out []codeAction) {
	if i.fixes == nil {
		return nil
	}
	for _, x := range i.fixes() {
		changes := map[string][]textEdit{}
		for _, e := range x.Edits {
			t := s.open[filepath.Join(i.root, filepath.FromSlash(e.At.File.Path))]
			if t == nil || !bytes.Equal(t.bytes, e.At.File.Bytes()) {
				changes = nil
				break
			}
			changes[t.uri] = append(changes[t.uri], textEdit{rangeOf(e.At), e.New})
		}
		if len(changes) == 0 {
			continue
		}
		title := strings.TrimSuffix(report.Clean(x.Text), ".")
		if x.Tier != nhi.Safe {
			title += " (review it)"
		}
		out = append(out, codeAction{Title: title, Kind: "quickfix", Diagnostics: []diagnostic{i.diagnostic}, IsPreferred: x.Tier == nhi.Safe, Edit: workspaceEdit{changes}})
	}
	return out
}
