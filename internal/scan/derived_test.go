package scan

import (
	"context"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/analyzers/kubernetes"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// A format that renders: what it derives is read in the place of what it stands
// for, and every place of a fact is one that somebody wrote.
func TestDerived(t *testing.T) {
	const template = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: NAME\n"
	tree := nhitest.Tree{
		"app/account.yaml": nhi.NewFile("app/account.yaml", []byte(template)),
		"app/app.chart":    nhi.NewFile("app/app.chart", []byte("triage\n")),
	}
	render := func(text string) func(context.Context, *nhi.Unit) (*nhi.Facts, error) {
		return func(_ context.Context, u *nhi.Unit) (*nhi.Facts, error) {
			from, _ := u.Tree.Read("app/account.yaml")
			name, at := u.Files[0].At(0, 6), strings.Index(template, "NAME")
			pieces := []nhi.Piece{
				{Start: 0, End: at, From: from.At(0, at), Site: from.At(0, at)},
				{Start: at, End: at + 6, From: name, Site: from.At(at, at+4)},
			}
			derived := nhi.NewDerived("app//account.yaml", []byte(text), pieces)
			return &nhi.Facts{Derived: []*nhi.File{derived}, Rendered: []string{"app/account.yaml"}}, nil
		}
	}
	chart := &nhi.Analyzer{
		Name: "chart", Renders: true,
		Wants:  func(path string) bool { return strings.HasSuffix(path, ".chart") },
		Claims: func(path string, _ []byte) (string, bool) { return "app", true },
		Run:    render(strings.TrimSpace(strings.ReplaceAll(template, "NAME", "triage"))),
	}
	paths := []string{"app/account.yaml", "app/app.chart"}
	facts := Collect(context.Background(), tree, paths, []*nhi.Analyzer{chart, kubernetes.Analyzer}).Facts
	if len(facts.Identities) != 1 || facts.Identities[0].Name != "triage" || facts.Identities[0].At.String() != "app/app.chart:1:1" {
		t.Errorf("identities: %v", facts.Identities)
	}
	if len(facts.Notices) != 0 || facts.Identities[0].Key != "k8s-sa:app/default/triage" {
		t.Errorf("key %s, notices %v", facts.Identities[0].Key, facts.Notices)
	}
	nhitest.Check(t, facts)
}
