package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// TestJSONEscapes has a stranger's name that would steer a terminal: it arrives
// whole, and nothing of it stands in the output as it is.
func TestJSONEscapes(t *testing.T) {
	const name = "a\x1b[31m\u009b31m\u202e\u200b\x7f\U000e0001b é"
	file := nhi.NewFile("f.yaml", []byte("x"))
	r := &nhi.Report{Findings: []*nhi.Finding{{Rule: &nhi.Rule{Name: "r"}, Message: name, At: file.At(0, 1), Level: nhi.Error}}}
	var b bytes.Buffer
	if err := JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	if i := strings.IndexFunc(strings.ReplaceAll(b.String(), "\n", ""), hostile); i >= 0 {
		t.Errorf("%q", b.String())
	}
	if !strings.Contains(b.String(), "é") || strings.Contains(b.String(), "null") {
		t.Error(b.String())
	}
	var out struct{ Findings []struct{ Message string } }
	if err := json.Unmarshal(b.Bytes(), &out); err != nil || out.Findings[0].Message != name {
		t.Errorf("%v %q", err, out)
	}
}
