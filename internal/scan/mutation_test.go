package scan

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/nhivet/nhivet/analyzers"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// fixtures are all bad and good files and trees of all rules.
func fixtures(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, kind := range []string{"bad*", "good*"} {
		found, err := filepath.Glob("../../testdata/*/" + kind)
		if err != nil || len(found) == 0 {
			t.Fatal("no fixtures", err)
		}
		out = append(out, found...)
	}
	slices.Sort(out)
	return out
}

// collect reads a path into facts, as Run does.
func collect(t *testing.T, path string) *nhi.Facts {
	t.Helper()
	set, err := source.Open([]string{path}, source.Options{IncludeIgnored: true, Wants: func(path string) bool { return wanted(analyzers.All, path) }})
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	var paths []string
	for _, e := range set.Entries {
		paths = append(paths, e.Path)
	}
	return Collect(context.Background(), set, paths, analyzers.All).Facts
}

// place is a finding without its words: which rule, and where.
type placed struct {
	rule string
	at   nhi.Span
}

func judged(t *testing.T, facts *nhi.Facts, path string) map[placed]*nhi.Finding {
	t.Helper()
	_, findings, err := Judge(context.Background(), facts, JudgeOptions{Now: fixtureNow, View: Repository, Below: filepath.Base})
	if err != nil {
		t.Fatal(err)
	}
	out := map[placed]*nhi.Finding{}
	for _, f := range findings {
		out[placed{f.Rule.Name, f.At}] = f
	}
	return out
}

// clone copies facts so that a join may change them.
func clone(f *nhi.Facts) *nhi.Facts {
	out := &nhi.Facts{}
	from, to := reflect.ValueOf(f).Elem(), reflect.ValueOf(out).Elem()
	for i := range from.NumField() {
		list := from.Field(i)
		if list.Type().Elem().Kind() != reflect.Pointer {
			continue
		}
		copied := reflect.MakeSlice(list.Type(), list.Len(), list.Len())
		for j := range list.Len() {
			fact := reflect.New(list.Type().Elem().Elem())
			fact.Elem().Set(list.Index(j).Elem())
			for k := range fact.Elem().NumField() {
				field := fact.Elem().Field(k)
				switch {
				case !field.CanSet():
				case field.Kind() == reflect.Slice:
					field.Set(reflect.AppendSlice(reflect.MakeSlice(field.Type(), 0, field.Len()), field))
				case field.Kind() == reflect.Map && !field.IsNil():
					field.Set(reflect.ValueOf(maps.Clone(field.Interface().(map[string]string))))
				}
			}
			copied.Index(j).Set(fact)
		}
		to.Field(i).Set(copied)
	}
	return out
}

// forget are the fields that a fact may come without, when what the file says
// cannot be evaluated. Each row makes one of them unknown. What is not here is no
// value of a file: a name, a kind (it says what was read), whether a tree defines
// an identity, what makes copies a family, that a service demands a breadth.
var forget = []struct {
	field string
	do    func(fact any) // changes a fact of its type, passes over the others
}{
	{"credential.lifetime", of(func(c *nhi.Credential) { c.Lifetime = nhi.Lifetime{} })},
	{"credential.origin", of(func(c *nhi.Credential) { c.Origin, c.Secret = nhi.FromUnknown, nhi.Secret{} })},
	{"credential.store", of(func(c *nhi.Credential) { c.Store = "" })},
	{"credential.vendor", of(func(c *nhi.Credential) { c.Vendor = "" })},
	{"credential.static", of(func(c *nhi.Credential) { c.Static = false })},
	{"credential.administrative", of(func(c *nhi.Credential) { c.Administrative = false })},
	{"credential.rotated", of(func(c *nhi.Credential) { c.Rotated = nil })},
	{"credential.revoked", of(func(c *nhi.Credential) { c.Revoked = nil })},
	{"credential.alternative", of(func(c *nhi.Credential) { c.Alternative = "" })},
	{"credential.shadows", of(func(c *nhi.Credential) { c.Shadows, c.ShadowSource = "", "" })},
	{"credential.subject", of(func(c *nhi.Credential) { c.Subject = "" })},
	{"tool.pinned", of(func(t *nhi.Tool) { t.Pinned = nil })},
	{"tool.package", of(func(t *nhi.Tool) { t.Package, t.Version, t.Runner, t.Pinned = "", "", "", nil })},
	{"tool.url", of(func(t *nhi.Tool) { t.URL = "" })},
	{"tool.writes", of(func(t *nhi.Tool) { t.Writes = nil })},
	{"tool.approved", of(func(t *nhi.Tool) { t.Approved = nil })},
	{"grant.breadth", of(func(g *nhi.Grant) {
		if g.Breadth != "admin" { // what an administrator can do to himself is told by the same word
			g.Breadth = ""
		}
	})},
	{"grant.breadth and hazards", of(func(g *nhi.Grant) { g.Breadth, g.Hazards = "", nil })},
	{"grant.writes", of(func(g *nhi.Grant) { g.Writes = false })},
	{"grant.identity", of(func(g *nhi.Grant) { g.Identity = "" })},
	{"identity.default", of(func(i *nhi.Identity) { i.Default, i.DefaultSource = false, "" })},
	{"identity.aliases", of(func(i *nhi.Identity) { i.Aliases = nil })},
	{"agent.score", of(func(a *nhi.Agent) { a.Score, a.Evidence = 0, nil })},
	{"agent.acts_for", of(func(a *nhi.Agent) { a.ActsFor = "" })},
	{"control.state", of(func(c *nhi.Control) { c.State = "" })},
	{"control.subject", of(func(c *nhi.Control) { c.Subject = "" })},
	{"edge.to", of(func(e *nhi.Edge) { e.To = "" })},
}

