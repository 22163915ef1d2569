package scan

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// over is the verdict on a set that differs from the one that it is about in files
// that have no part in it, or say what they said; nil where that is not so.
func (m *memory) over(ctx context.Context, v *verdict, o Options, set *source.Set) *verdict {
	if v == nil {
		return nil
	}
	next := *v
	next.Passed = map[source.Reason][]string{}
	for why, paths := range v.Passed {
		next.Passed[why] = slices.Clone(paths)
	}
	asked := map[string]bool{}
	if len(set.Differences) > 0 {
		for p := range strings.SplitSeq(v.Asked, "\n") {
			asked[p] = true
		}
	}
	var fresh []string              // listed files whose text is new
	var touched []source.Difference // those that somebody claims
	for _, d := range set.Differences {
		moved := d.Was == "" || d.Is == ""
		if !d.Plain || asked[d.Path] || moved && (source.Marks(d.Path) || slices.ContainsFunc(v.Globs, func(g string) bool { return source.Globs(g, d.Path) })) {
			return nil
		}
		if !set.Lists(d.Path) {
			continue // by its name: what is in it does not matter
		}
		if d.Was != "" {
			k, ok := m.looks.get(d.Path, d.Was)
			if ok && k.kind == claimed && !moved && set.Listed(d.Path) {
				_, size := set.Blob(d.Path)
				next.Bytes += size - k.size
				touched = append(touched, d)
				continue
			}
			if !ok || !next.count(d.Path, k, -1) {
				return nil
			}
		}
		if d.Is != "" {
			if !set.Listed(d.Path) {
				return nil // too large, or without bytes
			}
			fresh = append(fresh, d.Path)
		}
	}
	set.Plan(fresh)
	for _, p := range fresh {
		if k, ok := m.look(o, set, p); !ok || !next.count(p, k, 1) {
			return nil
		}
	}
	if len(touched) > 0 {
		to, ok := m.moved(ctx, o, &next, set, touched)
		if !ok || !next.move(to, touched) {
			return nil
		}
		for _, d := range touched {
			fresh = append(fresh, d.Path)
		}
	}
	if len(next.Literals) > 0 && (v.Opaque || repeats(next.Literals, set, fresh)) {
		return nil
	}
	return &next
}

// count takes a file in or out; it is false for one that somebody claims.
func (v *verdict) count(path string, k look, n int) bool {
	switch why := reasonOf(k.kind); {
	case k.kind == idle:
		v.Read += n
		v.Bytes += int64(n) * k.size
	case why == "":
		return false
	case n > 0:
		v.Passed[why] = append(v.Passed[why], path)
	default:
		v.Passed[why] = slices.DeleteFunc(v.Passed[why], func(p string) bool { return p == path })
	}
	return true
}

// look classifies one file, and reads it where that was not done before.
func (m *memory) look(o Options, set *source.Set, path string) (look, bool) {
	id, _ := set.Blob(path)
	if k, ok := m.looks.get(path, id); ok {
		return k, true
	}
	c := &collector{ctx: context.Background(), facts: &nhi.Facts{}}
	kind, whole := byte(idle), true
	_, err := set.Look(path, nil, func(text []byte) bool {
		var claims []claim
		if claims, whole = c.claims(path, text, wanting(o.analyzers(), path)); len(claims) > 0 || ignores(path, text) {
			kind = claimed
		}
		return false
	})
	if skip := (*source.SkipError)(nil); errors.As(err, &skip) && passes[skip.Reason] != 0 {
		kind, err = passes[skip.Reason], nil
	}
	if err != nil || !whole {
		return look{}, false
	}
	_, size := set.Blob(path)
	m.looks.put(path, id, look{kind, size})
	return m.looks.get(path, id)
}

// repeats says whether a secret of the set may stand in one of its files.
func repeats(secrets []spot, set *source.Set, paths []string) bool {
	for _, s := range secrets {
		f, err := set.Read(s.Path)
		if err != nil || s.Start < 0 || s.Start >= s.End || s.End > f.Len() {
			return true
		}
		text := f.At(s.Start, s.End).Text()
		for _, p := range paths {
			if f, err := set.Read(p); err == nil && len(occurrences(f, text)) > 0 {
				return true
			}
		}
	}
	return false
}
