package terraform

import (
	"strings"
	"testing"
)

// TestFunctions: results are those that the documentation of the functions shows,
// at https://developer.hashicorp.com/terraform/language/functions and
// https://opentofu.org/docs/language/functions/.
func TestFunctions(t *testing.T) {
	for _, c := range []struct{ expr, want string }{
		{`md5("hello world")`, "5eb63bbbe01eeed093cb22bb8f5acdc3"},
		{`sha1("hello world")`, "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"},
		{`sha256("hello world")`, "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"},
		{`sha512("hello world")`, "309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f"},
		{`base64sha256("hello world")`, "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="},
		{`base64sha512("hello world")`, "MJ7MSJwS1utMxA9QyQLytNDtd+5RGnx6m808qG1M2G+YndNbxf9JlnDaNCVbRbDP2DDoH2Bdz33FVC6TrpzXbw=="},
		{`filesha256("a.txt")`, "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"},
		{`filebase64sha256("${path.module}/a.txt")`, "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="},
		{`filemd5("a.txt")`, "5eb63bbbe01eeed093cb22bb8f5acdc3"},
		{`filesha256("b.txt")`, "?"},
		{`sha256(var.a)`, "?"},
		{`uuidv5("dns", "www.terraform.io")`, "a5008fae-b28c-5ba5-96cd-82b4c53552d6"},
		{`uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.terraform.io")`, "a5008fae-b28c-5ba5-96cd-82b4c53552d6"},
		{`uuidv5("nothing", "a")`, "?"},

		{`cidrhost("10.12.112.0/20", 16)`, "10.12.112.16"},
		{`cidrhost("10.12.112.0/20", 268)`, "10.12.113.12"},
		{`cidrhost("10.12.112.0/20", -1)`, "10.12.127.255"},
		{`cidrhost("10.12.112.0/30", 4)`, "?"},
		{`cidrhost("fd00:fd12:3456:7890:00a2::/72", 34)`, "fd00:fd12:3456:7890::22"},
		{`cidrnetmask("172.16.0.0/12")`, "255.240.0.0"},
		{`cidrnetmask("0.0.0.0/0")`, "0.0.0.0"},
		{`cidrnetmask("fd00::/8")`, "?"},
		{`cidrsubnet("172.16.0.0/12", 4, 2)`, "172.18.0.0/16"},
		{`cidrsubnet("10.1.2.0/24", 4, 15)`, "10.1.2.240/28"},
		{`cidrsubnet("10.1.2.0/24", 4, 16)`, "?"},
		{`cidrsubnet("10.1.2.0/24", 9, 0)`, "?"},
		{`cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)`, "fd00:fd12:3456:7800:a200::/72"},
		{`join(" ", cidrsubnets("10.1.0.0/16", 4, 4, 8, 4))`, "10.1.0.0/20 10.1.16.0/20 10.1.32.0/24 10.1.48.0/20"},
		{`cidrsubnets("10.1.0.0/16", 1, 1, 1)[0]`, "?"},
		{`cidrcontains("192.168.2.0/20", "192.168.2.1")`, "true"},
		{`cidrcontains("192.168.2.0/20", "192.168.2.0/22")`, "true"},
		{`cidrcontains("192.168.2.0/20", "192.126.2.1")`, "false"},
		{`cidrcontains("192.168.2.0/20", "x")`, "?"},

		{`join(" ", [for c in chunklist(["a", "b", "c", "d", "e"], 2) : join(",", c)])`, "a,b c,d e"},
		{`length(chunklist(["a"], 0))`, "1"},
		{`join(" ", matchkeys(["i-123", "i-abc", "i-def"], ["us-west", "us-east", "us-east"], ["us-east"]))`, "i-abc i-def"},
		{`join(",", transpose({a = ["1", "2"], b = ["2", "3"]})["2"])`, "a,b"},
		{`sum([10, 13, 6, 4.5])`, "33.5"},
		{`sum([1, var.a])`, "?"},
		{`join(" ", range(1, 8, 2))`, "1 3 5 7"},
		{`join(" ", range(4, 1))`, "4 3 2"},
		{`range(0, 100000, 1)[0]`, "?"},
		{`csvdecode("a,b\nx,y\nv,w\n")[1].b`, "w"},
		{`csvdecode("a,b\nx\n")[0].a`, "?"},
		{`indent(2, "a\nb\nc")`, "a\n  b\n  c"},
		{`urldecode("a%20b")`, "a b"},
		{`textencodebase64("Hello World", "UTF-16LE")`, "SABlAGwAbABvACAAVwBvAHIAbABkAA=="},
		{`textdecodebase64("SABlAGwAbABvACAAVwBvAHIAbABkAA==", "UTF-16LE")`, "Hello World"},
		{`textdecodebase64("SABl", "CP437")`, "?"},
		{`base64gunzip("H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==")`, "hello"},
		{`timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z")`, "-1"},
		{`timecmp("2017-11-22T01:00:00Z", "2017-11-22T00:00:00-01:00")`, "0"},
		{`timeadd("2017-11-22T00:00:00Z", "10m")`, "2017-11-22T00:10:00Z"},
		{`formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")`, "02 Jan 2018 23:12 UTC"},
		{`core::upper("a")`, "A"},
		{`provider::aws::arn_parse("arn:aws:iam::1:role/a").account_id`, "?"},
	} {
		w := alone(map[string]string{"m/a.txt": "hello world", "m/a.tf": "resource \"probe\" \"p\" {\n  x = " + c.expr + "\n}\nvariable \"a\" {}\n"})
		got := w.at(w.objects["probe.p"], "x")
		text := got.text
		if got.kind == unknown {
			text = "?"
		}
		if text != c.want {
			t.Errorf("%s: %q, want %q", c.expr, text, c.want)
		}
		if len(w.told) > 0 {
			t.Errorf("%s: %v", c.expr, w.told)
		}
	}
}

// TestFunctionList: every function of Terraform 1.14 and OpenTofu 1.11 is one that
// is known to be there.
func TestFunctionList(t *testing.T) {
	for _, name := range strings.Fields(`abs ceil floor log max min parseint pow signum
		chomp endswith format formatlist indent join lower regex regexall replace split startswith strcontains strrev substr templatestring title trim
		trimprefix trimspace trimsuffix upper
		alltrue anytrue chunklist coalesce coalescelist compact concat contains distinct element flatten index keys length list lookup map matchkeys merge
		one range reverse setintersection setproduct setsubtract setunion slice sort sum transpose values zipmap
		base64decode base64encode base64gzip base64gunzip csvdecode jsondecode jsonencode textdecodebase64 textencodebase64 urldecode urlencode yamldecode yamlencode
		abspath dirname pathexpand basename file fileexists fileset filebase64 templatefile
		formatdate plantimestamp timeadd timecmp timestamp
		base64sha256 base64sha512 bcrypt filebase64sha256 filebase64sha512 filemd5 filesha1 filesha256 filesha512 md5 rsadecrypt sha1 sha256 sha512 uuid uuidv5
		cidrcontains cidrhost cidrnetmask cidrsubnet cidrsubnets
		can convert ephemeralasnull issensitive nonsensitive sensitive tobool tolist tomap tonumber toset tostring try type`) {
		w := alone(map[string]string{"m/a.tf": "resource \"probe\" \"p\" {\n  x = " + name + "(var.a)\n}\nvariable \"a\" {}\n"})
		w.at(w.objects["probe.p"], "x")
		if len(w.told) > 0 {
			t.Errorf("%s: %v", name, w.told)
		}
	}
}
