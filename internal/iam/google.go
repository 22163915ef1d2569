package iam

import (
	"fmt"
	"strings"
)

// googleRole is what a predefined role amounts to when it is granted on a
// project or wider, and when it is granted on one resource.
type googleRole struct {
	wide, one string
	hazard    string // only where it is granted wide
	writes    bool
	why       string
}

// googleRoles follow "IAM basic and predefined roles reference",
// https://cloud.google.com/iam/docs/roles-permissions, and for the roles that
// impersonate https://cloud.google.com/iam/docs/service-account-permissions.
var googleRoles = map[string]googleRole{
	"owner":  {Admin, Broad, Escalation, true, "every permission"},
	"editor": {Wildcard, Broad, "", true, "changes nearly every resource"},
	"viewer": {Broad, Narrow, "", false, "reads every resource"},

	"iam.serviceAccountTokenCreator":       {Broad, Narrow, Impersonation, true, "may act as every service account"},
	"iam.serviceAccountOpenIdTokenCreator": {Broad, Narrow, Impersonation, true, "may act as every service account"},
	"iam.serviceAccountUser":               {Broad, Narrow, Impersonation, true, "may attach every service account"},
	"iam.workloadIdentityUser":             {Broad, Narrow, Impersonation, true, "may act as every service account"},
	"iam.serviceAccountKeyAdmin":           {Broad, Broad, Escalation, true, "may make keys of every service account"},
	"iam.serviceAccountAdmin":              {Broad, Broad, Escalation, true, "administers every service account"},
	"iam.securityAdmin":                    {Admin, Broad, Escalation, true, "may change every policy"},
	"iam.roleAdmin":                        {Broad, Broad, Escalation, true, "may change every custom role"},
	"iam.organizationRoleAdmin":            {Broad, Broad, Escalation, true, "may change every custom role"},
	"resourcemanager.projectIamAdmin":      {Admin, Broad, Escalation, true, "may change the project's policy"},
	"resourcemanager.folderAdmin":          {Admin, Broad, Escalation, true, "may change the folder's policy"},
	"resourcemanager.organizationAdmin":    {Admin, Broad, Escalation, true, "may change the organization's policy"},

	"iam.serviceAccountCreator":        {Broad, Narrow, "", true, "makes service accounts"},
	"iam.workloadIdentityPoolAdmin":    {Broad, Broad, Escalation, true, "may let other issuers' tokens act as every service account"},
	"iam.denyAdmin":                    {Broad, Broad, Escalation, true, "may lift every deny policy"},
	"iam.principalAccessBoundaryAdmin": {Broad, Broad, Escalation, true, "may lift every access boundary"},
	"orgpolicy.policyAdmin":            {Broad, Broad, Escalation, true, "may change what the organization forbids"},
	"deploymentmanager.editor":         {Wildcard, Broad, "", true, "deploys as the project's service agent, an editor"},
	"cloudbuild.builds.editor":         {Broad, Narrow, "", true, "runs builds as the build's service account"},
	"cloudfunctions.admin":             {Wildcard, Broad, "", true, "administers every function"},
	"compute.osAdminLogin":             {Broad, Narrow, Impersonation, true, "is root on every instance, and has its service account"},
	"compute.instanceAdmin.v1":         {Broad, Narrow, "", true, "changes every instance"},
	"container.admin":                  {Wildcard, Broad, "", true, "administers every cluster and what runs in it"},
	"container.clusterAdmin":           {Broad, Narrow, "", true, "administers every cluster"},
	"container.developer":              {Broad, Narrow, ReadsAllSecrets, true, "changes every object of every cluster, its Secrets among them"},

	"secretmanager.secretAccessor":       {Broad, Narrow, ReadsAllSecrets, false, "reads every secret"},
	"secretmanager.admin":                {Wildcard, Broad, ReadsAllSecrets, true, "reads and changes every secret"},
	"secretmanager.secretVersionManager": {Broad, Narrow, "", true, "changes every secret"},

	"cloudkms.cryptoKeyDecrypter":          {Broad, Narrow, "", false, "decrypts with every key"},
	"cloudkms.cryptoKeyEncrypterDecrypter": {Broad, Narrow, "", false, "decrypts with every key"},
	"bigquery.dataViewer":                  {Broad, Narrow, "", false, "reads every dataset"},
	"bigquery.dataEditor":                  {Broad, Narrow, "", true, "changes every dataset"},
	"bigquery.dataOwner":                   {Wildcard, Broad, "", true, "owns every dataset"},
	"storage.objectViewer":                 {Broad, Narrow, "", false, "reads every bucket"},
	"storage.objectUser":                   {Broad, Narrow, "", true, "changes the objects of every bucket"},
	"storage.objectCreator":                {Broad, Narrow, "", true, "writes to every bucket"},
	"storage.objectAdmin":                  {Broad, Narrow, "", true, "changes the objects of every bucket"},
	"datastore.user":                       {Broad, Narrow, "", true, "changes every document"},
	"run.developer":                        {Broad, Narrow, "", true, "changes every service"},

	// What an agent needs to call a model and to be observed. Vertex AI grants
	// them on the project, there is no narrower resource.
	"aiplatform.user":                   {Narrow, Narrow, "", true, ""},
	"aiplatform.viewer":                 {Narrow, Narrow, "", false, ""},
	"logging.logWriter":                 {Narrow, Narrow, "", false, ""},
	"monitoring.metricWriter":           {Narrow, Narrow, "", false, ""},
	"monitoring.viewer":                 {Narrow, Narrow, "", false, ""},
	"cloudtrace.agent":                  {Narrow, Narrow, "", false, ""},
	"telemetry.writer":                  {Narrow, Narrow, "", false, ""},
	"telemetry.tracesWriter":            {Narrow, Narrow, "", false, ""},
	"errorreporting.writer":             {Narrow, Narrow, "", false, ""},
	"serviceusage.serviceUsageConsumer": {Narrow, Narrow, "", false, ""},
	"bigquery.jobUser":                  {Narrow, Narrow, "", false, ""},
	"cloudsql.client":                   {Narrow, Narrow, "", false, ""},
	"cloudsql.instanceUser":             {Narrow, Narrow, "", false, ""},
	"artifactregistry.reader":           {Narrow, Narrow, "", false, ""},
}

