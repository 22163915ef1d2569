// Package cedar reads Cedar policy files: whether what they say together refuses
// anything.
package cedar

import (
	"bytes"
	"context"
	"path"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/cedar"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer is the reader of policy files.
var Analyzer = &nhi.Analyzer{
	Name:  "cedar",
	Doc:   "Cedar policies (*.cedar): one that permits everything to everybody",
	Reads: []string{"permit and forbid statements with their scope, the presence of conditions, annotations"},
	Formats: []nhi.Format{
		{Name: "Cedar", Files: "*.cedar", Source: "https://docs.cedarpolicy.com/policies/syntax-policy.html", Fixture: "open"},
	},
	Leaves: "what conditions say, schemas, entities, and which engine a file is loaded into",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

func wants(p string) bool { return strings.HasSuffix(p, ".cedar") }

// claims makes a unit of each folder: its policies are loaded together.
func claims(p string, text []byte) (string, bool) {
	return path.Dir(p), wants(p) && (bytes.Contains(text, []byte("permit")) || bytes.Contains(text, []byte("forbid")))
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	forbids := false
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		policies, err := cedar.Parse(string(f.Bytes()))
		if err != nil {
			facts.Notices = append(facts.Notices, nhi.Notice{Path: f.Path, Reason: "Cedar policy: " + err.Error(), Incomplete: true})
			forbids = true // one may stand behind the place
		}
		for n, p := range policies {
			forbids = forbids || !p.Permit
			if p.PermitsAll() {
				facts.Controls = append(facts.Controls, &nhi.Control{
					Key: nhi.Key("cedar", f.Path, strconv.Itoa(n)), Kind: "policy", Name: "permit(principal, action, resource)", State: "off",
					Attributes: map[string]string{"why": "everybody may do everything, and nothing is forbidden"}, At: f.At(p.Start, p.End),
				})
			}
		}
	}
	if forbids { // permit what is not forbidden: a way to write policies
		facts.Controls = nil
	}
	return facts, nil
}
