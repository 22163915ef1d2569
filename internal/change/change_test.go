package change

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/join"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/picture"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const secret = "s3cr3t-that-nobody-may-read-0123456789"

// world is a small platform in one file: two agents with an account each, a key, a
// grant, and an approval.
func world(dir string) *nhi.Facts {
	f := nhi.NewFile(dir+"/agents.yaml", []byte(strings.Repeat("line of the file\n", 40)))
	at := f.LineSpan
	agent := func(line int, name string) *nhi.Agent {
		return &nhi.Agent{Key: nhi.Key("a", dir, name), Name: name, Kind: "workload", Platform: "kubernetes", Score: 95, Family: name + " " + name, At: at(line)}
	}
	key := func(kind, name string) string { return nhi.Key(kind, dir, name) }
	edge := func(kind nhi.EdgeKind, from, to string) *nhi.Edge {
		return &nhi.Edge{Kind: kind, From: from, To: to, Confidence: nhi.Certain, At: at(1)}
	}
	return &nhi.Facts{
		Agents: []*nhi.Agent{agent(1, "triage"), agent(2, "refund")},
		Identities: []*nhi.Identity{
			{Key: key("i", "triage"), Name: "triage", Kind: "service-account", Platform: "kubernetes", Namespace: "support", Defined: true, At: at(3)},
			{Key: key("i", "refund"), Name: "refund", Kind: "service-account", Platform: "kubernetes", Namespace: "support", Defined: true, At: at(4)},
		},
		Credentials: []*nhi.Credential{{
			Key: key("c", "key"), Kind: "api-key", Title: "API key", Name: "MODEL_KEY", Origin: nhi.FromLiteral, Secret: nhi.NewSecret(secret),
			Lifetime: nhi.Lifetime{Known: true, Seconds: 3600, Basis: nhi.Written}, At: at(5),
		}},
		Grants: []*nhi.Grant{
			{Key: key("g", "read"), Identity: key("i", "triage"), System: "aws", Name: "read", Actions: []string{"s3:GetObject"}, Resources: []string{"arn:aws:s3:::a/*"}, Breadth: "narrow", At: at(6)},
			{Key: key("g", "open"), Identity: key("i", "refund"), System: "aws", Name: "open", Actions: []string{"s3:*"}, Resources: []string{"*"}, Breadth: "wildcard", Writes: true, At: at(7)},
		},
		Controls: []*nhi.Control{
			{Key: key("k", "ask"), Kind: "approval", Name: "ask", State: "present", Subject: key("a", "triage"), At: at(8)},
			{Key: key("k", "box"), Kind: "sandbox", Name: "gVisor", State: "present", Subject: key("a", "triage"), At: at(9)},
			{Key: key("k", "log"), Kind: "audit", Name: "trail", State: "present", Subject: "trail", At: at(10)},
		},
		Edges: []*nhi.Edge{
			edge(nhi.RunsAs, key("a", "triage"), key("i", "triage")), edge(nhi.RunsAs, key("a", "refund"), key("i", "refund")),
			edge(nhi.Holds, key("a", "triage"), key("c", "key")),
		},
	}
}

// found is a finding about the open grant.
func found(facts *nhi.Facts, level nhi.Level, message string) *nhi.Finding {
	g := facts.Grants[1]
	return &nhi.Finding{Rule: &nhi.Rule{Name: "wildcard-grant", Remediation: "Narrow it."}, Level: level, Message: message, At: g.At, Subject: g.Key + "→" + g.Identity, Fault: "s3"}
}

// numbered is a finding about a secret that has a number.
func numbered(n int) *nhi.Finding {
	f := found(world("deploy"), nhi.Error, "A wildcard.")
	f.Same = n
	return f
}

// seen is a finding with other places.
func seen(notes ...string) *nhi.Finding {
	f := found(world("deploy"), nhi.Error, fmt.Sprintf("Seen %d.", len(notes)))
	for _, n := range notes {
		f.Related = append(f.Related, nhi.Step{At: f.At, Note: n})
	}
	return f
}

func input(name string, facts *nhi.Facts, findings ...*nhi.Finding) Input {
	inv := join.Join(facts, join.Options{Now: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)})
	in := Input{Revision: name, Secrets: map[string]int{}, Picture: picture.New(inv, &nhi.Report{Now: "2026-11-24", Version: "0.0.0", Findings: findings}, picture.Options{All: true, Ignored: true})}
	for i, f := range findings {
		in.Secrets[fmt.Sprint("finding-", i+1)] = f.Same
	}
	return in
}

