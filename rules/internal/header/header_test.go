package header

import (
	"strings"
	"testing"
)

const good = `# METADATA
# title: T
# description: D.
# custom:
#   severity: 5
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: R.
#   nhi: [NHI10]
#   asi: [ASI03]
#   cwe: [798]
#   maestro: [L4]
#   rmf: [MANAGE 2.4]
package nhi.rules["a-b"]
`

// TestCheck misspells one thing at a time.
func TestCheck(t *testing.T) {
	if _, err := parse("a-b", good); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{
		"NHI10": "NHI11", "ASI03": "ASI3", "L4": "L8", "MANAGE 2.4": "MANAGE 5.1", "severity: 5": "severity: 11",
		"precision: high": "precision: highest", "view: site": "view: file", "kinds:": "kind:", "#   cwe: [798]\n": "", `"a-b"`: `"a-c"`,
	} {
		text := strings.Replace(good, from, to, 1)
		if text == good {
			t.Fatal(from)
		}
		if _, err := parse("a-b", text); err == nil {
			t.Errorf("%q for %q: no error", to, from)
		}
	}
}
