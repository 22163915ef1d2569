package join

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// orphans finds accounts of a cluster with rights that nothing runs as, and rights
// of accounts that nothing makes, where all of the platform is in the tree: whoever
// makes a pod in the namespace, or an account of the name, has them. An account
// that is used in any scope is used, and one that is made in any is made; those of
// the platform itself are made by it.
func (j *joiner) orphans() {
	if j.o.Owned == nil || !j.o.Owned("kubernetes") {
		return
	}
	used, made, managed := map[account]bool{}, map[account]bool{}, map[string]bool{}
	for _, i := range j.inv.Identities {
		if i.Platform != "kubernetes" || i.Kind != "service-account" {
			continue
		}
		a := account{i.Namespace, i.Name}
		used[a] = used[a] || len(i.Agents)+len(i.Workloads) > 0 || i.Attributes[nhi.Used] == "true"
		made[a] = made[a] || i.Defined
		managed[i.Namespace] = managed[i.Namespace] || i.Defined
	}
	for _, t := range j.inv.Tools {
		for _, e := range j.from(t.Key, nhi.RunsAs) {
			if i := j.identities[j.same.find(e.To)]; i != nil {
				used[account{i.Namespace, i.Name}] = true
			}
		}
	}
	for _, i := range j.inv.Identities {
		a := account{i.Namespace, i.Name}
		if i.Platform != "kubernetes" || i.Kind != "service-account" || i.Default || i.Name == "default" || strings.HasPrefix(i.Namespace, "kube-") || used[a] {
			continue
		}
		switch {
		case i.Defined && (i.Bound || len(j.from(i.Key, nhi.Reaches)) > 0):
			i.Orphaned = "unused"
		case i.Bound && !made[a] && managed[i.Namespace]:
			i.Orphaned = "missing"
		}
	}
}
