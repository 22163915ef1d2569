// Package terraform reads Terraform and OpenTofu configuration: who the
// identities are and what runs as them, which credentials the resources make and
// how long those live, which secrets are written out, and what is granted.
//
// All files of a tree are one unit. A directory that no other calls is a root: it
// is evaluated with all modules that it calls, once for each variable file that
// somebody may give to it, else with the defaults and the files that Terraform
// loads by itself; what depends on anything else is unknown. What a resource means
// is a row of a table, not code.
package terraform

import (
	"bytes"
	"context"
	"path"
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
		"configurations of providers by alias: the account, project or subscription that a resource is made in",
		"modules of the tree, every tfvars file as an environment, plans printed as JSON",
	},
	Formats: []nhi.Format{
		{Name: "Terraform, OpenTofu", Files: "*.tf, *.tofu, *.tfvars, *.tf.json", Source: "https://developer.hashicorp.com/terraform/language", Fixture: "aws"},
		{Name: "Provider versions", Files: ".terraform.lock.hcl, required_providers", Source: "https://developer.hashicorp.com/terraform/language/files/dependency-lock", Fixture: "saas"},
	},
	Leaves: "modules from a registry, remote state, variables that only a run knows, other providers",
	Wants:  wants,
	Claims: claims,
	Run:    run,

	Rendered: true,
	Measure:  measure,
}

func isVars(base string) bool {
	return strings.HasSuffix(base, ".tfvars") || strings.HasSuffix(base, ".tfvars.json")
}

func wants(p string) bool { return strings.HasSuffix(p, ".json") || isConfig(p) }

// isConfig says whether a file is configuration, or values of its variables.
func isConfig(p string) bool {
	base := path.Base(p)
	return strings.HasSuffix(base, ".tf") || strings.HasSuffix(base, ".tofu") || strings.HasSuffix(base, ".tf.json") ||
		strings.HasSuffix(base, ".tofu.json") || isVars(base)
}

// claims takes every file by its name. A file alone says little: the variable
// that gives a role its meaning stands in another one, and whoever calls its
// directory in another directory. So all files are one unit.
func claims(p string, text []byte) (string, bool) {
	if bytes.IndexByte(text[:min(len(text), 512)], 0) >= 0 || strings.Contains("/"+p, "/.terraform/") {
		return "", false
	}
	return ".", isConfig(p) || isPlan(p, text)
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	f := plant(u.Files, u.Tree)
	facts := &nhi.Facts{}
	for _, name := range sortedKeys(f.dirs) {
		d := f.dirs[name]
		facts.Notices = append(facts.Notices, d.notices...)
		r := &reader{world: bare(f, d), facts: facts}
		r.literals(d)
	}
	for _, part := range f.worlds(ctx, func(w *world) *nhi.Facts { return worldFacts(ctx, w) }) {
		facts.Add(part)
	}
	return facts, ctx.Err()
}

// worldFacts are the facts of one world.
func worldFacts(ctx context.Context, w *world) *nhi.Facts {
	r := &reader{world: w, facts: &nhi.Facts{}, grantees: map[string][]holder{}, versions: w.providerVersions()}
	for _, step := range []func(){r.identities, r.grants, r.gates, r.workloads, r.credentials, r.secretObjects} {
		if ctx.Err() != nil {
			return r.facts
		}
		step()
	}
	if w.fuel < 0 && len(w.root.blocks) > 0 {
		w.notice(w.root.blocks[0].head, "this root evaluates more expressions than the limit; what is left is unknown")
	}
	for n := range w.told {
		r.facts.Notices = append(r.facts.Notices, n)
	}
	return r.facts
}

// reader collects the facts of one world.
type reader struct {
	*world
	facts *nhi.Facts
	// grantees are who holds a policy, by the address of the policy.
	grantees map[string][]holder
	// boundaries are what permissions boundaries leave, by the identity's key, and
	// limits the addresses of policies that are one.
	boundaries map[string]iam.Judgement
	limits     map[string]bool
	// byName are AWS roles and users made when first asked for.
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

// id is the key of a block.
func (r *reader) id(b *block) string {
	if b.id == "" {
		b.id = r.key(b.address())
	}
	return b.id
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
	if len(b.labels) < 2 {
		return b.typ
	}
	if anonymous[b.labels[1]] && b.m != nil {
		if b.m.call != nil {
			return b.m.name
		}
		if dir := path.Base(b.m.path); dir != "." && dir != "/" {
			return dir
		}
	}
	return b.labels[1]
}
