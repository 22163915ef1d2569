// Package nomad reads job specifications of Nomad, in HCL and in the JSON of its
// API, and the templates and variables of Nomad Pack: each task as a workload
// with what it runs, the identity that Nomad gives it, the Vault role it logs in
// as, and the credentials it holds; and ACL policies and the configuration of
// Nomad's agents. What a template leaves open is unknown.
package nomad

import (
	"bytes"
	"context"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Analyzer reads a job file at a time; a pack's templates and variables together.
var Analyzer = &nhi.Analyzer{
	Name: "nomad",
	Doc:  "Nomad jobs (HCL, JSON) and Nomad Pack templates: what tasks run, as whom, and what they hold",
	Reads: []string{
		"tasks: images, command lines, names of variables, and what is mounted into an agent's container",
		"identity blocks: audience, lifetime, whether the task sees the token",
		"vault blocks of job, group and task: role or policies, namespace; consul blocks",
		"literal credentials in env, meta, templates, arguments, artifacts, service checks and registry logins",
		"what templates read from Vault, Consul and Nomad variables, by path and field",
		"policies: what rules for namespaces, nodes, agents and the operator add up to",
		"agents' configuration: ACLs switched off, an API without TLS, literal tokens of Vault and Consul",
		"defaults of HCL2 variables and of a pack's variables.hcl, and the tasks that read them",
	},
	Formats: []nhi.Format{
		{Name: "Nomad job", Files: "*.nomad, *.nomad.hcl, *.job, other *.hcl with a job block", Source: "https://developer.hashicorp.com/nomad/docs/job-specification", Fixture: "jobs"},
		{Name: "Nomad policy", Files: "*.hcl with rules of an ACL policy", Source: "https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy", Fixture: "cluster"},
		{Name: "Nomad agent", Files: "*.hcl with a server or client block", Source: "https://developer.hashicorp.com/nomad/docs/configuration", Fixture: "cluster"},
		{Name: "Nomad job of the API", Files: "*.json with TaskGroups", Source: "https://developer.hashicorp.com/nomad/api-docs/json-jobs", Fixture: "api"},
		{Name: "Nomad Pack", Files: "*.nomad.tpl, variables.hcl", Source: "https://developer.hashicorp.com/nomad/tools/nomad-pack/create-packs", Fixture: "pack"},
	},
	Leaves: "to which job a policy is bound, files that HCL2 reads, functions in values that may be credentials, templates in files of their own, sidecars of Consul Connect, and every value that a pack's template writes",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

// limit is the largest file read, in bytes: what the HCL parser takes.
const limit = tree.MaxHCL

// packVariables is where a pack declares its variables, beside metadata.hcl:
// https://developer.hashicorp.com/nomad/tools/nomad-pack/create-packs
const packVariables = "variables.hcl"

func wants(p string) bool {
	switch base := path.Base(p); path.Ext(base) {
	case ".nomad", ".job", ".hcl":
		return !tree.ForeignHCL(base)
	case ".tpl":
		return strings.HasSuffix(base, ".nomad.tpl")
	case ".json":
		return true
	}
	return false
}

// claims takes a file with a job at its top.
func claims(p string, text []byte) (string, bool) {
	if !wants(p) || len(text) > limit {
		return "", false
	}
	switch base := path.Base(p); {
	case path.Ext(p) == ".json":
		return p, bytes.Contains(text, []byte(`"TaskGroups"`))
	case path.Ext(p) == ".tpl":
		return "pack " + packDir(p), jobBlock().Match(text)
	case base == packVariables && variableBlock().Match(text):
		return "pack " + path.Dir(p), true
	}
	return p, isJob(text) || isPolicy(text) || isAgent(text)
}

func isJob(text []byte) bool {
	return jobBlock().Match(text) && (bytes.Contains(text, []byte("group")) || bytes.Contains(text, []byte("task")))
}

// packDir is the folder of the pack that a template belongs to.
func packDir(p string) string {
	dir := path.Dir(p)
	if i := strings.LastIndex("/"+dir+"/", "/templates/"); i >= 0 {
		return path.Join(".", ("/" + dir)[:i])
	}
	return dir
}

// A block at the top of a file, with its label: a text, a name, or an action of a
// template that writes one.
var (
	jobBlock      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^job[ \t]+(?:"|\[\[|[\w-]+[ \t]*\{)`) })
	variableBlock = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^variable[ \t]+"`) })
)

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	pack := &scope{key: u.Key, vars: map[string]*variable{}}
	for _, f := range u.Files {
		if path.Base(f.Path) == packVariables {
			_, root, notices := tree.HCL(f)
			facts.Notices = append(facts.Notices, notices...)
			(&reader{file: f, scope: pack, facts: facts}).declare(root)
		}
	}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return facts, err
		}
		if path.Base(f.Path) == packVariables {
			continue
		}
		r := &reader{file: f, facts: facts, scope: pack, counts: map[string]int{}, seen: map[string]bool{}}
		var notices []nhi.Notice
		switch path.Ext(f.Path) {
		case ".json":
			r.root, notices = tree.JSON(f)
		case ".tpl":
			r.root, r.holes, notices = template(f)
		default:
			_, r.root, notices = tree.HCL(f)
			r.scope = &scope{key: f.Path, vars: map[string]*variable{}}
			r.declare(r.root)
			switch text := f.Bytes(); {
			case isJob(text):
				r.evaluate(r.root)
			case isPolicy(text):
				r.policy()
			case isAgent(text) && r.root != nil:
				r.cluster()
			}
		}
		facts.Notices = append(facts.Notices, notices...)
		r.jobs()
	}
	return facts, nil
}

// scope is where a name of a variable means one thing: a job's file or a pack.
type scope struct {
	key  string
	vars map[string]*variable
}

// reader reads one file.
type reader struct {
	file  *nhi.File
	root  *tree.Node
	holes []hole // actions of a pack's template
	scope *scope
	facts *nhi.Facts
	// counts are literals of one place and name; seen the identities that were
	// stated.
	counts map[string]int
	seen   map[string]bool
}

func (r *reader) edge(kind nhi.EdgeKind, from, to string, at nhi.Span) {
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: nhi.Certain, At: at})
}
