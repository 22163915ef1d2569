package mcp

import (
	"net/url"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// server is one entry of a server map while it is read.
type server struct {
	tool  *nhi.Tool
	known *tools.Server
	// given are the variables that the entry sets itself.
	given    map[string]bool
	disabled bool
}

// server reads one entry of a server map.
func (r *reader) server(f tree.Field, at []string) {
	n := f.Value
	parts := append([]string{r.f.Path}, at...)
	s := &server{
		tool: &nhi.Tool{
			Key:        nhi.Key("mcp-server", append(parts, f.Key)...),
			Name:       f.Key,
			Kind:       "mcp-stdio",
			Agent:      r.agent.Key,
			Attributes: map[string]string{},
			At:         f.KeySpan,
		},
		given: map[string]bool{},
	}
	env := firstOf(n, "env", "environment")
	for _, e := range env.Entries() {
		s.given[e.Key] = true
	}

	words := commandLine(n)
	l := parseCommand(words)
	s.command(&l)
	address := firstOf(n, urlKeys[:]...)
	if len(words) == 0 && address != nil {
		s.tool.Kind = "mcp-http"
		s.tool.At = address.Span
		s.address(wordOf(address))
	} else if target, ok := bridged(&l); ok {
		s.tool.Attributes["bridge"] = l.spec.Name
		s.address(target)
	}
	s.known = tools.Known(l.spec.Name, s.tool.Attributes["host"])
	s.describe(&l, n, env)
	if off, _ := n.Get("disabled").Truth(); off || isFalse(n.Get("enabled")) {
		// A server that is not started fetches, receives and does nothing. What is
		// written out beside it is written out all the same.
		s.disabled = true
		s.tool.Attributes["disabled"] = "true"
		delete(s.tool.Attributes, "transport")
		s.tool.Pinned = nil
	}
	if file := n.Get("envFile").Str(); file != "" {
		s.tool.Attributes["env_file"] = file
	}

	r.facts.Tools = append(r.facts.Tools, s.tool)
	r.edge(nhi.Calls, r.agent.Key, s.tool.Key, f.KeySpan, "")
	r.credentials(s, n, env, address, &l)
	if !s.disabled {
		r.hostAccess(s, &l)
		r.approval(s, n)
	}
	if len(s.tool.Attributes) == 0 {
		s.tool.Attributes = nil
	}
}

// commandLine is the command with its arguments: a text and a list, one list
// (OpenCode), or a mapping of both (Zed).
func commandLine(n *tree.Node) []word {
	c := n.Get("command")
	args := firstOf(n, "args", "arguments")
	if c.Get("path") != nil {
		c, args = c.Get("path"), c.Get("args")
	}
	var words []word
	for _, item := range c.Each() {
		if item.Scalar() {
			words = append(words, wordOf(item))
		}
	}
	// Some write the whole line as the command. A path may hold blanks too: only
	// a line that starts with a program that fetches is one.
	if len(words) == 1 && strings.ContainsAny(words[0].text, " \t") {
		if split := words[0].shell(); len(split) > 1 && (tools.Fetches(tools.Program(split[0].text)) || split[0].text == "env" || len(args.Each()) == 0 && upperName(split[0].text) > 0) {
			words = split
		}
	}
	for _, item := range args.Each() {
		if item.Scalar() {
			words = append(words, wordOf(item))
		}
	}
	return words
}

// command states what is started.
func (s *server) command(l *launch) {
	t := s.tool
	t.Runner = l.runner
	t.Package, t.Version, t.Pinned = l.spec.Name, l.spec.Version, l.spec.Pinned
	if t.Package != "" {
		t.At = l.pkg.at
	}
	if l.broker != "" {
		t.Attributes["broker"] = l.broker
	}
}

// bridged is the address that a bridge hands the calls on to.
func bridged(l *launch) (word, bool) {
	if !bridges[l.spec.Name] {
		return word{}, false
	}
	for _, w := range l.args {
		if strings.HasPrefix(w.text, "https://") || strings.HasPrefix(w.text, "http://") {
			return w, true
		}
	}
	return word{}, false
}

// bridges are packages that give a remote server to a client that only starts
// programs.
var bridges = map[string]bool{"mcp-remote": true, "supergateway": true, "mcp-proxy": true, "@pyroprompts/mcp-stdio-to-streamable-http-adapter": true}

// address states a remote server: where it is and whether the way there is
// encrypted.
func (s *server) address(w word) {
	t := s.tool
	a, ok := tools.Parse(w.text, false)
	if !ok {
		return
	}
	t.URL, t.Attributes["host"] = a.URL, a.Host
	if a.Transport != "" {
		t.Attributes["transport"] = a.Transport
	}
}

// describe adds what is known of the server, and what its flags say about
// writing.
func (s *server) describe(l *launch, n, env *tree.Node) {
	t := s.tool
	if k := s.known; k != nil {
		t.Attributes["vendor"] = k.Name
		if k.Remote != "" {
			t.Attributes["oauth"] = k.Remote
		}
		switch k.Does {
		case tools.Reads:
			t.Writes = nhi.Bool(false)
		case tools.Writes:
			t.Writes = nhi.Bool(true)
		}
	}
	readOnly := false
	for i, w := range l.args {
		flag, value, inline := w.pair("=")
		if readOnlyName(flag.text) && strings.HasPrefix(flag.text, "-") {
			if !inline && i+1 < len(l.args) {
				value = l.args[i+1]
			}
			readOnly = readOnly || !no(value.text)
		}
	}
	for _, pairs := range [...]*tree.Node{env, n.Get("headers")} {
		for _, e := range pairs.Entries() {
			readOnly = readOnly || readOnlyName(e.Key) && yes(e.Value.Str())
		}
	}
	for _, w := range l.env {
		if name, value, ok := w.pair("="); ok {
			readOnly = readOnly || readOnlyName(name.text) && yes(value.text)
		}
	}
	if u, err := url.Parse(firstOf(n, urlKeys[:]...).Str()); err == nil {
		for name, values := range u.Query() {
			readOnly = readOnly || readOnlyName(name) && yes(values[0])
		}
	}
	if readOnly {
		t.Writes = nhi.Bool(false)
	}
}

// readOnlyName recognises the switches that servers have to refuse changes:
// --read-only, GITHUB_READ_ONLY, READ_OPERATIONS_ONLY, --disable-write.
func readOnlyName(name string) bool {
	name = strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(name))
	return strings.HasSuffix(name, "readonly") || strings.HasSuffix(name, "readoperationsonly") || name == "disablewrite"
}

func yes(text string) bool {
	switch strings.ToLower(text) {
	case "1", "true", "yes", "on":
		return true
	}
	return false
}

func no(text string) bool {
	switch strings.ToLower(text) {
	case "0", "false", "no", "off":
		return true
	}
	return false
}

func isFalse(n *tree.Node) bool {
	value, ok := n.Truth()
	return ok && !value
}

// firstOf is the first of several names for a field.
func firstOf(n *tree.Node, keys ...string) *tree.Node {
	for _, key := range keys {
		if v := n.Get(key); v != nil {
			return v
		}
	}
	return nil
}

func (r *reader) edge(kind nhi.EdgeKind, from, to string, at nhi.Span, note string) {
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: nhi.Certain, Note: note, At: at})
}
