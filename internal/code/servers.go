package code

import (
	"path"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
	"github.com/nhivet/nhivet/internal/tools"
)

// settings are where the fields of a server stand: the arguments of a call, or a
// dictionary that is handed to it.
type settings struct {
	call, dict *syntax.Expr
	s          *scope
}

func (f settings) get(name string) *syntax.Expr {
	if f.dict != nil {
		t := thing{expr: f.dict, s: f.s}
		for {
			outer, inner, deeper := strings.Cut(name, ".")
			e := t.entry(outer)
			if !deeper || e == nil {
				return e
			}
			if t = f.s.code.follow(e, t.s, 0); t.s == nil || t.s.code != f.s.code {
				return nil
			}
			name = inner
		}
	}
	arg, s := f.s.code.argument(call{f.call, f.s}, name, 0)
	if s != f.s && s != nil && s.code != f.s.code {
		return nil
	}
	return arg
}

// server states an MCP server that a call describes to its client; nil when nothing
// is known of it. Every server is stated once.
func (r *reader) server(k call, row *Server) []*nhi.Tool {
	c := k.s.code
	if row.Params == "" {
		return []*nhi.Tool{r.described(settings{call: k.e, s: k.s}, k.e, row, "")}
	}
	arg, s := c.argument(k, row.Params, 0)
	if arg == nil && !strings.Contains(row.Params, ".") {
		arg, s = k.e.Positional(0), k.s
	}
	if arg == nil {
		return nil
	}
	t := s.code.follow(arg, s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Dict {
		return nil
	}
	if !row.Many {
		tool := r.described(settings{dict: t.expr, s: t.s}, k.e, row, "")
		if tool != nil {
			if name, ok := c.text(k.e.Arg(row.Name), k.s, 0); ok && row.Name != "" {
				tool.Name = name
			}
			if e := k.e.Arg(row.Ask); e != nil && row.Ask != "" {
				r.serverApproval(tool, c, k.s, e)
			}
		}
		return []*nhi.Tool{tool}
	}
	var out []*nhi.Tool
	for _, a := range t.expr.Args {
		name, ok := t.s.code.text(a.Key, t.s, 0)
		one := t.s.code.follow(a.Value, t.s, 0)
		if ok && one.expr != nil && one.expr.Kind == syntax.Dict {
			out = append(out, r.described(settings{dict: one.expr, s: one.s}, one.expr, row, name))
		}
	}
	return out
}

// described makes the fact of a server of its fields. at is the call or entry.
func (r *reader) described(f settings, at *syntax.Expr, row *Server, name string) *nhi.Tool {
	c := f.s.code
	if c.file != r.file {
		return nil
	}
	if t := r.tools[at]; t != nil {
		return t
	}
	t := &nhi.Tool{At: c.at(at), Attributes: map[string]string{}}
	if at.Kind == syntax.Call {
		t.At = c.span(at.X.Start, at.X.End)
	}
	var url *syntax.Expr
	if row.URL != "" {
		url = f.get(row.URL)
		if url == nil && row.URLPos > 0 && f.call != nil {
			url = f.call.Positional(row.URLPos - 1)
		}
	}
	command := f.get("command")
	if command == nil && row.URL == "" && f.call != nil {
		command = f.call.Positional(0)
	}
	address, known := c.text(url, f.s, 0)
	switch {
	case known && strings.Contains(address, "://"):
		t.Kind = "mcp-http"
		r.address(t, c, url, f.s, address)
	case url != nil:
		t.Kind = "mcp-http"
	case command != nil:
		t.Kind = "mcp-stdio"
		r.command(t, f, command)
	default:
		return nil
	}
	if row.Name != "" && name == "" {
		name, _ = c.text(f.get(row.Name), f.s, 0)
	}
	switch {
	case name != "":
		t.Name = name
	case t.Package != "":
		t.Name = t.Package
	case t.Attributes["host"] != "":
		t.Name = t.Attributes["host"]
	case t.Name == "":
		t.Name = c.holder(call{at, f.s})
	}
	if e := f.get(row.Ask); row.Ask != "" && e != nil {
		r.serverApproval(t, c, f.s, e)
	}
	if r.tools == nil {
		r.tools, r.named = map[*syntax.Expr]*nhi.Tool{}, map[string]int{}
	}
	r.tools[at] = t
	part := t.Name
	if r.named[part]++; r.named[part] > 1 {
		part += "#" + strconv.Itoa(r.named[part])
	}
	t.Key = nhi.Key(r.key("mcp"), r.path, part)
	r.facts.Tools = append(r.facts.Tools, t)
	r.handed(t, f, "env", "env")
	headers := row.Headers
	if headers == "" {
		headers = "headers"
	}
	for _, name := range strings.Fields(headers) {
		r.handed(t, f, name, "header")
	}
	for _, field := range [...]string{"authorization", "auth", "token"} {
		if e := f.get(field); e != nil && t.Kind == "mcp-http" {
			r.hand(t, c, e, f.s, "authorization", "header")
		}
	}
	if len(t.Attributes) == 0 {
		t.Attributes = nil
	}
	r.unasked(t, f, row)
	return t
}

// unasked states that the tools of a server which acts with a credential run without
// anybody being asked. What a server may do that gets none is for everybody.
func (r *reader) unasked(t *nhi.Tool, f settings, row *Server) {
	e := f.get(row.Ask)
	if t.Approved == nil || *t.Approved || e == nil || f.get("allowed_tools") != nil {
		return
	}
	for _, edge := range r.facts.Edges {
		if edge.Kind == nhi.Holds && edge.From == t.Key {
			at := f.s.code.at(e)
			r.control(&nhi.Control{Kind: "approval", Name: row.Ask + ": never", State: "off", Subject: t.Key, Source: row.Source,
				Attributes: map[string]string{"why": "every function of the server runs without confirmation"}, At: at})
			return
		}
	}
}

// address states where a server is, and whether the way there is encrypted.
func (r *reader) address(t *nhi.Tool, c *code, e *syntax.Expr, s *scope, text string) {
	a, ok := tools.Parse(text, false)
	if !ok {
		return
	}
	t.URL = a.URL
	t.Attributes["host"] = a.Host
	if a.Transport != "" {
		t.Attributes["transport"] = a.Transport
	}
	if e.Kind == syntax.Str {
		t.At = c.at(e)
	}
}

// command states what is started.
func (r *reader) command(t *nhi.Tool, f settings, e *syntax.Expr) {
	c := f.s.code
	program, ok := c.text(e, f.s, 0)
	if !ok {
		return
	}
	words := strings.Fields(program)
	at := map[int]*syntax.Expr{}
	args := f.get("args")
	if args == nil && f.call != nil && e == f.call.Positional(0) {
		args = f.call.Positional(1)
	}
	list, _ := c.elements(args, f.s, 0)
	for _, w := range list {
		text, ok := w.s.code.text(w.expr, w.s, 0)
		if !ok {
			text = "{}" // unknown
		}
		if w.expr.Kind == syntax.Str && w.s.code == c {
			at[len(words)] = w.expr
		}
		words = append(words, text)
	}
	if len(words) == 0 {
		return
	}
	t.Name = path.Base(words[0])
	spec, i, _ := tools.Fetched(words)
	if i < 0 || strings.Contains(spec.Name, "{}") {
		return
	}
	t.Runner = tools.Program(words[0])
	t.Package, t.Version, t.Pinned = spec.Name, spec.Version, spec.Pinned
	if what, source := tools.Given(spec.Name, words[i+1:]); what != "" {
		t.Attributes["given"], t.Attributes["given_source"] = what, source
	}
	if at[i] != nil {
		t.At = c.at(at[i])
	}
}

// handed states the credentials that a server gets: entries of a dictionary.
func (r *reader) handed(t *nhi.Tool, f settings, field, store string) {
	c := f.s.code
	dict := c.follow(f.get(field), f.s, 0)
	if dict.expr == nil || dict.expr.Kind != syntax.Dict {
		return
	}
	for _, a := range dict.expr.Args {
		if name, ok := dict.s.code.text(a.Key, dict.s, 0); ok {
			r.hand(t, dict.s.code, a.Value, dict.s, name, store)
		}
	}
}

// hand states one credential that a server gets under a name.
func (r *reader) hand(t *nhi.Tool, c *code, e *syntax.Expr, s *scope, name, store string) {
	if c != r.code || e == nil {
		return
	}
	as := name
	if store == "header" {
		as = ""
		if !creds.Named(name).Secret() && !strings.EqualFold(name, "authorization") {
			return
		}
		if !strings.EqualFold(name, "authorization") {
			as = name
		}
	}
	row := &Sink{As: as, Source: docServers}
	for _, o := range c.origins(e, s, 0) {
		cr := r.seen[o.at]
		if cr == nil {
			switch o.kind {
			case fromConstant:
				label := as
				if label == "" {
					label = "AUTHORIZATION"
				}
				if cr = creds.Judge(label, o.text, o.at); cr != nil {
					cr.Store = "code"
					if cr.Name == "" || cr.Name == "AUTHORIZATION" {
						cr.Name = name
					}
				}
			case fromEnv:
				cr = r.variable(row, o.text, o.at)
			case fromStore:
				cr = r.stored(row, o.text, o.at)
			}
			if cr == nil {
				continue
			}
			r.seen[o.at] = cr
			r.facts.Credentials = append(r.facts.Credentials, cr)
		}
		r.edge(nhi.Holds, t.Key, cr.Key, nhi.Certain, "", c.at(e))
	}
}

// serverApproval reads whether a server's tools run without asking.
func (r *reader) serverApproval(t *nhi.Tool, c *code, s *scope, e *syntax.Expr) {
	text, isText := c.text(e, s, 0)
	value, isBool := c.truth(e, s)
	switch {
	case isText && (text == "always" || text == "always_require"), isBool && value:
		t.Approved = nhi.Bool(true)
	case isText && (text == "never" || text == "never_require"):
		t.Approved = nhi.Bool(false)
	case isBool:
		t.Approved = nhi.Bool(false)
	}
}

// serverOf states that an agent calls the servers that a call describes, itself or in
// what it is handed.
func (r *reader) serverOf(a *nhi.Agent, t thing, at nhi.Span) {
	rows := r.known().servers
	n := 0
	var visit func(e *syntax.Expr, s *scope, depth int)
	visit = func(e *syntax.Expr, s *scope, depth int) {
		if e == nil || depth > 4 || n > 50 {
			return
		}
		f := s.code.follow(e, s, 0)
		if f.expr == nil || f.s.code != r.code {
			return
		}
		f.expr.Walk(func(x *syntax.Expr) bool {
			if x.Kind == syntax.Ident && x != f.expr {
				if to := f.s.code.follow(x, f.s, 0); to.expr != nil && to.expr.Kind == syntax.Call {
					visit(x, f.s, depth+1)
				}
				return true
			}
			if x.Kind != syntax.Call {
				return true
			}
			for _, row := range rows.find(f.s.code.qual(x.X, f.s, 0)) {
				for _, tool := range r.server(call{x, f.s}, row) {
					if tool != nil {
						n++
						if tool.Agent == "" {
							tool.Agent = a.Key
						}
						r.edge(nhi.Calls, a.Key, tool.Key, nhi.Certain, "", at)
					}
				}
			}
			return true
		})
	}
	visit(t.expr, t.s, 0)
}

// wraps says whether a call is that of a class which hands the tools of MCP servers
// on, described by other calls among its arguments.
func (c *code) wraps(t thing) bool {
	if x := t.expr.X; x.Kind == syntax.Attr { // client.getTools()
		on := strings.TrimSuffix(c.qual(x.X, t.s, 0), "()")
		if c.repo.lang.Members && len(c.known().servers.find(on)) > 0 || c.repo.lang.Wrappers[last(on)] {
			return true
		}
	}
	return c.repo.lang.Wrappers[last(c.qual(t.expr.X, t.s, 0))]
}

// servers states the MCP servers that no agent was seen to be given. The only agent
// of the module most likely calls them.
func (r *reader) servers() {
	only := r.only()
	for _, k := range r.calls {
		for _, row := range r.known().servers.find(r.qual(k.e.X, k.s, 0)) {
			a := r.built()[k.e] // options of an agent
			for _, tool := range r.server(k, row) {
				switch {
				case tool == nil:
				case a != nil:
					tool.Agent = a.Key
					r.edge(nhi.Calls, a.Key, tool.Key, nhi.Certain, "", tool.At)
				case tool.Agent == "" && only != nil:
					tool.Agent = only.Key
					r.edge(nhi.Calls, only.Key, tool.Key, guess, "the only agent of the module", tool.At)
				}
			}
		}
	}
}

const docServers = "https://modelcontextprotocol.io/docs/getting-started/intro"
