// Package pipelines reads the pipelines of Azure Pipelines, CircleCI and Jenkins:
// which jobs start an agent, as what they run, and which credentials they hold.
// Settings that are kept on the servers (variable groups, contexts, credentials,
// how a service connection logs in) are not in the tree, and unknown.
package pipelines

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer reads one file as one unit, and the templates that it names.
var Analyzer = &nhi.Analyzer{
	Name: "pipelines",
	Doc:  "Azure Pipelines, CircleCI, Jenkins: jobs that start agents, their credentials and connections",
	Reads: []string{
		"azure-pipelines*.yml with the templates it names, .circleci/config.yml, declarative Jenkinsfiles",
		"jobs that start agents, and what they hold: service connections, environment literals, named credentials, OIDC tokens",
	},
	Formats: []nhi.Format{
		{Name: "Azure Pipelines", Files: "azure-pipelines*.yml and the templates it names", Source: "https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/", Fixture: "azure"},
		{Name: "CircleCI", Files: ".circleci/config.yml", Source: "https://circleci.com/docs/reference/configuration-reference/", Fixture: "circleci"},
		{Name: "Jenkins", Files: "declarative Jenkinsfiles", Source: "https://www.jenkins.io/doc/book/pipeline/syntax/", Fixture: "jenkins"},
	},
	Leaves: "variable groups, contexts, credential stores and service connections themselves, which the servers keep; scripted Jenkinsfiles",
	Wants:  func(name string) bool { return platform(name) != "" },
	Claims: claims,
	Run:    run,
}

// limit is the largest file read, in bytes.
const limit = 1 << 20

// The platforms.
const (
	azurePipelines = "azure-pipelines"
	circleCI       = "circleci"
	jenkins        = "jenkins"
)

// platform says by its path which platform reads a file. Azure and Jenkins let
// people choose the name; most keep the usual one, or the usual folders.
func platform(name string) string {
	base := strings.ToLower(path.Base(name))
	ext := path.Ext(base)
	dir := "/" + strings.ToLower(path.Dir(name)) + "/"
	switch yaml := ext == ".yml" || ext == ".yaml"; {
	case yaml && strings.Contains(dir, "/.circleci/"):
		return circleCI
	case yaml && (strings.Contains(base, "azure-pipeline") || strings.Contains(base, "azurepipeline")):
		return azurePipelines
	case yaml && (strings.Contains(dir, "/.azure-pipelines/") || strings.Contains(dir, "/azure-pipelines/") || strings.Contains(dir, "/.pipelines/") ||
		strings.Contains(dir, "/.azuredevops/") || strings.Contains(dir, "/.ado/") || strings.Contains(dir, "/.vsts/")):
		return azurePipelines
	case base == "jenkinsfile", strings.HasPrefix(base, "jenkinsfile") && !yaml && ext != ".md", ext == ".jenkinsfile", ext == ".jenkins", ext == ".groovy":
		return jenkins
	}
	return ""
}

// words are what a file of each platform has to hold.
var words = map[string][]string{
	azurePipelines: {"steps", "jobs", "stages", "extends"},
	circleCI:       {"jobs", "commands"},
	jenkins:        {"pipeline {", "pipeline{", "node(", "node {", "withCredentials"},
}

func claims(name string, text []byte) (string, bool) {
	if len(text) > limit {
		return "", false
	}
	for _, w := range words[platform(name)] {
		if bytes.Contains(text, []byte(w)) {
			return name, true
		}
	}
	return "", false
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		switch platform(f.Path) {
		case azurePipelines:
			readAzure(f, u.Tree, facts)
		case circleCI:
			readCircle(f, facts)
		case jenkins:
			readJenkins(f, facts)
		}
	}
	return facts, nil
}

// stem is a file's name without the extension of its format: Jenkinsfile.release
// is one of several Jenkinsfiles.
func stem(file string) string {
	base := path.Base(file)
	if platform(base) == jenkins && path.Ext(base) != ".groovy" {
		return base
	}
	return strings.TrimSuffix(base, path.Ext(base))
}

// maxJobs is how many jobs of one file are read. People write some dozens.
const maxJobs = 2000
