package join

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// accountsByName joins an account of a cluster that is made in Terraform to the
// one that manifests run as: the directory that makes it and the folder that
// deploys there are two scopes of one cluster. With two of a name on either side,
// or without a namespace, it cannot be told which is meant.
func (j *joiner) accountsByName(all []*nhi.Identity) {
	type account struct{ namespace, name string }
	made, mentioned := map[account]map[string]bool{}, map[account]map[string]bool{}
	add := func(m map[account]map[string]bool, a account, key string, terraform bool) {
		if m[a] == nil {
			m[a] = map[string]bool{}
		}
		m[a][key] = terraform
	}
	for _, i := range all {
		if i.Platform != "kubernetes" || i.Kind != "service-account" || i.Default {
			continue
		}
		for _, k := range append([]string{i.Key}, i.Aliases...) {
			_, namespace, name, ok := nhi.ServiceAccountName(k)
			switch a := (account{namespace, name}); {
			case !ok || namespace == "default":
			case i.Defined:
				add(made, a, j.same.find(k), strings.HasPrefix(i.Key, "tf:"))
			default:
				add(mentioned, a, j.same.find(k), false)
			}
		}
	}
	for a, keys := range made {
		for key, terraform := range keys {
			delete(mentioned[a], key)
			if len(keys) != 1 || !terraform || len(mentioned[a]) != 1 {
				continue
			}
			for k := range mentioned[a] {
				j.same.union(key, k)
			}
		}
	}
}
