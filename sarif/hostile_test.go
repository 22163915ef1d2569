package sarif

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// document is a written report as JSON has it, nulls and all.
type document map[string]any

// all are the values at every place where a document has a field of this name.
func (d document) all(name string) (found []any) {
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, inner := range v {
				if key == name {
					found = append(found, inner)
				}
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(map[string]any(d))
	return found
}

// results are the results of the one run.
func (d document) results(t *testing.T) (list []map[string]any) {
	t.Helper()
	for _, r := range d.run(t)["results"].([]any) {
		list = append(list, r.(map[string]any))
	}
	return list
}

func (d document) run(t *testing.T) map[string]any {
	t.Helper()
	runs, _ := d["runs"].([]any)
	if len(runs) != 1 {
		t.Fatalf("%d runs", len(runs))
	}
	return runs[0].(map[string]any)
}

func (d document) rules(t *testing.T) []any {
	t.Helper()
	return d.run(t)["tool"].(map[string]any)["driver"].(map[string]any)["rules"].([]any)
}

// notes are what the run says about itself.
func (d document) notes(t *testing.T) string {
	t.Helper()
	text, err := json.Marshal(d.run(t)["invocations"])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// bad is a finding at a line of a file of this name.
func bad(rule *nhi.Rule, name string, line int) *nhi.Finding {
	f := nhi.NewFile(name, []byte("one: 1\ntwo: 2\n\n"))
	return &nhi.Finding{Rule: rule, Level: nhi.Error, At: f.LineSpan(line), Message: "It is wrong.", Subject: nhi.Key("x", name, fmt.Sprint(line))}
}

// noise is text of a stranger that no compressor makes shorter.
func noise(r *rand.Rand, n int) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[r.IntN(len(letters))]
	}
	return string(b)
}

