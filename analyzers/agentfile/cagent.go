package agentfile

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// cagent (docker agent), after agent-schema.json and docs/configuration of
// docker/cagent. Permissions are evaluated deny, allow, ask; what no pattern
// matches is asked for, except tools that declare themselves read-only.

// cagentRoot and cagentAgent are all keys that the schema has at those places:
// other programs have agents too, and a file with any other key is theirs.
var (
	cagentRoot  = wordset.Of("version providers agents models mcps rag metadata permissions audio audit sandbox toolsets")
	cagentAgent = wordset.Of(`model fallback description welcome_message toolsets instruction code_mode_tools sub_agents handoffs
add_date add_environment_info max_iterations num_history_items add_prompt_files commands structured_output rag
add_description_parameter hooks skills permissions max_consecutive_tool_calls max_old_tool_call_tokens memory name`)
	cagentKinds = wordset.Of(`mcp script think memory filesystem shell tasks todo fetch api a2a lsp user_prompt openapi model_picker
background_agents handoff transfer_task`)
)

func isCagent(root *tree.Node) bool {
	all := root.Get("agents")
	if !is(all, tree.Mapping) || len(all.Fields) == 0 {
		return false
	}
	for _, f := range root.Fields {
		if !cagentRoot[f.Key] && !strings.HasPrefix(f.Key, "x-") {
			return false
		}
	}
	sure := is(root.Get("models"), tree.Mapping) || is(root.Get("providers"), tree.Mapping)
	for _, f := range all.Fields {
		if !is(f.Value, tree.Mapping) {
			return false
		}
		for _, k := range f.Value.Fields {
			if !cagentAgent[k.Key] {
				return false
			}
		}
		for _, t := range f.Value.Get("toolsets").Each() {
			kind := t.Get("type").Str()
			if !cagentKinds[kind] {
				return false
			}
			sure = true
		}
		sure = sure || f.Value.Get("instruction") != nil && f.Value.Get("model") != nil
	}
	return sure
}

// cagentFile is what the agents of one file share.
type cagentFile struct {
	*reader
	// keys are those of the agents, by name; tools those of named servers.
	keys, tools map[string]string
	// models, providers and servers are defined by name.
	models, providers, servers map[string]*tree.Node
	allowed                    []*tree.Node
	// open are the kinds of tools of which every call passes; used those that an
	// agent has.
	open, used map[string]bool
}

// byName is a mapping for looking up often.
func byName(n *tree.Node) map[string]*tree.Node {
	m := map[string]*tree.Node{}
	for _, f := range n.Entries() {
		m[f.Key] = f.Value
	}
	return m
}

func cagent(r *reader, root *tree.Node) {
	c := &cagentFile{
		reader: r, keys: map[string]string{}, tools: map[string]string{}, open: map[string]bool{}, used: map[string]bool{},
		models: byName(root.Get("models")), providers: byName(root.Get("providers")), servers: byName(root.Get("mcps")),
	}
	list := root.Get("agents").Entries()
	for _, f := range list {
		c.keys[f.Key] = r.agent(f.Key, f.KeySpan).Key
	}
	c.allowed = root.Get("permissions", "allow").Each()
	denied := map[string]bool{} // counts before what is allowed
	for _, n := range root.Get("permissions", "deny").Each() {
		for _, kind := range [...]string{"shell", "mcp"} {
			denied[kind] = denied[kind] || open(n.Str(), kind)
		}
	}
	for _, n := range c.allowed {
		for _, kind := range [...]string{"shell", "mcp"} {
			c.open[kind] = c.open[kind] || open(n.Str(), kind) && !denied[kind]
		}
	}
	for _, f := range list {
		key := c.keys[f.Key]
		c.model(key, f.Value.Get("model"))
		r.prompt(key, "instruction", f.Value.Get("instruction"))
		for _, t := range f.Value.Get("toolsets").Each() {
			c.toolset(key, t)
		}
		for _, field := range [...]string{"sub_agents", "handoffs"} {
			for _, to := range f.Value.Get(field).Each() {
				c.delegate(key, to)
			}
		}
	}
	// The permissions are the file's: the first agent stands for all.
	if len(list) > 0 {
		c.permissions(c.keys[list[0].Key])
	}
}

