package shell

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func facts(t *testing.T, u *nhi.Unit) *nhi.Facts {
	t.Helper()
	f, err := Analyzer.Run(context.Background(), u)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestGolden(t *testing.T) {
	tree, err := nhitest.Load("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, u := range tree.Units(Analyzer) {
		f := facts(t, u)
		b.WriteString("# " + u.Key + "\n" + nhitest.Dump(f))
		for _, c := range f.Credentials {
			if c.Origin != nhi.FromLiteral || c.Store != "code" {
				t.Errorf("%s: origin %s, store %s", c.At, c.Origin, c.Store)
			}
			if strings.Contains(fmt.Sprintf("%+v", c), c.Secret.Reveal()) {
				t.Errorf("%s is printed", c.At)
			}
		}
	}
	nhitest.Golden(t, "testdata/facts.txt", b.String())
}

func TestClaims(t *testing.T) {
	for _, c := range []struct {
		path, text string
		want       bool
	}{
		{"a.sh", "A=b", true}, {"a.bash", "A=b", true}, {"a.zsh", "A=b", true}, {"bin/run", "#!/bin/sh\nA=b", true},
		{"bin/run", "#!/usr/bin/env -S bash -e\nA=b", true}, {"bin/run", "#!/usr/bin/env python3\nA = 1", false}, {"bin/run", "A=b", false},
		{"a.sh.tpl", "#!/bin/bash\nA=b", true}, {"a.tpl", "A=b", false}, {"a.sh", "A=b\x00", false}, {"a.py", "A=b", false},
	} {
		if _, got := Analyzer.Claims(c.path, []byte(c.text)); got != c.want {
			t.Errorf("%s %q: %v", c.path, c.text, got)
		}
	}
}

// TestTestCode: in a test only what its form gives away counts.
func TestTestCode(t *testing.T) {
	text := "TOKEN=Tq7mZr2Lk9XvBn4Ws6Pd\nGITHUB_TOKEN='" + creds.Sample("github-classic-token", 3) + "'\n"
	for path, want := range map[string]int{"run.sh": 2, "tests/run.sh": 1} {
		if got := len(facts(t, &nhi.Unit{Files: []*nhi.File{nhi.NewFile(path, []byte(text))}}).Credentials); got != want {
			t.Errorf("%s: %d credentials, want %d", path, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		`A=x`:                       "A=x",
		`A="x y" B='z'`:             "A=x y,B=z",
		`A=x"y"'z'\ w`:              "A=xyz w",
		`A=$'x\ty'`:                 "A=x\ty",
		`A=$"x"`:                    "A=x",
		`A+=x`:                      "A=x",
		`A[k]=x`:                    "A=x",
		"A='x\ny'":                  "A=x\ny",
		"A=x\\\ny":                  "A=xy",
		"A=x\r\nB=y\r\n":            "A=x,B=y",
		`A="x\"y\$z\w"`:             `A=x"y$z\w`,
		`A=$B`:                      "",
		`A="x$B"`:                   "",
		"A=`b`":                     "",
		`A=$(b)`:                    "",
		`A=$(B=x c)`:                "B=x",
		`A="$(B="x" c)"`:            "B=x",
		"A=`B=x c`":                 "B=x",
		`A=${B:-x}`:                 "A=x,B=x",
		`A="${B:-x}"`:               "A=x,B=x",
		`A="${B:-x}y"`:              "B=x",
		`A="${B:-"x y"}"`:           "A=x y,B=x y",
		`A=${B:-'x}'}`:              "A=x},B=x}",
		`A=${B:-$C}`:                "",
		`A=${B:-${C:-x}}`:           "C=x",
		`A=${B:+x}`:                 "",
		`A=${B#x}`:                  "",
		`A=${#B}`:                   "",
		`A=${B[0]}; C=x`:            "C=x",
		`: ${B:=x}`:                 "B=x",
		`A=$((1 << 2)); B=x`:        "B=x",
		`((a = 1 << 2)); B=x`:       "B=x",
		`A=(x --B=y $(C=z))`:        "C=z,B=y",
		`A=x# # B=y`:                "A=x#",
		`export A=x B`:              "A=x",
		`export +=x`:                "",
		`+=x A=y`:                   "",
		`export "A=x"`:              "A=x",
		`local -r A=x`:              "A=x",
		`if A=x; then B=y; fi`:      "A=x,B=y",
		`a && B=x || C=y | D=z &`:   "B=x,C=y,D=z",
		`{ A=x; }; (B=y)`:           "A=x,B=y",
		`f() { A=x; }`:              "A=x",
		`function f { A=x; }`:       "A=x",
		`while read A; do B=x;done`: "B=x",
		`case $a in A=b) C=x;; d|e) f;; esac; G=y`:             "C=x,G=y",
		`$(case a in b) c;; esac); D=x`:                        "D=x",
		"cat <<E\nA=x\nE\nB=y":                                 "B=y",
		"cat <<-'E' <<F\n\tA=x\n\tE\nB=y\nF\nC=z":              "C=z",
		"a=$(cat <<E\nA=x)\nE\n)\nB=y":                         "B=y",
		"cat <<< A=x\nB=y":                                     "B=y",
		"a > A=x 2>&1 <(B=y) &> C=z":                           "B=y",
		"env A=x b":                                            "A=x",
		"sudo -u b A=x c --d e":                                "A=x,d=e",
		"a --b=c --d e --f --g h":                              "b=c,d=e,g=h",
		`a "--b=c d" '--e' "f g"`:                              "b=c d,e=f g",
		"a --b $c --d=$e --f=${G:-x}":                          "f=x,G=x",
		"echo --a b":                                           "",
		"$a --b c":                                             "",
		"a b=c":                                                "",
		"docker run -e A=x --env=B=y -e 'C=z' --env D":         "A=x,B=y,C=z",
		"kubectl create secret generic a --from-literal=b=c=d": "b=c=d",
		"helm install --set a.b=x,c=y":                         "a.b=x,c=y",
		"curl -u a:b c":                                        "password=b",
		"curl -u a:b http://localhost/c":                       "",
		"curl -H 'A: b' -H\"C: d\" e":                          "A=b",
		"vault login x":                                        "token=x",
		"vault login -method=a b=c":                            "method=a,b=c",
		"vault kv put a b=c 'd=e'":                             "b=c,d=e",
		"vault server -dev & vault kv put a b=c":               "",
		"terraform apply -var 'a=b'":                           "a=b",
		"mysql -uroot -p'x y'":                                 "password=x y",
		"mysqladmin -uroot password 'x'":                       "password=x",
		"A='{{ x }}' B='<%= y %>'":                             "",
		"A='x":                                                 "",
		"A=\"x":                                                "",
		"A=${B:-x":                                             "",
		") A=x":                                                "A=x",
	} {
		var got []string
		for _, p := range Parse(nhi.NewFile("a.sh", []byte(text))) {
			got = append(got, p.Name+"="+p.Value)
		}
		if g := strings.Join(got, ","); g != want {
			t.Errorf("%s\n got %q\nwant %q", text, g, want)
		}
	}
}

// TestSpeed: a megabyte in 50 ms; the test allows for slow machines, and looks
// for what is more than linear.
func TestSpeed(t *testing.T) {
	for _, piece := range []string{"export PASSWORD='x9!kRw2v#Q' # a\n", "(", "$(", "${a:-", "`", "\"", "'", "<<a\n", "$((", "a --b=\"${c}\" ", "case a in ", "\\", "a <<", ")", "A=("} {
		f := nhi.NewFile("a.sh", []byte(strings.Repeat(piece, 1<<20/len(piece))))
		start := time.Now()
		Parse(f)
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%q takes %v", piece, d)
		}
	}
}

func BenchmarkRun(b *testing.B) {
	text := strings.Repeat("# Starts the service.\nstart() {\n\tlocal name=\"${1:-planner}\"\n\tif [ -z \"$name\" ]; then echo \"no name\" >&2; return 1; fi\n\tkubectl apply -n \"$NAMESPACE\" -f \"$(dirname \"$0\")/app.yaml\" --wait\n}\n", 1<<20/205)
	f := nhi.NewFile("a.sh", []byte(text))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Analyzer.Run(context.Background(), &nhi.Unit{Files: []*nhi.File{f}}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("export A=\"${B:-x}\" C=$(d <<E\nf\nE\n)\ncase a in b) mysql -p'x';; esac")
	f.Add("docker run -e A=x --env=\"B=${C}\" `d` ((1<<2)) $'\\x41'")
	f.Fuzz(func(t *testing.T, text string) {
		file := nhi.NewFile("a.sh", []byte(text))
		for _, p := range Parse(file) {
			if p.Name == "" || p.Value == "" || !p.Span.Valid() {
				t.Fatal("a literal without a name or a place")
			}
		}
		nhitest.Check(t, facts(t, &nhi.Unit{Files: []*nhi.File{file}}))
	})
}