// faults are what readers of SARIF refuse, or misread, each with a report that
// would lead to it.
var faults = []struct {
	name   string
	o      Options
	report func() *nhi.Report
	check  func(t *testing.T, d document, text []byte)
}{
	{name: "duplicate taxa",
		report: func() *nhi.Report {
			twice := *ttlRule
			twice.Name, twice.NHI, twice.ASI, twice.CWE = "twice", []string{"NHI7", "NHI7:2025", "NHI7"}, []string{"ASI03", "ASI03"}, []int{262, 262}
			return &nhi.Report{Rules: []*nhi.Rule{ttlRule, &twice}, Findings: []*nhi.Finding{bad(&twice, "a.yaml", 1), bad(ttlRule, "a.yaml", 2)}}
		},
		check: func(t *testing.T, d document, _ []byte) {
			names := map[any]bool{}
			for _, c := range d.run(t)["taxonomies"].([]any) {
				c := c.(map[string]any)
				if names[c["name"]] {
					t.Errorf("taxonomy %v twice", c["name"])
				}
				names[c["name"]] = true
				ids := map[any]bool{}
				for _, x := range c["taxa"].([]any) {
					id := x.(map[string]any)["id"]
					if ids[id] {
						t.Errorf("taxon %v twice", id)
					}
					ids[id] = true
				}
			}
			if !names["CWE"] || len(names) != 5 {
				t.Errorf("taxonomies %v", names)
			}
		}},
	{name: "duplicate rules",
		report: func() *nhi.Report {
			same := *ttlRule
			return &nhi.Report{Rules: []*nhi.Rule{ttlRule, sharedRule, ttlRule, &same}, Findings: []*nhi.Finding{bad(&same, "a.yaml", 1), bad(sharedRule, "a.yaml", 2)}}
		},
		check: func(t *testing.T, d document, _ []byte) {
			ids := map[any]bool{}
			for _, r := range d.rules(t) {
				id := r.(map[string]any)["id"]
				if ids[id] {
					t.Errorf("rule %v twice", id)
				}
				ids[id] = true
			}
			if len(ids) != 2 || len(d.results(t)) != 2 {
				t.Errorf("%d rules, %d results", len(ids), len(d.results(t)))
			}
		}},
	{name: "startLine below 1",
		report: func() *nhi.Report {
			empty := nhi.NewFile("empty.yaml", nil)
			r := &nhi.Report{Rules: []*nhi.Rule{ttlRule}, Findings: []*nhi.Finding{bad(ttlRule, "a.yaml", 0), bad(ttlRule, "a.yaml", -1), bad(ttlRule, "a.yaml", 99),
				{Rule: ttlRule, Level: nhi.Error, Message: "Of nothing.", At: empty.At(0, 0), Related: []nhi.Step{{At: empty.LineSpan(0), Note: "here"}}}}}
			r.Notices = []nhi.Notice{{Path: "a.yaml", Line: 0, Reason: "no line"}, {Path: "a.yaml", Line: -3, Reason: "a line below"}}
			return r
		},
		check: func(t *testing.T, d document, _ []byte) {
			for _, name := range []string{"startLine", "startColumn", "endLine", "endColumn"} {
				values := d.all(name)
				if len(values) < 4 {
					t.Errorf("%d × %s", len(values), name)
				}
				for _, v := range values {
					if n, ok := v.(float64); !ok || n < 1 {
						t.Errorf("%s %v", name, v)
					}
				}
			}
		}},
	{name: "a result without a location",
		report: func() *nhi.Report {
			return &nhi.Report{Rules: []*nhi.Rule{ttlRule}, Findings: []*nhi.Finding{
				{Rule: ttlRule, Level: nhi.Error, Message: "Nowhere."},
				{Rule: ttlRule, Level: nhi.Error, Message: "Behind the end.", At: nhi.Span{File: nhi.NewFile("a.yaml", []byte("x")), Start: 5, End: 9}},
				bad(ttlRule, "b.yaml", 1)}}
		},
		check: func(t *testing.T, d document, _ []byte) {
			for _, r := range d.results(t) {
				if l, _ := r["locations"].([]any); len(l) != 1 {
					t.Errorf("%d locations: %v", len(l), r)
				}
			}
			if n := len(d.results(t)); n != 1 || !strings.Contains(d.notes(t), "2 results of 'missing-ttl' have no place") {
				t.Errorf("%d results; %s", n, d.notes(t))
			}
		}},
	{name: "wrapped-around ruleIndex", // an index of -1 in an unsigned field
		report: func() *nhi.Report {
			return &nhi.Report{Rules: []*nhi.Rule{ttlRule}, Findings: []*nhi.Finding{bad(quietRule, "a.yaml", 1), bad(ttlRule, "a.yaml", 1), bad(sharedRule, "a.yaml", 2)}}
		},
		check: func(t *testing.T, d document, _ []byte) {
			rules := d.rules(t)
			for _, r := range d.results(t) {
				i, ok := r["ruleIndex"].(float64)
				if !ok || i < 0 || int(i) >= len(rules) || rules[int(i)].(map[string]any)["id"] != r["ruleId"] {
					t.Errorf("%v has index %v of %d", r["ruleId"], r["ruleIndex"], len(rules))
				}
			}
			if len(d.results(t)) != 3 {
				t.Errorf("%d results", len(d.results(t)))
			}
		}},
	{name: "nulls in relationships",
		o: Options{IncludeSuppressed: true},
		report: func() *nhi.Report {
			bare := &nhi.Rule{Name: "bare", Title: "Bare"}
			unknown := &nhi.Rule{Name: "unknown", NHI: []string{"NHI99"}, CWE: []int{1}}
			f := bad(bare, "a.yaml", 1)
			f.Suppressed = &nhi.Suppression{}
			r := sample()
			r.Rules, r.Findings = append(r.Rules, bare, unknown), append(r.Findings, f, bad(unknown, "a.yaml", 2))
			return r
		},
		check: func(t *testing.T, d document, text []byte) {
			if i := bytes.Index(text, []byte("null")); i >= 0 {
				t.Errorf("…%s…", text[max(i-60, 0):i+4])
			}
			if len(d.all("relationships")) < 3 {
				t.Error("no relationships")
			}
			for _, list := range d.all("relationships") {
				for _, r := range list.([]any) {
					if target := r.(map[string]any)["target"].(map[string]any); target["id"] == "" || target["guid"] == "" || target["toolComponent"] == nil {
						t.Errorf("%v", r)
					}
				}
			}
		}},
	{name: "./ and absolute URIs",
		o: Options{Prefix: "./services/a/"},
		report: func() *nhi.Report {
			r := &nhi.Report{Rules: []*nhi.Rule{ttlRule}, Notices: []nhi.Notice{{Path: "./n.yaml", Reason: "x"}, {Path: "/n.yaml", Reason: "y"}}}
			for _, name := range []string{"./a.yaml", "b/./c.yaml", "/etc/passwd", "//host/share.yaml", "file:///etc/hosts", "https://evil.example.com/x.yaml", `C:\x.yaml`, "c:d.yaml", "?a#b%2e.yaml"} {
				r.Findings = append(r.Findings, bad(ttlRule, name, 1))
			}
			return r
		},
		check: func(t *testing.T, d document, _ []byte) {
			var got []string
			for _, v := range d.all("artifactLocation") {
				got = append(got, v.(map[string]any)["uri"].(string))
			}
			slices.Sort(got)
			want := []string{"services/a/%3Fa%23b%252e.yaml", "services/a/C%3A%5Cx.yaml", "services/a/a.yaml", "services/a/b/c.yaml", "services/a/c%3Ad.yaml",
				"services/a/file%3A/etc/hosts", "services/a/https%3A/evil.example.com/x.yaml", "services/a/n.yaml"}
			if !slices.Equal(got, want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if !strings.Contains(d.notes(t), "2 results of 'missing-ttl' have no place") {
				t.Error(d.notes(t))
			}
		}},
	{name: "URIs outside the tree",
		o: Options{Prefix: "a"},
		report: func() *nhi.Report {
			r := &nhi.Report{Rules: []*nhi.Rule{ttlRule}, Notices: []nhi.Notice{{Path: "../../n.yaml", Reason: "x"}}}
			for _, name := range []string{"../../x.yaml", "b/../../../x.yaml", "..", "../..", "."} {
				r.Findings = append(r.Findings, bad(ttlRule, name, 1))
			}
			inside := bad(ttlRule, "in.yaml", 1)
			inside.Related = []nhi.Step{{At: r.Findings[0].At, Note: "outside"}}
			r.Findings = append(r.Findings, inside)
			return r
		},
		check: func(t *testing.T, d document, _ []byte) {
			for _, v := range d.all("artifactLocation") {
				if uri := v.(map[string]any)["uri"].(string); path.Clean("/"+uri) != "/"+uri || strings.HasPrefix(uri, "..") {
					t.Errorf("%s leaves the tree", uri)
				}
			}
			results := d.results(t)
			if last := results[len(results)-1]; last["relatedLocations"] != nil {
				t.Errorf("a related place outside: %v", last["relatedLocations"])
			}
			if len(results) != 2 || !strings.Contains(d.notes(t), "4 results of 'missing-ttl' have no place") {
				t.Errorf("%d results; %s", len(results), d.notes(t))
			}
		}},
	{name: "empty runs",
		report: func() *nhi.Report { return &nhi.Report{} },
		check: func(t *testing.T, d document, _ []byte) {
			// A run without the list leaves alerts open that are mended.
			if r, ok := d.run(t)["results"].([]any); !ok || len(r) != 0 {
				t.Errorf("results %v", d.run(t)["results"])
			}
			if d.rules(t) == nil {
				t.Error("no rules")
			}
		}},
	{name: "an empty report where findings exist",
		report: func() *nhi.Report {
			r := &nhi.Report{Rules: []*nhi.Rule{ttlRule}, Findings: []*nhi.Finding{
				bad(&nhi.Rule{}, "a.yaml", 1), bad(ttlRule, "a.yaml", 1), bad(ttlRule, "../x.yaml", 1)}}
			silent := bad(ttlRule, "a.yaml", 2)
			silent.Message = " \x00\n"
			r.Findings = append(r.Findings, silent)
			return r
		},
		check: func(t *testing.T, d document, _ []byte) {
			// One that can be written is, and the others are told of as errors.
			notes := d.notes(t)
			if len(d.results(t)) != 1 || strings.Count(notes, `"level":"error"`) != 2 || !strings.Contains(notes, "2 results of 'missing-ttl'") || !strings.Contains(notes, "1 results of ''") {
				t.Errorf("%d results; %s", len(d.results(t)), notes)
			}
		}},
	{name: "suppressed results as open alerts",
		report: func() *nhi.Report {
			r := &nhi.Report{Rules: []*nhi.Rule{ttlRule}}
			for i := range 3 {
				f := bad(ttlRule, fmt.Sprintf("%d.yaml", i), 1)
				f.Suppressed = &nhi.Suppression{Reason: "accepted", At: f.At}
				r.Findings = append(r.Findings, f)
			}
			r.Findings = append(r.Findings, bad(ttlRule, "open.yaml", 1))
			return r
		},
		check: func(t *testing.T, d document, text []byte) {
			if len(d.results(t)) != 1 || bytes.Contains(text, []byte("0.yaml")) || d.results(t)[0]["suppressions"] != nil {
				t.Errorf("%v", d.results(t))
			}
		}},
	{name: "suppressed results that were asked for",
		o: Options{IncludeSuppressed: true},
		report: func() *nhi.Report {
			f := bad(ttlRule, "a.yaml", 1)
			f.Suppressed = &nhi.Suppression{Reason: "accepted"}
			return &nhi.Report{Rules: []*nhi.Rule{ttlRule}, Findings: []*nhi.Finding{f, bad(ttlRule, "b.yaml", 1)}}
		},
		check: func(t *testing.T, d document, _ []byte) {
			for i, want := range []int{1, 0} { // a list on all results, or a reader takes the whole run for one without
				if s, ok := d.results(t)[i]["suppressions"].([]any); !ok || len(s) != want {
					t.Errorf("result %d: %v", i, d.results(t)[i]["suppressions"])
				}
			}
		}},
	{name: "more than 25,000 results",
		report: func() *nhi.Report {
			r := &nhi.Report{Rules: []*nhi.Rule{ttlRule, quietRule}}
			for i := range maxResults + 7 {
				f := bad(quietRule, "a.yaml", 1)
				f.Level, f.Subject = nhi.Note, nhi.Key("n", fmt.Sprint(i))
				r.Findings = append(r.Findings, f)
			}
			r.Findings = append(r.Findings, bad(ttlRule, "loud.yaml", 1))
			return r
		},
		check: func(t *testing.T, d document, _ []byte) {
			results := d.results(t)
			if len(results) != maxResults || results[0]["level"] != "error" || !strings.Contains(d.notes(t), "25008 results were found; the 25000 most severe") {
				t.Errorf("%d results, the first %v; %.200s", len(results), results[0]["level"], d.notes(t))
			}
		}},
	{name: "more than 1,000 locations",
		report: func() *nhi.Report {
			f := bad(sharedRule, "a.yaml", 1)
			for i := range 1500 {
				f.Related = append(f.Related, nhi.Step{At: f.At, Note: fmt.Sprintf("held by %d", i)})
			}
			return &nhi.Report{Rules: []*nhi.Rule{sharedRule}, Findings: []*nhi.Finding{f}}
		},
		check: func(t *testing.T, d document, _ []byte) {
			// GitHub takes 1,000 locations a result and 10,000 of a thread flow, and shows 100.
			if n := len(d.all("physicalLocation")); n > 1000 {
				t.Errorf("%d locations", n)
			}
			text := d.results(t)[0]["message"].(map[string]any)["text"].(string)
			if len(d.results(t)[0]["relatedLocations"].([]any)) != maxRelated || !strings.Contains(text, "; and 1495 more.") {
				t.Error(text)
			}
		}},
	{name: "a report of 10 MB, compressed",
		report: func() *nhi.Report {
			random := rand.New(rand.NewPCG(1, 1))
			r := &nhi.Report{Rules: []*nhi.Rule{ttlRule, quietRule}}
			for i := range 16_000 {
				f := bad(quietRule, noise(random, 200)+".yaml", 1)
				f.Level, f.Message = nhi.Note, noise(random, 1000)
				if i == 15_999 {
					f.Rule, f.Level = ttlRule, nhi.Error
				}
				r.Findings = append(r.Findings, f)
			}
			return r
		},
		check: func(t *testing.T, d document, text []byte) {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			z.Write(text)
			z.Close()
			if b.Len() > 10_000_000 || b.Len() < 9_000_000 {
				t.Errorf("%d bytes", b.Len())
			}
			n := len(d.results(t))
			if want := fmt.Sprintf("16000 results were to be listed; the %d most severe are", n); d.results(t)[0]["level"] != "error" || !strings.Contains(d.notes(t), want) {
				t.Errorf("%d results; %.300s", n, d.notes(t))
			}
		}},
}

// TestFaults writes each report and looks for the fault; every document is valid
// to the standard's schema besides.
func TestFaults(t *testing.T) {
	for _, c := range faults {
		t.Run(c.name, func(t *testing.T) {
			text := write(t, c.o, c.report())
			if len(text) < 1<<20 {
				validate(t, text)
			}
			var d document
			if err := json.Unmarshal(text, &d); err != nil {
				t.Fatal(err)
			}
			c.check(t, d, text)
		})
	}
}
