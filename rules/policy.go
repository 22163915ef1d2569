package rules

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// Policies are a team's own conftest-style policies: sets named deny, violation
// or warn (with an optional suffix), and exceptions, over the documented
// inventory.
type Policies struct {
	compiler *ast.Compiler
	// names are the rules' names, by package path.
	names map[string][]string
	// places are where the rules stand, by package path and name.
	places map[string]nhi.Span
}

// Checked is what the policies of one package say, as conftest divides it. Its own
// types come with everything that prints them, a megabyte at each start.
type Checked struct {
	Namespace                      string
	Failures, Warnings, Exceptions []Result
}

// Result is one message of a policy. It stands at the fact whose position was handed
// back, else at the policy's rule.
type Result struct {
	Message string
	At      nhi.Span
}

// ruleName is what conftest takes for a rule.
var ruleName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(deny|violation|warn)(_[a-zA-Z0-9]+)*$`) })

// LoadPolicies reads every .rego file under dir but its tests. The policies see
// the same restricted builtins as ours, and a field that the inventory does not
// have is an error.
func LoadPolicies(dir string) (*Policies, error) {
	modules, files := map[string]*ast.Module{}, map[string]*nhi.File{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".rego" || strings.HasSuffix(path, "_test.rego") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		m, err := ast.ParseModuleWithOpts(path, string(text), ast.ParserOptions{Capabilities: capabilities()})
		if err != nil {
			return err
		}
		modules[path], files[path] = m, nhi.NewFile(filepath.ToSlash(path), text)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("policies: %w", err)
	}
	if len(modules) == 0 {
		return nil, fmt.Errorf("policies: no .rego file in %s", dir)
	}
	schemas := ast.NewSchemaSet()
	var schema any
	if err := roundTrip(nhi.Schema(false), &schema); err != nil {
		return nil, err
	}
	schemas.Put(ast.SchemaRootRef, schema)
	c := ast.NewCompiler().WithCapabilities(capabilities()).WithSchemas(schemas)
	if c.Compile(modules); c.Failed() {
		return nil, fmt.Errorf("policies: %w", c.Errors)
	}
	p := &Policies{compiler: c, names: map[string][]string{}, places: map[string]nhi.Span{}}
	for _, path := range sortedKeys(modules) {
		m := modules[path]
		pkg := m.Package.Path.String()
		for _, r := range m.Rules {
			if name := r.Head.Name.String(); ruleName().MatchString(name) && !slices.Contains(p.names[pkg], name) {
				p.names[pkg] = append(p.names[pkg], name)
				p.places[pkg+"."+name] = files[path].LineSpan(r.Location.Row)
			}
		}
	}
	if len(p.names) == 0 {
		return nil, fmt.Errorf("policies: no deny, violation or warn in %s", dir)
	}
	return p, nil
}

func roundTrip(in any, out *any) error {
	text, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return util.UnmarshalJSON(text, out)
}

// Check evaluates the policies over an inventory and gives one result a
// package, in order of name.
func (p *Policies) Check(ctx context.Context, inv *nhi.Inventory) ([]Checked, error) {
	e := &encoder{seen: map[nhi.Position]nhi.Span{}}
	input := e.inventory(inv)
	var results []Checked
	for _, pkg := range sortedKeys(p.names) {
		result := Checked{Namespace: strings.TrimPrefix(pkg, "data.")}
		names := slices.Sorted(slices.Values(p.names[pkg]))
		excepted, err := p.exceptions(ctx, pkg, input)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			found, err := p.rule(ctx, pkg+"."+name, input, e.seen)
			if err != nil {
				return nil, err
			}
			_, suffix, _ := strings.Cut(name, "_")
			switch {
			case slices.Contains(excepted, suffix):
				result.Exceptions = append(result.Exceptions, found...)
			case strings.HasPrefix(name, "warn"):
				result.Warnings = append(result.Warnings, found...)
			default:
				result.Failures = append(result.Failures, found...)
			}
		}
		results = append(results, result)
	}
	return results, nil
}

// exceptions are the rule suffixes that a package's exception rule lists.
func (p *Policies) exceptions(ctx context.Context, pkg string, input ast.Value) ([]string, error) {
	v, err := query(ctx, p.compiler, pkg+".exception", input)
	if err != nil || v == nil {
		return nil, err
	}
	var names []string
	ast.WalkTerms(ast.NewTerm(v), func(t *ast.Term) bool {
		if s, ok := t.Value.(ast.String); ok {
			names = append(names, string(s))
		}
		return false
	})
	return names, nil
}

// rule evaluates one rule. issued are the positions that the facts have: what is
// handed back whole is found again to the column.
func (p *Policies) rule(ctx context.Context, ref string, input ast.Value, issued map[nhi.Position]nhi.Span) ([]Result, error) {
	v, err := query(ctx, p.compiler, ref, input)
	if err != nil || v == nil {
		return nil, err
	}
	value, err := ast.JSON(v)
	if err != nil {
		return nil, fmt.Errorf("policies: %s: %w", ref, err)
	}
	elements, ok := value.([]any)
	if !ok {
		return nil, fmt.Errorf("policies: %s is no set", ref)
	}
	var out []Result
	for _, element := range elements {
		if msg, ok := element.(string); ok {
			element = map[string]any{"msg": msg}
		}
		fields, ok := element.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("policies: %s holds %T, want a message or an object", ref, element)
		}
		msg, ok := fields["msg"].(string)
		if !ok {
			return nil, fmt.Errorf("policies: %s: expected an object with a text as msg, found none", ref)
		}
		r := Result{msg, p.places[ref]}
		if loc, ok := fields["_loc"]; ok {
			var position nhi.Position
			if text, err := json.Marshal(loc); err == nil && json.Unmarshal(text, &position) == nil {
				if span, ok := issued[position]; ok {
					r.At = span
				}
			}
		}
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Message < out[j].Message })
	return out, nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
