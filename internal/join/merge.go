package join

import (
	"cmp"
	"maps"
	"slices"
	"sort"

	"github.com/nhivet/nhivet/internal/nhi"
)

// mergeIdentities makes one identity of all that share a key or an alias. A
// definition is preferred to a mention, then the first in order of place.
func (j *joiner) mergeIdentities(all []*nhi.Identity, edges []*nhi.Edge) {
	for _, i := range all {
		for _, alias := range i.Aliases {
			j.same.union(i.Key, alias)
		}
	}
	j.rolesByName(all)
	j.accountsByName(all)
	j.clients(edges, all)
	slices.SortStableFunc(all, func(a, b *nhi.Identity) int {
		if a.Defined != b.Defined {
			if a.Defined {
				return -1
			}
			return 1
		}
		return before(a.At, b.At, a.Key, b.Key)
	})
	for _, i := range all {
		n := j.at(i.Key)
		into := n.identity
		if into == nil {
			n.identity = i
			j.identities = append(j.identities, n)
			j.inv.Identities = append(j.inv.Identities, i)
			continue
		}
		into.Aliases = append(into.Aliases, i.Aliases...)
		if into.Key != i.Key {
			into.Aliases = append(into.Aliases, i.Key)
		}
		into.Default = into.Default || i.Default
		into.DefaultSource = cmp.Or(into.DefaultSource, i.DefaultSource)
		into.Namespace = cmp.Or(into.Namespace, i.Namespace)
		into.Environment = foremost(into.Environment, i.Environment)
		into.Attributes = mergeMaps(into.Attributes, i.Attributes)
		into.Related = append(into.Related, i.Related...)
	}
	for _, i := range j.inv.Identities {
		i.Environment = j.environment(i.Environment, i.At, i.Namespace, i.Name)
		sort.Strings(i.Aliases)
	}
}

// foremost is the environment of what is named in two: the one where it matters
// more.
func foremost(a, b string) string {
	if slices.Index(environments, b) > slices.Index(environments, a) {
		return b
	}
	return a
}

// environments in the order of what is lost in them; what is unknown gives way.
var environments = []string{"", "dev", "test", "staging", "prod"}

// rolesByName joins an AWS role that is defined by name in an account that is
// not written to the one ARN that has this name. With two ARNs of a name, or two
// definitions, it cannot be told which is meant.
func (j *joiner) rolesByName(all []*nhi.Identity) {
	arns, defined := map[string]string{}, map[string]string{}
	add := func(m map[string]string, name, key string) {
		if old, ok := m[name]; ok && old != key {
			key = "" // two
		}
		m[name] = key
	}
	for _, i := range all {
		if i.Defined && i.Platform == "aws" && i.Kind == "role" {
			add(defined, i.Name, j.same.find(i.Key))
		}
	}
	for _, i := range all {
		for _, k := range append([]string{i.Key}, i.Aliases...) {
			if name, ok := nhi.RoleName(k); ok && defined[name] != "" {
				add(arns, name, k)
			}
		}
	}
	for name, arn := range arns {
		j.same.union(defined[name], arn)
	}
}

// byFile is the confidence in that a policy is called like its file: a custom.
const byFile = 50

// policies leads from a Vault policy that somebody is given by its name to the one
// definition of that name. With two, in two folders, it cannot be told which
// Vault has which. What says its name itself comes before a file that is called
// so.
func policies(all []*nhi.Identity) []*nhi.Edge {
	said, called := map[string][]*nhi.Identity{}, map[string][]*nhi.Identity{}
	for _, i := range all {
		switch {
		case i.Kind != "vault-policy" || !i.Defined:
		case i.Attributes["named_by"] != "":
			called[i.Name] = append(called[i.Name], i)
		default:
			said[i.Name] = append(said[i.Name], i)
		}
	}
	var out []*nhi.Edge
	told := map[string]bool{}
	for _, i := range all {
		if i.Kind != "vault-policy" || i.Defined || told[i.Key] {
			continue
		}
		told[i.Key] = true
		found, confidence := said[i.Name], nhi.Certain
		if len(found) == 0 {
			found, confidence = called[i.Name], byFile
		}
		if len(found) == 1 {
			out = append(out, &nhi.Edge{Kind: nhi.Reaches, From: i.Key, To: found[0].Key, Confidence: confidence, Note: "the policy '" + i.Name + "' is defined here", At: found[0].At})
		}
	}
	return out
}

func mergeMaps(into, from map[string]string) map[string]string {
	if into == nil {
		return maps.Clone(from)
	}
	for k, v := range from {
		if into[k] == "" {
			into[k] = v
		}
	}
	return into
}

func (j *joiner) environment(known string, at nhi.Span, namespace, name string) string {
	if known != "" || j.o.Environment == nil || !at.Valid() {
		return known
	}
	e, _, _ := j.o.Environment(at.File.Path, namespace, name)
	return e
}

// mergeCredentials makes one credential of all that share a key, an alias, or
// the very bytes of a literal: the secrets reader and the reader of a format
// see the same key in a file, and only the latter knows who holds it.
func (j *joiner) mergeCredentials(all []*nhi.Credential) {
	slices.SortStableFunc(all, func(a, b *nhi.Credential) int { return before(a.At, b.At, a.Key, b.Key) })
	for _, c := range all {
		for _, alias := range c.Aliases {
			j.same.union(c.Key, alias)
		}
	}
	j.literals(all)
	for _, c := range all {
		n := j.at(c.Key)
		into := n.credential
		if into == nil {
			n.credential = c
			j.credentials = append(j.credentials, n)
			j.inv.Credentials = append(j.inv.Credentials, c)
			continue
		}
		mergeCredential(into, c)
	}
	for _, c := range j.inv.Credentials {
		c.Environment = j.environment(c.Environment, c.At, "", c.Name)
	}
}

