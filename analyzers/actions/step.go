package actions

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
	"github.com/nhivet/nhivet/internal/tree"
)

// step is one step of a job, those of local composite actions in their place.
type step struct {
	node  *tree.Node
	scope *scope
	index int
	// action is what it uses, in lower case, and ref which version.
	action, ref string
	with        map[string]*tree.Node
	conditions  []binding
}

// input is what an input comes to.
func (r *reader) input(st *step, name string) value { return r.eval(st.with[name], st.scope) }

// flatten lists the steps of a job.
func (r *reader) flatten(j *job) []*step {
	var out []*step
	r.collect(j.node.Get("steps"), j.scope, nil, 0, &out)
	return out
}

func (r *reader) collect(steps *tree.Node, s *scope, conditions []binding, depth int, out *[]*step) {
	s.steps = map[string]*step{}
	for _, n := range steps.Each() {
		if n.Kind != tree.Mapping {
			continue
		}
		if len(*out) >= maxSteps {
			r.notice(n.Span, errSteps)
			return
		}
		own := *s
		if env := n.Get("env"); env != nil {
			own.env = append([]binding{{env, s}}, s.env...)
		}
		st := &step{node: n, scope: &own, index: len(*out), conditions: conditions}
		if c := n.Get("if"); c != nil {
			st.conditions = append(conditions[:len(conditions):len(conditions)], binding{c, &own})
			if r.condition(c, &own) == never {
				continue
			}
		}
		if id := n.Get("id").Str(); id != "" {
			s.steps[strings.ToLower(id)] = st
		}
		uses := n.Get("uses").Str()
		if dir := r.local(uses); dir != "" && depth < maxDepth {
			if a := r.action(dir); a.Get("runs", "steps") != nil {
				inner := &scope{env: own.env, matrix: s.matrix, inputs: map[string]binding{}, called: true}
				for _, f := range a.Get("inputs").Entries() {
					inner.inputs[strings.ToLower(f.Key)] = binding{f.Value.Get("default"), inner}
				}
				for _, f := range n.Get("with").Entries() {
					inner.inputs[strings.ToLower(f.Key)] = binding{f.Value, &own}
				}
				r.collect(a.Get("runs", "steps"), inner, st.conditions, depth+1, out)
				continue
			}
		}
		if uses != "" {
			name, ref, _ := strings.Cut(uses, "@")
			st.action, st.ref = strings.ToLower(name), ref
			st.with = map[string]*tree.Node{}
			for _, f := range n.Get("with").Entries() {
				st.with[strings.ToLower(f.Key)] = f.Value
			}
		}
		*out = append(*out, st)
	}
}

// start is a step that starts an agent.
type start struct {
	step  *step
	agent string
	why   string
	at    nhi.Span
	// action is nil for a command line.
	action *agentAction
	// asks says that the action itself asks who starts it.
	asks bool
	// lines are the command lines that start it, or what an action adds to its
	// own.
	lines []line
}

// line is a command line of an agent.
type line struct {
	agent string
	flags map[string]string
	words []shell.Word
	at    nhi.Span
	// text is where the words stand; nil where they are put together.
	text *tree.Node
	// boxed says that all of it runs in a sandbox, which is there instead of
	// somebody who is asked.
	boxed bool
}

// flag is the place of a setting of the line ("--sandbox danger-full-access"), or
// the line itself where the text does not spell it so.
func (l line) flag(name string) nhi.Span {
	name, _, _ = strings.Cut(name, " ")
	for _, w := range l.words {
		if text, _, _ := strings.Cut(w.Text, "="); text == name && w.End-w.Start <= len(w.Text)+2 {
			return place(l.text, w.Start, w.End)
		}
	}
	if l.text != nil && strings.Count(l.text.Text, name) == 1 {
		i := strings.Index(l.text.Text, name)
		if at := place(l.text, i, i+len(name)); at.Valid() && at.Text() == name {
			return at
		}
	}
	return l.at
}

// startOf recognises a step that starts an agent.
func (r *reader) startOf(j *job, st *step) *start {
	if a := agentActions[st.action]; a != nil {
		at := st.node.Field("uses").Value.Span
		s := &start{step: st, agent: a.agent, why: "runs " + st.action, at: at, action: a, asks: a.asks}
		for _, input := range a.openTo {
			s.asks = s.asks && !r.input(st, input).is("*")
		}
		for _, input := range [...]string{a.arguments, "allowed_tools"} {
			n := st.with[input]
			text, ok := r.eval(n, st.scope).one()
			if n == nil {
				continue
			}
			if !ok {
				text = mask(n.Text)
			}
			var words []string
			if input == "allowed_tools" {
				words = []string{"claude", "-p", "--allowedTools", text}
			} else {
				words = append(append(words, a.command...), arguments(text)...)
			}
			if agent, flags, ok := agents.Command(words); ok {
				s.lines = append(s.lines, line{agent: agent, flags: flags, at: r.setting(st, input), text: n})
			}
		}
		return s
	}
	run := st.node.Get("run")
	if run == nil || !mentions(run.Text) || !posix(st.node.Get("shell").Str()) {
		return nil
	}
	s := &start{step: st}
	for _, c := range shell.Commands(mask(run.Text)) {
		agent, flags, ok := agents.Command(c.Texts())
		if !ok {
			continue
		}
		at := place(run, c.Words[0].Start, c.Words[len(c.Words)-1].End)
		if s.agent == "" {
			s.agent, s.at = agent, at
			s.why = "starts " + agent + " on a command line"
		}
		s.lines = append(s.lines, line{agent, flags, c.Words, at, run, path.Base(c.Words[0].Text) == "srt"})
	}
	if s.agent == "" {
		return nil
	}
	return s
}

