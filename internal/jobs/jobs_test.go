package jobs

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

func TestShellReference(t *testing.T) {
	for text, want := range map[string]string{
		"$A_TOKEN x": "A_TOKEN 8", "${A_TOKEN}x": "A_TOKEN 10", "${A:-b}": "A 3", "$1": "", "$$": "", "$": "", "${": "", "$(a)": "", "${1}": "",
	} {
		name, n := ShellReference(text)
		got := ""
		if n > 0 {
			got = name + " " + string(rune('0'+n%10))
			if n >= 10 {
				got = name + " 10"
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestPlace: a command's place is where it is written, whatever YAML makes of it.
func TestPlace(t *testing.T) {
	for text, want := range map[string]string{
		"a: claude -p x\n":                          "claude -p x",
		"a: 'claude -p x'\n":                        "claude -p x",
		"a: |\n  echo\n  claude -p x\n  y\n":        "claude -p x",
		"a: |\n    echo\n\n      claude -p x > y\n": "claude -p x",
		"a: >-\n  echo;\n  claude -p x\n":           "claude -p x",
		"a: \"echo \\\"é\\\"; claude -p x\"\n":      "claude -p x",
		"a: |\n  claude \\\n    -p x\n":             "claude",
		"a: >-\n  claude\n  -p x\n":                 "claude",
		"b: &b |\n  claude -p x\na: *b\n":           "*b",
		"a: |\n  sh -c 'claude -p x'\n":             "'claude -p x'",
		"a: |-\r\n  echo\r\n  claude -p x\r\n":      "claude -p x",
		"a: \"echo\\n\\\n  claude -p x\"\n":         "claude -p x",
	} {
		f := nhi.NewFile("a.yml", []byte(text))
		docs, _ := tree.YAML(f)
		p := &Pipeline{Platform: "gitlab-ci", Path: "a.yml", Facts: &nhi.Facts{}}
		j := p.New("a", "j", f.At(0, 1))
		j.Script(docs[0].Root.Get("a"))
		j.Done()
		if len(p.Facts.Agents) != 1 || len(p.Facts.Agents[0].Evidence) != 1 {
			t.Errorf("%q: no agent", text)
			continue
		}
		if got := p.Facts.Agents[0].Evidence[0].At.Text(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func facts(t *testing.T, script string, given ...string) *nhi.Facts {
	t.Helper()
	f := nhi.NewFile("a.yml", []byte(script))
	p := &Pipeline{Platform: "gitlab-ci", Path: "a.yml", Facts: &nhi.Facts{}, Reference: ShellReference}
	j := p.New("a", "j", f.At(0, 1))
	for _, g := range given {
		j.Given(g)
	}
	j.Script(&tree.Node{Kind: tree.String, Text: script, Span: f.At(0, f.Len()), Exact: true})
	j.Done()
	return p.Facts
}

// TestReferences: what a script reads of the platform's secrets, and what it has
// from elsewhere.
func TestReferences(t *testing.T) {
	for script, want := range map[string]string{
		"x $OPENAI_API_KEY":                             "OPENAI_API_KEY",
		"x $SOME_TOKEN":                                 "",
		"claude -p x; x $SOME_TOKEN":                    "SOME_TOKEN",
		"OPENAI_API_KEY=$(fetch); x $OPENAI_API_KEY":    "",
		"export OPENAI_API_KEY=\"${OPENAI_API_KEY:-}\"": "OPENAI_API_KEY",
		"read OPENAI_API_KEY; x $OPENAI_API_KEY":        "",
		"x $AWS_SECRET_ACCESS_KEY":                      "AWS_SECRET_ACCESS_KEY",
		"x $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN":   "",
		"x $GIVEN_OPENAI_API_KEY":                       "",
		"x $HOME $PATH ${CI}":                           "",
	} {
		var got []string
		for _, c := range facts(t, script, "GIVEN_OPENAI_API_KEY").Credentials {
			got = append(got, c.Name)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", script, s, want)
		}
	}
}

// TestLiterals of one name have keys of their own, and one that several jobs
// share has one.
func TestLiterals(t *testing.T) {
	f := facts(t, "A_TOKEN=Tq7mZr2Lk9XvBn4Ws6Pd\nexport A_TOKEN=Xv2Lk9mZr7TqBn4Ws6Pe\n")
	if len(f.Credentials) != 2 || f.Credentials[0].Key == f.Credentials[1].Key {
		t.Errorf("%d credentials", len(f.Credentials))
	}
}