func of[T any](change func(*T)) func(any) {
	return func(fact any) {
		if f, ok := fact.(*T); ok {
			change(f)
		}
	}
}

// everyFact are pointers to all facts, in the order of their lists.
func everyFact(f *nhi.Facts) []any {
	var out []any
	v := reflect.ValueOf(f).Elem()
	for i := range v.NumField() {
		for j := range v.Field(i).Len() {
			if x := v.Field(i).Index(j); x.Kind() == reflect.Pointer {
				out = append(out, x.Interface())
			}
		}
	}
	return out
}

// ofTeam says whether what is forgotten makes agents of one program a team, which
// holds a key as one. An agent that hands nothing on is no team, and code that
// cannot be read has no such edge in either case.
func ofTeam(fact any, added string) bool {
	if !strings.Contains(added, "[shared-credential]") {
		return false
	}
	switch f := fact.(type) {
	case *nhi.Edge:
		return f.Kind == nhi.DelegatesTo && strings.HasPrefix(f.From, "go-agent:")
	case *nhi.Agent:
		return strings.HasPrefix(f.Key, "go-agent:")
	}
	return false
}

// TestUnknownIsSilent makes every known thing of every fixture unknown, one at a
// time, at the level of facts. Nothing may be found that was not found before.
func TestUnknownIsSilent(t *testing.T) {
	if testing.Short() {
		t.Skip("judges thousands of times")
	}
	var n atomic.Int64
	eachFixture(t, fixtures(t), func(t *testing.T, path string) {
		facts := collect(t, path)
		before := judged(t, clone(facts), path)
		for i, fact := range everyFact(facts) {
			for _, f := range forget {
				changed := clone(facts)
				target := everyFact(changed)[i]
				f.do(target)
				if reflect.DeepEqual(target, fact) {
					continue
				}
				n.Add(1)
				for _, added := range without(judged(t, changed, path), before) {
					if ofTeam(fact, fmt.Sprint(added)) {
						continue
					}
					t.Errorf("%s: without %s of %s there is more: %s", strings.TrimPrefix(path, "../../"), f.field, describe(fact), added)
				}
			}
		}
	})
	t.Logf("%d times something was forgotten", n.Load())
	if n.Load() < 500 && os.Getenv("CI") != "" {
		t.Error("too few to tell")
	}
}

// quieter are rules that say less of the same thing, where what the louder ones
// tell is not known: the finding changes its rule, and nothing is added.
var quieter = map[string][]string{
	"wildcard-grant":                   {"agent-admin-grant", "agent-wildcard-grant", "escalation-grant", "reads-all-secrets", "open-trust"},
	"agent-wildcard-grant":             {"escalation-grant", "reads-all-secrets"},
	"broad-grant":                      {"wildcard-grant", "agent-admin-grant", "agent-wildcard-grant", "escalation-grant", "reads-all-secrets", "open-trust"},
	"identity-shared-with-application": {"shared-identity"},
	"static-credential":                {"shadowed-federation", "static-cloud-login", "personal-token"},
	"literal-credential":               {"credential-in-prompt"},
	"escalation-grant":                 {"agent-admin-grant"},
	"untrusted-trigger":                {"head-before-agent"},
	"open-to-everyone":                 {"untrusted-trigger"},
}

// tells says whether a place is among a finding's related ones.
func tells(f *nhi.Finding, at nhi.Span) bool {
	return slices.ContainsFunc(f.Related, func(s nhi.Step) bool { return s.At.String() == at.String() })
}

// without are the findings that there were not before, as lines.
func without(after, before map[placed]*nhi.Finding) []string {
	var out []string
	for p, f := range after {
		told := before[p] != nil
		for _, louder := range quieter[p.rule] {
			was := placed{louder, p.at}
			told = told || before[was] != nil && after[was] == nil
		}
		// The louder one may stand at the job and name the setting.
		for was, b := range before {
			told = told || slices.Contains(quieter[p.rule], was.rule) && after[was] == nil && tells(b, f.At)
		}
		// Of equal literals, and of a definition and its mentions, one speaks; where
		// that one is not known, the next does, at a place that was among the first one's.
		for was, b := range before {
			told = told || was.rule == p.rule && after[was] == nil && tells(b, f.At)
		}
		if !told {
			out = append(out, lines([]*nhi.Finding{f}))
		}
	}
	slices.Sort(out)
	return out
}

func describe(fact any) string {
	v := reflect.ValueOf(fact).Elem()
	if k := v.FieldByName("Key"); k.IsValid() {
		return fmt.Sprintf("%s %s", v.Type().Name(), k)
	}
	return fmt.Sprintf("%s %s → %s", v.FieldByName("Kind"), v.FieldByName("From"), v.FieldByName("To"))
}
