package codingagent

import (
	"bytes"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// goose reads the settings of goose. Running everything without asking is its
// default; only a file that says so counts.
// https://block.github.io/goose/docs/guides/goose-permissions
func (r *reader) goose() {
	root := r.root()
	if root == nil {
		return
	}
	r.settings("settings of a coding agent", r.first(root))
	if f := root.Field("GOOSE_MODE"); f != nil && f.Value.Str() == "auto" {
		r.off("approval", "GOOSE_MODE: auto", f.Span(), "every action runs without confirmation", "https://block.github.io/goose/docs/guides/goose-permissions")
	}
	r.literals("file", root)
	for _, e := range root.Get("extensions").Entries() {
		r.extension(e.Value)
	}
}

// extension reads the credentials that an extension is given. env_keys names
// those that goose keeps in the system's key store.
func (r *reader) extension(n *tree.Node) {
	r.literals("env", n.Get("envs"))
	r.literals("header", n.Get("headers"))
}

// isRecipe looks for the fields without which goose takes no recipe.
// https://block.github.io/goose/docs/guides/recipes/recipe-reference
func isRecipe(text []byte) bool {
	line := func(key string) bool {
		return bytes.HasPrefix(text, []byte(key)) || bytes.Contains(text, []byte("\n"+key))
	}
	return line("title:") && line("description:") && (line("instructions:") || line("prompt:"))
}

// recipe reads a recipe: an agent with its instructions, its extensions and the
// recipes that it hands tasks to.
func (r *reader) recipe() {
	root := r.root()
	title := root.Get("title").Str()
	if title == "" || root.Get("instructions").Str() == "" && root.Get("prompt").Str() == "" {
		return
	}
	r.definition("definition", title, "a goose recipe", root.Field("title").Span())
	for _, n := range root.Get("extensions").Each() {
		r.extension(n)
		if kind := n.Get("type").Str(); (kind == "builtin" || kind == "platform") && n.Get("name").Str() == "developer" {
			r.shellTool(anyCommand, []rule{{text: "developer", at: n.Span}}, nil, nil)
		}
	}
	for _, n := range root.Get("sub_recipes").Each() {
		p := n.Get("path").Str()
		if p = path.Join(path.Dir(r.f.Path), p); !strings.HasPrefix(p, "..") && !strings.Contains(p, "{{") {
			r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: nhi.DelegatesTo, From: r.agent.Key, To: nhi.Key("coding-agent", p), Confidence: nhi.Certain, At: n.Span})
		}
	}
	var found []creds.Found
	for _, key := range [...]string{"instructions", "prompt", "activities"} {
		n := root.Get(key)
		if n == nil {
			continue
		}
		if found == nil {
			if found = creds.Scan(r.f); len(found) == 0 {
				return
			}
		}
		for _, x := range found {
			if x.Span.Overlaps(n.Span) {
				r.hold(x.Credential("", "prompt"))
			}
		}
	}
}
