// Package cloudformation reads CloudFormation and SAM templates: who the
// identities are and what runs as them, which credentials the resources make,
// which secrets are written out, and what is granted.
//
// All templates of a tree are one unit: stacks nest and import from each other.
// A template that no other one nests is a stack of its own; its parameters have
// their defaults. Of a condition that a deployment decides both branches count,
// and something is absent where it is absent in both. What a resource means is a
// row of a table, not code.
package cloudformation

import (
	"bytes"
	"context"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer is the reader of templates.
var Analyzer = &nhi.Analyzer{
	Name: "cloudformation",
	Doc:  "CloudFormation and SAM templates, with nested stacks and CDK output",
	Reads: []string{
		"identities, trust and grants of IAM, with permissions boundaries; what SAM and its policy templates make",
		"resource policies that let everybody in",
		"access keys, sessions and refresh tokens, and their lives",
		"literals in properties, defaults of parameters, mappings, outputs and user data",
		"agents: Bedrock agents and flows, AgentCore, workloads that call models; what guards them",
	},
	Formats: []nhi.Format{
		{Name: "CloudFormation", Files: "*.yaml, *.yml, *.json, *.template with Resources of AWS types", Source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html", Fixture: "iam"},
		{Name: "AWS SAM", Files: "templates with the serverless transform", Source: "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html", Fixture: "sam"},
		{Name: "CDK output", Files: "*.template.json of a cloud assembly", Source: "https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html", Fixture: "cdk"},
	},
	Leaves: "macros, Fn::ForEach and SAM connectors, templates behind a URL, parameters files, StackSets, service control policies",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

var extensions = map[string]bool{".yaml": true, ".yml": true, ".json": true, ".template": true}

func wants(p string) bool { return extensions[path.Ext(p)] && !copied(p) }

// assetFolder is what CDK copies into a cloud assembly, templates of the
// application among it.
var assetFolder = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(^|/)cdk\.out/(.*/)?asset\.[^/]+/`) })

// copied says by its path whether a file is a tool's copy of another one.
func copied(p string) bool {
	return strings.Contains("/"+p, "/.aws-sam/") || assetFolder().MatchString(p)
}

var (
	resourcesKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^Resources[ \t]*:|"Resources"[ \t\r\n]*:`) })
	typed        = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`Type["']?[ \t\r\n]*:[ \t\r\n]*["']?(AWS|Alexa|Custom)::`)
	})
)

// claims takes what has resources of a CloudFormation type. A unit is the whole
// tree: which templates are nested in others is known when all are seen.
func claims(p string, text []byte) (string, bool) {
	if !wants(p) || !bytes.Contains(text, []byte("::")) || !bytes.Contains(text, []byte("Resources")) {
		return "", false
	}
	return ".", resourcesKey().Match(text) && typed().Match(text)
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	f := grow(u)
	r := &reader{forest: f, facts: &nhi.Facts{Notices: f.notices}, grantees: map[string][]aws.Holder{}, used: map[*template]map[string]bool{}, limits: map[string]*iam.Judgement{}, boundaries: map[string]iam.Judgement{},
		models: map[string]nhi.Span{}, emitted: map[string]bool{}, agents: map[string]*nhi.Agent{}, tools: map[string]nhi.Span{}, others: map[*stack][]optional{}}
	for _, step := range []func(*stack){r.identities, r.bounds, r.attachments, r.grants, r.serving, r.workloads, r.gates, r.credentials} {
		for _, s := range f.stacks {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			step(s)
		}
	}
	r.literals()
	for _, s := range f.stacks {
		if s.starved && s.parent == nil {
			r.facts.Notices = append(r.facts.Notices, nhi.Notice{Path: s.file.Path, Incomplete: true,
				Reason: "CloudFormation: this template evaluates more expressions than the limit; what is left is unknown"})
		}
	}
	return r.facts, nil
}

// reader collects the facts of all stacks.
type reader struct {
	*forest
	facts *nhi.Facts
	// grantees are who holds a managed policy, by its key.
	grantees map[string][]aws.Holder
	// limits are what the boundaries of identities leave, boundaries what the managed
	// policies that are such let through, by key.
	limits     map[string]*iam.Judgement
	boundaries map[string]iam.Judgement
	// models are the identities that may call a model, with the place that says so.
	models map[string]nhi.Span
	// emitted are the keys of the identities that are only mentioned.
	emitted map[string]bool
	// agents are the workloads by key.
	agents map[string]*nhi.Agent
	// tools are the functions that agents call, with the place that says so.
	tools map[string]nhi.Span
	// others are the workloads of a stack that have a condition.
	others map[*stack][]optional
	// used are the logical ids that a template names; made when first asked for.
	used map[*template]map[string]bool
}

func (r *reader) edge(kind nhi.EdgeKind, from, to string, v *value) {
	if from == "" || to == "" || from == to || !v.span.Valid() {
		return
	}
	confidence := nhi.Certain
	if v.guess {
		confidence = nhi.Guess - 10
	}
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: confidence, At: v.span})
}
