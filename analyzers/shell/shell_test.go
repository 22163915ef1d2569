package shell

import (
	"context"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestGolden(t *testing.T) { nhitest.Code(t, Analyzer) }

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
		if got := len(nhitest.Run(t, Analyzer, &nhi.Unit{Files: []*nhi.File{nhi.NewFile(path, []byte(text))}}).Credentials); got != want {
			t.Errorf("%s: %d credentials, want %d", path, got, want)
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

func FuzzRun(f *testing.F) {
	f.Add([]byte("export A=\"${B:-x}\" C=$(d <<E\nf\nE\n)\ncase a in b) mysql -p'x';; esac"))
	f.Add([]byte("docker run -e A=x --env=\"B=${C}\" `d` ((1<<2)) $'\\x41'"))
	nhitest.Fuzz(f, Analyzer, "a.sh")
}
