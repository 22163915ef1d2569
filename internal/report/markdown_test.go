package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestMarkdown(t *testing.T) {
	rule := &nhi.Rule{Name: "shared-identity", Severity: 7.5, Remediation: "Give each agent its own."}
	f := nhi.NewFile("deploy/a|b`<img>.yaml", []byte("kind: Pod\nname: x\n"))
	find := func(level nhi.Level, message string, line int) *nhi.Finding {
		return &nhi.Finding{Rule: rule, Level: level, Message: message, At: f.LineSpan(line)}
	}
	ignored := find(nhi.Error, "Accepted.", 1)
	ignored.Suppressed = &nhi.Suppression{Reason: "known"}
	r := &nhi.Report{
		Findings: []*nhi.Finding{
			find(nhi.Note, "A quiet one.", 1),
			find(nhi.Error, "Role '[x](https://evil.example.com) @someone\x1b[31m\u202e' is shared | <b>.", 2),
			ignored,
		},
		Notices: []nhi.Notice{{Path: "b`.yaml", Reason: "not read whole"}},
		Files:   1, Now: "2026-11-01",
	}
	var b strings.Builder
	if err := Markdown(&b, r); err != nil {
		t.Fatal(err)
	}
	want := `### nhivet

2 findings (1 error, 1 note) in 1 file; 0 agents, 0 identities, 0 credentials seen; 1 ignored; expiry judged on 2026-11-01

| errors | warnings | notes |
|--:|--:|--:|
| 1 | 0 | 1 |

| level | place | what is wrong | fix | rule |
|---|---|---|---|---|
| error | <code>deploy/a&#124;b&#96;&lt;img&gt;.yaml:2</code> | Role '&#91;x&#93;(https&#58;//evil.example.com) &#64;someone&#92;x1b&#91;31m&#92;u202e' is shared &#124; &lt;b&gt;. | Give each agent its own. | <code>shared-identity</code> |
| note | <code>deploy/a&#124;b&#96;&lt;img&gt;.yaml:1</code> | A quiet one. | Give each agent its own. | <code>shared-identity</code> |

<details><summary>1 notice</summary>

- <code>b&#96;.yaml</code>: not read whole

</details>
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

// TestMarkdownFits holds the worst report below what GitHub takes.
func TestMarkdownFits(t *testing.T) {
	const limit = 1 << 20
	nasty := strings.Repeat("|", 5000)
	f := nhi.NewFile(nasty, []byte("x\n"))
	r := &nhi.Report{Now: "2026-11-01"}
	for i := range 1000 {
		r.Findings = append(r.Findings, &nhi.Finding{Rule: &nhi.Rule{Name: "missing-ttl", Remediation: strings.Repeat("x", 200)}, Level: nhi.Error, Message: nasty, At: f.LineSpan(1)})
		r.Notices = append(r.Notices, nhi.Notice{Path: nasty + fmt.Sprint(i), Reason: nasty})
	}
	var b strings.Builder
	if err := Markdown(&b, r); err != nil || b.Len() > limit {
		t.Errorf("%d bytes, %v", b.Len(), err)
	}
	if !strings.Contains(b.String(), "and 900 findings more") || !strings.Contains(b.String(), "- and 900 more") {
		t.Error("what was left out is not said")
	}
}
