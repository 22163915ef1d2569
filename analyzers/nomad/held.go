package nomad

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// holder is a task that holds credentials.
type holder struct {
	agent     *nhi.Agent
	place     place
	namespace string
	vault     []block
	secrets   map[string]block // by name
	// key are the names that tell its literals from those of others.
	key []string
}

// vaultNamespace is the namespace of Vault that the task uses; empty where the
// cluster says it.
func (h *holder) vaultNamespace() string { return setting(h.vault, "namespace", "Namespace").Str() }

// hold states a credential and that the task holds it.
func (r *reader) hold(h *holder, c *nhi.Credential, at nhi.Span) {
	r.facts.Credentials = append(r.facts.Credentials, c)
	r.edge(nhi.Holds, h.agent.Key, c.Key, at)
}

// judge is a literal under a name, with the key of its place; nil when it is no
// credential.
func (r *reader) judge(name, text string, at nhi.Span, store, environment string, where ...string) *nhi.Credential {
	c := creds.Judge(name, text, at)
	if c == nil && store == "env" && environment != "test" {
		// What the job says is what runs.
		c = creds.JudgeWeak(name, text, at)
	}
	if c == nil {
		return nil
	}
	parts := append([]string{r.file.Path}, append(where, name)...)
	c.Key = nhi.Key("nomad-literal", parts...)
	if r.counts[c.Key]++; r.counts[c.Key] > 1 {
		c.Key = nhi.Key("nomad-literal", append(parts, strconv.Itoa(r.counts[c.Key]))...)
	}
	c.Name, c.Origin, c.Store, c.Environment = name, nhi.FromLiteral, store, environment
	if strings.EqualFold(name, "Authorization") {
		c.Name = "" // the header's name, and that of no credential
	}
	return c
}

// put judges a literal that a task holds.
func (r *reader) put(h *holder, name, text string, at nhi.Span, store string) bool {
	c := r.judge(name, text, at, store, h.agent.Environment, append(h.key, store)...)
	if c != nil {
		r.hold(h, c, at)
	}
	return c != nil
}

// env reads one variable of a task's environment.
func (r *reader) env(h *holder, f tree.Field) {
	if f.Key == "" || f.Value == nil {
		return
	}
	if f.Value.Scalar() {
		r.put(h, f.Key, f.Value.Text, f.Value.Span, "env")
		return
	}
	r.reference(h, f.Key, f.Value, "env")
}

// reference reads a value that is written elsewhere: an input variable, or an
// entry of a secret block.
func (r *reader) reference(h *holder, name string, n *tree.Node, store string) {
	if v := r.variable(n); v != nil {
		if v.key != "" {
			r.edge(nhi.Holds, h.agent.Key, v.key, n.Span)
			return
		}
		if v.value.Scalar() && v.value.Text != "" { // an empty one is there to be set
			if c := r.judge(name, v.value.Text, v.value.Span, "manifest", h.agent.Environment, "variable"); c != nil {
				v.key = c.Key
				r.hold(h, c, n.Span)
			}
			return
		}
		if c := creds.Describe(name); c != nil {
			c.Key, c.Name, c.Origin, c.Store, c.At, c.Environment = nhi.Key("nomad-var", r.scope.key, v.name), name, nhi.FromUnknown, store, n.Span, h.agent.Environment
			r.hold(h, c, n.Span)
		}
		return
	}
	m := secretEntry().FindStringSubmatch(n.Text)
	if m == nil {
		return
	}
	c := creds.Describe(name)
	if c == nil {
		return
	}
	c.Key = nhi.Key("nomad-secret", append([]string{r.file.Path}, append(h.key, m[1], m[2])...)...)
	if s, ok := h.secrets[m[1]]; ok {
		path := first(s.node, "path", "Path")
		switch provider := first(s.node, "provider", "Provider"); {
		case !path.Scalar():
		case provider.Str() == "vault":
			c.Key = nhi.VaultSecretKey(h.vaultNamespace(), path.Text, m[2])
		case provider.Str() == "nomad":
			c.Key = nhi.Key("nomad-variable", h.namespace, path.Text, m[2])
		}
	}
	c.Name, c.Origin, c.Store, c.At, c.Environment = name, nhi.FromStore, store, n.Span, h.agent.Environment
	r.hold(h, c, n.Span)
}

