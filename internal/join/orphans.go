package join

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// orphans finds identities with rights that nothing runs as, and rights of
// identities that nothing makes, where all of the platform is in the tree: whoever
// may start a workload there, or make an account of the name, has them.
func (j *joiner) orphans() {
	if j.o.Owned == nil {
		return
	}
	if j.o.Owned("kubernetes") {
		j.orphanedAccounts()
	}
	j.orphanedPrincipals()
}

// orphanedAccounts are those of clusters. An account that is used in any scope is
// used, and one that is made in any is made; those of the platform itself are made
// by it.
func (j *joiner) orphanedAccounts() {
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
	for _, n := range j.tools {
		for _, e := range n.ways(nhi.RunsAs) {
			if i := e.to.identity; i != nil {
				used[account{i.Namespace, i.Name}] = true
			}
		}
	}
	for _, n := range j.identities {
		i := n.identity
		a := account{i.Namespace, i.Name}
		if i.Platform != "kubernetes" || i.Kind != "service-account" || i.Default || i.Name == "default" || strings.HasPrefix(i.Namespace, "kube-") || used[a] {
			continue
		}
		switch {
		case i.Defined && (i.Bound || len(n.ways(nhi.Reaches)) > 0):
			i.Orphaned = "unused"
		case (i.Bound || len(n.ways(nhi.Reaches))+len(n.ways(nhi.Assumes)) > 0) && !made[a] && managed[i.Namespace]:
			i.Orphaned = "missing"
		}
	}
	j.stranded(used, made, managed)
}

// stranded finds accounts that no file names but a trust, which waits for them: the
// account is an identity too, and nothing makes it.
func (j *joiner) stranded(used, made map[account]bool, managed map[string]bool) {
	seen := map[account]bool{}
	for _, e := range j.links {
		if e.kind != nhi.Trusts {
			continue
		}
		_, subject, _ := nhi.Subject(e.To)
		a, ok := accountOf(subject)
		to := e.from.identity
		if !ok || to == nil || !to.Bound || seen[a] || used[a] || made[a] || !managed[a.namespace] || a.name == "default" || strings.HasPrefix(a.namespace, "kube-") {
			continue
		}
		seen[a] = true
		j.inv.Identities = append(j.inv.Identities, &nhi.Identity{
			Key: nhi.ServiceAccountKey("", a.namespace, a.name), Name: a.name, Kind: "service-account", Platform: "kubernetes", Namespace: a.namespace,
			At: e.At, Orphaned: "missing", Path: []nhi.Step{{At: to.At, Note: fmt.Sprintf("the %s '%s' trusts it", words(to.Kind), to.Name)}},
		})
	}
}

// orphanedPrincipals are those of clouds: made here and given rights, and named by
// nothing else of the configuration that makes them, nor by anything of the tree
// that runs, asks for them or looks them up; and accounts of Google's that have
// rights in a project whose accounts are made here, and are none of them.
func (j *joiner) orphanedPrincipals() {
	asked := map[*nhi.Identity]bool{}
	for _, e := range j.links {
		switch e.kind {
		case nhi.Trusts:
			if i := e.from.identity; i != nil && !strings.HasPrefix(e.To, "aws-service:") {
				asked[i] = true // by somebody who is not the tree's
			}
		case nhi.Reaches, nhi.Assumes, nhi.RunsAs:
			if i := e.to.identity; i != nil {
				asked[i] = true
			}
		}
	}
	managed := map[string]bool{}
	for _, i := range j.inv.Identities {
		if i.Defined && i.Platform == "google" {
			for _, k := range append([]string{i.Key}, i.Aliases...) {
				managed[projectOf(k)] = true
			}
		}
	}
	delete(managed, "")
	for _, n := range j.identities {
		i := n.identity
		if !i.Bound || asked[i] || len(i.Agents)+len(i.Workloads) > 0 || !j.o.Owned(i.Platform) {
			continue
		}
		switch {
		case i.Defined && orphans[i.Kind] && i.Attributes[nhi.Unused] == "true" && !lookedUp(i) && (i.Platform != "aws" || len(n.ways(nhi.Trusts)) > 0):
			i.Orphaned = "unused"
		case !i.Defined && i.Platform == "google" && managed[projectOf(i.Key)]:
			i.Orphaned = "missing"
		}
	}
}

// orphans are the kinds of principals that nobody becomes but by naming them: a
// person or a program elsewhere may have a key of a user or the secret of a client.
var orphans = map[string]bool{"role": true, "service-account": true, "managed-identity": true}

// lookedUp says whether another configuration asks for what one makes.
func lookedUp(i *nhi.Identity) bool {
	return slices.ContainsFunc(i.Aliases, func(k string) bool {
		return strings.HasPrefix(k, "tf:") && strings.Contains(k, "/data.") || strings.HasPrefix(k, "cfn:")
	})
}
