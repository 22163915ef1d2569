package shell

import (
	"strings"
	"testing"
	"time"
)

func TestPairs(t *testing.T) {
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
		for _, p := range Pairs(text) {
			got = append(got, p.Name+"="+p.Value)
		}
		if g := strings.Join(got, ","); g != want {
			t.Errorf("%s\n got %q\nwant %q", text, g, want)
		}
	}
}

// TestPairsSpeed: a megabyte in 50 ms; the test allows for slow machines, and looks
// for what is more than linear.
func TestPairsSpeed(t *testing.T) {
	for _, piece := range []string{"export PASSWORD='x9!kRw2v#Q' # a\n", "(", "$(", "${a:-", "`", "\"", "'", "<<a\n", "$((", "a --b=\"${c}\" ", "case a in ", "\\", "a <<", ")", "A=("} {
		script := strings.Repeat(piece, 1<<20/len(piece))
		start := time.Now()
		Pairs(script)
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%q takes %v", piece, d)
		}
	}
}

func FuzzPairs(f *testing.F) {
	f.Add("export A=\"${B:-x}\" C=$(d <<E\nf\nE\n)\ncase a in b) mysql -p'x';; esac")
	f.Add("docker run -e A=x --env=\"B=${C}\" `d` ((1<<2)) $'\\x41'")
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range Pairs(text) {
			if p.Name == "" || p.Value == "" || p.Start < 0 || p.End < p.Start || p.End > len(text) {
				t.Fatal("a literal without a name or a place")
			}
		}
	})
}
