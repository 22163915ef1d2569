// Package rules holds the embedded policies, one .rego file a rule, and
// evaluates them. A rule turns facts into findings and never parses; what a rule
// is comes from the header of its file, read when the code is generated.
package rules

import (
	"context"
	"embed"
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/topdown/print"
)

//go:generate go run ./gen
//go:generate go run ../internal/config/gen

//go:embed *.rego lib/*.rego
var files embed.FS

// Files is the embedded tree: main.rego, the rules, and lib.
func Files() embed.FS { return files }

// All are the embedded rules in order of name. The caller must not change them.
func All() []*nhi.Rule { return all }

// ByName finds an embedded rule.
func ByName(name string) *nhi.Rule {
	i, ok := slices.BinarySearchFunc(all, name, func(r *nhi.Rule, name string) int { return strings.Compare(r.Name, name) })
	if !ok {
		return nil
	}
	return all[i]
}

// Verdict is one element of a rule's deny set.
type Verdict struct {
	Rule    *nhi.Rule
	Message string
	At      nhi.Span
	// Fact is the fact whose position was handed back: a pointer to one of the
	// inventory's facts.
	Fact    any
	Related []nhi.Step
}

// Eval judges an inventory by the given rules. Only the modules of rules that have
// candidates are compiled; with none, the engine is not touched. Verdicts come in
// no particular order.
func Eval(ctx context.Context, inv *nhi.Inventory, given []*nhi.Rule) ([]Verdict, error) {
	selected, facts := judged(given, inv)
	if len(selected) == 0 {
		return nil, nil
	}
	c, err := compiled(selected)
	if err != nil {
		return nil, err
	}
	e := &encoder{index: true, words: map[string]*ast.Term{}, refs: map[*nhi.Ref]*ast.Term{}, fields: c.fields, read: fieldsRead(selected)}
	input := e.inventory(facts)
	value, err := query(ctx, c.compiler, "data.main.deny", input)
	if err != nil {
		return nil, err
	}
	set, ok := value.(ast.Set)
	if !ok {
		return nil, fmt.Errorf("rules: data.main.deny is no set")
	}
	verdicts := make([]Verdict, 0, set.Len())
	err = set.Iter(func(t *ast.Term) error {
		v, err := e.verdict(t)
		if slices.Contains(selected, v.Rule) { // others may be compiled, too
			verdicts = append(verdicts, v)
		}
		return err
	})
	return verdicts, err
}

// program is rules that are compiled, with the names of the fields that they speak
// of: a field that no rule spells is not handed over.
type program struct {
	rules    []*nhi.Rule
	compiler *ast.Compiler
	fields   map[string]bool
}

// latest is what was compiled: an editor and a linter judge many times in one
// process, each time by the rules that have candidates, so it grows to what they
// need.
var latest struct {
	sync.Mutex
	program
}

func compiled(selected []*nhi.Rule) (program, error) {
	latest.Lock()
	defer latest.Unlock()
	have := latest.rules
	for _, r := range selected {
		if !slices.Contains(have, r) {
			have = append(slices.Clip(have), r)
		}
	}
	if latest.compiler != nil && len(have) == len(latest.rules) {
		return latest.program, nil
	}
	modules, err := load(have)
	if err != nil {
		return program{}, err
	}
	p := program{rules: have, fields: needed(modules)}
	if p.compiler, err = compile(modules); err != nil {
		return program{}, err
	}
	latest.program = p
	return p, nil
}

// needed takes out of lib what no rule calls, and gives the names that the rest
// speaks of, those of fields among them.
func needed(modules map[string]*ast.Module) map[string]bool {
	spoken := map[string]bool{"at": true, "note": true} // of steps, which rules pass on
	add := func(r *ast.Rule) {
		for _, x := range [...]any{r, r.Head.Reference} { // a rule is walked without it
			ast.WalkTerms(x, func(t *ast.Term) bool {
				switch v := t.Value.(type) {
				case ast.String:
					spoken[string(v)] = true
				case ast.Var:
					spoken[string(v)] = true
				}
				return false
			})
		}
	}
	unused := map[*ast.Rule]bool{}
	for name, m := range modules {
		for _, r := range m.Rules {
			if strings.HasPrefix(name, "lib/") {
				unused[r] = true
			} else {
				add(r)
			}
		}
	}
	for found := true; found; {
		found = false
		for r := range unused {
			if spoken[string(r.Head.Name)] {
				add(r)
				delete(unused, r)
				found = true
			}
		}
	}
	for _, m := range modules {
		m.Rules = slices.DeleteFunc(m.Rules, func(r *ast.Rule) bool { return unused[r] })
	}
	return spoken
}

// load parses main.rego, lib and the modules of the rules. Annotations are not
// read: the headers were turned into Go at generate time.
func load(selected []*nhi.Rule) (map[string]*ast.Module, error) {
	names := []string{"main.rego"}
	libs, err := files.ReadDir("lib")
	if err != nil {
		return nil, err
	}
	for _, e := range libs {
		names = append(names, path.Join("lib", e.Name()))
	}
	for _, r := range selected {
		names = append(names, r.Name+".rego")
	}
	modules := make(map[string]*ast.Module, len(names))
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
		m, err := ast.ParseModuleWithOpts(name, string(text), ast.ParserOptions{Capabilities: capabilities()})
		if err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
		modules[name] = m
	}
	return modules, nil
}

