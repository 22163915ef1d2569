// Package actions reads the workflows of GitHub Actions: which jobs run a coding
// agent, by an action or a command line, who can start it, what its token may do,
// which secrets and cloud roles it gets, and what is switched off around it. Local
// reusable workflows and composite actions are read where they are used. Nothing
// is fetched: what stands in other repositories is unknown. The hardening of
// workflows in general is left to others.
package actions

import (
	"bytes"
	"context"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Analyzer reads the workflows of one repository as one unit.
var Analyzer = &nhi.Analyzer{
	Name: "actions",
	Doc:  "GitHub Actions: jobs that run agents, their triggers, permissions, secrets and cloud logins",
	Reads: []string{
		"agent steps, by action or command line, and the jobs around them",
		"triggers, conditions on who may start a job, checkouts of a pull request's head",
		"permissions, environments, secrets, cloud logins by OIDC and by key",
		"local reusable workflows and composite actions, where they are used",
	},
	Formats: []nhi.Format{
		{Name: "Workflow", Files: ".github/workflows/*.yml", Source: "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax", Fixture: "triage"},
		{Name: "Reusable workflow, composite action", Files: "where a job or a step uses it", Source: "https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax", Fixture: "called"},
		{Name: "claude-code-action", Files: "step of a job", Source: "https://github.com/anthropics/claude-code-action/blob/main/docs/usage.md", Fixture: "triage"},
		{Name: "codex-action", Files: "step of a job", Source: "https://github.com/openai/codex-action", Fixture: "codex"},
		{Name: "run-gemini-cli", Files: "step of a job", Source: "https://github.com/google-github-actions/run-gemini-cli", Fixture: "gemini"},
		{Name: "Copilot", Files: "copilot-setup-steps.yml, command lines", Source: "https://docs.github.com/en/copilot/how-tos/use-copilot-agents/coding-agent/customize-the-agent-environment", Fixture: "copilot"},
		{Name: "Command lines of agents", Files: "run: of a step", Source: "https://code.claude.com/docs/en/cli-reference", Fixture: "commands"},
	},
	Leaves: "workflows and actions of other repositories, settings of the repository and its environments, scripts of steps beyond agents' command lines, what is compiled from agentic workflows (*.lock.yml)",
	Wants:  func(name string) bool { _, _, ok := kind(name); return ok },
	Claims: claims,
	Run:    run,
}

// limit is the largest file read, in bytes: GitHub takes workflows of half a
// megabyte.
const limit = 1 << 20

const workflows = ".github/workflows/"

// kind says what a path is: a workflow or an action, and of which repository.
func kind(name string) (root string, action, ok bool) {
	ext := path.Ext(name)
	if ext != ".yml" && ext != ".yaml" || strings.HasSuffix(name, ".lock.yml") {
		return "", false, false // a .lock.yml is compiled from Markdown, which is read itself
	}
	dir, base := path.Split(name)
	if strings.HasSuffix("/"+dir, "/"+workflows) {
		return strings.TrimSuffix(dir, workflows), false, true
	}
	if base != "action.yml" && base != "action.yaml" {
		return "", false, false
	}
	if i := strings.Index("/"+dir, "/.github/"); i >= 0 {
		return dir[:i], true, true
	}
	return dir, true, true
}

func claims(name string, text []byte) (string, bool) {
	root, action, ok := kind(name)
	if !ok || len(text) > limit {
		return "", false
	}
	if action && !bytes.Contains(text, []byte("steps:")) || !action && !bytes.Contains(text, []byte("jobs:")) {
		return "", false
	}
	return root + ".github", true
}

// reader collects the facts of one repository.
type reader struct {
	// root is the folder above .github, with a slash at its end, or empty.
	root  string
	tree  nhi.Tree
	facts *nhi.Facts

	byPath  map[string]*workflow
	actions map[string]*tree.Node
	// workflow is the one that is read.
	workflow *workflow
	// agents by key: a workflow that several others call is read for each.
	agents map[string]*nhi.Agent
	// seen are the keys of facts, and of edges and notices, that are stated.
	seen map[string]bool
	// checked are the steps that were looked at for who looks somebody up.
	checked map[*tree.Node]bool
	// literals are the keys of literal credentials by the node that is one.
	literals map[*tree.Node]string
	// credentials are the secrets of CI that are stated, by key.
	credentials map[string]*nhi.Credential
	// publishes says that the repository is an action itself.
	publishes bool
	// budget is how many nodes of expressions are evaluated, and calls how many
	// workflows are read for a caller.
	budget, calls int
}

// workflow is one file.
type workflow struct {
	file *nhi.File
	// stem is the file's name. What follows is there once the file is loaded.
	stem   string
	loaded bool
	root   *tree.Node
	// name is what the file calls it.
	name     string
	triggers []trigger
	// called says that another workflow calls it; callable that it may be.
	called, callable bool
}

// Limits on what one repository costs. The largest public ones have some hundred
// workflows, and GitHub itself allows 50 calls from one.
const (
	maxBudget = 2_000_000
	maxCalls  = 2_000
	maxDepth  = 10
	maxSteps  = 2_000
)

var (
	errMatrix    = errors.New("expected a matrix of at most 64 values a key")
	errRecursion = errors.New("expected workflows that do not call each other in a circle")
	errCalls     = errors.New("expected at most 2,000 calls of workflows")
	errBudget    = errors.New("expected at most 2,000,000 evaluations of expressions in a repository")
	errSteps     = errors.New("expected at most 2,000 steps in a job")
)

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	r := &reader{
		root: strings.TrimSuffix(u.Key, ".github"), tree: u.Tree, facts: &nhi.Facts{},
		byPath: map[string]*workflow{}, actions: map[string]*tree.Node{}, agents: map[string]*nhi.Agent{},
		seen: map[string]bool{}, checked: map[*tree.Node]bool{}, literals: map[*tree.Node]string{}, credentials: map[string]*nhi.Credential{}, budget: maxBudget,
	}
	if r.nested() {
		return r.facts, nil
	}
	r.publishes = len(u.Tree.Glob(r.root+"action.y*ml")) > 0
	var list []*workflow
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if _, action, _ := kind(f.Path); action {
			if root := r.yaml(f); root != nil {
				r.actions[path.Dir(f.Path)] = root
				r.stepLiterals(root.Get("runs", "steps"), nil)
			}
			continue
		}
		w := r.add(f)
		if telling(f.Bytes()) {
			list = append(list, w)
		}
	}
	for _, w := range list {
		if r.load(w); w.root == nil {
			continue
		}
		r.workflowLiterals(w.root)
		for _, j := range w.root.Get("jobs").Entries() {
			if callee := r.byPath[r.local(j.Value.Get("uses").Str())]; callee != nil {
				callee.called = true
			}
		}
	}
	for _, w := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		switch {
		case w.root == nil:
		case len(w.triggers) > 0:
			r.read(w, r.start(w))
		case !w.called:
			// Called from other repositories, if at all: who starts it is unknown.
			r.read(w, &call{scope: &scope{called: w.callable}, path: []*workflow{w}})
		}
	}
	return r.facts, nil
}

