package compose

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// isGateway says whether an image is Docker's MCP gateway: it starts MCP servers
// as containers, with the secrets that it is given, and agents call it.
func isGateway(repository string) bool {
	return repository == "docker/mcp-gateway" || strings.HasSuffix(repository, "/docker/mcp-gateway") || path.Base(repository) == "agents_gateway"
}

// The gateway asks callers over HTTP for a token, unless it is told not to
// (docker/mcp-gateway, docs/security.md, "HTTP transports").
const (
	openFlag   = "--allow-unauthenticated"
	openSource = "docker/mcp-gateway, docs/security.md: requests require a Bearer token by default; --allow-unauthenticated is an explicit opt-out"
)

// gateway reads the command of an MCP gateway.
func (r *reader) gateway(s *service) {
	if s.tool == nil || s.tool.Attributes["gateway"] == "" {
		return
	}
	transport := ""
	for _, l := range s.lines {
		for i, w := range l.words {
			name, value, joined := strings.Cut(w.text, "=")
			if !joined && i+1 < len(l.words) {
				value = l.words[i+1].text
			}
			switch name {
			case "--transport":
				transport = value
			case "--servers", "--tools":
				if text, known := resolve(value, 0); known && !strings.HasPrefix(text, "-") {
					s.tool.Attributes[strings.TrimPrefix(name, "--")] = text
				}
			case openFlag:
				if published(s) && value != "false" {
					r.control(s.tool.Key, "authentication", "off", openFlag, "whoever reaches the port calls every tool of the gateway", openSource, w.at)
				}
			}
		}
	}
	if transport == "stdio" {
		s.tool.Kind = "mcp-stdio"
	}
}

// published says whether a port of a service is open to other machines: compose
// publishes on every address unless one is written
// (docs.docker.com/reference/compose-file/services, ports).
func published(s *service) bool {
	for _, n := range s.node.Get("ports").Each() {
		port, host := n, n.Get("host_ip").Str()
		if n.Kind == tree.Mapping {
			port = n.Get("published")
		}
		text, known := resolve(port.Str(), 0)
		if i := strings.LastIndexByte(text, ':'); i >= 0 {
			if j := strings.LastIndexByte(text[:i], ':'); j >= 0 {
				host, text = text[:j], text[j+1:]
			}
		}
		if !known || text == "" || strings.Trim(text, "0123456789:-/tcp") != "" {
			continue
		}
		if host == "" || host == "0.0.0.0" || strings.Trim(host, "[]:") == "" {
			return true
		}
	}
	return false
}

// calls ties a service to the MCP services of the project whose addresses it is
// told, which speaks for its being an agent.
func (r *reader) calls(s *service, byName map[string]*service) {
	if s.tool != nil {
		return
	}
	before := len(s.weighed.Tools)
	told := func(text string, at nhi.Span) {
		text, _ = resolve(text, 0)
		for _, part := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ' ' || c == '"' || c == '\'' }) {
			if i := strings.Index(part, "http"); i > 0 {
				part = part[i:]
			}
			a, ok := tools.Parse(part, false)
			if !ok {
				continue
			}
			if other := byName[a.Host]; other != nil && other != s && other.tool != nil {
				s.weighed.Tools = append(s.weighed.Tools, agents.Item{Text: "is told where the MCP service " + a.Host + " is", At: at})
				if s.p != nil && other.p != nil {
					r.edge(nhi.Calls, s.agent.Key, other.tool.Key, at)
				}
			}
		}
	}
	for _, v := range s.env {
		if v.value != nil && strings.Contains(v.value.Text, "://") && len(v.value.Text) < 4096 {
			told(v.value.Text, v.value.Span)
		}
	}
	for _, l := range s.lines {
		for _, w := range l.words {
			if strings.Contains(w.text, "://") && len(w.text) < 4096 {
				told(w.text, w.at)
			}
		}
	}
	if len(s.weighed.Tools) > before {
		s.score()
	}
}
