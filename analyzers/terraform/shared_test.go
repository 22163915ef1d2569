package terraform

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// TestShared: what environments have in common says the same as when each is
// evaluated by itself.
func TestShared(t *testing.T) {
	trees := map[string]nhitest.Tree{}
	dirs, _ := filepath.Glob("testdata/*/")
	for _, dir := range dirs {
		tree := nhitest.Tree{}
		filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				text, err := os.ReadFile(p)
				if err != nil {
					t.Fatal(err)
				}
				rel, _ := filepath.Rel(dir, p)
				tree[filepath.ToSlash(rel)] = nhi.NewFile(filepath.ToSlash(rel), text)
			}
			return err
		})
		trees[dir] = tree
		// Every variable that has a default gets others too.
		var sets strings.Builder
		for _, v := range plant(files(tree), tree).variables() {
			fmt.Fprintf(&sets, "%s = \"elsewhere\"\n", v)
		}
		for name := range tree {
			if filepath.Ext(name) == ".tf" {
				for n, text := range []string{sets.String(), "", strings.ReplaceAll(sets.String(), "elsewhere", "true")} {
					p := filepath.ToSlash(filepath.Join(filepath.Dir(name), fmt.Sprintf("env%d.tfvars", n)))
					tree[p] = nhi.NewFile(p, []byte(text+"nothing = 1\n"))
				}
			}
		}
	}
	trees["corpus"] = corpus(t, 5)
	for i := range 5 {
		for n, region := range []string{"eu", "us", "eu"} {
			p := fmt.Sprintf("live/team%04d/%c.tfvars", i, 'a'+n)
			trees["corpus"][p] = nhi.NewFile(p, fmt.Appendf(nil, "ttl = %d\nregion = %q\n", 100_000*n, region))
		}
	}
	trees["ties"] = nhitest.Tree{}
	for p, text := range map[string]string{"a.tf": ties, "m/a.tf": tiesModule, "one.tfvars": "x = \"1\"\nlist = [\"a\"]\n", "two.tfvars": "x = \"2\"\n", "three.tfvars": "list = [\"a\", \"b\"]\n"} {
		trees["ties"][p] = nhi.NewFile(p, []byte(text))
	}
	for name, tree := range trees {
		var got [2]string
		for n, apart := range []bool{false, true} {
			f := plant(files(tree), tree)
			f.apart = apart
			facts := &nhi.Facts{}
			for _, part := range f.worlds(t.Context(), func(w *world) *nhi.Facts { return worldFacts(t.Context(), w) }) {
				facts.Add(part)
			}
			text, err := json.MarshalIndent(facts, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			got[n] = string(text)
		}
		if got[0] != got[1] {
			a, b := strings.Split(got[0], "\n"), strings.Split(got[1], "\n")
			for i := range a {
				if i >= len(b) || a[i] != b[i] {
					t.Errorf("%s: shared says %q, and apart %q", name, a[i], b[min(i, len(b)-1)])
					break
				}
			}
		}
	}
}

// ties lead to a variable that an environment sets in every way that there is.
const ties = `
variable "x" { default = "0" }
variable "list" { default = [] }
variable "plain" { default = "p" }
locals {
  a = var.x
  b = local.a
  c = { k = local.b, same = var.plain }
  d = [for i in var.list : "${i}-${var.plain}"]
}
resource "aws_iam_user" "a" { name = local.b }
resource "aws_iam_user" "b" { name = aws_iam_user.a.name }
resource "aws_iam_user" "c" { name = local.c.same }
resource "aws_iam_user" "d" {
  for_each = toset(local.d)
  name     = each.key
}
resource "aws_iam_user" "e" {
  count = length(var.list)
  name  = "e${count.index}"
}
resource "aws_iam_user" "f" {
  for_each = { k = var.x, l = "same" }
  name     = each.value
}
resource "aws_iam_user" "g" { name = templatestring("$${n}", { n = var.x }) }
resource "aws_iam_user" "h" { name = module.m.out }
resource "aws_iam_user" "i" { name = module.m.plain }
resource "aws_iam_user" "j" { name = one(aws_iam_user.e[*].name) }
resource "aws_iam_user_policy" "p" {
  user   = aws_iam_user.c.name
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = var.x == "2" ? "*" : "s3:GetObject", Resource = "*" }] })
}
resource "vault_token" "t" {
  display_name = var.plain
  ttl          = "${var.x}000h"
}
module "m" {
  source = "./m"
  x      = var.x
  plain  = var.plain
}
`

const tiesModule = `
variable "x" {}
variable "plain" {}
variable "unset" { default = "u" }
resource "aws_iam_user" "u" { name = var.x }
resource "aws_iam_user" "v" { name = "${var.plain}-${var.unset}" }
output "out" { value = aws_iam_user.u.name }
output "plain" { value = "o-${var.plain}" }
`

// files are those of a tree that the analyzer is given.
func files(t nhitest.Tree) []*nhi.File {
	var out []*nhi.File
	for _, p := range sortedKeys(t) {
		if isConfig(p) {
			out = append(out, t[p])
		}
	}
	return out
}

// variables are the names of all variables.
func (f *forest) variables() []string {
	all := map[string]bool{}
	for _, d := range f.dirs {
		for name := range d.variables {
			all[name] = true
		}
	}
	return sortedKeys(all)
}
