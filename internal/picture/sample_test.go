package picture

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/join"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var now = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

const secret = "s3cr3t-that-nobody-may-read-0123456789"

// hostile is a name that means something to every form.
const hostile = "</script><script>alert(1)</script>\u2028\"]\n --> x[\"'&`|{{.}}\x1b[2J\u202e"

var yes, no = true, false

// sample are two agents that share an account, a role behind it, a tool with a
// token and a delegate with a hostile name.
func sample() *nhi.Facts {
	f := nhi.NewFile("deploy/agents.yaml", []byte(strings.Repeat("line of the file\n", 40)))
	at := func(line int) nhi.Span { return f.LineSpan(line) }
	agent := func(line int, name string) *nhi.Agent {
		return &nhi.Agent{Key: "a:" + name, Name: name, Kind: "workload", Platform: "kubernetes", Environment: "prod", Score: 95, ActsFor: "self", Family: name + " " + name,
			Evidence: []nhi.Evidence{{Weight: 25, Reason: "names an MCP endpoint", At: at(line)}, {Weight: 70, Reason: "runs a framework", At: at(line)}}, At: at(line)}
	}
	edge := func(kind nhi.EdgeKind, from, to string, confidence int) *nhi.Edge {
		return &nhi.Edge{Kind: kind, From: from, To: to, Confidence: confidence, At: at(1)}
	}
	return &nhi.Facts{
		Agents: []*nhi.Agent{agent(1, "triage"), agent(2, "refund"), agent(3, hostile)},
		Identities: []*nhi.Identity{
			{Key: "i:bots", Name: "bots", Kind: "service-account", Platform: "kubernetes", Defined: true, At: at(4)},
			{Key: "i:role", Aliases: []string{"aws-arn:role"}, Name: "bots-role", Kind: "role", Platform: "aws", Defined: true, At: at(5)},
			{Key: "i:idle", Name: "idle", Kind: "role", Platform: "aws", Defined: true, At: at(6)},
		},
		Credentials: []*nhi.Credential{
			{Key: "c:key", Kind: "openai-api-key", Title: "OpenAI API key", Vendor: "OpenAI", Name: "OPENAI_API_KEY", Origin: nhi.FromLiteral, Store: "env", Static: true,
				Secret: nhi.NewSecret(secret), Lifetime: nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural}, At: at(7)},
			{Key: "c:session", Kind: "role-session", Title: "role session", Name: "bots-role", Origin: nhi.FromIssuer, Subject: "aws-arn:role",
				Lifetime: nhi.Lifetime{Known: true, Seconds: 3600, Basis: nhi.Written}, At: at(8)},
			{Key: "c:tool", Kind: "token", Title: "Token", Name: "TRACKER_TOKEN", Origin: nhi.FromStore, Store: "header", At: at(9)},
		},
		Grants: []*nhi.Grant{
			{Key: "g:all", Identity: "aws-arn:role", System: "aws", Name: "everything", Actions: []string{"*"}, Resources: []string{"*"}, Breadth: "admin", Writes: true, Hazards: []string{"escalation"}, At: at(10)},
			{Key: "g:pods", Identity: "i:bots", System: "kubernetes", Actions: []string{"get", "list", "watch"}, Resources: []string{"pods"}, Breadth: "narrow", At: at(11)},
			{Key: "g:tool", Identity: "t:tracker", System: "github", Name: "issues", Breadth: "narrow", Writes: true, At: at(12)},
			{Key: "g:idle", Identity: "i:idle", System: "aws", Name: "idle", Breadth: "broad", At: at(13)},
		},
		Tools: []*nhi.Tool{{Key: "t:tracker", Name: "tracker", Kind: "mcp-http", URL: "https://tracker.example.com/mcp", Writes: &yes, Approved: &no, At: at(14)}},
		Controls: []*nhi.Control{
			{Key: "k:ask", Kind: "approval", Name: "permissions.defaultMode: ask", State: "present", Subject: "a:triage", At: at(15)},
			{Key: "k:log", Kind: "audit", Name: "audit = false", State: "off", Subject: "a:triage", At: at(16)},
			{Key: "k:box", Kind: "sandbox", Name: "gVisor", State: "present", Subject: "a:triage", At: at(17)},
		},
		Edges: []*nhi.Edge{
			edge(nhi.RunsAs, "a:triage", "i:bots", nhi.Certain), edge(nhi.RunsAs, "a:refund", "i:bots", nhi.Certain),
			edge(nhi.Reaches, "i:bots", "aws-arn:role", 50), edge(nhi.Holds, "a:triage", "c:key", nhi.Certain),
			edge(nhi.Calls, "a:refund", "t:tracker", nhi.Certain), edge(nhi.Holds, "t:tracker", "c:tool", nhi.Certain),
			edge(nhi.DelegatesTo, "a:triage", "a:"+hostile, nhi.Certain),
		},
	}
}

