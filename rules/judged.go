package rules

import "github.com/nhivet/nhivet/internal/nhi"

// judged are the facts of an inventory that one of the embedded rules could say
// something about: no rule judges an identity that one agent alone has, a narrow
// grant without a hazard, or what is no agent. Most of a large inventory is such,
// and to make it readable for the engine costs more than to judge it.
//
// A rule that asks for more finds nothing in its fixtures, and has to be met here.
func judged(inv *nhi.Inventory) *nhi.Inventory {
	out := *inv
	out.Workloads = []*nhi.Agent{}
	out.Identities, out.Grants = make([]*nhi.Identity, 0, len(inv.Identities)/8), make([]*nhi.Grant, 0, len(inv.Grants)/8)
	for _, i := range inv.Identities {
		if i.Default && len(i.Agents) > 0 || i.SharedBy > 1 || i.SharedBy == 1 && len(i.Workloads) > 0 || len(i.Across)+len(i.Admits) > 0 || i.Orphaned != "" {
			out.Identities = append(out.Identities, i)
		}
	}
	for _, g := range inv.Grants {
		if g.Breadth != "" && g.Breadth != "narrow" || len(g.Hazards) > 0 {
			out.Grants = append(out.Grants, g)
		}
	}
	return &out
}
