package mcp

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
)

// hostAccess states what a server sees of the machine: the folders that a
// filesystem server is given, and what a container mounts.
func (r *reader) hostAccess(s *server, l *launch) {
	for _, m := range l.mounts {
		r.grant(s, m.source, m.readOnly)
	}
	// Inside a container the arguments are the container's own folders.
	if s.known == nil || !s.known.Root || len(l.mounts) > 0 || strings.Contains(l.spec.Name, "mcp/") {
		return
	}
	readOnly := s.tool.Writes != nil && !*s.tool.Writes
	for _, w := range l.args {
		if !strings.HasPrefix(w.text, "-") && w.text != "" {
			r.grant(s, w, readOnly)
		}
	}
}

// grant states one place of the host.
func (r *reader) grant(s *server, w word, readOnly bool) {
	p := tools.Place(w.text)
	if p.Breadth == "" {
		return
	}
	g := &nhi.Grant{
		Key:        nhi.Key("mcp-host", s.tool.Key, w.text),
		Identity:   s.tool.Key,
		System:     "host",
		Actions:    []string{"read"},
		Resources:  []string{w.text},
		Scope:      p.Scope,
		Breadth:    p.Breadth,
		Hazards:    p.Hazards,
		Why:        p.Why,
		Writes:     !readOnly,
		Confidence: nhi.Certain,
		At:         w.at,
	}
	if !readOnly {
		g.Actions = append(g.Actions, "write")
	}
	r.facts.Grants = append(r.facts.Grants, g)
}
