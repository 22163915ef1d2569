// Package vault reads Vault policy files: what a token with the policy may do.
package vault

import (
	"bytes"
	"context"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Analyzer is the reader of policy files.
var Analyzer = &nhi.Analyzer{
	Name: "vault",
	Doc:  "Vault policies (*.hcl): what a token with the policy may do",
	Reads: []string{
		"paths and capabilities of policies, and what they add up to",
	},
	Formats: []nhi.Format{
		{Name: "Vault policy", Files: "*.hcl with path blocks", Source: "https://developer.hashicorp.com/vault/docs/concepts/policies", Fixture: "policies"},
	},
	Leaves: "templated paths' values, Sentinel policies, and who is given the policy",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

func wants(p string) bool {
	base := path.Base(p)
	// terragrunt.hcl and the lock file are Terraform's, *.pkr.hcl are Packer's.
	return strings.HasSuffix(base, ".hcl") && base != "terragrunt.hcl" && !strings.HasSuffix(base, ".lock.hcl") && !strings.HasSuffix(base, ".pkr.hcl")
}

// claims takes a file that has a path block with capabilities, or with the old
// one-word policy. Each is a unit of its own.
func claims(p string, text []byte) (string, bool) {
	if !wants(p) || !bytes.Contains(text, []byte("capabilities")) && !bytes.Contains(text, []byte("policy")) {
		return "", false
	}
	for rest := text; ; {
		i := bytes.Index(rest, []byte("path"))
		if i < 0 {
			return "", false
		}
		if after := bytes.TrimLeft(rest[i+4:], " \t"); len(after) > 0 && after[0] == '"' && (i == 0 || rest[i-1] == '\n' || rest[i-1] == ' ' || rest[i-1] == '\t') {
			return p, true
		}
		rest = rest[i+4:]
	}
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		_, root, notices := tree.HCL(f)
		facts.Notices = append(facts.Notices, notices...)
		name := strings.TrimSuffix(strings.TrimSuffix(path.Base(f.Path), ".hcl"), ".policy")
		rules := slices.DeleteFunc(iam.VaultPolicy(root), func(r iam.VaultRule) bool { return !r.At.Valid() || len(r.Capabilities) == 0 })
		for n, g := range iam.VaultGrants(rules) {
			grant := &nhi.Grant{Key: nhi.Key("grant", "vault-policy", f.Path, strconv.Itoa(n)), Identity: nhi.Key("vault-policy", name), System: "vault", Name: name,
				Actions: g.Capabilities, Resources: []string{g.Path}, Breadth: g.Breadth, Hazards: g.Hazards, Why: g.Why, Writes: g.Writes, Justified: g.Justified,
				Confidence: nhi.Certain, At: g.At}
			for _, also := range g.Also {
				grant.Resources = append(grant.Resources, also.Path)
				grant.Related = append(grant.Related, nhi.Step{At: also.At, Note: "and here"})
			}
			facts.Grants = append(facts.Grants, grant)
		}
	}
	return facts, nil
}
