package golang

import (
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
)

// sessionRow is the name of a session that is asked for: CloudTrail shows it beside
// everything that is done in the session.
type sessionRow struct {
	path, typ, name string
	// apart are fields that tell sessions apart as well.
	apart  []string
	source string
}

var sessionRows = []sessionRow{
	{path: "github.com/aws/aws-sdk-go-v2/credentials/stscreds", typ: "AssumeRoleOptions", name: "RoleSessionName", apart: []string{"SourceIdentity", "Tags"}, source: docSTSCreds + "#AssumeRoleOptions"},
	{path: "github.com/aws/aws-sdk-go-v2/credentials/stscreds", typ: "WebIdentityRoleOptions", name: "RoleSessionName", source: docSTSCreds + "#WebIdentityRoleOptions"},
	{path: "github.com/aws/aws-sdk-go-v2/service/sts", typ: "AssumeRoleInput", name: "RoleSessionName", apart: []string{"SourceIdentity", "Tags"}, source: docSTS + "#AssumeRoleInput"},
	{path: "github.com/aws/aws-sdk-go-v2/service/sts", typ: "AssumeRoleWithWebIdentityInput", name: "RoleSessionName", source: docSTS + "#AssumeRoleWithWebIdentityInput"},
}

// sessions states sessions that have the same name whatever they are for: it is
// written out, and nothing else that the package gives to one tells them apart.
func (b *builder) sessions() {
	for _, r := range sessionRows {
		var named []value
		apart := false
		for _, v := range b.code.order {
			if v.Pkg() == nil || unversioned(v.Pkg().Path()) != r.path || !owns(r.typ, v) {
				continue
			}
			if v.Name() == r.name {
				named = b.code.fields[v]
			}
			apart = apart || slices.Contains(r.apart, v.Name())
		}
		if apart {
			continue
		}
		for _, v := range named {
			list := b.flow.origins(v, false)
			if len(list) != 1 || list[0].kind != fromConstant || list[0].text == "" {
				continue
			}
			b.control("attribution", "absent", list[0].text, b.agent(), "", r.source, b.code.Span(v.expr.Pos(), v.expr.End()))
		}
	}
}

// agent is the key of the agent that the package builds, when it is only one.
func (b *builder) agent() string {
	var only *nhi.Agent
	for _, a := range b.facts.Agents {
		if a.Attributes["role"] == "tool-server" {
			continue
		}
		if only != nil {
			return ""
		}
		only = a
	}
	if only == nil {
		return ""
	}
	return only.Key
}
