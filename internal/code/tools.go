package code

import (
	"bytes"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// link ties the agents of the module to what they are given: tools, agents, servers.
func (r *reader) link() {
	t := r.known()
	for _, k := range r.calls {
		a := r.built()[k.e]
		if a == nil || a.Score < nhi.PossibleScore || a.Attributes["role"] == "tool-server" {
			continue
		}
		for _, row := range t.agents.find(r.qual(k.e.X, k.s, 0)) {
			if r.needs(k, row.Needs) {
				r.linkRow(a, k, row)
			}
		}
	}
	r.decorated()
}

func (r *reader) linkRow(a *nhi.Agent, k call, row *Agent) {
	asked := false
	for _, name := range strings.Fields(row.Asks) {
		asked = asked || k.e.Arg(name) != nil
	}
	asked = asked || r.uses(row.Pauses)
	for _, name := range strings.Fields(row.Tools + " " + row.Servers) {
		arg, s := r.argument(k, name, 0)
		if arg == nil {
			continue
		}
		list, _ := s.code.elements(arg, s, 0)
		if t := s.code.follow(arg, s, 0); t.expr != nil && t.expr.Kind == syntax.Call {
			list = []thing{{expr: arg, s: s}} // one, or what stands for all of a server
		}
		for _, e := range list {
			r.give(a, e, row, asked || k.e.Spread(), 0)
		}
	}
	for _, name := range strings.Fields(row.Subs) {
		arg, s := r.argument(k, name, 0)
		if arg == nil {
			continue
		}
		list, _ := s.code.elements(arg, s, 0)
		for _, e := range list {
			r.delegate(a, e, e.s.code.at(e.expr))
		}
	}
	if row.Tools == "tools" && k.e.Arg("tools") == nil { // create_react_agent(model, tools)
		for i := range k.e.Args {
			if k.e.Args[i].Name != "" || i > 1 {
				continue
			}
			if t := r.follow(k.e.Args[i].Value, k.s, 0); t.expr != nil && t.expr.Kind == syntax.List {
				list, _ := t.s.code.elements(t.expr, t.s, 0)
				for _, e := range list {
					r.give(a, e, row, asked, 0)
				}
			}
		}
	}
}

// delegate states that an agent can have another one act for it.
func (r *reader) delegate(a *nhi.Agent, e thing, at nhi.Span) bool {
	t := e.s.code.follow(e.expr, e.s, 0)
	if t.expr == nil || at.File != r.file {
		return false
	}
	call := t.expr
	if call.Kind == syntax.Call && call.X.Kind == syntax.Attr && (call.X.Text == "as_tool" || call.X.Text == "asTool" || call.X.Text == "clone") {
		if inner := t.s.code.follow(call.X.X, t.s, 0); inner.expr != nil {
			t, call = inner, inner.expr
		}
	}
	if call.Kind == syntax.Call { // handoff(agent), AgentTool(agent=…)
		if t.s.code.built()[call] == nil {
			if r.repo.lang.Handoffs[t.s.code.qual(call.X, t.s, 0)] {
				arg := call.Arg("agent")
				if arg == nil {
					arg = call.Positional(0)
				}
				if inner := t.s.code.follow(arg, t.s, 0); inner.expr != nil {
					t, call = inner, inner.expr
				}
			}
		}
	}
	other := t.s.code.built()[call]
	if other == nil || other == a || other.Attributes["role"] == "tool-server" {
		return false
	}
	r.edge(nhi.DelegatesTo, a.Key, other.Key, nhi.Certain, "", at)
	return true
}

// give states a tool that an agent is given; deep counts what it was handed on by.
func (r *reader) give(a *nhi.Agent, e thing, row *Agent, asked bool, deep int) {
	at := e.s.code.at(e.expr)
	if at.File != r.file || e.expr.Kind == syntax.Star {
		at = a.At
	}
	if r.delegate(a, e, at) {
		return
	}
	c := e.s.code
	t := c.follow(e.expr, e.s, 0)
	switch {
	case t.def != nil && t.def.Kind == syntax.Def:
		r.function(a, t, at, row, asked)
	case t.def != nil:
	case t.expr != nil && t.expr.Kind == syntax.Call:
		r.made(a, e, t, at, row, asked, deep)
	case e.expr.Kind == syntax.Ident || e.expr.Kind == syntax.Attr:
		r.imported(a, e, at)
	}
}

// tool makes a tool of an agent.
func (r *reader) tool(a *nhi.Agent, kind, name string, at nhi.Span) *nhi.Tool {
	t := &nhi.Tool{Key: nhi.Key(r.key("tool"), r.path, strings.TrimPrefix(a.Key, nhi.Key(r.key("agent"), r.path)+"/"), name), Name: name, Kind: kind, Agent: a.Key, At: at}
	for _, have := range r.facts.Tools {
		if have.Key == t.Key {
			r.edge(nhi.Calls, a.Key, t.Key, nhi.Certain, "", at)
			return have
		}
	}
	r.facts.Tools = append(r.facts.Tools, t)
	r.edge(nhi.Calls, a.Key, t.Key, nhi.Certain, "", at)
	return t
}

// function states a function of the repository that an agent can call.
func (r *reader) function(a *nhi.Agent, t thing, at nhi.Span, row *Agent, asked bool) {
	c := t.s.code
	if c == r.code {
		r.offer(t.def, a.Key)
	}
	tool := r.tool(a, "function", t.def.Name, at)
	tool.Writes = agents.Writes(t.def.Name)
	ask, unasked := "", row.Unasked
	var settings *syntax.Expr
	for _, d := range t.def.Items {
		e := d.Value
		if e.Kind == syntax.Call {
			settings, e = e, e.X
		}
		rows := r.known().makers.find(c.qual(e, t.s, 0))
		for _, m := range rows {
			ask, unasked = m.Ask, m.Unasked
		}
		asked = asked || len(rows) == 0 // a decorator of its own may ask
		if settings != nil {
			for _, arg := range [...]string{"name_override", "name"} {
				if name, ok := c.text(settings.Arg(arg), t.s, 0); ok && name != "" {
					tool.Name, tool.Writes = name, agents.Writes(name)
				}
			}
		}
	}
	r.approval(tool, c, t.s, settings, ask, unasked, asked || confirms(c, t.def))
	r.answers(t.def, t.s, t.def.Name)
}

// offer notes that a model may call a function, as an agent's tool where one is known.
func (r *reader) offer(def *syntax.Stmt, agent string) {
	if r.offered == nil {
		r.offered = map[*syntax.Stmt]string{}
	}
	r.offered[def] = agent
}

// confirms says whether a function may ask a person itself.
func confirms(c *code, def *syntax.Stmt) bool {
	text := bytes.ToLower([]byte(c.m.Source[def.Start:def.End]))
	for _, word := range [...]string{"confirm", "approv", "interrupt(", "input(", "consent", "dry_run", "permission"} {
		if bytes.Contains(text, []byte(word)) {
			return true
		}
	}
	return false
}

// approval reads the setting that has a person asked. Without it a tool that cannot
// be undone runs unasked, where the documentation says so.
func (r *reader) approval(tool *nhi.Tool, c *code, s *scope, settings *syntax.Expr, ask, unasked string, asked bool) {
	var e *syntax.Expr
	if settings != nil && ask != "" {
		e = settings.Arg(ask)
	}
	switch {
	case e != nil:
		value, known := c.asking(e, s)
		// A function that runs tests or makes a plan is no matter for a person: off
		// counts for what cannot be taken back.
		if known && (value || agents.Destroys(tool.Name) || sends(tool.Name)) {
			tool.Approved = nhi.Bool(value)
		}
	case unasked == "" || asked || settings != nil && settings.Spread():
	case tool.Writes != nil && *tool.Writes && agents.Destroys(tool.Name):
		tool.Approved, tool.ApprovedSource = nhi.Bool(false), unasked
	}
}

// asking says whether the value of such a setting has a person asked, and whether that
// is known.
func (c *code) asking(e *syntax.Expr, s *scope) (asks, known bool) {
	if text, ok := c.text(e, s, 0); ok {
		return strings.HasPrefix(text, "always"), true
	}
	return c.truth(e, s)
}

// sends says whether a function's name says that something goes out.
func sends(name string) bool {
	return slices.Contains(agents.Words(name), "send")
}

// made states a tool that a call makes.
func (r *reader) made(a *nhi.Agent, e, t thing, at nhi.Span, row *Agent, asked bool, deep int) {
	c := t.s.code
	q := c.qual(t.expr.X, t.s, 0)
	if rows := r.known().servers.find(q); len(rows) > 0 || c.wraps(t) {
		r.serverOf(a, t, at)
		return
	}
	rows := r.known().tools.find(q)
	if len(rows) == 0 {
		if name := last(q); name != "" && name[0] >= 'A' && name[0] <= 'Z' && !strings.HasSuffix(q, "()") {
			r.tool(a, "function", name, at)
		}
		return
	}
	m := rows[0]
	if m.Holds != "" {
		arg, s := c.argument(call{t.expr, t.s}, m.Holds, 0)
		if arg != nil && deep < maxHops {
			list, _ := s.code.elements(arg, s, 0)
			for _, one := range list {
				r.give(a, one, row, asked, deep+1)
			}
		}
		return
	}
	name, _ := c.text(t.expr.Arg("name"), t.s, 0)
	if id, ok := c.text(t.expr.Arg("id"), t.s, 0); ok && name == "" {
		name = id
	}
	if name == "" && m.Named > 0 {
		name, _ = c.text(t.expr.Positional(m.Named-1), t.s, 0)
	}
	if name == "" {
		name = e.name
	}
	var fn thing
	if m.Execute != "" {
		arg := t.expr.Arg(m.Execute)
		if arg == nil && m.Function > 0 {
			arg = t.expr.Positional(m.Function - 1)
		}
		fn = c.follow(arg, t.s, 0)
		if name == "" {
			name = c.holder(call{t.expr, t.s})
		}
		if fn.def != nil {
			r.answers(fn.def, fn.s, name)
		}
	} else if m.Function > 0 {
		arg := t.expr.Arg("func")
		if arg == nil {
			arg = t.expr.Arg("function")
		}
		if arg == nil {
			arg = t.expr.Positional(m.Function - 1)
		}
		if fn = c.follow(arg, t.s, 0); fn.def != nil && name == "" {
			name = fn.def.Name
		}
	}
	if name == "" {
		name = last(q)
		if name == "from_defaults" || name == "from_function" {
			return
		}
	}
	tool := r.tool(a, m.Kind, name, at)
	switch m.Writes {
	case "yes":
		tool.Writes = nhi.Bool(true)
	case "no":
		tool.Writes = nhi.Bool(false)
	default:
		tool.Writes = agents.Writes(name)
	}
	if m.Kind == "shell" {
		tool.Attributes = map[string]string{"pattern": last(q)}
		if m.Reach != "" {
			tool.Attributes["reach"] = m.Reach
		}
		if m.Unasked != "" && m.Ask != "" && t.expr.Arg(m.Ask) == nil && !t.expr.Spread() && !asked {
			tool.Approved, tool.ApprovedSource = nhi.Bool(false), m.Unasked
			return
		}
	}
	if m.Sandboxed {
		tool.Attributes = map[string]string{"sandbox": "hosted"}
	}
	unasked := m.Unasked
	if unasked == "" {
		unasked = row.Unasked
	}
	r.approval(tool, c, t.s, t.expr, m.Ask, unasked, asked || fn.def != nil && confirms(fn.s.code, fn.def))
}

// imported states a tool that another package has as it is: from strands_tools import
// shell.
func (r *reader) imported(a *nhi.Agent, t thing, at nhi.Span) {
	q := t.s.code.qual(t.expr, t.s, 0)
	if !strings.Contains(q, ".") || strings.Contains(q, "(") {
		return
	}
	name := last(q)
	tool := r.tool(a, "function", name, at)
	tool.Writes = agents.Writes(name)
	if strings.HasPrefix(q, "strands_tools.") {
		if name == "shell" {
			tool.Kind, tool.Writes = "shell", nhi.Bool(true)
		}
		if name == "python_repl" {
			tool.Kind, tool.Writes = "code", nhi.Bool(true)
		}
	}
}

func last(q string) string {
	q = strings.TrimSuffix(q, "()")
	return q[strings.LastIndexByte(q, '.')+1:]
}

// decorated states the functions that hang on an agent by a decorator of its own:
// @agent.tool of Pydantic AI.
func (r *reader) decorated() {
	syntax.Walk(r.m.Body, func(st *syntax.Stmt) bool {
		if st.Kind != syntax.Def || len(st.Items) == 0 {
			return true
		}
		inner := r.scopes[st]
		if inner == nil {
			return true
		}
		for _, d := range st.Items {
			e, settings := d.Value, (*syntax.Expr)(nil)
			if e.Kind == syntax.Call {
				settings, e = e, e.X
			}
			if e.Kind != syntax.Attr || e.Text != "tool" && e.Text != "tool_plain" {
				continue
			}
			on := r.follow(e.X, inner.parent, 0)
			a := r.built()[on.expr]
			if a == nil || on.expr == nil || a.Attributes["role"] == "tool-server" {
				continue
			}
			for _, m := range r.known().makers.find(r.qual(e, inner.parent, 0)) {
				tool := r.tool(a, "function", st.Name, r.span(st.NameAt, st.NameAt+int32(len(st.Name))))
				tool.Writes = agents.Writes(st.Name)
				r.offer(st, a.Key)
				r.approval(tool, r.code, inner.parent, settings, m.Ask, m.Unasked, confirms(r.code, st))
				r.answers(st, inner.parent, st.Name)
			}
		}
		return true
	})
}
