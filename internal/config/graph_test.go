package config

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// TestGraphSettings reads environments, accepted sharing and owners.
func TestGraphSettings(t *testing.T) {
	c, err := Load(nhi.NewFile(Name, []byte(`
environments:
  prod: [/live/, "namespace:pay*", "*-main"]
  dev: ["/live/lab/"]
accepts:
  - {shared: "role:telemetry", reason: reads metrics, until: 2027-01-31, owner: platform}
owners:
  - {owner: team-support, agents: ["support-*", "/agents/support/"]}
`)), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []struct{ path, namespace, name, want string }{
		{"live/eu/a.yaml", "", "x", "prod"},
		{"live/lab/a.yaml", "", "x", "dev"}, // dev comes first, as in the list of environments
		{"a.yaml", "payments", "x", "prod"},
		{"a.yaml", "", "billing-main", "prod"},
		{"a.yaml", "support", "x", ""},
	} {
		if got := c.Environment(w.path, w.namespace, w.name); got != w.want {
			t.Errorf("%v: %q", w, got)
		}
	}
	if len(c.Accepts) != 1 || c.Accepts[0].Owner != "platform" || c.Accepts[0].Until != "2027-01-31" || c.Accepts[0].Pattern != "role:telemetry" {
		t.Errorf("accepts %+v", c.Accepts)
	}
	file := nhi.NewFile("agents/support/a.yaml", []byte("x"))
	for _, w := range []struct {
		agent *nhi.Agent
		owner string
	}{
		{&nhi.Agent{Kind: "workload", Name: "support-triage"}, "team-support"},
		{&nhi.Agent{Kind: "workload", Name: "refund", At: file.At(0, 1)}, "team-support"},
		{&nhi.Agent{Kind: "workload", Name: "refund"}, ""},
	} {
		if owner, named := c.Owner(w.agent); owner != w.owner || !named {
			t.Errorf("%s is of %q, named %v", w.agent.Name, owner, named)
		}
	}
	if _, named := (&Config{}).Owner(&nhi.Agent{Name: "a"}); named {
		t.Error("a file without owners names some")
	}
}

func TestGraphProblems(t *testing.T) {
	for text, want := range map[string]string{
		"environments: {live: [a]}":                             "unknown key 'live'",
		"environments: {prod: a}":                               "environments.prod has to be a list",
		"accepts: {shared: a}":                                  "accepts has to be a list",
		"accepts: [{shared: a}]":                                "needs shared and reason",
		"accepts: [{shared: a, reason: b, until: soon}]":        "until has to be a date",
		"accepts: [{shared: [a], reason: b}]":                   "shared has to be one value",
		"owners: [{owner: a}]":                                  "needs owner and agents",
		"owners: [{owner: a, agents: b}]":                       "the agents of an owner has to be a list",
		"owners: [{owner: a, agents: [b], contact: c}]":         "unknown key 'contact'",
		"accepts: [{shared: a, reason: b, owner: c, where: d}]": "unknown key 'where'",
	} {
		_, err := Load(nhi.NewFile(Name, []byte(text)), nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
