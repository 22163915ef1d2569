package scan

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/report"
	"github.com/nhivet/nhivet/rules"
	"github.com/nhivet/nhivet/sarif"
)

// patience is how long a scan of hostile files may take. It ends within a second
// on an idle machine; a busy one gets more before the test calls it a hang.
const patience = 20 * time.Second

const goodAgents = `apiVersion: v1
kind: ServiceAccount
metadata: {name: bots, namespace: support}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: triage-agent, namespace: support}
spec:
  template:
    spec:
      serviceAccountName: bots
      containers:
        - {name: agent, image: "registry.example.com/triage-agent:1.4.2", args: [langgraph, up], env: [{name: OPENAI_API_KEY, valueFrom: {secretKeyRef: {name: a, key: k}}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: refund-agent, namespace: support}
spec:
  template:
    spec:
      serviceAccountName: bots
      containers:
        - {name: agent, image: "registry.example.com/refund-agent:1.4.2", args: [langgraph, up], env: [{name: OPENAI_API_KEY, valueFrom: {secretKeyRef: {name: b, key: k}}}]}
`

// head makes a file one that the analyzers want to read.
const yamlHead = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"

const stackHead = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  A:\n    Type: AWS::IAM::Role\n"

func aliasBomb() string {
	var b strings.Builder
	b.WriteString(yamlHead + "data:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&b, "  a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	return b.String()
}

// agentJob is a workflow whose one job runs an agent, with more of the job's fields.
func agentJob(fields string) string {
	return "on: issues\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    permissions: write-all\n" + fields + "    steps:\n      - uses: anthropics/claude-code-action@v1\n        with: {anthropic_api_key: \"${{ secrets.ANTHROPIC_API_KEY }}\"}\n"
}

// matrixBomb has twelve axes of ten values: 10¹² jobs.
func matrixBomb() string {
	var b strings.Builder
	b.WriteString("    strategy:\n      matrix:\n")
	for i := range 12 {
		fmt.Fprintf(&b, "        a%d: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n", i)
	}
	return b.String()
}

// numbered repeats a line with its number in it.
func numbered(line string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}

// TestHostileFiles puts one file of each kind of malice beside good ones. Each is
// told by its name and reason where something was lost, the findings of the
// others stay, and the scan ends.
func TestHostileFiles(t *testing.T) {
	deep := strings.Repeat("[", 100_000)
	for _, c := range []struct {
		name, text string
		notice     string // part of the reason; empty when nothing is lost
	}{
		{"broken-document.yaml", yamlHead + "---\nkind: [unclosed\n  x: }\n---\n" + yamlHead, "YAML"},
		{"broken.tf", "resource \"aws_iam_role\" \"a\" {\n  name = {{{\n", "HCL"},
		{"unclosed.tf", "locals {\n x = <<EOT\nnever ends\n", "HCL"},
		{".mcp.json", `{"mcpServers": {"a": {"command": `, "JSON"},
		{"deep.yaml", yamlHead + "data: " + deep + "\n", "YAML"},
		{"deep-map.yaml", yamlHead + "data: " + strings.Repeat("{a: ", 100_000) + "\n", "YAML"},
		{"deep-block.yaml", yamlHead + "data:\n" + strings.Repeat("- ", 100_000) + "x\n", "YAML"},
		{"deep-closed.yaml", yamlHead + "data: " + deep + strings.Repeat("]", 100_000) + "\n", "YAML"},
		{"mcp.json", `{"mcpServers": ` + deep, "JSON"},
		{"deep/.mcp.json", `{"mcpServers": ` + deep + strings.Repeat("]", 100_000) + "}", "JSON"},
		{"deep.tf", "locals {\n  x = " + deep + "\n}\n", "HCL"},
		{"deep-closed.tf", "locals {\n  x = " + deep + strings.Repeat("]", 100_000) + "\n}\n", "HCL"},
		{"deep-parens.tf", "locals {\n  x = " + strings.Repeat("(", 100_000) + "\n}\n", "HCL"},
		{"deep-templates.tf", "locals {\n  x = \"" + strings.Repeat("${\"", 50_000) + "\n}\n", "HCL"},
		{"deep-not.tf", "locals {\n  x = " + strings.Repeat("!", 100_000) + "true\n}\n", ""},
		{"deep-blocks.tf", strings.Repeat("a {\n", 50_000), "HCL"},
		{"deep.go", "package p\nimport _ \"github.com/openai/openai-go\"\nvar x = " + strings.Repeat("(", 100_000), ""},
		{"deep.py", "import openai\nx = " + strings.Repeat("(", 100_000) + "\n" + strings.Repeat("\"\"\"", 99_999), ""},
		{"deep.sh", "export OPENAI_API_KEY=" + strings.Repeat("$(", 100_000) + "\n" + strings.Repeat("cat <<A\n", 10_000), ""},
		{"Dockerfile", "FROM x\nENV OPENAI_API_KEY=" + strings.Repeat("\\\n", 100_000) + strings.Repeat("${A:-", 50_000), ""},
		{"deep.dockerfile", "FROM x\nRUN <<A " + strings.Repeat("${A:-", 50_000) + "\nnever ends\n", "here-document"},
		{"compose.yaml", "services:\n  a: {extends: b, environment: [OPENAI_API_KEY]}\n  b: {extends: {file: compose.yaml, service: a}}\n", "extends itself"},
		{"docker-compose.yml", "include: [docker-compose.yml]\nservices: {a: {image: x, env_file: ../../secrets.env}}\n", "includes itself"},
		{"compose.list.yaml", "services:\n  - OPENAI_API_KEY\n", "compose"},
		{"compose.deep.yaml", "services: " + strings.Repeat("{a: ", 100_000), "YAML"},
		{"compose.bomb.yaml", "services:\n  a: {image: x}\n" + strings.TrimPrefix(aliasBomb(), yamlHead), ""},
		{"compose.long.yaml", "services: {agent: {image: x, command: \"" + strings.Repeat("$(${A:-", 50_000) + "\", environment: [\"OPENAI_API_KEY=" + strings.Repeat("${A:-", 50_000) + "\"]}}\n", ""},
		{".codex/config.toml", "[mcp_servers.a]\nargs = " + deep, "TOML"},
		{".github/workflows/deep.yaml", "on: push\njobs: " + strings.Repeat("{a: ", 100_000), ""},
		{".github/workflows/expression.yaml", agentJob("    if: ${{ " + strings.Repeat("(", 10_000) + "github.actor" + strings.Repeat(")", 10_000) + " == 'a' }}\n"), "expression"},
		{".github/workflows/unclosed.yaml", agentJob("    if: ${{ " + strings.Repeat("contains(", 10_000) + " }}\n"), "expression"},
		{".github/workflows/matrix.yaml", agentJob(matrixBomb()), ""}, // an axis is read when something names it
		{".github/workflows/axis.yaml", strings.Replace(agentJob("    strategy: {matrix: {a: ["+strings.Repeat("x, ", 50_000)+"y]}}\n"), "with: {", "with: {claude_args: \"--model ${{ matrix.a }}\", ", 1), "matrix"},
		{".codex/config.toml", "approval_policy = \"never\"\napproval_policy = \"on-request\"\n[mcp_servers.a]\ncommand = \"npx\"\n", "TOML"},
		{".claude/agents/endless.md", "---\nname: a\n" + strings.Repeat("description: x\n", 50_000), "front matter"},
		{".claude/agents/deep.md", "---\nname: " + deep[:50_000] + "\n---\nhello\n", "YAML"},
		{".vscode/settings.json", "{\n// a comment, and commas that trail\n\"chat.tools.autoApprove\": [" + strings.Repeat("1,", 100_000) + "],\n/* and one that never ends", "JSON"},
		{".gitlab-ci.yml", "include: {local: .gitlab-ci.yml}\n.a: &a {extends: .b}\n.b: {extends: .a}\njob: {extends: [.a, .b], script: ['claude -p x', !reference [.b, script], !reference [job, script]]}\n", ""},
		{"deep-policy.json", `{"Version": "2012-10-17", "Effect": "Allow", "Action": "*", "Statement": ` + deep, "JSON"},
		{"deep-policy.hcl", "path \"a\" { capabilities = " + deep, "HCL"},
		{"deep.nomad", "job \"a\" {\n  group " + strings.Repeat("{ task ", 50_000), "HCL"},
		{"open.nomad.tpl", "job \"a\" {\n" + strings.Repeat("[[ if ", 100_000), "Nomad Pack"},
		{"many.nomad.tpl", "job \"a\" {\n" + strings.Repeat("[[a]]", 200_000) + "\n}\n", ""},
		{"many.nomad", "job \"a\" {\n  group \"g\" {\n    task \"t\" {\n" + strings.Repeat("secret \"s\" {}\n", 20_000) + "      env {\n" + numbered("A%d_TOKEN = \"${secret.s.k}\"\n", 20_000) + "}\n    }\n  }\n}\n", ""},
		{"tasks.nomad", "job \"a\" {\n  group \"g\" {\n" + strings.Repeat("    task \"t\" {}\n", 50_000) + "  }\n}\n", ""},
		{"cycle.nomad", "job \"a\" {\n  group \"g\" {\n    task \"t\" {\n      env { OPENAI_API_KEY = local.a }\n    }\n  }\n}\nlocals {\n  a = local.b\n  b = local.a\n}\n", ""},
		{"listeners.hcl", "storage \"file\" {}\n" + strings.Repeat("listener \"tcp\" { address = \":1\" }\n", 20_000), ""},
		{"bomb.yaml", aliasBomb(), ""},
		{"self.yaml", yamlHead + "data: &a [*a, {<<: *a}]\n", ""},
		{"merge.yaml", yamlHead + "data: &a\n  <<: *a\n  b: c\n", ""},
		{"utf8.yaml", yamlHead + "data: {k: \"\xff\xfe\xc0\x80\"}\n", ""},
		{"nul.yaml", yamlHead + "data: {k: \"\x00\"}\n", ""}, // binary, counted as skipped
		{"late-nul.yaml", yamlHead + "# " + strings.Repeat("x", 9000) + "\ndata: {k: \"\x00\"}\n", ""},
		{"bom.yaml", "\xef\xbb\xbf" + yamlHead, ""},
		{"utf16.yaml", "\xff\xfea\x00p\x00i\x00V\x00e\x00r\x00", ""},
		{"cr.yaml", strings.ReplaceAll(yamlHead, "\n", "\r"), ""},
		{"escape\x1b[31mred\x07.yaml", yamlHead + "--- {\x1b[2J\n", "YAML"},
		{"esc-name.yaml", strings.ReplaceAll(goodAgents, "refund-agent", "\"\\e[31mrefund\\u202E-agent\\a\""), ""},
		{"long-line.yaml", yamlHead + "data: {k: \"" + strings.Repeat("eyJhbGciOi sk- AKIA ghp_ ", 40_000) + "\"}\n", ""},
		{"long-word.yaml", yamlHead + "data: {k: \"" + strings.Repeat("eyJhbGciOiJ.", 80_000) + "\"}\n", ""},
		{"long-line.env", "OPENAI_API_KEY=" + strings.Repeat("sk-proj-", 100_000) + "\n", ""},
		{"long.tf", "locals {\n  x = \"" + strings.Repeat("a${1}", 100_000) + "\"\n}\n", ""},
		{"many-keys.yaml", yamlHead + "data:\n" + strings.Repeat("  k: v\n", 100_000), ""},
		{"many-documents.yaml", strings.Repeat("---\n"+yamlHead, 8_000), ""},
		{".vscode/mcp.json", `{"mcpServers": {"a": "` + strings.Repeat(`\"`, 100_000), "JSON"},
		{"stack.yaml", stackHead + "    Properties: {RoleName: " + strings.Repeat("!Sub ['${a}${a}', {a: ", 500) + "x" + strings.Repeat("}]", 500) + "}\n", ""},
		{"deep.template", `{"Resources": {"A": {"Type": "AWS::IAM::Role", "Properties": ` + strings.Repeat(`{"Fn::Join": ["", [`, 30_000), "JSON"},
		{"nested.yaml", strings.Replace(stackHead, "IAM::Role", "CloudFormation::Stack", 1) + "    Properties: {TemplateURL: nested.yaml}\n", "contains itself"},
		{"empty.yaml", "", ""},
		{"space.tf", strings.Repeat(" \n", 100_000), ""},
		{"functions.tf", "locals {\n  x = join(\"\", [for i in range(1000) : join(\"\", [for j in range(1000) : join(\"\", [for k in range(1000) : \"aaaaaaaaaa\"])])])\n}\nresource \"aws_iam_role\" \"a\" { name = local.x }\n", ""},
		{"cycle.tf", "locals {\n  a = local.b\n  b = local.a\n}\nresource \"aws_iam_role\" \"a\" { name = local.a }\n", ""},
	} {
		t.Run(strings.Map(func(r rune) rune {
			if r < 32 {
				return '_'
			}
			return r
		}, c.name), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, dir, "good/agents.yaml", goodAgents)
			write(t, dir, c.name, c.text)
			start := time.Now()
			result := scanPath(t, dir)
			took := time.Since(start)
			if took > patience {
				t.Errorf("it took %s", took)
			} else if took > 2*time.Second {
				t.Logf("slow: %s", took)
			}
			text := checkGood(t, result)
			if c.notice == "" {
				return
			}
			for _, line := range strings.Split(text, "\n") {
				if strings.Contains(line, "notice: ") && strings.Contains(line, c.notice) && strings.HasPrefix(line, strings.SplitN(c.name, "\x1b", 2)[0]) {
					if len(line) > 400 {
						t.Errorf("the notice quotes the file: %d bytes", len(line))
					}
					return
				}
			}
			t.Errorf("no notice names the file and %q:\n%.2000s", c.notice, text)
		})
	}
}

