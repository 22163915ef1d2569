package picture

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// Options of a picture.
type Options struct {
	// All keeps what no agent reaches.
	All bool
	// Ignored keeps the findings that somebody ignored, with the reason.
	Ignored bool
}

// builder knows what stands for a key.
type builder struct {
	p   *Picture
	inv *nhi.Inventory

	agents map[string]*Agent // by key
	ids    map[string]string // IDs of identities, credentials and tools, by key and alias
	facts  map[string]string // IDs of what findings judge, by subject
	linked map[Link]bool
	// What an agent has itself, and by what it has what it does not.
	direct  map[pair]bool
	through map[pair]string
	// The facts behind the lists of the picture, one for one.
	identities  []*nhi.Identity
	credentials []*nhi.Credential
}

// New makes the picture of an inventory and of what was found in it.
func New(inv *nhi.Inventory, r *nhi.Report, o Options) *Picture {
	b := &builder{inv: inv, agents: map[string]*Agent{}, ids: map[string]string{}, facts: map[string]string{}, linked: map[Link]bool{}, direct: map[pair]bool{}, through: map[pair]string{}, p: &Picture{
		Version: Version, Tool: "nhivet", ToolVersion: r.Version, Now: r.Now, Files: r.Files, Incomplete: report.Incomplete(r),
		// Never null: a reader of the JSON iterates over them.
		Agents: []*Agent{}, Identities: []*Identity{}, Credentials: []*Credential{}, Grants: []*Grant{},
		Tools: []*Tool{}, Gates: []*Gate{}, Links: []Link{}, Findings: []*Finding{},
	}}
	b.addAgents()
	b.addIdentities(o.All)
	b.addTools()
	b.addCredentials(o.All)
	b.addGrants(o.All)
	b.addGates()
	b.addLinks()
	b.uses()
	b.addFindings(r.Findings, o.Ignored)
	return b.p
}

func id[T any](kind string, list []T) string { return fmt.Sprint(kind, "-", len(list)+1) }

// known are the IDs of the agents that refs name.
func (b *builder) known(refs []*nhi.Ref) []string {
	out := []string{}
	for _, r := range refs {
		if a := b.agents[r.Key]; a != nil {
			out = append(out, a.ID)
		}
	}
	return out
}

func names(refs []*nhi.Ref) []string {
	out := []string{}
	for _, r := range refs {
		out = append(out, r.Name)
	}
	return out
}

// list is never null.
func list[T any](of []T) []T { return append([]T{}, of...) }

func (b *builder) addAgents() {
	for _, a := range b.inv.Agents {
		n := &Agent{
			ID: id("agent", b.p.Agents), Key: a.Key, Name: a.Name, Kind: a.Kind, Platform: a.Platform, Environment: a.Environment, ActsFor: a.ActsFor,
			Confidence: min(max(a.Score, 0), 100), Evidence: []Evidence{}, ReadOnly: a.ReadOnly,
			RunsAs: []Use{}, Holds: []Use{}, May: []Rights{}, Calls: []Use{}, DelegatesTo: []Use{}, Gates: []string{},
			Approval: Guard{Unknown, []string{}}, Audit: Guard{Unknown, []string{}}, At: a.At.Position(),
		}
		for _, e := range a.Evidence {
			n.Evidence = append(n.Evidence, Evidence{e.Weight, e.Reason, e.At.Position()})
		}
		slices.SortStableFunc(n.Evidence, func(x, y Evidence) int { return y.Weight - x.Weight })
		b.agents[a.Key], b.facts[a.Key] = n, n.ID
		b.p.Agents = append(b.p.Agents, n)
	}
}

func (b *builder) addIdentities(all bool) {
	for _, i := range b.inv.Identities {
		if len(i.Agents) == 0 && !all {
			b.p.LeftOut.Identities++
			continue
		}
		n := &Identity{
			ID: id("identity", b.p.Identities), Key: i.Key, Aliases: list(i.Aliases), Name: i.Name, Kind: i.Kind, Platform: i.Platform, Namespace: i.Namespace,
			Environment: i.Environment, Defined: i.Defined, Default: i.Default, Agents: b.known(i.Agents), Workloads: names(i.Workloads), SharedBy: i.SharedBy, At: i.At.Position(),
		}
		b.name(n.ID, i.Key, i.Aliases)
		b.p.Identities, b.identities = append(b.p.Identities, n), append(b.identities, i)
	}
}

