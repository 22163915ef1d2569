package codingagent

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"

	"github.com/nhivet/nhivet/internal/wordset"
)

// rule is a permission as coding agents write them: a tool, and in parentheses
// what of it.
type rule struct {
	text, tool, what string
	// pattern is how the rule reads in that form, where it is written in another.
	pattern string
	at      nhi.Span
}

func parseRule(text string, at nhi.Span) rule {
	text = strings.TrimSpace(text)
	tool, what, ok := strings.Cut(text, "(")
	if ok {
		what = strings.TrimSuffix(what, ")")
	}
	return rule{text: text, tool: strings.TrimSpace(tool), what: strings.TrimSpace(what), at: at}
}

// The ways in which a shell pattern is wide: any command, any program through
// an interpreter or a runner, any address of the network, anything that a
// cloud's or a cluster's client may do with the person's sign-in.
const (
	anyCommand = "any"
	anyCode    = "code"
	anyAddress = "network"
	anyCloud   = "cloud"
)

// reaches are in the order of what includes what.
var reaches = [...]string{anyCommand, anyCode, anyAddress, anyCloud}

// reach says in which way a command pattern is wide; empty for a pattern that
// names what may be run. A trailing :* and a trailing * mean the same.
// (https://code.claude.com/docs/en/permissions#wildcard-patterns)
func reach(pattern string) string {
	p := strings.TrimSpace(pattern)
	if p == "" || strings.Trim(p, "*: ") == "" {
		return anyCommand
	}
	if !strings.HasSuffix(p, "*") {
		return ""
	}
	p = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(p, "*"), ":"), " ")
	words := strings.Fields(p)
	if len(words) == 0 || strings.Contains(p, "*") {
		return ""
	}
	way := wide[words[0][strings.LastIndexByte(words[0], '/')+1:]]
	switch {
	case way == "" || len(words) == 1:
		return way
	case way == anyCode && len(words) == 2 && codeFlags[words[1]]:
		return way // python -c *
	}
	return ""
}

// codeFlags say that a program follows.
var codeFlags = map[string]bool{"-c": true, "-e": true, "-lc": true, "-p": true, "--eval": true, "-Command": true}

var wide = words(map[string]string{
	anyCode: "bash sh zsh dash fish ksh pwsh powershell cmd env eval exec sudo su doas nohup xargs python python2 python3 node deno bun ruby perl php lua osascript " +
		"npx bunx uvx pipx dlx nsenter",
	anyAddress: "curl wget nc ncat netcat socat ssh scp sftp telnet",
	anyCloud:   "aws gcloud az kubectl helm terraform tofu pulumi vault docker podman",
})

func words(by map[string]string) map[string]string {
	out := map[string]string{}
	for way, list := range by {
		for _, w := range strings.Fields(list) {
			out[w] = way
		}
	}
	return out
}

// shell states what of the shell runs without asking: one tool for each way in
// which the allowed patterns are wide, and nothing for the narrow ones. What is
// also denied, or asked for, is not allowed. approved is false, or nil where
// something else keeps those commands in.
func (r *reader) shell(shells string, allow, denied []rule, approved *bool, attributes map[string]string) {
	isShell := func(tool string) bool { return wordset.Has(shells, tool) }
	shut := map[string]bool{}
	for _, d := range denied {
		if isShell(d.tool) {
			shut[canonical(d.what)] = true
		}
	}
	if shut[""] {
		return
	}
	by := map[string][]rule{}
	for _, a := range allow {
		if isShell(a.tool) && !shut[canonical(a.what)] {
			if way := reach(a.what); way != "" {
				by[way] = append(by[way], a)
			}
		}
	}
	for _, way := range reaches {
		if len(by[way]) > 0 {
			r.shellTool(way, by[way], approved, attributes)
		}
		if way == anyCommand && len(by[way]) > 0 {
			return // it includes the others
		}
	}
}

// shellTool states the shell with the patterns that open it. Those that allow
// any command all say the same, so the first stands for them.
func (r *reader) shellTool(way string, rules []rule, approved *bool, attributes map[string]string) {
	if way == anyCommand {
		rules = rules[:1]
	}
	if r.unasked {
		approved = nil
	}
	var texts []string
	for _, x := range rules {
		texts = append(texts, x.text)
	}
	t := &nhi.Tool{
		Name: several(texts), Kind: "shell", Writes: nhi.Bool(true), Approved: approved,
		Attributes: map[string]string{"pattern": strings.Join(texts, ", "), "reach": way}, At: rules[0].at,
	}
	if way == anyCommand && rules[0].pattern != "" {
		t.Attributes["pattern"] = rules[0].pattern
	}
	for k, v := range attributes {
		t.Attributes[k] = v
	}
	r.tool(t)
}

// several names some of a list for a person.
func several(list []string) string {
	const most = 3
	if len(list) > most {
		return strings.Join(list[:most], ", ") + ", …"
	}
	return strings.Join(list, ", ")
}

// canonical is a pattern in one spelling: of the forms of "anything" the empty
// one, of a prefix the one with a space.
func canonical(what string) string {
	if reach(what) == anyCommand {
		return ""
	}
	if p, ok := strings.CutSuffix(what, ":*"); ok {
		return p + " *"
	}
	return what
}
