package source

import (
	"bytes"
	"maps"
	"slices"
	"strings"
)

// Again is the set with the texts of an editor as they are now, in the place of
// those that it was given: what was listed and read stays so but for changed, the
// paths whose text is another. It holds while the disk is as it was, and both sets
// are closed by closing one.
func (s *Set) Again(texts map[string][]byte, o Options) (next *Set, changed []string) {
	was, _ := s.back.(overlay)
	disk := s.back
	if was.texts != nil {
		disk = was.backend
	}
	now := overlay{disk, s.texts(texts)}
	for p, text := range now.texts {
		if old, ok := was.texts[p]; !ok || !bytes.Equal(old, text) {
			changed = append(changed, escape(p))
		}
	}
	for p := range was.texts {
		if _, ok := now.texts[p]; !ok {
			changed = append(changed, escape(p))
		}
	}
	slices.Sort(changed)
	gone := map[string]bool{}
	for _, p := range changed {
		gone[p] = true
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	next = &Set{
		Root: s.Root, max: s.max, generated: s.generated, back: disk, listed: maps.Clone(s.listed), added: map[string]bool{}, excludes: s.excludes,
		slots: maps.Clone(s.slots), skips: maps.Clone(s.skips), passed: maps.Clone(s.passed),
	}
	for _, e := range s.Entries {
		if !s.added[e.Path] {
			next.Entries = append(next.Entries, e)
		} else {
			delete(next.listed, e.Path)
		}
	}
	for _, n := range s.skipped {
		if gone[n.Path] && s.listed[n.Path] { // it was read, and passed over for its bytes
			delete(next.passed, n.Path)
			reason, _, _ := strings.Cut(n.Reason, ": ")
			if next.skips[Reason(reason)]--; next.skips[Reason(reason)] == 0 {
				delete(next.skips, Reason(reason))
			}
		} else {
			next.skipped = append(next.skipped, n)
		}
	}
	for _, n := range s.notices {
		if !gone[n.Path] {
			next.notices = append(next.notices, n)
		}
	}
	for p := range gone {
		delete(next.slots, p)
	}
	next.lay(now, o)
	return next, changed
}