// literals joins facts about the same bytes. A value may hold two secrets (a command
// line with an address and a token): each stays a credential of its own, and has
// whoever holds the value.
func (j *joiner) literals(all []*nhi.Credential) {
	var wide, inner *nhi.Credential // the fact that reaches furthest, and the last one inside of it
	for _, c := range all {
		if c.Origin != nhi.FromLiteral {
			continue
		}
		if wide == nil || !wide.At.Overlaps(c.At) || wide.At.Start == wide.At.End {
			wide, inner = c, nil
			continue
		}
		switch {
		case inner != nil && !inner.At.Overlaps(c.At) && inner.Secret.Reveal() != c.Secret.Reveal():
			j.also[wide.Key] = append(j.also[wide.Key], c.Key)
		default:
			j.same.union(wide.Key, c.Key)
		}
		if c.At != wide.At {
			inner = c
		}
		if c.At.End > wide.At.End {
			wide, inner = c, nil
		}
	}
}

// mergeCredential adds what another fact knows of the same credential. The one
// that has the literal says where it is; the more specific kind says what.
func mergeCredential(into, c *nhi.Credential) {
	if into.At != c.At && !into.At.Overlaps(c.At) {
		into.Related = append(into.Related, nhi.Step{At: c.At, Note: "also named here"})
	}
	if c.Origin == nhi.FromLiteral && into.Origin != nhi.FromLiteral {
		if into.At != c.At && !into.At.Overlaps(c.At) {
			into.Related[len(into.Related)-1] = nhi.Step{At: into.At, Note: "read here"}
		}
		into.At, into.Origin, into.Store = c.At, c.Origin, cmp.Or(c.Store, into.Store)
		into.Secret = c.Secret
	}
	if into.Origin == nhi.FromLiteral && c.Origin == nhi.FromLiteral && into.At.Overlaps(c.At) && c.At.End-c.At.Start < into.At.End-into.At.Start && !c.Secret.Empty() {
		into.At, into.Secret = c.At, c.Secret // the secret itself, not what it stands in
	}
	if into.Secret.Empty() {
		into.Secret = c.Secret
	}
	if c.Vendor != "" && into.Vendor == "" {
		into.Kind, into.Title, into.Vendor = c.Kind, c.Title, c.Vendor
	}
	if specificStore(c.Store) && !specificStore(into.Store) {
		into.Store = c.Store
	}
	into.Name = cmp.Or(into.Name, c.Name)
	into.Static = into.Static || c.Static
	into.Administrative = into.Administrative || c.Administrative
	if !into.Lifetime.Known || c.Lifetime.Basis == nhi.Decoded {
		into.Lifetime = orLifetime(c.Lifetime, into.Lifetime)
	}
	if into.Rotated == nil {
		into.Rotated = c.Rotated
	}
	if into.Revoked == nil {
		into.Revoked = c.Revoked
	}
	into.Alternative = cmp.Or(into.Alternative, c.Alternative)
	into.Shadows = cmp.Or(into.Shadows, c.Shadows)
	into.ShadowSource = cmp.Or(into.ShadowSource, c.ShadowSource)
	into.Subject = cmp.Or(into.Subject, c.Subject)
	into.Confidence = max(into.Confidence, c.Confidence)
	into.Attributes = mergeMaps(into.Attributes, c.Attributes)
	into.Related = append(into.Related, c.Related...)
}

// specificStore says whether a place tells more than that it is a file.
func specificStore(store string) bool {
	return store != "" && store != "file" && store != "code"
}

func orLifetime(a, b nhi.Lifetime) nhi.Lifetime {
	if a.Known {
		return a
	}
	return b
}

// mergeAgents keeps one agent for each key, with all evidence, and separates
// agents from workloads.
func (j *joiner) mergeAgents(all []*nhi.Agent) {
	slices.SortStableFunc(all, func(a, b *nhi.Agent) int { return before(a.At, b.At, a.Key, b.Key) })
	var order []*node
	for _, a := range all {
		n := j.at(a.Key)
		into := n.agent
		if into == nil {
			n.agent = a
			order = append(order, n)
			continue
		}
		into.Score = min(100, max(into.Score, a.Score))
		into.Evidence = append(into.Evidence, a.Evidence...)
		into.Attributes = mergeMaps(into.Attributes, a.Attributes)
	}
	j.runsCode(order)
	for _, n := range order {
		a := n.agent
		j.place(a)
		if j.o.Owner != nil {
			owner, named := j.o.Owner(a)
			a.Owner, a.Unowned = owner, named && owner == ""
		}
		n.is = a.Score >= nhi.AgentScore
		if j.o.Include != nil && j.o.Include(a) {
			n.is = true
		}
		if j.o.Exclude != nil && j.o.Exclude(a) {
			n.is = false
		}
		if n.is {
			j.agents = append(j.agents, n)
			j.inv.Agents = append(j.inv.Agents, a)
		} else {
			j.workloads = append(j.workloads, n)
			j.inv.Workloads = append(j.inv.Workloads, a)
		}
	}
}

func (j *joiner) mergeTools(all []*nhi.Tool) {
	slices.SortStableFunc(all, func(a, b *nhi.Tool) int { return before(a.At, b.At, a.Key, b.Key) })
	for _, t := range all {
		if n := j.at(t.Key); n.tool == nil {
			n.tool = t
			j.tools = append(j.tools, n)
			j.inv.Tools = append(j.inv.Tools, t)
		}
	}
}
