package mcp

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// approval states which of a server's tools run without a person's consent.
func (r *reader) approval(s *server, n *tree.Node) {
	if trust, _ := n.Get("trust").Truth(); trust {
		s.tool.Approved = nhi.Bool(false)
		r.off(s.tool.Key, "trust", n.Field("trust").Span(), "every tool of the server runs without confirmation")
		return
	}
	for _, key := range [...]string{"autoApprove", "alwaysAllow", "autoAllow"} {
		f := n.Field(key)
		if f == nil {
			continue
		}
		names := f.Value.Strings()
		if all, ok := f.Value.Truth(); ok {
			if !all {
				continue
			}
			names = []string{"*"}
		}
		if len(names) == 0 {
			continue
		}
		s.tool.Attributes["auto_approve"] = strings.Join(names, " ")
		// A list of tools that only read is what such lists are for.
		for _, name := range names {
			if name == "*" || tools.Changes(name) {
				s.tool.Approved = nhi.Bool(false)
				r.off(s.tool.Key, key, f.Span(), "'"+name+"' runs without confirmation")
				break
			}
		}
	}
}

// off states a gate that is switched off.
func (r *reader) off(subject, name string, at nhi.Span, why string) {
	r.open("approval", subject, name, at, why)
}

// consent states a sign-in that goes on without the person: offline_access asks
// for a refresh token. How clients name the scopes:
// https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md
func (r *reader) consent(s *server, oauth *tree.Node) {
	for _, key := range [...]string{"scopes", "scope"} {
		n := oauth.Get(key)
		for _, list := range n.Each() {
			if wordset.Has(list.Str(), "offline_access") {
				r.open("consent", s.tool.Key, "oauth scope offline_access", list.Span, "consent that is given once stays good until somebody withdraws it")
				return
			}
		}
	}
}

// open states a gate that stands open.
func (r *reader) open(kind, subject, name string, at nhi.Span, why string) {
	r.facts.Controls = append(r.facts.Controls, &nhi.Control{
		Key:        nhi.Key("mcp-"+kind, subject, name),
		Kind:       kind,
		Name:       name,
		State:      "off",
		Subject:    subject,
		Attributes: map[string]string{"why": why},
		At:         at,
	})
}
