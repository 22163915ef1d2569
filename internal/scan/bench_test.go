package scan

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/nhivet/nhivet/analyzers"
	"github.com/nhivet/nhivet/internal/join"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/rules"
)

// benchTree writes n services as a large repository has them: of ten folders, one
// is an agent with its account and role, the others are applications, code and
// documents. It returns the folder.
func benchTree(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	for i := range n {
		name := fmt.Sprintf("svc-%04d", i)
		write := func(file, text string) {
			path := filepath.Join(dir, name, file)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				b.Fatal(err)
			}
		}
		env := "            - {name: LOG_LEVEL, value: info}\n"
		if i%10 == 0 {
			env = "            - name: OPENAI_API_KEY\n              valueFrom: {secretKeyRef: {name: models, key: openai}}\n" +
				"            - {name: MCP_SERVER_URL, value: \"https://tools.example.com/mcp\"}\n"
			write("infra/main.tf", fmt.Sprintf(benchTerraform, name))
		}
		write("deploy.yaml", fmt.Sprintf(benchManifest, name, env))
		write("main.go", fmt.Sprintf("package main\n\nimport \"net/http\"\n\n// %s serves.\nfunc main() { _ = http.ListenAndServe(\":8080\", nil) }\n", name))
		write("README.md", "# "+name+"\n\nWhat it does, in a few words.\n")
	}
	return dir
}

const benchManifest = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: %[1]s
  namespace: apps
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: %[1]s
  namespace: apps
spec:
  replicas: 2
  selector:
    matchLabels: {app: %[1]s}
  template:
    metadata:
      labels: {app: %[1]s}
    spec:
      serviceAccountName: %[1]s
      containers:
        - name: main
          image: registry.example.com/apps/%[1]s:1.0.0
          env:
%[2]s          resources:
            limits: {memory: 256Mi}
---
apiVersion: v1
kind: Service
metadata:
  name: %[1]s
  namespace: apps
spec:
  selector: {app: %[1]s}
  ports: [{port: 80, targetPort: 8080}]
`

const benchTerraform = `resource "aws_iam_role" "agent" {
  name               = "%[1]s"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::210987654321:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/7F3A91C2"]
    }
    condition {
      test     = "StringEquals"
      variable = "oidc.eks.eu-west-1.amazonaws.com/id/7F3A91C2:sub"
      values   = ["system:serviceaccount:apps:%[1]s"]
    }
  }
}

resource "aws_iam_role_policy" "agent" {
  role   = aws_iam_role.agent.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
`

// benchServices is how many services a benchmark has: enough for a join to show
// what grows faster than its input.
const benchServices = 500

func benchFacts(b *testing.B, dir string) *nhi.Facts {
	b.Helper()
	set, err := source.Open([]string{dir}, source.Options{Wants: func(path string) bool { return wanted(analyzers.All, path) }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { set.Close() })
	paths := make([]string, len(set.Entries))
	for i, e := range set.Entries {
		paths[i] = e.Path
	}
	return Collect(context.Background(), set, paths, analyzers.All).Facts
}

func BenchmarkParse(b *testing.B) {
	manifest := nhi.NewFile("deploy.yaml", fmt.Appendf(nil, benchManifest, "svc", "            - {name: LOG_LEVEL, value: info}\n"))
	terraform := nhi.NewFile("main.tf", fmt.Appendf(nil, benchTerraform, "svc"))
	b.Run("yaml", func(b *testing.B) {
		b.SetBytes(int64(manifest.Len()))
		b.ReportAllocs()
		for b.Loop() {
			tree.YAML(manifest)
		}
	})
	b.Run("hcl", func(b *testing.B) {
		b.SetBytes(int64(terraform.Len()))
		b.ReportAllocs()
		for b.Loop() {
			tree.HCL(terraform)
		}
	})
}

func BenchmarkCollect(b *testing.B) {
	dir := benchTree(b, benchServices)
	b.ReportAllocs()
	for b.Loop() {
		benchFacts(b, dir)
	}
}

func BenchmarkJoin(b *testing.B) {
	for _, n := range []int{benchServices, 4 * benchServices} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			facts := benchFacts(b, benchTree(b, n))
			b.ReportAllocs()
			for b.Loop() {
				join.Join(facts, benchJoin)
			}
		})
	}
}

var benchJoin = join.Options{
	Now:         fixtureNow,
	Lives:       func(string, string) join.Lives { return join.Lives{} },
	Environment: func(string, string, string) (string, int, string) { return "", 0, "" },
}

func BenchmarkJudge(b *testing.B) {
	for _, n := range []int{1, benchServices, 4 * benchServices} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			inv := join.Join(benchFacts(b, benchTree(b, n)), benchJoin)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := rules.Eval(context.Background(), inv, rules.All()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkScan(b *testing.B) {
	dir := benchTree(b, benchServices)
	b.ReportAllocs()
	for b.Loop() {
		result, err := Run(context.Background(), Options{Paths: []string{dir}, Now: fixtureNow})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(result.Report.Findings)), "findings")
	}
}
