package scan

import (
	"context"
	"sync"

	"github.com/nhivet/nhivet/analyzers"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Stats says, by analyzer, how much of what is evaluated in the files of a scan
// has a known value.
func Stats(ctx context.Context, o Options) (map[string]*nhi.Resolved, error) {
	set, _, _, err := configured(o)
	if err != nil {
		return nil, err
	}
	defer set.Close()
	paths := make([]string, len(set.Entries))
	for i, e := range set.Entries {
		paths[i] = e.Path
	}
	var mu sync.Mutex
	out := map[string]*nhi.Resolved{}
	var measuring []*nhi.Analyzer
	for _, a := range analyzers.All {
		if a.Measure == nil {
			continue
		}
		m := *a
		m.Run = func(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
			r := a.Measure(ctx, u)
			mu.Lock()
			defer mu.Unlock()
			if out[a.Name] == nil {
				out[a.Name] = &nhi.Resolved{Causes: map[string]int{}}
			}
			out[a.Name].Add(r)
			return nil, nil
		}
		measuring = append(measuring, &m)
	}
	Collect(ctx, set, paths, measuring)
	return out, ctx.Err()
}
