package scan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/report"
)

const telemetryAgents = `apiVersion: apps/v1
kind: Deployment
metadata: {name: %[1]s, namespace: support}
spec:
  selector: {matchLabels: {app: %[1]s}}
  template:
    metadata: {labels: {app: %[1]s}}
    spec:
      serviceAccountName: %[2]s
      containers:
        - name: agent
          image: registry.internal/agents/%[1]s:2.3.0
          env:
            - {name: OPENAI_API_KEY, valueFrom: {secretKeyRef: {name: %[1]s-llm, key: key}}}
`

// TestAccepted: sharing that the configuration accepts is suppressed with the
// reason, until its day; a decision about nothing is told.
func TestAccepted(t *testing.T) {
	for _, c := range []struct {
		what, config, account string
		open                  int
		notice                string
	}{
		{"no decision", "", "telemetry", 1, ""},
		{"a decision", "accepts: [{shared: 'service-account:telem*', reason: reads metrics, until: 2027-01-31, owner: platform}]", "telemetry", 0, ""},
		{"by the name alone", "accepts: [{shared: telemetry, reason: reads metrics}]", "telemetry", 0, ""},
		{"a decision that ran out", "accepts: [{shared: telemetry, reason: reads metrics, until: 2026-10-31}]", "telemetry", 1, "expired on 2026-10-31"},
		{"a decision about something else", "accepts: [{shared: telemetry, reason: reads metrics}]", "bots", 1, "about nothing that is shared"},
	} {
		dir := t.TempDir()
		t.Chdir(dir)
		write(t, dir, "deploy/triage.yaml", fmt.Sprintf(telemetryAgents, "triage-agent", c.account))
		write(t, dir, "deploy/refund.yaml", fmt.Sprintf(telemetryAgents, "refund-agent", c.account))
		write(t, dir, ".nhivet.yaml", "version: 1\n"+c.config+"\n")
		result := scanPath(t, ".", "shared-identity")
		open, total := 0, 0
		var notices []string
		for _, f := range result.Report.Findings {
			if f.Rule == staleIgnore {
				notices = append(notices, f.Message)
				continue
			}
			total++
			if f.Suppressed == nil {
				open++
			} else if want := "reads metrics"; !strings.HasPrefix(f.Suppressed.Reason, want) {
				t.Errorf("%s: the reason is %q", c.what, f.Suppressed.Reason)
			}
		}
		if open != c.open || total != 1 {
			t.Errorf("%s: %d of %d findings count, want %d", c.what, open, total, c.open)
		}
		if text := strings.Join(notices, "\n"); c.notice == "" && text != "" || !strings.Contains(text, c.notice) {
			t.Errorf("%s: notices %q, want %q; %s", c.what, text, c.notice, report.Summary(result.Report))
		}
	}
}
