package agentfile

import (
	"net/url"
	"regexp"
	"sort"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// reference matches the ways in which these formats name a variable of the
// environment or of settings: ${X}, ${env.X}, ${env:X:-default}, ${OpenAI:ApiKey}, $X, =Env.X (Microsoft),
// os.environ/X (LiteLLM), {{ $env.X }} (n8n), {{#env.X#}} (Dify), {{X}} (Flowise, Microsoft).
var reference = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\$\{(?:env\.|[A-Za-z]+:)?([A-Za-z_][A-Za-z0-9_]*)(?::?-([^}]*))?\}` +
		`|(?:^|[\s:=/@])\$([A-Z_][A-Z0-9_]+)` +
		`|\bEnv\.([A-Za-z_][A-Za-z0-9_]*)` +
		`|os\.environ/([A-Za-z_][A-Za-z0-9_]*)` +
		`|\{\{\s*(?:\$env\.|\$vars\.|#env\.|env\.)([A-Za-z_][A-Za-z0-9_]*)#?\s*\}\}` +
		`|\{\{\s*([A-Z][A-Z0-9_]*)\s*\}\}`)
})

// maxReferences bounds what one text may refer to.
const maxReferences = 16

// value states what stands under a name, and says whether it is a credential.
// What is written out is judged by its text, what is referred to by its name.
// An empty holder states what is written and nobody's.
func (r *reader) value(holder, store, name string, n *tree.Node) bool {
	if n == nil || n.Kind != tree.String || n.Text == "" {
		return false
	}
	return r.text(holder, store, name, n.Text, n.Span)
}

