package helm

import (
	"context"
	"fmt"
	"testing"

	"github.com/nhivet/nhivet/analyzers/kubernetes"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// large is a chart with 60 templates: twenty agents with their accounts and
// Secrets, with the helpers that charts have.
func large(t testing.TB) nhitest.Tree {
	t.Helper()
	one, err := nhitest.Load("testdata/chart/triage")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"deployment", "serviceaccount", "secret"} {
		text := one["templates/"+name+".yaml"].Bytes()
		for i := range 20 {
			copied := fmt.Sprintf("templates/agent-%02d/%s.yaml", i, name)
			one[copied] = nhi.NewFile(copied, text)
		}
		delete(one, "templates/"+name+".yaml")
	}
	return one
}

// BenchmarkChart renders and reads a chart with 60 templates; the budget is 80 ms.
func BenchmarkChart(b *testing.B) {
	files := large(b)
	for b.Loop() {
		facts, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: ".", Files: []*nhi.File{files["Chart.yaml"]}, Tree: files})
		if err != nil || len(facts.Derived) < 60 {
			b.Fatal(err, len(facts.Derived))
		}
		read, err := kubernetes.Analyzer.Run(context.Background(), &nhi.Unit{Key: ".", Files: facts.Derived, Tree: files})
		if err != nil {
			b.Fatal(err)
		}
		read.Resolve(facts.Derived)
	}
}
