// Package terraform reads Terraform and OpenTofu configuration: who the
// identities are and what runs as them, which credentials the resources make and
// how long those live, which secrets are written out, and what is granted.
//
// A unit is one directory. Its variables have their defaults, or the values of
// the tfvars files that Terraform loads by itself; what depends on anything else
// is unknown. What a resource means is a row of a table, not code.
package terraform

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer is the reader of Terraform directories.
var Analyzer = &nhi.Analyzer{
	Name: "terraform",
	Doc:  "Terraform and OpenTofu: identities, credentials and their lives, literals, grants",
	Reads: []string{
		"identities, trust and grants of AWS, Google Cloud, Azure and Entra, Kubernetes, Vault, Consul, Nomad and MongoDB Atlas",
		"tokens and roles of GitHub, GitLab, Databricks, Snowflake, Datadog, Grafana, Confluent, Auth0, Okta and Cloudflare",
		"credentials that resources make, and their lives, by the version of the provider where it matters",
		"literals in arguments and variables",
		"agents: AgentCore, Bedrock agents, Vertex AI, workloads that call models",
		"gates of AgentCore: policy engines, authorizers, Cedar policies",
	},
	Formats: []nhi.Format{
		{Name: "Terraform, OpenTofu", Files: "*.tf, *.tofu, *.tfvars, *.tf.json", Source: "https://developer.hashicorp.com/terraform/language", Fixture: "aws"},
		{Name: "Provider versions", Files: ".terraform.lock.hcl, required_providers", Source: "https://developer.hashicorp.com/terraform/language/files/dependency-lock", Fixture: "saas"},
	},
	Leaves: "modules from a registry, remote state, variables that only a run knows, other providers",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

func isVars(base string) bool {
	return strings.HasSuffix(base, ".tfvars") || strings.HasSuffix(base, ".tfvars.json")
}

func wants(p string) bool {
	base := path.Base(p)
	return strings.HasSuffix(base, ".tf") || strings.HasSuffix(base, ".tofu") || strings.HasSuffix(base, ".tf.json") ||
		strings.HasSuffix(base, ".tofu.json") || isVars(base)
}

// claims takes every file by its name. A file alone says little: the variable
// that gives a role its meaning stands in another one.
func claims(p string, text []byte) (string, bool) {
	if !wants(p) || bytes.IndexByte(text[:min(len(text), 512)], 0) >= 0 || strings.Contains("/"+p, "/.terraform/") {
		return "", false
	}
	return path.Dir(p), true
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	m, notices := load(u.Key, u.Files)
	r := &reader{module: m, facts: &nhi.Facts{Notices: notices}, grantees: map[string][]holder{}, versions: providerVersions(m, u.Tree)}
	for _, step := range []func(){r.identities, r.grants, r.gates, r.workloads, r.credentials, r.literals} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		step()
	}
	if m.fuel < 0 && len(u.Files) > 0 {
		r.facts.Notices = append(r.facts.Notices, nhi.Notice{Path: u.Files[0].Path, Incomplete: true,
			Reason: "Terraform: this directory evaluates more expressions than the limit; what is left is unknown"})
	}
	return r.facts, nil
}

// reader collects the facts of one module.
type reader struct {
	*module
	facts *nhi.Facts
	// grantees are who holds a policy, by the address of the policy.
	grantees map[string][]holder
	// boundaries are what permissions boundaries leave, by the identity's key, and
	// limits the addresses of policies that are one.
	boundaries map[string]iam.Judgement
	limits     map[string]bool
	// byName are AWS roles and users of the module, made when first asked for.
	byName map[string]string
	// vaultHolders are the roles that name a Vault policy, by its address or name;
	// made when first asked for.
	vaultHolders map[string][]holder
	// vaultDefined are the names of the module's Vault policies.
	vaultDefined map[string]bool
	// aclHeld are the tokens and roles that name a policy of Consul or Nomad; made
	// when first asked for.
	aclHeld map[string][]holder
	// doorways are what lets everybody call workloads, by type and workload; made when
	// first asked for.
	doorways map[string]map[string][]*block
	// models are the identities that may call a model, with the place that says so.
	models map[string]nhi.Span
	// versions are those of the providers that may run, where the module limits them.
	versions map[string]versions
	// emitted are the keys of the identities that are only mentioned.
	emitted map[string]bool
}

// holder is an identity that a policy is attached to, with the way.
type holder struct {
	key  string
	name string
	path []nhi.Step
}

func (r *reader) key(addr string) string { return nhi.TerraformKey(r.dir, addr) }

func (r *reader) edge(kind nhi.EdgeKind, from, to string, at nhi.Span) {
	if from == "" || to == "" || !at.Valid() {
		return
	}
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: nhi.Certain, At: at})
}

// anonymous are labels that modules give to their one resource.
var anonymous = map[string]bool{"this": true, "main": true, "default": true, "self": true}

// title is what a block is called: its name argument when known, else its label,
// or the module's directory where the label says nothing.
func (r *reader) title(b *block, attrs ...string) string {
	for _, a := range attrs {
		if v := r.at(b, a); v.known() && v.text != "" {
			return v.text
		}
	}
	if len(b.labels) > 1 {
		if dir := path.Base(r.dir); anonymous[b.labels[1]] && dir != "." && dir != "/" {
			return dir
		}
		return b.labels[1]
	}
	return b.typ
}

// maxNames is how many instances of a resource a name lists.
const maxNames = 4

// names is title for every instance that for_each makes: "a, b and 3 more".
func (r *reader) names(b *block, attrs ...string) string {
	var all []string
	for _, i := range r.instances(b) {
		all = append(all, r.title(i, attrs...))
	}
	return listed(all)
}

// listed are names, each once, the first few of them.
func listed(names []string) string {
	var all []string
	for _, n := range names {
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	if more := len(all) - maxNames; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(all[:maxNames], ", "), more)
	}
	return strings.Join(all, ", ")
}
