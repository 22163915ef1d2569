package header

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/fix"
	"github.com/nhivet/nhivet/internal/nhi"
)

func list(rules []*nhi.Rule) string {
	return "# Rules\n\nGenerated from the headers of the rules by `go generate ./rules`.\n\n" + rulesTable(rules, "../docs/rules/")
}

func rulesTable(rules []*nhi.Rule, docs string) string {
	var b strings.Builder
	b.WriteString("| rule | what is wrong | severity | NHI | ASI |\n|---|---|--:|---|---|\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "| [`%s`](%s%s.md) | %s | %.1f | %s | %s |\n",
			r.Name, docs, r.Name, r.Title, r.Severity, strings.Join(r.NHI, ", "), strings.Join(r.ASI, ", "))
	}
	return b.String()
}

// page is the documentation of one rule: its header and its fixtures.
func page(root string, r *nhi.Rule) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- Generated from rules/%s.rego by go generate ./rules. -->\n\n# %s\n\n**%s**\n\n%s\n\n**Fix.** %s\n\n", r.Name, r.Name, r.Title, r.Description, r.Remediation)
	fmt.Fprintf(&b, "| | |\n|---|---|\n| severity | %.1f (%s) |\n| precision | %s |\n| view | %s |\n", r.Severity, nhi.LevelOf(r.Severity), r.Precision, r.View)
	fmt.Fprintf(&b, "| OWASP NHI Top 10 (2025) | %s |\n| OWASP Agentic Top 10 (2026) | %s |\n", strings.Join(r.NHI, ", "), strings.Join(r.ASI, ", "))
	var cwe []string
	for _, n := range r.CWE {
		cwe = append(cwe, fmt.Sprintf("[CWE-%d](https://cwe.mitre.org/data/definitions/%d.html)", n, n))
	}
	fmt.Fprintf(&b, "| CWE | %s |\n| CSA MAESTRO | %s |\n| NIST AI RMF | %s |\n", strings.Join(cwe, ", "), strings.Join(r.MAESTRO, ", "), strings.Join(r.RMF, ", "))
	for _, s := range r.Sources {
		fmt.Fprintf(&b, "| source | %s |\n", s)
	}
	if list := fix.Of(r.Name); len(list) > 0 {
		b.WriteString("\n[`nhivet scan --fix`](../fixes.md):\n\n")
		for _, x := range list {
			fmt.Fprintf(&b, "- %s: %s (%s)\n", x.Tier, x.Does, x.In)
		}
	}
	for _, kind := range []string{"bad", "good"} {
		example, err := fixture(filepath.Join(root, "testdata", r.Name), kind)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "\n## %s\n%s", map[string]string{"bad": "Found", "good": "Not found"}[kind], example)
	}
	return b.String(), nil
}

// fixes is the page about --fix.
func fixes() string {
	var b strings.Builder
	b.WriteString(`<!-- Generated from internal/fix by go generate ./rules. -->

# Fixes

    nhivet scan --diff-fixes          # what --fix would change, as a diff; nothing is written
    nhivet scan --diff-fixes=unsafe   # the same with the fixes that want a review
    nhivet scan --fix                 # write the safe ones, scan again, report what is left
    nhivet scan --fix=unsafe          # write all of them; look through the diff before you commit it

A **safe** fix leaves what a correct deployment does as it was, or the documentation of the tool says that the two are the same. An **unsafe** one
changes what the deployment does, or needs something from you: a secret in a store, a person who is asked, a server with a certificate.

No fix writes a secret anywhere, asks the network, or makes up a name. Edits keep everything else in the file as it is: indentation, quotes, comments,
line breaks. Files are replaced as a whole or not at all, keep their permissions, and are left alone when they are links, are not part of the scan, or
have changed since they were read. Of two fixes of the same place the first is made, and the other is left for the next run; of one file a
thousand findings are looked at, and the rest in the next run. The diff shows
` + "`<redacted>`" + ` where a secret stands, or what looks like one; such a diff is for reading and not for ` + "`git apply`" + `.

SARIF has them as ` + "`fixes`" + ` of its results, those of the thousand most severe; ` + "`nhivet lsp`" + ` offers them as
code actions. For Go, the safe ones are suggested fixes: ` + "`go vet -vettool=$(which nhivet) -fix`" + ` and ` + "`golangci-lint run --fix`" + ` make them.

| rule | tier | what is done | where |
|---|---|---|---|
`)
	for _, x := range fix.Table() {
		fmt.Fprintf(&b, "| [`%s`](rules/%s.md) | %s | %s | %s |\n", x.Rule, x.Rule, x.Tier, x.Does, x.In)
	}
	return b.String()
}

// maxExample is the number of lines of a fixture that a page shows.
const maxExample = 60

// fixture shows the first file or tree of a rule's folder that starts with bad
// or good.
func fixture(dir, kind string) (string, error) {
	paths, err := filepath.Glob(filepath.Join(dir, kind+"*"))
	if err != nil || len(paths) == 0 { // the fixture test insists on both
		return "", err
	}
	sort.Strings(paths)
	var b strings.Builder
	err = filepath.WalkDir(paths[0], func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		lines := strings.SplitAfter(string(text), "\n")
		if len(lines) > maxExample {
			lines = append(lines[:maxExample:maxExample], "…\n")
		}
		name, _ := filepath.Rel(dir, p)
		fmt.Fprintf(&b, "\n`%s`\n\n```%s\n%s\n```\n", filepath.ToSlash(name), strings.TrimPrefix(filepath.Ext(p), "."), strings.TrimRight(strings.Join(lines, ""), "\n"))
		return nil
	})
	return b.String(), err
}
