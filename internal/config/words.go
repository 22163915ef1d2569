package config

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Duration reads a time as people write it: Go's units, and d, w and y (365
// days). Zero and negative times are none.
func Duration(s string) (time.Duration, error) {
	errBad := errors.New("not a time such as 30m, 24h, 90d or 1y")
	units := map[string]time.Duration{"d": 24 * time.Hour, "w": 7 * 24 * time.Hour, "y": 365 * 24 * time.Hour}
	if s == "" {
		return 0, errBad
	}
	if unit, ok := units[s[len(s)-1:]]; ok {
		n, err := strconv.ParseInt(s[:len(s)-1], 10, 64)
		if err != nil || n <= 0 || n > int64(maxLife/unit) {
			return 0, errBad
		}
		return time.Duration(n) * unit, nil
	}
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 || d > maxLife {
		return 0, errBad
	}
	return d, nil
}

// maxLife keeps durations far from the end of their type, which is 292 years.
const maxLife = 100 * 365 * 24 * time.Hour

// Suggest says which known name was probably meant: "" or " (did you mean 'x'?)".
// It is the closest within two edits.
func Suggest(name string, known []string) string {
	if len(name) > 100 {
		return ""
	}
	best, most := "", 3
	for _, k := range known {
		if d := distance(name, k, most); d < most {
			best, most = k, d
		}
	}
	// Two edits turn any short word into any other.
	if best == "" || most >= len(best)-1 {
		return ""
	}
	return " (did you mean '" + best + "'?)"
}

// distance is the number of edits (insert, delete, replace, swap neighbours)
// between two words, at most limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row := rows[(i-1)%3], rows[i%3], rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return min(rows[(len(a)+1)%3][len(b)], limit)
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }

// quote shows a name out of a stranger's file.
func quote(s string) string { return "'" + show(s) + "'" }

// show keeps what is printed short and free of control characters.
func show(s string) string {
	const most = 200
	if len(s) > most {
		cut := most
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "…"
	}
	q := strconv.Quote(s)
	return strings.ReplaceAll(strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`), `\\`, `\`)
}
