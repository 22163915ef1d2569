package mcp

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// The places in which a client file keeps a credential.
const (
	inEnv      = "env"
	inArgument = "argument"
	inHeader   = "header"
	inURL      = "url"
	inFile     = "file"
)

// holder gets what is found: a server's tool, or the assistant itself.
type holder struct {
	key   string
	known *tools.Server
	// given are the variables that the holder's entry sets: an argument that
	// names one of them names what is read there.
	given map[string]bool
	// idle holders are switched off: what they name is handed to nobody.
	idle bool
}

// credentials reads everything that an entry hands to its server. Who calls the
// tool holds what the tool holds: the join says so.
func (r *reader) credentials(s *server, n, env, address *tree.Node, l *launch) {
	h := holder{key: s.tool.Key, known: s.known, given: s.given, idle: s.disabled}
	for _, e := range env.Entries() {
		if e.Value.Scalar() {
			r.header(h, inEnv, e.Key, wordOf(e.Value)) // some hold "Bearer X"
		}
	}
	for _, key := range [...]string{"headers", "http_headers", "requestInit"} {
		v := n.Get(key)
		if key == "requestInit" {
			v = v.Get("headers")
		}
		r.headers(h, v)
	}
	for _, item := range n.Get("env_vars").Each() { // Codex: names of variables to hand on
		r.variable(h, inEnv, "", wordOf(item))
	}
	for _, e := range n.Get("env_http_headers").Entries() {
		r.variable(h, inHeader, e.Key, wordOf(e.Value))
	}
	if v := n.Get("bearer_token_env_var"); v.Str() != "" {
		r.variable(h, inHeader, "Authorization", wordOf(v))
	}
	r.consent(s, n.Get("oauth"))
	for _, key := range [...]string{"oauth", "auth"} {
		for _, e := range n.Get(key).Entries() {
			r.field(h, e)
		}
	}
	for _, e := range n.Entries() {
		if !plainFields[e.Key] {
			r.field(h, e)
		}
	}
	if address.Scalar() {
		r.address(h, inURL, wordOf(address))
	}
	for _, w := range l.env {
		if name, value, ok := w.pair("="); ok {
			r.value(h, inArgument, name.text, value.trim())
		}
	}
	for _, w := range l.envNames {
		// "-e NAME" copies a variable of the client; one that the entry sets is
		// read above.
		if !s.given[w.text] {
			r.variable(h, inEnv, "", w)
		}
	}
	if l.pkg.text != "" && strings.Contains(l.pkg.text, "://") {
		r.address(h, inURL, l.pkg)
	}
	r.arguments(h, l.flags, false)
	r.arguments(h, l.args, true)
}

// plainFields are read elsewhere or never hold a secret.
var plainFields = map[string]bool{
	"command": true, "args": true, "arguments": true, "env": true, "environment": true, "headers": true, "http_headers": true,
	"url": true, "httpUrl": true, "serverUrl": true, "endpoint": true, "type": true, "transport": true, "cwd": true,
	"description": true, "envFile": true, "bearer_token_env_var": true, "name": true,
}

// field reads a scalar of an entry under its own name.
func (r *reader) field(h holder, e tree.Field) {
	if e.Value != nil && e.Value.Kind == tree.String {
		r.value(h, inFile, e.Key, wordOf(e.Value))
	}
}

// headers reads a map of request headers.
func (r *reader) headers(h holder, n *tree.Node) {
	for _, e := range n.Entries() {
		if e.Value.Scalar() {
			r.header(h, inHeader, e.Key, wordOf(e.Value))
		}
	}
}

// header reads one header. A scheme such as Bearer says that a credential
// follows, whatever the name.
func (r *reader) header(h holder, store, name string, value word) {
	value = value.trim()
	if scheme, _, ok := value.pair(" "); ok && authSchemes[strings.ToLower(scheme.text)] && !creds.Named(name).Secret() {
		name = "Authorization"
	}
	r.value(h, store, name, value)
}

var authSchemes = map[string]bool{"bearer": true, "basic": true, "token": true, "apikey": true, "api-key": true, "bot": true}

// address reads the userinfo and the query of an address, and the secret parts
// of a known vendor's paths.
func (r *reader) address(h holder, store string, w word) {
	scheme, rest, ok := w.pair("://")
	if !ok {
		return
	}
	if s := strings.ToLower(scheme.text); s != "http" && s != "https" && s != "ws" && s != "wss" && !strings.HasPrefix(s, "git+") {
		// A database's address is a credential as a whole.
		r.value(h, store, "connection_string", w)
		return
	}
	end := strings.IndexAny(rest.text, "/?#")
	if end < 0 {
		end = len(rest.text)
	}
	if at := strings.LastIndexByte(rest.text[:end], '@'); at >= 0 {
		user := rest.cut(0, at)
		if name, password, ok := user.pair(":"); ok && password.text != "" {
			if name.text == "x-access-token" || name.text == "oauth2" {
				r.value(h, store, "token", password)
			} else {
				r.value(h, store, "password", password)
			}
		} else {
			r.value(h, store, "token", name)
		}
	}
	if h.known != nil && h.known.Path != "" {
		if i := strings.Index(rest.text, h.known.Path); i > 0 {
			part := rest.from(i + len(h.known.Path))
			part = part.cut(0, endOf(part.text, "/?#"))
			r.value(h, store, "token", part)
		}
	}
	start := strings.IndexByte(rest.text, '?')
	if start < 0 {
		return
	}
	query := rest.from(start + 1)
	query = query.cut(0, endOf(query.text, "#"))
	for query.text != "" {
		i := endOf(query.text, "&")
		if name, value, ok := query.cut(0, i).pair("="); ok && value.text != "" {
			r.value(h, store, queryName(name.text), unescaped(value))
		}
		query = query.from(i + 1)
	}
}

