package golang_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/nhivet/nhivet/analyzers/golang"
	"github.com/nhivet/nhivet/internal/nhi"
)

// TestSDKs runs every pass over code for the real SDKs, with their real types, and
// compares what it says with what the code expects.
func TestSDKs(t *testing.T) {
	if testing.Short() {
		t.Skip("checks whole SDKs from source")
	}
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, sdk := range []string{"adk", "eino", "langchaingo", "genkit", "anthropic", "openai", "genai", "mcpgosdk", "mcpgo", "a2a"} {
		t.Run(sdk, func(t *testing.T) {
			for _, r := range analysistest.Run(t, dir, reporter(), "./"+sdk) {
				n += len(r.Diagnostics)
				for _, e := range r.Pass.TypeErrors {
					t.Errorf("%s does not compile: %v", sdk, e)
				}
			}
		})
	}
	t.Logf("%d facts of 10 SDKs are as expected", n)
}

// reporter is an analyzer that reports the facts of all passes.
func reporter() *analysis.Analyzer {
	suite := golang.NewSuite(nil)
	return &analysis.Analyzer{
		Name: "facts", Doc: "report the facts of the passes", RunDespiteErrors: true,
		Requires: append(suite.Passes(), suite.Source), ResultType: reflect.TypeFor[*nhi.Facts](),
		Run: func(pass *analysis.Pass) (any, error) {
			code := pass.ResultOf[suite.Source].(*golang.Code)
			say := func(at nhi.Span, format string, args ...any) {
				if from, to, ok := code.Pos(at); ok {
					pass.Report(analysis.Diagnostic{Pos: from, End: to, Message: fmt.Sprintf(format, args...)})
				}
			}
			all := &nhi.Facts{}
			for _, p := range suite.Passes() {
				all.Add(pass.ResultOf[p].(*nhi.Facts))
			}
			names := map[string]string{}
			for _, c := range all.Credentials {
				if strings.HasPrefix(c.Key, "go-leak:") {
					say(c.At, "leak %s %s %s", c.Kind, c.Store, c.Name)
					continue
				}
				names[c.Key] = c.Name
				say(c.At, "credential %s %s %s", c.Kind, c.Origin, c.Name)
			}
			for _, a := range all.Agents {
				names[a.Key] = a.Name
				say(a.At, "agent %s", a.Name)
			}
			for _, u := range all.Tools {
				say(u.At, "tool %s %s writes=%s approved=%s", u.Kind, u.Name, three(u.Writes), three(u.Approved))
			}
			for _, e := range all.Edges {
				name := names[e.To]
				if name == "" {
					name = e.To
				}
				if e.Kind != nhi.Calls {
					say(e.At, "%s %s", e.Kind, name)
				}
			}
			return all, nil
		},
	}
}

func three(b *bool) string {
	if b == nil {
		return "?"
	}
	return fmt.Sprint(*b)
}