// drawn is the picture of facts, with two findings about them.
func drawn(t testing.TB, facts *nhi.Facts, o Options) *Picture {
	t.Helper()
	inv := join.Join(facts, join.Options{Now: now})
	r := &nhi.Report{Version: "0.0.0", Now: "2026-11-24", Files: 1}
	for _, i := range inv.Identities {
		if i.SharedBy > 1 {
			r.Findings = append(r.Findings, &nhi.Finding{Rule: &nhi.Rule{Name: "shared-identity", Remediation: "Give each its own."}, Level: nhi.Error, Message: fmt.Sprintf("Identity '%s' is shared.", i.Name), At: i.At, Subject: i.Key, Agents: i.Agents})
		}
	}
	for n, c := range inv.Credentials {
		if c.Origin == nhi.FromLiteral {
			r.Findings = append(r.Findings, &nhi.Finding{Rule: &nhi.Rule{Name: "literal-credential", Remediation: "Fetch it."}, Level: nhi.Warning, Message: "'" + c.Name + "' is written out.", At: c.At, Subject: c.Key, Agents: c.Agents})
		}
		if n == 0 {
			r.Findings = append(r.Findings, &nhi.Finding{Rule: &nhi.Rule{Name: "ignored"}, Level: nhi.Error, At: c.At, Subject: c.Key, Suppressed: &nhi.Suppression{Reason: "accepted"}})
		}
	}
	return New(inv, r, o)
}

// golden compares a form with its file in testdata; UPDATE=1 rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; UPDATE=1 rewrites it. Now:\n%s", path, got)
	}
}

func TestSchema(t *testing.T) {
	text, err := json.MarshalIndent(Schema(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	path := "../../docs/picture.schema.json"
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
	if err := compiler.AddResource("picture.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("picture.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, facts := range []*nhi.Facts{sample(), {}} {
		var b bytes.Buffer
		if err := JSON(&b, drawn(t, facts, Options{All: true})); err != nil {
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

func TestPicture(t *testing.T) {
	p := drawn(t, sample(), Options{})
	by := map[string]*Agent{}
	for _, a := range p.Agents {
		by[a.Name] = a
	}
	labels := p.labels()
	has := func(uses []Use) (out []string) {
		for _, u := range uses {
			text := labels[u.ID]
			if u.Through != "" {
				text += " (by " + labels[u.Through] + ")"
			}
			out = append(out, text)
		}
		return out
	}
	for _, c := range []struct {
		what string
		got  any
		want string
	}{
		{"runs as", has(by["triage"].RunsAs), "[bots bots-role (by bots)]"},
		{"holds", has(by["triage"].Holds), "[OPENAI_API_KEY bots-role (by bots-role)]"},
		{"holds by a tool", has(by["refund"].Holds), "[bots-role (by bots-role) TRACKER_TOKEN (by tracker)]"},
		{"delegates to", has(by["triage"].DelegatesTo), fmt.Sprint([]string{hostile})},
		{"approval", by["triage"].Approval.State, On},
		{"approval by tools", by["refund"].Approval.State, Off},
		{"audit", by["triage"].Audit.State, Off},
		{"nothing said", by[hostile].Approval.State, Unknown},
		{"widest", by["refund"].May[0].Breadth, "admin"},
		{"systems", by["refund"].May[1].Systems, "[github kubernetes]"},
		{"evidence first", by["triage"].Evidence[0].Weight, "70"},
		{"left out", p.LeftOut, "{1 0 1}"},
		{"findings", len(p.Findings), "3"},
	} {
		if got := fmt.Sprint(c.got); got != c.want {
			t.Errorf("%s: got %s, want %s", c.what, got, c.want)
		}
	}
	for _, f := range p.Findings {
		if f.Subject == "" || len(f.About) < 2 {
			t.Errorf("finding %s is about %q, %q", f.Rule, f.Subject, f.About)
		}
	}
}
