// Package analyzers is the one list of analyzers. Each turns the files of one
// language or format into facts; none knows another, or a rule.
package analyzers

import (
	"github.com/nhivet/nhivet/analyzers/actions"
	"github.com/nhivet/nhivet/analyzers/agentfile"
	"github.com/nhivet/nhivet/analyzers/awspolicy"
	"github.com/nhivet/nhivet/analyzers/cedar"
	"github.com/nhivet/nhivet/analyzers/cloudformation"
	"github.com/nhivet/nhivet/analyzers/codingagent"
	"github.com/nhivet/nhivet/analyzers/compose"
	"github.com/nhivet/nhivet/analyzers/dockerfile"
	"github.com/nhivet/nhivet/analyzers/dotenv"
	"github.com/nhivet/nhivet/analyzers/gitlab"
	"github.com/nhivet/nhivet/analyzers/golang"
	"github.com/nhivet/nhivet/analyzers/helm"
	"github.com/nhivet/nhivet/analyzers/kubernetes"
	"github.com/nhivet/nhivet/analyzers/kustomize"
	"github.com/nhivet/nhivet/analyzers/mcp"
	"github.com/nhivet/nhivet/analyzers/nomad"
	"github.com/nhivet/nhivet/analyzers/pipelines"
	"github.com/nhivet/nhivet/analyzers/python"
	"github.com/nhivet/nhivet/analyzers/rego"
	"github.com/nhivet/nhivet/analyzers/secrets"
	"github.com/nhivet/nhivet/analyzers/shell"
	"github.com/nhivet/nhivet/analyzers/terraform"
	"github.com/nhivet/nhivet/analyzers/typescript"
	"github.com/nhivet/nhivet/analyzers/vault"
	"github.com/nhivet/nhivet/internal/nhi"
)

//go:generate env UPDATE=1 go test -run TestFormats .

// All are the analyzers, in order of name.
var All = []*nhi.Analyzer{
	actions.Analyzer,
	agentfile.Analyzer,
	awspolicy.Analyzer,
	cedar.Analyzer,
	cloudformation.Analyzer,
	codingagent.Analyzer,
	compose.Analyzer,
	dockerfile.Analyzer,
	dotenv.Analyzer,
	gitlab.Analyzer,
	golang.Analyzer,
	helm.Analyzer,
	kubernetes.Analyzer,
	kustomize.Analyzer,
	mcp.Analyzer,
	nomad.Analyzer,
	pipelines.Analyzer,
	python.Analyzer,
	rego.Analyzer,
	secrets.Analyzer,
	shell.Analyzer,
	terraform.Analyzer,
	typescript.Analyzer,
	vault.Analyzer,
}