func (b *builder) name(id, key string, aliases []string) {
	b.ids[key], b.facts[key] = id, id
	for _, a := range aliases {
		if b.ids[a] == "" {
			b.ids[a] = id
		}
	}
}

func (b *builder) addTools() {
	for _, t := range b.inv.Tools {
		n := &Tool{
			ID: id("tool", b.p.Tools), Key: t.Key, Name: t.Name, Kind: t.Kind, Package: t.Package, Version: t.Version, URL: t.URL,
			Pinned: t.Pinned, Writes: t.Writes, Approved: t.Approved, Agents: b.known(t.Agents), At: t.At.Position(),
		}
		b.name(n.ID, t.Key, nil)
		b.p.Tools = append(b.p.Tools, n)
	}
}

func (b *builder) addCredentials(all bool) {
	for _, c := range b.inv.Credentials {
		if len(c.Agents) == 0 && !all {
			b.p.LeftOut.Credentials++
			continue
		}
		n := &Credential{
			ID: id("credential", b.p.Credentials), Key: c.Key, Name: cmp.Or(c.Name, c.Title, c.Kind), Kind: c.Kind, Title: c.Title, Vendor: c.Vendor, Environment: c.Environment,
			Origin: c.Origin, Store: c.Store, Static: c.Static, Administrative: c.Administrative, Lifetime: c.Lifetime, Rotated: c.Rotated,
			Agents: b.known(c.Agents), Workloads: names(c.Workloads), Tools: []string{}, SharedBy: c.SharedBy, At: c.At.Position(),
		}
		if c.Subject != "" {
			n.Proves = b.ids[c.Subject]
		}
		for _, r := range c.Tools {
			if id := b.ids[r.Key]; id != "" {
				n.Tools = append(n.Tools, id)
			}
		}
		b.name(n.ID, c.Key, c.Aliases)
		b.p.Credentials, b.credentials = append(b.p.Credentials, n), append(b.credentials, c)
	}
}

func (b *builder) addGrants(all bool) {
	for _, g := range b.inv.Grants {
		if len(g.Agents) == 0 && !all {
			b.p.LeftOut.Grants++
			continue
		}
		n := &Grant{
			ID: id("grant", b.p.Grants), Key: g.Key, Grantee: g.Identity, System: g.System, Name: g.Name, Breadth: g.Breadth,
			Actions: list(g.Actions), Resources: list(g.Resources), Conditions: list(g.Conditions), Scope: g.Scope, Hazards: list(g.Hazards),
			Why: g.Why, Writes: g.Writes, Justified: g.Justified, Confidence: g.Confidence, Agents: b.known(g.Agents), At: g.At.Position(),
		}
		if a := b.agents[g.Identity]; a != nil {
			n.Holder = a.ID
		} else if g.Identity != "" {
			n.Holder = b.ids[g.Identity]
		}
		b.facts[g.Key+"→"+g.Identity] = n.ID
		b.p.Grants = append(b.p.Grants, n)
	}
}

func (b *builder) addGates() {
	for _, c := range b.inv.Controls {
		n := &Gate{ID: id("gate", b.p.Gates), Key: c.Key, Kind: c.Kind, Name: c.Name, State: c.State, Agents: b.known(c.Agents), At: c.At.Position()}
		b.facts[c.Key] = n.ID
		b.p.Gates = append(b.p.Gates, n)
	}
}

// addFindings takes those that count, and on demand those that are ignored.
func (b *builder) addFindings(all []*nhi.Finding, ignored bool) {
	for _, f := range all {
		if !f.Counts() && !(ignored && f.Suppressed != nil) {
			continue
		}
		n := &Finding{
			ID: id("finding", b.p.Findings), Rule: f.Rule.Name, Level: f.Level, Message: f.Message, Fix: f.Rule.Remediation,
			Subject: b.facts[f.Subject], About: b.known(f.Agents), Fault: f.Fault, Related: []Step{}, At: f.At.Position(),
		}
		if f.Suppressed != nil {
			n.Ignored = cmp.Or(f.Suppressed.Reason, "no reason is given")
		}
		for _, s := range f.Related {
			n.Related = append(n.Related, Step{s.At.Position(), s.Note})
		}
		if n.Subject != "" && !slices.Contains(n.About, n.Subject) {
			n.About = append([]string{n.Subject}, n.About...)
		}
		b.p.Findings = append(b.p.Findings, n)
	}
}
