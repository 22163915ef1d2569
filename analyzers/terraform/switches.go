package terraform

import (
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// switchRow is an argument that, at one value, gives everybody in a cluster
// rights that no role names.
type switchRow struct {
	path  string
	value string
	why   string
	// unless is a block that says the same, where the argument is not written.
	unless string
}

var switchRows = map[string][]switchRow{
	// https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#disable_abac
	"google_container_cluster": {{"enable_legacy_abac", "true", "legacy authorization gives every service account of the cluster static rights beside RBAC", ""}},
	// Without RBAC the API server allows what any account asks for:
	// https://kubernetes.io/docs/reference/access-authn-authz/authorization/#using-flags-for-your-authorization-module
	// The block is how versions of the provider before 3.0 spell it.
	"azurerm_kubernetes_cluster": {
		{"role_based_access_control_enabled", "false", noRBAC, "role_based_access_control"},
		{"role_based_access_control.enabled", "false", noRBAC, ""},
	},
}

const noRBAC = "without RBAC every service account of the cluster may do everything in it"

func (r *reader) switched(b *block, row switchRow) {
	v := r.at(b, row.path)
	at, from := b.head, []nhi.Step(nil)
	attributes := map[string]string{"address": b.address()}
	if d, ok := r.fallback(b, row.path); v.absent() && !b.partial && ok && d.value == row.value && len(r.nested(b, row.unless)) == 0 {
		attributes["default_source"] = d.source
		row.why += ", which is what the provider sets when nothing is said"
	} else if v.lit() != row.value {
		return
	} else {
		at, from = v.span, v.from
	}
	key := r.id(b)
	r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, row.path), Identity: key, System: "kubernetes", Name: r.title(b, "name"),
		Scope: iam.Cluster, Breadth: iam.Admin, Why: row.why, Writes: true, Confidence: nhi.Certain,
		Attributes: attributes, At: at, Related: append([]nhi.Step{{At: b.head, Note: b.label()}}, from...)})
}

// atlasRoles are the built-in roles of Atlas that reach every database of a
// project; the others reach the one that they are given on.
// https://www.mongodb.com/docs/atlas/mongodb-users-roles-and-privileges/
var atlasRoles = map[string]iam.Judgement{
	"atlasAdmin":           {Breadth: iam.Admin, Writes: true, Why: "administers every database of the project"},
	"readWriteAnyDatabase": {Breadth: iam.Wildcard, Writes: true, Why: "reads and changes every database of the project"},
	"dbAdminAnyDatabase":   {Breadth: iam.Wildcard, Writes: true, Why: "administers the collections of every database of the project"},
	"readAnyDatabase":      {Breadth: iam.Broad, Why: "reads every database of the project"},
}

// atlas reads the roles of a user of MongoDB Atlas.
func (r *reader) atlas(b *block) {
	key := r.id(b)
	for n, role := range r.nested(b, "roles") {
		name, db := r.at(role, "role_name"), r.at(role, "database_name")
		if !name.known() || !db.known() {
			continue
		}
		j, any := atlasRoles[name.text]
		if scopes := r.nested(b, "scopes"); any && len(scopes) > 0 {
			// Limited to some clusters.
			j.Why = strings.Replace(j.Why, "of the project", "of the clusters it is limited to", 1)
		}
		switch {
		case any:
		case db.text == "admin" && name.text == "readWrite":
			j = iam.Judgement{Breadth: iam.Broad, Writes: true, Why: "changes the admin database, where no application keeps its data"}
		default:
			j = iam.Judgement{Breadth: iam.Narrow, Writes: name.text != "read"}
		}
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key, itoa(n)), Identity: key, System: "mongodb", Name: r.title(b, "username"), Actions: []string{name.text},
			Resources: []string{db.text}, Scope: iam.Project, Breadth: j.Breadth, Why: j.Why, Writes: j.Writes, Confidence: nhi.Certain,
			Attributes: map[string]string{"address": b.address(), "role": name.text}, At: name.span, Related: append([]nhi.Step{{At: b.head, Note: b.label()}}, name.from...)})
	}
}
