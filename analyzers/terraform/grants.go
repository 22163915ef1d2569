package terraform

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

func (r *reader) grants() {
	r.models = map[string]nhi.Span{}
	r.bound()
	r.attachments()
	r.aclRoles()
	for _, b := range r.resources() {
		if granting(b.labels[0]) {
			r.within(b, func() { r.grant(b) })
		}
	}
	// Instances that differ in something else (the project, say) give one grant.
	type same struct {
		identity, name, why string
		at                  nhi.Span
	}
	seen := map[same]bool{}
	r.facts.Grants = slices.DeleteFunc(r.facts.Grants, func(g *nhi.Grant) bool {
		k := same{g.Identity, g.Name, g.Why, g.At}
		old := seen[k]
		seen[k] = true
		return old
	})
}

// granting says whether a resource type may be one of those below, so that
// for_each is only evaluated where it matters.
func granting(kind string) bool {
	_, open := openRows[kind]
	return open || trustReaders[kind] != nil || federations[kind] != "" || switchRows[kind] != nil || scopeRows[kind] != nil || otherGrants[kind] ||
		strings.Contains(kind, "iam") || strings.HasPrefix(kind, "azurerm_role") || strings.HasPrefix(kind, "vault_") || strings.HasPrefix(kind, "kubernetes_")
}

// otherGrants are resource types with a reader of their own.
var otherGrants = map[string]bool{"aws_vpc_endpoint_service": true, "aws_lambda_permission": true,
	"google_bigquery_dataset": true, "google_bigquery_dataset_access": true, "mongodbatlas_database_user": true,
	"confluent_kafka_acl": true, "databricks_grant": true, "databricks_grants": true, "cloudflare_api_token": true, "cloudflare_account_token": true,
	"consul_acl_policy": true, "nomad_acl_policy": true, "aws_eks_pod_identity_association": true}

// grant reads one resource.
func (r *reader) grant(b *block) {
	kind := b.labels[0]
	if row, ok := openRows[kind]; ok {
		r.open(b, row)
		return
	}
	for _, row := range switchRows[kind] {
		r.switched(b, row)
	}
	if read := trustReaders[kind]; read != nil {
		r.trusted(b, read)
	}
	for _, row := range scopeRows[kind] {
		r.scoped(b, row)
	}
	switch {
	case federations[kind] != "" || kind == "aws_eks_pod_identity_association":
		r.federated(b)
	case kind == "cloudflare_api_token" || kind == "cloudflare_account_token":
		r.cloudflare(b)
	case kind == "consul_acl_policy" || kind == "nomad_acl_policy":
		r.aclPolicy(b, aclRows[kind])
	case kind == "confluent_kafka_acl":
		r.kafka(b)
	case kind == "databricks_grant" || kind == "databricks_grants":
		r.unity(b)
	case kind == "aws_vpc_endpoint_service":
		r.endpointService(b)
	case kind == "aws_lambda_permission":
		r.invocation(b)
	case kind == "google_bigquery_dataset" || kind == "google_bigquery_dataset_access":
		r.dataset(b)
	case kind == "mongodbatlas_database_user":
		r.atlas(b)
	case kind == "aws_iam_policy":
		if h := r.orUnattached(b); len(h) > 0 {
			r.awsGrants(r.title(b, "name"), r.at(b, "policy"), h)
		}
	case kind == "aws_iam_role_policy":
		r.inline(b, "role")
	case kind == "aws_iam_user_policy":
		r.inline(b, "user")
	case kind == "aws_iam_group_policy":
		r.inline(b, "group")
	case kind == "aws_iam_role" || kind == "awscc_iam_role":
		r.role(b)
	case strings.HasPrefix(kind, "google_") && (strings.HasSuffix(kind, "_iam_member") || strings.HasSuffix(kind, "_iam_binding")):
		r.google(b)
	case strings.HasPrefix(kind, "google_") && strings.HasSuffix(kind, "_iam_policy"):
		r.googlePolicy(b)
	case kind == "google_iam_workload_identity_pool_provider":
		r.pool(b)
	case kind == "azurerm_role_assignment":
		r.azure(b)
	case kind == "azurerm_role_definition":
		r.azureRole(b)
	case kind == "vault_policy":
		r.vaultPolicy(b)
	case strings.HasPrefix(kind, "vault_") && strings.HasSuffix(kind, "_auth_backend_role"):
		r.vaultNamed(b)
		r.vaultBound(b)
	case kind == "kubernetes_cluster_role_binding" || kind == "kubernetes_cluster_role_binding_v1":
		r.kubernetes(b, iam.Cluster)
	case kind == "kubernetes_role_binding" || kind == "kubernetes_role_binding_v1":
		r.kubernetes(b, iam.Namespace)
	}
}

