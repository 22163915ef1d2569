package terraform

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// merged makes one set of facts of those of all environments of a root. What is
// the same in several is one fact, with the ways of all. The first parts, as many
// as environments says, are evaluated ones; the others are plans of any of them.
func merged(parts []*nhi.Facts, environments int) *nhi.Facts {
	if len(parts) == 1 {
		return parts[0]
	}
	out := &nhi.Facts{}
	agents, identities := map[string]*nhi.Agent{}, map[string]*nhi.Identity{}
	credentials, grants, controls := map[string]*nhi.Credential{}, map[grantKey]*nhi.Grant{}, map[controlKey]*nhi.Control{}
	edges := map[edgeKey]bool{}
	for n, part := range parts {
		if part == nil {
			continue
		}
		for _, a := range part.Agents {
			old := agents[a.Key]
			if old == nil {
				agents[a.Key] = a
				out.Agents = append(out.Agents, a)
				continue
			}
			if a.Score > old.Score {
				old.Score, old.Evidence = a.Score, a.Evidence
			}
			// What is somewhere in production is no development environment.
			if old.Environment != a.Environment {
				old.Environment = ""
			}
		}
		if n < environments {
			distinct(part, identities, n)
		}
		for _, i := range part.Identities {
			old := identities[i.Key]
			if old == nil {
				identities[i.Key] = i
				out.Identities = append(out.Identities, i)
				continue
			}
			for _, alias := range i.Aliases {
				if !slices.Contains(old.Aliases, alias) {
					old.Aliases = append(old.Aliases, alias)
				}
			}
			old.Defined = old.Defined || i.Defined
			if old.Environment != i.Environment {
				old.Environment = ""
			}
		}
		// A credential that is another one in this environment has a key of its own.
		renamed := map[string]string{}
		for _, c := range part.Credentials {
			old, same := credentials[c.Key], false
			if old != nil {
				same = alikeCredentials(old, c)
			}
			switch {
			case old == nil:
				credentials[c.Key] = c
				out.Credentials = append(out.Credentials, c)
			case same:
				old.Related = ways(old.Related, c.Related)
			default:
				key := fmt.Sprintf("%s@%d", c.Key, n)
				renamed[c.Key] = key
				for o := 0; o < n; o++ {
					if other := credentials[fmt.Sprintf("%s@%d", c.Key, o)]; other != nil && alikeCredentials(other, c) {
						renamed[c.Key], same = other.Key, true
						other.Related = ways(other.Related, c.Related)
					}
				}
				if c.Key = renamed[c.Key]; !same {
					credentials[c.Key] = c
					out.Credentials = append(out.Credentials, c)
				}
			}
		}
		for _, g := range part.Grants {
			k := grantKey{g.Identity, g.Name, g.Why, g.Breadth, listed(g.Hazards), listed(g.Actions), listed(g.Resources)}
			if old := grants[k]; old != nil {
				old.Related = ways(old.Related, g.Related)
				continue
			}
			grants[k] = g
			out.Grants = append(out.Grants, g)
		}
		for _, c := range part.Controls {
			k := controlKey{c.Key, c.Name, c.State, c.At}
			if old := controls[k]; old != nil {
				old.Related = ways(old.Related, c.Related)
				continue
			}
			controls[k] = c
			out.Controls = append(out.Controls, c)
		}
		for _, e := range part.Edges {
			if k := renamed[e.To]; k != "" {
				e.To = k
			}
			if k := renamed[e.From]; k != "" {
				e.From = k
			}
			if k := (edgeKey{e.Kind, e.From, e.To, e.At}); !edges[k] {
				edges[k] = true
				out.Edges = append(out.Edges, e)
			}
		}
		out.Notices = append(out.Notices, part.Notices...)
	}
	// What stands for any number in one environment is counted in another.
	counted := map[string]bool{}
	for _, a := range out.Agents {
		if i := strings.LastIndexByte(a.Key, '['); i > 0 && strings.HasSuffix(a.Key, "]") {
			counted[a.Key[:i]] = true
		}
	}
	out.Agents = slices.DeleteFunc(out.Agents, func(a *nhi.Agent) bool { return counted[a.Key] })
	return out
}

// What makes facts of two environments the same one.
type (
	grantKey   struct{ identity, name, why, breadth, hazards, actions, resources string }
	controlKey struct {
		key, name, state string
		at               nhi.Span
	}
	edgeKey struct {
		kind     nhi.EdgeKind
		from, to string
		at       nhi.Span
	}
)

// listed is a list as one text.
func listed(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	var b strings.Builder
	for _, i := range list {
		b.WriteString(i)
		b.WriteByte(0)
	}
	return b.String()
}

// distinct gives an identity that is called differently in this environment, or
// has another address, a key of its own everywhere in the environment's facts: it
// is another principal.
func distinct(part *nhi.Facts, known map[string]*nhi.Identity, n int) {
	renamed := map[string]string{}
	for _, i := range part.Identities {
		if old := known[i.Key]; old != nil && old.Defined && i.Defined && !onePrincipal(old, i) {
			renamed[i.Key] = fmt.Sprintf("%s@%d", i.Key, n)
			for o := 1; o < n; o++ { // it may be the one of an environment before
				if other := known[fmt.Sprintf("%s@%d", i.Key, o)]; other != nil && onePrincipal(other, i) {
					renamed[i.Key] = other.Key
				}
			}
		}
	}
	if len(renamed) == 0 {
		return
	}
	name := func(key *string) {
		if k := renamed[*key]; k != "" {
			*key = k
		}
	}
	for _, i := range part.Identities {
		name(&i.Key)
		for a := range i.Aliases {
			name(&i.Aliases[a])
		}
	}
	for _, c := range part.Credentials {
		name(&c.Subject)
	}
	for _, g := range part.Grants {
		if renamed[g.Identity] != "" {
			g.Key = fmt.Sprintf("%s@%d", g.Key, n)
		}
		name(&g.Identity)
	}
	for _, c := range part.Controls {
		name(&c.Subject)
	}
	for _, e := range part.Edges {
		name(&e.From)
		name(&e.To)
	}
}

func onePrincipal(a, b *nhi.Identity) bool {
	return a.Name == b.Name && (len(a.Aliases) == 0 || len(b.Aliases) == 0 || slices.ContainsFunc(a.Aliases, func(alias string) bool { return slices.Contains(b.Aliases, alias) }))
}

func alikeCredentials(a, b *nhi.Credential) bool {
	return a.Lifetime == b.Lifetime && a.At == b.At && a.Kind == b.Kind && a.Subject == b.Subject && a.Secret.Reveal() == b.Secret.Reveal() &&
		a.Origin == b.Origin && (a.Rotated == nil) == (b.Rotated == nil)
}

// maxWays bounds the steps of a fact that holds in several environments.
const maxWays = 16

// ways are the steps of both, each once.
func ways(a, b []nhi.Step) []nhi.Step {
	for _, s := range b {
		if len(a) < maxWays && !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

// stem is the name of a variable file without its endings.
func (v *varFile) stem() string {
	base := path.Base(v.file.Path)
	for i := range len(base) {
		if base[i] == '.' {
			return base[:i]
		}
	}
	return base
}
