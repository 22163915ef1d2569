package join

import (
	"fmt"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// lifetimes judges every known lifetime against the clock and the maximum
// lives. A life that cannot be known has no band.
func (j *joiner) lifetimes() {
	for _, c := range j.inv.Credentials {
		l := &c.Lifetime
		if l.Expires != "" {
			if t, err := parseDate(l.Expires); err == nil {
				l.Expired = t.Before(j.o.Now)
				// Without a beginning the rest of it counts.
				if (l.Known || l.Basis == nhi.Decoded) && !l.Never && l.Seconds == 0 {
					l.Known, l.Seconds = true, max(0, int64(t.Sub(j.o.Now).Seconds()))
				}
			}
		}
		if !l.Known {
			continue
		}
		limits := DefaultLives
		if j.o.Lives != nil {
			limits = j.o.Lives(c.Kind, c.Environment)
		}
		l.Band, l.Text = band(*l, limits), spell(*l)
	}
}

func parseDate(text string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	return time.Parse(time.DateOnly, text)
}

func band(l nhi.Lifetime, limits Lives) string {
	d := time.Duration(l.Seconds) * time.Second
	if l.Seconds > int64(1<<63-1)/int64(time.Second) {
		d = 1<<63 - 1
	}
	switch {
	case l.Expired:
		return "good"
	case l.Never || l.Renewable || d > limits.Standing:
		return "standing"
	case d > limits.Quiet:
		return "long"
	case d > limits.Good:
		return "quiet"
	}
	return "good"
}

// spell says a lifetime in the largest unit that loses nothing much.
func spell(l nhi.Lifetime) string {
	switch {
	case l.Expired:
		return "expired on " + l.Expires[:min(10, len(l.Expires))]
	case l.Never:
		return "no expiry"
	case l.Renewable:
		return "renewable without end"
	}
	const hour, day, year = 3600, 86400, 31536000
	s := l.Seconds
	units := func(n int64, unit string) string {
		if n == 1 {
			return "1 " + unit
		}
		return fmt.Sprintf("%d %ss", n, unit)
	}
	switch {
	case s >= year && s%year < 2*day:
		return units(s/year, "year")
	case s >= 2*day:
		return units(s/day, "day")
	case s >= hour:
		return units(s/hour, "hour")
	case s >= 60:
		return units(s/60, "minute")
	}
	return units(s, "second")
}
