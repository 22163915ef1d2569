// Package header reads the METADATA blocks of the rules and writes everything
// that is made from them. It runs when code is generated and in tests, never in
// a scan.
package header

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/sarif"
	"github.com/open-policy-agent/opa/v1/ast"
)

// custom is the part of a header that OPA leaves to us.
type custom struct {
	Severity    float64  `json:"severity"`
	Precision   string   `json:"precision"`
	View        string   `json:"view"`
	Closed      bool     `json:"closed"`
	Kinds       []string `json:"kinds"`
	Remediation string   `json:"remediation"`
	NHI         []string `json:"nhi"`
	ASI         []string `json:"asi"`
	CWE         []int    `json:"cwe"`
	MAESTRO     []string `json:"maestro"`
	RMF         []string `json:"rmf"`
	Sources     []string `json:"sources"`
}

// Read returns the rules of a folder in order of name.
func Read(dir string) ([]*nhi.Rule, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.rego"))
	if err != nil {
		return nil, err
	}
	var rules []*nhi.Rule
	for _, p := range paths {
		name := strings.TrimSuffix(filepath.Base(p), ".rego")
		if name == "main" || strings.HasSuffix(name, "_test") {
			continue
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		r, err := parse(name, string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		rules = append(rules, r)
	}
	sort.Slice(rules, func(i, j int) bool { return rules[i].Name < rules[j].Name })
	return rules, nil
}

func parse(name, text string) (*nhi.Rule, error) {
	m, err := ast.ParseModuleWithOpts(name+".rego", text, ast.ParserOptions{ProcessAnnotation: true})
	if err != nil {
		return nil, err
	}
	if want := fmt.Sprintf(`data.nhi.rules[%q]`, name); m.Package.Path.String() != want && m.Package.Path.String() != "data.nhi.rules."+name {
		return nil, fmt.Errorf("package is %s, want %s", m.Package.Path, want)
	}
	if len(m.Annotations) == 0 {
		return nil, fmt.Errorf("no METADATA header")
	}
	a := m.Annotations[0]
	raw, err := json.Marshal(a.Custom)
	if err != nil {
		return nil, err
	}
	var c custom
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	r := &nhi.Rule{
		Name: name, Title: a.Title, Description: strings.TrimSpace(a.Description), Remediation: strings.TrimSpace(c.Remediation),
		Severity: c.Severity, Precision: c.Precision, View: c.View, Closed: c.Closed, Kinds: c.Kinds,
		NHI: c.NHI, ASI: c.ASI, CWE: c.CWE, MAESTRO: c.MAESTRO, RMF: c.RMF, Sources: c.Sources,
	}
	return r, check(r)
}

// The identifiers of the standards: OWASP NHI 2025, OWASP Agentic 2026, MAESTRO's
// layers, and the functions of NIST AI RMF 1.0 with their categories.
var (
	nhiID     = regexp.MustCompile(`^NHI([1-9]|10)$`)
	asiID     = regexp.MustCompile(`^ASI(0[1-9]|10)$`)
	maestroID = regexp.MustCompile(`^L[1-7]$`)
	rmfID     = regexp.MustCompile(`^(GOVERN [1-6]|MAP [1-5]|MEASURE [1-4]|MANAGE [1-4])\.[1-9][0-9]?$`)
)

// all says whether there are identifiers, and each is one of its standard.
func all(ids []string, form *regexp.Regexp) bool {
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return !form.MatchString(id) })
}

// check refuses a header that leaves out what a finding must say.
func check(r *nhi.Rule) error {
	var missing []string
	for field, ok := range map[string]bool{
		"title": r.Title != "", "description": r.Description != "", "custom.remediation": r.Remediation != "",
		"custom.severity": r.Severity > 0 && r.Severity <= 10, "custom.kinds": len(r.Kinds) > 0,
		"custom.nhi": all(r.NHI, nhiID), "custom.asi": all(r.ASI, asiID), "custom.cwe": len(r.CWE) > 0,
		"custom.maestro": all(r.MAESTRO, maestroID), "custom.rmf": all(r.RMF, rmfID),
		"custom.precision": strings.Contains(" very-high high medium low ", " "+r.Precision+" "),
		"custom.view":      strings.Contains(" site package repository ", " "+r.View+" "),
	} {
		if !ok {
			missing = append(missing, field)
		}
	}
	if missing != nil {
		sort.Strings(missing)
		return fmt.Errorf("header: missing or wrong: %s", strings.Join(missing, ", "))
	}
	return nil
}

// Output is a generated file.
type Output struct {
	Path string
	Text []byte
}

// Dir is the folder of the file.
func (o Output) Dir() string { return filepath.Dir(o.Path) }

// Generate makes every file that follows from the headers; root is the top of
// the repository.
func Generate(root string) ([]Output, error) {
	rules, err := Read(filepath.Join(root, "rules"))
	if err != nil {
		return nil, err
	}
	table, err := goTable(rules)
	if err != nil {
		return nil, err
	}
	candidates, err := goCandidates(filepath.Join(root, "rules"), rules)
	if err != nil {
		return nil, err
	}
	schema, err := json.MarshalIndent(nhi.Schema(false), "", "  ")
	if err != nil {
		return nil, err
	}
	standards, err := sarif.Coverage(rules)
	if err != nil {
		return nil, err
	}
	out := []Output{
		{filepath.Join(root, "rules", "metadata_gen.go"), table},
		{filepath.Join(root, "rules", "candidates_gen.go"), candidates},
		{filepath.Join(root, "rules", "README.md"), []byte(list(rules))},
		{filepath.Join(root, "docs", "inventory.schema.json"), append(schema, '\n')},
		{filepath.Join(root, "docs", "fixes.md"), []byte(fixes())},
		{filepath.Join(root, "docs", "standards.md"), []byte(standards)},
	}
	for _, r := range rules {
		text, err := page(root, r)
		if err != nil {
			return nil, err
		}
		out = append(out, Output{filepath.Join(root, "docs", "rules", r.Name+".md"), []byte(text)})
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		return nil, err
	}
	text, err := splice(string(readme), "rules", rulesTable(rules, "docs/rules/"))
	if err != nil {
		return nil, err
	}
	return append(out, Output{filepath.Join(root, "README.md"), []byte(text)}), nil
}

func goTable(rules []*nhi.Rule) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("// Code generated by go run ./gen; DO NOT EDIT.\n\npackage rules\n\nimport \"github.com/nhivet/nhivet/internal/nhi\"\n\nvar all = []*nhi.Rule{\n")
	for _, r := range rules {
		text := fmt.Sprintf("%#v", *r)
		fmt.Fprintf(&b, "\t%s,\n", strings.TrimPrefix(text, "nhi.Rule"))
	}
	b.WriteString("}\n")
	return format.Source(b.Bytes())
}

// splice replaces what stands between two markers of a Markdown file.
func splice(text, name, body string) (string, error) {
	begin, end := "<!-- "+name+": generated -->\n", "<!-- "+name+": end -->"
	i, j := strings.Index(text, begin), strings.Index(text, end)
	if i < 0 || j < i {
		return "", fmt.Errorf("README.md: no markers %q and %q", begin, end)
	}
	return text[:i+len(begin)] + body + text[j:], nil
}