// nested says whether the folder lies in a repository that has workflows itself:
// GitHub runs those at the top and no others, so these are templates and copies.
// A folder that is scanned by itself is the top of what is asked about.
func (r *reader) nested() bool {
	for dir := path.Clean(r.root); r.root != "" && dir != "." && dir != "/"; {
		dir = path.Dir(dir)
		if slices.ContainsFunc(r.tree.Glob(path.Join(dir, workflows, "*.y*ml")), r.tree.Listed) {
			return true
		}
	}
	return false
}

// add makes a workflow of a file.
func (r *reader) add(f *nhi.File) *workflow {
	base := path.Base(f.Path)
	w := &workflow{file: f, stem: strings.TrimSuffix(base, path.Ext(base))}
	r.byPath[f.Path] = w
	return w
}

// find is the workflow at a path, read, whether or not it belongs to what is
// scanned; nil when it is not there.
func (r *reader) find(name string) *workflow {
	w := r.byPath[name]
	if w == nil {
		if _, action, ok := kind(name); !ok || action {
			return nil
		}
		f, err := r.tree.Read(name)
		if err != nil || f.Len() > limit {
			return nil
		}
		w = r.add(f)
	}
	if r.load(w); w.root == nil {
		return nil
	}
	return w
}

// load reads a workflow's file. Most of a repository's workflows have nothing to
// tell here, and are read only if another one calls or follows them.
func (r *reader) load(w *workflow) {
	if w.loaded {
		return
	}
	w.loaded = true
	if w.root = r.yaml(w.file); w.root == nil {
		return
	}
	w.name = w.root.Get("name").Str()
	for _, t := range triggers(w.root.Get("on")) {
		if t.event == "workflow_call" {
			w.callable = true
			continue
		}
		w.triggers = append(w.triggers, t)
	}
}

// yaml is the first document of a file.
func (r *reader) yaml(f *nhi.File) *tree.Node {
	docs, notices := tree.YAML(f)
	for _, n := range notices {
		if n.Incomplete {
			n.Relevant = true
			r.facts.Notices = append(r.facts.Notices, n)
		}
	}
	if len(docs) == 0 || docs[0].Root == nil || docs[0].Root.Kind != tree.Mapping {
		return nil
	}
	return docs[0].Root
}

// local is the path of a workflow or action of this repository, or empty.
func (r *reader) local(uses string) string {
	rest, ok := strings.CutPrefix(uses, "./")
	if !ok {
		return ""
	}
	p := path.Clean(rest)
	if p == ".." || strings.HasPrefix(p, "../") {
		return ""
	}
	return path.Join(r.root, p)
}

// action is the definition of a local action, nil when it is not there.
func (r *reader) action(dir string) *tree.Node {
	if n, ok := r.actions[dir]; ok {
		return n
	}
	var found *tree.Node
	for _, base := range [...]string{"action.yml", "action.yaml"} {
		f, err := r.tree.Read(path.Join(dir, base))
		if err == nil && f.Len() <= limit {
			found = r.yaml(f)
			break
		}
	}
	r.actions[dir] = found
	return found
}

// once says whether a fact is new.
func (r *reader) once(key string) bool {
	if r.seen[key] {
		return false
	}
	r.seen[key] = true
	return true
}

// notice says that something at a place was not read.
func (r *reader) notice(at nhi.Span, reason error) {
	if reason == errSyntax || !at.Valid() {
		return // GitHub refuses it too, and says so
	}
	n := nhi.Notice{Path: at.File.Path, Line: at.File.LineOf(at.Start), Reason: reason.Error(), Incomplete: true}
	if r.once("notice " + n.Path + " " + n.Reason) {
		r.facts.Notices = append(r.facts.Notices, n)
	}
}

func (r *reader) edge(kind nhi.EdgeKind, from, to string, at nhi.Span) {
	if r.once("edge " + string(kind) + " " + from + " " + to) {
		r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: nhi.Certain, At: at})
	}
}
