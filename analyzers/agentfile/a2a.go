package agentfile

import (
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// A2A cards, after specification/a2a.proto of a2aproject/A2A (1.0) and the JSON
// schema of 0.3: what an agent says of itself, and how its callers prove who they
// are. Card and proto differ in spelling: "security" became
// "securityRequirements", "url" is now an entry of "supportedInterfaces".

const a2aSpec = "https://a2a-protocol.org/latest/specification/"

func isCard(root *tree.Node) bool {
	if !root.Get("name").Scalar() || !is(root.Get("capabilities"), tree.Mapping) || !is(root.Get("skills"), tree.Sequence) {
		return false
	}
	if root.Get("$schema") != nil || root.Get("openapi") != nil {
		return false
	}
	for _, s := range root.Get("skills").Items {
		if !is(s, tree.Mapping) || s.Get("id") == nil && s.Get("name") == nil {
			return false
		}
	}
	return root.Get("protocolVersion") != nil || root.Get("defaultInputModes") != nil || root.Get("supportedInterfaces") != nil
}

func card(r *reader, root *tree.Node) {
	name := root.Get("name")
	a := r.agent(name.Text, name.Span)
	a.Family = "" // each card is an agent of its own
	var skills []string
	for _, s := range root.Get("skills").Items {
		skills = append(skills, orElse(s.Get("id").Str(), s.Get("name").Str()))
	}
	if len(skills) > 0 {
		a.Attributes = with(a.Attributes, "skills", described(skills))
	}
	public := r.interfaces(a, root)
	schemes := root.Get("securitySchemes")
	r.schemes(a, schemes)

	demanded := required(first(root, "securityRequirements", "security"))
	for _, s := range root.Get("skills").Items {
		demanded = demanded || required(first(s, "securityRequirements", "security"))
	}
	switch {
	case demanded:
		r.control("authentication", "present", "securityRequirements", a.Key, "", "", name.Span)
	case public != nil && len(schemes.Entries()) == 0:
		r.control("authentication", "absent", "securitySchemes", a.Key, "the card names no way in which a caller proves who it is", a2aSpec, public.Span)
	case public != nil:
		r.control("authentication", "absent", "securityRequirements", a.Key, "the card names schemes and requires none of them", a2aSpec, root.Field("securitySchemes").KeySpan)
	}
}

// required says whether a list of requirements demands anything: an empty object
// among the alternatives lets everybody in.
func required(n *tree.Node) bool {
	if n == nil {
		return false
	}
	any := false
	for _, alternative := range n.Each() {
		list := alternative
		if s := alternative.Get("schemes"); s != nil {
			list = s
		}
		if len(list.Entries()) == 0 {
			return false
		}
		any = true
	}
	return any
}

// interfaces states where the agent is reached, and gives the first address that
// the public network leads to.
func (r *reader) interfaces(a *nhi.Agent, root *tree.Node) *tree.Node {
	list := []*tree.Node{root.Get("url")}
	for _, i := range append(root.Get("supportedInterfaces").Each(), root.Get("additionalInterfaces").Each()...) {
		list = append(list, i.Get("url"))
	}
	var public *tree.Node
	for _, n := range list {
		if !n.Scalar() {
			continue
		}
		r.address(a.Key, n)
		at, ok := tools.Parse(n.Text, false)
		if !ok {
			continue
		}
		if a.Attributes["url"] == "" {
			a.Attributes = with(a.Attributes, "url", at.URL)
			if at.Transport != "" {
				a.Attributes["transport"] = at.Transport
			}
		}
		if public == nil && (at.Transport == "https" || at.Transport == "http") && !documentation(at.Host) {
			public = n
		}
	}
	return public
}

// documentation hosts are reserved for examples (RFC 2606).
func documentation(host string) bool {
	return host == "example" || strings.HasSuffix(host, ".example") || strings.HasSuffix(host, ".invalid") ||
		host == "example.com" || host == "example.org" || host == "example.net" ||
		strings.HasSuffix(host, ".example.com") || strings.HasSuffix(host, ".example.org") || strings.HasSuffix(host, ".example.net")
}

// flows that the protocol deprecates, with the reason that OAuth gives.
var flows = map[string]string{
	"implicit": "the implicit flow gives the token to whoever sees the address bar (RFC 9700, 2.1.2)",
	"password": "the password flow hands a person's password to the caller (RFC 9700, 2.4)",
}

// schemes states how callers prove themselves, and the flows that should not be
// used any more.
func (r *reader) schemes(a *nhi.Agent, n *tree.Node) {
	var kinds []string
	scopes := map[string]bool{}
	for _, s := range n.Entries() {
		body := s.Value
		kind := body.Get("type").Str()
		for _, f := range s.Value.Entries() { // 1.0: {"oauth2SecurityScheme": {…}}
			if inner, ok := strings.CutSuffix(f.Key, "SecurityScheme"); ok && is(f.Value, tree.Mapping) {
				kind, body = inner, f.Value
			}
		}
		if kind == "" {
			continue
		}
		kinds = append(kinds, kind)
		if strings.EqualFold(orElse(body.Get("in").Str(), body.Get("location").Str()), "query") {
			a.Attributes = with(a.Attributes, "key_in_query", s.Key)
		}
		for _, flow := range body.Get("flows").Entries() {
			if why := flows[flow.Key]; why != "" {
				c := r.off("authentication", "oauth2 "+flow.Key+" flow", a.Key, why, flow.KeySpan)
				c.Source = a2aSpec
			}
			for _, scope := range flow.Value.Get("scopes").Entries() {
				scopes[scope.Key] = true
				if scope.Key == "offline_access" {
					r.off("consent", "oauth2 scope offline_access", a.Key, "consent that is given once stays good until somebody withdraws it", scope.KeySpan)
				}
			}
		}
	}
	if len(kinds) > 0 {
		a.Attributes = with(a.Attributes, "schemes", described(kinds))
	}
	if len(scopes) > 0 {
		var list []string
		for s := range scopes {
			list = append(list, s)
		}
		sort.Strings(list)
		a.Attributes = with(a.Attributes, "scopes", described(list))
	}
}
