// Package vault reads Vault policy files: what a token with the policy may do.
package vault

import (
	"bytes"
	"context"
	"path"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Analyzer is the reader of policy files.
var Analyzer = &nhi.Analyzer{
	Name:   "vault",
	Doc:    "Vault policies (*.hcl): what a token with the policy may do",
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
		for n, rule := range iam.VaultPolicy(root) {
			if !rule.At.Valid() || len(rule.Capabilities) == 0 {
				continue
			}
			j := iam.VaultPath(rule.Path, rule.Capabilities)
			key := nhi.Key("vault-policy", name)
			facts.Grants = append(facts.Grants, &nhi.Grant{Key: nhi.Key("grant", "vault-policy", f.Path, strconv.Itoa(n)), Identity: key, System: "vault", Name: name,
				Actions: rule.Capabilities, Resources: []string{rule.Path}, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified,
				Confidence: nhi.Certain, At: rule.At})
		}
	}
	return facts, nil
}
