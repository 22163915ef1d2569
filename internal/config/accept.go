package config

import (
	"fmt"
	"time"

	"github.com/nhivet/nhivet/internal/gitignore"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Accepted marks the findings of sharing that somebody decided to live with, and
// reports the decisions that have run out, and those that are about nothing. part
// says that not all was judged, so that the latter cannot be told.
func Accepted(findings []*nhi.Finding, accepts []Accept, part bool, now time.Time) []Fault {
	var faults []Fault
	today := now.Format(time.DateOnly)
	for _, a := range accepts {
		tell := func(idle bool, format string, args ...any) {
			faults = append(faults, Fault{At: a.place, Reason: fmt.Sprintf(format, args...), Idle: idle})
		}
		if a.Until != "" && a.Until < today {
			tell(false, "The accepted sharing of %s expired on %s, so it counts again", quote(a.Pattern), a.Until)
			continue
		}
		used := false
		for _, f := range findings {
			_, name, ok := cutKind(f.Shared)
			if !ok || !gitignore.Glob(a.Pattern, f.Shared) && !gitignore.Glob(a.Pattern, name) {
				continue
			}
			used = true
			if f.Suppressed == nil {
				reason := a.Reason
				if a.Owner != "" {
					reason += " (" + a.Owner + ")"
				}
				f.Suppressed = &nhi.Suppression{Reason: reason, Until: a.Until}
			}
		}
		if !used && !part {
			tell(true, "The accepted sharing of %s is about nothing that is shared", quote(a.Pattern))
		}
	}
	return faults
}

// cutKind splits "kind:name"; a name may have colons too.
func cutKind(shared string) (kind, name string, ok bool) {
	for i := range len(shared) {
		if shared[i] == ':' {
			return shared[:i], shared[i+1:], true
		}
	}
	return "", "", false
}
