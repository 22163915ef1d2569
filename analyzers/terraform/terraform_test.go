package terraform

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// facts reads one directory of files.
func facts(t testing.TB, files map[string]string) *nhi.Facts {
	t.Helper()
	u := &nhi.Unit{Key: "m"}
	for name, text := range files {
		u.Files = append(u.Files, nhi.NewFile("m/"+name, []byte(text)))
	}
	f, err := run(context.Background(), u)
	if err != nil {
		t.Fatal(err)
	}
	nhitest.Check(t, f)
	return f
}

// alone is the world of directory m.
func alone(files map[string]string) *world {
	tree := nhitest.Tree{}
	var all []*nhi.File
	for _, name := range sortedKeys(files) {
		tree[name] = nhi.NewFile(name, []byte(files[name]))
		if isConfig(name) {
			all = append(all, tree[name])
		}
	}
	f := plant(all, tree)
	return newWorld(f, job{root: f.dirs["m"]})
}

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

// TestEvaluate asks for the attribute x of the resource probe.p.
func TestEvaluate(t *testing.T) {
	for _, c := range []struct{ expr, rest, want string }{
		{`"a"`, ``, "a"},
		{`var.a`, `variable "a" { default = "b" }`, "b"},
		{`var.a`, `variable "a" {}`, "?var.a"},
		{`var.a`, `variable "a" { default = null }`, "?var.a"},
		{`local.a`, `locals {
a = local.b
b = "c"
}`, "c"},
		{`local.a`, `locals {
a = local.b
b = local.a
}`, "?local.a"},
		{`"${var.a}-${var.b}"`, `variable "a" { default = "x" }`, "x-${var.b}"},
		{`upper("a")`, ``, "A"},
		{`format("%s/%s", "a", var.b)`, ``, "a/${var.b}"},
		{`join("-", ["a", "b"])`, ``, "a-b"},
		{`true ? "a" : "b"`, ``, "a"},
		{`var.c ? "a" : "b"`, ``, "?"},
		{`var.c ? "a" : "a"`, ``, "a"},
		{`[for r in ["a", "b"] : upper(r)][1]`, ``, "B"},
		{`{for k, v in {a = "b"} : v => k}["b"]`, ``, "a"},
		{`merge({a = "x"}, {a = "y"}).a`, ``, "y"},
		{`lookup({a = "x"}, "b", "z")`, ``, "z"},
		{`coalesce("", "b")`, ``, "b"},
		{`coalesce(var.a, "b")`, ``, "?"},
		{`element([{n = "a"}, {n = "b"}][*].n, 1)`, ``, "b"},
		{`element(["a", "b"], 3)`, ``, "b"},
		{`try(var.a, "b")`, ``, "?"},
		{`60 * 60`, ``, "3600"},
		{`1 == 1 && var.x`, ``, "?"},
		{`false && var.x`, ``, "false"},
		{`random_password.p.result`, ``, "?random_password.p.result"},
		{`aws_iam_user.u.name`, `resource "aws_iam_user" "u" { name = "n" }`, "n"},
		{`file("secret")`, ``, "?"},
		{`templatefile("x", {})`, ``, "?"},
		{`jsondecode(jsonencode({a = "b"})).a`, ``, "b"},
		{`format("%999999999s", "a")`, ``, "?"},
		{`replace("aaaa", "a", "b")`, ``, "bbbb"},
		{"<<-E\n  a\n  b\nE\n", ``, "a\nb\n"},
		{`try({a = "x"}.b, "y")`, ``, "y"},
		{`try(["a"][3], null, "y")`, ``, ""},
		{`can({a = "x"}.b)`, ``, "false"},
		{`can(var.a)`, ``, "?"},
		{`can("x")`, ``, "true"},
		{`lookup(merge({a = "x"}, var.b), "c", "d")`, ``, "?"},
		{`{for w in [{k = "a", v = 1}, {k = "a", v = 2}] : w.k => w.v...}.a[1]`, ``, "2"},
		{`[for k, v in toset(["a"]) : k][0]`, ``, "a"},
		{`flatten([["a"], ["b", ["c"]]])[2]`, ``, "c"},
		{`one([])`, ``, ""},
		{`one(["a"])`, ``, "a"},
		{`zipmap(["a", "b"], [1, 2]).b`, ``, "2"},
		{`slice(["a", "b", "c"], 1, 2)[0]`, ``, "b"},
		{`reverse(["a", "b"])[0]`, ``, "b"},
		{`range(3)[2]`, ``, "2"},
		{`setsubtract(["a", "b"], ["a"])[0]`, ``, "b"},
		{`setintersection(["a", "b"], ["b"])[0]`, ``, "b"},
		{`sort(["b", "a"])[0]`, ``, "a"},
		{`length(distinct(["a", "a"]))`, ``, "1"},
		{`anytrue([false, var.a, true])`, ``, "true"},
		{`alltrue([true, var.a])`, ``, "?"},
		{`startswith("abc", "ab")`, ``, "true"},
		{`formatlist("%s-%s", "a", ["b", "c"])[1]`, ``, "a-c"},
		{`regex("[a-z]+", "12abc")`, ``, "abc"},
		{`regex("(?P<k>[a-z]+)", "12abc").k`, ``, "abc"},
		{`base64decode(base64encode("a"))`, ``, "a"},
		{`dirname("a/b")`, ``, "a"},
		{`yamldecode("a: [b]").a[0]`, ``, "b"},
		{`yamldecode(yamlencode({a = "b"})).a`, ``, "b"},
		{`templatestring("x-${n}", {n = "y"})`, ``, "?"},
		{`"%{ for a in ["x", "y"] }${a};%{ endfor }"`, ``, "x;y;"},
		{`"%{ if true }a%{ else }b%{ endif }"`, ``, "a"},
		{`jsondecode(file("${path.module}/a.json")).k`, ``, "v"},
		{`jsondecode(file("a.json")).k`, ``, "v"},
		{`file("../../secret")`, ``, "?"},
		{`file("/etc/passwd")`, ``, "?"},
		{`fileexists("a.json")`, ``, "true"},
		{`fileexists("b.json")`, ``, "false"},
		{`join(",", fileset(path.module, "*.json"))`, ``, "a.json"},
		{`templatefile("t.tpl", {n = "y"})`, ``, "x-y"},
		{`list("a", "b")[1]`, ``, "b"},
		{`aws_x.y.arn == null`, `resource "aws_x" "y" {}`, "false"},
		{`aws_x.y[0].name`, `resource "aws_x" "y" {
count = 2
name  = "n${count.index}"
}`, "n0"},
		{`aws_x.y["b"].name`, `resource "aws_x" "y" {
for_each = { b = "n" }
name     = each.value
}`, "n"},
		{`element(aws_x.y[*].name, 1)`, `resource "aws_x" "y" {
count = 2
name  = "n${count.index}"
}`, "n1"},
		{`length(aws_x.y)`, `resource "aws_x" "y" {
count = var.n
}`, "?"},
		{`[for k, v in aws_x.y : v.name][0]`, `resource "aws_x" "y" {
for_each = toset(["a"])
name     = each.key
}`, "a"},
		{`var.o.b`, `variable "o" {
type    = object({ a = string, b = optional(number, 5) })
default = { a = "x" }
}`, "5"},
		{`var.o["k"].b == null`, `variable "o" {
type    = map(object({ b = optional(string) }))
default = { k = {} }
}`, "true"},
	} {
		w := alone(map[string]string{"m/a.json": "{\"k\": \"v\"}", "m/t.tpl": "x-${n}", "m/a.tf": "resource \"probe\" \"p\" {\n  x = " + c.expr + "\n}\n" + c.rest + "\n"})
		v := w.at(w.objects["probe.p"], "x")
		got := v.text
		if v.kind == unknown {
			got = "?"
			if len(c.want) > 1 {
				got += v.text
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.expr, got, c.want)
		}
	}
}

