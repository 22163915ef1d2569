package join

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestAccountsByName(t *testing.T) {
	account := func(m *maker, key string, defined bool, aliases ...string) *nhi.Identity {
		i := m.identity(key, aliases...)
		i.Platform, i.Defined = "kubernetes", defined
		return i
	}
	for _, c := range []struct {
		what   string
		make   func(m *maker)
		joined bool
	}{
		{"one made, one mentioned", func(m *maker) {
			account(m, "tf:infra/kubernetes_service_account.a", true, nhi.ServiceAccountKey("infra", "agents", "a"))
			account(m, nhi.ServiceAccountKey("deploy", "agents", "a"), false)
		}, true},
		{"another namespace", func(m *maker) {
			account(m, "tf:infra/kubernetes_service_account.a", true, nhi.ServiceAccountKey("infra", "other", "a"))
			account(m, nhi.ServiceAccountKey("deploy", "agents", "a"), false)
		}, false},
		{"no namespace", func(m *maker) {
			account(m, "tf:infra/kubernetes_service_account.a", true, nhi.ServiceAccountKey("infra", "default", "a"))
			account(m, nhi.ServiceAccountKey("deploy", "default", "a"), false)
		}, false},
		{"two clusters", func(m *maker) {
			account(m, "tf:infra/kubernetes_service_account.a", true, nhi.ServiceAccountKey("infra", "agents", "a"))
			account(m, nhi.ServiceAccountKey("clusters/east", "agents", "a"), false)
			account(m, nhi.ServiceAccountKey("clusters/west", "agents", "a"), false)
		}, false},
		{"two made", func(m *maker) {
			account(m, "tf:east/kubernetes_service_account.a", true, nhi.ServiceAccountKey("east", "agents", "a"))
			account(m, "tf:west/kubernetes_service_account.a", true, nhi.ServiceAccountKey("west", "agents", "a"))
			account(m, nhi.ServiceAccountKey("deploy", "agents", "a"), false)
		}, false},
		{"two samples of manifests", func(m *maker) {
			account(m, nhi.ServiceAccountKey("samples/a", "agents", "a"), true)
			account(m, nhi.ServiceAccountKey("samples/b", "agents", "a"), false)
		}, false},
		{"mentioned for a cluster, and defined where it is deployed", func(m *maker) {
			account(m, nhi.ServiceAccountKey("infra", "agents", "a"), false).Attributes = map[string]string{nhi.Elsewhere: "true"}
			account(m, nhi.ServiceAccountKey("deploy", "agents", "a"), true)
		}, true},
		{"made twice", func(m *maker) {
			account(m, "tf:infra/kubernetes_service_account.a", true, nhi.ServiceAccountKey("infra", "agents", "a"))
			account(m, nhi.ServiceAccountKey("deploy", "agents", "a"), true)
		}, false},
		{"of two environments", func(m *maker) {
			i := account(m, nhi.ServiceAccountKey("infra/prod", "agents", "a"), false)
			i.Attributes, i.Environment = map[string]string{nhi.Elsewhere: "true"}, "prod"
			account(m, nhi.ServiceAccountKey("overlays/dev", "agents", "a"), true).Environment = "dev"
		}, false},
		{"two clusters, of which one is of its environment", func(m *maker) {
			i := account(m, nhi.ServiceAccountKey("infra/prod", "agents", "a"), false)
			i.Attributes, i.Environment = map[string]string{nhi.Elsewhere: "true"}, "prod"
			account(m, nhi.ServiceAccountKey("overlays/dev", "agents", "a"), true).Environment = "dev"
			account(m, nhi.ServiceAccountKey("overlays/prod", "agents", "a"), true).Environment = "prod"
		}, true},
	} {
		m := newMaker("a.yaml")
		c.make(m)
		n := len(m.facts.Identities)
		inv := Join(&m.facts, Options{Now: now})
		if joined := len(inv.Identities) == n-1; joined != c.joined {
			t.Errorf("%s: %d identities of %d", c.what, len(inv.Identities), n)
		}
	}
}
