package iam

import (
	"fmt"
	"strings"
)

// azureRole is what a built-in role amounts to on a subscription or wider, on a
// resource group, and on one resource.
type azureRole struct {
	wide, group, one string
	hazard           string // on a resource group or wider
	writes           bool
}

// azureRoles follow "Azure built-in roles",
// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles.
// Keys are names in lower case.
var azureRoles = map[string]azureRole{
	"owner":                     {Admin, Wildcard, Broad, Escalation, true},
	"contributor":               {Wildcard, Broad, Narrow, "", true},
	"user access administrator": {Admin, Wildcard, Broad, Escalation, true},
	"role based access control administrator": {Admin, Wildcard, Broad, Escalation, true},
	"reader":                                {Broad, Narrow, Narrow, "", false},
	"key vault administrator":               {Wildcard, Broad, Narrow, ReadsAllSecrets, true},
	"key vault secrets officer":             {Wildcard, Broad, Narrow, ReadsAllSecrets, true},
	"key vault secrets user":                {Broad, Broad, Narrow, ReadsAllSecrets, false},
	"managed identity contributor":          {Broad, Broad, Narrow, Impersonation, true},
	"managed identity operator":             {Broad, Broad, Narrow, Impersonation, true},
	"storage blob data owner":               {Wildcard, Broad, Narrow, "", true},
	"storage blob data contributor":         {Broad, Broad, Narrow, "", true},
	"storage blob data reader":              {Broad, Broad, Narrow, "", false},
	"cognitive services openai user":        {Broad, Narrow, Narrow, "", false},
	"cognitive services user":               {Broad, Narrow, Narrow, "", false},
	"azure ai user":                         {Broad, Narrow, Narrow, "", false},
	"azure ai developer":                    {Broad, Narrow, Narrow, "", true},
	"cognitive services contributor":        {Wildcard, Broad, Narrow, "", true},
	"cognitive services openai contributor": {Broad, Narrow, Narrow, "", true},
	"acrpull":                               {Narrow, Narrow, Narrow, "", false},
	"monitoring metrics publisher":          {Narrow, Narrow, Narrow, "", false},
	"log analytics reader":                  {Narrow, Narrow, Narrow, "", false},
}

// AzureRoleIDs are the fixed GUIDs of built-in roles that are often written
// instead of the name.
var AzureRoleIDs = map[string]string{
	"8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
	"b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
	"acdd72a7-3385-48ef-bd42-f606fba81ae7": "Reader",
	"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
	"f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
	"5e0bd9bd-7b93-4f28-af87-19fc36ad61bd": "Cognitive Services OpenAI User",
}

// Azure judges a built-in role by its name or GUID at a scope: resource, project
// (a resource group), account (a subscription) or organization (a management
// group). An Azure scope id is taken too.
func Azure(role, scope string) Judgement {
	if strings.HasPrefix(scope, "/") {
		scope = AzureScope(scope)
	}
	if name, ok := AzureRoleIDs[strings.ToLower(role[strings.LastIndexByte(role, '/')+1:])]; ok {
		role = name
	}
	l := strings.ToLower(role)
	r, ok := azureRoles[l]
	if !ok {
		switch {
		case strings.Contains(role, "${") || role == "" || strings.Contains(role, "/"):
			return Judgement{}
		case strings.HasSuffix(l, " reader"), strings.HasSuffix(l, " user"):
			r = azureRole{wide: Narrow, group: Narrow, one: Narrow}
		case strings.HasSuffix(l, " contributor"), strings.HasSuffix(l, " administrator"), strings.HasSuffix(l, " owner"):
			r = azureRole{wide: Broad, group: Broad, one: Narrow, writes: true}
		default:
			return Judgement{Writes: true}
		}
	}
	j := Judgement{Writes: r.writes}
	var where string
	switch scope {
	case Organization, Account:
		j.Breadth, where = r.wide, "subscription"
		if scope == Organization {
			where = "management group"
		}
	case Project:
		j.Breadth, where = r.group, "resource group"
	case Resource:
		j.Breadth, where = r.one, "resource"
	default:
		return j
	}
	if scope != Resource && r.hazard != "" {
		j.Hazards = []string{r.hazard}
	}
	if Rank(j.Breadth) >= Rank(Broad) {
		j.Why = fmt.Sprintf("%q on the %s", role, where)
	}
	return j
}

// AzureScope reads a scope id: "/subscriptions/<id>/resourceGroups/<name>/…".
// Empty when it cannot be told.
func AzureScope(id string) string {
	if strings.HasPrefix(id, "${") {
		return ""
	}
	p := strings.Split(strings.Trim(id, "/"), "/")
	switch {
	case id == "/", strings.HasPrefix(strings.ToLower(id), "/providers/microsoft.management/managementgroups/"):
		return Organization
	case !strings.EqualFold(p[0], "subscriptions"):
		return ""
	case len(p) <= 2:
		return Account
	case len(p) <= 4 && strings.EqualFold(p[2], "resourceGroups"):
		return Project
	}
	return Resource
}

// AzureActions judges the actions of a custom role at a scope: "*" is every
// action of the control plane, "*/read" and "Microsoft.Storage/*" are patterns.
func AzureActions(actions, not []string, scope string) Judgement {
	j := Judgement{Breadth: Narrow}
	for _, a := range actions {
		l := strings.ToLower(a)
		if !strings.HasSuffix(l, "/read") {
			j.Writes = true
		}
		switch {
		case l == "*" && len(not) == 0:
			j = j.Join(Azure("Owner", scope))
			j.Why = fmt.Sprintf("every action at the scope of the %s", azureWords[scope])
		case l == "*":
			j = j.Join(Azure("Contributor", scope))
			j.Why = fmt.Sprintf("every action but a few at the scope of the %s", azureWords[scope])
		case strings.HasPrefix(l, "microsoft.authorization/") && (strings.HasSuffix(l, "/*") || strings.HasSuffix(l, "roleassignments/write")) && scope != Resource && scope != "":
			j = j.Join(Judgement{Breadth: Wildcard, Hazards: []string{Escalation}, Writes: true, Why: fmt.Sprintf("%q assigns roles", a)})
		}
	}
	return j
}

var azureWords = map[string]string{Resource: "resource", Project: "resource group", Account: "subscription", Organization: "management group"}