// TestWay checks the path of a value from its use to where a person edits it.
func TestWay(t *testing.T) {
	w := alone(map[string]string{
		"m/a.tf":             "variable \"a\" { default = \"old\" }\nlocals { b = var.a }\nresource \"probe\" \"p\" { x = local.b }\n",
		"m/terraform.tfvars": "a = \"new\"\n",
	})
	v := w.at(w.objects["probe.p"], "x")
	if v.text != "new" || v.span.Text() != "local.b" {
		t.Errorf("%q at %q", v.text, v.span.Text())
	}
	if got := v.origin(); got.File.Path != "m/terraform.tfvars" || got.Text() != "new" || len(v.from) != 2 {
		t.Errorf("origin %v, %d steps", got, len(v.from))
	}
}

// TestHeredoc checks that parts of a policy text keep their place.
func TestHeredoc(t *testing.T) {
	f := facts(t, map[string]string{"a.tf": `
resource "aws_iam_policy" "p" {
  policy = <<-EOT
    {"Statement": [{
      "Effect": "Allow",
      "Action": "${var.service}:GetObject",
      "Resource": "arn:aws:s3:::${var.bucket}/*"
    }, {
      "Effect": "Allow", "Action": ["s3:*"], "Resource": "*"
    }]}
  EOT
}
variable "service" { default = "s3" }
`})
	if len(f.Grants) != 2 {
		t.Fatalf("%d grants", len(f.Grants))
	}
	for _, g := range f.Grants {
		if g.Breadth == "wildcard" && g.At.Text() != "s3:*" {
			t.Errorf("the wildcard is at %q", g.At.Text())
		}
		if g.Breadth != "wildcard" && g.Actions[0] != "s3:GetObject" {
			t.Errorf("actions %v", g.Actions)
		}
	}
}

