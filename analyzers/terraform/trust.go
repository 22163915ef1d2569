package terraform

import (
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// trustReaders are resources that say who may become an identity, or be taken for
// one, by type: why it is too many, and where that is written; empty when it is
// not.
var trustReaders = map[string]func(*reader, *block) (why string, at nhi.Span){
	"azuread_application_flexible_federated_identity_credential": (*reader).flexible,
	"vault_approle_auth_backend_role":                            (*reader).bareRole,
	"vault_spiffe_auth_backend_role":                             (*reader).anyWorkload,
	"vault_jwt_auth_backend_role":                                (*reader).anyClaim,
	"vault_oauth_resource_server_config_profile":                 (*reader).anyAudience,
	"aws_bedrockagentcore_agent_runtime":                         (*reader).anyClient,
	"aws_bedrockagentcore_gateway":                               (*reader).anyClient,
}

// trusted makes the grant of an identity that trusts too many.
func (r *reader) trusted(b *block, read func(*reader, *block) (string, nhi.Span)) {
	if b.partial {
		return
	}
	why, at := read(r, b)
	if why == "" {
		return
	}
	if !at.Valid() {
		at = b.head
	}
	key, system := r.id(b), "vault"
	switch {
	case strings.HasPrefix(b.labels[0], "azuread_"):
		system = "azure"
		if app := r.principal(r.at(b, "application_id"), ""); app != "" {
			key = app
		}
	case strings.HasPrefix(b.labels[0], "aws_"):
		system = "aws"
	}
	r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("grant", r.id(b), "trust"), Identity: key, System: system,
		Name: r.title(b, "role_name", "name", "display_name", "profile_name", "agent_runtime_name"), Hazards: []string{iam.OpenTrust}, Why: why, Confidence: nhi.Certain,
		Attributes: map[string]string{"trust": "true", "address": b.address()}, At: at, Related: []nhi.Step{{At: b.head, Note: b.label()}}})
}

// subjectMatch is the part of a matching expression that is about the subject.
// https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials
var subjectMatch = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*claims\['sub'\]\s+matches\s+'([^']*)'\s*$`) })

func (r *reader) flexible(b *block) (string, nhi.Span) {
	v := r.at(b, "claims_matching_expression")
	m := subjectMatch().FindStringSubmatch(v.lit())
	if m == nil {
		return "", nhi.Span{} // exact, or several claims together
	}
	return iam.OpenSubject(m[1]), v.span
}

// bareRole: without a SecretID the RoleID alone logs in, unless an address is
// asked for. https://developer.hashicorp.com/vault/api-docs/auth/approle#bind_secret_id
func (r *reader) bareRole(b *block) (string, nhi.Span) {
	v := r.at(b, "bind_secret_id")
	if v.lit() != "false" || r.has(b, []string{"secret_id_bound_cidrs", "token_bound_cidrs", "bound_cidr_list", "bound_cidrs"}) {
		return "", nhi.Span{}
	}
	return "whoever knows the RoleID, which is no secret, may log in", v.span
}

// anyWorkload: + stands for a segment of a SPIFFE ID, * for the rest.
func (r *reader) anyWorkload(b *block) (string, nhi.Span) {
	for _, v := range r.at(b, "workload_id_patterns").each() {
		for p := range strings.SplitSeq(v.lit(), ",") {
			if p = strings.TrimSpace(p); p != "" && strings.Trim(p, "+*/") == "" {
				return "every workload of the trust domain may log in", v.span
			}
		}
	}
	return "", nhi.Span{}
}

// callerClaims name who a token is for; a pattern in one of the others is a matter
// of what it may be used for.
var callerClaims = map[string]bool{"sub": true, "repository": true, "project_path": true, "kubernetes.io/serviceaccount/service-account.name": true}

// anyClaim: claims are patterns where the type says so, and all of them have to
// fit. https://developer.hashicorp.com/vault/api-docs/auth/jwt#bound_claims_type
func (r *reader) anyClaim(b *block) (string, nhi.Span) {
	claims := r.at(b, "bound_claims")
	if r.at(b, "bound_claims_type").lit() != "glob" || r.has(b, []string{"bound_subject"}) || claims == nil || claims.kind != object {
		return "", nhi.Span{}
	}
	why, at := "", nhi.Span{}
	for _, f := range claims.fields {
		open := ""
		for _, v := range f.val.each() {
			switch {
			case !v.known() || !callerClaims[f.key]:
			case f.key == "sub":
				open = iam.OpenSubject(v.text)
			case strings.Contains(v.text, "*"):
				open = "the pattern \"" + v.text + "\" does not name the caller"
			}
		}
		if open == "" {
			return "", nhi.Span{} // this one narrows it
		}
		why, at = open, f.val.span
	}
	return why, at
}

// anyAudience: "If specified, the JWT must contain at least one of these
// audiences."
func (r *reader) anyAudience(b *block) (string, nhi.Span) {
	if v := r.at(b, "audiences"); !v.absent() && !(v.kind == list && len(v.items) == 0) || r.at(b, "enabled").lit() == "false" {
		return "", nhi.Span{}
	}
	return "tokens of the issuer are taken whomever they are for (no audiences)", r.at(b, "issuer_id").spanOr(b.head)
}

// anyClient: of an authorizer, only the issuer is demanded.
// https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CustomJWTAuthorizerConfiguration.html
func (r *reader) anyClient(b *block) (string, nhi.Span) {
	for _, a := range r.nested(b, "authorizer_configuration") {
		for _, jwt := range r.nested(a, "custom_jwt_authorizer") {
			url := r.at(jwt, "discovery_url")
			if url.absent() || r.has(jwt, []string{"allowed_audience", "allowed_clients", "allowed_scopes"}) || len(r.nested(jwt, "custom_claim")) > 0 || r.has(jwt, []string{"custom_claim"}) {
				continue
			}
			return "every token of the issuer is taken (no allowed_audience, allowed_clients or allowed_scopes)", url.spanOr(b.head)
		}
	}
	return "", nhi.Span{}
}

// federations are resources that name the one subject that may become an
// application or an identity.
var federations = map[string]string{"azuread_application_federated_identity_credential": "application_id", "azurerm_federated_identity_credential": "user_assigned_identity_id"}

// federated relates an identity to the issuer that it trusts, and a pod's account
// to the role that the cluster gives it.
// https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html
func (r *reader) federated(b *block) {
	if b.labels[0] == "aws_eks_pod_identity_association" {
		ns, name, role := r.at(b, "namespace"), r.at(b, "service_account"), r.at(b, "role_arn")
		if ns.known() && !name.absent() {
			r.edge(nhi.Reaches, r.principal(name, ns.text), r.principal(role, ""), role.spanOr(b.head))
		}
		return
	}
	of := r.at(b, federations[b.labels[0]])
	if of.absent() {
		of = r.at(b, "parent_id") // before version 5 of azurerm
	}
	if issuer := r.at(b, "issuer"); issuer.known() {
		r.edge(nhi.Trusts, r.principal(of, ""), nhi.Key("issuer", issuer.text), issuer.spanOr(b.head))
	}
	r.admits(r.principal(of, ""), r.at(b, "issuer").lit(), r.at(b, "subject"), b.head)
}