// attachments finds who holds which policy.
func (r *reader) attachments() {
	add := func(b *block, to, policy *value, a *attr) {
		if policy.absent() {
			return
		}
		for _, i := range to.each() {
			key := r.awsPrincipal(b, i)
			if key == "" {
				continue
			}
			h := holder{key: key, name: i.display(), path: []nhi.Step{{At: b.head, Note: "attached by " + b.label()}}}
			r.within(b, func() { r.attach(b, h, policy, a) })
		}
	}
	for _, b := range r.resources("aws_iam_role_policy_attachment") {
		add(b, r.at(b, "role"), r.at(b, "policy_arn"), b.attr("policy_arn"))
	}
	for _, b := range r.resources("aws_iam_user_policy_attachment") {
		add(b, r.at(b, "user"), r.at(b, "policy_arn"), b.attr("policy_arn"))
	}
	for _, b := range r.resources("aws_iam_role_policy_attachments_exclusive") {
		for _, p := range r.at(b, "policy_arns").each() {
			add(b, r.at(b, "role_name"), p, b.attr("policy_arns"))
		}
	}
	for _, b := range r.resources("aws_iam_policy_attachment") {
		add(b, r.at(b, "roles"), r.at(b, "policy_arn"), b.attr("policy_arn"))
		add(b, r.at(b, "users"), r.at(b, "policy_arn"), b.attr("policy_arn"))
	}
	for _, b := range r.resources("aws_iam_role") {
		for _, p := range r.at(b, "managed_policy_arns").each() {
			r.within(b, func() {
				r.attach(b, holder{key: r.id(b), name: r.title(b, "name"), path: []nhi.Step{{At: b.head, Note: b.label()}}}, p, b.attr("managed_policy_arns"))
			})
		}
	}
}

// awsPrincipal is principal, or the role or user of a name.
func (r *reader) awsPrincipal(b *block, v *value) string {
	if key := r.principal(v, ""); key != "" {
		return key
	}
	if !v.known() || v.text == "" {
		return ""
	}
	if r.byName == nil {
		r.byName = map[string]string{}
		for _, b := range r.resources("aws_iam_user", "aws_iam_role") {
			if name := r.at(b, "name").lit(); name != "" {
				n := r.named(b, name)
				if _, twice := r.byName[n]; twice {
					r.byName[n] = "" // of two environments: nobody can tell
					continue
				}
				r.byName[n] = r.id(b)
			}
		}
	}
	if key := r.byName[r.named(b, v.text)]; key != "" {
		return key
	}
	key := nhi.Key("aws-name", r.dir, strings.TrimSpace(r.named(b, v.text)))
	r.mention(key, v.text, "role", "aws", v.span)
	return key
}

// named is a name with what tells its account from others.
func (r *reader) named(b *block, name string) string {
	a := r.accountOf(b)
	if !a.known {
		return name
	}
	return name + " " + a.mark
}

// attach gives a policy to a holder: one of the module, or one that AWS manages.
func (r *reader) attach(b *block, h holder, policy *value, a *attr) {
	items := policy.each()
	for _, p := range items {
		found := false
		for _, to := range p.allRefs() {
			if to.kind() == "aws_iam_policy" {
				r.grantees[to.addr] = append(r.grantees[to.addr], h)
				found = true
			}
		}
		arn := p.display()
		if i := strings.Index(arn, "}:iam::aws:policy/"); strings.HasPrefix(arn, "arn:${") && i > 0 {
			arn = "arn:aws" + arn[i+1:] // arn:${data.aws_partition.current.partition}:iam::aws:…
		}
		if found || !p.known() && strings.Contains(arn[strings.LastIndexByte(arn, ':')+1:], "${") {
			continue
		}
		at, from := b.here(p, a)
		g := aws.Managed(r.held(h)[0], aws.Part{Text: arn, At: at, From: from})
		if g == nil {
			continue
		}
		r.facts.Grants = append(r.facts.Grants, g)
		if strings.HasPrefix(g.Name, "AmazonBedrock") || strings.HasPrefix(g.Name, "BedrockAgentCore") {
			if _, seen := r.models[h.key]; !seen {
				r.models[h.key] = p.span
			}
		}
	}
}

// orUnattached are the holders of a policy; one that nobody here holds is a
// grant to whom another configuration gives it, unless it is a boundary, which
// gives nothing:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
func (r *reader) orUnattached(b *block) []holder {
	if h := r.grantees[b.address()]; len(h) > 0 || r.limits[b.address()] {
		return h // a boundary gives nothing
	}
	return []holder{{key: r.id(b), name: r.title(b, "name")}}
}

func (r *reader) inline(b *block, to string) {
	v := r.at(b, to)
	key := ""
	if to == "group" {
		key = r.id(b)
	} else if key = r.awsPrincipal(b, v); key == "" {
		key = r.id(b)
	}
	r.awsGrants(r.title(b, "name"), r.at(b, "policy"), []holder{{key: key, name: v.display(), path: []nhi.Step{{At: b.head, Note: b.label()}}}})
}

func (r *reader) role(b *block) {
	key, name := r.id(b), r.title(b, "name", "role_name")
	r.trust(b, key, name, r.at(b, "assume_role_policy"))
	r.trust(b, key, name, r.at(b, "assume_role_policy_document"))
	for _, p := range r.nested(b, "inline_policy") {
		r.awsGrants(r.title(p, "name"), r.at(p, "policy"), []holder{{key: key, name: name, path: []nhi.Step{{At: b.head, Note: b.label()}}}})
	}
}
