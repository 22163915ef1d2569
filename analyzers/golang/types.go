package golang

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/nhivet/nhivet/internal/nhi"
)

// goEnv keeps the go command from doing more than reading: no other toolchain,
// no network, no C compiler, no driver, no change of go.mod, no git.
var goEnv = []string{
	"GOTOOLCHAIN=local", "GOPROXY=off", "GOSUMDB=off", "GOVCS=*:off", "CGO_ENABLED=0",
	"GOFLAGS=-mod=readonly -buildvcs=false", "GOPACKAGESDRIVER=off", "GIT_TERMINAL_PROMPT=0",
}

// Types reads the module in a directory with the types of its dependencies. It
// runs the go command, which compiles what is not in the build cache; paths in
// the facts are relative to dir. Packages that do not type-check are read as far
// as they do.
func Types(ctx context.Context, dir string) (*nhi.Facts, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", dir, err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Context: ctx, Dir: abs, Mode: packages.LoadSyntax | packages.NeedModule, Env: append(os.Environ(), goEnv...),
	}, "./...")
	if err != nil {
		return nil, fmt.Errorf("load the Go packages of %s: %w", dir, err)
	}
	prune(pkgs)
	suite := NewSuite(func(name string) string {
		if rel, err := filepath.Rel(abs, name); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
		return filepath.ToSlash(filepath.Base(name))
	})
	graph, err := checker.Analyze(suite.Passes(), pkgs, &checker.Options{})
	if err != nil {
		return nil, fmt.Errorf("analyze the Go packages of %s: %w", dir, err)
	}
	results := map[*packages.Package]map[*analysis.Analyzer]any{}
	for _, act := range graph.Roots {
		if act.Err == nil {
			if results[act.Package] == nil {
				results[act.Package] = map[*analysis.Analyzer]any{}
			}
			results[act.Package][act.Analyzer] = act.Result
		}
	}
	facts := &nhi.Facts{}
	sort.Slice(pkgs, func(i, j int) bool { return pkgs[i].PkgPath < pkgs[j].PkgPath })
	for _, p := range pkgs {
		facts.Add(suite.Facts(results[p]))
		if len(p.Errors) > 0 && len(p.GoFiles) > 0 {
			facts.Notices = append(facts.Notices, nhi.Notice{Path: suite.path(p.GoFiles[0]), Incomplete: true,
				Reason: fmt.Sprintf("package %s does not type-check here", p.PkgPath)})
		}
	}
	return facts, nil
}

// prune leaves only packages of the module in the import maps. The driver would
// run the passes over every dependency, which have no syntax at this level and
// make it panic; types still come from export data.
func prune(pkgs []*packages.Package) {
	roots := map[*packages.Package]bool{}
	for _, p := range pkgs {
		roots[p] = true
	}
	for _, p := range pkgs {
		for path, imp := range p.Imports {
			if !roots[imp] {
				delete(p.Imports, path)
			}
		}
	}
}