// TestTrust: a condition whose key is only partly known is a condition.
func TestTrust(t *testing.T) {
	for condition, open := range map[string]bool{
		`StringEquals = { "${module.eks.oidc_provider}:sub" = "system:serviceaccount:agents:planner" }`: false,
		`StringEquals = { "${replace(var.url, "https://", "")}:sub" = local.subject }`:                  false,
		`StringEquals = { (local.key) = "system:serviceaccount:agents:planner" }`:                       false,
		`StringLike = { "${module.eks.oidc_provider}:sub" = "*" }`:                                      true,
		`StringEquals = { "${module.eks.oidc_provider}:aud" = "sts.amazonaws.com" }`:                    true,
		`StringEquals = var.conditions`:                                                                 false,
	} {
		f := facts(t, map[string]string{"a.tf": `resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode({ Statement = [{
    Effect    = "Allow"
    Action    = "sts:AssumeRoleWithWebIdentity"
    Principal = { Federated = module.eks.oidc_provider_arn }
    Condition = { ` + condition + ` }
  }] })
}
`})
		if got := len(f.Grants) > 0; got != open {
			t.Errorf("%s: open %v", condition, got)
		}
	}
}

// TestHostile is about input that would cost time or memory.
func TestHostile(t *testing.T) {
	var doubling strings.Builder
	doubling.WriteString("locals {\n  a0 = \"xxxxxxxxxxxxxxxx\"\n  l0 = [\"x\"]\n")
	for i := range 60 {
		doubling.WriteString("  a" + itoa(i+1) + " = \"${local.a" + itoa(i) + "}${local.a" + itoa(i) + "}\"\n")
		doubling.WriteString("  l" + itoa(i+1) + " = [local.l" + itoa(i) + ", local.l" + itoa(i) + "]\n")
	}
	doubling.WriteString("}\nresource \"aws_iam_role_policy\" \"p\" {\n  name = local.a60\n  role = local.l60\n  policy = jsonencode({Statement = local.l60})\n}\n" +
		"resource \"aws_iam_policy\" \"q\" {\n  policy = jsonencode({Statement = flatten(local.l60)})\n}\n")
	nested := "resource \"aws_iam_policy\" \"p\" {\n  policy = " + strings.Repeat("[", 100_000) + "\n}\n"
	chain := "locals {\n  c0 = \"x\"\n"
	for i := range 5000 {
		chain += "  c" + itoa(i+1) + " = local.c" + itoa(i) + "\n"
	}
	chain += "}\nresource \"aws_iam_role\" \"r\" { name = local.c5000 }\n"
	// References double while the text stays short.
	var refs strings.Builder
	refs.WriteString("locals {\n  a0 = \"${aws_x.y.z}\"\n  c0 = aws_x.y.z\n")
	object := "{\"locals\": {\"l0\": [\"x\"]"
	for i := range 60 {
		refs.WriteString("  a" + itoa(i+1) + " = \"${local.a" + itoa(i) + "}${local.a" + itoa(i) + "}\"\n")
		refs.WriteString("  c" + itoa(i+1) + " = var.x ? local.c" + itoa(i) + " : local.c" + itoa(i) + "\n")
		object += ",\n\"l" + itoa(i+1) + "\": [\"${local.l" + itoa(i) + "}\", \"${local.l" + itoa(i) + "}\"]"
	}
	refs.WriteString("}\nresource \"aws_iam_role\" \"r\" {\n  name = local.a60\n  path = local.c60\n  assume_role_policy = local.c60\n}\n")
	object += "}, \"resource\": {\"aws_iam_role\": {\"r\": {\"name\": \"${local.l60}\", \"path\": \"${flatten(local.l19)}\"}}}}"
	policy := func(inner string) string {
		return "resource \"aws_iam_policy\" \"p\" {\n  policy = <<E\n{\"Statement\": [" + inner + "{}]}\nE\n}\n"
	}
	many := func(s string, n int) string { return "[" + strings.Repeat(s+",", n) + s + "]" }
	for name, text := range map[string]string{"doubling": doubling.String(), "nested": nested, "chain": chain, "binary": "resource \x00\xff \"a\" {",
		"references": refs.String(), "object": object,
		"numbers": "resource \"aws_iam_role\" \"r\" {\n  name = [\"a\"][1e30]\n  path = [\"a\"][\"Inf\"]\n  max_session_duration = \"NaN\"\n}\n",
		"texts": "locals {\n  l = " + many("1", 200) + "\n  b = \"" + strings.Repeat("x", 100_000) + "\"\n}\n" +
			"resource \"aws_iam_role\" \"r\" {\n  name = [for a in local.l : [for c in local.l : \"${local.b}${c}\"]]\n}\n",
		"lines":      policy(strings.Repeat("1,\n", 9000)),
		"holes":      policy(strings.Repeat("\"${a.b}\",", 20_000)),
		"statements": policy(strings.Repeat(`{"Effect":"Allow","Action":"a:*","Resource":"*"},`, 3000)),
		"actions":    policy(`{"Effect":"Allow","Action":` + many(`"a:b*"`, 10_000) + `,"Resource":` + many(`"arn:aws:s3:::a"`, 8000) + `},`),
	} {
		t.Run(name, func(t *testing.T) {
			file := "a.tf"
			if text[0] == '{' {
				file += ".json"
			}
			start := time.Now()
			facts(t, map[string]string{file: text})
			if took := time.Since(start); took > 10*time.Second { // each takes less than a second
				t.Errorf("took %v", took)
			}
		})
	}
}

func FuzzRun(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/*.tf*")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), strings.HasSuffix(name, ".json"))
	}
	f.Fuzz(func(t *testing.T, text string, json bool) {
		name := "a.tf"
		if json {
			name = "a.tf.json"
		}
		facts(t, map[string]string{name: text, "terraform.tfvars": text})
	})
}

func BenchmarkRun(b *testing.B) {
	var files []*nhi.File
	size := 0
	names, _ := filepath.Glob("testdata/*/*.tf")
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		size += len(text)
		files = append(files, nhi.NewFile(name, text))
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		if _, err := run(context.Background(), &nhi.Unit{Key: "m", Files: files}); err != nil {
			b.Fatal(err)
		}
	}
}
