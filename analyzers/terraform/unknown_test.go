package terraform

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// bad counts the facts that a rule may fire on, by what is wrong. Any number of
// one place is one.
func bad(f *nhi.Facts) map[string]int {
	n := map[string]int{}
	type place struct {
		what string
		at   nhi.Span
	}
	seen := map[place]bool{}
	count := func(what, kind string, at nhi.Span) {
		if p := (place{what + kind, at}); !seen[p] {
			seen[p] = true
			n[what]++
		}
	}
	for _, g := range f.Grants {
		if iam.Rank(g.Breadth) >= iam.Rank(iam.Wildcard) && !g.Justified {
			count("wildcard", "", g.At)
		}
		for _, h := range g.Hazards {
			count(h, "", g.At)
		}
	}
	for _, c := range f.Credentials {
		switch {
		case c.Origin == nhi.FromLiteral:
			count("literal", "", c.At)
		case c.Lifetime.Known && (c.Lifetime.Never || c.Lifetime.Renewable || c.Lifetime.Seconds > 86400) && c.Origin == nhi.FromIssuer:
			count("life", c.Kind, c.At)
		}
	}
	for _, c := range f.Controls {
		n[c.Kind+" "+c.State]++
	}
	for _, i := range f.Identities {
		if i.Default {
			n["default"]++
		}
	}
	return n
}

// TestUnknown replaces every constant of the fixtures, one at a time, by a
// variable that nobody sets. Nothing may become bad by that.
func TestUnknown(t *testing.T) {
	names, err := filepath.Glob("testdata/*/*.tf")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	count := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, diags := hclsyntax.ParseConfig(text, name, hcl.InitialPos)
		if diags.HasErrors() {
			continue
		}
		before := bad(facts(t, map[string]string{"a.tf": string(text)}))
		var ranges []hcl.Range
		hclsyntax.VisitAll(file.Body.(*hclsyntax.Body), func(n hclsyntax.Node) hcl.Diagnostics {
			switch n := n.(type) {
			case *hclsyntax.ObjectConsKeyExpr:
				ranges = slices.DeleteFunc(ranges, func(r hcl.Range) bool { return r == n.Range() })
			case *hclsyntax.TemplateExpr, *hclsyntax.TupleConsExpr, *hclsyntax.ObjectConsExpr:
				ranges = append(ranges, n.Range())
			case *hclsyntax.LiteralValueExpr:
				// Parts of a text are not expressions of their own.
				if b := text[n.SrcRange.Start.Byte]; b != '"' && (b >= '0' && b <= '9' || string(n.SrcRange.SliceBytes(text)) == "true" || string(n.SrcRange.SliceBytes(text)) == "false") {
					if i := slices.IndexFunc(ranges, func(r hcl.Range) bool {
						return r.Start.Byte < n.SrcRange.Start.Byte && r.End.Byte > n.SrcRange.End.Byte && text[r.Start.Byte] == '"'
					}); i < 0 {
						ranges = append(ranges, n.SrcRange)
					}
				}
			}
			return nil
		})
		for _, r := range ranges {
			src := r.SliceBytes(text)
			if len(src) > 0 && src[0] == '<' {
				continue // a heredoc ends with its line
			}
			line := string(text[:r.Start.Byte])
			line = strings.TrimSpace(line[strings.LastIndexByte(line, '\n')+1:])
			if strings.HasPrefix(line, "count") || strings.HasPrefix(line, "for_each") {
				continue // any number of a bad thing is one
			}
			mutated := string(text[:r.Start.Byte]) + "var.not_set" + string(text[r.End.Byte:])
			if _, diags := hclsyntax.ParseConfig([]byte(mutated), name, hcl.InitialPos); diags.HasErrors() {
				continue
			}
			count++
			after := bad(facts(t, map[string]string{"a.tf": mutated}))
			for what, n := range after {
				if n > before[what] {
					t.Errorf("%s:%d: %q unknown: %d %s, before %d", name, r.Start.Line, src, n, what, before[what])
				}
			}
		}
	}
	if count < 100 {
		t.Errorf("only %d constants were replaced", count)
	}
}