func (r *reader) text(holder, store, name, text string, at nhi.Span) bool {
	refs := reference().FindAllStringSubmatch(text, maxReferences)
	if len(refs) == 0 {
		return r.literal(holder, store, name, text, at)
	}
	found := false
	for _, m := range refs {
		variable := m[1] + m[3] + m[4] + m[5] + m[6] + m[7]
		if m[2] != "" {
			found = r.literal(holder, store, orElse(name, variable), m[2], at) || found
		}
		as := name
		if len(refs) > 1 {
			as = "" // of several only one that is called so: ${USER}:${TOKEN}@${HOST}
		}
		found = r.variable(holder, store, as, variable, at) || found
	}
	return found
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// literal judges a text that is written out.
func (r *reader) literal(holder, store, name, text string, at nhi.Span) bool {
	c := creds.Judge(name, text, at)
	if c == nil {
		return false
	}
	c.Origin, c.Store = nhi.FromLiteral, store
	c.Name = orElse(c.Name, name)
	r.write(holder, store, name, c)
	return true
}

// write states a literal under a key of its own.
func (r *reader) write(holder, store, name string, c *nhi.Credential) {
	c.Key = r.under("literal", holder, store, name)
	r.hold(holder, c)
}

// variable states a variable of the environment that is a credential by its own
// name, or by the name that it is given to.
func (r *reader) variable(holder, store, name, variable string, at nhi.Span) bool {
	c := creds.Describe(variable)
	if c == nil && name != "" {
		c = creds.Describe(name)
	}
	if c == nil {
		return false
	}
	c.Key, c.Name, c.Origin, c.Store, c.At = nhi.EnvKey(r.f.Path, variable), variable, nhi.FromEnv, store, at
	if name != "" && name != variable {
		c.Attributes = with(c.Attributes, "as", name)
	}
	r.hold(holder, c)
	return true
}

// stored states a credential that a platform's own store keeps: the file names
// it and has nothing of it.
func (r *reader) stored(holder, key, name, kind string, at nhi.Span) *nhi.Credential {
	c := creds.Describe(kind)
	if c == nil {
		c = &nhi.Credential{Kind: "stored-credential", Title: "stored credential", Confidence: nhi.Guess}
	}
	c.Key, c.Name, c.Origin, c.Store, c.At = key, name, nhi.FromStore, r.platform, at
	r.hold(holder, c)
	return c
}

// hold states a credential once, and that a holder has it.
func (r *reader) hold(holder string, c *nhi.Credential) {
	if !r.held[c.Key] {
		r.held[c.Key] = true
		r.facts.Credentials = append(r.facts.Credentials, c)
	}
	if holder == "" {
		return
	}
	if pair := holder + "\x00" + c.Key; !r.held[pair] {
		r.held[pair] = true
		r.edge(nhi.Holds, holder, c.Key, c.At)
	}
}

// pairs reads a mapping of names and values.
func (r *reader) pairs(holder, store string, n *tree.Node) {
	for _, e := range n.Entries() {
		if store == inHeader {
			r.header(holder, e.Key, e.Value)
		} else {
			r.value(holder, store, e.Key, e.Value)
		}
	}
}

// header reads one header. A scheme such as Bearer says that a credential
// follows, whatever the name.
func (r *reader) header(holder, name string, n *tree.Node) {
	if scheme, _, ok := strings.Cut(strings.TrimSpace(n.Str()), " "); ok && schemes[strings.ToLower(scheme)] && !creds.Named(name).Secret() {
		name = "Authorization"
	}
	r.value(holder, inHeader, name, n)
}

var schemes = map[string]bool{"bearer": true, "basic": true, "token": true, "apikey": true, "api-key": true, "bot": true}

// maxParameters bounds what one text holds in parts: the parameters of an
// address, the lines of headers.
const maxParameters = 64

// address reads the userinfo and the query of an address.
func (r *reader) address(holder string, n *tree.Node) {
	scheme, rest, ok := strings.Cut(n.Str(), "://")
	if !ok {
		return
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "ws", "wss":
	default: // a database's address is a credential as a whole
		r.value(holder, inURL, "connection_string", n)
		return
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, query, _ := strings.Cut(rest, "?")
	authority, _, _ := strings.Cut(rest, "/")
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		name, password, two := strings.Cut(authority[:at], ":")
		if !two || name == "oauth2" || name == "x-access-token" {
			r.text(holder, inURL, "token", orElse(password, name), n.Span)
		} else {
			r.text(holder, inURL, "password", password, n.Span)
		}
	}
	count := 0
	for pair := range strings.SplitSeq(query, "&") {
		if count++; count > maxParameters {
			break
		}
		name, value, _ := strings.Cut(pair, "=")
		if text, err := url.QueryUnescape(value); err == nil {
			value = text
		}
		switch strings.ToLower(name) {
		case "key", "apikey":
			name = "api_key"
		}
		if value != "" {
			r.text(holder, inURL, name, value, n.Span)
		}
	}
}

// prompt states the credentials of known formats in a text that a model reads.
// A name proves nothing there: prompts speak of keys all the time.
func (r *reader) prompt(holder, name string, n *tree.Node) {
	if !is(n, tree.String) || len(n.Text) < 16 {
		return
	}
	if !r.scanned {
		r.found, r.scanned = creds.Scan(r.f), true
	}
	start := sort.Search(len(r.found), func(i int) bool { return r.found[i].Span.Start >= n.Span.Start })
	for _, f := range r.found[start:] {
		if f.Span.End > n.Span.End {
			break
		}
		c := f.Credential(name, "")
		if c == nil {
			continue
		}
		c.Name, c.Origin, c.Store = name, nhi.FromLiteral, inPrompt
		r.write(holder, inPrompt, name, c)
	}
}

// everything reads all scalars below a node under their own names, for settings
// whose keys say what they are.
func (r *reader) everything(holder, store string, n *tree.Node, depth int) {
	if depth > 8 {
		return
	}
	for _, e := range n.Entries() {
		switch {
		case is(e.Value, tree.Mapping):
			if strings.Contains(strings.ToLower(e.Key), "headers") {
				r.pairs(holder, inHeader, e.Value)
			} else {
				r.everything(holder, store, e.Value, depth+1)
			}
		case is(e.Value, tree.Sequence):
			for _, item := range e.Value.Items {
				r.everything(holder, store, item, depth+1)
			}
		default:
			r.value(holder, store, e.Key, e.Value)
		}
	}
}
