// Package golangci is nhivet as a module plugin of golangci-lint, version 2
// (golangci-lint.run/docs/plugins/module-plugins). It is a module of its own, so
// that nhivet does not depend on the registry of plugins.
package golangci

import (
	"context"
	"time"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/scan"
	"github.com/nhivet/nhivet/internal/vet"
)

func init() { register.Plugin("nhivet", New) }

// New makes the plugin. It has no settings: .nhivet.yaml has them.
func New(any) (register.LinterPlugin, error) { return plugin{}, nil }

type plugin struct{}

// BuildAnalyzers are the analyzers of the plugin.
func (plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	return []*analysis.Analyzer{vet.Analyzer(func(facts *nhi.Facts, files []*nhi.File) ([]*nhi.Finding, error) {
		return scan.Vet(context.Background(), facts, files, time.Now().UTC())
	})}, nil
}

// GetLoadMode asks for packages with types.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
