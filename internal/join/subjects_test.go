package join

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// halves are an account of a cluster and an identity of a cloud whose trust names
// subjects; the account says that it is one of the cloud's and, with a key, which.
func halves(platform, annotated string, subjects ...string) (*maker, *nhi.Identity) {
	m := newMaker("a.yaml")
	a := m.identity(nhi.ServiceAccountKey("deploy", "support", "triage"))
	a.Platform, a.Kind, a.Namespace, a.Name = "kubernetes", "service-account", "support", "triage"
	a.Attributes = map[string]string{"federation": platform}
	m.agent("triage-agent")
	m.edge(nhi.RunsAs, "agent:triage-agent", a.Key)
	to := m.identity("tf:infra/identity")
	to.Platform, to.Defined = platform, true
	for _, s := range subjects {
		m.edge(nhi.Trusts, to.Key, nhi.SubjectKey("issuer", s))
	}
	if annotated != "" {
		if annotated != to.Key {
			m.identity(annotated).Platform = platform
		}
		m.edge(nhi.Reaches, a.Key, annotated)
	}
	return m, to
}

// TestHalves joins what two files say of one federation: that of the account, and
// that of who trusts it.
func TestHalves(t *testing.T) {
	const triage, refund = "system:serviceaccount:support:triage", "system:serviceaccount:support:refund"
	client := nhi.EntraClientKey("3f1c2a54-9d0b-4a77-8f7e-2f60b1b6f0aa")
	for _, c := range []struct {
		what, platform, annotated string
		subjects                  []string
		confidence                int // that the agent is it; 0 for not at all
	}{
		{"a client id that no file makes", "azure", client, []string{triage}, nhi.Certain},
		{"a client id of an identity that trusts another account", "azure", client, []string{refund}, 0},
		{"a role that is named when it is deployed", "aws", "", []string{triage, refund}, byTrust},
		{"such a role that trusts another account", "aws", "", []string{refund}, 0},
		{"such a role that trusts a pattern", "aws", "", []string{"system:serviceaccount:support:*"}, 0},
		{"a role that trusts it", "aws", "tf:infra/identity", []string{triage}, nhi.Certain},
		{"a role that trusts it by a pattern", "aws", "tf:infra/identity", []string{"system:serviceaccount:support:*"}, nhi.Certain},
		{"a role that does not", "aws", "tf:infra/identity", []string{refund}, refused},
		{"a role of which it cannot be told", "aws", "tf:infra/identity", []string{refund, "?"}, nhi.Certain},
		{"a role that trusts jobs", "aws", "tf:infra/identity", []string{"repo:acme/support:*"}, nhi.Certain},
	} {
		m, to := halves(c.platform, c.annotated, c.subjects...)
		Join(&m.facts, Options{Now: now})
		got := 0
		for _, r := range to.Agents {
			got = r.Confidence
		}
		if got != c.confidence {
			t.Errorf("%s: %d, want %d", c.what, got, c.confidence)
		}
	}
}

func TestFits(t *testing.T) {
	for _, c := range []struct {
		pattern, subjects string
		want              bool
	}{
		{"repo:acme/support:*", "pull_request", true},
		{"repo:acme/*", "pull_request", true},
		{"repo:acme/support", "pull_request", false},
		{"repo:acme/support:pull_request", "ref:refs/heads/? pull_request", true},
		{"repo:acme/support:ref:refs/heads/main", "ref:refs/heads/?", true},
		{"repo:acme/support:ref:refs/heads/release", "ref:refs/heads/?", false},
		{"repo:acme/support:ref:refs/heads/release", "ref:*", true},
		{"repo:acme/support:ref:refs/tags/v*", "ref:refs/heads/*", false},
		{"repo:acme/support:environment:production", "environment:staging", false},
		{"repo:acme/support:environment:prod*", "environment:production", true},
		{"*", "pull_request", true},
		{"system:serviceaccount:a:b", "pull_request", false},
	} {
		if got := fits(c.pattern, c.subjects); got != c.want {
			t.Errorf("%s takes %q: %v", c.pattern, c.subjects, got)
		}
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"a*b*c", "a-b-b-c", true}, {"a*b*c", "a-c", false}, {"*", "", true}, {"ab", "ab", true}, {"a*a", "a", false}, {"*x", "yx", true},
	} {
		if got := glob(c.pattern, c.text); got != c.want {
			t.Errorf("%s covers %q: %v", c.pattern, c.text, got)
		}
	}
}

