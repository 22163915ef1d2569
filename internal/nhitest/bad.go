package nhitest

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Broken is a stretch of a file that cannot be read as it is, and the first line that a
// notice may name; 0 where it is read and nothing is told.
type Broken = struct {
	Text string
	Line int
}

// Bad puts each broken stretch between the head of a file and a credential: the file is
// claimed, the credential that follows is found, and a notice says what was not read.
func Bad(t *testing.T, a *nhi.Analyzer, path, head, credential string, cases map[string]Broken) {
	t.Helper()
	for name, c := range cases {
		f := nhi.NewFile(path, []byte(head+c.Text+credential))
		if _, ok := a.Claims(f.Path, f.Bytes()); !ok {
			t.Errorf("%s: passed over", name)
		}
		facts := Run(t, a, &nhi.Unit{Files: []*nhi.File{f}})
		Check(t, facts)
		if len(facts.Credentials) != 1 {
			t.Errorf("%s: %d credentials, want the one that follows", name, len(facts.Credentials))
		}
		if got := facts.Notices; c.Line == 0 && len(got) > 0 || c.Line > 0 && (len(got) != 1 || !got[0].Incomplete || got[0].Line < c.Line) {
			t.Errorf("%s: %v", name, got)
		}
	}
}
