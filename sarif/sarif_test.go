package sarif

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const secret = "vT9kQ2mXw7Lr4ZbN8cYh3Jd6"

var ttlRule = &nhi.Rule{
	Name: "missing-ttl", Title: "Credential without an expiry",
	Description: "With no stated lifetime it stays valid until somebody remembers it",
	Remediation: "State a lifetime, or issue the credential per run.",
	Severity:    7.5, Precision: "very-high", View: "site",
	NHI: []string{"NHI7"}, ASI: []string{"ASI03", "ASI08"}, CWE: []int{262, 613},
	MAESTRO: []string{"L4"}, RMF: []string{"MANAGE 2.4"},
	Sources: []string{"https://developer.hashicorp.com/vault/docs/concepts/tokens"},
}

var sharedRule = &nhi.Rule{
	Name: "shared-service-account", Title: "Service account shared by agents",
	Description: "Nobody can tell which of them acted, and each may do what any of them needs.",
	Remediation: "Give each agent its own account.",
	Severity:    9.0, Precision: "high", View: "repository",
	NHI: []string{"NHI9"}, ASI: []string{"ASI03"}, CWE: []int{653},
	MAESTRO: []string{"L4", "L7"}, RMF: []string{"MEASURE 2.8", "GOVERN 1.6"},
}

var quietRule = &nhi.Rule{
	Name: "unpinned-server", Title: "Tool server without a version",
	Description: "Whoever publishes the next version gets the credential.",
	Remediation: "Pin it.", Severity: 3.1, Precision: "medium", View: "site",
	NHI: []string{"NHI3"}, ASI: []string{"ASI04"}, CWE: []int{829, 494, 1357},
}

// sample is a report with everything that can be written.
func sample() *nhi.Report {
	manifest := nhi.NewFile("deploy/agents & tools/pod #1.yaml", []byte(
		"kind: Pod\nspec:\n  serviceAccountName: runner\n  containers:\n    - name: planner\n      image: planner:1\n\n"))
	code := nhi.NewFile("agent/main.go", []byte(
		"package main\n\n// 🔑 für alle\nvar 鍵, token = \"😀\", \""+secret+"\"\n"))
	mcp := nhi.NewFile(".mcp.json", []byte("{\"mcpServers\": {}}\n"))
	at := func(f *nhi.File, text string) nhi.Span {
		i := bytes.Index(f.Bytes(), []byte(text))
		if i < 0 {
			panic(text)
		}
		return f.At(i, i+len(text))
	}
	account := at(manifest, "runner")
	return &nhi.Report{
		Version: "v0.3.1", Now: "2026-11-24", Files: 3, Agents: 2, Identities: 1, Credentials: 1,
		Skipped: map[string]int{"vendored": 4, "binary": 1},
		Rules:   []*nhi.Rule{ttlRule, sharedRule, quietRule},
		Findings: []*nhi.Finding{
			{
				Rule: ttlRule, Level: nhi.Error, At: at(code, secret), Subject: nhi.Key("literal", "agent", "token"),
				Message: fmt.Sprintf("The 'token' %s of agent 'planner' has no expiry", nhi.NewSecret(secret)),
				Agents:  []*nhi.Ref{{Name: "planner"}},
				Related: []nhi.Step{
					{At: at(code, "token"), Note: "assigned here"},
					{At: at(manifest, "planner:1"), Note: "runs in ${{ x }} [0](1)"},
				},
				Fixes: []nhi.Fix{{Tier: nhi.Unsafe, Text: "Read the token from the environment", Edits: []nhi.Edit{
					{At: at(code, secret), New: "${TOKEN}"}, {At: at(manifest, "kind: Pod"), New: "kind: Job"},
				}}},
			},
			{
				Rule: sharedRule, Level: nhi.Warning, At: account, Subject: nhi.ServiceAccountKey("", "", "runner"),
				Message: "The account 'runner' is shared by {0} and [b](1)\n\x1b[31m.", Lowered: []string{"guessed join"},
				Related: []nhi.Step{{At: at(manifest, "kind: Pod"), Note: "runs as it"}, {At: at(code, "main"), Note: "runs as it"}},
			},
			{
				Rule: sharedRule, Level: nhi.None, At: account, Subject: "x",
				Message: "Not shown.",
			},
			{
				Rule: ttlRule, Level: nhi.Note, At: at(manifest, "- name: planner\n      image: planner:1"), Subject: nhi.Key("pod", "1"),
				Message: "The pod has no expiry.",
			},
			{
				Rule: quietRule, Level: nhi.Note, At: mcp.At(3, 3), Subject: nhi.Key("mcp", "s"), Message: "The server 's' is not pinned.",
				Suppressed: &nhi.Suppression{Reason: "internal mirror", At: mcp.At(0, 1), Until: "2027-06-30"},
			},
		},
		Notices: []nhi.Notice{
			{Path: "a b/c.yaml", Line: 3, Reason: "expected a mapping, found a list", Incomplete: true},
			{Reason: "an ignore matched nothing"},
		},
	}
}

