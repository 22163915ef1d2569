package scan

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// TestOneLiteralOneCredential holds that no two credentials share a byte of a file,
// in any fixture of the rules and the analyzers: what the secrets reader sees by its
// form and the reader of a format by its name is one, and knows its agent.
func TestOneLiteralOneCredential(t *testing.T) {
	own, err := filepath.Glob("../../analyzers/*/testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	literals, held := 0, 0
	for _, fixture := range append(fixtures(t), own...) {
		inv, _ := mutated(t, load(t, fixture), "", edit{})
		var list []*nhi.Credential
		for _, c := range inv.Credentials {
			if c.Origin == nhi.FromLiteral {
				list = append(list, c)
				literals++
				if len(c.Agents) > 0 {
					held++
				}
			}
		}
		slices.SortFunc(list, func(a, b *nhi.Credential) int {
			if a.At.Less(b.At) {
				return -1
			}
			return 1
		})
		for i := 1; i < len(list); i++ {
			if list[i].At.Overlaps(list[i-1].At) && list[i].At.Start != list[i].At.End {
				t.Errorf("%s: %s and %s overlap at %s and %s", fixture, list[i-1].Kind, list[i].Kind, list[i-1].At, list[i].At)
			}
		}
	}
	t.Logf("%d literals, %d of an agent", literals, held)
	if literals < 100 {
		t.Error("too few to tell")
	}
}
