package iam

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

func TestScopes(t *testing.T) {
	for _, c := range []struct {
		system, names   string // names joined by ";"
		breadth, hazard string
		worst           int
	}{
		{"datadog", "", Wildcard, "", -1},
		{"datadog", "metrics_read;dashboards_write", Narrow, "", -1},
		{"datadog", "metrics_read;user_access_manage", Broad, Escalation, 1},
		{"gitlab-project", "api", Broad, "", 0},
		{"gitlab-group", "read_repository;api", Wildcard, "", 1},
		{"gitlab-user", "api;sudo", Wildcard, Impersonation, 1},
		{"gitlab-user", "", Unknown, "", -1},
		{"snowflake", "ANALYST", Unknown, "", -1},
		{"snowflake", "ACCOUNTADMIN", Admin, "", 0},
		{"okta-scope", "okta.logs.read;okta.groups.manage", Wildcard, "", 1},
		{"okta-scope", "okta.roles.manage", Wildcard, Escalation, 0},
		{"okta-scope", "openid", Narrow, "", -1},
		{"microsoft-graph", "Sites.Read.All", Broad, "", 0},
		{"microsoft-graph", "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9", Wildcard, Escalation, 0},
		{"microsoft-graph", "Calendars.Read", Narrow, "", -1},
		{"consul-policy", "mine;global-management", Admin, "", 1},
		{"kafka", "ALL TOPIC any", Wildcard, "", 0},
		{"kafka", "ALL TOPIC orders", Narrow, "", -1},
		{"gitlab", "enabled=false", Unknown, OpenTrust, 0},
		{"nobody", "all", Narrow, "", -1},
	} {
		var names []string
		if c.names != "" {
			names = strings.Split(c.names, ";")
		}
		j, worst := Scopes(c.system, names)
		check(t, c.system+" "+c.names, j, c.breadth, c.hazard)
		if worst != c.worst {
			t.Errorf("%s %s: the worst is %d", c.system, c.names, worst)
		}
	}
	if j, _ := Scopes("datadog", []string{"metrics_read"}); j.Writes {
		t.Error("reading metrics writes")
	}
	if j, _ := Scopes("datadog", []string{""}); j.Breadth != Unknown {
		t.Errorf("a scope that is not known: %q", j.Breadth)
	}
}

// TestNoScopes: what no scopes give has a source.
func TestNoScopes(t *testing.T) {
	for name, s := range services {
		if (s.none.Breadth == "") != (NoScopes(name) == "") {
			t.Errorf("%s: %q by %q", name, s.none.Breadth, NoScopes(name))
		}
	}
}

func TestConsulAndNomad(t *testing.T) {
	for _, c := range []struct{ of, text, breadth, hazard string }{
		{"consul", `key_prefix "" { policy = "write" }`, Wildcard, ""},
		{"consul", `key_prefix "" { policy = "read" }`, Broad, ReadsAllSecrets},
		{"consul", `key_prefix "agents/" { policy = "write" }`, Narrow, ""},
		{"consul", `key "" { policy = "write" }`, Narrow, ""},
		{"consul", `node_prefix "" { policy = "read" }`, Narrow, ""},
		{"consul", `service_prefix "" { policy = "deny" }`, Narrow, ""},
		{"consul", `acl = "write"`, Admin, ""},
		{"consul", `acl = "read"`, Narrow, ""},
		{"consul", `operator = "write"`, Wildcard, ""},
		{"consul", `key_prefix "${p}" { policy = "write" }`, Unknown, ""},
		{"consul", `key_prefix "" { }`, Unknown, ""},
		{"consul", `session "x" {`, Unknown, ""},
		{"nomad", `namespace "*" { policy = "write" }`, Wildcard, ""},
		{"nomad", `namespace "*" { policy = "read" }`, Narrow, ""},
		{"nomad", `namespace "agents" { policy = "write" }`, Narrow, ""},
		{"nomad", `namespace "*" { capabilities = ["submit-job"] }`, Wildcard, ""},
		{"nomad", `namespace "*" { capabilities = ["alloc-exec"] }`, Broad, Impersonation},
		{"nomad", `namespace "*" { capabilities = ["deny", "submit-job"] }`, Narrow, ""},
		{"nomad", `node { policy = "write" }`, Broad, ""},
		{"nomad", `operator { policy = "read" }`, Narrow, ""},
		{"nomad", `namespace { }`, Unknown, ""},
	} {
		_, root, _ := tree.HCL(nhi.NewFile("p.hcl", []byte(strings.ReplaceAll(c.text, "${", "$${"))))
		grants := Consul(root)
		if c.of == "nomad" {
			grants = Nomad(root)
		}
		for _, g := range grants {
			check(t, c.text, g.Judgement, c.breadth, c.hazard)
			if !g.At.Valid() {
				t.Errorf("%s: no place", c.text)
			}
		}
		if len(grants) == 0 && c.breadth != Unknown {
			t.Errorf("%s: no rule", c.text)
		}
	}
}
