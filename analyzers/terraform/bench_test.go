//go:build unix

package terraform

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// corpus are the files of a generated repository: roots that each call a module
// for every team, which calls one for its grants; or, with TERRAFORM_CORPUS set,
// those below a folder.
func corpus(tb testing.TB, roots int) nhitest.Tree {
	t := nhitest.Tree{}
	if dir := os.Getenv("TERRAFORM_CORPUS"); dir != "" {
		err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			rel, _ := filepath.Rel(dir, p)
			if err != nil || d.IsDir() || !wants(filepath.ToSlash(rel)) {
				return err
			}
			text, err := os.ReadFile(p)
			t[filepath.ToSlash(rel)] = nhi.NewFile(filepath.ToSlash(rel), text)
			return err
		})
		if err != nil {
			tb.Fatal(err)
		}
		return t
	}
	add := func(name, text string) { t[name] = nhi.NewFile(name, []byte(text)) }
	add("modules/grants/main.tf", benchGrants)
	add("modules/agent/main.tf", benchAgent)
	for i := range roots {
		dir := fmt.Sprintf("live/team%04d/", i)
		add(dir+"main.tf", strings.ReplaceAll(benchRoot, "TEAM", fmt.Sprintf("team%04d", i)))
		add(dir+"queues.tf", strings.Repeat(benchPlain, 6))
		add(dir+"network.tf", strings.Repeat(benchPlain, 12))
	}
	return t
}

const (
	benchRoot = `
terraform {
  backend "s3" {}
}

variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "ttl" {
  type    = number
  default = 3600
}

locals {
  tags = { team = "TEAM", region = var.region }
}

module "agent" {
  source   = "../../modules/agent"
  for_each = toset(["planner", "executor", "reviewer"])
  name     = "TEAM-${each.key}"
  ttl      = var.ttl
  tags     = local.tags
  actions  = ["s3:GetObject", "dynamodb:GetItem"]
}
`
	benchAgent = `
variable "name" { type = string }
variable "ttl" { type = number }
variable "tags" { type = map(string) }
variable "actions" { type = list(string) }

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["bedrock-agentcore.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
  tags               = var.tags
}

resource "aws_bedrockagentcore_agent_runtime" "this" {
  agent_runtime_name    = replace(var.name, "-", "_")
  role_arn              = aws_iam_role.this.arn
  environment_variables = merge({ NAME = var.name }, { for k, v in var.tags : upper(k) => v })
}

resource "vault_kubernetes_auth_backend_role" "this" {
  role_name      = var.name
  token_ttl      = var.ttl
  token_policies = [var.name]
}

module "grants" {
  source  = "../grants"
  role    = aws_iam_role.this.name
  actions = var.actions
}
`
	benchGrants = `
variable "role" { type = string }
variable "actions" { type = list(string) }

resource "aws_iam_role_policy" "this" {
  name = "data"
  role = var.role
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for action in var.actions : { Effect = "Allow", Action = action, Resource = "arn:aws:s3:::acme/*" }]
  })
}
`
	benchPlain = `
resource "aws_sqs_queue" "q" {
  name                       = "${local.tags["team"]}-jobs"
  message_retention_seconds  = 86400
  visibility_timeout_seconds = 30 * 60
  tags                       = merge(local.tags, { kind = "queue" })
}
`
)

func (b benchUnit) run(tb testing.TB) {
	if _, err := run(context.Background(), b.Unit); err != nil {
		tb.Fatal(err)
	}
}

type benchUnit struct {
	*nhi.Unit
	size int
}

func unitOf(tb testing.TB, t nhitest.Tree) benchUnit {
	units := t.Units(Analyzer)
	if len(units) != 1 {
		tb.Fatal(len(units), "units")
	}
	u := benchUnit{Unit: units[0]}
	for _, f := range u.Files {
		u.size += f.Len()
	}
	return u
}

// BenchmarkCorpus compares the parser alone with all that is read: one environment
// within 2.5 times, a further one, a quarter of what five take more than one, 0.5
// times more.
func BenchmarkCorpus(b *testing.B) {
	t := corpus(b, 1000)
	parse := func(b *testing.B) {
		u := unitOf(b, t)
		b.SetBytes(int64(u.size))
		start := cpu()
		defer func() { b.ReportMetric((cpu()-start)/float64(b.N), "cpu-ms/op") }()
		for b.Loop() {
			for _, f := range u.Files {
				hclsyntax.ParseConfig(f.Bytes(), f.Path, hcl.InitialPos)
			}
		}
	}
	b.Run("parse", parse)
	whole := func(b *testing.B) {
		u := unitOf(b, t)
		b.SetBytes(int64(u.size))
		b.ReportAllocs()
		start := cpu()
		defer func() { b.ReportMetric((cpu()-start)/float64(b.N), "cpu-ms/op") }()
		for b.Loop() {
			u.run(b)
		}
	}
	b.Run("facts", whole)
	if os.Getenv("TERRAFORM_CORPUS") != "" {
		return
	}
	for n, env := range []string{"dev", "test", "stage", "prod", "spare"} {
		for i := range 1000 {
			name := fmt.Sprintf("live/team%04d/%s.tfvars", i, env)
			t[name] = nhi.NewFile(name, []byte("ttl = 1800\n"))
		}
		if n == 0 || n == 4 {
			b.Run(fmt.Sprintf("environments=%d", n+1), whole)
		}
	}
}

// cpu is the processor time of this process so far, in milliseconds.
func cpu() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e6
}

// nest are modules in each other, each calling the next with for_each over so many
// names.
func nest(depth, breadth int) nhitest.Tree {
	t := nhitest.Tree{}
	add := func(name, text string) { t[name] = nhi.NewFile(name, []byte(text)) }
	var names []string
	for i := range breadth {
		names = append(names, fmt.Sprintf("%q", fmt.Sprint("n", i)))
	}
	call := func(i int) string {
		return fmt.Sprintf("module \"next\" {\n  source = \"../m%d\"\n  for_each = toset([%s])\n  name = \"${var.name}-${each.key}\"\n}\n", i, strings.Join(names, ", "))
	}
	for i := range depth {
		text := "variable \"name\" { default = \"root\" }\nresource \"aws_iam_role\" \"r\" {\n  name = var.name\n  assume_role_policy = \"{}\"\n}\n"
		if i+1 < depth {
			text += call(i + 1)
		}
		add(fmt.Sprintf("m%d/main.tf", i), text)
	}
	return t
}

// BenchmarkNested doubles how deep and how broad modules are: what each instance
// takes should stay the same.
func BenchmarkNested(b *testing.B) {
	for _, c := range []struct{ depth, breadth int }{{4, 2}, {8, 2}, {11, 2}, {3, 16}, {3, 32}, {3, 63}} {
		b.Run(fmt.Sprintf("depth=%d,breadth=%d", c.depth, c.breadth), func(b *testing.B) {
			u := unitOf(b, nest(c.depth, c.breadth))
			instances := 0
			for b.Loop() {
				f, err := run(context.Background(), u.Unit)
				if err != nil {
					b.Fatal(err)
				}
				instances = len(f.Identities)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(instances), "ns/instance")
			b.ReportMetric(float64(instances), "instances")
		})
	}
}