// written is a key as the file spells it.
func written(n *tree.Node, key string) string {
	for _, f := range n.Entries() {
		if strings.EqualFold(f.Key, key) {
			return f.Key
		}
	}
	return key
}

// posix says whether the words of a script are those of a shell: PowerShell's
// commands are plain enough to be read alike.
func posix(sh string) bool {
	name, _, _ := strings.Cut(strings.TrimSpace(sh), " ")
	switch name = path.Base(name); name {
	case "python", "python3", "node", "cmd", "perl", "ruby", "deno", "bun":
		return false
	}
	return true
}

// programs are what the command lines of agents begin with: a cheap look before
// a script is taken apart.
var programs = []string{"claude", "codex", "gemini", "copilot", "aider", "goose", "opencode", "cursor-agent", "qwen", "q chat", "cagent"}

func mentions(script string) bool {
	for _, p := range programs {
		if strings.Contains(script, p) {
			return true
		}
	}
	return false
}

// arguments are the words of an input that adds to a command line: a JSON list,
// or text for a shell.
func arguments(text string) []string {
	if t := strings.TrimSpace(text); strings.HasPrefix(t, "[") {
		var list []string
		if json.Unmarshal([]byte(t), &list) == nil {
			return list
		}
	}
	var out []string
	for _, c := range shell.Commands(strings.ReplaceAll(text, "\n", " ")) {
		out = append(out, c.Texts()...)
	}
	return out
}

// mask puts a variable of the shell in the place of every expression, so that a
// script has its words and its length, and nobody takes an expression for text.
func mask(text string) string {
	if !strings.Contains(text, "${{") {
		return text
	}
	b := []byte(text)
	for i := 0; ; {
		n := bytes.Index(b[i:], []byte("${{"))
		if n < 0 {
			return string(b)
		}
		i += n
		end := closing(text, i+3)
		if end < 0 {
			end = len(b) - 2
		}
		for i++; i < end+2 && i < len(b); i++ {
			if b[i] != '\n' {
				b[i] = 'E'
			}
		}
	}
}

// place is the span of a stretch of a scalar's text, where the bytes can be
// found: those of a block scalar are indented in the file.
func place(n *tree.Node, start, end int) nhi.Span {
	f := n.Span.File
	if n.Exact {
		return f.At(n.Span.Start+start, n.Span.Start+end)
	}
	text := n.Text
	start, end = min(start, len(text)), min(end, len(text))
	from := strings.LastIndexByte(text[:start], '\n') + 1
	to := len(text)
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
		to = start + i
	}
	end = min(end, to)
	line := f.LineOf(n.Span.Start) + strings.Count(strings.TrimLeft(text[:start], "\n"), "\n")
	i := bytes.Index(f.Line(line), []byte(text[from:to]))
	if i < 0 || to == from {
		return n.Span
	}
	at := f.LineStart(line) + i + start - from
	span := f.At(at, at+end-start)
	if span.Start < n.Span.Start || span.End > n.Span.End {
		return n.Span
	}
	return span
}

// checkout states that code of a pull request's head is there before the agent,
// in the folder in which it starts.
func (r *reader) checkout(j *job, last int) {
	privileged := false
	for _, e := range j.events {
		privileged = privileged || e.gate != never && e.stranger
	}
	if !privileged {
		return
	}
	for _, st := range j.steps[:last] {
		at := st.node.Span
		switch {
		case st.action == "actions/checkout" && st.with["path"] == nil && st.with["repository"] == nil && r.head(st.with["ref"], st.scope):
			at = st.with["ref"].Span
		case st.action == "actions/checkout" && st.with["path"] == nil && strings.Contains(st.with["repository"].Str(), "head.repo"):
			at = st.with["repository"].Span
		case st.node.Get("run") != nil:
			span, ok := headCommand(st.node.Get("run"))
			if !ok {
				continue
			}
			at = span
		default:
			continue
		}
		j.agent.Attributes["head_checkout"] = "true"
		r.evidence(j.agent, "a pull request's head is checked out before it", at)
		return
	}
}

// head says whether a reference is the head of a pull request, itself or through
// the environment.
func (r *reader) head(ref *tree.Node, s *scope) bool {
	text := ref.Str()
	for _, src := range r.eval(ref, s).sources {
		text += " " + src.name
	}
	for _, w := range [...]string{"pull_request.head.", "workflow_run.head_", "github.head_ref", "refs/pull/"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// headCommand finds a command that checks a pull request out.
func headCommand(run *tree.Node) (nhi.Span, bool) {
	if !strings.Contains(run.Text, "pr checkout") && !strings.Contains(run.Text, "git checkout") {
		return nhi.Span{}, false
	}
	for _, c := range shell.Commands(mask(run.Text)) {
		words := c.Texts()
		for i := 0; i+2 < len(words); i++ {
			at := place(run, c.Words[0].Start, c.Words[len(c.Words)-1].End)
			if words[i] == "gh" && words[i+1] == "pr" && words[i+2] == "checkout" {
				return at, true
			}
			if words[i] == "git" && words[i+1] == "checkout" {
				w := c.Words[len(c.Words)-1]
				raw := run.Text[w.Start:w.End]
				if strings.Contains(raw, "pull_request.head.") || strings.Contains(raw, "workflow_run.head_") {
					return at, true
				}
			}
		}
	}
	return nhi.Span{}, false
}
