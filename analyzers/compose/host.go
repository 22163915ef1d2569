package compose

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// host states what an agent, or its tool, reaches of the machine. Of what is
// neither (a reverse proxy, a monitor) nothing is said.
func (r *reader) host(s *service) {
	if s.agent.Score < nhi.AgentScore && s.tool == nil {
		return
	}
	if f := s.node.Field("use_api_socket"); f != nil {
		if on, _ := f.Value.Truth(); on {
			r.grant(s, "use_api_socket", tools.Place("/var/run/docker.sock"), true, at(f))
		}
	}
	if f := s.node.Field("privileged"); f != nil {
		if on, _ := f.Value.Truth(); on {
			r.grant(s, "privileged", tools.Area{Scope: "host", Breadth: "admin", Why: "a privileged container is root on the host", Hazards: []string{"escalation"}}, true, at(f))
		}
	}
	for _, n := range s.node.Get("volumes").Each() {
		source, readOnly := mount(n)
		text, known := resolve(source, 0)
		if !known && !strings.HasPrefix(text, "$HOME") && !strings.HasPrefix(text, "${HOME}") || text == "" {
			continue
		}
		place := n.Span
		if n.Kind == tree.Mapping {
			place = n.Get("source").Span
		}
		r.grant(s, text, tools.Place(text), !readOnly, place)
	}
}

// mount is the folder of the host that a volume mounts; empty for a volume that
// the engine keeps.
func mount(n *tree.Node) (source string, readOnly bool) {
	if n.Kind == tree.Mapping {
		if n.Get("type").Str() != "bind" {
			return "", false
		}
		readOnly, _ = n.Get("read_only").Truth()
		return n.Get("source").Str(), readOnly
	}
	source, rest, ok := volumeParts(n.Str())
	if !ok || !strings.ContainsAny(source, "/~$.") {
		return "", false
	}
	for _, option := range strings.Split(rest[strings.LastIndexByte(rest, ':')+1:], ",") {
		readOnly = readOnly || option == "ro"
	}
	return source, readOnly
}

// volumeParts cuts SOURCE:TARGET[:OPTIONS] at the first colon that is neither a
// drive's nor part of an interpolation; inside is the rest.
func volumeParts(text string) (source, inside string, ok bool) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ':':
			if depth > 0 || i == 1 && (text[0]|0x20) >= 'a' && (text[0]|0x20) <= 'z' && len(text) > 2 && (text[2] == '\\' || text[2] == '/') {
				continue
			}
			return text[:i], text[i+1:], true
		}
	}
	return "", "", false
}

// grant states a part of the host. Folders of a project say nothing. A gateway
// that starts its servers as containers is made to have an engine, the host's or
// one of its own.
func (r *reader) grant(s *service, what string, p tools.Area, writes bool, at nhi.Span) {
	if p.Breadth == "" || p.Breadth == "narrow" {
		return
	}
	if p.Breadth == "admin" {
		p.Hazards = nil // more cannot be had
	}
	who := s.agent.Key
	if s.tool != nil {
		who = s.tool.Key
	}
	g := &nhi.Grant{Key: nhi.Key("compose-host", who, what), Identity: who, Name: s.name, System: "host", Actions: []string{"read"}, Resources: []string{what}, Scope: p.Scope,
		Breadth: p.Breadth, Hazards: p.Hazards, Why: p.Why, Writes: writes, Confidence: nhi.Certain, At: at,
		Justified: s.tool != nil && p.Breadth == "admin" && (s.tool.Attributes["gateway"] != "" || slices.Contains(agents.Words(s.name), "gateway"))}
	if writes {
		g.Actions = append(g.Actions, "write")
	}
	if key := g.Key; !r.held[key] {
		r.held[key] = true
		r.facts.Grants = append(r.facts.Grants, g)
	}
}
