package join

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// team has a helper that delegates to a deployer.
func team() (m *maker, helper, deployer *nhi.Agent) {
	m = newMaker("agents.yaml")
	helper, deployer = m.agent("helper"), m.agent("deployer")
	for _, a := range []*nhi.Agent{helper, deployer} {
		m.identity("sa/" + a.Name)
		m.edge(nhi.RunsAs, a.Key, "sa/"+a.Name)
	}
	m.edge(nhi.DelegatesTo, helper.Key, deployer.Key)
	return m, helper, deployer
}

func (m *maker) breadth(identity, breadth string, writes bool) *nhi.Grant {
	g := m.grant(identity)
	g.Breadth, g.Writes, g.Why = breadth, writes, "it is "+breadth
	return g
}

func TestWiderDelegates(t *testing.T) {
	for what, c := range map[string]struct {
		grants func(m *maker)
		want   string
	}{
		"an administrator":            {func(m *maker) { m.breadth("sa/deployer", "admin", true) }, "'deployer', which may do more than it: it is admin"},
		"a wildcard":                  {func(m *maker) { m.breadth("sa/deployer", "wildcard", true) }, "'deployer', which may do more than it: it is wildcard"},
		"a wildcard that reads":       {func(m *maker) { m.breadth("sa/deployer", "wildcard", false) }, ""},
		"a specialist":                {func(m *maker) { m.breadth("sa/deployer", "narrow", true) }, ""},
		"what the service demands":    {func(m *maker) { m.breadth("sa/deployer", "wildcard", true).Justified = true }, ""},
		"a guess":                     {func(m *maker) { m.breadth("sa/deployer", "admin", true).Confidence = nhi.Guess - 1 }, ""},
		"one that escalates":          {func(m *maker) { m.breadth("sa/deployer", "narrow", true).Hazards = []string{"escalation"} }, "'deployer', which may do more than it: it is narrow"},
		"both alike":                  {func(m *maker) { m.breadth("sa/deployer", "admin", true); m.breadth("sa/helper", "admin", true) }, ""},
		"the caller is the wider one": {func(m *maker) { m.breadth("sa/helper", "admin", true) }, ""},
	} {
		m, helper, _ := team()
		c.grants(m)
		Join(&m.facts, Options{Now: now})
		var got []string
		for _, s := range helper.Wider {
			got = append(got, s.Note)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
		if names(helper.Delegates) != "deployer" {
			t.Errorf("%s: delegates to %q", what, names(helper.Delegates))
		}
	}
}

// TestApprovalLostByDelegation gives both a tool that deletes.
func TestApprovalLostByDelegation(t *testing.T) {
	for _, c := range []struct {
		helper, deployer bool
		want             int
	}{{true, false, 1}, {true, true, 0}, {false, false, 0}} {
		m, helper, deployer := team()
		for a, approved := range map[*nhi.Agent]bool{helper: c.helper, deployer: c.deployer} {
			key := "tool:" + a.Name
			m.facts.Tools = append(m.facts.Tools, &nhi.Tool{Key: key, Name: "delete_volume", Writes: nhi.Bool(true), Approved: nhi.Bool(approved), At: m.at()})
			m.edge(nhi.Calls, a.Key, key)
		}
		Join(&m.facts, Options{Now: now})
		if len(helper.Wider) != c.want {
			t.Errorf("%+v: %v", c, helper.Wider)
		}
	}
}

// TestReadersThroughDelegates walks a chain of three: whoever can have a writer
// act, at any distance, is no reader.
func TestReadersThroughDelegates(t *testing.T) {
	m, helper, deployer := team()
	last := m.agent("last")
	m.edge(nhi.DelegatesTo, deployer.Key, last.Key)
	m.edge(nhi.DelegatesTo, last.Key, helper.Key) // a circle ends
	for _, a := range []*nhi.Agent{helper, deployer, last} {
		m.facts.Tools = append(m.facts.Tools, &nhi.Tool{Key: "tool:" + a.Name, Name: "read", Writes: nhi.Bool(false), At: m.at()})
		m.edge(nhi.Calls, a.Key, "tool:"+a.Name)
	}
	Join(&m.facts, Options{Now: now})
	if !helper.ReadOnly || !deployer.ReadOnly || !last.ReadOnly {
		t.Errorf("three readers: %v %v %v", helper.ReadOnly, deployer.ReadOnly, last.ReadOnly)
	}

	m, helper, deployer = team()
	last, aside := m.agent("last"), m.agent("aside")
	m.edge(nhi.DelegatesTo, deployer.Key, last.Key)
	for a, writes := range map[*nhi.Agent]bool{helper: false, deployer: false, last: true, aside: false} {
		m.facts.Tools = append(m.facts.Tools, &nhi.Tool{Key: "tool:" + a.Name, Name: "x", Writes: nhi.Bool(writes), At: m.at()})
		m.edge(nhi.Calls, a.Key, "tool:"+a.Name)
	}
	Join(&m.facts, Options{Now: now})
	if helper.ReadOnly || deployer.ReadOnly || last.ReadOnly || !aside.ReadOnly {
		t.Errorf("a writer at the end: %v %v %v, aside %v", helper.ReadOnly, deployer.ReadOnly, last.ReadOnly, aside.ReadOnly)
	}

	m, helper, _ = team()
	m.facts.Tools = append(m.facts.Tools, &nhi.Tool{Key: "tool:r", Name: "x", Writes: nhi.Bool(false), At: m.at()})
	m.edge(nhi.Calls, helper.Key, "tool:r")
	m.edge(nhi.DelegatesTo, helper.Key, "agent:elsewhere")
	Join(&m.facts, Options{Now: now})
	if helper.ReadOnly {
		t.Error("nobody knows what an agent elsewhere may do")
	}
}

// TestReadersAndTheirJobs has an action that starts a reader, which is none of
// its tools, and then hands it every secret there is.
func TestReadersAndTheirJobs(t *testing.T) {
	for _, inherits := range []bool{false, true} {
		m := newMaker("review.yaml")
		a := m.agent("review")
		m.breadth(a.Key, "narrow", false)
		m.facts.Tools = append(m.facts.Tools, &nhi.Tool{Key: "tool:action", Name: "acme/agent", Kind: "action", At: m.at()})
		m.edge(nhi.Calls, a.Key, "tool:action")
		if inherits {
			m.facts.Controls = append(m.facts.Controls, &nhi.Control{Key: "control", Kind: "secret-scope", State: "off", Subject: a.Key, At: m.at()})
		}
		Join(&m.facts, Options{Now: now})
		if a.ReadOnly == inherits {
			t.Errorf("with every secret %v: only reads %v", inherits, a.ReadOnly)
		}
	}
}

// TestUnasked leaves out what approval-off says for all tools.
func TestUnasked(t *testing.T) {
	for _, off := range []string{"", "agent:a", "tool:write"} {
		m := newMaker("agents.yaml")
		a := m.agent("a")
		for _, name := range []string{"write", "read", "asks", "shell"} {
			tool := &nhi.Tool{Key: "tool:" + name, Name: name, Kind: "function", Writes: nhi.Bool(name != "read"), Approved: nhi.Bool(name == "asks"), At: m.at()}
			if name == "shell" {
				tool.Kind = "shell"
			}
			m.facts.Tools = append(m.facts.Tools, tool)
			m.edge(nhi.Calls, a.Key, tool.Key)
		}
		want := "write"
		if off != "" {
			m.facts.Controls = append(m.facts.Controls, &nhi.Control{Key: "control", Kind: "approval", State: "off", Subject: off, At: m.at()})
			want = ""
		}
		Join(&m.facts, Options{Now: now})
		if names(a.Unasked) != want {
			t.Errorf("off for %q: %q", off, names(a.Unasked))
		}
	}
}

// TestRights writes beside an agent what it holds and may change.
func TestRights(t *testing.T) {
	m, helper, deployer := team()
	m.credential("c/key", "")
	m.facts.Tools = append(m.facts.Tools, &nhi.Tool{Key: "tool:t", Name: "t", At: m.at()})
	m.edge(nhi.Calls, helper.Key, "tool:t")
	m.edge(nhi.Holds, "tool:t", "c/key")
	m.breadth("sa/deployer", "narrow", true).Actions = []string{"put", "delete", "tag"}
	m.breadth("sa/helper", "narrow", false)
	Join(&m.facts, Options{Now: now})
	if names(helper.Credentials) != "c/key" || len(helper.Writes) != 0 || names(deployer.Writes) != "put, delete, …" {
		t.Errorf("%q %q %q", names(helper.Credentials), names(helper.Writes), names(deployer.Writes))
	}
}

// TestChanges tells keys of models from keys that write.
func TestChanges(t *testing.T) {
	for what, c := range map[string]struct {
		c    nhi.Credential
		want bool
	}{
		"a model's key":             {nhi.Credential{Kind: "anthropic-api-key", Vendor: "Anthropic"}, false},
		"a key of Gemini":           {nhi.Credential{Kind: "google-api-key", Vendor: "Google"}, false},
		"a key that makes keys":     {nhi.Credential{Kind: "openai-admin-key", Vendor: "OpenAI", Administrative: true}, true},
		"a service account's key":   {nhi.Credential{Kind: "google-service-account-key", Vendor: "Google"}, true},
		"one that reads, by a name": {nhi.Credential{Kind: "github-token", Vendor: "GitHub", Attributes: map[string]string{"access": "read"}}, false},
		"nobody knows which":        {nhi.Credential{Kind: "token"}, true},
	} {
		if got := changes(&c.c); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
}