// googleObservers are admin roles whose reach is telemetry.
var googleObservers = map[string]bool{"logging": true, "monitoring": true, "cloudtrace": true, "errorreporting": true, "clouddebugger": true}

// Google judges a role ("roles/editor") granted at a scope: resource, project or
// organization (a folder counts as one).
func Google(role, scope string) Judgement {
	name, ok := strings.CutPrefix(role, "roles/")
	if !ok || strings.Contains(name, "${") {
		return Judgement{} // a custom role, or not known
	}
	wide := scope == Project || scope == Account || scope == Organization
	r, ok := googleRoles[name]
	if !ok {
		r = guessGoogle(name)
	}
	j := Judgement{Breadth: r.one, Writes: r.writes}
	if wide {
		j.Breadth = r.wide
		if r.hazard != "" {
			j.Hazards = []string{r.hazard}
		}
	}
	// The service demands the project for what is narrow there.
	j.Justified = ok && wide && r.wide == Narrow
	if Rank(j.Breadth) >= Rank(Broad) {
		if r.why != "" {
			j.Why = fmt.Sprintf("%q on the %s: %s", role, scope, r.why)
		} else {
			j.Why = fmt.Sprintf("%q on the %s", role, scope)
		}
	}
	return j
}

// guessGoogle reads a predefined role by its name: "<service>.<role>".
func guessGoogle(name string) googleRole {
	service, role, _ := strings.Cut(name, ".")
	l := strings.ToLower(role)
	switch {
	case role == "serviceAgent" || strings.HasSuffix(role, "ServiceAgent"):
		return googleRole{wide: Narrow, one: Narrow, writes: true}
	case strings.HasSuffix(l, "viewer"), strings.HasSuffix(l, "reader"), strings.HasSuffix(l, "invoker"), strings.HasSuffix(l, "subscriber"),
		strings.HasSuffix(l, "accessor"), strings.HasSuffix(l, "consumer"):
		return googleRole{wide: Narrow, one: Narrow}
	case role == "admin" && googleObservers[service]:
		return googleRole{wide: Broad, one: Narrow, writes: true}
	case role == "admin":
		return googleRole{wide: Wildcard, one: Broad, writes: true, why: "administers every resource of " + service}
	case strings.HasSuffix(l, "admin"), strings.HasSuffix(l, "owner"):
		return googleRole{wide: Broad, one: Narrow, writes: true}
	}
	return googleRole{wide: Narrow, one: Narrow, writes: true}
}

// googlePermissions are permissions of custom roles that are more than a right on
// one resource, when they are granted on a project or wider.
// https://cloud.google.com/iam/docs/permissions-reference and, for those that
// impersonate, https://cloud.google.com/iam/docs/service-account-permissions
var googlePermissions = map[string]struct{ hazard, why string }{
	"resourcemanager.projects.setIamPolicy":      {Escalation, "changes the project's policy"},
	"resourcemanager.folders.setIamPolicy":       {Escalation, "changes the folder's policy"},
	"resourcemanager.organizations.setIamPolicy": {Escalation, "changes the organization's policy"},
	"iam.serviceAccounts.setIamPolicy":           {Escalation, "decides who may act as every service account"},
	"iam.serviceAccountKeys.create":              {Escalation, "makes keys of every service account"},
	"iam.roles.update":                           {Escalation, "changes every custom role"},
	"iam.serviceAccounts.getAccessToken":         {Impersonation, "acts as every service account"},
	"iam.serviceAccounts.getOpenIdToken":         {Impersonation, "acts as every service account"},
	"iam.serviceAccounts.signBlob":               {Impersonation, "signs as every service account"},
	"iam.serviceAccounts.signJwt":                {Impersonation, "signs as every service account"},
	"iam.serviceAccounts.implicitDelegation":     {Impersonation, "acts as every service account"},
	"iam.serviceAccounts.actAs":                  {Impersonation, "attaches every service account"},
	"secretmanager.versions.access":              {ReadsAllSecrets, "reads every secret"},
	"secretmanager.secrets.setIamPolicy":         {Escalation, "decides who reads every secret"},
	"storage.buckets.setIamPolicy":               {Escalation, "decides who reads every bucket"},
}

// GooglePermissions judges the permissions of a custom role granted at a scope.
func GooglePermissions(permissions []string, scope string) Judgement {
	j := Judgement{Breadth: Narrow}
	wide := scope == Project || scope == Account || scope == Organization
	for _, p := range permissions {
		if strings.Contains(p, "${") {
			return Judgement{}
		}
		verb := p[strings.LastIndexByte(p, '.')+1:]
		j.Writes = j.Writes || !strings.HasPrefix(verb, "get") && !strings.HasPrefix(verb, "list") && verb != "access" || strings.HasSuffix(p, "AccessToken")
		if r, ok := googlePermissions[p]; ok && wide {
			j = j.Join(Judgement{Breadth: Broad, Writes: r.hazard != ReadsAllSecrets, Hazards: []string{r.hazard}, Why: fmt.Sprintf("%q on the %s: %s", p, scope, r.why)})
		}
	}
	return j
}
