package nhi

import "testing"

func TestSeconds(t *testing.T) {
	for text, want := range map[string]int64{"3600": 3600, "1h": 3600, "1h30m": 5400, "2d": 172800, "1w": 604800, " 5s ": 5, "1500ms": 1, "0": 0} {
		if got, ok := Seconds(text); !ok || got != want {
			t.Errorf("%q: %d %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "-1", "h", "1y", "1h 2m", "${ttl}", "99999999999999h"} {
		if got, ok := Seconds(text); ok {
			t.Errorf("%q: %d", text, got)
		}
	}
}
