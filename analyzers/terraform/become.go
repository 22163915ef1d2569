package terraform

import (
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// maxBound is how many accounts one role of Vault, or a right to act as accounts, is
// tied to; people name a few.
const maxBound = 50

// assumes relates the holders of a policy to the roles that it lets them become.
// Whether those agree is for the join to see.
func (r *reader) assumes(statements []statement, holders []holder) {
	for _, s := range statements {
		if !s.Allows() || !aws.LetsAssume(s.Actions) {
			continue
		}
		for _, v := range s.resources {
			to := ""
			for _, ref := range v.allRefs() {
				if identityRows[ref.kind()].platform == "aws" {
					to = r.key(ref.addr)
				}
			}
			if to == "" && v.known() {
				to = nhi.RoleARNKey(v.text)
			}
			for _, h := range holders {
				if h.key != to {
					r.edge(nhi.Assumes, h.key, to, v.spanOr(s.At))
				}
			}
		}
	}
}

// admits relates an identity to a subject that its trust names.
func (r *reader) admits(identity, issuer string, subject *value, at nhi.Span) {
	if subject.absent() {
		return
	}
	text := subject.display()
	if !subject.known() || strings.Contains(text, "${") {
		text = "?"
	}
	r.edge(nhi.Trusts, identity, nhi.SubjectKey(issuer, text), subject.spanOr(at))
}

// workloadPool ends what Google calls the pool of a project's clusters:
// https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
const workloadPool = ".svc.id.goog"

// clusterMember is the namespace and name of an account of a cluster as a member
// names it.
func clusterMember(member string) (namespace, name string, ok bool) {
	if rest, found := strings.CutPrefix(member, "serviceAccount:"); found {
		pool, account, found := strings.Cut(strings.TrimSuffix(rest, "]"), "[")
		if !found || !strings.HasSuffix(pool, workloadPool) {
			return "", "", false
		}
		namespace, name, ok = strings.Cut(account, "/")
		return namespace, name, ok && !strings.Contains(account, "${")
	}
	rest, found := strings.CutPrefix(member, "principal://")
	if !found || !strings.Contains(rest, workloadPool+"/subject/ns/") {
		return "", "", false
	}
	_, account, _ := strings.Cut(rest, workloadPool+"/subject/ns/")
	namespace, name, ok = strings.Cut(account, "/sa/")
	return namespace, name, ok && !strings.Contains(account, "${")
}

// repositoryMember is the subject of a job of GitHub as a set of principals names
// it, where the pool maps the repository.
// https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines
func repositoryMember(member string) string {
	_, repository, ok := strings.Cut(member, "/attribute.repository/")
	if !ok || !strings.HasPrefix(member, "principalSet://") {
		return ""
	}
	return "repo:" + repository + ":*"
}

// mayAssume relates an account to all of a project, which a role on the project
// lets it act as; one on a folder does so for the projects that are made in it, and
// one on the organization for those of every account that is made here.
// https://cloud.google.com/iam/docs/resource-hierarchy-access-control
func (r *reader) mayAssume(of *block, key string, role *value, base string) {
	if role.lit() != "roles/iam.serviceAccountTokenCreator" {
		return
	}
	at := role.spanOr(of.head)
	switch base {
	case "google_project_iam":
		r.edge(nhi.Assumes, key, r.projectAccounts(of), at)
	case "google_folder_iam":
		folder := r.at(of, "folder")
		for _, p := range r.resources("google_project") {
			if id := r.at(p, "project_id"); id.known() && sameFolder(folder, r.at(p, "folder_id")) {
				r.edge(nhi.Assumes, key, nhi.ProjectAccountsKey(id.text), at)
			}
		}
	case "google_organization_iam":
		seen := map[string]bool{}
		for _, a := range r.resources("google_service_account") {
			if to := r.projectAccounts(a); !seen[to] {
				seen[to] = true
				r.edge(nhi.Assumes, key, to, at)
			}
		}
	}
}

// sameFolder says whether two values are one folder: its number, or the resource
// that makes it.
func sameFolder(a, b *value) bool {
	if a.known() && b.known() {
		return a.text != "" && strings.TrimPrefix(a.text, "folders/") == strings.TrimPrefix(b.text, "folders/")
	}
	for _, x := range a.allRefs() {
		for _, y := range b.allRefs() {
			if x.kind() == "google_folder" && x.addr == y.addr {
				return true
			}
		}
	}
	return false
}

// projectAccounts is the key of the accounts of the project that a resource is in;
// what says none is in the project of its provider.
func (r *reader) projectAccounts(b *block) string {
	v := r.googleProject(b)
	switch {
	case v.known():
		return nhi.ProjectAccountsKey(v.text)
	case v == nil:
		return nhi.ProjectAccountsKey(r.dir + "#" + r.accountOf(b).mark)
	}
	return nhi.ProjectAccountsKey(r.dir + "#" + v.display())
}

// vaultAccounts relates the accounts of a cluster to the role of Vault that takes
// them.
func (r *reader) vaultAccounts(b *block, key string) {
	names, spaces := r.at(b, "bound_service_account_names"), r.at(b, "bound_service_account_namespaces")
	n := 0
	for _, name := range names.each() {
		for _, ns := range spaces.each() {
			if n++; n > maxBound || !name.known() || !ns.known() || strings.Contains(name.text+ns.text, "*") {
				continue
			}
			r.edge(nhi.Assumes, r.principal(name, ns.text), key, name.spanOr(b.head))
		}
	}
}

// direct is the grant of an account of a cluster that is a member itself.
// https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#principal-id-examples
func (r *reader) direct(of *block, account *value, namespace string, j iam.Judgement, role *value, scope, part string) {
	key := r.principal(account, namespace)
	at, from := of.here(role, of.attr("role"))
	r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, of.address(), part), Identity: key, System: "google", Name: role.display(), Actions: []string{role.display()},
		Scope: scope, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain,
		Attributes: map[string]string{"address": of.address()}, At: at, Related: append(append([]nhi.Step(nil), from...), nhi.Step{At: account.span, Note: "granted to it"})})
}
