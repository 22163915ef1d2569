package kube

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

func TestMatches(t *testing.T) {
	parse := func(text string) *tree.Node {
		docs, _ := tree.YAML(nhi.NewFile("a.yaml", []byte(text)))
		if len(docs) == 0 {
			return nil
		}
		return docs[0].Root
	}
	labels := parse("{app: planner, tier: agents}")
	for _, c := range []struct {
		selector   string
		yes, known bool
	}{
		{"", true, true},
		{"{}", true, true},
		{"matchLabels: {app: planner}", true, true},
		{"matchLabels: {app: planner, role: x}", false, true},
		{"matchExpressions: [{key: app, operator: In, values: [planner, writer]}]", true, true},
		{"matchExpressions: [{key: app, operator: NotIn, values: [planner]}]", false, true},
		{"matchExpressions: [{key: role, operator: NotIn, values: [planner]}]", true, true},
		{"matchExpressions: [{key: tier, operator: Exists}, {key: role, operator: DoesNotExist}]", true, true},
		{"matchExpressions: [{key: tier, operator: Gt, values: ['1']}]", false, false},
		{"matchLabels: {app: planner}\nmatchExpressions: [{key: tier, operator: DoesNotExist}]", false, true},
		{"[]", false, false},
	} {
		if yes, known := Matches(parse(c.selector), labels); yes != c.yes || known != c.known {
			t.Errorf("%s: %t, known %t", c.selector, yes, known)
		}
	}
}