// queryName gives the parameter that is called key, or names a product before
// it (tavilyApiKey), the name that it means.
func queryName(name string) string {
	switch strings.ToLower(name) {
	case "key", "apikey":
		return "api_key"
	}
	return name
}

func unescaped(w word) word {
	if text, err := url.QueryUnescape(w.text); err == nil {
		w.text, w.exact = text, w.exact && text == w.text
	}
	return w
}

func endOf(text, chars string) int {
	if i := strings.IndexAny(text, chars); i >= 0 {
		return i
	}
	return len(text)
}

// value states what stands under a name, and says whether it is a credential.
// What is written out is judged by its text, what is referred to by its name.
func (r *reader) value(h holder, store, name string, w word) bool {
	refs, _ := references(w)
	if len(refs) == 0 {
		return r.literal(h, store, name, w)
	}
	found := false
	for _, ref := range refs {
		if ref.fallback.text != "" {
			fallbackName := name
			if fallbackName == "" {
				fallbackName = ref.name
			}
			found = r.literal(h, store, fallbackName, ref.fallback) || found
		}
		// Of several references only one that is called so is the credential:
		// ${USER}:${TOKEN}@${HOST}.
		context := name
		if len(refs) > 1 && ref.kind != "store" {
			context = ""
		}
		found = r.reference(h, store, context, ref, w) || found
	}
	return found
}

// variable states a variable that an entry names without any sign around it.
func (r *reader) variable(h holder, store, name string, w word) {
	if n := upperName(w.text); n > 0 && n == len(w.text) {
		r.reference(h, store, name, reference{kind: "env", name: w.text}, w)
	}
}

// literal judges a text that is written out.
func (r *reader) literal(h holder, store, name string, w word) bool {
	c := creds.Judge(name, w.text, w.at)
	if c == nil {
		return false
	}
	c.Origin, c.Store = nhi.FromLiteral, store
	if c.Name == "" {
		c.Name = name
	}
	c.Key = nhi.Key("mcp-literal", h.key, store, name)
	if n := r.literals[c.Key]; n > 0 {
		r.literals[c.Key]++
		c.Key = nhi.Key("mcp-literal", h.key, store, name, strconv.Itoa(n+1))
	} else {
		r.literals[c.Key] = 1
	}
	r.hold(h, c)
	return true
}

// reference states a credential that is kept elsewhere.
func (r *reader) reference(h holder, store, name string, ref reference, w word) bool {
	if h.idle {
		return true
	}
	if store == inArgument && ref.kind == "env" && h.given[ref.name] {
		return true
	}
	var c *nhi.Credential
	if ref.kind == "env" || ref.kind == "input" || strings.HasPrefix(ref.name, "COPILOT_MCP_") {
		c = creds.Describe(ref.name)
	}
	if c == nil && name != "" {
		c = creds.Describe(name)
	}
	if c == nil {
		class := creds.Named(ref.name)
		if ref.kind != "env" && ref.kind != "input" || !class.Secret() {
			class = creds.Named(name)
		}
		if !class.Secret() && !(ref.kind == "input" && r.inputs[ref.name]) {
			return false
		}
		c = &nhi.Credential{Kind: "token", Title: "token", Static: true, Confidence: nhi.Guess}
		if f := class.Format; f != nil {
			c.Kind, c.Title, c.Vendor, c.Static, c.Alternative = f.ID, f.Title, f.Vendor, f.Static, f.Alternative
		}
	}
	c.Store, c.At = store, w.at
	c.Name = ref.name
	switch ref.kind {
	case "env":
		c.Key, c.Origin = nhi.EnvKey(r.f.Path, ref.name), nhi.FromEnv
	case "input":
		// The editor asks once and keeps the answer in its encrypted store.
		c.Key, c.Origin = nhi.EnvKey(r.f.Path, "input:"+ref.name), nhi.FromStore
	case "file":
		c.Key, c.Origin = nhi.Key("file", r.f.Path, ref.name), nhi.FromFile
	case "store":
		c.Key, c.Origin = nhi.Key("store", ref.name), nhi.FromStore
	default:
		return false
	}
	if name != "" && name != ref.name {
		c.Attributes = with(c.Attributes, "as", name)
	}
	r.hold(h, c)
	return true
}

// hold states a credential once, and that a holder has it.
func (r *reader) hold(h holder, c *nhi.Credential) {
	// For a person's assistant the vendor's own sign-in is nearer than what the
	// kind of credential suggests to a workload.
	if h.known != nil && h.known.Remote != "" && (c.Alternative == "" || strings.EqualFold(c.Vendor, h.known.Name)) {
		c.Alternative = "the vendor's own server at " + h.known.Remote + ", where each person signs in with OAuth"
	}
	if !r.held[c.Key] {
		r.held[c.Key] = true
		r.facts.Credentials = append(r.facts.Credentials, c)
	}
	if pair := h.key + "\x00" + c.Key; !r.held[pair] {
		r.held[pair] = true
		r.edge(nhi.Holds, h.key, c.Key, c.At, c.Store)
	}
}

func with(m map[string]string, key, value string) map[string]string {
	if m == nil {
		m = map[string]string{}
	}
	m[key] = value
	return m
}
