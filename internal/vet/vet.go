// Package vet lets `go vet -vettool=nhivet` run the Go passes: the go command
// calls the program once for each package, with what is known of its
// dependencies, and this package turns findings into diagnostics. What a finding
// is, it leaves to a judge that is handed in.
package vet

import (
	"fmt"
	"go/token"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/nhivet/nhivet/analyzers/golang"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// Judge turns the facts of one package, and what its files show by themselves, into
// findings, with the rules whose view is a package or less. Paths in the facts are
// relative to the root of the package's module. It applies what the code says to
// ignore.
type Judge func(facts *nhi.Facts, files []*nhi.File) ([]*nhi.Finding, error)

// Called says whether the arguments of the program, without its name, are those
// of the go command asking a vet tool: -V=full, -flags, or options and the
// configuration of one package.
func Called(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := len(args) - 1
	if last == 0 && slices.Contains([]string{"-V=full", "--V=full", "-flags", "--flags"}, args[0]) {
		return true
	}
	// "scan app.cfg" is somebody's own.
	command := slices.ContainsFunc(args[:last], func(a string) bool { return !strings.HasPrefix(a, "-") })
	return strings.HasSuffix(args[last], ".cfg") && !command
}

// Main answers the go command and ends the program. programs are those that it
// hands over to.
func Main(judge Judge, programs ...string) {
	args := os.Args[1:]
	if len(args) == 1 && strings.TrimLeft(args[0], "-") == "V=full" {
		if err := version(os.Stdout, programs); err != nil {
			fmt.Fprintln(os.Stderr, "nhivet:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if len(args) > 0 && dependency(args[len(args)-1]) {
		unitchecker.Main(carrier())
	}
	unitchecker.Main(Analyzer(judge))
}

// Analyzer is the passes and the judge as one analyzer, for unitchecker and for
// other drivers of go/analysis. A package without facts is never judged.
func Analyzer(judge Judge) *analysis.Analyzer {
	suite := golang.NewSuite(nil)
	return &analysis.Analyzer{
		Name: "nhivet",
		Doc:  "report agents and credentials that are in trouble\n\nLong-lived secrets in code, tokens that never expire, and what else nhivet's rules say of one package.",
		URL:  "https://github.com/nhivet/nhivet",
		Run: func(pass *analysis.Pass) (any, error) {
			facts := suite.Facts(pass.ResultOf)
			code := pass.ResultOf[suite.Source].(*golang.Code)
			files := code.Files()
			if facts.Empty() && !slices.ContainsFunc(files, func(f *nhi.File) bool { return creds.Any(f.Path, f.Bytes()) }) {
				return nil, nil
			}
			findings, err := judge(facts, files)
			if err != nil {
				return nil, fmt.Errorf("judge package %s: %w", pass.Pkg.Path(), err)
			}
			for _, f := range findings {
				if d, ok := diagnostic(code, f); ok {
					pass.Report(d)
				}
			}
			return nil, nil
		},
		Requires:         append(suite.Passes(), suite.Source),
		RunDespiteErrors: true,
	}
}

// diagnostic is a finding in the words of go/analysis: what, why and the fix in
// one message, as that is all that go vet prints.
func diagnostic(code *golang.Code, f *nhi.Finding) (analysis.Diagnostic, bool) {
	if f.Suppressed != nil || f.Rule == nil {
		return analysis.Diagnostic{}, false
	}
	from, to, ok := code.Pos(f.At)
	if !ok {
		return analysis.Diagnostic{}, false
	}
	d := analysis.Diagnostic{Pos: from, End: to, Category: f.Rule.Name, Message: message(f),
		URL: "https://github.com/nhivet/nhivet/blob/main/rules/README.md#" + f.Rule.Name}
	for _, s := range f.Related {
		if p, e, ok := code.Pos(s.At); ok && p != token.NoPos {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: p, End: e, Message: report.Clean(s.Note)})
		}
	}
	d.SuggestedFixes = suggested(code, f)
	return d, true
}

// suggested are the fixes that may be made without a look at them: go vet -fix and
// golangci-lint --fix make the first of each diagnostic.
func suggested(code *golang.Code, f *nhi.Finding) (out []analysis.SuggestedFix) {
	for _, x := range f.Fixes {
		s := analysis.SuggestedFix{Message: report.Clean(x.Text)}
		for _, e := range x.Edits {
			if from, to, ok := code.Pos(e.At); ok {
				s.TextEdits = append(s.TextEdits, analysis.TextEdit{Pos: from, End: to, NewText: []byte(e.New)})
			}
		}
		if x.Tier == nhi.Safe && len(s.TextEdits) == len(x.Edits) {
			out = append(out, s)
		}
	}
	return out
}

// message puts what, why and the fix on one line, with the rule's name that an
// ignore comment wants.
func message(f *nhi.Finding) string {
	parts := []string{f.Message}
	for _, s := range []string{f.Rule.Description, f.Rule.Remediation} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return report.Clean(strings.Join(parts, " ")) + " [" + f.Rule.Name + "]"
}
