package scan

import (
	"cmp"
	"context"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/nhivet/nhivet/analyzers"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
	"github.com/nhivet/nhivet/internal/tree"
)

// edit replaces a stretch of a file.
type edit struct {
	what       string // for messages: the path of the value
	start, end int
	text       string
}

func (e edit) apply(text []byte) []byte {
	return slices.Concat(text[:e.start], []byte(e.text), text[e.end:])
}

// back gives the offset in the file as it was.
func (e edit) back(offset int) int {
	switch delta := len(e.text) - (e.end - e.start); {
	case offset >= e.start+len(e.text):
		return offset - delta
	case offset > e.start:
		return e.start
	}
	return offset
}

// nodes are the roots of a file that the mutations know.
func nodes(f *nhi.File) []*tree.Node {
	switch path.Ext(f.Path) {
	case ".yaml", ".yml":
		var out []*tree.Node
		docs, _ := tree.YAML(f)
		for _, d := range docs {
			out = append(out, d.Root)
		}
		return out
	case ".json":
		n, _ := tree.JSON(f)
		return []*tree.Node{n}
	case ".tf", ".hcl":
		_, n, _ := tree.HCL(f)
		return []*tree.Node{n}
	}
	return nil
}

// visit calls for every field of mappings and every scalar, with its path.
func visit(n *tree.Node, at string, field func(string, *tree.Field), scalar func(string, *tree.Node)) {
	if n == nil || n.Anchor != nil {
		return
	}
	if n.Scalar() {
		scalar(at, n)
	}
	for i := range n.Fields {
		p := at + "." + n.Fields[i].Key
		field(p, &n.Fields[i])
		visit(n.Fields[i].Value, p, field, scalar)
	}
	for _, item := range n.Items {
		visit(item, at+"[]", field, scalar)
	}
}

// unknowns are what stands for a value that is known elsewhere, by format.
var unknowns = map[string][]string{
	".yaml": {"${UNKNOWN_VALUE}", "{{ .Values.unknown }}"},
	".yml":  {"${UNKNOWN_VALUE}"},
	".json": {"${UNKNOWN_VALUE}"},
	".tf":   {"var.unknown_value"},
	".hcl":  {"var.unknown_value"},
}

// hcl says whether a file's values are expressions, whose quotes are part of them.
func hcl(f *nhi.File) bool {
	return len(unknowns[path.Ext(f.Path)]) > 0 && unknowns[path.Ext(f.Path)][0] == "var.unknown_value"
}

// scalarEdits make each value of a file unknown.
func scalarEdits(f *nhi.File) []edit {
	var out []edit
	text := f.Bytes()
	for _, root := range nodes(f) {
		visit(root, "", func(string, *tree.Field) {}, func(at string, n *tree.Node) {
			if !n.Exact || !n.Span.Valid() || n.Span.File != f {
				return
			}
			start, end := n.Span.Start, n.Span.End
			quoted := start > 0 && end < len(text) && text[start-1] == text[end] && strings.IndexByte(`"'`, text[end]) >= 0
			for _, u := range unknowns[path.Ext(f.Path)] {
				if strings.HasPrefix(u, "{{") && strings.Contains("/"+f.Path, "/templates/") {
					continue // in a chart it is known: a value that nobody gives is empty
				}
				e := edit{at + " = " + u, start, end, u}
				switch {
				case hcl(f) && quoted:
					e.start, e.end = start-1, end+1
				case !hcl(f) && !quoted:
					e.text = `"` + u + `"`
				}
				out = append(out, e)
			}
		})
	}
	return out
}

// fieldEdits take away each field of a file, by giving it a name that nobody
// knows: the syntax stays whole.
func fieldEdits(f *nhi.File) []edit {
	var out []edit
	for _, root := range nodes(f) {
		visit(root, "", func(at string, field *tree.Field) {
			s := field.KeySpan
			if s.Valid() && s.File == f && s.Start < s.End && (field.Value.Scalar() || !hcl(f)) {
				out = append(out, edit{"without " + at, s.Start, s.End, "zz"})
			}
		}, func(string, *tree.Node) {})
	}
	return out
}

// where is a finding's place in the file as it was.
type where struct {
	rule, path string
	start      int
}