func told(c *Changes) []string {
	out := []string{}
	for _, x := range c.Changes {
		out = append(out, string(x.Kind)+": "+x.Message)
	}
	return out
}

// TestCompare changes one thing at a time. The opposite change has the opposite
// kind.
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*nhi.Facts)
		want   []string
		back   []string
	}{
		{"nothing", func(f *nhi.Facts) {}, nil, nil},
		{"a grant", func(f *nhi.Facts) {
			f.Grants = append(f.Grants, &nhi.Grant{Key: "g:new", Identity: f.Identities[0].Key, System: "aws", Name: "all", Actions: []string{"*"}, Resources: []string{"*"}, Breadth: "admin", At: f.Grants[0].At})
		}, []string{"grant-new: The service account 'triage' on kubernetes may now: * on * (admin on aws, 'all'); 'triage' can use it."}, []string{"grant-gone: The service account 'triage' on kubernetes may no longer: * on * (admin on aws, 'all')."}},
		{"a grant that no agent reaches", func(f *nhi.Facts) {
			at := f.Grants[0].At
			f.Identities = append(f.Identities, &nhi.Identity{Key: "i:idle", Name: "idle", Kind: "role", Platform: "aws", At: at})
			for _, name := range []string{"one", "two"} {
				f.Grants = append(f.Grants, &nhi.Grant{Key: "g:" + name, Identity: "i:idle", System: "aws", Name: name, Actions: []string{"s3:Get" + name}, Breadth: "narrow", At: at})
			}
		}, []string{"grant-elsewhere: The role 'idle' on aws may now: s3:Getone (narrow on aws, 'one'); s3:Gettwo (narrow on aws, 'two')."},
			[]string{"grant-gone: The role 'idle' on aws may no longer: s3:Getone (narrow on aws, 'one'); s3:Gettwo (narrow on aws, 'two')."}},
		{"a breadth", func(f *nhi.Facts) {
			f.Grants[0].Breadth, f.Grants[0].Actions, f.Grants[0].Resources = "wildcard", []string{"s3:*"}, []string{"*"}
		}, []string{"grant-wider: The service account 'triage' on kubernetes may do more now, by 'read' on aws: wildcard instead of narrow; 'triage' can use it."},
			[]string{"grant-narrower: The service account 'triage' on kubernetes may do less now, by 'read' on aws: narrow instead of wildcard."}},
		{"an action", func(f *nhi.Facts) { f.Grants[0].Actions = append(f.Grants[0].Actions, "s3:PutObject") },
			[]string{"grant-wider: The service account 'triage' on kubernetes may do more now, by 'read' on aws: s3:PutObject as well; 'triage' can use it."},
			[]string{"grant-narrower: The service account 'triage' on kubernetes may do less now, by 'read' on aws: no longer s3:PutObject."}},
		{"a condition", func(f *nhi.Facts) { f.Grants[0].Conditions = []string{"aws:SourceVpc = vpc-1"} },
			[]string{"grant-narrower: The service account 'triage' on kubernetes may do less now, by 'read' on aws: only where aws:SourceVpc = vpc-1."},
			[]string{"grant-wider: The service account 'triage' on kubernetes may do more now, by 'read' on aws: no longer only where aws:SourceVpc = vpc-1; 'triage' can use it."}},
		{"a life", func(f *nhi.Facts) { f.Credentials[0].Lifetime = nhi.Lifetime{Known: true, Never: true} },
			[]string{"life-longer: API key 'MODEL_KEY' of agent 'triage' lives longer now: no expiry, and had 1 hour."},
			[]string{"life-shorter: API key 'MODEL_KEY' of agent 'triage' lives shorter now: 1 hour, and had no expiry."}},
		{"an unknown life", func(f *nhi.Facts) { f.Credentials[0].Lifetime = nhi.Lifetime{} }, nil, nil},
		{"another secret", func(f *nhi.Facts) { f.Credentials[0].Secret = nhi.NewSecret(secret + "-rotated") }, nil, nil},
		{"a long-lived credential", func(f *nhi.Facts) {
			f.Credentials = append(f.Credentials, &nhi.Credential{Key: "c:new", Kind: "password", Title: "Password", Name: "DB", Lifetime: nhi.Lifetime{Known: true, Never: true}, At: f.Credentials[0].At})
			f.Edges = append(f.Edges, &nhi.Edge{Kind: nhi.Holds, From: f.Agents[1].Key, To: "c:new", Confidence: nhi.Certain, At: f.Credentials[0].At})
		}, []string{"standing-new: Password 'DB' of agent 'refund' is new and long-lived (no expiry)."}, []string{"standing-gone: Password 'DB' of agent 'refund', which was long-lived (no expiry), is gone."}},
		{"sharing", func(f *nhi.Facts) { f.Edges[1].To = f.Identities[0].Key }, []string{
			"shared-more: The service account 'triage' on kubernetes is shared by 2 agents now: 'triage', 'refund'.",
			"runs-as-new: Agent 'refund' (workload on kubernetes) runs as the service account 'triage' on kubernetes now.",
		}, []string{
			"runs-as-new: Agent 'refund' (workload on kubernetes) runs as the service account 'refund' on kubernetes now.",
			"shared-less: The service account 'triage' on kubernetes is not shared now, and was shared by 2 agents.",
		}},
		{"approval removed", func(f *nhi.Facts) { f.Controls = f.Controls[1:] },
			[]string{"approval-gone: Approval of agent 'triage' (workload on kubernetes) is no longer on."}, []string{"gate-new: Approval of agent 'triage' (workload on kubernetes) is on now, and was not said."}},
		{"approval off", func(f *nhi.Facts) { f.Controls[0].State = "off" },
			[]string{"approval-gone: Approval of agent 'triage' (workload on kubernetes) is off now, and was on."}, []string{"gate-new: Approval of agent 'triage' (workload on kubernetes) is on now, and was off."}},
		{"sandbox off", func(f *nhi.Facts) { f.Controls[1].State = "off" },
			[]string{"gate-gone: Sandbox of agent 'triage' (workload on kubernetes) is off now, and was on."}, []string{"gate-new: Sandbox of agent 'triage' (workload on kubernetes) is on now, and was off."}},
		{"audit off", func(f *nhi.Facts) { f.Controls[2].State = "off" }, []string{"audit-gone: Audit is off now: 'trail'."}, []string{"gate-new: Audit is present now: 'trail'."}},
		{"delegation", func(f *nhi.Facts) {
			f.Edges = append(f.Edges, &nhi.Edge{Kind: nhi.DelegatesTo, From: f.Agents[0].Key, To: f.Agents[1].Key, Confidence: nhi.Certain, At: f.Agents[0].At})
		}, []string{"delegation-new: Agent 'triage' (workload on kubernetes) can have agent 'refund' (workload on kubernetes) act for it now."}, nil},
		{"an agent with all that it has", func(f *nhi.Facts) {
			at := f.Agents[0].At
			f.Agents = append(f.Agents, &nhi.Agent{Key: "a:new", Name: "billing", Kind: "ci-job", Platform: "github-actions", Environment: "prod", Score: 90, Family: "b b", At: at})
			f.Identities = append(f.Identities, &nhi.Identity{Key: "i:new", Name: "billing", Kind: "role", Platform: "aws", At: at})
			f.Grants = append(f.Grants, &nhi.Grant{Key: "g:new", Identity: "i:new", System: "aws", Breadth: "wildcard", Actions: []string{"s3:*"}, At: at})
			f.Edges = append(f.Edges, &nhi.Edge{Kind: nhi.RunsAs, From: "a:new", To: "i:new", Confidence: nhi.Certain, At: at})
		}, []string{"agent-new: Agent 'billing' (ci job on github-actions, prod) is new: it runs as the role 'billing' on aws, has 1 grant of breadth wildcard on aws."},
			[]string{"agent-gone: Agent 'billing' (ci job on github-actions, prod) is gone."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := func() *nhi.Facts { f := world("deploy"); c.change(f); return f }
			if got := told(Compare(input("a", world("deploy")), input("b", changed()))); !slices.Equal(got, append([]string{}, c.want...)) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			if got := told(Compare(input("a", changed()), input("b", world("deploy")))); !slices.Equal(got, append([]string{}, c.back...)) {
				t.Errorf("back: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.back, "\n"))
			}
			// The same in another folder, with other keys.
			moved := world("k8s/prod")
			c.change(moved)
			if got := told(Compare(input("a", world("deploy")), input("b", moved))); !slices.Equal(got, append([]string{}, c.want...)) {
				t.Errorf("moved: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestFindings(t *testing.T) {
	ignored := found(world("deploy"), nhi.Error, "A wildcard.")
	ignored.Suppressed = &nhi.Suppression{Reason: "accepted"}
	for _, c := range []struct {
		name       string
		base, head []*nhi.Finding
		dir        string
		want       []string
	}{
		{"new", nil, []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard.")}, "deploy", []string{"finding-new: A wildcard."}},
		{"gone", []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard.")}, nil, "deploy", []string{"finding-gone: A wildcard."}},
		{"stays", []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard.")}, []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard.")}, "deploy", []string{}},
		{"moved", []*nhi.Finding{found(world("deploy"), nhi.Error, "In deploy/agents.yaml.")}, []*nhi.Finding{found(world("k8s"), nhi.Error, "In k8s/agents.yaml.")}, "k8s", []string{}},
		{"louder", []*nhi.Finding{found(world("deploy"), nhi.Note, "A wildcard.")}, []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard.")}, "deploy", []string{"finding-grown: A wildcard."}},
		{"new and ignored", nil, []*nhi.Finding{ignored}, "deploy", []string{"finding-new: A wildcard. The change ignores it: accepted"}},
		{"ignored before", []*nhi.Finding{ignored}, []*nhi.Finding{ignored}, "deploy", []string{}},
		{"no longer ignored", []*nhi.Finding{ignored}, []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard.")}, "deploy", []string{"finding-new: A wildcard."}},
		{"ignored and gone", []*nhi.Finding{ignored}, nil, "deploy", []string{}},
		{"another secret", []*nhi.Finding{numbered(1)}, []*nhi.Finding{numbered(2)}, "deploy", []string{"finding-new: A wildcard.", "finding-gone: A wildcard."}},
		{"the same secret", []*nhi.Finding{numbered(1)}, []*nhi.Finding{numbered(1)}, "deploy", []string{}},
		{"a place more", []*nhi.Finding{seen("a")}, []*nhi.Finding{seen("a", "b")}, "deploy", []string{"finding-grown: Seen 2."}},
		{"a place less", []*nhi.Finding{seen("a", "b")}, []*nhi.Finding{seen("a")}, "deploy", []string{}},
		{"another place", []*nhi.Finding{seen("a", "b")}, []*nhi.Finding{seen("a", "c")}, "deploy", []string{"finding-grown: Seen 2."}},
		{"quieter", []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard.")}, []*nhi.Finding{found(world("deploy"), nhi.Note, "A wildcard.")}, "deploy", []string{}},
		{"a second of the kind", []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard.")}, []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard."), found(world("deploy"), nhi.Error, "A wildcard.")}, "deploy", []string{"finding-new: A wildcard."}},
		{"ignored", []*nhi.Finding{found(world("deploy"), nhi.Error, "A wildcard.")}, []*nhi.Finding{ignored}, "deploy", []string{"finding-ignored: A wildcard. Ignored: accepted"}},
	} {
		got := Compare(input("a", world("deploy"), c.base...), input("b", world(c.dir), c.head...))
		if !slices.Equal(told(got), c.want) {
			t.Errorf("%s: got %q, want %q", c.name, told(got), c.want)
		}
		fails := got.Fails(func(x Change) bool { return x.Level.Rank() >= nhi.Warning.Rank() })
		if want := len(c.want) > 0 && (strings.HasPrefix(c.want[0], "finding-new") || strings.HasPrefix(c.want[0], "finding-grown")); fails != want {
			t.Errorf("%s: fails is %v", c.name, fails)
		}
	}
}

// TestForms holds for every form: the same every time, no secret, nothing that a
// terminal or a page obeys.
func TestForms(t *testing.T) {
	const hostile = "x</details>|[a](http://b)\x1b[2J\u202e@team"
	compare := func() *Changes {
		f := world("deploy")
		f.Agents[0].Name, f.Identities[0].Name = hostile, hostile
		f.Credentials[0].Lifetime.Seconds = 7200
		f.Credentials[0].Secret = nhi.NewSecret(secret + secret)
		return Compare(input("main", world("deploy")), input("work tree", f, found(f, nhi.Error, "About "+hostile)))
	}
	for name, write := range map[string]func(*bytes.Buffer, *Changes) error{
		"text": func(b *bytes.Buffer, c *Changes) error { return Text(b, c) }, "markdown": func(b *bytes.Buffer, c *Changes) error { return Markdown(b, c) },
		"json": func(b *bytes.Buffer, c *Changes) error { return JSON(b, c) },
	} {
		var one, two bytes.Buffer
		for _, b := range []*bytes.Buffer{&one, &two} {
			if err := write(b, compare()); err != nil {
				t.Fatal(err)
			}
		}
		if one.String() != two.String() {
			t.Errorf("%s differs from one time to the next", name)
		}
		bad := []string{secret, "\x1b", "\u202e"}
		if name == "markdown" {
			bad = append(bad, "x</details>", "http://", "@team")
		}
		for _, b := range bad {
			if strings.Contains(one.String(), b) {
				t.Errorf("%s has %q:\n%s", name, b, &one)
			}
		}
	}
}

// TestMarkdownFits: a comment has an end, whatever the names are.
func TestMarkdownFits(t *testing.T) {
	f := world("deploy")
	var all []*nhi.Finding
	for i := range 2000 {
		all = append(all, found(f, nhi.Error, fmt.Sprint(i, strings.Repeat("|", 500))))
	}
	var b bytes.Buffer
	if err := Markdown(&b, Compare(input("a", world("deploy")), input("b", f, all...))); err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(b.String())); n > 65_536 || n < 10_000 {
		t.Errorf("%d characters", n)
	}
	if !strings.Contains(b.String(), "more; the JSON form lists them") {
		t.Error("nothing says that it was cut")
	}
}

func TestSchema(t *testing.T) {
	text, err := json.MarshalIndent(Schema(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	path := "../../docs/diff.schema.json"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if stored, err := os.ReadFile(path); err != nil || !bytes.Equal(stored, append(text, '\n')) {
		t.Errorf("%s is stale (UPDATE=1 rewrites it): %v", path, err)
	}
	compiler := jsonschema.NewCompiler()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiler.AddResource("diff.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("diff.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, head := range []*nhi.Facts{world("deploy"), {}} {
		var b bytes.Buffer
		if err := JSON(&b, Compare(input("a", world("deploy")), input("b", head))); err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(&b)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("the JSON form breaks its schema: %v", err)
		}
	}
}

// TestKinds: every kind is told, and has its words.
func TestKinds(t *testing.T) {
	seen := map[Kind]bool{}
	for _, k := range Kinds {
		if seen[k.Kind] || k.Title == "" || k.One == "" || k.Many == "" || k.Way == "" {
			t.Errorf("kind %s is there twice, or lacks a word", k.Kind)
		}
		seen[k.Kind] = true
	}
}

func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{125, 5000} { // agents, with four things each
		b.Run(fmt.Sprint(4*n), func(b *testing.B) {
			base, head := input("a", crowd("one", n)), input("b", crowd("two", n))
			b.ReportAllocs()
			for b.Loop() {
				if c := Compare(base, head); len(c.Changes) != 0 {
					b.Fatal(told(c)[0])
				}
			}
		})
	}
}

// crowd are n agents with an account, a key and a grant each.
func crowd(dir string, n int) *nhi.Facts {
	f := nhi.NewFile(dir+"/crowd.yaml", []byte(strings.Repeat("a line\n", n+1)))
	facts := &nhi.Facts{}
	for i := range n {
		name, at := fmt.Sprintf("agent-%05d", i), f.LineSpan(i+1)
		key := func(kind string) string { return nhi.Key(kind, dir, name) }
		facts.Agents = append(facts.Agents, &nhi.Agent{Key: key("a"), Name: name, Kind: "workload", Platform: "kubernetes", Score: 90, Family: name + " " + name, At: at})
		facts.Identities = append(facts.Identities, &nhi.Identity{Key: key("i"), Name: name, Kind: "service-account", Platform: "kubernetes", Defined: true, At: at})
		facts.Credentials = append(facts.Credentials, &nhi.Credential{Key: key("c"), Name: name + "-key", Kind: "api-key", Origin: nhi.FromStore, At: at})
		facts.Grants = append(facts.Grants, &nhi.Grant{Key: key("g"), Identity: key("i"), System: "aws", Name: name, Breadth: "narrow", At: at})
		facts.Edges = append(facts.Edges, &nhi.Edge{Kind: nhi.RunsAs, From: key("a"), To: key("i"), Confidence: nhi.Certain, At: at}, &nhi.Edge{Kind: nhi.Holds, From: key("a"), To: key("c"), Confidence: nhi.Certain, At: at})
	}
	return facts
}
