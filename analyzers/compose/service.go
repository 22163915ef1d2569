package compose

import (
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// service is one service of a project while it is read.
type service struct {
	name  string
	at    nhi.Span
	node  *tree.Node
	p     *project
	agent *nhi.Agent
	tool  *nhi.Tool // what an agent calls it as; nil for most
	// image is the reference with the defaults that are written, empty where it is
	// unknown; built is what the Dockerfile of its build context says.
	image string
	built *image
	env   []variable
	lines []line
	// weighed is what was said for its being an agent.
	weighed agents.Workload
}

// variable is a variable that the file sets.
type variable struct {
	name  string
	at    nhi.Span
	value *tree.Node // nil when a shell or an environment file has it
}

// project states what a project runs.
func (r *reader) project(p *project) {
	var all []*service
	byName := map[string]*service{}
	for _, f := range p.root.Get("services").Entries() {
		own := p.own(&f)
		if !own && !speaksMCP(f.Key) && !speaksMCP(agents.ImagePath(f.Value.Get("image").Str())) {
			continue // nobody calls it
		}
		n := r.extended(p.root, p.path, f.Key, nil)
		if n == nil || n.Kind != tree.Mapping {
			if n != nil && n.Kind != tree.Null {
				r.notice(n.Span, "expected a service to be a mapping, found something else")
			}
			continue
		}
		if n.Get("provider") != nil {
			continue // no container: a model, or what another program runs
		}
		s := &service{name: f.Key, at: f.KeySpan, node: n, p: p}
		if !own {
			s.p = nil
		} else if p.mark != nil {
			if m := p.mark.Field(f.Key); m != nil {
				s.at = m.KeySpan
			}
		}
		r.describe(s)
		byName[f.Key] = s
		all = append(all, s)
	}
	for _, s := range all {
		r.calls(s, byName)
	}
	for _, s := range all {
		if s.p == nil {
			continue
		}
		r.facts.Agents = append(r.facts.Agents, s.agent)
		if s.tool != nil {
			r.facts.Tools = append(r.facts.Tools, s.tool)
		}
		r.holdings(s)
		r.host(s)
		r.gates(s)
		r.gateway(s)
	}
}

// describe reads what a service is.
func (r *reader) describe(s *service) {
	n := s.node
	s.at = validOr(s.at, n.Span)
	key := nhi.Key("compose", s.p.keyPath(), s.name)
	s.agent = &nhi.Agent{Key: key, Name: s.name, Kind: "workload", Platform: "docker", Environment: environmentOf(n), Attributes: map[string]string{}, At: s.at}
	if text, known := resolve(n.Get("image").Str(), 0); known || strings.Contains(text, "/") {
		s.image = text
	}
	s.built = r.build(n.Get("build"))
	for _, f := range assignments(n.Get("environment")).Entries() {
		v := variable{name: f.Key, at: f.KeySpan}
		if f.Value.Scalar() {
			v.value = f.Value
		}
		s.env = append(s.env, v)
	}
	s.lines = commands(s)
	s.weighed = r.weigh(s)
	s.score()
	s.agent.Family = s.family()
	if s.built != nil {
		if s.built.dir != "" {
			s.agent.Attributes["build"] = s.built.dir
		}
		if s.built.code != "" {
			s.agent.Attributes[nhi.RunsCode] = s.built.code
			if len(s.built.parts) > 0 {
				s.agent.Attributes[nhi.CodeParts] = strings.Join(s.built.parts, " ")
			}
			if image := agents.ImagePath(s.image); image != "" && !strings.Contains(s.image, "$") {
				s.agent.Attributes[nhi.Image] = image
			}
		}
	}
	s.asTool()
}

// score decides how surely a service is an agent.
func (s *service) score() {
	s.agent.Score, s.agent.Evidence = agents.Score(s.weighed)
	for _, l := range s.lines {
		if agent, _, ok := agents.Command(l.texts()); ok {
			s.agent.Score = jobs.AgentScore
			s.agent.Evidence = append([]nhi.Evidence{{Weight: jobs.AgentScore, Reason: "its command starts a coding agent", At: l.at}}, s.agent.Evidence...)
			s.agent.Attributes["agent"] = agent
			break
		}
	}
	if s.agent.Score < jobs.AgentScore && serves(s.name) {
		s.agent.Score, s.agent.Evidence = 0, []nhi.Evidence{{Weight: -100, Reason: "is called a server or gateway of tools", At: s.at}}
	}
}

// keyPath is the file that gives services their keys; a service that is stated
// elsewhere has none.
func (p *project) keyPath() string {
	if p == nil {
		return ""
	}
	return p.path
}

func validOr(a, b nhi.Span) nhi.Span {
	if a.Valid() {
		return a
	}
	return b
}

// family tells copies: two services of one build are processes of one program,
// whatever they are called.
func (s *service) family() string {
	if s.built != nil && s.built.runs != "" {
		return " " + s.built.runs
	}
	if image := agents.ImagePath(s.image); image != "" {
		return " " + image
	}
	return agents.Family(s.name, "")
}

// environmentOf reads the profiles of a service: one that only starts for
// development is of that environment.
func environmentOf(n *tree.Node) string {
	found := ""
	for _, p := range n.Get("profiles").Strings() {
		e := agents.Environment("", p, "")
		if e == "" || found != "" && found != e {
			return ""
		}
		found = e
	}
	return found
}

// weigh gathers what speaks for a service being an agent.
func (r *reader) weigh(s *service) agents.Workload {
	n := s.node
	w := agents.Workload{Name: s.name, At: s.at, Path: s.at.File.Path}
	if s.image != "" && n.Get("image").Span.Valid() {
		w.Images = append(w.Images, agents.Item{Text: s.image, At: n.Get("image").Span})
	}
	if c := n.Get("container_name"); c.Scalar() && c.Text != s.name {
		w.Names = append(w.Names, agents.Item{Text: c.Text, At: c.Span})
	}
	for _, v := range s.env {
		w.Env = append(w.Env, agents.Item{Text: v.name, At: v.at})
	}
	for _, f := range r.envFiles(s) {
		for _, p := range f.pairs {
			if agents.Telling(p.Name) {
				w.Env = append(w.Env, agents.Item{Text: p.Name, At: f.at})
			}
		}
	}
	for _, l := range s.lines {
		for _, word := range l.words {
			w.Args = append(w.Args, agents.Item{Text: word.text, At: word.at})
		}
	}
	for _, test := range n.Get("healthcheck", "test").Each() {
		if test.Scalar() {
			w.Args = append(w.Args, agents.Item{Text: test.Text, At: test.Span})
		}
	}
	if s.built != nil {
		for _, e := range s.built.env {
			w.Env = append(w.Env, agents.Item{Text: e.Name, At: e.NameAt})
		}
	}
	for _, f := range assignments(n.Get("labels")).Entries() {
		w.Labels = append(w.Labels, agents.Item{Text: f.Key + "=" + f.Value.Str(), At: f.KeySpan})
	}
	if m := n.Field("models"); m != nil && m.Value != nil && (len(m.Value.Fields) > 0 || len(m.Value.Items) > 0) {
		w.Models = append(w.Models, agents.Item{Text: "is bound to a model (models)", At: m.KeySpan})
	}
	for _, u := range r.uses(s, "secrets") {
		if creds.Named(u.name).Class == creds.ModelVendorKey {
			w.Models = append(w.Models, agents.Item{Text: "is given a secret that is called after a model vendor's key", At: u.at})
		}
	}
	return w
}

// asTool says whether a service is what agents call, and no agent: an MCP gateway
// or server, by its image or name.
func (s *service) asTool() {
	if s.agent.Score >= nhi.AgentScore {
		return
	}
	repository := agents.ImagePath(s.image)
	if !speaksMCP(s.name) && !speaksMCP(path.Base(repository)) && path.Base(path.Dir(repository)) != "mcp" {
		return
	}
	s.tool = &nhi.Tool{Key: nhi.Key("compose-tool", s.p.keyPath(), s.name), Name: s.name, Kind: "mcp-http", At: s.at, Attributes: map[string]string{"platform": "compose", nhi.Keeper: "true"}}
	if isGateway(repository) {
		s.tool.Attributes["gateway"] = "true"
	}
	n := s.node.Get("image")
	if !n.Scalar() || s.image == "" || strings.Contains(s.image, "$") {
		return
	}
	t := s.tool
	t.Runner, t.Package, t.At = "image", repository, n.Span
	ref, digest, pinned := strings.Cut(s.image, "@")
	if i := strings.LastIndexByte(ref, ':'); i > strings.LastIndexByte(ref, '/') {
		t.Version = ref[i+1:]
	}
	switch {
	case s.node.Get("build") != nil, !strings.Contains(ref, "/"), strings.HasPrefix(ref, "localhost"):
		// Built on the spot.
	case pinned:
		t.Version, t.Pinned = digest, nhi.Bool(strings.HasPrefix(digest, "sha256:"))
	case !strings.ContainsAny(t.Version, "0123456789"):
		// No tag, latest, dind, edge: a tag without a number names no version.
		t.Pinned = nhi.Bool(false)
	}
}

// notServers are words of what has MCP in its name and serves none.
var notServers = []string{"client", "inspector", "ui", "web", "frontend", "console", "dashboard", "test", "tests", "db", "redis", "postgres", "exporter", "proxy", "nginx"}

// serves says whether a name is that of what serves tools, whatever it calls.
func serves(name string) bool {
	words := agents.Words(name)
	return speaksMCP(name) && (slices.Contains(words, "server") || slices.Contains(words, "gateway"))
}

func speaksMCP(name string) bool {
	words := agents.Words(name)
	return slices.Contains(words, "mcp") && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(notServers, w) })
}