// mutated runs the analyzers over a tree in which one file was edited.
func mutated(t *testing.T, files nhitest.Tree, name string, e edit) (*nhi.Inventory, map[where]*nhi.Finding) {
	t.Helper()
	changed, paths := nhitest.Tree{}, []string(nil)
	for p, f := range files {
		text := f.Bytes()
		if p == name {
			text = e.apply(text)
		}
		changed[p] = nhi.NewFile(p, text)
		paths = append(paths, p)
	}
	slices.Sort(paths)
	facts := Collect(context.Background(), changed, paths, analyzers.All).Facts
	inv, findings, err := Judge(context.Background(), facts, JudgeOptions{Now: fixtureNow, View: Repository})
	if err != nil {
		t.Fatal(err)
	}
	out := map[where]*nhi.Finding{}
	for _, f := range findings {
		w := where{f.Rule.Name, f.At.File.Path, f.At.Start}
		if w.path == name {
			w.start = e.back(w.start)
		}
		out[w] = f
	}
	return inv, out
}

// more are the findings of a mutation that the file as it is does not have. A
// finding may move to another place of the same thing (the definition is no
// longer known for one, a mention speaks for it; two uses of one secret are no
// longer known to be one), but then there is one less where it was, or that place
// was named with it. moves allows for that.
func more(after, before map[where]*nhi.Finding, moves bool) []*nhi.Finding {
	gone := map[string]int{}
	named := map[where]bool{}
	for w, f := range before {
		if after[w] == nil {
			gone[w.rule]++
		}
		for _, s := range f.Related {
			named[where{w.rule, s.At.File.Path, s.At.Start}] = true
		}
	}
	var out []*nhi.Finding
	for _, w := range slices.SortedFunc(maps.Keys(after), func(a, b where) int {
		return cmp.Or(strings.Compare(a.rule, b.rule), strings.Compare(a.path, b.path), a.start-b.start)
	}) {
		told := before[w] != nil || named[w]
		for _, louder := range quieter[w.rule] {
			was := where{louder, w.path, w.start}
			told = told || before[was] != nil && after[was] == nil
		}
		for was, b := range before {
			told = told || slices.Contains(quieter[w.rule], was.rule) && after[was] == nil && slices.ContainsFunc(b.Related, func(s nhi.Step) bool {
				return s.At.File.Path == w.path && s.At.Start == w.start
			})
		}
		if !told && moves && gone[w.rule] > 0 {
			gone[w.rule]--
			told = true
		}
		if !told {
			out = append(out, after[w])
		}
	}
	return out
}

// eachFixture runs a test for each of some fixtures, on all cores.
func eachFixture(t *testing.T, list []string, do func(t *testing.T, fixture string)) {
	t.Helper()
	t.Run("fixtures", func(t *testing.T) {
		for _, fixture := range list {
			t.Run(strings.TrimPrefix(fixture, "../../"), func(t *testing.T) {
				t.Parallel()
				do(t, fixture)
			})
		}
	})
}

// eachMutation runs the edits of every file of every fixture.
func eachMutation(t *testing.T, edits func(*nhi.File) []edit, check func(what string, inv *nhi.Inventory, added *nhi.Finding)) {
	t.Helper()
	if testing.Short() {
		t.Skip("scans thousands of times")
	}
	var n atomic.Int64
	eachFixture(t, fixtures(t), func(t *testing.T, fixture string) {
		files := load(t, fixture)
		_, before := mutated(t, files, "", edit{})
		for name, f := range files {
			for _, e := range edits(f) {
				n.Add(1)
				inv, after := mutated(t, files, name, e)
				for _, added := range more(after, before, true) {
					check(strings.TrimPrefix(fixture, "../../testdata/")+": "+name+" "+e.what, inv, added)
				}
			}
		}
	})
	t.Logf("%d mutations", n.Load())
	if n.Load() < 1000 {
		t.Error("too few to tell")
	}
}

// load reads a fixture, a file or a tree, into memory.
func load(t *testing.T, fixture string) nhitest.Tree {
	t.Helper()
	info, err := os.Stat(fixture)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		files, err := nhitest.Load(fixture)
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	text, err := os.ReadFile(fixture)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(fixture)
	return nhitest.Tree{name: nhi.NewFile(name, text)}
}

