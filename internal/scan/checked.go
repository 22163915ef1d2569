package scan

import (
	"fmt"

	"github.com/nhivet/nhivet/internal/nhi"
)

// checked refuses facts without a position: nobody could find what they mean.
func checked(f *nhi.Facts) *nhi.Facts {
	f.Agents = keep(f, f.Agents, func(a *nhi.Agent) nhi.Span { return a.At })
	f.Tools = keep(f, f.Tools, func(t *nhi.Tool) nhi.Span { return t.At })
	f.Identities = keep(f, f.Identities, func(i *nhi.Identity) nhi.Span { return i.At })
	f.Credentials = keep(f, f.Credentials, func(c *nhi.Credential) nhi.Span { return c.At })
	f.Grants = keep(f, f.Grants, func(g *nhi.Grant) nhi.Span { return g.At })
	f.Controls = keep(f, f.Controls, func(c *nhi.Control) nhi.Span { return c.At })
	return f
}

func keep[T any](f *nhi.Facts, list []T, at func(T) nhi.Span) []T {
	out := list[:0]
	for _, x := range list {
		if at(x).Valid() {
			out = append(out, x)
			continue
		}
		f.Notices = append(f.Notices, nhi.Notice{Reason: fmt.Sprintf("internal fault, please report it: a fact without a position (%T)", x), Incomplete: true})
	}
	return out
}
