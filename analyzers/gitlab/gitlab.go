// Package gitlab reads the pipelines of GitLab CI: which jobs start an agent, as
// what they run, and which credentials they hold. It follows local includes,
// extends, defaults, references and anchors; includes of other projects and of
// addresses, components and the settings of the project (protected and masked
// variables, what the job token may do) are not in the tree, and unknown.
package gitlab

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer reads all pipelines of a tree as one unit, for they include each other.
var Analyzer = &nhi.Analyzer{
	Name: "gitlab",
	Doc:  "GitLab CI: jobs that start agents, ID tokens, secrets, variables",
	Reads: []string{
		"jobs that start agents, and what they hold: ID tokens, secrets, variables",
		"local includes, extends, defaults, references and anchors",
	},
	Formats: []nhi.Format{
		{Name: "GitLab CI", Files: ".gitlab-ci.yml and what it includes", Source: "https://docs.gitlab.com/ci/yaml/", Fixture: "agents"},
	},
	Leaves: "includes of other projects and addresses, components, and the settings of the project",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

// wants accepts the files that GitLab reads by itself, those that are called like
// them, and those of the folders that people keep parts in.
func wants(name string) bool {
	base := path.Base(name)
	if ext := path.Ext(base); ext != ".yml" && ext != ".yaml" {
		return false
	}
	if strings.Contains(base, "gitlab-ci") {
		return true
	}
	dir := "/" + path.Dir(name) + "/"
	return strings.Contains(dir, "/.gitlab/ci/") || strings.Contains(dir, "/.gitlab-ci/") || strings.Contains(dir, "/gitlab-ci/")
}

// limit is the largest file read, in bytes: GitLab's own is 1 MiB.
const limit = 1 << 20

func claims(name string, text []byte) (string, bool) {
	if !wants(name) || len(text) > limit {
		return "", false
	}
	for _, word := range [...]string{"script", "include", "variables", "extends", "run:"} {
		if bytes.Contains(text, []byte(word)) {
			return "gitlab-ci", true
		}
	}
	return "", false
}

// main says whether a file is one that GitLab starts from.
func main(name string) bool {
	base := path.Base(name)
	return base == ".gitlab-ci.yml" || base == ".gitlab-ci.yaml"
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	r := &reader{tree: u.Tree, facts: &nhi.Facts{}, files: map[string]*nhi.File{}, parsed: map[string]*source{}, reached: map[string]bool{}}
	for _, f := range u.Files {
		r.files[f.Path] = f
	}
	// Files that nobody includes come last, and alone.
	for _, first := range [...]bool{true, false} {
		for _, f := range u.Files {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if main(f.Path) == first && !r.reached[f.Path] {
				r.pipeline(f)
			}
		}
	}
	return r.facts, nil
}