// TestAssume walks to whom a role may ask to become: both have to agree, and a ring
// ends.
func TestAssume(t *testing.T) {
	for _, c := range []struct {
		what       string
		make       func(m *maker, a, b *nhi.Identity)
		confidence int
	}{
		{"both halves", func(m *maker, a, b *nhi.Identity) {
			m.edge(nhi.Assumes, a.Key, b.Key)
			m.edge(nhi.Trusts, b.Key, a.Key)
			m.edge(nhi.Assumes, b.Key, a.Key)
			m.edge(nhi.Trusts, a.Key, b.Key)
		}, nhi.Certain},
		{"no trust", func(m *maker, a, b *nhi.Identity) { m.edge(nhi.Assumes, a.Key, b.Key) }, 0},
		{"no right", func(m *maker, a, b *nhi.Identity) { m.edge(nhi.Trusts, b.Key, a.Key) }, 0},
		{"by a pattern of names", func(m *maker, a, b *nhi.Identity) {
			m.edge(nhi.Assumes, a.Key, nhi.RoleARNKey("arn:aws:iam::123456789012:role/b*"))
			m.edge(nhi.Trusts, b.Key, a.Key)
		}, nhi.Certain},
		{"by a pattern of other names", func(m *maker, a, b *nhi.Identity) {
			m.edge(nhi.Assumes, a.Key, nhi.RoleARNKey("arn:aws:iam::123456789012:role/c*"))
			m.edge(nhi.Trusts, b.Key, a.Key)
		}, 0},
		{"an account decides", func(m *maker, a, b *nhi.Identity) {
			m.edge(nhi.Assumes, a.Key, nhi.RoleARNKey("*"))
			m.edge(nhi.Trusts, b.Key, nhi.AccountKey("123456789012"))
		}, byTrust},
		{"another account decides", func(m *maker, a, b *nhi.Identity) {
			a.Aliases = []string{nhi.RoleARNKey("arn:aws:iam::210987654321:role/a")}
			m.edge(nhi.Assumes, a.Key, nhi.RoleARNKey("*"))
			m.edge(nhi.Trusts, b.Key, nhi.AccountKey("123456789012"))
		}, 0},
		{"every account of its project", func(m *maker, a, b *nhi.Identity) {
			a.Platform, b.Platform = "google", "google"
			b.Attributes = map[string]string{nhi.ProjectAccounts: nhi.ProjectAccountsKey("acme")}
			m.edge(nhi.Assumes, a.Key, nhi.ProjectAccountsKey("acme"))
		}, nhi.Certain},
		{"every account of another project", func(m *maker, a, b *nhi.Identity) {
			a.Platform, b.Platform = "google", "google"
			b.Attributes = map[string]string{nhi.ProjectAccounts: nhi.ProjectAccountsKey("other")}
			m.edge(nhi.Assumes, a.Key, nhi.ProjectAccountsKey("acme"))
		}, 0},
	} {
		m := newMaker("a.tf")
		a, b := m.identity("tf:./a"), m.identity("tf:./b")
		for _, i := range []*nhi.Identity{a, b} {
			i.Platform, i.Kind, i.Defined, i.Name = "aws", "role", true, i.Key[len(i.Key)-1:]
		}
		m.agent("planner")
		m.edge(nhi.RunsAs, "agent:planner", a.Key)
		g := m.grant(b.Key)
		c.make(m, a, b)
		Join(&m.facts, Options{Now: now})
		got := 0
		for _, r := range g.Agents {
			got = r.Confidence
		}
		if got != c.confidence {
			t.Errorf("%s: %d, want %d", c.what, got, c.confidence)
		}
		if len(b.Agents) > 0 {
			t.Errorf("%s: to ask is not to share", c.what)
		}
	}
}
