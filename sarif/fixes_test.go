package sarif

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// decodedFix is a fix as a reader of SARIF sees it.
type decodedFix struct {
	Description     struct{ Text string }
	ArtifactChanges []struct {
		ArtifactLocation struct{ URI string }
		Replacements     []struct {
			DeletedRegion   struct{ StartLine, StartColumn, EndLine, EndColumn int }
			InsertedContent *struct{ Text string }
		}
	}
}

func fixesOf(t *testing.T, r *nhi.Report) (out [][]decodedFix, text string) {
	t.Helper()
	b := write(t, Options{}, r)
	validate(t, b)
	var d struct {
		Runs []struct {
			Results []struct{ Fixes []decodedFix }
		}
	}
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatal(err)
	}
	for _, res := range d.Runs[0].Results {
		out = append(out, res.Fixes)
	}
	return out, string(b)
}

// TestFixes follows what is written as an editor would, and has the text that the
// edits make.
func TestFixes(t *testing.T) {
	r := sample()
	f := nhi.NewFile("a.py", []byte("x = \"😀\", \""+secret+"\"\r\ny = 1\r\nz = 2\r\n"))
	g := nhi.NewFile("b.py", []byte("import sys\n"))
	at := func(f *nhi.File, text string) nhi.Span {
		i := strings.Index(string(f.Bytes()), text)
		return f.At(i, i+len(text))
	}
	r.Findings = r.Findings[:1]
	r.Findings[0].Fixes = []nhi.Fix{
		{Tier: nhi.Safe, Text: "Take y out", Edits: []nhi.Edit{{At: at(f, "y = 1\r\n")}}},
		{Tier: nhi.Unsafe, Text: "Read it", Edits: []nhi.Edit{
			{At: at(f, `"`+secret+`"`), New: "token()"},
			{At: g.At(0, 0), New: "import os\n"},
			{At: f.At(f.Len(), f.Len()), New: "w = 3\r\n"},
		}},
		{Tier: nhi.Safe, Text: "Nowhere", Edits: []nhi.Edit{{At: nhi.NewFile("../out.py", []byte("x")).At(0, 1)}}},
		{Tier: nhi.Safe, Text: "No place", Edits: []nhi.Edit{{}}},
	}
	fixes, text := fixesOf(t, r)
	if strings.Contains(text, secret) {
		t.Error("the secret is in the output")
	}
	if len(fixes[0]) != 2 {
		t.Fatalf("%d fixes, want 2: %+v", len(fixes[0]), fixes[0])
	}
	one, two := fixes[0][0], fixes[0][1]
	if one.Description.Text != "Take y out." || two.Description.Text != "To be reviewed: Read it." {
		t.Errorf("%q, %q", one.Description.Text, two.Description.Text)
	}
	if c := one.ArtifactChanges[0].Replacements[0]; c.InsertedContent != nil || fmt.Sprint(c.DeletedRegion) != "{2 1 3 1}" {
		t.Errorf("%+v", c)
	}
	if len(two.ArtifactChanges) != 2 || two.ArtifactChanges[0].ArtifactLocation.URI != "a.py" || two.ArtifactChanges[1].ArtifactLocation.URI != "b.py" {
		t.Fatalf("%+v", two.ArtifactChanges)
	}
	// x = "😀", takes 10 units, and the smiling face is two of them.
	if c := two.ArtifactChanges[0].Replacements; fmt.Sprint(c[0].DeletedRegion) != fmt.Sprintf("{1 11 1 %d}", 11+len(secret)+2) || c[0].InsertedContent.Text != "token()" ||
		fmt.Sprint(c[1].DeletedRegion) != "{4 1 4 1}" || c[1].InsertedContent.Text != "w = 3\r\n" {
		t.Errorf("%+v", c)
	}
}

// TestManyFixes keeps the fixes of the most severe results, and says so.
func TestManyFixes(t *testing.T) {
	r := sample()
	f := nhi.NewFile("a.yaml", []byte("a: 1\n"))
	r.Findings = nil
	for i := range maxFixes + 10 {
		level := nhi.Note
		if i >= maxFixes {
			level = nhi.Error
		}
		r.Findings = append(r.Findings, &nhi.Finding{Rule: ttlRule, Level: level, At: f.At(0, 1), Subject: fmt.Sprint(i), Message: fmt.Sprintf("Finding %d.", i),
			Fixes: []nhi.Fix{{Tier: nhi.Safe, Text: "Set it.", Edits: []nhi.Edit{{At: f.At(3, 4), New: "2"}}}}})
	}
	fixes, text := fixesOf(t, r)
	for i, list := range fixes {
		if want := i < maxFixes; want != (len(list) == 1) {
			t.Fatalf("result %d has %d fixes", i, len(list))
		}
	}
	if !strings.Contains(text, "1010 fixes are known; those of the most severe results are listed, 1000 of them.") {
		t.Error("the cut is not told")
	}
}
