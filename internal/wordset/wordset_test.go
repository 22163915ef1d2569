package wordset

import (
	"maps"
	"testing"
)

func TestOf(t *testing.T) {
	if got, want := Of("get list\n\tread get"), map[string]bool{"get": true, "list": true, "read": true}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := Of(" \n"); len(got) != 0 {
		t.Errorf("no words: %v", got)
	}
}

func TestHas(t *testing.T) {
	for word, want := range map[string]bool{"get": true, "read": true, "rea": false, "": false} {
		if got := Has("get list\nread", word); got != want {
			t.Errorf("%q: got %v", word, got)
		}
	}
}