// model reads which variable holds the key of an agent's model. Providers that
// are built in read the vendor's own variable: that is written nowhere, and said
// nowhere.
func (c *cagentFile) model(agent string, n *tree.Node) {
	if !n.Scalar() {
		return
	}
	for name := range strings.SplitSeq(n.Text, ",") {
		name = strings.TrimSpace(name)
		m := c.models[name]
		provider, _, _ := strings.Cut(name, "/")
		if m != nil {
			provider = m.Get("provider").Str()
		}
		token := m.Get("token_key")
		if token == nil {
			token = c.providers[provider].Get("token_key")
		}
		c.tokenKey(agent, token)
		if m != nil {
			c.everything(agent, inFile, m.Get("provider_opts"), 0)
		}
	}
}

// tokenKey reads a field whose value is the name of a variable.
func (c *cagentFile) tokenKey(agent string, n *tree.Node) {
	if !is(n, tree.String) {
		return
	}
	if !c.literal(agent, inFile, "token_key", n.Text, n.Span) && variableName(n.Text) {
		c.variable(agent, inEnv, "api_key", n.Text, n.Span)
	}
}

// variableName says whether a text can be the name of a variable.
func variableName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '_' && !('A' <= c && c <= 'Z') && !('0' <= c && c <= '9') {
			return false
		}
	}
	return s != "" && len(s) < 100
}

// toolset reads one entry of an agent's tools.
func (c *cagentFile) toolset(agent string, n *tree.Node) {
	kind := n.Get("type")
	c.used[kind.Str()] = true
	switch kind.Str() {
	case "mcp":
		c.mcp(agent, n)
	case "shell":
		// Whether it is asked for is said once, where the permissions are.
		t := c.tool(agent, "shell", "shell", kind.Span)
		t.Writes = nhi.Bool(true)
		c.pairs(t.Key, inEnv, n.Get("env"))
	case "filesystem":
		t := c.tool(agent, "function", "filesystem", kind.Span)
		t.Writes = nhi.Bool(true)
		if names := n.Get("tools").Strings(); len(names) > 0 {
			t.Writes = writesAny(names)
			t.Attributes = with(t.Attributes, "tools", described(names))
		}
	case "fetch":
		c.tool(agent, "function", "fetch", kind.Span).Writes = nhi.Bool(false)
	case "script":
		for _, f := range n.Get("shell").Entries() {
			t := c.tool(agent, "function", f.Key, f.KeySpan)
			c.pairs(t.Key, inEnv, f.Value.Get("env"))
		}
	case "api":
		api := n.Get("api_config")
		t := c.tool(agent, "function", orElse(api.Get("name").Str(), "api"), kind.Span)
		t.Writes = method(api.Get("method"))
		c.at(t, api.Get("endpoint"))
		c.pairs(t.Key, inHeader, api.Get("headers"))
	case "openapi", "a2a":
		as := "openapi"
		if kind.Str() == "a2a" {
			as = "agent"
		}
		t := c.tool(agent, as, orElse(n.Get("name").Str(), kind.Str()), kind.Span)
		c.at(t, n.Get("url"))
		c.pairs(t.Key, inHeader, n.Get("headers"))
	case "lsp":
		c.launch(c.tool(agent, "lsp", orElse(n.Get("command").Str(), "lsp"), kind.Span), n.Get("command"), n.Get("args"))
	}
}

