package report

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Stats writes how much of what is evaluated is known, by analyzer, and why the
// rest is not.
func Stats(w io.Writer, stats map[string]*nhi.Resolved) error {
	p := &printer{w: w}
	for _, name := range slices.Sorted(maps.Keys(stats)) {
		r := stats[name]
		p.printf("%s: %s: %d known (%s), %d partly (%s), %d unknown (%s)\n", name, Plural(r.Total, "argument"),
			r.Known, share(r.Known, r.Total), r.Partly, share(r.Partly, r.Total), r.Unknown, share(r.Unknown, r.Total))
		causes := slices.Collect(maps.Keys(r.Causes))
		slices.SortFunc(causes, func(a, b string) int { return cmp.Or(r.Causes[b]-r.Causes[a], cmp.Compare(a, b)) })
		for _, c := range causes {
			p.printf("  %s: %d (%s)\n", Clean(c), r.Causes[c], share(r.Causes[c], r.Total))
		}
	}
	if len(stats) == 0 {
		p.printf("nothing here is evaluated\n")
	}
	return p.err
}

func share(n, total int) string {
	if total == 0 {
		return "0 %"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(total))
}