func write(t testing.TB, o Options, r *nhi.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := o.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// decoded is what the tests look at.
type decoded struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Rules []struct {
					ID, Name   string
					Properties map[string]any
				}
			}
		}
		Results     []decodedResult
		Invocations []struct {
			ToolExecutionNotifications []struct {
				Level   string
				Message struct{ Text string }
			}
		}
		Taxonomies []struct {
			Name string
			Taxa []struct{ ID string }
		}
	}
}

type decodedResult struct {
	RuleID              string
	Level               string
	Message             struct{ Text string }
	PartialFingerprints map[string]string
	Locations           []struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
			Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
		}
	}
	CodeFlows        []any
	RelatedLocations []any
	Suppressions     []any
}

func decode(t testing.TB, b []byte) (d decoded) {
	t.Helper()
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// validate checks a document against the standard's schema.
func validate(t *testing.T, doc []byte) {
	t.Helper()
	text, err := os.Open("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	schema, err := jsonschema.UnmarshalJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaURI, schema); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(schemaURI)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Error(err)
	}
}

// TestReports checks the reports in the folder REPORTS, which scripts/oracles makes
// of whole repositories, against the schema.
func TestReports(t *testing.T) {
	if os.Getenv("REPORTS") == "" {
		t.Skip("REPORTS names no folder")
	}
	files, err := filepath.Glob(filepath.Join(os.Getenv("REPORTS"), "*.sarif"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) { validate(t, text) })
	}
}

