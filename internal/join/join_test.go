package join

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

var now = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// maker makes facts, each at a place of its own.
type maker struct {
	file  *nhi.File
	next  int
	facts nhi.Facts
}

func newMaker(path string) *maker {
	return &maker{file: nhi.NewFile(path, []byte(strings.Repeat("0123456789\n", 200)))}
}

func (m *maker) at() nhi.Span {
	m.next += 11
	return m.file.At(m.next, m.next+5)
}

func (m *maker) agent(name string) *nhi.Agent {
	a := &nhi.Agent{Key: "agent:" + name, Name: name, Kind: "workload", Platform: "kubernetes", Score: 100, At: m.at()}
	m.facts.Agents = append(m.facts.Agents, a)
	return a
}

func (m *maker) identity(key string, aliases ...string) *nhi.Identity {
	i := &nhi.Identity{Key: key, Name: key[strings.LastIndexByte(key, '/')+1:], Aliases: aliases, Kind: "service-account", At: m.at()}
	m.facts.Identities = append(m.facts.Identities, i)
	return i
}

func (m *maker) credential(key, secret string) *nhi.Credential {
	c := &nhi.Credential{Key: key, Kind: "password", Title: "Password", Name: key, Origin: nhi.FromStore, At: m.at()}
	if secret != "" {
		c.Origin, c.Secret = nhi.FromLiteral, nhi.NewSecret(secret)
	}
	m.facts.Credentials = append(m.facts.Credentials, c)
	return c
}

func (m *maker) edge(kind nhi.EdgeKind, from, to string) *nhi.Edge {
	e := &nhi.Edge{Kind: kind, From: from, To: to, Confidence: nhi.Certain, At: m.at()}
	m.facts.Edges = append(m.facts.Edges, e)
	return e
}

func (m *maker) grant(identity string) *nhi.Grant {
	g := &nhi.Grant{Key: fmt.Sprint("grant:", m.next), Identity: identity, System: "aws", Breadth: "wildcard", At: m.at()}
	m.facts.Grants = append(m.facts.Grants, g)
	return g
}

func names(refs []*nhi.Ref) string {
	var out []string
	for _, r := range refs {
		out = append(out, r.Name)
	}
	return strings.Join(out, " ")
}

func find[T any](t *testing.T, list []T, ok func(T) bool) T {
	t.Helper()
	for _, x := range list {
		if ok(x) {
			return x
		}
	}
	t.Fatal("not in the inventory")
	panic("unreachable")
}

func identity(t *testing.T, inv *nhi.Inventory, key string) *nhi.Identity {
	t.Helper()
	return find(t, inv.Identities, func(i *nhi.Identity) bool { return i.Key == key })
}

// Accounts of one name in two clusters, or two namespaces, are two.
func TestKeysKeepClustersAndNamespacesApart(t *testing.T) {
	m := newMaker("a.yaml")
	for _, place := range [][2]string{{"east", "support"}, {"west", "support"}, {"east", "billing"}} {
		key := nhi.ServiceAccountKey(place[0], place[1], "agent")
		m.identity(key)
		a := m.agent(place[0] + "-" + place[1])
		m.edge(nhi.RunsAs, a.Key, key)
	}
	inv := Join(&m.facts, Options{Now: now})
	if len(inv.Identities) != 3 {
		t.Fatal(len(inv.Identities))
	}
	for _, i := range inv.Identities {
		if i.SharedBy != 1 || len(i.Agents) != 1 {
			t.Errorf("%s: %s", i.Key, names(i.Agents))
		}
	}
	// A name cannot imitate another key.
	if nhi.ServiceAccountKey("a/b", "c", "d") == nhi.ServiceAccountKey("a", "b/c", "d") || nhi.SecretKey("s", "n", "a#b", "") == nhi.SecretKey("s", "n", "a", "b") {
		t.Error("keys collide")
	}
}

