package terraform

import (
	"fmt"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// dump writes facts as lines that a person can review, in order of place.
func dump(f *nhi.Facts) string {
	var lines []string
	add := func(format string, args ...any) {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf(format, args...)))
	}
	place := func(s nhi.Span) string {
		if !s.Valid() {
			return "NO PLACE"
		}
		p := s.Position()
		return fmt.Sprintf("%s:%03d:%d-%d:%d", p.File, p.Line, p.Column, p.EndLine, p.EndColumn)
	}
	steps := func(steps []nhi.Step) string {
		var b strings.Builder
		for _, s := range steps {
			fmt.Fprintf(&b, " <- %s (%s)", s.At, s.Note)
		}
		return b.String()
	}
	for _, a := range f.Agents {
		var why []string
		for _, e := range a.Evidence {
			why = append(why, e.Reason)
		}
		add("%s agent %s %q %s/%s score=%d env=%s family=%q because %s", place(a.At), a.Key, a.Name, a.Platform, a.Kind, a.Score, a.Environment, a.Family, strings.Join(why, "; "))
	}
	for _, i := range f.Identities {
		add("%s identity %s %q %s/%s defined=%v default=%v aliases=%v", place(i.At), i.Key, i.Name, i.Platform, i.Kind, i.Defined, i.Default, i.Aliases)
	}
	for _, c := range f.Credentials {
		rotated := ""
		if c.Rotated != nil {
			rotated = fmt.Sprintf(" rotated=%v", *c.Rotated)
		}
		add("%s credential %s %s name=%q origin=%s store=%s subject=%s static=%v%s life=%s%s", place(c.At), c.Key, c.Kind, c.Name, c.Origin, c.Store, c.Subject, c.Static, rotated, life(c.Lifetime), steps(c.Related))
	}
	for _, g := range f.Grants {
		add("%s grant %s of %s %s scope=%s breadth=%s hazards=%v writes=%v justified=%v actions=%v resources=%v if=%v why=%q%s", place(g.At), g.Name, g.Identity, g.System, g.Scope, g.Breadth, g.Hazards, g.Writes, g.Justified,
			g.Actions, g.Resources, g.Conditions, g.Why, steps(g.Related))
	}
	for _, e := range f.Edges {
		add("%s edge %s %s -> %s", place(e.At), e.Kind, e.From, e.To)
	}
	sort.Strings(lines)
	for _, n := range f.Notices {
		lines = append(lines, fmt.Sprintf("%s notice line %d: %s", n.Path, n.Line, n.Reason))
	}
	return strings.Join(lines, "\n") + "\n"
}

func life(l nhi.Lifetime) string {
	switch {
	case !l.Known:
		return "unknown"
	case l.Never:
		return fmt.Sprintf("never(%s %s)", l.Basis, l.Field)
	}
	return fmt.Sprintf("%ds(%s %s)%s", l.Seconds, l.Basis, l.Field, map[bool]string{true: " renewable"}[l.Renewable]+l.Expires)
}
