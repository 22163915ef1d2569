package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// giver says whether an argument of a resource gives rights to the identity that it
// names, or names whose rights they are, and does not make anything run as it. A
// right on an account of Google's is another one's use of it.
func giver(kind, argument string) bool {
	switch {
	case strings.HasPrefix(kind, "google_service_account_iam_"):
		return argument == "member" || argument == "members"
	case strings.HasPrefix(kind, "google_"):
		return strings.HasSuffix(kind, "_iam_member") || strings.HasSuffix(kind, "_iam_binding")
	}
	return givers[kind]
}

// givers are such resources of the other clouds, by the providers' documentation on
// registry.terraform.io.
var givers = map[string]bool{
	"aws_iam_role_policy": true, "aws_iam_role_policy_attachment": true, "aws_iam_policy_attachment": true,
	"aws_iam_role_policies_exclusive": true, "aws_iam_role_policy_attachments_exclusive": true,
	"azurerm_role_assignment": true, "azurerm_key_vault_access_policy": true, "azuread_app_role_assignment": true,
	"azuread_directory_role_assignment": true, "azuread_group_member": true,
}

// uses says whether anything of a directory but what gives it rights names an
// object, by its address there. What is handed to a module, an output or a local
// value may be used by whoever gets it. In JSON and in a plan, which say less of
// who names whom, everything counts as used.
func (d *directory) uses(address string) bool {
	d.usedOnce.Do(func() {
		d.used = map[string]bool{}
		var walk func(b *block, kind string)
		walk = func(b *block, kind string) {
			for _, a := range b.attrs {
				if a.expr == nil {
					d.usedAll = true
					continue
				}
				if giver(kind, a.name) {
					continue
				}
				for _, t := range a.expr.Variables() {
					d.used[addressOf(t)] = true
				}
			}
			for _, inner := range b.blocks {
				walk(inner, kind)
			}
		}
		for _, b := range d.blocks {
			kind := ""
			if b.typ == "resource" && len(b.labels) > 0 {
				kind = b.labels[0]
			}
			walk(b, kind)
		}
	})
	return d.usedAll || d.used[address]
}

// addressOf is the address of the object that a reference leads to.
func addressOf(t hcl.Traversal) string {
	names := []string{t.RootName()}
	for _, s := range t[1:] {
		a, ok := s.(hcl.TraverseAttr)
		if !ok {
			break
		}
		names = append(names, a.Name)
	}
	n := 2
	if names[0] == "data" {
		n = 3
	}
	return strings.Join(names[:min(n, len(names))], ".")
}