// compile skips the stages that only check: a test compiles every rule with all
// of them and the schema.
func compile(modules map[string]*ast.Module) (*ast.Compiler, error) {
	c := ast.NewCompiler().WithCapabilities(capabilities()).WithSkipStages(
		ast.StageCheckTypes, ast.StageCheckRecursion, ast.StageCheckDeprecatedBuiltins,
		ast.StageCheckDuplicateImports, ast.StageCheckKeywordOverrides, ast.StageCheckUnusedImports,
		ast.StageCheckVoidCalls, ast.StageCheckRuleConflicts,
		ast.StageParseMetadataBlocks, ast.StageSetAnnotationSet, ast.StageBuildRequiredCapabilities,
	)
	if c.Compile(modules); c.Failed() {
		return nil, fmt.Errorf("rules: %w", c.Errors)
	}
	return c, nil
}

// query evaluates one reference against an input and gives its value, nil when
// it is undefined.
func query(ctx context.Context, c *ast.Compiler, ref string, input ast.Value) (ast.Value, error) {
	var out ast.Value
	r := rego.New(
		rego.Compiler(c), rego.Query("x = "+ref), rego.ParsedInput(input), rego.StrictBuiltinErrors(false),
		rego.PrintHook(discard{}), rego.GenerateJSON(func(t *ast.Term, _ *rego.EvalContext) (any, error) {
			out = t.Value
			return nil, nil
		}),
	)
	if _, err := r.Eval(ctx); err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	return out, nil
}

// discard swallows print statements: output is the report's alone.
type discard struct{}

func (discard) Print(print.Context, string) error { return nil }

// capabilities are those of this version of OPA less everything that reaches
// the network, the clock, the environment, or chance.
var capabilities = sync.OnceValue(func() *ast.Capabilities {
	c := ast.CapabilitiesForThisVersion()
	c.AllowNet = []string{}
	c.Builtins = slices.DeleteFunc(slices.Clone(c.Builtins), func(b *ast.Builtin) bool { return forbidden(b.Name) })
	return c
})

func forbidden(name string) bool {
	switch name {
	case "http.send", "opa.runtime", "time.now_ns", "uuid.rfc4122", "trace",
		"providers.aws.sign_req", "rego.parse_module":
		return true
	}
	return strings.HasPrefix(name, "net.lookup") || strings.HasPrefix(name, "rand.")
}

// verdict reads one element of deny. A position that was never issued is an
// error of the rule.
func (e *encoder) verdict(t *ast.Term) (Verdict, error) {
	var v Verdict
	o, ok := t.Value.(ast.Object)
	if !ok {
		return v, fmt.Errorf("rules: deny holds %v, want an object", t.Value)
	}
	name := text(o, "rule")
	if v.Rule = ByName(name); v.Rule == nil {
		return v, fmt.Errorf("rules: unknown rule %q", name)
	}
	if v.Message = text(o, "msg"); v.Message == "" {
		return v, fmt.Errorf("rules: %s: no msg", name)
	}
	p, err := e.place(o.Get(ast.InternedTerm("_loc")))
	if err != nil {
		return v, fmt.Errorf("rules: %s: %w", name, err)
	}
	if v.At, v.Fact = p.span, p.fact; p.fact == nil {
		return v, fmt.Errorf("rules: %s: _loc is that of a reference", name)
	}
	steps := o.Get(ast.InternedTerm("related"))
	if steps == nil {
		return v, nil
	}
	each := func(t *ast.Term) error {
		s, ok := t.Value.(ast.Object)
		if !ok {
			return fmt.Errorf("rules: %s: related holds %v, want {at, note}", name, t.Value)
		}
		p, err := e.place(s.Get(ast.InternedTerm("at")))
		if err != nil {
			return fmt.Errorf("rules: %s: related: %w", name, err)
		}
		v.Related = append(v.Related, nhi.Step{At: p.span, Note: text(s, "note")})
		return nil
	}
	switch c := steps.Value.(type) {
	case ast.Number:
		i, ok := c.Int()
		if !ok || i < 0 || i >= len(e.trails) {
			return v, fmt.Errorf("rules: %s: related is a path that was never issued", name)
		}
		v.Related = e.trails[i]
	case *ast.Array:
		err = c.Iter(each)
	case ast.Set:
		err = c.Iter(each)
		sort.SliceStable(v.Related, func(i, j int) bool { return v.Related[i].At.Less(v.Related[j].At) })
	default:
		err = fmt.Errorf("rules: %s: related is no array", name)
	}
	return v, err
}

func (e *encoder) place(t *ast.Term) (place, error) {
	if t != nil {
		if n, ok := t.Value.(ast.Number); ok {
			if i, ok := n.Int(); ok && 0 <= i && i < len(e.places) {
				return e.places[i], nil
			}
		}
	}
	return place{}, fmt.Errorf("a position that was never issued")
}

func text(o ast.Object, key string) string {
	if t := o.Get(ast.InternedTerm(key)); t != nil {
		if s, ok := t.Value.(ast.String); ok {
			return string(s)
		}
	}
	return ""
}