// A role that is known by its address here and by its ARN there is one, through
// any chain of names; what defines it speaks for it.
func TestAliases(t *testing.T) {
	m := newMaker("a.yaml")
	mention := m.identity("aws-arn:r")
	m.identity("other:r", "aws-arn:r")
	defined := m.identity("tf:r", "other:r")
	defined.Defined = true
	mention.DefaultSource = "said by the mention"
	a, b := m.agent("a"), m.agent("b")
	m.edge(nhi.RunsAs, a.Key, "aws-arn:r")
	m.edge(nhi.RunsAs, b.Key, "tf:r")
	g := m.grant("other:r")
	inv := Join(&m.facts, Options{Now: now})
	if len(inv.Identities) != 1 {
		t.Fatal(len(inv.Identities))
	}
	i := inv.Identities[0]
	if i.At != defined.At || i.SharedBy != 2 || names(i.Agents) != "a b" || !i.Bound || i.DefaultSource == "" || names(g.Agents) != "a b" {
		t.Errorf("%+v", i)
	}
}

// Roles that assume each other do not hang the walk, and it ends at its depth.
// TestPolicies: whoever is given a Vault policy by its name reaches the one
// definition of that name, and none of two.
func TestPolicies(t *testing.T) {
	for _, c := range []struct {
		name, want string
		define     func(*maker)
	}{
		{"a file", "planner 50", func(m *maker) { m.policy("file:a", "planner.hcl") }},
		{"two files", "", func(m *maker) { m.policy("file:a", "planner.hcl"); m.policy("file:b", "planner.hcl") }},
		{"a resource", "planner 100", func(m *maker) { m.policy("tf:a", "") }},
		{"a resource before a file", "planner 100", func(m *maker) { m.policy("tf:b", ""); m.policy("file:a", "planner.hcl") }},
		{"two resources", "", func(m *maker) { m.policy("tf:a", ""); m.policy("tf:b", "") }},
		{"nothing", "", func(*maker) {}},
	} {
		m := newMaker("a.yaml")
		a := m.agent("planner")
		given := m.identity("vault-policy:/planner")
		given.Kind = "vault-policy"
		m.edge(nhi.RunsAs, a.Key, given.Key)
		c.define(m)
		inv := Join(&m.facts, Options{Now: now})
		got := ""
		for _, g := range inv.Grants {
			for _, r := range g.Agents {
				got += fmt.Sprintf("%s %d", r.Name, r.Confidence)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func (m *maker) policy(key, file string) {
	i := m.identity(key)
	i.Name, i.Kind, i.Defined = "planner", "vault-policy", true
	if file != "" {
		i.Attributes = map[string]string{"named_by": file}
	}
	m.facts.Grants = append(m.facts.Grants, &nhi.Grant{Key: "grant:" + key, Identity: key, At: m.at()})
}

func TestClosures(t *testing.T) {
	m := newMaker("a.yaml")
	a := m.agent("a")
	const long = 8
	var grants []*nhi.Grant
	for n := range long {
		m.identity(fmt.Sprintf("role/%d", n))
		grants = append(grants, m.grant(fmt.Sprintf("role/%d", n)))
	}
	m.edge(nhi.RunsAs, a.Key, "role/0")
	for n := range long - 1 {
		e := m.edge(nhi.Reaches, fmt.Sprintf("role/%d", n), fmt.Sprintf("role/%d", n+1))
		e.Confidence = nhi.Certain - n
		m.edge(nhi.Reaches, fmt.Sprintf("role/%d", n+1), fmt.Sprintf("role/%d", n)) // and back
	}
	m.edge(nhi.Reaches, "role/2", "role/2")
	m.edge(nhi.Reaches, "role/1", "role/unknown")
	inv := Join(&m.facts, Options{Now: now})
	for n := range long {
		want := 0
		if n <= maxDepth {
			want = 1
		}
		if i := identity(t, inv, fmt.Sprintf("role/%d", n)); len(i.Agents) != want || len(grants[n].Agents) != want {
			t.Errorf("role/%d: %s, want %d", n, names(i.Agents), want)
		}
	}
	// The way is told, and is as sure as its weakest step.
	far := grants[maxDepth]
	if len(far.Path) != maxDepth+1 || far.Agents[0].Confidence != nhi.Certain-(maxDepth-1) {
		t.Errorf("%d steps, confidence %d", len(far.Path), far.Agents[0].Confidence)
	}
}

// Credentials that are read from each other, in a circle too, are all held.
func TestHeldThroughWhatIsRead(t *testing.T) {
	m := newMaker("a.yaml")
	a := m.agent("a")
	tool := &nhi.Tool{Key: "tool:t", Name: "t", Agent: a.Key, At: m.at()}
	m.facts.Tools = append(m.facts.Tools, tool)
	first, second, own := m.credential("c/1", ""), m.credential("c/2", ""), m.credential("c/3", "")
	m.edge(nhi.Holds, a.Key, "c/1")
	m.edge(nhi.Reads, "c/1", "c/2")
	m.edge(nhi.Reads, "c/2", "c/1")
	m.edge(nhi.Calls, a.Key, tool.Key)
	m.edge(nhi.Holds, tool.Key, "c/3")
	Join(&m.facts, Options{Now: now})
	for _, c := range []*nhi.Credential{first, second, own} {
		if names(c.Agents) != "a" || c.Agent != "a" || len(c.Path) == 0 {
			t.Errorf("%s: %s", c.Key, names(c.Agents))
		}
	}
	if names(own.Tools) != "t" || names(tool.Agents) != "a" || len(tool.Credentials) != 1 {
		t.Errorf("%s, %s", names(own.Tools), names(tool.Agents))
	}
}

// Equal secrets are one class, numbered by place, and the first speaks for all.
func TestEqualSecrets(t *testing.T) {
	m := newMaker("a.yaml")
	x1, y1, z, x2, y2, e1, e2 := m.credential("x1", "xxxx-1"), m.credential("y1", "yyyy-1"), m.credential("z", "zzzz-1"), m.credential("x2", "xxxx-1"), m.credential("y2", "yyyy-1"), m.credential("e1", ""), m.credential("e2", "")
	a, b := m.agent("a"), m.agent("b")
	m.edge(nhi.Holds, a.Key, "x1")
	m.edge(nhi.Holds, b.Key, "x2")
	inv := Join(&m.facts, Options{Now: now})
	if x1.Same != 1 || x2.Same != 1 || y1.Same != 2 || y2.Same != 2 || z.Same+e1.Same+e2.Same != 0 {
		t.Error(x1.Same, x2.Same, y1.Same, y2.Same, z.Same, e1.Same, e2.Same)
	}
	if names(x1.Agents) != "a b" || names(x2.Agents) != "b" {
		t.Errorf("%s; %s", names(x1.Agents), names(x2.Agents))
	}
	text, err := json.Marshal(inv)
	if err != nil || strings.Contains(string(text), "xxxx-1") {
		t.Error("the inventory tells the secret", err)
	}
}

// A literal and a mention of one key are one credential, at the literal.
func TestLiteralSpeaksForItsMentions(t *testing.T) {
	for _, order := range [][2]int{{0, 1}, {1, 0}} {
		m := newMaker("a.yaml")
		literal, mention := m.credential("c", "secret-text"), m.credential("c", "")
		mention.Vendor, mention.Store, literal.Store = "OpenAI", "env", "file"
		all := m.facts.Credentials
		m.facts.Credentials = []*nhi.Credential{all[order[0]], all[order[1]]}
		inv := Join(&m.facts, Options{Now: now})
		if len(inv.Credentials) != 1 {
			t.Fatal(len(inv.Credentials))
		}
		c := inv.Credentials[0]
		if c.Origin != nhi.FromLiteral || c.At != literal.At || c.Vendor != "OpenAI" || c.Secret.Empty() {
			t.Errorf("%+v", c)
		}
	}
	// At one and the same place too.
	m := newMaker("a.yaml")
	mention := m.credential("c", "")
	literal := m.credential("c", "secret-text")
	literal.At = mention.At
	if c := Join(&m.facts, Options{Now: now}).Credentials; len(c) != 1 || c[0].Origin != nhi.FromLiteral || c[0].Secret.Empty() {
		t.Errorf("%+v", c)
	}
	// Two readers see the same bytes under two keys.
	m = newMaker("a.yaml")
	one, two := m.credential("one", "secret-text"), m.credential("two", "secret-text")
	two.At = m.file.At(one.At.Start+1, one.At.End)
	if c := Join(&m.facts, Options{Now: now}).Credentials; len(c) != 1 || c[0].Same != 0 {
		t.Errorf("%+v", c)
	}
}

// Copies of one agent that take turns share nothing; what hides whether they are
// copies does not make them two.
// One literal is one credential, whoever saw it and however much around it; two in
// one value are two, and both have the value's holder.
func TestOverlaps(t *testing.T) {
	type fact struct {
		key        string
		start, end int
		secret     string
	}
	for name, c := range map[string]struct {
		facts []fact
		want  string
	}{
		"the same bytes":    {[]fact{{"literal:a/20", 20, 40, "s1"}, {"env:x", 20, 40, "s1"}}, "20-40 planner"},
		"a header":          {[]fact{{"literal:a/27", 27, 40, "s1"}, {"env:x", 20, 40, "Bearer s1"}}, "27-40 planner"},
		"two in one value":  {[]fact{{"env:x", 20, 90, "both"}, {"literal:a/30", 30, 40, "s1"}, {"literal:a/60", 60, 80, "s2"}}, "30-40 planner, 60-80 planner"},
		"twice in a value":  {[]fact{{"env:x", 20, 90, "both"}, {"literal:a/30", 30, 40, "s1"}, {"literal:a/60", 60, 70, "s1"}}, "30-40 planner"},
		"side by side":      {[]fact{{"literal:a/20", 20, 30, "s1"}, {"env:x", 30, 40, "s2"}}, "20-30 , 30-40 planner"},
		"seen by three":     {[]fact{{"literal:a/30", 30, 40, "s1"}, {"arg:y", 25, 45, "t=s1"}, {"env:x", 20, 50, "u t=s1"}}, "30-40 planner"},
		"one reaches later": {[]fact{{"env:x", 20, 40, "s1"}, {"literal:a/30", 30, 50, "s1 s1"}}, "20-40 planner"},
	} {
		m := newMaker("a")
		a := m.agent("planner")
		for _, f := range c.facts {
			m.credential(f.key, f.secret).At = m.file.At(f.start, f.end)
		}
		m.edge(nhi.Holds, a.Key, "env:x")
		inv := Join(&m.facts, Options{Now: now})
		var got []string
		for _, x := range inv.Credentials {
			got = append(got, fmt.Sprintf("%d-%d %s", x.At.Start, x.At.End, x.Agent))
			for _, s := range x.Related {
				if s.Note == "also named here" && s.At.Overlaps(x.At) {
					t.Errorf("%s: told twice", name)
				}
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", name, s, c.want)
		}
	}
}

func TestFamilies(t *testing.T) {
	for _, c := range []struct {
		families []string
		shared   int
	}{
		{[]string{"triage app/triage", "triage app/triage"}, 1},
		{[]string{"triage app/triage", "refund app/refund"}, 2},
		{[]string{"triage app/triage", "triage app/refund"}, 2},
		{[]string{"", ""}, 2},
		{[]string{"triage app/triage", ""}, 2},
		{[]string{"triage", "triage app/triage"}, 1},
		{[]string{"triage ${IMAGE}", "triage app/triage"}, 1},
		{[]string{"{{ .name }} app/triage", "triage app/triage"}, 1},
		{[]string{"{{ .name }} app/other", "triage app/triage"}, 2},
		{[]string{"triage ${IMAGE}", "triage app/a", "triage app/b"}, 2},
	} {
		m := newMaker("a.yaml")
		m.identity("i")
		for n, f := range c.families {
			a := m.agent(fmt.Sprint("a", n))
			a.Family = f
			m.edge(nhi.RunsAs, a.Key, "i")
		}
		if got := identity(t, Join(&m.facts, Options{Now: now}), "i").SharedBy; got != c.shared {
			t.Errorf("%q: shared by %d, want %d", c.families, got, c.shared)
		}
	}
	m := newMaker("a.yaml")
	m.identity("i")
	blue, green, web := m.agent("blue"), m.agent("green"), m.agent("web")
	blue.Family, green.Family, web.Family = "triage app/triage", "triage app/triage", "web app/web"
	green.Score, web.Score = 0, 0
	for _, a := range m.facts.Agents {
		m.edge(nhi.RunsAs, a.Key, "i")
	}
	if i := identity(t, Join(&m.facts, Options{Now: now}), "i"); names(i.Workloads) != "web" {
		t.Errorf("beside blue there is %q, want web", names(i.Workloads))
	}
}

func TestAgentsAreChosen(t *testing.T) {
	m := newMaker("a.yaml")
	in, out, low, high := m.agent("in"), m.agent("out"), m.agent("low"), m.agent("high")
	in.Score, low.Score, high.Score = 0, nhi.AgentScore-1, nhi.AgentScore
	inv := Join(&m.facts, Options{
		Now: now, Include: func(a *nhi.Agent) bool { return a == in }, Exclude: func(a *nhi.Agent) bool { return a == out },
	})
	if got := fmt.Sprintf("%s %s, %d", inv.Agents[0].Name, inv.Agents[1].Name, len(inv.Workloads)); got != "in high, 2" {
		t.Error(got)
	}
}

func TestLifetimes(t *testing.T) {
	lives := Lives{Good: time.Hour, Quiet: 24 * time.Hour, Standing: 90 * 24 * time.Hour}
	const day = 86400
	for _, c := range []struct {
		life    nhi.Lifetime
		band    string
		text    string
		expired bool
	}{
		{nhi.Lifetime{}, "", "", false},
		{nhi.Lifetime{Seconds: 5}, "", "", false}, // not known
		{nhi.Lifetime{Known: true, Seconds: 1}, "good", "1 second", false},
		{nhi.Lifetime{Known: true, Seconds: 900}, "good", "15 minutes", false},
		{nhi.Lifetime{Known: true, Seconds: 3600}, "good", "1 hour", false},
		{nhi.Lifetime{Known: true, Seconds: 3601}, "quiet", "1 hour", false},
		{nhi.Lifetime{Known: true, Seconds: day}, "quiet", "24 hours", false},
		{nhi.Lifetime{Known: true, Seconds: day + 1}, "long", "24 hours", false},
		{nhi.Lifetime{Known: true, Seconds: 90 * day}, "long", "90 days", false},
		{nhi.Lifetime{Known: true, Seconds: 90*day + 1}, "standing", "90 days", false},
		{nhi.Lifetime{Known: true, Seconds: 365 * day}, "standing", "1 year", false},
		{nhi.Lifetime{Known: true, Seconds: 1 << 62}, "standing", "", false},
		{nhi.Lifetime{Known: true, Never: true}, "standing", "no expiry", false},
		{nhi.Lifetime{Known: true, Renewable: true, Seconds: 60}, "standing", "renewable without end", false},
		{nhi.Lifetime{Known: true, Expires: "2026-10-31"}, "good", "expired on 2026-10-31", true},
		{nhi.Lifetime{Known: true, Never: true, Expires: "2026-10-31"}, "good", "expired on 2026-10-31", true},
		{nhi.Lifetime{Known: true, Expires: "2026-11-01T00:30:00Z"}, "good", "30 minutes", false},
		{nhi.Lifetime{Known: true, Expires: "2026-12-01T00:00:00Z"}, "long", "30 days", false},
		{nhi.Lifetime{Known: true, Expires: "2036-11-01"}, "standing", "", false},
		{nhi.Lifetime{Known: true, Seconds: 60, Expires: "some day"}, "good", "1 minute", false},
	} {
		m := newMaker("a.yaml")
		cred := m.credential("c", "")
		cred.Lifetime = c.life
		Join(&m.facts, Options{Now: now, Lives: func(string, string) Lives { return lives }})
		if l := cred.Lifetime; l.Band != c.band || c.text != "" && l.Text != c.text || l.Expired != c.expired {
			t.Errorf("%+v: band %q, text %q, expired %v", c.life, l.Band, l.Text, l.Expired)
		}
	}
}

// random builds facts with everything that a join relates.
func random(seed uint64) *nhi.Facts {
	r := rand.New(rand.NewPCG(seed, 1))
	all := &nhi.Facts{}
	for f := range 3 {
		m := newMaker(fmt.Sprintf("%d.yaml", f))
		id := func(kind string) string { return fmt.Sprintf("%s/%d", kind, r.IntN(6)) }
		for range 6 {
			a := m.agent(id("a"))
			a.Score, a.Family = r.IntN(101), []string{"", "x", "x y", "z"}[r.IntN(4)]
			a.Evidence = []nhi.Evidence{{Weight: 1, Reason: id("why"), At: m.at()}}
			m.identity(id("i"), id("i")).Defined = r.IntN(2) == 0
			m.credential(id("c"), []string{"", "secret-1", "secret-2"}[r.IntN(3)]).Aliases = []string{id("alias")}
			m.facts.Tools = append(m.facts.Tools, &nhi.Tool{Key: id("t"), Name: id("t"), Writes: nhi.Bool(true), Approved: nhi.Bool(r.IntN(2) == 0), At: m.at()})
			m.edge(nhi.RunsAs, "agent:"+id("a"), id("i"))
			m.edge(nhi.Reaches, id("i"), id("i")).Confidence = r.IntN(101)
			m.edge(nhi.Holds, "agent:"+id("a"), id("c"))
			m.edge(nhi.Holds, id("t"), id("c"))
			m.edge(nhi.Calls, "agent:"+id("a"), id("t"))
			m.edge(nhi.Reads, id("c"), id("c"))
			m.edge(nhi.DelegatesTo, "agent:"+id("a"), "agent:"+id("a"))
			m.grant(id("i")).Writes = r.IntN(2) == 0
			m.facts.Controls = append(m.facts.Controls, &nhi.Control{Key: id("k"), Kind: "approval", State: "off", Subject: "agent:" + id("a"), At: m.at()})
		}
		all.Add(&m.facts)
	}
	// Two readers see the same place. They do not say the same key of it twice.
	v := reflect.ValueOf(all).Elem()
	for i := range v.NumField() {
		seen := map[string]bool{}
		for j := range v.Field(i).Len() {
			fact := reflect.Indirect(v.Field(i).Index(j))
			if key := fact.FieldByName("Key"); key.IsValid() {
				seen[key.String()+fact.FieldByName("At").Interface().(nhi.Span).String()] = true
			}
		}
		for j := range v.Field(i).Len() {
			fact, other := reflect.Indirect(v.Field(i).Index(j)), reflect.Indirect(v.Field(i).Index(r.IntN(v.Field(i).Len())))
			key := fact.FieldByName("Key")
			if !key.IsValid() {
				continue
			}
			at := other.FieldByName("At")
			if id := key.String() + at.Interface().(nhi.Span).String(); other.FieldByName("Key").String() != key.String() && !seen[id] && r.IntN(3) == 0 {
				seen[id] = true
				fact.FieldByName("At").Set(at)
			}
		}
	}
	return all
}

// The inventory does not depend on the order in which facts come.
func TestOrderDoesNotMatter(t *testing.T) {
	for seed := range uint64(50) {
		var want string
		for turn := range uint64(6) {
			facts := random(seed)
			if turn > 0 {
				r := rand.New(rand.NewPCG(seed, turn))
				v := reflect.ValueOf(facts).Elem()
				for i := range v.NumField() {
					r.Shuffle(v.Field(i).Len(), reflect.Swapper(v.Field(i).Interface()))
				}
			}
			text, err := json.MarshalIndent(Join(facts, Options{Now: now}), "", " ")
			if err != nil {
				t.Fatal(err)
			}
			if turn == 0 {
				want = string(text)
			} else if got := string(text); got != want {
				a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
				for i := range min(len(a), len(b)) {
					if a[i] != b[i] {
						t.Fatalf("seed %d, turn %d, line %d: %s, then %s (%s)", seed, turn, i, a[i], b[i], strings.Join(a[max(0, i-6):i], " "))
					}
				}
				t.Fatalf("seed %d, turn %d: %d and %d lines", seed, turn, len(a), len(b))
			}
		}
	}
}

// Nothing at all is an inventory too, and its lists are there.
func TestEmpty(t *testing.T) {
	text, err := json.Marshal(Join(&nhi.Facts{}, Options{Now: now}))
	if err != nil || strings.Contains(string(text), `"agents":null`) || strings.Contains(string(text), `"credentials":null`) {
		t.Errorf("%s %v", text, err)
	}
}

// Who holds a credential reaches what it gives, and what the identity has that it
// proves, itself or by becoming another.
func TestHoldersReachGrants(t *testing.T) {
	m := newMaker("a.yaml")
	m.identity("user:u")
	m.identity("role:r")
	m.edge(nhi.Reaches, "user:u", "role:r")
	key := m.credential("key:k", "")
	key.Subject = "user:u"
	token := m.credential("token:t", "")
	a, b, c := m.agent("a"), m.agent("b"), m.agent("c")
	m.edge(nhi.Holds, a.Key, key.Key)
	m.edge(nhi.Holds, b.Key, token.Key)
	m.edge(nhi.Holds, c.Key, "other:o")
	of := map[string]*nhi.Grant{"user:u": m.grant("user:u"), "role:r": m.grant("role:r"), "token:t": m.grant("token:t")}
	Join(&m.facts, Options{Now: now})
	for identity, want := range map[string]string{"user:u": "a", "role:r": "a", "token:t": "b"} {
		if got := names(of[identity].Agents); got != want {
			t.Errorf("%s is reached by %q, want %q", identity, got, want)
		}
	}
}
