package shell

import (
	"strings"
	"testing"
	"time"
)

func TestCommands(t *testing.T) {
	for script, want := range map[string]string{
		"a b\nc":                           "a b; c",
		"a 'b c' \"d $X\" e\\ f":           "a b c d  e f",
		"a | b && c || d & e":              "a; b; c; d; e",
		"if a; then b; fi":                 "a; b",
		"for f in *.go; do c \"$f\"; done": "for f in *.go; c ",
		"a > out 2>&1 < in":                "a 2",
		"x=$(claude -p y)":                 "claude -p y; x=",
		"a <<EOF\nb c\nEOF\nd":             "a; d",
		"bash -lc 'a b; c'":                "bash -lc a b; c; a b; c",
		"a \\\n  --flag \\\n  b":           "a --flag b",
		"# a\nb # c":                       "b",
		"X=1 Y=2 a":                        "X=1 Y=2 a",
		"case $x in a) b;; *) c;; esac":    "b; c",
		"eval 'a b'":                       "eval a b; a b",
		"echo ${{ secrets.X }} b":          "echo } b",
		"a 'b":                             "a ",
		"":                                 "",
	} {
		var got []string
		for _, c := range Commands(script) {
			got = append(got, strings.Join(c.Texts(), " "))
			for _, w := range c.Words {
				if w.Start < 0 || w.End < w.Start || w.End > len(script) {
					t.Errorf("%q: word %q at %d-%d", script, w.Text, w.Start, w.End)
				}
			}
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q: %q, want %q", script, s, want)
		}
	}
}

func TestHostile(t *testing.T) {
	const n = 100_000
	for name, script := range map[string]string{
		"substitutions": strings.Repeat("$(", n), "quotes": strings.Repeat(`"`, n), "braces": strings.Repeat("${a:-", n),
		"commands": strings.Repeat("a;", n), "shells": strings.Repeat("sh -c '", n), "cases": strings.Repeat("case a in ", n),
		"heredocs": strings.Repeat("<<a ", n), "backquotes": strings.Repeat("`", n), "redirections": strings.Repeat("<(", n),
		"evals": "eval '" + strings.Repeat(`eval "a" ;`, n) + "'",
	} {
		start := time.Now()
		commands := Commands(script)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %v", name, took)
		} else {
			t.Logf("%s: %v, %d commands", name, took, len(commands))
		}
	}
}

func FuzzCommands(f *testing.F) {
	f.Add("a 'b' \"$(c)\" <<E\nx\nE\nsh -c 'd'")
	f.Fuzz(func(t *testing.T, script string) {
		for _, c := range Commands(script) {
			for _, w := range c.Words {
				if w.Start < 0 || w.End < w.Start || w.End > len(script) {
					t.Errorf("word at %d-%d of %d", w.Start, w.End, len(script))
				}
			}
		}
	})
}