func TestGolden(t *testing.T) {
	for name, o := range map[string]Options{"github": {}, "full": {IncludeSuppressed: true, Prefix: "services/a"}} {
		t.Run(name, func(t *testing.T) {
			got := write(t, o, sample())
			validate(t, got)
			if again := write(t, o, sample()); !bytes.Equal(got, again) {
				t.Error("two writes differ")
			}
			if bytes.Contains(got, []byte(secret)) {
				t.Error("the secret is in the output")
			}
			var pretty bytes.Buffer
			if err := json.Indent(&pretty, got, "", "  "); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", name+".sarif")
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(golden, pretty.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(pretty.Bytes(), want) {
				t.Errorf("the output differs from %s; UPDATE=1 rewrites it", golden)
			}
		})
	}
}

func TestEmptyReport(t *testing.T) {
	got := write(t, Options{}, &nhi.Report{})
	validate(t, got)
	for _, want := range []string{`"results":[]`, `"rules":[]`} {
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

func TestResults(t *testing.T) {
	run := decode(t, write(t, Options{}, sample())).Runs[0]
	if len(run.Results) != 3 {
		t.Fatalf("%d results, want 3: suppressed ones and those of level none are left out", len(run.Results))
	}
	code, account, block := run.Results[0], run.Results[1], run.Results[2]
	if g := code.Locations[0].PhysicalLocation.Region; g.StartLine != 4 || g.StartColumn != 23 || g.EndColumn != 23+len(secret) {
		// var 鍵, token = "😀", ": 22 units stand before the secret.
		t.Errorf("region %+v", g)
	}
	if len(code.CodeFlows) != 1 || len(account.CodeFlows) != 0 {
		t.Errorf("%d and %d code flows: a path has one, a list of peers none", len(code.CodeFlows), len(account.CodeFlows))
	}
	if want := "deploy/agents%20&%20tools/pod%20%231.yaml"; account.Locations[0].PhysicalLocation.ArtifactLocation.URI != want {
		t.Errorf("URI %s, want %s", account.Locations[0].PhysicalLocation.ArtifactLocation.URI, want)
	}
	if want := "The account 'runner' is shared by {{0}} and [b] (1)  [31m. Fix: Give each agent its own account. " +
		"Lowered from error to warning: guessed join. See [runs as it](1); [runs as it](2)."; account.Message.Text != want {
		t.Errorf("message %q\nwant    %q", account.Message.Text, want)
	}
	if g := block.Locations[0].PhysicalLocation.Region; g.StartLine != 5 || g.EndLine != 5 || g.EndColumn != 20 {
		t.Errorf("a block's region is not its first line: %+v", g)
	}
}

func TestRules(t *testing.T) {
	run := decode(t, write(t, Options{}, sample())).Runs[0]
	rules := run.Tool.Driver.Rules
	if len(rules) != 3 || rules[0].ID != "missing-ttl" || rules[0].Name != "MissingTtl" {
		t.Fatalf("%+v", rules)
	}
	if got := rules[1].Properties["security-severity"]; got != "9.1" {
		t.Errorf("security-severity %v", got)
	}
	want := []any{"security", "nhi", "external/cwe/cwe-262", "external/cwe/cwe-613",
		"external/owasp-nhi/nhi7", "external/owasp-asi/asi03", "external/owasp-asi/asi08"}
	if got := rules[0].Properties["tags"].([]any); !slices.Equal(got, want) {
		t.Errorf("tags %v", got)
	}
	// OWASP's own mapping is kept beside ours.
	cross := fmt.Sprint(rules[0].Properties["owasp-crosswalk"])
	if !strings.Contains(cross, "ASI06 ASI08") || !strings.Contains(cross, "appendix C") {
		t.Error(cross)
	}
	var names []string
	for _, c := range run.Taxonomies {
		names = append(names, fmt.Sprint(c.Name, len(c.Taxa)))
	}
	if got := fmt.Sprint(names); got != "[OWASP-NHI-Top-103 OWASP-Agentic-Top-103 CWE6 CSA-MAESTRO2 NIST-AI-RMF3]" {
		t.Error(got)
	}
}

func TestCutBySeverity(t *testing.T) {
	r := large(maxResults + 10)
	for _, f := range r.Findings {
		f.Related = nil
	}
	run := decode(t, write(t, Options{}, r)).Runs[0]
	if len(run.Results) != maxResults {
		t.Errorf("%d results", len(run.Results))
	}
	notes := run.Invocations[0].ToolExecutionNotifications
	if len(notes) != 1 || !strings.HasPrefix(notes[0].Message.Text, "25010 results were found") {
		t.Errorf("%+v", notes)
	}
	if !slices.IsSortedFunc(run.Results, func(a, b decodedResult) int {
		return nhi.Level(b.Level).Rank() - nhi.Level(a.Level).Rank()
	}) {
		t.Error("results are not in order of severity")
	}
}

// As many results as may be stay under GitHub's limit of 10 MB compressed.
func TestCompressedSize(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := Write(z, large(maxResults)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	if b.Len() > 10<<20 {
		t.Errorf("%d bytes", b.Len())
	}
}

func TestManyRelated(t *testing.T) {
	r := finding("", secret, "a.yaml")
	f := r.Findings[0]
	for i := range 1100 {
		f.Related = append(f.Related, nhi.Step{At: f.At, Note: fmt.Sprintf("held by 'agent-%d'", i)})
	}
	for range maxRelatedRun / maxRelated {
		r.Findings = append(r.Findings, f)
	}
	r.Findings = append(r.Findings, f)
	got := write(t, Options{}, r)
	if want := "; and 1095 more."; !bytes.Contains(got, []byte(want)) {
		t.Errorf("no %q", want)
	}
	results := decode(t, got).Runs[0].Results
	if first, last := results[0].RelatedLocations, results[len(results)-1].RelatedLocations; len(first) != maxRelated || len(last) != fewRelated {
		t.Errorf("%d and %d related places", len(first), len(last))
	}
}

// A finding that has no place would make GitHub refuse the file.
func TestFindingWithoutPlace(t *testing.T) {
	r := sample()
	outside := nhi.NewFile("../other/x.yaml", []byte("a: b\n"))
	r.Findings = append(r.Findings,
		&nhi.Finding{Rule: ttlRule, Level: nhi.Error, Message: "Nowhere."},
		&nhi.Finding{Rule: ttlRule, Level: nhi.Error, Message: "Outside.", At: outside.At(0, 1)})
	got := write(t, Options{}, r)
	validate(t, got)
	run := decode(t, got).Runs[0]
	if len(run.Results) != 3 {
		t.Errorf("%d results", len(run.Results))
	}
	if n := run.Invocations[0].ToolExecutionNotifications[0]; n.Level != "error" || !strings.HasPrefix(n.Message.Text, "2 results of 'missing-ttl'") {
		t.Errorf("%+v", n)
	}
}

func TestSuppressions(t *testing.T) {
	got := write(t, Options{IncludeSuppressed: true}, sample())
	for _, r := range decode(t, got).Runs[0].Results {
		if r.Suppressions == nil {
			t.Errorf("%s has no list of suppressions: all results or none have one", r.RuleID)
		}
	}
	if !bytes.Contains(got, []byte(`"justification":"internal mirror (until 2027-06-30)"`)) {
		t.Error("no justification")
	}
}

func TestCheckIdentifiers(t *testing.T) {
	if err := Check(sample().Rules); err != nil {
		t.Error(err)
	}
	bad := &nhi.Rule{Name: "x", NHI: []string{"NHI11"}, CWE: []int{16}}
	if err := Check([]*nhi.Rule{bad}); err == nil || err.Error() != "unknown identifiers: x cites OWASP NHI11:2025, CWE-16" {
		t.Error(err)
	}
	validate(t, write(t, Options{}, &nhi.Report{Rules: []*nhi.Rule{bad, bad}}))
}

// Ids name taxa across taxonomies, and every crosswalk leads to an entry.
func TestTaxonomyTables(t *testing.T) {
	seen := map[string]bool{}
	for _, tax := range taxonomies {
		for _, x := range tax.taxa {
			if seen[x.id] || x.title == "" {
				t.Errorf("%s %s", tax.name, x.id)
			}
			seen[x.id] = true
		}
	}
	for id, to := range crosswalk {
		for _, x := range append(to, id) {
			if !seen[x] {
				t.Errorf("crosswalk names %s", x)
			}
		}
	}
}

// large is a report of n findings in files of 1,000 lines.
func large(n int) *nhi.Report {
	r := &nhi.Report{Version: "v1.0.0", Rules: []*nhi.Rule{ttlRule, sharedRule, quietRule}}
	levels := []nhi.Level{nhi.Note, nhi.Error, nhi.Warning}
	var f *nhi.File
	for i := range n {
		if i%1000 == 0 {
			var b strings.Builder
			for l := range 1000 {
				fmt.Fprintf(&b, "  resource_%d: value of line %d in file %d\n", l, l*7, i)
			}
			f = nhi.NewFile(fmt.Sprintf("services/s%03d/values.yaml", i/1000), []byte(b.String()))
		}
		at := f.LineSpan(i%1000 + 1)
		r.Findings = append(r.Findings, &nhi.Finding{
			Rule: r.Rules[i%3], Level: levels[i%3], At: at, Subject: nhi.Key("k", fmt.Sprint(i)),
			Message: fmt.Sprintf("The credential 'resource_%d' of agent 'planner' has no expiry.", i),
			Related: []nhi.Step{{At: f.LineSpan(1), Note: "read here"}, {At: f.LineSpan(2), Note: "passed here"}, {At: f.LineSpan(3), Note: "held here"}},
		})
	}
	return r
}

func BenchmarkWrite25000(b *testing.B) {
	r := large(25_000)
	var buf bytes.Buffer
	for b.Loop() {
		buf.Reset()
		if err := Write(&buf, r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(buf.Len())/1e6, "MB")
}
