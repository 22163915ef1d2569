package tree

import (
	"fmt"

	"github.com/nhivet/nhivet/internal/nhi"
)

// maxDuplicates is how many duplicate keys of a document are reported one by
// one: enough to see what went wrong.
const maxDuplicates = 10

// keyCheck collects the keys that a document's mappings have twice.
type keyCheck struct {
	found []nhi.Span // the later one of each pair
	first []nhi.Span
	more  int
	last  nhi.Span
}

// check looks for duplicates among the fields of one mapping. A key that stands
// there many times is reported once.
func (c *keyCheck) check(fields []Field) {
	if len(fields) <= 8 {
		for i := range fields {
			for j := range i {
				if fields[i].Key == fields[j].Key {
					c.add(&fields[j], &fields[i])
					break
				}
			}
		}
		return
	}
	seen := make(map[string]int, len(fields))
	for i := range fields {
		if j, ok := seen[fields[i].Key]; ok {
			c.add(&fields[j], &fields[i])
			continue
		}
		seen[fields[i].Key] = i
	}
}

func (c *keyCheck) add(first, again *Field) {
	if first.Merged || again.Merged || first.Block || again.Block {
		return
	}
	if len(c.found) == maxDuplicates {
		c.more++
		c.last = again.KeySpan
		return
	}
	c.first, c.found = append(c.first, first.KeySpan), append(c.found, again.KeySpan)
}

// notices adds what was found. Keys are not quoted: they are anybody's text.
func (c *keyCheck) notices(f *nhi.File, to []nhi.Notice) []nhi.Notice {
	for i, span := range c.found {
		to = append(to, nhi.Notice{Path: f.Path, Line: f.LineOf(span.Start),
			Reason: fmt.Sprintf("expected each key once, found the key of line %d again: the last one counts", f.LineOf(c.first[i].Start))})
	}
	if c.more > 0 {
		to = append(to, nhi.Notice{Path: f.Path, Line: f.LineOf(c.last.Start),
			Reason: fmt.Sprintf("expected each key once, found %d more that stand there twice", c.more)})
	}
	return to
}
