package fix

import (
	"bytes"
	"maps"
	"slices"
	"sort"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Plan is what is changed at once.
type Plan struct {
	// Changes are the files, in order of path.
	Changes []Change
	// Taken are the fixes that are part of it, in order of the findings.
	Taken []Choice
	// Left are those that are not: another one changes the same bytes, or the file
	// could not be read afterwards.
	Left []Choice
}

// Choice is a fix of a finding.
type Choice struct {
	Finding *nhi.Finding
	Fix     nhi.Fix
	// Why it is left.
	Why string
}

// Change is a file and what becomes of it.
type Change struct {
	File *nhi.File
	// Edits are in order and do not overlap.
	Edits []nhi.Edit
	Text  []byte
}

// Choose takes the safest fix of every finding that counts, up to a tier. Of two
// that change the same bytes the first is taken, and the other is left for the next
// run; where they are the same edits, both are.
func Choose(findings []*nhi.Finding, most nhi.Tier) *Plan {
	p, edits := &Plan{}, map[string]taken{}
	for _, f := range findings {
		if !f.Counts() || len(f.Fixes) == 0 || rank(f.Fixes[0].Tier) > rank(most) {
			continue
		}
		c := Choice{Finding: f, Fix: f.Fixes[0]}
		var fresh []nhi.Edit
		for _, e := range c.Fix.Edits {
			switch at, met := edits[e.At.File.Path].meets(e); {
			case !met:
				fresh = append(fresh, e)
			case at != e:
				c.Why = "another fix changes the same place: run again"
			}
		}
		if c.Why != "" {
			p.Left = append(p.Left, c)
			continue
		}
		p.Taken = append(p.Taken, c)
		for _, e := range fresh {
			edits[e.At.File.Path] = edits[e.At.File.Path].with(e)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(edits)) {
		list := edits[path]
		change := Change{File: list[0].At.File, Edits: list, Text: Apply(list[0].At.File.Bytes(), list)}
		if !sound(change) {
			p.Leave(path, "the file could not be read afterwards: please report it")
			continue
		}
		p.Changes = append(p.Changes, change)
	}
	return p
}

// taken are edits of one file, in order, of which no two meet.
type taken []nhi.Edit

// after is where an edit belongs among them.
func (t taken) after(e nhi.Edit) int {
	return sort.Search(len(t), func(i int) bool { return t[i].At.Start >= e.At.Start })
}

// meets finds the edit that changes a byte of another one.
func (t taken) meets(e nhi.Edit) (nhi.Edit, bool) {
	i := t.after(e)
	for _, j := range []int{i - 1, i} {
		if 0 <= j && j < len(t) && t[j].At.Overlaps(e.At) {
			return t[j], true
		}
	}
	return nhi.Edit{}, false
}

func (t taken) with(e nhi.Edit) taken { return slices.Insert(t, t.after(e), e) }

// Leave takes back every fix that changes a file, and what else those change.
func (p *Plan) Leave(path, why string) {
	out := map[string]bool{path: true}
	for more := true; more; {
		more = false
		p.Taken = slices.DeleteFunc(p.Taken, func(c Choice) bool {
			if !slices.ContainsFunc(c.Fix.Edits, func(e nhi.Edit) bool { return out[e.At.File.Path] }) {
				return false
			}
			for _, e := range c.Fix.Edits {
				more = more || !out[e.At.File.Path]
				out[e.At.File.Path] = true
			}
			c.Why = why
			p.Left = append(p.Left, c)
			return true
		})
	}
	p.Changes = slices.DeleteFunc(p.Changes, func(c Change) bool { return out[c.File.Path] })
}

// Apply makes a text of another one and edits in order.
func Apply(text []byte, edits []nhi.Edit) []byte {
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		b.Write(text[at:e.At.Start])
		b.WriteString(e.New)
		at = e.At.End
	}
	b.Write(text[at:])
	return b.Bytes()
}

// sound says whether the reader of a file's format has nothing to say of the new
// text that it did not say of the old one.
func sound(c Change) bool {
	_, before := parse(c.File)
	_, after := parse(nhi.NewFile(c.File.Path, c.Text))
	return len(after) <= len(before)
}
