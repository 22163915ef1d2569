package nhi

import (
	"strconv"
	"strings"
)

// Seconds reads a duration as configuration files write it: Go's form, with days
// and weeks, or a bare number of seconds.
func Seconds(text string) (int64, bool) {
	s := strings.TrimSpace(text)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, n >= 0
	}
	total, found := 0.0, false
	for s != "" {
		i := 0
		for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.') {
			i++
		}
		j := i
		for j < len(s) && s[j] >= 'a' && s[j] <= 'z' {
			j++
		}
		n, err := strconv.ParseFloat(s[:i], 64)
		u, ok := unitSeconds[s[i:j]]
		if err != nil || !ok || n > 1e9 {
			return 0, false
		}
		total += n * u
		found = true
		s = s[j:]
	}
	return int64(total), found && total < 1e12
}

var unitSeconds = map[string]float64{"w": 7 * 86400, "d": 86400, "h": 3600, "m": 60, "s": 1, "ms": 0.001}