// TestUnknownValueIsSilent makes every value of every YAML, JSON and Terraform
// fixture unknown, one at a time.
func TestUnknownValueIsSilent(t *testing.T) {
	eachMutation(t, scalarEdits, func(what string, _ *nhi.Inventory, added *nhi.Finding) {
		t.Errorf("%s: there is more: %s", what, lines([]*nhi.Finding{added}))
	})
}

// narrowing fields limit what their neighbours say, by the end of their path.
// Without them those say more by the language's own definition, which is no
// default of a provider.
var narrowing = map[string][]string{
	".jobs.triage.if":                    {"untrusted-trigger"},                                             // the job's condition is gone
	".rules[].resourceNames":             {"reads-all-secrets", "impersonation-grant", "agent-admin-grant"}, // a Kubernetes rule is about every object then
	".data.statement.condition.variable": {"open-trust"},                                                    // the statement's condition is gone
	".resource.status":                   {"long-lived-credential"},                                         // an access key is active unless it says otherwise
	".auto_auth.sink.wrap_ttl":           {"world-readable-credential"},                                     // what lies in the file is the token then
	".resource.local_auth_enabled":       {"long-lived-credential"},                                         // and so are the keys of an account
	".resource.attribute_condition":      {"open-trust"},                                                    // the provider takes every token of its issuer then

	// CloudFormation: statements and roles that their limits are taken from.
	".Statement[].Condition":                                        {"agent-wildcard-grant", "escalation-grant", "open-trust", "open-resource"},
	".Condition.StringEquals.aws:ResourceTag/agent":                 {"agent-wildcard-grant"},
	".Condition.StringEquals.iam:PassedToService":                   {"escalation-grant"},
	".Condition.StringLike.token.actions.githubusercontent.com:sub": {"open-trust"},
	".Resources.BoundedRole.Properties.PermissionsBoundary":         {"agent-wildcard-grant"},
	".Resources.Other.Properties.Role":                              {"agent-wildcard-grant"}, // the policies are those of the role that SAM makes then
	".Resources.Helper.Condition":                                   {"shared-identity"},      // it is in every deployment then
	".Resources.HelperInside.Condition":                             {"shared-identity"},
	".Resources.OldKey.Properties":                                  {"long-lived-credential"},
	".Resources.OldKey.Properties.Status":                           {"long-lived-credential"},
	".Properties.TokenValidityUnits":                                {"long-lived-credential", "ttl-too-long"}, // the number is one of days then
	".Properties.TokenValidityUnits.RefreshToken":                   {"long-lived-credential", "ttl-too-long"},
}

// narrows says whether what is found without a field is what it kept away.
func narrows(field, rule string) bool {
	for end, rules := range narrowing {
		if strings.HasSuffix(field, end) && slices.Contains(rules, rule) {
			return true
		}
	}
	return false
}

// TestAbsentFieldHasASource takes away every field, one at a time. What is found
// then rests on a default, and says whose documentation has it.
func TestAbsentFieldHasASource(t *testing.T) {
	eachMutation(t, fieldEdits, func(what string, inv *nhi.Inventory, added *nhi.Finding) {
		file, field, _ := strings.Cut(what, "without ")
		if strings.Contains(file, "chart: values") {
			return // a chart's template or its own values say what holds then
		}
		if !narrows(field, added.Rule.Name) && !sourced(inv, added) {
			t.Errorf("%s: there is more, and no default says so: %s", what, lines([]*nhi.Finding{added}))
		}
	})
}

// sourced says whether the fact that was judged rests on a documented default.
func sourced(inv *nhi.Inventory, f *nhi.Finding) bool {
	for _, c := range inv.Credentials {
		if c.Key == f.Subject && c.At == f.At && c.Lifetime.Basis == nhi.Defaulted && c.Lifetime.Source != "" {
			return true
		}
	}
	for _, i := range inv.Identities {
		if i.Key == f.Subject && i.Default && i.DefaultSource != "" {
			return true
		}
	}
	for _, a := range inv.Agents {
		for _, t := range inv.Tools {
			if a.Key == f.Subject && t.Agent == a.Key && t.ApprovedSource != "" {
				return true
			}
		}
	}
	for _, g := range inv.Grants {
		if g.At == f.At && g.Attributes["default_source"] != "" {
			return true
		}
	}
	for _, c := range inv.Controls {
		if c.Key == f.Subject && c.Source != "" {
			return true
		}
	}
	return false
}
