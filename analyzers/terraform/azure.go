package terraform

import (
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// azureScope is how far an assignment reaches: the scope's id, or the kind of the
// resource whose id it is.
func azureScope(v *value) string {
	if strings.HasPrefix(v.str(), "/") {
		return iam.AzureScope(v.text)
	}
	for _, to := range v.allRefs() {
		switch k := to.kind(); {
		case k == "azurerm_subscription" || k == "azurerm_subscriptions":
			return iam.Account
		case k == "azurerm_management_group":
			return iam.Organization
		case k == "azurerm_resource_group":
			return iam.Project
		case strings.HasPrefix(k, "azurerm_") && k != "azurerm_client_config":
			return iam.Resource
		}
	}
	return ""
}

func (r *reader) azure(b *block) {
	key := r.principal(r.at(b, "principal_id"), "")
	role, a := r.find(b, "role_definition_name")
	if role.absent() {
		role, a = r.find(b, "role_definition_id")
	}
	if key == "" || role.absent() {
		return
	}
	scope := azureScope(r.at(b, "scope"))
	at, from := b.here(role, a)
	j := iam.Azure(role.display(), scope)
	g := &nhi.Grant{Key: nhi.Key("grant", key, b.address()), Identity: key, System: "azure", Name: role.display(), Actions: []string{role.display()}, Scope: scope,
		Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified, Confidence: nhi.Certain,
		Attributes: map[string]string{"address": b.address()}, At: at, Related: append(append([]nhi.Step(nil), from...), nhi.Step{At: b.head, Note: b.label()})}
	if s := r.at(b, "scope"); s != nil {
		g.Resources = s.strings()
	}
	if c := r.at(b, "condition"); !c.absent() {
		g.Conditions, g.Breadth, g.Hazards = []string{c.display()}, "", nil
	}
	r.facts.Grants = append(r.facts.Grants, g)
	if n := role.lit(); n == "Cognitive Services OpenAI User" || n == "Azure AI Developer" || n == "Azure AI User" {
		if _, seen := r.models[key]; !seen {
			r.models[key] = role.span
		}
	}
}

// azureRole reads a custom role, which is granted to whom another assignment
// names.
func (r *reader) azureRole(b *block) {
	scope := azureScope(r.at(b, "scope"))
	for _, p := range r.nested(b, "permissions") {
		actions := r.at(p, "actions")
		if actions == nil {
			continue
		}
		j := iam.AzureActions(actions.strings(), r.at(p, "not_actions").strings(), scope)
		key := r.id(b)
		r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", key), Identity: key, System: "azure", Name: r.title(b, "name"), Actions: actions.strings(), Scope: scope,
			Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Confidence: nhi.Certain, Attributes: map[string]string{"address": b.address()}, At: actions.span,
			Related: []nhi.Step{{At: b.head, Note: b.label()}}})
	}
}
