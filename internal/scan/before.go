package scan

import (
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
)

// known is what an earlier scan found: enough to see that a finding was there
// already. It holds no files, so that the facts behind it can go.
type known struct {
	message string
	level   nhi.Level
	places  map[string]bool
}

// class is what two scans call the same: the rule, the key of the fact, and for a
// written secret its text. Lines and messages are not in it: they change when
// nothing else does.
type class struct{ rule, subject, secret string }

// classes names findings; written says where secrets are.
func classes(e *examined) func(f *nhi.Finding) class {
	written := map[nhi.Span]bool{}
	for _, s := range secretPlaces(e.inventory) {
		written[s] = true
	}
	return func(f *nhi.Finding) class {
		c := class{rule: f.Rule.Name, subject: nhi.SubjectOf(f)}
		if written[f.At] && f.At.Valid() {
			c.secret = string(f.At.File.Bytes()[f.At.Start:f.At.End])
		}
		return c
	}
}

// memory is an earlier scan's findings that counted.
type memory map[class][]known

func remember(e *examined) memory {
	m, classOf := memory{}, classes(e)
	for _, f := range e.findings {
		if f.Counts() {
			c := classOf(f)
			m[c] = append(m[c], known{f.Message, f.Level, placesOf(f)})
		}
	}
	return m
}

// placesOf are the places that have a part in a finding, without their lines.
func placesOf(f *nhi.Finding) map[string]bool {
	out := map[string]bool{}
	for _, s := range f.Related {
		if s.At.Valid() {
			out[s.At.File.Path+"\x00"+s.Note] = true
		}
	}
	return out
}

// mark says of every finding whether the earlier scan had it. Of several of one
// class those that say the same are paired first. What was there counts again
// when it is louder, when a place has joined it, or when it says something else
// about the same places: a life that grew, a wider right. It does not when places
// have left it.
func (m memory) mark(e *examined) {
	byClass, classOf := map[class][]*nhi.Finding{}, classes(e)
	for _, f := range e.findings {
		c := classOf(f)
		byClass[c] = append(byClass[c], f)
	}
	for c, list := range byClass {
		before := slices.Clone(m[c])
		take := func(f *nhi.Finding, same func(known) bool) bool {
			i := slices.IndexFunc(before, same)
			if i < 0 {
				return false
			}
			f.Change = before[i].change(f)
			before = slices.Delete(before, i, i+1)
			return true
		}
		var rest []*nhi.Finding
		for _, f := range list {
			if !take(f, func(k known) bool { return k.message == f.Message }) {
				rest = append(rest, f)
			}
		}
		for _, f := range rest {
			if !take(f, func(known) bool { return true }) {
				f.Change = nhi.New
			}
		}
	}
}

func (k known) change(f *nhi.Finding) nhi.Change {
	if f.Level.Rank() > k.level.Rank() {
		return nhi.Updated
	}
	places := placesOf(f)
	for p := range places {
		if !k.places[p] {
			return nhi.Updated
		}
	}
	if len(places) == len(k.places) && f.Message != k.message {
		return nhi.Updated
	}
	return nhi.Unchanged
}
