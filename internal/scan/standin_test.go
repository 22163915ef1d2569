package scan

import (
	"bytes"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// standIns are what people write where a secret would be: references in the
// notations of clients, pipelines and stores, placeholders, values that vendors'
// documentation publishes, and what is encrypted or empty.
var standIns = []string{
	"", "null", "test",
	"${API_KEY}", "${API_KEY:-}", "${API_KEY:?set it}", "$API_KEY", "${env:API_KEY}", "{env:API_KEY}", "%API_KEY%", "$env:API_KEY",
	"${input:api-key}", "${{ secrets.API_KEY }}", "$(API_KEY)", "{{ .Values.apiKey }}", "{{ env.API_KEY }}", "<% api_key %>", "#{API_KEY}#",
	"op://agents/api/credential", "vault:secret/data/api#key", "vault://secret/api", "ref+awsssm://agents/api", "keyring:agents/api", "env:API_KEY", "file:///run/secrets/api_key",
	"arn:aws:secretsmanager:eu-central-1:111122223333:secret:agents/api-AbCdEf", "projects/agents/secrets/api/versions/latest",
	"<your-api-key>", "your-api-key-here", "YOUR_API_KEY", "[API KEY]", "__API_KEY__", "changeme", "REPLACE_ME", "TODO", "xxxxxxxxxxxxxxxxxxxx", "********", "sk-...", "sk-ant-...", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
	"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
	"ENC[AES256_GCM,data:Zm9vYmFyYmF6,iv:AAAA,tag:BBBB,type:str]", "U2FsdGVkX18xMjM0NTY3ODkwYWJjZGVm",
}

// written says whether a credential is written out at a stretch of a file.
func written(inv *nhi.Inventory, path string, start, end int) bool {
	return slices.ContainsFunc(inv.Credentials, func(c *nhi.Credential) bool {
		return c.Origin == nhi.FromLiteral && c.At.File.Path == path && c.At.Start <= end && start <= c.At.End
	})
}

// TestStandInsAreSilent puts every stand-in in the place of every literal
// credential of every fixture, of the rules' and of the analyzers': nothing at
// that place is a literal credential then. It says for each format how many
// places it tried.
func TestStandInsAreSilent(t *testing.T) {
	if testing.Short() {
		t.Skip("scans thousands of times")
	}
	dirs := fixtures(t)
	own, err := filepath.Glob("../../analyzers/*/testdata/*")
	if err != nil || len(own) == 0 {
		t.Fatal("no fixtures", err)
	}
	tried, n, skipped := map[string]int{}, 0, 0
	var mu sync.Mutex
	eachFixture(t, append(dirs, own...), func(t *testing.T, fixture string) {
		files := load(t, fixture)
		inv, _ := mutated(t, files, "", edit{})
		for _, c := range inv.Credentials {
			if c.Origin != nhi.FromLiteral {
				continue
			}
			secret, f := c.Secret.Reveal(), c.At.File
			at := c.At
			i := bytes.Index(f.Bytes()[at.Start:at.End], []byte(secret))
			if secret == "" || i < 0 || strings.ContainsAny(secret, "\n") {
				mu.Lock()
				skipped++ // taken apart, decoded, or of several lines
				mu.Unlock()
				continue
			}
			mu.Lock()
			tried[path.Ext(path.Base(f.Path))]++
			n += len(standIns)
			mu.Unlock()
			if same, _ := mutated(t, files, f.Path, edit{"itself", at.Start + i, at.Start + i + len(secret), secret}); !written(same, f.Path, at.Start+i, at.Start+i+len(secret)) {
				t.Errorf("%s: %s: the secret itself is not found: the test sees nothing", fixture, f.Path)
			}
			for _, s := range standIns {
				e := edit{s, at.Start + i, at.Start + i + len(secret), s}
				after, _ := mutated(t, files, f.Path, e)
				if written(after, f.Path, e.start, e.start+len(s)) {
					t.Errorf("%s: %s:%d: %q is a literal credential", strings.TrimPrefix(fixture, "../../"), f.Path, 1+bytes.Count(f.Bytes()[:e.start], []byte("\n")), s)
				}
			}
		}
	})
	var kinds []string
	for k := range tried {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		t.Logf("%-6s %d places", k, tried[k])
	}
	t.Logf("%d mutations, %d places not tried", n, skipped)
	if n < 1000 {
		t.Error("too few to tell")
	}
}
