package terraform

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// openRow is an AWS resource with a policy of its own: who may use it.
type openRow struct {
	policy string
	// domain rows are search domains, or name one: inside a network, or with
	// fine-grained access control, an open policy is what AWS recommends.
	domain string
}

// openRows leave out buckets, web APIs and public registries and layers, which
// are made to be read by everybody, and endpoints and file systems, whose
// policies only narrow what the network lets in. The principal "*" means
// everybody, with or without an account:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
var openRows = map[string]openRow{
	"aws_elasticsearch_domain": {"access_policies", "self"}, "aws_elasticsearch_domain_policy": {"access_policies", "domain_name"},
	"aws_opensearch_domain": {"access_policies", "self"}, "aws_opensearch_domain_policy": {"access_policies", "domain_name"},
	"aws_secretsmanager_secret": {"policy", ""}, "aws_secretsmanager_secret_policy": {"policy", ""},
	"aws_kms_key": {"policy", ""}, "aws_kms_key_policy": {"policy", ""},
	"aws_sqs_queue": {"policy", ""}, "aws_sqs_queue_policy": {"policy", ""},
	"aws_sns_topic": {"policy", ""}, "aws_sns_topic_policy": {"policy", ""},
	"aws_ecr_repository_policy": {"policy", ""}, "aws_cloudwatch_event_bus_policy": {"policy", ""},
}

// open reads the policy of a resource for statements that let everybody in.
func (r *reader) open(b *block, row openRow) {
	if row.domain != "" && r.guarded(b, row.domain) {
		return
	}
	for n, s := range r.statements(r.at(b, row.policy), 0) {
		if !s.At.Valid() {
			s.At = b.head
		}
		key := r.id(b)
		if g := aws.Open(key, r.title(b, "name"), n, s.Statement, []nhi.Step{{At: b.head, Note: b.label()}}); g != nil {
			g.Attributes["address"] = b.address()
			r.facts.Grants = append(r.facts.Grants, g)
		}
	}
}

// guarded says whether something else than the policy of a search domain
// decides who gets in, or may: the domain is not seen here.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
func (r *reader) guarded(b *block, domain string) bool {
	d := b
	if domain != "self" {
		d = nil
		for _, to := range r.at(b, domain).allRefs() {
			if o := r.objects[to.addr]; o != nil && o.typ == "resource" {
				d = o
			}
		}
	}
	if d == nil || d.partial || len(r.nested(d, "vpc_options")) > 0 {
		return true
	}
	fine := r.at(d, "advanced_security_options.enabled")
	on, known := fine.truth()
	return !fine.absent() && (on || !known)
}

// openTo makes the grant of a resource that is open to everybody.
func (r *reader) openTo(b *block, part, system string, actions []string, why string, at nhi.Span) *nhi.Grant {
	if !at.Valid() {
		at = b.head
	}
	key := r.id(b)
	g := &nhi.Grant{Key: nhi.Key("grant", key, "open", part), Identity: key, System: system, Name: r.title(b, "name"),
		Actions: actions, Hazards: []string{iam.OpenResource}, Why: why, Confidence: nhi.Certain,
		Attributes: map[string]string{"trust": "true", "address": b.address()}, At: at, Related: []nhi.Step{{At: b.head, Note: b.label()}}}
	r.facts.Grants = append(r.facts.Grants, g)
	return g
}

// endpointService reads who may connect to a service behind PrivateLink. Where
// each connection waits for an answer, everybody may ask:
// https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests
func (r *reader) endpointService(b *block) {
	if on, ok := r.at(b, "acceptance_required").truth(); !ok || on {
		return
	}
	for _, p := range r.at(b, "allowed_principals").each() {
		if p.lit() == "*" {
			r.openTo(b, "principals", "aws", nil, "anyone may connect to it, and no connection waits to be accepted", p.origin())
			return
		}
	}
}

// invocation reads a permission of a function. A source narrows it, and a
// function URL is a web address:
// https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
func (r *reader) invocation(b *block) {
	p, action := r.at(b, "principal"), r.at(b, "action")
	why := aws.Invokes(p.lit())
	if why == "" || b.partial || strings.EqualFold(action.lit(), "lambda:InvokeFunctionUrl") {
		return
	}
	for _, narrow := range []string{"source_arn", "source_account", "principal_org_id", "function_url_auth_type", "invoked_via_function_url", "event_source_token"} {
		if !r.at(b, narrow).absent() {
			return
		}
	}
	aws.Unsourced(r.openTo(b, "principal", "aws", action.strings(), why, p.span), p.lit())
}

// everybody are Google's principals for all the world:
// https://cloud.google.com/iam/docs/principals-overview#all-users
var everybody = map[string]string{"allUsers": "anyone", "allAuthenticatedUsers": "anyone with a Google account"}

// webRoles let everybody see a site or fetch a package, which is what such a
// grant is for.
var webRoles = []string{"roles/run.invoker", "roles/cloudfunctions.invoker", "roles/iap.httpsResourceAccessor", "roles/artifactregistry.reader",
	"roles/storage.objectViewer", "roles/storage.legacyObjectReader", "roles/compute.imageUser", "roles/apigateway.viewer"}

// googleOpen reads members that are everybody. Buckets are published on purpose,
// and who may act as a service account is read with its grants.
func (r *reader) googleOpen(of, b *block, base string, role *value, members []*value, part string) {
	if strings.HasPrefix(base, "google_storage_") || !role.known() || slices.Contains(webRoles, role.text) || len(r.nested(b, "condition")) > 0 {
		return
	}
	for n, m := range members {
		if who := everybody[m.lit()]; who != "" {
			key := itoa(n)
			if part != "0" {
				key = part + "/" + key
			}
			r.openTo(of, key, "google", []string{role.text}, who+" holds "+role.text+" on it", m.span)
		}
	}
}

// datasetRoles are verbs for the roles of a dataset's access list; another role
// lets one use it.
// https://cloud.google.com/bigquery/docs/access-control-basic-roles#dataset-basic-roles
var datasetRoles = map[string]string{"READER": "read", "WRITER": "change", "OWNER": "own",
	"roles/bigquery.dataViewer": "read", "roles/bigquery.dataEditor": "change", "roles/bigquery.dataOwner": "own"}

// dataset reads the access list of a BigQuery dataset, inline or as a resource
// of its own.
func (r *reader) dataset(b *block) {
	lists := []*block{b}
	if b.labels[0] == "google_bigquery_dataset" {
		lists = r.nested(b, "access")
	}
	for n, a := range lists {
		for _, p := range []string{"special_group", "iam_member"} {
			v := r.at(a, p)
			if who := everybody[v.lit()]; who != "" {
				role := r.at(a, "role")
				may := datasetRoles[role.lit()]
				if may == "" {
					may = "use"
				}
				r.openTo(b, itoa(n), "google", role.strings(), who+" may "+may+" it", v.span)
			}
		}
	}
}