// checkGood says whether the good file's finding is there, whatever is beside it,
// and that no output carries what a terminal would obey.
func checkGood(t *testing.T, r *Result) string {
	t.Helper()
	found := false
	for _, f := range r.Report.Findings {
		found = found || f.Rule.Name == "shared-identity" && strings.HasSuffix(f.At.File.Path, "good/agents.yaml")
	}
	if !found {
		t.Errorf("the finding of the good file is gone: %s", lines(r.Report.Findings))
	}
	for _, n := range r.Report.Notices {
		if strings.Contains(n.Reason, "internal fault") {
			t.Errorf("%s: %s", n.Path, n.Reason)
		}
	}
	for name, out := range outputs(t, r) {
		if i := strings.IndexFunc(out, func(c rune) bool {
			return c < 32 && c != '\n' && c != '\t' || c == 127 || 0x80 <= c && c < 0xa0 || c == 0x202e
		}); i >= 0 && (name == "text" || name == "facts") {
			t.Errorf("%s has a raw %q", name, out[i:min(i+20, len(out))])
		}
		if i := strings.IndexFunc(out, func(c rune) bool { return c == 0x1b }); i >= 0 {
			t.Errorf("%s has a raw escape", name)
		}
	}
	return outputs(t, r)["text"]
}

// outputs are all that the tool writes of a result.
func outputs(t *testing.T, r *Result) map[string]string {
	t.Helper()
	out := map[string]string{}
	var b bytes.Buffer
	keep := func(name string, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = b.String()
		b.Reset()
	}
	keep("text", report.Text(&b, r.Report, report.TextOptions{Verbose: true, Skipped: r.Skipped}))
	keep("json", report.JSON(&b, r.Report))
	keep("sarif", sarif.Write(&b, r.Report))
	keep("facts", report.Facts(&b, r.Inventory))
	text, err := rules.JSON(r.Inventory)
	b.Write(text)
	keep("facts json", err)
	return out
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestHostileTree has what is no plain file: links out of the tree and in
// circles, pipes, and files that are far too large.
func TestHostileTree(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	write(t, outside, "secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {token: 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}\n")
	write(t, dir, "good/agents.yaml", goodAgents)
	for link, target := range map[string]string{
		"out.yaml": filepath.Join(outside, "secret.yaml"), "outdir": outside, "up.yaml": "../" + filepath.Base(outside) + "/secret.yaml",
		"nowhere.yaml": "gone.yaml", "self.yaml": "self.yaml", "loop": ".", "good/back": "..", "etc.yaml": "/etc/hostname", "zero.yaml": "/dev/zero",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.yaml"), 0o644); err != nil {
		t.Skip(err)
	}
	for _, large := range []string{"large.yaml", ".mcp.json", "large.tf"} {
		f, err := os.Create(filepath.Join(dir, large))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Truncate(200 << 20); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	start := time.Now()
	result := scanPath(t, dir)
	if took := time.Since(start); took > patience {
		t.Errorf("it took %s", took)
	}
	text := checkGood(t, result)
	for _, want := range []string{
		"out.yaml: notice: link not followed: it leaves the tree", "up.yaml: notice: link not followed: it leaves the tree", "etc.yaml: notice: ", "zero.yaml: notice: ",
		"large.yaml: notice: file of 200 MiB is over the limit", ".mcp.json: notice: file of 200 MiB", "large.tf: notice: file of 200 MiB",
		"pipe.yaml: skipped: special", "nowhere.yaml: skipped: link: it leads nowhere",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("missing %q in\n%s", want, text)
		}
	}
	for name, out := range outputs(t, result) {
		if strings.Contains(out, "IUcmAQVy") || strings.Contains(out, "GitHub") {
			t.Errorf("%s tells what is outside of the tree", name)
		}
	}
	if result.Report.Files > 12 {
		t.Errorf("%d files: the circle was walked", result.Report.Files)
	}
}
