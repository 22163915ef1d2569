package agentfile

import (
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// word is a name of a package or an image; anything else is not repeated.
var word = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[@A-Za-z0-9][A-Za-z0-9._/-]*$`) })

// launch states what a command line fetches, and reads the credentials in its
// arguments.
func (r *reader) launch(t *nhi.Tool, command, args *tree.Node) {
	var line []*tree.Node
	for _, n := range [...]*tree.Node{command, args} {
		for _, item := range n.Each() {
			if item.Scalar() {
				line = append(line, item)
			}
		}
	}
	if len(line) == 0 {
		return
	}
	t.Runner = tools.Program(line[0].Text)
	if strings.ContainsAny(t.Runner, " \t\n=") {
		t.Runner = "" // a shell's whole line
	}
	words := make([]string, len(line))
	for i, n := range line {
		words[i] = n.Text
	}
	if spec, at, start := tools.Fetched(words); at > 0 && !strings.ContainsAny(words[at][start:], "${} ") {
		r.fetches(t, spec)
		if t.Package != "" && start == 0 {
			t.At = line[at].Span
		}
	}
	rest := line[1:]
	for i := 0; i < len(rest); i++ {
		flag, value, inline := strings.Cut(rest[i].Text, "=")
		name := strings.TrimLeft(flag, "-")
		switch {
		case (flag == "-e" || flag == "--env") && i+1 < len(rest):
			i++
			if key, v, ok := strings.Cut(rest[i].Text, "="); ok {
				r.text(t.Key, inArg, key, v, rest[i].Span)
			} else if variableName(rest[i].Text) && !r.written(t.Key, rest[i].Text) { // handed on from the environment
				r.variable(t.Key, inEnv, "", rest[i].Text, rest[i].Span)
			}
		case strings.HasPrefix(flag, "-") && inline:
			r.text(t.Key, inArg, name, value, rest[i].Span)
		case strings.HasPrefix(flag, "-") && i+1 < len(rest) && !strings.HasPrefix(rest[i+1].Text, "-"):
			if r.text(t.Key, inArg, name, rest[i+1].Text, rest[i+1].Span) {
				i++
			}
		case strings.Contains(flag, "://"):
			r.address(t.Key, rest[i])
		}
	}
}

// written says whether an entry itself sets a variable to a credential.
func (r *reader) written(tool, name string) bool {
	return r.used["agentfile-literal"+tool[strings.IndexByte(tool, ':'):]+"/"+inEnv+"/"+strings.TrimPrefix(nhi.Key("", name), ":")] > 0
}

// fetches states what a tool's program or image is, when it is a name.
func (r *reader) fetches(t *nhi.Tool, s tools.Spec) {
	if word().MatchString(s.Name) {
		t.Package, t.Version, t.Pinned = s.Name, s.Version, s.Pinned
	}
}
