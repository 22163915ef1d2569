package docker

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

func parse(text string) *File { return Parse(nhi.NewFile("Dockerfile", []byte(text))) }

func TestParse(t *testing.T) {
	f := parse("\xef\xbb\xbf# escape=`\n# a comment\nFROM a AS One\n  run x `\n# in between\n\n  --y `\n  z\nENV A=1 B=\"two $C\" 'D=e' F\nENV OLD  a value \nONBUILD COPY --chown=u --from=one a b\n" +
		"RUN cat <<E <<-'F'\none\nE\n\ttwo\n\tF\nCMD [\"a\\\"b\", \"c\"]\nRUN <<G\nopen")
	var got []string
	for _, i := range f.Instructions {
		line := i.Name + " |" + i.Args + "|"
		for _, w := range i.Flags {
			line += " flag " + w.At.Text()
		}
		for _, p := range i.Pairs() {
			if i.Name == "ENV" {
				line += fmt.Sprintf(" %s=%s@%s %v", p.Name, p.Value, p.At.Text(), p.Literal)
			}
		}
		for _, h := range i.Heredocs {
			line += fmt.Sprintf(" %s:%q", h.Name, h.At.Text())
		}
		if words, ok := i.Exec(); ok {
			for _, w := range words {
				line += fmt.Sprintf(" <%s>%s", w.Text, w.At.Text())
			}
		}
		got = append(got, line)
	}
	want := []string{
		"FROM |a AS One|",
		"RUN |x   --y   z|",
		`ENV |A=1 B="two $C" 'D=e' F| A=1@1 true B=two $C@two $C false D=e@e' true F=@F false`,
		"ENV |OLD  a value | OLD=a value@a value true",
		"COPY |a b| flag --chown=u flag --from=one",
		`RUN |cat <<E <<-'F'| E:"one\n" F:"\ttwo\n"`,
		`CMD |["a\"b", "c"]| <a"b>a\"b <c>c`,
		`RUN |<<G| G:"open"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(f.Notices) != 1 || !strings.Contains(f.Notices[0].Reason, "here-document") {
		t.Errorf("notices %v", f.Notices)
	}
}

func TestStages(t *testing.T) {
	f := parse("ARG V\nFROM go AS build\nRUN go build -o /a ./cmd/agent && true\nFROM base AS tools\nFROM run AS app\nENV A=1\nENTRYPOINT [\"a\"]\nCMD [\"b\"]\nCOPY --from=build /a /a\nFROM app AS web\nCMD [\"c\"]\nFROM app\nRUN --mount=from=tools,target=/t x\nENTRYPOINT d\n")
	shipped := ""
	for _, s := range f.Stages {
		if s.Shipped {
			shipped += " " + s.Name
		}
	}
	if shipped != " app web " {
		t.Errorf("shipped%s", shipped)
	}
	if f.Code() != "cmd/agent" {
		t.Errorf("code %q", f.Code())
	}
	e, c := f.Target("WEB").Start()
	if e.Args != `["a"]` || c.Args != `["c"]` || len(f.Target("web").Env()) != 1 {
		t.Error("web starts something else")
	}
	if e, c := f.Target("").Start(); e.Args != "d" || c != nil {
		t.Error("an ENTRYPOINT takes the inherited CMD back")
	}
}

// TestHostile: a megabyte takes some 100 ms on an idle machine. The test looks for
// what is more than linear, which takes minutes, and a busy machine passes.
func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"expansions":    "FROM a\nRUN echo <<A " + strings.Repeat("${a:-", 100_000) + "\nA\n",
		"continuations": "FROM a\nENV A=" + strings.Repeat("\\\n", 400_000),
		"heredocs":      "FROM a\nRUN " + strings.Repeat("<<A ", 200_000) + "\n" + strings.Repeat("A\n", 50_000),
		"unclosed":      "FROM a\n" + strings.Repeat("RUN <<A\n", 100_000),
		"stages":        "FROM a AS b\n" + strings.Repeat("FROM b AS b\n", 50_000),
		"quotes":        "FROM a\nENV " + strings.Repeat("\"", 900_000),
		"flags":         "FROM a\nRUN " + strings.Repeat("--a ", 200_000),
	} {
		start := time.Now()
		f := parse(text)
		for _, s := range f.Stages[:min(len(f.Stages), 100)] {
			s.Env()
			s.Start()
		}
		f.Code()
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s take %s", name, took)
		}
	}
}