// mcp reads a server: one of Docker's catalog, one that is defined once for the
// whole file, a remote one, or a command.
func (c *cagentFile) mcp(agent string, n *tree.Node) {
	ref := n.Get("ref")
	entry := n
	name, at := orElse(n.Get("name").Str(), "mcp"), n.Get("type").Span
	if ref.Scalar() {
		name, at = ref.Text, ref.Span
		if shared := c.servers[ref.Text]; is(shared, tree.Mapping) {
			if key := c.tools[ref.Text]; key != "" {
				c.edge(nhi.Calls, agent, key, at)
				return
			}
			entry = shared
		}
	}
	if remote := entry.Get("remote", "url"); name == "mcp" && remote.Scalar() {
		name = hostOf(remote.Text)
	} else if command := entry.Get("command"); name == "mcp" && command.Scalar() {
		name = path.Base(command.Text)
	}
	kind := "mcp-stdio"
	if entry.Get("remote") != nil {
		kind = "mcp-http"
	}
	t := c.tool(agent, kind, name, at)
	if entry != n {
		c.tools[ref.Text] = t.Key
	}
	if image := first(entry, "ref"); image.Scalar() && strings.HasPrefix(image.Text, "docker:") {
		t.Attributes = with(t.Attributes, "catalog", image.Text)
	}
	names := n.Get("tools").Strings()
	if len(names) == 0 {
		names = entry.Get("tools").Strings()
	}
	if len(names) == 0 {
		t.Attributes = with(t.Attributes, "tools", "all")
	} else {
		t.Attributes = with(t.Attributes, "tools", described(names))
		t.Writes = writesAny(names)
	}
	c.at(t, entry.Get("remote", "url"))
	c.pairs(t.Key, inHeader, entry.Get("remote", "headers"))
	c.pairs(t.Key, inEnv, entry.Get("env"))
	c.everything(t.Key, inFile, entry.Get("config"), 0)
	if n != entry {
		c.pairs(t.Key, inEnv, n.Get("env"))
	}
	c.launch(t, entry.Get("command"), entry.Get("args"))
	if t.Package != "" && t.Name == t.Runner {
		t.Name = t.Package
	}
	if c.open["mcp"] {
		t.Approved = nhi.Bool(false)
	}
}

// delegate reads a sub-agent: one of this file, or a definition that is fetched
// from a registry or an address.
func (c *cagentFile) delegate(agent string, n *tree.Node) {
	if !n.Scalar() {
		return
	}
	if key := c.keys[n.Text]; key != "" {
		c.edge(nhi.DelegatesTo, agent, key, n.Span)
		return
	}
	if !strings.Contains(n.Text, "/") {
		return
	}
	t := c.tool(agent, "agent", path.Base(n.Text), n.Span)
	if strings.Contains(n.Text, "://") {
		c.at(t, n)
		return
	}
	c.fetches(t, tools.Image(n.Text))
}

// open says whether a pattern lets every call of a kind of tool pass.
func open(pattern, kind string) bool {
	pattern = strings.ToLower(strings.TrimSpace(pattern))
	return pattern == "*" || pattern == kind || pattern == kind+"*" || pattern == kind+":*" || pattern == kind+":cmd=*"
}

// permissions states the patterns after which nobody is asked: everything,
// every command, every server, or a function that cannot be undone.
func (c *cagentFile) permissions(subject string) {
	for _, n := range c.allowed {
		why := ""
		switch text := n.Str(); {
		case strings.Trim(text, "* ") == "" && text != "":
			why = "every tool runs without confirmation"
		case open(text, "shell") && c.open["shell"] && c.used["shell"]:
			why = "every shell command runs without confirmation"
		case open(text, "mcp") && c.open["mcp"] && c.used["mcp"]:
			why = "every tool of every MCP server runs without confirmation"
		case !strings.ContainsAny(text, ":*") && destroys(text):
			why = "'" + text + "' runs without confirmation"
		}
		if why != "" {
			c.off("approval", "permissions.allow: "+n.Str(), subject, why, n.Span)
		}
	}
}

// hostOf is the host of an address, for a name.
func hostOf(text string) string {
	_, rest, ok := strings.Cut(text, "://")
	if !ok {
		return "mcp"
	}
	host := rest[:len(rest)-len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"))]
	if strings.HasPrefix(rest[len(host):], "@") || strings.HasPrefix(rest[len(host):], ":") && strings.Contains(rest, "@") || host == "" {
		return "mcp" // userinfo is never repeated
	}
	return host
}
