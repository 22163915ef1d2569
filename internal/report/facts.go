package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Facts lists an inventory for a person, one fact a line.
func Facts(w io.Writer, inv *nhi.Inventory) error {
	p := &printer{w: w}
	for _, kind := range []struct {
		name string
		list []*nhi.Agent
	}{{"agent", inv.Agents}, {"workload", inv.Workloads}} {
		for _, a := range kind.list {
			p.printf("%s\n", AgentLine(kind.name, a))
		}
	}
	for _, i := range inv.Identities {
		p.printf("%s\n", IdentityLine(i))
	}
	for _, c := range inv.Credentials {
		p.printf("%s\n", CredentialLine(c))
	}
	for _, g := range inv.Grants {
		p.printf("%s\n", GrantLine(g))
	}
	for _, t := range inv.Tools {
		p.printf("%s\n", ToolLine(t))
	}
	for _, c := range inv.Controls {
		p.printf("%s\n", ControlLine(c))
	}
	return p.err
}

// AgentLine says an agent, or a workload, in a line.
func AgentLine(kind string, a *nhi.Agent) string {
	var notes []string
	if a.Environment != "" {
		notes = append(notes, a.Environment)
	}
	if a.ReadOnly {
		notes = append(notes, "only reads")
	}
	return Clean(fmt.Sprintf("%s: %s: '%s' (%s on %s, score %d%s)", a.At, kind, a.Name, a.Kind, a.Platform, a.Score, tail(notes)))
}

// IdentityLine says an identity in a line.
func IdentityLine(i *nhi.Identity) string {
	var notes []string
	if i.Default {
		notes = append(notes, "the default")
	}
	if !i.Defined {
		notes = append(notes, "not defined here")
	}
	if i.SharedBy > 1 {
		notes = append(notes, fmt.Sprintf("shared by %d agents", i.SharedBy))
	}
	return Clean(fmt.Sprintf("%s: identity: '%s' (%s on %s%s)%s", i.At, i.Name, i.Kind, i.Platform, tail(notes), holders(i.Agents)))
}

// CredentialLine says a credential in a line, never its text.
func CredentialLine(c *nhi.Credential) string {
	notes := []string{string(c.Origin)}
	if c.Store != "" {
		notes = append(notes, "in "+c.Store)
	}
	if c.Lifetime.Known {
		notes = append(notes, c.Lifetime.Text+" ("+string(c.Lifetime.Basis)+")")
	}
	return Clean(fmt.Sprintf("%s: credential: %s '%s' (%s)%s", c.At, c.Title, c.Name, strings.Join(notes, ", "), holders(c.Agents)))
}

// GrantLine says a grant in a line.
func GrantLine(g *nhi.Grant) string {
	var notes []string
	if g.Breadth != "" {
		notes = append(notes, g.Breadth)
	}
	notes = append(notes, g.Hazards...)
	if g.Justified {
		notes = append(notes, "demanded by the service")
	}
	return Clean(fmt.Sprintf("%s: grant: %s '%s' (%s) %s%s", g.At, g.System, g.Name, strings.Join(notes, ", "), g.Why, holders(g.Agents)))
}

// ToolLine says a tool in a line.
func ToolLine(t *nhi.Tool) string {
	var notes []string
	if t.Package != "" {
		pinned := "pinning unknown"
		if t.Pinned != nil {
			pinned = map[bool]string{true: "pinned", false: "not pinned"}[*t.Pinned]
		}
		notes = append(notes, t.Package, pinned)
	}
	if t.URL != "" {
		notes = append(notes, t.URL)
	}
	return Clean(fmt.Sprintf("%s: tool: '%s' (%s%s)%s", t.At, t.Name, t.Kind, tail(notes), holders(t.Agents)))
}

// ControlLine says a control in a line.
func ControlLine(c *nhi.Control) string {
	return Clean(fmt.Sprintf("%s: control: %s %s: %s", c.At, c.Kind, c.State, c.Name))
}

func tail(notes []string) string {
	if len(notes) == 0 {
		return ""
	}
	return ", " + strings.Join(notes, ", ")
}

func holders(refs []*nhi.Ref) string {
	if len(refs) == 0 {
		return ""
	}
	var names []string
	for _, r := range refs {
		names = append(names, "'"+r.Name+"'")
	}
	return " ← " + strings.Join(names, ", ")
}
