package scan

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCopies: however many instances have a fault, it is one finding with the
// calls as related places, and takes no hours.
func TestCopies(t *testing.T) {
	const policy = `resource "aws_iam_user_policy" "p" {
  user   = "%s"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "%s", Resource = "*" }] })
}
`
	names := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf("%q", fmt.Sprint("n", i)))
		}
		return "toset([" + strings.Join(all, ", ") + "])"
	}
	nested := map[string]string{}
	for i := range 10 {
		call := fmt.Sprintf("module \"m\" {\n  source = \"../m%d\"\n  for_each = %s\n  name = \"${var.name}-${each.key}\"\n}\n", i+1, names(2))
		if i == 9 {
			call = fmt.Sprintf(policy, "${var.name}", "s3:*")
		}
		nested[fmt.Sprintf("m%d/main.tf", i)] = "variable \"name\" {\n  default = \"root\"\n}\n" + call
	}
	calls := map[string]string{"m/main.tf": "variable \"name\" {}\n" + fmt.Sprintf(policy, "${var.name}", "s3:*")}
	var statements []string
	for range 9 {
		calls["main.tf"] += fmt.Sprintf("module \"m%d\" {\n  source = \"./m\"\n  name = \"u%d\"\n}\n", len(statements), len(statements))
		statements = append(statements, "")
	}
	for what, c := range map[string]struct {
		files   map[string]string
		related int
	}{
		"900 users of one policy": {map[string]string{"main.tf": "resource \"aws_iam_user_policy\" \"p\" {\n  for_each = toset([for n in range(900) : \"u${n}\"])\n  user = each.key\n" +
			"  policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\" }] })\n}\n"}, 1},
		"900 statements of one place": {map[string]string{"main.tf": "resource \"aws_iam_user_policy\" \"p\" {\n  user = \"u\"\n" +
			"  policy = jsonencode({ Statement = [for n in range(250) : { Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\" }] })\n}\n"}, 1},
		"nine calls":     {calls, 1 + 9},
		"nested modules": {nested, 1 + 9},
	} {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range c.files {
				if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			start := time.Now()
			findings := scanPath(t, dir).Report.Findings
			if len(findings) != 1 {
				t.Fatalf("%d findings", len(findings))
			}
			if n := len(findings[0].Related); n != c.related {
				t.Errorf("%d related places, want %d: %v", n, c.related, findings[0].Related)
			}
			if took := time.Since(start); took > 20*time.Second { // takes less than a second
				t.Errorf("took %v", took)
			}
		})
	}
}