// secretEntry is an entry of a secret block (Nomad 1.11):
// https://developer.hashicorp.com/nomad/docs/job-specification/secret
var secretEntry = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^"\$\{secret\.([\w-]+)\.([\w-]+)\}"$`) })

// arguments reads credentials of a command line: --token=x, --token x.
func (r *reader) arguments(h *holder, args []*tree.Node) {
	for i := 0; i < len(args); i++ {
		n := args[i]
		text := shown(n)
		name, value, has := strings.Cut(text, "=")
		if !strings.HasPrefix(text, "-") {
			if n.Scalar() {
				if _, ok := creds.Identify(n.Text); ok {
					r.put(h, "", n.Text, n.Span, "argument")
				}
			}
			continue
		}
		name = strings.TrimLeft(name, "-")
		if has {
			r.argument(h, name, n, value)
		} else if i+1 < len(args) && !strings.HasPrefix(shown(args[i+1]), "-") && creds.Named(name).Secret() {
			i++
			r.argument(h, name, args[i], shown(args[i]))
		}
	}
}

// argument is one value of a command line. A variable of the task is put in by
// Nomad, so that every list of processes shows it.
func (r *reader) argument(h *holder, name string, n *tree.Node, value string) {
	if n.Scalar() {
		if _, known := creds.Identify(value); known || creds.Named(name).Secret() {
			r.put(h, name, value, within(n, value), "argument")
		}
		return
	}
	m := envReference().FindStringSubmatch(value)
	if m == nil {
		return
	}
	if c := creds.Describe(m[1]); c != nil {
		c.Key = nhi.Key("nomad-argument", h.agent.Key, m[1])
		c.Name, c.Origin, c.Store, c.At, c.Environment = m[1], nhi.FromEnv, "argument", n.Span, h.agent.Environment
		r.hold(h, c, n.Span)
	}
}

var envReference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\$\{(?:env\.)?([A-Z][A-Z0-9_]*)\}$`) })

// within is the place of a value at the end of a text.
func within(n *tree.Node, value string) nhi.Span {
	if n.Exact && strings.HasSuffix(n.Text, value) {
		return n.Span.File.At(n.Span.End-len(value), n.Span.End)
	}
	return n.Span
}

// login reads the registry login of a driver's config.
func (r *reader) login(h *holder, config *tree.Node) {
	for _, f := range pairs(config, "auth", "auth") {
		if f.Key == "password" && f.Value.Scalar() {
			r.put(h, "registry_password", f.Value.Text, f.Value.Span, "manifest")
		}
	}
}

// meta reads what anybody may see who reads the job.
func (r *reader) meta(job block, n *tree.Node, level, name string) {
	environment := agents.Environment(r.file.Path, "", job.name)
	for _, f := range pairs(n, "meta", "Meta") {
		if f.Key != "" && f.Value.Scalar() {
			if c := r.judge(f.Key, f.Value.Text, f.Value.Span, "manifest", environment, job.name, level, name); c != nil {
				r.facts.Credentials = append(r.facts.Credentials, c)
			}
		}
	}
}

// checks reads the headers of service checks.
func (r *reader) checks(n *tree.Node, job block, name string) {
	for _, s := range blocks(n, "service", "Services") {
		for _, check := range blocks(s.node, "check", "Checks") {
			for _, f := range pairs(check.node, "header", "Header") {
				for _, v := range f.Value.Each() {
					if !v.Scalar() {
						continue
					}
					if c := r.judge(f.Key, v.Text, v.Span, "header", agents.Environment(r.file.Path, "", job.name), job.name, name, "check"); c != nil {
						r.facts.Credentials = append(r.facts.Credentials, c)
					}
				}
			}
		}
	}
}

// artifactNames are go-getter's own names for credentials, with the variables
// that say which they are: https://developer.hashicorp.com/nomad/docs/job-specification/artifact
var artifactNames = map[string]string{
	"aws_access_key_id": "AWS_ACCESS_KEY_ID", "aws_access_key_secret": "AWS_SECRET_ACCESS_KEY", "aws_access_token": "AWS_SESSION_TOKEN", "sshkey": "SSH_PRIVATE_KEY",
}

// artifacts reads what a task's downloads are signed in with.
func (r *reader) artifacts(h *holder) {
	for _, a := range blocks(h.place.task.node, "artifact", "Artifacts") {
		for _, f := range append(pairs(a.node, "options", "GetterOptions"), pairs(a.node, "headers", "GetterHeaders")...) {
			if f.Key == "" || !f.Value.Scalar() {
				continue
			}
			name := f.Key
			if known := artifactNames[name]; known != "" {
				name = known
			}
			r.put(h, name, f.Value.Text, f.Value.Span, "manifest")
		}
		source := first(a.node, "source", "GetterSource")
		if !source.Scalar() {
			continue
		}
		_, address, forced := strings.Cut(source.Text, "::") // git::https://…
		if !forced {
			address = source.Text
		}
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		if password, ok := u.User.Password(); ok {
			r.part(h, source, "password", password)
		}
		for name, values := range u.Query() {
			known := artifactNames[name]
			if known == "" {
				known = name
			}
			for _, v := range values {
				r.part(h, source, known, v)
			}
		}
	}
}

// part is a piece of an address.
func (r *reader) part(h *holder, source *tree.Node, name, value string) {
	at := source.Span
	if i := strings.Index(source.Text, value); i >= 0 && value != "" && source.Exact {
		at = at.File.At(at.Start+i, at.Start+i+len(value))
	}
	r.put(h, name, value, at, "url")
}
