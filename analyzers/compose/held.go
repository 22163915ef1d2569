package compose

import (
	"bytes"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/envfile"
	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Where a credential is kept in a container.
const (
	inEnv      = "env"
	inFile     = "file"
	inArgument = "argument"
)

// holdings states what a service is given.
func (r *reader) holdings(s *service) {
	federations := map[string]string{}
	for _, v := range s.env {
		if vendor, ok := creds.FederationEnv(v.name); ok && (v.value == nil || v.value.Text != "" && v.value.Text != "false") {
			federations[vendor] = "the federation that " + v.name + " sets up"
		}
	}
	h := &holder{s: s, federations: federations}
	set := map[string]bool{}
	for _, v := range s.env {
		set[v.name] = true
		r.variable(h, v)
	}
	for _, f := range r.envFiles(s) {
		for _, p := range f.pairs {
			if !set[p.Name] { // environment comes before env_file
				r.pair(h, f.environment, p, f.at)
			}
		}
	}
	for _, u := range r.uses(s, "secrets") {
		r.secret(h, u)
	}
	for _, u := range r.uses(s, "configs") {
		r.config(h, u)
	}
	r.arguments(h)
	if s.built != nil {
		for _, key := range s.built.baked {
			r.holds(h, key, s.at)
		}
	}
}

// holder is a service that gets what is found.
type holder struct {
	s           *service
	federations map[string]string
}

// keeps says whether what a service only refers to is of interest: of an agent, or
// what may be one, and of its tools.
func (h *holder) keeps() bool {
	return h.s.agent.Score >= nhi.PossibleScore || h.s.tool != nil || h.s.built != nil && h.s.built.code != ""
}

// variable states the credential of a variable.
func (r *reader) variable(h *holder, v variable) {
	if v.value == nil {
		r.reference(h, inEnv, v.name, v.name, v.at)
		return
	}
	r.value(h, inEnv, v.name, v.value.Text, jobs.Place(v.value), v.value.Span)
}

// value states what stands under a name: what is written out, defaults included,
// or the variables that it is made of.
func (r *reader) value(h *holder, store, name, text string, place func(start, end int) nhi.Span, all nhi.Span) {
	refs := references(text)
	out, known := resolve(text, 0)
	if known && r.literal(h, store, name, out, all) {
		return
	}
	for _, ref := range refs {
		at := place(ref.start, ref.end)
		if ref.op == ":-" || ref.op == "-" {
			fallback, ok := resolve(ref.fallback, 0)
			if ok && (r.literal(h, store, ref.name, fallback, at) || fallback != "") {
				continue // what is known of it is no secret
			}
		}
		if ref.op == ":+" || ref.op == "+" {
			continue
		}
		if whole(text, refs) {
			r.reference(h, store, name, ref.name, at)
		} else if creds.Named(ref.name).Secret() {
			r.reference(h, store, ref.name, ref.name, at)
		}
	}
}

// literal judges a text that is written out.
func (r *reader) literal(h *holder, store, name, text string, at nhi.Span) bool {
	c := creds.Judge(name, text, at)
	if c == nil && deployed(at) {
		c = creds.JudgeWeak(name, text, at)
	}
	if c == nil {
		return false
	}
	c.Store = store
	if c.Name == "" {
		c.Name = name
	}
	r.hold(h, c, name, c.At)
	return true
}

// cloud are words of a file's name that say where its services run, beside those
// of environments.
var cloud = map[string]bool{"gcloud": true, "gcp": true, "cloudrun": true, "gcloudrun": true, "aws": true, "ecs": true, "azure": true, "cloud": true, "swarm": true, "live": true}

// deployed says whether a file is one that runs somewhere else than on the
// machine of whoever wrote it: a password that everybody knows matters there, and
// not in a database that a developer starts to throw away.
func deployed(at nhi.Span) bool {
	if at.File == nil {
		return false
	}
	switch agents.Environment(at.File.Path, "", "") {
	case "prod", "staging":
		return true
	}
	for _, word := range agents.Words(at.File.Path[strings.LastIndexByte(at.File.Path, '/')+1:]) {
		if cloud[word] {
			return true
		}
	}
	return swarm(at.File.Bytes())
}

// swarm says whether a file is for a cluster: what it says of placement and of
// updates means nothing to docker compose up (Compose Deploy Specification).
func swarm(text []byte) bool {
	for line := range bytes.Lines(text) {
		switch string(bytes.TrimSpace(line)) {
		case "placement:", "update_config:", "rollback_config:":
			return true
		}
	}
	return false
}

// reference states a credential that a variable of the shell, or of the project's
// .env file, has. A name that promises no secret is passed over.
func (r *reader) reference(h *holder, store, name, variable string, at nhi.Span) {
	if !h.keeps() {
		return
	}
	c := creds.Describe(name)
	if c == nil || c.Vendor == "" {
		if d := creds.Describe(variable); d != nil && (c == nil || d.Vendor != "") {
			c = d
		}
	}
	if c == nil {
		return
	}
	c.Key, c.Origin, c.Store, c.Name, c.At = nhi.EnvKey(r.dir, variable), nhi.FromEnv, store, name, at
	for _, p := range r.environment(r.dir, ".env").pairs {
		if p.Name != variable {
			continue
		}
		alias, secret := judged(p)
		if !secret {
			return // the file shows that it is none
		}
		c.Aliases = alias
	}
	c.Alternative = "" // where compose runs, nothing issues tokens
	r.hold(h, c, name, at)
}

// judged says what is known of the value of an assignment: the key under which
// the reader of the file states it, and false when it shows to be no secret. An
// empty one, or one that is expanded, says nothing.
func judged(p envfile.Pair) (aliases []string, secret bool) {
	if !p.Value.IsLiteral() || p.Value.Text == "" {
		return nil, true
	}
	if c := creds.Judge(p.Name, p.Value.Text, p.Value.Span); c != nil {
		return []string{c.Key}, true
	}
	return nil, creds.Placeholder(p.Value.Text) && !creds.DemoPassword(p.Value.Text)
}

// hold states a credential once, and that a service has it.
func (r *reader) hold(h *holder, c *nhi.Credential, env string, at nhi.Span) {
	if vendor, source, ok := creds.StaticEnv(env); ok && h.federations[vendor] != "" {
		c.Shadows, c.ShadowSource = h.federations[vendor], source
	}
	c.Environment = h.s.agent.Environment
	if !r.held[c.Key] {
		r.held[c.Key] = true
		r.facts.Credentials = append(r.facts.Credentials, c)
	}
	r.holds(h, c.Key, at)
}

// holds says that a service has a credential: what agents call, as their tool.
func (r *reader) holds(h *holder, key string, at nhi.Span) {
	who := h.s.agent.Key
	if h.s.tool != nil {
		who = h.s.tool.Key
	}
	r.edge(nhi.Holds, who, key, at)
}

// environment is a file of variables.
type environment struct {
	path  string
	pairs []envfile.Pair
}

// maxPairs is how many variables of one file are looked at; people write a
// hundred.
const maxPairs = 1000

func (r *reader) environment(dir, name string) *environment {
	file, ok := below(dir, name)
	if e := r.env[file]; e != nil {
		return e
	}
	e := &environment{path: file}
	r.env[file] = e
	if !ok || r.tree == nil {
		return e
	}
	f, err := r.tree.Read(file)
	if err != nil {
		return e
	}
	e.pairs = envfile.Parse(f)
	e.pairs = e.pairs[:min(len(e.pairs), maxPairs)]
	return e
}

// loaded is an environment file that a service loads.
type loaded struct {
	*environment
	at nhi.Span
}

func (r *reader) envFiles(s *service) []loaded {
	var out []loaded
	for _, n := range s.node.Get("env_file").Each() {
		required := true
		if n.Kind == tree.Mapping {
			if on, ok := n.Get("required").Truth(); ok {
				required = on
			}
			n = n.Get("path")
		}
		if !n.Scalar() {
			continue
		}
		name, ok := r.locate(n)
		if !ok {
			if text, known := resolve(n.Text, 0); known && required && strings.HasPrefix(text, "..") {
				r.notice(n.Span, "env_file: expected a file of this tree, found a path that leaves it")
			}
			continue
		}
		out = append(out, loaded{r.environment("", name), n.Span})
	}
	return out
}

// pair states the credential of a variable that an environment file has. Its place
// is the file where that is read, and until then the service that loads it.
func (r *reader) pair(h *holder, e *environment, p envfile.Pair, at nhi.Span) {
	if !h.keeps() {
		if c := creds.Judge(p.Name, p.Value.Text, p.Value.Span); c != nil && p.Value.IsLiteral() {
			r.holds(h, c.Key, at)
		}
		return
	}
	c := creds.Describe(p.Name)
	if c == nil {
		if found := creds.Judge(p.Name, p.Value.Text, p.Value.Span); found != nil && p.Value.IsLiteral() {
			r.holds(h, found.Key, at)
		}
		return
	}
	aliases, secret := judged(p)
	if !secret {
		return
	}
	c.Key, c.Aliases, c.Origin, c.Store, c.At = nhi.Key("env-file", e.path, p.Name), aliases, nhi.FromFile, inEnv, at
	c.Alternative = ""
	r.hold(h, c, p.Name, at)
}

// arguments states the credentials that the words of a command carry.
func (r *reader) arguments(h *holder) {
	if h.s.agent.Score < nhi.AgentScore && h.s.tool == nil {
		return
	}
	for _, l := range h.s.lines {
		for i, w := range l.words {
			name, value, joined := strings.Cut(w.text, "=")
			if !strings.HasPrefix(name, "-") || !creds.Named(strings.TrimLeft(name, "-")).Secret() {
				continue
			}
			word := w
			if joined {
				word.text = value
			} else if i+1 < len(l.words) && !strings.HasPrefix(l.words[i+1].text, "-") {
				word = l.words[i+1]
			} else {
				continue
			}
			if strings.Contains(word.text, "$$") || strings.HasPrefix(word.text, "/") {
				continue // the container's own environment, or a file
			}
			at := word.at
			r.value(h, inArgument, strings.TrimLeft(name, "-"), word.text, func(int, int) nhi.Span { return at }, at)
		}
	}
}
